"""The shipped model: made from its examples, judged by texts that it never saw."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from workstation import examples
from workstation.domain.classify import Suggestion, suggest
from workstation.domain.refusal import Refusal
from workstation.domain.route import RouteFacts, decide
from workstation.rules import loading

RULES = loading.load()
CATALOGUE = RULES.catalogue
HELD_OUT = Path(__file__).with_name("held_out.toml")


def held_out() -> list[tuple[str, str]]:
    data = tomllib.loads(HELD_OUT.read_text("utf-8"))["texts"]
    return [(text, code) for code, texts in data.items() for text in texts]


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, Suggestion]]:
    return [(code, suggest(text, CATALOGUE)) for text, code in held_out()]


def test_shipped_model_is_what_the_examples_give() -> None:
    made = examples.train()
    assert examples.shipped_counts() == made, "run `python -m workstation rules train`"
    shipped = (examples.folder() / "model.json").read_text("utf-8")
    assert shipped == examples.written(made)
    assert len(shipped.encode()) < 3_000_000


def test_there_are_enough_examples_of_everything() -> None:
    told = Counter(label for _, label in set(examples.examples()))
    known = {item.code for item in CATALOGUE.subtypes}
    assert set(told) - {"", "*"} == known
    assert sum(told.values()) >= 5_000
    assert min(told[code] for code in known) >= 60


def test_no_held_out_text_is_among_the_examples() -> None:
    shown = {text.strip() for text, _ in examples.examples()}
    assert not [text for text, _ in held_out() if text.strip() in shown]
    assert len(held_out()) >= 300


def test_nine_of_ten_answers_are_right_and_a_quarter_is_asked_at_most(
    judged: list[tuple[str, Suggestion]],
) -> None:
    complaints = [(code, told) for code, told in judged if code]
    answered = [(code, told) for code, told in complaints if told.class_code]
    right = [told for code, told in answered if told.class_code == code.partition(".")[0]]
    exact = [told for code, told in answered if told.subtype == code]
    assert len(answered) >= 0.75 * len(complaints)
    assert len(right) >= 0.9 * len(answered)
    assert len(exact) >= 0.85 * len(answered)


def test_what_says_nothing_is_asked_about(judged: list[tuple[str, Suggestion]]) -> None:
    silent = [told for code, told in judged if not code]
    assert len([told for told in silent if told.class_code]) <= 0.1 * len(silent)


def test_confidence_is_honest(judged: list[tuple[str, Suggestion]]) -> None:
    answered = [(code, told) for code, told in judged if told.class_code]
    right = sum(told.class_code == code.partition(".")[0] for code, told in answered)
    promised = sum(told.confidence for _, told in answered)
    assert abs(right - promised) <= 0.05 * len(answered)


def test_the_right_one_is_nearly_always_among_the_choices(
    judged: list[tuple[str, Suggestion]],
) -> None:
    offered = [(code, (told.subtype, *told.choices)) for code, told in judged if code]
    found = [code for code, choices in offered if code in choices]
    assert len(found) >= 0.9 * len(offered)
    assert all(2 <= len(told.choices) <= 3 for code, told in judged if told.class_code)


def test_held_out_texts_reach_the_group_of_their_label(
    judged: list[tuple[str, Suggestion]],
) -> None:
    def group(class_code: str, subtype: str, text: str) -> str:
        facts = RouteFacts(class_code=class_code, subtype=subtype, text_words=text)
        return decide(facts, RULES.routing).group

    answered = [
        (text, code, told)
        for (text, code), (_, told) in zip(held_out(), judged, strict=True)
        if code and told.class_code
    ]
    same = [
        text
        for text, code, told in answered
        if group(told.class_code, told.subtype, text) == group(code.partition(".")[0], code, text)
    ]
    assert len(same) >= 0.9 * len(answered)


def test_example_without_a_header_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# said\n外箱破了\n", "utf-8")
    with pytest.raises(Refusal) as caught:
        list(examples.examples(tmp_path))
    assert (caught.value.code, caught.value.facts["file"]) == ("example_homeless", "a.txt")
    assert caught.value.facts["line"] == 2


def test_variants_are_taken_in_turn_and_lines_are_broken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("[safety.lost]\n(件|包裹|货)丢了，(急|快)\\n谢谢\n", "utf-8")
    assert list(examples.examples(tmp_path)) == [
        ("件丢了，急\n谢谢", "safety.lost"),
        ("包裹丢了，快\n谢谢", "safety.lost"),
        ("货丢了，急\n谢谢", "safety.lost"),
    ]
