"""Promises to customers: made, kept, broken, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workstation.actions.tickets import active, require
from workstation.domain.identity import new_uid
from workstation.domain.promise import Promise
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import PARTIES, Ticket, check_choice
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class MakePromise:
    """Write down what was promised to whom, until when (milliseconds UTC)."""

    ticket: str
    what: str
    until: int
    party: str = ""
    source: str = "hand"
    entry: str = ""

    def perform(self, work: Work) -> str:
        """Give the promise's uid. Codes: not_found, text_missing, promise_past, value_unknown."""
        what = require(self.what, "what")
        ticket = work.get(Ticket, self.ticket)
        party = self.party or ticket.party
        check_choice("party", party, PARTIES)
        if self.until <= work.now:
            raise Refusal("promise_past", until=self.until)
        made = Promise(
            uid=new_uid(),
            ticket=ticket.uid,
            what=what,
            until=self.until,
            made_at=work.now,
            made_by=work.agent.uid,
            made_by_name=work.agent.name,
            party=party,
            source=self.source,
            entry=self.entry,
        )
        work.add(made)
        _tell(work, made, "promised")
        work.keep(ticket, active(work, ticket))
        return made.uid


@dataclass(frozen=True, slots=True)
class KeepPromise:
    """Say that a promise was kept; `kept_at` is when, by default now."""

    promise: str
    kept_at: int | None = None
    note: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, promise_settled, promise_late (kept after its time is broken),
        moment_ahead."""
        before = work.get(Promise, self.promise)
        kept_at = work.now if self.kept_at is None else self.kept_at
        if kept_at > work.now:
            raise Refusal("moment_ahead", at=kept_at)
        if kept_at > before.until:
            raise Refusal("promise_late", until=before.until, kept_at=kept_at)
        _settle(work, before, "kept", self.note, kept_at)


@dataclass(frozen=True, slots=True)
class BreakPromise:
    """Say that a promise was not kept, and why."""

    promise: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, promise_settled, text_missing."""
        _settle(work, work.get(Promise, self.promise), "broken", require(self.reason, "reason"))


@dataclass(frozen=True, slots=True)
class WithdrawPromise:
    """Take a promise back, with the reason; possible until its time is over."""

    promise: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, promise_settled, promise_over, text_missing."""
        reason = require(self.reason, "reason")
        before = work.get(Promise, self.promise)
        if before.state == "open" and before.until < work.now:
            raise Refusal("promise_over", until=before.until)
        _settle(work, before, "withdrawn", reason)


def _settle(work: Work, before: Promise, state: str, reason: str, at: int | None = None) -> None:
    if before.state != "open":
        raise Refusal("promise_settled", state=before.state)
    after = replace(
        before,
        state=state,
        settled_at=work.now if at is None else at,
        settled_by=work.agent.uid,
        reason=reason.strip(),
    )
    work.keep(before, after)
    _tell(work, after, state)
    ticket = work.find(Ticket, before.ticket)
    if ticket is not None:
        work.keep(ticket, active(work, ticket))


def _tell(work: Work, promise: Promise, event: str) -> None:
    facts = {"event": event, "promise": promise.uid, "what": promise.what, "until": promise.until}
    work.say(promise.ticket, "promise", promise.reason, data=facts)
