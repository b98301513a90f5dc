"""Taking what old operations told out of the hub into a file that is kept elsewhere.

The line of an archived operation stays in the hub with its place, its fingerprint and its answer:
a desk that was away for years and sends it again is answered as before.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, Row, insert, select, update

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync import hub_setup
from workstation.sync.hub_engine import run
from workstation.sync.hub_tables import archive as archives
from workstation.sync.hub_tables import operation
from workstation.sync.upkeep import DAY_MS, month_start, opened

#: Operations younger than this stay in the hub whole.
ARCHIVE_DAYS: Final = 400
#: No operation younger than this may be archived: desks send again what a restored hub has lost.
LEAST_DAYS: Final = 90
_PAGE: Final = 2_000
_FIELDS: Final = (
    "uid",
    "desk_no",
    "n",
    "digest",
    "at",
    "received_at",
    "agent",
    "action",
    "ticket",
    "told",
    "outcome",
)


@dataclass(frozen=True, slots=True)
class Archived:
    """What became an archive: how many operations received from `first_at` to `last_at` (ms)."""

    uid: str
    path: str
    operations: int
    first_at: int
    last_at: int
    size: int
    sha256: str


def archive(url: str, file: Path, before: str = "", now: int | None = None) -> Archived | None:
    """Write operations received before a month ("2025-11", UTC) to a new file, then empty them.

    Without `before` what is older than 400 days goes. The file is gzip-compressed JSON lines:
    first what it is, then one operation a line; FILE.sha256 beside it is for `sha256sum -c`.
    Nothing is emptied before the file was written to disk and read back. None when there is
    nothing so old. Raises `Refusal`: value_unknown, archive_too_recent, file_exists,
    file_unusable, archive_differs, and those of the hub.
    """
    moment = hub_setup.now_ms() if now is None else now
    limit = month_start(before) if before else moment - ARCHIVE_DAYS * DAY_MS
    if limit > moment - LEAST_DAYS * DAY_MS:
        raise Refusal("archive_too_recent", before=before, days=LEAST_DAYS)
    if file.exists():
        raise Refusal("file_exists", path=str(file))
    with closing(_Archiving(opened(url), limit, moment)) as work:
        return work.write(file)


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The operations of an archive, one after the other."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        next(stream)
        for line in stream:
            yield json.loads(line)


class _Archiving:
    def __init__(self, engine: Engine, before: int, now: int) -> None:
        self._engine = engine
        self._before = before
        self._now = now
        self._uid = new_uid()

    def close(self) -> None:
        self._engine.dispose()

    def write(self, file: Path) -> Archived | None:
        partial = file.with_name(f"{file.name}.part")
        try:
            times = self._export(partial)
            if not times:
                partial.unlink()
                return None
            told = self._described(partial, file, times)
            if sum(1 for _ in read(partial)) != told.operations:
                raise Refusal("archive_differs", path=str(file))
            file.with_name(f"{file.name}.sha256").write_text(
                f"{told.sha256}  {file.name}\n", "utf-8"
            )
            partial.rename(file)
            _to_disk(file.parent)
        except OSError as error:
            raise Refusal("file_unusable", path=str(file), reason=str(error)) from error
        self._enter(told)
        self._empty()
        return told

    def _export(self, partial: Path) -> list[int]:
        """Write all that is old; when each was received."""
        times: list[int] = []
        with partial.open("wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
                head = {"archive": self._uid, "before": self._before, "made_at": self._now}
                out.write(_line({"format": 1, **head}))
                for page in self._pages():
                    times += [row.received_at for row in page]
                    out.writelines(_line(_told(row)) for row in page)
            raw.flush()
            os.fsync(raw.fileno())
        return times

    def _pages(self) -> Iterator[list[Row[Any]]]:
        """Old operations with all they told, by uid; nothing younger ever becomes so old."""
        after = ""
        while True:
            query = (
                select(operation)
                .where(operation.c.uid > after, operation.c.received_at < self._before)
                .where(operation.c.archive == "")
                .order_by(operation.c.uid)
                .limit(_PAGE)
            )
            page = run(self._engine, lambda c, query=query: list(c.execute(query)), writing=False)  # type: ignore[misc]
            if not page:
                return
            yield page
            after = page[-1].uid

    def _described(self, partial: Path, file: Path, times: list[int]) -> Archived:
        digest = sha256()
        with partial.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
        size = partial.stat().st_size
        span = (len(times), min(times), max(times), size)
        return Archived(self._uid, str(file), *span, digest.hexdigest())

    def _enter(self, told: Archived) -> None:
        """Write down in the hub what was taken out of it."""
        entry = {
            "uid": told.uid,
            "before": self._before,
            "operations": told.operations,
            "first_at": told.first_at,
            "last_at": told.last_at,
            "name": Path(told.path).name,
            "sha256": told.sha256,
            "size": told.size,
            "made_at": self._now,
        }
        run(self._engine, lambda c: c.execute(insert(archives).values(entry)))

    def _empty(self) -> None:
        for page in self._pages():
            uids = [row.uid for row in page]
            emptied = (
                update(operation)
                .where(operation.c.uid.in_(uids))
                .values(told={}, archive=self._uid, ticket="")
            )
            run(self._engine, lambda c, emptied=emptied: c.execute(emptied))  # type: ignore[misc]


def _told(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _to_disk(folder: Path) -> None:
    if os.name == "posix":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
