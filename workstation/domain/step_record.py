"""What a step of a procedure wrote down: a waiver, a consent, an inspection, an offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One filled form of a step, kept for good; a correction is a new one that `replaces` it.

    `form` is the code of the form in the procedure's rule file ("waiver"), `values` its fields'
    values as text: money in fen, moments in milliseconds UTC, choices by their codes. `procedure`
    is "code@version", `step` the step in which it was written. One without values takes back the
    record that it replaces.
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


def standing(records: Iterable[StepRecord]) -> tuple[StepRecord, ...]:
    """The records that no other one replaces or takes back, oldest first."""
    told = tuple(records)
    replaced = {item.replaces for item in told if item.replaces}
    kept = (item for item in told if item.uid not in replaced and item.values)
    return tuple(sorted(kept, key=lambda item: (item.at, item.uid)))


def latest(records: Iterable[StepRecord], form: str) -> StepRecord | None:
    """The newest standing record of a form, or None."""
    found = [item for item in standing(records) if item.form == form]
    return found[-1] if found else None


def since(records: Iterable[StepRecord], step: str, moment: int | None) -> tuple[StepRecord, ...]:
    """The standing records that were written in a step since it was entered (None: ever)."""
    return tuple(
        item
        for item in standing(records)
        if item.step == step and (moment is None or item.at >= moment)
    )
