"""What differs between two texts of a rule file, in words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from resources import path
from workstation.rules.diff import lines, places
from workstation.rules.editing import add_row, move_row, remove_row, set_value

TEXT = (path("rules") / "routing.toml").read_text(encoding="utf-8")
SMALL = 'version = "1"\n[[rule]]\ncode = "a"\nx = 1\n[[rule]]\ncode = "b"\nx = 2\n[t]\ny = [1, 2]\n'


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.how, one.place) for one in places(before, after)]


def test_rows_are_told_apart_by_their_codes() -> None:
    changed = set_value(SMALL, "rule[1].x", 5)
    assert told(SMALL, changed) == [("changed", "rule[b].x")]
    assert places(SMALL, changed)[0].said("en") == "rule[b].x: 2 → 5"
    assert places(SMALL, changed)[0].said("zh_CN") == "rule[b].x: 2 → 5".replace(": ", "：")
    moved = move_row(SMALL, "rule[1]", 0)
    assert [how for how, _ in told(SMALL, moved)] == ["moved"]
    assert told(SMALL, add_row(SMALL, "rule", {"code": "c"}, 0)) == [("added", "rule[c]")]
    assert told(SMALL, remove_row(SMALL, "rule[0]")) == [("removed", "rule[a]")]
    assert told(SMALL, set_value(SMALL, "t.z", True)) == [("added", "t.z")]
    assert told(SMALL, set_value(SMALL, "t.y", [2])) == [("changed", "t.y")]
    assert told(SMALL, set_value(SMALL, "rule[0].x", True)) == [("changed", "rule[a].x")]


def test_comments_alone_are_told_line_by_line() -> None:
    after = SMALL.replace("x = 1", "x = 1 # why")
    assert places(SMALL, after) == ()
    assert "+x = 1 # why" in lines(SMALL, after, ("old", "new"))
    assert lines(SMALL, SMALL) == ""
    assert places("broken = = ", SMALL) == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10), st.integers(0, 10))
def test_one_move_is_one_difference(source: int, to: int) -> None:
    moved = move_row(TEXT, f"rule[{source}]", to)
    found = told(TEXT, moved)
    assert {how for how, _ in found} <= {"moved"}
    assert len(found) == (0 if source == to else 1)
