"""A reply with its promise, its acts and the end of its ticket, taken back: either hub agrees."""

from __future__ import annotations

from typing import Any

from tests.workstation.sync.team import Add, Seat, Team
from workstation.actions.acting import Around
from workstation.actions.intake import NewTicket
from workstation.actions.replies import SendReply
from workstation.actions.said import Promised
from workstation.actions.taking_back import TakeBack
from workstation.actions.tickets import ResolveTicket
from workstation.domain.acts import Act
from workstation.rules import loading
from workstation.store.replica import perform

HOUR = 3_600_000


def _work(seat: Seat, action: Any) -> str:
    """Do it by the shipped rules."""
    seat.now += 1_000
    done = seat.run(lambda c: perform(c, action, seat.agent, seat.now, loading.load()))
    return str(done.result)


def _reply(ticket: str, until: int) -> SendReply:
    return SendReply(
        ticket,
        "sms",
        "13800138000",
        "您好，已为您补寄",
        promised=(Promised("告知补寄单号", until, "resend@2026.1"),),
        acts=(Act("tag", tag="补寄"),),
        around=Around(),
        ending=ResolveTicket(ticket, "solved"),
        hold_seconds=15,
    )


def _facts(seat: Seat, uid: str) -> tuple[Any, ...]:
    one = seat.read(uid)
    return (one.status, one.owner, one.first_response_at, one.told_at, one.tags, one.outcome)


def test_either_hub_takes_it_back_as_a_whole(team: Team) -> None:
    one, two = team.seat(), team.seat()
    one.do(Add(one.agent))
    team.settle()
    uid = _work(one, NewTicket("花瓶破损", class_code="safety", group_code="seasonal"))
    team.settle()
    before = _facts(two, uid)
    said = _work(one, _reply(uid, one.now + 5 * HOUR))
    team.settle()
    assert two.read(uid).status == "resolved"
    assert two.rows("SELECT delivery FROM entry WHERE uid=?", said) == [("queued",)]
    assert two.rows("SELECT state FROM promise WHERE ticket=?", uid) == [("open",)]
    _work(one, TakeBack(said))
    team.settle()
    team.agree()
    assert _facts(one, uid) == _facts(two, uid) == before
    assert two.rows("SELECT delivery FROM entry WHERE uid=?", said) == [("taken_back",)]
    assert two.rows("SELECT state FROM promise WHERE ticket=?", uid) == [("withdrawn",)]
    assert one.counts() == two.counts() == (0, 0)


def test_a_colleagues_work_stays_when_it_is_taken_back(team: Team) -> None:
    """Both are away: the colleague resolves, then the reply is taken back."""
    one, two = team.seat(), team.seat()
    one.do(Add(one.agent))
    team.settle()
    uid = _work(one, NewTicket("花瓶破损", class_code="safety", group_code="seasonal"))
    team.settle()
    reply = SendReply(uid, "sms", "13800138000", "您好，稍后答复", hold_seconds=15)
    said = _work(one, reply)
    team.settle()
    _work(two, ResolveTicket(uid, "solved"))
    two.round()
    _work(one, TakeBack(said))
    team.settle()
    team.agree()
    assert two.read(uid).status == one.read(uid).status == "resolved"
    assert two.rows("SELECT delivery FROM entry WHERE uid=?", said) == [("taken_back",)]
