"""What is known of an evidence picture, and of others like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture or a PDF is, found out without showing it.

    `width` and `height` are pixels as it is seen upright (points of the first page of a PDF);
    `orientation` is the one that its camera noted (1 to 8; 1 is upright). `mode` is the colour
    mode in the file ("RGB", "CMYK", "L", "I;16" …), `bits` those of one channel. `frames` counts
    the pictures of an animation or of a phone's burst (HEIC, of which the main one is seen),
    `pages` the pages of a PDF or TIFF.

    `taken_at` is when the camera says it was taken (0: it does not), and `taken_zone` how sure its
    zone is: "told" by the camera, "gps" by its satellites, or "desk" where the desk's was assumed.
    `has_gps` and `has_serials` say that the original tells where it was taken and with which
    device; `active` that a PDF holds scripts or files. `look` is what `pictures.look` sees, in
    hexadecimal; "" where there is nothing to tell it by.
    """

    sha256: str
    size: int
    media_type: str
    width: int
    height: int
    orientation: int = 1
    mode: str = ""
    bits: int = 8
    frames: int = 1
    pages: int = 1
    taken_at: int = 0
    taken_zone: str = ""
    has_gps: bool = False
    has_serials: bool = False
    active: bool = False
    look: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Another picture by its content, and how like it is (0: the same bytes or the same look).

    `turned` says that it is alike only when turned or mirrored.
    """

    sha256: str
    how: str
    distance: int = 0
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Twin:
    """The same picture, or one like it, on a claim or ticket: a fact, no judgement.

    `claim` and `claim_number` are "" where the ticket has no claim; `counted` says that the claim
    counts the picture as evidence.
    """

    claim: str
    claim_number: str
    ticket: str
    ticket_number: str
    attachment: str
    name: str
    sha256: str
    added_at: int
    how: str
    distance: int = 0
    turned: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture for the screen: 32 bits a pixel, blue first, opaque; `stride` bytes to a row."""

    width: int
    height: int
    stride: int
    bgra: bytes


@dataclass(frozen=True, slots=True)
class CameraPicture:
    """A picture found in a camera's folder; `changed_at` in milliseconds, `size` in bytes."""

    path: str
    name: str
    size: int
    changed_at: int


def is_picture(media_type: str) -> bool:
    """Whether a file counts as a picture: a PDF does."""
    return media_type.startswith("image/") or media_type == PDF


def in_order(shown: tuple[str, ...], moved: str, place: int) -> tuple[str, ...]:
    """The pictures with one moved to a place (from 0); an unknown one changes nothing."""
    if moved not in shown:
        return shown
    rest = [uid for uid in shown if uid != moved]
    rest.insert(max(0, place), moved)
    return tuple(rest)
