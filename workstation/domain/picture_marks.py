"""What people draw on a picture, kept beside it as data and never in it.

Places are ten-thousandths of the upright picture's width and height, from its upper left corner, so
that they fit every copy of it. As data a mark is `{"kind", "x", "y", "x2", "y2", "colour", "text",
"page"}`; what says nothing is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal

WHOLE: Final = 10_000
#: An arrow points from (x, y) to (x2, y2), a box lies between them, a number and a text begin at
#: (x, y).
MARK_KINDS: Final = ("arrow", "box", "number", "text")
MARK_COLOURS: Final = ("red", "yellow", "green", "blue", "black", "white")
#: So many marks may be drawn on a file, and so many may be there where several drew apart.
MOST_MARKS: Final = 100
MOST_KEPT: Final = 1_000
_LONGEST: Final = 200
_MOST_PAGES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Mark:
    """One arrow, box, number or text; places as above, `page` from 0."""

    kind: str
    x: int
    y: int
    x2: int = 0
    y2: int = 0
    colour: str = "red"
    text: str = ""
    page: int = 0

    def to_data(self) -> dict[str, object]:
        """The mark as it is kept, without what says nothing."""
        told: dict[str, object] = {"kind": self.kind, "x": self.x, "y": self.y}
        if self.kind in ("arrow", "box"):
            told |= {"x2": self.x2, "y2": self.y2}
        if self.text:
            told["text"] = self.text
        if self.page:
            told["page"] = self.page
        return told | {"colour": self.colour}


def marks_to_data(marks: Iterable[Mark]) -> list[dict[str, object]]:
    """Marks as JSON can keep them."""
    return [mark.to_data() for mark in marks]


def marks_from_data(data: object) -> tuple[Mark, ...]:
    """The marks of kept data; raises `Refusal`: mark_broken (with the place), too_many_marks."""
    if not isinstance(data, (list, tuple)):
        raise Refusal("mark_broken", mark="marks")
    if len(data) > MOST_KEPT:
        raise Refusal("too_many_marks", most=MOST_KEPT)
    return tuple(_mark(one, f"marks[{place}]") for place, one in enumerate(data))


def on_page(marks: Iterable[Mark], page: int) -> tuple[Mark, ...]:
    """The marks of one page of a file."""
    return tuple(mark for mark in marks if mark.page == page)


def merged(base: Iterable[Mark], mine: Iterable[Mark], theirs: Iterable[Mark]) -> tuple[Mark, ...]:
    """What two people drew on a picture at once: what either added, without what either took away.

    A mark that one of them moved and the other took away is there as it was moved.
    """
    before, own, other = Counter(base), Counter(mine), tuple(theirs)
    gone = before - own
    fresh = own - before - (Counter(other) - before)
    kept = []
    for mark in other:
        if gone[mark]:
            gone[mark] -= 1
        else:
            kept.append(mark)
    return (*kept, *fresh.elements())


def _mark(data: object, place: str) -> Mark:
    if not isinstance(data, Mapping):
        raise Refusal("mark_broken", mark=place)
    kind, colour, text = data.get("kind"), data.get("colour", "red"), data.get("text", "")
    if kind not in MARK_KINDS:
        raise Refusal("mark_broken", mark=f"{place}.kind")
    if colour not in MARK_COLOURS:
        raise Refusal("mark_broken", mark=f"{place}.colour")
    wordy = kind in ("number", "text")
    if not isinstance(text, str) or len(text) > _LONGEST or (wordy and not text.strip()):
        raise Refusal("mark_broken", mark=f"{place}.text")
    x, y, page = _place(data, "x", place), _place(data, "y", place), _page(data, place)
    if wordy:
        return Mark(str(kind), x, y, colour=str(colour), text=text, page=page)
    x2, y2 = _place(data, "x2", place), _place(data, "y2", place)
    return Mark(str(kind), x, y, x2, y2, str(colour), text, page)


def _page(data: Mapping[object, object], place: str) -> int:
    value = data.get("page", 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST_PAGES:
        raise Refusal("mark_broken", mark=f"{place}.page")
    return value


def _place(data: Mapping[object, object], name: str, place: str) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= WHOLE:
        raise Refusal("mark_broken", mark=f"{place}.{name}")
    return value
