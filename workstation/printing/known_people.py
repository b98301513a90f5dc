"""What a customer's copy hides in texts because the form knows whose it is.

Patterns find telephone numbers and cards anywhere (`text.masks`); a company's account, another
person's name or the street of an address are found by the form's own fields alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from workstation.domain.form_names import FACTS, PERSONAL
from workstation.text import masks

_MASKS: Final = {
    "name": masks.name,
    "phone": masks.phone,
    "id_no": masks.id_number,
    "address": masks.address,
    "account": masks.card,
}
#: Whose names stand open on a customer's copy.
_OPEN: Final = ("applicant.name", "payee.name")
#: Shorter than this nothing is looked for.
_SHORTEST: Final = {"name": 2, "address": 4}
_USUAL: Final = 5
#: What people put between the figures of a number, and between the parts of a name or address.
_BETWEEN_FIGURES: Final = r"[\s\-–—.·_－()（）]*"
_BETWEEN_WORDS: Final = r"[\s·]*"
_GAPS: Final = re.compile(_BETWEEN_FIGURES)
_HOUSE: Final = re.compile(r"[^\d\s]{2}\d+(?:-\d+)*[号弄栋幢座室]")
_LANDLINE: Final = re.compile(r"0(?:10|2\d|[3-9]\d{2})(\d{7,8})")

Known = tuple[tuple[re.Pattern[str], str], ...]


def known_people(values: Mapping[str, object]) -> Known:
    """What finds the personal values of a form that texts may repeat, with what is shown instead."""
    own = {str(values.get(name) or "").strip() for name in _OPEN}
    found: dict[str, tuple[str, str]] = {}
    for name, fact in FACTS.items():
        value = str(values.get(name) or "").strip()
        if fact.kind not in PERSONAL - {"told"} or not value or value in own:
            continue
        for part, shown in _parts(fact.kind, value):
            if shown != part and len(part) >= _SHORTEST.get(fact.kind, _USUAL):
                found[part] = (fact.kind, shown)
    longest = sorted(found.items(), key=lambda pair: (-len(pair[0]), pair))
    return tuple((_finder(kind, part), shown) for part, (kind, shown) in longest)


def _parts(kind: str, value: str) -> Iterator[tuple[str, str]]:
    """A value, and what of it texts tell alone, with what is shown instead."""
    shown = _MASKS[kind](value)
    if kind == "address":  # a text tells the street, seldom the province, often only the house
        kept = shown.rstrip("*")
        value, shown = value.removeprefix(kept), shown.removeprefix(kept)
        yield from ((house, "****") for house in _HOUSE.findall(value))
    elif kind != "name":
        value = _GAPS.sub("", value)
        local = _LANDLINE.fullmatch(value) if kind == "phone" else None
        if local is not None:
            yield local[1], f"****{local[1][-4:]}"
    yield value, shown


def _finder(kind: str, value: str) -> re.Pattern[str]:
    """What finds a value in a text, however it is spaced there."""
    between = _BETWEEN_WORDS if kind in ("name", "address") else _BETWEEN_FIGURES
    return re.compile(between.join(map(re.escape, "".join(value.split()))))


def hidden(text: str, known: Known) -> str:
    """A text without what is known of people, and without what looks like it."""
    for finder, shown in known:
        text = finder.sub(lambda _, shown=shown: shown, text)  # type: ignore[misc]
    return "\n".join(map(masks.mask_text, text.split("\n")))
