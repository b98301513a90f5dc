"""One row under one mapping: its facts asked for by field, its faults gathered as flags."""

from __future__ import annotations

import re
import unicodedata
from datetime import tzinfo
from typing import Final

from workstation.readers.amounts import parse_money, parse_rating, parse_weight
from workstation.readers.contacts import (
    email_fault,
    find_placeholder,
    is_shortened_number,
    phone_faults,
)
from workstation.readers.conversation import nested, pick
from workstation.readers.drafts import Flag
from workstation.readers.mapping import ColumnChoice, Mapping
from workstation.readers.moments import Moment, parse_moment
from workstation.readers.readable import readable
from workstation.readers.source import SourceRow
from workstation.readers.spans import parse_span
from workstation.readers.words import is_missing

DAY: Final = 86_400_000
_OLDEST: Final = 946_684_800_000  # 2000-01-01
_SPAN: Final = re.compile(r"\d{1,5}:\d{2}(:\d{2})?|.*\b\d+ days?\b.*", re.IGNORECASE)
_REPEATING: Final = ("note", "conversation", "resolution", "tags", "body")
_LIST: Final = re.compile(r"\s*[,，;；、|\n]\s*")


class Plan:
    """A mapping made ready for many rows: field → column, desk zone, present moment."""

    def __init__(self, mapping: Mapping, zone: tzinfo, now: int) -> None:
        self.mapping = mapping
        self.zone = zone
        self.now = now
        self.by_field: dict[str, ColumnChoice] = {
            choice.field: choice for choice in mapping.columns if choice.field
        }
        self.repeated = _repeated(mapping)
        self.mapped = frozenset(choice.header for choice in self.by_field.values()) | frozenset(
            header for headers in self.repeated.values() for header in headers
        )
        self.threaded = "external_no" in self.by_field and bool(
            {"speaker", "message_no"} & set(self.by_field)
        )
        self.counting = frozenset(choice.header for choice in mapping.columns if choice.index)

    @property
    def signature(self) -> str:
        """What of the mapping decides how a row is read."""
        columns = (
            f"{c.header}={c.field}/{c.date_order}/{c.unit_ms}/{c.scale}"
            for c in self.mapping.columns
            if c.field
        )
        words = {name: dict(known) for name, known in self.mapping.words.items()}
        return "\n".join((*columns, repr(words), str(self.zone)))


def _listed(text: str) -> list[str]:
    """Return the parts of a list: of words, or of objects that carry a name."""
    if text.startswith(("[{", '{"')):
        value = nested(text)
        items = value if isinstance(value, list) else [value]
        told = [pick(item, "named", "words") for item in items if isinstance(item, dict)]
        if told and all(isinstance(name, str) for name in told):
            return [str(name) for name in told]
    return [part.strip(" \"'") for part in _LIST.split(text.strip("[]"))]


