"""A print system that says what a test tells it to, and a claims page that prints through it."""

from __future__ import annotations

import os

import pytest

from tests.workstation.printing.test_spool import Standin
from workstation.store import serials, state


@pytest.fixture
def printers(tmp_path, monkeypatch):
    """Stand-ins for the commands of CUPS, before all others on the path."""
    folder = tmp_path / "commands"
    folder.mkdir()
    made = Standin(folder)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return made


@pytest.fixture
def numbered(desk):
    """A desk with a number of its own and numbers for forms."""
    desk.writer.submit(lambda connection: state.write(connection, "desk_no", "7")).result()
    series = serials.series_at(desk.clock())
    desk.writer.submit(lambda connection: serials.keep(connection, series, 701, 760)).result()
    return desk


def clerk(desk, claim):
    """Seat a claims person who has had no hand in a claim."""
    hands = (claim.created_by, claim.submitted_by, claim.approved_by)
    people = [one for one in desk.read.agents() if one.role == "claims" and one.active]
    desk.agent = next((one for one in people if one.uid not in hands), people[0])
