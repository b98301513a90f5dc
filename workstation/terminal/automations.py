"""`automations`: which there are, and what one would do now."""

from __future__ import annotations

import argparse
from typing import Any

from workstation.domain.automation import Activator, Automation, loops
from workstation.terminal.answer import Answer
from workstation.terminal.limit_words import said, words
from workstation.terminal.sitting import desk_of


def declare(commands: Any, name: str) -> None:
    """Declare the command and its parts."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="rules that act by themselves")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    listed = parts.add_parser("list", help="all automations, in the order in which they act")
    listed.set_defaults(run=_list)
    tried = parts.add_parser("preview", help="which tickets one matches now; nothing is done")
    tried.add_argument("code", help="the automation's code")
    tried.add_argument("--limit", type=int, default=50, help="tickets to show (default: 50)")
    tried.set_defaults(run=_preview)


def _list(given: argparse.Namespace, answer: Answer) -> int:
    with desk_of(given) as desk:
        language = desk.settings.language or "en"
        rules = desk.rules.automations
        circles = [list(loop.codes) for loop in loops(rules)]
        answer.tell(automations=[_facts(rule) for rule in rules], loops=circles)
        answer.table(
            [
                rule.code,
                words("on" if rule.active else "off", language),
                ", ".join(_event(one) for one in rule.on),
                ", ".join(act.code for act in rule.acts),
                rule.name(language),
            ]
            for rule in rules
        )
        for circle in circles:
            answer.say(said("loop", language, codes=" → ".join(circle)))
    return 0


def _preview(given: argparse.Namespace, answer: Answer) -> int:
    with desk_of(given) as desk:
        language = desk.settings.language or "en"
        told = desk.preview_automation(given.code, given.limit).result()
        answer.tell(
            automation=_facts(told.automation),
            matched=told.matched,
            looked_at=told.looked_at,
            capped=told.capped,
            loops=[list(codes) for codes in told.loops],
            tickets=[
                {"number": one.number, "uid": one.ticket, "acts": list(one.acts)}
                for one in told.tickets
            ],
        )
        name = told.automation.name(language)
        facts = {"name": name, "matched": told.matched, "looked_at": told.looked_at}
        answer.say(said("matches", language, **facts))
        answer.table([one.number, ", ".join(one.acts), one.subject] for one in told.tickets)
        if told.capped:
            answer.say(said("capped", language, n=told.looked_at))
        for codes in told.loops:
            answer.say(said("loop", language, codes=" → ".join(codes)))
    return 0


def _facts(rule: Automation) -> dict[str, Any]:
    return {
        "code": rule.code,
        "version": rule.version,
        "name_zh": rule.name_zh,
        "name_en": rule.name_en,
        "active": rule.active,
        "on": [_event(one) for one in rule.on],
        "acts": [act.code for act in rule.acts],
    }


def _event(one: Activator) -> str:
    """What sets it off, in short: "changed(urged)", "limit_passed(resolve, outer, +480)"."""
    told = [*one.fields, one.direction, *one.limits, *one.kinds, *one.layers]
    if one.after_ms:
        told.append(f"+{one.after_ms // 60_000}")
    if one.event == "daily":
        told.append(f"{one.at_minute // 60:02}:{one.at_minute % 60:02}")
    if one.event == "every":
        told.append(str(one.every_ms // 60_000))
    inside = ", ".join(filter(None, told))
    return f"{one.event}({inside})" if inside else one.event
