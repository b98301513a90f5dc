"""Reading plain rule data into records, with the place of every mistake.

Rule files arrive as dictionaries. A `Table` gives one dictionary's values in the expected type
and knows where it stands (`rule[3].when`), so that a refusal can name the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from workstation.domain.refusal import Refusal

#: The newest layout of rule files that this program reads.
FORMAT = 1
#: The longest that a limit, a wait or a delay may be: five years, in days.
MOST_DAYS: Final = 5 * 366
_A_DAY: Final[Mapping[str, int]] = {"days": 1, "hours": 24, "minutes": 24 * 60}
#: So many mistakes of one file are told beside the first.
MOST_TOLD: Final = 50
_Row = TypeVar("_Row")
_Made = TypeVar("_Made")


class Several(Refusal):
    """The first of several mistakes that do not hang together, with the `others`."""

    def __init__(self, first: Refusal, others: tuple[Refusal, ...]) -> None:
        super().__init__(first.code, **first.facts)
        self.others = others


@dataclass(frozen=True, slots=True)
class Table:
    """A dictionary of rule data and the place where it stands.

    Every reader raises `Refusal` with `place`: `rule_missing` for a key that must be there,
    `rule_type` (with `expected` and `found`) for a value of another type.
    """

    values: Mapping[str, object]
    place: str = ""

    def at(self, key: str) -> str:
        """The place of `key`, such as `rule[2].group`."""
        return f"{self.place}.{key}" if self.place else key

    def text(self, key: str, default: str | None = None) -> str:
        """A string; without a default it must be there and not be empty."""
        value = self._value(key, default, str, "text")
        if default is None and not value:
            raise Refusal("rule_missing", place=self.at(key))
        return str(value)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._value(key, default, int, "whole number")
        assert isinstance(value, int)
        return value

    def length(self, key: str, default: int | None = None, unit: str = "minutes") -> int:
        """A whole number of minutes, hours or days: at most five years (`span_too_long`)."""
        value = self.whole(key, default)
        most = MOST_DAYS * _A_DAY[unit]
        if value > most:
            raise Refusal("span_too_long", place=self.at(key), value=value, most=most)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        return self._value(key, default, bool, "true or false") is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; an absent one is empty."""
        found = self._value(key, (), list, "list of texts")
        items = tuple(found) if isinstance(found, (list, tuple)) else ()
        for place, item in enumerate(items):
            if not isinstance(item, str):
                raise _type(f"{self.at(key)}[{place}]", "text", item)
        return tuple(str(item) for item in items)

    def items(self, key: str) -> tuple[object, ...]:
        """A list of anything; an absent one is empty."""
        found = self._value(key, (), list, "list")
        return tuple(found) if isinstance(found, (list, tuple)) else ()

    def table(self, key: str) -> Table:
        """A table inside this one; an absent one is empty."""
        found = self._value(key, {}, Mapping, "table")
        assert isinstance(found, Mapping)
        return Table(found, self.at(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables; an absent one is empty."""
        found = []
        for place, item in enumerate(self.items(key)):
            if not isinstance(item, Mapping):
                raise _type(f"{self.at(key)}[{place}]", "table", item)
            found.append(Table(item, f"{self.at(key)}[{place}]"))
        return tuple(found)

    def only(self, *known: str) -> None:
        """Raise `Refusal("rule_unknown_key")` for a key that is not in `known`."""
        for key in self.values:
            if key not in known:
                raise Refusal("rule_unknown_key", place=self.at(key), known=known)

    def _value(
        self, key: str, default: object, kind: type | tuple[type, ...], expected: str
    ) -> object:
        if key not in self.values:
            if default is None:
                raise Refusal("rule_missing", place=self.at(key))
            return default
        value = self.values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise _type(self.at(key), expected, value)
        return value


def root(data: Mapping[str, object]) -> Table:
    """The top of a rule file. Raises `Refusal("rule_format_newer")` for a layout of later years."""
    table = Table(data)
    layout = table.whole("format", 1)
    if layout > FORMAT:
        raise Refusal("rule_format_newer", place="format", format=layout, known=FORMAT)
    return table


def each(rows: Iterable[_Row], make: Callable[[_Row], _Made]) -> tuple[_Made, ...]:
    """What is made of each row; the mistakes of all rows are raised together, as `Several`."""
    made: list[_Made] = []
    wrong: list[Refusal] = []
    for row in rows:
        try:
            made.append(make(row))
        except Refusal as refusal:
            wrong.append(refusal)
    raise_all(wrong)
    return tuple(made)


def raise_all(wrong: Iterable[Refusal]) -> None:
    """Raise what is wrong: nothing, a single refusal, or the first with the others."""
    found: list[Refusal] = []
    for refusal in wrong:
        found += [refusal, *(refusal.others if isinstance(refusal, Several) else ())]
    if len(found) > 1:
        raise Several(found[0], tuple(found[1 : MOST_TOLD + 1]))
    if found:
        raise found[0]


def check_distinct(codes: list[str], place: str) -> None:
    """Raise `Refusal("rule_duplicate")` if a code stands twice in the list at `place`."""
    seen: set[str] = set()
    for number, code in enumerate(codes):
        if code in seen:
            raise Refusal("rule_duplicate", place=f"{place}[{number}].code", value=code)
        seen.add(code)


def check_known(code: str, known: object, place: str) -> None:
    """Raise `Refusal("rule_reference")` unless `code` is among `known` (any container)."""
    if code not in known:  # type: ignore[operator]
        raise Refusal("rule_reference", place=place, value=code)


def _type(place: str, expected: str, value: object) -> Refusal:
    return Refusal("rule_type", place=place, expected=expected, found=type(value).__name__)
