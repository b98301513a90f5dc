"""The check of what is said before it leaves, and what it takes to say it all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from workstation.domain.approval_rules import most_of
from workstation.domain.claim import Claim
from workstation.domain.conversation import Entry
from workstation.domain.offer import Offer
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.speech_check import SpeechFinding, check, worst
from workstation.domain.speech_given import (
    EARLIER,
    given_for,
    given_to,
    is_stranger,
    numbers_in,
    offered_in,
)
from workstation.domain.speech_rules import Given
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

_LEADERS: Final = ("leader", "admin")
_PEOPLE: Final = 2_000
_DAY: Final = 86_400_000  # a promise for so long is never too far


@dataclass(frozen=True, slots=True)
class SayAnyway:
    """What it takes to send a text that the rules hold back: a reason, and for some a leader.

    `leader` is the name, work number, login or uid of the leader who agreed; a leader needs none.
    """

    wanted: bool = False
    reason: str = ""
    leader: str = ""


def check_speech(
    work: Work,
    ticket: Ticket,
    text: str,
    channel: str,
    script: str,
    anyway: SayAnyway,
    promised: tuple[tuple[str, int], ...] = (),
) -> dict[str, Any]:
    """The facts to keep with a message that may be sent; empty for one that nothing is amiss with.

    `promised` are the words that go to the ledger with it, each with its time (milliseconds UTC).
    Warnings hold nothing back and are not kept. Refusals: `speech_blocked` and `speech_leader`
    name the words, their place and better ones; `speech_reason` when the reason is missing,
    `speech_leader_unknown` when the named one is no leader.
    """
    rules = work.rules.speech
    findings = [
        finding
        for finding in (
            *check(text, rules, _given(work, ticket, text, channel, script)),
            *_too_far(work, ticket, promised),
        )
        if finding.severity != "warn"
    ]
    if not findings:
        return {}
    if not anyway.wanted:
        _refuse(findings)
    if not anyway.reason.strip():
        raise Refusal("speech_reason", words=findings[0].words, count=len(findings))
    leader = ""
    if any(finding.severity == "leader" for finding in findings):
        leader = _leader(work, anyway.leader).name
    told = sorted({f"{finding.rule.code}@{rules.version}" for finding in findings})
    return {"speech": {"reason": anyway.reason.strip(), "leader": leader, "rules": told}}


def _too_far(
    work: Work, ticket: Ticket, promised: tuple[tuple[str, int], ...]
) -> tuple[SpeechFinding, ...]:
    """Promises beyond the ticket's own limit, as the rule that judges times tells them."""
    if ticket.due_at is None:
        return ()
    latest = max(ticket.due_at, ticket.resolve_due or 0, work.now + _DAY)
    far = [what for what, until in promised if until > latest]
    rules = [rule for rule in work.rules.speech.rules if rule.test == "time"] if far else []
    return tuple(SpeechFinding(0, 0, what, rule) for what in far for rule in rules)


def _refuse(findings: list[SpeechFinding]) -> None:
    severest = worst(findings)
    first = next(finding for finding in findings if finding.severity == severest)
    raise Refusal(
        "speech_blocked" if severest == "block" else "speech_leader",
        words=first.words,
        start=first.start,
        end=first.end,
        rule=first.rule.code,
        speech_kind=first.kind,
        why_zh=first.rule.zh,
        why_en=first.rule.en,
        better_zh=first.rule.better_zh,
        better_en=first.rule.better_en,
        count=len(findings),
    )


def _leader(work: Work, named: str) -> Agent:
    """The leader who agrees: who works here, or the one named."""
    if work.agent.role in _LEADERS:
        return work.agent
    wanted = named.strip()
    if not wanted:
        raise Refusal("speech_leader_unknown", leader="")
    for agent in work.where(Agent, "role IN ('leader','admin')", limit=_PEOPLE):
        if agent.active and wanted in (agent.uid, agent.work_no, agent.login, agent.name):
            return agent
    raise Refusal("speech_leader_unknown", leader=wanted)


def _given(work: Work, ticket: Ticket, text: str, channel: str, script: str) -> Given:
    entries = work.where(
        Entry,
        "id IN (SELECT id FROM entry WHERE ticket=? AND direction='out' ORDER BY at DESC LIMIT ?)",
        ticket.uid,
        EARLIER,
    )
    claims = work.where(Claim, "ticket=?", ticket.uid)
    offered = offered_in(work.where(Offer, "ticket=?", ticket.uid), work.now)
    known = given_for(
        ticket, most_of(work.rules.approval, work.agent), work.now, entries, claims, offered
    )
    return given_to(known, channel, script, _strangers(work, ticket, text))


def _strangers(work: Work, ticket: Ticket, text: str) -> list[str]:
    """The numbers in a text that belong to other people's tickets only."""
    found = []
    for number in numbers_in(text, ticket):
        others = work.where(Ticket, "waybill=?", number, limit=20)
        others += work.where(Ticket, "number=?", number, limit=1)
        if others and all(is_stranger(ticket, other) for other in others):
            found.append(number)
    return found
