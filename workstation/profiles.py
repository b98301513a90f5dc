"""Making a desk's profile: a sample team, an own start, or joining a shared database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from workstation import settings as settings_file
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.store import state
from workstation.store.connect import connect
from workstation.store.kinds import codec
from workstation.store.replica import now_ms, transaction
from workstation.store.schema import upgrade

KINDS: Final = ("sample", "own", "join")
Progress = Callable[[int, int], None]


def default_profile() -> Path:
    """Where a desk keeps its files when no folder is named."""
    from platformdirs import user_data_path

    return user_data_path("aftercare", appauthor=False)


def embedded_hub(profile: Path) -> str:
    """The URL of the shared database that lives beside the replica."""
    return f"sqlite:///{(profile / 'hub.db').resolve().as_posix()}"


def is_made(profile: Path) -> bool:
    """Whether the first choice has been made for a profile."""
    return bool(settings_file.read(profile).kind)


def create_profile(
    profile: Path,
    kind: str,
    *,
    name: str = "",
    groups: tuple[str, ...] = (),
    role: str = "leader",
    region: str = "",
    hub: str = "",
    agent: str = "",
    secret: str = "",
    tickets: int = 400,
    seed: int = 1,
    progress: Progress | None = None,
) -> None:
    """Make the profile of a desk; the folder may exist but must hold no desk yet.

    `sample` makes a team with tickets to try things with, `own` an empty desk for one person
    on this computer, both with an embedded hub; `join` enrols at the hub of `hub` as the
    person `agent` (work number, name or uid), or with a one-time `secret` as whom it was made
    for. Raises `Refusal`: profile_made, value_unknown, text_missing, and those of the hub.
    """
    if kind not in KINDS:
        raise Refusal("value_unknown", field="kind", value=kind)
    if is_made(profile):
        raise Refusal("profile_made", path=str(profile))
    profile.mkdir(parents=True, exist_ok=True)
    if kind == "join":
        who, url = _join(profile, hub, agent, secret, progress)
        settings_file.write(profile, settings_file.Settings(kind="joined", agent=who, hub=url))
        return
    url = hub.strip() or embedded_hub(profile)
    connection = connect(profile / "replica.db", private=True)
    try:
        upgrade(connection)
        who = (
            _sample(connection, tickets, seed, progress or _quiet)
            if kind == "sample"
            else _own(connection, name, groups or GROUPS, role, region)
        )
        _enrol(connection, url)
    finally:
        connection.close()
    settings_file.write(profile, settings_file.Settings(kind=kind, agent=who, hub=url))


def _own(
    connection: sqlite3.Connection, name: str, groups: tuple[str, ...], role: str, region: str
) -> str:
    from workstation.store import bulk

    called = name.strip() or _login()
    person = Agent(
        new_uid(), called, "1001", role=role, groups=groups, region=region, login=_login()
    )
    with transaction(connection):
        connection.execute("DELETE FROM agent")
        bulk.insert(connection, [person])
    return person.uid


def _sample(connection: sqlite3.Connection, tickets: int, seed: int, progress: Progress) -> str:
    from workstation.sample.load import load_sample

    return load_sample(connection, tickets=tickets, seed=seed, now=now_ms(), progress=progress)


def move_to(profile: Path, url: str, progress: Progress | None = None, *, secret: str = "") -> str:
    """Give an empty hub all that a desk on this computer has, and keep to that hub from now on.

    The hub that the desk belongs to already is entered anew: by another login where the former one
    was ended, or at another address. What waits is sent. Returns the URL kept in the settings.
    Raises `Refusal`: hub_not_empty (two teams' data are not mixed: join with a new profile
    instead), and those of the hub.
    """
    from workstation.sync import identity
    from workstation.sync.hub import open_hub
    from workstation.sync.hub_address import SECRET_FILE
    from workstation.sync.joining import join

    secret_file = profile / SECRET_FILE
    before = secret_file.read_bytes() if secret_file.exists() else b""
    url = _entered(profile, url, secret)
    hub = open_hub(url)
    try:
        told = hub.info()
        if told.records and not _belongs_to(profile, url, told.epoch):
            if before:
                secret_file.write_bytes(before)  # the hub that it stays with needs it
            raise Refusal("hub_not_empty", hub=hub.address)
    finally:
        hub.close()
    try:
        joined = join(profile, url, progress=progress)
    except Refusal as refusal:
        if refusal.code != "desk_removed":
            raise
        with closing(connect(profile / "replica.db", private=True)) as connection:
            identity.another(connection, now_ms())
        joined = join(profile, url, progress=progress)
    settings = settings_file.read(profile)
    settings_file.write(profile, settings_file.changed(settings, hub=joined.url, kind="joined"))
    return joined.url


def _belongs_to(profile: Path, url: str, epoch: str) -> bool:
    """Whether a joined desk's hub is the one at `url`, by its life or by its address."""
    settings = settings_file.read(profile)
    with closing(connect(profile / "replica.db", private=True)) as connection:
        known = state.read(connection, "hub_epoch")
    ours, theirs = urlsplit(settings.hub), urlsplit(url)
    place = (ours.netloc.rpartition("@")[2], ours.path)
    same = place == (theirs.netloc.rpartition("@")[2], theirs.path)
    return settings.kind == "joined" and (known == epoch or same)


