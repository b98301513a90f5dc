"""`picture GROUP [--ticket NUMBER] --to FILE`: a procedure as a flow, as SVG or PDF."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from workstation import profiles
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.rules import loading
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, profile_of
from workstation.walking import KINDS, PictureAsked, drawn, write_picture


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="the picture of a group's procedure, as SVG or PDF"
    )
    parser.add_argument("group", nargs="?", default="", help=f"one of {', '.join(GROUPS)}")
    parser.add_argument("--ticket", default="", help="show the way that this ticket has taken")
    parser.add_argument("--to", "-o", type=Path, required=True, help="the file: .svg or .pdf")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--palette", choices=("light", "dark", "grey"), default="light")
    parser.add_argument(
        "--paper", choices=("fitted", "a4", "a3"), default="fitted", help="the page of a PDF"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Draw it and write the file."""
    kind = given.to.suffix.lower().lstrip(".")
    if kind not in KINDS:
        known = ", ".join(f".{known}" for known in KINDS)
        raise Refusal("export_format", path=str(given.to), known=known)
    if not (given.group or given.ticket):
        raise Refusal("used_wrongly", message="name a group, or a ticket with --ticket")
    asked = PictureAsked(
        given.group, given.ticket, kind, given.language, given.palette, given.paper
    )
    if given.ticket or profiles.is_made(profile_of(given)):
        content = _of_desk(given, asked)
    else:  # no desk yet: the shipped procedures
        content = drawn(loading.load().procedures.get(given.group), asked)
    path = write_picture(content, given.to)
    answer.tell(path=str(path), group=given.group, ticket=given.ticket, kind=kind)
    answer.say(str(path))
    return 0


def _of_desk(given: argparse.Namespace, asked: PictureAsked) -> bytes:
    with desk_of(given) as desk:
        if asked.ticket:
            ticket = desk.read.ticket_by_number(asked.ticket) or desk.read.ticket(asked.ticket)
            if ticket is None:
                raise Refusal("not_found", kind="ticket", uid=asked.ticket)
            asked = replace(asked, ticket=ticket.uid)
        return desk.flow_picture(asked).result()
