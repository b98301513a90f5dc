"""The files that were handed to the bank: number, state, sum, hash; saved again or voided."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.text import amounts, payment_words, times
from ui.widgets.buttons import Button
from ui.widgets.labels import EmptyState, label
from ui.widgets.lines import Line, LineList
from workstation.domain.payment import PaymentFile

_COLOURS = {"written": "text_muted", "answered": "good", "void": "text_faint"}


class PaymentFilesList(QWidget):
    """`save_wanted(PaymentFile)` and `void_wanted(PaymentFile)` for the file that is chosen."""

    save_wanted = Signal(object)
    void_wanted = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._files: dict[str, PaymentFile] = {}
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Payment files"))
        self.list.opened.connect(lambda _uid: self._tell(self.save_wanted))
        self.list.removed.connect(lambda _uid: self._tell(self.void_wanted))
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_hash())
        self.hash = label("", "faint")
        self.hash.setTextInteractionFlags(self.hash.textInteractionFlags())
        self.save = Button(
            self.tr("Save it again…"), "download", "", lambda: self._tell(self.save_wanted)
        )
        self.void = Button(self.tr("Void it…"), "x", "danger", lambda: self._tell(self.void_wanted))
        self._empty = EmptyState("file-text", self.tr("No payment files yet"), "")
        foot = QHBoxLayout()
        edge = theme.space("large")
        foot.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        foot.setSpacing(theme.space("small"))
        foot.addWidget(self.hash, 1)
        foot.addWidget(self.void)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def show_files(
        self, files: tuple[PaymentFile, ...], people: Mapping[str, str], now: int
    ) -> None:
        """Show the files, the newest first."""
        self._files = {one.uid: one for one in files}
        self.list.show_lines([self._line(one, people, now) for one in files])
        if files and not self.list.current():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setVisible(bool(files))
        self._empty.setVisible(not files)
        self._show_hash()

    def current(self) -> PaymentFile | None:
        """The file that is chosen."""
        return self._files.get(self.list.current())

    def _line(self, one: PaymentFile, people: Mapping[str, str], now: int) -> Line:
        count = self.tr("{n} payments, {sum}").format(n=one.count, sum=amounts.money(one.total_fen))
        parts = (
            *(count, one.format.upper(), times.moment(one.made_at, self._zone, now)),
            people.get(one.made_by, ""),
        )
        about = " · ".join(part for part in parts if part)
        state = payment_words.file_state(one.state)
        return Line(one.uid, one.number, about, state, _COLOURS[one.state])

    def _show_hash(self) -> None:
        one = self.current()
        self.hash.setText(f"SHA-256 {one.sha256[:16]}…" if one else "")
        self.hash.setToolTip(one.sha256 if one else "")
        self.save.setVisible(one is not None and one.state != "void")
        self.void.setVisible(one is not None and one.state == "written")

    def _tell(self, signal: object) -> None:
        one = self.current()
        if one is not None:
            signal.emit(one)  # type: ignore[attr-defined]
