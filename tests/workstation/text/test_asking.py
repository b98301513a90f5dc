"""What scripts ask for: read as typed, said in the language."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, ScriptPromise, scripts_from
from workstation.domain.script_ask import Ask
from workstation.text.asked_values import choices_of, format_value, parse_value
from workstation.text.asking import Asked, asks_of, fill, proposal, proposed_at
from workstation.text.numerals import figures_in, read_number
from workstation.text.spoken import Clock
from workstation.text.typed_money import read_money
from workstation.text.typed_times import read_day, read_moment

CHINA = timezone(timedelta(hours=8))


def ms(*parts):
    return int(datetime(*parts, tzinfo=CHINA).timestamp() * 1000)


#: A Wednesday morning.
CLOCK = Clock(ms(2026, 11, 25, 10, 20), CHINA)


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("明天下午三点", (11, 26, 15, 0)),
        ("明天下午3点之前", (11, 26, 15, 0)),
        ("18:30", (11, 25, 18, 30)),
        ("１８：３０", (11, 25, 18, 30)),
        ("9:00", (11, 26, 9, 0)),
        ("6:30", (11, 25, 18, 30)),
        ("三点", (11, 25, 15, 0)),
        ("八点半", (11, 25, 20, 30)),
        ("下午三点一刻", (11, 25, 15, 15)),
        ("十点四十五分", (11, 25, 10, 45)),
        ("十二点", (11, 25, 12, 0)),
        ("今晚8点", (11, 25, 20, 0)),
        ("明早九点", (11, 26, 9, 0)),
        ("晚上12点", (11, 26, 0, 0)),
        ("凌晨1点", (11, 26, 1, 0)),
        ("24:00", (11, 26, 0, 0)),
        ("中午", (11, 25, 12, 0)),
        ("明天上午", (11, 26, 12, 0)),
        ("今天下午", (11, 25, 18, 0)),
        ("明天", (11, 26, 18, 0)),
        ("大后天9点", (11, 28, 9, 0)),
        ("周五前", (11, 27, 18, 0)),
        ("周日", (11, 29, 18, 0)),
        ("下周三下午2点半", (12, 2, 14, 30)),
        ("11月28日18点前", (11, 28, 18, 0)),
        ("28号", (11, 28, 18, 0)),
        ("11/28 15:00", (11, 28, 15, 0)),
        ("2026-11-30 9:05", (11, 30, 9, 5)),
        ("月底", (11, 30, 18, 0)),
        ("3天后", (11, 28, 18, 0)),
        ("两周内", (12, 9, 18, 0)),
        ("3小时后", (11, 25, 13, 20)),
        ("半小时内", (11, 25, 10, 50)),
        ("一个半小时后", (11, 25, 11, 50)),
        ("三刻钟后", (11, 25, 11, 5)),
        ("20分钟", (11, 25, 10, 40)),
        ("in 2 hours", (11, 25, 12, 20)),
        ("half an hour", (11, 25, 10, 50)),
        ("tomorrow 6pm", (11, 26, 18, 0)),
        ("6 pm tomorrow", (11, 26, 18, 0)),
        ("by friday", (11, 27, 18, 0)),
        ("next friday at noon", (12, 4, 12, 0)),
        ("nov 28th, 2026 5:30 pm", (11, 28, 17, 30)),
        ("tonight", (11, 25, 21, 0)),
        ("tomorrow morning", (11, 26, 12, 0)),
        ("end of month", (11, 30, 18, 0)),
        ("5 o'clock", (11, 25, 17, 0)),
    ],
)
def test_moments_as_they_are_typed(typed, then):
    assert read_moment(typed, CLOCK) == ms(2026, *then)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "25点",
        "明天25点",
        "不知道",
        "三五天",
        "下周",
        "尽快",
        "soon",
        "13月40日",
        "2月30日",
        "9" * 50,
    ],
)
def test_what_is_no_moment_is_not_guessed(typed):
    assert read_moment(typed, CLOCK) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", date(2026, 11, 25)),
        ("25 nov", date(2026, 11, 25)),
        ("12月1号", date(2026, 12, 1)),
        ("1月3日", date(2027, 1, 3)),
        ("11月3日", date(2026, 11, 3)),
        ("二〇二六年十二月一日", date(2026, 12, 1)),
        ("昨天", date(2026, 11, 24)),
        ("next monday", date(2026, 11, 30)),
    ],
)
def test_days_as_they_are_typed(typed, day):
    assert read_day(typed, CLOCK) == day


def test_working_days_need_a_calendar():
    def working(day, days):
        return day + timedelta(days=days + 2)

    assert read_day("3个工作日内", CLOCK) is None
    assert read_day("3个工作日内", CLOCK, working=working) == date(2026, 11, 30)
    assert read_day("in 3 business days", CLOCK, working=working) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("200", 20_000),
        ("1,234.5", 123_450),
        ("￥12", 1_200),
        ("12块5", 1_250),
        ("两百块", 20_000),
        ("200块钱", 20_000),
        ("三块五毛", 350),
        ("五毛", 50),
        ("三百五", 35_000),
        ("一千零五元", 100_500),
        ("1.2万", 1_200_000),
        ("壹佰元整", 10_000),
        ("CNY 80", 8_000),
        ("rmb80", 8_000),
        ("twenty yuan", 2_000),
    ],
)
def test_amounts_as_they_are_typed(typed, fen):
    assert read_money(typed) == fen


@pytest.mark.parametrize("typed", ["abc", "-5", "12.345", "三四块", "1 2", "$20", "", "元"])
def test_what_is_no_amount_is_not_guessed(typed):
    assert read_money(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,234.5", "1234.5"),
        ("两百五", "250"),
        ("一万二", "12000"),
        ("一百零五", "105"),
        ("十二", "12"),
        ("半", "0.5"),
        ("一点五", "1.5"),
        ("负三", "-3"),
        ("twenty-five", "25"),
        ("two hundred and six", "206"),
        ("one and a half", "1.5"),
    ],
)
def test_numbers_as_they_are_typed(typed, number):
    assert read_number(typed) == Decimal(number)


@given(st.integers(0, 99_999_999))
def test_every_whole_number_is_read_from_its_numeral(number):
    import cn2an

    assert read_number(cn2an.an2cn(number)) == number
    assert read_number(f"{number:,}") == number


def test_weekdays_and_loose_numerals_stay_words():
    assert figures_in("下周三下午两点") == "下周三下午2点"
    assert figures_in("三五天") == "三五天"


def ask(kind, **given):
    return Ask("x", kind, "数值", "value", **given)


@pytest.mark.parametrize(
    ("one", "typed", "zh", "en"),
    [
        (ask("text"), " 已联系网点 ", "已联系网点", "已联系网点"),
        (ask("number"), "三个", "3", "3"),
        (ask("number"), "1,234.50", "1234.5", "1234.5"),
        (ask("money"), "两百块", "200.00元", "CNY 200.00"),
        (ask("date"), "明天", "11月26日", "26 November"),
        (ask("date"), "2027-01-03", "2027年1月3日", "3 January 2027"),
        (ask("time"), "明天下午三点", "明天15点", "3 pm tomorrow"),
        (ask("time"), "11月30日 9:05", "11月30日9点5分", "9:05 am on 30 November"),
        (ask("choice", choices=("退款|refund", "补发|replacement")), "退", "退款", "refund"),
        (ask("choice", choices=("退款|refund", "补发|replacement")), "2", "补发", "replacement"),
        (ask("choice", choices=("退款|refund", "补发|replacement")), "REFUND", "退款", "refund"),
    ],
)
def test_values_are_said_in_the_language(one, typed, zh, en):
    value = parse_value(one, typed, CLOCK)
    assert format_value(one, value, CLOCK, "zh") == zh
    assert format_value(one, value, CLOCK, "en") == en


@pytest.mark.parametrize(
    ("one", "typed", "code"),
    [
        (ask("text"), " \u200b ", "ask_missing"),
        (ask("text"), "好" * 501, "ask_long"),
        (ask("text"), "{{ x }}", "ask_placeholder"),
        (ask("text"), "XX网点", "ask_placeholder"),
        (ask("number"), "很多", "ask_number"),
        (ask("number", least=1, most=5), "0", "ask_below"),
        (ask("number", least=1, most=5), "六", "ask_above"),
        (ask("money"), "一些", "ask_money"),
        (ask("money", most=20_000), "200.01", "ask_above"),
        (ask("date"), "改天", "ask_date"),
        (ask("date", least=0), "昨天", "ask_below"),
        (ask("date", most=48), "下周五", "ask_above"),
        (ask("time"), "晚点", "ask_time"),
        (ask("time", least=0), "昨天下午三点", "ask_below"),
        (ask("time", most=24), "后天", "ask_above"),
        (ask("choice", choices=("甲一", "甲二")), "甲", "ask_choice"),
        (ask("choice", choices=("甲", "乙")), "3", "ask_choice"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(one, typed, code):
    with pytest.raises(Refusal) as refused:
        parse_value(one, typed, CLOCK)
    assert refused.value.code == code
    assert refused.value.facts["label"] == "数值"
    assert refused.value.facts["label_en"] == "value"


def test_a_bound_is_told_as_it_would_be_said():
    with pytest.raises(Refusal) as refused:
        parse_value(ask("time", most=24), "后天", CLOCK, "en")
    assert refused.value.facts["most"] == "10:20 am tomorrow"


def test_choices_are_shown_in_the_language():
    one = ask("choice", choices=("退款|refund", "补发"))
    assert choices_of(one) == ("退款", "补发")
    assert choices_of(one, "en") == ("refund", "补发")


PART = Script(
    "qm",
    "签名",
    "{{ agent.name }}（{{ ask.shift }}）",
    asks=(Ask("shift", zh="班次"),),
    snippet=True,
)
SCRIPT = Script(
    "dh",
    "到货",
    '您好，{{ customer.name }}，{{ ask.amount }}，{{ promise.time }}前。{% snippet "qm" %}',
    asks=(Ask("amount", "money", "金额", "amount"), Ask("unused")),
    promise=ScriptPromise("回电", 24),
)


def test_what_a_script_asks_for_is_told_in_order_with_its_parts():
    found = asks_of(SCRIPT, {"qm": PART})
    assert [one.name for one in found] == ["ask.amount", "promise.time", "ask.shift"]
    assert found[1].ask.kind == "time"
    assert proposal(found[1], CLOCK) == "明天10点30分"
    assert proposal(found[1], CLOCK, "en") == "10:30 am tomorrow"
    assert proposal(found[0], CLOCK) == ""


def test_a_proposal_never_goes_beyond_the_limit():
    promised = asks_of(SCRIPT, {"qm": PART})[1]
    limit = ms(2026, 11, 25, 18, 10)
    assert proposed_at(promised, CLOCK, limit) == ms(2026, 11, 25, 18, 0)
    assert proposed_at(promised, CLOCK, ms(2026, 11, 25, 10, 25)) == ms(2026, 11, 25, 10, 25)
    assert proposed_at(promised, CLOCK, ms(2026, 11, 24)) == ms(2026, 11, 26, 10, 30)


@pytest.mark.parametrize(
    ("now", "hours", "limit", "wanted"),
    [
        ((2026, 11, 25, 18, 20), 4, None, (2026, 11, 26, 9, 0)),
        ((2026, 11, 25, 16, 20), 4, None, (2026, 11, 25, 20, 0)),
        ((2026, 11, 25, 23, 40), 4, None, (2026, 11, 26, 9, 0)),
        ((2026, 11, 25, 10, 20), 10, (2026, 11, 25, 23, 0), (2026, 11, 25, 20, 0)),
        ((2026, 11, 25, 10, 20), 24, (2026, 11, 26, 3, 0), (2026, 11, 25, 20, 0)),
        ((2026, 11, 25, 15, 40), 4, None, (2026, 11, 25, 20, 0)),
        ((2026, 11, 25, 21, 0), 2, (2026, 11, 25, 22, 10), (2026, 11, 25, 22, 0)),
        ((2026, 11, 26, 1, 0), 2, (2026, 11, 26, 4, 0), (2026, 11, 26, 3, 0)),
    ],
)
def test_no_word_is_promised_for_the_night_where_there_is_a_day(now, hours, limit, wanted):
    told = Asked("promise.time", Ask("promise", "time"), hours)
    latest = None if limit is None else ms(*limit)
    assert proposed_at(told, Clock(ms(*now), CHINA), latest) == ms(*wanted)


@given(st.integers(0, 7 * 24 * 60), st.integers(1, 200), st.none() | st.integers(-500, 20_000))
def test_a_proposal_lies_ahead_within_the_limit_and_by_day(minute, hours, left):
    now = ms(2026, 11, 25) + minute * 60_000
    limit = None if left is None else now + left * 60_000
    told = Asked("promise.time", Ask("promise", "time"), hours)
    clock = Clock(now, CHINA)
    at = proposed_at(told, clock, limit)
    assert at > now
    if limit is not None and limit > now:
        assert at <= limit
    if limit is None:
        assert 9 <= clock.local(at).hour <= 20


def test_a_script_may_promise_by_an_ask_of_its_own():
    script = Script(
        "a",
        "a",
        "{{ ask.call_at }}",
        asks=(Ask("call_at", "time"),),
        promise=ScriptPromise("回电", 2, "call_at"),
    )
    (only,) = asks_of(script)
    assert proposal(only, CLOCK) == "今天12点30分"


def test_a_default_is_proposed_as_it_is_said():
    script = Script("a", "a", "{{ ask.x }}", asks=(Ask("x", "money", default="两百"),))
    assert proposal(asks_of(script)[0], CLOCK) == "200.00元"


def test_filling_leaves_asked_gaps_and_takes_values():
    facts = {"customer": {"name": "张伟"}, "agent": {"name": "林晓雯"}}
    empty = fill(SCRIPT, facts, snippets={"qm": PART})
    assert [gap.name for gap in empty.gaps] == ["ask.amount", "promise.time", "ask.shift"]
    gap = next(one for one in empty.segments if one.name == "ask.amount")
    assert (gap.kind, gap.label, gap.ask.kind) == ("gap", "金额", "money")
    assert "【请填写：班次】" in empty.text
    values = {
        "ask.amount": format_value(SCRIPT.asks[0], 2_000, CLOCK),
        "promise.time": "明天9点",
        "ask.shift": "早班",
    }
    done = fill(SCRIPT, facts, values, snippets={"qm": PART})
    assert done.text == "您好，张伟，20.00元，明天9点前。林晓雯（早班）"
    assert done.used["ask.amount"] == "20.00元"
    assert facts["customer"] == {"name": "张伟"}


def test_a_translation_is_filled_in_its_language():
    (script,) = scripts_from(
        {
            "script": [
                {
                    "code": "a",
                    "title": "甲",
                    "body": "{{ ask.x }}",
                    "asks": [{"name": "x", "zh": "金额", "en": "amount"}],
                    "translations": {
                        "en": {"title": "A", "body": "Pay {{ ask.x }}. {{ customer.name }}"}
                    },
                }
            ],
            "version": "1",
        }
    )
    done = fill(script, {}, language="en")
    assert done.text == "Pay [Please fill in: amount]. [Please fill in: customer's name]"
    assert fill(script, {}, language="fr").text == "【请填写：金额】"


def test_a_part_that_lacks_the_language_or_is_none_is_refused():
    script = Script("a", "a", '{% snippet "qm" %}', language="en")
    for parts in ({"qm": PART}, {}, {"qm": Script("qm", "t", "x")}):
        with pytest.raises(Refusal) as refused:
            fill(script, {}, snippets=parts)
        assert refused.value.code == "snippet_unknown"
        assert refused.value.facts["snippet"] == "qm"


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(["text", "number", "money", "date", "time"]),
    st.text(
        alphabet=[
            *"明天后周月号点半个小时一二三四百千万零0123456789:/-. ,元块毛pmatodyinext负年\u200b\ue000"
        ],
        max_size=20,
    ),
)
def test_anything_typed_is_read_or_refused(kind, typed):
    one = ask(kind)
    try:
        value = parse_value(one, typed, CLOCK)
    except Refusal as refusal:
        code = refusal.code
    else:
        code = "ask_"
        assert format_value(one, value, CLOCK, "zh")
        assert format_value(one, value, CLOCK, "en")
    assert code.startswith("ask_")
