"""`script check`: the check of safe speech over JSON Lines {id, text[, customer, channel, script]}.

Lines are answered one by one as they come. Texts to the same `customer` are compared with those
before them for repetition.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, Final

from workstation.domain.speech_check import SpeechFinding, Watched
from workstation.domain.speech_given import EARLIER
from workstation.domain.speech_rules import Given, SpeechRules
from workstation.terminal.answer import Answer
from workstation.terminal.classify import rules_in_force
from workstation.terminal.json_lines import Told, answered, opened, tell

#: Modules with other parts of the command.
_PARTS: Final = ("script_exchange", "script_reading", "script_suggest", "script_figures")
_CHANNELS: Final = ("", "phone", "sms", "email", "chat")
_CUSTOMERS: Final = 20_000  # so many customers' messages are remembered for repetition


@dataclass(frozen=True, slots=True)
class _Asked:
    id: Any
    text: str
    customer: str = ""
    channel: str = ""
    script: str = ""


@dataclass(slots=True)
class Checker:
    """Checks lines; it remembers what each customer was sent, and counts lines with findings."""

    rules: SpeechRules
    language: str = "zh"
    found: int = 0
    _before: dict[str, Given] = field(default_factory=dict)

    def answer(self, asked: _Asked) -> Told:
        """The answer to one line."""
        findings = Watched(self.rules).check(asked.text, self._given(asked))
        self.found += bool(findings)
        return {"id": asked.id, "findings": [self._told(one) for one in findings]}

    def _told(self, finding: SpeechFinding) -> dict[str, Any]:
        return finding.facts(self.language)

    def _given(self, asked: _Asked) -> Given:
        """What holds for a line; the line itself is remembered for those after it."""
        before = self._before.get(asked.customer, Given())
        if asked.customer and (asked.customer in self._before or len(self._before) < _CUSTOMERS):
            scripts = (*before.scripts, asked.script) if asked.script else before.scripts
            earlier = (*before.earlier, asked.text)[-EARLIER:]
            self._before[asked.customer] = Given(earlier=earlier, scripts=scripts[-EARLIER:])
        return replace(before, channel=asked.channel, script=asked.script)


def declare(commands: Any, name: str) -> None:
    """Declare the command with its parts."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="what is said to customers")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    one: argparse.ArgumentParser = parts.add_parser(
        "check", help="what must not be said so, in texts from JSON Lines {id, text}"
    )
    one.add_argument(
        "file", nargs="?", default="-", help="JSON Lines; - for standard input (default)"
    )
    one.add_argument("--english", action="store_true", help="reasons and words in English")
    one.set_defaults(run=run)
    for module in _PARTS:
        import_module(f"workstation.terminal.{module}").declare(parts)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Answer each line in its place; 1 when a line could not be understood."""
    with rules_in_force(given) as used, opened(given.file) as stream:
        checker = Checker(used.speech, "en" if given.english else "zh")
        code = tell(answered(stream, _asked, checker.answer), answer)
    answer.tell(found=checker.found)
    return code


def _asked(told: Told) -> _Asked:
    """The line as asked; raises `ValueError` with what is amiss."""
    for key in ("channel", "script"):
        if not isinstance(told.get(key, ""), str):
            raise ValueError(f'"{key}" is no text')
    channel = told.get("channel", "")
    if channel not in _CHANNELS:
        raise ValueError(f'"channel" is none of {", ".join(_CHANNELS[1:])}')
    customer = told.get("customer", "")
    if not isinstance(customer, (str, int)):
        raise ValueError('"customer" is neither a text nor a number')
    return _Asked(told.get("id"), told["text"], str(customer), channel, told.get("script", ""))
