"""The rows of a form, region by region, as its template lays them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from workstation.domain.form_template import Column, Field, GridRow, Region, Template
from workstation.domain.money import format_fen
from workstation.printing.fonts import claim_font
from workstation.printing.form_facts import FormFacts
from workstation.printing.form_values import Writer
from workstation.printing.sheet import (
    BAND,
    BODY,
    CENTRED,
    CLAUSE,
    HEAD,
    LABEL,
    NUMBER,
    PAD_X,
    SMALL,
    STRONG,
    TEXT,
    Row,
    Style,
    row_of,
)
from workstation.printing.template_pictures import PictureRows
from workstation.printing.template_signing import SigningRows

#: Points to a millimetre.
MM: Final = 72 / 25.4
_STYLES: Final = {"text": TEXT, "small": SMALL, "strong": STRONG}
_ALIGNS: Final = {"left": TEXT, "center": CENTRED, "right": NUMBER}
#: Grids of so few rows are kept on one page with their heading.
_TOGETHER: Final = 4
_CHECKS_TOGETHER: Final = 6
#: Room for an amount in figures, and for the words before it in words, in points.
_FIGURES: Final = 118.0
_CAPITALS: Final = 40.0
#: Space between the last clause and what stands in a frame below it, in points.
_BREATH: Final = 7.0
#: A grid without a heading below these belongs to them and stays on their page.
_SIGNED: Final = ("office", "signatures")
#: Space between a frame and the first clause below it.
_ABOVE: Final = 5.0


class Regions:
    """Makes the rows of one form."""

    def __init__(self, template: Template, facts: FormFacts, copy: str = "file") -> None:
        self.writer = Writer(template, facts, copy)
        self._template = template
        self._facts = facts
        paper = template.paper
        self.left = paper.left * MM
        self.width = paper.width * MM
        self._label = paper.label * MM
        self._signing = SigningRows(self.writer, self.left, self.width)
        self._pictures = PictureRows(self.writer, self.left, self.width)

    def rows(self) -> Iterator[Row]:
        """Yield all rows from the top of the form to its end."""
        shown = [one for one in self._template.regions if self.writer.holds(one.when)]
        for before, region, after in zip([None, *shown], shown, [*shown[1:], None], strict=False):
            if before and not _free(before) and _free(region) and not region.heading:
                yield self._air(region)
            made = list(self.region(region))
            if after and region.kind in _SIGNED and after.kind == "grid" and not after.heading:
                made[-1:] = [replace(row, with_next=True) for row in made[-1:]]
            yield from made
        if self.writer.further or self._hidden_remarks():
            value = Field(self._template.words["remarks"], ("form.remarks",))
            yield self._flowing(GridRow((value,), flow=True))

    def region(self, region: Region) -> Iterator[Row]:
        """Yield the rows of one region with its heading."""
        if region.heading:
            yield replace(self._band(region.heading), place=f"{region.place}.heading")
        for row in self._maker(region.kind)(region):
            yield row if row.place else replace(row, place=region.place)

    def _maker(self, kind: str) -> Callable[[Region], Iterator[Row]]:
        """What makes the rows of a kind. Kept in the object it would hold the object in memory."""
        makers: dict[str, Callable[[Region], Iterator[Row]]] = {
            "grid": self._grid,
            "table": self._table,
            "checklist": self._checklist,
            "paragraphs": self._paragraphs,
            "signatures": self._signing.signatures,
            "office": self._signing.office,
            "pictures": self._pictures.rows,
        }
        return makers[kind]

    def _hidden_remarks(self) -> bool:
        """Whether remarks were made that no region shows."""
        if not self._facts.values.get("form.remarks"):
            return False
        fields = (
            one for region in self._template.regions for row in region.rows for one in row.fields
        )
        return not any("form.remarks" in one.facts for one in fields)

    def _air(self, region: Region) -> Row:
        """Return the space between a frame and the clauses below it."""
        style = replace(BODY, leading=_ABOVE, pad=0.0)
        air = row_of(self.left, [(self.width, "", style)])
        return Row(air, with_next=True, framed=False, place=region.place)

    def _band(self, text: str) -> Row:
        return Row(row_of(self.left, [(self.width, text, BAND)]), with_next=True)

    def _grid(self, region: Region) -> Iterator[Row]:
        shown = [
            (f"{region.place}.row[{number}]", row)
            for number, row in enumerate(region.rows)
            if self.writer.holds(row.when)
        ]
        together = len(shown) <= _TOGETHER
        for number, (place, row) in enumerate(shown, 1):
            made = self._grid_row(row)
            keep = together and number < len(shown) and not made.flowing
            yield replace(made, with_next=keep, place=place)

    def _grid_row(self, row: GridRow) -> Row:
        if row.flow:
            return self._flowing(row)
        if len(row.fields) == 1 and row.fields[0].format == "amount":
            return self._amount(row.fields[0])
        style = _STYLES[row.size]
        parts: list[tuple[float, str, Style]] = []
        for one in row.fields:
            width = one.width * MM or self.width / len(row.fields)
            parts.append((self._label, one.label, LABEL))
            parts.append((width - self._label, self.writer.field(one), style))
        return Row(row_of(self.left, parts), least=row.least * MM)

    def _flowing(self, row: GridRow) -> Row:
        """Return a labelled text that may go on overleaf."""
        one = row.fields[0]
        style = replace(_STYLES[row.size], top=bool(row.least))
        told = self.writer.field(one)
        parts = [(self._label, one.label, LABEL), (self.width - self._label, told, style)]
        spare = not told and one.facts == ("form.remarks",)
        return Row(row_of(self.left, parts), least=row.least * MM, flowing=True, spare=spare)

    def _amount(self, one: Field) -> Row:
        value = self._facts.values.get(one.facts[0])
        fen = value if isinstance(value, int) else None
        told = self._template.words["in_capitals"]
        between = max(_CAPITALS, claim_font().text_width(told, LABEL.size) + 4 * PAD_X)
        parts = [
            (self._label, one.label, LABEL),
            (_FIGURES, self.writer.money(fen), STRONG),
            (between, told, LABEL),
            (self.width - self._label - _FIGURES - between, self.writer.words_of(fen), STRONG),
        ]
        return Row(row_of(self.left, parts))

    def _table(self, region: Region) -> Iterator[Row]:
        columns = region.columns
        widths = [column.width * MM for column in columns]
        widths[-1] += self.width - sum(widths)
        heads = [(w, c.label, HEAD) for w, c in zip(widths, columns, strict=True)]
        head = Row(row_of(self.left, heads), with_next=True)
        yield head
        listed = self._facts.lists.get(region.list, ())
        styles = [_ALIGNS[column.align] for column in columns]
        total = bool(region.total)
        for number, item in enumerate(listed, 1):
            texts = [self.writer.column(column, region.list, item) for column in columns]
            parts = list(zip(widths, texts, styles, strict=True))
            last = total and number == len(listed)
            yield Row(row_of(self.left, parts), head=head, with_next=last)
        for _ in range(0 if listed else region.blank):
            blank = [(w, "", style) for w, style in zip(widths, styles, strict=True)]
            yield Row(row_of(self.left, blank), with_next=total)
        if total:
            yield self._total(region, widths, head)

    def _total(self, region: Region, widths: list[float], head: Row) -> Row:
        """Return the last row of a table, with the sums under their columns."""
        first = next((n for n, c in enumerate(region.columns) if c.total), len(widths) - 1)
        parts: list[tuple[float, str, Style]] = [(sum(widths[:first]), region.total, HEAD)]
        for width, column in zip(widths[first:], region.columns[first:], strict=True):
            figure = self._sum(region.list, column) if column.total else None
            parts.append((width, format_fen(figure) if figure else "", NUMBER))
        return Row(row_of(self.left, [part for part in parts if part[0] > 0]), head=head)

    def _sum(self, listed: str, column: Column) -> int:
        told = self._facts.totals.get(f"{listed}.{column.fact}")
        if told is not None:
            return told
        rows = self._facts.lists.get(listed, ())
        found = (row.get(column.fact) for row in rows)
        return sum(value for value in found if isinstance(value, int))

    def _checklist(self, region: Region) -> Iterator[Row]:
        checks = []
        for item in self._facts.lists.get(region.list, ()):
            title, note = (self.writer.told(item.get(name)) for name in ("title", "note"))
            about = f"（{note}）" if note else ""
            checks.append(f"{'☑' if item.get('present') else '☐'} {title}{about}")
        across, style = region.across, _STYLES[region.size]
        starts = range(0, max(len(checks), 1), across)
        for start in starts:
            line = [*checks[start : start + across], *[""] * across][:across]
            together = len(starts) <= _CHECKS_TOGETHER and start != starts[-1]
            parts = [(self.width / across, text, style) for text in line]
            yield Row(row_of(self.left, parts), with_next=together)

    def _paragraphs(self, region: Region) -> Iterator[Row]:
        """Yield texts: in one frame, or freely with their headings, the last kept with what follows."""
        if region.framed:
            text = "\n".join(map(self.writer.filled, region.texts))
            yield Row(row_of(self.left, [(self.width, text, _STYLES[region.size])]), with_next=True)
            return
        for number, text in enumerate(region.texts, 1):
            place = f"{region.place}.texts[{number - 1}]"
            heading = text.removeprefix("# ")
            filled = self.writer.filled(heading)
            if heading != text:
                parts = [(self.width, filled, CLAUSE)]
                yield Row(row_of(self.left, parts), with_next=True, framed=False, place=place)
                continue
            parts = [(self.width, filled, replace(BODY, top=True))]
            made = Row(row_of(self.left, parts), flowing=True, framed=False, place=place)
            last = number == len(region.texts)
            yield replace(made, with_next=True, least=made.height + _BREATH) if last else made


def _free(region: Region) -> bool:
    """Whether a region's texts stand freely, without a frame."""
    return region.kind == "paragraphs" and not region.framed
