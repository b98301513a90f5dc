"""Three PostgreSQL servers kept by Patroni with an etcd, and a pgbouncer before each.

Everything runs on loopback as an unprivileged user, below one folder, and ends with the run. The
configuration is that of docs/scaling.md, with shorter times so that a failover takes seconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.cluster.configuration import (
    BINARIES,
    BOUNCER,
    FIGURES,
    NEEDED,
    PASSWORD,
    PATRONI,
    USER,
)
from tests.postgres import _free_port as free_port
from tests.postgres import _is_root as is_root

NAMES = ("one", "two", "three")
_NOBODY = 65534


class Machine:
    """One server with the Patroni that keeps it, and the pgbouncer before it."""

    def __init__(self, name: str, folder: Path, etcd: int) -> None:
        self.name = name
        self.folder = folder
        self.port, self.api, self.bouncer = free_port(), free_port(), free_port()
        self._etcd = etcd
        self._patroni: subprocess.Popen[bytes] | None = None
        self._bouncer: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True)
        facts = {
            "name": name,
            "folder": folder,
            "port": self.port,
            "api": self.api,
            "bouncer": self.bouncer,
            "etcd": etcd,
            "binaries": BINARIES,
            "user": USER,
            "password": PASSWORD,
            **FIGURES,
        }
        (folder / "patroni.yml").write_text(PATRONI.format(**facts), "utf-8")
        (folder / "pgbouncer.ini").write_text(BOUNCER.format(**facts), "utf-8")
        (folder / "users").write_text(f'"{USER}" "{PASSWORD}"\n', "utf-8")

    def start(self) -> None:
        """Start Patroni, which sees to the server."""
        if self._patroni is None or self._patroni.poll() is not None:
            self._patroni = spawn(self.folder, "patroni", NEEDED["patroni"], "patroni.yml")

    def start_bouncer(self) -> None:
        """Start the pgbouncer."""
        if self._bouncer is None:
            program = NEEDED["pgbouncer"]
            self._bouncer = spawn(self.folder, "bouncer", program, "pgbouncer.ini")

    def state(self) -> dict[str, Any]:
        """What Patroni says of the server; empty when it says nothing."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.api}/patroni", timeout=2
            ) as answer:
                told: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                told = json.load(error)
        except (OSError, ValueError):
            return {}
        return told

    def ask(self, part: str, method: str, told: dict[str, Any]) -> str:
        """Tell Patroni to do something."""
        asking = urllib.request.Request(
            f"http://127.0.0.1:{self.api}/{part}",
            json.dumps(told).encode(),
            {"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(asking, timeout=60) as answer:
            return str(answer.read().decode())

    def server(self) -> list[int]:
        """The processes of the PostgreSQL server, its main one first."""
        try:
            first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return []
        return [pid for pid in (first, *_children(first)) if Path(f"/proc/{pid}").exists()]

    def kill_server(self) -> None:
        """The server crashes; Patroni lives."""
        _signal(self.server(), signal.SIGKILL)

    def kill(self) -> None:
        """The machine is gone, at once: Patroni first, or it would start the server again."""
        if self._patroni is not None:
            self._patroni.kill()
            self._patroni.wait()
        _signal(self.server(), signal.SIGKILL)

    def freeze(self) -> None:
        """The machine stands still: connections stay open and nobody answers."""
        _signal(self._everything(), signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on as though nothing had been."""
        _signal(self._everything(), signal.SIGCONT)

    def close(self) -> None:
        """End all of it."""
        self.thaw()
        self.kill()
        if self._bouncer is not None:
            self._bouncer.kill()
            self._bouncer.wait()

    def _everything(self) -> list[int]:
        patroni = [] if self._patroni is None else [self._patroni.pid]
        return patroni + self.server()


class Group:
    """The three machines and the etcd that they agree through."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._etcd_port = free_port()
        folder.mkdir(mode=0o755)
        self._guard = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("guard.py")), str(folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        peer = f"http://127.0.0.1:{free_port()}"
        client = f"http://127.0.0.1:{self._etcd_port}"
        self.machines = {name: Machine(name, folder / name, self._etcd_port) for name in NAMES}
        self._give_away()
        self._etcd = spawn(
            folder,
            "etcd",
            NEEDED["etcd-server"],
            *("--data-dir", str(folder / "etcd"), "--name", "etcd", "--logger", "zap"),
            *("--listen-client-urls", client, "--advertise-client-urls", client),
            *("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer),
            *("--initial-cluster", f"etcd={peer}", "--unsafe-no-fsync"),
        )

    def start(self) -> None:
        """Start all three; the first becomes the primary."""
        self.machines["one"].start()
        until(lambda: self.primary() is not None, "no primary", 60)
        self.heal()

    def heal(self) -> None:
        """Have all three run, two of them follow the third, one of those synchronously."""
        for machine in self.machines.values():
            machine.thaw()
            machine.start()
        until(self.healthy, f"the group did not heal: {self.states()}", 90)

    def healthy(self) -> bool:
        """Whether there is one primary and two standbys stream from it, one synchronously.

        PostgreSQL must say so and, a moment later, Patroni, which promotes by what it knows.
        """
        first = self.primary()
        if first is None or any(not m.state() for m in self.machines.values()):
            return False
        wanted = ("async", "sync") if self._synchronous() else ("async", "async")
        with contextlib.suppress(psycopg.Error), self.connect(first) as connection:
            rows = connection.execute(
                "SELECT sync_state FROM pg_stat_replication WHERE state='streaming'"
            ).fetchall()
            return sorted(row[0] for row in rows) == sorted(wanted) and (
                "sync" not in wanted or "sync_standby" in self._roles()
            )
        return False

    def _roles(self) -> list[str]:
        """What each member is, as Patroni has agreed."""
        first = self.primary()
        if first is None:
            return []
        with urllib.request.urlopen(f"http://127.0.0.1:{first.api}/cluster", timeout=3) as answer:
            return [member["role"] for member in json.load(answer)["members"]]

    def primary(self) -> Machine | None:
        """The machine that Patroni holds for the primary, and that takes writes."""
        for machine in self.machines.values():
            told = machine.state()
            if told.get("state") == "running" and told.get("role") in ("master", "primary"):
                return machine
        return None

    def standbys(self) -> list[Machine]:
        """The others; the synchronous one first."""
        first = self.primary()
        if first is None:
            return []
        with self.connect(first) as connection:
            rows = connection.execute(
                "SELECT application_name FROM pg_stat_replication ORDER BY sync_state DESC"
            ).fetchall()
        return [self.machines[name] for (name,) in rows]

    def timeline(self) -> int:
        """The primary's timeline."""
        first = self.primary()
        return 0 if first is None else int(first.state()["timeline"])

    def switch_over(self) -> Machine:
        """A planned change of roles; the new primary."""
        first = self.primary()
        assert first is not None
        wanted = self.standbys()[0]

        def asked() -> bool:
            try:
                first.ask("switchover", "POST", {"leader": first.name, "candidate": wanted.name})
            except urllib.error.HTTPError as error:
                with error:
                    return error.code != 412  # who follows synchronously is not agreed on yet
            return True

        until(asked, "no switchover")
        until(lambda: self.primary() is wanted, "no switchover", 60)
        return wanted

    def configure(self, **told: Any) -> None:
        """Change Patroni's dynamic settings."""
        first = self.primary()
        assert first is not None
        first.ask("config", "PATCH", told)

    def states(self) -> dict[str, Any]:
        """What each Patroni says."""
        return {name: machine.state() for name, machine in self.machines.items()}

    def connect(self, machine: Machine, database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection of the superuser to one machine."""
        return psycopg.connect(
            f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{machine.port}/{database}",
            autocommit=True,
            connect_timeout=3,
        )

    def url(self, database: str, *, pooled: bool = False, only: Machine | None = None) -> str:
        """The address of a database with all hosts in it, or through the pgbouncers."""
        machines = [only] if only else list(self.machines.values())
        ports = [m.bouncer if pooled else m.port for m in machines]
        places = ",".join(f"127.0.0.1:{port}" for port in ports)
        asked = "" if only else "?target_session_attrs=read-write"
        return f"postgresql://{USER}:{PASSWORD}@{places}/{database}{asked}"

    def close(self) -> None:
        """End and remove everything."""
        for machine in self.machines.values():
            machine.close()
        self._etcd.kill()
        self._etcd.wait()
        self._guard.communicate()

    def _synchronous(self) -> bool:
        first = self.primary()
        if first is None:
            return True
        with urllib.request.urlopen(f"http://127.0.0.1:{first.api}/config", timeout=3) as answer:
            return bool(json.load(answer).get("synchronous_mode"))

    def _give_away(self) -> None:
        if is_root():
            for place in (self.folder, *self.folder.rglob("*")):
                os.chown(place, _NOBODY, _NOBODY)
        for machine in self.machines.values():
            machine.folder.chmod(0o755)


def spawn(folder: Path, log: str, program: str, *words: str) -> subprocess.Popen[bytes]:
    """Start a program of the group as an unprivileged user, its words in a log beside it."""
    drop: dict[str, Any] = (
        {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if is_root() else {}
    )
    settings = {
        "PATH": f"{BINARIES}:/usr/bin:/bin:/usr/sbin",
        "LC_ALL": "C",
        "TZ": "UTC",
        "HOME": str(folder),
    }
    with (folder / f"{log}.log").open("ab") as out:
        return subprocess.Popen(
            [program, *words],
            cwd=folder,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **drop,
        )


def until(true: Callable[[], Any], what: str | Callable[[], str], seconds: float = 40) -> None:
    """Wait for something; fail with `what` when it does not come."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, what if isinstance(what, str) else what()
        time.sleep(0.1)


@contextlib.contextmanager
def frozen(machine: Machine) -> Iterator[None]:
    """A machine stands still meanwhile."""
    machine.freeze()
    try:
        yield
    finally:
        machine.thaw()


def _signal(processes: list[int], number: signal.Signals) -> None:
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in task.read_text().split()]
    return found
