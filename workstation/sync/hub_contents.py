"""Where a hub's contents of files are: in its database, or in object storage when it says so."""

from __future__ import annotations

import threading
import time
from typing import Final, Protocol

from workstation.domain.refusal import Refusal
from workstation.store.blobs import LARGEST
from workstation.sync.objects import Objects
from workstation.sync.protocol import CHUNK_BYTES, BlobState

_SECONDS: Final = 60.0  # after which the hub is asked again where contents are


class Inside(Protocol):
    """What a hub has to be able to do itself."""

    def blob_state(self, sha256: str) -> BlobState | None:
        """As `Hub.blob_state`."""
        ...

    def blob_put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """As `Hub.blob_put`."""
        ...

    def blob_finish(self, sha256: str) -> bool:
        """As `Hub.blob_finish`."""
        ...

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        """As `Hub.blob_get`."""
        ...

    def objects_url(self) -> str:
        """The object storage's URL; "" when contents are kept in the database."""
        ...

    def object_begin(self, desk_no: int, sha256: str, size: int) -> bool:
        """Expect a content elsewhere; False when it is complete already."""
        ...

    def object_done(self, sha256: str) -> None:
        """Say that a content is complete elsewhere."""
        ...


class HubContents:
    """The methods for contents of a hub that may keep them elsewhere.

    What was stored in the database before object storage was set is still read from there.
    """

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self._objects: Objects | None = None
        self._asked_at = 0.0
        self._guard = threading.Lock()

    def state(self, sha256: str) -> BlobState | None:
        """What there is of a content."""
        known = self._inside.blob_state(sha256)
        objects = self._elsewhere() if known is not None else None
        if known is None or objects is None:
            return known
        if known.complete:
            return BlobState(sha256, known.size, tuple(range(chunks_of(known.size))), True)
        return BlobState(sha256, known.size, objects.numbers(sha256), False)

    def put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """Keep one chunk; raises `Refusal`: file_too_large, chunk_malformed."""
        objects = self._elsewhere()
        if objects is None:
            self._inside.blob_put(desk_no, sha256, size, number, chunk)
            return
        check_chunk(desk_no, sha256, size, number, len(chunk))
        if self._inside.object_begin(desk_no, sha256, size):
            objects.put(sha256, number, chunk)

    def finish(self, sha256: str) -> bool:
        """Verify a content; what is wrong is forgotten, what is not all there is kept."""
        objects = self._elsewhere()
        if objects is None:
            return self._inside.blob_finish(sha256)
        known = self._inside.blob_state(sha256)
        if known is None or known.complete:
            return known is not None
        right = objects.verified(sha256, known.size)
        if right:
            self._inside.object_done(sha256)
        elif right is False:
            objects.forget(sha256)
        return bool(right)

    def get(self, sha256: str, number: int) -> bytes | None:
        """One chunk of a complete content."""
        found = self._inside.blob_get(sha256, number)
        objects = self._elsewhere() if found is None else None
        if objects is None:
            return found
        known = self._inside.blob_state(sha256)
        return objects.get(sha256, number) if known is not None and known.complete else None

    def forget(self, sha256: str) -> None:
        """Drop what object storage has of a content that the hub no longer names."""
        objects = self._elsewhere()
        if objects is not None:
            objects.forget(sha256)

    def ask_again(self) -> None:
        """Ask the hub anew where contents are."""
        self._asked_at = 0.0

    def _elsewhere(self) -> Objects | None:
        with self._guard:
            if self._asked_at and time.monotonic() - self._asked_at < _SECONDS:
                return self._objects
            url = self._inside.objects_url()
            if not url:
                self._objects = None
            elif self._objects is None or self._objects.url != url:
                self._objects = Objects(url)
            self._asked_at = time.monotonic()
            return self._objects


def chunks_of(size: int) -> int:
    """How many chunks a content of so many bytes has."""
    return -(-size // CHUNK_BYTES)


def check_chunk(desk_no: int, sha256: str, size: int, number: int, length: int) -> None:
    """Raise `Refusal`: file_too_large (but for the hub itself, desk 0), chunk_malformed."""
    if size > LARGEST and desk_no:
        raise Refusal("file_too_large", size=size, most=LARGEST)
    chunks = chunks_of(size)
    wanted = CHUNK_BYTES if number < chunks - 1 else size - CHUNK_BYTES * (chunks - 1)
    named = len(sha256) == 64 and set(sha256) <= set("0123456789abcdef")
    if not named or not 0 <= number < chunks or length != wanted:
        raise Refusal("chunk_malformed", sha256=sha256, number=number, length=length)
