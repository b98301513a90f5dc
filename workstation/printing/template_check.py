"""Whether a template can be put in force: its data, its wording, and the pages that it makes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from workstation.domain.form_reading import template_from
from workstation.domain.form_template import PAGE_HEIGHT_MM, Region, Template
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Several
from workstation.printing.document import write_whole
from workstation.printing.fonts import BOLD, REGULAR, claim_font
from workstation.printing.line_breaking import break_lines
from workstation.printing.render import compose
from workstation.printing.sheet import HEAD, LABEL, PAD_X, TEXT, Style
from workstation.printing.template_rows import MM, Regions
from workstation.printing.template_samples import SAMPLES, sample_facts
from workstation.text.printable import unprintable

#: Lines that a label may take.
_LABEL_LINES = 2
#: Points that rounding may cost.
_SLACK = 0.5
#: More pages than any form of ours has.
_MOST_PAGES = 60


def check_template(data: Mapping[str, object]) -> tuple[Refusal, ...]:
    """Every mistake of a template, each with its `place`; nothing for one that may be in force.

    Its data are read, its words measured, and it is drawn with no facts, ordinary ones, the longest
    and the rarest.
    """
    try:
        template = template_from(data)
    except Several as several:
        return (several, *several.others)
    except Refusal as refusal:
        return (refusal,)
    found = [*_glyphs(data, "")]
    if not found:
        found += [*_wide(template), *_tall(template)]
    if not found:
        found += _drawn(template)
    return tuple(found)


def preview_template(
    data: Mapping[str, object], target: Path, sample: str = "ordinary", copy: str = "file"
) -> int:
    """Write a template as a PDF with sample facts, for the window beside it; give its pages.

    Raises `Refusal` for a template that cannot be read, and `OSError`.
    """
    content, pages = compose(template_from(data), sample_facts(sample), copy)
    write_whole(target, content)
    return pages


def _glyphs(value: object, place: str) -> Iterator[Refusal]:
    """Yield the characters of the wording that no face has."""
    if isinstance(value, str):
        for character in unprintable(value)[:1]:
            code_point = f"U+{ord(character):04X}"
            yield Refusal("form_glyph", place=place, character=character, code_point=code_point)
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _glyphs(inside, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from _glyphs(inside, f"{place}[{number}]")


def _wide(template: Template) -> Iterator[Refusal]:
    """Yield the labels that do not fit into their cells."""
    paper = template.paper
    yield from _line(template.title, paper.width, 12.0, "title", bold=True)
    yield from _line(template.words["page"], paper.width / 3, 8.5, "words.page")
    for name in ("unnumbered", "unapproved", "void", "reprint", "continued", "copy_no"):
        yield from _line(template.words[name], paper.width / 4, 9.0, f"words.{name}")
    for region in template.regions:
        yield from _line(region.heading, paper.width, 9.5, f"{region.place}.heading", bold=True)
        yield from _wide_region(region, template)


def _wide_region(region: Region, template: Template) -> Iterator[Refusal]:
    paper = template.paper
    for number, row in enumerate(region.rows):
        for place, one in enumerate(row.fields):
            at = f"{region.place}.row[{number}].fields[{place}].label"
            yield from _cell(one.label, paper.label, LABEL, at)
    for number, column in enumerate(region.columns):
        yield from _cell(column.label, column.width, HEAD, f"{region.place}.column[{number}].label")
    for number, block in enumerate(region.blocks):
        width = block.width or paper.width / len(region.blocks)
        for order, sign in enumerate(block.signs):
            told = sign.replace("{date}", template.words["blank_date"])
            yield from _line(
                told, width, TEXT.size, f"{region.place}.block[{number}].signs[{order}]"
            )
    if region.kind == "office":
        steps = template.choices.get(region.words, {})
        if not steps:
            yield Refusal("rule_reference", place=f"{region.place}.words", value=region.words)
        width = paper.width / max(len(steps), 1)
        for code, word in steps.items():
            yield from _cell(word, width, HEAD, f"choices.{region.words}.{code}")
        for order, sign in enumerate(region.signs):
            blank = sign + template.words["blank_date"].removeprefix("　　") if order else sign
            yield from _line(blank, width, 8.5, f"{region.place}.signs[{order}]")


def _line(
    text: str, width: float, size: float, place: str, *, bold: bool = False
) -> Iterator[Refusal]:
    """Yield a mistake for a text that takes more than its line; `width` in millimetres."""
    room = width * MM - 2 * PAD_X
    if claim_font(BOLD if bold else REGULAR).text_width(text.replace("\n", " "), size) > room:
        yield Refusal("form_text_wide", place=place, value=text, room=f"{width:.0f}")


def _cell(text: str, width: float, style: Style, place: str) -> Iterator[Refusal]:
    """Yield a mistake for a label of more than two lines."""
    font = claim_font(REGULAR)
    room = int((width * MM - 2 * PAD_X) * 1000 / style.size)
    lines = break_lines(text, font.width, room) if room > 0 else ()
    if not lines or len(lines) > _LABEL_LINES or any(line.width > room for line in lines):
        yield Refusal("form_text_wide", place=place, value=text, room=f"{width:.0f}")


def _tall(template: Template) -> Iterator[Refusal]:
    """Yield the parts that must stay on one page and are taller than that."""
    paper = template.paper
    room = (PAGE_HEIGHT_MM - paper.top - paper.bottom) * MM + _SLACK
    for region in template.regions:
        found = max((_tallest(region, template, name) for name in SAMPLES), default=0.0)
        if found > room:
            told = f"{math.ceil(found / MM)}"
            yield Refusal("form_too_tall", place=region.place, value=told, room=f"{room / MM:.0f}")


def _tallest(region: Region, template: Template, sample: str) -> float:
    """The height of the tallest part of a region that may not be parted, in points."""
    try:
        rows = list(Regions(template, sample_facts(sample)).region(region))
    except Refusal:
        return 0.0  # told when the whole is drawn
    tallest = held = 0.0
    for row in rows:
        held += row.height if row.whole or row.with_next else 0.0
        tallest = max(tallest, held if row.whole else 0.0)
        if not row.with_next:
            held = 0.0
    return tallest


def _drawn(template: Template) -> Iterator[Refusal]:
    """Yield what goes wrong when the form is drawn with the samples."""
    for name in SAMPLES:
        for copy in ("file", "customer"):
            try:
                _, pages = compose(template, sample_facts(name), copy)
            except Refusal as refusal:
                place = str(refusal.facts.get("place", ""))
                detail = f"{refusal.code} {place}".strip()
                yield Refusal("form_unusable", place=place, sample=name, detail=detail)
                break
            if pages > _MOST_PAGES:
                detail = f"{pages} > {_MOST_PAGES}"
                yield Refusal("form_unusable", place="region", sample=name, detail=detail)
                break
