"""Pictures for forms: JPEG of eight bits in grey or RGB, upright, not larger than paper needs.

A picture that is so already goes into the file byte for byte; any other is made so.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.domain.refusal import Refusal

#: The longest side on paper, in pixels: 300 dots to the inch over 13 cm.
MOST_SIDE: Final = 1600
#: The most pixels that are opened.
MOST_PIXELS: Final = 50_000_000
if TYPE_CHECKING:
    from PIL import Image

_MEGA: Final = 1_000_000
_QUALITY: Final = 85
_ORIENTATION: Final = 0x0112
#: Marks of a JPEG: a frame that is drawn in one go, what may stand beside it, the scan.
_FRAMES: Final = (0xC0, 0xC1)
_TABLES: Final = (0xC4, 0xDB, 0xDD, 0xE0, 0xEE)
_SCAN: Final = 0xDA


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A picture that a page takes as it is; `components` is 1 for grey and 3 for RGB."""

    width: int
    height: int
    components: int
    content: bytes
    sha256: str


def jpeg_of(source: bytes | Path, name: str = "") -> Jpeg:
    """Return a picture, from a file or its bytes, fit for paper.

    It is turned upright, brought to RGB or grey and made smaller where it must be. Raises
    `Refusal` with `name`: picture_broken, picture_too_large.
    """
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise Refusal("picture_broken", name=name, reason=str(error)) from error
    ready = _ready(content)
    return ready if ready is not None else _made(content, name)


def _ready(content: bytes) -> Jpeg | None:
    """A JPEG that goes on paper byte for byte, told by its head and its end alone, or None.

    None is also said of one that may be cut off, and of one that states where it was taken and with
    what: before the scan stand nothing but tables, a frame (ITU-T T.81, B.2.2), JFIF's and Adobe's
    mark.
    """
    if content[:2] != b"\xff\xd8" or content[-2:] != b"\xff\xd9":
        return None
    place, frame = 2, b""
    while content[place : place + 1] == b"\xff":
        code, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if code == _SCAN:
            break
        if code in _FRAMES:
            frame = content[place + 4 : place + 10]
        elif code not in _TABLES:
            return None
        place += 2 + length
    if len(frame) < 6 or content[place : place + 2] != bytes((0xFF, _SCAN)):
        return None
    precision, high, wide, components = struct.unpack(">BHHB", frame)
    if precision != 8 or components not in (1, 3) or min(high, wide) < 1:
        return None
    return _jpeg(wide, high, components, content) if max(high, wide) <= MOST_SIDE else None


def _made(content: bytes, name: str) -> Jpeg:
    """A picture read, checked and made fit."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large(name, picture.width * picture.height)
            if _fits(picture):
                picture.load()  # a cut-off file is found out here, not in a reader of the form
                return _jpeg(picture.width, picture.height, len(picture.getbands()), content)
            picture.draft("RGB", (MOST_SIDE, MOST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright = _plain(upright)
            upright.thumbnail((MOST_SIDE, MOST_SIDE))
            out = BytesIO()
            upright.save(out, "JPEG", quality=_QUALITY)
            return _jpeg(upright.width, upright.height, len(upright.getbands()), out.getvalue())
    except Refusal:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(name, 2 * (Image.MAX_IMAGE_PIXELS or MOST_PIXELS)) from error
    except (OSError, ValueError, SyntaxError, IndexError, EOFError) as error:
        raise Refusal("picture_broken", name=name, reason=str(error)) from error


def _too_large(name: str, pixels: int) -> Refusal:
    most = MOST_PIXELS // _MEGA
    return Refusal("picture_too_large", name=name, megapixels=-(-pixels // _MEGA), most=most)


def _jpeg(width: int, height: int, components: int, content: bytes) -> Jpeg:
    return Jpeg(width, height, components, content, hashlib.sha256(content).hexdigest())


def _fits(picture: Image.Image) -> bool:
    """Whether a picture can go on paper byte for byte."""
    from PIL.JpegImagePlugin import JpegImageFile

    return (
        isinstance(picture, JpegImageFile)
        and picture.mode in ("RGB", "L")
        and max(picture.size) <= MOST_SIDE
        and picture.getexif().get(_ORIENTATION, 1) == 1
        and not picture.info.get("exif")  # where it was taken and with what stays in the house
    )


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in grey or RGB; what is transparent becomes white."""
    from PIL import Image

    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode.startswith(("I", "F")):
        lowest, highest = (float(str(bound)) for bound in picture.getextrema())
        step = 255 / max(highest - lowest, 1.0)
        return picture.point(lambda value: value * step - lowest * step).convert("L")
    if "A" in picture.mode or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")
