"""What a step of a procedure wrote down: a waiver, a consent, an inspection, an offer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One filled form of a step, kept for good; a correction is a new one that `replaces` it.

    `form` is the code of the form in the procedure's rule file ("waiver"), `values` its fields'
    values as text: money in fen, moments in milliseconds UTC, choices by their codes. `procedure`
    is "code@version", `step` the step in which it was written.
    """

    uid: str
    ticket: str
    at: int
    form: str
    author: str = ""
    author_name: str = ""
    procedure: str = ""
    step: str = ""
    values: dict[str, str] = field(default_factory=dict)
    replaces: str = ""


def standing(records: tuple[StepRecord, ...]) -> tuple[StepRecord, ...]:
    """The records that no other one replaces, oldest first."""
    replaced = {item.replaces for item in records if item.replaces}
    kept = (item for item in records if item.uid not in replaced)
    return tuple(sorted(kept, key=lambda item: (item.at, item.uid)))
