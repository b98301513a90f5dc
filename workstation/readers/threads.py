"""Files with one message in each row: the rows of one ticket number become one ticket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from workstation.readers.drafts import Flag, RefusedRow, TicketDraft, long_hash
from workstation.readers.source import SourceRow, Table
from workstation.readers.spoken import UNKNOWN, settled

#: What stays the same in all rows of one case.
_STEADY: Final = ("subject", "phone", "email", "waybill", "order_no", "class_word", "company")
#: What a row tells about the ticket as it is now; the last row that tells it is right.
_LATEST: Final = (
    "first_response_at",
    "resolved_at",
    "closed_at",
    "updated_at",
    "due_at",
    "satisfaction",
)
#: What any row may tell about the ticket; the first that does is right.
_FIRST: Final = (
    "subject",
    "class_word",
    "subtype_word",
    "group_word",
    "party_word",
    "party",
    "customer_name",
    "agent_name",
    "phone",
    "email",
    "address",
    "company",
    "order_no",
    "carrier",
    "product",
    "goods",
    "region",
    "country",
    "tags",
)
_MOST: Final = 20


def joined(
    table: Table,
    number_of: Callable[[SourceRow], str],
    read: Callable[[SourceRow], TicketDraft | RefusedRow],
) -> Iterator[TicketDraft | RefusedRow]:
    """Yield one draft for all rows of a number, once its last row was read; no row is left out.

    The file is walked twice: first to learn which row of a number is its last.
    """
    awaited = Counter(number for row in table.rows() if (number := number_of(row)))
    open_groups: dict[str, list[TicketDraft]] = {}
    for row in table.rows():
        number, found = number_of(row), read(row)
        if isinstance(found, RefusedRow):
            yield found
        elif not number:
            yield replace(found, messages=settled(found.messages, found.customer_name))
        else:
            open_groups.setdefault(number, []).append(found)
        if number:
            awaited[number] -= 1
            if not awaited[number]:
                del awaited[number]
                yield from _cases(open_groups.pop(number, []))


def _cases(rows: Sequence[TicketDraft]) -> Iterator[TicketDraft]:
    """Yield the ticket of a number; what is clearly another case stays apart and is flagged."""
    cases: list[list[TicketDraft]] = []
    for row in rows:
        mine = next((case for case in cases if _same_case(case[0], row)), None)
        if mine is None:
            cases.append([row])
        else:
            mine.append(row)
    for count, case in enumerate(cases, start=1):
        draft = _joined(case)
        if count > 1:
            flag = Flag("duplicate_number", "external_no", draft.external_no)
            key = f"{draft.source_key}#{count}"
            draft = replace(draft, source_key=key, flags=(*draft.flags, flag))
        yield draft


def _same_case(one: TicketDraft, other: TicketDraft) -> bool:
    pairs = [(str(getattr(one, name)), str(getattr(other, name))) for name in _STEADY]
    told = [mine == theirs for mine, theirs in pairs if mine and theirs]
    return sum(told) * 2 >= len(told)


def _joined(rows: Sequence[TicketDraft]) -> TicketDraft:
    said = sorted(chain.from_iterable(row.messages for row in rows), key=lambda one: one.at)
    first = min(rows, key=lambda row: row.created_at)
    facts: dict[str, object] = {
        name: next((value for row in rows if (value := getattr(row, name))), getattr(first, name))
        for name in _FIRST
    }
    for name in _LATEST:
        known = (value for row in reversed(rows) if (value := getattr(row, name)) is not None)
        facts[name] = next(known, None)
    messages = settled(tuple(dict.fromkeys(said)), str(facts["customer_name"]))
    flags = list(dict.fromkeys(flag for row in rows for flag in row.flags))
    if any(message.direction == UNKNOWN for message in said):
        flags.append(Flag("speaker_unknown", "conversation"))
    stands = next((row for row in reversed(rows) if row.status_word), rows[-1])
    urgent = next((row for row in reversed(rows) if row.priority_word), rows[-1])
    waybills = tuple(dict.fromkeys(chain.from_iterable(row.waybills for row in rows)))
    asked = next((message for message in messages if message.direction == "in"), None)
    changes: dict[str, object] = {
        **facts,
        "line": rows[0].line,
        "created_at": first.created_at,
        "body": asked.body if asked is not None else first.body,
        "customer_name": facts["customer_name"] or (asked.author if asked is not None else ""),
        "status": stands.status,
        "status_word": stands.status_word,
        "waiting_reason": stands.waiting_reason,
        "priority": urgent.priority,
        "priority_word": urgent.priority_word,
        "waybill": waybills[0] if waybills else "",
        "waybills": waybills,
        "messages": messages,
        "extra": _extra(rows),
        "flags": tuple(flags),
        "content_hash": long_hash(*(row.content_hash for row in rows)),
        "lines": tuple(row.line for row in rows),
    }
    return replace(first, **changes)  # type: ignore[arg-type]


def _extra(rows: Sequence[TicketDraft]) -> dict[str, str]:
    """Return the extra facts of all rows; what differs from row to row is listed."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, text in row.extra.items():
            found.setdefault(name, {})[text] = None
    return {name: ", ".join(list(texts)[:_MOST]) for name, texts in found.items()}
