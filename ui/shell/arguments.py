"""What the command line of the window asks for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from ui.pages import Caller

SCHEME: Final = "aftercare"
#: What a telephone system may send; longer ones are cut.
_LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the window. `profile` None means the one used last."""

    profile: Path | None = None
    sample: bool = False
    agent: str = ""
    language: str = ""
    theme: str = ""
    check: bool = False
    call: Caller | None = None


def read_arguments(arguments: Sequence[str]) -> Start:
    """Read the command line; a mistake in it ends the program with a sentence and code 2."""
    parser = argparse.ArgumentParser(prog="aftercare", allow_abbrev=False)
    parser.add_argument("--sample", action="store_true", help="open the sample team")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="folder of the desk")
    parser.add_argument("--as", dest="agent", default="", metavar="AGENT", help="who sits here")
    parser.add_argument("--language", default="", choices=["zh_CN", "en"], metavar="LANG")
    parser.add_argument("--theme", default="", choices=["light", "dark", "auto"], metavar="THEME")
    parser.add_argument("--check", action="store_true", help="prove the window and leave")
    parser.add_argument("--number", default="", help="with call: the caller's number")
    parser.add_argument("--name", default="", help="with call: the caller's name")
    parser.add_argument("word", nargs="?", default="", help="call, or an aftercare:// address")
    told = parser.parse_args(arguments)
    return Start(
        told.profile,
        told.sample,
        told.agent,
        told.language,
        told.theme,
        told.check,
        _call(parser, told),
    )


def _call(parser: argparse.ArgumentParser, told: argparse.Namespace) -> Caller | None:
    word = str(told.word)
    if not word:
        if told.number or told.name:
            parser.error("--number and --name belong to `call`")
        return None
    if word == "call":
        return _cut(told.number, told.name)
    if word.lower().startswith(f"{SCHEME}:"):
        caller = read_address(word)
        if caller is not None:
            return caller
    parser.error(f"not understood: {word!r} (expected `call` or {SCHEME}://call?number=…)")


def read_address(address: str) -> Caller | None:
    """The caller named by `aftercare://call?number=…&name=…`; None when it is no such address."""
    parts = urlsplit(address)
    if parts.scheme != SCHEME or "call" not in (parts.netloc, parts.path.strip("/")):
        return None
    facts = parse_qs(parts.query, keep_blank_values=True)
    return _cut(facts.get("number", [""])[0], facts.get("name", [""])[0])


def _cut(number: str, name: str) -> Caller:
    """Only what can be printed, and not without end: these words come from outside."""

    def clean(text: str) -> str:
        return "".join(sign for sign in text if sign.isprintable()).strip()[:_LONGEST]

    return Caller(clean(number), clean(name))
