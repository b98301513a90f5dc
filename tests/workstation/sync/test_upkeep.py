"""Keeping a hub small loses nothing that anybody still needs."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from sqlalchemy import Engine, func, insert, select, text, update

from tests.postgres import PostgresServer
from tests.workstation.sync.team import Add, AddNote, Seat, Team
from workstation.domain.conversation import Attachment
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync import archive as archives
from workstation.sync.hub_tables import archive, change_log, meta, operation, record
from workstation.sync.protocol import Hub, Operation
from workstation.sync.upkeep import DAY_MS, Kept, month_start, opened, upkeep
from workstation.terminal.main import main

_YEAR = 365 * DAY_MS


def _now() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture
def tables(hub_url: str, hub: Hub) -> Any:
    """The hub's tables, to look at and to make older."""
    engine = opened(hub_url)
    yield engine
    engine.dispose()


def _run(engine: Engine, *statements: Any) -> Any:
    with engine.begin() as connection:
        done = [connection.execute(statement) for statement in statements]
        return done[-1].fetchall() if done[-1].returns_rows else None


def _older(engine: Engine, by: int) -> None:
    """Let everything in the hub have happened so long ago."""
    _run(
        engine,
        update(change_log).values(at=change_log.c.at - by),
        update(record).values(changed_at=record.c.changed_at - by),
        update(operation).values(received_at=operation.c.received_at - by),
    )


def _floor(engine: Engine) -> dict[str, int]:
    rows = _run(engine, select(meta.c.key, meta.c.value).where(meta.c.key.like("floor%")))
    return {key: int(value) for key, value in rows}


def test_old_lines_go_and_young_ones_stay(team: Team, hub_url: str, tables: Engine) -> None:
    one, two = team.seat(), team.seat()
    old = one.ticket()
    team.settle()
    _older(tables, _YEAR)
    young = one.ticket()
    one.round()
    kept = upkeep(hub_url)
    assert kept.lines >= 2
    assert kept.waiting == ()
    assert _floor(tables)["floor_seq"] >= 2
    left = {row[0] for row in _run(tables, select(change_log.c.uid))}
    assert young in left
    assert old not in left
    team.settle()
    assert two.read(young)
    team.agree()
    assert upkeep(hub_url).lines == 0


def test_a_desk_away_for_a_year_begins_anew_and_keeps_its_unsent_work(
    team: Team, hub_url: str, tables: Engine
) -> None:
    one, two = team.seat(), team.seat()
    shared = one.ticket()
    team.settle()
    one.set(shared, subject="heard by nobody else for a year")
    gone = one.ticket()
    one.round()
    two.do(AddNote(shared, "written before leaving"))
    mine = two.ticket()
    _older(tables, _YEAR)
    upkeep(hub_url)
    later = one.ticket()
    one.round()
    team.settle()
    assert two.read(shared).subject == "heard by nobody else for a year"
    assert {two.read(gone).uid, two.read(later).uid} == {gone, later}
    assert [note.body for note in one.notes(shared)][-1] == "written before leaving"
    assert one.read(mine)
    assert two.counts()[0] == 0
    team.agree()


def test_a_desk_that_was_not_away_goes_on_where_it_was(
    team: Team, hub_url: str, tables: Engine
) -> None:
    one, two = team.seat(), team.seat()
    one.ticket()
    team.settle()
    _older(tables, _YEAR)
    one.ticket()
    team.settle()
    upkeep(hub_url)
    one.ticket()
    one.round()
    assert two.round().pulled <= 4  # not everything anew
    team.agree()


def _pushed(team: Team) -> tuple[Seat, Operation]:
    """A desk, and an operation of its that the hub has taken."""
    seat = team.seat()
    seat.ticket()
    found: list[Operation] = []
    real = seat.exchange.hub.push

    def push(desk_no: int, token: str, operations: Any) -> Any:
        found.extend(operations)
        return real(desk_no, token, operations)

    seat.exchange.hub.push = push  # type: ignore[method-assign]
    try:
        seat.round()
    finally:
        seat.exchange.hub.push = real  # type: ignore[method-assign]
    return seat, found[0]


def test_an_archived_operation_sent_again_is_answered_as_before(
    team: Team, hub_url: str, tables: Engine, tmp_path: Path
) -> None:
    seat, told = _pushed(team)
    who = seat.exchange.identity()
    first = team.hub.push(who.desk_no, who.token, [told])
    _older(tables, 2 * _YEAR)
    file = tmp_path / "old.jsonl.gz"
    done = archives.archive(hub_url, file)
    assert done is not None
    assert done.operations == 1
    again = team.hub.push(who.desk_no, who.token, [told])
    assert again.outcomes == first.outcomes
    with pytest.raises(Refusal, match="desk_cloned"):  # the same name, other contents
        team.hub.push(who.desk_no, who.token, [replace(told, at=told.at + 1)])
    assert seat.read(str(told.ticket)) if told.ticket else True
    team.agree()


