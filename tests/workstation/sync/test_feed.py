"""Nothing that changed is missed, in whatever order transactions commit."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, text

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync import feed_postgres, hub_push
from workstation.sync.feed_postgres import SnapshotFeed
from workstation.sync.feed_sqlite import SequenceFeed
from workstation.sync.hub import open_hub
from workstation.sync.hub_feed import Line, pull
from workstation.sync.protocol import Enrolment, Hub, Operation
from workstation.sync.sql_hub import SqlHub


def _new(n: int, subject: str = "x") -> Operation:
    uid = new_uid()
    facts = {"uid": uid, "number": uid, "created_at": 1, "subject": subject}
    change = {"kind": "ticket", "uid": uid, "new": facts}
    return Operation(n, new_uid(), 1, "amy", "NewTicket", uid, {}, [change])


def _uids(hub: Hub, cursor: str, limit: int = 1_000, desk: int = 0) -> tuple[list[str], str]:
    """All that is new after a cursor, page by page."""
    found: list[str] = []
    more = True
    while more:
        told = hub.pull(desk, cursor, limit)
        found += [state.uid for state in told.changes]
        cursor, more = told.cursor, told.more
    return found, cursor


@pytest.mark.parametrize("limit", [1, 3, 1_000])
def test_pages_bring_everything_once(hub: Hub, limit: int) -> None:
    desk = hub.enrol("a", "A")
    first = [_new(n) for n in range(1, 8)]
    hub.push(desk.desk_no, desk.token, first)
    seen, cursor = _uids(hub, "", limit)
    assert sorted(seen) == sorted(told.ticket for told in first)
    later = [_new(n) for n in range(8, 15)]
    hub.push(desk.desk_no, desk.token, later)
    seen, cursor = _uids(hub, cursor, limit)
    assert sorted(seen) == sorted(told.ticket for told in later)
    assert _uids(hub, cursor, limit)[0] == []


def test_changes_made_while_pages_are_read_come_too(hub: Hub) -> None:
    desk = hub.enrol("a", "A")
    hub.push(desk.desk_no, desk.token, [_new(n) for n in range(1, 6)])
    told = hub.pull(0, "", 2)
    extra = _new(6)
    hub.push(desk.desk_no, desk.token, [extra])
    rest, _ = _uids(hub, told.cursor, 2)
    seen = [state.uid for state in told.changes] + rest
    assert len(set(seen)) == 6
    assert extra.ticket in seen


def test_ones_own_changes_come_without_their_contents(hub: Hub) -> None:
    one, two = hub.enrol("a", "A"), hub.enrol("b", "B")
    _, cursor = _uids(hub, "")
    told = _new(1)
    hub.push(one.desk_no, one.token, [told])
    own = hub.pull(one.desk_no, cursor).changes
    assert [(state.uid, state.rev, state.body) for state in own] == [(told.ticket, 1, None)]
    others = hub.pull(two.desk_no, cursor).changes
    assert others[0].body is not None
    assert others[0].body["subject"] == "x"


def test_a_foreign_cursor_is_refused_and_one_of_another_life_begins_anew(hub: Hub) -> None:
    desk = hub.enrol("a", "A")
    hub.push(desk.desk_no, desk.token, [_new(1)])
    _, cursor = _uids(hub, "")
    with pytest.raises(Refusal, match="cursor_unknown"):
        hub.pull(0, "17")
    assert isinstance(hub, SqlHub)
    epoch = hub.new_epoch()
    told = hub.pull(0, cursor)
    assert (told.epoch, len(told.changes)) == (epoch, 1)


class _Numbers(SequenceFeed):
    """The mutant: a sequence number as the cursor on PostgreSQL."""


def test_a_late_committer_is_not_missed(postgres_url: str) -> None:
    hub = open_hub(postgres_url)
    assert isinstance(hub, SqlHub)
    slow, quick = hub.enrol("slow", ""), hub.enrol("quick", "")
    _, cursor = _uids(hub, "")
    mutant, there = _Numbers(), ""
    told, early = _new(1), _new(1)
    with hub._engine.connect() as connection:
        with connection.begin():
            hub_push.push(connection, slow.desk_no, slow.token, [told])
            hub.push(quick.desk_no, quick.token, [early])
            seen, cursor = _uids(hub, cursor)
            assert seen == [early.ticket]
            there = _with(hub, mutant, "")[1]
        seen, cursor = _uids(hub, cursor)
        assert seen == [told.ticket]
        assert told.ticket not in _with(hub, mutant, there)[0]
    hub.close()


def _with(hub: SqlHub, feed: Any, cursor: str) -> tuple[list[str], str]:
    with hub._engine.begin() as connection:
        told = pull(connection, feed, hub.info().epoch, 0, cursor, 1_000)
    return [state.uid for state in told.changes], told.cursor


def test_an_unsettled_position_is_not_gone_on_from(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = open_hub(postgres_url)
    desk = hub.enrol("a", "")
    _, cursor = _uids(hub, "")
    told = _new(1)
    hub.push(desk.desk_no, desk.token, [told])
    with monkeypatch.context() as patch:
        patch.setattr(feed_postgres, "_settled", lambda *_: False)
        for _ in range(2):
            seen, cursor = _uids(hub, cursor)
            assert seen == [told.ticket]
    seen, cursor = _uids(hub, cursor)
    assert seen == [told.ticket]
    assert _uids(hub, cursor)[0] == []
    hub.close()


def test_commits_in_any_order_with_rollbacks_between(postgres_url: str) -> None:
    """Eight writers hold transactions open for a while; a reader polls all the time."""
    hub = open_hub(postgres_url)
    assert isinstance(hub, SqlHub)
    written: set[str] = set()
    guard = threading.Lock()
    ended = threading.Event()

    def write(number: int) -> None:
        chance = random.Random(number)
        desk = hub.enrol(f"writer{number}", "")
        for n in range(1, 13):
            told = _new(n)
            if _hold(hub, desk, told, chance):
                with guard:
                    written.add(told.ticket)

    seen: list[str] = []
    _, cursor = _uids(hub, "")
    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]

    def watch() -> None:
        for thread in threads:
            thread.join()
        ended.set()

    for thread in threads:
        thread.start()
    watcher = threading.Thread(target=watch)
    watcher.start()
    revs: set[str] = set()
    while not ended.is_set():
        found, cursor = _uids(hub, cursor, 7)
        seen += [uid for uid in found if uid not in revs]
        revs.update(found)
    found, cursor = _uids(hub, cursor)
    seen += [uid for uid in found if uid not in revs]
    watcher.join()
    assert set(seen) == written
    assert len(seen) == len(written)
    hub.close()


def _hold(hub: SqlHub, desk: Enrolment, told: Operation, chance: random.Random) -> bool:
    """Push within a transaction of our own, keep it open, and now and then roll it back."""
    good = chance.random() > 0.2
    with hub._engine.connect() as connection:
        transaction = connection.begin()
        if chance.random() < 0.3:
            with connection.begin_nested() as point:
                connection.execute(text("UPDATE hub_meta SET value=value WHERE key='nothing'"))
                point.rollback()
        hub_push.push(connection, desk.desk_no, desk.token, [told])
        time.sleep(chance.random() * 0.02)
        transaction.commit() if good else transaction.rollback()
    return good


def test_lines_are_read_in_pages_across_transactions(postgres_url: str) -> None:
    hub = open_hub(postgres_url)
    assert isinstance(hub, SqlHub)
    desk = hub.enrol("a", "")
    feed = SnapshotFeed(lambda: None)
    with hub._engine.begin() as connection:
        before = feed.position(connection)[0]
    for part in range(3):
        hub.push(desk.desk_no, desk.token, [_new(part * 3 + n) for n in (1, 2, 3)])
    with hub._engine.begin() as connection:
        cursor = {"at": before, "to": feed.position(connection)}
        places = [line.place for line in _all_lines(connection, feed, cursor)]
    assert len(places) == 9
    assert places == sorted(places, key=lambda place: (int(place[0]), place[1]))
    hub.close()


def _all_lines(
    connection: Connection, feed: SnapshotFeed, cursor: dict[str, Any]
) -> Sequence[Line]:
    found: list[Line] = []
    while page := feed.lines(connection, cursor, 2):
        found += page
        cursor["page"] = page[-1].place
    return found
