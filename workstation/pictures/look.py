"""A picture's look as 255 points, which scaling and saving anew hardly change.

The grey picture is brought to 32 × 32 and its frequencies are taken (a discrete cosine transform,
type II). Each point says whether one of the 16 × 16 lowest frequencies is positive; the coarse 64 are
found by an index. Only signs are kept, so turning or mirroring the picture moves and flips points in
a known way: what a turned picture would look like is told from the points alone.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

from PIL import Image

SIDE: Final = 32
_KEPT: Final = 16
COARSE: Final = 64
_SCALE: Final = 1 << 14
_FLATTEST: Final = 6  # levels of grey between the 5 % darkest and the 5 % lightest points

#: The frequencies (across, down) of the points: the coarse ones first. The mean (0, 0) tells
#: nothing; (8, 8) takes its place, which every turn leaves where it is.
_COARSE: Final = tuple((u, v) for u in range(8) for v in range(8) if (u, v) != (0, 0)) + ((8, 8),)
_POINTS: Final = _COARSE + tuple(
    (u, v)
    for u in range(_KEPT)
    for v in range(_KEPT)
    if (u, v) != (0, 0) and (u, v) not in set(_COARSE)
)
#: Every way a picture may be turned or mirrored: (swapped, across, down); the first leaves it.
TURNS: Final = tuple(
    (swapped, across, down)
    for swapped in (False, True)
    for across in (False, True)
    for down in (False, True)
)


@cache
def _waves() -> tuple[tuple[int, ...], ...]:
    """The cosines as whole numbers, so that every machine sees the same."""
    return tuple(
        tuple(
            round(_SCALE * math.cos(math.pi * wave * (2 * at + 1) / (2 * SIDE)))
            for at in range(SIDE)
        )
        for wave in range(_KEPT)
    )


def look_of(image: Image.Image) -> str:
    """The look of an upright picture, 64 hexadecimal digits; "" where it is all of one shade."""
    grey = image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    shades = grey.tobytes()
    ordered = sorted(shades)
    tail = len(ordered) // 20
    if ordered[-1 - tail] - ordered[tail] < _FLATTEST:
        return ""
    waves = _waves()
    rows = [shades[at : at + SIDE] for at in range(0, SIDE * SIDE, SIDE)]
    across = [[sum(map(int.__mul__, wave, row)) for row in rows] for wave in waves]
    points = 0
    for u, v in _POINTS:
        if sum(map(int.__mul__, waves[v], across[u])) > 0:
            points |= 1 << _place(u, v)
    return f"{points:064x}"


@cache
def _places() -> dict[tuple[int, int], int]:
    return {point: place for place, point in enumerate(_POINTS)}


def _place(u: int, v: int) -> int:
    return _places()[u, v]


@cache
def _moves() -> tuple[tuple[tuple[int, ...], int], ...]:
    """For every turn: from which place each point comes, and which points flip."""
    made = []
    for swapped, across, down in TURNS:
        sources, flipped = [], 0
        for place, (u, v) in enumerate(_POINTS):
            sources.append(_place(v, u) if swapped else place)
            if (across and u % 2) != (down and v % 2):
                flipped |= 1 << place
        made.append((tuple(sources), flipped))
    return tuple(made)


def turned(points: int) -> tuple[int, ...]:
    """What the picture would look like in each of `TURNS`."""
    return tuple(
        sum((points >> source & 1) << place for place, source in enumerate(sources)) ^ flipped
        for sources, flipped in _moves()
    )


def distance(one: int, other: int) -> int:
    """In how many points two looks differ."""
    return (one ^ other).bit_count()
