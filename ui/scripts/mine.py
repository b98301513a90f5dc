"""What is a person's own: scripts that only they see, favourites, and ten hotkeys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.commands import key_name
from ui.scripts.rows import ScriptRow
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.lines import Line, LineList
from ui.widgets.pick import PickBox
from workstation.domain.refusal import Refusal

HOTKEYS: Final = 10


def hotkey_name(number: int) -> str:
    """What is pressed for one of the ten: "Alt+Shift+1", the tenth with 0."""
    return key_name(f"Alt+Shift+{number % 10}")


def hotkey_choices() -> list[tuple[object, str]]:
    """The ten and none."""
    none = QCoreApplication.translate("scripts", "No key")
    return [(0, none), *((n, hotkey_name(n)) for n in range(1, HOTKEYS + 1))]


class MinePanel(QWidget):
    """Three lists. `opened(code)`, `new_wanted()`, `marked()` after a mark was changed."""

    opened = Signal(str)
    new_wanted = Signal()
    marked = Signal()
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: dict[str, ScriptRow] = {}
        self.own, self.favourites, self.keys = LineList(), LineList(), LineList()
        self.hotkey = PickBox()
        self.hotkey.show_choices(hotkey_choices(), 0)
        self.hotkey.setFixedWidth(140)
        self.hotkey.setAccessibleName(self.tr("Hotkey"))
        self.hotkey.picked.connect(lambda number: self._assign(int(str(number))))
        self._lay_out()
        for part in (self.own, self.favourites):
            part.opened.connect(self.opened)
            part.selectionModel().currentChanged.connect(
                lambda _now, _was, part=part: self._on_chosen(part)
            )
        self.keys.opened.connect(lambda key: self.opened.emit(key.partition("|")[2]))
        self.own.removed.connect(self._delete)
        self.favourites.removed.connect(self._unmark)
        self.keys.removed.connect(lambda key: self._free(key))
        self._last = self.own

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        edge = theme.space("medium")
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(theme.space("large"))
        self.delete = Button(self.tr("Delete"), "trash", "", lambda: self._delete())
        self.unmark = Button(self.tr("Take off"), "x", "", lambda: self._unmark())
        self.free = Button(self.tr("Free the key"), "x", "", lambda: self._free())
        new = Button(self.tr("New script of my own"), "plus", "primary", self.new_wanted.emit)
        for name, hint, part, buttons in (
            (self.tr("My scripts"), self.tr("Only you see them; no review is needed."), self.own,
             (new, self.delete)),
            (self.tr("Favourites"), self.tr("The star of a script puts it here."), self.favourites,
             (self.unmark, self.hotkey)),
            (self.tr("Hotkeys"), self.tr("Put the script in while you reply."), self.keys,
             (self.free,)),
        ):  # fmt: skip
            column = QVBoxLayout()
            column.setSpacing(theme.space("tight"))
            column.addWidget(label(name, "section"))
            told = label(hint, "faint")
            told.setWordWrap(True)
            column.addWidget(told)
            column.addWidget(part, 1)
            foot = QHBoxLayout()
            for button in buttons:
                foot.addWidget(button)
            foot.addStretch(1)
            column.addLayout(foot)
            row.addLayout(column, 1)
            part.setAccessibleName(name)

    def show_rows(self, rows: Iterable[ScriptRow]) -> None:
        """Show what of the library is one's own."""
        self._rows = {row.key: row for row in rows if row.own or row.favourite or row.hotkey}
        own = [row for row in self._rows.values() if row.own]
        liked = [row for row in self._rows.values() if row.favourite]
        self.own.show_lines([_line(row) for row in own])
        self.favourites.show_lines([_line(row) for row in liked])
        taken = {row.hotkey: row for row in self._rows.values() if row.hotkey}
        lines = []
        for number in range(1, HOTKEYS + 1):
            row = taken.get(number)
            title = row.script.title if row else "–"
            key = f"{number}|{row.key if row else ''}"
            lines.append(Line(key, hotkey_name(number), title, row.key if row else ""))
        self.keys.show_lines(lines)
        self._on_chosen(self._last)

    def take_focus(self) -> None:
        """Take the keyboard."""
        part = self.own if self.own.lines() or not self.favourites.lines() else self.favourites
        part.setFocus()
        if part.lines() and not part.current():
            part.setCurrentIndex(part.model().index(0, 0))

    def _on_chosen(self, part: LineList) -> None:
        self._last = part
        row = self._rows.get(part.current())
        self.delete.setEnabled(bool(self.own.current()))
        self.unmark.setEnabled(bool(self.favourites.current()))
        self.hotkey.setEnabled(row is not None)
        self.hotkey.choose(row.hotkey if row else 0)

    def _assign(self, number: int) -> None:
        key = self._last.current()
        if key:
            self._mark(key, hotkey=number)

    def _unmark(self, key: str = "") -> None:
        key = key or self.favourites.current()
        if key:
            self._mark(key, favourite=False)

    def _free(self, key: str = "") -> None:
        code = (key or self.keys.current()).partition("|")[2]
        if code:
            self._mark(code, hotkey=0)

    def _mark(self, code: str, *, favourite: bool | None = None, hotkey: int | None = None) -> None:
        from workstation.actions.script_own import MarkScript

        action = MarkScript(code, favourite, hotkey)
        self._bridge.do(action, lambda _done: self.marked.emit(), self._refused)

    def _delete(self, key: str = "") -> None:
        from workstation.actions.script_own import DropPersonalScript

        code = key or self.own.current()
        if code:
            self._bridge.do(
                DropPersonalScript(code), lambda _done: self.marked.emit(), self._refused
            )

    def _refused(self, refusal: Refusal) -> None:
        self.noticed.emit(refusal_sentence(refusal), "warn")


def _line(row: ScriptRow) -> Line:
    right = hotkey_name(row.hotkey) if row.hotkey else ""
    return Line(row.key, row.script.title, f"{row.key}  {row.script.body}", right)
