"""Desks with the sample team, shared between them, and people who sit there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.printers import printers
from tests.stories.person import Person
from tests.ui.conftest import HOUR_OF_DAY, dressed, qapp_args
from ui import language, theme
from ui.shell.arguments import Start
from workstation import profiles, settings
from workstation.actions.tickets import AssignTicket
from workstation.desk import open_desk
from workstation.domain.view import Filter
from workstation.profiles import create_profile, embedded_hub
from workstation.store.replica import now_ms

__all__ = ["dressed", "printers", "qapp_args"]

TICKETS = 80

Sit = Callable[..., Person]


@pytest.fixture(scope="session")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with the sample team and its hub; stories copy it."""
    folder = tmp_path_factory.mktemp("made")
    now = now_ms()
    now -= (now - HOUR_OF_DAY) % 86_400_000  # so small a sample differs much by the hour
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(profiles, "now_ms", lambda: now)
        create_profile(folder, "sample", tickets=TICKETS, seed=11)
    _hand_out(folder)
    return folder


def _hand_out(folder: Path) -> None:
    """Have the leader give everybody whom the stories tell of something to do."""
    desk = open_desk(folder, agent="8100", start=False)
    try:
        people = {agent.work_no: agent.uid for agent in desk.read.agents()}
        rows = desk.read.page(Filter(open=True, owner="-"), "-created_at")
        for row, work_no in zip(rows, ("8101", "8102") * 3, strict=False):
            desk.do(AssignTicket(row.uid, people[work_no])).result()
        desk.exchange().result()
    finally:
        desk.close()


@pytest.fixture
def office(made_desk: Path, tmp_path: Path) -> Path:
    """The folder of the first desk, with the hub in it that others may join."""
    folder = Path(shutil.copytree(made_desk, tmp_path / "first"))
    settings.write(folder, replace(settings.read(folder), hub=embedded_hub(folder)))
    return folder


@pytest.fixture
def at_noon(office: Path) -> Path:
    """The first desk lies where it is noon: today stays today while a story is told."""
    found = settings.read(office)
    behind = datetime.now(UTC).hour - 12
    settings.write(office, replace(found, zone=f"Etc/GMT{behind:+d}"))
    return office


@pytest.fixture
def second(office: Path, tmp_path: Path) -> Path:
    """The folder of a second desk that has joined the first one's hub."""
    folder = tmp_path / "second"
    create_profile(folder, "join", hub=embedded_hub(office), agent="8100")
    return folder


@pytest.fixture
def sit(qapp: QApplication) -> Iterator[Sit]:
    """Let people sit down: `sit(profile, "8101")`; at the end all go home."""
    there: list[Person] = []

    def down(profile: Path, agent: str = "8101", *, resized: bool = True) -> Person:
        person = Person(qapp, Start(profile=profile, agent=agent, language="en", theme="light"))
        if resized:
            person.window.resize(1366, 768)
        there.append(person)
        return person

    yield down
    for person in there:
        person.leave()
    theme.apply(qapp, "light")
    language.install(qapp, "en")
