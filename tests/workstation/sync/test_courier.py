"""The courier works by itself, says where it stands, and ends when told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.sync.team import Faulty, Seat, TakeTicket, Team
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal
from workstation.sync import pace, waking
from workstation.sync.courier import Courier
from workstation.sync.hub import open_hub
from workstation.sync.postgres_hub import PostgresHub
from workstation.sync.protocol import HubUnreachable

_PATIENCE = 15.0


def _until(true: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


class _Carried:
    """A seat with a courier of its own."""

    def __init__(self, seat: Seat, url: str, **more: Any) -> None:
        self.seat = seat
        self.states: list[SyncState] = []
        self.courier = Courier(
            url,
            seat.writer.submit,
            name=seat.name,
            keep_text=seat._keep,
            told=seat.heard.append,
            on_state=self.states.append,
            **more,
        )

    def do(self, action: Any) -> Any:
        done = self.seat.do(action)
        self.courier.wake()
        return done


@pytest.fixture
def carried(team: Team, hub_url: str) -> Iterator[Callable[..., _Carried]]:
    made: list[_Carried] = []

    def make(**more: Any) -> _Carried:
        made.append(_Carried(team.seat(), hub_url, **more))
        made[-1].courier.start()
        return made[-1]

    yield make
    for one in made:
        one.courier.stop()


def test_two_desks_converge_while_both_run(carried: Callable[..., _Carried], team: Team) -> None:
    one, two = carried(), carried()
    uid = one.seat.ticket()
    one.courier.wake()
    _until(lambda: two.seat.find("ticket", uid), "the new ticket did not come")
    two.do(TakeTicket(uid))
    _until(lambda: one.seat.read(uid).owner == two.seat.agent.uid, "the owner did not come")
    _until(lambda: two.courier.state().state == "in_step", "not in step")
    assert [state.state for state in one.states][-1] == "in_step"
    assert one.courier.state().last_exchange_at is not None


def test_ending_is_quick_while_waiting(carried: Callable[..., _Carried]) -> None:
    one = carried()
    _until(lambda: one.courier.state().state == "in_step", "not in step")
    begun = time.monotonic()
    one.courier.stop()
    assert time.monotonic() - begun < 10
    with pytest.raises(HubUnreachable):
        one.courier.take_next("a", "A", ["cod"], 1)


def test_next_tickets_through_the_courier(carried: Callable[..., _Carried]) -> None:
    one = carried()
    uid = one.seat.ticket()
    assert one.courier.take_next(one.seat.agent.uid, "One", ["cod"], 60_000) == uid
    assert one.courier.lease(uid, one.seat.agent.uid, "One", 60_000)
    assert one.courier.release(uid, one.seat.agent.uid)
    assert one.courier.take_next("b", "B", ["customs"], 60_000) is None


def test_offline_is_said_and_ends_by_itself(local_team: Team, sqlite_url: str) -> None:
    seat = local_team.seat()
    away = threading.Event()
    away.set()
    line: Any = Faulty(local_team.hub, lambda: "lost" if away.is_set() else "")
    states: list[SyncState] = []
    courier = Courier(
        sqlite_url,
        seat.writer.submit,
        on_state=states.append,
        clock=lambda: 77,
        opening=lambda: line,
    )
    seat.ticket()
    assert courier.round().state == "offline"
    state = courier.state()
    assert (state.waiting, state.offline_since, state.problem) == (1, 77, "lost")
    assert not state.listening, "nothing is heard while the hub is away"
    assert courier.round().offline_since == 77
    away.clear()
    assert courier.round().state == "in_step"
    assert courier.state().offline_since is None
    assert courier.state().listening
    assert [state.state for state in states] == ["offline", "in_step"]
    courier.stop()


def test_refused_work_shows_until_it_is_settled(local_team: Team, sqlite_url: str) -> None:
    seat, other = local_team.seat(), local_team.seat()
    uid = seat.ticket()
    local_team.settle()
    seat.do(TakeTicket(uid))
    seat.round()
    other.do(TakeTicket(uid))
    courier = Courier(sqlite_url, other.writer.submit)
    state = courier.round()
    assert (state.state, state.refused) == ("refused", 1)
    courier.stop()


def test_an_embedded_hub_is_made_and_filled(tmp_path: Path, local_team: Team) -> None:
    seat = local_team.seat()
    uid = seat.ticket()
    url = f"sqlite:///{tmp_path}/inside/hub.db"
    courier = Courier(url, seat.writer.submit, make=True)
    assert courier.round().state == "in_step"
    courier.stop()
    hub = open_hub(url)
    assert [state.uid for state in hub.fetch([("ticket", uid)])] == [uid]
    assert hub.check() == ()
    hub.close()


def test_a_hub_that_is_missing_is_a_problem_not_an_end(tmp_path: Path, local_team: Team) -> None:
    seat = local_team.seat()
    courier = Courier(f"sqlite:///{tmp_path}/none.db", seat.writer.submit)
    state = courier.round()
    assert (state.state, state.problem) == ("offline", "hub_missing")
    with pytest.raises(Refusal, match="hub_missing"):
        courier.take_next("a", "A", ["cod"], 1)
    courier.stop()


def test_a_pooler_that_swallows_notifications_is_found_out(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking, "_TRIAL", 0.05)
    monkeypatch.setattr(waking, "_SHORTEST", 0.02)
    hub = PostgresHub(postgres_url)
    ears, mouth = (waking.ListenWaking(postgres_url, hub._send) for _ in range(2))
    monkeypatch.setattr(ears, "tell", lambda: None)
    assert ears.wait(5)
    begun = time.monotonic()
    assert ears.wait(5)  # asks again by itself
    assert time.monotonic() - begun < 4
    ears.close()
    assert mouth.wait(5)
    mouth.tell()
    assert mouth.wait(5)  # hears itself
    mouth.interrupt()
    assert not mouth.wait(5)
    mouth.close()
    hub.close()


def test_work_goes_on_while_nobody_listens(postgres_url: str) -> None:
    ears = waking.ListenWaking(postgres_url, lambda statement: None)
    for _ in range(2_000):  # more than a socket takes
        ears.interrupt()
    assert ears.wait(5)
    ears.close()


def test_a_lost_listening_connection_is_made_anew(postgres_url: str) -> None:
    hub = PostgresHub(postgres_url)
    ears = waking.ListenWaking(postgres_url, hub._send)
    assert ears.wait(5)
    ears._listening.close()
    ears.interrupt()
    assert ears.wait(5)
    assert ears.wait(5)
    ears.tell()
    assert hub.epoch()  # on the connection that the answer is still to be taken from
    assert ears.wait(5)
    ears.close()
    hub.close()


# what goes wrong at the same time, and what goes on by itself


def test_a_failure_that_comes_late_does_not_hide_a_success(
    local_team: Team, sqlite_url: str
) -> None:
    """A question hangs at a dead line while the courier has long found the hub again."""
    seat = local_team.seat()
    courier = Courier(sqlite_url, seat.writer.submit)
    asked, go_on = threading.Event(), threading.Event()

    def hanging(_exchange: Any) -> None:
        asked.set()
        assert go_on.wait(_PATIENCE)
        raise HubUnreachable("the old line")

    caught: list[HubUnreachable] = []

    def ask() -> None:
        with pytest.raises(HubUnreachable) as told:
            courier.asked(hanging)
        caught.append(told.value)

    thread = threading.Thread(target=ask)
    thread.start()
    assert asked.wait(_PATIENCE)
    assert courier.round().state == "in_step"
    go_on.set()
    thread.join()
    assert caught
    assert courier.state().state == "in_step"
    with pytest.raises(HubUnreachable):
        courier.asked(hanging)
    assert courier.state().state == "offline", "one that began afterwards counts"
    courier.stop()


def test_sending_now_does_not_wait_for_the_next_attempt(
    local_team: Team, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = local_team.seat()
    away = threading.Event()
    away.set()
    line: Any = Faulty(local_team.hub, lambda: "lost" if away.is_set() else "")
    courier = Courier(sqlite_url, seat.writer.submit, opening=lambda: line)
    monkeypatch.setattr(pace.Pace, "failed", lambda self: 3_600.0)
    courier.start()
    _until(lambda: courier.state().state == "offline", "not offline")
    away.clear()
    courier.wake()
    courier.wake(now=True)
    _until(lambda: courier.state().state == "in_step", "not sent")
    courier.stop()


def test_a_desk_that_does_not_listen_asks(
    local_team: Team, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_ASKING", (0.05, 0.05))
    seat, other = local_team.seat(), local_team.seat()
    courier = Courier(sqlite_url, seat.writer.submit, listen=False)
    courier.start()
    _until(lambda: courier.state().state == "in_step", "not in step")
    assert not courier.state().listening
    uid = other.ticket()
    other.round()
    _until(lambda: seat.find("ticket", uid), "the ticket did not come")
    courier.stop()


def test_asking_becomes_seldom_while_nothing_happens() -> None:
    mine = pace.Pace()
    pauses = [mine.asking() for _ in range(12)]
    assert pauses[0] < 1.3
    assert min(pauses[-3:]) >= 8
    mine.stirred()
    assert mine.asking() < 1.3


def test_a_hub_file_that_was_moved_away_and_put_back_is_noticed(
    local_team: Team, sqlite_url: str, tmp_path: Path
) -> None:
    """Another file under the same name: the running desk goes to it, and loses nothing."""
    seat = local_team.seat()
    uid = seat.ticket()
    courier = Courier(sqlite_url, seat.writer.submit)
    assert courier.round().state == "in_step"
    local_team.hub.close()
    place = tmp_path / "hub.db"
    aside = tmp_path / "aside"
    aside.mkdir()
    for path in tmp_path.glob("hub.db*"):
        path.rename(aside / path.name)
    assert courier.round().state == "offline"
    fresh = open_hub(f"sqlite:///{place}", make=True)
    fresh.init()
    for _ in range(3):
        state = courier.round()
    assert state.state == "in_step"
    assert [told.uid for told in fresh.fetch([("ticket", uid)])] == [uid], "it has all of it now"
    fresh.close()
    courier.stop()


def test_comparing_and_tidying_are_done_by_the_hour(
    local_team: Team, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    seat = local_team.seat()
    seat.ticket()
    courier = Courier(sqlite_url, seat.writer.submit)
    courier.round()
    seat.run(lambda c: c.execute("DELETE FROM entry").rowcount)
    courier.round()
    assert courier.state().checked_at is None
    courier._upkeep._hour -= 3_600_001
    with caplog.at_level("INFO", "aftercare.sync"):
        courier.round()
    assert seat.rows("SELECT count(*) FROM entry") == [(1,)]
    assert courier.round().repaired == 1
    assert any("numbers left" in line.message for line in caplog.records)
    assert courier.state().serials_left == 20
    courier.stop()


def test_an_idle_desk_asks_one_question(local_team: Team, sqlite_url: str) -> None:
    seat = local_team.seat()
    calls: list[str] = []

    class Counted:
        """Counts what is asked of the hub."""

        def __getattr__(self, name: str) -> Any:
            real = getattr(local_team.hub, name)
            if not callable(real):
                return real

            def call(*told: Any, **named: Any) -> Any:
                calls.append(name)
                return real(*told, **named)

            return call

    line: Any = Counted()
    courier = Courier(sqlite_url, seat.writer.submit, opening=lambda: line)
    courier.round()
    calls.clear()
    courier.round()
    assert [name for name in calls if name != "listening"] == ["pull"]
    courier.stop()
