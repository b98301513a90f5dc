"""Tickets under two bundles of rules, side by side: facts of tickets in, rows and counts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from workstation.domain.limits import Planner
from workstation.domain.procedure import first_step
from workstation.domain.route import Decision, RouteFacts, decide
from workstation.domain.ticket import Ticket
from workstation.receiving import suggest_type
from workstation.rules.bundle import Rules

#: The most rows that are shown.
MOST_ROWS: Final = 500
#: After so many tickets it is told how far it has come.
_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules see of a ticket: the ticket, the facts for routing and for limits."""

    ticket: Ticket
    facts: RouteFacts
    text: str = ""
    outside: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """A limit's code and the moment it ends, in milliseconds UTC."""

    rule: str
    kind: str
    layer: str
    due: int


@dataclass(frozen=True, slots=True)
class Course:
    """Where one bundle sends a ticket, by which rule and why, and until when it must be done.

    `confidence` (0 to 1) is that of a class proposed from the text, None where people gave one.
    """

    class_code: str
    subtype: str
    confidence: float | None
    group: str
    region: str
    rule: str
    version: str
    zh: str
    en: str
    procedure: str
    step: str
    due_at: int | None
    limits: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A ticket under the rules of today and under the draft.

    `stands` is the group it is in now. `differs` names what the draft changes, of: class, group,
    region, rule, procedure, limits.
    """

    uid: str
    number: str
    subject: str
    stands: str
    today: Course
    draft: Course
    differs: tuple[str, ...]

    def facts(self) -> dict[str, object]:
        """As JSON facts."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a draft would have done.

    `moves` counts tickets by group today and under the draft, those that stay included; `differs`
    counts them by what changes. `rows` are the first that differ (or all of a text or numbers);
    `more` says that others were left out of them. `of` is how many were chosen, `tried` how many
    were done before a cancel.
    """

    tried: int
    of: int
    moves: Mapping[tuple[str, str], int]
    differs: Mapping[str, int]
    rows: tuple[Tried, ...]
    more: bool = False
    cancelled: bool = False

    @property
    def moved(self) -> int:
        """How many tickets would be in another group."""
        return sum(count for (today, draft), count in self.moves.items() if today != draft)

    def figures(self) -> dict[str, object]:
        """The counts as JSON facts, as `TryRules` keeps them."""
        moves = [
            {"from": today, "to": draft, "count": count}
            for (today, draft), count in sorted(self.moves.items(), key=lambda item: -item[1])
            if today != draft
        ]
        return {
            "tried": self.tried,
            "of": self.of,
            "moved": self.moved,
            "moves": moves,
            "differs": dict(self.differs),
        }


def compare(
    cases: Iterable[Case], today: Rules, draft: Rules, *, classes: bool = False
) -> Iterator[Tried]:
    """Send each case through both bundles.

    With `classes` the class is proposed anew by each; else one that a ticket has counts for both.
    """
    now, then = _Way(today, classes=classes), _Way(draft, classes=classes)
    same_words = today.catalogue == draft.catalogue
    same_routing = same_words and today.routing == draft.routing
    for case in cases:
        said = now.classified(case)
        other_said = said if same_words else then.classified(case)
        decided = now.decided(said)
        other_decided = decided if same_routing else then.decided(other_said)
        one, other = now.course(said, decided), then.course(other_said, other_decided)
        ticket = case.ticket
        yield Tried(
            ticket.uid,
            ticket.number,
            ticket.subject,
            ticket.group_code,
            one,
            other,
            _differs(one, other),
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """A case with its class, and how sure that is where it was proposed."""

    case: Case
    confidence: float | None = None


class _Way:
    """One bundle's way of deciding, in three steps, so that those alike are taken once."""

    def __init__(self, rules: Rules, *, classes: bool) -> None:
        self._rules = rules
        self._planner = Planner(rules)
        self._classes = classes

    def classified(self, case: Case) -> _Said:
        """The class that people gave, or that the words speak for."""
        if case.ticket.class_code and not self._classes:
            return _Said(case)
        found = suggest_type(self._rules, case.text)
        given: dict[str, Any] = {"class_code": found.class_code, "subtype": found.subtype}
        ticket, facts = replace(case.ticket, **given), replace(case.facts, **given)
        return _Said(replace(case, ticket=ticket, facts=facts), found.confidence)

    def decided(self, said: _Said) -> Decision:
        """The group, the region and why."""
        return decide(said.case.facts, self._rules.routing)

    def course(self, said: _Said, decision: Decision) -> Course:
        """Where a case goes, and until when it must be done."""
        rules, ticket = self._rules, said.case.ticket
        procedure = rules.procedures.get(decision.group)
        told = f"{procedure.code}@{procedure.version}" if procedure else ""
        step = first_step(procedure) if procedure else ""
        begun = replace(
            ticket,
            group_code=decision.group,
            procedure=told,
            step=step,
            step_since=ticket.created_at,
            limits_version=rules.limits.version,
        )
        limits = self._planner.plan(begun, said.case.outside)
        return Course(
            class_code=ticket.class_code,
            subtype=ticket.subtype,
            confidence=said.confidence,
            group=decision.group,
            region=decision.region,
            rule=decision.rule,
            version=decision.version,
            zh=decision.sentence("zh", rules.routing),
            en=decision.sentence("en", rules.routing),
            procedure=told,
            step=step,
            due_at=limits.due_at,
            limits=tuple(Due(line.rule, line.kind, line.layer, line.due) for line in limits.lines),
        )


def _differs(today: Course, draft: Course) -> tuple[str, ...]:
    pairs = {
        "class": ((today.class_code, today.subtype), (draft.class_code, draft.subtype)),
        "group": (today.group, draft.group),
        "region": (today.region, draft.region),
        "rule": (today.rule, draft.rule),
        "procedure": (today.procedure, draft.procedure),
        "limits": (_dues(today), _dues(draft)),
    }
    return tuple(name for name, (one, other) in pairs.items() if one != other)


def _dues(course: Course) -> list[tuple[str, str, int]]:
    return sorted((line.kind, line.layer, line.due) for line in course.limits)


def counted(
    rows: Iterable[Tried],
    of: int,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    *,
    all_rows: bool = False,
) -> Trial:
    """Count rows as they come; `progress(done, of)` is told now and then."""
    moves: Counter[tuple[str, str]] = Counter()
    differs: Counter[str] = Counter()
    kept: list[Tried] = []
    done, more, stopped = 0, False, False
    for row in rows:
        done += 1
        moves[row.today.group, row.draft.group] += 1
        differs.update(row.differs)
        if row.differs or all_rows:
            more = more or len(kept) >= MOST_ROWS
            if not more:
                kept.append(row)
        if done % _EVERY == 0:
            progress(done, of)
            if cancelled():
                stopped = True
                break
    progress(done, of)
    return Trial(done, of, moves, differs, tuple(kept), more, stopped)
