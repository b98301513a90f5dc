"""A desk's controlled papers: issuing forms, and its archive."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from workstation.domain.claim import Claim, Print
from workstation.domain.refusal import Refusal
from workstation.printing.archive import Archive, Kept
from workstation.printing.order import PrintedClaim, PrintOrder
from workstation.store import acceptance
from workstation.store.reading import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from workstation.desk import Desk
    from workstation.printing.drawing import Drawn


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