def _repeated(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    """Return field → the further columns of the same name ("Comment", "Comment (2)" …)."""
    free = [choice.header for choice in mapping.columns if choice.field is None]
    found: dict[str, tuple[str, ...]] = {}
    for choice in mapping.columns:
        if choice.field in _REPEATING:
            again = re.compile(rf"{re.escape(choice.header)} \(\d+\)")
            if headers := tuple(header for header in free if again.fullmatch(header)):
                found[choice.field] = headers
    return found


class Facts:
    """Asks a row for its fields; what cannot be right is flagged and kept in `extra`."""

    def __init__(self, row: SourceRow, plan: Plan) -> None:
        self.row = row
        self.plan = plan
        self.flags: list[Flag] = [Flag(note) for note in row.notes]
        self.extra: dict[str, str] = {
            header: text
            for header, text in row.values.items()
            if header not in plan.mapped and not is_missing(text)
        }

    def flag(self, code: str, field: str, text: str = "") -> None:
        """Note that something about `field` cannot be right."""
        self.flags.append(Flag(code, field, text[:200]))

    def keep(self, field: str, text: str) -> None:
        """Keep the text of a field that could not be read, under its foreign name."""
        choice = self.plan.by_field.get(field)
        self.extra[choice.header if choice else field] = text

    def text(self, field: str) -> str:
        """Return the field's text, "" when the cell is empty or says so."""
        choice = self.plan.by_field.get(field)
        text = self.row.values.get(choice.header, "").strip() if choice else ""
        return "" if not text or is_missing(text) else text

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the texts of all columns of the field's name, in order, the empty ones left out."""
        further = (self.row.values.get(name, "") for name in self.plan.repeated.get(field, ()))
        told = (self.text(field), *(text.strip() for text in further if not is_missing(text)))
        return tuple(readable(text) for text in told if text)

    def prose(self, field: str) -> str:
        """Return running text as people read it; a placeholder left in it is flagged."""
        text = "\n".join(self.texts(field))
        placeholder = find_placeholder(text) if text else None
        if placeholder is not None:
            self.flag("unfilled_placeholder", field, placeholder)
        return text

    def number(self, field: str) -> str:
        """Return a number that names something; digits lost by a spreadsheet are flagged."""
        text = self.text(field)
        if text and is_shortened_number(text):
            self.flag("number_shortened", field, text)
        return unicodedata.normalize("NFKC", text)

    def words(self, field: str) -> tuple[str, ...]:
        """Return the parts of a list written in one cell."""
        told = (self.text(field), *self.texts(field)[1:])
        parts = (part for text in told for part in _listed(text))
        return tuple(dict.fromkeys(part for part in parts if part))

    def phone(self, field: str) -> str:
        """Return a phone cell as it stands, with its faults flagged."""
        text = self.text(field)
        for fault in phone_faults(text) if text else ():
            self.flag(fault, field, text)
        return text

    def email(self, field: str) -> str:
        """Return an e-mail cell as it stands, flagged when it is malformed."""
        text = self.text(field)
        if text and email_fault(text):
            self.flag("email_malformed", field, text)
        return text

    def money(self, field: str) -> int | None:
        """Return an amount in fen."""
        text = self.text(field)
        amount = parse_money(text) if text else None
        if text and amount is None:
            self.flag("amount_unreadable", field, text)
            self.keep(field, text)
        if amount is not None and amount < 0:
            self.flag("negative_amount", field, text)
        return amount

    def weight(self, field: str) -> int | None:
        """Return a weight in grams."""
        text, choice = self.text(field), self.plan.by_field.get(field)
        weight = parse_weight(text, choice.header if choice else "") if text else None
        if text and weight is None:
            self.flag("weight_unreadable", field, text)
            self.keep(field, text)
        if weight is not None and weight < 0:
            self.flag("negative_amount", field, text)
        return weight

    def rating(self, field: str) -> int | None:
        """Return a mark from 1 to 5."""
        text, choice = self.text(field), self.plan.by_field.get(field)
        if not text or choice is None:
            return None
        own = self.plan.mapping.words.get(field, {}).get(text)
        mark, understood = parse_rating(own or text, choice.scale)
        if mark is None:
            self.flag(
                "satisfaction_out_of_range" if understood else "satisfaction_unknown", field, text
            )
            self.keep(field, text)
        return mark

    def code(self, field: str, values: str) -> str | None:
        """Return the code of a value word of `values` (status …); unknown words are flagged."""
        text = self.text(field)
        if not text:
            return None
        code = self.plan.mapping.code(values, text)
        if code is None:
            self.flag(f"{values}_unknown", field, text)
            self.keep(field, text)
        return code

    def moment(self, field: str) -> Moment | None:
        """Return when something was; unreadable and impossible dates are flagged."""
        text = self.text(field)
        return self.read_moment(field, text) if text else None

    def read_moment(self, field: str, text: str) -> Moment | None:
        """Read `text` as the date of `field`."""
        choice = self.plan.by_field.get(field)
        order = (choice.date_order if choice else "") or "ymd"
        moment = parse_moment(text, order, self.plan.zone)
        if moment is None:
            self.flag("date_unreadable", field, text)
            self.keep(field, text)
            return None
        if moment.swapped:
            self.flag("date_order_mixed", field, text)
        ahead = 5 * 366 * DAY if field in ("due_at", "promised_at") else DAY
        if moment.at > self.plan.now + ahead:
            self.flag("date_in_future", field, text)
        elif moment.at < _OLDEST:
            self.flag("date_too_old", field, text)
        return moment

    def moment_or_span(self, field: str, start: Moment | None) -> Moment | None:
        """Return when something was, given as a moment or as the time it took from `start`."""
        text, choice = self.text(field), self.plan.by_field.get(field)
        if not text or choice is None:
            return None
        bare = re.fullmatch(r"-?\d+([.,]\d+)?", text) is not None
        order = choice.date_order or "ymd"
        if not (bare and choice.unit_ms) and not _SPAN.fullmatch(text):
            if not bare or parse_moment(text, order, self.plan.zone) is not None:
                span = None if bare else parse_span(text)
                if span is None:
                    return self.read_moment(field, text)
            else:
                self.flag("span_unit_unknown", field, text)
                self.keep(field, text)
                return None
        span = parse_span(text, choice.unit_ms)
        if span is None:
            self.flag("span_negative" if text.startswith("-") else "date_unreadable", field, text)
            self.keep(field, text)
            return None
        if start is None:
            self.keep(field, text)
            return None
        return Moment(start.at + span, start.day_only and span % DAY == 0)
