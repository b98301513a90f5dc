"""The print register of a claim: every copy that was made, by whom, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.text import paper, times
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.claim import Print


class RegisterList(QWidget):
    """One line per copy, the newest first; `wanted(Print)` asks to see one."""

    wanted = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._title = label(self.tr("Register"), "section")
        self._none = label(self.tr("Nothing was issued yet."), "faint")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addWidget(self._title)
        column.addWidget(self._none)
        column.addLayout(self._lines)

    def show_prints(self, prints: tuple[Print, ...], people: Mapping[str, str]) -> None:
        """Show the register's lines."""
        empty(self._lines)
        for line in reversed(prints):
            self._lines.addWidget(self._line(line, people))
        self._none.setVisible(not prints)

    def _line(self, line: Print, people: Mapping[str, str]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        text = f"{paper.form(line.form)} · {line.serial}-{line.reprint + 1}"
        button = Button(text, "printer", "link", partial(self.wanted.emit, line))
        button.setToolTip(f"{line.template_version}  SHA-256 {line.sha256}")
        column.addWidget(button)
        for told, look in self._told(line, people):
            shown = label(told, look)
            shown.setWordWrap(True)
            column.addWidget(shown)
        return made

    def _told(self, line: Print, people: Mapping[str, str]) -> list[tuple[str, str]]:
        which = [paper.copy(line.copy, short=True), paper.kind(line.kind)]
        if line.language != "zh":
            which.append(paper.tongue(line.language))
        pages = self.tr("{n} pages").format(n=line.pages)
        if line.copies > 1:
            pages = self.tr("{sheets} × {n} pages").format(sheets=line.copies, n=line.pages)
        which.append(pages)
        who = [times.moment(line.at, self._zone), people.get(line.agent, "")]
        found = [(" · ".join(filter(None, part)), "faint") for part in (which, who)]
        if line.reason:
            found.append((self.tr("Again: {reason}").format(reason=line.reason), "muted"))
        if line.voided_at is not None:
            told = self.tr("Void since {moment}, {person}: {reason}")
            moment = times.moment(line.voided_at, self._zone)
            person = people.get(line.voided_by, "")
            told = told.format(moment=moment, person=person, reason=line.void_reason)
            found.append((told, "bad"))
        return found
