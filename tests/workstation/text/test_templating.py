from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.refusal import Refusal
from workstation.domain.script_ask import Ask
from workstation.text.blanks import raw_placeholders
from workstation.text.spoken import Clock, Day, Moment, Money, Words
from workstation.text.templating import Gap, placeholders, render, snippet_codes

FACTS = {
    "customer": {"name": "张伟", "title": "", "phone": "13800138000"},
    "parcel": {"waybill": "SF1234567890123", "goods": ["水晶花瓶", "茶杯"]},
    "amount": Decimal("12.50"),
    "count": 0,
}


def test_placeholders_are_filled_and_told():
    done = render("您好，{{ customer.name }}，尾号{{ parcel.waybill | tail }}", FACTS)
    assert done.text == "您好，张伟，尾号0123"
    assert done.used == {"customer.name": "张伟", "parcel.waybill": "0123"}
    assert done.ready


@pytest.mark.parametrize(
    "body",
    [
        "{{ customer.title }}",
        "{{ customer.age }}",
        "{{ nobody.name }}",
        "{{ customer.age | append: '岁' }}",
        "{{ customer.title | upcase | prepend: '尊敬的' }}",
        "{% assign x = customer.title %}{{ x }}",
        "{{ customer.name | append: customer.title }}",
        "{% for thing in parcel.goods %}{{ thing.name }}{% endfor %}",
    ],
)
def test_a_missing_value_is_a_gap_never_a_hole(body):
    done = render(f"甲{body}乙", FACTS)
    assert not done.ready
    assert "【请填写：" in done.text
    assert raw_placeholders(done.text)


def test_gaps_are_named_and_placed():
    done = render("您好，{{ a.b }}和{{ c }}。", {}, {"a.b": "姓名"})
    assert done.text == "您好，【请填写：姓名】和【请填写：c】。"
    assert done.gaps == (Gap("a.b", 3), Gap("c", 12))


def test_conditions_and_fallbacks_leave_no_gap():
    body = "{{ customer.title | default: '您好' }}{% if customer.title %}{{ customer.title }}{% endif %}"
    assert render(body, FACTS).text == "您好"
    assert render("{{ count }}件，{{ amount }}元", FACTS).text == "0件，12.50元"
    assert render("{{ parcel.goods | join }}", FACTS).text == "水晶花瓶、茶杯"
    assert render("{{ customer.phone | mask_phone }}", FACTS).text == "138****8000"


def test_facts_are_listed_in_order():
    body = (
        "{{ b.c }}{{ a.name | default: z.y }}{% if q %}{{ t }}{% endif %}{% assign u = 1 %}{{ u }}"
    )
    assert placeholders(body) == ("b.c", "a.name", "z.y", "q", "t")
    with pytest.raises(Refusal):
        placeholders("{{ a")


def test_a_text_is_told_in_pieces():
    asks = {"ask.x": Ask("x", "money", "金额", "amount")}
    done = render(
        "您好，{{ customer.name }}：{{ ask.x }}{{ a.b }}。", FACTS, {"a.b": "甲"}, asks=asks
    )
    assert [(one.kind, one.text, one.name, one.label) for one in done.segments] == [
        ("plain", "您好，", "", ""),
        ("value", "张伟", "customer.name", ""),
        ("plain", "：", "", ""),
        ("gap", "【请填写：金额】", "ask.x", "金额"),
        ("gap", "【请填写：甲】", "a.b", "甲"),
        ("plain", "。", "", ""),
    ]
    assert done.segments[3].ask == asks["ask.x"]
    assert all(done.text[one.start : one.end] == one.text for one in done.segments)


def test_an_english_gap_has_english_words():
    asks = {"ask.x": Ask("x", zh="金额", en="amount")}
    done = render("Pay {{ ask.x }} to {{ a.b }}.", {}, {"a.b": "name"}, language="en", asks=asks)
    assert done.text == "Pay [Please fill in: amount] to [Please fill in: name]."
    assert len(raw_placeholders(done.text)) == 2


def test_snippets_are_put_in_with_their_facts_and_gaps():
    parts = {
        "qm": "{{ agent.name }}（{{ agent.work_no }}）",
        "ws": '{% if n %}{% snippet "qm" %}{% endif %}祝好',
    }
    facts = {"agent": {"name": "林"}, "n": 1}
    done = render('您好。{% snippet "ws" %}', facts, {"agent.work_no": "工号"}, snippets=parts)
    assert done.text == "您好。林（【请填写：工号】）祝好"
    assert done.used == {"agent.name": "林"}
    assert placeholders('{{ a }}{% snippet "ws" %}', parts) == (
        "a",
        "n",
        "agent.name",
        "agent.work_no",
    )
    assert snippet_codes(
        '{% if x %}{% snippet "a" %}{% endif %}{% snippet \'b\' %}{% snippet "a" %}'
    ) == ("a", "b")


