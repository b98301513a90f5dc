"""A desk keeps what it is to keep, gives up what is not its own, and never its own unsent work."""

from __future__ import annotations

import pytest

from tests.workstation.sync.team import Add, AddNote, Change, Seat, Team
from workstation.actions.settling import SettleConflict
from workstation.domain.claim import Claim, Print
from workstation.domain.identity import new_uid
from workstation.domain.people import Customer
from workstation.sync import history
from workstation.sync.protocol import Scope

_COD = Scope(groups=("cod",))


def _kept(seat: Seat) -> set[str]:
    return {row[0] for row in seat.rows("SELECT uid FROM ticket")}


def _hanging(seat: Seat, ticket: str) -> int:
    claims = "SELECT uid FROM claim WHERE ticket=?"
    (found,) = seat.rows(
        "SELECT (SELECT count(*) FROM entry WHERE ticket=?) +"
        " (SELECT count(*) FROM attachment WHERE ticket=?) +"
        f" (SELECT count(*) FROM claim WHERE ticket=?) +"
        f" (SELECT count(*) FROM print WHERE claim IN ({claims}))",
        *(ticket,) * 4,
    )
    return int(found[0])


def _full(seat: Seat, group: str) -> str:
    """A ticket with all that can hang on it."""
    uid = seat.ticket(group_code=group)
    claim = Claim(new_uid(), f"C-{new_uid()[-6:]}", uid, seat.now)
    seat.do(Add(claim))
    line = (seat.now, "claim_form", f"LP-{uid[-6:]}", 0, seat.agent.uid, "0" * 64, 1)
    seat.do(Add(Print(new_uid(), claim.uid, *line)))
    return uid


@pytest.fixture
def pair(team: Team) -> tuple[Seat, Seat]:
    """A desk that keeps everything, and one that keeps one group's tickets."""
    seat, narrow = team.seat(), team.seat()
    narrow.exchange.scope = _COD
    return seat, narrow


def test_a_desk_keeps_only_the_tickets_of_its_groups(pair: tuple[Seat, Seat], team: Team) -> None:
    seat, narrow = pair
    mine, other = _full(seat, "cod"), _full(seat, "customs")
    person = Customer(new_uid(), "王小明", "13800000001")
    seat.do(Add(person))
    team.settle()
    assert _kept(narrow) == {mine}
    assert _hanging(narrow, other) == 0
    assert _hanging(narrow, mine) == _hanging(seat, mine) == 3
    assert narrow.find(Customer, person.uid) == person, "people are kept by everybody"


