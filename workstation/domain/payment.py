"""Paying what was approved: one payment for each version of a claim, and files for the bank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.identity import uid_of

#: requested: to be paid; filed: in a file for the bank; reversed: paid, and came back.
PAYMENT_STATES: Final = ("requested", "filed", "paid", "failed", "cancelled", "reversed")
PAYMENT_MOVES: Final[dict[str, frozenset[str]]] = {
    "": frozenset({"requested", "paid"}),
    "requested": frozenset({"filed", "paid", "failed", "cancelled"}),
    "filed": frozenset({"requested", "paid", "failed"}),
    "failed": frozenset({"requested", "cancelled"}),
    "cancelled": frozenset({"requested"}),
    "paid": frozenset({"reversed"}),
    "reversed": frozenset(),
}
#: Payments that stand in the way of another.
LIVE_PAYMENTS: Final = ("requested", "filed", "paid")
FILE_STATES: Final = ("written", "answered", "void")
FILE_MOVES: Final[dict[str, frozenset[str]]] = {
    "": frozenset({"written"}),
    "written": frozenset({"answered", "void"}),
    "answered": frozenset(),
    "void": frozenset(),
}
#: A claim's field -> the payment's that must say the same.
PAYEE_FACTS: Final = {
    "approved_fen": "amount_fen",
    "payee": "payee",
    "payee_account": "account",
    "payee_bank": "bank",
}


@dataclass(frozen=True, slots=True)
class Payment:
    """The payment of one version of a claim; sums in fen, moments in milliseconds UTC.

    Its uid follows from claim and version (`payment_uid`), so that a second one cannot exist.
    """

    uid: str
    claim: str
    ticket: str
    version: int
    amount_fen: int
    payee: str = ""
    account: str = ""
    bank: str = ""
    bank_no: str = ""
    state: str = "requested"
    requested_at: int | None = None
    requested_by: str = ""
    file: str = ""
    filed_at: int | None = None
    confirmed_by: str = ""
    confirmed_at: int | None = None
    paid_at: int | None = None
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """A file of payments as it was handed to the bank: how many, how much (fen), which bytes."""

    uid: str
    number: str
    made_at: int
    made_by: str
    format: str = ""
    count: int = 0
    total_fen: int = 0
    sha256: str = ""
    state: str = "written"


def payment_uid(claim: str, version: int) -> str:
    """The uid of the payment of one version of a claim: the same at every desk."""
    return uid_of("payment", claim, str(version))


def payment_of(claim: Claim, by: str, at: int) -> Payment:
    """The payment of an approved claim as somebody asks for it."""
    return Payment(
        payment_uid(claim.uid, claim.version),
        claim.uid,
        claim.ticket,
        claim.version,
        claim.approved_fen or 0,
        payee=claim.payee,
        account=claim.payee_account,
        bank=claim.payee_bank,
        bank_no=claim.extra.get("payee_bank_no", ""),
        requested_at=at,
        requested_by=by,
    )


def live_payment(payments: Iterable[Payment]) -> Payment | None:
    """The payment that stands in the way of another; None when none does."""
    return next((one for one in payments if one.state in LIVE_PAYMENTS), None)
