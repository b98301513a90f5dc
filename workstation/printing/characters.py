"""The texts of a record that is to be printed: all of them, at any depth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

#: What stands for a character that no font has, when the user asked to print all the same.
GETA = "〓"

T = TypeVar("T")


def map_texts(record: T, change: Callable[[str], str]) -> T:
    """Return a copy of a record with ``change`` applied to every text but keys, at any depth."""
    if isinstance(record, str):
        return cast(T, change(record))
    if record is None or isinstance(record, (int, bytes)):
        return record
    if isinstance(record, tuple):
        return cast(T, tuple([map_texts(part, change) for part in record]))
    if isinstance(record, Mapping):
        return cast(T, {key: map_texts(part, change) for key, part in record.items()})
    if is_dataclass(record) and not isinstance(record, type):
        changed = {}
        for name in _names(type(record)):
            old = getattr(record, name)
            new = map_texts(old, change)
            if new is not old and new != old:
                changed[name] = new
        return replace(record, **changed) if changed else record
    return record


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of record."""
    return tuple([field.name for field in fields(kind)])


def texts_of(record: object) -> list[str]:
    """Return every text in a dataclass record, at any depth."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    map_texts(record, note)
    return found
