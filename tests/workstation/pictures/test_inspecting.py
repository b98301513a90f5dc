from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from tests.workstation.picture_making import corners, notes, pdf, photo, png_head, saved, xmp
from workstation.domain.picture import PDF
from workstation.domain.picture_rules import PictureRules
from workstation.domain.refusal import Refusal
from workstation.pictures.inspecting import gif_frames, inspect
from workstation.pictures.kinds import right_name


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("AVIF", "image/avif"),
        ("MPO", "image/jpeg"),
    ],
)
def test_a_picture_is_what_its_content_says(kind: str, media_type: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.txt"
    file.write_bytes(saved(photo(), kind))
    told = inspect(file)
    assert (told.media_type, told.width, told.height) == (media_type, 400, 300)
    assert told.size == file.stat().st_size
    assert len(told.sha256) == len(told.look) == 64


def test_what_the_camera_noted_is_told() -> None:
    told = inspect(saved(photo(), exif=notes(6, offset="+09:00")))
    assert (told.orientation, told.width, told.height) == (6, 300, 400)
    assert (told.has_gps, told.has_serials) == (True, True)
    assert (told.taken_at, told.taken_zone) == (at(2026, 11, 20, 5, 30, 5), "told")


def test_notes_in_xmp_alone_are_seen() -> None:
    told = inspect(saved(photo(), xmp=xmp()))
    assert (told.has_gps, told.has_serials) == (True, True)
    bare = inspect(saved(photo()))
    assert (bare.has_gps, bare.has_serials, bare.taken_at) == (False, False, 0)


def test_without_a_zone_the_desks_is_assumed() -> None:
    content = saved(photo(), exif=notes())
    assert inspect(content).taken_at == at(2026, 11, 20, 6, 30, 5)
    london = inspect(content, zone=ZoneInfo("Europe/London"))
    assert (london.taken_at, london.taken_zone) == (at(2026, 11, 20, 14, 30, 5), "desk")


def test_satellites_tell_the_zone() -> None:
    exif = notes()
    places = exif.get_ifd(ExifTags.IFD.GPSInfo)
    places[29] = "2026:11:20"
    places[7] = tuple(IFDRational(n) for n in (7, 30, 12))
    told = inspect(saved(photo(), exif=exif))
    assert (told.taken_at, told.taken_zone) == (at(2026, 11, 20, 7, 30, 5), "gps")


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2026:13:45 99:00:00", "never", " "])
def test_a_moment_that_cannot_be_is_none(taken: str) -> None:
    assert inspect(saved(photo(), exif=notes(taken=taken))).taken_at == 0


@pytest.mark.parametrize(
    ("mode", "kind", "bits"),
    [
        ("CMYK", "JPEG", 8),
        ("L", "JPEG", 8),
        ("1", "PNG", 1),
        ("P", "PNG", 8),
        ("LA", "PNG", 8),
        ("RGBA", "WEBP", 8),
        ("I;16", "PNG", 16),
        ("I;16", "TIFF", 16),
        ("CMYK", "TIFF", 8),
        ("LAB", "TIFF", 8),
        ("F", "TIFF", 32),
    ],
)
def test_modes_and_bits_are_told(mode: str, kind: str, bits: int) -> None:
    base = photo()
    if mode == "LAB":
        image = Image.new("LAB", base.size, (120, 128, 128))
    elif mode in ("I;16", "F"):
        image = base.convert("L").convert("I" if mode == "I;16" else mode)
        image = image.point(lambda v: v * 257).convert(mode) if mode == "I;16" else image
    else:
        image = base.convert(mode)
        if mode == "RGBA":
            image.putalpha(100)
    told = inspect(saved(image, kind))
    assert told.bits == bits
    assert told.mode == mode


def test_animations_and_pages_are_counted() -> None:
    several = [photo(n, 60, 40) for n in range(1, 5)]
    gif = saved(several[0], "GIF", save_all=True, append_images=several[1:])
    assert inspect(gif).frames == gif_frames(gif, 99) == 4
    webp = saved(several[0], "WEBP", save_all=True, append_images=several[1:])
    assert inspect(webp).frames == 4
    tiff = saved(several[0], "TIFF", save_all=True, append_images=several[1:])
    assert (inspect(tiff).frames, inspect(tiff).pages) == (1, 4)
    with pytest.raises(Refusal, match="picture_frames"):
        inspect(gif, rules=PictureRules(frames=3))
    with pytest.raises(Refusal, match="picture_frames"):
        inspect(webp, rules=PictureRules(frames=3))
    with pytest.raises(Refusal, match="picture_pages"):
        inspect(tiff, rules=PictureRules(pages=3))


def test_no_page_may_be_larger_than_allowed() -> None:
    large = photo(2, 1_500, 1_000)
    tiff = saved(photo(1, 60, 40), "TIFF", save_all=True, append_images=[large])
    with pytest.raises(Refusal, match="picture_too_large"):
        inspect(tiff, rules=PictureRules(megapixels=1))


def test_a_pdf_is_told_and_scripts_in_it_are_named() -> None:
    told = inspect(pdf(3))
    assert (told.media_type, told.pages, told.width, told.height) == (PDF, 3, 200, 100)
    assert (told.active, told.look) == (False, "")
    script = "5 0 obj <</S/JavaScript/JS(app.alert\\(1\\))>> endobj"
    assert inspect(pdf(1, "/OpenAction 5 0 R", script)).active
    with pytest.raises(Refusal, match="picture_pages") as caught:
        inspect(pdf(1000), "账单.pdf")
    assert caught.value.facts == {"name": "账单.pdf", "pages": 1000, "most": 200}


def test_limits_are_named() -> None:
    with pytest.raises(Refusal, match="picture_too_large") as caught:
        inspect(png_head(9_000, 6_000), "a.png")
    assert caught.value.facts == {"name": "a.png", "megapixels": 54, "most": 50}
    with pytest.raises(Refusal, match="picture_heavy") as caught:
        inspect(b"\xff\xd8\xff" + bytes(1_048_576), "b.jpg", rules=PictureRules(megabytes=1))
    assert caught.value.facts["most"] == 1


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "large.jpg"
    with file.open("wb") as stream:
        stream.truncate(3_000_000_000)
    with pytest.raises(Refusal, match="picture_heavy"):
        inspect(file)


def test_a_name_gets_the_ending_of_what_it_is() -> None:
    assert right_name("花瓶.jpg", "image/png") == "花瓶.png"
    assert right_name("花瓶.JPEG", "image/jpeg") == "花瓶.JPEG"
    assert right_name("", PDF) == "picture.pdf"
    assert right_name("a.b", "image/webp") == "a.webp"


def test_looking_into_a_picture_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    content = saved(corners(), exif=notes(8))
    file.write_bytes(content)
    assert inspect(file) == inspect(content)
    assert file.read_bytes() == content
