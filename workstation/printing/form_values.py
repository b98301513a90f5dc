"""Values as a form writes them: in its language, with its words, masked where it must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from workstation.claim_sentences import explained, founded
from workstation.domain.form_names import FACTS, LISTS, PERSONAL, FactName
from workstation.domain.form_slots import Slot, slots
from workstation.domain.form_template import Column, Field, Template
from workstation.domain.money import capital, format_fen
from workstation.domain.money_english import in_words
from workstation.domain.refusal import Refusal
from workstation.printing.form_facts import FormFacts
from workstation.printing.moments import date_text, local, minute_text

if TYPE_CHECKING:
    from workstation.domain.claim_facts import BasisLine
    from workstation.printing.known_people import Known

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Writer:
    """Writes the values of one form."""

    def __init__(self, template: Template, facts: FormFacts, copy: str = "file") -> None:
        self.template = template
        self.facts = facts
        self.masked = copy == "customer"
        self._copy = copy
        self._people: Known | None = None
        #: What found no room in its place and goes to the remarks.
        self.further: list[str] = []

    def holds(self, conditions: tuple[str, ...]) -> bool:
        """Whether one of the conditions holds; without any it does."""
        return not conditions or any(map(self._holds, conditions))

    def field(self, field: Field) -> str:
        """The value of a field."""
        if field.text and not any(self._there(name) for name in field.facts):
            return self.filled(field.text)
        parts = (self._value(name, field) for name in field.facts)
        return self._gap().join(part for part in parts if part)

    def column(self, column: Column, listed: str, row: Mapping[str, object]) -> str:
        """A cell of a table."""
        fact = LISTS[listed][column.fact]
        form = column.format or ("figures" if fact.kind == "money" else "")
        return self.written(fact, row.get(column.fact), form, column.words)

    def filled(self, text: str, blank: str | None = None) -> str:
        """A text with its slots filled; what is not known is a line to write on."""
        empty = self.template.words["blank"] if blank is None else blank
        parts = []
        for piece in _pieces(text):
            if isinstance(piece, Slot):
                fact = FACTS[piece.fact]
                value = self.facts.values.get(piece.fact)
                shown = self.written(fact, value, piece.format, piece.words, open_=piece.open)
                parts.append(shown or empty)
            else:
                parts.append(piece)
        return "".join(parts)

    def written(
        self, fact: FactName, value: object, form: str = "", words: str = "", *, open_: bool = False
    ) -> str:
        """A value in a format; nothing for one that is not known."""
        if value is None or value == "":
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            return self._number(fact.kind, value, form)
        if fact.kind == "code":
            return self.template.word(words, str(value))
        text = str(value)
        if not self.masked or open_ or fact.kind not in PERSONAL:
            return text
        return self._hidden(text) if fact.kind == "told" else _masks()[fact.kind](text)

    def told(self, value: object) -> str:
        """A text that somebody wrote; a customer's copy hides whom it names."""
        text = str(value or "")
        return self._hidden(text) if self.masked and text else text

    def _hidden(self, text: str) -> str:
        """A text of a customer's copy, without anybody else's data."""
        from workstation.printing.known_people import hidden, known_people

        if self._people is None:
            self._people = known_people(self.facts.values)
        return hidden(text, self._people)

    def date(self, at: int | None) -> str:
        """A day."""
        if at is None or self.template.language == "zh":
            return date_text(at, self.facts.zone)
        day = local(at, self.facts.zone)
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def minute(self, at: int | None) -> str:
        """A moment to the minute."""
        if at is None or self.template.language == "zh":
            return minute_text(at, self.facts.zone)
        day = local(at, self.facts.zone)
        return f"{self.date(at)} {day.hour:02d}:{day.minute:02d}"

    def money(self, fen: int | None) -> str:
        """An amount in figures with its currency."""
        if fen is None:
            return ""
        sign = "¥" if self.template.language == "zh" else "CNY "
        return f"{'-' if fen < 0 else ''}{sign}{format_fen(abs(fen))}"

    def words_of(self, fen: int | None) -> str:
        """An amount in words (大写)."""
        if fen is None:
            return ""
        if self.template.language != "zh":
            return in_words(fen)
        return capital(fen, self.template.capital_ending)

    def basis(self) -> Iterator[str]:
        """The arithmetic, then the laws and terms that it rests on."""
        language = self.template.language
        stop = "．" if language == "zh" else ". "
        for place, line in enumerate(self.facts.basis):
            yield f"{place + 1}{stop}{self.told(self._sentence(line))}"
        for law in dict.fromkeys(founded(line, language) for line in self.facts.basis):
            if law:
                yield self.template.words["source"] + law

    def _value(self, name: str, field: Field) -> str:
        fact = FACTS[name]
        if name == "form.remarks":
            return "\n".join(filter(None, [self._plain(name, fact), *self._taken()]))
        if fact.kind == "basis":
            return "\n".join(self.basis())
        value = self.facts.values.get(name)
        if field.zero and value == 0:
            return field.zero
        if field.format == "ticks":
            return self._ticks(field.words, str(value or ""))
        return self.written(fact, value, field.format, field.words, open_=field.open)

    def _plain(self, name: str, fact: FactName) -> str:
        return self.written(fact, self.facts.values.get(name))

    def _taken(self) -> list[str]:
        taken, self.further = self.further, []
        return taken

    def _number(self, kind: str, value: int, form: str) -> str:
        if form == "capital":
            return self.words_of(value)
        if form == "figures":
            return format_fen(value)
        if form == "moment":
            return self.minute(value)
        if kind == "money":
            return self.money(value)
        if kind == "moment":
            return self.date(value)
        if kind == "weight":
            return _kilograms(value)
        return f"{value:,}"

    def _ticks(self, words: str, chosen: str) -> str:
        """All choices, the chosen one ticked; one without a word stands beside "other"."""
        known = self.template.choices.get(words, {})
        shown = "other" if chosen and chosen not in known else chosen
        colon = "：" if self.template.language == "zh" else ": "
        parts = []
        for code, word in known.items():
            told = f"{word}{colon}{chosen}" if code == shown != chosen else word
            parts.append(("☑" if code == shown else "☐") + told)
        return self._gap().join(parts)

    def _sentence(self, line: BasisLine) -> str:
        """A step of the arithmetic: in the template's words, else in those of the product."""
        sentence = self.template.sentences.get(line.code)
        if sentence is None:
            return explained(line, self.template.language)
        shown = {
            name: format_fen(value) if isinstance(value, int) and name.endswith("_fen") else value
            for name, value in line.told.items()
        }
        try:
            return sentence.format_map(shown)
        except (KeyError, ValueError, IndexError, AttributeError, TypeError) as problem:
            raise Refusal(
                "wording_invalid",
                file=self.template.file,
                place=f"sentences.{line.code}",
                problem=str(problem),
            ) from problem

    def _gap(self) -> str:
        return "　" if self.template.language == "zh" else "  "

    def _holds(self, condition: str) -> bool:
        name, _, wanted = condition.removeprefix("!").partition("=")
        if wanted:
            return (self.facts.values.get(name) == wanted) is not condition.startswith("!")
        return self._there(name) is not condition.startswith("!")

    def _there(self, name: str) -> bool:
        facts = self.facts
        match name:
            case "approved":
                return facts.approved
            case "numbered":
                return bool(facts.serial)
            case "void":
                return bool(facts.void)
            case "reprint":
                return facts.reprint > 0
            case "customer_copy" | "file_copy":
                return name.startswith(self._copy)
            case "pictures":
                return bool(facts.pictures)
            case "claim.basis":
                return bool(facts.basis)
            case "form.remarks" if self.further:
                return True
        if name in LISTS:
            return bool(facts.lists.get(name))
        return facts.values.get(name) not in (None, "")


@cache
def _pieces(text: str) -> tuple[str | Slot, ...]:
    return slots(text, "")


def _kilograms(grams: int) -> str:
    """Kilograms with as many decimals as it takes, exactly."""
    whole, rest = divmod(abs(grams), 1000)
    told = f"{whole}.{rest:03d}".rstrip("0").rstrip(".")
    return f"{'-' if grams < 0 else ''}{told} kg"


def _masks() -> Mapping[str, Callable[[str], str]]:
    from workstation.text import masks  # telephone tables load only for a customer's copy

    return {
        "name": masks.name,
        "phone": masks.phone,
        "id_no": masks.id_number,
        "address": masks.address,
        "account": masks.card,
    }
