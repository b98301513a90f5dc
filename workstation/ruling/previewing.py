"""What an automation would do just now, on tickets as they stand, without doing any of it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from workstation.actions.acting import is_pending
from workstation.actions.automations import facts_of
from workstation.automating import LOOKED_AT, Preview, Would
from workstation.domain.automation import Automation, loops
from workstation.domain.claim import Claim
from workstation.domain.limits import Planner
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet
from workstation.domain.ticket import Ticket
from workstation.moments import of_ticket
from workstation.store import rule_sets
from workstation.store.dues import Outside
from workstation.store.kinds import codec
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.rules.bundle import Rules


def preview(desk: Desk, code: str, shown: int, draft: RuleSet | None = None) -> Preview:
    """The open tickets that match an automation now; raises `Refusal("not_found")`.

    For one that a limit sets off, a ticket matches from the moment at which it would be. With a
    draft (and its text) the automation is as it is written there; raises `rules_unsound`, too.
    """
    rules = desk.rules if draft is None else rules_under(desk, draft)
    rule = next((one for one in rules.automations if one.code == code), None)
    if rule is None:
        raise Refusal("not_found", kind="automation", uid=code)
    connection = desk.read.connection
    work = Work(connection, desk.agent, desk.clock(), rules)
    planner = Planner(rules)
    found: list[Would] = []
    matched = looked_at = 0
    for ticket in _open(connection):
        looked_at += 1
        acts = _acts(work, rule, ticket, planner)
        if acts:
            matched += 1
            if len(found) < shown:
                found.append(Would(ticket.uid, ticket.number, ticket.subject, acts))
    circles = tuple(one.codes for one in loops(rules.automations) if code in one.codes)
    capped = looked_at == LOOKED_AT
    return Preview(rule, matched, looked_at, capped, tuple(found), circles)


def rules_under(desk: Desk, draft: RuleSet) -> Rules:
    """The rules of now with a draft (and its text) laid over them; raises `rules_unsound`."""
    connection = desk.read.connection

    def text(uid: str) -> str:
        return rule_sets.text_of(connection, uid)

    heads = rule_sets.heads(connection)
    return desk.rule_shelf().under(heads, text, desk.clock(), draft).rules


def _acts(work: Work, rule: Automation, ticket: Ticket, planner: Planner) -> tuple[str, ...]:
    """The acts that would change anything on a ticket; none where it does not match."""
    if not rule.holds(facts_of(work, ticket)):
        return ()
    limits = rule.of(("limit_warned", "limit_passed", "reminder"))
    if limits and len(limits) == len(rule.on):
        outside = Outside(work.connection).of(ticket)
        claims = work.where(Claim, "ticket=?", ticket.uid)
        moments = of_ticket(ticket, planner, work.rules, (rule,), outside, claims)
        if not any(moment.at <= work.now for moment in moments):
            return ()
    return tuple(act.code for act in rule.acts if is_pending(act, ticket))


def _open(connection: sqlite3.Connection) -> list[Ticket]:
    coder = codec(Ticket)
    rows = connection.execute(
        f"{coder.select} WHERE is_open=1 ORDER BY due_sort, id LIMIT ?", (LOOKED_AT,)
    )
    return [coder.record(row) for row in rows]
