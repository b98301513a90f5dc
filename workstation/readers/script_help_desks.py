"""Entries of help desks that keep their words inside lists of actions or variants.

Read as they stand are Zammad's text modules, Chatwoot's, Freshdesk's and osTicket's canned
responses and saved replies elsewhere; here are Zendesk's and Gorgias' macros and dynamic content.
Sources: the public descriptions of their interfaces, looked up in November 2026.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from workstation.readers.script_fields import language_of

_TEXTS: Final = ("body_text", "plain_text", "content", "body")
_SPOKEN_ACTIONS: Final = ("comment_value", "comment_value_html", "comment", "side_conversation")
_RESPONSES: Final = ("setResponseText", "addInternalNote")


def known_form(one: Mapping[str, Any]) -> dict[str, Any] | None:
    """An entry of a help desk that keeps its words inside lists of actions or variants."""
    actions = one.get("actions")
    if isinstance(actions, list) and any(isinstance(action, dict) for action in actions):
        return _macro(one, [action for action in actions if isinstance(action, dict)])
    variants = one.get("variants")
    if isinstance(variants, list) and any(
        isinstance(item, dict) and "content" in item for item in variants
    ):
        return _dynamic(one, [item for item in variants if isinstance(item, dict)])
    return None


def _macro(one: Mapping[str, Any], actions: list[dict[str, Any]]) -> dict[str, Any]:
    """A macro: what it says is the body, what else it does is kept as a note."""
    told = {key: value for key, value in one.items() if key != "actions"}
    done = []
    for action in actions:
        name = str(action.get("field") or action.get("name") or action.get("type") or "")
        value = action.get("value", action.get("arguments"))
        if name in _SPOKEN_ACTIONS or name in _RESPONSES:
            key = "html" if name.endswith("html") else "body"
            told.setdefault(key, _action_words(value))
        else:
            done.append(f"{name}={json.dumps(value, ensure_ascii=False)}")
    if "html" in told:
        told.setdefault("body", told.pop("html"))
        told.pop("html", None)
    if done:
        told["actions"] = "; ".join(done)
    title = told.get("title")
    if isinstance(title, str) and "::" in title:
        *folders, told["title"] = (part.strip() for part in title.split("::"))
        told["category"] = "/".join(folders)
    return told


def _action_words(value: Any) -> str:
    """The words of an action: a text, the last of a list (channel first), or named ones."""
    if isinstance(value, dict):
        return next((str(value[key]) for key in (*_TEXTS, "body_html") if value.get(key)), "")
    if isinstance(value, list):
        return str(value[-1]) if value else ""
    return "" if value is None else str(value)


def _dynamic(one: Mapping[str, Any], variants: list[dict[str, Any]]) -> dict[str, Any]:
    """Dynamic content: a body for each language."""
    told = {key: value for key, value in one.items() if key != "variants"}
    for item in variants:
        named = item.get("locale") or item.get("language") or item.get("locale_id") or ""
        language = language_of(str(named)) or {"1": "en", "10": "zh"}.get(str(named), "")
        key = f"body_{language}" if language else "body"
        told.setdefault(key, str(item.get("content") or ""))
    return told
