"""The block of a digital signature that can be seen on the page."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Final

from workstation.printing.canvas import drawn_page
from workstation.printing.fonts import BOLD, REGULAR, ClaimFont, claim_font
from workstation.printing.line_breaking import one_line

#: The size of the block in points.
WIDTH: Final = 180.0
HEIGHT: Final = 40.0
_TITLE: Final = "电子签名 Digital signature"


def drawn_block(signer: str, house: str, at: int) -> bytes:
    """A PDF page of the block's size: who signed, for whom, and when (milliseconds UTC)."""
    buffer = BytesIO()
    canvas = drawn_page(buffer, (WIDTH, HEIGHT))
    stamp = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(at // 1000))
    lines = ((_TITLE, 8.0, True), (house or signer, 7.0, False), (signer, 6.0, False))
    canvas._code.append(f"0.5 w 0.5 0.5 {WIDTH - 1:g} {HEIGHT - 1:g} re S")
    baseline = HEIGHT - 10.5
    for text, size, bold in (*lines, (stamp, 6.0, False)):
        font = claim_font(BOLD if bold else REGULAR)
        shown = _fitting("".join(c for c in text if c not in font.missing(text)), size, font)
        line = one_line(shown, font.width)
        operators = font.operators(line.text, size, canvas._doc, line.moves)
        canvas._code.append(f"0 g BT 5 {baseline:.2f} Td {operators} ET")
        baseline -= size + 1.8
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _fitting(text: str, size: float, font: ClaimFont) -> str:
    """The text, cut with "…" where it is wider than the block."""
    while text.strip("…") and font.text_width(text, size) > WIDTH - 10:
        text = text.removesuffix("…")[:-1] + "…"
    return text
