"""Taking a message back before it has left the desk, with all that its sending did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.actions.deciding import settle
from workstation.actions.undo import take_back
from workstation.domain.conversation import Entry
from workstation.domain.people import may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store import journal, queue
from workstation.store.work import Work

_TELLING: Final = (
    "direction='out' AND delivery NOT IN ('','taken_back') AND kind IN ('call','message')"
)


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Keep a written message from leaving, and undo what was done with it.

    The message stays in the timeline as taken back. The first answer, who has the ticket, its
    status, promises, call-backs and whatever else belonged to the same piece of work are as before,
    unless somebody changed them again since.
    """

    entry: str

    def perform(self, work: Work) -> Entry:
        """Give the message as it was.

        Codes: not_found, take_back_spoken, take_back_done, take_back_other (somebody else's, for
        leaders alone), take_back_late (it has left, or another desk sends it).
        """
        entry = work.get(Entry, self.entry)
        _check(work, entry)
        if not queue.withdraw(work.connection, entry.uid):
            raise Refusal("take_back_late", delivery=entry.delivery)
        work.keep(entry, replace(entry, delivery="taken_back", delivery_detail=""))
        line = journal.that_made(work.connection, entry.uid, entry.at)
        bundled = line.action == "Bulk"  # of others' work only what is this ticket's
        for told in reversed(line.changes):
            if told["uid"] != entry.uid and (not bundled or _ticket_of(work, told) == entry.ticket):
                _put_back(work, told)
        _count_again(work, entry)
        return entry


def _check(work: Work, entry: Entry) -> None:
    if entry.delivery == "taken_back":
        raise Refusal("take_back_done")
    if entry.delivery == "spoken":
        raise Refusal("take_back_spoken")
    if entry.author != work.agent.uid and not may(work.agent, "assign_other"):
        raise Refusal("take_back_other", agent=entry.author_name)


def _put_back(work: Work, told: Mapping[str, Any]) -> None:
    """Undo one record; what cannot be undone any more stays as it is."""
    if told["kind"] == "entry" and "new" in told:
        other = work.find(Entry, told["uid"])
        if other is not None and other.delivery == "queued":
            if queue.withdraw(work.connection, other.uid):
                work.keep(other, replace(other, delivery="taken_back"))
            return
    try:
        take_back(work, _but_taken(work, told), leave=True)
    except Refusal:
        return


def _but_taken(work: Work, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A ticket that somebody else took since stays open, though it was new before."""
    if told["kind"] != "ticket" or told.get("set", {}).get("status") != "open":
        return told
    ticket = work.find(Ticket, told["uid"])
    if ticket is None or ticket.owner == told["set"].get("owner", ticket.owner):
        return told
    kept = {name: value for name, value in told["set"].items() if name != "status"}
    base = {name: value for name, value in told["base"].items() if name != "status"}
    return {**told, "set": kept, "base": base}


def _ticket_of(work: Work, told: Mapping[str, Any]) -> str:
    if told["kind"] == "ticket":
        return str(told["uid"])
    made: Mapping[str, Any] = told.get("new") or {}
    return str(made.get("ticket", ""))


def _count_again(work: Work, taken: Entry) -> None:
    """First answer and last word to the customer, where something else was said meanwhile."""
    ticket = work.find(Ticket, taken.ticket)
    if ticket is None:
        return
    said = work.where(Entry, f"ticket=? AND at>=? AND {_TELLING}", ticket.uid, taken.at, limit=100)
    facts: dict[str, Any] = {}
    people = [one.at for one in said if not one.data.get("rule")]
    if ticket.first_response_at is None and people:
        facts["first_response_at"] = min(people)
    if said and (ticket.told_at or 0) < max(one.at for one in said):
        facts["told_at"] = max(one.at for one in said)
    work.keep(ticket, settle(work, replace(ticket, last_activity_at=work.now, **facts)))
