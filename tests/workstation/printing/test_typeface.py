"""Our reader of font files against fonttools."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest

import resources
from workstation.printing.fonts import BOLD, REGULAR
from workstation.printing.typeface import Typeface

pytest.importorskip("fontTools", reason="fonttools is the oracle of these tests")
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FACES = [REGULAR, BOLD]


@pytest.mark.parametrize("name", FACES)
def test_the_bulk_reader_agrees_with_fonttools(name):
    path = resources.path(f"fonts/{name}.ttf")
    ours = Typeface(path)
    with TTFont(path, lazy=True) as theirs:
        order = theirs.getGlyphOrder()
        found = ((code, ours.glyph_of(code)) for code in range(sys.maxunicode + 1))
        mapped = {code: order[glyph] for code, glyph in found if glyph is not None}
        assert mapped == theirs.getBestCmap()
        assert ours.glyph_count == len(order)
        assert ours.name == theirs["name"].getDebugName(6)
        for glyph in range(0, len(order), 997):
            assert ours.width(glyph) == theirs["hmtx"][order[glyph]][0]


@pytest.mark.parametrize("name", FACES)
def test_the_fonts_are_named_and_licensed_as_the_licence_asks(name):
    with TTFont(resources.path(f"fonts/{name}.ttf"), lazy=True) as font:
        names = font["name"]
    assert names.getDebugName(1) == "Claim Sans SC"
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)
    for number in (1, 3, 4, 6):
        assert "Noto" not in names.getDebugName(number)
        assert "Source" not in names.getDebugName(number)
    assert "SIL OPEN FONT LICENSE Version 1.1" in resources.read_text("fonts/OFL.txt")


def _small_font(path, *, composite: bool) -> None:
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder([".notdef", "unused", "bar", "pair"])
    builder.setupCharacterMap({0x61: "bar", 0x62: "pair"})
    glyphs = {}
    for name in (".notdef", "unused", "bar"):
        pen = TTGlyphPen(None)
        pen.moveTo((100, 0)), pen.lineTo((100, 900)), pen.lineTo((300, 900)), pen.closePath()
        glyphs[name] = pen.glyph()
    pen = TTGlyphPen(glyphs)
    pen.addComponent("bar", (1, 0, 0, 1, 0, 0))
    pen.addComponent("bar", (1, 0, 0, 1, 500, 0))
    glyphs["pair"] = pen.glyph() if composite else glyphs["bar"]
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (1024, 100) for name in builder.font.getGlyphOrder()})
    builder.setupHorizontalHeader(ascent=1800, descent=-400)
    builder.setupNameTable(
        {"familyName": "Small", "styleName": "Regular", "psName": "Small-Regular"}
    )
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_parts_of_composite_glyphs_are_embedded_with_them(tmp_path):
    _small_font(tmp_path / "small.ttf", composite=True)
    face = Typeface(tmp_path / "small.ttf")
    assert face.width(0) == 500, "scaled to thousandths"
    program = face.subset([0, face.glyph_of(0x62)])
    cut = TTFont(BytesIO(program))
    assert cut["maxp"].numGlyphs == 3
    order = cut.getGlyphOrder()
    parts = cut["glyf"][order[1]].components
    assert [order.index(part.glyphName) for part in parts] == [2, 2]
    assert cut["glyf"][order[2]].numberOfContours == 1


@pytest.mark.parametrize("name", FACES)
def test_a_cut_font_is_the_same_whatever_was_cut_before(name, monkeypatch):
    path = resources.path(f"fonts/{name}.ttf")
    wanted = [Typeface(path).glyph_of(ord(letter)) for letter in "理赔申请书 1,409.50"]
    fresh = Typeface(path).subset([0, *wanted])
    monkeypatch.setattr("workstation.printing.typeface._MOST_KEPT", 8)
    used = Typeface(path)
    used.subset([0, *reversed(wanted)])
    assert used.subset([0, *wanted]) == fresh
    assert len(used._kept) <= 8
    assert TTFont(BytesIO(fresh), checkChecksums=2)["maxp"].numGlyphs == len(wanted) + 1
