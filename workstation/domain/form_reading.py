"""Reading the data of a form's file into a template, every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final, TypeVar

from workstation.domain.form_names import LISTS
from workstation.domain.form_required import check_required, check_widths
from workstation.domain.form_slots import check_condition, check_fact, slots
from workstation.domain.form_template import (
    ALIGNS,
    FORMS,
    LANGUAGES,
    REGIONS,
    SIZES,
    WORDS,
    Block,
    Column,
    Field,
    GridRow,
    Paper,
    Region,
    Template,
)
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Several, Table, each, raise_all, root

_T = TypeVar("_T")
_TOP: Final = (
    "format",
    "version",
    "form",
    "language",
    "title",
    "valid_from",
    "head",
    "seal_zone",
    "capital_ending",
    "paper",
    "words",
    "choices",
    "sentences",
    "region",
)
_REGION: Final = ("kind", "heading", "when", "least")
#: What each kind of region takes beside `_REGION`.
_KEYS: Final = {
    "grid": ("row",),
    "table": ("list", "column", "blank", "total"),
    "checklist": ("list", "across", "size"),
    "paragraphs": ("texts", "size", "framed"),
    "signatures": ("block",),
    "office": ("list", "words", "opinion", "signs"),
    "pictures": ("list", "across", "down", "caption"),
}


def templates_from(data: Mapping[str, object]) -> tuple[Template, ...]:
    """The template of a file, alone in a tuple. Raises `Refusal` with the place of a mistake."""
    return (template_from(data),)


def template_from(data: Mapping[str, object]) -> Template:
    """The template that a file's data describe.

    Raises `Refusal` (`Several` where there are several mistakes) with `place`.
    """
    top = root(data)
    wrong: list[Refusal] = []
    template = Template(
        form=_tried(wrong, partial(_one_of, top, "form", FORMS), ""),
        language=_tried(wrong, partial(_one_of, top, "language", LANGUAGES), "zh"),
        version=_tried(wrong, partial(top.text, "version"), ""),
        title=_tried(wrong, partial(top.text, "title"), ""),
        regions=_tried(wrong, lambda: each(top.tables("region"), _region), ()),
        valid_from=_tried(wrong, partial(_day, top, "valid_from"), ""),
        paper=_tried(wrong, partial(_paper, top.table("paper")), Paper()),
        head=_tried(wrong, partial(_head, top), ()),
        seal_zone=_tried(wrong, partial(top.flag, "seal_zone", True), True),
        capital_ending=_tried(
            wrong, partial(_one_of, top, "capital_ending", ("整", "正"), "整"), "整"
        ),
        words=_tried(wrong, partial(_words, top.table("words")), {}),
        choices=_tried(wrong, partial(_choices, top.table("choices")), {}),
        sentences=_tried(wrong, partial(_texts, top.table("sentences")), {}),
    )
    _tried(wrong, partial(top.only, *_TOP), None)
    if not wrong:
        _tried(wrong, partial(check_widths, template), None)
        _tried(wrong, partial(check_required, template), None)
    raise_all(wrong)
    return template


def _tried(wrong: list[Refusal], make: Callable[[], _T], otherwise: _T) -> _T:
    try:
        return make()
    except Refusal as refusal:
        wrong += [refusal, *(refusal.others if isinstance(refusal, Several) else ())]
        return otherwise


def _one_of(table: Table, key: str, known: tuple[str, ...], default: str | None = None) -> str:
    value = table.text(key, default)
    if value not in known:
        raise Refusal(
            "rule_value", place=table.at(key), value=value, expected=", ".join(filter(None, known))
        )
    return value


def _day(table: Table, key: str) -> str:
    value = table.text(key, "")
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        expected = "2026-01-31"
        raise Refusal("rule_value", place=table.at(key), value=value, expected=expected) from None


def _length(table: Table, key: str, default: float, most: float = 400.0) -> float:
    """A length in millimetres."""
    value = table.values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        found = type(value).__name__
        raise Refusal("rule_type", place=table.at(key), expected="number", found=found)
    if not 0 <= value <= most:
        raise Refusal("rule_value", place=table.at(key), value=value, expected=f"0 – {most:g} mm")
    return float(value)


def _number(table: Table, key: str, default: int, least: int, most: int) -> int:
    value = table.whole(key, default)
    if not least <= value <= most:
        expected = f"{least} – {most}"
        raise Refusal("rule_value", place=table.at(key), value=value, expected=expected)
    return value


def _paper(table: Table) -> Paper:
    plain = Paper()
    names = ("left", "width", "first_top", "top", "bottom", "label")
    table.only(*names)
    return Paper(*(_length(table, name, getattr(plain, name), 297) for name in names))


def _head(top: Table) -> tuple[str, ...]:
    lines = top.texts("head")
    for number, line in enumerate(lines):
        slots(line, f"head[{number}]")
    return lines


def _words(table: Table) -> Mapping[str, str]:
    table.only(*WORDS)
    raise_all(
        Refusal("rule_missing", place=table.at(name)) for name in WORDS if name not in table.values
    )
    return {name: table.text(name) for name in WORDS}


def _choices(table: Table) -> Mapping[str, Mapping[str, str]]:
    return {name: _texts(table.table(name)) for name in table.values}


def _texts(table: Table) -> Mapping[str, str]:
    return {name: table.text(name, "") for name in table.values}


def _when(table: Table) -> tuple[str, ...]:
    value = table.values.get("when", ())
    found = (value,) if isinstance(value, str) else table.texts("when")
    for condition in found:
        check_condition(condition, table.at("when"))
    return found


def _region(table: Table) -> Region:
    kind = _one_of(table, "kind", REGIONS)
    table.only(*_REGION, *_KEYS[kind])
    listed = _one_of(table, "list", (*LISTS, "steps"), "steps" if kind == "office" else "items")
    texts = table.texts("texts")
    for number, text in enumerate(texts):
        slots(text, f"{table.at('texts')}[{number}]")
    return Region(
        kind=kind,
        place=table.place,
        heading=table.text("heading", ""),
        when=_when(table),
        rows=each(table.tables("row"), _row),
        list=listed,
        columns=each(table.tables("column"), partial(_column, listed)),
        across=_number(table, "across", 2, 1, 4),
        down=_number(table, "down", 3, 1, 6),
        blank=_number(table, "blank", 0, 0, 20),
        total=table.text("total", ""),
        texts=texts,
        size=_one_of(table, "size", SIZES, "text" if kind == "checklist" else "small"),
        framed=table.flag("framed", True),
        blocks=each(table.tables("block"), _block),
        least=_length(table, "least", 0.0),
        opinion=table.text("opinion", ""),
        signs=table.texts("signs"),
        caption=table.text("caption", ""),
        words=table.text("words", ""),
    )


def _row(table: Table) -> GridRow:
    table.only("fields", "flow", "least", "size", "when")
    if not table.items("fields"):
        raise Refusal("rule_missing", place=table.at("fields"))
    return GridRow(
        fields=each(table.tables("fields"), _field),
        flow=table.flag("flow"),
        least=_length(table, "least", 0.0),
        size=_one_of(table, "size", SIZES, "text"),
        when=_when(table),
    )


def _field(table: Table) -> Field:
    table.only("label", "fact", "facts", "text", "format", "words", "zero", "width", "open")
    one = table.text("fact", "")
    facts = (*((one,) if one else ()), *table.texts("facts"))
    form = table.text("format", "")
    for name in facts:
        check_fact(name, form, table.at("fact" if one else "facts"))
    text = table.text("text", "")
    slots(text, table.at("text"))
    return Field(
        label=table.text("label"),
        facts=facts,
        text=text,
        format=form,
        words=table.text("words", ""),
        zero=table.text("zero", ""),
        width=_length(table, "width", 0.0),
        open=table.flag("open"),
    )


def _column(listed: str, table: Table) -> Column:
    table.only("label", "fact", "width", "align", "format", "words", "total")
    fact, form = table.text("fact"), table.text("format", "")
    check_fact(fact, form, table.at("fact"), listed)
    return Column(
        label=table.text("label"),
        fact=fact,
        width=_length(table, "width", 0.0),
        align=_one_of(table, "align", ALIGNS, "left"),
        format=form,
        words=table.text("words", ""),
        total=table.flag("total"),
    )


def _block(table: Table) -> Block:
    table.only("title", "lines", "signs", "width")
    lines = table.texts("lines")
    for number, line in enumerate(lines):
        slots(line, f"{table.at('lines')}[{number}]")
    return Block(table.text("title"), lines, table.texts("signs"), _length(table, "width", 0.0))
