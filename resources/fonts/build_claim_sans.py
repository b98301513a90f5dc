"""Build the Claim Sans SC fonts from Noto Sans CJK, once.

Printing and the window both need one typeface that every machine has and that a PDF writer can
embed glyph by glyph. Noto Sans CJK SC (SIL Open Font License 1.1, Debian package
``fonts-noto-cjk``) has all characters but comes with PostScript outlines in a collection, so this
script makes TrueType files of it:

* cubic outlines become quadratic ones, at most ``MAX_ERROR`` units away;
* radicals (U+2E80 to U+2FDF) that share a glyph with an ideograph leave the character map, so
  that text copied out of a printed page never turns into radicals;
* layout tables, hints and vertical metrics are dropped;
* which ideograph stands for which radical is written to ``radicals.toml`` beside the fonts;
* the family is renamed, as the licence asks of a modified font.

Run it as ``python build_claim_sans.py /usr/share/fonts/opentype/noto``. A face takes one to two
minutes. The output does not depend on the clock.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.O_S_2f_2 import Panose

FAMILY = "Claim Sans SC"
VERSION = "1.000"
MAX_ERROR = 1.0
RADICALS = range(0x2E80, 0x2FE0)
#: Blocks left out: Hangul syllables and their compatibility halves would add a sixth of the size.
LEFT_OUT = (range(0x1100, 0x1200), range(0xA960, 0xA980), range(0xAC00, 0xD800))
#: 2020-01-01 00:00 UTC, in seconds since 1904-01-01.
STAMP = 3_660_681_600
#: Limits of the TrueType machine; the counts among them are worked out when the font is saved.
MAXP_FIELDS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
)

Font = Any


def read_face(folder: Path, style: str) -> Font:
    """Return the simplified-Chinese face of the collection for ``style``."""
    collection = TTCollection(str(folder / f"NotoSansCJK-{style}.ttc"), lazy=True)
    for font in collection.fonts:
        if font["name"].getDebugName(1).startswith("Noto Sans CJK SC"):
            return font
    raise SystemExit(f"{folder}: no Noto Sans CJK SC in NotoSansCJK-{style}.ttc")


def wanted_characters(font: Font) -> set[int]:
    """Return the code points to keep."""
    cmap: dict[int, str] = font.getBestCmap()
    outside = {code for code in cmap if code not in RADICALS}
    taken = {cmap[code] for code in outside}
    own_radicals = {code for code in cmap if code in RADICALS and cmap[code] not in taken}
    return {c for c in outside if not any(c in block for block in LEFT_OUT)} | own_radicals


def folded_radicals(font: Font) -> dict[int, int]:
    """Return, for each radical drawn with an ideograph's glyph, that ideograph."""
    cmap: dict[int, str] = font.getBestCmap()
    ideographs = [*range(0x4E00, 0xA000), *range(0x3400, 0x4DC0), *range(0x20000, 0x323B0)]
    owners: dict[str, int] = {}
    for code in ideographs:
        if code in cmap:
            owners.setdefault(cmap[code], code)
    return {code: owners[cmap[code]] for code in RADICALS if code in cmap and cmap[code] in owners}


def write_radicals(pairs: dict[int, int], target: Path) -> None:
    """Write the radicals and their ideographs as TOML."""
    lines = [
        "# Made by build_claim_sans.py: radicals and the ideographs that have their glyph.",
        "[ideograph]",
        *(f'"U+{radical:04X}" = "{chr(han)}"  # U+{han:04X}' for radical, han in pairs.items()),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def cut(font: Font, characters: set[int]) -> None:
    """Reduce ``font`` to ``characters`` and drop layout, hints and vertical metrics."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.glyph_names = False
    options.legacy_kern = False
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def quadratic(font: Font) -> None:
    """Replace the CFF outlines by TrueType ones, in place."""
    glyph_set = font.getGlyphSet()
    order = font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    del font["CFF "]
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    for name in order:
        glyphs[name].recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))
    set_profile(font)
    font.sfntVersion = "\000\001\000\000"


def set_profile(font: Font) -> None:
    """Write the tables that say 'TrueType outlines'."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for field in MAXP_FIELDS:
        setattr(maxp, field, 0)
    post = font["post"]
    post.formatType = 3.0
    post.extraNames = []
    post.mapping = {}
    post.glyphOrder = font.getGlyphOrder()
    font["head"].created = font["head"].modified = STAMP
    font["head"].glyphDataFormat = 0


def rename(font: Font, style: str) -> None:
    """Give the font its own family name; the copyright and licence lines stay."""
    table = font["name"]
    kept = {n: table.getDebugName(n) for n in (0, 13, 14) if table.getDebugName(n)}
    table.names = []
    postscript = FAMILY.replace(" ", "") + "-" + style
    kept |= {
        1: FAMILY,
        2: style,
        3: f"{VERSION};{postscript}",
        4: FAMILY if style == "Regular" else f"{FAMILY} {style}",
        5: f"Version {VERSION}; made from Noto Sans CJK SC",
        6: postscript,
    }
    for number, text in sorted(kept.items()):
        table.setName(text, number, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.achVendID = "NONE"
    os2.fsType = 0
    os2.panose = os2.panose or Panose()
    bold = style == "Bold"
    os2.usWeightClass = 700 if bold else 400
    os2.fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0
    font["head"].fontRevision = float(VERSION)


def build(folder: Path, style: str, target: Path) -> int:
    """Build one face and return the number of characters it maps."""
    font = read_face(folder, style)
    if style == "Regular":
        write_radicals(folded_radicals(font), target.with_name("radicals.toml"))
    cut(font, wanted_characters(font))
    quadratic(font)
    rename(font, style)
    font.recalcTimestamp = False
    font.save(str(target))
    return len(TTFont(str(target), lazy=True).getBestCmap())


def main(arguments: list[str]) -> int:
    """Build the faces named on the command line, both if none is."""
    parser = argparse.ArgumentParser(description="Build Claim Sans SC from Noto Sans CJK.")
    parser.add_argument("folder", type=Path, help="folder of NotoSansCJK-*.ttc")
    parser.add_argument("styles", nargs="*", default=["Regular", "Bold"])
    parser.add_argument("--to", type=Path, default=Path(__file__).parent)
    chosen = parser.parse_args(arguments)
    for style in chosen.styles:
        target = chosen.to / f"ClaimSansSC-{style}.ttf"
        count = build(chosen.folder, style, target)
        print(f"{target.name}: {count} characters, {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
