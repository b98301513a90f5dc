"""How fast evidence pictures are looked into, copied and found again.

    python benchmarks/pictures.py [--looks 1000000] [--check]

Times are medians. Beside the copy stands what Pillow alone takes to open the same picture, make it
smaller and save it, as its documentation shows (`exif_transpose`, `thumbnail`, `save`), which leaves
where it was taken in the file; and beside the search among looks a plain pass over all of them.
``--check`` fails below the goals.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workstation.domain.picture import PictureFacts
from workstation.pictures import copies, look
from workstation.pictures.inspecting import inspect
from workstation.store.looks import Looks

#: The most of the peer's time that a copy may take, and of a plain pass that a search may.
GOAL_COPY = 1.0
GOAL_SEARCH = 0.1
_BATCH = 20_000


def photo(width: int = 4_000, height: int = 3_000) -> bytes:
    """A photograph of 12 megapixels with soft shapes and grain, as a phone saves it."""
    dice = random.Random(4)
    soft = Image.frombytes("RGB", (32, 24), dice.randbytes(32 * 24 * 3))
    grain = Image.frombytes("L", (1_000, 750), dice.randbytes(750_000)).convert("RGB")
    size = width, height
    made = Image.blend(soft.resize(size, Image.Resampling.BICUBIC), grain.resize(size), 0.1)
    stream = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    made.save(stream, "JPEG", quality=90, exif=exif)
    return stream.getvalue()


def peer(content: bytes) -> bytes:
    """The copy as the library's documentation makes it."""
    with Image.open(BytesIO(content)) as image:
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((1_600, 1_600))
        stream = BytesIO()
        upright.save(stream, "JPEG", quality=85)
        return stream.getvalue()


def median_ms(work: Callable[[], object], times: int) -> float:
    """The median of some runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def searched(count: int) -> tuple[float, float, float, float]:
    """Filling a second, search at the median and the 95th percentile, a plain pass (ms)."""
    dice = random.Random(7)
    points = [dice.getrandbits(255) for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        looks = Looks(Path(folder) / "pictures.db")
        begun = time.perf_counter()
        for start in range(0, count, _BATCH):
            looks.keep(
                [
                    PictureFacts(f"{n:064x}", 1, "image/jpeg", 4, 3, look=f"{points[n]:064x}")
                    for n in range(start, min(start + _BATCH, count))
                ]
            )
        filling = count / (time.perf_counter() - begun)
        taken = []
        for _ in range(200):
            changed = dice.choice(points)
            for place in dice.sample(range(64), 5):
                changed ^= 1 << place
            begun = time.perf_counter()
            found = looks.alike(look.turned(changed), 7, 56)
            taken.append((time.perf_counter() - begun) * 1000)
            assert found
        looks.close()
    ways = look.turned(points[0])
    begun = time.perf_counter()
    sum(1 for one in points for way in ways if (one ^ way).bit_count() <= 56)
    plain = (time.perf_counter() - begun) * 1000
    return filling, statistics.median(taken), sorted(taken)[190], plain


def main() -> int:
    """Measure and print; 1 when a goal was asked for and missed."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--looks", type=int, default=1_000_000)
    wanted.add_argument("--check", action="store_true")
    told = wanted.parse_args()
    content = photo()
    print(f"a photograph of 12 megapixels, {len(content) / 1e6:.1f} MB")
    works: tuple[tuple[str, Callable[[], object]], ...] = (
        ("looked into", lambda: inspect(content)),
        ("outgoing copy", lambda: copies.outgoing(content)),
        ("  the peer's", lambda: peer(content)),
        ("small picture", lambda: copies.small(content)),
        ("view 1920 × 1080", lambda: copies.view(content, 1_920, 1_080)),
    )
    times = {name: median_ms(work, 9) for name, work in works}
    for name, taken in times.items():
        print(f"{name:<18}{taken:8.1f} ms")
    filling, middle, high, plain = searched(told.looks)
    print(f"{told.looks:,} looks: {filling:,.0f} kept a second")
    print(f"search            {middle:8.1f} ms, p95 {high:.1f} ms; a plain pass {plain:,.0f} ms")
    ratio = times["outgoing copy"] / times["  the peer's"]
    met = ratio <= GOAL_COPY and high <= plain * GOAL_SEARCH
    print(f"copy {ratio:.2f} of the peer's time: {'met' if met else 'MISSED'}")
    return int(told.check and not met)


if __name__ == "__main__":
    raise SystemExit(main())
