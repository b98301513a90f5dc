"""The same form in other engines, as their documentation shows ordinary use.

    python benchmarks/printing_peers.py ENGINE FORMS.json COUNT SECONDS

Each gets the widths, texts and least heights of all rows, the title, the bars of the waybill's
Code 128, the modules of the QR code and the name of a photo from a file, so that nothing of the
product is loaded beside it, and uses the product's own typeface. The tutorial draws both codes with
ReportLab's own widgets. An engine that is not installed is left out of the table.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from functools import cache
from html import escape as html_escape
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

_FONTS: Final = Path(__file__).resolve().parent.parent / "resources" / "fonts"

Bars = list[tuple[int, int]]
#: Widths of the cells, their texts, and the least height in points.
Rows = list[tuple[list[float], list[str], float]]


class Form(NamedTuple):
    """What a form says besides its rows; `bars` and the rows of `code` are start and width."""

    waybill: str
    serial: str
    organisation: str
    bars: Bars
    code: list[Bars]
    told: str
    photo: str


#: The package that each peer needs; CONTRIBUTING.md says how to install them for a measurement.
NEEDS: Final = {
    "tutorial": "reportlab",
    "typst": "typst",
    "typst_plain": "typst",
    "qt": "PySide6",
    "fpdf2": "fpdf",
    "weasyprint": "weasyprint",
}
#: So many files stand beside each other before one takes the place of another.
KEPT: Final = 1000
_LEFT, _TOP, _MODULE, _HIGH, _QR = 57.0, 50.0, 1.08, 28.0, 1.3
_PHOTO: Final = (144.0, 108.0)


def tutorial(rows: Rows, form: Form, target: Path) -> None:
    """Print with platypus as the ReportLab user guide shows it."""
    from reportlab.graphics.barcode import code128, qr
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Table

    if "Stock" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Stock", _FONTS / "ClaimSansSC-Regular.ttf"))
        pdfmetrics.registerFont(TTFont("StockBold", _FONTS / "ClaimSansSC-Bold.ttf"))
    body = ParagraphStyle("body", fontName="Stock", fontSize=9, leading=12.6, wordWrap="CJK")
    band = ParagraphStyle("band", parent=body, fontName="StockBold")
    title = ParagraphStyle("title", parent=band, fontSize=22, leading=30, alignment=1)
    side = len(form.code) * _QR
    square = Drawing(side, side)
    square.add(qr.QrCodeWidget(form.told, barWidth=side, barHeight=side, barBorder=0))
    story = [
        square,
        code128.Code128(form.waybill, barHeight=28, barWidth=1.08),
        Paragraph("理赔申请书", title),
        Paragraph(f"{form.organisation}　编号：{form.serial}", body),
    ]
    grid = [("GRID", (0, 0), (-1, -1), 0.4, colors.black)]
    for widths, group in groupby(rows, key=itemgetter(0)):
        style = band if len(widths) == 1 else body
        cells, heights = [], []
        for _, texts, least in group:
            cells.append([Paragraph(html_escape(text, quote=False), style) for text in texts])
            heights.append(least or None)
        story.append(Table(cells, colWidths=widths, rowHeights=heights, style=grid))
    story.append(Image(form.photo, *_PHOTO))
    margins = {"leftMargin": 50, "rightMargin": 42, "topMargin": 50, "bottomMargin": 50}
    document = SimpleDocTemplate(str(target), title="理赔申请书", pagesize=A4, **margins)
    document.build(story, canvasmaker=_numbered_canvas())


@cache
def _numbered_canvas() -> Any:
    """Return the usual canvas for 'page x of y', which replays its pages at the end."""
    from reportlab.pdfgen.canvas import Canvas

    class NumberedCanvas(Canvas):  # type: ignore[misc]
        """Keeps the state of each page until their number is known."""

        def __init__(self, *positional: Any, **named: Any) -> None:
            super().__init__(*positional, **named)
            self._saved: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802
            self._saved.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self._saved, 1):
                self.__dict__.update(state)
                self.setFont("Stock", 8.5)
                self.drawCentredString(300, 36, f"第 {number} 页　共 {len(self._saved)} 页")
                super().showPage()
            super().save()

    return NumberedCanvas


def _places(form: Form) -> list[tuple[float, float, float, float]]:
    """The bars of both codes from the top left corner: left, top, width, height in points."""
    places = []
    for number, runs in enumerate(form.code):
        places += [(start * _QR, number * _QR, width * _QR, _QR) for start, width in runs]
    left = len(form.code) * _QR + 20
    return [*places, *((left + at * _MODULE, 0.0, wide * _MODULE, _HIGH) for at, wide in form.bars)]


def _svg(form: Form) -> str:
    places = _places(form)
    path = "".join(f"M{x:.2f} {y:.2f}h{w:.2f}v{h:.2f}h-{w:.2f}z" for x, y, w, h in places)
    size = f'width="{places[-1][0] + places[-1][2]:.2f}" height="{len(form.code) * _QR:.2f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="{path}"/></svg>'


def typst(rows: Rows, form: Form, target: Path) -> None:
    """Print with Typst as PDF/A, from a source made of the rows."""
    _typst(rows, form, target, pdf_standards=["a-3a"])


def typst_plain(rows: Rows, form: Form, target: Path) -> None:
    """Print with Typst without tags, as small as it can."""
    _typst(rows, form, target, pdf_tags=False)


def _typst(rows: Rows, form: Form, target: Path, **told: Any) -> None:
    import typst as engine

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    parts = [
        '#set page(paper: "a4", margin: (x: 2cm, y: 1.8cm), numbering: "1 / 1")',
        '#set text(font: "Claim Sans SC", size: 9pt, lang: "zh")',
        f"#image(bytes({quoted(_svg(form))}), alt: {quoted(form.waybill)})",
        '#align(center, text(size: 22pt, weight: "bold", "理赔申请书"))',
        f"#text({quoted(f'{form.organisation}　编号：{form.serial}')})",
    ]
    for widths, group in groupby(rows, key=itemgetter(0)):
        columns = ", ".join(f"{width:.1f}pt" for width in widths)
        cells, heights = [], []
        for _, texts, least in group:
            cells += [f"text({quoted(text)})" for text in texts]
            heights.append(f"{least}pt" if least else "auto")
        table = f"columns: ({columns},), rows: ({', '.join(heights)},), stroke: 0.4pt, inset: 3pt"
        parts.append(f"#table({table}, {', '.join(cells)},)")
    photo = Path(form.photo)
    parts.append(f'#image("/{photo.name}", width: {_PHOTO[0]}pt, alt: "photo")')
    engine.compile(
        "\n".join(parts).encode(),
        output=str(target),
        root=str(photo.parent),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        **told,
    )


def qt(rows: Rows, form: Form, target: Path) -> None:
    """Print with Qt: a rich text document through QPdfWriter."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QMarginsF, QUrl
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageSize, QPdfWriter, QTextDocument

    if QGuiApplication.instance() is None:
        globals()["_application"] = QGuiApplication([])
        for weight in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(str(_FONTS / f"ClaimSansSC-{weight}.ttf"))
    writer = QPdfWriter(str(target))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 18, 18, 18))
    document = QTextDocument()
    for name, picture in _qt_codes(form).items():
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
    high = len(form.code) * _QR
    wide = _MODULE * sum(form.bars[-1])
    codes = f"<img src='qr' width='{high:.0f}' height='{high:.0f}'>　"
    codes += f"<img src='bars' width='{wide:.0f}' height='{_HIGH:.0f}'>"
    document.setHtml(_html(rows, form, codes))
    document.print_(writer)


