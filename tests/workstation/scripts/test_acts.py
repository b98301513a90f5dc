"""What the shipped scripts set off can be done on an open ticket, again and again."""

from __future__ import annotations

from tests.workstation.seat import Seat
from workstation.actions.replies import SendReply
from workstation.actions.said import Promised
from workstation.text.script_library import load_scripts

HOUR_MS = 3_600_000


def test_what_scripts_set_off_and_promise_is_done_with_the_words(seat: Seat) -> None:
    """One script for each kind of following acts, said twice to one customer."""
    kinds = {
        tuple((act.code, act.reason, act.priority, act.to) for act in script.acts): script
        for script in load_scripts()
        if script.acts and script.promise
    }
    assert len(kinds) >= 5
    for script in kinds.values():
        assert script.promise is not None
        ticket = seat.ticket()
        for _ in range(2):
            until = seat.desk.clock() + script.promise.hours * HOUR_MS
            if ticket.resolve_due is not None:
                until = min(until, ticket.resolve_due)
            seat.do(
                SendReply(
                    ticket.uid,
                    "phone",
                    "",
                    "正在为您查。",
                    script=script.code,
                    promised=(Promised(script.promise.what, until),),
                    acts=script.acts,
                )
            )
        after = seat.read(ticket.uid)
        for act in script.acts:
            if act.code == "wait":
                assert after.status == "waiting", script.code
                assert after.waiting_reason == act.reason, script.code
            if act.code == "tag":
                assert act.tag in after.tags, script.code
            if act.code == "urge":
                assert after.urged == 2, script.code
