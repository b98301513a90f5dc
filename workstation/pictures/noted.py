"""What a camera noted in a picture: how it was held, when, where, and with which device."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, Final

from PIL import ExifTags, Image

_MOST: Final = 1 << 20  # bytes of notes that are looked into
_MOMENT: Final = re.compile(r"(\d{4})[:\-/](\d{2})[:\-/](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_OFFSET: Final = re.compile(r"([+-])(\d{2}):(\d{2})")
_QUARTER: Final = 15 * 60
_FURTHEST: Final = 14 * 3600
#: Owner, serial numbers of body and lens, unique number, the maker's own notes (Exif 2.32, 4.6.5).
_SERIALS: Final = (0xA420, 0xA430, 0xA431, 0xA435, 0x927C, 0x013B, 0xC62F)
_MAIN_SERIALS: Final = (0x013B, 0xC62F, 0xC65D)
_FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Noted:
    """The camera's notes; `taken_at` and `taken_zone` as in `PictureFacts`."""

    orientation: int = 1
    taken_at: int = 0
    taken_zone: str = ""
    has_gps: bool = False
    has_serials: bool = False


def to_turn(image: Image.Image, orientation: int) -> int:
    """The orientation that is still to be put right: TIFF and HEIC come upright from the decoder."""
    return 1 if image.format in ("TIFF", "HEIF") else orientation


def noted(image: Image.Image, zone: tzinfo) -> Noted:
    """Read the notes; what is broken in them is passed over, for the picture may be sound.

    Raises what the decoder raises where the picture itself is broken.
    """
    if image.format == "PNG":
        image.load()  # its notes may stand behind the pixels, which must be sound all the same
    main, detail, places = _parts(image)
    packets = _packets(image)
    orientation = main.get(ExifTags.Base.Orientation, 1)
    taken_at, taken_zone = _taken(main, detail, places, zone)
    return Noted(
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        taken_at=taken_at,
        taken_zone=taken_zone,
        has_gps=any(tag != 0 for tag in places) or b"GPSL" in packets,
        has_serials=any(detail.get(tag) for tag in _SERIALS)
        or any(main.get(tag) for tag in _MAIN_SERIALS)
        or b"SerialNumber" in packets,
    )


def _parts(image: Image.Image) -> tuple[dict[int, Any], dict[int, Any], dict[int, Any]]:
    """The main table of notes, the details and the place; empty where they cannot be read."""
    if len(image.info.get("exif") or b"") > _MOST:
        return {}, {}, {}
    found: list[dict[int, Any]] = []
    try:
        notes = image.getexif()
        found.append(dict(notes))
    except Exception:  # hostile notes may make the reader raise anything
        return {}, {}, {}
    for table in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        try:
            found.append(dict(notes.get_ifd(table)))
        except Exception:  # as above
            found.append({})
    return found[0], found[1], found[2]


def _packets(image: Image.Image) -> bytes:
    """The XMP packet, for a search of words alone."""
    told = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    content = told.encode("utf-8", "replace") if isinstance(told, str) else bytes(told)
    return content[:_MOST]


def _taken(
    main: dict[int, Any], detail: dict[int, Any], places: dict[int, Any], zone: tzinfo
) -> tuple[int, str]:
    local = None
    for table, tag, offset_tag in (
        (detail, 0x9003, 0x9011),  # when it was taken
        (detail, 0x9004, 0x9012),  # when it was made digital
        (main, 0x0132, 0x9010),  # when the file was changed
    ):
        local = _moment(table.get(tag))
        if local is not None:
            offset = _offset(detail.get(offset_tag))
            if offset is not None:
                return _ms(local.replace(tzinfo=offset)), "told"
            break
    by_gps = _gps_moment(places)
    if local is None:
        return (_ms(by_gps), "gps") if by_gps else (0, "")
    if by_gps is not None:
        apart = (local.replace(tzinfo=UTC) - by_gps).total_seconds()
        quarters = round(apart / _QUARTER) * _QUARTER
        if abs(apart - quarters) < 300 and abs(quarters) <= _FURTHEST:
            return _ms(local.replace(tzinfo=timezone(timedelta(seconds=quarters)))), "gps"
    return _ms(local.replace(tzinfo=zone)), "desk"


def _moment(told: Any) -> datetime | None:
    found = _MOMENT.match(told) if isinstance(told, str) else None
    if found is None:
        return None
    try:
        made = datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
    return made if made.replace(tzinfo=UTC) >= _FIRST else None


def _offset(told: Any) -> timezone | None:
    found = _OFFSET.match(told.strip()) if isinstance(told, str) else None
    if found is None:
        return None
    seconds = int(found[2]) * 3600 + int(found[3]) * 60
    if seconds > _FURTHEST:
        return None
    return timezone(timedelta(seconds=seconds if found[1] == "+" else -seconds))


def _gps_moment(places: dict[int, Any]) -> datetime | None:
    """The satellites' time, which is UTC (Exif 2.32, 4.6.6: tags 7 and 29)."""
    try:
        day = str(places[29]).replace("-", ":")
        hours, minutes, seconds = (int(float(part)) for part in places[7])
        return _moment_utc(f"{day} {hours:02}:{minutes:02}:{seconds:02}")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None


def _moment_utc(told: str) -> datetime | None:
    found = _moment(told)
    return found.replace(tzinfo=UTC) if found else None


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
