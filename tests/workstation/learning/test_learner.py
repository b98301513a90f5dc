"""A desk learns of the tickets that its people classified, and keeps no words of theirs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workstation.seat import Seat
from workstation import learning
from workstation.actions.tickets import ChangeClass, ResolveTicket
from workstation.learning import FILE

STRANGE = "驮箱翘角啦，第{}回咯"
TYPE = ("service", "service.packaging")


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path / "desk")
    yield made
    made.desk.close()


def correct(seat: Seat, number: int) -> None:
    ticket = seat.ticket(
        subject="", body=STRANGE.format(number) + f"，我叫赵钱孙{chr(0x4E00 + number)}", waybill=""
    )
    seat.do(ChangeClass(ticket.uid, *TYPE))


def kept(seat: Seat) -> dict[str, object]:
    told = json.loads((seat.desk.profile / FILE).read_text("utf-8"))
    assert isinstance(told, dict)
    return told


def test_corrections_teach_the_desk(seat: Seat) -> None:
    before = seat.desk.suggest_type(STRANGE.format(99)).result()
    assert before.subtype != TYPE[1]
    for number in range(8):
        correct(seat, number)
    assert seat.desk.learner.learned().result().waiting == 8
    told = seat.desk.learner.learn().result()
    assert (told.tickets, told.waiting, dict(told.by_type)) == (8, 0, {TYPE[1]: 8})
    after = seat.desk.suggest_type(STRANGE.format(99)).result()
    assert after.subtype == TYPE[1]
    assert seat.desk.suggest_type("花瓶摔碎了").result().subtype == "safety.damaged"


def test_new_tickets_are_classified_by_what_was_learned(seat: Seat) -> None:
    for number in range(8):
        correct(seat, number)
    seat.desk.learner.learn().result()
    assert seat.ticket(subject="", body=STRANGE.format(50), waybill="").subtype == TYPE[1]


def test_the_file_holds_no_words_of_one_customer(seat: Seat) -> None:
    for number in range(6):
        correct(seat, number)
    seat.desk.learner.learn().result()
    text = (seat.desk.profile / FILE).read_text("utf-8")
    assert "翘角" in text
    assert not any(f"孙{chr(0x4E00 + number)}" in text for number in range(6))


def test_a_resolved_ticket_with_a_cause_counts(seat: Seat) -> None:
    ticket = seat.ticket(body="花瓶碎了", class_code="safety", subtype="safety.damaged")
    seat.do(ResolveTicket(ticket.uid, "solved", cause="handling"))
    other = seat.ticket(body="箱子丢了", class_code="safety", subtype="safety.lost", waybill="")
    seat.do(ResolveTicket(other.uid, "solved"))
    assert dict(seat.desk.learner.learn().result().by_type) == {"safety.damaged": 1}


def test_learning_twice_gives_the_same_file(seat: Seat) -> None:
    for number in range(4):
        correct(seat, number)
    seat.desk.learner.learn().result()
    first = kept(seat)
    seat.desk.learner.learn().result()
    second = kept(seat)
    assert first["signs"] == second["signs"]
    assert first["texts"] == second["texts"]


def test_what_was_learned_outlives_the_desk_and_is_dropped_at_a_press(tmp_path: Path) -> None:
    seat = Seat(tmp_path / "desk")
    for number in range(8):
        correct(seat, number)
    seat.desk.learner.learn().result()
    seat.desk.close()
    again = Seat(tmp_path / "desk")
    try:
        assert again.desk.learner.learned().result().tickets == 8
        assert again.desk.suggest_type(STRANGE.format(7)).result().subtype == TYPE[1]
        again.desk.learner.forget()
        assert not (again.desk.profile / FILE).exists()
        assert again.desk.learner.learned().result().tickets == 0
        assert again.desk.suggest_type(STRANGE.format(7)).result().subtype != TYPE[1]
    finally:
        again.desk.close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 99}', '{"format": 1}', "\x00"])
def test_a_broken_file_is_left_aside(seat: Seat, text: str) -> None:
    (seat.desk.profile / FILE).write_text(text, "utf-8")
    assert seat.desk.suggest_type("花瓶摔碎了").result().subtype == "safety.damaged"
    assert seat.desk.learner.learned().result().tickets == 0


def test_enough_corrections_are_learned_by_themselves(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "FIRST", 0.0)
    monkeypatch.setattr(learning, "ENOUGH", 4)
    seat.desk.learner.start()
    for number in range(4):
        correct(seat, number)
    for _ in range(400):
        told = seat.desk.learner.learned().result()
        if told.tickets:
            break
        time.sleep(0.05)
    assert (told.tickets, told.waiting) == (4, 0)


def test_rules_stay_the_same_object_while_nothing_changes(seat: Seat) -> None:
    assert seat.desk.rules is seat.desk.rules
