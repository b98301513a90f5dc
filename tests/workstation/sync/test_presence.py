"""Who else has a ticket open: light, and lost without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workstation.sync.test_scope_hub import Writer
from workstation.sync import hub_presence
from workstation.sync.hub import open_hub
from workstation.sync.protocol import PRESENCE_MS, Hub, Present


def test_others_are_seen_and_oneself_is_not(hub: Hub) -> None:
    writer = Writer(hub)
    ticket, other = writer.ticket(), writer.ticket()
    two = hub.enrol("b", "B").desk_no
    assert hub.present(writer.desk_no, "amy", "Amy", ticket, "viewing") == ()
    assert hub.present(two, "ben", "Ben", ticket, "typing") == (
        Present(ticket, "amy", "Amy", "viewing"),
    )
    assert hub.present(writer.desk_no, "amy", "Amy", ticket, "typing") == (
        Present(ticket, "ben", "Ben", "typing"),
    )
    assert hub.present(two, "ben", "Ben", other, "viewing") == ()
    assert hub.present(writer.desk_no, "amy", "Amy", ticket, "viewing") == ()
    hub.present(two, "ben", "Ben", ticket, "viewing")
    assert hub.present(two, "ben", "Ben", "", "") == ()
    assert hub.present(writer.desk_no, "amy", "Amy", ticket, "viewing") == ()


@pytest.fixture
def local(sqlite_url: str) -> tuple[Hub, Path]:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    return open_hub(sqlite_url), path.with_name(f"{path.name}.presence")


def test_a_word_holds_for_a_while(local: tuple[Hub, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    hub, _ = local
    moment = 1_000_000
    monkeypatch.setattr(hub_presence, "now_ms", lambda: moment)
    hub.present(1, "amy", "Amy", "t", "viewing")
    moment += PRESENCE_MS - 1
    assert hub.present(2, "ben", "Ben", "t", "viewing")
    moment += 2
    assert hub.present(2, "ben", "Ben", "t", "viewing") == ()
    hub.close()


def test_it_wakes_nobody_and_survives_whatever_becomes_of_its_file(
    local: tuple[Hub, Path],
) -> None:
    hub, file = local
    while hub.wait(0):
        pass
    hub.present(1, "amy", "Amy", "t", "viewing")
    assert not hub.wait(0)
    file.unlink()
    assert hub.present(2, "ben", "Ben", "t", "viewing") == ()
    assert hub.present(1, "amy", "Amy", "t", "viewing") == (Present("t", "ben", "Ben", "viewing"),)
    hub.close()
    file.write_bytes(b"broken" * 1000)
    assert hub.present(1, "amy", "Amy", "t", "viewing") == ()
    assert hub.present(2, "ben", "Ben", "t", "viewing") == (Present("t", "amy", "Amy", "viewing"),)
    hub.close()


def test_where_it_cannot_be_written_nobody_is_there(local: tuple[Hub, Path]) -> None:
    hub, file = local
    file.mkdir()
    assert hub.present(1, "amy", "Amy", "t", "viewing") == ()
    hub.close()
