"""What the fields of a form take."""

from __future__ import annotations

import pytest

from workstation.domain.refusal import Refusal
from workstation.domain.step_form import Choice, Field, Form, as_fact, check_values
from workstation.domain.step_record import StepRecord, latest, since, standing


def _form(kind: str, *choices: str) -> Form:
    answers = tuple(Choice(code, code, code) for code in choices)
    return Form("f", "表", "form", (Field("x", kind, "栏", "field", choices=answers),))


@pytest.mark.parametrize(
    ("kind", "given", "kept", "fact"),
    [
        ("money", "0123", "123", 123),
        ("moment", "1782000000000", "1782000000000", 1_782_000_000_000),
        ("number", "-3", "-3", -3),
        ("yes_no", "no", "no", False),
        ("phone", " 0755-12345678 ", "0755-12345678", "0755-12345678"),
        ("party", "sender", "sender", "sender"),
        ("text", "好", "好", "好"),
    ],
)
def test_what_fits_is_kept_in_one_form(kind: str, given: str, kept: str, fact: object) -> None:
    form = _form(kind)
    assert check_values(form, {"x": given}) == {"x": kept}
    assert as_fact(form.fields[0], kept) == fact


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("money", "-1"),
        ("money", "12.5"),
        ("money", "9" * 30),
        ("moment", "tomorrow"),
        ("number", "３"),
        ("yes_no", "maybe"),
        ("phone", "ab"),
        ("party", "neighbour"),
        ("text", "长" * 201),
    ],
)
def test_what_does_not_fit_is_refused_by_name(kind: str, given: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_values(_form(kind), {"x": given})
    assert (caught.value.code, caught.value.facts["name_zh"]) == ("form_value", "栏")


def test_a_choice_takes_its_answers_alone() -> None:
    assert check_values(_form("choice", "a", "b"), {"x": "b"}) == {"x": "b"}
    with pytest.raises(Refusal, match="form_value"):
        check_values(_form("choice", "a", "b"), {"x": "c"})
    with pytest.raises(Refusal, match="form_field_unknown"):
        check_values(_form("choice", "a"), {"y": "a"})
    with pytest.raises(Refusal, match="form_field_missing"):
        check_values(_form("choice", "a"), {})


def _record(uid: str, at: int, replaces: str = "", **values: str) -> StepRecord:
    return StepRecord(uid, "t", at, "f", step="s", values=values, replaces=replaces)


def test_a_correction_replaces_and_an_empty_one_takes_back() -> None:
    first, second = _record("1", 1, x="a"), _record("2", 2, "1", x="b")
    assert standing((second, first)) == (second,)
    taken = _record("3", 3, "2")
    assert standing((first, second, taken)) == ()
    assert latest((first, second), "f") == second
    assert latest((first, second), "g") is None


def test_only_what_was_written_since_the_step_was_entered_counts() -> None:
    old, new = _record("1", 1, x="a"), _record("2", 5, x="b")
    assert since((old, new), "s", 5) == (new,)
    assert since((old, new), "s", None) == (old, new)
    assert since((old, new), "other", None) == ()
