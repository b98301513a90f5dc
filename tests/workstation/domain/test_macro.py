from __future__ import annotations

import shutil
from typing import Any

import pytest

from resources import path
from workstation.domain.macro import ACTS, macros_from
from workstation.domain.refusal import Refusal
from workstation.rules import loading


def data(*acts: dict[str, Any], **more: Any) -> dict[str, object]:
    row = {"code": "m", "name_zh": "宏", "name_en": "Macro", "act": list(acts), **more}
    return {"format": 1, "macro": [row]}


WAIT = {"do": "wait", "reason": "customer", "hours": 48}


def test_the_shipped_macros_are_sound() -> None:
    found = loading.macros()
    assert {"urge_and_wait", "photos_and_wait", "leader_calls_back"} <= {m.code for m in found}
    assert found[0].name("zh_CN") == "催派并等待回复"
    assert found[0].name("en").startswith("Delivery")
    assert all(act.code in ACTS for macro in found for act in macro.acts)


def test_every_act_is_read() -> None:
    (macro,) = macros_from(
        data(
            {"do": "take"},
            {"do": "note", "note": "n"},
            {"do": "urge"},
            WAIT,
            {"do": "resume"},
            {"do": "priority", "priority": 4},
            {"do": "transfer", "group": "customs", "note": "n"},
            {"do": "escalate", "reason": "r"},
            {"do": "resolve", "outcome": "solved"},
            afterwards="next",
        )
    )
    assert {act.code for act in macro.acts} <= set(ACTS)
    assert macro.afterwards == "next"


@pytest.mark.parametrize(
    ("act", "code", "place"),
    [
        ({"do": "explode"}, "rule_value", "macro[0].act[0].do"),
        ({"do": "note"}, "rule_missing", "macro[0].act[0].note"),
        ({**WAIT, "reason": "the moon"}, "rule_value", "macro[0].act[0].reason"),
        ({**WAIT, "hours": -1}, "rule_value", "macro[0].act[0].hours"),
        ({"do": "priority", "priority": 9}, "rule_value", "macro[0].act[0].priority"),
        ({"do": "transfer", "group": "x", "note": "n"}, "rule_value", "macro[0].act[0].group"),
        ({"do": "resolve", "outcome": "x"}, "rule_value", "macro[0].act[0].outcome"),
        ({"do": "take", "note": "n"}, "rule_unknown_key", "macro[0].act[0].note"),
    ],
)
def test_mistakes_are_named_by_place(act: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(Refusal) as caught:
        macros_from(data(act))
    assert caught.value.code == code
    assert caught.value.facts["place"] == place


def test_a_macro_has_acts_a_known_end_and_its_own_code() -> None:
    with pytest.raises(Refusal, match="rule_missing"):
        macros_from(data())
    with pytest.raises(Refusal, match="rule_value"):
        macros_from(data(WAIT, afterwards="dance"))
    twice = data(WAIT)
    twice["macro"] = [*twice["macro"], *twice["macro"]]  # type: ignore[misc]
    with pytest.raises(Refusal, match="rule_duplicate"):
        macros_from(twice)


def test_a_folder_without_macros_has_none(tmp_path) -> None:
    for part in ("rules", "procedures", "calendars"):
        shutil.copytree(path("rules").parent / part, tmp_path / part)
    (tmp_path / "rules" / "macros.toml").unlink()
    assert loading.macros(tmp_path) == ()


def test_a_broken_file_of_macros_is_refused(tmp_path) -> None:
    for part in ("rules", "procedures", "calendars"):
        shutil.copytree(path("rules").parent / part, tmp_path / part)
    (tmp_path / "rules" / "macros.toml").write_text('[[macro]]\ncode = "x"\n', encoding="utf-8")
    with pytest.raises(Refusal):
        loading.macros(tmp_path)
