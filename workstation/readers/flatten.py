"""Nested objects as one row of texts: dots for depth, JSON for lists that must stay lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

_SHORT: Final = 40


def flatten(value: object) -> dict[str, str]:
    """Lay a JSON value out as a row: {"a": {"b": 1}} becomes {"a.b": "1"}."""
    if not isinstance(value, Mapping):
        return {"value": scalar_text(value)}
    found: dict[str, str] = {}
    _walk(value, "", found)
    return found


def _walk(value: Mapping[Any, Any], prefix: str, found: dict[str, str]) -> None:
    for key, inner in value.items():
        name = _free(f"{prefix}{str(key).strip() or 'value'}", found)
        if isinstance(inner, Mapping) and inner:
            _walk(inner, f"{name}.", found)
        else:
            found[name] = scalar_text(inner)


def _free(name: str, found: Mapping[str, str]) -> str:
    """Return `name`, numbered when "a.b" and {"a": {"b": …}} both stand in one object."""
    unique, count = name, 1
    while unique in found:
        count += 1
        unique = f"{name} ({count})"
    return unique


def scalar_text(value: object) -> str:
    """Write a JSON value as the text of a cell; lists of short words are joined by commas."""
    if value is None or value == {} or value == []:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "").strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e21 else repr(value)
    if isinstance(value, list):
        return _list_text(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _list_text(items: list[object]) -> str:
    words = [item for item in items if isinstance(item, str | int | float)]
    simple = len(words) == len(items) and all(
        len(str(word)) <= _SHORT and not any(mark in str(word) for mark in ",，\n")
        for word in words
    )
    return ", ".join(map(scalar_text, words)) if simple else json.dumps(items, ensure_ascii=False)
