"""Code 128 (ISO/IEC 15417) as bars to draw."""

from __future__ import annotations

from itertools import accumulate

from workstation.domain.refusal import Refusal

#: Clear modules that a reader needs on either side.
QUIET_ZONE = 10

#: Widths of bars and spaces, six digits to a symbol; the stop pattern has a seventh.
_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231"
    "113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211"
    "212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131"
    "113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211"
    "241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214"
    "211232"
)
_PATTERNS = (*(_WIDTHS[i : i + 6] for i in range(0, len(_WIDTHS), 6)), "2331112")
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106


def can_encode(text: str) -> bool:
    """Return whether :func:`code128` takes ``text``: printable ASCII, at least one character."""
    return bool(text) and text.isascii() and text.isprintable()


def code128(text: str) -> tuple[tuple[int, int], ...]:
    """Return the bars of ``text`` as (start, width) in modules, without the quiet zones.

    Runs of digits are packed two to a symbol where that makes the code shorter. Raises
    ``Refusal('barcode_text')`` for anything but printable ASCII.
    """
    if not can_encode(text):
        raise Refusal("barcode_text", text=text)
    symbols = _symbols(text)
    check = (symbols[0] + sum(place * symbol for place, symbol in enumerate(symbols))) % 103
    widths = [int(digit) for s in (*symbols, check, _STOP) for digit in _PATTERNS[s]]
    edges = [0, *accumulate(widths)]
    return tuple((edges[i], widths[i]) for i in range(0, len(widths), 2))


def module_count(bars: tuple[tuple[int, int], ...]) -> int:
    """Return the width of the code in modules, without the quiet zones."""
    start, width = bars[-1]
    return start + width


def _symbols(text: str) -> list[int]:
    """Return the symbol values, beginning with a start symbol."""
    symbols: list[int] = []
    in_c = False
    place = 0
    while place < len(text):
        digits = _digits_at(text, place)
        if not in_c and _worth_packing(digits, place, len(text)):
            if digits % 2 and place:  # the odd digit goes first, still in set B
                symbols.append(ord(text[place]) - 32)
                place += 1
            symbols.append(_TO_C if symbols else _START_C)
            in_c = True
        elif in_c and digits < 2:
            symbols.append(_TO_B)
            in_c = False
        elif not symbols:
            symbols.append(_START_B)
        if in_c:
            symbols.append(int(text[place : place + 2]))
            place += 2
        else:
            symbols.append(ord(text[place]) - 32)
            place += 1
    return symbols


def _digits_at(text: str, place: int) -> int:
    end = place
    while end < len(text) and text[end].isdigit():
        end += 1
    return end - place


def _worth_packing(digits: int, place: int, length: int) -> bool:
    if place == 0:
        return digits >= 4 or digits == length == 2
    return digits >= (4 if place + digits == length else 6)
