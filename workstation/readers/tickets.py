"""Rows of a foreign ticket file as drafts of tickets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Final

from workstation.readers.contacts import find_waybills
from workstation.readers.drafts import (
    Flag,
    MessageDraft,
    RefusedRow,
    TicketDraft,
    long_hash,
    short_hash,
)
from workstation.readers.facts import DAY, Facts, Plan
from workstation.readers.mapping import Mapping
from workstation.readers.moments import Moment
from workstation.readers.source import SourceRow, Table
from workstation.readers.spoken import Talk, first_said, named_by, spoken
from workstation.readers.threads import joined
from workstation.readers.totals import is_total
from workstation.readers.words import is_missing, plain

_ORDER: Final = (
    ("first_response_at", "created_at", "response_before_created"),
    ("resolved_at", "created_at", "resolved_before_created"),
    ("resolved_at", "first_response_at", "resolved_before_response"),
    ("closed_at", "created_at", "closed_before_created"),
    ("closed_at", "resolved_at", "closed_before_resolved"),
    ("updated_at", "created_at", "updated_before_created"),
)
#: How the name of a column says that 1 is the highest priority.
_ONE_IS_HIGHEST: Final = re.compile(
    r"1\s*(?:=|:|：|is|为|最|（|\()?\s*(?:the\s+)?(?:highest|most|urgent|critical|top|最高|最急|紧急|最紧急|高)",
    re.IGNORECASE,
)
_NAMED_ADDRESS: Final = re.compile(
    r"\"?(?P<name>[^<>()\"@]+?)\"?\s*[<(]\s*(?P<email>[^\s<>()@]+@[^\s<>()@]+)\s*[>)]"
)
#: Answers to the question whether a ticket is settled ("是否解决").
_YES_NO: Final = {
    **dict.fromkeys(("是", "yes", "y", "true", "是的", "はい", "예"), "resolved"),
    **dict.fromkeys(("否", "no", "n", "false", "不是", "いいえ", "아니오"), "open"),
}
Times = dict[str, Moment | None]


def read_tickets(
    table: Table, mapping: Mapping, *, zone: tzinfo, now: int, source: str = ""
) -> Iterator[TicketDraft | RefusedRow]:
    """Yield one draft or one refusal for every row of `table` that is not blank, in order.

    `zone` is the desk's; times that name none are read in it. `now` is in milliseconds UTC.
    `source` names the system the file comes from; without it the set of headers does.
    """
    plan = Plan(mapping, zone, now)
    reader = _Reader(plan, source or mapping.fingerprint)
    if plan.threaded:
        yield from joined(table, reader.number_of, reader.read)
        return
    for row in table.rows():
        yield reader.read(row)


class _Reader:
    """Reads rows one after the other and remembers which keys were met."""

    def __init__(self, plan: Plan, source: str) -> None:
        self._plan = plan
        self._source = source
        self._signature = short_hash(plan.signature)
        self._met: Counter[str] = Counter()

    def read(self, row: SourceRow) -> TicketDraft | RefusedRow:
        if row.problem is not None:
            return RefusedRow(row.line, row.problem, row.facts, row.values, row.raw)
        if is_total(row.values, self._plan):
            return RefusedRow(row.line, "total_row", {}, row.values, row.raw)
        facts = Facts(row, self._plan)
        subject = _subject(facts)
        if subject is None:
            return RefusedRow(row.line, "no_text", {}, row.values, row.raw)
        return self._draft(facts, subject)

    def number_of(self, row: SourceRow) -> str:
        """Return the ticket's number in a row, in the one shape of equal numbers."""
        choice = self._plan.by_field.get("external_no")
        text = row.values.get(choice.header, "").strip() if choice else ""
        return "" if is_missing(text) else plain(text) or text

    def _draft(self, facts: Facts, subject: str) -> TicketDraft:
        times = _times(facts)
        created = times["created_at"]
        at = created.at if created is not None else facts.plan.now
        status, reason = _status(facts, times)
        body, resolution = facts.prose("body"), facts.prose("resolution")
        channel = facts.code("channel_word", "channel")
        customer, address = _name_and_email(_customer(facts))
        agent = facts.text("agent_name")
        said = spoken(
            facts, times, at, Talk(customer, agent, channel or "import", body, resolution)
        )
        origin = _origin(facts, customer, subject, body)
        if facts.text("conversation"):
            body = body or _asked(said)
        waybills = _waybills(facts, subject, body)
        if facts.plan.threaded:
            customer, agent = named_by(said, facts, customer, agent)
        number = facts.number("external_no")
        key, content = self._keys(facts, number)
        draft = TicketDraft(
            line=facts.row.line,
            source=self._source,
            source_key=key,
            content_hash=content,
            origin=origin,
            created_at=at,
            external_no=number,
            first_response_at=_at(times["first_response_at"]),
            resolved_at=_at(times["resolved_at"]),
            closed_at=_at(times["closed_at"]),
            updated_at=_at(times["updated_at"]),
            due_at=_at(facts.moment("due_at")),
            subject=subject,
            body=body,
            resolution=resolution,
            note=facts.text("note"),
            class_word=facts.text("class_word"),
            subtype_word=facts.text("subtype_word"),
            group_word=facts.text("group_word"),
            priority_word=facts.text("priority_word"),
            status_word=facts.text("status_word"),
            channel_word=facts.text("channel_word"),
            party_word=facts.text("party"),
            status=status,
            waiting_reason=reason,
            priority=_priority(facts),
            channel=channel or "import",
            party=facts.code("party", "party") or "",
            satisfaction=facts.rating("satisfaction"),
            agent_name=agent,
            customer_name=customer,
            phone=facts.phone("phone"),
            email=facts.email("email") or address,
            address=facts.text("address"),
            company=facts.text("company"),
            waybill=waybills[0] if waybills else "",
            waybills=waybills,
            order_no=facts.number("order_no"),
            carrier=facts.text("carrier"),
            product=facts.text("product"),
            goods=facts.text("goods"),
            region=facts.text("region"),
            country=facts.text("country"),
            tags=facts.words("tags"),
            declared_fen=facts.money("declared_value"),
            claimed_fen=facts.money("claimed_amount"),
            sender_name=facts.text("sender_name"),
            sender_phone=facts.phone("sender_phone"),
            sender_address=facts.text("sender_address"),
            receiver_name=facts.text("receiver_name"),
            receiver_phone=facts.phone("receiver_phone"),
            receiver_address=facts.text("receiver_address"),
            messages=said,
            extra=facts.extra,
            flags=(),
            lines=(facts.row.line,),
        )
        return _sealed(draft, facts.flags)

    def _keys(self, facts: Facts, number: str) -> tuple[str, str]:
        """Return the key and the content hash; equal rows are told apart by their count."""
        values = facts.row.values
        told = [
            f"{plain(header) or header}={values[header]}"
            for header in sorted(values)
            if values[header] and header not in facts.plan.counting
        ]
        base = f"{self._source}:{plain(number) or number}" if number else ""
        key = base or f"{self._source}:={long_hash(*told)}"
        self._met[key] += 1
        if self._met[key] > 1 and not self._plan.threaded:
            facts.flag("duplicate_number" if number else "duplicate_row", "external_no", number)
            key = f"{key}#{self._met[key]}"
        return key, long_hash(self._signature, *told)


