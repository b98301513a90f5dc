"""What stands above and below the rows of the claim form: head, number, bar code, foot."""

from __future__ import annotations

from workstation.printing.barcode import can_encode, code128, module_count
from workstation.printing.claim_form import ClaimForm
from workstation.printing.document import PAGE_HEIGHT, PAGE_WIDTH, Page
from workstation.printing.flow import Margins
from workstation.printing.fonts import BOLD, REGULAR, claim_font
from workstation.printing.line_breaking import break_lines
from workstation.printing.moments import date_text, minute_text
from workstation.printing.wording import Wording

#: 20 mm are kept free on the left for binding.
LEFT = 57.0
WIDTH = 496.0
RIGHT = LEFT + WIDTH
MARGINS = Margins(LEFT, WIDTH, first_top=116, top=56, bottom=790)

_BAR_ROOM = 184.0
_BAR_HEIGHT = 28.0
_MODULE = 1.08
_SMALLEST_MODULE = 0.6
_FOOT = 806.0


class ClaimFrame:
    """Draws the head and the foot of every page of one form."""

    def __init__(self, form: ClaimForm, wording: Wording) -> None:
        self._form = form
        self._wording = wording
        self._marks = self._status_marks()

    def begin(self, page: Page, index: int) -> None:
        """Draw what stands above the rows."""
        if index:
            self._short_head(page)
            return
        self._owner(page)
        title = self._wording.title
        _centred(page, LEFT + WIDTH / 2, 86, title, 22, bold=True)
        self._number(page)
        self._bar_code(page)
        self._boxed_marks(page)

    def end(self, page: Page, number: int, count: int) -> None:
        """Draw the foot, once the number of pages is known."""
        form, wording = self._form, self._wording
        paging = wording.text("page").format(page=number, pages=count)
        left = f"{wording.title}　{wording.label('version')} {wording.version}"
        if form.rule:
            left += f"　{wording.label('rule')} {form.rule}"
        printed = " ".join(filter(None, [form.printed_by, minute_text(form.printed_at, form.zone)]))
        right = f"{wording.label('printed_by')} {printed}" if form.printed_by else printed
        page.text(LEFT, _FOOT, _clipped(left, 7.5, 185), 7.5, gray=0.35)
        _centred(page, LEFT + WIDTH / 2, _FOOT, paging, 8.5)
        _right(page, _FOOT, _clipped(right, 7.5, 185), 7.5, gray=0.35)
        if count > 1:
            self._seal_zone(page)

    def _status_marks(self) -> list[str]:
        form, wording = self._form, self._wording
        marks = []
        if not form.serial:
            marks.append(wording.text("marks", "unnumbered"))
        if not form.approved:
            marks.append(wording.text("marks", "unapproved"))
        if form.reprint:
            marks.append(wording.text("marks", "reprint").format(count=form.reprint))
        return marks

    def _owner(self, page: Page) -> None:
        """Write the organisation, the claim number and the date of application."""
        form, wording = self._form, self._wording
        font = claim_font(BOLD)
        room = WIDTH - _BAR_ROOM - 16
        size = 10.0
        while size > 6:
            lines = break_lines(form.organisation, font.width, int(room * 1000 / size))
            if len(lines) <= 2:
                break
            size -= 0.5
        for place, line in enumerate(lines[:2]):
            page.text(LEFT, 40 + place * 12, line, size, bold=True)
        number = f"{wording.label('claim_number')}：{form.number}"
        applied = f"{wording.label('applied_at')}：{date_text(form.created_at, form.zone)}"
        page.text(LEFT, 108, _clipped(f"{number}　{applied}", 8.5, room - 60), 8.5)

    def _number(self, page: Page) -> None:
        form, wording = self._form, self._wording
        serial = form.serial or wording.text("marks", "unnumbered")
        text = f"{wording.label('number')}：{serial}"
        size = 10.0
        while size > 6.5 and claim_font(BOLD).text_width(text, size) > _BAR_ROOM:
            size -= 0.5
        _right(page, 40, text, size, bold=True)

    def _bar_code(self, page: Page) -> None:
        """Draw the waybill as Code 128 with its figures below."""
        waybill = self._form.waybill
        if not waybill:
            return
        if can_encode(waybill):
            bars = code128(waybill)
            count = module_count(bars)
            module = min(_MODULE, _BAR_ROOM / count)
            if module >= _SMALLEST_MODULE:
                page.bars(RIGHT - count * module, 48, bars, module, _BAR_HEIGHT)
                centre = RIGHT - count * module / 2
                _centred(page, centre, 86, _clipped(waybill, 8.5, _BAR_ROOM), 8.5)
                return
        label = self._wording.label("waybill")
        _right(page, 60, _clipped(f"{label}：{waybill}", 8.5, _BAR_ROOM), 8.5)

    def _boxed_marks(self, page: Page) -> None:
        left = LEFT
        for mark in self._marks:
            width = claim_font(BOLD).text_width(mark, 9) + 10
            page.box(left, 66, width, 16, line=0.9)
            page.text(left + 5, 77.4, mark, 9, bold=True)
            left += width + 6
        if not self._form.serial or not self._form.approved:
            notice = self._wording.text("marks", "invalid")
            _right(page, 108, notice, 8, gray=0.25)

    def _short_head(self, page: Page) -> None:
        form, wording = self._form, self._wording
        title = wording.title + wording.text("continued")
        page.text(LEFT, 46, title, 10, bold=True)
        if self._marks:
            start = LEFT + claim_font(BOLD).text_width(title, 10) + 12
            page.text(start, 46, "　".join(self._marks), 8.5, bold=True)
        serial = form.serial or form.number
        label = wording.label("number" if form.serial else "claim_number")
        parts = [f"{label}：{serial}"]
        if form.waybill:
            parts.append(f"{wording.label('waybill')}：{form.waybill}")
        _right(page, 46, _clipped("　".join(parts), 8.5, 290), 8.5)

    def _seal_zone(self, page: Page) -> None:
        """Mark where the seal goes across the pages' edges."""
        edge = PAGE_WIDTH - 7
        page.rule(edge, PAGE_HEIGHT / 2 - 60, edge, PAGE_HEIGHT / 2 + 60, 0.5, "2 2")
        baseline = PAGE_HEIGHT / 2 - 20
        for character in self._wording.text("seal_zone"):
            page.text(edge - 14, baseline, character, 8, gray=0.45)
            baseline += 12


def _centred(
    page: Page,
    middle: float,
    baseline: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    gray: float = 0,
) -> None:
    width = claim_font(BOLD if bold else REGULAR).text_width(text, size)
    page.text(middle - width / 2, baseline, text, size, bold=bold, gray=gray)


def _right(
    page: Page, baseline: float, text: str, size: float, *, bold: bool = False, gray: float = 0
) -> None:
    width = claim_font(BOLD if bold else REGULAR).text_width(text, size)
    page.text(RIGHT - width, baseline, text, size, bold=bold, gray=gray)


def _clipped(text: str, size: float, room: float) -> str:
    """Return ``text`` on one line, ending in an ellipsis if it is wider than ``room`` points."""
    text = text.replace("\n", " ")
    font = claim_font(REGULAR)
    if font.text_width(text, size) <= room:
        return text
    while text and font.text_width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"