CLOCK = Clock(
    int(datetime(2026, 11, 25, 2, 20, tzinfo=UTC).timestamp() * 1000), timezone(timedelta(hours=8))
)
TYPED = {
    "fee": Money(123_450),
    "due": Moment(CLOCK.now + 86_400_000, CLOCK),
    "day": Day(CLOCK.today, CLOCK),
    "word": Words("到达", "arrived"),
    "plain": "12.5",
    "text": "随便",
    "goods": ["花瓶", "茶杯"],
    "phone": "13800138000",
}


@pytest.mark.parametrize(
    ("body", "zh", "en"),
    [
        ("{{ fee }}", "1,234.50元", "CNY 1,234.50"),
        ("{{ plain | money }}", "12.50元", "CNY 12.50"),
        ("{{ text | money }}", "随便", "随便"),
        ("{{ due }}", "明天10点20分", "10:20 am tomorrow"),
        ("{{ due | date }}", "11月26日", "26 November"),
        ("{{ due | time }}", "10点20分", "10:20 am"),
        ("{{ due | weekday }}", "星期四", "Thursday"),
        ("{{ day | full_date }}", "2026年11月25日", "25 November 2026"),
        ("{{ text | date }}", "随便", "随便"),
        ("{{ word }}", "到达", "arrived"),
        ("{{ word | capitalize }}", "到达", "Arrived"),
        ("{{ goods | join }}", "花瓶、茶杯", "花瓶, 茶杯"),
        ("{{ phone | tail }}", "8000", "8000"),
        ("{{ phone | mask }}", "138****8000", "138****8000"),
        ("{{ missing | money | default: '面议' }}", "面议", "面议"),
        ("{{ fee | append: '起' }}", "1,234.50元起", "CNY 1,234.50起"),
    ],
)
def test_typed_values_are_said_in_the_language(body, zh, en):
    assert render(body, TYPED).text == zh
    assert render(body, TYPED, language="en").text == en


def test_no_inside_of_a_typed_value_is_reached():
    for name in ("fee.fen", "due.clock", "day.day", "fee.said", "due['at']"):
        assert not render(f"{{{{ {name} }}}}", TYPED).ready


class Trap:
    """An object whose insides must stay out of reach."""

    secret = "密码"

    def delete(self):
        raise AssertionError("called")


@pytest.mark.parametrize(
    "body",
    [
        "{{ customer.__class__.__mro__ }}",
        "{{ customer['__init__']['__globals__'] }}",
        "{{ customer.name.format }}",
        "{{ customer.items }}",
        "{{ customer.keys }}",
    ],
)
def test_no_attribute_is_reached(body):
    assert not render(body, FACTS).ready


def test_objects_are_refused():
    with pytest.raises(Refusal) as refused:
        render("{{ ticket.secret }}", {"ticket": {"inner": Trap()}})
    assert refused.value.code == "fact_not_plain"
    assert refused.value.facts["name"] == "ticket.inner"


@pytest.mark.parametrize(
    "body",
    [
        "{% for i in (1..100000000) %}x{% endfor %}",
        "{% for i in (1..150) %}{% for j in (1..150) %}x{% endfor %}{% endfor %}",
        "{% assign a = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign a = a | append: a %}{% endfor %}",
        "{% for i in (1..150) %}" + "长" * 900 + "{% endfor %}",
        "{% include 'x' %}",
        "{% render 'x' %}",
        "{% capture x %}1{% endcapture %}",
        "{{ a | unknown }}",
        "{{ 'a' | truncate: 'b' }}",
        "{% if a %}" * 400,
        "{%" * 5000,
        "{{ a" + "[" * 3000,
        "{% if " + "a and " * 3000 + "a %}x{% endif %}",
        "{{ a",
        "{% if %}",
        "好" * 20_001,
    ],
)
def test_attacks_and_mistakes_are_refused(body):
    with pytest.raises(Refusal) as refused:
        render(body, FACTS)
    assert refused.value.code in ("template_invalid", "template_too_long")


def test_a_mistake_tells_its_line():
    with pytest.raises(Refusal) as refused:
        render("一\n\n{{ x | nofilter }}", {})
    assert refused.value.facts["line"] == 3


def test_a_fact_cannot_bring_a_template_or_a_mark():
    done = render("{{ name }}", {"name": "{{ secret }}\ue000x\ue001y\ue002", "secret": "1"})
    assert done.text == "{{ secret }}xy"
    assert raw_placeholders(done.text)


@settings(deadline=None)
@given(st.text(alphabet=[*"{}%|'.: ab张\n-"], max_size=60))
def test_any_body_is_rendered_or_refused(body):
    refusals = []
    for attempt in (lambda: render(body, {"a": "1", "b": {"a": "2"}}), lambda: placeholders(body)):
        try:
            attempt()
        except Refusal as refusal:
            refusals.append(refusal.code)
    assert set(refusals) <= {"template_invalid"}
