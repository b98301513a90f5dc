"""What the cells of a column look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from itertools import pairwise
from typing import Final

from workstation.readers.amounts import parse_number, parse_rating
from workstation.readers.contacts import (
    is_sure_waybill,
    looks_like_email,
    looks_like_phone,
    looks_like_waybill,
)
from workstation.readers.conversation import holds_messages
from workstation.readers.moments import parse_moment
from workstation.readers.spans import parse_span
from workstation.readers.words import code_of, is_missing, plain, rule_words, value_codes

_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3])[:：时]\d{2}([:：分]\d{2}秒?)?( ?[AaPp]\.?[Mm]\.?)?")
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ .'’·\-,]+[^\W\d_]+){0,4}\.?")
_YES_NO: Final = frozenset(
    ("yes", "no", "y", "n", "true", "false", "是", "否", "有", "无", "ja", "nein", "si", "sí", "oui",
     "non", "sim", "não", "да", "нет", "はい", "いいえ", "예", "아니오")
)  # fmt: skip
_BARE: Final = re.compile(r"[+-]?[\d.,]+")


@dataclass(frozen=True)
class Profile:
    """The filled cells of one column, and how many cells there were."""

    cells: tuple[str, ...]
    rows: int

    def share(self, test: Callable[[str], object]) -> float:
        """Return the share of filled cells that pass `test`."""
        if not self.cells:
            return 0.0
        return sum(bool(test(cell)) for cell in self.cells) / len(self.cells)

    @property
    def filled(self) -> float:
        """The share of cells that hold something."""
        return len(self.cells) / self.rows if self.rows else 0.0

    @cached_property
    def distinct(self) -> float:
        """Different cells by filled cells."""
        return len(set(self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def length(self) -> float:
        """Mean length of a filled cell; a Chinese, Japanese or Korean letter counts double."""
        if not self.cells:
            return 0.0
        wide = sum(char >= "\u2e80" for cell in self.cells for char in cell)
        return (sum(map(len, self.cells)) + wide) / len(self.cells)

    @cached_property
    def moments(self) -> float:
        return self.share(lambda cell: parse_moment(cell, "ymd", UTC))

    @cached_property
    def dates(self) -> float:
        """The share of cells that are dates beyond doubt, not mere numbers."""
        return self.share(lambda cell: not _BARE.fullmatch(cell) and parse_moment(cell, "ymd", UTC))

    @cached_property
    def numbers(self) -> float:
        return self.share(lambda cell: len(cell) < 24 and _has_number(cell))

    @cached_property
    def bare_numbers(self) -> float:
        return self.share(_BARE.fullmatch)

    @cached_property
    def phones(self) -> float:
        return self.share(looks_like_phone)

    @cached_property
    def emails(self) -> float:
        return self.share(looks_like_email)

    @cached_property
    def names(self) -> float:
        return self.share(lambda cell: len(cell) <= 40 and _NAME.fullmatch(cell))

    @cached_property
    def spans(self) -> float:
        """The share of cells that tell how long something took, and are no dates."""
        if self.moments > 0.5:
            return 0.0
        return self.share(lambda cell: parse_span(cell, 1) is not None)

    @cached_property
    def numbered(self) -> bool:
        """Whether nearly every cell holds a digit, as numbers of tickets do."""
        return self.share(lambda cell: any(char.isdigit() for char in cell)) > 0.9

    @cached_property
    def yes_no(self) -> bool:
        """Whether every cell says yes or no."""
        return bool(self.cells) and all(cell.strip().casefold() in _YES_NO for cell in self.cells)

    @cached_property
    def states(self) -> bool:
        """Whether the cells are words of state ("Closed", "In progress") and nothing more."""
        known = value_codes("status")
        return self.length < 28 and self.share(lambda cell: plain(cell) in known) > 0.8

    @cached_property
    def generic(self) -> bool:
        """Whether the cells are types that every ticket may have ("Incident", "Task")."""
        known = frozenset(map(plain, rule_words("generic_types", "words")))
        return self.share(lambda cell: plain(cell) in known) > 0.8

    def words(self, field: str) -> float:
        """Return the share of cells that are known words of `field`."""
        return self.share(lambda cell: code_of(field, cell))

    @cached_property
    def sequential(self) -> bool:
        """Whether the cells count 1, 2, 3 … without a gap."""
        whole = [int(cell) for cell in self.cells if cell.isdecimal()]
        return len(whole) == len(self.cells) > 0 and all(
            after - before == 1 for before, after in pairwise(whole)
        )


def profile(cells: Sequence[str]) -> Profile:
    """Look at the cells of a column; cells that say they are empty are left out."""
    return Profile(tuple(cell for cell in cells if not is_missing(cell)), len(cells))


def _has_number(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    return digits > 0 and parse_number(cell) is not None


def fit(shape: str, column: Profile, field: str = "") -> float:
    """Return from 0 to 1 how well a column can hold cells of `shape`; 0.3 when it is empty."""
    if not column.cells:
        return 0.3
    return _FITS.get(shape, _any)(column, field)


def _any(column: Profile, field: str) -> float:
    return 0.6


def _row_index(column: Profile, field: str) -> float:
    return 1.0 if column.sequential else 0.0


def _moment(column: Profile, field: str) -> float:
    return column.dates + 0.8 * (column.moments - column.dates)


def _moment_or_span(column: Profile, field: str) -> float:
    spans = column.share(lambda cell: parse_span(cell, 1) is not None)
    return max(_moment(column, field), 0.9 * spans)


def _clock(column: Profile, field: str) -> float:
    return column.share(_CLOCK.fullmatch)


def _phone(column: Profile, field: str) -> float:
    dialled = column.share(lambda cell: sum(char.isdigit() for char in cell) >= 5)
    return max(column.phones, 0.7 * dialled) if column.dates < 0.3 else 0.0


def _email(column: Profile, field: str) -> float:
    return column.share(lambda cell: "@" in cell)


def _waybill(column: Profile, field: str) -> float:
    sure = column.share(is_sure_waybill)
    likely = column.share(looks_like_waybill)
    return max(sure, 0.8 * likely, 0.35 * column.share(lambda cell: len(cell) <= 24))


def _identifier(column: Profile, field: str) -> float:
    compact = column.share(lambda cell: len(cell) <= 40 and len(cell.split()) <= 2)
    return compact * (0.3 + 0.7 * column.distinct)


def _rating(column: Profile, field: str) -> float:
    return column.share(lambda cell: parse_rating(cell, 100)[1])


def _number(column: Profile, field: str) -> float:
    return column.numbers if column.dates < 0.5 else 0.0


def _person(column: Profile, field: str) -> float:
    short = column.share(lambda cell: len(cell) <= 60 and "\n" not in cell)
    return 0.7 * short + 0.3 * column.names if column.bare_numbers < 0.8 else 0.25


def _text(column: Profile, field: str) -> float:
    return 1.0 - 0.7 * max(column.bare_numbers, column.dates, column.emails)


def _long(column: Profile, field: str) -> float:
    if column.bare_numbers > 0.5 or column.dates > 0.5:
        return 0.0
    return min(1.0, 0.35 + column.length / 60) * (0.6 + 0.4 * min(1.0, column.distinct * 2))


def _word(column: Profile, field: str) -> float:
    if column.dates > 0.5 or column.length > 80:
        return 0.1
    coded = field.removesuffix("_word")
    known = column.words(coded) if coded in ("status", "priority", "channel", "party") else 0.0
    repeated = 1.0 if len(column.cells) < 8 else min(1.0, 1.3 - column.distinct)
    if field == "group_word" and column.bare_numbers > 0.8:
        return 0.0
    if coded in ("status", "priority", "channel") and known == 0.0:
        repeated *= 0.4  # perhaps a language we do not know, perhaps another meaning
    return max(known, 0.9 * repeated)


def _conversation(column: Profile, field: str) -> float:
    lists = column.share(lambda cell: cell.lstrip()[:1] in ("[", "{") and len(cell) > 10)
    silent = column.bare_numbers > 0.5 or column.share(holds_messages) < 0.5 * lists
    if field == "conversation" and silent:
        return 0.0
    return max(lists, 0.7 * column.share(lambda cell: cell.count("\n") > 0), 0.3)


_FITS: Final[dict[str, Callable[[Profile, str], float]]] = {
    "moment": _moment,
    "moment_or_span": _moment_or_span,
    "clock": _clock,
    "phone": _phone,
    "email": _email,
    "waybill": _waybill,
    "identifier": _identifier,
    "rating": _rating,
    "money": _number,
    "weight": _number,
    "person": _person,
    "text": _text,
    "long": _long,
    "word": _word,
    "conversation": _conversation,
    "row_index": _row_index,
}
#: Shapes whose cells cannot be anything else: a column that does not fit is not that field.
STRICT: Final = frozenset(
    (
        "moment",
        "moment_or_span",
        "clock",
        "phone",
        "email",
        "rating",
        "money",
        "weight",
        "row_index",
    )
)
