"""Every view in every order walks an index, and no lookup reads a whole table."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.seat import WAYBILL, Seat
from workstation.domain.ticket import GROUPS
from workstation.domain.view import View, built_in
from workstation.store import conditions
from workstation.store.connect import connect
from workstation.store.reading import Reader
from workstation.store.schema import upgrade

VIEWS = built_in("a" * 32, GROUPS)
#: Small sets of their own, sorted as they are: due in two hours, finished within a week, promised or
#: to be called back.
WINDOWS = ("due_soon", "closed", "promises", "revisits")


class Watched:
    """A connection that remembers what is asked of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.asked: list[tuple[str, Any]] = []

    def execute(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        self.asked.append((sql, values))
        return self.connection.execute(sql, values)

    def close(self) -> None:
        self.connection.close()


@pytest.fixture
def replica(tmp_path: Path) -> sqlite3.Connection:
    connection = connect(tmp_path / "replica.db")
    upgrade(connection)
    return connection


def plan(connection: sqlite3.Connection, sql: str, values: Any) -> list[str]:
    if sql.startswith(("PRAGMA", "ATTACH", "DETACH")):
        return []
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.code)
def test_no_view_is_sorted_or_scanned(replica: sqlite3.Connection, view: View) -> None:
    for order in conditions.ORDERS:
        condition, values = conditions.where(view.filter, 1_790_000_000_000)
        by = conditions.order_by(order, view.filter)
        told = plan(replica, f"SELECT t.id FROM ticket t WHERE {condition} ORDER BY {by}", values)
        assert len(told) >= 1
        assert all("INDEX" in line for line in told if " t" in line), (order, told)
        if view.code not in WINDOWS:
            assert not any("ORDER BY" in line for line in told), (order, told)
        if view.filter.open or view.filter.statuses:
            assert "ticket_open" in told[0] or "ticket_waiting" in told[0], (order, told)
    count = plan(replica, f"SELECT count(*) FROM ticket t WHERE {condition}", values)
    assert "INDEX" in count[0]


def test_no_lookup_reads_a_whole_table(seat: Seat) -> None:
    uid = seat.ticket(phone="13800138000", customer_name="王力", waybill=WAYBILL).uid
    assert seat.desk.indexer.wait_idle(10)
    profile = seat.desk.profile
    reader = Reader(profile / "replica.db", profile / "search.db", seat.desk.clock)
    watched: Any = Watched(reader.connection)
    reader.connection = watched
    reader._finder._replica = watched
    ticket = reader.ticket(uid)
    assert ticket is not None
    texts = ("13800138000", "8000", "123", "花瓶", WAYBILL, "碎 8000", ticket.number)
    for text in (*texts, "138 0013 8000", "+8613800138000", ticket.number.partition("-")[2]):
        assert reader.find(text).total == 1
    reader.detail(uid)
    for number in ("13800138000", "13800138000-12", "88881234"):
        reader.caller(number)
    reader.open_tickets_of(WAYBILL)
    reader.parcel(WAYBILL)
    reader.ticket_by_number("A-1")
    reader.journal(uid)
    reader.last_undoable(seat.agent.uid)
    reader.row(uid)
    for sql, values in watched.asked:
        for line in plan(watched.connection, sql, values):
            scanned = line.startswith("SCAN") and "VIRTUAL TABLE" not in line
            few = ("json_each", "CONSTANT ROW", "SCAN desk")  # the desks that gave numbers
            assert not scanned or any(one in line for one in few), (sql, line)
    reader.close()


@pytest.mark.parametrize("code", ["promises", "revisits"])
def test_what_is_owed_is_sorted_by_its_own_time(replica: sqlite3.Connection, code: str) -> None:
    view = next(one for one in VIEWS if one.code == code)
    condition, values = conditions.where(view.filter, 1_790_000_000_000)
    by = conditions.order_by(view.order, view.filter)
    told = plan(replica, f"SELECT t.id FROM ticket t WHERE {condition} ORDER BY {by}", values)
    assert not any(line.startswith("SCAN") for line in told), told
