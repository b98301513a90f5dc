"""How a file is read: its format, encoding, separator and sheet, each to be corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.text import amounts
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.pick import PickBox

if TYPE_CHECKING:
    from workstation.inspecting import FileLook

#: Encodings that are offered besides the likely ones.
_ENCODINGS: Final = (
    *("utf-8", "gb18030", "utf-16", "big5", "shift_jis", "euc-kr", "cp1252", "cp1250", "cp1251"),
)
_DELIMITERS: Final = (",", ";", "\t", "|")
_SURE: Final = 0.9


class FileShape(QWidget):
    """`changed(dict)` tells what a person corrected: encoding, delimiter or sheet."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = label("", "strong")
        self.encoding = PickBox()
        self.delimiter = PickBox()
        self.sheet = PickBox()
        self.sure = label("", "good")
        self.header = label("", "muted")
        self.remembered = label("", "good")
        self._names = {
            self.encoding: label(self.tr("Encoding"), "muted"),
            self.delimiter: label(self.tr("Separator"), "muted"),
            self.sheet: label(self.tr("Sheet"), "muted"),
        }
        for box, width in ((self.encoding, 140), (self.delimiter, 110), (self.sheet, 180)):
            box.setFixedWidth(width)
        row = FlowLayout(self, gap=theme.space("small"))
        row.addWidget(self.told)
        for part in (self.encoding, self.delimiter, self.sheet):
            row.addWidget(self._names[part])
            row.addWidget(part)
            if part is self.encoding:
                row.addWidget(self.sure)
        row.addWidget(self.header)
        row.addWidget(self.remembered)
        lines = (self.told, self.header, self.sure, self.remembered, *self._names.values())
        for told in lines:
            told.setMinimumHeight(theme.size("control"))
        self.encoding.picked.connect(lambda code: self.changed.emit({"encoding": code}))
        self.delimiter.picked.connect(lambda code: self.changed.emit({"delimiter": code}))
        self.sheet.picked.connect(lambda code: self.changed.emit({"sheet": code}))

    def show_look(self, look: FileLook) -> None:
        """Show how the file is read."""
        rows = self.tr("about {n} rows").format(n=f"{look.row_estimate:,}")
        size = amounts.file_size(look.size)
        self.told.setText(f"{look.plan.path.name} · {look.format.upper()} · {size} · {rows}")
        text = look.format not in ("xlsx",)
        codes = dict.fromkeys((look.encoding, *look.encodings, *_ENCODINGS))
        self.encoding.show_choices([(code, code.upper()) for code in codes], look.encoding)
        self._show(self.encoding, text)
        percent = round(look.encoding_confidence * 100)
        sure = self.tr("{n} % sure").format(n=percent) if text else ""
        theme.look(self.sure, "good" if look.encoding_confidence >= _SURE else "warn")
        self.sure.setText(sure)
        signs = dict.fromkeys((look.delimiter, *_DELIMITERS))
        choices: list[tuple[Any, str]] = [(sign, self._sign(sign)) for sign in signs if sign]
        self.delimiter.show_choices(choices, look.delimiter)
        self._show(self.delimiter, bool(look.delimiter))
        self.sheet.show_choices([(name, name) for name in look.sheets], look.sheet)
        self._show(self.sheet, len(look.sheets) > 1)
        line = self.tr("Names of the columns in line {n}").format(n=look.header_line)
        none = self.tr("No line names the columns")
        tabular = look.format not in ("json", "jsonl")
        self.header.setText((line if look.header_line is not None else none) if tabular else "")
        self.remembered.setText(self.tr("Mapped as last time") if look.remembered else "")

    def _show(self, box: PickBox, visible: bool) -> None:
        box.setVisible(visible)
        self._names[box].setVisible(visible)

    def _sign(self, sign: str) -> str:
        names = {",": self.tr("Comma"), ";": self.tr("Semicolon"), "\t": self.tr("Tab")}
        return f"{names[sign]}" if sign in names else sign
