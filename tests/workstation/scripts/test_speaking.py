"""Scripts for a ticket: which fit, filled from its facts, with the gaps named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.seat import WAYBILL, Seat
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.rules.loading import scripts
from workstation.scripts import speaking
from workstation.scripts.finding import finder_of
from workstation.store.work import Work
from workstation.text import asking


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path / "profile")
    yield made
    made.desk.close()


def test_what_is_typed_finds_the_script_with_the_tickets_facts_in_it(seat: Seat) -> None:
    ticket = seat.ticket(customer_name="董佳宁", waybill=WAYBILL)
    found = seat.desk.scripts_for(ticket.uid, "lpcl", "sms").result()
    assert found[0].code == "lpcl"
    assert "code" in found[0].reasons
    assert ticket.number in found[0].preview
    assert found[0].gaps == ("promise.time",)
    assert "【请填写：承诺时间】" in found[0].preview


def test_without_words_the_step_decides_and_the_limit_holds(seat: Seat) -> None:
    ticket = seat.ticket(subject="来访", body="")
    found = seat.desk.scripts_for(ticket.uid, limit=3).result()
    assert len(found) == 3
    assert {"step", "wanted"} & set(found[0].reasons)
    assert seat.desk.scripts_for("no such ticket").result() == ()


def test_what_was_asked_fills_the_gap(seat: Seat) -> None:
    ticket = seat.ticket()
    filled = seat.desk.fill_script(ticket.uid, "lpcl", "sms", {"promise.time": "明天18点"}).result()
    assert filled.gaps == ()
    assert "明天18点" in filled.text
    assert filled.version


def test_an_unknown_script_or_ticket_is_refused(seat: Seat) -> None:
    ticket = seat.ticket()
    for uid, code in ((ticket.uid, "no_such_script"), ("no such ticket", "lpcl")):
        with pytest.raises(Refusal, match="not_found"):
            seat.desk.fill_script(uid, code).result()


def test_every_script_fits_some_ticket_without_an_error(seat: Seat) -> None:
    ticket = seat.ticket(customer_name="董佳宁", waybill=WAYBILL)
    for channel in ("phone", "sms", "email", "chat"):
        found = seat.desk.scripts_for(ticket.uid, "", channel, limit=500).result()
        assert len(found) == len([one for one in scripts() if not one.snippet])
        assert all(choice.preview for choice in found)


def test_carriers_have_names(seat: Seat) -> None:
    assert seat.desk.carriers().result()["sf"] == "顺丰速运"


@dataclass(frozen=True)
class Say:
    """A message of the customer, or to the customer."""

    ticket: str
    words: str
    direction: str = "in"

    def perform(self, work: Work) -> None:
        work.say(self.ticket, "message", self.words, direction=self.direction, channel="chat")


def test_the_customers_latest_words_choose(seat: Seat) -> None:
    ticket = seat.ticket(subject="来访", body="")
    seat.do(Say(ticket.uid, "你好在吗"))
    seat.do(Say(ticket.uid, "收到的杯子碎成几块了，怎么办"))
    found = seat.desk.scripts_for(ticket.uid, channel="chat", limit=3).result()
    assert found[0].code == "pszm"
    assert {"heard", "topic"} & set(found[0].reasons)
    assert [one.place for one in found] == [1, 2, 3]
    assert found[0].ahead
    assert found[0].second == found[1].title
    assert found[2].second == ""
    seat.do(Say(ticket.uid, "请您先拍照", "out"))
    seat.do(Say(ticket.uid, "算了，我要改地址"))
    assert seat.desk.scripts_for(ticket.uid, channel="chat").result()[0].code == "gdz"


def test_the_language_is_that_of_the_conversation(seat: Seat) -> None:
    ticket = seat.ticket(subject="来访", body="")
    seat.do(Say(ticket.uid, "the vase arrived smashed to pieces"))
    found = speaking.suggest(seat.desk, ticket.uid, limit=3)
    assert (found[0].code, found[0].language) == ("pszm", "en")
    assert "photo" in found[0].preview.lower()
    chinese = speaking.suggest(seat.desk, ticket.uid, limit=3, language="zh")
    assert {one.language for one in chinese} == {"zh"}


def test_words_alone_without_a_ticket(seat: Seat) -> None:
    found = speaking.suggest_for_words(seat.desk, "我想把收货地址改一下")
    assert found[0].code == "gdz"
    assert found[0].preview
    assert len(found) == 3
    on_ticket = speaking.suggest_for_words(seat.desk, "我想改地址", ticket=seat.ticket().uid)
    assert on_ticket[0].code == "gdz"
    assert len(speaking.suggest_for_words(seat.desk, "")) == 3


def test_a_script_that_changed_is_found_by_its_new_words(seat: Seat) -> None:
    ticket = seat.ticket()
    assert seat.desk.scripts_for(ticket.uid, "琉璃瓦").result() == ()
    first = finder_of(seat.desk)
    changed = tuple(
        replace(one, title="琉璃瓦开场") if one.code == "kcb" else one for one in scripts()
    )
    index = first.follow(changed, seat.desk.rules)
    assert [one.script.title for one in index.search("琉璃瓦")] == ["琉璃瓦开场"]
    assert finder_of(seat.desk) is first


def test_what_is_shown_is_filled_when_it_is_looked_at(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    real = asking.fill

    def fill(script: Script, *rest: Any) -> Any:
        rendered.append(script.code)
        return real(script, *rest)

    monkeypatch.setattr(asking, "fill", fill)
    found = speaking.suggest(seat.desk, seat.ticket().uid, limit=20)
    assert (len(found), rendered) == (20, [])
    assert found[3].preview == found[3].preview
    assert len(rendered) == 1
