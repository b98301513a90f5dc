"""The picture of a procedure as a vector file for screens and as a page for paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from workstation.domain.flow_scene import Path, Scene, Shape, Words
from workstation.domain.procedure import Procedure
from workstation.domain.refusal import Refusal
from workstation.printing.canvas import drawn_page
from workstation.printing.flow_scene import PALETTES, Taken, scene_of
from workstation.printing.fonts import BOLD, REGULAR, ClaimFont, claim_font

__all__ = ["PALETTES", "PAPERS", "Taken", "flow_pdf", "flow_svg"]

#: Paper -> its shorter and longer side in points; "fitted" is as large as the picture.
PAPERS: Final = {"a4": (595.276, 841.89), "a3": (841.89, 1190.551), "fitted": (0.0, 0.0)}
_EDGE: Final = 18.0
#: The faces a screen may have; ours is what the picture was measured with.
_FACES: Final = (
    "'Claim Sans SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC',"
    " 'Microsoft YaHei', sans-serif"
)
Moment = Callable[[int], str]


def flow_svg(
    procedure: Procedure,
    *,
    language: str = "zh",
    palette: str = "light",
    taken: Taken | None = None,
    moment: Moment | None = None,
) -> str:
    """The picture as SVG: plain words, no script, one point to the unit.

    `palette` is one of `PALETTES` (light, dark, grey); `taken` the way of a ticket, whose times
    `moment` tells. Raises `Refusal("value_unknown")`.
    """
    return _svg(_scene(procedure, language, palette, taken, moment), language)


def flow_pdf(
    procedure: Procedure,
    *,
    language: str = "zh",
    palette: str = "light",
    taken: Taken | None = None,
    moment: Moment | None = None,
    paper: str = "fitted",
) -> bytes:
    """The picture as one PDF page with our own faces; its words can be searched and copied.

    `paper` is one of `PAPERS`: on A4 and A3 the picture is turned the way in which it comes out
    larger, and never enlarged. Raises `Refusal("value_unknown")`.
    """
    if paper not in PAPERS:
        raise Refusal("value_unknown", field="paper", value=paper)
    return _pdf(_scene(procedure, language, palette, taken, moment), paper, language)


def measured(text: str, size: float, bold: bool) -> float:
    """The width of a text in our own face, in points; unknown characters count as 〓."""
    font = claim_font(BOLD if bold else REGULAR)
    return font.text_width(_shown(text, font), size)


def _scene(
    procedure: Procedure,
    language: str,
    palette: str,
    taken: Taken | None,
    moment: Moment | None,
) -> Scene:
    if palette not in PALETTES:
        raise Refusal("value_unknown", field="palette", value=palette)
    return scene_of(
        procedure, measured, language=language, palette=palette, taken=taken, moment=moment
    )


def _shown(text: str, font: ClaimFont) -> str:
    return "".join(letter if font.has(letter) else "〓" for letter in text)


# SVG


def _svg(scene: Scene, language: str) -> str:
    size = f'width="{scene.width:g}" height="{scene.height:g}"'
    box = f'viewBox="0 0 {scene.width:g} {scene.height:g}"'
    told = "zh-CN" if language.startswith("zh") else "en"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} xml:lang="{told}"'
        f' font-family={quoteattr(_FACES)} role="img">',
        f"<title>{escape(scene.title)}</title>",
        f'<rect width="100%" height="100%" fill="{scene.palette.page}"/>',
    ]
    for item in scene.items:
        lines.append(_svg_shape(item) if isinstance(item, Shape) else _svg_words(item))
    return "\n".join([*lines, "</svg>", ""])


def _svg_shape(item: Shape) -> str:
    facts = [f'd="{_svg_path(item.path)}"', f'fill="{item.fill or "none"}"']
    if item.edge:
        facts.append(f'stroke="{item.edge}" stroke-width="{item.width:g}"')
        if item.dash:
            facts.append(f'stroke-dasharray="{" ".join(f"{part:g}" for part in item.dash)}"')
    return f"<path {' '.join(facts)}/>"


def _svg_path(path: Path) -> str:
    return " ".join(code + " ".join(f"{_short(number)}" for number in told) for code, told in path)


def _svg_words(item: Words) -> str:
    facts = [f'x="{_short(item.x)}" y="{_short(item.y)}"', f'font-size="{item.size:g}"']
    facts.append(f'fill="{item.colour}"')
    if item.bold:
        facts.append('font-weight="700"')
    if item.middle:
        facts.append('text-anchor="middle"')
    return f"<text {' '.join(facts)}>{escape(item.text)}</text>"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


# PDF


def _pdf(scene: Scene, paper: str, language: str) -> bytes:
    width, height, scale = _page(scene, paper)
    out = BytesIO()
    told = "zh-CN" if language.startswith("zh") else "en"
    canvas = drawn_page(out, (width, height), pdfVersion=(1, 7), lang=told)
    document: Any = canvas._doc
    canvas.setTitle(scene.title)
    left, top = (width - scene.width * scale) / 2, (height - scene.height * scale) / 2
    canvas._code.extend(
        [
            f"{_rgb(scene.palette.page)} rg 0 0 {width:.2f} {height:.2f} re f",
            f"q {scale:.5f} 0 0 {-scale:.5f} {left:.3f} {height - top:.3f} cm 1 J 1 j",
        ]
    )
    for item in scene.items:
        told = _pdf_shape(item) if isinstance(item, Shape) else _pdf_words(item, document)
        canvas._code.append(told)
    canvas._code.append("Q")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(scene: Scene, paper: str) -> tuple[float, float, float]:
    """The page's width and height, and the scale of the picture on it."""
    short, long = PAPERS[paper]
    if not short:
        return scene.width, scene.height, 1.0
    best = (0.0, 0.0, 0.0)
    for width, height in ((long, short), (short, long)):
        scale = min((width - 2 * _EDGE) / scene.width, (height - 2 * _EDGE) / scene.height, 1.0)
        if scale > best[2]:
            best = (width, height, scale)
    return best


def _pdf_shape(item: Shape) -> str:
    parts = ["q"]
    if item.fill:
        parts.append(f"{_rgb(item.fill)} rg")
    if item.edge:
        dash = " ".join(f"{part:g}" for part in item.dash)
        parts.append(f"{_rgb(item.edge)} RG {item.width:g} w [{dash}] 0 d")
    for code, told in item.path:
        numbers = " ".join(_short(number) for number in told)
        parts.append(f"{numbers} {_OPERATORS[code]}".strip())
    parts.append("B" if item.fill and item.edge else "f" if item.fill else "S")
    return " ".join([*parts, "Q"])


_OPERATORS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def _pdf_words(item: Words, document: Any) -> str:
    font = claim_font(BOLD if item.bold else REGULAR)
    text = _shown(item.text, font)
    x = item.x - font.text_width(text, item.size) / 2 if item.middle else item.x
    shown = font.operators(text, item.size, document)
    return f"{_rgb(item.colour)} rg BT 1 0 0 -1 {x:.2f} {item.y:.2f} Tm {shown} ET"


def _rgb(colour: str) -> str:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts)
