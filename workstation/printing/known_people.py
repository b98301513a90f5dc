"""What a customer's copy hides in texts because the form knows whose it is.

Patterns find telephone numbers and cards anywhere (`text.masks`); a company's account, another
person's name or the street of an address are found by the form's own fields alone.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def known_people(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The personal values of a form that texts may repeat, with what is shown instead."""
    own = {str(values.get(name) or "").strip() for name in _OPEN}
    found: dict[str, str] = {}
    for name, fact in FACTS.items():
        value = str(values.get(name) or "").strip()
        if fact.kind not in PERSONAL - {"told"} or not value or value in own:
            continue
        shown = _MASKS[fact.kind](value)
        if fact.kind == "address":  # a text tells the street, seldom the province
            kept = shown.rstrip("*")
            value, shown = value.removeprefix(kept), shown.removeprefix(kept)
        if shown != value and len(value) >= _SHORTEST.get(fact.kind, _USUAL):
            found[value] = shown
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair)))


def hidden(text: str, known: tuple[tuple[str, str], ...]) -> str:
    """A text without what is known of people, and without what looks like it."""
    for value, shown in known:
        text = text.replace(value, shown)
    return "\n".join(map(masks.mask_text, text.split("\n")))
