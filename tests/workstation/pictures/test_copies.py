from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from tests.workstation.picture_making import (
    OWNER,
    PLACE,
    SERIAL,
    corners,
    notes,
    pdf,
    photo,
    saved,
    srgb,
    xmp,
)
from workstation.domain.picture_rules import PictureRules
from workstation.domain.refusal import Refusal
from workstation.pictures.copies import Copy, outgoing, small, view

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 160, 40), (20, 40, 200), (255, 255, 255)


def shown(copy: Copy) -> Image.Image:
    image = Image.open(BytesIO(copy.content))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (copy.width, copy.height))
    return image


def quarters(image: Image.Image) -> list[tuple[int, ...]]:
    w, h = image.size
    places = (
        (w // 4, h // 4),
        (w * 3 // 4, h // 4),
        (w // 4, h * 3 // 4),
        (w * 3 // 4, h * 3 // 4),
    )
    return [tuple(image.getpixel(place)) for place in places]  # type: ignore[arg-type]


def near(found: list[tuple[int, ...]], wanted: tuple[tuple[int, ...], ...], most: int = 14) -> bool:
    pairs = zip(found, wanted, strict=True)
    return all(abs(a - b) <= most for one, other in pairs for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_every_way_a_camera_was_held_comes_out_upright(orientation: int, kind: str) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = corners()
    held = image.transpose(back[orientation]) if orientation in back else image
    made = shown(outgoing(saved(held, kind, exif=notes(orientation))))
    assert made.size == (400, 300)
    assert near(quarters(made), (RED, GREEN, BLUE, WHITE), 30)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "MPO", "AVIF"])
def test_a_copy_tells_nothing_but_the_picture(kind: str) -> None:
    told: dict[str, object] = {"exif": notes(3), "icc_profile": srgb()}
    if kind != "TIFF":
        told["xmp"] = xmp()
    if kind in ("JPEG", "MPO", "GIF"):
        told["comment"] = OWNER.encode()
    original = saved(photo(7, 900, 700), kind, **told)
    if kind != "TIFF":  # it has tags of its own for this
        assert SERIAL.encode() in original
    for copy in (outgoing(original), small(original), small(original, square=True)):
        for secret in (SERIAL, OWNER, PLACE, "ACME", "Exif", "http", "ICC_PROFILE", "Photoshop"):
            assert secret.encode() not in copy.content
        image = shown(copy)
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert segments(copy.content) <= {0xD8, 0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


def segments(content: bytes) -> set[int]:
    """The marks of a JPEG's parts up to the picture itself (ITU-T T.81, B.1)."""
    found, at = {content[1]}, 2
    while content[at + 1] != 0xDA:
        found.add(content[at + 1])
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return found | {0xDA}


def test_a_copy_is_small_and_always_the_same() -> None:
    content = saved(photo(2, 4_000, 3_000), quality=92)
    made = outgoing(content)
    assert (made.width, made.height) == (1_600, 1_200)
    assert outgoing(content).content == made.content
    assert outgoing(saved(photo(2, 300, 5_000))).height == 1_600
    tiny = outgoing(saved(photo(2, 30, 20)))
    assert (tiny.width, tiny.height) == (30, 20)


def cmyk() -> Image.Image:
    return corners().convert("CMYK")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cmyk jpeg (inverted by Adobe)", saved(cmyk(), "JPEG", quality=95)),
        ("cmyk tiff", saved(cmyk(), "TIFF")),
        ("palette", saved(corners().quantize(8), "PNG")),
        ("palette gif", saved(corners().quantize(8), "GIF")),
        ("profile", saved(corners(), "PNG", icc_profile=srgb())),
        ("profile of another mode", saved(cmyk(), "TIFF", icc_profile=srgb())),
    ],
)
def test_colours_stay(name: str, content: bytes) -> None:
    assert near(quarters(shown(outgoing(content))), (RED, GREEN, BLUE, WHITE), 24), name


def test_a_profile_is_brought_to_srgb() -> None:
    lab = ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB")
    image = ImageCms.applyTransform(corners(), transform)
    assert image is not None
    assert near(quarters(shown(outgoing(saved(image, "TIFF")))), (RED, GREEN, BLUE, WHITE), 24)


def test_what_is_seen_through_lies_on_white() -> None:
    clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP", "TIFF"):
        assert set(quarters(shown(outgoing(saved(clear, kind))))) == {WHITE}
    palette = Image.new("P", (100, 100), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    assert set(quarters(shown(outgoing(saved(palette, "GIF", transparency=0))))) == {WHITE}
    large = Image.new("LA", (5_000, 4_000), (0, 0))
    assert set(quarters(shown(outgoing(saved(large, "PNG"))))) == {WHITE}


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_become_eight(kind: str) -> None:
    grey = Image.linear_gradient("L").resize((400, 300)).convert("I")
    deep = grey.point(lambda v: v * 257).convert("I;16")
    made = shown(outgoing(saved(deep, kind))).convert("L")
    assert made.getpixel((200, 2)) < 8
    assert abs(made.getpixel((200, 150)) - 128) < 8
    assert made.getpixel((200, 297)) > 247


def test_strips_join_without_a_seam() -> None:
    wide = Image.linear_gradient("L").resize((6_000, 4_001)).convert("RGBA")
    made = shown(outgoing(saved(wide, "PNG", compress_level=1)))
    assert made.size == (1_600, 1_067)
    column = [made.getpixel((800, y))[0] for y in range(made.height)]
    assert all(-2 <= after - before <= 3 for before, after in pairwise(column))


@pytest.mark.parametrize("size", [(1, 1), (1, 5_000), (20_000, 1), (3_333, 2)])
def test_odd_sizes_come_through(size: tuple[int, int]) -> None:
    content = saved(Image.new("RGB", size, "red"), "PNG")
    made = outgoing(content)
    assert max(made.width, made.height) <= 1_600
    assert small(content, square=True).width >= 1


def test_pages_and_frames_can_be_chosen() -> None:
    several = [Image.new("RGB", (80, 60), colour) for colour in ("red", "green", "blue")]
    for kind in ("TIFF", "GIF", "WEBP"):
        content = saved(several[0], kind, save_all=True, append_images=several[1:])
        assert near(
            [tuple(shown(outgoing(content, page=2)).getpixel((40, 30)))], ((0, 0, 255),), 20
        )
        with pytest.raises(Refusal, match="pdf_page_missing"):
            outgoing(content, page=3)
    pages = pdf(2)
    assert (outgoing(pages, page=1).width, outgoing(pages, page=1).height) == (1_600, 800)
    with pytest.raises(Refusal, match="pdf_page_missing"):
        outgoing(pages, page=2)


def test_small_pictures_are_whole_or_square(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(saved(photo(2, 2_000, 1_000)))
    assert (small(file).width, small(file).height) == (256, 128)
    square = small(file, square=True, rules=PictureRules(thumbnail=100))
    assert (square.width, square.height) == (100, 100)


def test_a_view_fits_the_screen() -> None:
    content = saved(corners(3_000, 2_000))
    seen = view(content, 900, 900)
    assert (seen.width, seen.height, seen.stride) == (900, 600, 3_600)
    assert len(seen.bgra) == 900 * 600 * 4
    blue, green, red, opaque = seen.bgra[:4]
    assert near([(red, green, blue)], (RED,), 24)
    assert opaque == 255
