"""Where tickets would have gone under a draft of the rules, side by side with today.

`compare` is pure: facts of tickets and two bundles in, rows out. `try_draft` reads a desk's
tickets for it, on the reading pool; it can be cancelled and says how far it has come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar
from zoneinfo import ZoneInfo

from workstation.actions.deciding import facts_for, parcel_of
from workstation.domain.facts import outside_facts
from workstation.domain.limits import Planner
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer, KeyAccount
from workstation.domain.procedure import first_step
from workstation.domain.refusal import Refusal
from workstation.domain.route import Decision, RouteFacts, decide
from workstation.domain.rule_set import RuleSet
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter
from workstation.receiving import suggest_type, understand
from workstation.rules.bundle import Rules
from workstation.store import rule_sets
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk

R = TypeVar("R")
_CLASSES: Final = "rules/classes.toml"
#: The most tickets that are tried at once, and the most rows that are shown.
MOST: Final = 10_000
MOST_ROWS: Final = 500
_EVERY: Final = 100
#: What a ticket was before anybody worked on it.
_FRESH: Final[dict[str, Any]] = {
    "status": "new",
    "urged": 0,
    "urged_at": None,
    "reopened": 0,
    "first_response_at": None,
    "told_at": None,
    "resolved_at": None,
    "closed_at": None,
    "waits": (),
    "waited_ms": 0,
    "waiting_since": None,
    "waiting_until": None,
    "waiting_reason": "",
}
_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class Tickets:
    """Which tickets are tried: a pasted text, numbers, a day (of their making), or a filter."""

    text: str = ""
    numbers: tuple[str, ...] = ()
    day: date | None = None
    filter: Filter | None = None
    most: int = MOST


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


def try_draft(
    desk: Desk,
    draft: RuleSet,
    tickets: Tickets,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Trial:
    """Try a draft (with its text) on this desk's tickets; for the reading pool.

    Raises `Refusal`: rules_unsound with the draft's first mistake, not_found for a number.
    """
    connection = desk.read.connection
    now = desk.clock()
    heads = rule_sets.heads(connection)

    def text(uid: str) -> str:
        return rule_sets.text_of(connection, uid)

    then = desk.rule_shelf().under(heads, text, now, draft).rules
    today = desk.rules
    looking = _Looking(connection, desk.agent, now, today)
    uids = [""] if tickets.text else _chosen(desk, tickets)
    cases = _cases(looking, tickets, uids)
    rows = compare(cases, today, then, classes=draft.file == _CLASSES)
    every = bool(tickets.text or tickets.numbers)
    return counted(rows, len(uids), progress, cancelled, all_rows=every)


def _cases(looking: _Looking, tickets: Tickets, uids: list[str]) -> Iterator[Case]:
    if tickets.text:
        yield _pasted(looking, tickets.text)
        return
    for uid in uids:
        ticket = looking.find(Ticket, uid)
        if ticket is not None:
            yield _case(looking, ticket, looking.first_words(uid))


class _Looking(Work):
    """Work that only reads, and reads what many tickets share once."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._accounts: list[KeyAccount] | None = None
        self._people: dict[str, Customer | None] = {}

    def where(
        self, made: type[Any], condition: str, *values: object, limit: int = 500
    ) -> list[Any]:
        if made is not KeyAccount:
            return super().where(made, condition, *values, limit=limit)
        if self._accounts is None:
            self._accounts = super().where(made, condition, *values, limit=limit)
        return self._accounts

    def first_words(self, ticket: str) -> str:
        """What the customer said first, as far as the rules read."""
        row = self.connection.execute(
            "SELECT substr(body,1,?) FROM entry WHERE ticket=? AND body<>''"
            " AND kind IN ('message','note') ORDER BY at,id LIMIT 1",
            (_TEXT, ticket),
        ).fetchone()
        return "" if row is None else str(row[0])


def _case(looking: _Looking, ticket: Ticket, words: str) -> Case:
    facts = facts_for(looking, ticket, words)
    customer = looking.find(Customer, ticket.customer) if ticket.customer else None
    parcel: Parcel | None = parcel_of(looking, ticket)
    text = "\n".join(part for part in (ticket.subject, words) if part)
    facts = replace(facts, urged=0, reopened=0)
    return Case(replace(ticket, **_FRESH), facts, text, outside_facts(customer, parcel))


def _pasted(looking: _Looking, text: str) -> Case:
    """A pasted text as a ticket that arrives now."""
    lines = text.strip().splitlines() or [""]
    waybill = understand(text[:_TEXT]).waybill
    ticket = Ticket("", "", looking.now, subject=lines[0][:80], waybill=waybill)
    return _case(looking, ticket, text)


def _chosen(desk: Desk, tickets: Tickets) -> list[str]:
    """The uids of the tickets that are tried, the newest first."""
    most = max(1, min(tickets.most, MOST))
    if tickets.numbers:
        return [_of_number(desk, number) for number in islice(tickets.numbers, most)]
    chosen = tickets.filter or Filter()
    if tickets.day is not None:
        since, until = _day(tickets.day, desk.zone)
        chosen = replace(chosen, created_after=since, created_before=until)
    ids = desk.read.ids(chosen, "-created_at")[:most]
    uids: list[str] = []
    for start in range(0, len(ids), _EVERY):
        part = ids[start : start + _EVERY]
        rows = desk.read.connection.execute(
            f"SELECT id,uid FROM ticket WHERE id IN ({','.join('?' * len(part))})", list(part)
        )
        known = dict(rows.fetchall())
        uids += [known[one] for one in part if one in known]
    return uids


def _of_number(desk: Desk, number: str) -> str:
    row = desk.read.connection.execute(
        "SELECT uid FROM ticket WHERE number=? OR uid=?", (number, number)
    ).fetchone()
    if row is None:
        raise Refusal("not_found", kind="ticket", uid=number)
    return str(row[0])


def _day(day: date, zone: ZoneInfo) -> tuple[int, int]:
    """The first millisecond of a day in a zone, and of the next."""
    since = datetime.combine(day, time(), zone)
    until = datetime.combine(day + timedelta(days=1), time(), zone)
    return int(since.timestamp() * 1000), int(until.timestamp() * 1000)
