"""Files that customers and strangers send: each is refused by name or taken as what it is."""

from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from tests.workstation.picture_making import notes, pdf, photo, png_head, saved, srgb
from workstation.domain.refusal import Refusal
from workstation.pictures.copies import outgoing
from workstation.pictures.inspecting import gif_frames, inspect

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.filterwarnings("ignore")


def code_of(content: bytes, name: str = "x.jpg") -> str:
    """ "" when it is taken, else the refusal's code."""
    try:
        inspect(content, name)
    except Refusal as refusal:
        return f"{refusal.code}" if refusal.facts["name"] == name else f"{refusal} without name"
    return ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\0" * 4_096, "picture_kind"),
        (b"\xff\xd8\xff", "picture_broken"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "picture_broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "picture_kind"),
        (b"<?xml version='1.0'?><svg/>", "picture_kind"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "picture_kind"),
        (b"GIF89a", "picture_broken"),
        (b"GIF89a<script>alert(1)</script>", "picture_broken"),
        (b"BM<html>", "picture_broken"),
        (b"PK\x03\x04" + bytes(100), "picture_kind"),
        (b"MZ" + bytes(100), "picture_kind"),
        (b"%PDF-1.7\n%nothing", "picture_broken"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture_broken"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "picture_broken"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "picture_kind"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(64), "picture_broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "picture_broken"),
        (b"II*\0\xff\xff\xff\x7f", "picture_broken"),
        (png_head(100_000, 100_000), "picture_too_large"),
        (png_head(2**31 - 1, 2**31 - 1), "picture_too_large"),
        (png_head(12_000, 8_000), "picture_too_large"),
        (png_head(0, 10), "picture_broken"),
        (png_head(40, 40, b"garbage"), "picture_broken"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(content: bytes, code: str) -> None:
    assert code_of(content) == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF"])
def test_whatever_is_cut_off_or_spoiled_is_taken_or_refused(kind: str) -> None:
    whole = saved(photo(3, 120, 90), kind)
    assert code_of(whole) == ""
    dice = random.Random(kind)
    codes = {
        "",
        "picture_broken",
        "picture_kind",
        "picture_too_large",
        "file_empty",
    }
    for _ in range(40):
        assert code_of(whole[: dice.randrange(len(whole))]) in codes
        spoiled = bytearray(whole)
        for _ in range(8):
            spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
        assert code_of(bytes(spoiled)) in codes
    assert code_of(whole[: len(whole) // 2]) == "picture_broken"


def test_a_picture_with_a_page_behind_it_leaves_as_a_picture_alone() -> None:
    hidden = b"<html><script>alert('polyglot')</script></html>PK\x03\x04"
    content = saved(photo()) + hidden
    assert code_of(content) == ""
    made = outgoing(content).content
    assert b"script" not in made
    assert b"PK\x03\x04" not in made
    assert made.endswith(b"\xff\xd9")


def test_notes_that_run_in_circles_do_no_harm() -> None:
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)  # the details are the table itself
    circle = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + struct.pack("<I", 8)
    assert code_of(saved(photo(), exif=circle)) == ""
    wild = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + random.Random(1).randbytes(3_000)
    assert code_of(saved(photo(), exif=wild)) == ""
    tiff = bytearray(saved(photo(4, 40, 30), "TIFF"))
    first = struct.unpack_from("<I", tiff, 4)[0]
    count = struct.unpack_from("<H", tiff, first)[0]
    struct.pack_into("<I", tiff, first + 2 + 12 * count, first)  # the next page is the first
    assert code_of(bytes(tiff)) == ""


@pytest.mark.parametrize("profile", [b"garbage", bytes(300), srgb()[:200] + b"x" * 600])
def test_a_broken_profile_is_passed_over(profile: bytes) -> None:
    content = saved(photo(), "PNG", icc_profile=profile)
    assert code_of(content) == ""
    assert outgoing(content).width == 400


def test_frames_without_end_are_counted_to_the_limit() -> None:
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + bytes(4) + struct.pack("<HHB", 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    content = head + frame * 200_000 + b";"
    assert gif_frames(content, 500) == 500
    assert code_of(content) == "picture_frames"


def test_a_jpeg_of_scans_without_end_is_not_decoded() -> None:
    whole = saved(photo(), progressive=True)
    assert code_of(whole) == ""
    last = whole[whole.rindex(b"\xff\xda") : -2]
    assert code_of(whole[:-2] + last * 100 + b"\xff\xd9") == "picture_broken"


def test_a_pdf_with_a_password_is_named() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert code_of(stream.getvalue(), "x.pdf") == "picture_locked"


@pytest.mark.parametrize("cut", [20, 60, 120])
def test_a_pdf_that_is_cut_off_is_taken_or_refused(cut: int) -> None:
    assert code_of(pdf(2)[:-cut], "x.pdf") in ("", "picture_broken")


_PEAK = """
import json, resource, sys
from pathlib import Path
from workstation.domain.refusal import Refusal
from workstation.pictures.copies import outgoing, small
from workstation.pictures.inspecting import inspect
import workstation.pictures.look
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
told = []
for name in sys.argv[1:]:
    try:
        inspect(Path(name)); outgoing(Path(name)); small(Path(name)); told.append("")
    except Refusal as refusal:
        told.append(refusal.code)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([told, (after - before) // 1024]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no resource module")
def test_memory_is_bounded(tmp_path: Path) -> None:
    def peak(*files: Path) -> tuple[list[str], int]:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", _PEAK, *map(str, files)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        told, megabytes = json.loads(done.stdout)
        return told, megabytes

    def kept(name: str, image: Image.Image, kind: str, **told: object) -> Path:
        (tmp_path / name).write_bytes(saved(image, kind, **told))
        return tmp_path / name

    grey = Image.linear_gradient("L").resize((8_000, 5_000))
    jpeg = kept("40.jpg", Image.merge("RGB", (grey, grey, grey)), "JPEG", exif=notes(6))
    told, megabytes = peak(jpeg)
    assert told == [""]
    assert megabytes < 150
    slow = kept("slow.jpg", Image.merge("RGB", (grey, grey, grey)), "JPEG", progressive=True)
    told, megabytes = peak(slow)
    assert told == [""]
    assert megabytes < 300  # all its frequencies are held until the last scan
    png = kept("40.png", Image.merge("RGBA", (grey, grey, grey, grey)), "PNG", compress_level=1)
    told, megabytes = peak(png)
    assert told == [""]
    assert megabytes < 280  # 160 of them are the decoded picture
    told, megabytes = peak(Path(__file__).parent / "resources" / "wide.heic")
    assert told == [""]
    assert megabytes < 200  # the process that decodes it has as much again, and gives it back
    bombs = [tmp_path / f"bomb{n}.png" for n in range(3)]
    for bomb, side in zip(bombs, (20_000, 60_000, 2**31 - 1), strict=True):
        bomb.write_bytes(png_head(side, side, b"x" * 1000))
    told, megabytes = peak(*bombs)
    assert told == ["picture_too_large"] * 3
    assert megabytes < 30