def _qt_codes(form: Form) -> dict[str, Any]:
    """Both codes as pictures of one dot to the module."""
    from PySide6.QtGui import QImage

    black = 0xFF000000
    side = len(form.code)
    code = QImage(side, side, QImage.Format.Format_RGB32)
    bars = QImage(sum(form.bars[-1]), 1, QImage.Format.Format_RGB32)
    for picture, rows in ((code, form.code), (bars, [form.bars])):
        picture.fill(0xFFFFFFFF)
        for line, runs in enumerate(rows):
            for start, width in runs:
                for place in range(start, start + width):
                    picture.setPixel(place, line, black)
    return {"qr": code, "bars": bars}


def weasyprint(rows: Rows, form: Form, target: Path) -> None:
    """Print with WeasyPrint, from HTML and CSS."""
    import weasyprint as engine

    engine.HTML(string=_html(rows, form, _svg(form))).write_pdf(str(target))


def _html(rows: Rows, form: Form, codes: str) -> str:
    faces = "".join(
        f"@font-face{{font-family:Claim;font-weight:{weight};"
        f"src:url('{(_FONTS / f'ClaimSansSC-{name}.ttf').as_uri()}')}}"
        for name, weight in (("Regular", 400), ("Bold", 700))
    )
    parts = [
        f"<html lang='zh'><style>{faces}@page{{size:A4;margin:18mm 18mm 18mm 20mm}}"
        "body{font-family:Claim,'Claim Sans SC';font-size:9pt}"
        "table{border-collapse:collapse;width:100%}td{border:0.4pt solid black;padding:3pt}"
        "h1{text-align:center;font-size:22pt}</style><body>",
        codes,
        f"<h1>理赔申请书</h1><p>{html_escape(form.organisation)}　编号：{form.serial}</p>",
    ]
    for _, group in groupby(rows, key=itemgetter(0)):
        parts.append("<table border='1' cellspacing='0' cellpadding='2' width='100%'>")
        for _, texts, least in group:
            cells = "".join(f"<td>{html_escape(text)}</td>" for text in texts)
            parts.append(f"<tr style='height:{least}pt'>{cells}</tr>")
        parts.append("</table>")
    source = Path(form.photo).as_uri()
    size = f"width='{_PHOTO[0]:.0f}' height='{_PHOTO[1]:.0f}'"
    parts.append(f"<img src='{source}' {size} style='width:{_PHOTO[0]}pt;height:{_PHOTO[1]}pt'>")
    return "".join(parts)


