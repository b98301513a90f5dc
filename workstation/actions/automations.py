"""Automations at work: what follows from a change, and what a moment sets off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workstation.actions.acting import Around, do_act, is_pending
from workstation.actions.deciding import parcel_of
from workstation.domain.automation import CHANGES, CHANGING, DEEPEST, Automation, Happening
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.conversation import Entry
from workstation.domain.facts import outside_facts, said_facts, ticket_facts, time_facts
from workstation.domain.identity import uid_of
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Altered, Work

#: Work that takes back, settles or takes in what was decided already sets nothing off.
_QUIET: Final = frozenset(
    {
        *("FireAutomation", "MarkDelivery", "RetryDelivery", "SettleConflict", "SettleRefused"),
        *("TakeBack", "Undo"),
    }
)
_IMPORT: Final = "ImportBatch"
_SAID: Final = ("call", "message")
_HELD_AS: Final = {"owner": "owned", "first_response_at": "answered"}


def follow(work: Work, action: str, around: Callable[[], Around]) -> None:
    """Do what automations do about what this work has altered, as part of the same work.

    `around` is asked only when something may be set off.
    """
    if action in _QUIET:
        return
    rules = [rule for rule in work.rules.automations if rule.active and rule.of(CHANGES)]
    if action == _IMPORT:
        rules = [rule for rule in rules if rule.imports]
    if not rules:
        return
    for uid, happened in _happened(work.altered()).items():
        if any(_cause(rule, happened) for rule in rules):
            _Chain(work, uid, rules, around()).run(happened)


def entry_of(rule: str, ticket: str, occurrence: str) -> str:
    """The uid of the line that a firing leaves: the same on whichever desk it happens."""
    return uid_of("automation", rule, ticket, occurrence)


@dataclass(frozen=True, slots=True)
class FireAutomation:
    """Let an automation do what a moment has set off, once in the whole company.

    `occurrence` names the moment; `told` are the facts that its line in the timeline keeps. It
    does nothing where the line is there already, or its conditions do not hold any more.
    """

    ticket: str
    rule: str
    occurrence: str
    event: str
    told: Mapping[str, Any] = field(default_factory=dict)
    around: Around = field(default_factory=Around, repr=False)

    @property
    def entry(self) -> str:
        """The line that it leaves."""
        return entry_of(self.rule, self.ticket, self.occurrence)

    def brief(self) -> dict[str, object]:
        """What the journal keeps of the arguments; the hub knows a second firing by `entry`."""
        return {
            "ticket": self.ticket,
            "rule": self.rule,
            "occurrence": self.occurrence,
            "entry": self.entry,
        }

    def perform(self, work: Work) -> bool:
        """Tell whether it did anything. Codes: not_found."""
        rule = next((one for one in work.rules.automations if one.code == self.rule), None)
        if rule is None or not rule.active or work.find(Entry, self.entry) is not None:
            return False
        ticket = work.get(Ticket, self.ticket)
        if not (ticket.is_open or rule.finished) or not rule.holds(facts_of(work, ticket)):
            return False
        if not any(is_pending(act, ticket) for act in rule.acts):
            return False
        told = {"on": self.event, "occurrence": self.occurrence, **self.told}
        happened = fire(work, rule, ticket, self.around, told, entry=self.entry, timed=True)
        changing = [one for one in work.rules.automations if one.active and one.of(CHANGES)]
        _Chain(work, self.ticket, changing, self.around, [rule.code]).run(happened)
        return True


def facts_of(work: Work, ticket: Ticket, said: Happening | None = None) -> dict[str, object]:
    """Everything that a rule may look at about a ticket now."""
    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    facts = ticket_facts(ticket, outside_facts(customer, parcel_of(work, ticket)))
    facts |= time_facts(ticket, work.now)
    facts["claim_status"] = _claim_status(work, ticket)
    body, channel, direction = "", "", ""
    if said is not None and said.event == "message":
        direction = said.direction
        body, channel = next(
            (
                (str(told["body"]), str(told["channel"]))
                for told in _spoken(work.altered(), ticket.uid)
            ),
            ("", ""),
        )
    return facts | said_facts(body or ticket.subject, channel, direction)


def fire(
    work: Work,
    rule: Automation,
    ticket: Ticket,
    around: Around,
    told: Mapping[str, Any],
    *,
    entry: str = "",
    timed: bool = False,
) -> list[Happening]:
    """Do a rule's acts in order and leave a line; what happened by it.

    An act that cannot be done is left out, and the line says so.
    """
    names = {"zh": rule.name_zh, "en": rule.name_en}
    line_facts = {"event": "automation", "name": names, "acts": [act.code for act in rule.acts]}
    before, work.by_rule = work.by_rule, rule.told
    skipped: list[dict[str, str]] = []
    try:
        line = work.say(ticket.uid, "system", uid=entry, data={**line_facts, **told})
        for act in rule.acts:
            if not is_pending(act, work.get(Ticket, ticket.uid)):
                continue
            try:
                do_act(work, ticket.uid, act, around, once_shared=timed and around.shared)
            except Refusal as refusal:
                skipped.append({"act": act.code, "code": refusal.code})
        if skipped:
            work.keep(line, replace(line, data={**line.data, "skipped": skipped}))
    finally:
        work.by_rule = before
    happened = _differences(ticket, work.get(Ticket, ticket.uid), rule.code)
    if any(act.code == "send" for act in rule.acts):
        happened.append(Happening("message", direction="out", by=rule.code))
    return happened


class _Chain:
    """Automations that set each other off on one ticket: each once, and so many at most."""

    def __init__(
        self,
        work: Work,
        uid: str,
        rules: Sequence[Automation],
        around: Around,
        fired: Sequence[str] = (),
    ) -> None:
        self._work = work
        self._uid = uid
        self._rules = rules
        self._around = around
        self._fired = list(fired)

    def run(self, happened: Sequence[Happening]) -> None:
        """Go on until nothing sets anything off any more, or it would go round."""
        while happened:
            later: list[Happening] = []
            for rule in self._rules:
                cause = _cause(rule, happened)
                if cause is None:
                    continue
                ticket = self._work.find(Ticket, self._uid)
                if ticket is None or not self._wishes(rule, ticket, cause):
                    continue
                if rule.code in self._fired or len(self._fired) >= DEEPEST:
                    self._stop(rule)
                    return
                self._fired.append(rule.code)
                told = {"on": cause.event, "fields": sorted(cause.fields & _asked(rule))}
                later += fire(self._work, rule, ticket, self._around, told)
            happened = later

    def _wishes(self, rule: Automation, ticket: Ticket, cause: Happening) -> bool:
        return (
            (ticket.is_open or rule.finished)
            and any(is_pending(act, ticket) for act in rule.acts)
            and rule.holds(facts_of(self._work, ticket, cause))
        )

    def _stop(self, rule: Automation) -> None:
        reason = "loop" if rule.code in self._fired else "depth"
        told = {"event": "automation_stopped", "chain": [*self._fired, rule.code], "why": reason}
        self._work.say(self._uid, "system", data=told)


def _cause(rule: Automation, happened: Sequence[Happening]) -> Happening | None:
    """What sets a rule off; not what it did itself."""
    for one in happened:
        if one.by != rule.code and any(one.sets_off(activator) for activator in rule.on):
            return one
    return None


def _asked(rule: Automation) -> frozenset[str]:
    return frozenset(name for activator in rule.on for name in activator.fields)


def _happened(altered: Sequence[Altered]) -> dict[str, list[Happening]]:
    """By ticket, what a piece of work amounts to."""
    found: dict[str, list[Happening]] = {}
    for item in altered:
        if item.kind == "ticket":
            told = _of_ticket(item)
            if told is not None:
                found.setdefault(item.uid, []).append(told)
        elif item.kind == "entry" and item.new is not None:
            direction = str(item.new.get("direction") or "")
            if item.new["kind"] in _SAID and direction:
                one = Happening("message", direction=direction)
                found.setdefault(str(item.new["ticket"]), []).append(one)
    return found


def _of_ticket(item: Altered) -> Happening | None:
    if item.new is not None:
        return Happening("created")
    changed = {name for name in item.set if item.set[name] != item.base.get(name)}
    named = {_HELD_AS.get(name, name) for name in changed} & set(CHANGING)
    return Happening("changed", frozenset(named)) if named else None


def _spoken(altered: Sequence[Altered], ticket: str) -> list[dict[str, Any]]:
    return [
        item.new
        for item in altered
        if item.kind == "entry"
        and item.new is not None
        and item.new["ticket"] == ticket
        and item.new["kind"] in _SAID
    ]


def _differences(before: Ticket, after: Ticket, by: str) -> list[Happening]:
    one, two = ticket_facts(before), ticket_facts(after)
    changed = frozenset(name for name in CHANGING if one[name] != two[name])
    return [Happening("changed", changed, by=by)] if changed else []


def _claim_status(work: Work, ticket: Ticket) -> str:
    claims = work.where(Claim, "ticket=?", ticket.uid, limit=20)
    live = [claim for claim in claims if claim.status in LIVE_CLAIMS]
    shown = live or claims
    return shown[-1].status if shown else ""