def test_an_archive_has_all_that_was_told_and_says_so_itself(
    team: Team, hub_url: str, tables: Engine, tmp_path: Path
) -> None:
    seat, told = _pushed(team)
    ((kept,),) = _run(tables, select(operation.c.told))
    _older(tables, 2 * _YEAR)
    seat.ticket()
    seat.round()
    file = tmp_path / "old.jsonl.gz"
    done = archives.archive(hub_url, file)
    assert done is not None
    (line,) = archives.read(file)
    assert (line["uid"], line["n"], line["digest"]) == (told.uid, told.n, told.digest())
    assert kept
    assert line["told"] == kept
    assert hashlib.sha256(file.read_bytes()).hexdigest() == done.sha256
    assert file.with_name("old.jsonl.gz.sha256").read_text() == f"{done.sha256}  {file.name}\n"
    ((operations, sha256),) = _run(tables, select(archive.c.operations, archive.c.sha256))
    assert (operations, sha256) == (1, done.sha256)
    emptied, whole = _run(
        tables, select(operation.c.told, operation.c.archive).order_by(operation.c.received_at)
    )
    assert tuple(emptied) == ({}, done.uid)
    assert whole.told
    assert whole.archive == ""
    assert archives.archive(hub_url, tmp_path / "more.jsonl.gz") is None
    assert not (tmp_path / "more.jsonl.gz").exists()


