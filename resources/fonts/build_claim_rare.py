"""Build Claim Rare Mincho: the ideographs that Claim Sans SC does not have, once.

Names of people and places hold characters that no common typeface has (GB 18030-2022, level 3).
Hanazono Mincho (HanaMin, by the GlyphWiki project, SIL Open Font License 1.1; Debian package
``fonts-hanazono``) has them. This script takes from its two files every ideograph that Claim Sans
SC lacks and makes one file of them, without hints and layout tables, under a name of its own, as
the licence asks, and packs it (``.ttf.xz``): it is unpacked where it is first needed.

Run it as ``python build_claim_rare.py /usr/share/fonts/truetype/hanazono`` after
``build_claim_sans.py``. It needs ``fonttools`` and takes some minutes. The same input gives the
same bytes. ``list_coverage.py`` comes after it.
"""

from __future__ import annotations

import argparse
import lzma
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Claim Rare Mincho"
POSTSCRIPT = "ClaimRareMincho-Regular"
VERSION = "1.000"
#: 2020-01-01 00:00 UTC, in seconds since 1904-01-01.
STAMP = 3_660_681_600
#: Ideographs: extension A, the basic block, compatibility ideographs, the supplementary planes.
IDEOGRAPHS = (
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x323B0),
)
MOST_GLYPHS = 65_535

Font = Any


def ideographs(font: Font) -> set[int]:
    """Return the ideographs of a font."""
    return {code for code in font.getBestCmap() if any(code in block for block in IDEOGRAPHS)}


def cut(font: Font, characters: set[int]) -> Font:
    """Reduce ``font`` to ``characters``; hints, layout and vertical metrics go."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.legacy_kern = False
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.drop_tables += [
        *("BASE", "GSUB", "GPOS", "GDEF", "FFTM", "GlyphOrder", "prop", "vhea", "vmtx", "VORG"),
        *("gasp", "DSIG"),
    ]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def join(first: Font, second: Font) -> Font:
    """Put the glyphs and characters of ``second`` into ``first``."""
    names = {name: f"second.{name}" for name in second.getGlyphOrder() if name != ".notdef"}
    order = [*first.getGlyphOrder(), *names.values()]
    if len(order) > MOST_GLYPHS:
        raise SystemExit(f"{len(order)} glyphs do not fit into one file")
    glyf, other = first["glyf"], second["glyf"]
    for name, new in names.items():
        glyph = other[name]
        if glyph.isComposite():
            for part in glyph.components:
                part.glyphName = names[part.glyphName]
        glyf.glyphs[new] = glyph
        first["hmtx"][new] = second["hmtx"][name]
    glyf.glyphOrder = order
    first.setGlyphOrder(order)
    added = {code: names[name] for code, name in second.getBestCmap().items()}
    for table in first["cmap"].tables:
        if table.isUnicode():
            wide = table.format == 12
            table.cmap.update((c, n) for c, n in added.items() if wide or c <= 0xFFFF)
    return first


def rename(font: Font) -> None:
    """Give the font its own name; the copyright line stays."""
    table = font["name"]
    owner = table.getDebugName(0) or ""
    table.names = []
    licence = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    names = {
        0: owner,
        1: FAMILY,
        2: "Regular",
        3: f"{VERSION};{POSTSCRIPT}",
        4: FAMILY,
        5: f"Version {VERSION}; made from Hanazono Mincho 2017-09-04",
        6: POSTSCRIPT,
        13: licence,
        14: "https://openfontlicense.org",
    }
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = STAMP
    font["head"].fontRevision = float(VERSION)
    font["OS/2"].achVendID = "NONE"
    font["OS/2"].fsType = 0
    post = font["post"]
    post.formatType = 3.0
    post.extraNames = []
    post.mapping = {}
    post.glyphOrder = font.getGlyphOrder()


def build(folder: Path, sans: Path, target: Path) -> int:
    """Write the packed font and return the number of characters that it maps."""
    common = set(TTFont(str(sans), lazy=True).getBestCmap())
    first, second = TTFont(str(folder / "HanaMinB.ttf")), TTFont(str(folder / "HanaMinA.ttf"))
    wanted = ideographs(first) - common
    more = ideographs(second) - common - wanted
    font = join(cut(first, wanted), cut(second, more))
    rename(font)
    font.recalcTimestamp = False
    buffer = BytesIO()
    font.save(buffer)
    packed = lzma.compress(buffer.getvalue(), preset=9 | lzma.PRESET_EXTREME)
    target.write_bytes(packed)
    return len(TTFont(BytesIO(buffer.getvalue()), lazy=True).getBestCmap())


def main(arguments: list[str]) -> int:
    """Build the font."""
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description="Build Claim Rare Mincho from Hanazono Mincho.")
    parser.add_argument("folder", type=Path, help="folder of HanaMinA.ttf and HanaMinB.ttf")
    parser.add_argument("--to", type=Path, default=here)
    chosen = parser.parse_args(arguments)
    target = chosen.to / f"{POSTSCRIPT}.ttf.xz"
    count = build(chosen.folder, here / "ClaimSansSC-Regular.ttf", target)
    print(f"{target.name}: {count} characters, {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
