"""A replica of the fifth schema learns what hangs on claims, and their versions."""

from __future__ import annotations

import sqlite3

import pytest

from workstation.domain.approval import Approval
from workstation.domain.claim import Claim, Print
from workstation.domain.delegation import Delegation
from workstation.domain.evidence import EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.payment import Payment, PaymentFile
from workstation.domain.recovery import Recovery
from workstation.store import bulk, schema, state
from workstation.store.kinds import codec
from workstation.store.reading_claims import ClaimRecords


class _Reader(ClaimRecords):
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection


@pytest.fixture
def connection() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    for statements in schema.STEPS[:5]:
        for statement in statements:
            made.execute(statement)
    made.execute("PRAGMA user_version=5")
    return made


def test_a_replica_of_the_fifth_schema_is_brought_up(connection: sqlite3.Connection) -> None:
    state.write(connection, "hub_cursor", "c")
    connection.execute("INSERT INTO claim(uid,number,ticket,created_at) VALUES ('c','C-1','t',1)")
    connection.execute("INSERT INTO print(uid,claim,at,form,serial) VALUES ('p','c',1,'f','LP1')")
    assert schema.upgrade(connection)
    assert state.read(connection, "hub_cursor") == ""
    claim = codec(Claim).record(connection.execute(codec(Claim).select).fetchone())
    assert (claim.version, claim.deductions, claim.agreed_at) == (1, (), None)
    line = codec(Print).record(connection.execute(codec(Print).select).fetchone())
    assert (line.kind, line.copies, line.copy, line.language) == ("print", 1, "file", "zh")
    assert line.voided_at is None


def test_what_hangs_on_a_claim_is_kept_and_read(connection: sqlite3.Connection) -> None:
    schema.upgrade(connection)
    late = EvidenceItem("e1", "c", "t", "photo", "照片", 1, state="asked", due_at=5)
    here = EvidenceItem("e2", "c", "t", "photo", "照片", 1, state="accepted", due_at=5, position=1)
    offer = Offer("o", "c", "t", 3, 500)
    line = Approval("a", "c", "t", 1, 4, "lea", "approved", facts={"items": [], "payee": "x"})
    payment = Payment("p", "c", "t", 1, 500, state="filed", file="f", requested_at=5)
    file = PaymentFile("f", "F-1", 6, "pay", count=1, total_fen=500)
    lent = Delegation("d", "lea", "ben", "claim_approve", 500, 10, 20, 9, "lea")
    unit = Recovery("r", "c", "t", "sz01", 500, 7)
    bulk.insert(connection, [late])
    for record in (here, offer, line, payment, file, lent, unit):
        bulk.insert(connection, [record])
    read = _Reader(connection)
    assert read.evidence_of("c") == (late, here)
    assert read.evidence_due(5) == (late,)
    assert read.evidence_due(4) == ()
    assert read.offers_of("c") == (offer,)
    assert read.approvals_of("c") == (line,)
    assert read.payments_of("c") == read.payments("filed") == read.payments_in("f") == (payment,)
    assert read.payments_in("") == ()
    assert read.payment_files() == (file,)
    assert read.recoveries_of("c") == (unit,)
    assert read.delegations(10) == read.delegations(19, "ben") == (lent,)
    assert read.delegations(20) == read.delegations(10, "amy") == ()


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT uid FROM payment WHERE state='filed' ORDER BY requested_at, id", "payment_state"),
        ("SELECT uid FROM print WHERE serial=? AND reprint=?", "print_serial"),
        ("SELECT uid FROM print WHERE serial BETWEEN ? AND ?", "print_serial"),
        ("SELECT uid FROM print WHERE sha256=?", "print_sha256"),
        ("SELECT uid FROM claim WHERE number=?", "claim_number"),
        ("SELECT number FROM claim WHERE serial=? AND serial<>''", "claim_serial"),
        ("SELECT number FROM claim WHERE instr(extra,'\"serial:')>0", "claim_further"),
        (
            "SELECT uid FROM evidence WHERE state IN ('wanted','asked','refused') AND due_at<=5"
            " ORDER BY due_at, id",
            "evidence_due",
        ),
    ],
)
def test_lists_go_along_an_index(connection: sqlite3.Connection, query: str, index: str) -> None:
    schema.upgrade(connection)
    given = ["x"] * query.count("?")
    plans = connection.execute(f"EXPLAIN QUERY PLAN {query}", given)
    plan = " ".join(str(row[3]) for row in plans)
    assert index in plan
    assert "TEMP B-TREE" not in plan
