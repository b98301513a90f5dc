"""Reply scripts as rows of a table of this program's own, there and back without loss."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from workstation.domain.script import CHANNELS
from workstation.readers.script_fields import parted

LISTS: Final = ("channels", "classes", "groups", "steps", "audience", "moods", "tags", "needs")
JSON: Final = ("asks", "promise", "acts")
#: The columns that every table of this program has; those of languages and channels follow.
COLUMNS: Final = ("code", "title", "body", "language", *LISTS, "snippet", *JSON)
#: What a spreadsheet would run; a cell that begins so is written with an apostrophe before it.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_PLAIN_WORD: Final = re.compile(r"[^\s,\[\"][^,\n]*")


def guarded(text: str) -> str:
    """A text that a spreadsheet would run as a formula, kept from that."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def row_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a script's table (`script.script_facts`), by column."""
    row = {name: "" for name in COLUMNS}
    row |= {name: str(facts[name]) for name in ("code", "title", "body")}
    row["language"] = str(facts.get("language", "zh"))
    row |= {name: _told(facts.get(name, ())) for name in LISTS}
    row |= {name: _json(facts[name]) for name in JSON if facts.get(name)}
    row["snippet"] = "yes" if facts.get("snippet") else ""
    row |= {f"body_{channel}": body for channel, body in facts.get("variants", {}).items()}
    for language, words in facts.get("translations", {}).items():
        row |= {f"title_{language}": words["title"], f"body_{language}": words["body"]}
        inner = words.get("variants", {})
        row |= {f"body_{language}_{channel}": body for channel, body in inner.items()}
    return row


def columns_of_rows(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """All columns that rows need: the common ones, then those of channels and languages in order."""
    names = dict.fromkeys(name for row in rows for name in row)
    more = sorted(name for name in names if name not in COLUMNS)
    return (*COLUMNS, *more)


def facts_of(row: Mapping[str, str]) -> dict[str, object]:
    """The script's table that a row stands for. Raises `ValueError` with what is amiss."""
    facts: dict[str, object] = {name: row.get(name, "") for name in ("code", "title", "body")}
    language = row.get("language", "") or "zh"
    if language != "zh":
        facts["language"] = language
    facts |= {name: found for name in LISTS if (found := _listed(row.get(name, "")))}
    for name in JSON:
        if text := row.get(name, "").strip():
            facts[name] = json.loads(text)
    if row.get("snippet", "").strip():
        facts["snippet"] = True
    variants, translations = _words(row)
    if variants:
        facts["variants"] = variants
    if translations:
        facts["translations"] = translations
    return facts


def _words(row: Mapping[str, str]) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    variants: dict[str, str] = {}
    translations: dict[str, dict[str, Any]] = {}
    for name, text in row.items():
        base, language, channel = parted(name)
        if base not in ("title", "body") or not (language or channel) or not text.strip():
            continue
        if not language:
            variants[channel] = text
            continue
        words = translations.setdefault(language, {"title": "", "body": ""})
        if channel:
            words.setdefault("variants", {})[channel] = text
        else:
            words[base] = text
    in_order: dict[str, str] = {
        channel: variants[channel] for channel in CHANNELS if channel in variants
    }
    return in_order, translations


def _told(words: Iterable[str]) -> str:
    listed = [str(word) for word in words]
    if all(_PLAIN_WORD.fullmatch(word) and word == word.strip() for word in listed):
        return ", ".join(listed)
    return _json(listed)


def _listed(text: str) -> list[str]:
    bare = text.strip()
    if bare.startswith("["):
        found = json.loads(bare)
        if not isinstance(found, list):
            raise ValueError("not a list")
        return [str(word) for word in found]
    return [part.strip() for part in bare.split(",") if part.strip()]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
