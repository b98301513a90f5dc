"""Who sits at the desk of a claim."""

from __future__ import annotations


def seat(desk, claim, role="claims"):
    """Seat somebody of a role who has had no hand in a claim."""
    hands = (claim.created_by, claim.submitted_by, claim.approved_by)
    people = [one for one in desk.read.agents() if one.role == role and one.active]
    desk.agent = next((one for one in people if one.uid not in hands), people[0])
