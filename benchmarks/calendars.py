"""How quick sums in working time are, beside a floor of bare arithmetic taken in the same run.

`python benchmarks/calendars.py [TICKETS]` (10,000) measures, with calendars that have just changed
and so have nothing worked out yet:

- `add`, `days`, `between`: one sum for each ticket. The floor is the same sum by a formula that
  knows nothing but five equal days a week at one fixed offset: no lunch, no holidays, no zone;
- `limits`: all limits of each ticket, as after a change of a calendar.

Times are milliseconds, the best of five; the ratio is to the floor.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

# In place of this folder: our name is close to that of a module of the standard library.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workstation.domain.calendars import Calendar, add_working, add_working_days, working_between
from workstation.domain.limits import plan
from workstation.domain.ticket import GROUPS, Ticket
from workstation.rules import loading

HOUR = 3_600_000
DAY = 24 * HOUR
WEEK = 7 * DAY
OFFSET = 8 * HOUR
OPENS, LENGTH = 9 * HOUR, 9 * HOUR
#: Monday, 5 January 1970, in local time.
FIRST_MONDAY = 4 * DAY
START = 1_767_225_600_000  # 2026-01-01
RUNS = 5


def worked(at_ms: int) -> int:
    """The open time since the first Monday, five equal days a week at a fixed offset."""
    weeks, rest = divmod(at_ms + OFFSET - FIRST_MONDAY, WEEK)
    days, rest = divmod(rest, DAY)
    done = (weeks * 5 + min(days, 5)) * LENGTH
    return done + (min(max(rest - OPENS, 0), LENGTH) if days < 5 else 0)


def floor_add(at_ms: int, working_ms: int) -> int:
    """The moment by which so much has been worked, by formula."""
    days, rest = divmod(worked(at_ms) + working_ms, LENGTH)
    if not rest:
        days, rest = days - 1, LENGTH
    weeks, days = divmod(days, 5)
    return FIRST_MONDAY + weeks * WEEK + days * DAY + OPENS + rest - OFFSET


def best(work: Callable[[], object]) -> float:
    """The quickest of some runs in milliseconds."""
    found = []
    for _ in range(RUNS):
        gc.collect()
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1000)
    return min(found)


def fresh(calendars: dict[str, Calendar]) -> dict[str, Calendar]:
    """The calendars as after a change: nothing of them is worked out."""
    return {code: replace(calendar) for code, calendar in calendars.items()}


def tickets(count: int) -> list[Ticket]:
    """Tickets over ten months, a third of them with finished waits."""
    draw = random.Random(4)
    made = []
    for place in range(count):
        created = START + draw.randrange(300 * DAY)
        waits = tuple(
            f"{created + n * DAY}-{created + n * DAY + draw.randrange(2 * DAY)}"
            for n in range(1, draw.choice((0, 0, 1, 3)) + 1)
        )
        group = draw.choice(GROUPS)
        kind = draw.choice(("timeliness", "safety", "service", "request", "enquiry"))
        made.append(
            Ticket(f"{place:032x}", f"7-{place}", created, class_code=kind, group_code=group, waits=waits)
        )  # fmt: skip
    return made


def main(count: int) -> None:
    """Measure and show."""
    loaded = loading.load()
    calendars = dict(loaded.calendars)
    asked = tickets(count)
    moments = [ticket.created_at for ticket in asked]

    def each(sum_of: Callable[[Calendar, int], object]) -> Callable[[], object]:
        def work() -> None:
            office = replace(calendars["office"])
            for moment in moments:
                sum_of(office, moment)

        return work

    def floor(sum_of: Callable[[int], object]) -> Callable[[], object]:
        def work() -> None:
            for moment in moments:
                sum_of(moment)

        return work

    def all_limits() -> int:
        anew = fresh(calendars)
        return sum(len(plan(one, loaded.limits, anew).lines) for one in asked)

    lines = all_limits()
    rows = (
        ("add 8 h", each(lambda c, at: add_working(c, at, 8 * HOUR)),
         floor(lambda at: floor_add(at, 8 * HOUR))),
        ("days 7", each(lambda c, at: add_working_days(c, at, 7)),
         floor(lambda at: floor_add(at, 7 * LENGTH))),
        ("between 9 d", each(lambda c, at: working_between(c, at, at + 9 * DAY)),
         floor(lambda at: worked(at + 9 * DAY) - worked(at))),
        (f"{lines:,} limits", all_limits, lambda: [floor_add(moments[0], HOUR) for _ in range(lines)]),
    )  # fmt: skip
    print(f"{count:,} tickets        ours ms   floor ms   ratio")
    for name, ours, bare in rows:
        mine, least = best(ours), best(bare)
        print(f"{name:18} {mine:9.1f}  {least:9.1f}  {mine / least:6.1f}")
    kept = replace(calendars["office"])
    add_working(kept, START, 8 * HOUR)
    tables = kept._years.values()
    size = sum(
        one.itemsize * len(one)
        for table in tables
        for one in (table.starts, table.ends, table.before, table.days, table.closes)
    )
    print(f"a year of a calendar keeps {size / len(tables) / 1000:.1f} kB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
