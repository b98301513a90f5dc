"""The tab of a claim's papers: which form, exactly its page, and the register of what was issued."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.paper_wish import WishCard
from ui.claims.register_list import RegisterList
from ui.widgets.boxes import scrolled
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.pdf_view import Preview
from workstation.domain.claim import Print
from workstation.domain.people import may

_SIDE = 300


class CopyBar(QFrame):
    """Above an archived copy: what may be done with its line of the register."""

    void_wanted = Signal(object)
    renumber_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "strip_warn")
        self.line: Print | None = None
        self.told = ElidedLabel("", "strong")
        self.void = Button(self.tr("Void…"), "x", "flat", partial(self._tell, self.void_wanted))
        self.renumber = Button(
            self.tr("Another number"), "refresh", "flat", partial(self._tell, self.renumber_wanted)
        )
        self.leave = Button(self.tr("Back to the form"), "arrow-left", "flat", self.left.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("large"), 3, theme.space("medium"), 3)
        row.addWidget(self.told, 1)
        for part in (self.void, self.renumber, self.leave):
            row.addWidget(part)
        self.hide()

    def show_line(self, line: Print | None, told: str = "") -> None:
        """Show the bar of a line; None hides it."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.told.setText(told)
        void = line.voided_at is not None
        theme.look(self, "notice_bad" if void else "strip_warn")
        self.void.setVisible(not void)
        self.renumber.setVisible(void)

    def _tell(self, signal: SignalInstance) -> None:
        signal.emit(self.line)


class PaperTab(QWidget):
    """`wish_changed` when another form is chosen; `copy_wanted(Print)` for an archived copy."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wish = WishCard()
        self.wish.edit.setVisible(may(bridge.desk.agent, "rules_change"))
        self.register = RegisterList(bridge.desk.zone)
        self.preview = Preview(bridge)
        self.copy_bar = CopyBar()
        side = QWidget()
        column = QVBoxLayout(side)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("medium"), theme.space("medium"), edge)
        column.setSpacing(edge)
        column.addWidget(self.wish)
        column.addWidget(self.register)
        column.addStretch(1)
        area = scrolled(side)
        area.setFixedWidth(_SIDE * theme.current().scale // 100)
        shown = QVBoxLayout()
        shown.setSpacing(0)
        shown.addWidget(self.copy_bar)
        shown.addWidget(self.preview, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(area)
        row.addLayout(shown, 1)
        self.setFocusProxy(self.preview)

    def show_prints(self, prints: tuple[Print, ...], people: Mapping[str, str]) -> None:
        """Show the register of a claim, and the line whose copy is shown as it is now."""
        self.register.show_prints(prints, people)
        kept = self.copy_bar.line
        now = next((one for one in prints if kept is not None and one.uid == kept.uid), None)
        if now is not None and now != kept:
            self.copy_bar.show_line(now, self.copy_bar.told.text())
