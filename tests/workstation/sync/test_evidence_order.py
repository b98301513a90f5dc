"""The order of a claim's pictures, set at one desk while another adds and takes away."""

from __future__ import annotations

import pytest

from tests.workstation.sync.test_claims_on_desks import claim_of, do, exchange
from tests.workstation.sync.test_rules_on_desks import Seats, seats
from workstation.actions.claims import EditClaim, MakeClaim
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddAttachment
from workstation.actions.tickets import TransferTicket
from workstation.desk import Desk
from workstation.domain.picture import in_order
from workstation.sync import policy
from workstation.sync.merge import merge_field

__all__ = ["seats"]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "stands"),
    [
        ("abc", "cab", "abcd", "cabd"),  # mine moved, theirs added
        ("abc", "abcd", "cab", "cabd"),  # theirs moved, mine added
        ("abc", "cab", "ab", "ab"),  # mine moved what theirs took away
        ("abc", "bac", "acb", "bac"),  # both moved: the later one
        ("abc", "abcx", "abcy", "abcyx"),
        ("abc", "cba", "bcz", "cbz"),
        ("", "ab", "cd", "cdab"),
    ],
)
def test_an_order_survives_what_others_add_and_take_away(base, mine, theirs, stands):
    step = merge_field(policy.ELEMENTS, list(base), list(mine), list(theirs))
    assert step is not None
    assert "".join(step.value) == stands


def hang(desk: Desk, ticket: str, letter: str) -> str:
    name = f"{letter}.jpg"
    return str(do(desk, AddAttachment(ticket, letter * 64, name, "image/jpeg", 9)))


def test_two_desks_order_and_add_pictures_apart(seats: Seats) -> None:
    amy, bob = seats("amy", "claims"), seats("bob", "claims")
    ticket = do(amy, NewTicket(subject="花瓶破损", body="碎了", waybill="SF1234567890123"))
    do(amy, TransferTicket(ticket, "cod", "赔付"))
    uids = [hang(amy, ticket, letter) for letter in "abc"]
    claim = str(do(amy, MakeClaim(ticket, "damage")))
    do(amy, EditClaim(claim, {"evidence": tuple(uids)}))
    exchange(amy, bob)
    one, two, three = claim_of(bob, claim).evidence
    do(bob, EditClaim(claim, {"evidence": in_order(claim_of(bob, claim).evidence, three, 0)}))
    added = hang(amy, ticket, "d")
    do(amy, EditClaim(claim, {"evidence": (*claim_of(amy, claim).evidence, added)}))
    exchange(amy, bob)
    assert [claim_of(desk, claim).evidence for desk in (amy, bob)] == [(three, one, two, added)] * 2
    for desk in (amy, bob):
        rows = desk.read.connection.execute("SELECT count(*) FROM operation WHERE state='refused'")
        assert rows.fetchone() == (0,)
