"""Taking in what a bank answered: looked at first, then every payment recorded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.actions.payments import ConfirmPayment, FailPayment
from workstation.domain.bank_answer import (
    AMISS,
    Matched,
    Owed,
    match_answer,
    payment_number,
    transfer_of,
)
from workstation.domain.payment import Payment
from workstation.domain.refusal import Refusal
from workstation.readers.bank_answer import read_answer

if TYPE_CHECKING:
    from workstation.desk import Desk, Reader

#: So many payments of each state are compared, the oldest requests first.
_MOST: Final = 20_000
_STATES: Final = ("requested", "filed", "paid", "failed", "cancelled", "reversed")


@dataclass(frozen=True, slots=True)
class AnswerLook:
    """A bank's answer before anything is recorded."""

    path: Path
    lines: tuple[Matched, ...]

    def count(self, *verdicts: str) -> int:
        """How many lines came to one of these verdicts."""
        counts = Counter(one.verdict for one in self.lines)
        return sum(counts[verdict] for verdict in verdicts)

    @property
    def amiss(self) -> int:
        """How many lines somebody has to look into."""
        return self.count(*AMISS)


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """What was recorded, and what was refused: the line and why."""

    paid: int = 0
    failed: int = 0
    refused: tuple[tuple[Matched, Refusal], ...] = ()


def look_at_answer(desk: Desk, path: Path) -> AnswerLook:
    """Read a bank's answer and match its lines; nothing is recorded. Raises `ReadError`."""
    lines = read_answer(path, desk.zone)
    return AnswerLook(path, match_answer(lines, owed(desk.read)))


def owed(read: Reader) -> tuple[Owed, ...]:
    """Every payment that an answer may be about."""
    payments = [one for state in _STATES for one in read.payments(state, _MOST)]
    return tuple(made for one in payments if (made := _owed(read, one)) is not None)


def _owed(read: Reader, payment: Payment) -> Owed | None:
    claim = read.claim(payment.claim)
    if claim is None:
        return None
    open_ = payment.state in ("requested", "filed")
    failed_at = _failed_at(read, payment) if open_ else None
    transfer = "\x1f".join((payment.file, *transfer_of(payment, claim))) if payment.file else ""
    return Owed(payment, payment_number(claim.number, payment.version), failed_at, transfer)


def _failed_at(read: Reader, payment: Payment) -> int | None:
    """When a payment came back last, as the journal tells it."""
    told = (line for line in read.journal(payment.ticket) if line.action == "FailPayment")
    mine = (line.at for line in told if any(one.get("uid") == payment.uid for one in line.changes))
    return max(mine, default=None)


def record_answer(
    desk: Desk,
    lines: Iterable[Matched],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> AnswerReport:
    """Record every line that says paid or failed, each as a piece of work of its own.

    What is refused (four eyes, a form not printed yet) is told and holds up nothing else.
    """
    wanted = [one for one in lines if one.verdict in ("pay", "fail") and one.owed is not None]
    counts: Counter[str] = Counter()
    refused: list[tuple[Matched, Refusal]] = []
    for place, one in enumerate(wanted, start=1):
        try:
            desk.do(_action(one)).result()
            counts[one.verdict] += 1
        except Refusal as refusal:
            refused.append((one, refusal))
        except CancelledError:
            break
        progress(place, len(wanted))
    return AnswerReport(counts["pay"], counts["fail"], tuple(refused))


def _action(one: Matched) -> ConfirmPayment | FailPayment:
    assert one.owed is not None
    uid, line = one.owed.payment.uid, one.line
    if one.verdict == "fail":
        return FailPayment(uid, line.reason)
    return ConfirmPayment(uid, line.reference or one.owed.number, line.paid_at)
