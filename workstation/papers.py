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
from workstation.domain.claim_paper import SERIAL_OF, borne
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
    lines = every_line(desk.read)
    archive = archive_of(desk, fetching=restore)
    for done, kept in enumerate(archive.sweep(lines, stopped), 1):
        progress(done, len(lines))
        yield kept


def every_line(read: Reader) -> list[Print]:
    """All lines of the register on this desk, oldest first."""
    from workstation.store.kinds import codec

    coder = codec(Print)
    return [coder.record(row) for row in read.connection.execute(f"{coder.select} ORDER BY at")]


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
            lines += [known.line(serial) for serial in stretch.texts()]
            continue
        code = {"mine": "in_hand", "returning": "returned"}.get(stretch.state, stretch.state)
        first = serials.text_of(series, stretch.first)
        last = serials.text_of(series, stretch.last)
        count = stretch.last - stretch.first + 1
        lines.append(SerialLine(first, last, count, code, told=stretch.reason))
    return SerialAccount(series, tuple(lines))


class _Known:
    """What claims and register say of the numbers of a series."""

    def __init__(self, connection: sqlite3.Connection, series: str) -> None:
        from workstation.store.kinds import codec

        self._connection = connection
        prints, claims = codec(Print), codec(Claim)
        between = (f"{series}-", f"{series}.")
        self._lines: dict[str, list[Print]] = {}
        for row in connection.execute(
            f"{prints.select} WHERE serial>? AND serial<? ORDER BY at", between
        ):
            line = prints.record(row)
            self._lines.setdefault(line.serial, []).append(line)
        self._claims: dict[str, tuple[str, str]] = {}
        for row in connection.execute(
            f"{claims.select} WHERE (serial>? AND serial<?) OR extra LIKE ?",
            (*between, f'%"{SERIAL_OF}%'),
        ):
            claim = claims.record(row)
            for serial, form in borne(claim).items():
                self._claims[serial] = (claim.number, form)
        self._numbers = dict(connection.execute("SELECT uid,number FROM claim"))

    def line(self, serial: str) -> SerialLine:
        """What became of one number that was taken."""
        lines = self._lines.get(serial, [])
        number, form = self._claims.get(serial, ("", ""))
        if lines:
            number = self._numbers.get(lines[0].claim, number)
            standing = [one for one in lines if one.voided_at is None]
            told = "" if standing else lines[-1].void_reason
            code = "used" if standing else "void"
            return SerialLine(serial, serial, 1, code, number, lines[0].form, told)
        if number:
            return SerialLine(serial, serial, 1, "open", number, form)
        if refused := self._refused(serial):
            number, form = refused
            return SerialLine(serial, serial, 1, "void", number, form, paper_words.REFUSED)
        words = state.read(self._connection, EXPLAINED + serial)
        if words:
            return SerialLine(serial, serial, 1, "explained", told=json.loads(words)["reason"])
        return SerialLine(serial, serial, 1, "missing")

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


def find_line(read: Reader, serial: str, copy: int) -> Print:
    """The register line of a copy, counted from 1. Raises `Refusal("not_found")`."""
    from workstation.store.kinds import codec

    coder = codec(Print)
    row = read.connection.execute(
        f"{coder.select} WHERE serial=? AND reprint=? ORDER BY at LIMIT 1", (serial, copy - 1)
    ).fetchone()
    if row is None:
        raise Refusal("not_found", kind="print", uid=f"{serial}-{copy}")
    line: Print = coder.record(row)
    return line
