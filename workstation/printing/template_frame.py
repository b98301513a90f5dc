"""What stands above and below the rows of a form: head, number, codes, marks, foot, seal zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workstation.domain.form_slots import filled
from workstation.printing.barcode import can_encode, code128, module_count
from workstation.printing.document import PAGE_HEIGHT, PAGE_WIDTH, Page
from workstation.printing.flow import Margins
from workstation.printing.fonts import BOLD, REGULAR, claim_font
from workstation.printing.form_values import Writer
from workstation.printing.line_breaking import break_lines
from workstation.printing.qr import QUIET, qr_rows

MM: Final = 72 / 25.4
#: Room for the bars at the right of the head, the height of the number's and of the waybill's.
_BAR_ROOM: Final = 184.0
_NUMBER_HEIGHT: Final = 19.0
_WAYBILL_HEIGHT: Final = 14.0
_BAR_GAP: Final = 7.5
_MODULE: Final = 1.02
_SMALLEST_MODULE: Final = 0.6
#: Size of a module of the QR code: the one that plain readers read at 120 to 300 dots alike.
_QR_MODULE: Final = 1.74
_TOP: Final = 40.0
_TITLE: Final = 107.0
_LINE: Final = 129.0
_FOOT: Final = 806.0
_VOID_SIZE: Final = 120.0


class TemplateFrame:
    """Draws the head and the foot of every page of one form; `code` is what its QR code holds."""

    def __init__(self, writer: Writer, code: str = "") -> None:
        self._writer = writer
        self._facts = writer.facts
        self._template = writer.template
        self._words = writer.template.words
        self._code = code
        paper = writer.template.paper
        self._left = paper.left * MM
        self._width = paper.width * MM
        self._right = self._left + self._width
        self.margins = Margins(
            self._left,
            self._width,
            first_top=paper.first_top * MM,
            top=paper.top * MM,
            bottom=PAGE_HEIGHT - paper.bottom * MM,
        )
        self._colon = "：" if writer.template.language == "zh" else ": "
        self._marks = self._status_marks()

    def begin(self, page: Page, index: int) -> None:
        """Draw what stands above the rows."""
        if index:
            self._short_head(page)
            return
        beside = self._left + self._qr(page)
        self._owner(page, beside)
        self._number(page)
        self._boxed_marks(page, beside)
        self._title(page)
        self._meta(page)

    def end(self, page: Page, number: int, count: int) -> None:
        """Draw the foot, once the number of pages is known."""
        words, facts = self._words, self._facts
        paging = filled(words["page"], {"page": number, "pages": count})
        left = f"{self._template.title}　{words['version']} {self._template.version}"
        if self._template.valid_from:
            left += f" ({self._template.valid_from})"
        at = self._writer.minute(facts.printed_at)
        printed = " ".join(filter(None, [facts.printed_by, at]))
        right = f"{words['printed_by']} {printed}" if facts.printed_by else printed
        middle = self._left + self._width / 2
        room = (self._width - claim_font(REGULAR).text_width(paging, 8.5)) / 2 - 8
        page.text(self._left, _FOOT, _clipped(left, 7.5, room), 7.5, gray=0.35)
        self._centred(page, middle, _FOOT, paging, 8.5)
        self._to_right(page, _FOOT, _clipped(right, 7.5, room), 7.5, gray=0.35)
        if facts.rule:
            rule = f"{words['rule']} {facts.rule}"
            page.text(self._left, _FOOT + 10.5, _clipped(rule, 7.5, 230), 7.5, gray=0.35)
        if facts.serial:
            copy = f"{words['number']} {facts.serial}　{filled(words['copy_no'], {'count': self.copy})}"
            self._to_right(page, _FOOT + 10.5, _clipped(copy, 7.5, 250), 7.5, gray=0.35)
        if count > 1 and self._template.seal_zone:
            self._seal_zone(page)
        if facts.void:
            page.stamp(words["void"], _fitting(words["void"]))

    @property
    def copy(self) -> int:
        """Which print of the number this is, from 1."""
        return self._facts.copy_number or self._facts.reprint + 1

    def _status_marks(self) -> list[str]:
        facts, words = self._facts, self._words
        marks = []
        if facts.void:
            marks.append(words["void"])
        if not facts.serial:
            marks.append(words["unnumbered"])
        if not facts.approved:
            marks.append(words["unapproved"])
        if facts.reprint:
            marks.append(filled(words["reprint"], {"count": facts.reprint}))
        return marks

    def _qr(self, page: Page) -> float:
        """Draw the QR code at the top left and return the room that it takes."""
        if not self._code:
            return 0.0
        rows = qr_rows(self._code)
        side = len(rows) * _QR_MODULE
        top = _TOP - 6
        for number, row in enumerate(rows):
            if row:
                page.bars(self._left, top + number * _QR_MODULE, row, _QR_MODULE, _QR_MODULE)
        return side + (QUIET + 2) * _QR_MODULE

    def _owner(self, page: Page, left: float) -> None:
        """Write the organisation, and the reason why a form is void."""
        font = claim_font(BOLD)
        room = self._right - _BAR_ROOM - 14 - left
        size = 10.0
        while True:
            lines = break_lines(self._facts.organisation, font.width, int(room * 1000 / size))
            if len(lines) <= 2 or size <= 6:
                break
            size -= 0.5
        for place, line in enumerate(lines[:3]):
            page.text(left, _TOP + place * (size + 2), line, size, bold=True)
        if self._facts.void:
            told = f"{self._words['void']}{self._colon}{self._facts.void}"
            page.text(left, 87.0, _clipped(told, 8, room), 8)

    def _number(self, page: Page) -> None:
        """Write the number with its bars, below them the waybill with its own."""
        serial = self._facts.serial or self._words["unnumbered"]
        text = f"{self._words['number']}{self._colon}{serial}"
        size = 10.0
        while size > 6.5 and claim_font(BOLD).text_width(text, size) > _BAR_ROOM:
            size -= 0.5
        self._to_right(page, _TOP, text, size, bold=True)
        top = _TOP + 5.5
        if self._facts.serial and self._bars(page, self._facts.serial, top, _NUMBER_HEIGHT):
            top += _NUMBER_HEIGHT + _BAR_GAP
        waybill = str(self._facts.values.get("parcel.waybill") or "")
        if not waybill:
            return
        told = _clipped(f"{self._words['waybill']}{self._colon}{waybill}", 8, _BAR_ROOM)
        if self._bars(page, waybill, top, _WAYBILL_HEIGHT):
            self._to_right(page, top + _WAYBILL_HEIGHT + 10, told, 8)
        else:
            self._to_right(page, top + 9, told, 8)

    def _bars(self, page: Page, text: str, top: float, height: float) -> bool:
        """Draw a text as Code 128, unless it cannot be or would be too fine to read."""
        if not can_encode(text):
            return False
        bars = code128(text)
        count = module_count(bars)
        module = min(_MODULE, _BAR_ROOM / count)
        if module < _SMALLEST_MODULE:
            return False
        page.bars(self._right - count * module, top, bars, module, height)
        return True

    def _boxed_marks(self, page: Page, left: float) -> None:
        for mark in self._marks:
            width = claim_font(BOLD).text_width(mark, 9) + 10
            page.box(left, 61.5, width, 16, line=0.9)
            page.text(left + 5, 72.9, mark, 9, bold=True)
            left += width + 6

    def _title(self, page: Page) -> None:
        title, size = self._template.title, 22.0
        middle = self._left + self._width / 2
        width_at_1 = claim_font(BOLD).text_width(title, 1)
        room = 2 * (self._right - _BAR_ROOM - 6 - middle)
        if width_at_1 * size <= room:  # beside the codes
            self._centred(page, middle, _TITLE, title, size, bold=True)
            return
        size = min(18.0, self._width / width_at_1)
        self._centred(page, middle, _TITLE + 4, title, size, bold=True)

    def _meta(self, page: Page) -> None:
        """Write the lines of the head, at their right what the paper is good for."""
        right = self._words["customer" if self._writer.masked else "file"]
        if not self._facts.serial or not self._facts.approved:
            right = f"{self._words['invalid']}　{right}"
        wide = claim_font(REGULAR).text_width(right, 8)
        self._to_right(page, _LINE, right, 8, gray=0.25)
        text = "　".join(self._writer.filled(line, blank="") for line in self._template.head)
        page.text(self._left, _LINE, _clipped(text, 8.5, self._width - wide - 10), 8.5)

    def _short_head(self, page: Page) -> None:
        facts, words = self._facts, self._words
        title = self._template.title + words["continued"]
        page.text(self._left, 46, title, 10, bold=True)
        start = self._left + claim_font(BOLD).text_width(title, 10) + 12
        if self._marks:
            page.text(start, 46, "　".join(self._marks), 8.5, bold=True)
            start += claim_font(BOLD).text_width("　".join(self._marks), 8.5) + 8
        number = f"{words['number']}{self._colon}{facts.serial}" if facts.serial else facts.number
        parts = [number]
        if waybill := facts.values.get("parcel.waybill"):
            parts.append(f"{words['waybill']}{self._colon}{waybill}")
        room = max(self._right - start, 60.0)
        self._to_right(page, 46, _clipped("　".join(parts), 8.5, room), 8.5)

    def _seal_zone(self, page: Page) -> None:
        """Mark where the seal goes across the pages' edges."""
        edge = PAGE_WIDTH - 7
        page.rule(edge, PAGE_HEIGHT / 2 - 60, edge, PAGE_HEIGHT / 2 + 60, 0.5, "2 2")
        text = self._words["seal_zone"]
        if self._template.language != "zh":
            page.upright(edge - 6, PAGE_HEIGHT / 2 + 55, text, 7, gray=0.45)
            return
        baseline = PAGE_HEIGHT / 2 - 20
        for character in text:
            page.text(edge - 14, baseline, character, 8, gray=0.45)
            baseline += 12

    def _centred(
        self,
        page: Page,
        middle: float,
        baseline: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
    ) -> None:
        width = claim_font(BOLD if bold else REGULAR).text_width(text, size)
        page.text(middle - width / 2, baseline, text, size, bold=bold)

    def _to_right(
        self,
        page: Page,
        baseline: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        gray: float = 0,
    ) -> None:
        width = claim_font(BOLD if bold else REGULAR).text_width(text, size)
        page.text(self._right - width, baseline, text, size, bold=bold, gray=gray)


def _clipped(text: str, size: float, room: float) -> str:
    """Return ``text`` on one line, ending in an ellipsis if it is wider than ``room`` points."""
    text = text.replace("\n", " ")
    font = claim_font(REGULAR)
    if font.text_width(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits with its ellipsis
        middle = (low + high + 1) // 2
        if font.text_width(text[:middle] + "…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low] + "…"


def _fitting(text: str, size: float = _VOID_SIZE) -> float:
    """The size at which a stamp goes across the page."""
    width_at: Callable[[str, float], float] = claim_font(BOLD).text_width
    return min(size, 620 / max(width_at(text, 1), 1))
