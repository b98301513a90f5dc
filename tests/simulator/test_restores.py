"""Faults that showed when hubs and desks were restored together, each with the few steps to it."""

from __future__ import annotations

import pytest

from tests.simulator import truth
from tests.simulator.telling import MINUTE, Make, last_work, state, ticket, together
from workstation.actions import claims, prints, replies, tickets


def test_what_hung_on_a_ticket_that_came_back_goes_if_the_hub_lacks_it(office: Make) -> None:
    """It was kept for unsent work while the ticket was to leave, and then nobody looked again."""
    world = office(3)
    together(world)
    world.save_hub()
    world.save_desk(0)
    uid = ticket(world, 2)
    together(world)
    note = world.act(0, replies.AddNote(uid, "在备份之后"), "anna")
    together(world)
    world.restore_desk(0, 0)
    world.restore_hub(0)
    world.act(1, replies.AddNote(uid, "还没有发出"), "bert")
    world.exchange(1, {})
    assert world.desks[1].find("entry", note), "the ticket waits for an open question"
    world.exchange(2, {})
    world.exchange(1, {})
    assert world.desks[1].find("ticket", uid)
    assert world.desks[1].find("entry", note) is None
    truth.healed(world)


@pytest.mark.parametrize("first", ["who knows", "who does not"])
def test_copies_agree_on_what_a_former_life_of_the_hub_refused(office: Make, first: str) -> None:
    """The restored hub took in from one copy what the other showed as refused."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    world.save_hub()
    world.act(0, tickets.TakeTicket(uid), "anna")
    work = last_work(world, 0)
    world.clone_desk(0)
    world.cut_off(2, True)
    world.act(1, tickets.TakeTicket(uid), "bert")
    world.exchange(1, {})
    world.exchange(0, {})
    assert state(world, 0).refused == 1
    world.restore_hub(0)
    world.cut_off(2, False)
    for number in (0, 2) if first == "who knows" else (2, 0):
        world.exchange(number, {})
    truth.healed(world)
    told = "refused" if first == "who knows" else "done"
    assert {world.desks[number].operations()[work][0] for number in (0, 2)} == {told}


def test_a_restored_hub_leases_no_ticket_that_it_lacks(office: Make) -> None:
    """Whoever held on to one had it leased before its desk came back, or for good."""
    world = office(3)
    together(world)
    world.save_hub()
    world.save_desk(2)
    ticket(world, 2)
    together(world)
    world.restore_desk(2, 0)
    world.restore_hub(0)
    world.hold(1, 3, 0, give_back=False)
    truth.healed(world)


def test_a_number_of_a_former_life_of_the_hub_counts_as_given(office: Make) -> None:
    """A form bore one that the restored hub had never given, as far as it knew."""
    world = office(2)
    together(world)
    world.save_hub()
    made = []
    for number in range(6):
        uid = ticket(world, 1, waybill=f"SF123456789012{number}")
        claim = world.act(1, claims.MakeClaim(uid), "anna")
        told = {"claimed_fen": 5_000, "loss_fen": 5_000, "claimant": "收件人"}
        world.act(1, claims.EditClaim(claim, told), "anna")
        world.act(1, claims.SubmitClaim(claim), "anna")
        world.act(1, claims.ApproveClaim(claim, 5_000, "照价"), "leader")
        made.append(claim)
    together(world)
    for claim in made:
        serial = world.act(0, claims.NumberClaim(claim), "clerk")
        world.act(0, prints.RecordPrint(claim, "claim", "0" * 64, 1, 0), "clerk")
        world.exchange(0, {})
    world.restore_hub(0)
    for number in (0, 1):
        world.exchange(number, {})
    world.pass_time(11 * MINUTE)
    for _ in range(2):
        world.exchange(0, {})
    (line,) = world.box.rows("SELECT * FROM hub_series")
    assert line["next"] > int(serial.rpartition("-")[2])
    truth.healed(world)
