"""Broken files, full disks, clocks that step back, desks that close: nothing is lost."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import Future
from pathlib import Path

import pytest

from tests.workstation.seat import START, Seat
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote
from workstation.background import Steady
from workstation.desk import Desk, open_desk
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.importing import ImportPlan


def draft(n: int, body: str = "您好，正在核实") -> Draft:
    return Draft(new_uid(), f"ticket-{n}", "reply", body * 20, START + n)


def bytes_damaged(path: Path, start: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + 4096] = b"\x55" * len(content[start : start + 4096])
    path.write_bytes(content)


def test_a_full_disk_is_a_refusal_and_what_was_there_stays(seat: Seat) -> None:
    ticket = seat.ticket()

    def fill(connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    seat.desk.writer.submit(fill).result()
    before = seat.detail(ticket.uid)
    with pytest.raises(Refusal) as caught:  # noqa: PT012
        for _ in range(200):
            seat.do(AddNote(ticket.uid, "已联系网点" * 500))
            before = seat.detail(ticket.uid)
    assert caught.value.code == "not_saved"
    assert "full" in str(caught.value.facts["reason"])
    assert seat.detail(ticket.uid) == before
    seat.desk.writer.submit(
        lambda c: c.execute("PRAGMA max_page_count=1073741823").fetchall()
    ).result()
    seat.do(AddNote(ticket.uid, "已联系网点" * 500))
    assert seat.desk.check().result() == ()


def test_a_full_disk_refuses_a_draft(seat: Seat) -> None:
    connection = seat.desk.drafting._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Refusal) as caught:  # noqa: PT012
        for n in range(200):
            seat.desk.save_draft(draft(n))
    assert caught.value.code == "not_saved"
    assert len(seat.desk.drafts()) == n


@pytest.mark.parametrize("start", [0, 4096])
def test_a_damaged_replica_is_named_with_the_way_out(tmp_path: Path, start: int) -> None:
    seat = Seat(tmp_path / "profile")
    seat.desk.close()
    path = tmp_path / "profile" / "replica.db"
    bytes_damaged(path, start)
    with pytest.raises(Refusal) as caught:
        open_desk(tmp_path / "profile")
    assert caught.value.code == "file_unusable"
    assert caught.value.facts["path"] == str(path)
    assert "join" in str(caught.value.facts["reason"])


def test_damaged_drafts_are_put_aside_and_what_can_be_read_is_kept(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    seat = Seat(profile)
    for n in range(300):
        seat.desk.save_draft(draft(n))
    seat.desk.close()
    path = profile / "drafts.db"
    bytes_damaged(path, 4096 * 12)
    broken = path.read_bytes()
    again = Seat(profile)
    try:
        aside = again.desk.drafting.set_aside
        assert aside is not None
        assert aside.read_bytes() == broken
        kept = again.desk.drafts()
        assert 100 < len(kept) < 300
        assert {one.body for one in kept} == {draft(0).body}
        codes = [code for _, code, _ in again.desk.check().result()]
        assert codes == ["drafts_damaged"]
    finally:
        again.desk.close()
    path.write_bytes(b"\x00garbage" * 1_000)
    last = Seat(profile)
    last.desk.save_draft(draft(1))
    last.desk.close()
    assert len(list(profile.glob("drafts.damaged-*.db"))) == 2


def test_a_draft_is_kept_though_the_desk_has_closed(tmp_path: Path) -> None:
    seat = Seat(tmp_path / "profile")
    seat.desk.close()
    late = draft(1)
    seat.desk.save_draft(late)
    again = Seat(tmp_path / "profile")
    assert again.desk.draft_of(late.ticket, "reply") == late
    again.desk.close()


def test_a_closed_desk_refuses_and_a_closing_one_finishes(tmp_path: Path) -> None:
    seat = Seat(tmp_path / "profile")
    begun: list[Future[object]] = []
    for n in range(50):
        begun.append(seat.desk.do(NewTicket(f"花瓶 {n}", "碎了")))  # type: ignore[arg-type]
    seat.desk.close()
    assert all(future.done() for future in begun)
    assert all(future.exception() is None for future in begun)
    for ask in (
        lambda: seat.desk.do(NewTicket("花瓶", "碎了")),
        lambda: seat.desk.ask(lambda read: read.agents()),
        seat.desk.check,
    ):
        with pytest.raises(Refusal) as caught:
            ask()
        assert caught.value.code == "desk_closed"
    seat.desk.close()


def test_a_closing_desk_stops_its_import(tmp_path: Path) -> None:
    seat = Seat(tmp_path / "profile")
    path = tmp_path / "many.csv"
    lines = [f"A{n},第{n}件碎了,2026-03-01 09:00" for n in range(5_000)]
    path.write_text("\n".join(["工单号,描述,创建时间", *lines]), "utf-8")
    running = threading.Event()

    def progress(done: int, of: int) -> None:
        running.set()

    future = seat.desk.import_file(ImportPlan(path), progress, lambda: False)
    assert running.wait(30)
    seat.desk.close()
    error = future.exception(0)
    assert isinstance(error, Refusal)
    assert error.code == "import_stopped"


def test_nobody_unknown_leaves_a_thread_behind(tmp_path: Path) -> None:
    Seat(tmp_path / "profile").desk.close()
    before = threading.active_count()
    with pytest.raises(Refusal) as caught:
        open_desk(tmp_path / "profile", agent="nobody")
    assert caught.value.code == "agent_unknown"
    assert threading.active_count() == before


def test_a_clock_set_back_by_minutes_does_not_reorder_a_timeline(tmp_path: Path) -> None:
    moments = iter([1_000_000, 1_000_500, 900_000, 1_000_600, 10, 20])
    steady = Steady(lambda: next(moments))
    assert [steady() for _ in range(6)] == [1_000_000, 1_000_500, 1_000_500, 1_000_600, 10, 20]


def test_two_desks_of_one_profile_do_not_lose_each_others_work(tmp_path: Path) -> None:
    """A command beside the window: both write, both read what the other wrote."""
    seat = Seat(tmp_path / "profile")
    other = Desk(tmp_path / "profile", clock=lambda: START)
    try:
        ticket = seat.ticket()
        other.agent = seat.agent
        for n in range(5):
            other.do(AddNote(ticket.uid, f"来自终端 {n}")).result()
            seat.do(AddNote(ticket.uid, f"来自窗口 {n}"))
        bodies = [entry.body for entry in seat.detail(ticket.uid).entries if entry.kind == "note"]
        assert len(bodies) == 10
        other.save_draft(draft(1))
        assert len(seat.desk.drafts()) == 1
    finally:
        other.close()
        seat.desk.close()
