"""Turning the key: of two copies of a desk, one alone may hand messages over."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.workstation.sync.team import Faulty, Seat, Team
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.store import queue
from workstation.sync.exchange import Exchange
from workstation.sync.protocol import HubUnreachable, turned


def _copied(team: Team, seat: Seat, name: str = "copy") -> Seat:
    """A copy of a desk's file as it stands."""
    path = team.folder / f"{name}.db"
    seat.run(lambda c: _backup(c, path))
    made = Seat(path, seat.hub, name)
    team.seats.append(made)
    return made


def _backup(connection: sqlite3.Connection, path: Path) -> None:
    with sqlite3.connect(path) as other:
        connection.backup(other)
    other.close()


def _queue(seat: Seat) -> None:
    """A message that waits to be handed over."""
    insert = "INSERT INTO outgoing(entry,tries,next_at) VALUES ('m',0,0)"
    seat.run(lambda c: c.execute(insert) and None)


def _hands_over(seat: Seat) -> bool:
    """What the post does with a message of an earlier run."""
    try:
        alone = seat.exchange.alone(10)
    except Refusal:
        return False
    due = seat.run(lambda c: queue.due(c, seat.now))
    return alone and due is not None and due[1] < queue.COPIED


def _token(seat: Seat) -> str:
    return seat.exchange.identity().token


@pytest.fixture
def pair(team: Team) -> tuple[Seat, Seat]:
    """A desk with a queued message, and its copy, with the same key."""
    seat = team.seat()
    seat.ticket()
    seat.round()
    _queue(seat)
    return seat, _copied(team, seat)


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_copies_one_hands_over_whoever_comes_first(
    team: Team, pair: tuple[Seat, Seat], first: int
) -> None:
    early, late = pair[first], pair[1 - first]
    assert _hands_over(early)
    assert not _hands_over(late)
    assert not _hands_over(late)
    assert early.exchange.identity().desk_no != late.exchange.identity().desk_no
    team.settle()
    assert _hands_over(early)


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("both_push", [False, True])
def test_it_is_so_with_the_same_unsent_work_at_both(
    team: Team, first: int, both_push: bool
) -> None:
    seat = team.seat()
    seat.round()
    uid = seat.ticket()
    _queue(seat)
    pair = seat, _copied(team, seat)
    early, late = pair[first], pair[1 - first]
    early.exchange.push()
    if both_push:
        late.exchange.push()
        assert _token(late) == _token(early)
    assert _hands_over(early)
    assert not _hands_over(late)
    team.settle()
    assert early.read(uid) == late.read(uid)
    assert team.hub.info().operations == 1


def test_a_proof_whose_answer_was_lost_is_asked_for_again(team: Team) -> None:
    plan: list[str] = []
    seat = team.seat(hub=Faulty(team.hub, lambda: plan.pop(0) if plan else ""))
    seat.round()
    _queue(seat)
    before = seat.exchange.identity()
    plan[:] = ["unheard"]
    with pytest.raises(HubUnreachable):
        seat.exchange.alone(10)
    uid = seat.ticket()
    copy = _copied(team, seat)
    seat.close()
    seat.open()
    seat.exchange.prove()
    seat.round()
    after = seat.exchange.identity()
    assert after.desk_no == before.desk_no
    assert after.token != before.token
    assert seat.counts() == (0, 0)
    assert not _hands_over(copy)
    assert copy.exchange.identity().desk_no != before.desk_no
    team.settle()
    assert copy.read(uid) == seat.read(uid)


def test_while_the_hub_is_away_messages_wait(team: Team) -> None:
    plan = ["lost"] * 20
    seat = team.seat(hub=Faulty(team.hub, lambda: plan.pop(0) if plan else ""))
    _queue(seat)
    assert not _hands_over(seat)
    plan.clear()
    assert _hands_over(seat)


def test_a_proof_holds_for_so_long_and_no_longer(team: Team, pair: tuple[Seat, Seat]) -> None:
    seat, copy = pair
    assert seat.exchange.alone(1_000)
    assert not copy.exchange.alone(1_000)
    before = _token(seat)
    assert seat.exchange.alone(1_000)
    assert _token(seat) == before
    assert seat.exchange.alone(-1)
    assert _token(seat) != before


def test_a_key_is_turned_once_for_the_same_number(team: Team) -> None:
    seat = team.seat()
    who = Exchange(seat.writer.submit, team.hub, name="x").identity()
    nonce = new_uid()
    key = team.hub.prove(who.desk_no, who.token, nonce)
    assert key == turned(who.token, nonce)
    assert team.hub.prove(who.desk_no, who.token, nonce) == key
    for token, number in ((who.token, new_uid()), ("", nonce), ("x" * 32, nonce)):
        with pytest.raises(Refusal, match="desk_cloned"):
            team.hub.prove(who.desk_no, token, number)
    with pytest.raises(Refusal, match="desk_unknown"):
        team.hub.prove(99, who.token, nonce)
    assert team.hub.push(who.desk_no, key, []).token == key
