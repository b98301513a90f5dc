"""Ready-made replicas: built from a hub, fetched, verified, and gone on from."""

from __future__ import annotations

import json
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.sync.authority.office import Office
from tests.workstation.sync.test_scope_hub import COD, Replica, Writer
from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.store.kinds import CLASSES
from workstation.store.schema import VERSION, upgrade
from workstation.sync import snapshot_files, snapshots
from workstation.sync.hub import open_hub
from workstation.sync.protocol import ALL, CHUNK_BYTES, Hub, HubUnreachable, Scope, Snapshot


def _team(hub: Hub) -> Writer:
    writer = Writer(hub)
    writer.new("agent", name="Amy", role="admin")
    customer = writer.new("customer", name="王", phone="138")
    for n in range(6):
        uid = writer.ticket(
            status="open" if n % 2 else "closed",
            group_code="cod" if n < 4 else "customs",
            customer=customer,
        )
        writer.note(uid)
    return writer


def _fetched(hub: Hub, made: Snapshot, folder: Path) -> Path:
    target = folder / "replica.db"
    assert snapshot_files.fetch(hub, made, target)
    return target


def _replica(path: Path, hub: Hub, scope: Scope) -> Replica:
    """What the file holds, gone on from where its stamp says."""
    made = Replica(hub, scope)
    with closing(connect(path)) as connection:
        for kind in CLASSES:
            ticket = {"ticket": "uid", "entry": "ticket"}.get(kind, "''")
            for uid, rev, hung in connection.execute(f'SELECT uid,rev,{ticket} FROM "{kind}"'):
                made.records[kind, uid] = (rev, hung)
        made.cursor = snapshots.stamp_of(connection)["cursor"]
    return made


@pytest.mark.parametrize("scope", [ALL, COD, Scope(days=3)])
def test_a_desk_begins_with_it_and_goes_on(hub: Hub, tmp_path: Path, scope: Scope) -> None:
    writer = _team(hub)
    assert hub.snapshot(scope) is None
    made = snapshots.make_snapshot(hub, scope, tmp_path / "work")
    assert hub.snapshot(scope) == made
    assert (made.schema, made.epoch) == (VERSION, hub.epoch())
    assert list((tmp_path / "work").iterdir()) == []
    late = writer.ticket()
    desk = _replica(_fetched(hub, made, tmp_path), hub, scope)
    assert ("ticket", late) not in desk.records
    assert len(desk.records) == made.records
    came = desk.follow()
    assert set(desk.stages) == {""}  # nothing is read anew
    assert ("ticket", late) in {state.key for state in came}
    assert len({state.key for state in came}) <= 2
    desk.agrees()


def test_it_is_a_replica_like_any_new_one(hub: Hub, tmp_path: Path) -> None:
    _team(hub)
    made = snapshots.make_snapshot(hub, ALL, tmp_path)
    with (
        closing(connect(_fetched(hub, made, tmp_path))) as ready,
        closing(connect(tmp_path / "new.db")) as new,
    ):
        upgrade(new)
        schema = "SELECT type,name,tbl_name,sql FROM sqlite_schema ORDER BY type,name"
        assert ready.execute(schema).fetchall() == new.execute(schema).fetchall()
        assert not upgrade(ready)
        queued = {row[0] for row in ready.execute("SELECT ticket FROM index_queue")}
        assert queued == {row[0] for row in ready.execute("SELECT id FROM ticket")}
        assert ready.execute("SELECT key FROM desk_state").fetchall() == [(snapshots.STAMP,)]
        for table in ("operation", "journal", "conflict"):
            assert ready.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert ready.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_newest_counts_and_the_former_one_goes(hub: Hub, tmp_path: Path) -> None:
    writer = _team(hub)
    first = snapshots.make_snapshot(hub, ALL, tmp_path)
    of_group = snapshots.make_snapshot(hub, COD, tmp_path)
    writer.ticket()
    second = snapshots.make_snapshot(hub, ALL, tmp_path)
    assert hub.snapshot(ALL) == second != first
    assert hub.snapshot(COD) == of_group
    assert hub.blob_state(first.sha256) is None
    with pytest.raises(Refusal) as caught:
        snapshot_files.fetch(hub, first, tmp_path / "replica.db")
    assert caught.value.code == "snapshot_gone"
    assert not list(tmp_path.glob("replica.db*"))
    assert hub.snapshot(Scope(groups=("claims",))) is None


def test_one_of_another_life_is_not_offered(hub: Hub, tmp_path: Path) -> None:
    _team(hub)
    snapshots.make_snapshot(hub, ALL, tmp_path)
    new_epoch: Any = hub
    new_epoch.new_epoch()
    assert hub.snapshot(ALL) is None


