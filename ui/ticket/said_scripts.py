"""Which scripts a reply is made of: the main one, and those beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ui.ticket.placed import Placed

_SENTENCE: Final = re.compile(r"[^。！？!?\n【】\[\]]{4,}")


@dataclass(frozen=True, slots=True)
class Said:
    """The main script of a reply by code and version, with what is kept of all of them."""

    code: str
    version: str
    data: dict[str, Any] = field(default_factory=dict)


def said_of(placed: Sequence[Placed], body: str) -> Said | None:
    """What a text says of the scripts that were put into it; None without any.

    One of which no sentence is left is passed over, unless it is the only one. The longest is the
    main one.
    """
    if not placed:
        return None
    still = [one for one in placed if stands(one.text, body)] or [placed[-1]]
    main = max(still, key=lambda one: len(one.text))
    data = main.data(body)
    others = {one.put.code: one.put.version for one in still if one.put.code != main.put.code}
    if others:
        data["put"] = "\n".join(one.text for one in still)
        data["also"] = [{"code": code, "version": others[code]} for code in others]
        for one in still:
            data["values"] = {**one.data(body)["values"], **data["values"]}
    return Said(main.put.code, main.put.version, data)


def stands(put: str, body: str) -> bool:
    """Whether a sentence of what was put in is still there."""
    parts = [found[0].strip() for found in _SENTENCE.finditer(put)]
    return any(part in body for part in parts) if parts else put.strip() in body
