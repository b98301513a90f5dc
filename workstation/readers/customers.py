"""Rows of foreign customer files and of the key-account list as drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo

from workstation.readers.drafts import RefusedRow, long_hash, short_hash
from workstation.readers.facts import Facts, Plan
from workstation.readers.mapping import Mapping
from workstation.readers.parceldrafts import CustomerDraft, KeyAccountDraft
from workstation.readers.source import SourceRow, Table
from workstation.readers.words import plain


def read_customers(
    table: Table, mapping: Mapping, *, zone: tzinfo, now: int
) -> Iterator[CustomerDraft | RefusedRow]:
    """Yield one draft or refusal per row; a customer needs a name, phone, e-mail or company."""
    plan = Plan(mapping, zone, now)
    met: Counter[str] = Counter()
    for row in table.rows():
        yield _refused(row) or _customer(Facts(row, plan), mapping.fingerprint, met)


def read_key_accounts(
    table: Table, mapping: Mapping, *, zone: tzinfo, now: int
) -> Iterator[KeyAccountDraft | RefusedRow]:
    """Yield one draft or refusal per row; a key account needs a name."""
    plan = Plan(mapping, zone, now)
    for row in table.rows():
        yield _refused(row) or _key_account(Facts(row, plan))


def _refused(row: SourceRow) -> RefusedRow | None:
    if row.problem is None:
        return None
    return RefusedRow(row.line, row.problem, row.facts, row.values, row.raw)


def _told(facts: Facts) -> tuple[str, ...]:
    values = facts.row.values
    return tuple(
        f"{plain(header)}={values[header]}"
        for header in sorted(values)
        if values[header] and header not in facts.plan.counting
    )


def _customer(facts: Facts, source: str, met: Counter[str]) -> CustomerDraft | RefusedRow:
    row = facts.row
    first, last = facts.text("first_name"), facts.text("last_name")
    eastern = any(char >= "\u2e80" for char in first + last)
    joined = f"{last}{first}" if eastern else f"{first} {last}".strip()
    name, company = facts.text("name") or joined, facts.text("company")
    phone, email = facts.phone("phone"), facts.email("email")
    if not (name or phone or email or company):
        return RefusedRow(row.line, "no_customer", {}, row.values, row.raw)
    number = facts.number("external_no")
    key = f"{source}:{plain(number) or number}" if number else ""
    key = key or f"{source}:={long_hash(*_told(facts))}"
    met[key] += 1
    if met[key] > 1:
        facts.flag("duplicate_number" if number else "duplicate_row", "external_no", number)
        key = f"{key}#{met[key]}"
    return CustomerDraft(
        line=row.line,
        source_key=key,
        content_hash=long_hash(short_hash(facts.plan.signature), *_told(facts)),
        name=name,
        external_no=number,
        phone=phone,
        email=email,
        address=facts.text("address"),
        company=company,
        kind_word=facts.text("kind_word"),
        party=facts.plan.mapping.code("party", facts.text("kind_word")) or "",
        region=facts.text("region"),
        country=facts.text("country"),
        tags=facts.words("tags"),
        note=facts.text("note"),
        extra=facts.extra,
        flags=tuple(dict.fromkeys(facts.flags)),
    )


def _key_account(facts: Facts) -> KeyAccountDraft | RefusedRow:
    row = facts.row
    name = facts.text("name")
    if not name:
        return RefusedRow(row.line, "no_name", {}, row.values, row.raw)
    words = tuple(dict.fromkeys((name, *facts.words("match_words"))))
    return KeyAccountDraft(
        line=row.line,
        name=name,
        match_words=words,
        region=facts.text("region"),
        account_no=facts.number("account_no"),
        manager=facts.text("manager"),
        note=facts.text("note"),
        content_hash=long_hash(short_hash(facts.plan.signature), *_told(facts)),
        extra=facts.extra,
        flags=tuple(dict.fromkeys(facts.flags)),
    )
