"""The archive of printed forms gone through while nobody waits for it, a few forms at a time.

What a disk loses it loses silently. Each form that lies on this desk is read again once in a while
and compared with its register line; what is damaged is put aside, restored from its second name or
from the hub where that can be, and otherwise told by name until it is sound again.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

from workstation.background import Worker
from workstation.domain.claim import Print
from workstation.papers import archive_of, lines_after
from workstation.store import state
from workstation.store.replica import transaction

if TYPE_CHECKING:
    from workstation.desk import Desk

_log = logging.getLogger(__name__)
#: Seconds after the start before the first look, and between two looks.
FIRST: Final = 90.0
PAUSE: Final = 10.0
#: Forms read in one look, and looks after which the place is written down.
_AT_ONCE: Final = 5
_NOTED: Final = 40
#: From the beginning of one time through the archive to the next: a day.
_AGAIN_MS: Final = 86_400_000
_MOST: Final = 50
_PLACE: Final = "archive_watch"


@dataclass(frozen=True, slots=True)
class LostForm:
    """A copy whose bytes are "damaged" or "missing", by its number, counted from 1."""

    serial: str
    copy: int
    state: str


@dataclass(frozen=True, slots=True)
class Watched:
    """How far this desk is: the place in the register, when it began, what is lost."""

    place: int = 0
    begun_at: int = 0
    whole_at: int = 0
    lost: tuple[LostForm, ...] = ()


def watched(connection: sqlite3.Connection) -> Watched:
    """What is known of the archive by a replica."""
    told = state.read(connection, _PLACE)
    if not told:
        return Watched()
    place, begun_at, whole_at, lost = json.loads(told)
    return Watched(place, begun_at, whole_at, tuple(LostForm(*one) for one in lost))


class ArchiveWatch:
    """The worker that goes through the archive."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._worker = Worker("archive", self._round)
        self._begun = False
        self._looks = 0
        self._known: Watched | None = None

    def start(self) -> None:
        """Begin, a while after the desk."""
        self._worker.start()

    def stop(self) -> None:
        """End after the forms at hand."""
        self._worker.stop()

    def turn(self) -> float:
        """Look at a few forms; the seconds until the next look."""
        connection, now = self._desk.read.connection, self._desk.clock()
        known = self._known or watched(connection)
        if not known.place:
            wait = known.begun_at + _AGAIN_MS - now
            if 0 < wait <= _AGAIN_MS:
                return wait / 1000
            known = Watched(0, now, known.whole_at, known.lost)
        found = lines_after(connection, known.place, _AT_ONCE)
        lost = {(one.serial, one.copy): one for one in known.lost}
        for line in (line for _, line in found if line is not None):
            self._look(line, lost)
        place = found[-1][0] if found else 0
        told = tuple(lost.values())[:_MOST]
        later = Watched(place, known.begun_at, known.whole_at if place else now, told)
        self._looks += 1
        if not place or told != known.lost or self._looks % _NOTED == 0:
            self._desk.writer.submit(_kept(later)).result()
        self._known = later
        return PAUSE

    def _look(self, line: Print, lost: dict[tuple[str, int], LostForm]) -> None:
        """Look at one form; what lies at the hub alone is none of this desk's."""
        key = (line.serial, line.reprint + 1)
        if self._desk.blobs.get(line.sha256) is None and self._desk.settings.hub:
            lost.pop(key, None)
            return
        kept = archive_of(self._desk).look(line)
        if kept.state != "sound":
            _log.warning("form %s copy %d in the archive: %s", *key, kept.state)
        if kept.state in ("damaged", "missing"):
            lost[key] = LostForm(*key, kept.state)
        else:
            lost.pop(key, None)

    def _round(self) -> float:
        if not self._begun:
            self._begun = True
            return FIRST
        return self.turn()


def _kept(known: Watched) -> Callable[[sqlite3.Connection], None]:
    def write(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            state.write(connection, _PLACE, json.dumps(astuple(known), ensure_ascii=False))

    return write
