"""What was said in a ticket: the description, the conversation, the answer, the notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from workstation.readers.conversation import (
    Setting,
    customer_id_names,
    read_comment,
    read_conversation,
    speaker_side,
)
from workstation.readers.drafts import MessageDraft
from workstation.readers.facts import Facts
from workstation.readers.moments import Moment
from workstation.readers.words import plain

#: The direction of a message of which it is not known yet who said it.
UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Talk:
    """Who took part in a ticket, by which channel, and its two plain texts."""

    customer: str
    agent: str
    channel: str
    body: str
    resolution: str


def spoken(
    facts: Facts, times: dict[str, Moment | None], at: int, talk: Talk
) -> tuple[MessageDraft, ...]:
    """Return what was said in the ticket: what the customer began with, then the rest."""
    if facts.plan.threaded:
        return _one_message(facts, at, talk)
    found: list[MessageDraft] = []
    setting = _setting(facts, at, talk)
    for cell in facts.texts("conversation"):
        said, sure = read_conversation(cell, setting)
        if not sure and talk.body and _is_log(said, talk):
            said, sure = tuple(replace(message, direction="") for message in said), True
        found.extend(said)
        if not sure:
            facts.flag("speaker_unknown", "conversation")
        if not said:
            facts.keep("conversation", cell)
    known = {message.body.strip() for message in found}
    if talk.body and talk.body not in known:
        found.insert(0, MessageDraft(at, "in", talk.customer, talk.channel, talk.body))
    subject = facts.text("subject")
    if subject and not found:
        found.append(MessageDraft(at, "in", talk.customer, talk.channel, subject))
    ended = times["resolved_at"] or times["closed_at"] or times["first_response_at"]
    answered = (ended or times["updated_at"] or Moment(at)).at
    if talk.resolution and talk.resolution not in known:
        found.append(MessageDraft(answered, "out", talk.agent, talk.channel, talk.resolution))
    found.extend(_notes(facts, setting, answered, talk.agent))
    return tuple(found)


def _is_log(said: tuple[MessageDraft, ...], talk: Talk) -> bool:
    """Whether the entries are one member's record of the work, beside what the customer wrote."""
    authors = {message.author for message in said}
    return len(authors) == 1 and "" not in authors and talk.customer not in authors


def _notes(facts: Facts, setting: Setting, at: int, agent: str) -> list[MessageDraft]:
    found: list[MessageDraft] = []
    for text in facts.texts("note"):
        entries = read_comment(text, setting)
        found.extend(entries or (MessageDraft(at, "", agent, "import", text),))
    return found


def _setting(facts: Facts, at: int, talk: Talk) -> Setting:
    choice = facts.plan.by_field.get("created_at")
    order = (choice.date_order if choice else "") or "ymd"
    ids = frozenset(
        text for header, text in facts.extra.items() if plain(header) in customer_id_names()
    )
    return Setting(at, talk.channel, talk.customer, talk.agent, order, facts.plan.zone, ids)


def first_said(cell: str, facts: Facts) -> int:
    """Return when the first message of a conversation was said, 0 when none has a time."""
    said, _ = read_conversation(cell, _setting(facts, 0, Talk("", "", "", "", "")))
    return min((message.at for message in said if message.at), default=0)


def _one_message(facts: Facts, at: int, talk: Talk) -> tuple[MessageDraft, ...]:
    """Return the one message of a row, where every row is a message."""
    author, body = facts.text("author"), talk.body or facts.text("subject")
    choice = facts.plan.by_field.get("speaker")
    side = speaker_side(facts.text("speaker"))
    if choice is not None and plain(choice.header).startswith(("is agent", "is staff", "is admin")):
        side = {"in": "out", "out": "in"}.get(side, side)
    if not side and author:
        known = {talk.customer: "in", talk.agent: "out"}
        side = known.get(author) or speaker_side(author) or UNKNOWN
    shown = "" if side == "note" else side or UNKNOWN
    said = [MessageDraft(at, shown, author, talk.channel, body)] if body else []
    if talk.resolution:
        said.append(MessageDraft(at, "out", talk.agent, talk.channel, talk.resolution))
    said += [MessageDraft(at, "", author, "import", text) for text in facts.texts("note")]
    return tuple(said)


def named_by(
    said: tuple[MessageDraft, ...], facts: Facts, customer: str, agent: str
) -> tuple[str, str]:
    """Return customer and agent, taken from who wrote the message when no column names them."""
    author = facts.text("author")
    sides = {message.direction for message in said if message.author == author}
    return customer or (author if "in" in sides else ""), agent or (
        author if "out" in sides else ""
    )


def settled(said: tuple[MessageDraft, ...], customer: str) -> tuple[MessageDraft, ...]:
    """Give every message of a whole conversation a side: who begins it is the customer."""
    asked = customer or next(
        (m.author for m in said if m.direction == "in"), said[0].author if said else ""
    )
    return tuple(
        replace(m, direction="in" if m.author == asked else "out") if m.direction == UNKNOWN else m
        for m in said
    )
