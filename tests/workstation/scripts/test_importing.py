"""Imported scripts: what a plan says, what becomes of it, nothing twice; and out and in again."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workstation.seat import Seat
from workstation.actions.scripts import SaveScriptDraft
from workstation.domain.acts import Act
from workstation.domain.refusal import Refusal
from workstation.domain.script import CHANNELS, Script, ScriptPromise, Words, script_facts
from workstation.domain.script_ask import Ask
from workstation.domain.script_version import ScriptVersion
from workstation.readers.script_own import guarded, unguarded
from workstation.scripts.exporting import export_scripts, write_scripts
from workstation.scripts.import_words import problem_words
from workstation.scripts.importing import ImportPlan, ImportRow, carry_out, plan
from workstation.store import scripts as kept


@pytest.fixture
def desk_seat(seat: Seat) -> Seat:
    seat.desk.agent = seat.leader
    return seat


def table(folder: Path, header: str, *rows: list[str], name: str = "scripts.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header.split(","), *rows])
    return path


def row_of(found: ImportPlan) -> ImportRow:
    assert len(found.rows) == 1, found.rows
    return found.rows[0]


def drafts(seat: Seat) -> dict[str, ScriptVersion]:
    connection = seat.desk.read.connection
    heads = kept.heads(connection)
    return {one.code: one for one in kept.versions(connection, [head.uid for head in heads])}


def problems(row: ImportRow) -> list[str]:
    return [one.code for one in row.problems]


# what a plan says


def test_every_placeholder_is_recognised_or_named(tmp_path: Path) -> None:
    body = (
        "您好[客户姓名]，{{name}}，%name%，#{ticket.customer.name}，运单{运单号}，"
        "[步骤 1]预计[时间]完成，赔付[金额]元"
    )
    row = row_of(plan(None, table(tmp_path, "标题,内容", ["催派", body])))
    foreign = {one for one, _ in (*row.known, *row.unknown)}
    assert {"[客户姓名]", "{{name}}", "%name%", "#{ticket.customer.name}", "{运单号}"} <= foreign
    assert {"[步骤 1]", "[时间]", "[金额]"} <= foreign
    assert dict(row.known)["{运单号}"] == "parcel.waybill"
    asked = {ask.name for ask in row.script.asks}
    assert {name for _, name in row.unknown} == asked
    assert "[" not in row.script.body
    assert "%" not in row.script.body
    assert row.action == "new"
    assert not row.problems


def test_instructions_in_the_brackets_of_names_are_said(tmp_path: Path) -> None:
    text = 'Hi [First Name], order [Order Number].\n\n[If we might build it: "I\'ve noted this."]\n\nBest,\n[Your Name] of [Company Name]'
    found = plan(None, table(tmp_path, "title,body", ["Wish", text], ["Bye", "Bye [First Name]!"]))
    assert problems(found.rows[0]) == ["script_placeholder_left"]
    assert "noted this" in problem_words(found.rows[0].problems[0])


def test_titles_codes_languages_and_types_are_made_and_said_to_be(tmp_path: Path) -> None:
    found = plan(
        None,
        table(
            tmp_path,
            "标题,内容",
            ["退货政策说明", "支持七天无理由退货，请您放心。"],
            ["退货政策说明", "我们支持退货，详情请看页面。"],
            ["", "您好，催派已经为您登记，请您耐心等待。"],
            ["Damaged parcel", "I am sorry that your parcel arrived damaged."],
        ),
    )
    assert [row.code for row in found.rows] == ["thzcsm", "thzcsm2", "cpyjwndjqn", "dp"]
    assert found.rows[2].title == "催派已经为您登记，请您耐心等待"
    assert found.rows[2].guessed[:2] == ("language", "title")
    assert [row.script.language for row in found.rows] == ["zh", "zh", "zh", "en"]
    assert found.rows[3].script.classes == ("safety.damaged",)
    assert "class" in found.rows[3].guessed


def test_columns_are_read_and_nothing_is_lost(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "快捷码,标题,话术,分类,渠道,标签,对象,情绪,问题类型,场景,作者,备注",
        ["/KD-1 ", "催派", "您好，马上催派", "物流", "短信、在线", "催,急", "收件人", "愤怒", "催派", "客户一再来电，情绪已经非常激动，要求马上给出一个明确说法", "李四", "慎用"],
    )  # fmt: skip
    found = plan(None, path)
    row = row_of(found)
    script = row.script
    assert row.code == "kd-1"
    assert "script_code_tidied" in problems(row)
    assert script.channels == ("sms", "chat")
    assert (script.audience, script.moods, script.classes) == (
        ("receiver",),
        ("strong",),
        ("request.urge",),
    )
    assert {"催", "急", "物流"} <= set(script.tags)
    assert "慎用" in row.note
    assert "客户一再来电" in row.note
    assert "作者: 李四" in row.note
    assert [use.header for use in found.columns if not use.field] == ["作者"]


def test_two_languages_in_one_text_are_parted(tmp_path: Path) -> None:
    text = "Hello — your order #[Order Number] is late.\n\nWe are sorry.\n\n您好，您的订单 #[Order Number] 延误了，非常抱歉。"
    row = row_of(plan(None, table(tmp_path, "标题,内容", ["延误（双语）", text])))
    assert row.title == "延误"
    assert row.script.languages == ("zh", "en")
    assert row.script.words_in("en").body.endswith("We are sorry.")
    assert len(row.script.asks) == 1
    assert problems(row) == ["script_two_languages"]


@pytest.mark.parametrize(
    ("begin", "subject"),
    [
        ("Subject: Your parcel {{waybill}}\n\n", "Your parcel {{waybill}}"),
        ("**Subject Line:** We are sorry\n", "We are sorry"),
        ("邮件主题：关于您的快件\r\n\r\n", "关于您的快件"),
    ],
)
def test_the_subject_of_an_email_is_not_said(tmp_path: Path, begin: str, subject: str) -> None:
    body = f"{begin}Dear customer,\nwe are looking into it. Subject: nothing else."
    row = row_of(plan(None, table(tmp_path, "title,body,channel", ["Sorry", body, "email"])))
    assert row.script.body == "Dear customer,\nwe are looking into it. Subject: nothing else."
    assert "script_subject_apart" in problems(row)
    told = next(one for one in row.problems if one.code == "script_subject_apart")
    assert told.facts == {"subject": subject}
    assert subject in problem_words(told, "zh")
    assert f"subject: {subject}" in row.note
    assert row.script.title == "Sorry"


@pytest.mark.parametrize(
    "body", ["Subject: only this", "主题很重要：请看附件\n谢谢", "Subject:\nHello"]
)
def test_words_that_only_look_like_a_subject_stay(tmp_path: Path, body: str) -> None:
    row = row_of(plan(None, table(tmp_path, "title,body", ["One", body])))
    assert row.script.body == body
    assert not problems(row)


def test_rows_of_one_script_are_joined(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "编号,标题,渠道,语言,内容",
        ["a1", "催派", "电话", "中文", "您好，我马上帮您催"],
        ["a1", "催派", "短信", "中文", "已催派"],
        ["a1", "Urge", "", "英文", "We urge it"],
    )
    script = row_of(plan(None, path)).script
    assert dict(script.variants) == {"sms": "已催派"}
    assert script.channels == ("phone", "sms")
    assert script.words_in("en").title == "Urge"


def test_bodies_become_text(tmp_path: Path) -> None:
    body = "<div>Hi #{ticket.customer.firstname},</div><p>line&nbsp;one<br>two</p>\u200b\x07<ul><li>a</li></ul>"
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"name": "greet", "content": body}]), "utf-8")
    script = row_of(plan(None, path)).script
    assert script.body == "Hi {{ customer.name }},\n\nline one\ntwo\n- a"


def test_what_cannot_be_taken_in_is_refused_with_its_place(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "标题,内容",
        ["空的", ""],
        ["长的", "很" * 20_001],
        ["好的", "您好，一切正常。"],
        ["又一遍", "您好，一切正常。"],
    )
    found = plan(None, path)
    assert [row.action for row in found.rows] == ["refused", "refused", "new", "same"]
    assert [row.line for row in found.rows] == [2, 3, 4, 5]
    assert problems(found.rows[0]) == ["script_body_missing"]
    assert problems(found.rows[1]) == ["template_too_long"]
    assert problems(found.rows[3]) == ["script_twice_in_file"]
    for row in found.rows:
        for problem in row.problems:
            assert "{" not in problem_words(problem)
            assert "{" not in problem_words(problem, "zh")


@pytest.mark.parametrize("body", ["{{" * 8_000, "{%" * 9_000, "{% if %}" * 2_000])
def test_templates_made_to_take_long_are_refused(tmp_path: Path, body: str) -> None:
    row = row_of(plan(None, table(tmp_path, "标题,内容", ["甲", body])))
    assert row.action == "refused"


def test_codes_that_clash(desk_seat: Seat, tmp_path: Path) -> None:
    there = desk_seat.desk.scripts[0]
    path = table(
        tmp_path,
        "编号,标题,内容",
        [there.code, "完全另外一回事", "Completely different words about something else."],
        ["zz9", "甲", "您好，甲的内容。"],
        ["zz9", "乙", "您好，乙的内容完全不同。"],
    )
    found = plan(desk_seat.desk, path)
    assert [row.action for row in found.rows] == ["clash", "new", "new"]
    assert found.rows[0].code != there.code
    assert found.rows[0].of == there.code
    assert [row.code for row in found.rows[1:]] == ["zz9", "zz92"]
    assert problems(found.rows[2]) == ["script_code_twice"]


# what becomes of it


def test_an_import_run_twice_adds_nothing(desk_seat: Seat, tmp_path: Path) -> None:
    shipped = desk_seat.desk.scripts[0]
    path = table(
        tmp_path,
        "编号,标题,内容,分类,出处",
        ["", "某种新情况的答复", "您好[客户姓名]，这件事我们从来没有遇到过。", "新", "甲"],
        [shipped.code, shipped.title, shipped.body + "再见。", "", ""],
        [shipped.code + "x", "另一件事", "完全不同的一段内容，谈的是别的。", "", ""],
    )
    found = plan(desk_seat.desk, path)
    assert [row.action for row in found.rows] == ["new", "changed", "new"]
    done = carry_out(desk_seat.desk, found)
    assert (len(done.created), len(done.changed)) == (2, 1)
    standing = drafts(desk_seat)
    made = standing[found.rows[0].code]
    assert made.state == "draft"
    assert "scripts.csv" in made.note
    assert "出处: 甲" in made.note
    kept_classes = standing[shipped.code].content.get("steps", [])
    assert kept_classes == list(shipped.steps)
    again = plan(desk_seat.desk, path)
    assert [row.action for row in again.rows] == ["same"] * 3
    assert carry_out(desk_seat.desk, again).created == ()
    assert len(drafts(desk_seat)) == len(standing)


def test_own_scripts_get_codes_that_the_team_does_not_use(desk_seat: Seat, tmp_path: Path) -> None:
    shipped = desk_seat.desk.scripts[0]
    desk_seat.desk.agent = desk_seat.agent
    rows = ([shipped.code, shipped.title, shipped.body + "再见。"], ["", "我的", "您好，我的话。"])
    path = table(tmp_path, "编号,标题,内容", *rows)
    found = plan(desk_seat.desk, path)
    done = carry_out(desk_seat.desk, found, "personal")
    assert len(done.created) == 2
    assert shipped.code not in done.created
    mine = {one.code for one in desk_seat.desk.scripts if one.owner == desk_seat.agent.uid}
    assert mine == set(done.created)
    again = plan(desk_seat.desk, path)
    assert [row.action for row in again.rows] == ["same", "same"]


def test_a_script_of_the_team_as_ones_own_comes_once(desk_seat: Seat, tmp_path: Path) -> None:
    there = desk_seat.desk.scripts[-1]
    write_scripts([replace(there, body=there.body + "再见。")], tmp_path / "a.json", "json")
    found = plan(desk_seat.desk, tmp_path / "a.json")
    assert row_of(found).action == "changed"
    assert len(carry_out(desk_seat.desk, found, "personal").created) == 1
    again = plan(desk_seat.desk, tmp_path / "a.json")
    assert row_of(again).action == "same"


def test_agents_do_not_make_drafts_of_the_team(seat: Seat, tmp_path: Path) -> None:
    found = plan(seat.desk, table(tmp_path, "标题,内容", ["甲", "您好，甲的话。"]))
    with pytest.raises(Refusal, match="not_allowed"):
        carry_out(seat.desk, found)
    with pytest.raises(Refusal, match="script_choice"):
        carry_out(seat.desk, found, "somehow")


def test_a_stopped_import_goes_on_where_it_was(desk_seat: Seat, tmp_path: Path) -> None:
    rows = [[f"情况{number}", f"您好，这是第{number}种情况的答复。"] for number in range(450)]
    path = table(tmp_path, "标题,内容", *rows)
    found = plan(desk_seat.desk, path)
    steps: list[int] = []
    done = carry_out(
        desk_seat.desk,
        found,
        progress=lambda count, _of: steps.append(count),
        cancelled=lambda: len(steps) == 1,
    )
    assert done.stopped
    assert len(done.created) == 200
    again = plan(desk_seat.desk, path)
    assert again.counts["same"] == 200
    assert again.counts["new"] == 250
    assert len(carry_out(desk_seat.desk, again).created) == 250
    with pytest.raises(Refusal, match="import_stopped"):
        plan(desk_seat.desk, path, cancelled=lambda: True)


def test_drafts_that_wait_are_known(desk_seat: Seat, tmp_path: Path) -> None:
    told = {"code": "zz1", "title": "核实", "body": "您好，我们核实。"}
    desk_seat.do(SaveScriptDraft(told), desk_seat.leader)
    found = plan(desk_seat.desk, table(tmp_path, "标题,内容", ["核实", "您好，我们核实。"]))
    assert (row_of(found).action, row_of(found).of) == ("same", "zz1")


# out and in again


def test_all_shipped_scripts_go_out_and_in(desk_seat: Seat, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv", "a.md", "a.json"):
        count = export_scripts(desk_seat.desk, tmp_path / name)
        assert count == len(desk_seat.desk.scripts)
        found = plan(desk_seat.desk, tmp_path / name)
        assert found.own
        assert found.counts["same"] == count, [
            (row.code, row.action, row.problems) for row in found.rows if row.action != "same"
        ][:3]


def test_export_names_what_it_cannot_do(desk_seat: Seat, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="export_format"):
        export_scripts(desk_seat.desk, tmp_path / "a.docx")
    with pytest.raises(Refusal, match="not_found"):
        export_scripts(desk_seat.desk, tmp_path / "a.csv", codes=("nobody",))
    with pytest.raises(Refusal, match="export_stopped"):
        export_scripts(desk_seat.desk, tmp_path / "a.csv", cancelled=lambda: True)
    with pytest.raises(Refusal, match="file_unusable"):
        export_scripts(desk_seat.desk, tmp_path / "none" / "a.csv")
    assert not list(tmp_path.glob("*.part"))


def test_formulas_stay_texts(tmp_path: Path) -> None:
    script = Script("zz1", "=1+1", "=cmd|' /C calc'!A0", tags=("@a", "'=b"))
    for name in ("a.csv", "a.xlsx", "a.md", "a.json"):
        write_scripts([script], tmp_path / name, {"a.md": "md"}.get(name, name[2:]))
        assert row_of(plan(None, tmp_path / name)).script == script
    cells = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "'=cmd" in cells
    assert "'=1+1" in cells


_INK = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff{}%")  # fmt: skip
_LINE = st.text(_INK, min_size=1, max_size=12).map(str.strip).filter(bool)
_ODD = st.sampled_from(["=1+1", "'=x", "a,b", '"q"', "```", "# h", "<!-- script {} -->", "|a|", "- a", "_x000D_", "1. a", "\\n", "--", "[a]"])  # fmt: skip
_WORD = st.one_of(_LINE, _ODD)
_BODY = st.lists(_WORD, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
_TITLE = st.one_of(_LINE, st.sampled_from(["=1", "`a`", "-- b --", "a | b", "1. x", "“引”"]))


@st.composite
def a_script(draw: st.DrawFn) -> Script:
    """Any script: texts of all kinds, channels, a translation, asks, a promise, acts."""
    variants = draw(st.dictionaries(st.sampled_from(CHANNELS), _BODY, max_size=2))
    ordered = tuple((name, variants[name]) for name in CHANNELS if name in variants)
    words = Words("en", draw(_TITLE), draw(_BODY), ordered if draw(st.booleans()) else ())
    return Script(
        code=draw(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)),
        title=draw(_TITLE),
        body=draw(_BODY),
        channels=tuple(name for name in CHANNELS if draw(st.booleans())),
        tags=tuple(dict.fromkeys(draw(st.lists(_WORD, max_size=3)))),
        variants=ordered,
        translations=(words,) if draw(st.booleans()) else (),
        asks=(Ask("amount", "choice", draw(_TITLE), choices=("甲", "乙"), optional=True),)
        if draw(st.booleans())
        else (),
        promise=ScriptPromise(draw(_TITLE), 4) if draw(st.booleans()) else None,
        acts=(Act("tag", tag=draw(_TITLE)),) if draw(st.booleans()) else (),
        snippet=draw(st.booleans()),
    )


@pytest.mark.parametrize("form", ["xlsx", "csv", "md", "json"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts=st.lists(a_script(), min_size=1, max_size=3, unique_by=lambda one: one.code))
def test_whatever_is_written_is_read_back(
    form: str, scripts: list[Script], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("out") / f"scripts.{form}"
    write_scripts(scripts, path, form)
    found = plan(None, path)
    assert found.own
    told = [script_facts(replace(row.script, code=row.code)) for row in found.rows]
    assert told == [script_facts(one) for one in scripts]


@given(text=st.text(st.sampled_from("'=+-@\t\ra "), max_size=6))
def test_the_guard_of_formulas_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
