"""Cases that several tests look at, generated once."""

from functools import cache

from workstation.rules import loading
from workstation.sample.case import SampleCase
from workstation.sample.generate import generate

NOW = 1_795_320_000_000  # a Sunday in November 2026, 11:20 in Shanghai
ZONE = "Asia/Shanghai"
HOUR = 3_600_000


@cache
def cases(count: int = 400, seed: int = 1, now: int = NOW) -> tuple[SampleCase, ...]:
    return tuple(generate(count, seed, now, ZONE, loading.load()))
