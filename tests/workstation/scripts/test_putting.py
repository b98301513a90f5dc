"""Scripts on their way into an editor: pieces, questions, proposals, the language spoken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation.actions.script_own import MarkScript, SavePersonalScript
from workstation.domain.refusal import Refusal
from workstation.domain.script_pieces import Piece, sentences, words
from workstation.scripts.offering import offers, suggested
from workstation.scripts.putting import put, read_value

OWN: dict[str, Any] = {
    "code": "zzcs",
    "title": "回电",
    "body": "您好。{{ promise.time }}前给您回电，{{ customer.title }}。{% if ask.way %}请{{ ask.way }}。{% endif %}",
    "promise": {"what": "回电", "hours": 9},
    "asks": [{"name": "way", "kind": "choice", "zh": "方式", "choices": ["等电话", "看短信"]}],
}


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path / "profile")
    made.desk.do(SavePersonalScript(OWN)).result()
    yield made
    made.desk.close()


def test_what_is_missing_is_asked_for_facts_of_the_desk_too(seat: Seat) -> None:
    ticket = seat.ticket(customer_name="")
    made = put(seat.desk, ticket.uid, "zzcs", "sms")
    asked = {one.name: (one.label, one.ask.kind) for one in made.asked}
    assert asked["promise.time"] == ("承诺时间", "time")
    assert asked["customer.title"] == ("称呼", "text")
    assert made.promise == "promise.time"
    assert "【请填写：承诺时间】" in made.text
    told = put(seat.desk, ticket.uid, "zzcs", "sms", "", {"ask.way": "等电话"})
    assert "请等电话" in told.text


@pytest.mark.parametrize("hour", range(0, 24))
def test_a_proposal_is_taken_as_it_was_meant(seat: Seat, hour: int) -> None:
    seat.now += hour * 3_600_000
    made = put(seat.desk, seat.ticket().uid, "zzcs", "sms")
    question = made.question("promise.time")
    assert question is not None
    told = read_value(seat.desk, question, question.proposed)
    assert told.text == question.proposed
    assert told.at is not None
    assert told.at == question.proposed_at
    assert 0 < told.at - seat.now <= 17 * 3_600_000


def test_what_cannot_be_read_is_refused(seat: Seat) -> None:
    made = put(seat.desk, seat.ticket().uid, "zzcs", "sms")
    question = made.question("promise.time")
    assert question is not None
    with pytest.raises(Refusal, match="ask_time"):
        read_value(seat.desk, question, "随便什么时候")


def test_working_days_are_counted_as_customers_do(seat: Seat) -> None:
    made = put(seat.desk, seat.ticket().uid, "zzcs", "sms")
    question = made.question("promise.time")
    assert question is not None
    ten = read_value(seat.desk, question, "10个工作日内").at
    assert ten is not None
    # ten working days have a weekend among them at least
    assert ten - seat.now > 11 * 24 * 3_600_000


def test_sentences_keep_values_whole_and_short_ones_together() -> None:
    pieces = (
        Piece("plain", "您好。快件"),
        Piece("value", "SF1.2。3", "parcel.waybill"),
        Piece("plain", "到了。\n请查收！谢谢"),
    )
    assert [words(one) for one in sentences(pieces)] == ["您好。快件SF1.2。3到了。", "请查收！谢谢"]
    english = (Piece("plain", "It is at No. 5 now. It weighs 1.5 kg. Thank you."),)
    assert [words(one) for one in sentences(english)][-1] == "Thank you."


def test_favourites_lead_while_nothing_is_typed(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.desk.do(MarkScript("zzcs", favourite=True, hotkey=10)).result()
    found = offers(seat.desk, ticket.uid, "", "sms")
    assert (found[0].code, found[0].favourite, found[0].hotkey, found[0].own) == (
        *("zzcs", True, 10),
        True,
    )
    assert len({one.code for one in found}) == len(found)
    assert [one.code for one in offers(seat.desk, ticket.uid, "", "sms", which="mine")] == ["zzcs"]
    assert offers(seat.desk, ticket.uid, "zzcs", "sms", which="recent") == ()
    three = suggested(seat.desk, ticket.uid, "sms")
    assert [one.place for one in three] == [1, 2, 3]


def test_the_suggestions_begin_the_list(seat: Seat) -> None:
    ticket = seat.ticket()
    three = suggested(seat.desk, ticket.uid, "chat")
    every = offers(seat.desk, ticket.uid, "", "chat")
    assert [one.code for one in three] == [one.code for one in every[:3]]
    assert [one.place for one in three] == [1, 2, 3]
    assert offers(seat.desk, "none", "", "chat") == suggested(seat.desk, "none") == ()
