"""Opening a picture within bounds: nothing is decoded that is larger than the rules allow.

Files come from customers and from strangers. Whatever a decoder does with one ends in a `Refusal`,
and pictures are decoded one at a time, so that memory is bounded by the largest that is allowed.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final, cast

from PIL import Image

from workstation.domain.picture_rules import MEGA, PictureRules
from workstation.domain.refusal import Refusal
from workstation.pictures.kinds import KINDS

Source = bytes | Path
_decoding: Final = threading.Lock()
#: Scans of a JPEG beyond which it is a trap: cameras make one, programs a dozen, and each costs a
#: pass over all pixels.
_SCANS: Final = 64
_PIXELS: Final = re.compile(r"\((\d+) pixels\)")


def content_of(source: Source, name: str, rules: PictureRules) -> bytes:
    """The bytes of a file; raises `Refusal`: file_unreadable, picture_heavy, file_empty."""
    if isinstance(source, bytes):
        content = source
    else:
        try:
            rules.check_one(source.stat().st_size, name)
            with source.open("rb") as stream:
                content = stream.read(rules.most_bytes + 1)
        except OSError as error:
            raise Refusal("file_unreadable", name=name, reason=str(error)) from error
    rules.check_one(len(content), name)
    if not content:
        raise Refusal("file_empty", name=name)
    return content


@contextmanager
def opened(
    content: bytes, media_type: str, name: str, rules: PictureRules
) -> Iterator[Image.Image]:
    """A picture whose pixels are not decoded yet, for this thread alone.

    Raises `Refusal`: picture_too_large, picture_broken, picture_kind (HEIF without HEVC inside),
    picture_heic (its decoder is not installed); also for what goes wrong inside.
    """
    if media_type == "image/jpeg" and (scans := content.count(b"\xff\xda")) > _SCANS:
        raise Refusal("picture_broken", name=name, reason=f"{scans} scans")
    with _decoding, readable(name, rules), _image(content, media_type, name) as image:
        check_pixels(image.width, image.height, name, rules)
        yield image


def _image(content: bytes, media_type: str, name: str) -> Image.Image:
    if media_type == "image/heic":
        from workstation.pictures.heif import HeifPicture

        return HeifPicture(content, name)
    formats = [one for one in KINDS[media_type][1] if one != "MPO"]
    return Image.open(BytesIO(content), formats=formats)


def check_pixels(width: int, height: int, name: str, rules: PictureRules) -> None:
    """Refuse a picture of more pixels than allowed; raises `Refusal("picture_too_large")`."""
    if width < 1 or height < 1:
        raise Refusal("picture_broken", name=name, reason=f"{width} x {height}")
    if width * height > rules.most_pixels:
        raise _too_large(name, width * height, rules)


def _too_large(name: str, pixels: int, rules: PictureRules) -> Refusal:
    told = -(-pixels // MEGA)
    return Refusal("picture_too_large", name=name, megapixels=told, most=rules.megapixels)


@contextmanager
def readable(name: str, rules: PictureRules) -> Iterator[None]:
    """Turn whatever a decoder raises into a refusal."""
    try:
        yield
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        told = _PIXELS.search(str(error))
        pixels = int(told[1]) if told else rules.most_pixels + 1
        raise _too_large(name, pixels, rules) from error
    except Exception as error:  # a broken file may make a decoder raise anything
        reason = str(error) or type(error).__name__
        raise Refusal("picture_broken", name=name, reason=reason) from error


def frame(image: Image.Image, number: int, name: str) -> None:
    """Go to one picture of several (from 0); raises `Refusal("pdf_page_missing")`."""
    if not number:
        return
    try:
        image.seek(number)
    except EOFError as error:
        raise Refusal("pdf_page_missing", path=name, index=number, pages=0) from error


def raw_modes(image: Image.Image) -> str:
    """How a file keeps its pixels, as the decoder names it; "" where it does not say."""
    tiles = cast("list[object]", getattr(image, "tile", []))
    return " ".join(str(tile) for tile in tiles[:1])
