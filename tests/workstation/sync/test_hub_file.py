"""An SQLite hub's file replaced, restored, removed or shrunk while desks use it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.workstation.sync.team import Team
from tests.workstation.sync.test_scope_hub import Replica, Writer
from workstation.domain.refusal import Refusal
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub, HubUnreachable


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Hub]:
    hub = open_hub(sqlite_url)
    yield hub
    hub.close()


def _copy(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def _put_back(copy: Path, file: Path) -> None:
    """As an operator does: the journal goes, the copy takes the file's place."""
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copy(copy, copy.with_suffix(".new"))
    copy.with_suffix(".new").replace(file)


def test_a_file_that_is_away_may_come_back(opened: Hub, file: Path, tmp_path: Path) -> None:
    epoch = opened.epoch()
    away = tmp_path / "away.db"
    _copy(file, away)
    file.unlink()
    for ask in (opened.epoch, lambda: opened.pull(0, ""), lambda: opened.push(1, "", [])):
        with pytest.raises(HubUnreachable):
            ask()
    assert not file.exists()  # nobody makes an empty one in its place
    _put_back(away, file)
    assert opened.epoch() == epoch
    assert opened.enrol("a", "A").desk_no == 1


def test_another_hub_in_its_place_is_noticed(opened: Hub, file: Path, tmp_path: Path) -> None:
    before = opened.epoch()
    writer = Writer(opened)
    writer.ticket()
    other = open_hub(f"sqlite:///{tmp_path / 'other.db'}", make=True)
    other.init()
    epoch = other.epoch()
    other.close()
    _put_back(tmp_path / "other.db", file)
    assert opened.epoch() == epoch != before
    assert opened.info().records == 0
    with pytest.raises(Refusal, match="desk_unknown"):
        writer.ticket()


def test_waiting_desks_hear_of_another_file(opened: Hub, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    _copy(file, copy)
    while opened.wait(0):
        pass
    _put_back(copy, file)
    assert opened.wait(0)
    assert not opened.wait(0)


def test_a_restored_copy_begins_another_life(opened: Hub, file: Path, tmp_path: Path) -> None:
    """The copy says the same name of itself; a cursor beyond what it has gives it away."""
    writer = Writer(opened)
    kept = writer.ticket()
    copy = tmp_path / "copy.db"
    _copy(file, copy)
    epoch = opened.epoch()
    desk = Replica(opened)
    writer.ticket()
    desk.follow()
    _put_back(copy, file)
    assert opened.epoch() == epoch
    told = desk.page()
    assert told.epoch == opened.epoch() != epoch
    assert {state.uid for state in told.changes if state.kind == "ticket"} == {kept}


def test_a_restored_copy_that_went_on_is_noticed_as_well(
    opened: Hub, file: Path, tmp_path: Path
) -> None:
    writer = Writer(opened)
    copy = tmp_path / "copy.db"
    _copy(file, copy)
    lost = writer.ticket()
    desk = Replica(opened)
    desk.follow()
    epoch = opened.epoch()
    _put_back(copy, file)
    newcomer = Writer(opened)
    for _ in range(3):
        newcomer.ticket()
    desk.follow()
    assert opened.epoch() != epoch
    assert lost in desk.kinds("ticket")  # the desk's exchange sends it again; see test_exchange
    assert desk.kinds("ticket") - {lost} == {state.uid for state in opened.pull(0, "").changes}


def test_desks_go_on_over_a_restored_hub(sqlite_url: str, file: Path, tmp_path: Path) -> None:
    hub = open_hub(sqlite_url)
    team = Team(hub, tmp_path)
    one, two = team.seat("one"), team.seat("two")
    before = one.ticket()
    team.settle()
    copy = tmp_path / "copy.db"
    _copy(file, copy)
    after = one.ticket()
    team.settle()
    assert two.read(after)
    _put_back(copy, file)
    for _ in range(3):
        team.settle()
    assert two.read(before)
    assert two.read(after)
    team.agree()
    team.close()
    hub.close()


def test_shrinking_the_file_in_the_midst_of_a_first_reading(opened: Hub, file: Path) -> None:
    """VACUUM numbers the rows anew; whoever reads page by page misses nothing."""
    writer = Writer(opened)
    for _ in range(12):
        writer.note(writer.ticket(status="closed"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM hub_record WHERE rowid IN (1,2,3,4)")
        connection.commit()
    desk = Replica(opened, limit=5)
    for _ in range(3):
        desk.page()
    assert desk.stages[-1] == "history"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM")
    desk.follow()
    desk.agrees()


def test_a_damaged_file_is_said_to_be_so(opened: Hub, file: Path) -> None:
    opened.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with file.open("r+b") as stream:
        stream.seek(0)
        stream.write(b"not a database at all " * 100)
    hub = open_hub(f"sqlite:///{file}")
    with pytest.raises(Refusal) as caught:
        hub.pull(0, "")
    assert caught.value.code in ("hub_failed", "hub_unreachable")
    hub.close()
