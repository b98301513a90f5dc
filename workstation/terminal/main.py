"""`python -m workstation [--profile DIR] [--json] COMMAND …`."""

from __future__ import annotations

import argparse
import logging
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, NoReturn

from workstation.domain.refusal import Refusal
from workstation.terminal.answer import Answer
from workstation.terminal.mishaps import Misused, Parser, note_unexpected, unusable
from workstation.terminal.sentences import sentence
from workstation.terminal.sitting import profile_of

#: Command -> the module that declares and runs it.
COMMANDS: Final = {
    "import": "importing",
    "export": "exporting",
    "list": "listing",
    "find": "finding",
    "show": "showing",
    "check": "checking",
    "join": "joining",
    "sync": "syncing",
    "hub": "hub",
    "claim": "claim",
    "picture": "picture",
    "calendar": "calendar",
    "rules": "rules",
    "classify": "classify",
    "script": "script",
    "limits": "limits",
    "automations": "automations",
    "sample": "sampling",
}
DONE, REFUSED, MISUSED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 refused or found wanting, 2 used wrongly.

    Raises `SystemExit` as argparse does, for a command line that cannot be understood.
    """
    _utf8()
    logging.getLogger("workstation").addHandler(logging.NullHandler())  # no stories on the screen
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        given = _understood(words)
    except Misused as misused:
        return _misused(misused, json=_wants_json(words))
    answer = Answer(json=given.json)
    try:
        code = _run(given, answer)
    except BrokenPipeError:
        sys.stderr.close()
        return REFUSED
    answer.close()
    return code


def _understood(words: Sequence[str]) -> argparse.Namespace:
    """What a command line says. Commands that it does not name load only for help and mistakes."""
    named = [word for word in words if word in COMMANDS]
    if named and not any(word.startswith(("-h", "--h")) for word in words[: words.index(named[0])]):
        with suppress(Misused):
            return build_parser(dict.fromkeys(named)).parse_args(words)
    return build_parser().parse_args(words)


def _run(given: argparse.Namespace, answer: Answer) -> int:
    """Run the command; whatever goes wrong is told in one sentence."""
    try:
        return int(given.run(given, answer))
    except Refusal as refusal:
        answer.refuse(refusal, sentence(refusal))
        return MISUSED if refusal.code == "used_wrongly" else REFUSED
    except KeyboardInterrupt:
        answer.fail("stopped", "stopped")
        return 130
    except BrokenPipeError:
        raise
    except (OSError, sqlite3.Error) as error:
        out_of_reach = unusable(error, given)
        answer.refuse(out_of_reach, sentence(out_of_reach))
    except Exception as error:
        where = note_unexpected(error, profile_of(given))
        told = f"{type(error).__name__}: {error}".rstrip(": ")
        answer.fail("unexpected", f"something went wrong that should not ({told}); see {where}")
    return REFUSED


def _misused(misused: Misused, *, json: bool) -> NoReturn:
    answer = Answer(json=json)
    print(misused.usage, file=sys.stderr, end="")
    answer.fail("used_wrongly", str(misused))
    answer.close()
    raise SystemExit(MISUSED)


def _wants_json(words: Sequence[str]) -> bool:
    """Whether JSON is asked for on a line that could not be understood as a whole."""
    return any(len(word) > 2 and "--json".startswith(word) for word in words)


def build_parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of all commands, or of some; docs/terminal.md is checked against it."""
    parser: argparse.ArgumentParser = Parser(
        prog="workstation", description="Aftercare without a screen: the same desk, the same rules."
    )
    parser.add_argument("--profile", type=Path, help="the desk's folder (default: the user's own)")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--as", dest="agent", default="", help="who works: number, name or uid")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        import_module(f"workstation.terminal.{COMMANDS[name]}").declare(commands, name)
    for command in commands.choices.values():
        _repeat_options(command)
    return parser


def _repeat_options(parser: argparse.ArgumentParser) -> None:
    """Let `--profile`, `--json` and `--as` stand behind the command and its parts too."""
    quiet = argparse.SUPPRESS
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for part in action.choices.values():
                _repeat_options(part)
    parser.add_argument("--profile", type=Path, default=quiet, help=quiet)
    parser.add_argument("--json", action="store_true", default=quiet, help=quiet)
    parser.add_argument("--as", dest="agent", default=quiet, help=quiet)


def _utf8() -> None:
    """Chinese on standard output whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
