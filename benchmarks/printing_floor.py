"""What the machine gives to two processes at once: work that waits for nothing, and durable files.

    python benchmarks/printing_floor.py processor|disk COUNT SECONDS

A form takes of a processor about what one round of ``processor`` takes, and leaves a file of the size
that ``disk`` writes, durably. How much more of each two processes make than one is what no program
that draws forms can beat there.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Final

_CONTENT: Final = random.Random(7).randbytes(350_000)
_PACKED: Final = bytes(byte & 15 for byte in _CONTENT[:60_000])


def processor(_target: Path) -> None:
    """Python's own work, and packing, in the proportion of a form's."""
    zlib.compress(_PACKED, 4)
    told: dict[str, list[int]] = {}
    for number in range(12_000):
        told.setdefault(str(number % 300), []).append(number)


def disk(target: Path) -> None:
    """One durable file."""
    with target.open("wb") as file:
        file.write(_CONTENT)
        file.flush()
        os.fsync(file.fileno())


FLOORS: Final = {"processor": processor, "disk": disk}


def main(floor: str, count: int, seconds: float) -> None:
    """Work until there are so many rounds or the time is over, and tell what it took."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        end = time.perf_counter() + seconds
        while len(times) < count and (time.perf_counter() < end or len(times) < min(count, 3)):
            start = time.perf_counter()
            FLOORS[floor](Path(folder) / f"{len(times) % 1000:03d}")
            times.append(time.perf_counter() - start)
    print(json.dumps({"times": times}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
