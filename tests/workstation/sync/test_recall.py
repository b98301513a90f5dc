"""What a former life of the hub refused is told to the next one: copies of a desk must agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.workstation.sync.authority.office import Office
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync.protocol import Enrolment, Hub, Operation, Outcome, Refused

UID = new_uid()


def _made(n: int = 1, **more: object) -> Operation:
    """An operation that makes a customer."""
    new = {"uid": UID, "name": "某客户", "phone": "13800000001"}
    change = {"kind": "customer", "uid": UID, "new": new}
    told = Operation(n, new_uid(), 1_000, "anna", "SaveCustomer", "", {}, [change])
    return replace(told, **more)  # type: ignore[arg-type]


def _desk(hub: Hub, name: str = "desk") -> Enrolment:
    return hub.enrol(new_uid(), name)


def _recalled(hub: Hub, desk: Enrolment, told: Operation, code: str = "stale") -> list[Outcome]:
    return hub.recall(desk.desk_no, desk.token, [Refused(told, code, {"why": "x"})])


def test_what_the_hub_does_not_know_it_refuses_from_everybody(hub: Hub) -> None:
    told = _made()
    knows, copy = _desk(hub), _desk(hub)
    assert _recalled(hub, knows, told) == []
    assert _recalled(hub, knows, told) == [], "a lost answer is asked for again"
    (outcome,) = hub.push(copy.desk_no, copy.token, [told]).outcomes
    assert (outcome.state, outcome.code, outcome.facts) == ("refused", "stale", {"why": "x"})
    assert hub.fetch([("customer", UID)]) == []
    assert hub.check() == ()


def test_what_the_hub_took_in_from_a_copy_is_answered(hub: Hub) -> None:
    told = _made()
    knows, copy = _desk(hub), _desk(hub)
    hub.push(copy.desk_no, copy.token, [told])
    (outcome,) = _recalled(hub, knows, told)
    assert (outcome.uid, outcome.state, outcome.code) == (told.uid, "applied", "")
    assert outcome.revs == (("customer", UID, 0, 1),)


def test_another_reason_is_answered(hub: Hub) -> None:
    told = _made()
    knows, copy = _desk(hub), _desk(hub)
    _recalled(hub, copy, told, "record_gone")
    (outcome,) = _recalled(hub, knows, told)
    assert (outcome.state, outcome.code) == ("refused", "record_gone")
    assert _recalled(hub, knows, told, "follows_refused") == [], "a desk says so by itself"


def test_it_has_its_place_in_the_order_of_the_desks_work(hub: Hub) -> None:
    desk = _desk(hub)
    _recalled(hub, desk, _made(2))
    (outcome,) = hub.push(desk.desk_no, desk.token, [_made(3)]).outcomes
    assert outcome.state == "applied"
    for late in (1, 2, 3):
        with pytest.raises(Refusal, match="desk_cloned"):
            _recalled(hub, desk, _made(late))


def test_only_with_the_desks_own_key(hub: Hub) -> None:
    desk = _desk(hub)
    for token in ("", "0" * 32):
        with pytest.raises(Refusal, match="desk_cloned"):
            hub.recall(desk.desk_no, token, [])
    with pytest.raises(Refusal, match="desk_unknown"):
        hub.recall(desk.desk_no + 7, desk.token, [])


def test_nobody_refuses_anothers_work(postgres_url: str, tmp_path: Path) -> None:
    office = Office(postgres_url, tmp_path)
    amy, bea = office.add("Amy", "cod"), office.add("Bea", "cod")
    told = _made(agent=amy.uid)
    refused = [Refused(told, "stale", {})]
    assert bea.hub.recall(bea.desk.desk_no, bea.desk.token, refused) == []
    (outcome,) = amy.hub.push(amy.desk.desk_no, amy.desk.token, [told]).outcomes
    assert outcome.state == "applied"
    assert bea.hub.recall(bea.desk.desk_no, bea.desk.token, refused) == []
    with pytest.raises(Refusal, match="desk_unknown"):
        bea.hub.recall(amy.desk.desk_no, amy.desk.token, refused)
    office.close()


def test_an_older_hub_goes_by_what_it_remembers(postgres_url: str) -> None:
    import psycopg

    from workstation.sync.hub import open_hub

    with psycopg.connect(postgres_url) as connection:
        connection.execute("DROP FUNCTION hub_recall")
    hub = open_hub(postgres_url)
    assert _recalled(hub, _desk(hub), _made()) == []
    hub.close()
