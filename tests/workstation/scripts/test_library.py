"""The shipped reply scripts as speech: filled, short enough, polite, and each with all its parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from rapidfuzz import fuzz

from workstation.domain.script import Script, script_facts, script_from
from workstation.domain.speech_check import check
from workstation.domain.speech_rules import Given
from workstation.rules import loading
from workstation.text import asked_values, asking
from workstation.text.blanks import raw_placeholders
from workstation.text.script_library import load_scripts
from workstation.text.templating import Rendered, snippet_codes

LIBRARY = load_scripts()
PARTS = {script.code: script for script in LIBRARY if script.snippet}
SCRIPTS = [script for script in LIBRARY if not script.snippet]
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
    "clock": {"greeting": "下午好"},
    "today": "2026年11月22日",
}
#: A ticket just opened: who speaks is known, and hardly anything of the customer and the parcel.
SPARSE = {name: FULL[name] for name in ("agent", "ticket", "team", "clock", "today")}
#: What a script may insist on, besides what it asks for. The rest has another way to be said.
MAY_BLOCK = {
    "promise.time",
    "parcel.last_event",
    "parcel.waybill",  # consent is asked for a parcel that can be told from others
    "claim.number",
    "claim.amount",
}
#: What an agent may have typed, by the kind of what is asked.
TYPED = {
    "zh": {"text": "昨天漏扫了一次", "money": "128.50元", "time": "明天15点", "number": "12"},
    "en": {"text": "a scan was missed", "money": "CNY 128.50", "time": "3 pm", "number": "12"},
}
#: Two parts of a short message in Chinese, less the sender's sign 【…】 that the gateway adds.
TWO_PARTS = 2 * 67 - 10

#: Words that no agent says (服务忌语): impatience, shirking, flat refusal, command, rash promises.
NEVER_SAID = (
    *("不知道", "不清楚", "这是规定", "按规定", "没办法", "没有办法", "不可能", "办不到", "不归我"),
    *("不关我", "不是我们的", "跟我们没关系", "你自己", "您自己看", "投诉去", "随便您", "爱怎么"),
    *("急什么", "说了多少遍", "听不懂", "必须", "肯定赔", "一定赔", "全额赔", "绝对", "百分之百"),
    *("包您", "打包票", "保证", "永远", "亲亲", "么么", "呵呵", "哦亲", "烦不烦", "没看到吗"),
    "我也很忙",
)
ROUGH = re.compile(
    r"[，。；：、！？][，。；：、！？]|“”|（）|^[，。；：、！？]|\s[，。]|,,|\.\.|\( ?\)|  "
)
#: Times that only a promise may give.
OWN_TIME = re.compile(r"[\d一二两三四五六七八九十]+个?(小时|天|工作日)(内|之内|以内)|当天|今天之内")
#: Tags in Latin letters are codes that procedures, trees and people ask for.
KNOWN_TAGS = {
    *("greeting", "contact", "verify", "listen", "restate", "soothe", "hold", "explain", "status"),
    *("progress", "urge", "promise", "propose", "refuse", "apology", "confirm", "remind", "survey"),
    *("revisit", "farewell", "praise", "escalation", "callback", "12305", "attitude", "evidence"),
    *("documents", "inspection", "spoiled", "trace", "found", "lost", "hub", "pickup", "redirect"),
    *("address", "intercept", "sender_consent", "waiver", "cod", "customs", "claim", "offer"),
    *("negotiation", "payment", "paid"),
}
HOUR_MS = 3_600_000
SPEECH = loading.load().speech


def channels(script: Script) -> tuple[str, ...]:
    return script.channels or ("phone", "sms", "email", "chat")


def bodies(script: Script) -> Iterator[tuple[str, str]]:
    """All templates of a script with where they stand: `("en sms", "…")`."""
    for language in script.languages:
        words = script.words_in(language)
        yield language, words.body
        for channel, body in words.variants:
            yield f"{language} {channel}", body


def spoken(
    script: Script, facts: dict[str, object] = FULL
) -> Iterator[tuple[str, str, str, Rendered]]:
    """A script as it is said on each of its channels: code, language, channel, words."""
    for language in script.languages:
        values = {
            f"ask.{ask.name}": asked_values.choices_of(ask, language)[0]
            if ask.kind == "choice"
            else TYPED[language][ask.kind]
            for ask in script.asks
        }
        for channel in channels(script):
            made = asking.fill(script, facts, values, channel, language, PARTS)
            yield script.code, language, channel, made


def said(body: str) -> str:
    """The words of a body without its placeholders and conditions."""
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "□", body)


def chinese(script: Script) -> Iterator[tuple[str, str]]:
    return ((where, body) for where, body in bodies(script) if where.startswith("zh"))


def test_the_library_is_large_enough() -> None:
    assert len(SCRIPTS) >= 330
    assert len(ENGLISH) >= 70
    assert {script.language for script in SCRIPTS} == {"zh"}


def test_codes_are_typed_easily_and_titles_tell_scripts_apart() -> None:
    assert all(re.fullmatch(r"[a-z]{2,4}", script.code) for script in SCRIPTS)
    for language, scripts in (("zh", SCRIPTS), ("en", ENGLISH)):
        titles = Counter(script.words_in(language).title for script in scripts)
        assert [title for title, times in titles.items() if times > 1] == []


def test_tags_in_latin_letters_are_known_ones() -> None:
    found = {tag for script in LIBRARY for tag in script.tags if tag.isascii()}
    assert found - KNOWN_TAGS == set()


@pytest.mark.parametrize("facts", [FULL, SPARSE], ids=["full", "sparse"])
def test_every_script_reads_well_or_blocks_as_meant(facts: dict[str, object]) -> None:
    for script in SCRIPTS:
        for where in spoken(script, facts):
            done = where[-1]
            if facts is FULL:
                assert done.ready, where
            assert {gap.name for gap in done.gaps} <= MAY_BLOCK, where
            text = "".join("甲" if one.kind == "gap" else one.text for one in done.segments)
            assert raw_placeholders(text) == (), where
            assert "{" not in text, where
            assert text == text.strip(), where
            assert ("\n\n\n" if where[2] == "email" else "\n\n") not in text, where
            assert not any(ROUGH.search(line) for line in text.split("\n")), where


def test_short_messages_have_words_of_their_own_in_one_part_or_two() -> None:
    longer, written = 0, 0
    for script in SCRIPTS:
        if "sms" not in channels(script):
            continue
        for language in script.languages:
            assert "sms" in dict(script.words_in(language).variants), (script.code, language)
        for code, language, channel, done in spoken(script):
            if channel == "sms":
                assert len(done.text) <= TWO_PARTS, (code, language, len(done.text))
                assert "\n" not in done.text, code
                if language == "zh":
                    written, longer = written + 1, longer + (len(done.text) > 70)
    assert longer <= written // 10


def test_every_script_says_for_which_channels_it_is() -> None:
    assert [script.code for script in SCRIPTS if not script.channels] == []


def test_variants_are_for_channels_of_the_script() -> None:
    for script in SCRIPTS:
        for language in script.languages:
            assert set(dict(script.words_in(language).variants)) <= set(channels(script)), (
                script.code
            )


def test_what_is_asked_is_used_in_all_words_and_nothing_else_is() -> None:
    for script in SCRIPTS:
        names = {ask.name for ask in script.asks}
        needed = {ask.name for ask in script.asks if not ask.optional}
        for where, body in bodies(script):
            found = set(re.findall(r"\bask\.(\w+)", body))
            assert found <= names, (script.code, where)
            assert needed <= found, (script.code, where)
        assert names == {
            name for _, body in bodies(script) for name in re.findall(r"\bask\.(\w+)", body)
        }, script.code
        assert all(ask.zh and ask.en for ask in script.asks), script.code


def test_who_promises_names_the_time_and_who_names_a_time_promises() -> None:
    unpromised = {name: value for name, value in FULL.items() if name != "promise"}
    for script in SCRIPTS:
        promises = script.promise is not None and not script.promise.ask
        for code, language, channel, done in spoken(script, unpromised):
            named = "promise.time" in {gap.name for gap in done.gaps}
            assert named == promises, (code, language, channel)
        if script.promise and script.promise.ask:
            kinds = {ask.name: ask.kind for ask in script.asks}
            assert kinds[script.promise.ask] in ("time", "date"), script.code
        elif script.promise:
            assert script.promise.hours > 0, script.code


def hours_allowed() -> dict[str, int]:
    """Classes and sub-types whose solution is due within hours, with how many."""
    found: dict[str, int] = {}
    for limit in loading.load().limits.rules:
        if limit.kind == "resolve" and limit.span_ms:
            for condition in limit.conditions:
                if condition.fact in ("class_code", "subtype") and condition.test == "in":
                    for code in map(str, condition.wanted):
                        found[code] = max(found.get(code, 0), limit.span_ms // HOUR_MS)
    return found


def test_promises_keep_within_the_limits() -> None:
    limits, allowed = loading.load().limits, hours_allowed()
    paying = next(one.span_ms for one in limits.claim_rules if one.code == "claim-pay") // HOUR_MS
    usual = next(one.given.hours for one in SPEECH.rules if one.code == "time_beyond")
    for script in SCRIPTS:
        if script.promise is None:
            continue
        most = paying if "付" in script.promise.what else usual
        assert most is not None
        if script.classes and allowed.keys() >= set(script.classes):
            most = min(most, max(allowed[code] for code in script.classes))
        assert script.promise.hours <= most, (script.code, script.promise, most)


def test_acts_wait_no_longer_than_a_case_may_rest() -> None:
    for script in SCRIPTS:
        for act in script.acts:
            assert act.code in ACTS_OF_SCRIPTS, (script.code, act)
            if act.code == "wait":
                assert 0 < act.hours <= 72, (script.code, act)
                assert act.reason == "internal" or act.note or act.hours <= 24, (script.code, act)


#: Scripts prepare work, they do not decide: no resolving, transferring or assigning by words said.
ACTS_OF_SCRIPTS = {"wait", "urge", "tag", "raise", "notify", "revisit", "note"}


def test_snippets_are_used_and_scripts_use_only_snippets() -> None:
    used = {
        code for script in LIBRARY for _, body in bodies(script) for code in snippet_codes(body)
    }
    assert used <= set(PARTS)
    assert set(PARTS) - used == set()


def test_every_email_begins_and_ends_as_a_letter() -> None:
    for script in SCRIPTS:
        for code, language, channel, done in spoken(script):
            if channel == "email":
                opening, *_, last = done.text.split("\n")
                zh = language == "zh"
                assert opening == ("欧阳建国先生：" if zh else "Dear 欧阳建国,"), (code, language)
                assert last.startswith("工单2026" if zh else "Ticket 2026"), (code, language)
                assert done.text.count("工号" if zh else "work number") <= 2, (code, language)


def test_every_script_is_told_as_a_table_and_read_again() -> None:
    """As exports, versions and the form of a script have it."""
    for script in LIBRARY:
        assert script_from(script_facts(script), script.version) == script, script.code


def test_no_full_number_is_said() -> None:
    for script in SCRIPTS:
        for *where, done in spoken(script):
            assert "SF1234567890123" not in done.text, where


def test_every_script_may_be_said_on_all_its_channels() -> None:
    found = [
        (*where, finding.rule.code, finding.words)
        for script in SCRIPTS
        for *where, done in spoken(script)
        for finding in check(done.text, SPEECH, Given(channel=where[-1]))
    ]
    assert found == []


def test_nothing_is_said_that_no_agent_says() -> None:
    for script in SCRIPTS:
        for where, body in chinese(script):
            words = said(body)
            assert [word for word in NEVER_SAID if word in words] == [], (script.code, where)
            assert "你" not in words, (script.code, where)
            assert "!" not in words, (script.code, where)
            assert "！！" not in words, (script.code, where)


def test_times_are_those_promised() -> None:
    for script in SCRIPTS:
        for where, body in chinese(script):
            found = OWN_TIME.search(said(body))
            assert found is None or script.code == "sscs", (script.code, where, found)


def test_wording_varies() -> None:
    runs: Counter[str] = Counter()
    for script in SCRIPTS:
        words = re.findall(r"[\u3400-\u9fff]{7,}", said(script.body))
        runs.update({word[i : i + 7] for word in words for i in range(len(word) - 6)})
    assert [run for run, times in runs.items() if times >= 6] == []
    openings = Counter(said(script.body)[:6] for script in SCRIPTS)
    assert [words for words, times in openings.items() if times >= 20] == []


def test_no_two_scripts_say_the_same() -> None:
    words = [(script.code, said(script.body).replace("□", "")) for script in SCRIPTS]
    words += [(f"{one.code} en", said(one.words_in("en").body)) for one in ENGLISH]
    alike = [
        (one, other)
        for place, (one, text) in enumerate(words)
        for other, earlier in words[:place]
        if fuzz.ratio(text, earlier, score_cutoff=75) > 75
    ]
    assert alike == []


def test_sentences_are_short_enough_to_be_said_in_one_breath() -> None:
    """Between two marks nobody speaks more than some thirty characters."""
    for script in SCRIPTS:
        for clause in re.split(r"[，。；：、！？…\n（）“”]|□", said(script.body)):
            assert len(clause) <= 30, (script.code, clause)
