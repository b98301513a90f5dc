"""The print register of a replica, as screens look through it: bounded, newest first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from workstation.domain.claim import Print
from workstation.domain.claim_paper import CLAIM_FORM, SERIAL_OF
from workstation.store.kinds import codec

MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class RegisterWish:
    """Which lines are wanted. `text` is part of a serial, a claim's number, a waybill or a
    person's name, `since` and `until` milliseconds UTC, `state` "", "standing" or "void"."""

    text: str = ""
    form: str = ""
    kind: str = ""
    state: str = ""
    since: int | None = None
    until: int | None = None
    limit: int = MOST


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line with the number and waybill of its claim and the name of who issued it.

    `bears` is the number that its form bears now, "" where that is not known here.
    """

    line: Print
    claim: str
    waybill: str
    person: str
    voided_by: str = ""
    bears: str = ""

    @property
    def renumbered(self) -> str:
        """The number that counts in place of the line's own; "" where that one counts."""
        return self.bears if self.bears not in ("", self.line.serial) else ""


#: The number that a line's form bears now (`domain.claim_paper.serial_of`).
_BEARS: Final = (
    f"CASE p.form WHEN '{CLAIM_FORM}' THEN c.serial"
    f" ELSE json_extract(c.extra,'$.'||json_quote('{SERIAL_OF}'||p.form)) END"
)


def register_lines(connection: sqlite3.Connection, wish: RegisterWish) -> tuple[RegisterLine, ...]:
    """The lines that are wanted, newest first, at most `limit`."""
    coder = codec(Print)
    conditions, values = _conditions(wish)
    columns = ",".join(f'p."{name}"' for name in coder.names)
    rows = connection.execute(
        f"SELECT {columns},c.number,c.waybill,a.name,v.name,{_BEARS} FROM print p"
        " LEFT JOIN claim c ON c.uid=p.claim LEFT JOIN agent a ON a.uid=p.agent"
        " LEFT JOIN agent v ON v.uid=p.voided_by AND p.voided_by<>''"
        f" WHERE {' AND '.join(conditions)} ORDER BY p.at DESC, p.uid DESC LIMIT ?",
        (*values, wish.limit),
    )
    return tuple(
        RegisterLine(coder.record(row[:-5]), *(str(told or "") for told in row[-5:]))
        for row in rows
    )


def _conditions(wish: RegisterWish) -> tuple[list[str], list[Any]]:
    conditions, values = ["1"], list[Any]()
    for name, told in (("form", wish.form), ("kind", wish.kind)):
        if told:
            conditions.append(f"p.{name}=?")
            values.append(told)
    if wish.state:
        conditions.append(f"p.voided_at IS {'NOT ' if wish.state == 'void' else ''}NULL")
    for sign, moment in ((">=", wish.since), ("<", wish.until)):
        if moment is not None:
            conditions.append(f"p.at{sign}?")
            values.append(moment)
    for word in wish.text.split():
        places = ("p.serial", "c.number", "c.waybill", "a.name", "p.reason")
        told = " OR ".join(f"{place} LIKE ? ESCAPE '\\'" for place in places)
        conditions.append(f"({told})")
        plain = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values += [f"%{plain}%"] * len(places)
    return conditions, values
