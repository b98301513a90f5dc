"""Which rows of the library answer what is wanted, and in which order."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ui.scripts.filters import read, toggled, told_of, without
from ui.scripts.rows import ScriptRow, Use, Wanted, fits, narrowed
from workstation.domain.script import Script


def row(code: str = "ap", state: str = "shipped", **facts: Any) -> ScriptRow:
    mine = {name: facts.pop(name) for name in ("own", "notes", "use", "pending", "needle")
            if name in facts}  # fmt: skip
    return ScriptRow(Script(code, facts.pop("title", code), "…", **facts), state, **mine)


@pytest.mark.parametrize(
    ("facts", "wanted", "answer"),
    [
        ({"channels": ("sms",)}, {"channels": ("sms",)}, True),
        ({"channels": ("sms",)}, {"channels": ("phone",)}, False),
        ({}, {"channels": ("phone",)}, True),  # meant for all
        ({"classes": ("safety",)}, {"classes": ("safety.damaged",)}, True),
        ({"classes": ("safety.lost",)}, {"classes": ("safety",)}, True),
        ({"classes": ("safety.lost",)}, {"classes": ("safety.damaged",)}, False),
        ({"state": "shipped", "pending": ("draft",)}, {"lives": ("draft",)}, True),
        ({"state": "retired"}, {"lives": ("shipped", "in_force")}, False),
        ({"notes": 2}, {"with_notes": True}, True),
        ({}, {"with_notes": True}, False),
        ({"own": True}, {"mine": True}, True),
        ({"use": Use(0, 0)}, {"unused": True}, True),
        ({"use": Use(9, 90)}, {"unused": True}, False),
        ({}, {"unused": True}, False),  # nobody knows
        ({"use": Use(9, 90)}, {"always_edited": True}, True),
        ({}, {"languages": ("en",)}, False),
    ],
)
def test_a_row_answers_what_is_wanted(
    facts: dict[str, Any], wanted: dict[str, Any], answer: bool
) -> None:
    assert fits(row(**facts), Wanted(**wanted)) is answer


def test_a_code_comes_before_titles_and_words() -> None:
    rows = [
        row("zz", title="其他", needle="zz 其他 ap"),
        row("apx", needle="apx"),
        row("ap", needle="ap"),
        row("yy", title="ap first", needle="yy ap first"),
    ]
    assert [one.key for one in narrowed(rows, Wanted(), ("ap",))] == ["ap", "apx", "yy", "zz"]


def test_what_waits_comes_first_when_ordered_by_how_it_stands() -> None:
    rows = [row("a", "shipped"), row("b", "retired"), row("c", "shipped", pending=("sent_in",))]
    assert [one.key for one in narrowed(rows, Wanted(), (), "life")] == ["c", "a", "b"]
    assert [one.key for one in narrowed(rows, Wanted(), (), "-life")] == ["b", "a", "c"]


def test_conditions_are_remembered_and_what_is_unknown_is_left_out() -> None:
    wanted = toggled(toggled(Wanted(mine=True), "groups", "cod"), "groups", "claims")
    told = {name: list(v) if isinstance(v, tuple) else v for name, v in told_of(wanted).items()}
    assert read(told) == wanted
    assert read({**told, "colour": "red"}) == wanted
    assert without(wanted, "groups") == Wanted(mine=True)
    assert read(SimpleNamespace()) == Wanted()
