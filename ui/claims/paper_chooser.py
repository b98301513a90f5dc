"""Which printer, tray, sides and copies: the same four fields for one form and for a whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QVBoxLayout, QWidget

from ui import theme
from ui.claims.paper_memory import SIDES, PaperChoice
from ui.claims.paper_ways import PaperWays
from ui.text import paper, words
from ui.widgets.form import FormRows
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.paper_terms import Choices, Printer


class PrinterChooser(QWidget):
    """The fields begin with what this desk used last. `changed` when there is a printer or none."""

    changed = Signal()

    def __init__(
        self, ways: PaperWays, parent: QWidget | None = None, *, copies: bool = True
    ) -> None:
        super().__init__(parent)
        self._ways = ways
        self._printers: tuple[Printer, ...] = ()
        self._looked = False
        self.printer, self.tray, self.sides = QComboBox(), QComboBox(), QComboBox()
        for box in (self.printer, self.tray, self.sides):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.copies = QSpinBox()
        self.copies.setRange(1, 99)
        names = (self.tr("One side"), self.tr("Both, like a book"), self.tr("Both, like a pad"))
        for code, name in zip(SIDES, names, strict=True):
            self.sides.addItem(name, code)
        self.trouble = label("", "warn")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.rows = FormRows(label_width=72)
        self.rows.add(self.tr("Printer"), self.printer)
        self.rows.add_wide(self.trouble)
        self.rows.add(self.tr("Tray"), self.tray)
        self.rows.add(self.tr("Sides"), self.sides)
        if copies:
            self.rows.add(self.tr("Sheets"), self.copies)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addWidget(self.rows)
        ways.found.connect(self._on_found)
        self.printer.currentIndexChanged.connect(lambda _place: self._on_printer())

    def begin(self, copies: int = 1) -> None:
        """Show what was used last, and look which printers there are now."""
        kept = self._ways.memory.choice()
        self.copies.setValue(copies)
        self.sides.setCurrentIndex(max(0, self.sides.findData(kept.sides)))
        if not self._looked and kept.printer:
            self._fill(self.printer, [(kept.printer, kept.printer)], kept.printer)
        self._show_trays((kept.tray,) if kept.tray else (), kept.tray)
        self._ways.look()

    @property
    def choice(self) -> PaperChoice:
        """What is chosen."""
        return PaperChoice(
            str(self.printer.currentData() or ""),
            str(self.tray.currentData() or ""),
            str(self.sides.currentData() or "one"),
            self.copies.value(),
        )

    @property
    def can_print(self) -> bool:
        """Whether there is a printer, as far as is known yet."""
        return not self._looked or bool(self._printers)

    def _on_found(self, printers: tuple[Printer, ...]) -> None:
        kept = str(self.printer.currentData() or self._ways.memory.choice().printer)
        usual = next((one.name for one in printers if one.default), "")
        known = [one.name for one in printers]
        wanted = kept if kept in known else usual or (known[0] if known else "")
        self._looked, self._printers = True, printers
        self._fill(self.printer, [(one.name, self._named(one)) for one in printers], wanted)
        self.printer.setEnabled(bool(printers))
        self._on_printer()
        self.changed.emit()

    def _named(self, one: Printer) -> str:
        told = [paper.trouble(code) for code in dict.fromkeys(one.troubles)]
        if one.state == "stopped" and not told:
            told = [self.tr("stopped")]
        return f"{one.name} ({words.listing(told)})" if told else one.name

    def _on_printer(self) -> None:
        name = str(self.printer.currentData() or "")
        one = next((one for one in self._printers if one.name == name), None)
        self._say_trouble(one)
        if one is not None:
            self._ways.choices(name, lambda found: self._on_choices(name, found))

    def _say_trouble(self, one: Printer | None) -> None:
        text = ""
        if self._looked and not self._printers:
            text = self.tr("No printer is set up on this machine. Save the form as a file instead.")
        elif one is not None and (one.troubles or one.state == "stopped" or not one.accepting):
            told = self.tr("The printer says: {what}. It prints once that is mended.")
            named = [paper.trouble(code) for code in dict.fromkeys(one.troubles)]
            text = told.format(what=words.listing(named) or one.told or self.tr("stopped"))
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _on_choices(self, name: str, found: Choices) -> None:
        if name != self.printer.currentData():
            return
        kept = str(self.tray.currentData() or self._ways.memory.choice().tray)
        self._show_trays(found.trays, kept if kept in found.trays else "")
        self.sides.setEnabled(found.duplex)
        if not found.duplex:
            self.sides.setCurrentIndex(0)

    def _show_trays(self, trays: tuple[str, ...], wanted: str) -> None:
        usual = self.tr("Its usual tray")
        self._fill(self.tray, [("", usual), *((name, name) for name in trays)], wanted)
        self.tray.setEnabled(bool(trays))

    @staticmethod
    def _fill(box: QComboBox, pairs: list[tuple[str, str]], wanted: str) -> None:
        box.blockSignals(True)
        box.clear()
        for code, name in pairs:
            box.addItem(name, code)
        box.setCurrentIndex(max(0, box.findData(wanted)))
        box.blockSignals(False)
