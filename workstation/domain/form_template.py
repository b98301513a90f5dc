"""A printed form as data: wording, fields and layout regions (`resources/forms/*.toml`).

Lengths are millimetres. A template holds no program: which regions there are, what is in them, in
which order, and when they stand. docs/printing.md describes the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

#: The forms of the product.
FORMS: Final = (
    "claim_form",
    "damage_assessment",
    "settlement_agreement",
    "payment_notice",
    "evidence_sheet",
)
#: The languages that values can be written in.
LANGUAGES: Final = ("zh", "en")
#: The kinds of regions.
REGIONS: Final = (
    "grid",
    "table",
    "checklist",
    "paragraphs",
    "signatures",
    "office",
    "pictures",
)
SIZES: Final = ("text", "small", "strong")
ALIGNS: Final = ("left", "center", "right")
PAGE_WIDTH_MM: Final = 210.0
PAGE_HEIGHT_MM: Final = 297.0


@dataclass(frozen=True, slots=True)
class Paper:
    """The part of A4 that rows fill. `first_top` is where they begin on the first page."""

    left: float = 20.1
    width: float = 175.0
    first_top: float = 47.6
    top: float = 20.0
    bottom: float = 18.3
    label: float = 22.0


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value. `facts` are joined by a blank; `text` stands where there are none.

    `words` names the table of words for a code, `zero` is written for an amount of nothing. An
    `open` field is shown in full on a customer's copy, too.
    """

    label: str
    facts: tuple[str, ...] = ()
    text: str = ""
    format: str = ""
    words: str = ""
    zero: str = ""
    width: float = 0.0
    open: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """Fields side by side; a `flow` row goes on overleaf where it is too long."""

    fields: tuple[Field, ...]
    flow: bool = False
    least: float = 0.0
    size: str = "text"
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    fact: str
    width: float
    align: str = "left"
    format: str = ""
    words: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A place to sign or to seal: its title, lines above, and the lines to fill in by hand."""

    title: str
    lines: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the form. Which of the fields count depends on `kind`.

    `when` are conditions of which one must hold: the name of a fact, list or flag, with `!` before
    it where it must be absent, or `name=value`.
    """

    kind: str
    place: str
    heading: str = ""
    when: tuple[str, ...] = ()
    rows: tuple[GridRow, ...] = ()
    list: str = ""
    columns: tuple[Column, ...] = ()
    across: int = 2
    down: int = 3
    blank: int = 0
    total: str = ""
    texts: tuple[str, ...] = ()
    size: str = "small"
    framed: bool = True
    blocks: tuple[Block, ...] = ()
    least: float = 0.0
    opinion: str = ""
    signs: tuple[str, ...] = ()
    caption: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A form in one language and version. `valid_from` is a day as in "2026-01-01".

    `capital_ending` is how an amount in words ends, 整 or 正.
    """

    form: str
    language: str
    version: str
    title: str
    regions: tuple[Region, ...]
    valid_from: str = ""
    paper: Paper = field(default_factory=Paper)
    head: tuple[str, ...] = ()
    seal_zone: bool = True
    capital_ending: str = "整"
    words: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What no other template has: form and language, as in "claim_form.zh"."""
        return f"{self.form}.{self.language}"

    @property
    def file(self) -> str:
        """The name of the file in the rule folder."""
        return f"forms/{self.code}.toml"

    def word(self, table: str, code: str) -> str:
        """The word for a code, or the code itself where the table has none."""
        return self.choices.get(table, {}).get(code, code)


#: What every template must say, whatever its form.
WORDS: Final = (
    "number",
    "continued",
    "page",
    "blank_date",
    "blank",
    "seal_zone",
    "version",
    "rule",
    "copy_no",
    "printed_by",
    "waybill",
    "in_capitals",
    "remarks",
    "source",
    "missing_glyphs",
    "see_remarks",
    "unnumbered",
    "unapproved",
    "reprint",
    "void",
    "invalid",
    "customer",
    "file",
)
