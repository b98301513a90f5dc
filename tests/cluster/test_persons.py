"""People with logins of their own, whom the database itself keeps to their rights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.machines import Group, until
from tests.cluster.office import Office
from workstation.desk import Desk
from workstation.domain.ticket import GROUPS
from workstation.profiles import create_profile
from workstation.settings import read
from workstation.sync import hub_admin
from workstation.sync.hub_people import Wanted


class Persons(Office):
    """Every desk joins with a one-time secret; `url` is the operator's, `theirs` the desks'."""

    def __init__(self, folder: Path, url: str, theirs: str = "") -> None:
        self.theirs = theirs or url
        super().__init__(folder, url)

    def add(self, name: str, url: str, *, start: bool = True) -> Desk:
        added = hub_admin.add_person(url, Wanted(name, groups=GROUPS), 7)
        address = hub_admin.join_url(self.theirs, added.role_name)
        create_profile(self.folder / name, "join", hub=address, secret=added.secret)
        return self.open(name, start=start)


@pytest.fixture
def persons(group: Group, database: str, tmp_path: Path) -> Iterator[Persons]:
    made = Persons(tmp_path, group.url(database))
    yield made
    made.close()


def test_logins_and_rights_outlive_a_failover(group: Group, persons: Persons) -> None:
    first = group.primary()
    assert first is not None
    with persons.working():
        until(lambda: len(persons.acknowledged()) > 20, persons.where)
        first.kill()
        kept = persons.acknowledged()
        until(lambda: group.primary() not in (None, first), "nobody took over")
        until(lambda: len(persons.acknowledged()) > len(kept) + 20, persons.where)
    assert persons.received(kept).keys() == kept
    persons.verify()
    for name, desk in persons.desks.items():
        assert desk.sync_state().authority
        assert read(persons.folder / name).hub.count("127.0.0.1") == 3
