"""What a rule says to a customer: a reply script with its blanks filled, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from workstation.actions.before_sending import check_room
from workstation.actions.deciding import parcel_of, settle
from workstation.actions.speech import SayAnyway, check_speech
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
#: What the owner is told of a message that was held back.
_NOTICE: Final = {
    "zh": "一条自动消息没有发出，请看过后再决定是否发送",
    "en": "A message of a rule was not sent; look at it and decide",
}


def say_script(
    work: Work, ticket: Ticket, act: Act, around: Around, *, once_shared: bool, propose: bool
) -> None:
    """Send a script, or put it before the agent.

    It is sent only when nothing is missing or amiss: every blank filled, somebody to send it to, a
    channel that is set up and has room for it, and nothing in it that the rules of safe speech hold
    back. Otherwise the owner gets it as a proposal that says why.
    Raises `Refusal("not_found")` for a script that is not there.
    """
    scripts = {one.code: one for one in around.scripts()}
    script = scripts.get(act.script)
    if script is None:
        raise Refusal("not_found", kind="script", uid=act.script)
    from workstation.text import asking
    from workstation.text.blanks import raw_placeholders

    parts = {code: one for code, one in scripts.items() if one.snippet}
    made = asking.fill(script, _facts(work, ticket, around), {}, act.channel, snippets=parts)
    gaps = [gap.name for gap in made.gaps]
    recipient = ticket.email if act.channel == "email" else ticket.phone
    lacking = "gaps" if gaps or raw_placeholders(made.text) else ""
    if not lacking and not recipient.strip():
        lacking = "recipient"
    if not lacking and act.channel not in around.channels:
        lacking = "channel"
    why: dict[str, Any] = {}
    if not lacking and not propose:
        lacking, why = _held_back(work, ticket, made.text, act.channel, script.code, around)
    if propose or lacking:
        told: dict[str, Any] = {
            **why,
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


def _held_back(
    work: Work, ticket: Ticket, text: str, channel: str, script: str, around: Around
) -> tuple[str, dict[str, Any]]:
    """Why a message of a rule is put before the owner instead: what is amiss, and what to tell."""
    told: dict[str, Any] = {**_NOTICE, "notify": [ticket.owner]} if ticket.owner else {}
    try:
        check_room(channel, text, "", around.room)
    except Refusal as refusal:
        return "room", {**told, "over": refusal.facts.get("over", 0)}
    try:
        check_speech(work, ticket, text, channel, script, SayAnyway())
    except Refusal as refusal:
        facts = refusal.facts
        reasons = {key: facts.get(f"why_{key}", "") for key in ("zh", "en")}
        return "speech", {**told, "words": facts.get("words", ""), "rule_said": reasons}
    return "", {}


def _facts(work: Work, ticket: Ticket, around: Around) -> dict[str, object]:
    from workstation.text.facts import Speaking, facts_for, naming_of

    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    parcel = parcel_of(work, ticket)
    traces = work.where(Trace, "parcel=?", parcel.uid, limit=_TRACES) if parcel else []
    claims = work.where(Claim, "ticket=?", ticket.uid)
    speaking = Speaking(
        now=work.now,
        zone=around.zone,
        agent=work.agent,
        team_name=around.team_name,
        team_phone=around.team_phone,
        team_name_en=around.team_name_en,
        naming=naming_of(work.rules, ticket.group_code),
    )
    return facts_for(
        ticket,
        speaking,
        customer,
        parcel,
        sorted(traces, key=lambda trace: trace.at or 0),
        claims[-1] if claims else None,
    )
