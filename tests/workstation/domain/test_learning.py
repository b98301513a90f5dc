"""The mathematics of the learned model, against sums done by hand and by brute force."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.learning import Counts, count, counts_from, model_of, signs, to_data
from workstation.domain.refusal import Refusal

EXAMPLES = [
    ("外箱破损", "damaged"),
    ("杯子碎了", "damaged"),
    ("瓶子破了", "damaged"),
    ("快递丢了", "lost"),
    ("包裹找不到", "lost"),
    ("the box is broken", "damaged"),
    ("the parcel is lost", "lost"),
    ("你好", ""),
]
TEXTS = st.text(alphabet="破损丢失快递包裹碎了没有 abcdef", max_size=20)
LABELLED = st.lists(st.tuples(TEXTS, st.sampled_from(["a", "b", "c", ""])), max_size=12)


def test_signs_are_sequences_of_characters_and_words() -> None:
    assert set(signs("破损了")) == {"破", "损", "了", "破损", "损了", "破损了"}
    found = signs("my box, 破")
    assert {" my ", " box ", " my box ", "<box>", "<bo", "box", "ox>", "破"} <= set(found)
    assert not signs("123 !? 🙂")


def _brute(examples: list[tuple[str, str]], text: str) -> dict[str, float]:
    """Naive Bayes written out: smoothed frequencies of the signs, each text of one length."""
    sums: dict[str, Counter[str]] = {}
    for told, label in examples:
        found = signs(told)
        for sign in found:
            share = round(100 / math.sqrt(len(found)))
            sums.setdefault(label, Counter())[sign] += share
    known = {sign for counter in sums.values() for sign in counter}
    seen = [sign for sign in signs(text) if sign in known]
    if not seen:
        return {}
    scores = {}
    for label, counter in sums.items():
        whole = sum(counter.values()) + len(known)
        logs = [math.log((counter[sign] + 1) / whole) for sign in seen]
        scores[label] = sum(logs) / math.sqrt(len(seen))
    return scores


@given(examples=LABELLED, text=TEXTS)
def test_model_is_what_brute_force_gives(examples: list[tuple[str, str]], text: str) -> None:
    told = model_of(count(examples)).scores([(text, 1.0)])
    expected = _brute(examples, text)
    assert told.keys() == expected.keys()
    for label, score in expected.items():
        assert told[label] == pytest.approx(score)


@given(examples=LABELLED, seed=st.randoms(use_true_random=False))
def test_order_of_examples_does_not_matter(examples: list[tuple[str, str]], seed: Any) -> None:
    mixed = list(examples)
    seed.shuffle(mixed)
    assert to_data(count(mixed)) == to_data(count(examples))


@given(first=LABELLED, then=LABELLED, text=TEXTS)
def test_counts_add_up(
    first: list[tuple[str, str]], then: list[tuple[str, str]], text: str
) -> None:
    apart = model_of(count(first), count(then)).scores([(text, 1.0)])
    together = model_of(count([*first, *then])).scores([(text, 1.0)])
    assert apart == pytest.approx(together)


@given(LABELLED)
def test_counts_survive_their_file(examples: list[tuple[str, str]]) -> None:
    made = count(examples)
    assert counts_from(json.loads(json.dumps(to_data(made)))) == made


def test_rounding_to_whole_numbers_does_no_harm() -> None:
    """Against the same sums with real numbers: nothing is decided otherwise."""
    told = model_of(count(EXAMPLES))
    for text, label in EXAMPLES:
        scores = told.scores([(text, 1.0)])
        assert max(scores, key=lambda one: scores[one]) == label
        fine = _unrounded(text)
        order = sorted(scores, key=lambda one: -scores[one])
        assert order[0] == max(fine, key=lambda one: fine[one])
        assert scores[order[0]] == pytest.approx(fine[order[0]], rel=0.02)


def _unrounded(text: str) -> dict[str, float]:
    sums: dict[str, Counter[str]] = {}
    for told, label in EXAMPLES:
        found = signs(told)
        for sign in found:
            sums.setdefault(label, Counter())[sign] += 100 / math.sqrt(len(found))  # type: ignore[assignment]
    known = {sign for counter in sums.values() for sign in counter}
    seen = [sign for sign in signs(text) if sign in known]
    return {
        label: sum(
            math.log((counter[sign] + 1) / (sum(counter.values()) + len(known))) for sign in seen
        )
        / math.sqrt(len(seen))
        for label, counter in sums.items()
    }


def test_a_sign_counts_once_with_the_weight_of_its_heaviest_part() -> None:
    model = model_of(count(EXAMPLES))
    assert model.scores([("破了", 1.0), ("破了", 0.5)]) == model.scores([("破了", 1.0)])
    leaning = model.scores([("丢了", 1.0), ("破损", 0.2)])
    assert leaning["lost"] > leaning["damaged"]


def test_stretches_that_decided_are_told_in_order() -> None:
    model = model_of(count(EXAMPLES))
    found = model.fragments("今天收到外箱破损，杯子碎了", "damaged", "lost")
    assert found
    assert "破损" in "".join(found)
    assert all(piece in "今天收到外箱破损，杯子碎了" for piece in found)
    assert model.fragments("今天天气", "damaged", "lost") == ()
    assert model.fragments("", "damaged", "lost") == ()


def test_rare_signs_of_few_texts_are_not_kept() -> None:
    texts = [("张三的表丢了", "lost"), ("李四的包丢了", "lost"), ("王五的丢了", "lost")]
    kept = count(texts, 3, least=3, known={"的表"})
    assert "丢了" in kept.signs
    assert "的表" in kept.signs
    assert not [sign for sign in kept.signs if "张三" in sign or "李四" in sign]
    assert kept.texts == (3,)
    thrice = count(texts, 3).signs["丢了"][1]
    once = count(texts).signs["丢了"][1]
    assert thrice == 3 * once


def test_long_sequences_of_one_text_alone_can_be_spared() -> None:
    made = count([("外箱破损", "a"), ("外箱破了", "a"), ("box", "a")], spare=True)
    assert {"外", "破损", "外箱破", " box "} <= set(made.signs)
    assert not {"外箱破损", "箱破损", "箱破了"} & set(made.signs)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"format": 1, "labels": ["a"], "texts": [1], "signs": {"x": [0]}},
        {"format": 1, "labels": ["a"], "texts": [1], "signs": {"x": [1, 5]}},
        {"format": 1, "labels": ["a"], "texts": [1], "signs": {"x": [0, 0]}},
        {"format": 1, "labels": ["a"], "texts": [1], "signs": {"x": [0, "9"]}},
        {"format": 1, "labels": ["a"], "texts": [], "signs": {}},
        {"format": 1, "labels": ["a"], "texts": ["z"], "signs": {}},
        {"format": 1, "labels": ["a"], "texts": [1], "signs": {"x": 7}},
    ],
)
def test_broken_counts_are_refused(data: object) -> None:
    with pytest.raises(Refusal) as caught:
        counts_from(data)
    assert caught.value.code == "learned_broken"


def test_counts_of_a_newer_program_are_refused() -> None:
    with pytest.raises(Refusal) as caught:
        counts_from({"format": 99})
    assert (caught.value.code, caught.value.facts["format"]) == ("learned_newer", 99)


def test_nothing_counted_tells_nothing() -> None:
    assert model_of(Counts((), (), {})).scores([("破了", 1.0)]) == {}
    assert model_of(count([])).fragments("破了", "a", "b") == ()


@settings(max_examples=20)
@given(st.text(max_size=2_000))
def test_any_text_has_signs_within_bounds(text: str) -> None:
    assert all(number > 0 for number in signs(text).values())


@pytest.mark.parametrize("text", ["破" * 100_000, "a" * 100_000, "ab " * 50_000, "\x00" * 1000])
def test_hostile_texts_have_few_signs(text: str) -> None:
    assert len(signs(text)) < 10_000
