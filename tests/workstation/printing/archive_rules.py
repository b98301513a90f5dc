"""What PDF/A-3u asks of a file of ours (ISO 19005-3), looked at without the code that made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pypdf
from fontTools.ttLib import TTFont

_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>")


def breaches(content: bytes) -> list[str]:
    """Every rule that a file breaks."""
    return list(_breaches(content))


def _breaches(content: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(BytesIO(content))
    root = reader.trailer["/Root"]
    if "/ID" not in reader.trailer or "/Encrypt" in reader.trailer:
        yield "no identifier, or encrypted"
    intent = root["/OutputIntents"][0].get_object()
    if intent["/S"] != "/GTS_PDFA1" or b"acsp" not in intent["/DestOutputProfile"].get_data()[:64]:
        yield "no output intent with a profile"
    xmp = root["/Metadata"].get_object()
    told = xmp.get_data().decode()
    if "/Filter" in xmp or "<pdfaid:part>3<" not in told or "conformance>U<" not in told:
        yield "metadata does not state what the file is"
    for name in ("/Title", "/Author", "/Producer"):
        text = str(reader.metadata[name]).replace("&", "&amp;").replace("<", "&lt;")
        if text.replace(">", "&gt;") not in told:
            yield f"metadata disagree on {name}"
    if "/AA" in root or ("/OpenAction" in root and "/JS" in str(root["/OpenAction"])):
        yield "it acts by itself"
    for number, page in enumerate(reader.pages, 1):
        for breach in _of_page(page):
            yield f"page {number}: {breach}"


def _of_page(page: pypdf.PageObject) -> Iterator[str]:
    resources = page["/Resources"]
    if "/ExtGState" in resources or page.get("/Group", {}).get("/S") == "/Transparency":
        yield "it may be seen through"
    for image in resources.get("/XObject", {}).values():
        made = image.get_object()
        if made["/ColorSpace"] not in ("/DeviceGray", "/DeviceRGB") or "/SMask" in made:
            yield f"a picture in {made['/ColorSpace']}"
    codes = _codes(page.get_contents().get_data())
    for name, font in resources.get("/Font", {}).items():
        yield from _of_font(name, font.get_object(), codes.get(name[1:], set()))


def advances(font: pypdf.generic.DictionaryObject, count: int) -> list[int]:
    """The widths that a descendant font tells of its codes (ISO 32000-1, 9.7.4.3)."""
    found = [int(font["/DW"])] * count
    told = iter(font["/W"])
    for first, widths in zip(told, told, strict=True):
        found[first : first + len(widths)] = map(int, widths)
    assert len(found) == count
    return found


def _codes(content: bytes) -> dict[str, set[int]]:
    """The codes that are shown, by font."""
    found: dict[str, set[int]] = {}
    font = ""
    for name, digits in _SHOWN.findall(content):
        if name:
            font = name.decode()
        else:
            codes = (int(digits[at : at + 4], 16) for at in range(0, len(digits), 4))
            found.setdefault(font, set()).update(codes)
    return found


def _of_font(name: str, font: pypdf.generic.DictionaryObject, codes: set[int]) -> Iterator[str]:
    if font["/Subtype"] != "/Type0" or not re.match(r"/[A-Z]{6}\+", font["/BaseFont"]):
        yield f"{name} is no cut-down composite font"
        return
    below = font["/DescendantFonts"][0].get_object()
    descriptor = below["/FontDescriptor"].get_object()
    if "/FontFile2" not in descriptor:
        yield f"{name} is not embedded"
        return
    face = TTFont(BytesIO(descriptor["/FontFile2"].get_object().get_data()))
    if codes and max(codes) >= face["maxp"].numGlyphs:
        yield f"{name} lacks glyphs that are shown"
    if 0 in codes:
        yield f"{name} shows the glyph of nothing"
    told = font["/ToUnicode"].get_object().get_data()
    named = {int(code, 16) for code in re.findall(rb"<([0-9A-F]{4})> <[0-9A-F]+>", told)}
    if codes - named:
        yield f"{name} has codes without characters: {sorted(codes - named)[:5]}"
    order = face.getGlyphOrder()
    widths = advances(below, len(order))
    scale = face["head"].unitsPerEm / 1000
    for code in codes & set(range(len(order))):
        if abs(face["hmtx"][order[code]][0] / scale - widths[code]) > 1:
            yield f"{name} is told another width of {code}"
