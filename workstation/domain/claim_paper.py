"""What the register says of a claim's forms: their numbers, which copy is next, what counts no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workstation.domain.claim import Claim, Print

#: Before the name of a form, in a claim's `extra`: the number that the form bears.
SERIAL_OF: Final = "serial:"
#: The form that bears the claim's own number.
CLAIM_FORM: Final = "claim_form"


@dataclass(frozen=True, slots=True)
class NextCopy:
    """What the next copy of a form is: its place in the register and its place among reprints.

    `number` counts all lines of the serial from 0 (the register's `reprint`); `again` how often
    this version of it (the customer's or the file's) was issued before: 补打 n.
    """

    number: int
    again: int


def serial_of(claim: Claim, form: str) -> str:
    """The number of a claim's form, "" while it has none."""
    return claim.serial if form == CLAIM_FORM else claim.extra.get(SERIAL_OF + form, "")


def borne(claim: Claim) -> dict[str, str]:
    """The numbers that a claim has given to its forms: number -> form."""
    found = {claim.serial: CLAIM_FORM} if claim.serial else {}
    for name, serial in claim.extra.items():
        if name.startswith(SERIAL_OF) and serial:
            found[serial] = name.removeprefix(SERIAL_OF)
    return found


def next_copy(lines: Iterable[Print], serial: str, copy: str, language: str = "zh") -> NextCopy:
    """Which copy of a serial comes next, by the lines that the register has."""
    same = [line for line in lines if serial and line.serial == serial]
    number = max((line.reprint for line in same), default=-1) + 1
    return NextCopy(number, sum((line.copy, line.language) == (copy, language) for line in same))


def is_void(lines: Iterable[Print], serial: str) -> bool:
    """Whether every copy of a serial was voided, so that the number stands for nothing."""
    same = [line for line in lines if serial and line.serial == serial]
    return bool(same) and all(line.voided_at is not None for line in same)


def later_than(line: Print, claim: Claim, lines: Iterable[Print]) -> str:
    """Why a copy counts no more though it was not voided: a reason's code, "" where it counts.

    `renumbered`: the form bears another number now; `revised`: the claim was approved anew
    after it was issued; `withdrawn`: the claim was taken back or turned down; `reissued`: a later
    copy of the same version took its place.
    """
    if serial_of(claim, line.form) not in ("", line.serial):
        return "renumbered"
    if claim.status in ("withdrawn", "rejected"):
        return "withdrawn"
    if claim.approved_at is not None and line.at < claim.approved_at:
        return "revised"
    later = (
        other
        for other in lines
        if other.serial == line.serial
        and (other.copy, other.language) == (line.copy, line.language)
        and other.reprint > line.reprint
        and other.sha256 != line.sha256
        and other.voided_at is None
    )
    return "reissued" if any(later) else ""
