"""HEIC as iPhones save it: told from the head of the file, decoded in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

from PIL import Image

from workstation.domain.refusal import Refusal
from workstation.pictures.coded_colour import profile_of
from workstation.pictures.heif_boxes import still
from workstation.pictures.heif_head import Unread, head_of

_CHILD: Final = Path(__file__).with_name("heif_child.py")
_PATIENCE: Final = 60  # seconds; 50 megapixels take some five
_CHUNK: Final = 1 << 20
_APART: Final = 2  # pixels by which decoders round a cut differently


class HeifPicture(Image.Image):
    """The first picture of a HEIC file, upright; its pixels are decoded when they are wanted.

    `images` is how many pictures the file holds. Raises `Refusal("picture_kind")` for one that is
    kept in another way than HEVC, and `ValueError` where the file is broken.
    """

    format = "HEIF"
    format_description = "HEIF"

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__()
        try:
            head = head_of(content)
        except Unread as error:
            raise Refusal("picture_kind", name=name, kind=error.kind) from error
        self._content, self._name = still(content), name
        self._decoded = False
        self._factor = 1
        self._whole = self._size = (head.width, head.height)
        self._mode = head.mode
        self.images, self.bits = head.images, head.bits
        told = {"exif": head.exif, "xmp": head.xmp}
        told["icc_profile"] = head.profile or profile_of(*head.coded)
        self.info.update({key: value for key, value in told.items() if value})

    def draft(
        self, mode: str | None, size: tuple[int, int] | None
    ) -> tuple[str, tuple[int, int, float, float]] | None:
        """Make it smaller while it is decoded, at least twice as long as wanted."""
        if size is None or self._decoded:
            return None
        factor = max(self._whole) // (2 * max(1, *size))
        self._factor = max(1, min(factor, *self._whole))
        width, height = (-(-side // self._factor) for side in self._whole)
        self._size = width, height
        return self.mode, (0, 0, width, height)

    def load(self) -> Any:
        """Decode the pixels; raises `Refusal`: picture_broken, picture_heic."""
        if not self._decoded:
            made = self._made()
            self.im, self._size, self._decoded = made.im, made.size, True
        return super().load()

    def _made(self) -> Image.Image:
        try:
            with _child(self._factor, self.mode, self._whole) as child:
                return self._received(child)
        except (OSError, ValueError) as error:
            raise Refusal("picture_broken", name=self._name, reason=str(error)) from error

    def _received(self, child: subprocess.Popen[bytes]) -> Image.Image:
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(OSError):  # when it is gone, it is told below why
            child.stdin.write(self._content)
        with suppress(OSError):
            child.stdin.close()
        line = child.stdout.readline(4_096)
        said = line.endswith(b"\n")
        told: dict[str, Any] = json.loads(line) if said else {"error": _ended(child)}
        if told.get("error") == "missing":
            raise Refusal("picture_heic", name=self._name)
        if "error" in told:
            raise ValueError(told["error"])
        whole = tuple(told["whole"])
        if any(abs(a - b) > _APART for a, b in zip(whole, self._whole, strict=True)):
            raise ValueError("{} x {}".format(*whole))
        size = -(-whole[0] // self._factor), -(-whole[1] // self._factor)
        return _image(child.stdout, self.mode, size)


def _image(stream: IO[bytes], mode: str, size: tuple[int, int]) -> Image.Image:
    """The pixels as they come, so that they are not held twice."""
    width, height = size
    made = Image.new(mode, (width, height))
    row = width * len(made.getbands())
    step = max(1, _CHUNK // row)
    for top in range(0, height, step):
        rows = min(step, height - top)
        raw = stream.read(rows * row)
        if len(raw) < rows * row:
            raise ValueError("the decoder stopped")
        made.paste(Image.frombytes(mode, (width, rows), raw), (0, top))
    return made


@contextmanager
def _child(factor: int, mode: str, whole: tuple[int, int]) -> Iterator[subprocess.Popen[bytes]]:
    """The process that decodes; it is ended when it takes too long, and when nobody listens."""
    told = (factor, mode, (whole[0] + _APART) * (whole[1] + _APART), _PATIENCE)
    with subprocess.Popen(
        [sys.executable, "-P", str(_CHILD), *map(str, told)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "MALLOC_ARENA_MAX": "2"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        timer = threading.Timer(_PATIENCE, child.kill)
        timer.start()
        try:
            yield child
        finally:
            timer.cancel()
            child.kill()


def _ended(child: subprocess.Popen[bytes]) -> str:
    """How a decoder ended that said nothing."""
    return f"the decoder stopped ({child.wait(_PATIENCE)})"
