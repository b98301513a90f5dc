"""The account of a desk's form numbers: what became of every one that it was given."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.actions.prints import EXPLAINED
from workstation.domain import paper_words
from workstation.domain.claim import Print
from workstation.domain.claim_paper import CLAIM_FORM, SERIAL_OF
from workstation.store import serials, state

if TYPE_CHECKING:
    from workstation.desk import Desk

#: What became of a number. The first four are the whole account; "open" waits for its form.
SERIAL_STATES: Final = (
    *("used", "void", "returned", "in_hand"),
    *("open", "given_up", "explained", "missing"),
)


@dataclass(frozen=True, slots=True)
class SerialLine:
    """What became of a number, or of `serial` to `last`: one of `SERIAL_STATES`.

    `claim` is the number of the claim that bears it, `form` which form, `told` the reason. A number
    of a print that the hub refused, because another desk was first, is void.
    """

    serial: str
    last: str
    count: int
    state: str
    claim: str = ""
    form: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class SerialAccount:
    """Every number of a series that this desk was given. It is `whole` when none is missing."""

    series: str
    lines: tuple[SerialLine, ...]

    @property
    def whole(self) -> bool:
        """Whether each number is accounted for."""
        return all(line.state != "missing" for line in self.lines)

    def count(self, state: str) -> int:
        """How many numbers are in a state."""
        return sum(line.count for line in self.lines if line.state == state)


def serial_account(desk: Desk, series: str = "") -> SerialAccount:
    """What became of each number of a series that this desk was ever given.

    The series is this year's unless another is named.
    """
    return account_of(desk.read.connection, series or serials.series_at(desk.clock()))


def account_of(connection: sqlite3.Connection, series: str) -> SerialAccount:
    """The account of a series by a replica."""
    known = _Known(connection, series)
    lines: list[SerialLine] = []
    for stretch in serials.stretches(connection, series):
        if stretch.state == "taken":
            for part in stretch.parts():
                lines += known.lines_of(part)
            continue
        code = {"mine": "in_hand", "returning": "returned"}.get(stretch.state, stretch.state)
        first = serials.text_of(series, stretch.first)
        last = serials.text_of(series, stretch.last)
        count = stretch.last - stretch.first + 1
        lines.append(SerialLine(first, last, count, code, told=stretch.reason))
    return SerialAccount(series, tuple(lines))


class _Known:
    """What claims and register say of the numbers of a series, read a few at a time."""

    def __init__(self, connection: sqlite3.Connection, series: str) -> None:
        self._connection = connection
        self._between = (f"{series}-", f"{series}.")
        self._lines: dict[str, list[Print]] = {}
        self._further: dict[str, tuple[str, str]] | None = None

    def lines_of(self, part: serials.Stretch) -> list[SerialLine]:
        """What became of each number of a part."""
        from workstation.store.kinds import codec

        prints, texts = codec(Print), part.texts()
        self._lines = {}
        for row in self._connection.execute(
            f"{prints.select} WHERE serial BETWEEN ? AND ? ORDER BY at", (texts[0], texts[-1])
        ):
            line = prints.record(row)
            self._lines.setdefault(line.serial, []).append(line)
        return [self.line(serial) for serial in texts]

    def _bearer(self, serial: str) -> tuple[str, str]:
        """Number of the claim and form that bear a number which no register line has."""
        row = self._connection.execute(
            "SELECT number FROM claim WHERE serial=? AND serial<>''", (serial,)
        ).fetchone()
        if row is not None:
            return row[0], CLAIM_FORM
        if self._further is None:
            self._further = dict(self._borne_further())
        return self._further.get(serial, ("", ""))

    def _borne_further(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Numbers of a claim's further forms, with the claim's number and the form."""
        low, high = self._between
        for number, extra in self._connection.execute(
            "SELECT number,extra FROM claim WHERE instr(extra,'\"serial:')>0"
        ):
            for name, serial in json.loads(extra).items():
                if name.startswith(SERIAL_OF) and low < serial < high:
                    yield serial, (number, name.removeprefix(SERIAL_OF))

    def line(self, serial: str) -> SerialLine:
        """What became of one number that was taken."""
        lines = self._lines.get(serial, [])
        if lines:
            return self._printed(serial, lines)
        number, form = self._bearer(serial)
        if number:
            return SerialLine(serial, serial, 1, "open", number, form)
        if refused := self._refused(serial):
            number, form = refused
            return SerialLine(serial, serial, 1, "void", number, form, paper_words.REFUSED)
        words = state.read(self._connection, EXPLAINED + serial)
        if words:
            return SerialLine(serial, serial, 1, "explained", told=json.loads(words)["reason"])
        return SerialLine(serial, serial, 1, "missing")

    def _printed(self, serial: str, lines: list[Print]) -> SerialLine:
        """What became of a number that stands on papers.

        Where another desk numbered the form first, its number counts, and this one is void.
        """
        form, code, told = lines[0].form, "used", ""
        number, bearing = self._bearing(lines[0].claim, form)
        if all(one.voided_at is not None for one in lines):
            code, told = "void", lines[-1].void_reason
        elif bearing not in ("", serial):
            code, told = "void", paper_words.NUMBERED_FIRST.format(serial=bearing)
        return SerialLine(serial, serial, 1, code, number, form, told)

    def _bearing(self, claim: str, form: str) -> tuple[str, str]:
        """A claim's number, and the number that its form bears; "" for what is not known here."""
        row = self._connection.execute(
            "SELECT number,serial,extra FROM claim WHERE uid=?", (claim,)
        ).fetchone()
        if row is None:
            return "", ""
        number, own, extra = row
        return number, own if form == CLAIM_FORM else json.loads(extra).get(SERIAL_OF + form, "")

    def _refused(self, serial: str) -> tuple[str, str] | None:
        """Number of the claim and form for which this desk used it, in work that was refused."""
        row = self._connection.execute(
            "SELECT changes FROM operation WHERE state IN ('refused','settled')"
            " AND instr(changes, ?) ORDER BY n DESC LIMIT 1",
            (json.dumps(serial),),
        ).fetchone()
        if row is None:
            return None
        for change in json.loads(row[0]):
            facts = change.get("new") or change.get("set") or {}
            if facts.get("serial") == serial:
                claim = str(facts.get("claim") or change.get("uid"))
                form = str(facts.get("form", CLAIM_FORM))
                return self._bearing(claim, form)[0], form
        return "", ""
