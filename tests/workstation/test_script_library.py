"""The shipped reply scripts as speech: filled, short enough, polite, and there for every moment."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from workstation import rules
from workstation.domain.script import Script
from workstation.domain.script_rank import Moment
from workstation.text.blanks import raw_placeholders
from workstation.text.script_library import load_scripts
from workstation.text.script_search import ScriptIndex
from workstation.text.templating import Rendered, render

SCRIPTS = load_scripts()
CHINESE = [script for script in SCRIPTS if script.language == "zh"]
ENGLISH = [script for script in SCRIPTS if "en" in script.languages]

#: A ticket of which everything is known, with values as long as they usually get.
FULL: dict[str, object] = {
    "customer": {"name": "欧阳建国", "title": "先生"},
    "agent": {"name": "林晓雯", "work_no": "A10086"},
    "ticket": {"number": "20261122-000158"},
    "parcel": {
        "waybill": "SF1234567890123",
        "carrier": "顺丰速运",
        "last_event": "快件已到达杭州萧山中转场，正在分拣",
        "last_place": "杭州萧山中转场",
        "goods": "茶具一套",
    },
    "promise": {"time": "明天18点30分"},
    "claim": {"number": "C20261122-0031", "amount": "1280.50元"},
    "team": {"name": "华东售后一组", "phone": "95338"},
    "today": "2026年11月22日",
}
#: A ticket just opened: who speaks is known, and hardly anything of the customer and the parcel.
SPARSE: dict[str, object] = {name: FULL[name] for name in ("agent", "ticket", "team", "today")}
#: What a script may insist on. The rest must have another way to be said.
MAY_BLOCK = {
    "promise.time",
    "parcel.last_event",
    "parcel.waybill",  # consent is asked for a parcel that can be told from others
    "claim.number",
    "claim.amount",
}

#: Words that no agent says (服务忌语): impatience, shirking, flat refusal, command, rash promises.
NEVER_SAID = (
    *("不知道", "不清楚", "这是规定", "按规定", "没办法", "没有办法", "不可能", "办不到", "不归我"),
    *("不关我", "不是我们的", "跟我们没关系", "你自己", "您自己看", "投诉去", "随便您", "爱怎么"),
    *(
        "急什么",
        "说了多少遍",
        "听不懂",
        "必须",
        "肯定赔",
        "一定赔",
        "全额赔",
        "绝对",
        "百分之百",
        "包您",
    ),
    *("打包票", "保证", "永远", "亲亲", "么么", "呵呵", "哦亲", "烦不烦", "没看到吗", "我也很忙"),
)
#: Said of what is *not* done, or told openly.
ALLOWED = {"ljj": ("打包票",)}
ROUGH = re.compile(
    r"[，。；：、！？][，。；：、！？]|“”|（）|^[，。；：、！？]|\s[，。]|,,|\.\.|\( ?\)|  "
)
#: Times that only a promise may give.
OWN_TIME = re.compile(r"[\d一二两三四五六七八九十]+个?(小时|天|工作日)(内|之内|以内)|当天|今天之内")


def texts(script: Script) -> list[tuple[str, str]]:
    """All words of a script with where they are: `("en sms", "…")`."""
    found = []
    for language in script.languages:
        words = script.words_in(language)
        found.append((language, words.body))
        found += [(f"{language} {channel}", body) for channel, body in words.variants]
    return found


def chinese(script: Script) -> list[tuple[str, str]]:
    return [(where, body) for where, body in texts(script) if where.startswith("zh")]


def said(body: str) -> str:
    """The words of a body without its placeholders and conditions."""
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "□", body)


def filled(body: str, facts: dict[str, object]) -> Rendered:
    return render(body, facts)


def test_the_library_is_large_enough() -> None:
    assert len(CHINESE) >= 200
    assert len(ENGLISH) >= 40
    assert {script.language for script in SCRIPTS} == {"zh"}


def test_codes_are_typed_easily_and_titles_tell_scripts_apart() -> None:
    assert all(re.fullmatch(r"[a-z]{2,4}", script.code) for script in CHINESE)
    for language, scripts in (("zh", CHINESE), ("en", ENGLISH)):
        titles = Counter(script.words_in(language).title for script in scripts)
        assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("facts", [FULL, SPARSE], ids=["full", "sparse"])
def test_every_script_reads_well_or_blocks_as_meant(facts: dict[str, object]) -> None:
    for script in SCRIPTS:
        for channel, body in texts(script):
            done = filled(body, facts)
            where = (script.code, channel, done.text)
            if facts is FULL:
                assert done.ready, where
            assert {gap.name for gap in done.gaps} <= MAY_BLOCK, where
            text = re.sub("【请填写：[^】]*】", "甲", done.text)
            assert raw_placeholders(text) == (), where
            assert "{" not in text, where
            assert text == text.strip(), where
            assert "\n\n" not in text, where
            assert not any(ROUGH.search(line) for line in text.split("\n")), where


def test_short_messages_are_of_one_part_or_two() -> None:
    longer, written = 0, 0
    for script in SCRIPTS:
        if script.channels and "sms" not in script.channels and "sms" not in dict(script.variants):
            continue
        length = len(filled(script.body_for("sms"), FULL).text)
        assert length <= 134, (script.code, length)
        if "sms" in dict(script.variants):
            written, longer = written + 1, longer + (length > 70)
    assert longer <= written // 10


def test_every_chinese_script_says_for_which_channels_it_is() -> None:
    assert [script.code for script in CHINESE if not script.channels] == []


def test_no_full_number_is_said() -> None:
    for script in SCRIPTS:
        for _, body in texts(script):
            assert "SF1234567890123" not in filled(body, FULL).text, script.code


def test_every_subtype_and_class_has_a_script_that_names_it() -> None:
    catalogue = rules.load().catalogue
    named = {code for script in CHINESE for code in script.classes}
    assert [one.code for one in catalogue.subtypes if one.code not in named] == []
    assert [one.code for one in catalogue.classes if one.code not in named] == []


def test_every_step_that_speaks_has_a_script_in_every_group() -> None:
    for procedure in rules.load().procedures.values():
        for step in procedure.steps:
            if not (step.scripts or {"reply", "call"} & set(step.offers)):
                continue
            fit = [
                script
                for script in CHINESE
                if step.code in script.steps
                and (not script.groups or procedure.group in script.groups)
            ]
            assert fit, (procedure.code, step.code)


def test_nothing_is_said_that_no_agent_says() -> None:
    for script in CHINESE:
        for channel, body in chinese(script):
            words = said(body)
            found = [
                word
                for word in NEVER_SAID
                if word in words and word not in ALLOWED.get(script.code, ())
            ]
            assert found == [], (script.code, channel)
            assert "你" not in words, (script.code, channel)
            assert "!" not in words, (script.code, channel)
            assert "！！" not in words, (script.code, channel)


def test_times_are_those_promised() -> None:
    for script in CHINESE:
        for channel, body in chinese(script):
            found = OWN_TIME.search(said(body))
            assert found is None or script.code == "sscs", (script.code, channel, found)


def test_wording_varies() -> None:
    runs: Counter[str] = Counter()
    for script in CHINESE:
        words = re.findall(r"[\u3400-\u9fff]{7,}", said(script.body))
        runs.update({word[i : i + 7] for word in words for i in range(len(word) - 6)})
    assert [run for run, times in runs.items() if times >= 6] == []
    openings = Counter(said(script.body)[:6] for script in CHINESE)
    assert [words for words, times in openings.items() if times >= 20] == []


@pytest.mark.parametrize("step", ["contacted", "diagnose"])
def test_words_for_the_subtype_are_among_the_first_three(step: str) -> None:
    index = ScriptIndex(SCRIPTS)
    individual = rules.load().procedures["individual"]
    wanted = next(one.scripts for one in individual.steps if one.code == step)
    missed = []
    for subtype in rules.load().catalogue.subtypes:
        kind = subtype.code.split(".")[0]
        moment = Moment("phone", kind, subtype.code, "", step, wanted=wanted)
        best = [one.script for one in index.search("", moment, limit=3)]
        if not any({subtype.code, kind} & set(one.classes) for one in best):
            missed.append(subtype.code)
    assert missed == []
