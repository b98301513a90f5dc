"""Forms look as their reference pages do."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.printing.reference_pages import FOLDER, FORMS, pages_of

#: Mean difference of a page in shades of 255; rounding the pictures to 16 shades costs about 1.
TOLERANCE = 3.0


def difference(page: Image.Image, reference: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(page, reference)).mean[0]


@pytest.mark.parametrize("name", FORMS)
def test_pages_look_like_their_references(name):
    references = sorted(FOLDER.glob(f"{name}-*.png"))
    pages = pages_of(name)
    assert len(pages) == len(references)
    for page, path in zip(pages, references, strict=True):
        with Image.open(path) as reference:
            assert reference.size == page.size
            assert difference(page, reference.convert("L")) < TOLERANCE, path.name


def test_the_comparison_sees_a_shift_of_one_millimetre():
    page = pages_of("ordinary")[0]
    shifted = ImageChops.offset(page, 0, 2)
    assert difference(page, shifted) > TOLERANCE
