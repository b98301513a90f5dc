"""A hub as the first schema had it: its tables, frozen, and a day's work in them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import psycopg

SQLITE = """
CREATE TABLE hub_change (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    xid INTEGER DEFAULT 0 NOT NULL,
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    rev INTEGER NOT NULL,
    grp TEXT NOT NULL,
    old_grp TEXT NOT NULL,
    desk_no INTEGER NOT NULL,
    operation TEXT NOT NULL
);
CREATE INDEX hub_change_order ON hub_change (xid, seq);
CREATE TABLE hub_desk (
    desk_no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    desk_uid TEXT NOT NULL,
    name TEXT NOT NULL,
    token TEXT NOT NULL,
    last_n INTEGER NOT NULL,
    enrolled_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (desk_uid)
);
CREATE TABLE hub_lease (
    ticket TEXT NOT NULL,
    rev INTEGER NOT NULL,
    agent TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    desk_no INTEGER NOT NULL,
    until INTEGER NOT NULL,
    request TEXT NOT NULL,
    PRIMARY KEY (ticket)
);
CREATE INDEX hub_lease_request ON hub_lease (request) WHERE request<>'';
CREATE TABLE hub_meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
);
CREATE TABLE hub_operation (
    uid TEXT NOT NULL,
    desk_no INTEGER NOT NULL,
    n INTEGER NOT NULL,
    digest TEXT NOT NULL,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    agent TEXT NOT NULL,
    action TEXT NOT NULL,
    ticket TEXT NOT NULL,
    told JSON NOT NULL,
    outcome JSON NOT NULL,
    PRIMARY KEY (uid)
);
CREATE UNIQUE INDEX hub_operation_place ON hub_operation (desk_no, n);
CREATE INDEX hub_operation_ticket ON hub_operation (ticket) WHERE ticket<>'';
CREATE TABLE hub_record (
    uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    rev INTEGER NOT NULL,
    body JSON NOT NULL,
    gone BOOLEAN NOT NULL,
    author TEXT NOT NULL,
    authors JSON NOT NULL,
    changed_at INTEGER NOT NULL,
    ticket TEXT NOT NULL,
    grp TEXT NOT NULL,
    number TEXT NOT NULL,
    status TEXT NOT NULL,
    owner TEXT NOT NULL,
    waybill TEXT NOT NULL,
    priority INTEGER NOT NULL,
    urged INTEGER NOT NULL,
    due_sort INTEGER NOT NULL,
    PRIMARY KEY (uid, kind)
);
CREATE INDEX hub_of_ticket ON hub_record (ticket) WHERE kind='claim' AND NOT gone;
CREATE UNIQUE INDEX hub_one_claim ON hub_record (waybill) WHERE kind='claim' AND NOT gone AND waybill<>'' AND status IN ('draft','submitted','approved','printed');
CREATE UNIQUE INDEX hub_one_number ON hub_record (kind, number) WHERE number<>'' AND NOT gone;
CREATE INDEX hub_queued ON hub_record (priority DESC, urged DESC, due_sort, uid, grp) WHERE kind='ticket' AND NOT gone AND owner='' AND status IN ('new','open');
"""

POSTGRESQL = """
CREATE TABLE hub_change (
    seq BIGSERIAL NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    rev BIGINT NOT NULL,
    grp TEXT NOT NULL,
    old_grp TEXT NOT NULL,
    desk_no INTEGER NOT NULL,
    operation TEXT NOT NULL,
    PRIMARY KEY (seq)
);
CREATE INDEX hub_change_order ON hub_change (xid, seq);
CREATE TABLE hub_desk (
    desk_no SERIAL NOT NULL,
    desk_uid TEXT NOT NULL,
    name TEXT NOT NULL,
    token TEXT NOT NULL,
    last_n BIGINT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (desk_no),
    UNIQUE (desk_uid)
);
CREATE TABLE hub_lease (
    ticket TEXT NOT NULL,
    rev BIGINT NOT NULL,
    agent TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    desk_no INTEGER NOT NULL,
    until BIGINT NOT NULL,
    request TEXT NOT NULL,
    PRIMARY KEY (ticket)
);
CREATE INDEX hub_lease_request ON hub_lease (request) WHERE request<>'';
CREATE TABLE hub_meta (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key)
);
CREATE TABLE hub_operation (
    uid TEXT NOT NULL,
    desk_no INTEGER NOT NULL,
    n BIGINT NOT NULL,
    digest TEXT NOT NULL,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    agent TEXT NOT NULL,
    action TEXT NOT NULL,
    ticket TEXT NOT NULL,
    told JSON NOT NULL,
    outcome JSON NOT NULL,
    PRIMARY KEY (uid)
);
CREATE UNIQUE INDEX hub_operation_place ON hub_operation (desk_no, n);
CREATE INDEX hub_operation_ticket ON hub_operation (ticket) WHERE ticket<>'';
CREATE TABLE hub_record (
    uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    rev BIGINT NOT NULL,
    body JSON NOT NULL,
    gone BOOLEAN NOT NULL,
    author TEXT NOT NULL,
    authors JSON NOT NULL,
    changed_at BIGINT NOT NULL,
    ticket TEXT NOT NULL,
    grp TEXT NOT NULL,
    number TEXT NOT NULL,
    status TEXT NOT NULL,
    owner TEXT NOT NULL,
    waybill TEXT NOT NULL,
    priority INTEGER NOT NULL,
    urged INTEGER NOT NULL,
    due_sort BIGINT NOT NULL,
    PRIMARY KEY (uid, kind)
);
CREATE INDEX hub_of_ticket ON hub_record (ticket) WHERE kind='claim' AND NOT gone;
CREATE UNIQUE INDEX hub_one_claim ON hub_record (waybill) WHERE kind='claim' AND NOT gone AND waybill<>'' AND status IN ('draft','submitted','approved','printed');
CREATE UNIQUE INDEX hub_one_number ON hub_record (kind, number) WHERE number<>'' AND NOT gone;
CREATE INDEX hub_queued ON hub_record (priority DESC, urged DESC, due_sort, uid, grp) WHERE kind='ticket' AND NOT gone AND owner='' AND status IN ('new','open');
"""

TICKETS = ("1" * 32, "2" * 32)
CLAIM, PRINT, ENTRY, PERSON = "3" * 32, "4" * 32, "5" * 32, "6" * 32
EPOCH = "e" * 32
TOKEN = "t" * 32


def _records() -> list[tuple[str, str, dict[str, object]]]:
    first, second = TICKETS
    return [
        (
            first,
            "ticket",
            {
                "number": "1-00001",
                "created_at": 5,
                "group_code": "cod",
                "region": "south",
                "subject": "花瓶破损",
                "waybill": "SF1",
            },
        ),
        (
            second,
            "ticket",
            {
                "number": "1-00002",
                "created_at": 6,
                "group_code": "customs",
                "owner": PERSON,
                "status": "open",
                "subject": "x",
            },
        ),
        (
            CLAIM,
            "claim",
            {
                "number": "C1-1",
                "ticket": second,
                "created_at": 7,
                "waybill": "SF2",
                "serial": "LP2026-000001",
            },
        ),
        (
            PRINT,
            "print",
            {
                "claim": CLAIM,
                "at": 8,
                "form": "claim",
                "serial": "LP2026-000001",
                "reprint": 0,
                "agent": PERSON,
                "sha256": "a" * 64,
                "pages": 1,
            },
        ),
        (ENTRY, "entry", {"ticket": first, "at": 9, "kind": "note", "body": "旧的\x00"}),
        (PERSON, "agent", {"name": "沈青", "work_no": "1001", "groups": ["cod"]}),
    ]


def _rows() -> dict[str, list[tuple[object, ...]]]:
    """What each table holds, in the order of its columns."""
    never = 9_223_372_036_854_775_807
    told = {"args": {}, "changes": [{"kind": "ticket", "uid": TICKETS[0], "new": {"subject": "x"}}]}
    outcome = {"state": "applied", "code": "", "facts": {}, "notes": [], "revs": [], "keys": []}
    records = [
        (
            uid,
            kind,
            1,
            json.dumps(body),
            False,
            "",
            "{}",
            10,
            {"ticket": uid, "print": "", "agent": ""}.get(kind, body.get("ticket", "")),
            body.get("group_code", ""),
            body.get("number", ""),
            "new" if kind == "ticket" else "",
            body.get("owner", ""),
            body.get("waybill", ""),
            2 if kind == "ticket" else 0,
            0,
            never,
        )
        for uid, kind, body in _records()
    ]
    return {
        "hub_meta": [
            ("epoch", EPOCH),
            ("schema", "1"),
            ("min_protocol", "1"),
            ("made_at", "1"),
            ("touched", ""),
        ],
        "hub_record": records,
        "hub_operation": [
            (
                "o" * 32,
                3,
                1,
                "d" * 32,
                5,
                6,
                PERSON,
                "OpenTicket",
                TICKETS[0],
                json.dumps(told),
                json.dumps(outcome),
            )
        ],
        "hub_desk": [(3, "desk-three", "three", TOKEN, 1, 1, 1)],
        "hub_lease": [(TICKETS[0], 4, PERSON, "沈青", 3, 9_999_999_999_999, "")],
    }


def make_sqlite(path: Path) -> None:
    """The hub of the first schema in a file; desk numbers up to 7 were given out."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=WAL;" + SQLITE)
    for table, rows in _rows().items():
        marks = ",".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    connection.execute("UPDATE sqlite_sequence SET seq=7 WHERE name='hub_desk'")
    for uid, kind, _ in _records():
        connection.execute(
            "INSERT INTO hub_change(kind,uid,rev,grp,old_grp,desk_no,operation)"
            " VALUES (?,?,1,'','',3,'')",
            (kind, uid),
        )
    connection.commit()
    connection.close()


def make_postgresql(url: str) -> None:
    """The hub of the first schema in a database; desk numbers up to 7 were given out."""
    with psycopg.connect(url) as connection:
        connection.execute(POSTGRESQL)
        for table, rows in _rows().items():
            marks = ",".join(["%s"] * len(rows[0]))
            connection.cursor().executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        connection.execute("SELECT setval('hub_desk_desk_no_seq', 7)")
        connection.execute(
            "INSERT INTO hub_change(kind,uid,rev,grp,old_grp,desk_no,operation)"
            " SELECT kind,uid,1,'','',3,'' FROM hub_record"
        )
