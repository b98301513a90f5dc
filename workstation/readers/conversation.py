"""Conversations inside one cell: JSON lists of messages, or lines that begin with a speaker."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import lru_cache
from typing import Any, Final

from workstation.readers.drafts import MessageDraft
from workstation.readers.flatten import scalar_text
from workstation.readers.moments import parse_moment
from workstation.readers.readable import readable
from workstation.readers.words import plain, rule_names, rule_words

_TIME: Final = r"\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?[ T,]*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:\s?[AaPp][Mm])?"
_CLOCK: Final = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_LINE: Final = re.compile(
    rf"^\s*(?:[\[(（【]?\s*(?P<before>{_TIME}|{_CLOCK})\s*[\])）】]?\s*[-–|]?\s*)?"
    rf"(?P<who>[^\s:：\[\](（【][^:：\[\](（【\n]{{0,30}}?)\s*"
    rf"(?:[\[(（【]?\s*(?P<after>{_TIME}|{_CLOCK})\s*[\])）】]?\s*)?[:：]\s*(?P<said>.*)$"
)
#: A line that only tells who speaks and when; the words follow on the next lines.
_HEAD: Final = re.compile(
    rf"^\s*(?:[\[(（【]?(?P<before>{_TIME})[\])）】]?\s*[-–|]?\s*(?P<first>[^\s:：;；][^:：\n]{{0,40}}?)"
    rf"|(?P<second>[^\s;；\[(（【][^\n]{{0,40}}?)\s*[\[(（【]?(?P<after>{_TIME})[\])）】]?)"
    r"\s*(?:[（(](?P<kind>[^()（）\n]{1,30})[)）])?\s*[:：]?\s*$"
)
#: How issue trackers write a comment in one cell: when;who;what.
_TRACKED: Final = re.compile(
    r"^(?P<at>[^;\n]{6,40});(?P<who>[^;\n]{0,60});(?P<said>.*)$", re.DOTALL
)
_TURNS: Final = re.compile(r"\s*(?:\|\|+|<br\s*/?>|\r\n|\r|\n)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about a conversation: when it began, who took part, how dates are read."""

    start: int
    channel: str
    customer: str
    agent: str
    order: str
    zone: tzinfo
    customer_ids: frozenset[str] = frozenset()
    users_answer: bool = False


def read_conversation(text: str, setting: Setting) -> tuple[tuple[MessageDraft, ...], bool]:
    """Return the messages of a cell, in order, and whether every speaker was recognised.

    Text without any speaker becomes one internal note.
    """
    listed = nested(text)
    if isinstance(listed, dict):
        listed = next((v for v in listed.values() if isinstance(v, list)), [listed])
    if isinstance(listed, list):
        setting = replace(setting, users_answer=_users_answer(listed))
        found = [_from_item(item, setting) for item in listed]
    else:
        found = _from_lines(readable(text), setting)
    spoken = [(message, sure) for message, sure in found if message.body]
    ordered = sorted((message for message, _ in spoken), key=lambda message: message.at)
    return tuple(ordered), all(sure for _, sure in spoken)


def nested(text: str) -> Any:
    """Return the list or object written in a cell (JSON, JSON inside JSON, Python), or None."""
    value: Any = text.strip()
    for _ in range(4):
        if not isinstance(value, str) or value[:1] not in ("[", "{", '"'):
            break
        value = _parsed(value)
    return value if isinstance(value, list | dict) else None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    if len(text) > 200_000:
        return None
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def pick(item: Mapping[str, Any], *path: str) -> Any:
    """Return the value under the first known name of `path` that the object has."""
    plained = {plain(str(key)): value for key, value in item.items()}
    for name in rule_words(*path):
        value = plained.get(plain(name))
        if value not in (None, "", [], {}):
            return value
    return None


def holds_messages(cell: str) -> bool:
    """Whether a cell holds a list of messages: objects with words of somebody, or plain texts."""
    if cell[:1] not in ("[", "{", '"'):
        return False
    listed = nested(cell)
    if isinstance(listed, dict):
        listed = next((v for v in listed.values() if isinstance(v, list)), None)
    if not isinstance(listed, list) or not listed:
        return False
    first = listed[0]
    if not isinstance(first, dict):
        return isinstance(first, str) and (len(first) > 20 or ":" in first or "：" in first)
    told = pick(first, "message", "body") is not None
    return told and any(
        pick(first, "message", part) is not None for part in ("at", "who", "author", "author_id")
    )


def _users_answer(items: list[Any]) -> bool:
    """Whether "user" means a member of the team here: customers are called customers."""
    words = {plain(_role(item)) for item in items if isinstance(item, dict)}
    return "user" in words and bool(
        words & {"customer", "client", "contact", "visitor", "end user"}
    )


def _role(item: Mapping[str, Any]) -> str:
    who, author = pick(item, "message", "who"), pick(item, "message", "author")
    inner = pick(author, "message", "who") if isinstance(author, dict) else None
    return scalar_text(inner or who)


def _person(author: Mapping[str, Any]) -> str:
    name = pick(author, "message", "author")
    if name is None:
        parts = (
            author.get("first") or author.get("first_name"),
            author.get("last") or author.get("last_name"),
        )
        name = " ".join(scalar_text(part) for part in parts if part)
    return scalar_text(name)


