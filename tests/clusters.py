"""Throwaway PostgreSQL servers for tests that kill, copy, promote or restore one.

A `Cluster` belongs to one test: loopback only, a free port, run by an unprivileged user, always
stopped. Its programs are those of `tests.postgres`. Nothing is forced to disk (a killed *process*
loses only what it had not written to its log, and that is what crash tests want) unless `options`
say so.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.postgres import _free_port as free_port
from tests.postgres import _is_root as is_root
from tests.postgres import _locked as locked
from tests.postgres import _run as run
from tests.rundir import claim_run_folder

USER = "aftercare"
_PASSWORD = "aftercare"
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "on",
    "wal_level": "replica",
    "max_wal_senders": "4",
    "wal_keep_size": "64MB",
    "hot_standby": "on",
    "wal_retrieve_retry_interval": "100ms",
    "max_connections": "60",
    "max_prepared_transactions": "10",
    "shared_buffers": "16MB",
    "autovacuum": "off",
    "wal_writer_delay": "10s",
    "bgwriter_delay": "10s",
    "log_min_messages": "warning",
}


class Cluster:
    """One server in a folder of its own."""

    def __init__(self, folder: Path, options: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.port = free_port()
        self.options = {**_OPTIONS, **(options or {})}
        self.programs = programs()

    @property
    def data(self) -> Path:
        """Its data directory."""
        return self.folder / "data"

    @property
    def running(self) -> bool:
        """Whether its main process is there."""
        return bool(self._pid())

    def url(self, database: str = "postgres", user: str = USER, password: str = _PASSWORD) -> str:
        """The address of a database, by default as the superuser."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection of the superuser, each statement by itself."""
        return psycopg.connect(self.url(database), autocommit=True)

    def init(self, *, alike: bool = True) -> Cluster:
        """Make the data directory.

        It is a copy of one that the run made at the first time, which is quick, but all copies
        say that they are the same server; without `alike` it has an identifier of its own.
        """
        self._own_folder()
        if alike:
            shutil.copytree(_pattern(self.programs), self.data, copy_function=_cloned)
        else:
            _initdb(self.programs, self.folder)
        _give_away(self.folder)
        return self

    def start(self, options: Mapping[str, str] | None = None) -> Cluster:
        """Start, or start again after a stop or a kill, with further options."""
        self.options |= options or {}
        for _ in range(5):  # another program may take the free port before the server does
            told = " ".join(f"-c {name}='{value}'" for name, value in self.options.items())
            done = run(
                [self.programs / "pg_ctl", "start", "-w", "-t", "60", "-D", self.data],
                ["-l", self.folder / "log", "-o", f"-p {self.port} {told}"],
            )
            if done.returncode == 0:
                return self
            if "could not bind" not in self.log():
                break
            self.port = free_port()
        raise RuntimeError(f"the cluster did not start: {done.stdout}\n{self.log()}")

    def stop(self, mode: str = "fast") -> None:
        """Stop ("smart", "fast" or "immediate"); nothing happens when it is not running."""
        if self.running:
            run([self.programs / "pg_ctl", "stop", "-D", self.data, "-m", mode, "-w"])

    def kill(self) -> None:
        """Kill the main process and all its children at once: what was in memory only is lost."""
        pid = self._pid()
        assert pid, "the cluster does not run"
        family = [pid, *_children(pid)]
        for member in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while any(map(_alive, family)):
            if time.monotonic() > deadline:
                raise TimeoutError("processes of the cluster outlived SIGKILL")
            time.sleep(0.005)
        # where nobody asks after dead children the server's own check takes them for alive
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def freeze(self) -> None:
        """Stop all its processes without ending them, as a hung machine does; see `thaw`."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let frozen processes go on."""
        self._signal(signal.SIGCONT)

    def backup(self, folder: Path, *, standby: bool = False, options: str = "") -> Cluster:
        """A copy by pg_basebackup, not started; with `standby` it is made to follow this one."""
        copy = Cluster(folder, self.options)
        copy._own_folder()
        how: list[str | Path] = ["-R"] if standby else []
        done = run(
            [self.programs / "pg_basebackup", "-d", self.url(), "-D", copy.data],
            ["-X", "stream", "-c", "fast", "--no-sync", *how, *options.split()],
        )
        if done.returncode != 0:
            raise RuntimeError(f"no base backup: {done.stdout}")
        return copy

    def standby(self, folder: Path, options: Mapping[str, str] | None = None) -> Cluster:
        """A running hot standby of this cluster."""
        return self.backup(folder, standby=True).start(options)

    def promote(self) -> None:
        """Make a standby a primary: a new timeline begins."""
        done = run([self.programs / "pg_ctl", "promote", "-D", self.data, "-w", "-t", "60"])
        if done.returncode != 0:
            raise RuntimeError(f"not promoted: {done.stdout}\n{self.log()}")

    def caught_up(self, primary: Cluster, seconds: float = 20.0) -> None:
        """Wait until this standby has replayed all that its primary has written."""
        with primary.connect() as there, self.connect() as here:
            (goal,) = _one(there, "SELECT pg_current_wal_insert_lsn()::text")
            there.execute("SELECT pg_switch_wal()")  # all of it goes out at once
            deadline = time.monotonic() + seconds
            while not _one(here, f"SELECT pg_last_wal_replay_lsn() >= '{goal}'")[0]:
                if time.monotonic() > deadline:
                    raise TimeoutError("the standby lags")
                time.sleep(0.01)

    def command(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs, such as pg_dump, as the user that runs the server."""
        return run([self.programs / words[0], *words[1:]])

    def log(self) -> str:
        """What the server wrote."""
        path = self.folder / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def remove(self) -> None:
        """Stop at once and delete everything."""
        if self.running:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _own_folder(self) -> None:
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o755)
        _give_away(self.folder)

    def _pid(self) -> int:
        path = self.data / "postmaster.pid"
        if not path.exists():
            return 0
        pid = int(path.read_text().splitlines()[0])
        return pid if _alive(pid) else 0

    def _signal(self, number: signal.Signals) -> None:
        pid = self._pid()
        for member in (pid, *_children(pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(member, number)


class Clusters:
    """The clusters of one test."""

    def __init__(self) -> None:
        self._made: list[Cluster] = []

    def make(self, options: Mapping[str, str] | None = None, *, alike: bool = True) -> Cluster:
        """A new cluster, running; see `Cluster.init`."""
        return self.add(Cluster(self.folder(), options)).init(alike=alike).start()

    def standby(self, primary: Cluster, options: Mapping[str, str] | None = None) -> Cluster:
        """A hot standby of another, running."""
        return self.add(primary.standby(self.folder(), options))

    def backup(self, primary: Cluster) -> Cluster:
        """A base backup of another, not started."""
        return self.add(primary.backup(self.folder()))

    def add(self, cluster: Cluster) -> Cluster:
        """See to it that a cluster is removed at the end."""
        self._made.append(cluster)
        return cluster

    def folder(self) -> Path:
        """A folder for one, which other users can reach."""
        return claim_run_folder() / f"cluster-{secrets.token_hex(4)}"

    def close(self) -> None:
        """Remove them all."""
        for cluster in reversed(self._made):
            cluster.remove()
        self._made.clear()


@pytest.fixture
def clusters(request: pytest.FixtureRequest) -> Iterator[Clusters]:
    """Servers of this test alone, removed at its end."""
    if request.config.getoption("--no-pg"):
        pytest.skip("--no-pg")
    made = Clusters()
    try:
        yield made
    finally:
        made.close()


def programs() -> Path:
    """The folder of PostgreSQL's programs, copied once in a run if need be."""
    place = claim_run_folder() / "programs"
    with locked(claim_run_folder() / "programs.lock"):
        answer = claim_run_folder() / "programs.path"
        if not answer.exists():
            place.mkdir(exist_ok=True)
            answer.write_text(str(postgres._programs(place)), "utf-8")
        return Path(answer.read_text("utf-8"))


def _pattern(binaries: Path) -> Path:
    """A data directory to be copied, made once in a run."""
    place = claim_run_folder() / "cluster-pattern"
    with locked(claim_run_folder() / "cluster-pattern.lock"):
        if not (place / "done").exists():
            shutil.rmtree(place, ignore_errors=True)  # one that was begun and failed
            place.mkdir()
            _initdb(binaries, place)
            (place / "done").touch()
    return place / "data"


def _initdb(binaries: Path, place: Path) -> None:
    _give_away(place)
    secret = place / "password"
    secret.write_text(_PASSWORD, "utf-8")
    _give_away(secret)
    done = run(
        [binaries / "initdb", "-D", place / "data", "-U", USER, "--pwfile", secret],
        ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"],
    )
    secret.unlink()
    if done.returncode != 0:
        raise RuntimeError(f"PostgreSQL could not make a cluster:\n{done.stdout}")


def _cloned(source: str, target: str) -> str:
    shutil.copyfile(source, target)
    Path(target).chmod(0o600)
    return target


def _give_away(path: Path) -> None:
    """To the user that runs the server, with all that is in it."""
    if not is_root():
        return
    for folder, _, files in os.walk(path):
        os.chown(folder, postgres._NOBODY, postgres._NOBODY)
        for name in files:
            os.chown(os.path.join(folder, name), postgres._NOBODY, postgres._NOBODY)
    os.chown(path, postgres._NOBODY, postgres._NOBODY)


def _children(pid: int) -> list[int]:
    """The processes that a process has started, by the kernel's own lists where there are any."""
    if Path("/proc/self/stat").exists():
        return [child for child, parent in _parents() if parent == pid]
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


def _parents() -> Iterator[tuple[int, int]]:
    """Each process with the one that started it."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            told = stat.read_text(errors="replace").rpartition(")")[2].split()
            yield int(stat.parent.name), int(told[1])


def _alive(pid: int) -> bool:
    """Whether a process runs (a killed one that nobody has asked after yet does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        try:
            os.kill(pid, 0)
        except OSError:
            return False
        return True
    return state.rpartition(")")[2].split()[0] not in ("Z", "X")


def _one(connection: psycopg.Connection, query: str) -> tuple[object, ...]:
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row
