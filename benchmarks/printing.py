"""How fast claim forms are made, beside the same content in ReportLab as its tutorials use it.

    python benchmarks/printing.py [--seconds 10] [--check]

Both run in this process, one after the other, with the same typeface and the same rows of text;
the peer builds a platypus story of tables and paragraphs with the stock TrueType class, the
library's own Code 128 widget and the usual canvas for "page x of y". Ours also writes the file
durably, with metadata for archives. Compare ratios, not milliseconds. ``--check`` fails below the
goal.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from resources import path
from workstation.domain.claim_amount import ClaimFacts, CompensationRule, Source, propose
from workstation.printing.claim_form import (
    ClaimForm,
    FormEvidence,
    FormItem,
    FormParty,
    render_claim_form,
)
from workstation.printing.form_facts import facts_of
from workstation.printing.render import shipped_template
from workstation.printing.template_rows import Regions

MOMENT = 1_790_000_000_000
#: PDFs a second against the tutorial style. Photographs and QR codes, which cost the peer most,
#: are not on this form.
GOAL = 2.0
STORY = "派件当日收件人当面开箱，发现瓶口碎裂（运单 SF1234567890123），要求赔付1,409.50元。" * 12


@dataclass(frozen=True, slots=True)
class Result:
    """Times of one engine in seconds, and the size of its file in bytes."""

    name: str
    first: float
    times: list[float]
    size: int

    @property
    def rate(self) -> float:
        """Files a second."""
        return len(self.times) / sum(self.times)


def claim(number: int) -> ClaimForm:
    """Return a form that differs from every other one."""
    source = Source("快递暂行条例", "第二十八条", "2025-06-01")
    rule = CompensationRule("express.insured", "2", "insured_share", source)
    loss = 150_000 + number
    proposal = propose(ClaimFacts("damage", 300_000, 200_000, 1_800, loss, MOMENT), [rule])
    sender = FormParty(
        "sender", "晨光瓷器商行", "13800138000", "91440300MA5XXXXX0X", "深圳市南山区科技园南路18号"
    )
    return ClaimForm(
        number=f"LP-{number:06d}",
        waybill=f"SF{1234567890000 + number}",
        created_at=MOMENT,
        organisation="华南区客户服务中心",
        applicant=sender,
        kind="damage",
        serial=f"2026-{number:06d}",
        approved=True,
        sender=sender,
        receiver=replace(sender, role="receiver", name="王小明"),
        carrier="顺丰速运",
        product="标快",
        goods="水晶花瓶（易碎）",
        posted_at=MOMENT,
        weight_g=3_250,
        freight_fen=1_800,
        value_fen=300_000,
        insured_fen=200_000,
        description=STORY,
        items=tuple(
            FormItem(f"手工水晶花瓶 {n}", n, 30_000, 30_000, f"HX-{n}") for n in range(1, 6)
        ),
        claimed_fen=loss,
        proposed_fen=proposal.total_fen,
        approved_fen=proposal.total_fen,
        basis=proposal.basis,
        evidence=tuple(FormEvidence(f"证明材料 {n}", n != 3) for n in range(6)),
        payee="晨光瓷器商行",
        payee_account="6222 0210 0111 6245 702",
        payee_bank="中国工商银行深圳科技园支行",
        printed_at=MOMENT,
    )


def ours(rows: Rows, form: ClaimForm, target: Path) -> None:
    """Print with the product's own code."""
    render_claim_form(form, target)


Rows = list[tuple[tuple[float, ...], list[str]]]


def content(form: ClaimForm) -> Rows:
    """Return the widths and texts of all rows of the form, for an engine that has to lay them out."""
    found: Rows = []
    for row in Regions(shipped_template("claim_form"), facts_of(form)).rows():
        texts = ["".join(line.text for line in cell.lines) for cell in row.cells]
        found.append((tuple(cell.width for cell in row.cells), texts))
    return found


def tutorial(rows: Rows, form: ClaimForm, target: Path) -> None:
    """Print with platypus as the ReportLab user guide shows it."""
    from reportlab.graphics.barcode import code128
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    if "Stock" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Stock", path("fonts/ClaimSansSC-Regular.ttf")))
        pdfmetrics.registerFont(TTFont("StockBold", path("fonts/ClaimSansSC-Bold.ttf")))
    body = ParagraphStyle("body", fontName="Stock", fontSize=9, leading=12.6, wordWrap="CJK")
    band = ParagraphStyle("band", parent=body, fontName="StockBold")
    title = ParagraphStyle("title", parent=band, fontSize=22, leading=30, alignment=1)
    story = [
        code128.Code128(form.waybill, barHeight=28, barWidth=1.08),
        Paragraph("理赔申请书", title),
        Paragraph(f"{form.organisation}　编号：{form.serial}", body),
    ]
    grid = [("GRID", (0, 0), (-1, -1), 0.4, colors.black)]
    for widths, group in groupby(rows, key=itemgetter(0)):
        style = band if len(widths) == 1 else body
        cells = [[Paragraph(escape(text), style) for text in texts] for _, texts in group]
        story.append(Table(cells, colWidths=widths, style=grid))
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


def measure(name: str, make: Callable[[Rows, ClaimForm, Path], None], seconds: float) -> Result:
    """Make forms for ``seconds`` and time each one; the first is kept apart."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "form.pdf"
        form = claim(0)
        rows = content(form) if make is tutorial else []
        start = time.perf_counter()
        make(rows, form, target)
        first = time.perf_counter() - start
        times: list[float] = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or len(times) < 5:
            form = claim(len(times) + 1)
            rows = content(form) if make is tutorial else []
            start = time.perf_counter()
            make(rows, form, target)
            times.append(time.perf_counter() - start)
        return Result(name, first, times, target.stat().st_size)


def cold(engine: str) -> float:
    """Return the seconds that a fresh process takes for one form, the best of three."""
    command = [sys.executable, __file__, "--once", engine]
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True)
        best = min(best, time.perf_counter() - start)
    return best


ENGINES = {"tutorial": tutorial, "ours": ours}


def main(arguments: list[str]) -> int:
    """Measure and print a table; 1 if a goal is missed and ``--check`` was given."""
    parser = argparse.ArgumentParser(description="Claim forms a second.")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--check", action="store_true", help="fail below the goal")
    parser.add_argument("--once", choices=ENGINES, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.once:
        with tempfile.TemporaryDirectory() as folder:
            form = claim(0)
            rows = content(form) if chosen.once == "tutorial" else []
            ENGINES[chosen.once](rows, form, Path(folder) / "form.pdf")
        return 0
    results = [measure(name, make, chosen.seconds) for name, make in ENGINES.items()]
    base = results[0]
    print("| engine | cold process ms | PDFs/s | ratio | p50 ms | p95 ms | KB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for result in results:
        times = sorted(result.times)
        p95 = times[int(len(times) * 0.95)]
        print(
            f"| {result.name} | {cold(result.name) * 1000:.0f} | {result.rate:.1f}"
            f" | {result.rate / base.rate:.1f} | {statistics.median(times) * 1000:.1f}"
            f" | {p95 * 1000:.1f} | {result.size / 1000:.0f} |"
        )
    missed = results[-1].rate / base.rate < GOAL
    if missed:
        print(f"goal missed: at least {GOAL:g} times the tutorial's rate")
    return int(missed and chosen.check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
