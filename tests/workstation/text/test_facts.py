import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from workstation.domain.claim import Claim
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Agent, Customer
from workstation.domain.script import FACTS
from workstation.domain.ticket import Ticket
from workstation.rules.loading import load
from workstation.text.fact_words import is_han
from workstation.text.facts import Naming, Speaking, facts_for
from workstation.text.spoken import Moment, Words
from workstation.text.templating import render

CHINA = timezone(timedelta(hours=8))


def at(*parts):
    return int(datetime(*parts, tzinfo=CHINA).astimezone(UTC).timestamp() * 1000)


NOW = at(2026, 12, 30, 9, 0)
TICKET = Ticket(
    "t",
    "A-1",
    NOW,
    customer_name="张伟",
    waybill="SF1234567890123",
    phone="138-0013-8000",
    address="广东省深圳市南山区科技园路1号",
    class_code="timeliness",
    subtype="timeliness.late_delivery",
    group_code="individual",
    step="diagnose",
    response_due=at(2026, 12, 30, 10, 0),
    resolve_due=at(2027, 1, 2, 18, 0),
    update_due=at(2026, 12, 31, 9, 30),
)
SPEAKING = Speaking(
    NOW,
    CHINA,
    Agent("a", "林晓雯", "8101"),
    "售后服务中心",
    "400-000-0000",
    at(2026, 12, 30, 18, 0),
    "先生",
    "After-Sales Centre",
    Naming(
        load().catalogue,
        {"individual": Words("个案组", "Individual cases")},
        {"diagnose": Words("查明原因", "Find the cause")},
    ),
)
PARCEL = Parcel(
    "p",
    "SF1234567890123",
    origin="北京",
    destination="广东省深圳市南山区科技园路1号",
    goods="水晶花瓶",
    insured_fen=200_000,
    declared_fen=300_000,
    freight_fen=2_300,
    cod_fen=5_000,
    posted_at=at(2026, 12, 27, 9, 0),
    promised_at=at(2026, 12, 29, 18, 0),
    signed_at=at(2026, 12, 29, 20, 5),
)
TRACES = (
    Trace("2", "p", at(2026, 12, 29, 8, 0), "快件到达深圳分拨中心", "深圳分拨中心", "", "arrived"),
    Trace("1", "p", at(2026, 12, 28, 8, 0), "已揽收", "北京"),
    Trace("0", "p", None, "时间不详"),
)
CLAIM = Claim("c", "LP-1", "t", NOW, approved_fen=120_050, claimed_fen=200_000)


def said(facts, language="zh"):
    return render("|".join(f"{{{{ {name} }}}}" for name in FACTS), facts, language=language)


def whole():
    return facts_for(TICKET, SPEAKING, Customer("k", "张伟"), PARCEL, TRACES, CLAIM)


def test_every_fact_of_a_whole_case_is_known():
    done = said(whole())
    assert done.gaps == ()
    assert done.used["parcel.last_event"] == "快件到达深圳分拨中心"
    assert done.used["parcel.carrier"] == "顺丰速运"
    assert done.used["promise.time"] == "今天18点"
    assert done.used["claim.amount"] == "1,200.50元"
    assert done.used["today"] == "2026年12月30日"
    assert done.used["ticket.subtype"] == load().catalogue.name(TICKET.subtype, "zh")
    assert done.used["customer.phone_tail"] == "8000"
    assert done.used["customer.region"] == "深圳市"
    assert done.used["parcel.destination"] == "深圳市"
    assert done.used["clock.greeting"] == "上午好"


def test_the_same_facts_are_told_in_english_without_chinese():
    done = said(whole(), "en")
    assert {gap.name for gap in done.gaps} == {"parcel.goods", "parcel.last_place"}
    assert not any(is_han(value) for value in done.used.values())
    told = done.used
    assert told["customer.name"] == "Zhang Wei"
    assert told["customer.title"] == "Mr"
    assert told["agent.name"] == "Lin Xiaowen"
    assert told["team.name"] == "After-Sales Centre"
    assert told["parcel.carrier"] == "SF Express"
    assert told["parcel.destination"] == "Shenzhen"
    assert told["parcel.last_event"] == "the parcel has arrived at the facility"
    assert told["claim.amount"] == "CNY 1,200.50"
    assert told["promise.time"] == "6 pm today"
    assert told["ticket.resolve_due"] == "6 pm on 2 January 2027"
    assert told["today"] == "30 December 2026"
    assert told["clock.greeting"] == "Good morning"


def test_what_is_only_known_in_chinese_is_a_gap_and_no_condition_in_english():
    body = "{% if parcel.goods %}It is {{ parcel.goods }}.{% endif %}Done."
    assert render(body, whole(), language="en").text == "Done."
    assert render("{{ parcel.goods }}", whole(), language="en").gaps


def test_what_is_not_known_is_a_gap():
    done = said(facts_for(Ticket("t", "A-1", NOW), Speaking(NOW, CHINA)))
    known = {name for name in FACTS if name.startswith("clock.")}
    assert set(done.used) == {"ticket.number", "ticket.created", "today"} | known


def test_no_full_number_is_ever_told():
    ticket = replace(TICKET, phone="13800138000", product="花瓶（联系13912345678）")
    customer = Customer("k", "张伟", "13800138000", "0755-12345678", "zhang@example.com")
    traces = (Trace("1", "p", NOW, "派件员李明13700137000正在派件，卡号6222021234567890128"),)
    claim = replace(CLAIM, claimant_id_no="11010519491231002X", payee_account="6222021234567890128")
    for language in ("zh", "en"):
        facts = facts_for(ticket, SPEAKING, customer, replace(PARCEL, goods=""), traces, claim)
        told = "|".join(said(facts, language).used.values())
        assert not re.search(
            r"1[3-9]\d{9}|\d{16,}|\d{17}[\dX]|12345678", told.replace("SF1234567890123", "")
        )
        assert "路1号" not in told


def test_an_amount_is_told_only_when_approved_and_a_promise_only_ahead():
    late = Speaking(NOW, CHINA, promise_at=NOW - 1)
    facts = facts_for(TICKET, late, claim=Claim("c", "LP-1", "t", NOW, proposed_fen=5))
    done = render("{{ claim.amount }}{{ promise.time }}", facts)
    assert [gap.name for gap in done.gaps] == ["claim.amount", "promise.time"]


def test_a_name_that_holds_the_title_is_not_doubled():
    ticket = Ticket("t", "A-1", NOW, customer_name="王先生")
    body = "{{ customer.title | default: '' }}{{ customer.name }}{{ customer.title | default: '' }}"
    assert render("{{ customer.name }}", facts_for(ticket, SPEAKING)).text == "王先生"
    assert (
        render(body, facts_for(ticket, SPEAKING), language="en").used["customer.name"] == "Mr Wang"
    )
    assert not render("{% if customer.title %}x{% endif %}", facts_for(ticket, SPEAKING)).text


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(2026, 12, 30, 18, 30), "今天18点30分"),
        (at(2026, 12, 31, 9, 0), "明天9点"),
        (at(2027, 1, 1, 9, 0), "后天9点"),
        (at(2027, 1, 2, 9, 5), "2027年1月2日9点5分"),
        (at(2026, 12, 29, 9, 0), "12月29日9点"),
    ],
)
def test_times_as_people_say_them(moment, said):
    assert Moment(moment, SPEAKING.clock).said("zh") == said
