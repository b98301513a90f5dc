"""A hub put back from a backup by its database's own tools: desks give back what it lost."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.clusters import Cluster, Clusters, clusters
from tests.workstation.sync.team import AddNote, Team
from workstation.domain.refusal import Refusal
from workstation.sync.hub import open_hub
from workstation.terminal.main import main

__all__ = ["clusters"]


class _Story:
    """Two desks work before a backup, after it, and while the hub is away."""

    def __init__(self, url: str, folder: Path) -> None:
        hub = open_hub(url)
        hub.init()
        self.team = Team(hub, folder)
        self.one, self.two = self.team.seat("one"), self.team.seat("two")
        self.ticket = self.one.ticket()
        self.team.settle()
        self.said: list[str] = []
        self.say("before the backup")
        self.team.settle()

    def lose(self) -> None:
        """Work that the hub acknowledges and the backup does not have, and work not yet sent."""
        self.say("acknowledged after the backup")
        self.made = self.two.ticket()
        self.team.settle()
        self.say("not yet sent")

    def say(self, words: str) -> None:
        for seat in (self.one, self.two):
            self.said.append(f"{words} by {seat.name}")
            seat.do(AddNote(self.ticket, self.said[-1]))

    def go_over(self, url: str) -> None:
        """Let the desks work with the hub of a URL, as after a start."""
        self.team.hub.close()
        self.team.hub = open_hub(url)
        for seat in (self.one, self.two):
            seat.close()
            seat.hub = self.team.hub
            seat.open()

    def verify(self, *left: str) -> None:
        """Nothing that was acknowledged or waits is missing anywhere."""
        for _ in range(2):
            self.team.settle()
        for seat in (self.one, self.two):
            notes = [note.body for note in seat.notes(self.ticket)]
            assert {*self.said} <= {*notes}
            assert len(notes) == len({*notes})
            assert seat.read(self.made)
            assert seat.counts() == (0, 0)
        found = [finding for finding in self.team.hub.check() if finding.code not in left]
        assert found == []
        one, two = (seat.everything() for seat in (self.one, self.two))
        assert one == two

    def close(self) -> None:
        self.team.close()
        self.team.hub.close()


@pytest.fixture
def server(clusters: Clusters) -> Cluster:
    made = clusters.make({"archive_mode": "on", "archive_command": "false"})
    _ask(made, "CREATE DATABASE team")
    return made


def _ask(server: Cluster, query: str, database: str = "postgres") -> None:
    with server.connect(database) as connection:
        connection.execute(query.encode())


def _run(server: Cluster, *words: str | Path) -> None:
    done = server.command(*words)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def story(tmp_path: Path) -> Callable[[str], _Story]:
    def begin(url: str) -> _Story:
        made.append(_Story(url, tmp_path))
        return made[-1]

    made: list[_Story] = []
    yield begin  # type: ignore[misc]
    for one in made:
        one.close()


def _another(clusters: Clusters) -> Cluster:
    """A server with a system identifier of its own."""
    made = clusters.add(Cluster(clusters.folder()))
    made._own_folder()
    _run(
        made,
        "initdb",
        "-D",
        made.data,
        "-U",
        "aftercare",
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C",
    )
    return made.start()


def _roles(server: Cluster, other: Cluster) -> None:
    """The four roles of the hub, which are no part of a dump."""
    told = server.folder / "roles.sql"
    _run(server, "pg_dumpall", "--roles-only", "-d", server.url(), "-f", told)
    for line in told.read_text("utf-8").splitlines():
        if line.startswith(("CREATE ROLE team", "ALTER ROLE team", "GRANT team")):
            _ask(other, line)


def _dump(server: Cluster) -> Path:
    dump = server.folder / "team.dump"
    _run(server, "pg_dump", "-Fc", "-d", server.url("team"), "-f", dump)
    return dump


def _put_back(server: Cluster, dump: Path, *more: str) -> None:
    """Restore a dump over what is there."""
    _ask(server, "DROP DATABASE IF EXISTS team WITH (FORCE)")
    _ask(server, "CREATE DATABASE team TEMPLATE template0")
    _run(server, "pg_restore", "--exit-on-error", *more, "-d", server.url("team"), dump)


def test_a_dump_put_back_in_its_place(server: Cluster, story: Callable[[str], _Story]) -> None:
    told = story(server.url("team"))
    dump = _dump(server)
    told.lose()
    _put_back(server, dump)
    assert main(["hub", "new-epoch", server.url("team")]) == 0
    assert main(["hub", "upgrade", server.url("team")]) == 0
    told.verify()


def test_a_dump_put_back_in_its_place_and_nobody_said_so(
    server: Cluster, story: Callable[[str], _Story]
) -> None:
    told = story(server.url("team"))
    dump = _dump(server)
    told.lose()
    _put_back(server, dump)
    told.verify("functions_differ")  # the desks' keys and places say it


def test_a_dump_moved_to_another_server(
    server: Cluster, clusters: Clusters, story: Callable[[str], _Story]
) -> None:
    told = story(server.url("team"))
    dump = _dump(server)
    told.lose()
    other = _another(clusters)
    _roles(server, other)
    _put_back(other, dump)
    told.go_over(other.url("team"))
    with pytest.raises(Refusal, match="hub_restored"):
        told.one.round()  # until somebody says that it is meant
    assert main(["hub", "new-epoch", other.url("team")]) == 0
    assert main(["hub", "upgrade", other.url("team")]) == 0
    told.verify()


def test_a_base_backup_brought_up_to_a_moment(
    clusters: Clusters, story: Callable[[str], _Story], tmp_path: Path
) -> None:
    server = clusters.make()
    kept = server.folder / "archive"
    _run_as_server(server, kept)
    server.stop()
    server.start({"archive_mode": "on", "archive_command": f"cp %p {kept}/%f"})
    _ask(server, "CREATE DATABASE team")
    told = story(server.url("team"))
    backup = clusters.backup(server)
    told.say("between backup and moment")
    told.team.settle()
    with server.connect() as connection:
        row = connection.execute("SELECT now()::text").fetchone()
        assert row is not None
        moment = row[0]
    time.sleep(0.05)
    told.lose()
    _ask(server, "SELECT pg_switch_wal()")
    _archived(server)
    server.stop()
    (backup.data / "recovery.signal").touch()
    backup.start(
        {
            "archive_mode": "off",
            "restore_command": f"cp {kept}/%f %p",
            "recovery_target_time": moment,
            "recovery_target_action": "promote",
        }
    )
    _promoted(backup)
    told.go_over(backup.url("team"))
    told.verify()  # another timeline: another epoch, without anybody's word


def test_a_base_backup_started_as_it_is(clusters: Clusters, story: Callable[[str], _Story]) -> None:
    server = clusters.make()
    _ask(server, "CREATE DATABASE team")
    told = story(server.url("team"))
    backup = clusters.backup(server)
    told.lose()
    server.stop()
    backup.start()
    told.go_over(backup.url("team"))
    told.verify()


def _run_as_server(server: Cluster, folder: Path) -> None:
    folder.mkdir()
    stat = server.data.stat()
    shutil.chown(folder, stat.st_uid, stat.st_gid)


def _archived(server: Cluster) -> None:
    deadline = time.monotonic() + 30
    with server.connect() as connection:
        while connection.execute(
            "SELECT last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1) IS NOT TRUE"
            " AND archived_count = 0 FROM pg_stat_archiver"
        ).fetchone() == (True,):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def _promoted(server: Cluster) -> None:
    deadline = time.monotonic() + 30
    while True:
        assert time.monotonic() < deadline, server.log()
        try:
            with server.connect() as connection:
                if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,):
                    return
        except psycopg.OperationalError:
            pass
        time.sleep(0.05)


def test_an_sqlite_hub_put_back(story: Callable[[str], _Story], tmp_path: Path) -> None:
    told, copy, path = _sqlite(story, tmp_path)
    told.lose()
    told.team.hub.close()
    _replace(path, copy)
    assert main(["hub", "new-epoch", f"sqlite:///{path}"]) == 0
    told.go_over(f"sqlite:///{path}")
    told.verify()


def test_an_sqlite_hub_put_back_and_nobody_said_so(
    story: Callable[[str], _Story], tmp_path: Path
) -> None:
    told, copy, path = _sqlite(story, tmp_path)
    told.lose()
    told.team.hub.close()
    _replace(path, copy)
    told.go_over(f"sqlite:///{path}")
    told.verify()


def _sqlite(story: Callable[[str], _Story], folder: Path) -> tuple[_Story, Path, Path]:
    path, copy = folder / "hub.db", folder / "copy.db"
    open_hub(f"sqlite:///{path}", make=True).close()
    with closing(open_hub(f"sqlite:///{path}", make=True)) as hub:
        hub.init()
    told = story(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)  # as the command .backup does
    return told, copy, path


def _replace(path: Path, copy: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    shutil.copy(copy, path)
