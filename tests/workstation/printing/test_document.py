"""What archives and printers ask of the file itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from tests.workstation.printing.archive_rules import advances
from tests.workstation.printing.forms import MOMENT, longest, ordinary
from workstation.printing.claim_form import render_claim_form
from workstation.printing.document import write_whole


@pytest.fixture(scope="module")
def target(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("document") / "form.pdf"
    render_claim_form(longest(), path)
    return path


def fonts_of(reader: pypdf.PdfReader) -> dict[str, DictionaryObject]:
    fonts = {}
    for page in reader.pages:
        for name, font in page["/Resources"]["/Font"].items():
            fonts[name] = font.get_object()
    return fonts


def test_all_fonts_are_embedded_and_readable(target):
    fonts = fonts_of(pypdf.PdfReader(target))
    assert len(fonts) == 2
    for font in fonts.values():
        assert re.fullmatch(r"/[A-Z]{6}\+ClaimSansSC-(Regular|Bold)", font["/BaseFont"])
        assert font["/Encoding"] == "/Identity-H"
        assert b"beginbfchar" in font["/ToUnicode"].get_data()
        descendant = font["/DescendantFonts"][0].get_object()
        assert descendant["/CIDToGIDMap"] == "/Identity"
        assert descendant["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\0\1\0\0"


def test_fonts_are_cut_down_to_the_used_glyphs(target):
    pytest.importorskip("fontTools", reason="fonttools reads the embedded fonts")
    from fontTools.ttLib import TTFont

    for font in fonts_of(pypdf.PdfReader(target)).values():
        descendant = font["/DescendantFonts"][0].get_object()
        program = descendant["/FontDescriptor"]["/FontFile2"].get_data()
        face = TTFont(BytesIO(program))
        glyphs = face["maxp"].numGlyphs
        assert glyphs < 600
        order = face.getGlyphOrder()
        assert len(order) == glyphs
        assert [face["hmtx"][name][0] for name in order] == advances(descendant, glyphs)
        assert all(face["glyf"][name].numberOfContours >= 0 for name in order)


def test_the_file_states_title_author_and_time_twice_alike(target):
    reader = pypdf.PdfReader(target)
    form = longest()
    info = reader.metadata
    assert info.title == f"理赔申请书 {form.serial}"
    assert info.author == form.organisation
    assert int(info.creation_date.timestamp()) == form.printed_at // 1000 > MOMENT // 1000
    xmp = reader.xmp_metadata
    assert xmp.dc_title["x-default"] == info.title
    assert xmp.dc_creator == [info.author]
    made = xmp.xmp_create_date.replace(tzinfo=UTC)  # pypdf tells it in UTC and does not say so
    assert int(made.timestamp()) == form.printed_at // 1000
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_the_file_is_laid_out_for_archives(target):
    reader = pypdf.PdfReader(target)
    root = reader.trailer["/Root"]
    intent = root["/OutputIntents"][0].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_data()
    assert profile[36:40] == b"acsp"
    metadata = root["/Metadata"].get_object()
    assert "/Filter" not in metadata
    text = metadata.get_data().decode()
    ET.fromstring(text[text.index("<x:xmpmeta") : text.index("<?xpacket end")])
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>" in text
    assert "/ID" in reader.trailer
    assert "/AcroForm" not in root
    assert "/Encrypt" not in reader.trailer


def test_names_with_markup_stay_well_formed(tmp_path):
    from dataclasses import replace

    path = tmp_path / "form.pdf"
    render_claim_form(replace(ordinary(), organisation="A & B <理赔>"), path)
    reader = pypdf.PdfReader(path)
    assert reader.xmp_metadata.dc_creator == ["A & B <理赔>"]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_fault(target):
    done = subprocess.run(["qpdf", "--check", target], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "form.pdf"
    target.write_bytes(b"old")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("workstation.printing.document.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_form_is_drawn_without_loading_what_it_does_not_need(tmp_path):
    """ReportLab alone takes a fresh process longer than all else that a form takes."""
    draw = (
        "import sys; from pathlib import Path;"
        "from tests.workstation.printing.forms import longest;"
        "from workstation.printing.claim_form import render_claim_form;"
        "render_claim_form(longest(), Path(sys.argv[1]));"
        "print([name for name in ('reportlab', 'PIL', 'sqlite3') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", draw, tmp_path / "form.pdf"], capture_output=True, check=True
    )
    assert done.stdout.split() == [b"[]"]
