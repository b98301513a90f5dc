"""Call-backs after a case is closed (回访): due, tried, done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REVISIT_STATES: Final = ("due", "done", "unreachable", "cancelled")


@dataclass(frozen=True, slots=True)
class Revisit:
    """A call-back that is owed on a ticket at `due_at` (milliseconds UTC).

    `rule` names the rule and version that set it, "" for one set by hand; `purpose` says what to
    ask. Satisfaction is 3 satisfied, 2 fair, 1 dissatisfied, None not asked.
    """

    uid: str
    ticket: str
    due_at: int
    made_at: int
    made_by: str = ""
    made_by_name: str = ""
    rule: str = ""
    purpose: str = ""
    owner: str = ""
    state: str = "due"
    attempts: int = 0
    last_try_at: int | None = None
    done_at: int | None = None
    done_by: str = ""
    result: str = ""
    satisfaction: int | None = None
