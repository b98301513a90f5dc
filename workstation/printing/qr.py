"""QR codes (ISO/IEC 18004) as rows of dark modules to draw, for what printed forms hold.

Texts are of the alphanumeric mode, error correction is of level M: 15 % of the code may be lost.
Places are (row, column) from the top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Final

from workstation.domain.refusal import Refusal

#: Clear modules that a reader needs on each side.
QUIET: Final = 4
#: The mask is fixed, so that equal texts give equal bytes: mask 4 darkens where this is even.
_MASK: Final = 4
_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_MODE: Final = "0010"
#: By version from 1: codewords of correction in each block, then the blocks' codewords of data.
_BLOCKS: Final = (
    *((10, (16,)), (16, (28,)), (26, (44,)), (18, (32, 32)), (24, (43, 43)), (16, (27,) * 4)),
    *((18, (31,) * 4), (22, (38, 38, 39, 39)), (22, (36, 36, 36, 37, 37))),
)
#: By version from 1: where the middles of the small squares stand.
_SQUARES: Final = (
    *((), (6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46)),
)
Places = dict[tuple[int, int], bool]


@lru_cache(maxsize=8)
def qr_rows(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the dark runs of each row as (start, length) in modules, without the quiet zone.

    Raises ``Refusal('barcode_text')`` for what the alphanumeric mode has not, or more than 262
    characters.
    """
    version, data = _coded(text)
    side = 17 + 4 * version
    dark = dict(_fixed(version))
    bits = "".join(f"{word:08b}" for word in _woven(version, data))
    for number, place in enumerate(_ways(version)):
        row, column = place
        bit = number < len(bits) and bits[number] == "1"
        dark[place] = bit is not ((row // 2 + column // 3) % 2 == 0)
    return tuple(_runs([dark[row, column] for column in range(side)]) for row in range(side))


def _coded(text: str) -> tuple[int, list[int]]:
    """The smallest version that holds a text, and its codewords."""
    if not text or not set(text) <= set(_LETTERS):
        raise Refusal("barcode_text", text=text)
    values = [_LETTERS.index(letter) for letter in text]
    bits = "".join(
        f"{pair[0] * 45 + pair[1]:011b}" if len(pair) == 2 else f"{pair[0]:06b}"
        for pair in (values[place : place + 2] for place in range(0, len(values), 2))
    )
    head = f"{_MODE}{len(text):09b}"
    for version, (_, blocks) in enumerate(_BLOCKS, 1):
        room = 8 * sum(blocks)
        if len(head) + len(bits) <= room:
            whole = (head + bits + "0000")[:room]
            whole += "0" * (-len(whole) % 8)
            words = [int(whole[place : place + 8], 2) for place in range(0, len(whole), 8)]
            words += [0xEC, 0x11] * sum(blocks)
            return version, words[: sum(blocks)]
    raise Refusal("barcode_text", text=text)


def _woven(version: int, data: list[int]) -> Iterator[int]:
    """All codewords in the order in which they are placed: by turns of the blocks."""
    count, sizes = _BLOCKS[version - 1]
    blocks, start = [], 0
    for size in sizes:
        blocks.append(data[start : start + size])
        start += size
    for place in range(max(sizes)):
        yield from (block[place] for block in blocks if place < len(block))
    corrections = [_correction(block, count) for block in blocks]
    for place in range(count):
        yield from (words[place] for words in corrections)


def _correction(data: list[int], count: int) -> list[int]:
    """The codewords of Reed and Solomon's code for a block (ISO/IEC 18004, 7.5)."""
    powers, logs = _field()
    generator = [0]
    for place in range(count):  # multiplied by (x - 2^place), in logarithms
        raised = [powers[(term + place) % 255] for term in generator]
        plain = [powers[term] for term in generator]
        mixed = [a ^ b for a, b in zip([*plain, 0], [0, *raised], strict=True)]
        generator = [logs[term] for term in mixed]
    rest = [*data, *[0] * count]
    for place in range(len(data)):
        if rest[place]:
            lead = logs[rest[place]]
            for offset, term in enumerate(generator):
                rest[place + offset] ^= powers[(term + lead) % 255]
    return rest[len(data) :]


@cache
def _field() -> tuple[list[int], list[int]]:
    """Powers and logarithms of 2 in the field of 256 elements with polynomial 285."""
    powers, logs, value = [], [0] * 256, 1
    for exponent in range(255):
        powers.append(value)
        logs[value] = exponent
        value = value << 1 ^ (285 if value & 128 else 0)
    return powers, logs


@cache
def _fixed(version: int) -> Places:
    """What is the same in all codes of a version: the patterns, and what they say of it."""
    side = 17 + 4 * version
    dark: Places = {}
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        _ring(dark, top + 3, left + 3, (4, 3, 1), side)
    for step in range(8, side - 8):
        dark[6, step] = dark[step, 6] = step % 2 == 0
    middles = _SQUARES[version - 1]
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    for place in sorted(set(product(middles, middles)) - corners):
        _ring(dark, *place, (2, 2, 0), side)
    _told(dark, version, side)
    return dark


def _ring(dark: Places, row: int, column: int, shape: tuple[int, int, int], side: int) -> None:
    """Draw a square in a ring round a middle; shape is how far space, ring and square reach."""
    reach, outer, core = shape
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            place = (row + down, column + right)
            if 0 <= place[0] < side and 0 <= place[1] < side:
                far = max(abs(down), abs(right))
                dark[place] = far == outer or far <= core


def _told(dark: Places, version: int, side: int) -> None:
    """Write level and mask, and from version 7 on the version (ISO/IEC 18004, 7.9 and 7.10)."""
    bits = _checked(_MASK, 10, 0x537) ^ 0x5412  # level M is 00
    for number in range(15):
        bit = bool(bits >> number & 1)
        near = number + (number > 5)
        dark[(near, 8) if number < 8 else (side - 15 + number, 8)] = bit
        across = side - 1 - number if number < 8 else 15 - number - (number > 8)
        dark[8, across] = bit
    dark[side - 8, 8] = True
    if version >= 7:
        bits = _checked(version, 12, 0x1F25)
        for number in range(18):
            row, column = number // 3, side - 11 + number % 3
            dark[row, column] = dark[column, row] = bool(bits >> number & 1)


def _checked(value: int, places: int, polynomial: int) -> int:
    """A value with the rest of its division by a polynomial behind it."""
    rest = value << places
    while rest.bit_length() > places:
        rest ^= polynomial << rest.bit_length() - places - 1
    return value << places | rest


@cache
def _ways(version: int) -> tuple[tuple[int, int], ...]:
    """The places of the data in their order: two columns at a time, up and down from the right."""
    side = 17 + 4 * version
    fixed = _fixed(version)
    places: list[tuple[int, int]] = []
    upward = True
    for right in (*range(side - 1, 6, -2), *range(5, 0, -2)):
        rows = range(side - 1, -1, -1) if upward else range(side)
        upward = not upward
        pairs = ((row, column) for row in rows for column in (right, right - 1))
        places += [place for place in pairs if place not in fixed]
    return tuple(places)


def _runs(row: list[bool]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return tuple(runs)
