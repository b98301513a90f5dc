"""The index of a desk's reply scripts: made when it is first wanted, and kept up with what is in use."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from workstation.domain.conversation import Entry
from workstation.domain.script_rank import Moment, Ranked, ScriptWorth
from workstation.scripts.suggesting import Suggester
from workstation.text.script_search import ScriptIndex

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.script import Script
    from workstation.rules.bundle import Rules

#: So many of a person's latest uses tell how often a script is used.
_USES: Final = 300
#: The customer's last words are those after the agent's last ones, at most so many messages.
_MESSAGES: Final = 5
_HEARD: Final = 2_000
_HAN: Final = re.compile("[\u3400-\u9fff]")
_LATIN: Final = re.compile("[A-Za-z]{2,}")
#: So many answers to messages are kept ready, each of so many scripts: the suggestions and the
#: list of scripts ask the same in turn.
_ANSWERS: Final = 4
_ANSWERED: Final = 40


#: The index, the message and the moment that were asked of, and what was found.
_Answer = tuple[ScriptIndex, str, Moment, tuple[Ranked, ...]]


class Finder:
    """Finds scripts for a desk. It follows `desk.scripts` by identity; every thread may ask.

    `worth` is what is known of how scripts worked, by code; who works it out sets it anew.
    `by_code` are the scripts that are said, `parts` those that others put in.
    """

    def __init__(self) -> None:
        self.worth: Mapping[str, ScriptWorth] = {}
        self.by_code: Mapping[str, Script] = {}
        self.parts: Mapping[str, Script] = {}
        self._answers: tuple[_Answer, ...] = ()
        self._guard = threading.Lock()
        self._scripts: tuple[Script, ...] = ()
        self._rules: Rules | None = None
        self._index = ScriptIndex()
        self._suggester: Suggester | None = None

    def follow(self, scripts: tuple[Script, ...], rules: Rules) -> ScriptIndex:
        """The index of these scripts; what did not change is taken over."""
        with self._guard:
            if scripts is not self._scripts or rules is not self._rules:
                self._index = self._index.updated(scripts, rules.suggesting.weights)
                self._scripts, self._rules = scripts, rules
                self.by_code = {one.code: one for one in scripts if not one.snippet}
                self.parts = {one.code: one for one in scripts if one.snippet}
                self._answers = ()
            return self._index

    def search(self, query: str, moment: Moment, limit: int) -> tuple[Ranked, ...]:
        """What was typed, by the index."""
        return self._index.search(query, moment, limit)

    def choose(self, text: str, moment: Moment, limit: int) -> tuple[Ranked, ...]:
        """What answers a message; the first call counts the words of all scripts."""
        with self._guard:
            assert self._rules is not None
            index = self._index
            for kept in self._answers:
                if limit <= _ANSWERED and kept[:3] == (index, text, moment):
                    return kept[3][:limit]
            if self._suggester is None:
                self._suggester = Suggester(self._rules, self._index)
            elif self._suggester.source is not self._index:
                self._suggester.follow(self._rules, self._index)
            suggester = self._suggester
        found = suggester.choose(text, moment, max(limit, _ANSWERED))
        with self._guard:
            if index is self._index:
                self._answers = ((index, text, moment, found), *self._answers[: _ANSWERS - 1])
        return found[:limit]


_FINDERS: WeakKeyDictionary[Desk, Finder] = WeakKeyDictionary()
_GUARD: Final = threading.Lock()


def finder_of(desk: Desk) -> Finder:
    """The finder of a desk, over the scripts in use now."""
    with _GUARD:
        finder = _FINDERS.get(desk)
        if finder is None:
            finder = _FINDERS[desk] = Finder()
    finder.follow(desk.scripts, desk.rules)
    return finder


def latest_words(entries: Sequence[Entry]) -> str:
    """What the customer said since the agent's last words, else the last that the customer said."""
    heard: list[str] = []
    for entry in reversed(entries):
        if entry.direction == "out" and heard and entry.delivery != "taken_back":
            break
        if entry.direction == "in" and entry.body.strip():
            heard.append(entry.body.strip())
            if len(heard) == _MESSAGES:
                break
    return "\n".join(reversed(heard))[-_HEARD:]


def spoken_language(text: str) -> str:
    """ "en" for words of Latin letters alone, else "zh"."""
    return "en" if _LATIN.search(text) and not _HAN.search(text) else "zh"


def said_by(connection: sqlite3.Connection, agent: str) -> list[str]:
    """The codes of a person's latest uses of scripts, the latest first."""
    rows = connection.execute(
        "SELECT script FROM entry WHERE author=? AND script<>'' ORDER BY at DESC LIMIT ?",
        (agent, _USES),
    )
    return [str(code) for (code,) in rows]


def is_promised(connection: sqlite3.Connection, ticket: str) -> bool:
    """Whether a promise on a ticket is open."""
    found = connection.execute(
        "SELECT 1 FROM promise WHERE ticket=? AND state='open' LIMIT 1", (ticket,)
    )
    return found.fetchone() is not None
