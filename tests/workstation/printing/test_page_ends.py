"""What pages end with, the air that stands on them, and how large their QR code is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from PIL import Image

from workstation.domain.form_template import Template
from workstation.printing.form_facts import FormFacts
from workstation.printing.preview import render_page
from workstation.printing.render import compose, shipped_template
from workstation.printing.template_rows import Regions
from workstation.printing.template_samples import sample_facts


def pages_of(template: Template, facts: FormFacts) -> list[str]:
    """The text of each page, without blanks."""
    reader = pypdf.PdfReader(BytesIO(compose(template, facts)[0]))
    return ["".join(page.extract_text().split()) for page in reader.pages]


def test_an_empty_box_for_remarks_takes_no_page_of_its_own():
    template, facts = shipped_template("damage_assessment"), sample_facts("ordinary")
    (only,) = pages_of(template, facts)
    assert "备注" not in only
    assert "备注卡纸" in pages_of(template, facts.with_values(form__remarks="卡纸"))[1]


@pytest.mark.parametrize("form", ["damage_assessment", "payment_notice", "claim_form"])
def test_no_page_holds_nothing_but_an_empty_box_for_remarks(form):
    template = shipped_template(form)
    for size in range(0, 40, 3):
        told = "花瓶。\n" * size + "完"
        facts = sample_facts("ordinary").with_values(
            claim__description=told, assessment__note=told, payment__purpose=told
        )
        pages = pages_of(template, facts)
        last = pages[-1]
        assert "签字：" in last, size  # nor to what is noted below the signatures
        assert len(pages) == 1 or len(last) > 160, size


@pytest.mark.parametrize("language", ["zh", "en"])
def test_clauses_stand_clear_of_the_frame_above_them(language):
    rows = list(
        Regions(shipped_template("settlement_agreement", language), sample_facts("empty")).rows()
    )
    first = next(number for number, row in enumerate(rows) if not row.framed)
    assert 3 < rows[first].height < 9
    assert rows[first].with_next
    assert not rows[first + 1].framed


@pytest.mark.parametrize("serial", ["LP2026-000001", "2026-0001-000123"])
def test_a_qr_code_has_modules_that_plain_readers_see(tmp_path, serial):
    facts = replace(sample_facts("ordinary"), serial=serial)
    (tmp_path / "form.pdf").write_bytes(compose(shipped_template("claim_form"), facts)[0])
    page = render_page(tmp_path / "form.pdf", 0, 300)
    size = page.width, page.height
    picture = Image.frombuffer("RGBA", size, page.bgra, "raw", "BGRA", page.stride, 1).convert("L")
    (code,) = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
    side = code.position.top_right.x - code.position.top_left.x
    modules = 25 if len(code.text) <= 38 else 29
    assert side / modules * 25.4 / 300 > 0.6  # millimetres
