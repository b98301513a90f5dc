"""Lines of Chinese text with Latin words and numbers in it.

Rules, after GB/T 15834-2011 and W3C's Requirements for Chinese Text Layout: closing marks and
stops never begin a line, opening marks never end one, dashes and ellipses stay together, and
Latin words, numbers and what is attached to them are not split unless wider than the line. Of two
full-width marks that meet, the empty half is taken away; so it is at both ends of a line. Where Han
meets Latin letters or figures, a little air stands between them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

#: Marks that never begin a line.
NO_START = frozenset(
    "、，。．；：！？）］｝〉》」』】〕〗〙〛’”…·・‧～％‰‱℃°々〻ーゝゞヽヾ,.;:!?)]}%'\""
)
#: Marks that never end a line.
NO_END = frozenset("（［｛〈《「『【〔〖〘〚‘“￥＄￡＃＠№¥$£#@([{☐☑")
_TOGETHER = frozenset("—…⸺＿")
#: Figures in groups, as an account is written, stay on a line; not more than so many characters.
_GROUPS = 32
_GROUPED = re.compile(r"(?<![0-9])[0-9]{2,4}(?: [0-9]{2,4})+(?![0-9])")
#: Units that stay with the figure before them.
_UNITS = frozenset("元角分万亿件个张年月日时点号楼层室折倍克斤")
#: Full-width marks with an empty right or left half.
_CLOSING = frozenset("、，。．；：）］｝〉》」』】〕〗〙〛’”")
_OPENING = frozenset("（［｛〈《「『【〔〖〘〚‘“")
_STOPS = frozenset("、，。；：！？,;:!?…")
_HALF = 500
_FULL = 1000
#: A word too wide for a line is split after one of these rather than elsewhere.
_JOINTS = frozenset("/-_.,:;&?=+@#\\")
#: The widest gap, in thousandths of the size, that justifying puts between two characters; wider
#: ones look ragged and are taken for spaces when text is copied.
MAX_GAP = 90
#: The widest one where a reader pauses anyway: at a blank, behind a stop, between Han and Latin.
MAX_PAUSE = 400
#: The air between Han and Latin.
_AIR = 80
#: The air between a box and its word.
_BOX_AIR = 160
_MARKS = "".join(sorted(_CLOSING | _OPENING))
_MARK_OR_LATIN = re.compile(f"[0-9A-Za-z{_MARKS}☐☑]")
#: Behind the first of two characters that may stand closer or wider apart than others. (Sets that
#: name what is not ASCII take a program's start longer.)
_MEETING = re.compile(
    r"(?<=[^\0-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\0-\x7f])"
    f"|(?<=[{_MARKS}])(?=[{_MARKS}])|(?<=[☐☑])(?=[^ ])"
)


class Line(NamedTuple):
    """One line: its text, the room it takes, and where characters move closer or apart.

    Everything is in thousandths of the font size. ``lead`` is taken off before the first
    character; ``moves`` are (index, units): after that character, go right by so much. ``last``
    says that a paragraph ends here.
    """

    text: str
    width: int
    lead: int = 0
    moves: tuple[tuple[int, int], ...] = ()
    last: bool = False


def break_lines(text: str, width_of: Callable[[str], int], room: int) -> tuple[Line, ...]:
    """Return the lines of ``text``, none wider than ``room`` thousandths of the font size.

    ``width_of`` gives the width of a character in the same unit; each ``\\n`` ends a paragraph.
    A single character wider than ``room`` gets a line of its own.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines.extend(_break_paragraph(paragraph.rstrip(), width_of, room))
    return tuple(lines)


def one_line(text: str, width_of: Callable[[str], int]) -> Line:
    """Return ``text`` as a single line, however wide."""
    widths = list(map(width_of, text))
    return _whole(text, widths, _squeezes(text, widths))


def justified(line: Line, room: int) -> Line:
    """Return ``line`` stretched to ``room`` if its gaps have room for that.

    All gaps grow alike up to ``MAX_GAP``; what is left goes where a reader pauses, up to
    ``MAX_PAUSE``.
    """
    spare = room - line.width
    if line.last or spare <= 0:
        return line
    moves = dict(line.moves)
    text = line.text
    whole = [_is_word(character) or character in _TOGETHER for character in text]
    places = [i for i in range(len(text) - 1) if not (whole[i] and whole[i + 1]) or text[i] == " "]
    free = [i for i in places if moves.get(i, 0) <= 0]
    every = min(spare, MAX_GAP * len(free))
    if spare > every:
        pauses = [i for i in places if _pauses(text[i], text[i + 1])]
        if spare - every > MAX_PAUSE * len(pauses):
            return line
        _spread(moves, pauses, spare - every)
    _spread(moves, free, every)
    return Line(text, room, line.lead, tuple(sorted(moves.items())), line.last)


def _spread(moves: dict[int, int], places: list[int], units: int) -> None:
    """Share ``units`` out over places, to the fraction that is left over from the first on."""
    if not units:
        return
    share, rest = divmod(units, len(places))
    for number, place in enumerate(places):
        moves[place] = moves.get(place, 0) + share + (number < rest)


