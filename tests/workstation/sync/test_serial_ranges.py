"""Numbers of forms: given by the hub in ranges, used once, returned or given up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest

from tests.workstation.sync.team import Add, Change, Faulty, Seat, Team
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.store import serials, state
from workstation.store.replica import transaction
from workstation.sync.exchange import FEW_SERIALS, SERIALS
from workstation.sync.protocol import HubUnreachable

_NEXT_YEAR = 366 * 86_400_000


def _take(seat: Seat, now: int = 0) -> str:
    moment = now or seat.exchange.clock()

    def task(connection: object) -> str:
        with transaction(seat.writer.connection) as writing:
            return state.next_number(writing, "serial", moment)

    return str(seat.run(task))


def _left(seat: Seat) -> int:
    series = serials.series_at(seat.exchange.clock())
    return int(seat.run(lambda c: serials.left(c, series)))


def _seat(team: Team) -> Seat:
    seat = team.seat()
    seat.round()
    seat.exchange.tend_serials()
    return seat


def test_no_two_desks_have_a_number_in_common(team: Team) -> None:
    seats = [_seat(team) for _ in range(3)]
    taken = [_take(seat) for _ in range(SERIALS) for seat in seats]
    assert len(set(taken)) == 3 * SERIALS
    year = datetime.now(ZoneInfo("Asia/Shanghai")).year
    assert all(len(text) == 13 and text.startswith(f"LP{year}-") for text in taken)


def test_more_are_asked_for_when_few_are_left(team: Team) -> None:
    seat = _seat(team)
    for _ in range(SERIALS - FEW_SERIALS):
        _take(seat)
    seat.exchange.tend_serials()
    assert _left(seat) == FEW_SERIALS
    _take(seat)
    seat.exchange.tend_serials()
    assert _left(seat) == FEW_SERIALS - 1 + SERIALS
    assert len({_take(seat) for _ in range(_left(seat))}) == FEW_SERIALS - 1 + SERIALS


def test_without_a_number_in_hand_it_must_wait(team: Team) -> None:
    seat = _seat(team)
    for _ in range(SERIALS):
        _take(seat)
    with pytest.raises(Refusal, match="serial_waiting"):
        _take(seat)
    seat.exchange.tend_serials()
    assert _take(seat)


def test_numbers_of_a_year_that_is_over_go_back(team: Team) -> None:
    seat, other = _seat(team), team.seat()
    used = _take(seat)
    for one in (seat, other):
        one.exchange.clock.offset += _NEXT_YEAR
    seat.exchange.tend_serials()
    series = {row[0] for row in seat.rows("SELECT series FROM serial_range")}
    assert series == {serials.series_at(seat.exchange.clock())}
    given = team.hub.lease_serials(other.exchange.identity().desk_no, used[:6], SERIALS)
    again = {f"{used[:6]}-{n:06d}" for n in range(given.first, given.last + 1)}
    assert used not in again
    assert given.first == int(used[7:]) + 1, "what was not used is given first"


def test_numbers_on_their_way_back_are_not_used_whatever_the_line_does(team: Team) -> None:
    seat = _seat(team)
    seat.hub = seat.exchange.hub = Faulty(  # type: ignore[assignment]
        team.hub, lambda: "lost"
    )
    seat.exchange.hub.PASSED = ("return_serials",)  # type: ignore[attr-defined]
    with pytest.raises(HubUnreachable):
        seat.exchange.return_serials()
    with pytest.raises(Refusal, match="serial_waiting"):
        _take(seat)
    seat.exchange.hub = team.hub
    seat.exchange.return_serials()
    assert seat.rows("SELECT * FROM serial_range") == []


def test_a_copied_desk_gives_up_its_numbers_and_the_hub_refuses_the_second_use(
    team: Team, tmp_path: Path
) -> None:
    seat = _seat(team)
    claims = []
    for number in range(2):
        uid = seat.ticket(waybill=f"SF{number}")
        claim = Claim(new_uid(), f"C-{number}", uid, seat.now, status="approved", approved_fen=5)
        seat.do(Add(claim))
        claims.append(claim)
    seat.round()
    seat.close()
    copyfile(seat.path, tmp_path / "copy.db")
    seat.open()
    copy = Seat(tmp_path / "copy.db", team.hub, "copy")
    team.seats.append(copy)
    for one, claim in ((seat, claims[0]), (copy, claims[1])):
        one.exchange.identity()  # and with it the hub's time, as the desk knows it
        one.do(Change(claim.uid, {"serial": _take(one)}, "claim"))
    assert seat.claim(claims[0].uid).serial == copy.claim(claims[1].uid).serial
    seat.ticket()
    seat.round()
    copy.round()
    assert copy.rows("SELECT code FROM operation WHERE state='refused'") == [("serial_taken",)]
    assert copy.rows("SELECT * FROM serial_range") == [], "the rest is the other one's"
    copy.exchange.tend_serials()
    assert {_take(copy) for _ in range(SERIALS)}.isdisjoint(_take(seat) for _ in range(10))
    team.settle()
    assert copy.claim(claims[1].uid).serial == ""


def test_the_year_is_that_of_china() -> None:
    eve = int(datetime(2026, 12, 31, 16, 30, tzinfo=UTC).timestamp() * 1_000)
    assert serials.series_at(eve) == "LP2027"
    assert serials.series_at(eve - 3_600_000) == "LP2026"
