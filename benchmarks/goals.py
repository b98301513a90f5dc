"""What the exchange with a PostgreSQL hub may cost, and a line of a measurement beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Name of a line -> the most floors that it may cost, at the median and at the 95th percentile.
GOALS: Final = {
    "save": (3.0, None),
    "push one": (1.5, 2.0),
    "seen elsewhere": (1.5, 2.0),
    "drain 1,000": (2.0, None),
    "pushes by 32": (1 / 0.6, None),  # with the wake-ups of others
    "next by 64": (1 / 0.8, None),
    "catch up 10,000": (1.5, None),
    "bootstrap": (1.3, None),
    "snapshot": (2.0, None),
}
#: How many times faster than PouchDB, where that is measured in the same run.
TIMES_POUCHDB: Final = {"bootstrap": 8, "snapshot": 18}


@dataclass(frozen=True)
class Line:
    """One measurement: seconds at the median and the 95th percentile, ours and the floor's."""

    name: str
    ours: tuple[float, float]
    floor: tuple[float, float]

    @property
    def ratios(self) -> tuple[float, float]:
        return self.ours[0] / self.floor[0], self.ours[1] / self.floor[1]

    @property
    def met(self) -> bool:
        median, high = GOALS[self.name]
        return self.ratios[0] <= median and (high is None or self.ratios[1] <= high)

    def __str__(self) -> str:
        median, high = GOALS[self.name]
        goal = f"{median:.2f}" + (f"/{high:.2f}" if high else "")
        told = [f"{value * 1000:9.3f}" for value in (*self.ours, *self.floor)]
        ratios = "/".join(f"{ratio:.2f}" for ratio in self.ratios)
        verdict = "met" if self.met else "MISSED"
        return f"{self.name:<16}{' '.join(told)}   {ratios:>12}  {goal:>10}  {verdict}"
