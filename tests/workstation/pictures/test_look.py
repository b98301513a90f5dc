from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from resources import path
from tests.workstation.picture_making import notes, photo, saved
from workstation.pictures import look
from workstation.pictures.inspecting import inspect


def apart(one: bytes, other: bytes) -> tuple[int, int]:
    """How far two pictures are apart at best: in the coarse points, in all."""
    first = int(inspect(one).look, 16)
    ways = look.turned(int(inspect(other).look, 16))
    coarse = (1 << look.COARSE) - 1
    return (
        min(look.distance(first & coarse, way & coarse) for way in ways),
        min(look.distance(first, way) for way in ways),
    )


@pytest.mark.parametrize("seed", range(1, 9))
def test_saving_anew_and_scaling_hardly_change_a_look(seed: int) -> None:
    base = photo(seed, 1_200, 900)
    original = saved(base, quality=92)
    changed = [
        saved(base, quality=25),
        saved(base.resize((600, 450)), quality=60),
        saved(base.resize((413, 311)), "PNG"),
        saved(base.convert("L"), quality=70),
        saved(ImageEnhance.Brightness(base).enhance(1.15)),
        saved(ImageEnhance.Contrast(base).enhance(0.8), "WEBP"),
        saved(base.transpose(Image.Transpose.ROTATE_90), exif=notes(6)),
    ]
    for other in changed:
        coarse, fine = apart(original, other)
        assert coarse <= 4
        assert fine <= 40


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_a_picture_that_was_turned_or_mirrored_is_known(turn: Image.Transpose) -> None:
    base = photo(5, 900, 700)
    coarse, fine = apart(saved(base), saved(base.transpose(turn), quality=60))
    assert coarse <= 4
    assert fine <= 40


def test_other_pictures_are_far_apart() -> None:
    files = [saved(photo(seed)) for seed in range(1, 26)]
    first = files[0]
    for other in files[1:]:
        coarse, _ = apart(first, other)
        assert coarse > 7


def paper(seed: int) -> Image.Image:
    """A filled form: the frame is the same on each, the words are not."""
    dice = random.Random(seed)
    made = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(made)
    font = ImageFont.truetype(path("fonts") / "ClaimSansSC-Regular.ttf", 18)
    pen.text((200, 30), "快递服务运单", font=font, fill="black")
    for y in range(80, 800, 28):
        words = "".join(chr(dice.randrange(0x4E00, 0x9000)) for _ in range(dice.randrange(3, 24)))
        pen.text((40, y), f"项目：{words}", font=font, fill="black")
    return made


def test_forms_filled_otherwise_are_not_alike_but_the_same_form_is() -> None:
    sheets = [paper(seed) for seed in range(10)]
    files = [saved(sheet) for sheet in sheets]
    for one, other in itertools.combinations(files, 2):
        coarse, fine = apart(one, other)
        assert coarse > 7 or fine > 56
    again = saved(sheets[0].resize((400, 566)), quality=50)
    coarse, fine = apart(files[0], again)
    assert coarse <= 4
    assert fine <= 40


@pytest.mark.parametrize("shade", ["white", "black", (120, 121, 120)])
def test_a_blank_picture_has_no_look(shade: str | tuple[int, int, int]) -> None:
    assert inspect(saved(Image.new("RGB", (300, 200), shade))).look == ""


@given(st.integers(0, (1 << 255) - 1))
def test_turning_points_leads_round_and_back(points: int) -> None:
    ways = look.turned(points)
    assert ways[0] == points
    assert len(ways) == 8
    for place in (1, 2, 3, 4, 7):  # mirrored, upside down, half round, over either diagonal
        assert look.turned(ways[place])[place] == points
    assert sorted(look.turned(ways[5])) == sorted(ways)
