"""The bundle of rule files: whole as shipped, and every mistake named by file and line."""

from __future__ import annotations

import ast
import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources import path
from workstation.domain import speech_rules
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.rules import loading
from workstation.rules.files import Folder, Overlaid
from workstation.rules.making import BASE, bundle_of
from workstation.rules.places import places, position
from workstation.rules.sentences import SENTENCES
from workstation.rules.shelf import shipped_source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("rules", "procedures", "calendars", "scripts", "knowledge"):
        source = path("rules").parent / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_shipped_rules_are_sound() -> None:
    assert loading.check() == ()
    bundle = loading.load()
    assert tuple(group.code for group in bundle.groups) == GROUPS
    assert bundle.group("cod").name("zh_CN") == "代收货款组"
    assert bundle.group("cod").name("en") == "Cash on delivery"
    assert bundle.group("unheard").name("en") == "unheard"
    for group in GROUPS:
        assert bundle.calendar_of(group).code in bundle.calendars
    assert loading.load() is bundle


def test_what_the_product_carries_is_tried_by_its_tests_and_not_at_every_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(speech_rules, "_try", lambda rule, *_: tried.append(rule.code))
    name, carried = "rules/speech.toml", shipped_source()
    codes = [rule.code for rule in bundle_of(carried, loading.stop).speech.rules]
    assert not tried
    text = carried.text(name)
    assert bundle_of(Overlaid(carried, {name: f"{text}\n# ours"}), loading.stop)
    assert tried == codes, "a version of the team's own"
    tried.clear()
    change(folder / name, text, f"{text}\n# theirs")
    assert loading.load(folder)
    assert tried == codes, "somebody's folder"
    tried.clear()
    change(folder / name, "\n# theirs", "\n# checked")
    loading.check(folder)
    assert tried == codes


