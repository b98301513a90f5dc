"""QR codes, compared with an independent maker's and read back by an independent reader."""

from __future__ import annotations

import pytest
import segno
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from workstation.domain.refusal import Refusal
from workstation.printing.qr import QUIET, qr_rows

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
TEXTS = st.text(LETTERS, min_size=1, max_size=262)


def modules(text: str) -> list[list[int]]:
    rows = qr_rows(text)
    drawn = [[0] * len(rows) for _ in rows]
    for row, runs in enumerate(rows):
        for start, length in runs:
            drawn[row][start : start + length] = [1] * length
    return drawn


def fills_its_bytes(text: str) -> bool:
    """Whether the text ends with a byte, where the other maker puts an empty one more."""
    return (4 + 9 + len(text) // 2 * 11 + len(text) % 2 * 6 + 4) % 8 == 0


@given(TEXTS)
@example("AC1:2026-000001:1:ABCDEFGHABCDEFGH")
@example("A" * 262)
def test_a_code_is_that_of_another_maker(text):
    if not fills_its_bytes(text):
        made = segno.make(text, "m", mask=4, micro=False, boost_error=False, mode="alphanumeric")
        assert modules(text) == [[module & 1 for module in row] for row in made.matrix]


@given(TEXTS)
def test_a_code_is_read_back(text):
    drawn = modules(text)
    side = len(drawn) + 2 * QUIET
    image = Image.new("L", (side, side), 255)
    for row, line in enumerate(drawn):
        for column, dark in enumerate(line):
            if dark:
                image.putpixel((column + QUIET, row + QUIET), 0)
    found = zxingcpp.read_barcodes(image.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    assert [(code.text, code.format) for code in found] == [(text, zxingcpp.BarcodeFormat.QRCode)]


@pytest.mark.parametrize("text", ["", "abc", "理赔", "A" * 263, "A\n"])
def test_what_the_code_cannot_hold_is_refused(text):
    with pytest.raises(Refusal) as caught:
        qr_rows(text)
    assert caught.value.code == "barcode_text"
