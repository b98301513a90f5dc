"""Work that one desk does, or hears of: saving, pushing, hearing, sending much, catching up."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.common import Desk, once, seconds, spread
from benchmarks.goals import Line
from benchmarks.hub_bed import Bed, one
from workstation.store import operations
from workstation.store.connect import connect
from workstation.store.flat import flat
from workstation.store.replica import transaction
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Operation


def _next_operation(desk: Desk) -> Operation:
    """The operation that a desk would send next."""
    (item,) = operations.waiting(desk.connection, 1, 1_000_000)
    told = (item.agent, item.action, item.ticket, item.args, item.changes)
    return Operation(item.n, item.uid, item.at, *told)


def save(bed: Bed) -> Line:
    """An edit saved on the desk."""
    uid = bed.made[0].uid
    ours, floor = [], []
    for n in range(300):  # in turns, so that both have the same weather
        ours.append(seconds(partial(bed.one.edit, uid, f"save {n}")))
        floor.append(seconds(partial(bed.raw_save, uid, f"save {n}")))
    bed.one.exchange.push()
    return Line("save", spread(ours), spread(floor))


def push_one(bed: Bed) -> Line:
    """One edit pushed to the hub and answered."""
    ours, floor = [], []
    for n in range(300):
        uid = bed.made[n % 100].uid
        bed.one.edit(uid, f"push {n}")
        told = _next_operation(bed.one)
        who = bed.one.exchange.identity()
        ours.append(seconds(lambda: bed.hub.push(who.desk_no, who.token, [told])))  # noqa: B023
        bed.one.exchange.push()  # the same again: answered as before, and kept
        floor.append(seconds(lambda: bed.floor.push(uid, f"push {n}")))  # noqa: B023
    return Line("push one", spread(ours), spread(floor))


def seen_elsewhere(bed: Bed) -> Line:
    """From before an agent's commit until the line is committed in another's replica."""
    other_hub = open_hub(bed.url)
    two = Desk(bed.another(), other_hub)
    two.exchange.round()

    def told(uid: str, n: int) -> None:
        bed.one.edit(uid, f"seen {n}")
        bed.one.exchange.push()

    ours = _seen(
        bed,
        told,
        lambda: other_hub.wait(1.0) and two.exchange.pull().pulled > 0,
    )
    other_hub.close()
    listening, reading = bed.floor.dial(), bed.floor.dial()
    listening.execute("LISTEN floor")
    copy = connect(bed.folder / "raw2.db")
    copy.execute("CREATE TABLE IF NOT EXISTS ticket(uid TEXT PRIMARY KEY, rev, body TEXT)")
    place = [one(reading, "SELECT pg_current_snapshot()::text")]

    def write(uid: str, n: int) -> None:
        bed.raw_save(uid, f"seen {n}")
        bed.floor.push(uid, f"seen {n}")
        bed.floor.connection.execute("NOTIFY floor")

    def read() -> bool:
        if not list(listening.notifies(timeout=1.0, stop_after=1)):
            return False
        rows = reading.execute(
            "SELECT pg_current_snapshot()::text, t.uid, t.rev, t.body::text"
            " FROM floor_log l JOIN floor_ticket t USING (uid)"
            " WHERE l.xid >= pg_snapshot_xmin(%(at)s::pg_snapshot)"
            " AND NOT pg_visible_in_snapshot(l.xid, %(at)s::pg_snapshot)",
            {"at": place[0]},
        ).fetchall()
        if not rows:
            return False
        place[0] = rows[0][0]
        with transaction(copy):
            copy.executemany(
                "INSERT INTO ticket VALUES (?,?,?) ON CONFLICT(uid)"
                " DO UPDATE SET rev=excluded.rev, body=excluded.body",
                [row[1:] for row in rows],
            )
        return True

    floor = _seen(bed, write, read)
    return Line("seen elsewhere", ours, floor)


def _seen(
    bed: Bed, write: Callable[[str, int], Any], read: Callable[[], bool]
) -> tuple[float, float]:
    arrived, ended = threading.Event(), threading.Event()

    def listen() -> None:
        while not ended.is_set():
            if read():
                arrived.set()

    thread = threading.Thread(target=listen)
    thread.start()
    time.sleep(1.5)
    times = []
    for n in range(120):
        arrived.clear()
        begun = time.perf_counter()
        write(bed.made[n].uid, n)
        arrived.wait(5)
        times.append(time.perf_counter() - begun)
        time.sleep(0.01)
    ended.set()
    thread.join()
    return spread(times)


def drain(bed: Bed) -> Line:
    """A thousand edits pushed in one go."""
    chosen = [ticket.uid for ticket in bed.made[:1_000]]
    ours, floor = [], []
    for turn in range(3):
        for uid in chosen:
            bed.one.edit(uid, f"drained {turn}")
        ours.append(seconds(bed.one.exchange.push))
        floor.append(seconds(lambda: bed.floor.pipelined(chosen)))
    return Line("drain 1,000", once(min(ours)), once(min(floor)))


def catch_up(bed: Bed) -> Line:
    """Ten thousand edits of another pulled into a replica."""
    two = Desk(bed.another(), bed.hub)
    two.exchange.round()
    chosen = [ticket.uid for ticket in bed.made[: min(10_000, len(bed.made))]]
    for start in range(0, len(chosen), 1_000):
        for uid in chosen[start : start + 1_000]:
            bed.one.edit(uid, "caught up")
        bed.one.exchange.push()
    ours = seconds(two.exchange.pull)
    turn = flat("ticket")
    names = ",".join(f'"{name}"=?' for name in turn.names)

    def raw() -> None:
        rows = bed.floor.connection.execute(
            "SELECT uid, body::text FROM hub_record WHERE kind='ticket' AND uid = ANY(%s)",
            (chosen,),
        ).fetchall()
        for start in range(0, len(rows), 1_000):
            values = [
                (*turn.row(uid, json.loads(body)), uid) for uid, body in rows[start : start + 1_000]
            ]
            with transaction(bed.raw):
                bed.raw.executemany(f"UPDATE ticket SET {names} WHERE uid=?", values)

    return Line("catch up 10,000", once(ours), once(seconds(raw)))
