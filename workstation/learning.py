"""What a desk learns of the tickets that its people classified, on top of the shipped model.

Only sums of character sequences are kept (`learned_types.json` in the profile), of sequences that
the shipped model knows or that stood in several tickets: no customer's words can be read from
them. They are made anew from all such tickets each time, so the same tickets give the same file.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation import examples
from workstation.background import Worker
from workstation.domain.learning import Counts, Model, count, counts_from, model_of, to_data
from workstation.domain.refusal import Refusal
from workstation.domain.speech import said
from workstation.store import corrections

if TYPE_CHECKING:
    from concurrent.futures import Future

    from workstation.changes import Changes
    from workstation.desk import Desk
    from workstation.rules.bundle import Rules

_log = logging.getLogger(__name__)
FILE: Final = "learned_types.json"
#: A ticket of the team's own counts as much as so many shipped examples.
WEIGHT: Final = 3
#: After so many new judgements the counts are made anew.
ENOUGH: Final = 20
#: The latest tickets are learned from, at most so many.
MOST: Final = 5_000
#: A sequence that the shipped model does not know must have stood in so many tickets.
SHARED: Final = 3
#: Seconds after the start before the first look: the agent's first screen comes first.
FIRST: Final = 60.0
_KEPT: Final = ("tickets", "at", "seen", "signs")
_FIELDS: Final = frozenset({"subtype", "class_code", "cause", "+"})


@dataclass(frozen=True, slots=True)
class Learned:
    """What a desk has learned: from how many tickets, when, and up to which audit entry.

    `at` is in milliseconds UTC. `by_type` counts the tickets by sub-type; `waiting` how many
    judgements came since.
    """

    tickets: int = 0
    at: int = 0
    seen: int = 0
    signs: int = 0
    waiting: int = 0
    by_type: tuple[tuple[str, int], ...] = ()

    def facts(self) -> dict[str, Any]:
        """As JSON facts."""
        return {**asdict(self), "by_type": dict(self.by_type)}


@dataclass(frozen=True, slots=True)
class Measured:
    """How often what is proposed now is what people chose, over the latest tickets they classified.

    Of `of` tickets, `classes` have the same class and `types` the same sub-type; for `asked` the
    class is left open.
    """

    of: int = 0
    classes: int = 0
    types: int = 0
    asked: int = 0


class Learner:
    """Learns beside a desk's agent, and hands out the rules with what was learned."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._file = desk.profile / FILE
        self._guard = threading.Lock()
        self._worker = Worker("learner", self._round)
        self._begun = False
        self._model: Model | None = None
        self._plain: Rules | None = None
        self._dressed: Rules | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    # used by everybody who asks what a text is about

    def dressed(self, rules: Rules) -> Rules:
        """The same rules, whose catalogue brings what this desk has learned when it is wanted."""
        if self._plain is not rules or self._dressed is None:
            catalogue = replace(rules.catalogue, model=self.model)
            self._dressed, self._plain = replace(rules, catalogue=catalogue), rules
        return self._dressed

    def worn(self, rules: Rules) -> Rules:
        """The same for rules that are only tried: nothing is kept of them."""
        return replace(rules, catalogue=replace(rules.catalogue, model=self.model))

    def model(self) -> Model:
        """The shipped model and what was learned here; read when first wanted."""
        held = self._model
        if held is None:
            counts = _read(self._file)
            held = model_of(examples.shipped_counts(), counts[0]) if counts else examples.shipped()
            self._model = held
        return held

    # learning

    def start(self) -> None:
        """Learn from now on, in the background."""
        self._unsubscribe = self._desk.subscribe(self._on_changes)
        self._worker.start()

    def stop(self) -> None:
        """Learn no more."""
        self._unsubscribe()
        self._worker.stop()

    def learned(self) -> Future[Learned]:
        """What was learned, and how much waits, on the reading pool."""
        return self._desk.ask(lambda read: self._told(read.connection))

    def learn(self) -> Future[Learned]:
        """Make the counts anew of all tickets that people classified, on the reading pool."""
        return self._desk.ask(lambda read: self._made(read.connection))

    def measured(self, most: int = 300) -> Future[Measured]:
        """How well today's proposals fit what people chose, on the reading pool."""
        return self._desk.ask(lambda read: self._measured(read.connection, most))

    def _measured(self, connection: Any, most: int) -> Measured:
        from workstation.domain.classify import suggest

        catalogue = self._desk.rules.catalogue
        of = classes = types = asked = 0
        for text, subtype in corrections.judged(connection, most):
            told = suggest(text, catalogue)
            of += 1
            asked += not told.class_code
            classes += bool(told.class_code) and told.class_code == subtype.partition(".")[0]
            types += told.subtype == subtype
        return Measured(of, classes, types, asked)

    def forget(self) -> None:
        """Drop all that was learned; the shipped model stays. Raises `OSError`."""
        with self._guard:
            self._file.unlink(missing_ok=True)
            self._model = None

    def _on_changes(self, changes: Changes) -> None:
        if changes.many or any(fields & _FIELDS for fields in changes.tickets.values()):
            self._worker.wake()

    def _round(self) -> float | None:
        if not self._begun:
            self._begun = True
            self._worker.rest(FIRST)
            if self._worker.stopping():
                return None
        try:
            told = self.learned().result()
            if told.waiting >= ENOUGH:
                self.learn().result()
        except Refusal as refusal:
            if refusal.code != "desk_closed":
                raise
        return None

    def _told(self, connection: Any) -> Learned:
        counts = _read(self._file)
        told = counts[1] if counts else Learned()
        return replace(told, waiting=corrections.since(connection, told.seen))

    def _made(self, connection: Any) -> Learned:
        with self._guard:
            seen = corrections.newest(connection)
            known = {item.code for item in self._desk.rules.catalogue.subtypes}
            texts = [
                (said(text), subtype)
                for text, subtype in corrections.judged(connection, MOST)
                if subtype in known
            ]
            shipped = examples.shipped_counts()
            counts = count(texts, WEIGHT, least=SHARED, known=shipped.signs)
            by_type = tuple(zip(counts.labels, counts.texts, strict=True))
            told = Learned(len(texts), self._desk.clock(), seen, len(counts.signs), 0, by_type)
            _write(self._file, counts, told)
            self._model = model_of(shipped, counts)
            _log.info("learned types of %d tickets", told.tickets)
            return told


def _read(file: Path) -> tuple[Counts, Learned] | None:
    """What was kept; None where nothing was, or nothing that this program can use."""
    try:
        data = json.loads(file.read_text("utf-8"))
        counts = counts_from(data)
        facts = data["learned"]
        tickets, at, seen, known = (int(facts[name]) for name in _KEPT)
        by_type = tuple(zip(counts.labels, counts.texts, strict=True))
        return counts, Learned(tickets, at, seen, known, by_type=by_type)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, Refusal) as error:
        _log.warning("what was learned cannot be used and is left aside: %s", error)
        return None


def _write(file: Path, counts: Counts, told: Learned) -> None:
    facts = {name: getattr(told, name) for name in _KEPT}
    data = {**to_data(counts), "learned": facts}
    partial = file.with_name(f".{file.name}.part")
    partial.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
    partial.replace(file)
