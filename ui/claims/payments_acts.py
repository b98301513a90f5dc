"""What is done on the page of payments: asked for, filed, answered, voided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from ui.bridge import Bridge
from ui.claims.payment_card import four_eyes
from ui.claims.payments_page import PaymentsPage
from ui.text import times
from ui.text.amounts import money
from ui.text.refusals import refusal_sentence
from workstation.actions.payments import (
    CancelPayment,
    ConfirmPayment,
    FailPayment,
    RequestPayment,
    VoidPaymentFile,
)
from workstation.actions.together import Bulk
from workstation.domain.claim import Claim
from workstation.domain.payment import PaymentFile
from workstation.domain.refusal import Refusal
from workstation.payment_list import PaymentLine

if TYPE_CHECKING:
    from workstation.bank_answers import AnswerLook, AnswerReport
    from workstation.desk import Done, Reader
    from workstation.payment_files import Written


class PaymentsActs(QObject):
    """The hands of the page. `noticed(text, kind)` is for the notice bar."""

    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, page: PaymentsPage) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        page.acted.connect(self._act)
        page.file_acted.connect(self._act_on_file)
        page.answer_wanted.connect(self.choose_answer)
        page.answer_given.connect(self.look_at)
        page.answer.recorded.connect(self.record)

    def _act(self, act: str, lines: tuple[PaymentLine, ...]) -> None:
        if act == "request":
            actions = tuple(RequestPayment(one.claim.uid) for one in lines)
            self._do(Bulk(actions), self.tr("Asked for {n} payments.").format(n=len(lines)))
        elif act in ("xlsx", "csv"):
            self._choose_folder(lambda folder: self.write(lines, folder, act))
        elif act == "confirm":
            self._confirm(lines[0])
        elif lines[0].payment is not None:
            self._ask_why(act, lines[0].payment.uid)

    # single payments

    def _confirm(self, line: PaymentLine) -> None:
        payment, desk = line.payment, self._bridge.desk
        barred = four_eyes(line.claim, payment, desk.agent)
        if barred or payment is None:
            self._page.complain(barred)
            return
        ask = self._page.ask
        ask.ask(
            self.tr("{sum} to {payee}: paid when, under which reference?").format(
                sum=money(payment.amount_fen), payee=payment.payee
            ),
            self.tr("Record the payment"),
            lambda text, _fen: self._do(
                ConfirmPayment(payment.uid, text, ask.paid_at()), self.tr("Paid.")
            ),
            hint=self.tr("Reference of the payment"),
            dated=times.local(desk.clock(), desk.zone),
        )

    def _ask_why(self, act: str, payment: str) -> None:
        question, button, made = {
            "fail": (
                self.tr("Why did the payment come back? It may be asked for again."),
                self.tr("It came back"),
                FailPayment,
            ),
            "cancel": (
                self.tr("Why is the payment not made?"),
                self.tr("Take it back"),
                CancelPayment,
            ),
        }[act]
        self._page.ask.ask(
            question,
            button,
            lambda reason, _fen: self._do(made(payment, reason), self.tr("Noted.")),
            hint=self.tr("Reason"),
        )

    # files for the bank

    def write(self, lines: tuple[PaymentLine, ...], folder: Path, format: str) -> None:
        """Write the chosen payments into a file for the bank."""
        uids = [one.payment.uid for one in lines if one.payment is not None]
        held = next((one for one in lines if one.held), None)
        if held is not None:
            self._page.complain(refusal_sentence(_held(held)))
            return
        pending = self._bridge.desk.write_payment_file(uids, folder, format)
        self._bridge.await_(pending, self._on_written, self._refuse)

    def _on_written(self, made: Written) -> None:
        if made.path is None:
            text = self.tr(
                "File {number} waits for the shared database: save it from the files once it is in."
            )
            self.noticed.emit(text.format(number=made.number), "warn")
        else:
            text = self.tr("File {number} with {n} payments, {sum}: {path}")
            told = {"n": made.count, "sum": money(made.total_fen), "path": str(made.path)}
            self.noticed.emit(text.format(number=made.number, **told), "good")
        self._page.load()

    def _act_on_file(self, act: str, file: PaymentFile) -> None:
        if act == "save":
            self._choose_folder(lambda folder: self.save(file, folder))
            return
        self._page.ask.ask(
            self.tr("Why is file {number} void? The bank must not have got it.").format(
                number=file.number
            ),
            self.tr("Void it"),
            lambda reason, _fen: self._do(
                VoidPaymentFile(file.uid, reason), self.tr("The file is void.")
            ),
            hint=self.tr("Reason"),
        )

    def save(self, file: PaymentFile, folder: Path) -> None:
        """Write a file again that was entered."""
        pending = self._bridge.desk.save_payment_file(file.uid, folder)
        saved = self.tr("Saved: {path}")
        self._bridge.await_(
            pending, lambda path: self.noticed.emit(saved.format(path=path), "good"), self._refuse
        )

    # the bank's answer

    def choose_answer(self) -> None:
        """Ask which file the bank answered with."""
        dialog = QFileDialog(self._page, self.tr("The bank's answer"), _documents())
        dialog.setNameFilters([self.tr("Tables (*.csv *.xlsx *.xls *.txt)"), self.tr("All (*)")])
        dialog.fileSelected.connect(lambda path: self.look_at(Path(path)))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def look_at(self, path: Path) -> None:
        """Show what a bank's answer says; nothing is recorded."""
        self._bridge.await_(
            self._bridge.desk.look_at_bank_answer(path), self._on_look, self._refuse
        )

    def _on_look(self, look: AnswerLook) -> None:
        uids = {one.owed.payment.claim for one in look.lines if one.owed is not None}

        def claims(read: Reader) -> dict[str, Claim]:
            return {uid: claim for uid in uids if (claim := read.claim(uid)) is not None}

        self._bridge.ask(claims, lambda found: self._show_look(look, found))

    def _show_look(self, look: AnswerLook, claims: dict[str, Claim]) -> None:
        self._page.show_answer()
        self._page.answer.show_look(look, claims, self._bridge.desk.agent)

    def record(self) -> None:
        """Record what the answer that is shown says."""
        look = self._page.answer.look
        if look is not None:
            self._page.answer.record.setEnabled(False)
            pending = self._bridge.desk.record_bank_answer(look.lines)
            self._bridge.await_(pending, self._on_recorded, self._refuse)

    def _on_recorded(self, report: AnswerReport) -> None:
        self._page.answer.record.setEnabled(True)
        self._page.answer.show_report(report)
        self._page.load()

    # shared

    def _do(self, action: object, told: str) -> None:
        def then(_done: Done) -> None:
            self._page.ask.dismiss()
            self.noticed.emit(told, "good")
            self._page.load()

        self._bridge.do(action, then, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self._page.answer.record.setEnabled(True)
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self._page.complain(told)

    def _choose_folder(self, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._page, self.tr("Folder for the file"), _documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()


def _held(line: PaymentLine) -> Refusal:
    code = {"waiting": "approval_waiting", "unprinted": "claim_unprinted"}
    number, version = line.claim.number, line.claim.version
    return Refusal(code.get(line.held, "payment_version"), number=number, version=version)


def _documents() -> str:
    where = QStandardPaths.StandardLocation
    return QStandardPaths.writableLocation(where.DocumentsLocation)
