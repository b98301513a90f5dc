"""The words of refused work, as drafts: what an agent typed is never lost with a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from workstation.domain.conversation import Draft
from workstation.store.operations import Outgoing
from workstation.sync.protocol import Outcome

#: Action -> the editor in which its words belong; all others' words are notes.
_EDITORS: Final = {"SendReply": "reply", "NewTicket": "intake"}
#: Actions that carry words of scripts.
_SCRIPTS: Final = ("ImportScripts", "SavePersonalScript", "SaveScriptDraft", "AnswerScriptNote")
#: Where actions keep what a person typed, the most telling first.
_WORDS: Final = ("body", "note", "reason", "description", "comment", "answer", "words")


def drafts_of(item: Outgoing, outcome: Outcome, now: int) -> Iterator[Draft]:
    """The drafts to keep of a refused operation; the same operation gives the same drafts."""
    if item.action == "SaveRuleDraft":
        yield from _of_rules(item, outcome, now)
        return
    scripts = tuple(_of_scripts(item, outcome, now)) if item.action in _SCRIPTS else ()
    if scripts:
        yield from scripts
        return
    for number, (action, args) in enumerate(_actions(item.action, item.args)):
        words = next((str(args[name]) for name in _WORDS if str(args.get(name) or "").strip()), "")
        if not words:
            continue
        yield Draft(
            uid=item.uid if number == 0 else f"{item.uid}-{number}",
            ticket=str(args.get("ticket") or item.ticket),
            editor=_EDITORS.get(action, "note"),
            body=words,
            saved_at=now,
            agent=item.agent,
            channel=str(args.get("channel") or ""),
            recipient=str(args.get("recipient") or ""),
            script=str(args.get("script") or ""),
            reason=outcome.code,
            data={"action": action, "args": dict(args), "facts": dict(outcome.facts)},
        )


def _of_rules(item: Outgoing, outcome: Outcome, now: int) -> Iterator[Draft]:
    """The text of a rule file that was written on while somebody else did, or without the right."""
    for change in item.changes:
        written = change.get("new") or change.get("set") or {}
        if change.get("kind") == "rule" and written.get("text"):
            yield Draft(
                uid=item.uid,
                ticket="",
                editor="rules",
                body=str(written["text"]),
                saved_at=now,
                agent=item.agent,
                reason=outcome.code,
                data={**item.args, "rule": change["uid"], "facts": dict(outcome.facts)},
            )


def _of_scripts(item: Outgoing, outcome: Outcome, now: int) -> Iterator[Draft]:
    """The words of scripts: the whole table, with the body to be read."""
    number = 0
    for change in item.changes:
        written = change.get("new") or change.get("set") or {}
        content = written.get("content")
        if change.get("kind") != "script" or not content:
            continue
        told = {**item.args, "version": change["uid"], "content": content}
        yield Draft(
            uid=item.uid if number == 0 else f"{item.uid}-{number}",
            ticket="",
            editor="scripts",
            body=str(content.get("body", "")),
            saved_at=now,
            agent=item.agent,
            reason=outcome.code,
            data={**told, "facts": dict(outcome.facts)},
        )
        number += 1


def _actions(action: str, args: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """An action and those bundled within it."""
    yield action, args
    for inner in args.get("actions") or ():
        if isinstance(inner, dict) and "action" in inner:
            told = {name: value for name, value in inner.items() if name != "action"}
            yield from _actions(str(inner["action"]), told)
