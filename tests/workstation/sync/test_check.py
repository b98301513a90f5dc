"""What was changed behind the hub's back is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.workstation.sync.team import Add, Team
from workstation.domain.claim import Claim, Print
from workstation.domain.conversation import Attachment
from workstation.domain.identity import new_uid
from workstation.sync import hub_check
from workstation.sync.authority import install
from workstation.sync.hub_engine import postgres_engine, run, sqlite_engine

_SHA = "a" * 64
#: A finding, and how a hand at the tables brings it about.
_BREAK = {
    "column_differs": "UPDATE hub_record SET owner='ghost' WHERE kind='ticket'",
    "column_differs due": "UPDATE hub_record SET due_sort=7 WHERE kind='ticket'",
    "column_differs group": "UPDATE hub_record SET grp='customs' WHERE kind='entry'",
    "column_differs region": "UPDATE hub_record SET region='moon' WHERE kind='claim'",
    "column_differs print": "UPDATE hub_record SET ticket='' WHERE kind='print'",
    "column_differs serial": "UPDATE hub_record SET number='LP2026-000009' WHERE kind='print'",
    "column_differs agent": "UPDATE hub_record SET status='new' WHERE kind='agent'",
    "change_untold": "UPDATE hub_record SET rev=rev+1 WHERE kind='ticket'",
    "ticket_missing": "DELETE FROM hub_record WHERE kind='ticket'",
    "operation_lost": "DELETE FROM hub_record WHERE kind='entry'",
    "outcome_missing": "UPDATE hub_operation SET outcome='{}'",
    "claim_amount_missing": "UPDATE hub_record SET status='paid' WHERE kind='claim'",
    "desk_behind": "UPDATE hub_desk SET last_n=0",
    "desk_missing": "DELETE FROM hub_desk",
    "lease_without_ticket": "UPDATE hub_lease SET ticket='nowhere'",
    "kind_unknown": "UPDATE hub_record SET kind='spaceship' WHERE kind='claim'",
    "serials_overlap": "INSERT INTO hub_serial SELECT series,first+1,last,desk_no,state,reason,"
    "given_at,ended_at FROM hub_serial",
    "serials_beyond": "UPDATE hub_series SET next=1",
    "serial_unleased": "UPDATE hub_series SET next=1",
    "serial_returned": "UPDATE hub_serial SET state='returned'",
    "blob_missing": "UPDATE hub_record SET changed_at=5 WHERE kind='attachment'",
    "blob_incomplete": f"INSERT INTO hub_blob VALUES ('{_SHA}', 5, false, 1, 5)",
    "rules_differ": "UPDATE hub_meta SET value='others' WHERE key='rules'",
}
_BREAK_POSTGRES = {
    "queue_differs": "UPDATE hub_queue SET grp='customs'",
    "table_unguarded": "ALTER TABLE hub_record NO FORCE ROW LEVEL SECURITY",
    "table_open": "GRANT SELECT ON hub_record TO PUBLIC",
    "function_unguarded": "ALTER FUNCTION hub_push RESET search_path",
    "function_open": "GRANT EXECUTE ON FUNCTION hub_push TO PUBLIC",
    "functions_differ": "CREATE OR REPLACE FUNCTION hub_now() RETURNS bigint LANGUAGE sql AS 'SELECT 5'",
    "functions_differ policy": "DROP POLICY hub_visible ON hub_record",
    "functions_differ trigger": "ALTER TABLE hub_record DISABLE TRIGGER hub_queue_new",
    "rules_differ": "DELETE FROM hub_right WHERE role='admin'",
    "schema_open": "GRANT CREATE ON SCHEMA public TO PUBLIC",
    "role_missing": "INSERT INTO hub_login VALUES ('nobody_at_all', 'x', false, 1)",
}


@pytest.fixture
def by_hand(hub_url: str) -> Any:
    """A way to the tables around all functions."""
    engine = (
        postgres_engine(hub_url)
        if hub_url.startswith("postgres")
        else sqlite_engine(Path(hub_url.removeprefix("sqlite:///")))
    )
    yield lambda work: run(engine, work)
    engine.dispose()


def _filled(team: Team) -> None:
    hub, seat = team.hub, team.seat()
    uid = seat.ticket(waybill="SF1")
    given = hub.lease_serials(1, "LP2026", 20)
    claim = Claim(new_uid(), "C1-1", uid, 1, waybill="SF1")
    serial = f"LP2026-{given.first:06d}"
    seat.do(Add(claim))
    seat.do(Add(Print(new_uid(), claim.uid, 1, "claim", serial, 0, seat.agent.uid, "b" * 64, 1)))
    seat.do(Add(Attachment(new_uid(), uid, "c" * 64, "a.jpg", "image/jpeg", 5, 1)))
    seat.do(Add(seat.agent))
    seat.round()
    seat.exchange.lease(uid, "amy", "Amy", 60_000)
    assert seat.counts() == (0, 0)
    assert hub.check() == ()


def test_every_invariant_is_looked_after(team: Team, by_hand: Callable[[Any], Any]) -> None:
    _filled(team)
    broken = dict(_BREAK)
    if by_hand(lambda c: c.dialect.name) == "postgresql":
        broken |= _BREAK_POSTGRES
    for told, statement in broken.items():
        found = by_hand(lambda c, s=statement: _broken(c, s))
        assert told.split(" ")[0] in found, told
    assert team.hub.check() == ()


def _broken(connection: Any, statement: str) -> set[str]:
    """What is found once a statement was run, which then is taken back."""
    with connection.begin_nested() as step:
        connection.execute(text(statement))
        found = {finding.code for finding in hub_check.check(connection)}
        step.rollback()
    return found


def test_facts_changed_by_hand_reach_every_desk(team: Team, by_hand: Callable[[Any], Any]) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket(subject="as it was")
    team.settle()
    facts = "CAST(body AS text)"
    if by_hand(lambda c: c.dialect.name) == "postgresql":
        mended = f"CAST(replace({facts}, 'as it was', 'by hand') AS jsonb)"
    else:
        mended = f"replace({facts}, 'as it was', 'by hand')"
    by_hand(lambda c: c.execute(text(f"UPDATE hub_record SET body={mended} WHERE kind='ticket'")))
    assert team.hub.check() == ()
    for one in (seat, other):
        one.round()
        assert one.rows("SELECT subject, rev FROM ticket WHERE uid=?", uid) == [("by hand", 2)]


def test_lines_that_upkeep_dropped_are_not_missed(
    team: Team, by_hand: Callable[[Any], Any]
) -> None:
    _filled(team)
    floor = "INSERT INTO hub_meta(key,value) VALUES ('floor_at','99999999999999')"
    by_hand(lambda c: c.execute(text("DELETE FROM hub_change")))
    assert {finding.code for finding in team.hub.check()} == {"change_untold"}
    by_hand(lambda c: c.execute(text(floor)))
    assert team.hub.check() == ()


def test_no_more_than_two_hundred_of_a_sort_are_told(
    team: Team, by_hand: Callable[[Any], Any]
) -> None:
    seat = team.seat()
    for _ in range(201):
        seat.ticket()
    seat.round()
    by_hand(lambda c: c.execute(text("UPDATE hub_record SET rev=rev+1")))
    assert len(team.hub.check()) == 200


def test_what_is_installed_is_what_the_scripts_say() -> None:
    names = [*install.reading_functions(), *install.deciding_functions()]
    assert len(names) == len(set(names)) > 30
