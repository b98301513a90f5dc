"""Code 128, drawn and read back by an independent reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from tests.workstation.printing.forms import ordinary
from workstation.domain.refusal import Refusal
from workstation.printing.barcode import QUIET_ZONE, code128, module_count
from workstation.printing.claim_form import render_claim_form
from workstation.printing.preview import render_page

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30)
WAYBILLS = st.from_regex(r"(SF|JT|YT|DPK)?[0-9]{8,15}(-[0-9]{1,2})?", fullmatch=True)


def picture(text: str) -> Image.Image:
    bars = code128(text)
    image = Image.new("L", ((module_count(bars) + 2 * QUIET_ZONE) * 3, 90), 255)
    pen = ImageDraw.Draw(image)
    for start, width in bars:
        left = (start + QUIET_ZONE) * 3
        pen.rectangle((left, 5, left + width * 3 - 1, 85), fill=0)
    return image


@settings(max_examples=60)
@given(st.one_of(PRINTABLE, WAYBILLS))
def test_what_is_drawn_is_read_back(text):
    found = zxingcpp.read_barcodes(picture(text))
    assert [(code.text, code.format) for code in found] == [(text, zxingcpp.BarcodeFormat.Code128)]


def test_digits_are_packed():
    assert module_count(code128("12345678")) == module_count(code128("1234")) + 22
    assert module_count(code128("SF1234567890123")) == 145


@pytest.mark.parametrize("text", ["", "运单", "a\nb", "é"])
def test_other_text_is_refused(text):
    with pytest.raises(Refusal) as caught:
        code128(text)
    assert caught.value.code == "barcode_text"


@pytest.mark.parametrize(
    ("waybill", "dpi"),
    [("SF1234567890123", 150), ("123456789012", 150), ("JDVA12345678901-1-3", 200)],
)
def test_the_printed_code_is_read_from_a_scan(waybill, dpi, tmp_path):
    target = tmp_path / "form.pdf"
    printed = render_claim_form(replace(ordinary(), waybill=waybill), target)
    page = render_page(target, 0, dpi)
    image = Image.frombuffer(
        "RGBA", (page.width, page.height), page.bgra, "raw", "BGRA", page.stride, 1
    )
    found = {code.text for code in zxingcpp.read_barcodes(image.convert("L"))}
    assert found == {ordinary().serial, waybill, printed.code}
