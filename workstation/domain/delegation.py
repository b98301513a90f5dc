"""Lending the right to approve: from whom to whom, how much, from when until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

#: Acts that may be lent.
DELEGABLE: Final = ("claim_approve",)


@dataclass(frozen=True, slots=True)
class Delegation:
    """Somebody's limit lent to a colleague; `limit_fen` is never more than the lender's own.

    It holds with ``from_at <= moment < until_at`` (milliseconds UTC) unless revoked by then.
    """

    uid: str
    from_agent: str
    to_agent: str
    act: str
    limit_fen: int
    from_at: int
    until_at: int
    made_at: int
    made_by: str
    revoked_at: int | None = None


def holds(one: Delegation, now: int) -> bool:
    """Whether a delegation holds at a moment."""
    revoked = one.revoked_at is not None and one.revoked_at <= now
    return one.from_at <= now < one.until_at and not revoked


def lent_to(
    delegations: Iterable[Delegation],
    agent: str,
    now: int,
    barred: Collection[str],
    act: str = "claim_approve",
) -> tuple[Delegation, ...]:
    """What was lent to a person and holds now; nothing by `barred` lenders (who made the claim)."""
    return tuple(
        one
        for one in delegations
        if one.to_agent == agent
        and one.act == act
        and one.from_agent not in barred
        and holds(one, now)
    )
