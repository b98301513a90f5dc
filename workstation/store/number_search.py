"""Finding tickets by numbers: telephone, waybill, and a ticket's number without its desk.

Every query walks an index: whole numbers and their extensions by the b-tree of the column, ends
by the index of the last four characters, ends before a dash by the index of such rows alone.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from workstation.text.phones import complete_number
from workstation.text.waybills import normalise_waybill

_TAIL: Final = 4
_BEFORE_TAIL: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PUNCTUATION: Final = re.compile(r"[-+()./]")
_WIDTH: Final = 5  # digits that a ticket's number has at least behind the desk's
#: The desks that numbered tickets, by leaps over the index of numbers.
_DESKS: Final = (
    "WITH RECURSIVE desk(n) AS (SELECT min(number) FROM ticket UNION ALL"
    " SELECT (SELECT min(number) FROM ticket WHERE number>substr(n,1,instr(n||'-','-')-1)||'.')"
    " FROM desk WHERE n IS NOT NULL LIMIT 1000)"
)
Values = tuple[str, ...]
Condition = tuple[str, Values]


def by_number(replica: sqlite3.Connection, word: str, most: int) -> set[int]:
    """Rows of the newest tickets whose waybill, phone or number is or ends so.

    `word` is normalised; at most `most` rows of each kind.
    """
    found = _by_own_number(replica, word)
    forms = _forms(word)
    for column in ("waybill", "phone"):
        for condition, values in _conditions(f"t.{column}", forms):
            found |= _rows(
                replica,
                f"SELECT t.id FROM ticket t WHERE {condition}"
                f" ORDER BY t.created_at DESC LIMIT {most:d}",
                values,
            )
    for form in forms:
        found |= _by_parcel(replica, form, most)
        found |= _rows(
            replica,
            "SELECT t.id FROM customer c JOIN ticket t ON t.customer=c.uid"
            f" WHERE c.phone2>=? AND c.phone2<? ORDER BY t.created_at DESC LIMIT {most:d}",
            _span(form),
        )
    for condition, values in _conditions("c.phone", forms):
        found |= _rows(
            replica,
            "SELECT t.id FROM customer c JOIN ticket t ON t.customer=c.uid"
            f" WHERE {condition} ORDER BY t.created_at DESC LIMIT {most:d}",
            values,
        )
    return found


def kept_numbers(replica: sqlite3.Connection, table: str, number: str) -> tuple[str, ...]:
    """The telephone numbers of a table that a caller's number may stand for.

    Itself, itself with an extension, and for a number without its area code those that end so.
    """
    local = number.isdigit() and len(number) in (7, 8)
    told = [number]
    conditions = _conditions("phone", (number,)) if local else [_extended("phone", number)]
    for condition, values in conditions:
        sql = f"SELECT DISTINCT phone FROM {table} WHERE {condition} LIMIT 20"
        told += [str(row[0]) for row in replica.execute(sql, values)]
    return tuple(dict.fromkeys(told))


def _forms(word: str) -> tuple[str, ...]:
    """The forms in which a number that was written so may be kept."""
    bare = _PUNCTUATION.sub("", word).upper()
    dashed = normalise_waybill(word) if "-" in word else ""
    told = (bare, complete_number(word), dashed)
    return tuple(dict.fromkeys(form for form in told if form))


def _conditions(column: str, forms: tuple[str, ...]) -> list[Condition]:
    told: list[Condition] = []
    for form in forms:
        head = f"substr({column},1,instr({column},'-')-1)"
        for end, kept in ((column, f"{column}<>''"), (head, f"instr({column},'-')>0")):
            condition, values = _ends(end, form)
            told.append((f"{kept} AND {condition}", values))
    return told


def _ends(value: str, form: str) -> Condition:
    """The condition that a value ends so, over the index of its last four characters."""
    tail = f"substr({value},-4)"
    if len(form) > _TAIL:
        return f"{tail}=? AND substr({value},-{len(form):d})=?", (form[-_TAIL:], form)
    if len(form) == _TAIL:
        return f"{tail}=?", (form,)
    marks = ",".join("?" * len(_BEFORE_TAIL))
    return f"{tail} IN ({marks})", tuple(f"{one}{form}" for one in _BEFORE_TAIL)


def _span(form: str) -> Values:
    """From a number itself to the last of those that add something behind a dash."""
    return form, f"{form}."


def _extended(column: str, number: str) -> Condition:
    return f"{column}>=? AND {column}<?", (f"{number}-", f"{number}.")


def _by_parcel(replica: sqlite3.Connection, form: str, most: int) -> set[int]:
    found: set[int] = set()
    for column in ("sender_phone", "receiver_phone"):
        found |= _rows(
            replica,
            "SELECT t.id FROM parcel p JOIN ticket t ON t.waybill=p.waybill"
            f" WHERE p.{column}>=? AND p.{column}<? AND p.waybill<>'' LIMIT {most:d}",
            _span(form),
        )
    return found


def _by_own_number(replica: sqlite3.Connection, word: str) -> set[int]:
    """Rows of the tickets of any desk whose number without the desk is written."""
    if not (word.isdigit() and _WIDTH <= len(word) <= 2 * _WIDTH):
        return set()
    return _rows(
        replica,
        f"{_DESKS} SELECT id FROM ticket WHERE number IN"
        " (SELECT substr(n,1,instr(n,'-'))||? FROM desk WHERE n IS NOT NULL)",
        (word,),
    )


def _rows(replica: sqlite3.Connection, sql: str, values: Values) -> set[int]:
    return {int(row[0]) for row in replica.execute(sql, values)}
