"""After a hub was restored, work waits for the desk that made its ticket to come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.workstation.sync.team import Add, AddNote, Change, Many, Open, Seat, Team
from workstation import outbox
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.store import operations
from workstation.sync import hub_admin
from workstation.sync.hub_engine import postgres_engine, run, sqlite_engine

_HOUR = 3_600_000


@pytest.fixture
def restore(hub_url: str) -> Iterator[Callable[[], None]]:
    """Put the hub back to when it was empty."""
    path = Path(hub_url.removeprefix("sqlite:///"))
    engine = sqlite_engine(path) if hub_url.startswith("sqlite") else postgres_engine(hub_url)

    def back() -> None:
        def work(connection: Any) -> None:
            keep = "INSERT INTO hub_record SELECT * FROM kept"
            rows = "SELECT * FROM hub_record WHERE kind='agent'"
            connection.execute(text(f"CREATE TEMPORARY TABLE kept AS {rows}"))
            for table in ("hub_record", "hub_change", "hub_operation"):
                connection.execute(text(f"DELETE FROM {table}"))
            connection.execute(text(keep))
            connection.execute(text("DROP TABLE kept"))
            connection.execute(text("UPDATE hub_desk SET last_n=0"))

        run(engine, work)
        hub_admin.new_epoch(hub_url)

    yield back
    engine.dispose()


@pytest.fixture
def pair(team: Team) -> tuple[Seat, Seat]:
    seat, other = team.seat(), team.seat()
    seat.do(Add(seat.agent))
    team.settle()
    return seat, other


def _states(seat: Seat) -> list[str]:
    return [row[0] for row in seat.rows("SELECT state FROM operation ORDER BY n")]


def _later(seat: Seat, monkeypatch: pytest.MonkeyPatch, ms: int) -> None:
    """So much time passes, as if the last try were as long ago."""
    seat.run(
        lambda c: (
            c.execute(
                "UPDATE operation SET last_try_at=last_try_at-?,"
                " facts=json_set(facts,'$.since',json_extract(facts,'$.since')-?)"
                " WHERE state='owed'",
                (ms, ms),
            )
            and None
        )
    )


def test_work_is_owed_until_its_ticket_comes_back(
    team: Team,
    pair: tuple[Seat, Seat],
    restore: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    maker, seat = pair
    uid = maker.ticket()
    team.settle()
    seat.do(AddNote(uid, "noted"))
    entry = seat.rows("SELECT uid FROM entry WHERE body='noted'")[0][0]
    seat.do(Change(entry, {"delivery": "sent"}, "entry"))
    team.settle()
    restore()
    seat.round()
    assert _states(seat) == ["owed", "owed"]
    assert seat.counts() == (2, 0)
    assert seat.drafts == {}
    lines = seat.run(outbox.lines)
    assert [(line.state, line.code) for line in lines] == [("held", "record_awaited")] * 2
    seat.round()
    assert _states(seat) == ["owed", "owed"], "not asked again at once"
    maker.round()
    assert maker.counts() == (0, 0)
    _later(seat, monkeypatch, _HOUR)
    seat.round()
    assert _states(seat) == ["done", "done"]
    assert seat.counts() == (0, 0)
    team.settle()
    assert [note.delivery for note in maker.notes(uid) if note.body == "noted"] == ["sent"]
    team.agree()


def test_after_a_week_it_is_refused_with_its_words_kept(
    team: Team,
    pair: tuple[Seat, Seat],
    restore: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    maker, seat = pair
    uid = maker.ticket()
    team.settle()
    seat.do(AddNote(uid, "my words"))
    team.settle()
    restore()
    seat.round()
    _later(seat, monkeypatch, operations.OWED_MS + _HOUR)
    seat.round()
    assert _states(seat) == ["refused"]
    assert [draft.body for draft in seat.drafts.values()] == ["my words"]
    assert seat.rows("SELECT code FROM operation") == [("record_missing",)]


def test_work_that_was_never_accepted_is_refused_at_once(
    team: Team, pair: tuple[Seat, Seat]
) -> None:
    _, seat = pair
    uid = seat.ticket()
    claim = Claim(new_uid(), "C1", "nowhere", 5)
    seat.do(Add(claim))
    seat.set(uid, subject="goes on")
    seat.round()
    assert _states(seat) == ["done", "refused", "done"]


@pytest.mark.parametrize("parts", [1, 2])
def test_what_stands_on_work_refused_in_an_earlier_push_says_so(
    team: Team, pair: tuple[Seat, Seat], parts: int
) -> None:
    _, seat = pair
    claim = Claim(new_uid(), "C1", "nowhere", 5)
    refused = seat.do(Many((Open(), Add(claim))))
    uid = str(refused.result[0])  # type: ignore[index]
    told = seat.run(lambda c: operations.waiting(c, 10, 10_000_000))
    who = seat.exchange.identity()
    from workstation.sync.sending import operation

    first = team.hub.push(who.desk_no, who.token, [operation(one) for one in told])
    assert [one.code for one in first.outcomes] == ["record_missing"]
    seat.set(uid, subject="later")
    later = seat.run(lambda c: operations.waiting(c, 10, 10_000_000))[-1]
    asked = [operation(one) for one in [*told, later][2 - parts :]]
    second = team.hub.push(who.desk_no, first.token, asked)
    answer = second.outcomes[-1]
    assert (answer.code, answer.facts["operation"]) == ("follows_refused", refused.operation)
