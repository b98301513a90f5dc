"""What the sample team promised, wrote down and whom it calls back, drawn beside the cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from workstation.domain.identity import uid_of
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.domain.promise import Promise
from workstation.domain.revisit import Revisit
from workstation.domain.revisit_rules import FACTS, due_of, rule_for
from workstation.domain.step_record import StepRecord
from workstation.domain.ticket import Ticket
from workstation.rules.bundle import Rules
from workstation.sample.draw import Draw

_MINUTE: Final = 60_000
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
#: Shares of the open and the finished cases on which something was promised.
_OPEN, _DONE = 0.3, 0.2
_KEPT: Final = 0.85
#: Call-backs that came due longer ago than this were made.
_LEFT: Final = 50 * _HOUR
_PROMISED: Final = (
    "回电告知查件结果",
    "安排派件员当日送达",
    "回复网点的核实情况",
    "电话告知赔付方案",
    "确认改址是否成功",
    "告知通关进度",
)
#: The share of finished cases that somebody wanted to hear of again.
_ASKED: Final = 0.1
_ASK: Final = ("改派后是否已收到快件", "赔款是否到账", "客户对处理结果是否满意")
_BROKEN: Final = ("网点未按时回复，已再次催办", "当天未送达，已改约次日上午")
_SAID: Final = ("问题已解决，对处理结果满意", "已收到赔款，没有其他要求", "已收到快件，态度尚可")


def promises_of(ticket: Ticket, now: int) -> tuple[Promise, ...]:
    """What was promised on a ticket; the same for the same ticket and moment."""
    draw = Draw(f"promise {ticket.uid}")
    if not ticket.owner or ticket.duplicate_of:
        return ()
    if draw.chance() >= (_OPEN if ticket.is_open else _DONE):
        return ()
    last = ticket.last_activity_at or ticket.created_at
    made_at = last if ticket.is_open else ticket.first_response_at or ticket.created_at
    made = Promise(
        uid=uid_of("promise", ticket.uid, "sample"),
        ticket=ticket.uid,
        what=draw.one(_PROMISED),
        until=now + draw.span(-50, 7 * 60) * _MINUTE,
        made_at=made_at,
        made_by=ticket.owner,
        party=ticket.party,
    )
    if ticket.is_open:
        late = made.until <= made_at
        return (replace(made, until=made_at + _HOUR) if late else made,)
    span = max(min(draw.span(60, 240) * _MINUTE, last - made_at), 2 * _MINUTE)
    kept = draw.chance() < _KEPT
    until = made_at + (span if kept else span // 2)
    settled = min(made_at + (span // 2 if kept else span), now)
    return (
        replace(
            made,
            until=until,
            state="kept" if kept else "broken",
            settled_at=settled,
            settled_by=ticket.owner,
            reason="" if kept else draw.one(_BROKEN),
        ),
    )


def revisits_of(ticket: Ticket, rules: Rules, now: int) -> tuple[Revisit, ...]:
    """The call-back that the rules set for a finished ticket: made long ago, or due about now."""
    if ticket.resolved_at is None or ticket.is_open or now - ticket.resolved_at > 30 * _DAY:
        return ()
    facts = {name: getattr(ticket, name) for name in FACTS}
    rule = rule_for(rules.revisits, facts, ticket.uid)
    if rule is None:
        return _by_hand(ticket, now)
    due_at = due_of(rule, rules.calendars[rule.calendar], ticket.resolved_at)
    made = Revisit(
        uid=uid_of("revisit", ticket.uid, "sample"),
        ticket=ticket.uid,
        due_at=due_at,
        made_at=ticket.resolved_at,
        rule=f"{rule.code}@{rules.revisits.version}",
        purpose=rule.ask("zh"),
        owner=ticket.owner,
    )
    if due_at > now - _LEFT:
        return (made,)
    draw = Draw(f"revisit {ticket.uid}")
    done_at = due_at + draw.span(5, 300) * _MINUTE
    return (
        replace(
            made,
            state="done",
            attempts=1,
            last_try_at=done_at,
            done_at=done_at,
            done_by=ticket.owner,
            result=draw.one(_SAID),
            satisfaction=draw.span(2, 3),
        ),
    )


def _by_hand(ticket: Ticket, now: int) -> tuple[Revisit, ...]:
    """A call-back that a colleague set for today on a case finished lately, now and then."""
    draw = Draw(f"revisit {ticket.uid}")
    done = ticket.resolved_at or now
    if ticket.duplicate_of or now - done > 6 * _DAY or draw.chance() >= _ASKED:
        return ()
    return (
        Revisit(
            uid=uid_of("revisit", ticket.uid, "sample"),
            ticket=ticket.uid,
            due_at=max(now + draw.span(-5 * 60, 4 * 60) * _MINUTE, done + _MINUTE),
            made_at=done,
            made_by=ticket.owner,
            purpose=draw.one(_ASK),
            owner=ticket.owner,
        ),
    )


def records_of(ticket: Ticket, rules: Rules) -> tuple[StepRecord, ...]:
    """What the first step of an open case wrote down: the customer's words, as its subject has them."""
    procedure = rules.procedures.get(ticket.group_code)
    if procedure is None or not ticket.is_open or not ticket.owner:
        return ()
    first = procedure.steps[0]
    form = next((procedure.form(code) for code in first.required), None)
    blank = next((item for item in form.fields if item.required), None) if form else None
    if form is None or blank is None or blank.kind not in ("text", "long_text"):
        return ()
    if ticket.step == first.code:
        return ()
    return (
        StepRecord(
            uid=uid_of("step_record", ticket.uid, "sample"),
            ticket=ticket.uid,
            at=ticket.created_at + _MINUTE,
            form=form.code,
            author=ticket.owner,
            procedure=procedure.told,
            step=first.code,
            values={blank.code: ticket.subject[:200]},
        ),
    )


def lane_facts(customer: Customer, parcel: Parcel) -> dict[str, object]:
    """What the rules about lanes look at in a case of the sample."""
    return {"vip": customer.vip, "category": parcel.category}
