"""The parts of a form that people sign and seal; none of them is ever split over two pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from workstation.domain.form_template import Block, Region
from workstation.printing.document import Page
from workstation.printing.form_facts import FormStep
from workstation.printing.form_values import Writer
from workstation.printing.sheet import HEAD, PAD_X, PAD_Y, TEXT, Cell, Row, Style, cell, row_of

_MM: Final = 72 / 25.4
#: Lines of an opinion and of a name that fit above the date; a longer one goes to the remarks.
_LONGEST_OPINION: Final = 8
_LONGEST_NAME: Final = 2
#: Room for signing, for a seal, and between the lines to write on, in points.
_SIGN_ROOM: Final = 60.0
_SIGN_GAP: Final = 22.0
_STYLE: Final = replace(TEXT, size=8.5, leading=11.8, top=True)
_BLOCK: Final = replace(TEXT, leading=14.0, top=True)


class SigningRows:
    """Makes rows for signatures, seals and the steps of the office."""

    def __init__(self, writer: Writer, left: float, width: float) -> None:
        self._writer = writer
        self._left = left
        self._width = width

    def signatures(self, region: Region) -> Iterator[Row]:
        """Yield the blocks to sign, side by side."""
        told = [block.width * _MM for block in region.blocks]
        even = self._width / max(len(told), 1)
        widths = [width or even for width in told]
        least = region.least * _MM
        if not any(block.lines or block.signs for block in region.blocks):
            parts = [
                (width, self._title(block), TEXT)
                for width, block in zip(widths, region.blocks, strict=True)
            ]
            yield Row(row_of(self._left, parts), least=least, whole=True)
            return
        yield self._blocks(region, widths, least)

    def _title(self, block: Block) -> str:
        """The title with the day left blank where it asks for one."""
        return block.title.replace("{date}", self._writer.template.words["blank_date"])

    def _blocks(self, region: Region, widths: list[float], least: float) -> Row:
        cells: list[Cell] = []
        left = self._left
        for width, block in zip(widths, region.blocks, strict=True):
            lines = [self._title(block), *map(self._writer.filled, block.lines)]
            cells.append(cell(left, width, "\n".join(lines), _BLOCK))
            left += width
        signs = max((len(block.signs) for block in region.blocks), default=0)
        needed = max(one.needed for one in cells) + signs * _SIGN_GAP + PAD_Y

        def sign(page: Page, top: float, height: float) -> None:
            for made, block in zip(cells, region.blocks, strict=True):
                self._lines(page, made, block.signs, top + height)

        return Row(tuple(cells), least=max(least, needed), paint=sign, whole=True)

    def _lines(self, page: Page, made: Cell, signs: tuple[str, ...], bottom: float) -> None:
        """Write the lines to be filled in by hand above the lower edge of a block."""
        baseline = bottom - 9 - (len(signs) - 1) * _SIGN_GAP
        for label in signs:
            text = label.replace("{date}", self._writer.template.words["blank_date"])
            page.text(made.left + PAD_X, baseline, text, _BLOCK.size)
            baseline += _SIGN_GAP

    def office(self, region: Region) -> Iterator[Row]:
        """Yield the steps of the office: heads, then opinions with signature and date below."""
        codes = self._writer.template.choices.get(region.words, {})
        steps = {step.code: step for step in self._writer.facts.steps}
        width = self._width / max(len(codes), 1)
        heads = [(width, word, HEAD) for word in codes.values()]
        if not heads:
            return
        yield Row(row_of(self._left, heads), with_next=True)
        steps_of = (steps.get(code, FormStep(code)) for code in codes)
        shown = [self._named(step, width, region) for step in steps_of]
        cells = tuple(
            [
                self._opinion(self._left + place * width, width, step, region)
                for place, step in enumerate(shown)
            ]
        )
        least = max(region.least * _MM, *(part.needed + _SIGN_ROOM for part in cells))

        def sign(page: Page, top: float, height: float) -> None:
            for part, step in zip(cells, shown, strict=True):
                self._sign(page, part, top + height, step, region)

        yield Row(cells, least=least, paint=sign, whole=True)

    def _opinion(self, left: float, width: float, step: FormStep, region: Region) -> Cell:
        """Return the cell of an opinion; an overlong one goes to the remarks."""
        made = cell(left, width, region.opinion + step.opinion, _STYLE)
        if len(made.lines) <= _LONGEST_OPINION:
            return made
        word = self._writer.template.word(region.words, step.code)
        self._writer.further.append(f"{word}{region.opinion}{step.opinion}")
        short = region.opinion + self._writer.template.words["see_remarks"]
        return cell(left, width, short, _STYLE)

    def _named(self, step: FormStep, width: float, region: Region) -> FormStep:
        """The step with a name that has room above the date; an overlong one goes to the remarks."""
        label = (*region.signs, "")[0]
        if len(cell(self._left, width, label + step.person, _STYLE).lines) <= _LONGEST_NAME:
            return step
        word = self._writer.template.word(region.words, step.code)
        self._writer.further.append(f"{word}{label}{step.person}")
        return replace(step, person=self._writer.template.words["see_remarks"])

    def _sign(self, page: Page, part: Cell, bottom: float, step: FormStep, region: Region) -> None:
        """Write who signed and when above the lower edge, or the place for it."""
        style: Style = _STYLE
        blank = self._writer.template.words["blank_date"].removeprefix("　　")
        dated = self._writer.date(step.at) or blank
        signs = (*region.signs, "", "")
        name = cell(part.left, part.width, signs[0] + step.person, style)
        for place, line in enumerate(reversed(name.lines)):
            page.text(part.left + PAD_X, bottom - 22 - place * style.leading, line, style.size)
        page.text(part.left + PAD_X, bottom - 8, signs[1] + dated, style.size)
