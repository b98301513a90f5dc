"""The payments of the house on one list: to be asked for, to be paid, with the bank, come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.domain.bank_answer import payment_number
from workstation.domain.claim import Claim
from workstation.domain.payment import Payment

if TYPE_CHECKING:
    from workstation.desk import Reader

_MOST: Final = 5_000
_MOST_PAID: Final = 500
#: Why a payment cannot go into a file: its approval waits for the hub, its form is not printed, it
#: is of a version that does not count any more.
HELD: Final = ("waiting", "unprinted", "version")


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A claim that is to be paid, with its payment once it was asked for.

    `number` goes to the bank; `held` is one of `HELD` or ""; `file` is the number of its file.
    """

    claim: Claim
    number: str
    payment: Payment | None = None
    held: str = ""
    file: str = ""

    @property
    def uid(self) -> str:
        """The payment's uid, the claim's before there is one."""
        return self.payment.uid if self.payment is not None else self.claim.uid

    @property
    def state(self) -> str:
        """The payment's state, "" before there is one."""
        return self.payment.state if self.payment is not None else ""

    @property
    def amount_fen(self) -> int:
        """What is paid, in fen."""
        return self.payment.amount_fen if self.payment else self.claim.approved_fen or 0


def payment_lines(read: Reader) -> tuple[PaymentLine, ...]:
    """Every payment under way, the claims that nobody asked it for yet, and the latest paid ones."""
    files = {one.uid: one.number for one in read.payment_files(1_000)}
    found = []
    for state in ("requested", "filed", "failed"):
        for one in read.payments(state, _MOST):
            claim = read.claim(one.claim)
            if claim is not None:
                found.append(_line(read, claim, one, files))
    known = {line.claim.uid for line in found if line.held != "version"}
    for claim in read.claims(("approved", "printed"), _MOST):
        if claim.uid not in known:
            found.append(_line(read, claim, None, files))
    for one in read.paid_payments(_MOST_PAID):
        claim = read.claim(one.claim)
        if claim is not None:
            found.append(_line(read, claim, one, files))
    return tuple(found)


def _line(
    read: Reader, claim: Claim, payment: Payment | None, files: dict[str, str]
) -> PaymentLine:
    version = payment.version if payment is not None else claim.version
    number = payment_number(claim.number, version)
    file = files.get(payment.file, "") if payment is not None else ""
    return PaymentLine(claim, number, payment, _held(read, claim, payment), file)


def _held(read: Reader, claim: Claim, payment: Payment | None) -> str:
    if payment is not None and payment.state not in ("requested", "failed"):
        return ""
    if payment is not None and (
        payment.version != claim.version or claim.status not in ("approved", "printed")
    ):
        return "version"
    if not read.hub_accepted(claim.uid):
        return "waiting"
    return "unprinted" if claim.status == "approved" else ""
