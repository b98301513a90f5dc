"""A second report of the same parcel and problem, closed as a duplicate of the first."""

from __future__ import annotations

from dataclasses import replace

from workstation.domain.facts import outside_facts
from workstation.domain.limits import plan
from workstation.domain.people import Agent
from workstation.rules.bundle import Rules
from workstation.sample.case import SampleCase
from workstation.sample.content import Content
from workstation.sample.draw import Draw
from workstation.sample.telling import Telling


def duplicate_of(
    draw: Draw,
    told: Content,
    earlier: SampleCase,
    number: str,
    at: int,
    offset: int,
    now_ms: int,
    staff: tuple[Agent, ...],
    rules: Rules,
) -> SampleCase:
    """Return the case of a call at `at` about what `earlier` is about."""
    first = earlier.ticket
    telling = Telling(draw, draw.uid(at), {"number": first.number}, offset)
    telling.stand(at)
    words = draw.deal(told.talk["duplicate"]["call"])
    telling.tell(words, "call", draw.one(staff), recipient=first.phone)
    telling.stand(min(at + draw.span(300, 5_000) * 1_000, now_ms - 60_000))
    who = draw.one(staff)
    telling.say("note", draw.deal(told.talk["duplicate"]["note"]), who)
    telling.change(who, status=["new", "closed"], duplicate_of=["", first.uid])
    done = telling.entries[-1].at
    ticket = replace(
        first,
        uid=telling.ticket,
        number=number,
        created_at=at,
        status="closed",
        waiting_reason="",
        waiting_until=None,
        waiting_since=None,
        waited_ms=0,
        priority=2,
        lane="",
        owner=who.uid,
        urged=0,
        urged_at=None,
        transfers=0,
        reopened=0,
        outcome="duplicate",
        duplicate_of=first.uid,
        satisfaction=None,
        promise_kept=None,
        attitude=None,
        speed=None,
        first_response_at=done,
        told_at=done,
        resolved_at=done,
        closed_at=done,
        last_activity_at=done,
    )
    limits = plan(
        ticket,
        rules.limits,
        rules.calendars,
        outside=outside_facts(earlier.customer, earlier.parcel),
    )
    ticket = replace(
        ticket,
        response_due=limits.response_due,
        resolve_due=limits.resolve_due,
        legal_due=limits.legal_due,
        update_due=limits.update_due,
        limits_version=rules.limits.version,
        due_at=limits.due_at,
        due_kind=limits.due_kind,
    )
    return SampleCase(
        ticket=ticket,
        entries=tuple(telling.entries),
        customer=earlier.customer,
        parcel=earlier.parcel,
        traces=earlier.traces,
        known_customer=True,
        known_parcel=True,
    )
