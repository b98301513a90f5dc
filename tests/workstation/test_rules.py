"""The bundle of rule files: whole as shipped, and every mistake named by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from resources import path
from workstation import rules
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.rule_files import line_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("rules", "procedures", "calendars", "scripts"):
        source = path("rules").parent / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_shipped_rules_are_sound() -> None:
    assert rules.check() == ()
    bundle = rules.load()
    assert tuple(group.code for group in bundle.groups) == GROUPS
    assert bundle.group("cod").name("zh_CN") == "代收货款组"
    assert bundle.group("cod").name("en") == "Cash on delivery"
    assert bundle.group("unheard").name("en") == "unheard"
    for group in GROUPS:
        assert bundle.calendar_of(group).code in bundle.calendars
    assert rules.load() is bundle


def test_shipped_scripts_are_sound() -> None:
    codes = [script.code for script in rules.scripts()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        (
            "rules/routing.toml",
            'group = "escalation"',
            'group = "heaven"',
            "rule_reference",
            "rule[2].group (line",
        ),
        (
            "rules/routing.toml",
            "intensity = {",
            "temper = {",
            "condition_fact",
            "rule[2].when.temper (line",
        ),
        (
            "rules/routing.toml",
            'class_code = "safety"',
            'class_code = "safty"',
            "rule_reference",
            "rule[0].when.class_code (line",
        ),
        ("rules/routing.toml", "format = 1", "format = 2", "rule_format_newer", "format (line 8)"),
        ("rules/classes.toml", 'code = "timeliness"\n', "", "rule_missing", "class[0].code (line"),
        ("rules/classes.toml", "version =", "version", "rule_syntax", "(line"),
        (
            "rules/limits.toml",
            'calendar = "always"',
            'calendar = "never"',
            "rule_reference",
            "limit[3].calendar (line",
        ),
        (
            "rules/groups.toml",
            'calendar = "service"',
            'calendar = "never"',
            "rule_reference",
            "group[0].calendar (line",
        ),
        (
            "calendars/office.toml",
            'holidays = "cn"',
            'holidays = "fr"',
            "rule_reference",
            "holidays (line 9)",
        ),
        (
            "calendars/office.toml",
            '"Asia/Shanghai"',
            '"Asia/Shanghigh"',
            "calendar_zone",
            "zone (line 8)",
        ),
        (
            "calendars/office.toml",
            '["13:00", "18:00"]]\ntue',
            '["11:00", "18:00"]]\ntue',
            "calendar_overlap",
            "hours.mon[1] (line",
        ),
        (
            "procedures/cod.toml",
            'to = "classified"',
            'to = "nowhere"',
            "rule_reference",
            "step[0].exit[0].to (line",
        ),
        (
            "calendars/china_holidays.toml",
            "workdays = [",
            "workdays = [ 1,",
            "rule_type",
            "year[0].workdays[0] (line",
        ),
        (
            "procedures/cod.toml",
            '"service.charges"',
            '"service.charms"',
            "rule_reference",
            "step[3].exit[0].subtypes (line",
        ),
        (
            "procedures/cod.toml",
            'group = "cod"',
            'group = "cash"',
            "rule_reference",
            "group (line 7)",
        ),
        (
            "rules/limits.toml",
            'class_code = "safety"',
            'class_code = "safty"',
            "rule_reference",
            "limit[9].when.class_code (line",
        ),
        (
            "rules/classes.toml",
            '"取件超时"',
            '"取件超时^x"',
            "phrase_unusable",
            "subtype[0].words[0] (line",
        ),
        (
            "rules/routing.toml",
            "价值 {value_fen} 元",
            "价值 {value_fen 元",
            "route_template",
            "rule[0].zh (line",
        ),
        ("rules/compensation.toml", "version = ", "vision = ", "rule_unknown_key", "vision"),
    ],
)
def test_mistake_names_file_and_line(
    folder: Path, file: str, old: str, new: str, code: str, place: str
) -> None:
    change(folder / file, old, new)
    found = [item for item in rules.check(folder) if item.file == file]
    assert [item.code for item in found] == [code]
    assert found[0].place.startswith(place)
    assert found[0].message != code
    with pytest.raises(Refusal) as caught:
        rules.load(folder)
    assert caught.value.facts["file"]


def test_the_line_is_the_right_one(folder: Path) -> None:
    file = folder / "procedures" / "seasonal.toml"
    change(file, 'to = "hub_checked"', 'to = "hub"')
    told = rules.check(folder)[0].place
    line = int(told.partition("(line ")[2].rstrip(")"))
    assert 'to = "hub"' in file.read_text(encoding="utf-8").splitlines()[line - 1]


def test_scripts_for_steps_that_do_not_exist_are_found(folder: Path) -> None:
    row = '[[script]]\ncode = "zz1"\ntitle = "题"\nbody = "文"\n'
    file = folder / "scripts" / "zz_team.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'version = "1"\n{row}steps = ["nowhere"]\n', encoding="utf-8")
    assert [(item.file, item.place) for item in rules.check(folder)] == [
        ("scripts/zz_team.toml", "script[0].steps (line 6)")
    ]
    file.write_text(f'version = "1"\n{row}{row}', encoding="utf-8")
    assert [item.code for item in rules.check(folder)] == ["rule_duplicate"]
    file.write_text(f'version = "1"\n{row}', encoding="utf-8")
    (folder / "scripts" / "zz_two.toml").write_text(f'version = "1"\n{row}', encoding="utf-8")
    assert [item.file for item in rules.check(folder)] == ["scripts/zz_two.toml"]


def test_missing_and_unreadable_files_are_named(folder: Path) -> None:
    (folder / "rules" / "limits.toml").unlink()
    (folder / "rules" / "classes.toml").write_bytes("code = '破损'".encode("gb18030"))
    (folder / "procedures" / "cod.toml").unlink()
    found = {(item.file, item.code) for item in rules.check(folder)}
    assert found == {
        ("rules/limits.toml", "rule_file_missing"),
        ("rules/classes.toml", "rule_encoding"),
        ("procedures/cod.toml", "rule_file_missing"),
    }


def test_an_unreachable_group_is_refused(folder: Path) -> None:
    file = folder / "rules" / "routing.toml"
    text = file.read_text(encoding="utf-8").replace('group = "cod"', 'group = "individual"')
    file.write_text(text, encoding="utf-8")
    assert [item.code for item in rules.check(folder)] == ["route_group_unreachable"]


def test_an_empty_folder_is_wanting(tmp_path: Path) -> None:
    assert {item.code for item in rules.check(tmp_path)} >= {"rule_file_missing"}
    with pytest.raises(Refusal):
        rules.load(tmp_path)


@pytest.mark.parametrize(
    ("place", "line"),
    [("a", 1), ("b[1].c", 6), ("t.x", 8), ("t.gone", 7), ("nowhere", None), ("d[1]", 11)],
)
def test_lines_of_places(place: str, line: int | None) -> None:
    text = "a = 1\n[[b]]\nc = 1\n[[b]]\n\nc = 2\n[t]\nx = 1\ny = [\n]\n"
    text = text.replace("y = [\n]\n", "d = [\n  1,\n  2,\n]\n")
    assert line_of(text, place) == line
