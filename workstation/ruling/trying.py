"""Where a desk's tickets would have gone under a draft of the rules, side by side with today.

It reads the tickets for `comparing`, on the reading pool; it can be cancelled and says how far it
has come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from workstation.actions.deciding import facts_for, parcel_of
from workstation.domain.facts import outside_facts
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer, KeyAccount
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter
from workstation.receiving import understand
from workstation.ruling.comparing import Case, Trial, compare, counted
from workstation.ruling.previewing import rules_under
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk

_CLASSES: Final = "rules/classes.toml"
#: The most tickets that are tried at once.
MOST: Final = 10_000
#: So many tickets are looked up by one statement.
_AT_ONCE: Final = 100
#: What a ticket was before anybody worked on it.
_FRESH: Final[dict[str, Any]] = {
    "status": "new",
    "urged": 0,
    "urged_at": None,
    "reopened": 0,
    "first_response_at": None,
    "told_at": None,
    "resolved_at": None,
    "closed_at": None,
    "waits": (),
    "waited_ms": 0,
    "waiting_since": None,
    "waiting_until": None,
    "waiting_reason": "",
}
#: As much of what a customer said first as the rules read.
_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class Tickets:
    """Which tickets are tried: a pasted text, numbers, a day (of their making), or a filter."""

    text: str = ""
    numbers: tuple[str, ...] = ()
    day: date | None = None
    filter: Filter | None = None
    most: int = MOST


def try_draft(
    desk: Desk,
    draft: RuleSet,
    tickets: Tickets,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Trial:
    """Try a draft (with its text) on this desk's tickets; for the reading pool.

    Raises `Refusal`: rules_unsound with the draft's first mistake, not_found for a number.
    """
    then = rules_under(desk, draft)
    today = desk.rules
    looking = _Looking(desk.read.connection, desk.agent, desk.clock(), today)
    uids = [""] if tickets.text else _chosen(desk, tickets)
    cases = _cases(looking, tickets, uids)
    rows = compare(cases, today, then, classes=draft.file == _CLASSES)
    every = bool(tickets.text or tickets.numbers)
    return counted(rows, len(uids), progress, cancelled, all_rows=every)


def _cases(looking: _Looking, tickets: Tickets, uids: list[str]) -> Iterator[Case]:
    if tickets.text:
        yield _pasted(looking, tickets.text)
        return
    for uid in uids:
        ticket = looking.find(Ticket, uid)
        if ticket is not None:
            yield _case(looking, ticket, looking.first_words(uid))


class _Looking(Work):
    """Work that only reads, and reads what many tickets share once."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._accounts: list[KeyAccount] | None = None
        self._people: dict[str, Customer | None] = {}

    def where(
        self, made: type[Any], condition: str, *values: object, limit: int = 500
    ) -> list[Any]:
        if made is not KeyAccount:
            return super().where(made, condition, *values, limit=limit)
        if self._accounts is None:
            self._accounts = super().where(made, condition, *values, limit=limit)
        return self._accounts

    def first_words(self, ticket: str) -> str:
        """What the customer said first, as far as the rules read."""
        row = self.connection.execute(
            "SELECT substr(body,1,?) FROM entry WHERE ticket=? AND body<>''"
            " AND kind IN ('message','note') ORDER BY at,id LIMIT 1",
            (_TEXT, ticket),
        ).fetchone()
        return "" if row is None else str(row[0])


def _case(looking: _Looking, ticket: Ticket, words: str) -> Case:
    facts = facts_for(looking, ticket, words)
    customer = looking.find(Customer, ticket.customer) if ticket.customer else None
    parcel: Parcel | None = parcel_of(looking, ticket)
    text = "\n".join(part for part in (ticket.subject, words) if part)
    facts = replace(facts, urged=0, reopened=0)
    return Case(replace(ticket, **_FRESH), facts, text, outside_facts(customer, parcel))


def _pasted(looking: _Looking, text: str) -> Case:
    """A pasted text as a ticket that arrives now."""
    lines = text.strip().splitlines() or [""]
    waybill = understand(text[:_TEXT]).waybill
    ticket = Ticket("", "", looking.now, subject=lines[0][:80], waybill=waybill)
    return _case(looking, ticket, text)


def _chosen(desk: Desk, tickets: Tickets) -> list[str]:
    """The uids of the tickets that are tried, the newest first."""
    most = max(1, min(tickets.most, MOST))
    if tickets.numbers:
        return [_of_number(desk, number) for number in islice(tickets.numbers, most)]
    chosen = tickets.filter or Filter()
    if tickets.day is not None:
        since, until = _day(tickets.day, desk.zone)
        chosen = replace(chosen, created_after=since, created_before=until)
    ids = desk.read.ids(chosen, "-created_at")[:most]
    uids: list[str] = []
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        rows = desk.read.connection.execute(
            f"SELECT id,uid FROM ticket WHERE id IN ({','.join('?' * len(part))})", list(part)
        )
        known = dict(rows.fetchall())
        uids += [known[one] for one in part if one in known]
    return uids


def _of_number(desk: Desk, number: str) -> str:
    row = desk.read.connection.execute(
        "SELECT uid FROM ticket WHERE number=? OR uid=?", (number, number)
    ).fetchone()
    if row is None:
        raise Refusal("not_found", kind="ticket", uid=number)
    return str(row[0])


def _day(day: date, zone: ZoneInfo) -> tuple[int, int]:
    """The first millisecond of a day in a zone, and of the next."""
    since = datetime.combine(day, time(), zone)
    until = datetime.combine(day + timedelta(days=1), time(), zone)
    return int(since.timestamp() * 1000), int(until.timestamp() * 1000)
