"""The print register of a claim: every copy that was made, by whom, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.text import times
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.claim import Print


class RegisterList(QWidget):
    """One line per printed copy; `wanted(Print)` asks to see one."""

    wanted = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._title = label(self.tr("Printed"), "section")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("tight"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addWidget(self._title)
        column.addLayout(self._lines)

    def show_prints(self, prints: tuple[Print, ...], people: Mapping[str, str]) -> None:
        """Show the register's lines, oldest first; nothing when nothing was printed."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in prints:
            self._lines.addWidget(self._line(line, people.get(line.agent, "")))
        self.setVisible(bool(prints))

    def _line(self, line: Print, person: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        copy = self.tr("Original") if not line.reprint else self.tr("Reprint {n}")
        text = f"{copy.format(n=line.reprint)} · {line.serial}"
        column.addWidget(Button(text, "printer", "link", partial(self.wanted.emit, line)))
        pages = self.tr("{n} pages").format(n=line.pages)
        parts = [times.moment(line.at, self._zone), person, pages, line.reason]
        told = ElidedLabel(" · ".join(part for part in parts if part), "faint")
        if line.sha256:
            told.setToolTip(f"{line.template_version}  SHA-256 {line.sha256}")
        column.addWidget(told)
        return made
