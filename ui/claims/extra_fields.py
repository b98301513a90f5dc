"""Fields for what a claim keeps beside its own: texts, moments, sums, codes, as its kind wants them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import language
from ui.claims.money_edit import MoneyEdit
from ui.text.claim_codes import code_name
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.pick import PickBox
from workstation.domain.claim_extra import EXTRA

_MOMENT: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2})[:：时点](\d{1,2})?分?)?"
)


class MomentLine(QLineEdit):
    """A day, with or without a time, that may be left empty. `complained(sentence)`, "" when well."""

    complained = Signal(str)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._at: int | None = None
        self.setPlaceholderText(self.tr("2026-11-22 14:30"))
        self.editingFinished.connect(self.read)

    def show_moment(self, at: int | None) -> None:
        """Show a moment (ms UTC), or none."""
        self._at = at
        told = datetime.fromtimestamp(at / 1000, self._zone) if at is not None else None
        self.setText(f"{told:%Y-%m-%d %H:%M}" if told is not None else "")
        self.setModified(False)

    def read(self) -> int | None:
        """The moment that stands; what is no moment is told and not taken."""
        if not self.isModified():
            return self._at
        text = self.text().strip()
        found = _MOMENT.fullmatch(text)
        try:
            at = _moment(found, self._zone) if found else None
        except ValueError:
            at, found = None, None
        if text and found is None:
            self.complained.emit(self.tr("Not a day: write 2026-11-22 or 2026-11-22 14:30."))
            return self._at
        self.complained.emit("")
        self.show_moment(at)
        return at


def _moment(found: re.Match[str], zone: ZoneInfo) -> int:
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    return int(datetime(year, month, day, hour, minute, tzinfo=zone).timestamp() * 1000)


class ExtraFields:
    """The fields by the names of `claim_extra.EXTRA`."""

    def __init__(self, names: tuple[str, ...], zone: ZoneInfo, edited: Callable[[], None]) -> None:
        self.editors: dict[str, QWidget] = {name: _made(name, zone, edited) for name in names}
        self.complained: Callable[[QWidget, str], None] = lambda _editor, _told: None
        for editor in self.editors.values():
            if isinstance(editor, (MomentLine, MoneyEdit)):
                editor.complained.connect(lambda told, editor=editor: self.complained(editor, told))

    def label(self, name: str) -> str:
        """What a fact is called in the language of the screen."""
        known = EXTRA[name]
        if language.current().startswith("zh"):
            return known.zh
        return known.en[:1].upper() + known.en[1:]

    def texts(self) -> dict[str, str]:
        """What stands, each as it is kept; "" for nothing."""
        return {name: _text(name, editor) for name, editor in self.editors.items()}

    def show(self, extra: Mapping[str, str]) -> None:
        """Show what a claim keeps."""
        for name, editor in self.editors.items():
            text = extra.get(name, "")
            if _text(name, editor) != text:
                _show(editor, text)

    def allow(self, allowed: Callable[[str], bool]) -> None:
        """Let a person write where it is allowed."""
        for name, editor in self.editors.items():
            if isinstance(editor, PickBox):
                editor.setEnabled(allowed(name))
            elif isinstance(editor, (QLineEdit, ComposingTextEdit)):
                editor.setReadOnly(not allowed(name))


def _made(name: str, zone: ZoneInfo, edited: Callable[[], None]) -> QWidget:
    known = EXTRA[name]
    if known.kind == "text":
        area = ComposingTextEdit(lines=1, most_lines=6)
        area.textChanged.connect(edited)
        return area
    if known.kind == "code":
        box = PickBox()
        box.show_choices([("", "–"), *((code, code_name(code)) for code in known.choices)], "")
        box.picked.connect(lambda _code: edited())
        return box
    if known.kind == "money":
        money = MoneyEdit()
        money.entered.connect(lambda _fen: edited())
        return money
    line = MomentLine(zone) if known.kind == "moment" else QLineEdit()
    line.textEdited.connect(lambda _text: edited())
    return line


def _text(name: str, editor: QWidget) -> str:
    match editor:
        case ComposingTextEdit():
            return editor.toPlainText().strip()
        case PickBox():
            return str(editor.code() or "")
        case MoneyEdit():
            editor.read()
            return str(editor.fen) if editor.fen else ""
        case MomentLine():
            at = editor.read()
            return "" if at is None else str(at)
        case QLineEdit():
            return editor.text().strip()
    raise TypeError(name)


def _show(editor: QWidget, text: str) -> None:
    whole = int(text) if text.isascii() and text.isdigit() else None
    match editor:
        case ComposingTextEdit():
            editor.blockSignals(True)
            editor.setPlainText(text)
            editor.blockSignals(False)
        case PickBox():
            editor.choose(text)
        case MoneyEdit():
            editor.show_fen(whole or 0)
        case MomentLine():
            editor.show_moment(whole)
        case QLineEdit():
            editor.setText(text)
