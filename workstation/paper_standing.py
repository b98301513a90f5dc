"""How the next copy of a form will be: told before it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.domain.claim import Claim, Print
from workstation.domain.claim_paper import is_void, next_copy, serial_of
from workstation.domain.refusal import Refusal
from workstation.store import serials

if TYPE_CHECKING:
    from workstation.printing.order import PrintOrder
    from workstation.store.reading import Reader

_CONTROLLED: Final = ("approved", "printed", "paid")
#: What the next copy will be, the plainest first.
COPY_STATES: Final = ("original", "further", "reprint", "void", "unnumbered", "pending", "draft")


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """What the next copy of a form will be: one of `COPY_STATES`.

    "draft": the claim is not approved, so it is for looking only; "pending": the hub has not
    accepted the approval (待确认); "unnumbered": no number is in hand (待编号); "void": every copy
    of its number was voided (作废); "reprint": the same copy was issued `again` times (补打);
    "further": another copy of a number that was issued; "original": the first one. `number`
    counts the lines of `serial` from 0.
    """

    state: str
    serial: str = ""
    number: int = 0
    again: int = 0
    void: str = ""

    @property
    def registered(self) -> bool:
        """Whether it will be entered into the register."""
        return self.state not in ("draft", "pending", "unnumbered")

    @property
    def needs_reason(self) -> bool:
        """Whether it is issued again and must say why."""
        return self.registered and self.again > 0


def standing_of(read: Reader, order: PrintOrder, now: int) -> PaperStanding:
    """What the next copy will be at `now` (milliseconds UTC). Raises `Refusal("not_found")`."""
    claim = read.claim(order.claim)
    if claim is None:
        raise Refusal("not_found", kind="claim", uid=order.claim)
    if claim.status not in _CONTROLLED:
        return PaperStanding("draft")
    if not read.hub_accepted(claim.uid):
        return PaperStanding("pending")
    return _registered(read, order, claim, now)


def _registered(read: Reader, order: PrintOrder, claim: Claim, now: int) -> PaperStanding:
    lines: tuple[Print, ...] = read.prints(claim.uid)
    serial = serial_of(claim, order.form)
    if not serial and not serials.left(read.connection, serials.series_at(now)):
        return PaperStanding("unnumbered")
    after = next_copy(lines, serial, order.copy, order.language)
    told = (serial, after.number, after.again)
    if is_void(lines, serial):
        ours = [line for line in lines if line.serial == serial]
        return PaperStanding("void", *told, ours[-1].void_reason)
    if after.again:
        return PaperStanding("reprint", *told)
    return PaperStanding("further" if after.number else "original", *told)


def outlook(read: Reader, orders: Iterable[PrintOrder], now: int) -> dict[str, int]:
    """How many copies of a run will be in which of `COPY_STATES`; "again" counts those that need
    a reason."""
    counts: Counter[str] = Counter()
    for order in orders:
        stands = standing_of(read, order, now)
        counts[stands.state] += 1
        counts["again"] += stands.needs_reason
    return dict(counts)