class _Breaking:
    """A hub whose line breaks before every third chunk."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.given: list[int] = []

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        if len(self.given) % 3 == 2:
            self.given.append(-1)
            raise HubUnreachable("broken off")
        self.given.append(number)
        return self.hub.blob_get(sha256, number)


def _big(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """A snapshot of several chunks."""
    writer = Writer(hub)
    writer.ticket()

    def padded(source: Path, target: Path) -> tuple[str, int]:
        with closing(connect(source)) as connection:
            connection.execute("CREATE TABLE padding(x BLOB)")
            connection.execute("INSERT INTO padding VALUES (randomblob(?))", (4 * CHUNK_BYTES,))
            connection.execute("PRAGMA journal_mode=DELETE")
        return snapshot_files.pack(source, target)

    monkeypatch.setattr(snapshots, "pack", padded)
    return snapshots.make_snapshot(hub, ALL, tmp_path)


def test_what_was_fetched_is_not_fetched_again(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = open_hub(sqlite_url)
    made = _big(hub, tmp_path, monkeypatch)
    line: Any = _Breaking(hub)
    target = tmp_path / "replica.db"
    told: list[int] = []
    for _ in range(9):
        try:
            assert snapshot_files.fetch(line, made, target, lambda done, of: told.append(done))
            break
        except HubUnreachable:
            assert not target.exists()
    numbers = [number for number in line.given if number >= 0]
    assert numbers == list(range(-(-made.size // CHUNK_BYTES)))
    assert told[-1] == made.size
    assert [path.name for path in tmp_path.glob("replica.db*")] == ["replica.db"]
    hub.close()


def test_it_may_be_stopped_and_gone_on_with(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = open_hub(sqlite_url)
    made = _big(hub, tmp_path, monkeypatch)
    target = tmp_path / "replica.db"
    turns = iter([False, False, True])
    assert not snapshot_files.fetch(hub, made, target, stopped=lambda: next(turns))
    packed = next(tmp_path.glob("*.packed"))
    with packed.open("ab") as stream:
        stream.write(b"half a chunk")
    assert snapshot_files.fetch(hub, made, target)
    hub.close()


@pytest.mark.parametrize("wrong", ["bit", "short", "long", "other"])
def test_what_is_damaged_is_not_put_in_place(tmp_path: Path, wrong: str) -> None:
    source, packed, target = tmp_path / "a", tmp_path / "p", tmp_path / "t"
    source.write_bytes(b"replica" * 50_000)
    sha256, _ = snapshot_files.pack(source, packed)
    content = bytearray(packed.read_bytes())
    if wrong == "bit":
        content[len(content) // 2] ^= 1
    elif wrong == "short":
        del content[-5:]
    elif wrong == "long":
        content += b"x"
    else:
        content = bytearray(zlib.compress(b"something else"))
    packed.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        snapshot_files.unpack(packed, target, sha256)
    assert caught.value.code == "snapshot_damaged"
    assert not target.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "p"]


def test_the_stamp_says_what_it_is(hub: Hub, tmp_path: Path) -> None:
    _team(hub)
    made = snapshots.make_snapshot(hub, Scope(groups=("customs", "cod")), tmp_path)
    with closing(connect(_fetched(hub, made, tmp_path))) as connection:
        told = snapshots.stamp_of(connection)
    assert told["epoch"] == made.epoch
    assert told["cursor"] == made.cursor
    assert json.loads(told["scope"]) == {"groups": ["cod", "customs"], "regions": [], "days": 0}


def test_a_person_begins_with_no_more_than_may_be_seen(postgres_url: str, tmp_path: Path) -> None:
    with closing(Office(postgres_url, tmp_path)) as office:
        mine, other = office.ticket("cod"), office.ticket("customs")
        everything = snapshots.make_snapshot(office.hub, ALL, tmp_path)
        of_group = snapshots.make_snapshot(office.hub, COD, tmp_path)
        amy = office.add("Amy", "cod")
        made = amy.hub.snapshot()
        assert made is not None
        assert made.sha256 == of_group.sha256
        target = tmp_path / "amy.db"
        assert snapshot_files.fetch(amy.hub, made, target)
        with closing(connect(target)) as connection:
            found = {uid for (uid,) in connection.execute("SELECT uid FROM ticket")}
        assert found == {mine}
        told = amy.hub.pull(amy.desk.desk_no, made.cursor)
        assert told.stage != "open"
        assert {mine, other} & {state.uid for state in told.changes} == set()
        with pytest.raises(Refusal, match="not_allowed"):
            amy.hub.blob_get(everything.sha256, 0)