def _entered(profile: Path, url: str, secret: str) -> str:
    """The URL to connect by; a one-time secret is replaced by a password of the desk's own."""
    if not secret.strip():
        return url.strip()
    from workstation.sync.enrolling import enrol_with_secret

    return enrol_with_secret(url, secret, profile)


def _leave(profile: Path, url: str) -> None:
    """Give the numbers of forms that were not used back to the hub that is left."""
    from workstation.sync.joining import exchange_over
    from workstation.sync.protocol import HubUnreachable

    if not url:
        return
    connection = connect(profile / "replica.db", private=True)
    try:
        with exchange_over(connection, url) as exchange:
            exchange.push()
            exchange.return_serials()
    except HubUnreachable:
        return  # they stay leased to this desk there, and are not used
    except Refusal as refusal:
        if refusal.code != "hub_missing":
            raise
    finally:
        connection.close()


def _join(
    profile: Path, url: str, agent: str, secret: str, progress: Progress | None
) -> tuple[str, str]:
    """Enrol and fetch; the person's uid and the URL to keep."""
    from workstation.sync.joining import join

    if not url.strip():
        raise Refusal("text_missing", field="hub")
    joined = join(profile, _entered(profile, url, secret), name=agent, progress=progress)
    connection = connect(profile / "replica.db", private=True)
    try:
        if who := state.read(connection, "hub_agent"):
            return who, joined.url  # the hub knows whose login it is
        coder = codec(Agent)
        people = [coder.record(row) for row in connection.execute(coder.select)]
        active = sorted((p for p in people if p.active), key=lambda p: (p.work_no, p.name))
        if not active:
            who = _found(connection, agent.strip())
            join(profile, joined.url)  # the hub hears of the first person at once
            return who, joined.url
        return _person(active, agent.strip()), joined.url
    finally:
        connection.close()


def _found(connection: sqlite3.Connection, name: str) -> str:
    """The first person of an empty hub: an administrator in all groups, told to the hub."""
    from workstation.actions.intake import SaveAgent
    from workstation.rules import loading
    from workstation.store.replica import perform

    person = Agent(new_uid(), name or _login(), "1001", "admin", GROUPS, login=_login())
    perform(connection, SaveAgent(person), person, now_ms(), loading.load())
    return person.uid


def _person(people: list[Agent], asked: str) -> str:
    """Who sits down: the one named, else the one with this login, else the only one.

    Raises `Refusal`: agent_unknown, and agent_unnamed with the names to choose from; nobody is
    picked at random, for the first of a team may well be its administrator.
    """
    wanted = asked or _login()
    for person in people:
        if wanted in (person.uid, person.work_no, person.name, person.login):
            return person.uid
    if len(people) == 1 and not asked:
        return people[0].uid
    known = ", ".join(f"{person.work_no} {person.name}".strip() for person in people[:12])
    if asked:
        raise Refusal("agent_unknown", agent=asked)
    raise Refusal("agent_unnamed", known=known)


def _enrol(connection: sqlite3.Connection, url: str) -> None:
    """Make the hub unless it is there, and exchange: an empty one is given all that is here."""
    from workstation.sync.joining import exchange_over
    from workstation.sync.publish import publish_if_empty

    with exchange_over(connection, url, make=True) as exchange:
        publish_if_empty(exchange)
        exchange.round()
        exchange.tend_serials()


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "agent"


def _quiet(_done: int, _of: int) -> None:
    return None
