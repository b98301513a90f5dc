"""A desk that joined with a person's secret: it is that person's, and keeps what they may see."""

from __future__ import annotations

from pathlib import Path

import pytest

from workstation import profiles, settings
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote
from workstation.desk import Desk, open_desk
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter
from workstation.sync import hub_admin
from workstation.sync.hub_people import Wanted


def _join(url: str, folder: Path, name: str, *groups: str, role: str = "agent") -> Desk:
    added = hub_admin.add_person(url, Wanted(name, role=role, groups=groups), 7)
    address = hub_admin.join_url(url, added.role_name)
    profiles.create_profile(folder / name, "join", hub=address, secret=added.secret)
    return open_desk(folder / name, start=False)


def test_a_desk_is_its_persons_and_keeps_what_that_person_sees(
    postgres_url: str, tmp_path: Path
) -> None:
    amy = _join(postgres_url, tmp_path, "amy", "cod")
    lea = _join(postgres_url, tmp_path, "lea", "customs", role="leader")
    assert (amy.agent.name, lea.agent.name) == ("amy", "lea")
    assert amy.seat_fixed()
    lea.exchange().result()
    with pytest.raises(Refusal, match="seat_fixed"):
        lea.sit_down("amy")
    mine = amy.do(NewTicket("我的件", body="?", group_code="cod")).result().result
    other = lea.do(NewTicket("关务件", body="?", group_code="customs")).result().result
    for desk in (amy, lea, amy):
        state = desk.exchange().result()
        assert (state.state, state.authority, state.advisory) == ("in_step", True, False)
    assert lea.read.count(Filter()) == 2
    assert amy.read.count(Filter()) == 1
    assert amy.read.ticket(str(mine))
    assert amy.read.ticket(str(other)) is None
    assert "password" not in settings.read(tmp_path / "amy").hub
    amy.close()
    again = open_desk(tmp_path / "amy", start=False)
    assert again.agent.name == "amy"
    again.do(AddNote(str(mine), "noted")).result()
    assert again.exchange().result().waiting == 0
    assert again.read.refused() == ()
    again.close()
    lea.close()


def test_a_person_who_may_see_less_from_now_on_loses_the_rest(
    postgres_url: str, tmp_path: Path
) -> None:
    amy = _join(postgres_url, tmp_path, "amy", "cod", "customs")
    lea = _join(postgres_url, tmp_path, "lea", "cod", role="leader")
    for group in ("cod", "customs"):
        lea.do(NewTicket(f"件{group}", body="?", group_code=group)).result()
    for desk in (lea, amy):
        desk.exchange().result()
    assert amy.read.count(Filter()) == 2
    hub_admin.add_person(postgres_url, Wanted("amy", groups=("cod",)), 7)
    amy.exchange().result()
    amy.exchange().result()
    assert amy.read.count(Filter()) == 1
    assert amy.read.count(Filter(groups=("customs",))) == 0
    for desk in (lea, amy):
        desk.close()


def test_a_desk_whose_login_was_ended_comes_back_with_a_new_secret_and_sends_what_waits(
    postgres_url: str, tmp_path: Path
) -> None:
    amy = _join(postgres_url, tmp_path, "amy", "cod")
    uid = str(amy.do(NewTicket("我的件", body="?", group_code="cod")).result().result)
    assert amy.exchange().result().state == "in_step"
    number = amy.read.connection.execute("SELECT value FROM desk_state WHERE key='desk_no'")
    hub_admin.remove_desk(postgres_url, number.fetchone()[0])
    amy.do(AddNote(uid, "said after the removal")).result()
    assert amy.exchange().result().problem == "login_refused"
    amy.close()
    added = hub_admin.add_person(postgres_url, Wanted("amy"), 7)
    address = hub_admin.join_url(postgres_url, added.role_name)
    profiles.move_to(tmp_path / "amy", address, secret=added.secret)
    again = open_desk(tmp_path / "amy", start=False)
    state = again.exchange().result()
    assert (state.state, state.waiting, state.refused) == ("in_step", 0, 0)
    again.close()
    lea = _join(postgres_url, tmp_path, "lea", role="leader")
    lea.exchange().result()
    said = lea.read.connection.execute("SELECT body FROM entry WHERE ticket=?", (uid,)).fetchall()
    assert ("said after the removal",) in [tuple(row) for row in said]
    lea.close()
