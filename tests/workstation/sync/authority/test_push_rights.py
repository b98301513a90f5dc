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
        connection.execute(
            "UPDATE hub_word SET word=replace(word,'100000,','5,') WHERE list='approval_tier'"
        )
    base, wanted = {"status": "approved"}, {"status": "paid"}
    outcome = carl.push({"kind": "claim", "uid": uid, "base": base, "set": wanted})
    assert outcome.code == "claim_status"


def _claim(office: Office, who: Member, **facts: object) -> tuple[str, str]:
    """A claim made by somebody: its uid, and what the hub answered."""
    uid = new_uid()
    made = {"ticket": office.ticket("cod"), "number": uid[-8:], "created_at": 1}
    made |= {"created_by": who.uid, **facts}
    return uid, who.push({"kind": "claim", "uid": uid, "new": made}).code


def _moved(who: Member, uid: str, base: dict[str, object], act: str = "", **wanted: object) -> str:
    change = {"kind": "claim", "uid": uid, "base": base, "set": wanted}
    return who.push(change, action=act or "EditClaim").code


def test_no_claim_begins_further_on_than_submitted(office: Office, amy: Member) -> None:
    ada = office.add("Ada", role="admin")
    for status in ("approved", "printed", "paid", "rejected"):
        for who in (amy, ada):
            assert _claim(office, who, status=status, approved_fen=99_999_900)[1] == "claim_status"


def test_four_eyes_know_who_made_and_who_submitted_a_claim(office: Office, amy: Member) -> None:
    lea = office.add("Lea", role="leader")
    assert _claim(office, lea, created_by="", status="submitted")[1] == "not_you"
    uid, code = _claim(office, amy)
    assert code == ""
    sent = {"status": "draft", "submitted_by": ""}
    assert _moved(lea, uid, sent, status="submitted") == "not_you"
    assert _moved(lea, uid, sent, status="submitted", submitted_by=lea.uid) == ""
    assert _moved(lea, uid, {"submitted_by": lea.uid}, submitted_by="") == "claim_frozen"
    approved = {"status": "submitted", "approved_fen": None}
    assert _moved(lea, uid, approved, status="approved", approved_fen=5) == "claim_own"


def test_a_print_alters_no_sum_and_needs_the_right(office: Office, amy: Member) -> None:
    lea = office.add("Lea", role="leader")
    uid, _ = _claim(office, amy, status="submitted")
    stands: dict[str, object] = {"status": "submitted", "approved_fen": None, "approved_by": ""}
    told: dict[str, object] = {"status": "approved", "approved_fen": 100}
    assert _moved(lea, uid, stands, "", **told) == "not_you"  # nobody approves without a name
    assert _moved(lea, uid, stands, "", **told, approved_by=lea.uid) == ""
    stands = {"status": "approved", "approved_fen": 100}
    for who in (amy, lea):
        assert _moved(who, uid, stands, status="printed", approved_fen=9_999) == "claim_frozen"
    assert _moved(amy, uid, {"status": "approved"}, status="printed") == "not_allowed"
    assert _moved(amy, uid, {"status": "approved"}, "Undo", status="submitted") == "not_allowed"
    assert _moved(lea, uid, {"status": "approved"}, status="printed") == ""


def test_a_print_hangs_on_a_claim_in_sight(office: Office, amy: Member) -> None:
    lea = office.add("Lea", role="leader")
    uid = new_uid()
    facts = {"ticket": office.ticket("customs"), "number": "C9", "created_at": 1}
    facts["created_by"] = lea.uid
    assert lea.push({"kind": "claim", "uid": uid, "new": facts}).code == ""
    line = {"claim": uid, "ticket": office.ticket("cod"), "at": 1, "form": "f", "serial": ""}
    line |= {"reprint": 1, "agent": amy.uid, "sha256": "", "pages": 1}
    assert amy.push({"kind": "print", "uid": new_uid(), "new": line}).code == "not_allowed"


def test_nobody_renames_a_colleague(office: Office, amy: Member) -> None:
    ben = office.add("Ben", "cod")
    lea = office.add("Lea", role="leader")

    def named(who: Member, whom: Member, before: str, name: str) -> str:
        base, wanted = {"name": before}, {"name": name}
        return who.push({"kind": "agent", "uid": whom.uid, "base": base, "set": wanted}).code

    assert named(amy, ben, "Ben", "fool") == "not_allowed"
    assert named(amy, amy, "Amy", "Amelia") == ""
    assert named(lea, ben, "Ben", "Benjamin") == ""


def test_nobody_holds_a_ticket_for_years(office: Office, amy: Member) -> None:
    uid = office.ticket("cod")
    lease = amy.hub.lease(uid, amy.uid, "Amy", amy.desk.desk_no, 10**13)
    with psycopg.connect(office.url) as connection:
        now = connection.execute("SELECT hub_now()").fetchall()[0][0]
    assert lease is not None
    assert lease.until <= now + 86_400_000
