"""Replica and hub are compared, and what differs is put right and reported."""

from __future__ import annotations

from hashlib import md5
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workstation.sync.team import Add, AddNote, Seat, Team
from workstation.domain.claim import Claim
from workstation.domain.people import Customer
from workstation.store.kinds import CLASSES
from workstation.store.replica import now_ms
from workstation.sync import digest, verifying
from workstation.sync.protocol import Scope
from workstation.sync.verifying import verify


@pytest.fixture
def pair(team: Team) -> tuple[Seat, Seat]:
    """Two desks in step, with some of everything."""
    seat, other = team.seat(), team.seat()
    for number in range(12):
        uid = seat.ticket(subject=f"{number}")
        seat.do(AddNote(uid, "noted"))
    seat.do(Add(Customer("person", "王小明", "13800000001")))
    team.settle()
    team.settle()
    return seat, other


@given(st.sampled_from(list(CLASSES)), st.uuids(), st.integers(1, 2**40))
def test_a_fingerprint_is_the_agreed_one(kind: str, made: object, rev: int) -> None:
    uid = str(made).replace("-", "")
    told = md5(f"{kind}:{uid}:{rev}".encode()).hexdigest()[:15]
    assert digest.fingerprint(kind, uid, rev) == int(told, 16)
    assert digest.bucket(uid) == int(md5(uid.encode()).hexdigest()[:2], 16)


def test_desks_and_hub_sum_up_alike(pair: tuple[Seat, Seat], team: Team) -> None:
    told = [seat.run(digest.sums) for seat in pair]
    assert told[0] == told[1] == team.hub.digest()
    number = next(iter(told[0]))
    assert sorted(pair[1].run(lambda c: digest.lines(c, number))) == sorted(team.hub.bucket(number))


def test_what_is_alike_is_left_alone(pair: tuple[Seat, Seat]) -> None:
    seat, _ = pair
    told = verify(seat.exchange)
    assert (told.repaired, told.dropped) == (0, 0)
    assert told.records == sum(count for count, _ in seat.run(digest.sums).values())
    assert seat.rows("SELECT 1 FROM journal WHERE action='VerifyReplica'") == []


def test_rows_that_went_missing_come_back(pair: tuple[Seat, Seat], team: Team) -> None:
    seat, _ = pair
    ((uid,),) = seat.rows("SELECT uid FROM ticket LIMIT 1")
    seat.run(lambda c: c.execute("DELETE FROM ticket WHERE uid=?", (uid,)).rowcount)
    seat.run(lambda c: c.execute("DELETE FROM entry WHERE ticket=?", (uid,)).rowcount)
    told = verify(seat.exchange)
    assert told.repaired >= 3
    team.agree()
    assert seat.rows("SELECT action FROM journal ORDER BY id DESC LIMIT 1") == [("VerifyReplica",)]
    assert verify(seat.exchange).repaired == 0


