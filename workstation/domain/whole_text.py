"""Text with half a character (a lone surrogate), which no file and no database can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from workstation.domain.refusal import Refusal

#: The code of the refusal.
CODE: Final = "text_broken"
_HALF: Final = re.compile("[\ud800-\udfff]")


def mended(text: str) -> str:
    """The text with a sign of replacement (U+FFFD) for each half of a character."""
    return _HALF.sub("\ufffd", text)


def broken_at(value: object, field: str = "") -> tuple[str, str] | None:
    """The field and the code point ("U+D83D") of the first half of a character; None for none.

    The field is the innermost name of dataclasses and tables; lists have the name they stand under.
    """
    if isinstance(value, str):
        found = _HALF.search(value)
        return (field, f"U+{ord(found[0]):04X}") if found else None
    for name, item in _parts(value, field):
        told = broken_at(name, field) or broken_at(item, name)
        if told is not None:
            return told
    return None


def refused(value: object, error: UnicodeEncodeError | None = None) -> Refusal:
    """The refusal that names the field of a value; of `error` where the value itself is whole.

    Its facts are `field` ("" where it is not known) and `code_point`.
    """
    place = broken_at(value)
    if place is None and error is not None:
        place = broken_at(error.object[error.start : error.end])
    field, code_point = place or ("", "")
    return Refusal(CODE, field=field, code_point=code_point)


def _parts(value: object, field: str) -> list[tuple[str, Any]]:
    if isinstance(value, Mapping):
        return [(str(name), item) for name, item in value.items()]
    if isinstance(value, list | tuple | set | frozenset):
        return [(field, item) for item in value]
    if is_dataclass(value):
        return [(item.name, getattr(value, item.name)) for item in fields(value)]
    return []
