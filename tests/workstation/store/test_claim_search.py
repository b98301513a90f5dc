"""The list of claims: counted, ordered and searched, along indexes alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.store import bulk
from workstation.store.claim_search import ORDERS, ClaimSearch
from workstation.store.connect import connect
from workstation.store.replica import transaction
from workstation.store.schema import upgrade


class Read(ClaimSearch):
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def numbers(self, rows: object) -> list[str]:
        rows = list(rows)  # type: ignore[call-overload]
        known = self.claims_at(rows)
        return [known[row].number for row in rows]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    connection = connect(tmp_path / "replica.db")
    upgrade(connection)
    told = (
        ("C7-0001", "paid", "王伟", "水晶花瓶", 900, "me"),
        ("C7-0002", "draft", "李娜", "茶具 100%", 300, "me"),
        ("C7-0003", "rejected", "王伟", "车厘子", 500, "me"),
        ("C7-0004", "submitted", "Zhou", "Vase_A", 700, "other"),
        ("C7-0005", "rejected", "张敏", "瓷砖", 100, "other"),
    )
    with transaction(connection):
        bulk.insert(
            connection,
            [
                Claim(
                    *(new_uid(), number, f"t{place}", 1000 + place, "damage", status),
                    waybill=f"SF90000{place}",
                    claimant=name,
                    goods=goods,
                    proposed_fen=fen,
                    approved_fen=fen + 1 if status == "paid" else None,
                    description="外箱完好" if place == 2 else "",
                    created_by=maker,
                )
                for place, (number, status, name, goods, fen, maker) in enumerate(told)
            ],
        )
    yield Read(connection)
    connection.close()


def test_counts_and_sums_are_by_status(read: Read) -> None:
    assert read.claim_counts()["paid"] == (1, 901)
    assert read.claim_counts()["rejected"] == (2, 600)


def test_rows_come_in_every_order(read: Read) -> None:
    assert read.numbers(read.claim_rows())[0] == "C7-0005"
    assert read.numbers(read.claim_rows("", "approved_fen", most=2)) == ["C7-0001", "C7-0004"]
    assert read.numbers(read.claim_rows("rejected", "age", descending=False)) == [
        "C7-0003",
        "C7-0005",
    ]
    for order in ORDERS:
        assert sorted(read.claim_rows("", order)) == sorted(read.claim_rows())
        some = read.claim_rows()[:3]
        assert sorted(read.claims_ordered(some, order)) == sorted(some)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("王伟", ["C7-0003", "C7-0001"]),
        ("王伟 花", ["C7-0001"]),
        ("00003", ["C7-0004"]),
        ("外箱", ["C7-0003"]),
        ("100%", ["C7-0002"]),
        ("%", ["C7-0002"]),
        ("vase_", ["C7-0004"]),
        ("\\", []),
        ("  ", []),
    ],
)
def test_every_word_is_found_in_any_part(read: Read, typed: str, found: list[str]) -> None:
    assert read.numbers(row for row, _status, _fen in read.claims_found(typed)) == found


def test_what_is_on_its_way_and_what_i_am_to_mend(read: Read) -> None:
    rows = [row for row, _status, _fen in read.live_claims("me")]
    assert read.numbers(rows) == ["C7-0004", "C7-0003", "C7-0002"]


def test_claims_of_tickets(read: Read) -> None:
    assert read.numbers(sorted(read.claim_rows_of(["t0", "t3", "none"]))) == ["C7-0001", "C7-0004"]
    assert read.claim_row("none") == 0


def test_nothing_walks_the_records_themselves(read: Read) -> None:
    asked: list[str] = []
    read.connection.set_trace_callback(asked.append)
    read.claim_counts()
    read.claims_found("x y")
    for order in ORDERS:
        read.claim_rows("", order, most=9)
        read.claim_rows("paid", order, most=9)
    read.live_claims("me")
    read.connection.set_trace_callback(None)
    assert len(asked) == 3 + 2 * len(ORDERS)
    for sql in asked:
        for *_, step in read.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            if " claim" in step:
                assert "INDEX" in step, (sql, step)
