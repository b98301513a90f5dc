"""What a person's own login may push, and what it is told about what it may not see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.workstation.sync.authority.office import Member, Office
from workstation.domain.identity import new_uid


@pytest.fixture
def office(postgres_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(postgres_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def amy(office: Office) -> Member:
    return office.add("Amy", "cod")


def _moved_away(office: Office, amy: Member) -> str:
    """A ticket that was in Amy's group when her desk was cut off."""
    uid = office.ticket("cod")
    lea = office.add("Lea", role="leader")
    away = {"group_code": "customs", "subject": "for customs only"}
    before = {"group_code": "cod", "subject": "of cod"}
    assert lea.push({"kind": "ticket", "uid": uid, "base": before, "set": away}).state == "applied"
    return uid


def test_what_went_out_of_sight_is_told_without_its_facts(office: Office, amy: Member) -> None:
    uid = _moved_away(office, amy)
    change = {"kind": "ticket", "uid": uid, "base": {"subject": "of cod"}, "set": {"subject": "x"}}
    outcome = amy.push(change)
    assert (outcome.state, [note.how for note in outcome.notes]) == ("merged", ["conflict"])
    assert [note.theirs for note in outcome.notes] == [None]
    (state,) = outcome.records
    assert (state.body, state.gone, state.evicted) == (None, True, True)


def test_nobody_brings_a_ticket_back_into_sight(office: Office, amy: Member) -> None:
    uid = _moved_away(office, amy)
    for base, wanted in (
        ({"owner": ""}, {"owner": amy.uid}),
        ({"group_code": "customs"}, {"group_code": "cod"}),
    ):
        outcome = amy.push({"kind": "ticket", "uid": uid, "base": base, "set": wanted})
        assert (outcome.state, outcome.code) == ("refused", "not_allowed")
        assert "customs" not in str(outcome)
    assert amy.hub.tickets([uid]) == []


def test_nobody_signs_with_anothers_name(office: Office, amy: Member) -> None:
    ticket = office.ticket("cod")
    line = {"ticket": ticket, "at": 1, "kind": "note", "author": "somebody"}
    made = {"ticket": ticket, "number": "C1", "created_at": 1, "created_by": "somebody"}
    for kind, facts in (("entry", line), ("claim", made)):
        outcome = amy.push({"kind": kind, "uid": new_uid(), "new": facts})
        assert (outcome.state, outcome.code) == ("refused", "not_you")
    line["author"] = amy.uid
    assert amy.push({"kind": "entry", "uid": new_uid(), "new": line}).state == "applied"


def test_four_eyes_and_tiers_hold_in_the_database(office: Office, amy: Member) -> None:
    ben = office.add("Ben", "cod", role="claims")
    uid = new_uid()
    facts = {"ticket": office.ticket("cod"), "number": "C1", "created_at": 1}
    facts |= {"created_by": ben.uid, "status": "submitted"}
    assert ben.push({"kind": "claim", "uid": uid, "new": facts}).state == "applied"

    def approve(who: Member, amount: int) -> str:
        base = {"status": "submitted", "approved_fen": None, "approved_by": ""}
        wanted = {"status": "approved", "approved_fen": amount, "approved_by": who.uid}
        return str(who.push({"kind": "claim", "uid": uid, "base": base, "set": wanted}).code)

    assert approve(amy, 1) == "not_allowed"
    assert approve(ben, 1) == "claim_own"
    carl = office.add("Carl", "cod", role="claims")
    assert approve(carl, 100_001) == "claim_tier"
    assert approve(carl, -5) == "operation_malformed"
    assert approve(carl, 100_000) == ""
    with psycopg.connect(office.url) as connection:
        connection.execute("UPDATE hub_tier SET most_fen=5 WHERE role='claims'")
    base, wanted = {"status": "approved"}, {"status": "paid"}
    outcome = carl.push({"kind": "claim", "uid": uid, "base": base, "set": wanted})
    assert outcome.code == "claim_status"
