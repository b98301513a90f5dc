"""Propose a mapping from the names and the contents of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from workstation.readers.amounts import parse_number
from workstation.readers.contacts import is_sure_waybill, looks_like_waybill
from workstation.readers.conversation import holds_messages, speaker_side
from workstation.readers.dateorder import date_orders
from workstation.readers.fields import (
    KEEP,
    MESSAGE_FIELDS,
    ROW_INDEX,
    field_shape,
    known_fields,
)
from workstation.readers.mapping import ColumnChoice, Mapping
from workstation.readers.naming import header_scores, tells_duration, tells_number, tells_time
from workstation.readers.profile import STRICT, Profile, fit, profile
from workstation.readers.source import Table
from workstation.readers.spans import unit_of

_SAMPLE: Final = 1_000
_LEAST: Final = 0.4
_AGAIN: Final = re.compile(r" \(\d+\)$")
_PROSE: Final = ("long", "conversation")
_NUMBERS: Final = ("phone", "receiver_phone", "external_no", "waybill")
_DATED: Final = ("moment", "moment_or_span")


def propose(table: Table, kind: str = "tickets") -> Mapping:
    """Propose which column becomes which field of `kind`; unsure columns are kept as extras."""
    rows = list(islice((row.values for row in table.rows() if row.problem is None), _SAMPLE))
    columns = {
        header: profile([values.get(header, "") for values in rows]) for header in table.headers
    }
    candidates = _candidates(columns, kind, table.has_header)
    if kind == "tickets" and not _rows_are_messages(candidates, columns):
        candidates = [found for found in candidates if found[3] not in MESSAGE_FIELDS]
    chosen = _assign(candidates)
    if kind == "tickets":
        chosen = _with_text(chosen, columns)
    if kind == "parcels" and not _rows_are_events(chosen):
        candidates = [found for found in candidates if not found[3].startswith("event_")]
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
        if _AGAIN.sub("", header) != header and _AGAIN.sub("", header) in columns:
            continue  # read together with the first column of that name
        scores = header_scores(header, kind) if named else {}
        spans = named and tells_duration(header)
        for field, score in scores.items():
            total = _weigh(score, kind, field, column)
            shape = field_shape(kind, field)
            if spans and shape in ("moment", "clock"):
                continue
            if shape == "moment_or_span" and (spans or column.spans > 0.5):
                total *= 0.75  # a moment, where there is one, says the same better
            if total >= _LEAST:
                found.append((total, -place, header, field))
        if column.emails >= 0.8 or not any(score >= 0.6 for score in scores.values()):
            timed, numbers = named and tells_time(header), named and tells_number(header)
            found += [
                (score, -place, header, field)
                for field, score in by_contents(column, kind, place)
                if score >= _LEAST
                and not (timed and field in _NUMBERS)
                and not (numbers and field.endswith("_word"))
            ]
        elif kind == "tickets" and "resolution" in scores and column.states:
            found.append((0.5, -place, header, "status_word"))
    return sorted(found, reverse=True)


def _weigh(score: float, kind: str, field: str, column: Profile) -> float:
    shape = ROW_INDEX if field == ROW_INDEX else field_shape(kind, field)
    if field in (KEEP, ROW_INDEX) and score < 0.96:
        return 0.0
    fits = fit(shape, column, field)
    if field == "external_no" and column.cells and column.distinct < 0.2 and not column.numbered:
        return 0.0
    if field == "created_time" and score < 0.7:
        return 0.0
    if score < 0.9 and _is_beside(shape, field, column):
        return 0.0
    if shape in _PROSE and column.cells and (column.bare_numbers > 0.8 or column.yes_no):
        return 0.0  # counts and marks are nothing that anybody said
    if field == "resolution" and column.states:
        return 0.0
    if field == "class_word" and column.generic:
        score *= 0.8
    if (shape in STRICT or field == "conversation") and fits < 0.3:
        return 0.25 * score
    return score * (0.55 + 0.45 * fits)


def _is_beside(shape: str, field: str, column: Profile) -> bool:
    """Whether the cells of a column, half understood by its name, are something else."""
    if not column.cells:
        return False
    if column.emails >= 0.8:
        return shape != "email"
    if shape in ("person", "text") and column.bare_numbers > 0.8:
        return True
    return column.yes_no and field not in ("status_word", "speaker")


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


def _rows_are_messages(
    candidates: list[tuple[float, int, str, str]], columns: dict[str, Profile]
) -> bool:
    """Whether every row of a ticket file is one message of a ticket whose number comes again."""
    plain_ones = [found for found in candidates if found[3] not in MESSAGE_FIELDS]
    chosen = _assign(plain_ones)
    number = next((name for name, (field, _) in chosen.items() if field == "external_no"), None)
    if number is None or columns[number].distinct > 0.9 or columns[number].filled < 0.9:
        return False
    if "body" not in {field for field, _ in chosen.values()}:
        return False
    for score, _, header, field in candidates:
        column = columns[header]
        if header == number or score < 0.7:
            continue
        if field == "message_no" and (column.distinct == 1.0 or column.bare_numbers == 1.0):
            return True
        if field == "speaker" and column.share(speaker_side) >= 0.8:
            return True
    return False


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
        if (name not in chosen or chosen[name][0] == "note")
        and column.bare_numbers < 0.5
        and column.dates < 0.5
        and column.length >= 10
    }
    if not free:
        return chosen
    return {**chosen, max(free, key=lambda name: free[name]): ("body", _LEAST)}


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
        ("conversation", 0.65 * column.share(holds_messages)),
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
    if column.yes_no or (len(column.cells) >= 4 and column.distinct == 1.0):
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
