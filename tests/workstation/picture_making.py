"""Pictures of every kind for tests, made here."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

SERIAL = "SN-4711-0815"
OWNER = "QWERTZOWNER"
PLACE = "XMPGPSSECRET"


def photo(seed: int = 1, width: int = 400, height: int = 300) -> Image.Image:
    """Something like a photograph: soft shapes and noise, another one for each seed."""
    dice = random.Random(seed)
    small = Image.frombytes("RGB", (16, 12), dice.randbytes(16 * 12 * 3))
    soft = small.resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (100, 75), dice.randbytes(7_500)).resize((width, height))
    return Image.blend(soft, grain.convert("RGB"), 0.1)


def corners(width: int = 400, height: int = 300) -> Image.Image:
    """Red above left, green above right, blue below left, white below right."""
    made = Image.new("RGB", (width, height), "white")
    half = width // 2, height // 2
    made.paste((220, 20, 20), (0, 0, *half))
    made.paste((20, 160, 40), (half[0], 0, width, half[1]))
    made.paste((20, 40, 200), (0, half[1], half[0], height))
    return made


def saved(image: Image.Image, kind: str = "JPEG", **told: Any) -> bytes:
    """The file of a picture."""
    stream = BytesIO()
    image.save(stream, kind, **told)
    return stream.getvalue()


def notes(orientation: int = 1, taken: str = "2026:11:20 14:30:05", offset: str = "") -> Image.Exif:
    """What a camera notes: place, moment, owner and serial numbers."""
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.Make] = "ACME"
    made[ExifTags.Base.Artist] = OWNER
    detail = made.get_ifd(ExifTags.IFD.Exif)
    detail[0x9003] = taken
    if offset:
        detail[0x9011] = offset
    detail[0xA431] = SERIAL
    detail[0xA435] = SERIAL
    places = made.get_ifd(ExifTags.IFD.GPSInfo)
    places[1], places[3] = "N", "E"
    places[2] = tuple(IFDRational(n) for n in (22, 32, 41))
    places[4] = tuple(IFDRational(n) for n in (113, 56, 2))
    return made


def xmp() -> bytes:
    """An XMP packet with a place and a serial number."""
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>{PLACE}</exif:GPSLatitude>'
        f"<aux:SerialNumber>{SERIAL}</aux:SerialNumber></x:xmpmeta>"
    ).encode()


def srgb() -> bytes:
    """A sound colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_head(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says it is so large, whatever follows."""
    told = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in ((b"IHDR", told), (b"IDAT", data), (b"IEND", b""))
    )


def pdf(pages: int = 1, catalog: str = "", more: str = "") -> bytes:
    """A PDF with empty pages of 200 × 100 points; `catalog` and `more` as they are written."""
    kids = " ".join(f"{10 + n} 0 R" for n in range(pages))
    made = [
        "%PDF-1.7",
        f"1 0 obj <</Type/Catalog/Pages 2 0 R{catalog}>> endobj",
        f"2 0 obj <</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 200 100]>> endobj",
        more,
        *(f"{10 + n} 0 obj <</Type/Page/Parent 2 0 R>> endobj" for n in range(pages)),
        "trailer <</Root 1 0 R>>",
        "%%EOF\n",
    ]
    return "\n".join(made).encode("latin-1")
