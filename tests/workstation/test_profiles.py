"""How desks begin: alone, on an empty hub, in a team; and how they move to a hub."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from workstation import profiles
from workstation import settings as settings_file
from workstation.actions.intake import NewTicket
from workstation.desk import Desk, open_desk
from workstation.domain.conversation import Draft
from workstation.domain.refusal import Refusal
from workstation.sync.hub import open_hub


@pytest.fixture
def hub(tmp_path: Path) -> str:
    """An empty hub."""
    url = f"sqlite:///{tmp_path / 'shared' / 'hub.db'}"
    made = open_hub(url, make=True)
    made.init()
    made.close()
    return url


def test_the_first_person_of_an_empty_hub_may_begin(tmp_path: Path, hub: str) -> None:
    profiles.create_profile(tmp_path / "one", "join", hub=hub, agent="林小满")
    desk = Desk(tmp_path / "one")
    try:
        assert (desk.agent.name, desk.agent.role) == ("林小满", "admin")
        desk.do(NewTicket("破损", "花瓶碎了")).result()
        assert desk.exchange().result().state == "in_step"
    finally:
        desk.close()
    profiles.create_profile(tmp_path / "two", "join", hub=hub, agent="林小满")
    second = Desk(tmp_path / "two")
    try:
        assert second.agent.uid == desk.agent.uid
        assert second.read.ticket_by_number("1-00001") is not None
    finally:
        second.close()


def test_nobody_is_seated_at_random(tmp_path: Path) -> None:
    profiles.create_profile(tmp_path / "one", "sample", tickets=5)
    url = settings_file.read(tmp_path / "one").hub
    with pytest.raises(Refusal) as caught:
        profiles.create_profile(tmp_path / "two", "join", hub=url)
    assert caught.value.code == "agent_unnamed"
    assert "8001" in str(caught.value.facts["known"])
    with pytest.raises(Refusal) as caught:
        profiles.create_profile(tmp_path / "two", "join", hub=url, agent="nobody")
    assert caught.value.code == "agent_unknown"
    profiles.create_profile(tmp_path / "two", "join", hub=url, agent="8102")
    assert profiles.is_made(tmp_path / "two")


def test_a_desk_of_ones_own_moves_to_an_empty_hub_with_all_it_has(tmp_path: Path, hub: str) -> None:
    profiles.create_profile(tmp_path / "own", "sample", tickets=8)
    assert profiles.move_to(tmp_path / "own", hub) == hub
    settings = settings_file.read(tmp_path / "own")
    assert (settings.kind, settings.hub) == ("joined", hub)
    profiles.create_profile(tmp_path / "two", "join", hub=hub, agent="8102")
    desk = Desk(tmp_path / "two")
    try:
        assert desk.read.ticket_by_number("0-00008") is not None
    finally:
        desk.close()
    assert profiles.move_to(tmp_path / "two", hub) == hub  # its own: entered anew
    profiles.create_profile(tmp_path / "three", "sample", tickets=8)
    with pytest.raises(Refusal, match="hub_not_empty"):
        profiles.move_to(tmp_path / "three", hub)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_what_customers_told_is_for_the_owner_of_the_files_alone(tmp_path: Path) -> None:
    profiles.create_profile(tmp_path / "desk", "own", name="王敏")
    desk = open_desk(tmp_path / "desk", start=False)
    try:
        desk.do(NewTicket(subject="花瓶破损")).result()
        desk.save_draft(Draft("d", "", "note", "未写完", 1))
        kept = ("replica.db", "replica.db-wal", "drafts.db", "settings.toml")
        rights = {name: stat.S_IMODE((tmp_path / "desk" / name).stat().st_mode) for name in kept}
        assert set(rights.values()) == {0o600}, rights
    finally:
        desk.close()
