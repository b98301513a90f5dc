"""An item of a parcel is claimed once, however many desks are away, around both hubs."""

from __future__ import annotations

from typing import Any

from tests.workstation.sync.test_claims_on_desks import (
    FACTS,
    claim_of,
    codes,
    do,
    exchange,
    printed,
    refused,
)
from tests.workstation.sync.test_rules_on_desks import Seats, seats
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    MakeClaim,
    PayClaim,
    SubmitClaim,
)
from workstation.actions.intake import NewTicket
from workstation.actions.tickets import TransferTicket
from workstation.desk import Desk
from workstation.domain.claim import LIVE_CLAIMS, PAID_BEFORE, Claim
from workstation.store.kinds import codec

__all__ = ["seats"]
WAYBILL = "SF1234567890123"


def item(name: str, fen: int) -> dict[str, Any]:
    return {"name": name, "quantity": 1, "value_fen": fen, "loss_fen": fen}


def made(desk: Desk, *items: dict[str, Any]) -> str:
    """A draft about some items of the parcel, from a ticket of its own."""
    ticket = do(desk, NewTicket("破损", body="碎了", waybill=WAYBILL, even_if_open=True))
    do(desk, TransferTicket(ticket, "cod", "赔付"))  # which everybody sees
    claim = str(do(desk, MakeClaim(ticket, "damage")))
    do(desk, EditClaim(claim, {**FACTS, "items": items, "claimed_fen": 50_000}))
    return claim


def live(desk: Desk) -> list[Claim]:
    coder = codec(Claim)
    rows = desk.read.connection.execute(f"{coder.select} WHERE waybill=?", (WAYBILL,))
    found = [coder.record(row) for row in rows]
    return [one for one in found if one.status in LIVE_CLAIMS]


def test_items_of_a_parcel_come_into_one_claim(seats: Seats) -> None:
    amy, ben = seats("amy", "claims"), seats("ben", "claims")
    lea, pay = seats("lea", "leader"), seats("pay", "claims")
    everybody = (amy, ben, lea, pay)
    vase, cup = item("花瓶", 50_000), item("茶杯", 20_000)
    mine = made(amy, vase)  # both away
    theirs = made(ben, vase, cup)
    exchange(amy, *everybody)
    assert codes(amy) == []
    assert "claim_exists" in codes(ben)
    told = next(one for one in ben.read.refused() if one.code == "claim_exists")
    assert told.facts["number"] == claim_of(amy, mine).number
    assert ben.read.claim(theirs) is None
    for desk in everybody:
        assert [one.uid for one in live(desk)] == [mine]
    assert refused(ben, MakeClaim(claim_of(ben, mine).ticket)) == "claim_exists"
    do(ben, EditClaim(mine, {"items": (vase, cup)}))  # which is where the other item belongs
    exchange(ben, *everybody)
    stands = claim_of(amy, mine)
    assert [one["name"] for one in stands.items] == ["花瓶", "茶杯"]
    assert stands.loss_fen == 70_000
    do(amy, SubmitClaim(mine))
    exchange(*everybody)
    do(lea, ApproveClaim(mine, 60_000, "协商"))
    printed(lea, mine)
    exchange(*everybody)
    do(pay, PayClaim(mine, "B-1"))
    exchange(*everybody)
    assert live(amy) == []


def test_what_was_paid_is_claimed_again_by_a_leader_alone(seats: Seats) -> None:
    amy, ben = seats("amy", "claims"), seats("ben", "claims")
    lea, pay = seats("lea", "leader"), seats("pay", "claims")
    everybody = (amy, ben, lea, pay)
    first = made(amy, item("花瓶", 50_000))
    do(amy, SubmitClaim(first))
    exchange(*everybody)
    do(lea, ApproveClaim(first, 50_000, "协商"))
    printed(lea, first)
    exchange(*everybody)
    do(pay, PayClaim(first, "B-1"))
    exchange(*everybody)
    ticket = claim_of(amy, first).ticket
    assert refused(ben, MakeClaim(ticket, "damage")) == "claim_paid_before"
    assert refused(ben, MakeClaim(ticket, "damage", "另一件物品")) == "not_allowed"
    again = str(do(lea, MakeClaim(ticket, "damage", "另一件物品")))
    facts = {**FACTS, "items": (item("茶杯", 20_000),), "claimed_fen": 20_000}
    do(lea, EditClaim(again, {**facts, "insured_fen": 20_000, "value_fen": 20_000}))
    do(lea, SubmitClaim(again))
    exchange(lea, *everybody)
    assert claim_of(ben, again).extra[PAID_BEFORE] == "另一件物品"
    assert refused(ben, ApproveClaim(again, 20_000, "协商")) == "claim_tier"  # lifted to a leader
    boss = seats("boss", "admin")
    do(boss, ApproveClaim(again, 20_000, "协商"))
    exchange(boss, *everybody)
    assert codes(boss) == []
    assert claim_of(amy, again).status == "approved"
