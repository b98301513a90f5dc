"""The evidence sheet's pictures: a grid with number, content, time and source below each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.form_names import LISTS
from workstation.domain.form_template import PAGE_HEIGHT_MM, Region
from workstation.printing.document import Page
from workstation.printing.fonts import claim_font
from workstation.printing.form_facts import FormPicture
from workstation.printing.form_values import Writer
from workstation.printing.sheet import BAND, PAD_X, PAD_Y, TEXT, Cell, Row, Style, cell, row_of

_MM: Final = 72 / 25.4
_LINE: Final = replace(TEXT, size=8.5, leading=11.8, top=True)
#: The longest text below a picture, in lines; a longer one goes to the remarks.
_LONGEST: Final = 6
#: So much of an original's check value is printed: 64 bits, as many as no two pictures share.
_CHECK: Final = 16
_GAP: Final = 5.0
_NOTE: Final = 9.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A picture and the text below it."""

    picture: FormPicture
    text: Cell


class PictureRows:
    """Makes the rows of pictures; each row stays on one page."""

    def __init__(self, writer: Writer, left: float, width: float) -> None:
        self._writer = writer
        self._left = left
        self._width = width

    def rows(self, region: Region) -> Iterator[Row]:
        """Yield rows of pictures, `down` of them to a page that holds nothing else."""
        pictures = self._writer.facts.pictures
        width = self._width / region.across
        height = self._height(region)
        head = self._head(region)
        for start in range(0, max(len(pictures), 1), region.across):
            placed = [
                self._placed(number, picture, self._left + place * width, width, region)
                for place, (number, picture) in enumerate(
                    enumerate(pictures[start : start + region.across], start + 1)
                )
            ]
            yield self._row(placed, width, height, head, region.across)

    def _height(self, region: Region) -> float:
        """The height of a row, so that a page of pictures is just filled."""
        paper = self._writer.template.paper
        room = (PAGE_HEIGHT_MM - paper.top - paper.bottom) * _MM
        heading = BAND.leading + 2 * PAD_Y if region.heading else 0.0
        return (room - heading) / region.down

    def _head(self, region: Region) -> Row | None:
        if not region.heading:
            return None
        text = region.heading + self._writer.template.words["continued"]
        return Row(row_of(self._left, [(self._width, text, BAND)]), with_next=True)

    def _placed(
        self, number: int, picture: FormPicture, left: float, width: float, region: Region
    ) -> _Placed:
        text = self._text(number, picture, region)
        made = cell(left, width, text, _LINE)
        if len(made.lines) > _LONGEST:
            self._writer.further.append(text)
            short = replace(picture, caption=self._writer.template.words["see_remarks"])
            made = cell(left, width, self._text(number, short, region), _LINE)
        return _Placed(picture, replace(made, lines=made.lines[:_LONGEST]))

    def _text(self, number: int, picture: FormPicture, region: Region) -> str:
        """Number and content, when it was taken, who sent it when, and the original's check value."""
        columns = LISTS["pictures"]
        write = self._writer.written
        caption = write(columns["caption"], picture.caption)
        taken = self._said("taken", write(columns["taken_at"], picture.taken_at, "moment"))
        zone = self._word("zones", picture.zone) if taken else ""
        came = [
            self._said("received", write(columns["received_at"], picture.received_at, "moment")),
            self._said("source", write(columns["source"], picture.source)),
        ]
        lines = [
            f"{region.caption}{number}　{caption}".rstrip(),
            f"{taken}{zone}",
            "　".join(filter(None, came)),
            self._said("sha256", picture.sha256[:_CHECK]),
        ]
        return "\n".join(filter(None, lines))

    def _said(self, code: str, value: str) -> str:
        """A value behind its word, such as 拍摄; without a word of the template it stands alone."""
        word = self._word("picture", code)
        return f"{word} {value}" if value and word else value

    def _word(self, table: str, code: str) -> str:
        return self._writer.template.choices.get(table, {}).get(code, "")

    def _row(
        self, placed: list[_Placed], width: float, height: float, head: Row | None, across: int
    ) -> Row:
        lines = max((len(one.text.lines) for one in placed), default=2)
        foot = max(lines, 2) * _LINE.leading + 2 * PAD_Y
        empty = [cell(self._left + n * width, width, "", _LINE) for n in range(across)]

        def paint(page: Page, top: float, height: float) -> None:
            for one in placed:
                self._draw(page, one, top, height - foot)

        return Row(tuple(empty), least=height, head=head, paint=paint, whole=True)

    def _draw(self, page: Page, one: _Placed, top: float, height: float) -> None:
        """Draw a picture as large as its place allows, and its text below."""
        made, image = one.text, one.picture.image
        room_across, room_down = made.width - 2 * _GAP, height - 2 * _GAP
        if image is None:
            self._missing(page, one, top, height)
        else:
            scale = min(room_across / image.width, room_down / image.height)
            wide, high = image.width * scale, image.height * scale
            left = made.left + (made.width - wide) / 2
            page.picture(left, top + (height - high) / 2, wide, high, image)
            page.box(left, top + (height - high) / 2, wide, high, line=0.3)
        style: Style = made.style
        baseline = top + height + PAD_Y + (style.leading - style.size) / 2 + 0.88 * style.size
        page.rule(made.left, top + height, made.left + made.width, top + height, 0.25)
        for line in made.lines:
            page.text(made.left + PAD_X, baseline, line, style.size)
            baseline += style.leading

    def _missing(self, page: Page, one: _Placed, top: float, height: float) -> None:
        """Say in its place why a picture is not there."""
        made, note = one.text, one.picture.note
        left, wide = made.left + 4 * _GAP, made.width - 8 * _GAP
        page.rule(left, top + height / 2 + 12, left + wide, top + height / 2 + 12, 0.3, "2 2")
        width = claim_font().text_width(note, _NOTE)
        page.text(left + max(wide - width, 0) / 2, top + height / 2, note, _NOTE, gray=0.3)
