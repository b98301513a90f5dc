"""Reviewed scripts that wait to be put in force: all that the list shows, from one moment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.scripts.rows import ScriptRow
from ui.scripts.turn_panel import TurnPanel
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.people import may


class ReviewedStrip(QWidget):
    """A line above the list for those who may put scripts in force. `done()`."""

    done = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._uids: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "surface")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.button = Button(self.tr("Put them in force…"), "bolt", "", self.ask)
        self.panel = TurnPanel(bridge.desk.zone, bridge.desk.clock)
        row = QHBoxLayout()
        row.addWidget(self.about, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, 0, edge, theme.space("small"))
        column.setSpacing(theme.space("small"))
        column.addLayout(row)
        column.addWidget(self.panel)
        self.hide()

    def show_rows(self, rows: Sequence[ScriptRow], *, room: bool) -> None:
        """Show it when several of the rows wait, there is room, and the person may do it."""
        self._uids = tuple(row.reviewed for row in rows if row.reviewed)
        several = len(self._uids) > 1
        may_do = may(self._bridge.desk.agent, "scripts_activate")
        self.about.setText(
            self.tr("{n} reviewed scripts wait to be put in force").format(n=len(self._uids))
        )
        shown = several and may_do and room
        if not shown:
            self.panel.leave()
        self.setVisible(shown)

    def ask(self) -> None:
        """Ask from when."""
        uids = self._uids
        text = self.tr("From when are these {n} said?").format(n=len(uids))
        self.panel.ask(text, self.tr("Put in force"), lambda at, _words: self._do(uids, at), when=True)  # fmt: skip

    def _do(self, uids: tuple[str, ...], at: int | None) -> None:
        from workstation.actions.scripts import ActivateScripts

        def done(_done: object) -> None:
            self.panel.leave()
            self.done.emit()

        self._bridge.do(
            ActivateScripts(uids, at),
            done,
            lambda refusal: self.panel.complain(refusal_sentence(refusal)),
        )