def _sealed(draft: TicketDraft, flags: list[Flag]) -> TicketDraft:
    """Put in the flags, gathered while the draft was made, each once."""
    object.__setattr__(draft, "flags", tuple(dict.fromkeys(flags)))
    return draft


def _asked(said: tuple[MessageDraft, ...]) -> str:
    """Return the first words of the customer in a conversation, when no column describes it."""
    return next((message.body for message in said if message.direction == "in"), "")


def _at(moment: Moment | None) -> int | None:
    return moment.at if moment is not None else None


def _subject(facts: Facts) -> str | None:
    """Return the subject ("" when other words are there), or None when the row says nothing."""
    subject = facts.prose("subject")
    if subject or any(facts.text(name) for name in ("body", "conversation", "resolution", "note")):
        return subject
    word = facts.text("subtype_word") or facts.text("class_word")
    if not word:
        texts = (text for header, text in facts.extra.items() if header not in facts.plan.counting)
        word = next((text for text in texts if sum(map(str.isalpha, text)) >= 2), "")
    if not word:
        return None
    facts.flag("text_missing", "body")
    return word


def _times(facts: Facts) -> Times:
    created = _created(facts)
    if facts.plan.threaded:
        created = facts.moment("said_at") or created
    times: Times = {"created_at": created}
    for name in ("first_response_at", "resolved_at"):
        times[name] = facts.moment_or_span(name, created)
    for name in ("closed_at", "updated_at"):
        times[name] = facts.moment(name)
    if created is None and (cell := facts.text("conversation")):
        first = first_said(cell, facts)
        created = times["created_at"] = Moment(first) if first else None
    if created is None:
        known = [moment for moment in times.values() if moment is not None]
        created = times["created_at"] = min(known, key=lambda moment: moment.at, default=None)
        text = "" if created is None else _iso(created, facts.plan.zone)
        facts.flag("created_guessed", "created_at", text)
    for later, earlier, code in _ORDER:
        if _before(times[later], times[earlier], facts.plan.zone):
            facts.flag(code, later, facts.text(later))
    return times


