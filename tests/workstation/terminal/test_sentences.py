"""What a terminal says when something is refused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import workstation
from workstation.domain.refusal import Refusal
from workstation.readers.errors import READ_CODES
from workstation.terminal.sentences import SENTENCES, sentence


@pytest.mark.parametrize("code", READ_CODES)
def test_a_file_that_cannot_be_read_gets_a_sentence(code: str) -> None:
    assert code in SENTENCES
    assert "a.csv" in sentence(Refusal("file_missing", file="a.csv"))


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Every code that the product raises, with the names of the facts that it gives."""
    for path in sorted(Path(workstation.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node.func) == "Refusal" and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    names = [word.arg or "*" for word in node.keywords]
                    yield str(code.value), frozenset(names)


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def test_every_refusal_that_is_raised_has_a_sentence() -> None:
    assert sorted({code for code, _ in raised()} - SENTENCES.keys()) == []


def test_every_fact_in_a_sentence_is_given_by_somebody() -> None:
    given: dict[str, set[str]] = {}
    for code, names in raised():
        told = given.setdefault(code, {"path", "file", "place", "detail", "message"})
        told |= names | {name.removesuffix("_fen") for name in names}
    wrong = {
        f"{code}: {name}"
        for code, template in SENTENCES.items()
        for _, name, _, _ in Formatter().parse(template)
        if name and code in given and "*" not in given[code] and name not in given[code]
    }
    assert sorted(wrong) == []


def test_facts_are_said_in_words_and_gaps_leave_no_trace() -> None:
    refusal = Refusal("claim_tier", limit_fen=100_000, amount_fen=250_000, role="claims")
    assert sentence(refusal).startswith("2,500.00 yuan is above the limit of 1,000.00 for claims")
    missing = Refusal("step_forbidden", after="visit", allowed=("group", "note"))
    assert sentence(missing).endswith("group, note")
    told = sentence(Refusal("hub_missing", hub="sqlite:///x.db", remedy="hub init sqlite:///x.db"))
    assert told.endswith("`hub init sqlite:///x.db`")
    assert sentence(Refusal("rule_missing", place="rule[3].when")) == (
        "rule[3].when: this is missing"
    )
    for code, template in SENTENCES.items():
        assert "()" not in sentence(Refusal(code, nothing="")), template


def test_an_unknown_code_is_told_with_its_facts() -> None:
    assert sentence(Refusal("never_heard", number="7-1")) == "never heard (number: 7-1)"
    assert sentence(Refusal("sheet_unknown")) == "sheet unknown"