def test_an_older_a_newer_and_an_invented_row_are_put_right(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, _ = pair
    older, newer, invented = (row[0] for row in seat.rows("SELECT uid FROM ticket LIMIT 3"))
    changes = (
        ("UPDATE ticket SET subject='stale', rev=rev-1 WHERE uid=?", older),
        ("UPDATE ticket SET subject='ahead', rev=rev+7 WHERE uid=?", newer),
        ("INSERT INTO entry(uid,ticket,at,kind,rev) VALUES ('ghost',?,1,'note',3)", invented),
    )
    for sql, uid in changes:
        seat.run(lambda c, sql=sql, uid=uid: c.execute(sql, (uid,)).rowcount)
    told = verify(seat.exchange)
    assert (told.repaired, told.dropped) == (2, 1)
    team.agree()


def test_unsent_work_is_neither_a_difference_nor_lost(pair: tuple[Seat, Seat]) -> None:
    seat, other = pair
    ((uid,),) = seat.rows("SELECT uid FROM ticket LIMIT 1")
    seat.run(lambda c: c.execute("UPDATE ticket SET rev=rev-1 WHERE uid=?", (uid,)).rowcount)
    seat.set(uid, subject="mine")
    fresh = seat.ticket()
    verify(seat.exchange)
    assert seat.read(uid).subject == "mine"
    assert seat.read(fresh).uid == fresh
    other.round()
    assert other.read(uid).subject == "mine"


def test_a_desk_with_a_scope_is_compared_within_it(pair: tuple[Seat, Seat], team: Team) -> None:
    seat, narrow = pair
    seat.ticket(group_code="customs", phone="13912345678")
    team.settle()
    narrow.exchange.keep_scope(Scope(groups=("cod",)))
    narrow.round()
    assert narrow.exchange.history("13912345678") == 1
    told = verify(narrow.exchange)
    assert (told.repaired, told.dropped) == (0, 0), "older ones fetched on demand do not count"
    narrow.run(
        lambda c: (
            c.execute("DELETE FROM entry WHERE uid IN (SELECT uid FROM entry LIMIT 1)").rowcount
        )
    )
    assert verify(narrow.exchange).repaired == 1


def test_much_that_differs_is_told_anew(
    pair: tuple[Seat, Seat], team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "_TOO_MANY", 3)
    seat, _ = pair
    seat.run(lambda c: c.execute("DELETE FROM ticket").rowcount)
    assert verify(seat.exchange).repaired > 3
    team.agree()


def test_a_desk_that_keeps_by_age_is_compared_from_its_age_on(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, narrow = pair
    day = 86_400_000
    seat.now = now = now_ms()
    narrow.now = now
    old = seat.ticket(status="closed", last_activity_at=1)
    late = seat.ticket(status="closed", last_activity_at=now - 10 * day)
    forever = seat.ticket(status="waiting", last_activity_at=1)
    team.settle()
    narrow.exchange.keep_scope(Scope(days=30))
    narrow.round()
    assert verify(narrow.exchange).repaired == 0
    assert narrow.find("ticket", old) is None
    for uid in (late, forever):
        narrow.run(lambda c, uid=uid: c.execute("DELETE FROM ticket WHERE uid=?", (uid,)).rowcount)
    narrow.run(lambda c: c.execute("DELETE FROM entry WHERE ticket=?", (late,)).rowcount)
    assert verify(narrow.exchange).repaired == 3
    assert narrow.find("ticket", old) is None
    assert narrow.read(late).uid == late
    assert narrow.read(forever).uid == forever
    assert verify(narrow.exchange).repaired == 0


_ODD = {"甲": 'ctrl\x01\t\n\x7f "\\/ 😀', "a": "", "ab": "é", "b": "ﬀ\u2028"}


def test_facts_are_summed_up_alike(pair: tuple[Seat, Seat], team: Team) -> None:
    seat, other = pair
    items = ({"name": "花瓶", "loss_fen": 5, "deep": [None, True, {"z": 1, "aa": -2}]},)
    uid = seat.ticket(extra=_ODD, tags=("b", "a"), satisfaction=3, waited_ms=2**40)
    seat.do(Add(Claim("claim", "C1", uid, 5, items=items, created_by="a", extra=_ODD)))
    seat.set(uid, extra={**_ODD, "new": "1"}, subject="", due_at=None)
    team.settle()
    team.settle()
    whole = range(256)
    theirs = team.hub.digest(whole=whole)
    assert seat.run(lambda c: digest.sums(c, whole)) == theirs
    assert other.run(lambda c: digest.sums(c, whole)) == theirs
    assert theirs != team.hub.digest()


def test_a_row_that_was_changed_by_hand_is_found_and_put_right(
    pair: tuple[Seat, Seat], team: Team
) -> None:
    seat, _ = pair
    mine, theirs = (row[0] for row in seat.rows("SELECT uid FROM ticket LIMIT 2"))
    seat.set(theirs, subject="unsent work is no hand edit")
    for sql in (
        "UPDATE ticket SET subject='forged', priority=4 WHERE uid=?",
        "UPDATE entry SET body='never said' WHERE ticket=?",
    ):
        seat.run(lambda c, sql=sql: c.execute(sql, (mine,)).rowcount)
    seat.run(lambda c: c.execute("UPDATE customer SET name='?' WHERE uid='person'").rowcount)
    told = verify(seat.exchange, wholly=True)
    assert (told.repaired, told.dropped) == (4, 0)
    assert seat.read(mine).subject != "forged"
    assert seat.read(theirs).subject == "unsent work is no hand edit"
    team.settle()
    team.agree()
    assert verify(seat.exchange, wholly=True).repaired == 0


def test_each_row_has_its_turn(pair: tuple[Seat, Seat]) -> None:
    seat, _ = pair
    ((uid,),) = seat.rows("SELECT uid FROM ticket LIMIT 1")
    seat.run(lambda c: c.execute("UPDATE ticket SET address='x' WHERE uid=?", (uid,)).rowcount)
    assert sum(verify(seat.exchange).repaired for _ in range(256 // 8)) == 1
    assert seat.read(uid).address == ""


def test_unsent_work_over_a_row_in_the_comparison_stays(pair: tuple[Seat, Seat]) -> None:
    seat, _ = pair
    ((uid,),) = seat.rows("SELECT uid FROM ticket LIMIT 1")
    real: Any = seat.exchange.hub.digest
    typed = ["typed"]

    def meanwhile(*values: object, **named: object) -> Any:
        typed.append(f"typed {len(typed)}")
        seat.set(uid, subject=typed[-1])
        return real(*values, **named)

    seat.exchange.hub.digest = meanwhile  # type: ignore[method-assign]
    try:
        assert verify(seat.exchange, wholly=True).repaired == 0
    finally:
        del seat.exchange.hub.digest
    assert len(typed) > 2
    assert seat.read(uid).subject == typed[-1]