def _created(facts: Facts) -> Moment | None:
    """Return when the ticket was made, from one column or from a day and a time of day."""
    day, clock = facts.text("created_at"), facts.text("created_time")
    if not day or not clock:
        return facts.moment("created_at")
    joined = facts.read_moment("created_at", f"{day.split('T')[0].split(' ')[0]} {clock}")
    return joined or facts.moment("created_at")


def _before(later: Moment | None, earlier: Moment | None, zone: tzinfo) -> bool:
    """Whether what must come later came before; a day without a time is compared by the day."""
    if later is None or earlier is None or later.at >= earlier.at:
        return False
    if later.day_only or earlier.day_only:
        return _iso(later, zone)[:10] < _iso(earlier, zone)[:10]
    return True


def _iso(moment: Moment, zone: tzinfo) -> str:
    try:
        return datetime.fromtimestamp(moment.at / 1000, zone).isoformat(" ", "seconds")
    except (ValueError, OverflowError, OSError):
        return str(moment.at // DAY)


def _status(facts: Facts, times: Times) -> tuple[str, str]:
    """Return status and waiting reason; without a known word the times tell."""
    code = _YES_NO.get(facts.text("status_word").casefold()) or facts.code("status_word", "status")
    if code is not None:
        status, _, reason = code.partition(".")
        return status, reason
    done = "closed" if times["closed_at"] else "resolved" if times["resolved_at"] else ""
    if done and not facts.text("status_word"):
        facts.flag("status_guessed", "status_word", done)
    return done or "new", ""


def _priority(facts: Facts) -> int:
    """Return 1 to 4; bare numbers are taken for ours (1 low, 4 urgent) and flagged."""
    text = facts.text("priority_word")
    choice = facts.plan.by_field.get("priority_word")
    first = re.fullmatch(r"([0-5])(?:\.0)?|([1-5])\s*级", text)
    if choice is not None and first is not None and _ONE_IS_HIGHEST.search(choice.header):
        return max(1, 5 - max(1, int(first[1] or first[2])))
    if text in ("1", "2", "3", "4", "1.0", "2.0", "3.0", "4.0"):
        own = facts.plan.mapping.words.get("priority", {}).get(text)
        if own is None:
            facts.flag("priority_number", "priority_word", text)
        return int(own or text[0])
    code = facts.code("priority_word", "priority")
    return int(code) if code is not None else 2


def _customer(facts: Facts) -> str:
    name = facts.text("customer_name")
    first, last = facts.text("first_name"), facts.text("last_name")
    if name and first and not last and first not in name:
        last = name
    elif name or not (first or last):
        return name
    eastern = any(char >= "\u2e80" for char in first + last)
    return f"{last}{first}" if eastern else f"{first} {last}".strip()


def _name_and_email(written: str) -> tuple[str, str]:
    """Take "Jane Roe (jane@example.com)" apart; other names are returned as they stand."""
    found = _NAMED_ADDRESS.fullmatch(written) if "@" in written else None
    return (found["name"].strip(), found["email"]) if found is not None else (written, "")


def _waybills(facts: Facts, subject: str, body: str) -> tuple[str, ...]:
    """Return the numbers in the waybill column, then those found in the words."""
    number = facts.number("waybill")
    own = [part for part in facts.words("waybill") if any(map(str.isalnum, part))] if number else []
    return tuple(dict.fromkeys((*own, *find_waybills(f"{subject}\n{body}"))))


def _origin(facts: Facts, customer: str, subject: str, body: str) -> str:
    told = (facts.text("created_at"), customer or facts.text("phone"), body or subject)
    return "|".join(short_hash(text) if text else "" for text in told)
