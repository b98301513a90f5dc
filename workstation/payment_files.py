"""Files of payments for the bank: CSV or XLSX, the same bytes for the same payments."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.actions.payments import WritePaymentFile
from workstation.domain.bank_answer import payment_number, transfer_of
from workstation.domain.claim import Claim
from workstation.domain.money import format_fen
from workstation.domain.payment import Payment, PaymentFile
from workstation.domain.refusal import Refusal
from workstation.store import state
from workstation.store.acceptance import taken_in
from workstation.text.cells import plain_text
from workstation.whole_file import whole_file

if TYPE_CHECKING:
    from workstation.desk import Desk, Reader

FORMATS: Final = ("xlsx", "csv")
#: Headings as Chinese banks know them: number, name, account, bank, its number, city, sum, purpose.
COLUMNS: Final = (
    *("序号", "业务编号", "收款人户名", "收款账号", "开户银行", "联行号", "开户城市"),
    *("金额（元）", "用途"),
)
_WIDTHS: Final = (6, 16, 24, 26, 34, 14, 12, 14, 24)
_SUM: Final = 7
#: So long the shared data are waited for.
_PATIENCE_S: Final = 30

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was entered; `path` is None while the shared data have not taken it in."""

    uid: str
    number: str
    count: int
    total_fen: int
    sha256: str
    path: Path | None


def write_payment_file(
    desk: Desk, payments: Sequence[str], folder: Path, format: str = "xlsx"
) -> Written:
    """Enter a file of these payments (uids) and write it into a folder, once it is safe to.

    A desk that shares hands the file out only after the shared data have taken it in, so that no
    two desks pay the same; until then `path` is None, and `save_payment_file` writes it later.
    Raises `Refusal`: as `WritePaymentFile`, claim_unprinted, value_unknown, file_unusable.
    """
    if format not in FORMATS:
        raise Refusal("value_unknown", field="format", value=format)
    if not folder.is_dir():
        raise Refusal("file_unusable", path=str(folder), reason="")
    content = _content(desk.read, _chosen(desk.read, payments), format)
    number = _number(desk)
    digest = hashlib.sha256(content).hexdigest()
    action = WritePaymentFile(tuple(payments), number, format, digest)
    uid = str(desk.do(action).result().result)
    _share(desk)
    file = desk.read.payment_file(uid)
    if file is None:
        raise Refusal("not_found", kind="payment_file", uid=uid)
    path = save_payment_file(desk, uid, folder) if _safe(desk.read, file) else None
    return Written(uid, number, file.count, file.total_fen, digest, path)


def save_payment_file(desk: Desk, uid: str, folder: Path) -> Path:
    """Write a file that was entered (again); its bytes are those that were entered.

    Raises `Refusal`: not_found, file_waiting (the shared data have not taken it in), record_state
    (it is void), file_altered (its payments are not what they were), file_unusable.
    """
    file = desk.read.payment_file(uid)
    if file is None:
        raise Refusal("not_found", kind="payment_file", uid=uid)
    if file.state == "void":
        told = {"before": file.state, "after": "written"}
        raise Refusal("record_state", kind="payment_file", **told)
    if not _safe(desk.read, file):
        raise Refusal("file_waiting", number=file.number)
    content = _content(desk.read, desk.read.payments_in(uid), file.format)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Refusal("file_altered", number=file.number)
    path = folder / f"{file.number}.{file.format}"
    with whole_file(path) as partial:
        partial.write_bytes(content)
    return path


def _safe(read: Reader, file: PaymentFile) -> bool:
    return taken_in(read.connection, "payment_file", file.uid)


def _share(desk: Desk) -> None:
    """Let the shared data decide now where there are any; away from them it waits."""
    if desk.settings.hub:
        with suppress(Exception):  # whatever keeps the line away is told as waiting
            desk.exchange().result(_PATIENCE_S)


def _chosen(read: Reader, uids: Iterable[str]) -> tuple[Payment, ...]:
    found = []
    for uid in dict.fromkeys(uids):
        payment = read.payment(uid)
        if payment is None:
            raise Refusal("not_found", kind="payment", uid=uid)
        claim = read.claim(payment.claim)
        if claim is not None and claim.status == "approved":
            raise Refusal("claim_unprinted", number=claim.number)
        found.append(payment)
    return tuple(found)


def _number(desk: Desk) -> str:
    """The file's number: day, desk, and the place among the desk's files of the day."""
    day = datetime.fromtimestamp(desk.clock() / 1000, desk.zone)
    start = f"FK{day:%Y%m%d}-{state.read(desk.read.connection, 'desk_no')}"
    taken = {one.number for one in desk.read.payment_files(1_000)}
    return next(told for n in range(1, 1_002) if (told := f"{start}{n:02d}") not in taken)


def _content(read: Reader, payments: Iterable[Payment], format: str) -> bytes:
    pairs = [(one, claim) for one in payments if (claim := read.claim(one.claim)) is not None]
    return file_bytes(pairs, format)


def file_bytes(payments: Iterable[tuple[Payment, Claim]], format: str) -> bytes:
    """The bytes of a file of payments with their claims, in the order of their numbers.

    Payments of one bundle to one account are one transfer, under the first one's number.
    """
    ordered = sorted(payments, key=lambda pair: (pair[1].number, pair[0].version))
    transfers: dict[tuple[str, ...], list[tuple[Payment, Claim]]] = {}
    for payment, claim in ordered:
        transfers.setdefault(transfer_of(payment, claim), []).append((payment, claim))
    rows = [_row(place, pairs) for place, pairs in enumerate(transfers.values(), start=1)]
    writers: dict[str, Callable[[Sequence[Row]], bytes]] = {"csv": _csv, "xlsx": _xlsx}
    return writers[format](rows)


def _row(place: int, pairs: Sequence[tuple[Payment, Claim]]) -> Row:
    """One transfer: of one payment, or of all those of a bundle to one account."""
    payment, claim = pairs[0]
    number = payment_number(claim.number, payment.version)
    city = claim.extra.get("payee_city", "")
    total = sum(one.amount_fen for one, _claim in pairs)
    among = f" 等{len(pairs)}件" if len(pairs) > 1 else ""
    cells = (
        *(str(place), number, payment.payee, payment.account, payment.bank, payment.bank_no, city),
        *(format_fen(total).replace(",", ""), f"快件理赔款 {number}{among}"),
    )
    return tuple(" ".join(cell.split()) for cell in cells)


def _csv(rows: Sequence[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([plain_text(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[Row]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same bytes whenever it is made
    sheet = book.add_worksheet("付款")
    head = book.add_format({"bold": True})
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS[column])
        sheet.write_string(0, column, name, head)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(place, column, cell)  # a number would lose figures of an account
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
