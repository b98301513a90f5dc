"""The part of a desk that screens ask for evidence pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from workstation import evidence_files as files
from workstation.background import LateKeeper
from workstation.domain.picture import CameraPicture, PictureFacts, Pixels, Twin
from workstation.domain.picture_marks import Mark
from workstation.domain.refusal import Refusal
from workstation.evidence_files import CopyFile, Taken

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.store.looks import Looks

__all__ = ["CopyFile", "PictureKeeper", "Picturing", "Taken"]

T = TypeVar("T")
_FIRST: Final = 45.0  # seconds after the start
_AGAIN: Final = 600.0


class Picturing:
    """The part of `Desk` that knows pictures; all of it runs on the reading pool."""

    if TYPE_CHECKING:
        looks: Looks

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _pictured(self) -> Desk:
        return cast("Desk", self)

    def take_in(self, source: Path | bytes, name: str = "", ticket: str = "") -> Future[Taken]:
        """Take an evidence picture in; see `evidence_files.take_in`. Its copies follow by themselves."""
        return self._on_pool(self._take, source, name, ticket)

    def _take(self, source: Path | bytes, name: str, ticket: str) -> Taken:
        taken = files.take_in(self._pictured, source, name, ticket)
        try:
            self._on_pool(files.prepare, self._pictured, taken.stored.sha256)
        except Refusal:  # the desk is closing: they are made when they are wanted
            pass
        return taken

    def paste_in(self, content: bytes, ticket: str = "") -> Future[Taken]:
        """Take a pasted picture in, named by the moment; raises as `take_in`."""

        def task() -> Taken:
            from workstation.pictures.cameras import from_clipboard

            desk = self._pictured
            pasted, name = from_clipboard(content, desk.clock(), desk.zone)
            return self._take(pasted, name, ticket)

        return self._on_pool(task)

    def picture_facts(self, sha256: str) -> Future[PictureFacts]:
        """What a picture is; raises `Refusal` as `inspect`, and content_missing."""
        return self._on_pool(files.facts_of, self._pictured, sha256)

    def same_pictures(self, sha256: str) -> Future[tuple[Twin, ...]]:
        """Where a content, or a picture like it, hangs on claims and tickets."""
        return self._on_pool(files.same_pictures, self._pictured, sha256)

    def outgoing_copy(
        self, sha256: str, page: int = 0, marks: Sequence[Mark] = ()
    ) -> Future[CopyFile]:
        """The copy that may leave the house; raises as `evidence_files`."""
        return self._on_pool(files.outgoing_copy, self._pictured, sha256, page, tuple(marks))

    def thumbnail(self, sha256: str, square: bool = False, page: int = 0) -> Future[CopyFile]:
        """A small picture as a JPEG file; raises as `outgoing_copy`."""
        return self._on_pool(files.thumbnail, self._pictured, sha256, square, page)

    def picture_view(
        self,
        sha256: str,
        width: int,
        height: int,
        page: int = 0,
        marks: Sequence[Mark] = (),
        part: tuple[int, int, int, int] | None = None,
    ) -> Future[Pixels]:
        """A picture as large as it fits on so much of the screen; raises as `outgoing_copy`.

        Of a `part` (left, top, right, bottom in ten-thousandths) only those pixels are given.
        """

        def task() -> Pixels:
            from workstation.pictures.copies import view

            desk = self._pictured
            path = files.content_file(desk, sha256)
            rules = files.rules_of(desk)
            return view(path, width, height, page=page, marks=marks, part=part, rules=rules)

        return self._on_pool(task)

    def file_view(self, path: Path, width: int, height: int) -> Future[Pixels]:
        """A picture that is not taken in yet, small; raises as `take_in`."""

        def task() -> Pixels:
            from workstation.pictures.copies import view

            return view(path, width, height, rules=files.rules_of(self._pictured))

        return self._on_camera(task)

    def camera_folders(self) -> Future[tuple[Path, ...]]:
        """The picture folders of the cameras and phones that are connected now."""

        def task() -> tuple[Path, ...]:
            from workstation.pictures.cameras import camera_folders

            return camera_folders()

        return self._on_camera(task)

    def watch_folder(self, folder: Path, since: int = 0) -> Future[tuple[CameraPicture, ...]]:
        """The pictures that came into a folder since; raises `Refusal("file_unreadable")`."""

        def task() -> tuple[CameraPicture, ...]:
            from workstation.pictures.cameras import watch_folder

            return watch_folder(folder, since)

        return self._on_camera(task)

    def _on_camera(self, task: Callable[[], T]) -> Future[T]:
        """A camera that answers slowly holds up no search: it waits where the hub is waited for."""
        return self._pictured._on_line(task)


class PictureKeeper(LateKeeper):
    """Looks into the pictures that came otherwise, and makes the copies that claims will want.

    What is new is looked at whenever work is announced, everything now and then: contents come
    later than the records that name them.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("pictures", _FIRST)
        self._desk = desk
        self._last = 0
        self._whole_at = 0.0

    def _keep(self) -> float | None:
        desk, stopped = self._desk, self._stopping
        whole = time.monotonic() >= self._whole_at
        _, self._last = files.catch_up(desk, stopped, 0 if whole else self._last)
        files.make_ready(desk, stopped)
        if whole:
            files.tidy(desk, stopped)
            self._whole_at = time.monotonic() + _AGAIN
        return _AGAIN
