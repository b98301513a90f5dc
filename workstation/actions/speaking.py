"""What a rule says to a customer: a reply script with its blanks filled, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from workstation.actions.deciding import parcel_of, settle
from workstation.domain.acts import Act
from workstation.domain.claim import Claim
from workstation.domain.parcel import Trace
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.actions.acting import Around

_TRACES: Final = 200


def say_script(
    work: Work, ticket: Ticket, act: Act, around: Around, *, once_shared: bool, propose: bool
) -> None:
    """Send a script, or put it before the agent.

    It is sent only when nothing is missing: every blank filled, somebody to send it to, and a
    channel that is set up. Otherwise the agent gets it as a proposal that names what is missing.
    Raises `Refusal("not_found")` for a script that is not there.
    """
    script = next((one for one in around.scripts() if one.code == act.script), None)
    if script is None:
        raise Refusal("not_found", kind="script", uid=act.script)
    from workstation.text.blanks import raw_placeholders
    from workstation.text.templating import render

    made = render(script.body_for(act.channel), _facts(work, ticket, around))
    gaps = [gap.name for gap in made.gaps]
    recipient = ticket.email if act.channel == "email" else ticket.phone
    lacking = "gaps" if gaps or raw_placeholders(made.text) else ""
    if not lacking and not recipient.strip():
        lacking = "recipient"
    if not lacking and act.channel not in around.channels:
        lacking = "channel"
    if propose or lacking:
        told: dict[str, Any] = {
            "event": "proposal",
            "script": script.code,
            "version": script.version,
            "channel": act.channel,
            "gaps": gaps,
            "lacking": "" if propose else lacking,
        }
        work.say(ticket.uid, "system", made.text, data=told)
        return
    entry = work.say(
        ticket.uid,
        "message",
        made.text,
        direction="out",
        channel=act.channel,
        recipient=recipient.strip(),
        script=script.code,
        script_version=script.version,
        delivery="queued",
    )
    work.post(entry.uid, once_shared=once_shared)
    # an answer by rule is no first answer of a person, but the customer has been told something
    told_now = replace(ticket, told_at=work.now, last_activity_at=work.now)
    work.keep(ticket, settle(work, told_now))


def _facts(work: Work, ticket: Ticket, around: Around) -> dict[str, object]:
    from workstation.text.facts import Speaking, facts_for

    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    parcel = parcel_of(work, ticket)
    traces = work.where(Trace, "parcel=?", parcel.uid, limit=_TRACES) if parcel else []
    claims = work.where(Claim, "ticket=?", ticket.uid)
    speaking = Speaking(
        now=work.now, zone=around.zone, agent=work.agent, team_name=around.team_name
    )
    return facts_for(
        ticket,
        speaking,
        customer,
        parcel,
        sorted(traces, key=lambda trace: trace.at or 0),
        claims[-1] if claims else None,
    )
