"""`script list`, `script render CODE --ticket NUMBER`: which scripts there are, and how one reads."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from workstation.domain.refusal import Refusal
from workstation.domain.script import CHANNELS
from workstation.terminal.answer import Answer
from workstation.terminal.script_known import LANGUAGES, check_codes, check_one
from workstation.terminal.sitting import desk_of, iso, passing_desk

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.scripts.listing import LibraryRow
    from workstation.scripts.putting import Put


def declare(parts: Any) -> None:
    """Declare both parts of `script`."""
    one: argparse.ArgumentParser = parts.add_parser("list", help="the library of scripts")
    one.add_argument("words", nargs="?", default="", help="in code, title, body, tags or pinyin")
    one.add_argument("--class", dest="class_code", default="", help="a class or sub-type")
    one.add_argument("--group", default="")
    one.add_argument("--step", default="")
    one.add_argument("--channel", default="", choices=("", *CHANNELS))
    one.add_argument("--language", default="", choices=LANGUAGES)
    one.add_argument("--life", action="append", default=[], help="how it stands, such as draft")
    one.add_argument("--limit", type=int, default=200)
    one.set_defaults(run=run_list)
    two: argparse.ArgumentParser = parts.add_parser(
        "render", help="a script's words for a ticket, its facts filled in"
    )
    two.add_argument("code")
    two.add_argument("--ticket", required=True, metavar="NUMBER")
    two.add_argument("--channel", default="", choices=("", *CHANNELS))
    two.add_argument(
        "--language", default="", choices=LANGUAGES, help="default: that of the conversation"
    )
    two.add_argument(
        "--ask",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a value asked for, as it would be typed",
    )
    two.set_defaults(run=run_render)


def run_list(given: argparse.Namespace, answer: Answer) -> int:
    """List them."""
    from workstation.scripts.listing import LIVES, LibraryWanted

    for life in given.life:
        check_one("--life", life, LIVES)
    wanted = LibraryWanted(
        words=given.words,
        class_code=given.class_code,
        group=given.group,
        step=given.step,
        channel=given.channel,
        language=given.language,
        lives=tuple(given.life),
        limit=max(1, given.limit),
    )
    with passing_desk(given) as desk:
        check_codes(desk.rules, class_code=given.class_code, group=given.group, step=given.step)
        page = desk.script_library(wanted).result()
    answer.tell(total=page.total, scripts=[_facts(row) for row in page.rows])
    answer.table(
        (
            row.script.code,
            row.life,
            row.script.version,
            "/".join(row.script.languages),
            row.script.title,
        )
        for row in page.rows
    )
    answer.say(f"{len(page.rows):,} of {page.total:,} scripts")
    return 0


def run_render(given: argparse.Namespace, answer: Answer) -> int:
    """Fill it in; 1 when a placeholder is left without a value."""
    from workstation.scripts.putting import language_of

    with desk_of(given) as desk:
        ticket = desk.read.ticket_by_number(given.ticket)
        detail = desk.read.detail(ticket.uid) if ticket else None
        if detail is None:
            raise Refusal("not_found", kind="ticket", uid=given.ticket)
        language = given.language or language_of(detail.entries)
        made = _put(desk, given, detail.ticket.uid, language)
    missing = {piece.name: piece.label for piece in made.pieces if piece.kind == "gap"}
    asked = {one.name: one for one in made.asked}
    answer.tell(
        code=made.code,
        title=made.title,
        version=made.version,
        channel=made.channel,
        language=made.language,
        languages=list(made.languages),
        text=made.text,
        values={one.name: one.text for one in made.pieces if one.kind == "value"},
        missing=[_question(name, label, asked.get(name)) for name, label in missing.items()],
    )
    if not answer.json:
        print(made.text)
    for name, label in missing.items():
        kind = asked[name].ask.kind if name in asked else "text"
        answer.say(f"missing: {name} ({label}, {kind}); give it with --ask {_short(name)}=VALUE")
    return 1 if missing else 0


def _put(desk: Desk, given: argparse.Namespace, ticket: str, language: str) -> Put:
    """The script with all values that were given; raises `Refusal` for one that it does not ask."""
    from workstation.scripts.putting import put, read_value

    typed = _typed(given.ask)
    made = put(desk, ticket, given.code, given.channel, language)
    values = {}
    for name, text in typed.items():
        question = made.question(f"ask.{name}") or made.question(name)
        if question is None:
            known = ", ".join(_short(one.name) for one in made.asked) or "nothing"
            message = f"--ask {name}: {given.code} does not ask for it; it asks for {known}"
            raise Refusal("used_wrongly", message=message)
        values[question.name] = read_value(desk, question, text, made.language).text
    return put(desk, ticket, given.code, given.channel, language, values) if values else made


def _typed(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name.strip():
            raise Refusal("used_wrongly", message=f"--ask {pair}: give NAME=VALUE")
        found[name.strip()] = text
    return found


def _short(name: str) -> str:
    return name.removeprefix("ask.")


def _question(name: str, label: str, asked: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": name,
        "label": label,
        "kind": asked.ask.kind if asked else "text",
    }
    if asked and asked.choices:
        told["choices"] = list(asked.choices)
    if asked and asked.proposed:
        told["proposed"] = asked.proposed
    return told


def _facts(row: LibraryRow) -> dict[str, Any]:
    script = row.script
    return {
        "code": script.code,
        "title": script.title,
        "life": row.life,
        "lives": list(row.lives),
        "version": script.version,
        "since": iso(row.since),
        "until": iso(row.until),
        "languages": list(script.languages),
        "channels": list(script.channels),
        "classes": list(script.classes),
        "groups": list(script.groups),
        "steps": list(script.steps),
        "tags": list(script.tags),
        "asks": [one.name for one in script.asks],
        "own": bool(script.owner),
        "body": script.body,
    }
