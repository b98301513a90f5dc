"""Printers of a system without CUPS: what a form is printed with."""

from __future__ import annotations

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ui.claims.printers import FINEST, fineness, known_printers, printer_for


def test_a_form_goes_on_a4_to_its_edge_with_sides_and_copies(qapp: QApplication) -> None:
    assert isinstance(known_printers(), tuple)
    printer = printer_for(sides="long", copies=3)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert printer.fullPage()
    assert printer_for("no such printer", "sideways", 0).copyCount() == 1


def test_pages_are_no_finer_than_paper_shows(qapp: QApplication) -> None:
    printer = printer_for()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    for told, used in ((1200, FINEST), (300, 300), (72, 150)):
        printer.setResolution(told)
        assert fineness(printer) == used
