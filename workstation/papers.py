"""A desk's controlled papers: issuing forms, its archive, and the account of its numbers."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workstation.actions.prints import EXPLAINED
from workstation.domain import paper_words
from workstation.domain.claim import Claim, Print
from workstation.domain.claim_paper import CLAIM_FORM, SERIAL_OF
from workstation.domain.refusal import Refusal
from workstation.printing.archive import Archive, Kept
from workstation.printing.order import PrintedClaim, PrintOrder
from workstation.store import acceptance, serials, state
from workstation.store.reading import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from workstation.desk import Desk
    from workstation.printing.drawing import Drawn

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


def archive_of(desk: Desk, *, fetching: bool = True) -> Archive:
    """The archive of a desk; with `fetching` it restores from the hub what is not here."""
    fetch: Callable[[str], Path] | None = None
    if fetching and desk.courier is not None:
        from workstation.attending import fetch_blob

        def fetch(sha256: str) -> Path:
            return fetch_blob(desk, sha256)

    return Archive(desk.blobs, desk.profile / "printed", fetch)


def issue_form(
    desk: Desk,
    order: PrintOrder,
    seen: Callable[[Drawn], None] = lambda _drawn: None,
    at: int | None = None,
) -> PrintedClaim:
    """Print, save or send one of a claim's forms; see `printing.register.issue`.

    The form bears the present moment unless `at` (milliseconds UTC) is told. With a signer at the
    desk (`Desk.signer`) what is registered is signed.
    """
    from workstation.attending import have_answer, have_serials
    from workstation.printing.register import issue
    from workstation.viewing import context_of

    have_answer(desk, order.claim)
    have_serials(desk)
    signer, house = desk.signer, desk.settings.organisation
    sign = None if signer is None else lambda content: signer.sign(content, house=house)
    context = context_of(desk)
    if at is not None:
        context = replace(context, printed_at=at)
    return issue(
        *(desk.read, desk.do, desk.agent, order, archive_of(desk), context),
        accepted,
        sign=sign,
        seen=seen,
    )


def warm() -> None:
    """Load what draws and shows forms, so that the first one comes as quickly as others."""
    from workstation.printing import preview, register, render
    from workstation.printing.fonts import BOLD, REGULAR, claim_font
    from workstation.printing.form_facts import FormFacts

    assert preview is not None
    assert register is not None
    for name in (REGULAR, BOLD):
        claim_font(name).width("印")
    template = render.shipped_template("claim_form")
    render.compose(template, FormFacts("", None, "", "Asia/Shanghai", 0))


def warm_soon(desk: Desk, seconds: float = 3.0) -> None:
    """`warm`, once the start of the program is over; nothing when the desk closes before."""
    for _ in range(int(seconds * 10)):
        if not desk.started:
            return
        time.sleep(0.1)
    warm()


def accepted(read: Reader, claim: Claim) -> bool:
    """Whether nothing stands between a claim's approval and the hub's word on it."""
    return acceptance.accepted(read.connection, claim.uid)


def check_archive(
    desk: Desk,
    *,
    restore: bool = True,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Kept]:
    """Look at the bytes of every registered form; what is damaged is put aside and restored."""
    archive, last = archive_of(desk, fetching=restore), 0
    count = desk.read.connection.execute("SELECT count(*) FROM print").fetchone()[0]
    while found := lines_after(desk.read.connection, last):
        for last, line in found:
            if stopped():
                return
            if line is not None:
                progress(last, count)
                yield archive.look(line)
    progress(count, count)


def lines_after(
    connection: sqlite3.Connection, place: int, most: int = 200
) -> list[tuple[int, Print | None]]:
    """Lines of the register with their places after one, as they came to this desk.

    None stands for a line whose bytes an earlier one has.
    """
    from workstation.store.kinds import codec

    coder = codec(Print)
    rows = connection.execute(
        "SELECT id, uid, sha256<>'' AND NOT EXISTS (SELECT 1 FROM print AS p"
        " WHERE p.sha256=print.sha256 AND p.id<print.id) FROM print WHERE id>? ORDER BY id LIMIT ?",
        (place, most),
    ).fetchall()
    found: list[tuple[int, Print | None]] = []
    for number, uid, first in rows:
        if not first:
            found.append((number, None))
            continue
        row = connection.execute(f"{coder.select} WHERE uid=?", (uid,)).fetchone()
        found.append((number, coder.record(row) if row is not None else None))
    return found


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
        self._numbers = _Numbers(connection)

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
                return self._numbers.get(claim, ""), str(facts.get("form", "claim_form"))
        return "", ""


class _Numbers:
    """The numbers of claims by their uid."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, uid: str, otherwise: str) -> str:
        """A claim's number, or something else where this desk has no such claim."""
        row = self._connection.execute("SELECT number FROM claim WHERE uid=?", (uid,)).fetchone()
        return row[0] if row is not None else otherwise


def find_lines(read: Reader, serial: str, copy: int) -> tuple[Print, ...]:
    """The register's lines of a copy, counted from 1: two desks that were away may have made it both.

    Raises `Refusal("not_found")`.
    """
    from workstation.store.kinds import codec

    coder = codec(Print)
    rows = read.connection.execute(
        f"{coder.select} WHERE serial=? AND reprint=? ORDER BY at", (serial, copy - 1)
    ).fetchall()
    if not rows:
        raise Refusal("not_found", kind="print", uid=f"{serial}-{copy}")
    return tuple(map(coder.record, rows))
