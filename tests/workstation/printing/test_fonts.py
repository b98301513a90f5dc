"""The fonts: what they show, what they refuse, how they are embedded."""

from __future__ import annotations

import re
from io import BytesIO

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from workstation.domain.refusal import Refusal
from workstation.printing.canvas import register_faces
from workstation.printing.document import Document
from workstation.printing.document_facts import Facts
from workstation.printing.fonts import BOLD, REGULAR, claim_font
from workstation.printing.typeface import Typeface, TypefaceError
from workstation.text.printable import clean

#: The ideographs that GB 18030-2022 asks for: basic block and extensions A to F.
_GB18030_2022 = (
    *(range(0x4E00, 0x9FF0), range(0x3400, 0x4DB6), range(0x20000, 0x2A6D7)),
    *(range(0x2A700, 0x2B735), range(0x2B740, 0x2B81E), range(0x2B820, 0x2CEA2)),
    range(0x2CEB0, 0x2EBE1),
)


def test_rare_names_and_latin_print():
    font = claim_font(BOLD)
    assert font.missing("䵖鿏𬸚𬭎𫖮㛃䶮ABCxyz0129éüΩЖかカ，。☐☑") == []
    assert font.missing("a😀b😀𬶩\u9fff") == ["😀", "\u9fff"]
    for block in _GB18030_2022:
        assert all(font.has(chr(code)) for code in block)


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_characters_of_the_rare_face_stand_among_the_others(name):
    font = claim_font(name)
    parts = font.runs("陈𬶩𪚥龘𠀀a")
    assert [(part, font is own) for own, part in parts] == [
        ("陈", True),
        ("𬶩𪚥", False),
        ("龘", True),
        ("𠀀", False),
        ("a", True),
    ]
    assert font.text_width("陈𬶩", 10) == font.text_width("陈", 10) + font.text_width("𬶩", 10)
    assert font.width("𬶩") == 1000


def test_a_line_moves_on_at_the_same_places_whatever_face_shows_it():
    document = Document(Facts("t", "a", 0))
    font = document.regular
    shown = font.operators("陈𬶩、龘", 10, document.pdf, [(0, 30), (1, -40), (2, 50)])
    assert re.sub(r"<[^>]*>", "x", shown) == (
        "/F1 10 Tf [x-30] TJ /F2 10 Tf [x40] TJ /F1 10 Tf [x-50x] TJ"
    )


@given(st.text(st.sampled_from("理赔申请书ABC 123，。é𬸚䶮𬶩𠀀(\\)"), max_size=40))
def test_any_text_on_a_reportlab_canvas_is_read_back(text):
    buffer = BytesIO()
    font = claim_font()
    register_faces()
    canvas = Canvas(buffer, initialFontName=REGULAR)
    canvas.setFont(REGULAR, 12)
    canvas.drawString(50, 700, text)
    plain = sum(map(font.width, text)) * 12 / 1000
    assert canvas.stringWidth(text, REGULAR, 12) == pytest.approx(plain)
    canvas.save()
    assert pypdf.PdfReader(buffer).pages[0].extract_text().split() == text.split()


def test_two_documents_at_a_time_do_not_mix():
    font = claim_font()
    register_faces()
    first, second = BytesIO(), BytesIO()
    canvases = [Canvas(buffer, initialFontName=REGULAR) for buffer in (first, second)]
    for canvas, words in zip(canvases, ("赔付", "Latin"), strict=True):
        canvas.setFont(font.fontName, 12)
        canvas.drawString(50, 700, words)
    for canvas in canvases:
        canvas.save()
    assert pypdf.PdfReader(first).pages[0].extract_text().strip() == "赔付"
    assert pypdf.PdfReader(second).pages[0].extract_text().strip() == "Latin"


def test_flowables_can_use_the_font():
    register_faces()
    buffer = BytesIO()
    style = ParagraphStyle("form", fontName=REGULAR, fontSize=10, wordWrap="CJK")
    SimpleDocTemplate(buffer, initialFontName=REGULAR).build([Paragraph("理赔申请书 " * 30, style)])
    assert "理赔申请书" in pypdf.PdfReader(buffer).pages[0].extract_text()


def test_a_missing_glyph_is_refused_by_name():
    with pytest.raises(Refusal) as caught:
        claim_font().text_width("好😀", 9)
    assert caught.value.facts == {"character": "😀", "code_point": "U+1F600"}


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(100), b"\0\1\0\0" + bytes(8), b"%PDF"])
def test_what_is_no_truetype_font_is_refused(content, tmp_path):
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    with pytest.raises(TypefaceError, match=r"broken\.ttf"):
        Typeface(path)


def test_text_is_made_fit_for_paper():
    assert clean("a\r\nb\rc\u2028d\te\u3000f\u00a0g") == "a\nb\nc\nd e\u3000f g"
    assert clean("⽇⻅\ue863\ue81e\ue81d") == "日见䶮龴㔾"
    assert clean("葛\U000e0100城\ufe0f\u200d\ufeff\x1b\xad") == "葛城"
    assert clean("plain 理赔") == "plain 理赔"


@given(st.text())
def test_clean_text_stays_clean(text):
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(character) < 32 and character != "\n" for character in once)