def fpdf2(rows: Rows, form: Form, target: Path) -> None:
    """Print with fpdf2, its tables and its TrueType subsets."""
    from fpdf import FPDF
    from fpdf.fonts import FontFace

    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("Claim", "", str(_FONTS / "ClaimSansSC-Regular.ttf"))
    pdf.add_font("Claim", "B", str(_FONTS / "ClaimSansSC-Bold.ttf"))
    pdf.set_margins(_LEFT, _TOP)
    pdf.set_auto_page_break(True, _TOP)
    pdf.add_page()
    for left, top, wide, high in _places(form):
        pdf.rect(_LEFT + left, _TOP + top, wide, high, style="F")
    pdf.set_y(_TOP + len(form.code) * _QR + 8)
    pdf.set_font("Claim", "B", 22)
    pdf.cell(0, 30, "理赔申请书", align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Claim", "", 9)
    pdf.cell(0, 14, f"{form.organisation}　编号：{form.serial}", new_x="LMARGIN", new_y="NEXT")
    plain = FontFace(emphasis="")
    for widths, group in groupby(rows, key=itemgetter(0)):
        table = {"col_widths": widths, "line_height": 12, "headings_style": plain}
        with pdf.table(first_row_as_headings=False, wrapmode="CHAR", **table) as drawn:
            for _, texts, least in group:
                row = drawn.row(min_height=least or None)
                for text in texts:
                    row.cell(text)
    pdf.image(form.photo, w=_PHOTO[0], h=_PHOTO[1])
    pdf.output(str(target))


PEERS: Final = {
    "tutorial": tutorial,
    "typst": typst,
    "typst_plain": typst_plain,
    "qt": qt,
    "fpdf2": fpdf2,
    "weasyprint": weasyprint,
}


def memory() -> float:
    """The largest memory of this process so far, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main(engine: str, file: str, count: int, seconds: float) -> None:
    """Print forms until there are so many or the time is over, and tell what it took."""
    given = json.loads(Path(file).read_text("utf-8"))
    forms = [(rows, Form(*about)) for rows, about in given]
    times: list[float] = []
    used = 0.0
    with tempfile.TemporaryDirectory() as folder:
        end = time.perf_counter() + seconds
        while len(times) < count and (time.perf_counter() < end or len(times) < min(count, 3)):
            rows, form = forms[len(times) % len(forms)]
            target = Path(folder) / f"form-{len(times) % KEPT:03d}.pdf"
            start, begun = time.perf_counter(), time.process_time()
            PEERS[engine](rows, form, target)
            times.append(time.perf_counter() - start)
            used += (time.process_time() - begun) * (len(times) > 1)
        size = target.stat().st_size
    cpu = used / max(len(times) - 1, 1)
    told = {"times": times, "size": size, "peak": memory(), "early": 0.0, "cpu": cpu}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