def test_shipped_scripts_are_sound() -> None:
    codes = [script.code for script in loading.scripts()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        (
            "rules/routing.toml",
            'group = "escalation"',
            'group = "heaven"',
            "rule_reference",
            "rule[2].group",
        ),
        (
            "rules/routing.toml",
            "intensity = {",
            "temper = {",
            "condition_fact",
            "rule[2].when.temper",
        ),
        (
            "rules/routing.toml",
            'class_code = "safety"',
            'class_code = "safty"',
            "rule_reference",
            "rule[0].when.class_code",
        ),
        ("rules/routing.toml", "format = 1", "format = 2", "rule_format_newer", "format"),
        ("rules/classes.toml", 'code = "timeliness"\n', "", "rule_missing", "class[0].code"),
        ("rules/classes.toml", "version =", "version", "rule_syntax", ""),
        (
            "rules/limits.toml",
            'calendar = "always"',
            'calendar = "never"',
            "rule_reference",
            "limit[n].calendar",
        ),
        (
            "rules/groups.toml",
            'calendar = "service"',
            'calendar = "never"',
            "rule_reference",
            "group[0].calendar",
        ),
        (
            "calendars/office.toml",
            'holidays = "cn"',
            'holidays = "fr"',
            "rule_reference",
            "holidays",
        ),
        (
            "calendars/office.toml",
            '"Asia/Shanghai"',
            '"Asia/Shanghigh"',
            "calendar_zone",
            "zone",
        ),
        (
            "calendars/office.toml",
            '["13:00", "18:00"]]\ntue',
            '["11:00", "18:00"]]\ntue',
            "calendar_overlap",
            "hours.mon[1]",
        ),
        (
            "procedures/cod.toml",
            'to = "classified"',
            'to = "nowhere"',
            "rule_reference",
            "step[0].exit[0].to",
        ),
        (
            "calendars/china_holidays.toml",
            "workdays = [",
            "workdays = [ 1,",
            "rule_type",
            "year[0].workdays[0]",
        ),
        (
            "procedures/cod.toml",
            '"service.charges"',
            '"service.charms"',
            "rule_reference",
            "step[3].exit[0].subtypes",
        ),
        (
            "procedures/cod.toml",
            'group = "cod"',
            'group = "cash"',
            "rule_reference",
            "group",
        ),
        (
            "rules/limits.toml",
            'class_code = "safety"',
            'class_code = "safty"',
            "rule_reference",
            "limit[n].when.class_code",
        ),
        (
            "rules/classes.toml",
            '"取件超时"',
            '"取件超时^x"',
            "phrase_unusable",
            "subtype[0].words[0]",
        ),
        (
            "rules/routing.toml",
            "价值 {value_fen} 元",
            "价值 {value_fen 元",
            "route_template",
            "rule[0].zh",
        ),
        ("rules/compensation.toml", "id = ", "key = ", "rule_unknown_key", "rule[0].key"),
        (
            "rules/limits.toml",
            "minutes = 15",
            "minutes = 9999999",
            "span_too_long",
            "limit[n].minutes",
        ),
        ("rules/limits.toml", "days = 2", "days = 1831", "span_too_long", "limit[n].days"),
        ("rules/revisits.toml", "hours = ", "hours = 99999", "span_too_long", "rule[0].hours"),
        (
            "rules/automations.toml",
            "after_minutes = 30",
            "after_minutes = 3000000",
            "span_too_long",
            "automation[7].on[0].after_minutes",
        ),
        (
            "procedures/cod.toml",
            "limit_minutes = ",
            "limit_minutes = 99999",
            "span_too_long",
            "step[0].limit_minutes",
        ),
        (
            "rules/limits.toml",
            'kind = "legal"\nlayer = "legal"\nname_zh = "投诉七日内处理并告知"',
            'kind = "legal"\nlayer = "outer"\nname_zh = "投诉七日内处理并告知"',
            "limits_no_law",
            "limit",
        ),
        (
            "rules/limits.toml",
            'when = { class_code = "praise" }',
            "when = {}",
            "limit_unreachable",
            "limit[n]",
        ),
        (
            "rules/limits.toml",
            "when = { priority = 4 }",
            "when = { priority = { min = 4, max = 3 } }",
            "route_never",
            "limit[n].when.priority",
        ),
        (
            "rules/groups.toml",
            'code = "cod"',
            'code = "night"',
            "group_fixed",
            "group[1].code",
        ),
        (
            "rules/routing.toml",
            'code = "claims-1"',
            'code = "Claims 1"',
            "code_letters",
            "rule[0].code",
        ),
        ("rules/limits.toml", 'version = "', 'version = "a@', "version_letters", "version"),
        (
            "rules/limits.toml",
            'version = "',
            'version = "\\u001b[31m',
            "version_letters",
            "version",
        ),
        ("rules/limits.toml", 'version = "', 'version = "a\\n', "version_letters", "version"),
        (
            "rules/limits.toml",
            'version = "',
            f'version = "{"9" * 40}',
            "version_letters",
            "version",
        ),
    ],
)
def test_mistake_names_file_and_line(
    folder: Path, file: str, old: str, new: str, code: str, place: str
) -> None:
    change(folder / file, old, new)
    found = [item for item in loading.check(folder) if item.file == file]
    assert {item.code for item in found} == {code}
    assert re.sub(r"^limit\[\d+\]", "limit[n]", found[0].place) == place
    assert found[0].message != code
    assert found[0].message_zh not in ("", found[0].message)
    assert found[0].line
    with pytest.raises(Refusal) as caught:
        loading.load(folder)
    assert caught.value.facts["file"]


def test_the_line_is_the_right_one(folder: Path) -> None:
    file = folder / "procedures" / "seasonal.toml"
    change(file, 'to = "hub_checked"', 'to = "hub"')
    told = loading.check(folder)[0]
    line = file.read_text(encoding="utf-8").splitlines()[told.line - 1]
    assert line[told.column - 1 :].startswith('to = "hub"')
    assert told.where().startswith(f"procedures/seasonal.toml:{told.line}:{told.column}: step[")


