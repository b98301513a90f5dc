"""Propose a mapping from the names and the contents of the columns."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final

from workstation.readers.amounts import parse_number
from workstation.readers.contacts import is_sure_waybill, looks_like_waybill
from workstation.readers.dateorder import date_orders
from workstation.readers.fields import (
    KEEP,
    ROW_INDEX,
    field_shape,
    field_words,
    known_fields,
)
from workstation.readers.mapping import ColumnChoice, Mapping
from workstation.readers.profile import STRICT, Profile, fit, profile
from workstation.readers.source import Table
from workstation.readers.spans import unit_of
from workstation.readers.words import plain

_SAMPLE: Final = 1_000
_LEAST: Final = 0.4
_DATED: Final = ("moment", "moment_or_span")
#: Last parts of a dotted name that only carry what the part before them names (status.name) …
_CARRYING: Final = frozenset(("name", "displayname", "display name", "value", "label", "text"))
#: … and those that tell about it, not what it is (description.type).
_ABOUT: Final = frozenset(("type", "version", "self", "url", "href", "iconurl", "icon url"))


def propose(table: Table, kind: str = "tickets") -> Mapping:
    """Propose which column becomes which field of `kind`; unsure columns are kept as extras."""
    rows = list(islice((row.values for row in table.rows() if row.problem is None), _SAMPLE))
    columns = {
        header: profile([values.get(header, "") for values in rows]) for header in table.headers
    }
    candidates: Iterable[tuple[float, int, str, str]]
    candidates = _candidates(columns, kind, table.has_header)
    chosen = _assign(candidates)
    if kind == "tickets":
        chosen = _with_text(chosen, columns)
    if kind == "parcels" and not _rows_are_events(chosen):
        candidates = (found for found in candidates if not found[3].startswith("event_"))
        chosen = _assign(candidates)
    orders = date_orders(
        table,
        [name for name, (field, _) in chosen.items() if field_shape(kind, field) in _DATED],
    )
    made = (_choice(name, columns[name], chosen.get(name), orders, kind) for name in table.headers)
    return Mapping(tuple(made), kind)


def _choice(
    header: str,
    column: Profile,
    found: tuple[str, float] | None,
    orders: dict[str, str],
    kind: str,
) -> ColumnChoice:
    if found is None or found[0] == KEEP:
        return ColumnChoice(header, None, 0.0 if found is None else round(found[1], 2))
    field, score = found
    choice = ColumnChoice(header, field, round(min(score, 1.0), 2), orders.get(header, ""))
    if field == ROW_INDEX:
        return replace(choice, field=None, index=True)
    shape = field_shape(kind, field)
    if shape == "moment_or_span":
        return replace(choice, unit_ms=unit_of(header))
    return replace(choice, scale=_scale(column)) if shape == "rating" else choice


def _scale(column: Profile) -> int:
    """Return 5, 10 or 100: the scale on which the marks of a column were given."""
    marks = [mark for cell in column.cells if (mark := parse_number(cell)) is not None]
    beyond = sum(mark > 5 for mark in marks)
    if not marks or beyond < max(2, len(marks) * 0.1):
        return 5
    return 10 if sum(mark > 10 for mark in marks) < max(2, len(marks) * 0.1) else 100


def _candidates(
    columns: dict[str, Profile], kind: str, named: bool
) -> list[tuple[float, int, str, str]]:
    """Return (score, place, header, field), best first; the place settles ties."""
    found: list[tuple[float, int, str, str]] = []
    for place, (header, column) in enumerate(columns.items()):
        scores = header_scores(header, kind) if named else {}
        for field, score in scores.items():
            total = _weigh(score, kind, field, column)
            if total >= _LEAST:
                found.append((total, -place, header, field))
        if column.emails >= 0.8 or not any(score >= 0.6 for score in scores.values()):
            found += [
                (score, -place, header, field)
                for field, score in by_contents(column, kind, place)
                if score >= _LEAST
            ]
    return sorted(found, reverse=True)


def _weigh(score: float, kind: str, field: str, column: Profile) -> float:
    shape = ROW_INDEX if field == ROW_INDEX else field_shape(kind, field)
    if field in (KEEP, ROW_INDEX) and score < 0.96:
        return 0.0
    fits = fit(shape, column, field)
    if field == "external_no" and column.cells and column.distinct < 0.2:
        return 0.0
    if shape in STRICT and fits < 0.3:
        return 0.25 * score
    return score * (0.55 + 0.45 * fits)


def _assign(candidates: Iterable[tuple[float, int, str, str]]) -> dict[str, tuple[str, float]]:
    """Give every field at most one column and every column at most one field, best first."""
    chosen: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, _, header, field in candidates:
        if header in chosen or (field in taken and field not in (KEEP, ROW_INDEX)):
            continue
        chosen[header] = (field, score)
        taken.add(field)
    return chosen


def _rows_are_events(chosen: dict[str, tuple[str, float]]) -> bool:
    """Whether every row of a parcel file is one event: it has a time, and there are no lists."""
    fields = {field for field, _ in chosen.values()}
    return "event_at" in fields and "traces" not in fields


def _with_text(
    chosen: dict[str, tuple[str, float]], columns: dict[str, Profile]
) -> dict[str, tuple[str, float]]:
    """See to it that the words of the customer are found: the longest column left is the body."""
    fields = {field for field, _ in chosen.values()}
    if fields & {"body", "conversation"}:
        return chosen
    subject = next((name for name, (field, _) in chosen.items() if field == "subject"), None)
    if subject is not None and columns[subject].length > 50:
        return {**chosen, subject: ("body", chosen[subject][1])}
    free = {
        name: column.length
        for name, column in columns.items()
        if (name not in chosen or chosen[name][0] in (KEEP, "note"))
        and column.bare_numbers < 0.5
        and column.dates < 0.5
        and column.length >= 16
    }
    if not free:
        return chosen
    return {**chosen, max(free, key=lambda name: free[name]): ("body", _LEAST)}


@lru_cache(maxsize=8)
def _names(kind: str) -> dict[str, dict[str, float]]:
    """Return plain name → the fields that it may mean; the first names of a field weigh most."""
    found: dict[str, dict[str, float]] = {}
    for field in known_fields(kind):
        words = field_words(kind, field)
        for place, word in enumerate(words):
            weight = 1.0 - 0.04 * place / len(words)
            fields = found.setdefault(plain(word), {})
            fields[field] = max(weight, fields.get(field, 0.0))
    return found


@lru_cache(maxsize=4096)
def header_scores(header: str, kind: str) -> dict[str, float]:
    """Return field → score (0 to 1) for a header: exact, contained, or nearly alike."""
    names, bare = _names(kind), plain(header)
    scores: dict[str, float] = {}
    for score, name in _readings(bare, header):
        for field, weight in names.get(name, {}).items():
            scores[field] = max(scores.get(field, 0.0), score * weight)
    if scores or not bare:
        return scores
    for name, fields in names.items():
        score = max(_contained(name, bare), _begun(name, bare))
        for field in fields if score > 0 else ():
            scores[field] = max(scores.get(field, 0.0), score)
    if scores or len(bare) < 4:
        return scores
    for name in difflib.get_close_matches(bare, names, n=2, cutoff=0.84):
        score = 0.85 * difflib.SequenceMatcher(None, name, bare).ratio()
        for field in names[name]:
            scores[field] = max(scores.get(field, 0.0), score)
    return scores


def _readings(bare: str, header: str) -> list[tuple[float, str]]:
    """Return ways to read a header: whole, without brackets, each half of a bilingual one."""
    found = [(1.0, bare)]
    outside = plain(header.split("(")[0].split("（")[0])
    inside = plain(header.replace("（", "(").replace("）", ")").partition("(")[2].rstrip(") "))
    found += [(0.95, outside), (0.85, inside)]
    latin = " ".join(part for part in bare.split() if part.isascii())
    other = " ".join(part for part in bare.split() if not part.isascii())
    if latin and other:
        found += [(0.9, other), (0.9, latin)]
    if "." in header:
        parts = [plain(part) for part in header.split(".")]
        found.append((0.9, " ".join(parts[-2:])))
        if parts[-1] in _CARRYING:
            found.append((0.85, parts[-2]))
        elif parts[-1] not in _ABOUT:
            found.append((0.75, parts[-1]))
    for part in header.replace("|", "/").split("/") if "/" in header or "|" in header else ():
        found.append((0.85, plain(part)))
    return [(score, name) for score, name in found if name]


def _contained(name: str, bare: str) -> float:
    """Return a score when the known `name` stands inside the header, more at its end."""
    if name.isascii():
        words, parts = name.split(), bare.split()
        size = len(words)
        places = [at for at in range(len(parts) - size + 1) if parts[at : at + size] == words]
        if not places or len(name) < 3:
            return 0.0
        at_end = places[-1] + size == len(parts)
        return 0.4 + 0.35 * size / len(parts) + (0.1 if at_end else 0.0)
    if len(name) < 2 or name not in bare:
        return 0.0
    at_end = bare.endswith(name)
    return 0.4 + 0.35 * len(name) / len(bare) + (0.1 if at_end else 0.0)


def _begun(name: str, bare: str) -> float:
    """Return a score when the header is a known name cut short ("创建" for "创建时间")."""
    if name.isascii() or len(bare) < 2 or not name.startswith(bare):
        return 0.0
    return 0.3 + 0.4 * len(bare) / len(name)


def by_contents(column: Profile, kind: str, place: int) -> Sequence[tuple[str, float]]:
    """Guess fields from the cells alone, for columns whose name says nothing."""
    if not column.cells:
        return ()
    known = set(known_fields(kind))
    found = [
        ("email", 0.55 * column.emails),
        (
            "phone" if kind != "parcels" else "receiver_phone",
            0.52 * column.phones * (column.dates < 0.3),
        ),
        ("waybill", 0.6 * column.share(is_sure_waybill)),
        ("conversation", 0.5 * _nested(column)),
        ("traces", 0.6 * _nested(column)),
        *_by_words(column),
    ]
    if kind == "parcels":
        found.append(("waybill", 0.5 * column.share(looks_like_waybill)))
    if column.dates >= 0.8:
        found.append(("event_at" if kind == "parcels" else "created_at", 0.45))
    elif column.length >= 24 and column.bare_numbers < 0.3 and column.distinct > 0.3:
        found.append(("body", min(0.5, 0.41 + column.length / 2000)))
    elif column.names >= 0.8 and column.distinct > 0.4 and _named_like_people(column):
        found.append(("customer_name" if kind == "tickets" else "name", 0.42))
    if place == 0 and column.distinct == 1.0 and fit("identifier", column) > 0.9:
        digits = column.share(lambda cell: any(char.isdigit() for char in cell))
        spoken = column.share(lambda cell: sum(char >= "\u2e80" for char in cell) > 4)
        if digits > 0.9 and column.dates < 0.5 and spoken < 0.5:
            found.append(("external_no", 0.48))
    return [(field, score) for field, score in found if field in known]


def _by_words(column: Profile) -> list[tuple[str, float]]:
    if len(set(column.cells)) > 20 or column.length > 40 or column.bare_numbers > 0.3:
        return []
    if len(column.cells) >= 4 and column.distinct == 1.0:
        return []  # numbers like P1, P2, P3 …
    fields = ("status", "priority", "channel", "satisfaction")
    shares = {field: column.words(field) for field in fields}
    return [
        (field if field == "satisfaction" else f"{field}_word", 0.55 * share)
        for field, share in shares.items()
        if share >= 0.75
    ]


def _nested(column: Profile) -> float:
    return column.share(lambda cell: cell.startswith(("[{", '["', "[[")))


def _named_like_people(column: Profile) -> bool:
    return (
        column.share(
            lambda cell: (
                2 <= len(cell) <= 4
                if cell[0] >= "\u2e80"
                else 2 <= len(cell.split()) <= 4 and cell.istitle()
            )
        )
        > 0.8
    )