def _pauses(before: str, after: str) -> bool:
    """Return whether a reader pauses there: at a blank, behind a stop, between Han and Latin.

    Never inside a pair of marks, nor before a stop.
    """
    if after in NO_START or before in NO_END:
        return False
    return before == " " or before in _STOPS or (_is_han(before) != _is_han(after))


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two neighbouring characters."""
    if after in NO_START or before in NO_END or after == " ":
        return False
    if before in _TOGETHER and after in _TOGETHER:
        return False
    if unicodedata.combining(after) or (after in _UNITS and before.isdigit()):
        return False
    return before == " " or not (_is_word(before) and _is_word(after))


class _Set:
    """A paragraph as it is set: where each character begins, and which neighbours move."""

    def __init__(self, text: str, widths: list[int], moves: dict[int, int]) -> None:
        self.text = text
        self.widths = widths
        self.moves = moves
        steps = widths
        if moves:
            steps = widths.copy()
            for place, units in moves.items():
                steps[place] += units
        self.starts = list(accumulate(steps, initial=0))

    def line(self, start: int, stop: int, last: bool) -> Line:
        """The line from ``start`` to before ``stop``."""
        if stop <= start:
            return Line("", 0, last=last)
        text, widths, starts = self.text, self.widths, self.starts
        lead = _lead(text[start], widths[start])
        # Tuples of lists: those of generators are cut to their size, and each form leaves more of
        # those sizes behind for reuse than the next one takes.
        moves = tuple([(i - start, u) for i, u in self.moves.items() if start <= i < stop - 1])
        width = starts[stop - 1] + widths[stop - 1] - starts[start] - lead
        width -= _trail(text[stop - 1], widths[stop - 1])
        return Line(text[start:stop], width, lead, moves, last)

    def end(self, start: int, room: int) -> int:
        """The index behind the last character that goes on the line from ``start``."""
        text, widths, starts = self.text, self.widths, self.starts
        limit = starts[start] + _lead(text[start], widths[start]) + room
        over = max(bisect_right(starts, limit) - 2, start)  # a mark may be halved by the next one
        while over < len(text):
            used = starts[over] + widths[over] - _trail(text[over], widths[over])
            if text[over] != " " and used > limit:
                break
            over += 1
        else:
            return over
        for place in range(over, start, -1):
            if may_break(text[place - 1], text[place]) and not _stays(text, start, place):
                return place
        return _forced_end(text, start, over)


def _squeezes(text: str, widths: list[int]) -> dict[int, int]:
    """Which characters stand closer to the next one, or farther from it, and by how much."""
    moves: dict[int, int] = {}
    if text.isascii() or _MARK_OR_LATIN.search(text) is None:
        return moves
    for found in _MEETING.finditer(text):
        place = found.start() - 1
        units = _squeeze(text[place], text[place + 1], widths[place], widths[place + 1])
        if units:
            moves[place] = units
    return moves


def _break_paragraph(text: str, width_of: Callable[[str], int], room: int) -> list[Line]:
    widths = list(map(width_of, text))
    moves = _squeezes(text, widths)
    wide = sum(widths) + sum(moves.values())  # with the air between Han and Latin, too
    if not text or wide <= room:
        return [_whole(text, widths, moves)]
    whole = _Set(text, widths, moves)
    lines: list[Line] = []
    start = 0
    while start < len(text):
        end = whole.end(start, room)
        stop = end
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        start_next = end
        while start_next < len(text) and text[start_next] == " ":
            start_next += 1
        lines.append(whole.line(start, stop, start_next >= len(text)))
        start = start_next
    return lines


def _whole(text: str, widths: list[int], moves: dict[int, int]) -> Line:
    """All of a text as one line."""
    width = sum(widths)
    if text.isascii():
        return Line(text, width, last=True)
    lead = _lead(text[0], widths[0])
    width += sum(moves.values()) - lead - _trail(text[-1], widths[-1])
    return Line(text, width, lead, tuple(moves.items()), True)


def _stays(text: str, start: int, place: int) -> bool:
    """Return whether ``place`` is in a number of groups, or behind an opening mark and blanks."""
    if text[place - 1] == " " and text[place].isdigit() and _in_groups(text, place):
        return True
    while place > start and text[place - 1] == " ":
        place -= 1
    return place > start and text[place - 1] in NO_END


def _in_groups(text: str, place: int) -> bool:
    near = _GROUPED.finditer(text, max(place - _GROUPS, 0), place + _GROUPS)
    return any(one.start() < place < one.end() <= one.start() + _GROUPS for one in near)


def _forced_end(text: str, start: int, over: int) -> int:
    """Return where to split when no break is allowed before the character at ``over``."""
    for place in range(over, max(start, over - 24), -1):
        if text[place - 1] in _JOINTS and text[place] not in NO_START:
            return place
    place = over
    while place > start + 1 and (text[place] in NO_START or text[place - 1] in NO_END):
        place -= 1
    return place if place > start + 1 else max(over, start + 1)


def _lead(first: str, width: int) -> int:
    return _HALF if first in _OPENING and width == _FULL else 0


def _trail(last: str, width: int) -> int:
    return _HALF if last in _CLOSING and width == _FULL else 0


def _squeeze(before: str, after: str, width_before: int, width_after: int) -> int:
    """Return how far two neighbours move apart; negative where they move closer."""
    if before in "☐☑":
        return _BOX_AIR
    if width_before != _FULL or width_after != _FULL:
        if width_before == _FULL and _is_han(before) and after.isascii() and after.isalnum():
            return _AIR
        if width_after == _FULL and _is_han(after) and before.isascii() and before.isalnum():
            return _AIR
        return 0
    if before in _CLOSING and (after in _CLOSING or after in _OPENING):
        return -_HALF
    if before in _OPENING and after in _OPENING:
        return -_HALF
    return 0


def _is_han(character: str) -> bool:
    """Return whether the character is an ideograph."""
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


@lru_cache(maxsize=8192)
def _is_word(character: str) -> bool:
    """Return whether the character belongs to a Latin word or a number."""
    if character.isascii():
        return character != " "
    if character in "’‘·–‐‑":
        return True
    return unicodedata.category(character)[0] in "LN" and unicodedata.east_asian_width(
        character
    ) in ("Na", "N", "A", "H")
