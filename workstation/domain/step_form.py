"""The forms of a procedure: what a step has written down, field by field, each of a known type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known
from workstation.domain.ticket import PARTIES

#: Types of a field. Values travel as text: money in fen, moments in milliseconds UTC, "yes" or
#: "no", choices and parties by their codes, attachments by their ids with blanks between them.
FIELD_TYPES: Final = (
    "text",
    "long_text",
    "choice",
    "yes_no",
    "money",
    "moment",
    "number",
    "phone",
    "party",
    "attachment",
)
#: Types whose values conditions compare as numbers.
COUNTED: Final = ("money", "moment", "number")
#: What a field may be filled in from before somebody writes: facts of the ticket and its parcel.
DEFAULTS: Final = (
    "",
    "address",
    "cod_fen",
    "customer_name",
    "declared_fen",
    "delayed",
    "destination",
    "freight_fen",
    "insured_fen",
    "now",
    "party",
    "phone",
    "product",
    "promised_at",
    "signed_at",
    "waybill",
)
#: What writing a form does beside keeping it: `contact` logs an attempt to reach somebody, `offer`
#: and `answer` are the two halves of a negotiation, `urgent` lifts the priority, `appeal` sets the
#: regulator's clock and `appeal_answer` stops it, `attach` names the files after the form.
EFFECTS: Final = (
    "",
    "contact",
    "offer",
    "answer",
    "urgent",
    "appeal",
    "appeal_answer",
    "attach",
)
_LONGEST: Final = {"text": 200, "long_text": 4000, "phone": 40}
_YES_NO: Final = ("yes", "no")
_GREATEST: Final = 10**15


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a field offers."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Field:
    """One blank of a form. `default` names the fact that it is filled in from at first."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    help_zh: str = ""
    help_en: str = ""
    default: str = ""

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def help(self, language: str) -> str:
        """What to write here, in that language; may be empty."""
        return self.help_zh if language.startswith("zh") else self.help_en

    def choice_name(self, code: str, language: str) -> str:
        """The name of an answer; an unknown one is its own name."""
        for item in self.choices:
            if item.code == code:
                return item.name_zh if language.startswith("zh") else item.name_en
        return code

    def codes(self) -> tuple[str, ...]:
        """The values that it takes, where there is a list of them."""
        if self.kind == "yes_no":
            return _YES_NO
        if self.kind == "party":
            return PARTIES
        return tuple(item.code for item in self.choices)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a procedure. `effect` is what writing it does beside keeping it."""

    code: str
    name_zh: str
    name_en: str
    fields: tuple[Field, ...]
    effect: str = ""

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def field(self, code: str) -> Field | None:
        """The field of a code."""
        return next((item for item in self.fields if item.code == code), None)


def forms_from(row: Table) -> tuple[Form, ...]:
    """The forms of a procedure: its `form` tables, and each `fact` as a form of one text.

    Raises `Refusal` (`rule_*`) with the place.
    """
    found = [_form(item) for item in row.tables("form")]
    found += [_fact(item) for item in row.tables("fact")]
    check_distinct([form.code for form in found], row.at("form"))
    return tuple(found)


def check_values(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """The values as they are kept: without blanks around them, empty ones left out.

    Raises `Refusal` with `form` and `field`: form_field_unknown, form_field_missing,
    form_value (also with `value` and `expected`, the field's type).
    """
    told = {name: str(value).strip() for name, value in values.items()}
    for name in told:
        if form.field(name) is None:
            raise Refusal("form_field_unknown", form=form.code, field=name)
    kept = {}
    for item in form.fields:
        value = told.get(item.code, "")
        if value:
            kept[item.code] = _sound(form, item, value)
        elif item.required:
            raise _missing(form, item)
    if not kept:
        raise _missing(form, form.fields[0])
    return kept


def _missing(form: Form, item: Field) -> Refusal:
    facts = {"form": form.code, "field": item.code}
    return Refusal("form_field_missing", **facts, name_zh=item.name_zh, name_en=item.name_en)


def as_fact(item: Field, value: str | None) -> object:
    """A kept value as conditions see it: truth values, whole numbers, texts; None for nothing."""
    if not value:
        return None
    if item.kind == "yes_no":
        return value == "yes"
    if item.kind in COUNTED:
        return int(value) if _is_whole(value) else None
    return value


def _sound(form: Form, item: Field, value: str) -> str:
    codes = item.codes()
    sound = value in codes if codes else True
    if item.kind in COUNTED:
        sound = _is_whole(value) and abs(int(value)) <= _GREATEST
        if sound and item.kind != "number":
            sound = int(value) >= 0
        value = str(int(value)) if sound else value
    elif item.kind in _LONGEST:
        sound = len(value) <= _LONGEST[item.kind]
    if item.kind == "phone":
        sound = sound and sum(letter.isdigit() for letter in value) >= 3
    if not sound:
        raise unfit(form, item, value)
    return value


def unfit(form: Form, item: Field, value: str) -> Refusal:
    """The refusal of a value that its field does not take."""
    return Refusal(
        "form_value",
        form=form.code,
        field=item.code,
        name_zh=item.name_zh,
        name_en=item.name_en,
        value=value[:80],
        expected=item.kind,
    )


def _is_whole(value: str) -> bool:
    digits = value[1:] if value.startswith("-") else value
    return digits.isascii() and digits.isdigit()


def _form(row: Table) -> Form:
    row.only("code", "name_zh", "name_en", "effect", "field")
    form = Form(
        code=_code(row),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        fields=tuple(_field(item) for item in row.tables("field")),
        effect=row.text("effect", ""),
    )
    if not form.fields:
        raise Refusal("rule_missing", place=row.at("field"))
    check_known(form.effect, EFFECTS, row.at("effect"))
    check_distinct([item.code for item in form.fields], row.at("field"))
    for name in _NEEDED.get(form.effect, ()):
        if form.field(name) is None:
            raise Refusal("form_effect", place=row.at("field"), effect=form.effect, field=name)
    return form


#: Fields that an effect reads, and which must therefore be there.
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "contact": ("result",),
    "offer": ("amount_fen",),
    "answer": ("answer",),
    "urgent": ("urgent",),
    "appeal": ("number", "told_at"),
    "appeal_answer": ("at",),
}


def _fact(row: Table) -> Form:
    """A fact of the older layout: a form with one text that must be written."""
    row.only("code", "name_zh", "name_en")
    code, zh, en = _code(row), row.text("name_zh"), row.text("name_en")
    return Form(code, zh, en, (Field("text", "long_text", zh, en, required=True),))


def _field(row: Table) -> Field:
    row.only(
        "code", "type", "name_zh", "name_en", "required", "choices", "help_zh", "help_en", "default"
    )
    item = Field(
        code=_code(row),
        kind=row.text("type", "text"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        required=row.flag("required"),
        choices=tuple(_choice(one) for one in row.tables("choices")),
        help_zh=row.text("help_zh", ""),
        help_en=row.text("help_en", ""),
        default=row.text("default", ""),
    )
    check_known(item.kind, FIELD_TYPES, row.at("type"))
    check_known(item.default, DEFAULTS, row.at("default"))
    check_distinct([one.code for one in item.choices], row.at("choices"))
    if (item.kind == "choice") != bool(item.choices):
        raise Refusal("form_choices", place=row.at("choices"), type=item.kind)
    return item


def _choice(row: Table) -> Choice:
    row.only("code", "zh", "en")
    return Choice(row.text("code"), row.text("zh"), row.text("en"))


def _code(row: Table) -> str:
    """A code that conditions may name: a dot would part it from its form."""
    code = row.text("code")
    if not code.replace("_", "a").isalnum() or not code.isascii() or code != code.lower():
        expected = "small letters, figures and _"
        raise Refusal("rule_value", place=row.at("code"), value=code, expected=expected)
    return code
