"""What an import did, or would do: counts, reasons with lines, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.text.flags import flag_sentence
from ui.text.reading import row_sentence
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.importing import ImportReport


class ReportCard(QFrame):
    """`refused_wanted(path)` opens the folder of refused rows, `records_wanted()` the tickets."""

    refused_wanted = Signal(str)
    records_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._path = ""
        self.title = label("", "heading")
        self._chips = FlowLayout(gap=theme.space("small"))
        self.lines = label("", "muted")
        self.lines.setWordWrap(True)
        self.refused = Button(
            self.tr("Open the folder of refused rows"), "folder-open", run=self._open
        )
        self.records = Button(
            self.tr("To the tickets"), "inbox", "primary", self.records_wanted.emit
        )
        row = QHBoxLayout()
        row.addWidget(self.refused)
        row.addWidget(self.records)
        row.addStretch(1)
        column = QVBoxLayout(self)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("medium"), edge, theme.space("medium"))
        column.addWidget(self.title)
        column.addLayout(self._chips)
        column.addWidget(self.lines)
        column.addLayout(row)
        self.hide()

    def show_report(self, report: ImportReport, *, refused_all: bool, records: bool) -> None:
        """Show a report; `refused_all` says that nothing was taken in because of bad rows."""
        if report.committed:
            title = self.tr("Taken in")
        elif refused_all:
            title = self.tr("Nothing was taken in: some rows are refused")
        else:
            title = self.tr("Checked; nothing was taken in yet")
        self.title.setText(title)
        self._chips.clear()
        for text, look in self._counts(report):
            self._chips.addWidget(Chip(text, look))
        self.lines.setText("\n".join(self._reasons(report)))
        self.lines.setVisible(bool(self.lines.text()))
        self._path = report.refused_file
        self.refused.setVisible(bool(self._path))
        self.refused.setToolTip(self._path)
        self.records.setVisible(report.committed and records)
        self.show()

    def _counts(self, report: ImportReport) -> list[tuple[str, str]]:
        told = (
            (report.rows, self.tr("{n} rows"), "neutral"),
            (report.created, self.tr("{n} new"), "good"),
            (report.updated, self.tr("{n} changed"), "info"),
            (report.unchanged, self.tr("{n} as before"), "neutral"),
            (report.refused, self.tr("{n} refused"), "bad"),
            (report.flagged, self.tr("{n} with marks"), "warn"),
        )
        return [(text.format(n=f"{count:,}"), look) for count, text, look in told if count]

    def _reasons(self, report: ImportReport) -> list[str]:
        line = self.tr("Line {n}: {reason}")
        found = [line.format(n=n, reason=row_sentence(why)) for n, why in report.refused_rows]
        rest = report.refused - len(report.refused_rows)
        if rest > 0:
            found.append(self.tr("… and {n} more, all in the file of refused rows").format(n=rest))
        flags = sorted(report.flags.items(), key=lambda item: -item[1])
        found += [f"{count:,} × {flag_sentence(code)}" for code, count in flags[:12]]
        return found

    def _open(self) -> None:
        self.refused_wanted.emit(self._path)
