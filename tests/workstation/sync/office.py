"""Two whole desks that share one hub and exchange only when they are asked to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workstation import profiles, settings
from workstation.desk import Desk, open_desk
from workstation.sync.joining import join

Desks = tuple[Desk, Desk]


@contextmanager
def two_desks(folder: Path, *, tickets: int = 12) -> Iterator[Desks]:
    """A sample team at the embedded hub of the first desk, and a second desk that joined it."""
    profiles.create_profile(folder / "one", "sample", tickets=tickets)
    url = profiles.embedded_hub(folder / "one")
    join(folder / "two", url)
    settings.write(folder / "two", settings.Settings(kind="joined", hub=url))
    first = open_desk(folder / "one", start=False)
    people = [person.uid for person in first.read.agents() if "individual" in person.groups]
    first.sit_down(people[0])
    second = open_desk(folder / "two", agent=people[-1], start=False)
    try:
        for desk in (first, second):  # their threads are there before the first test
            for asked in [desk.exchange(), desk.exchange(), desk.outbox(), desk.outbox()]:
                asked.result()
        yield first, second
    finally:
        first.close()
        second.close()


def do(desk: Desk, action: Any) -> Any:
    """Do it and wait for the answer."""
    return desk.do(action).result()


def meet(*order: Desk) -> None:
    """Have desks exchange, one after the other."""
    for desk in order:
        desk.exchange().result()
