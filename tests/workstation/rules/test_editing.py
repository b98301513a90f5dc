"""Edits of rule files: the data is what was asked for, and every comment is still there."""

from __future__ import annotations

import copy
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources import path
from workstation.domain.refusal import Refusal
from workstation.rules.editing import (
    add_row,
    move_row,
    remove_row,
    remove_value,
    set_value,
    value_at,
)
from workstation.rules.files import Folder, Overlaid
from workstation.rules.loading import check_source
from workstation.rules.making import TABLES

_ROOT = path("rules").parent
FILES = sorted(
    file
    for part in ("rules", "procedures", "calendars", "scripts", "knowledge")
    for file in (_ROOT / part).glob("*.toml")
    if f"rules/{file.name}" not in TABLES and file.stat().st_size < 40_000
)
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in FILES}
_STRING = re.compile(r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_KEY = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def comments(text: str) -> Counter[str]:
    """Every comment of a text."""
    return Counter(found.strip() for found in re.findall(r"#[^\n]*", _STRING.sub('""', text)))


def walk(value: Any, place: str = "") -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(value, dict) and not re.fullmatch(r"[^.\[\]]+", key):
            continue
        told = f"{place}[{key}]" if isinstance(key, int) else f"{place}.{key}" if place else key
        yield told, item
        if isinstance(item, (dict, list)):
            yield from walk(item, told)


def inside(data: Any, place: str) -> tuple[Any, Any]:
    """What holds a place, and its key or number there."""
    *above, last = [key or int(number) for key, number in _KEY.findall(place)]
    for key in above:
        data = data[key]
    return data, last


VALUES = st.one_of(
    st.integers(-(2**40), 2**40),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30),
    st.lists(st.text("ab# \"'\\\n]", max_size=6), max_size=3),
    st.dictionaries(st.text("ab c", min_size=1, max_size=4), st.integers(0, 9), max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_value_is_exchanged_and_all_else_stays(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    told = tomllib.loads(text)
    places = [place for place, item in walk(told) if not isinstance(item, (dict, list))]
    place = data.draw(st.sampled_from(places))
    value = data.draw(VALUES)
    made = set_value(text, place, value)
    holder, key = inside(told, place)
    was = holder[key]
    holder[key] = value
    assert tomllib.loads(made) == told
    assert comments(made) == comments(text)
    assert value_at(made, place) == value
    if not isinstance(was, str):
        back = set_value(made, place, was)
        assert len(back.splitlines()) == len(text.splitlines())
        assert tomllib.loads(back) == tomllib.loads(text)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_key_is_added_and_taken_out_again(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    told = tomllib.loads(text)
    tables = ["", *(place for place, item in walk(told) if isinstance(item, dict))]
    above = data.draw(st.sampled_from(tables))
    place = f"{above}.zz" if above else "zz"
    value = data.draw(VALUES)
    made = set_value(text, place, value)
    holder, key = inside(told, place)
    holder[key] = value
    assert tomllib.loads(made) == told
    assert comments(made) == comments(text)
    again = remove_value(made, place)
    del holder[key]
    assert tomllib.loads(again) == told
    assert comments(again) == comments(text)


def lists(told: Any) -> list[str]:
    return [
        place
        for place, item in walk(told)
        if isinstance(item, list) and item and all(isinstance(row, dict) for row in item)
    ]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([n for n in sorted(TEXTS) if lists(tomllib.loads(TEXTS[n]))]), st.data())
def test_rows_are_put_in_moved_and_taken_out(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    told = tomllib.loads(text)
    rows = data.draw(st.sampled_from(lists(told)))
    holder, key = inside(told, rows)
    count = len(holder[key])
    at = data.draw(st.none() | st.integers(0, count))
    row = {"code": "zz-new", "when": {"area": ["hk", "#"]}, "words": ["x"]}

    made = add_row(text, rows, row, at)
    wanted = copy.deepcopy(told)
    whole, last = inside(wanted, rows)
    whole[last].insert(count if at is None else at, row)
    assert tomllib.loads(made) == wanted
    assert comments(made) == comments(text)

    again = remove_row(made, f"{rows}[{count if at is None else at}]")
    assert tomllib.loads(again) == told
    lost = comments(text) - comments(again)
    assert sum(lost.values()) <= 6  # those right above the row came to belong to it

    source, to = (data.draw(st.integers(0, count - 1)) for _ in range(2))
    moved = move_row(text, f"{rows}[{source}]", to)
    holder[key].insert(to, holder[key].pop(source))
    assert tomllib.loads(moved) == told
    assert comments(moved) == comments(text)
    assert move_row(moved, f"{rows}[{to}]", source) == text


def test_a_row_goes_with_the_comment_right_above_it() -> None:
    text = "# about all\n\n[[a]]\nx = 1 # one\n\n# the second\n[[a]]\nx = 2\n\n# tail\n"
    assert remove_row(text, "a[1]") == "# about all\n\n[[a]]\nx = 1 # one\n\n# tail\n"
    assert remove_row(text, "a[0]") == "# about all\n\n# the second\n[[a]]\nx = 2\n\n# tail\n"
    assert move_row(text, "a[1]", 0) == (
        "# about all\n\n# the second\n[[a]]\nx = 2\n\n[[a]]\nx = 1 # one\n\n# tail\n"
    )
    assert add_row(text, "a", {"x": 3}, 1) == (
        "# about all\n\n[[a]]\nx = 1 # one\n\n[[a]]\nx = 3\n\n# the second\n[[a]]\nx = 2\n\n# tail\n"
    )


def test_what_is_not_there_cannot_be_edited() -> None:
    for place in ("a[5].x", "a[0]", "b[0].c.d", "a.x", ""):
        with pytest.raises(Refusal) as caught:
            set_value("[[a]]\nx = 1\n", place, 2)
        assert caught.value.code == "rule_edit_place"
    with pytest.raises(Refusal):
        remove_row("[[a]]\nx = 1\n", "a[1]")
    with pytest.raises(Refusal):
        set_value("a = ", "a", 1)


def test_a_missing_table_is_made() -> None:
    text = 'version = "1"\n\n[[a]]\nx = 1 # one\n'
    made = set_value(text, "a[0].when.area", "hk")
    assert made == 'version = "1"\n\n[[a]]\nx = 1 # one\nwhen = { area = "hk" }\n'
    assert set_value(made, "a[0].when.vip", True).endswith('when = { area = "hk", vip = true }\n')
    assert set_value("", "version", "2") == 'version = "2"\n'
    assert add_row("", "a", {"x": 1}) == "\n[[a]]\nx = 1\n"


#: What text fields are given in other people's systems, and break them.
ODD = (
    *(
        "undefined",
        "null",
        "None",
        "NaN",
        "-1",
        "1e400",
        "0x1F",
        "1/0",
        "true",
        "\\",
        "\\\\",
        "\\u0041",
    ),
    *(
        "#",
        "# not a comment",
        '"',
        "'",
        '"""',
        "'''",
        "]",
        "[[rule]]",
        "{ a = 1 }",
        "a = 1\n[b]",
        "=\n=",
    ),
    *("\t\r\n", "\x01\x02\x7f", "\u200b\u200f\u202e", "\ufeff", "\ufffe", "\u2028", "\x85", " "),
    *(
        "Ω≈ç√∫",
        "社會科學院語學研究所",
        "パーティーへ行かないか",
        "울란바토르",
        "الكل في المجمو",
        "בְּרֵאשִׁית",
    ),
    *("👩‍👩‍👧‍👦", "🇨🇳", "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", "（╯°□°）╯︵ ┻━┻", "田中さん", "，。·~"),
    *(
        "<script>alert(1)</script>",
        "'; DROP TABLE rule;--",
        "../../etc/passwd",
        "%s%d{0}{name}",
        "$(id)",
        "`id`",
    ),
    *(
        "{{ customer.name }}",
        "{% raw %}",
        "{value_fen",
        "}}",
        "…^2",
        "^9999999999",
        "*",
        "…",
        "^x",
        "a" * 5_000,
    ),
)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_words_are_written_and_read_back(odd: str) -> None:
    text = TEXTS["limits.toml"]
    made = set_value(text, "limit[0].name_en", odd)
    assert value_at(made, "limit[0].name_en") == odd
    assert comments(made) == comments(text)
    assert value_at(add_row(text, "limit", {odd: [odd, {"k": odd}]}), "limit")[-1] == {  # type: ignore[index]
        odd: [odd, {"k": odd}]
    }
    below = Folder(_ROOT)
    for file, place in (
        ("rules/routing.toml", "rule[0].zh"),
        ("rules/classes.toml", "subtype[0].words"),
        ("rules/limits.toml", "limit[0].code"),
        ("procedures/cod.toml", "step[0].name_zh"),
        ("calendars/office.toml", "zone"),
    ):
        value = [odd] if place.endswith("words") else odd
        told = set_value(below.text(file), place, value)
        for one in check_source(Overlaid(below, {file: told})):  # refused or not, never broken
            assert one.message
            assert one.code != "rule_unusable"


def test_the_shipped_files_are_known() -> None:
    assert Path(_ROOT / "rules" / "limits.toml") in FILES