def test_an_archive_broken_off_is_gone_on_with(
    team: Team, hub_url: str, tables: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat, _ = _pushed(team)
    seat.ticket()
    seat.round()
    _older(tables, 2 * _YEAR)
    monkeypatch.setattr(archives._Archiving, "_empty", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        archives.archive(hub_url, tmp_path / "first.gz")
    monkeypatch.undo()
    assert len(list(archives.read(tmp_path / "first.gz"))) == 2
    again = archives.archive(hub_url, tmp_path / "second.gz")
    assert again is not None
    assert again.operations == 2
    with pytest.raises(Refusal, match="file_exists"):
        archives.archive(hub_url, tmp_path / "second.gz")


def test_what_is_young_is_not_archived(team: Team, hub_url: str, tmp_path: Path) -> None:
    team.seat()
    this_month = time.strftime("%Y-%m", time.gmtime())
    with pytest.raises(Refusal, match="archive_too_recent"):
        archives.archive(hub_url, tmp_path / "now.gz", this_month)
    with pytest.raises(Refusal, match="value_unknown"):
        archives.archive(hub_url, tmp_path / "now.gz", "last year")
    assert month_start("2025-11") == 1_761_955_200_000


def _content(team: Team, content: bytes) -> str:
    name = hashlib.sha256(content).hexdigest()
    desk_no = team.seats[0].exchange.identity().desk_no
    team.hub.blob_put(desk_no, name, len(content), 0, content)
    assert team.hub.blob_finish(name)
    return name


def test_contents_that_nobody_names_go_after_a_grace(
    team: Team, hub_url: str, tables: Engine
) -> None:
    seat = team.seat()
    uid = seat.ticket()
    named, unnamed = _content(team, b"a photograph"), _content(team, b"never mentioned")
    told = Attachment(new_uid(), uid, named, "a.jpg", "image/jpeg", 12, seat.now)
    seat.do(Add(told))
    seat.round()
    assert upkeep(hub_url).contents == 0
    _run(tables, text("UPDATE hub_blob SET added_at=added_at-:by").bindparams(by=40 * DAY_MS))
    assert upkeep(hub_url).contents == 1
    assert team.hub.blob_state(unnamed) is None
    assert team.hub.blob_get(named, 0) == b"a photograph"
    assert _run(tables, text("SELECT count(*) FROM hub_blob_chunk")) == [(1,)]


def test_lines_lie_in_their_month(postgres_url: str) -> None:
    engine = opened(postgres_url)
    upkeep(postgres_url)
    march = month_start("2024-03")
    line = {"kind": "ticket", "uid": "u", "rev": 1, "desk_no": 1}
    _run(
        engine, insert(change_log).values([{**line, "at": march + n * DAY_MS} for n in (-1, 0, 40)])
    )
    kept = upkeep(postgres_url, now=march + 100 * DAY_MS, days=90)
    assert {"hub_change_2024_02", "hub_change_2024_03", "hub_change_2024_04"} <= set(kept.months)
    assert kept.lines == 1  # February ended over 90 days before
    assert _run(engine, text("SELECT to_regclass('hub_change_2024_02')")) == [(None,)]
    assert _run(engine, select(func.count()).select_from(change_log)) == [(2,)]
    engine.dispose()


def test_lines_wait_for_a_reader_from_before(postgres_url: str) -> None:
    engine = opened(postgres_url)
    upkeep(postgres_url)
    line = {"kind": "ticket", "uid": "u", "rev": 1, "desk_no": 1, "at": month_start("2024-02")}
    _run(engine, insert(change_log).values(line))
    with engine.connect() as reading:
        reading.execute(text("SELECT 1"))
        kept = upkeep(postgres_url, patience=0.1)
        assert kept.waiting == ("hub_change_2024_02",)
        assert kept.lines == 0
        assert "floor_xid" in _floor(engine)  # set before anything goes
    assert upkeep(postgres_url).lines == 1
    engine.dispose()


def test_nobody_waits_behind_upkeep(postgres_url: str) -> None:
    engine = opened(postgres_url)
    upkeep(postgres_url)
    early = {"kind": "ticket", "uid": "u", "rev": 1, "desk_no": 1, "at": month_start("2024-02")}
    _run(engine, insert(change_log).values(early))
    with psycopg.connect(postgres_url) as report:
        report.execute("SELECT count(*) FROM hub_change")  # holds all its parts until it ends
        kept = upkeep(postgres_url, patience=0.1)
        assert kept.months == ()  # the line's own month could not be made
        assert _run(engine, select(func.count()).select_from(change_log)) == [(1,)]
    assert upkeep(postgres_url).months == ("hub_change_2024_02",)
    engine.dispose()


def test_the_owner_of_a_hub_may_keep_it_and_nobody_else(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    engine = opened(postgres_url)
    old = {"kind": "ticket", "uid": "u", "rev": 1, "desk_no": 1, "at": month_start("2024-02")}
    _run(engine, insert(change_log).values(old))
    ((prefix,),) = _run(engine, select(meta.c.value).where(meta.c.key == "roles"))
    engine.dispose()
    keeper, other = (f"person_{new_uid()[-8:]}" for _ in range(2))
    for role in (keeper, other):
        postgres_server._command("CREATE ROLE {} LOGIN PASSWORD 'secret'", role)
    postgres_server._command("GRANT {} TO {}", f"{prefix}_owner", keeper)
    url = urlsplit(postgres_url)
    place = url.netloc.rpartition("@")[2]
    try:
        theirs = urlunsplit(url._replace(netloc=f"{other}:secret@{place}"))
        with pytest.raises(Refusal, match="operator_needed"):
            upkeep(theirs)
        mine = urlunsplit(url._replace(netloc=f"{keeper}:secret@{place}"))
        with psycopg.connect(postgres_url) as reading:
            reading.execute("SELECT 1")
            assert upkeep(mine, patience=0.1).waiting == ("hub_change_2024_02",)
        assert upkeep(mine).lines == 1
    finally:
        for role in (keeper, other):
            postgres_server._command("DROP ROLE {}", role)


def test_upkeep_goes_on_beside_work(team: Team, hub_url: str, tables: Engine) -> None:
    one, two = team.seat(), team.seat()
    one.ticket()
    team.settle()
    _older(tables, _YEAR)
    done: list[Kept] = []
    keeper = threading.Thread(target=lambda: done.extend(upkeep(hub_url) for _ in range(3)))
    keeper.start()
    for _ in range(15):
        one.ticket()
        one.round()
        two.round()
    keeper.join()
    assert sum(kept.lines for kept in done) >= 2
    team.settle()
    team.agree()


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["--json", "hub", *words])
    return code, json.loads(capsys.readouterr().out)


def test_the_commands(
    team: Team,
    hub_url: str,
    tables: Engine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _pushed(team)
    _older(tables, 2 * _YEAR)
    file = str(tmp_path / "a.gz")
    code, told = _json(capsys, "archive", hub_url, "--to", file)
    assert (code, told["operations"]) == (0, 1)
    code, told = _json(capsys, "upkeep", hub_url, "--days", "30")
    assert code == 0
    assert told["lines"] >= 2
    code, told = _json(capsys, "archive", hub_url, "--to", file)
    assert (code, told["error"]) == (1, "file_exists")


def test_a_file_gives_room_back(local_team: Team, sqlite_url: str) -> None:
    local_team.seat()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    for number in range(20):
        _content(local_team, bytes([number]) * 200_000)
    with closing(opened(sqlite_url).raw_connection()) as raw:
        raw.cursor().execute("UPDATE hub_blob SET added_at=0")
        raw.commit()
    kept = upkeep(sqlite_url)
    assert kept.contents == 20
    assert kept.freed > 3_000_000
    assert path.stat().st_size < 1_000_000
