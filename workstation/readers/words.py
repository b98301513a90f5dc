"""The vocabulary of foreign files: names of columns, words in cells, letters of languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from typing import Any, Final

from resources import read_text

RESOURCE: Final = "rules/import_words.toml"
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GAPS: Final = re.compile(r"[\W_]+", re.UNICODE)
_SPACE_IN_CJK: Final = re.compile(r"(?<=[\u3040-\u9fff\uac00-\ud7a3]) (?=[\u3040-\u9fff])")


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads(read_text(RESOURCE))


@lru_cache(maxsize=512)
def rule_words(*path: str) -> tuple[str, ...]:
    """Return the list (or the single text) that stands at `path` in the vocabulary."""
    node: Any = _rules()
    for part in path:
        node = node.get(part, [])
    return (node,) if isinstance(node, str) else tuple(str(word) for word in node)


@lru_cache(maxsize=64)
def rule_names(*path: str) -> tuple[str, ...]:
    """Return the names that stand below `path` in the vocabulary."""
    node: Any = _rules()
    for part in path:
        node = node.get(part, {})
    return tuple(node)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Bring a header or a word to one shape: "TicketID", "ticket_id", "Ticket Id" are alike."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    return _SPACE_IN_CJK.sub("", _GAPS.sub(" ", spaced).strip()).casefold()


def is_missing(text: str) -> bool:
    """Whether the cell says in words that it is empty ("null", "N/A", "无", "-")."""
    bare = text.strip()
    return not bare or (len(bare) <= 12 and bare.casefold() in _missing())


@lru_cache(maxsize=1)
def _missing() -> frozenset[str]:
    return frozenset(word.casefold() for word in rule_words("missing", "words"))


@lru_cache(maxsize=16)
def value_codes(field: str) -> dict[str, str]:
    """Return plain word → code for the values of `field` (status, priority, channel …)."""
    found: dict[str, str] = {}
    for code in rule_names("values", field):
        for word in rule_words("values", field, code):
            found.setdefault(plain(word), code)
    return found


@lru_cache(maxsize=65536)
def code_of(field: str, word: str) -> str | None:
    """Return the code that `word` stands for among the values of `field`, or None.

    A whole word wins; otherwise the longest known word inside a short value ("已解决（客户确认）").
    """
    codes = value_codes(field)
    bare = plain(word)
    if bare in codes:
        return codes[bare]
    if not bare or len(bare) > 40:
        return None
    if field == "status" and bare[0] in "未没尚" and codes.get(bare[1:]) in ("resolved", "closed"):
        return "open"
    padded = f" {bare} "
    inside = [
        known
        for known in codes
        if (f" {known} " in padded if known.isascii() else len(known) > 1 and known in bare)
        and not known.isdigit()
        and len(known) > 1
    ]
    return codes[max(inside, key=len)] if inside else None
