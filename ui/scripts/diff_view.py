"""What differs between two versions, side by side; what went and came has signs, not colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.text import automatic, words
from ui.text import scripts as told
from ui.widgets.labels import label
from workstation.domain.script import CHANNELS, FACTS

if TYPE_CHECKING:
    from workstation.scripts.diff import ScriptDifference

#: What stands around words that went, and words that came.
SIGNS: Final = {"removed": ("⟦− ", "⟧"), "added": ("⟦+ ", "⟧")}
_LOOKS: Final = {"removed": "bad", "added": "good"}
#: (how, text): "same", "removed", "added" or "head".
Part = tuple[str, str]


def sides(found: Iterable[ScriptDifference]) -> tuple[list[Part], list[Part]]:
    """The parts of both sides: what stood before, and what stands after."""
    before: list[Part] = []
    after: list[Part] = []
    for one in found:
        head = ("head", told.place(one.place) or one.place)
        before.append(head)
        after.append(head)
        if one.pieces:
            before += [(p.how, p.text) for p in one.pieces if p.how != "added"]
            after += [(p.how, p.text) for p in one.pieces if p.how != "removed"]
        else:
            if one.before not in (None, "", (), []):
                before.append(("removed", value(one.before)))
            if one.after not in (None, "", (), []):
                after.append(("added", value(one.after)))
    return before, after


def _fact(key: str, given: object) -> str:
    match key:
        case "kind":
            return told.ask_kind(str(given))
        case "do":
            return automatic.act(str(given))
        case "reason":
            return words.waiting_for(str(given))
        case "group":
            return words.group(str(given))
    return value(given)


def value(given: object) -> str:
    """A value of a script's table in words."""
    if isinstance(given, Mapping):
        rows = (f"{told.key(str(key))}: {_fact(str(key), one)}" for key, one in given.items())
        return "\n".join(rows)
    if isinstance(given, list | tuple):
        if any(isinstance(one, Mapping) for one in given):
            return "\n\n".join(map(value, given))
        return words.listing(value(one) for one in given)
    if given is True:
        return QCoreApplication.translate("scripts", "yes")
    text = str(given)
    if text in CHANNELS:
        return words.channel(text)
    if text in told.MOODS:
        return told.mood(text)
    return told.fact(text) if text in FACTS else text


class DiffView(QWidget):
    """Two columns of words that scroll together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[list[Part], list[Part]] = ([], [])
        self._empty = ""
        self.before, self.after = _pane(), _pane()
        self.before.setAccessibleName(self.tr("Before"))
        self.after.setAccessibleName(self.tr("After"))
        self.old_name, self.new_name = label("", "section"), label("", "section")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        for name, pane in ((self.old_name, self.before), (self.new_name, self.after)):
            column = QVBoxLayout()
            column.setSpacing(theme.space("tight"))
            column.addWidget(name)
            column.addWidget(pane, 1)
            row.addLayout(column, 1)
        here, there = self.before.verticalScrollBar(), self.after.verticalScrollBar()
        here.valueChanged.connect(lambda at: there.setValue(at))
        there.valueChanged.connect(lambda at: here.setValue(at))
        theme.notifier().changed.connect(self._write)

    def show_differences(
        self, found: Iterable[ScriptDifference], names: tuple[str, str], empty: str = ""
    ) -> None:
        """Show what differs; `empty` is said where nothing does."""
        self._told, self._empty = sides(found), empty
        self.old_name.setText(names[0])
        self.new_name.setText(names[1])
        self._write()

    def clear(self) -> None:
        """Show nothing."""
        self.show_differences((), ("", ""))

    def _write(self) -> None:
        for pane, parts in zip((self.before, self.after), self._told, strict=True):
            pane.clear()
            cursor = pane.textCursor()
            for how, text in parts:
                _put(cursor, how, text)
            pane.moveCursor(QTextCursor.MoveOperation.Start)
        if not any(self._told):
            _put(self.before.textCursor(), "faint", self._empty)


def _put(cursor: QTextCursor, how: str, text: str) -> None:
    made = QTextCharFormat()
    made.setForeground(theme.colour("text"))
    if how == "head":
        if cursor.position():
            cursor.insertText("\n\n", QTextCharFormat())
        made.setForeground(theme.colour("text_muted"))
        made.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(f"{text}\n", made)
        return
    if how in _LOOKS:
        look = _LOOKS[how]
        made.setForeground(theme.colour(look))
        made.setBackground(theme.colour(f"{look}_soft"))
        made.setFontStrikeOut(how == "removed")
        made.setFontUnderline(how == "added")
        begin, end = SIGNS[how]
        plain = QTextCharFormat()
        plain.setForeground(theme.colour(look))
        cursor.insertText(begin, plain)
        cursor.insertText(text, made)
        cursor.insertText(end, plain)
        return
    if how == "faint":
        made.setForeground(theme.colour("text_faint"))
    cursor.insertText(text, made)


def _pane() -> QTextEdit:
    made = QTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAcceptRichText(False)
    return made