def test_scripts_for_steps_that_do_not_exist_are_found(folder: Path) -> None:
    row = '[[script]]\ncode = "zz1"\ntitle = "题"\nbody = "文"\n'
    file = folder / "scripts" / "zz_team.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'version = "1"\n{row}steps = ["nowhere"]\n', encoding="utf-8")
    assert [(item.file, item.place, item.line) for item in loading.check(folder)] == [
        ("scripts/zz_team.toml", "script[0].steps", 6)
    ]
    file.write_text(f'version = "1"\n{row}{row}', encoding="utf-8")
    assert [item.code for item in loading.check(folder)] == ["rule_duplicate"]
    file.write_text(f'version = "1"\n{row}', encoding="utf-8")
    (folder / "scripts" / "zz_two.toml").write_text(f'version = "1"\n{row}', encoding="utf-8")
    assert [item.file for item in loading.check(folder)] == ["scripts/zz_two.toml"]


def test_missing_and_unreadable_files_are_named(folder: Path) -> None:
    (folder / "rules" / "limits.toml").unlink()
    (folder / "rules" / "classes.toml").write_bytes("code = '破损'".encode("gb18030"))
    (folder / "procedures" / "cod.toml").unlink()
    found = {(item.file, item.code) for item in loading.check(folder)}
    assert found == {
        ("rules/limits.toml", "rule_file_missing"),
        ("rules/classes.toml", "rule_encoding"),
        ("procedures/cod.toml", "rule_file_missing"),
    }


def test_an_unreachable_group_is_refused(folder: Path) -> None:
    file = folder / "rules" / "routing.toml"
    text = file.read_text(encoding="utf-8").replace('group = "cod"', 'group = "individual"')
    file.write_text(text, encoding="utf-8")
    assert [item.code for item in loading.check(folder)] == ["route_group_unreachable"]


_RULE = (
    'code = "zz"\nname_zh = "x"\nname_en = "x"\ngroup = "cod"\nzh = "x"\nen = "x"\n'
    "when = { class_code = %s, value_fen = %s }\n"
)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (('"safety"', "{ min = 5 }"), ('"safety.damaged"', "{ min = 9 }"), "route_unreachable"),
        (('"safety"', "{ min = 5 }"), ('"safety.damaged"', "{ above = 4 }"), "route_unreachable"),
        (('["safety", "service"]', "{ min = 5 }"), ('"safety"', "[7, 9]"), "route_unreachable"),
        (('"praise"', "{ min = 5 }"), ('"praise.thanks"', "{ min = 4 }"), ""),
        (('"praise.thanks"', "{ min = 5 }"), ('"praise"', "{ min = 9 }"), ""),
        (('"safety"', "{ min = 5, max = 4 }"), ('"service"', "1"), "route_never"),
        (("[]", "1"), ('"service"', "1"), "route_never"),
    ],
)
def test_a_rule_that_no_ticket_reaches_is_refused(
    first: tuple[str, str], second: tuple[str, str], code: str
) -> None:
    below = Folder(path("rules").parent)
    text = below.text("rules/routing.toml")
    begin = text.index("[[rule]]")
    rows = [
        f"[[rule]]\n{_RULE % told}\n".replace("zz", f"zz{no}")
        for no, told in enumerate((first, second))
    ]
    source = Overlaid(below, {"rules/routing.toml": text[:begin] + "".join(rows) + text[begin:]})
    found = [one for one in loading.check_source(source) if one.file == "rules/routing.toml"]
    assert {one.code for one in found} == ({code} if code else set())
    assert not found or found[0].place.startswith(("rule[0]", "rule[1]"))


def _with(texts: dict[str, str]) -> list[tuple[str, str, str]]:
    source = Overlaid(Folder(path("rules").parent), texts)
    return [(one.file, one.code, one.place) for one in loading.check_source(source)]


def _shipped(file: str) -> str:
    return Folder(path("rules").parent).text(file)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("calendars/office.toml", "mon = [", "mon = [[", "rule_syntax"),
        ("calendars/office.toml", '"Asia/Shanghai"', '"Mars/Olympus"', "calendar_zone"),
        ("calendars/china_holidays.toml", "workdays = [", "workdays = [[", "rule_syntax"),
    ],
)
def test_what_names_a_broken_calendar_is_not_wrong_besides(
    file: str, old: str, new: str, code: str
) -> None:
    found = _with({file: _shipped(file).replace(old, new, 1)})
    assert [(name, told) for name, told, _ in found] == [(file, code)]


