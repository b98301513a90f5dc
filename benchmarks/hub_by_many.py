"""Many desks at once: edits pushed side by side, and the next ticket for each of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any, Final

from benchmarks.common import ME, once, race
from benchmarks.goals import Line
from benchmarks.hub_bed import Bed, one
from workstation.domain.identity import new_uid
from workstation.store.replica import now_ms
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub, Operation

#: Turns of a new connection that are not counted: a desk keeps its own for hours.
_WARM: Final = 6
#: Rounds in which ours and the floor take turns.
_ROUNDS: Final = 5


def pushes_by_32(bed: Bed) -> Line:
    """Edits from 32 connections at once; per edit. Connections are warm, as a desk's are."""
    desks = [bed.hub.enrol(new_uid(), f"p{n}") for n in range(32)]
    tokens = [who.token for who in desks]
    hubs, lines = _hubs(bed, 32), [bed.floor.dial() for _ in range(32)]

    def edit(number: int, n: int) -> None:
        uid = bed.made[number].uid
        facts = {"base": {"step": f"{n - 1}" if n else ""}, "set": {"step": f"{n}"}}
        change = {"kind": "ticket", "uid": uid, **facts}
        told = Operation(n + 1, new_uid(), now_ms(), ME.uid, "Edit", uid, {}, [change])
        pushed = hubs[number].push(desks[number].desk_no, tokens[number], [told])
        if pushed.outcomes[0].state != "applied":
            raise SystemExit(f"not applied: {pushed.outcomes[0]}")
        tokens[number] = pushed.token

    def least(number: int, n: int) -> None:
        bed.floor.push(bed.made[number].uid, f"{n}", lines[number])

    line = Line("pushes by 32", *_rounds(32, edit, least, 20))
    _close(hubs)
    return line


def next_by_64(bed: Bed) -> Line:
    """64 agents take tickets; per ticket. All are given in the end, and none of them twice."""
    count = min(6_400, len(bed.made))
    given: list[str] = []
    every = [ticket.uid for ticket in bed.made]
    bed.floor.connection.execute(
        "UPDATE floor_ticket SET owner='y' WHERE uid = ANY(%s)", (every[count:],)
    )
    bed.floor.connection.execute(
        "UPDATE hub_record SET owner='y' WHERE kind='ticket' AND uid = ANY(%s)",
        (every[count:],),
    )
    bed.floor.connection.execute("VACUUM ANALYZE")
    desk = bed.one.exchange.identity().desk_no
    hubs, lines = _hubs(bed, 64), [bed.floor.dial() for _ in range(64)]

    def take(number: int, turn: int) -> bool:
        got = hubs[number].take_next(f"{number}-{turn}", "", ["cod"], desk, 600_000)
        if got:
            given.append(got.ticket)
        return got is not None

    def least(number: int, _: int) -> None:
        one(lines[number], "SELECT floor_next()")

    each = (count // 64 - _WARM) // _ROUNDS
    told = _rounds(64, take, least, each)

    def rest(number: int) -> None:
        turn = _WARM + _ROUNDS * each
        while take(number, turn):
            turn += 1

    race(64, rest)
    _close(hubs)
    if len(given) != count or len(set(given)) != count:
        raise SystemExit(f"{len(given)} leases of {len(set(given))} tickets instead of {count}")
    bed.floor.connection.execute(
        "UPDATE hub_record SET owner=coalesce(body->>'owner','') WHERE kind='ticket'"
    )
    return Line("next by 64", *told)


def _rounds(
    workers: int,
    ours: Callable[[int, int], Any],
    floor: Callable[[int, int], Any],
    each: int,
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Rounds of ours and of the floor in turns, so that both have the same weather; per turn.

    Each worker has so many turns in a round; the first few of all are not counted.
    """
    for work in (ours, floor):
        for number in range(workers):
            for n in range(_WARM):
                work(number, n)
    times: tuple[list[float], list[float]] = ([], [])
    for start in range(_WARM, _WARM + _ROUNDS * each, each):
        for work, taken in zip((ours, floor), times, strict=True):

            def turns(number: int, work: Any = work, start: int = start) -> None:
                for n in range(start, start + each):
                    work(number, n)

            taken.append(race(workers, turns) / workers / each)
    return once(statistics.median(times[0])), once(statistics.median(times[1]))


def _hubs(bed: Bed, count: int) -> list[Hub]:
    """A connection for each of so many desks, as they have in their own processes."""
    hubs = [open_hub(bed.url) for _ in range(count)]
    for hub in hubs:
        hub.epoch()
    return hubs


def _close(hubs: list[Hub]) -> None:
    for hub in hubs:
        hub.close()