def _said(value: Any) -> str:
    """Return the words of a message, which may lie below further objects and lists."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(_said, value)))
    if isinstance(value, dict):
        return _said(pick(value, "message", "body"))
    return scalar_text(value)


def _from_item(item: Any, setting: Setting) -> tuple[MessageDraft, bool]:
    if not isinstance(item, dict):
        message, sure = _from_lines(scalar_text(item), setting)[0]
        return message, sure
    who, author = pick(item, "message", "who"), pick(item, "message", "author")
    if isinstance(author, dict):
        who = pick(author, "message", "who") or who
        author = _person(author)
    if setting.users_answer and plain(scalar_text(who)) == "user":
        who = "agent"
    direction = _direction(scalar_text(who), setting) or _direction(scalar_text(author), setting)
    if not direction and setting.customer_ids:
        number = scalar_text(pick(item, "message", "author_id"))
        direction = ("in" if number in setting.customer_ids else "out") if number else ""
    kind = plain(scalar_text(pick(item, "message", "kind")))
    if _speakers().get(kind) == "note":
        direction = "note"
    if item.get("public") is False or item.get("internal") is True or item.get("private") is True:
        direction = "note"
    body = readable(_said(pick(item, "message", "body")))
    at = _at(scalar_text(pick(item, "message", "at")), setting)
    channel = plain(scalar_text(pick(item, "message", "channel")))
    known = channel if channel in ("phone", "sms", "email", "chat", "web") else setting.channel
    return _message(at, direction, scalar_text(author), known, body, setting), direction != ""


def _from_lines(text: str, setting: Setting) -> list[tuple[MessageDraft, bool]]:
    found: list[tuple[MessageDraft, bool]] = []
    loose: list[str] = []
    for line in _TURNS.split(text.strip()):
        head = _HEAD.match(line)
        if head is not None and (opened := _opened(head, setting)) is not None:
            found.append(opened)
            continue
        match = _LINE.match(line)
        direction = _direction(match["who"], setting) if match else ""
        timed = match is not None and bool(match["before"] or match["after"])
        if match is not None and (direction or timed):
            at = _at(match["before"] or match["after"] or "", setting)
            said, who = match["said"].strip(), match["who"].strip()
            message = _message(at, direction, who, setting.channel, said, setting)
            found.append((message, bool(direction)))
        elif found:
            last, sure = found[-1]
            body = f"{last.body}\n{line}".strip()
            found[-1] = (
                MessageDraft(last.at, last.direction, last.author, last.channel, body),
                sure,
            )
        else:
            loose.append(line)
    if loose:
        note = MessageDraft(setting.start, "", "", setting.channel, "\n".join(loose).strip())
        found.insert(0, (note, True))
    return found


def _opened(head: re.Match[str], setting: Setting) -> tuple[MessageDraft, bool] | None:
    """Begin a message whose words follow on the next lines; None when there is no clock time."""
    when, who = head["before"] or head["after"], (head["first"] or head["second"]).strip(" -–|")
    if not re.search(_CLOCK, when) or not who:
        return None
    direction = speaker_side(head["kind"] or "") or _direction(who, setting)
    at = _at(when, setting)
    return _message(at, direction, who, setting.channel, "", setting), bool(direction)


def read_comment(text: str, setting: Setting) -> tuple[MessageDraft, ...]:
    """Return the entries of a note: dated ones with their authors, else the note as it stands.

    Entries of nobody known are internal.
    """
    tracked = _TRACKED.match(text)
    if tracked is not None:
        moment = parse_moment(tracked["at"], setting.order, setting.zone)
        if moment is not None:
            side = _direction(tracked["who"], setting)
            shown = side if side == "in" else ""
            said, who = tracked["said"].strip(), tracked["who"].strip()
            return (MessageDraft(moment.at, shown, who, setting.channel, said),)
    head = _HEAD.match(text.lstrip().split("\n")[0])
    if head is None or _opened(head, setting) is None:
        return ()
    entries = _from_lines(text, setting)
    ordered = sorted((entry for entry in entries if entry[0].body), key=lambda one: one[0].at)
    return tuple(entry if sure else replace(entry, direction="") for entry, sure in ordered)


def _message(
    at: int, direction: str, author: str, channel: str, body: str, setting: Setting
) -> MessageDraft:
    spoken_in = direction in ("in", "")
    name = author
    if not name or plain(name) in _speakers():
        name = setting.customer if spoken_in else setting.agent
    shown = {"in": "in", "out": "out", "note": ""}.get(direction, "in")
    return MessageDraft(at, shown, name, channel, body.strip())


def _at(text: str, setting: Setting) -> int:
    moment = parse_moment(text, setting.order, setting.zone) if text else None
    return moment.at if moment is not None else setting.start


@lru_cache(maxsize=1)
def customer_id_names() -> frozenset[str]:
    """Name the columns that hold the number of the person who asked."""
    return frozenset(map(plain, rule_words("message", "customer_id")))


@lru_cache(maxsize=1)
def _speakers() -> dict[str, str]:
    return {
        plain(word): direction
        for direction in rule_names("speaker")
        for word in rule_words("speaker", direction)
    }


def speaker_side(word: str) -> str:
    """Return "in", "out" or "note" for a word that names a side ("客服", "customer"), else ""."""
    bare = plain(word)
    if not bare:
        return ""
    known = _speakers()
    named = known.get(bare) or known.get(bare.split()[0]) or known.get(bare.split()[-1])
    return named or next(
        (
            direction
            for word, direction in known.items()
            if len(word) > 1 and not word.isascii() and bare.startswith(word)
        ),
        "",
    )


def _direction(who: str, setting: Setting) -> str:
    """Return "in", "out" or "note" for a speaker, "" when unknown."""
    bare = plain(who)
    if not bare:
        return ""
    if bare == plain(setting.customer):
        return "in"
    if bare == plain(setting.agent):
        return "out"
    return speaker_side(who)
