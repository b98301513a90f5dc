"""Guided diagnosis (智能诊断): question trees whose answers become facts of the ticket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, each, root

#: The form under which a tree's answers are kept: "diagnosis.CODE".
FORM: Final = "diagnosis."


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: either it leads `to` the next question, or to the conclusion `ends`."""

    code: str
    name_zh: str
    name_en: str
    to: str = ""
    ends: str = ""

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the customer, or something to be looked up."""

    code: str
    zh: str
    en: str
    choices: tuple[Choice, ...]
    hint_zh: str = ""
    hint_en: str = ""

    def text(self, language: str) -> str:
        """The question in Chinese for a language that begins with "zh", else in English."""
        return self.zh if language.startswith("zh") else self.en

    def hint(self, language: str) -> str:
        """Where the answer is found, "" for none."""
        return self.hint_zh if language.startswith("zh") else self.hint_en

    def choice(self, code: str) -> Choice | None:
        """The answer of a code."""
        return next((item for item in self.choices if item.code == code), None)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows: the sub-type and cause it speaks for, the next step, scripts that help."""

    code: str
    zh: str
    en: str
    subtype: str = ""
    cause: str = ""
    step: str = ""
    scripts: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        """The advice in Chinese for a language that begins with "zh", else in English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Tree:
    """A question tree. It is offered for its sub-types (or classes) and steps; none: always."""

    code: str
    version: str
    name_zh: str
    name_en: str
    questions: tuple[Question, ...]
    conclusions: tuple[Conclusion, ...]
    subtypes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def question(self, code: str) -> Question:
        """The question of a code; raises `Refusal("rule_reference")`."""
        for item in self.questions:
            if item.code == code:
                return item
        raise Refusal("rule_reference", place=f"tree {self.code}", value=code)

    def conclusion(self, code: str) -> Conclusion | None:
        """The conclusion of a code."""
        return next((item for item in self.conclusions if item.code == code), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a diagnosis stands: what was answered, what is asked next, or the conclusion."""

    answered: tuple[tuple[Question, Choice], ...]
    asked: Question | None
    conclusion: Conclusion | None


def trees_from(data: dict[str, object]) -> tuple[Tree, ...]:
    """Read the question trees of a file.

    Raises `Refusal` with the place: `rule_*`; `diagnosis_loop` for a question that leads back to
    itself, `diagnosis_unreachable` for one, or a conclusion, that no answer leads to.
    """
    top = root(data)
    top.only("format", "version", "tree")
    version = top.text("version")
    trees = each(top.tables("tree"), lambda row: _tree(row, version))
    check_distinct([tree.code for tree in trees], "tree")
    return trees


def _tree(row: Table, version: str) -> Tree:
    row.only("code", "name_zh", "name_en", "subtypes", "steps", "question", "conclusion")
    tree = Tree(
        code=row.text("code"),
        version=version,
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        questions=tuple(_question(item) for item in row.tables("question")),
        conclusions=tuple(_conclusion(item) for item in row.tables("conclusion")),
        subtypes=row.texts("subtypes"),
        steps=row.texts("steps"),
    )
    _check(tree, row)
    return tree


def _question(row: Table) -> Question:
    row.only("code", "zh", "en", "hint_zh", "hint_en", "choice")
    choices = tuple(_choice(item) for item in row.tables("choice"))
    if not choices:
        raise Refusal("rule_missing", place=row.at("choice"))
    check_distinct([item.code for item in choices], row.at("choice"))
    hints = (row.text("hint_zh", ""), row.text("hint_en", ""))
    return Question(row.text("code"), row.text("zh"), row.text("en"), choices, *hints)


def _choice(row: Table) -> Choice:
    row.only("code", "name_zh", "name_en", "to", "ends")
    to, ends = row.text("to", ""), row.text("ends", "")
    if bool(to) == bool(ends):
        raise Refusal("rule_value", place=row.at("to"), value=to, expected="either to or ends")
    return Choice(row.text("code"), row.text("name_zh"), row.text("name_en"), to, ends)


def _conclusion(row: Table) -> Conclusion:
    row.only("code", "zh", "en", "subtype", "cause", "step", "scripts")
    return Conclusion(
        row.text("code"),
        row.text("zh"),
        row.text("en"),
        row.text("subtype", ""),
        row.text("cause", ""),
        row.text("step", ""),
        row.texts("scripts"),
    )


def _check(tree: Tree, row: Table) -> None:
    asked = [item.code for item in tree.questions]
    told = [item.code for item in tree.conclusions]
    if not asked:
        raise Refusal("rule_missing", place=row.at("question"))
    check_distinct(asked, row.at("question"))
    check_distinct(told, row.at("conclusion"))
    for number, question in enumerate(tree.questions):
        for place, choice in enumerate(question.choices):
            at = f"{row.at('question')}[{number}].choice[{place}]"
            if choice.to:
                check_known(choice.to, asked, f"{at}.to")
            else:
                check_known(choice.ends, told, f"{at}.ends")
    _check_ways(tree, row, asked, told)


def _check_ways(tree: Tree, row: Table, asked: list[str], told: list[str]) -> None:
    seen: set[str] = set()
    ended: set[str] = set()

    def walk(code: str, above: tuple[str, ...]) -> None:
        if code in above:
            place = f"{row.at('question')}[{asked.index(code)}]"
            raise Refusal("diagnosis_loop", place=place, value=code)
        if code in seen:
            return
        seen.add(code)
        for choice in tree.question(code).choices:
            if choice.to:
                walk(choice.to, (*above, code))
            else:
                ended.add(choice.ends)

    walk(asked[0], ())
    for name, codes, met in (("question", asked, seen), ("conclusion", told, ended)):
        for number, code in enumerate(codes):
            if code not in met:
                place = f"{row.at(name)}[{number}]"
                raise Refusal("diagnosis_unreachable", place=place, value=code)


def offered(trees: tuple[Tree, ...], subtype: str, step: str) -> tuple[Tree, ...]:
    """The trees for a ticket, those made for its sub-type and step first."""

    def rank(tree: Tree) -> int:
        fits = [len(code) for code in tree.subtypes if _below(subtype, code)]
        return max(fits, default=0) + (100 if step in tree.steps else 0)

    fitting = [tree for tree in trees if (not tree.subtypes and not tree.steps) or rank(tree)]
    return tuple(sorted(fitting, key=lambda tree: -rank(tree)))


def _below(subtype: str, code: str) -> bool:
    return subtype == code or subtype.startswith(f"{code}.")


def standing(tree: Tree, answers: Mapping[str, str]) -> Standing:
    """Follow the answers from the first question as far as they go.

    Raises `Refusal("diagnosis_answer")` for an answer that the question does not have.
    """
    answered = tuple(_followed(tree, answers))
    if not answered:
        return Standing((), tree.questions[0], None)
    last = answered[-1][1]
    if last.to:
        return Standing(answered, tree.question(last.to), None)
    return Standing(answered, None, tree.conclusion(last.ends))


def _followed(tree: Tree, answers: Mapping[str, str]) -> Iterator[tuple[Question, Choice]]:
    question: Question | None = tree.questions[0]
    while question is not None and question.code in answers:
        choice = question.choice(answers[question.code])
        if choice is None:
            code = answers[question.code]
            raise Refusal("diagnosis_answer", question=question.code, value=code)
        yield question, choice
        question = tree.question(choice.to) if choice.to else None
