from datetime import UTC, datetime, timedelta, timezone

import pytest

from workstation.domain.claim import Claim
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Agent, Customer
from workstation.domain.script import FACTS
from workstation.domain.ticket import Ticket
from workstation.text.facts import Speaking, facts_for, spoken_time
from workstation.text.templating import render

CHINA = timezone(timedelta(hours=8))


def at(*parts):
    return int(datetime(*parts, tzinfo=CHINA).astimezone(UTC).timestamp() * 1000)


NOW = at(2026, 12, 30, 9, 0)
TICKET = Ticket("t", "A-1", NOW, customer_name="张伟", waybill="SF1234567890123")
SPEAKING = Speaking(
    NOW,
    CHINA,
    Agent("a", "林晓雯", "8101"),
    "售后服务中心",
    "400-000-0000",
    at(2026, 12, 30, 18, 0),
    "先生",
)
PARCEL = Parcel("p", "SF1234567890123", goods="水晶花瓶")
TRACES = (
    Trace("2", "p", at(2026, 12, 29, 8, 0), "快件到达深圳分拨中心", "深圳分拨中心"),
    Trace("1", "p", at(2026, 12, 28, 8, 0), "已揽收", "北京"),
    Trace("0", "p", None, "时间不详"),
)
CLAIM = Claim("c", "LP-1", "t", NOW, approved_fen=120_050)


def test_every_fact_of_a_whole_case_is_known():
    facts = facts_for(TICKET, SPEAKING, Customer("k", "张伟"), PARCEL, TRACES, CLAIM)
    done = render("|".join(f"{{{{ {name} }}}}" for name in FACTS), facts)
    assert done.gaps == ()
    assert done.used["parcel.last_event"] == "快件到达深圳分拨中心"
    assert done.used["parcel.carrier"] == "顺丰速运"
    assert done.used["promise.time"] == "今天18点"
    assert done.used["claim.amount"].endswith("200.50元")
    assert done.used["today"] == "2026年12月30日"


def test_what_is_not_known_is_a_gap():
    facts = facts_for(Ticket("t", "A-1", NOW), Speaking(NOW, CHINA))
    done = render("|".join(f"{{{{ {name} }}}}" for name in FACTS), facts)
    assert set(done.used) == {"ticket.number", "today"}


def test_an_amount_is_told_only_when_approved_and_a_promise_only_ahead():
    late = Speaking(NOW, CHINA, promise_at=NOW - 1)
    facts = facts_for(TICKET, late, claim=Claim("c", "LP-1", "t", NOW, proposed_fen=5))
    done = render("{{ claim.amount }}{{ promise.time }}", facts)
    assert [gap.name for gap in done.gaps] == ["claim.amount", "promise.time"]


def test_a_name_that_holds_the_title_is_not_doubled():
    ticket = Ticket("t", "A-1", NOW, customer_name="王先生")
    facts = facts_for(ticket, SPEAKING)
    assert facts["customer"] == {"name": "王先生", "title": ""}


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
    assert spoken_time(moment, SPEAKING) == said