def test_a_calendar_that_nobody_wrote_is_still_missed() -> None:
    office = _shipped("calendars/office.toml").replace("Asia/Shanghai", "Mars/Olympus")
    limits = _shipped("rules/limits.toml").replace('calendar = "always"', 'calendar = "nirvana"', 1)
    found = _with({"calendars/office.toml": office, "rules/limits.toml": limits})
    assert [code for _, code, _ in found] == ["calendar_zone", "rule_reference"]


def test_mistakes_that_do_not_hang_together_are_told_together() -> None:
    text = _shipped("rules/limits.toml").replace("\nminutes = 15\n", "\nminutes = -1\n")
    text = text.replace("[[claim]]\n", "[[claim]]\ncolour = 1\n", 1)
    codes = [code for _, code, _ in _with({"rules/limits.toml": text})]
    assert codes.count("limit_span") == text.count("minutes = -1\n") > 1
    assert "rule_unknown_key" in codes
    text = _shipped("rules/routing.toml").replace('group = "cod"', "colour = 1", 1)
    text = text.replace('group = "customs"', "group = 1", 1)
    found = _with({"rules/routing.toml": text})
    assert {code for _, code, _ in found} == {"rule_unknown_key", "rule_type"}
    text = _shipped("rules/classes.toml")
    for number in range(2):
        name = f"fancy{number}"
        text = f'{text}\n[[class]]\ncode = "{name}"\nname_zh = "新"\nname_en = "New"\n'
    found = _with({"rules/classes.toml": text})
    assert [code for _, code, _ in found] == ["class_no_subtype"] * 2
    assert len({place for _, _, place in found}) == 2


def test_limits_may_not_all_go() -> None:
    text = _shipped("rules/limits.toml")
    bare = text[: text.index("[[limit]]")]
    assert _with({"rules/limits.toml": bare}) == [
        ("rules/limits.toml", "limits_none", "limit"),
        ("rules/limits.toml", "limits_none", "claim"),
    ]


def test_a_long_limit_of_a_calendar_seldom_open_is_refused() -> None:
    week = 'code = "rare"\nname_zh = "少"\nname_en = "Rare"\nzone = "Asia/Shanghai"\n'
    calendar = f'version = "1"\n{week}[hours]\nmon = [["09:00", "09:30"]]\n'
    limits = _shipped("rules/limits.toml")
    at = limits.index("minutes = 10080")
    told = limits[at:].replace("minutes = 10080", "minutes = 2000000", 1)
    told = told.replace('"always"', '"rare"', 1)
    found = _with({"calendars/rare.toml": calendar, "rules/limits.toml": limits[:at] + told})
    assert [code for _, code, _ in found] == ["span_beyond"]


def test_an_empty_folder_is_wanting(tmp_path: Path) -> None:
    assert {item.code for item in loading.check(tmp_path)} >= {"rule_file_missing"}
    with pytest.raises(Refusal):
        loading.load(tmp_path)


@pytest.mark.parametrize(
    ("place", "at"),
    [
        ("a", (1, 1)),
        ("b[1].c", (6, 1)),
        ("t.x", (8, 1)),
        ("t.gone", (7, 1)),
        ("nowhere", None),
        ("t.d[1]", (11, 3)),
        ("t.e.f[0].g", (13, 14)),
    ],
)
def test_positions_of_places(place: str, at: tuple[int, int] | None) -> None:
    text = "a = 1\n[[b]]\nc = 1\n[[b]]\n\nc = 2\n[t]\nx = 1\nd = [\n  1,\n  2,\n]\n"
    assert position(text + 'e = { f = [{ g = """\n]""" }] }\n', place) == at


