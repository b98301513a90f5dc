"""QR codes: read back as they were meant, and what none can hold."""

from __future__ import annotations

import pytest
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


@given(TEXTS)
@example("AC1:2026-000001:1:ABCDEFGHABCDEFGH")
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


@pytest.mark.parametrize("text", ["", "abc", "理赔", "A" * 3392, "A\n"])
def test_what_the_code_cannot_hold_is_refused(text):
    with pytest.raises(Refusal) as caught:
        qr_rows(text)
    assert caught.value.code == "barcode_text"


def test_equal_texts_give_equal_codes():
    made = qr_rows("AC1:2026-000001:1:ABCDEFGHABCDEFGH")
    qr_rows.cache_clear()
    assert qr_rows("AC1:2026-000001:1:ABCDEFGHABCDEFGH") == made
