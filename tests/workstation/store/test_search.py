"""What the search box finds, in which order, and how far it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workstation.seat import START, WAYBILL, Seat
from workstation.actions.replies import AddNote
from workstation.domain.conversation import Entry
from workstation.domain.identity import new_uid
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter
from workstation.store import bulk
from workstation.store.replica import transaction
from workstation.store.search import CAP, _has_all
from workstation.text import bigrams

HOUR = 3_600_000


def put(seat: Seat, *tickets: Ticket, bodies: tuple[str, ...] = ()) -> None:
    """Put tickets in as an import or the hub does."""
    entries = [
        Entry(new_uid(), ticket.uid, ticket.created_at, "call", body)
        for ticket, body in zip(tickets, bodies, strict=False)
    ]

    def task(connection: object) -> None:
        with transaction(connection) as open_one:  # type: ignore[arg-type]
            bulk.insert(open_one, [*tickets, *entries])

    seat.desk.writer.submit(task).result()
    seat.desk.indexer.wake()
    assert seat.desk.indexer.wait_idle(30)


def made(number: str, created_at: int, **facts: str) -> Ticket:
    return replace(Ticket(new_uid(), number, created_at), **facts)  # type: ignore[arg-type]


def test_the_newest_come_first_whenever_they_arrived(seat: Seat) -> None:
    put(seat, made("new", START, subject="花瓶碎了"))
    put(seat, made("old", START - 400 * 24 * HOUR, subject="花瓶碎了"))
    put(seat, made("between", START - 3 * HOUR, subject="花瓶碎了", phone="13800135678"))
    assert seat.find("花瓶") == ["new", "between", "old"]
    assert seat.find("5678 花瓶") == ["between"]
    seconds = [made(f"s{n}", START + n * 1_000, subject="杯子裂开") for n in range(40)]
    put(seat, *seconds)
    assert seat.find("裂开") == [f"s{n}" for n in reversed(range(40))]


def test_hits_are_counted_to_a_thousand(seat: Seat) -> None:
    many = [made(f"m{n:04}", START + n * 60_000, subject="快件延误") for n in range(CAP)]
    put(seat, *many)
    found = seat.desk.read.find("延误", limit=3)
    assert (found.total, found.capped) == (CAP, False)
    assert [row.number for row in found.rows] == ["m0999", "m0998", "m0997"]
    put(seat, made("one more", START - HOUR, subject="快件延误"))
    found = seat.desk.read.find("件", limit=3)
    assert (found.total, found.capped) == (CAP, True)
    every = Filter(text="延误", open=True)
    assert seat.desk.read.count(every) == CAP + 1
    assert len(seat.desk.read.ids(every, "number")) == CAP + 1
    assert seat.desk.read.count(Filter(text="延误", open=False)) == 0


def test_numbers_are_found_by_their_ends(seat: Seat) -> None:
    put(
        seat,
        made("a", START, subject="甲", phone="13800135678"),
        made("b", START + HOUR, subject="乙", waybill=WAYBILL),
        made("c", START + 2 * HOUR, subject="丙", external_no="GD-77"),
    )
    for text in ("13800135678", "5678", "678", "138-0013-5678", "00135678"):
        assert seat.find(text) == ["a"], text
    for text in (WAYBILL, WAYBILL.lower(), WAYBILL[-4:], WAYBILL[-3:], WAYBILL[-7:]):
        assert seat.find(text) == ["b"], text
    assert seat.find("gd-77") == ["c"]
    assert seat.find("5678 甲") == ["a"]
    assert seat.find("5678 乙") == []
    assert seat.find("5678 135678") == ["a"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("138 0013 5678", "a"),
        ("138-0013-5678", "a"),
        ("+86 138 0013 5678", "a"),
        ("8613800135678", "a"),
        ("008613800135678", "a"),
        ("138 0013 5678 甲", "a"),
        ("17012345678", "b"),
        ("170 1234 5678", "b"),
        ("17012345678-1234", "b"),
        ("1234", "b"),
        ("5678 乙", "b"),
        ("0755-87654321", "c"),
        ("0755 8765 4321", "c"),
        ("0755-87654321-8001", "c"),
        ("87654321", "c"),
        ("87654321-8001", "c"),
        ("JDVA01234567890", "d"),
        ("7890", "d"),
        ("890", "d"),
        ("JDVA01234567890-1-2-", "d"),
        ("70003", "d"),
    ],
)
def test_numbers_are_found_in_every_way_they_are_written(
    seat: Seat, text: str, number: str
) -> None:
    put(
        seat,
        made("a", START, subject="甲", phone="13800135678"),
        made("b", START + HOUR, subject="乙", phone="17012345678-1234"),
        made("c", START + 2 * HOUR, subject="丙", phone="075587654321-8001"),
        made("7-70003", START + 3 * HOUR, subject="丁", waybill="JDVA01234567890-1-2"),
        made("12-00009", START + 4 * HOUR, subject="戊"),
    )
    wanted = {"d": "7-70003"}.get(number, number)
    assert seat.find(text) == [wanted]
    row = seat.desk.read.ticket_by_number(wanted)
    assert row is not None
    assert seat.desk.read.count(Filter(text=text)) == 1


def test_a_number_is_found_without_its_desk(seat: Seat) -> None:
    for number in ("7-00009", "12-00009", "12-100009", "120-00001", "GD"):
        put(seat, made(number, START, subject="甲"))
    assert sorted(seat.find("00009")) == ["12-00009", "7-00009"]
    assert seat.find("100009") == ["12-100009"]


def test_words_of_a_changed_ticket_are_found_and_old_ones_are_not(seat: Seat) -> None:
    ticket = seat.ticket(subject="雨伞", body="伞骨断了")
    assert seat.find("伞骨") == [ticket.number]
    seat.do(AddNote(ticket.uid, "网点答应补寄"))
    assert seat.find("补寄 伞骨") == [ticket.number]
    from workstation.actions.tickets import EditTicket

    seat.do(EditTicket(ticket.uid, {"subject": "阳伞"}))
    assert seat.find("雨伞") == []
    assert seat.find("阳") == [ticket.number]


@pytest.mark.parametrize("damage", ["garbage", "pages", "gone"])
def test_a_damaged_index_is_built_anew(seat: Seat, damage: str) -> None:
    ticket = seat.ticket(subject="雨伞", body="伞骨断了" * 200)
    assert seat.find("伞骨") == [ticket.number]
    profile = seat.desk.profile
    seat.desk.close()
    path = profile / "search.db"
    if damage == "gone":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(b"no database at all" * 500)
    else:
        content = bytearray(path.read_bytes())
        content[4096:] = b"\x55" * (len(content) - 4096)
        path.write_bytes(content)
    again = Seat.__new__(Seat)
    again.now = START
    from workstation.desk import Desk

    again.desk = Desk(profile, clock=lambda: START)
    try:
        again.desk.indexer.start()
        again.desk.read.find("伞骨")  # may meet the damage before the indexer does
        for _ in range(100):
            again.desk.indexer.wake()
            if again.find("伞骨"):
                break
        assert again.find("伞骨") == [ticket.number]
    finally:
        again.desk.close()


SAYABLE = st.text("花瓶破损件 ab1，。-2", max_size=12)


@settings(max_examples=300)
@given(text=SAYABLE, word=SAYABLE.filter(lambda told: bool(bigrams.match_query(told))))
def test_a_text_holds_what_the_index_would_find(text: str, word: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE w USING fts5(tokens, tokenize='unicode61')")
        index.execute("INSERT INTO w VALUES (?)", (bigrams.index_tokens(text),))
        words = bigrams.normalise(word).split()
        asked = [one for one in words if bigrams.match_query(one)]
        query = bigrams.match_query(" ".join(asked))
        hit = index.execute("SELECT 1 FROM w WHERE w MATCH ?", (query,)).fetchone() is not None
    assert _has_all(bigrams.normalise(text), asked) is hit