def _walk(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            told = f"{place}.{key}" if place else key
            yield told, key
            yield from _walk(item, told)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield f"{place}[{number}]", ""
            yield from _walk(item, f"{place}[{number}]")


def test_every_place_of_the_shipped_files_is_found() -> None:
    for file in path("rules").parent.glob("*/*.toml"):
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines()
        known = places(text)
        wanted = dict(_walk(tomllib.loads(text)))
        assert known.keys() == wanted.keys(), file.name
        for place, key in wanted.items():
            line, column = known[place]
            assert key in lines[line - 1][column - 1 :], (file.name, place)


def test_a_misspelt_name_of_a_file_is_found(folder: Path) -> None:
    shutil.copy(folder / "rules" / "limits.toml", folder / "rules" / "limitz.toml")
    assert [(item.file, item.code) for item in loading.check(folder)] == [
        ("rules/limitz.toml", "rule_file_unknown")
    ]


_HOSTILE = [
    "a = " + "[" * 5_000 + "]" * 5_000,
    "a = " + "{b=" * 900 + "1" + "}" * 900,
    "a = " + "9" * 5_000,
    "a = 0x" + "f" * 5_000,
    "a = inf",
    "limit = 3",
    "[[limit]]\ncode = 7",
    "[[limit]]\nminutes = 99999999999999999999",
    "[limit.a.b]",
    'format = "1"',
    "format = -1\nversion = 1",
    "version = 2026-01-01\nlimit = [1, 'a', [2]]",
    "\x00",
    "x" * 1_100_000,
    "rule = [[[{}]]]",
    "version = ''",
    "class = [{code = [1]}]",
    "[[step]]\nexit = 5",
    "[[year]]\nyear = 99999999\nholidays = ['9999-99-99']",
    "hours = 1\nzone = '../../../etc/passwd'",
    "zone = 'a\\u0000b'",
]


@pytest.mark.parametrize("text", _HOSTILE, ids=range(len(_HOSTILE)))
def test_no_text_brings_the_check_down(text: str) -> None:
    below = Folder(path("rules").parent)
    kinds = ["rules/classes.toml", "rules/routing.toml", "rules/groups.toml", "rules/limits.toml"]
    kinds += ["procedures/cod.toml", "calendars/office.toml", "calendars/china_holidays.toml"]
    for name in [*kinds, "scripts/10_opening.toml", "knowledge/zz.toml"]:
        found = loading.check_source(Overlaid(below, {name: text}))
        assert any(item.file == name for item in found), name
        assert all(item.message and item.message_zh for item in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=5), st.sampled_from(BASE))
def test_odd_words_are_taken_or_refused(words: list[str], name: str) -> None:
    told = ", ".join(json.dumps(word) for word in words)
    row = f'code = "{name}"\nwords = [{told}]\nname_zh = {json.dumps("".join(words))}\n'
    text = f'version = "1"\n[[class]]\n{row}[[rule]]\n{row}[[limit]]\n{row}[[group]]\n{row}'
    assert loading.check_source(Overlaid(Folder(path("rules").parent), {name: text}))


def _raised() -> set[str]:
    """Every code that is raised with a place by what makes and checks rule files."""
    top = Path(loading.__file__).parent
    files = [*top.parent.glob("domain/*.py"), *top.glob("*.py")]
    codes = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal"):
                continue
            placed = any(word.arg == "place" for word in node.keywords)
            code = node.args[0] if node.args else None
            if isinstance(code, ast.Constant) and (placed or str(code.value).startswith("rule_")):
                codes.add(str(code.value))
    return codes


def test_every_mistake_has_a_sentence_in_both_languages() -> None:
    missing = _raised() - SENTENCES.keys() - {"rule_edit_place", "rules_unsound"}
    assert not missing
    for code, (en, zh) in SENTENCES.items():
        assert en.isascii() or "…" in en, code
        assert not zh.isascii(), code
        assert set(re.findall(r"{(\w+)}", en)) == set(re.findall(r"{(\w+)}", zh)), code


@pytest.mark.parametrize(
    ("text", "en", "zh", "line"),
    [
        ("a = 1\na = 2\n", "overwrite", "写了两次", 2),
        ("a 1\n", "Expected '='", "等号", 1),
        ("a = 'x\n", "Expected", "缺少", 2),
        ("[a\n", "Expected ']'", "方括号", 1),
        ("a = [1\n", "Unclosed array (at the end", "末尾", 2),
    ],
)
def test_syntax_is_told_in_both_languages(text: str, en: str, zh: str, line: int) -> None:
    source = Overlaid(Folder(path("rules").parent), {"rules/limits.toml": text})
    found = next(item for item in loading.check_source(source) if item.file == "rules/limits.toml")
    assert found.code == "rule_syntax"
    assert en in found.message
    assert zh in found.message_zh
    assert found.line == line