def test_a_ticket_that_moves_away_goes_and_comes_back_whole(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, narrow = pair
    uid = _full(seat, "cod")
    team.settle()
    seat.exchange.lease(uid, seat.agent.uid, "One", 60_000)
    narrow.round()
    seat.set(uid, group_code="customs")
    narrow.heard.clear()
    team.settle()
    assert _kept(narrow) == set()
    assert _hanging(narrow, uid) == 0
    assert narrow.rows("SELECT * FROM lease") == []
    assert "-" in narrow.heard[-1].tickets[uid]
    seat.do(AddNote(uid, "while it was away"))
    team.settle()
    assert _hanging(narrow, uid) == 0, "what hangs on it comes no more"
    seat.set(uid, group_code="cod")
    team.settle()
    assert _hanging(narrow, uid) == _hanging(seat, uid)
    assert narrow.read(uid) == seat.read(uid)


def test_unsent_work_keeps_a_ticket_here_until_the_hub_has_it(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, narrow = pair
    uid = seat.ticket(group_code="cod")
    team.settle()
    seat.set(uid, group_code="customs")
    seat.round()
    narrow.do(AddNote(uid, "not to be lost"))
    narrow.exchange.pull()
    assert narrow.read(uid).uid == uid
    assert "not to be lost" in [entry.body for entry in narrow.notes(uid)]
    narrow.round()
    assert _kept(narrow) == set()
    seat.round()
    assert "not to be lost" in [entry.body for entry in seat.notes(uid)]


def test_another_scope_drops_the_rest_and_fetches_what_is_new_to_it(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, narrow = pair
    cod, customs = _full(seat, "cod"), _full(seat, "customs")
    team.settle()
    narrow.exchange.keep_scope(Scope(groups=("customs",)))
    narrow.round()
    assert _kept(narrow) == {customs}
    assert (_hanging(narrow, cod), _hanging(narrow, customs)) == (0, 3)
    narrow.exchange.keep_scope(Scope())
    narrow.round()
    assert _kept(narrow) == {cod, customs}
    team.agree()


def test_a_scope_that_was_changed_while_the_desk_was_closed(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, narrow = pair
    cod, customs = _full(seat, "cod"), _full(seat, "customs")
    team.settle()
    narrow.close()
    narrow.open()
    narrow.exchange.scope = Scope(groups=("customs",))
    narrow.round()
    assert _kept(narrow) == {customs}
    assert _hanging(narrow, cod) == 0


def test_unsent_work_survives_another_scope(pair: tuple[Seat, Seat], team: Team) -> None:
    seat, narrow = pair
    uid = _full(seat, "cod")
    team.settle()
    narrow.do(AddNote(uid, "typed before"))
    narrow.exchange.keep_scope(Scope(groups=("customs",)))
    narrow.exchange.pull()
    narrow.round()
    seat.round()
    assert _kept(narrow) == set()
    assert "typed before" in [entry.body for entry in seat.notes(uid)]


def test_what_the_hub_has_no_more_goes_with_the_next_telling(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid, gone = seat.ticket(), seat.ticket()
    team.settle()
    other.run(lambda c: c.execute("UPDATE entry SET uid='ghost' WHERE ticket=?", (gone,)).rowcount)
    from workstation.sync import receiving

    receiving.tell_anew(other.exchange)
    fresh = other.ticket()
    other.exchange.pull()
    assert other.find("entry", "ghost") is None
    assert _kept(other) == {uid, gone, fresh}, "what was never sent stays"
    team.settle()
    team.agree()


def test_older_tickets_come_on_demand_and_go_after_a_week(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, narrow = pair
    uid = seat.ticket(group_code="customs", phone="13912345678", status="closed")
    team.settle()
    assert _kept(narrow) == set()
    assert narrow.exchange.history("13912345678") == 1
    assert _hanging(narrow, uid) == 1
    assert narrow.exchange.history("13912345678") == 0, "it is here already"
    narrow.round()
    assert _kept(narrow) == {uid}
    narrow.exchange.keep_scope(Scope(groups=("damage_loss",)))
    narrow.round()
    assert _kept(narrow) == {uid}, "another scope leaves it"
    narrow.exchange.clock.offset += history.KEPT_MS + 1
    history.trim(narrow.exchange)
    assert _kept(narrow) == set()


def test_nothing_is_found_for_nothing(team: Team) -> None:
    seat = team.seat()
    seat.round()
    assert seat.exchange.history("  ") == 0
    assert seat.exchange.history("nobody") == 0


def test_a_claim_that_leaves_with_its_ticket_leaves_no_trace(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, narrow = pair
    uid = _full(seat, "cod")
    team.settle()
    ((row_id,),) = narrow.rows("SELECT id FROM ticket WHERE uid=?", uid)
    narrow.run(lambda c: c.execute("DELETE FROM index_queue").rowcount)
    seat.do(Change(uid, {"group_code": "customs"}))
    team.settle()
    assert narrow.rows("SELECT ticket FROM index_queue") == [(row_id,)], "its words go, too"


def test_an_open_conflict_keeps_a_ticket_here_until_it_is_settled(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    """The words in it are nowhere else."""
    seat, narrow = pair
    uid = seat.ticket(group_code="cod")
    team.settle()
    seat.set(uid, address="东门", group_code="customs")
    narrow.set(uid, address="西门")
    team.settle()
    assert narrow.rows("SELECT mine FROM conflict WHERE settled_at IS NULL") == [('"西门"',)]
    assert _kept(narrow) == {uid}
    (asked,) = narrow.rows("SELECT uid FROM conflict")
    narrow.do(SettleConflict(asked[0], "theirs"))
    narrow.round()
    assert _kept(narrow) == set()
