"""The system's printers where CUPS is not: chosen by name, with paper, sides, copies and tray."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

#: Pages are rendered no finer than this, in dots to the inch; more is not seen on paper.
FINEST: Final = 600
_SIDES: Final = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


def known_printers() -> tuple[str, ...]:
    """The names of the system's printers, its usual one first."""
    names = QPrinterInfo.availablePrinterNames()
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: (name != usual, name)))


def printer_for(name: str = "", sides: str = "one", copies: int = 1, tray: int = 0) -> QPrinter:
    """A printer set for forms on A4; `tray` is the system's own number of it, 0 for its usual.

    `sides` is "one", "long" (turned like a book) or "short".
    """
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    else:
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDuplex(_SIDES.get(sides, QPrinter.DuplexMode.DuplexNone))
    printer.setCopyCount(max(1, copies))
    if tray:
        printer.setPaperSource(QPrinter.PaperSource(tray))
    return printer


def fineness(printer: QPrinter) -> int:
    """The dots to the inch at which pages are rendered for a printer."""
    return max(150, min(printer.resolution(), FINEST))
