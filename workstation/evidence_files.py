"""Evidence files of a desk: taken in within limits, copied, and found again on other claims."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.domain.claim import LIVE_CLAIMS
from workstation.domain.conversation import Attachment
from workstation.domain.picture import Alike, PictureFacts, Twin
from workstation.domain.picture_marks import Mark, marks_from_data, on_page
from workstation.domain.refusal import Refusal
from workstation.store.blobs import Stored, media_type_of
from workstation.store.looks import Made

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.picture_rules import PictureRules
    from workstation.pictures.copies import Copy

_log = logging.getLogger(__name__)
_PICTURES: Final = "(media_type LIKE 'image/%' OR media_type='application/pdf')"


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture taken in: its content, what it is, and where else it (or one like it) is known."""

    stored: Stored
    facts: PictureFacts
    twins: tuple[Twin, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A copy that may leave the house, as a file of its own."""

    path: Path
    sha256: str
    width: int
    height: int
    size: int


def take_in(desk: Desk, source: Path | bytes, name: str = "", ticket: str = "") -> Taken:
    """Look into a picture or PDF, keep its content and tell where else it is known.

    With a `ticket`, what hangs on it counts towards the limits. The name gets the ending of what
    the file is. For who is on the reading pool already. Raises `Refusal` as `pictures.inspecting`:
    file_unreadable, file_empty, picture_heavy, picture_kind, picture_heic, picture_too_large,
    picture_broken, picture_pages, picture_frames, picture_locked; and too_many_pictures,
    pictures_too_large.
    """
    from workstation.pictures.inspecting import inspect
    from workstation.pictures.kinds import right_name
    from workstation.pictures.opening import content_of

    rules = rules_of(desk)
    told = name or (source.name if isinstance(source, Path) else "")
    content = content_of(source, told, rules)
    facts = inspect(content, told, rules=rules, zone=desk.zone)
    if ticket:
        _check_room(desk, ticket, facts, told, rules)
    stored = desk.blobs.add(content, right_name(told, facts.media_type))
    desk.looks.keep([facts])
    stored = replace(stored, media_type=facts.media_type)
    return Taken(stored, facts, same_pictures(desk, facts.sha256))


def take_file(desk: Desk, source: Path | bytes, name: str = "", ticket: str = "") -> Stored:
    """Keep a file that is to hang on a ticket: pictures and PDFs as `take_in` does, texts as they are.

    For who is on the reading pool already. Raises `Refusal` as `take_in`, and file_too_large.
    """
    told = name or (source.name if isinstance(source, Path) else "")
    if _is_text(source, told):
        if isinstance(source, bytes):
            return desk.blobs.add(source, told)
        return desk.blobs.add_file(source, told)
    stored = take_in(desk, source, told, ticket).stored
    prepare(desk, stored.sha256)
    return stored


def _is_text(source: Path | bytes, name: str) -> bool:
    """Whether a file is a text by its name and no picture by its first bytes."""
    if isinstance(source, bytes):
        head = source[:512]
    else:
        try:
            with source.open("rb") as stream:
                head = stream.read(512)
        except OSError as error:
            raise Refusal("file_unreadable", name=name, reason=str(error)) from error
    return media_type_of(head, name).startswith("text/")


def _check_room(
    desk: Desk, ticket: str, facts: PictureFacts, name: str, rules: PictureRules
) -> None:
    sql = f"SELECT sha256,size FROM attachment WHERE ticket=? AND {_PICTURES}"
    held = dict(desk.read.connection.execute(sql, (ticket,)).fetchall())
    held[facts.sha256] = facts.size
    rules.check_more(len(held), sum(held.values()), name)


def facts_of(desk: Desk, sha256: str) -> PictureFacts:
    """What a content is, from what is known or by looking into it; raises as `inspect`."""
    from workstation.pictures.inspecting import inspect

    known = desk.looks.facts(sha256)
    if known is not None:
        return known
    path = content_file(desk, sha256)
    try:
        found = inspect(path, rules=rules_of(desk), zone=desk.zone)
    except Refusal as refusal:
        if refusal.code not in ("file_unreadable", "picture_heic"):  # tomorrow it may be read
            desk.looks.refuse(sha256, refusal)
        raise
    desk.looks.keep([found])
    return found


def same_pictures(desk: Desk, sha256: str) -> tuple[Twin, ...]:
    """Every place on this desk where a content hangs ("same"), or a picture like it ("alike").

    One line for each attachment and claim, the same before the alike, then the nearest and the
    latest. The asking claim's own are among them: who asks leaves out what it knows. Only what
    this desk may see is told.
    """
    from workstation.pictures import look

    rules = rules_of(desk)
    found = [Alike(sha256, "same")]
    facts = _known(desk, sha256)
    if facts is not None and facts.look:
        turned = look.turned(int(facts.look, 16))
        near = desk.looks.alike(turned, rules.alike, rules.alike_fine)
        found += [one for one in near if one.sha256 != sha256]
    connection = desk.read.connection
    twins = [twin for one in found for twin in _twins(connection, one)]
    twins.sort(key=lambda twin: (twin.how != "same", twin.distance, -twin.added_at))
    return tuple(twins)


def _known(desk: Desk, sha256: str) -> PictureFacts | None:
    try:
        return facts_of(desk, sha256)
    except Refusal:  # not here, or no picture: its content is still compared
        return None


_FOUND: Final = (
    "SELECT a.uid,a.name,a.added_at,t.uid,t.number,c.uid,c.number,c.evidence"
    " FROM attachment a JOIN ticket t ON t.uid=a.ticket LEFT JOIN claim c ON c.ticket=a.ticket"
    " WHERE a.sha256=? ORDER BY a.added_at DESC LIMIT 200"
)


def _twins(connection: sqlite3.Connection, alike: Alike) -> list[Twin]:
    made = []
    for uid, name, added_at, ticket, number, claim, claim_no, evidence in connection.execute(
        _FOUND, (alike.sha256,)
    ):
        made.append(
            Twin(
                claim=claim or "",
                claim_number=claim_no or "",
                ticket=ticket,
                ticket_number=number,
                attachment=uid,
                name=name,
                sha256=alike.sha256,
                added_at=added_at,
                how=alike.how,
                distance=alike.distance,
                turned=alike.turned,
                counted=bool(evidence) and uid in json.loads(evidence),
            )
        )
    return made


def outgoing_copy(desk: Desk, sha256: str, page: int = 0, marks: tuple[Mark, ...] = ()) -> CopyFile:
    """The copy of a picture (or a page of a PDF) that may leave the house, as a file.

    Made once for each set of marks and kept. For who is on the reading pool already. Raises
    `Refusal` as `inspect`, and content_missing, pdf_page_missing, glyph_missing.
    """
    from workstation.pictures.copies import outgoing

    rules = rules_of(desk)
    marks = on_page(marks, page)
    kind = _outgoing_kind(rules, page, marks)
    return _kept(desk, sha256, kind, lambda p: outgoing(p, page=page, marks=marks, rules=rules))


def _outgoing_kind(rules: PictureRules, page: int = 0, marks: tuple[Mark, ...] = ()) -> str:
    drawn = "".join(json.dumps(mark.to_data(), sort_keys=True) for mark in marks)
    return f"out:{page}:{rules.long_edge}:{rules.quality}:{drawn}"


def paper_copy(desk: Desk, attachment: Attachment, page: int = 0) -> Path | None:
    """The copy of an attached picture (a page of a PDF) for paper, with its marks; None where it is
    not here.

    A picture that cannot be copied is given as it is: who draws the page says so in its place.
    """
    path = desk.blob(attachment.sha256)
    if path is None:
        return None
    try:
        marks = marks_from_data(attachment.marks)
        return outgoing_copy(desk, attachment.sha256, page, marks).path
    except Refusal as refusal:
        _log.info("no copy of %s: %s", attachment.sha256, refusal)
        return path


def known_facts(desk: Desk, attachment: Attachment) -> PictureFacts | None:
    """What an attached picture or PDF is; None for what is not here or is none."""
    return _known(desk, attachment.sha256)


def thumbnail(desk: Desk, sha256: str, square: bool = False, page: int = 0) -> CopyFile:
    """A small picture as a file: whole, or its middle as a square; raises as `outgoing_copy`."""
    from workstation.pictures.copies import small

    rules = rules_of(desk)
    kind = f"{'square' if square else 'small'}:{page}:{rules.thumbnail}"
    return _kept(desk, sha256, kind, lambda p: small(p, page=page, square=square, rules=rules))


def prepare(desk: Desk, sha256: str) -> None:
    """Make the copies that will be wanted; what cannot be made is told when it is wanted."""
    try:
        thumbnail(desk, sha256)
        thumbnail(desk, sha256, square=True)
        outgoing_copy(desk, sha256)
    except Refusal as refusal:
        _log.info("no copy of %s: %s", sha256, refusal)


def _kept(desk: Desk, sha256: str, kind: str, make: Callable[[Path], Copy]) -> CopyFile:
    known = desk.looks.copy_of(sha256, kind)
    path = desk.copies.get(known.sha256) if known is not None else None
    if known is None or path is None:
        made = make(content_file(desk, sha256))
        stored = desk.copies.add(made.content, "copy.jpg")
        known = Made(stored.sha256, made.width, made.height, stored.size)
        desk.looks.keep_copy(sha256, kind, known)
        path = desk.copies.path(known.sha256)
    return CopyFile(path, known.sha256, known.width, known.height, known.size)


def catch_up(
    desk: Desk, stopped: Callable[[], bool] = lambda: False, since: int = 0
) -> tuple[int, int]:
    """Look into all pictures that are here and not known yet: how many, and the last one's row.

    Pictures come from other desks, and what is known can be thrown away. `since` is the row after
    which to begin.
    """
    done, last = 0, since
    sql = f"SELECT id,sha256 FROM attachment WHERE id>? AND {_PICTURES} ORDER BY id LIMIT 500"
    while not stopped():
        rows = desk.read.connection.execute(sql, (last,)).fetchall()
        if not rows:
            break
        last = rows[-1][0]
        for sha256 in desk.looks.unknown(row[1] for row in rows):
            if stopped():
                break
            if desk.blobs.get(sha256) is not None:
                _known(desk, sha256)
                done += 1
    return done, last


def make_ready(desk: Desk, stopped: Callable[[], bool] = lambda: False) -> int:
    """Make the copies of all pictures of live claims that have none yet; of how many."""
    marks = ",".join("?" * len(LIVE_CLAIMS))
    sql = (
        "SELECT DISTINCT a.sha256 FROM claim c JOIN attachment a ON a.ticket=c.ticket"
        f" WHERE c.status IN ({marks}) AND {_PICTURES}"
    )
    kind = _outgoing_kind(rules_of(desk))
    made = 0
    for (sha256,) in desk.read.connection.execute(sql, LIVE_CLAIMS).fetchall():
        if stopped():
            break
        if desk.blobs.get(sha256) is None or desk.looks.copy_of(sha256, kind) is not None:
            continue
        if _known(desk, sha256) is not None:
            prepare(desk, sha256)
            made += 1
    return made


def tidy(desk: Desk, stopped: Callable[[], bool] = lambda: False) -> int:
    """Drop the copies of contents that are no longer on this desk; of how many."""
    dropped = 0
    for source in desk.looks.copied():
        if stopped():
            break
        if desk.blobs.get(source) is None:
            for sha256 in desk.looks.forget_copies(source):
                desk.copies.path(sha256).unlink(missing_ok=True)
            dropped += 1
    return dropped


def content_file(desk: Desk, sha256: str) -> Path:
    """A content on this desk; raises `Refusal("content_missing")`."""
    path = desk.blob(sha256)
    if path is None:
        raise Refusal("content_missing", sha256=sha256)
    return path


def rules_of(desk: Desk) -> PictureRules:
    """The figures in force."""
    return desk.rules.pictures
