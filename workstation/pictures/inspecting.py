"""Finding out what a file is before anybody is shown it."""

from __future__ import annotations

import hashlib
from datetime import tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from PIL import Image

from workstation.domain.picture import PDF, PictureFacts
from workstation.domain.picture_rules import PictureRules
from workstation.domain.refusal import Refusal
from workstation.pictures import look, pdf_file
from workstation.pictures.colour import plain
from workstation.pictures.heif import HeifPicture
from workstation.pictures.kinds import kind_of
from workstation.pictures.noted import noted, to_turn
from workstation.pictures.opening import Source, check_pixels, content_of, opened, raw_modes

_HOUSE: Final = "Asia/Shanghai"
_SEEN: Final = 128  # pixels of the longer side at which a look is taken
_BITS: Final = {"1": 1, "I": 32, "F": 32}


def inspect(
    source: Source,
    name: str = "",
    *,
    rules: PictureRules | None = None,
    zone: tzinfo | None = None,
) -> PictureFacts:
    """What a picture or PDF is; `zone` is assumed where the camera names none.

    Raises `Refusal`, each with the file's `name`: file_unreadable, file_empty, picture_heavy (too
    many bytes), picture_kind, picture_heic (without its decoder), picture_too_large (too many pixels), picture_broken,
    picture_pages, picture_frames, picture_locked (a PDF with a password).
    """
    held = rules or PictureRules()
    told = name or getattr(source, "name", "")
    content = content_of(source, told, held)
    media_type = kind_of(content, told)
    digest = hashlib.sha256(content).hexdigest()
    if media_type == PDF:
        pages, width, height, active = pdf_file.look_into(content, told, held)
        return PictureFacts(
            digest, len(content), PDF, width, height, pages=pages, mode="PDF", active=active
        )
    with opened(content, media_type, told, held) as image:
        notes = noted(image, zone or ZoneInfo(_HOUSE))
        width, height = image.size
        turn = to_turn(image, notes.orientation)
        if turn >= 5:
            width, height = height, width
        mode, bits = image.mode, _bits(image)
        frames, pages = _counted(image, content, told, held)
        seen = look.look_of(plain(image, turn, _SEEN, true=False))
    return PictureFacts(
        sha256=digest,
        size=len(content),
        media_type=media_type,
        width=width,
        height=height,
        orientation=notes.orientation,
        mode=mode,
        bits=bits,
        frames=frames,
        pages=pages,
        taken_at=notes.taken_at,
        taken_zone=notes.taken_zone,
        has_gps=notes.has_gps,
        has_serials=notes.has_serials,
        look=seen,
    )


def _bits(image: Image.Image) -> int:
    """Bits of one channel, as the file keeps it."""
    if isinstance(image, HeifPicture):
        return image.bits
    if ";16" in raw_modes(image) or ";16" in image.mode:
        return 16
    return _BITS.get(image.mode, 8)


def _counted(image: Image.Image, content: bytes, name: str, rules: PictureRules) -> tuple[int, int]:
    """Frames and pages; raises `Refusal`: picture_frames, picture_pages."""
    if image.format == "GIF":
        frames = gif_frames(content, rules.frames + 1)
        if frames > rules.frames:
            raise Refusal("picture_frames", name=name, most=rules.frames)
        return frames, 1
    if image.format == "TIFF":
        return 1, _tiff_pages(image, name, rules)
    if image.format == "MPO":
        return 1, 1  # the other pictures of a phone's photo belong to the first
    if isinstance(image, HeifPicture):
        frames = image.images  # the first is what is seen
    else:
        frames = int(getattr(image, "n_frames", 1))
    if frames > rules.frames:
        raise Refusal("picture_frames", name=name, most=rules.frames)
    return frames, 1


def _tiff_pages(image: Image.Image, name: str, rules: PictureRules) -> int:
    """The pages of a TIFF, none of them larger than allowed."""
    pages = 1
    try:
        while pages <= rules.pages:
            image.seek(pages)
            check_pixels(image.width, image.height, name, rules)
            pages += 1
    except EOFError:
        pass
    if pages > rules.pages:
        raise Refusal("picture_pages", name=name, pages=pages, most=rules.pages)
    image.seek(0)
    return pages


def gif_frames(content: bytes, most: int) -> int:
    """The pictures in a GIF, counted without decoding any, up to `most` (GIF89a, 17 to 27)."""
    at = 13 + _colours(content[10])
    found = 0
    while at < len(content) and found < most:
        mark = content[at]
        if mark == 0x2C:  # an image
            found += 1
            at += 11 + _colours(content[at + 9] if at + 9 < len(content) else 0)
        elif mark == 0x21:  # an extension
            at += 2
        else:
            break
        while at < len(content) and content[at]:
            at += content[at] + 1
        at += 1
    return max(found, 1)


def _colours(packed: int) -> int:
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0
