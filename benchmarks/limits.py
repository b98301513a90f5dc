"""How quick all limits of all open tickets are worked out anew after a change of a calendar.

`python benchmarks/limits.py [TICKETS] [--check]` makes a profile with 10,000 open tickets, closes a day
that was open, and works everything out anew as a desk does: in pieces on its writing thread, with a
durable transaction each. Beside it stands the floor of the same run: reading those tickets and
writing their due times without working anything out. Times are milliseconds, the least of five.
`--check` fails beyond a second for 10,000, or beyond six times the floor.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder, whose modules have names of the standard library's

from workstation import due_times  # noqa: E402
from workstation.desk import Desk, open_desk  # noqa: E402
from workstation.domain.identity import new_uid  # noqa: E402
from workstation.domain.limits import Limits, Planner  # noqa: E402
from workstation.domain.people import Customer  # noqa: E402
from workstation.domain.ticket import Ticket  # noqa: E402
from workstation.rules import loading  # noqa: E402
from workstation.store import bulk, dues  # noqa: E402
from workstation.store.replica import now_ms, transaction  # noqa: E402

RUNS = 5
GOAL_MS = 1_000
RATIO = 6
HOUR = 3_600_000


def tickets(count: int, now: int) -> list[Ticket | Customer]:
    """Open tickets of all groups, classes and channels of the last twenty days."""
    draw, bundle = random.Random(7), loading.load()
    codes = [item.code for item in bundle.catalogue.subtypes]
    people = [
        Customer(new_uid(), f"C{n}", kind=draw.choice(("cash", "credit"))) for n in range(500)
    ]
    made: list[Ticket | Customer] = [*people]
    for number in range(count):
        procedure = bundle.procedures[draw.choice(list(bundle.procedures))]
        at = now - draw.randrange(20 * 24 * HOUR)
        subtype = draw.choice(codes)
        answered = draw.choice((None, at + HOUR // 6))
        waits = (f"{at + HOUR}-{at + 3 * HOUR}:customer",) if draw.random() < 0.3 else ()
        made.append(
            Ticket(
                new_uid(),
                f"7-{number:05d}",
                at,
                class_code=subtype.partition(".")[0],
                subtype=subtype,
                group_code=procedure.group,
                status="open",
                priority=draw.choice((1, 2, 2, 3, 4)),
                channel=draw.choice(("phone", "sms", "chat", "email")),
                customer=draw.choice(people).uid,
                procedure=f"{procedure.code}@{procedure.version}",
                step=draw.choice(procedure.steps).code,
                step_since=at + HOUR,
                first_response_at=answered,
                told_at=answered,
                waits=waits,
            )
        )
    return made


def floor(desk: Desk) -> None:
    """Read all open tickets and write due times, with nothing worked out."""
    place = dues.START
    while True:

        def task(
            connection: sqlite3.Connection, place: dues.Place = place
        ) -> tuple[int, dues.Place]:
            with transaction(connection):
                found, behind = dues.open_after(connection, place, due_times.PIECE)
                dues.write(connection, ((row, Limits(due_at=row)) for row, _ in found))
                return len(found), behind

        count, place = desk.writer.submit(task).result()
        if not count:
            return


def least(work: Callable[[], object]) -> float:
    """The shortest of some runs in milliseconds."""
    best = float("inf")
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        best = min(best, (time.perf_counter() - begun) * 1000)
    return best


def main() -> int:
    """Measure and print; 1 when a goal is missed and `--check` asks for it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tickets", nargs="?", type=int, default=10_000)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "desk", start=False)
        now = now_ms()
        made = tickets(given.tickets, now)

        def fill(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                bulk.insert(connection, made)

        desk.writer.submit(fill).result()
        shown = loading.load()
        days = iter(range(1, 29))

        def changed() -> None:
            """One more day of this month is closed in every calendar."""
            month = date.fromtimestamp(now / 1000).replace(day=next(days))
            calendars = {
                code: replace(item, holidays=item.holidays | {month})
                for code, item in shown.calendars.items()
            }
            desk.__dict__["rules"] = replace(shown, calendars=calendars)
            due_times.all_anew(desk)

        whole = least(changed)
        bare = least(lambda: floor(desk))
        planner = Planner(desk.rules)
        open_ones = [item for item in made if isinstance(item, Ticket)]
        alone = least(lambda: [planner.plan(item) for item in open_ones])
        lines = sum(len(planner.plan(item).lines) for item in open_ones)
        desk.close()
    print(f"{given.tickets} tickets, {lines} limits")
    print(f"worked out anew       {whole:8.0f} ms")
    print(f"read and written only {bare:8.0f} ms   ratio {whole / bare:.1f}")
    print(f"planned only          {alone:8.0f} ms   {alone / lines * 1000:.1f} us a limit")
    missed = whole > GOAL_MS * given.tickets / 10_000 or whole > RATIO * bare
    return 1 if given.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
