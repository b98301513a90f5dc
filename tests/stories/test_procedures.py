"""A case goes through its procedure by the keyboard: one key for the next thing, forms by Tab."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.stories.conftest import Sit
from tests.stories.person import Person
from ui.ticket.step_panel import FormPanel
from workstation.actions.intake import NewTicket


@pytest.fixture
def me(office: Path, sit: Sit) -> Person:
    """At my desk, with crabs that are late and a customer who urges."""
    person = sit(office)
    waybill = person.one(
        "SELECT waybill FROM parcel p WHERE freight_fen>0 AND declared_fen BETWEEN 1 AND 90000"
        " AND promised_at<? AND NOT EXISTS"
        " (SELECT 1 FROM ticket t WHERE t.waybill=p.waybill AND (t.is_open=1 OR t.claim_status<>''))"
        " LIMIT 1",
        person.desk.clock() - 86_400_000,
    )
    facts: dict[str, Any] = {
        "waybill": waybill,
        "phone": "13900004444",
        "customer_name": "高远航",
        "class_code": "request",
        "subtype": "request.urge",
        "group_code": "seasonal",
        "group_reason": "时令件",
        "take": True,
    }
    done = person.desk.do(NewTicket("大闸蟹还没到", "订的大闸蟹还没到", **facts)).result()
    person.rest()
    found = person.desk.read.ticket(str(done.result))
    assert found is not None
    person.open(found.number)
    return person


def panel(me: Person) -> FormPanel:
    """The form that lies over the page."""
    me.until(lambda: isinstance(me.page.acting.panel, FormPanel), "for a form")
    found: FormPanel = me.page.acting.panel
    return found


def here(me: Person, field: str) -> bool:
    """Whether the keyboard is in a field of the form."""
    widget = panel(me).editors[field].widget
    focus = QApplication.focusWidget()
    return focus is widget or (focus is not None and widget.isAncestorOf(focus))


def fill(me: Person, **told: str) -> None:
    """Go to fields with Tab and fill them in: digits choose, words come from an input method."""
    for field, words in told.items():
        for _ in range(40):
            if here(me, field):
                break
            me.press("Tab")
        assert here(me, field), field
        if words.isascii():
            me.type(words)
        else:
            me.say(words)


def write(me: Person, form: str, **told: str) -> None:
    """Write the form that is open, which should be this one, with Ctrl+Enter."""
    shown = panel(me)
    names = {item.code: item.name("en") for item in checklist(me).procedure.forms}
    me.until(lambda: panel(me).accessibleName() == names[form], f"for {form}")
    shown = panel(me)
    fill(me, **told)
    me.press("Ctrl+Return")
    me.until(lambda: me.page.acting.panel is not shown, f"until {form} is written")


def go_on(me: Person) -> None:
    """The next form of the step opens by itself."""
    me.until(lambda: isinstance(me.page.acting.panel, FormPanel), "until the next form is open")


def checklist(me: Person) -> Any:
    """What the step asks for, as the desk has it."""
    found = me.desk.checklist(me.page.current())
    assert found is not None
    return found


def at(me: Person, step: str) -> None:
    """Wait until the card shows a step."""
    me.until(lambda: me.shown.step == step, f"for {step}")
    me.until(
        lambda: me.page.stepping.told is not None and me.page.stepping.told.step.code == step,
        f"to see {step}",
    )
    me.rest()


def to_contacted(me: Person) -> None:
    """The call is noted, the class chosen, the customer reached: S leads through it."""
    me.press("S")
    write(me, "facts_told", what="订的大闸蟹还没到，急着送人")
    me.press("S")
    at(me, "classified")
    me.press("S")
    at(me, "routed")
    me.press("S")
    write(me, "contact_attempt", **required(me, "contact_attempt", "result"), result="1")
    me.press("S")
    at(me, "contacted")


def test_urgent_and_late_and_spoiled_until_a_claim_is_made_by_the_keyboard_alone(
    me: Person,
) -> None:
    to_contacted(me)
    me.press("S")
    at(me, "inform_status")
    me.press("S")
    write(me, "status_told", **required(me, "status_told"))
    me.press("S")
    at(me, "soothe")
    me.press("S")
    write(me, "urgency", urgent="1", **required(me, "urgency", "urgent"))
    me.press("S")
    at(me, "dispatch_escalated")
    assert me.shown.priority >= 3
    ask_and_hear(me, "请优先派送，客户急用", "已安排，今天下午送到")
    me.press("S")
    write(me, "dispatch_escalation", **required(me, "dispatch_escalation"))
    me.press("S")
    at(me, "hub_checked")
    me.press("B")  # the answer came by telephone: no task, the form at once
    write(me, "hub_query", **required(me, "hub_query"))
    me.press("S")
    at(me, "special_delivery")
    me.press("B", "1", "Return")
    write(me, "special_delivery", **required(me, "special_delivery"))
    go_on(me)
    write(me, "delay_check", **required(me, "delay_check", "late"), late="1")
    assert locked(me) == {"on_time": ["condition"]}
    me.press("S")
    at(me, "joint_inspection")
    me.press("B")
    write(me, "joint_inspection", **required(me, "joint_inspection", "result"), result="3")
    me.press("S")
    at(me, "verify_receiver")
    told = required(me, "receiver_verification", "wants_claim")
    me.press("S")
    write(me, "receiver_verification", **told, wants_claim="1")
    me.press("S")
    at(me, "negotiate_sender")
    me.press("S")
    write(me, "offer", whom="1", kind="1", amount_fen="128.5")
    go_on(me)
    write(me, "offer_answer", answer="2", counter_fen="500")
    offer = next(one for one in checklist(me).forms if one.form.code == "offer").record
    assert offer.values["amount_fen"] == "12850"
    me.press("S")
    at(me, "claim_created")
    me.press("S")  # it gives the case away, so it asks first
    me.until(lambda: me.page.acting.panel is not None)
    me.press("Ctrl+Return")
    me.until(lambda: me.shown.group_code == "claims")
    assert me.desk.read.claims_of(me.page.current())


def required(me: Person, form: str, *but: str) -> dict[str, str]:
    """Something for every field of a form that must be filled in and is empty."""
    line = next(one for one in checklist(me).forms if one.form.code == form)
    given = {"money": "100", "moment": "now", "number": "3", "phone": "13800138000"}
    found = {}
    for item in line.form.fields:
        if item.required and item.code not in but and not line.values.get(item.code):
            found[item.code] = given.get(item.kind) or ("1" if item.codes() else "已核实")
    return found


def locked(me: Person) -> dict[str, list[str]]:
    """The ways that are locked, and why."""
    ways = checklist(me).ways
    return {one.way.when: [lock.code for lock in one.locks] for one in ways if one.locks}


def ask_and_hear(me: Person, question: str, answer: str) -> None:
    """Ask the step's department, answer on the task, come back."""
    uid = me.page.current()
    me.press("S")
    me.until(lambda: me.page.acting.panel is not None)
    me.press("Tab")
    me.say(question)
    me.press("Ctrl+Return")
    me.until(lambda: me.desk.read.tasks(uid))
    task = me.desk.read.tasks(uid)[0]
    assert me.shown.status == "waiting"
    me.until(lambda: any(task.number in text for text in me.page.steps.texts()))
    me.open(task.number)
    me.press("S")
    me.until(lambda: isinstance(me.page.acting.panel, FormPanel))
    me.say(answer)
    me.press("Ctrl+Return")
    me.until(lambda: not me.desk.read.tasks(uid)[0].is_open)
    parent = me.desk.read.ticket(uid)
    assert parent is not None
    me.open(parent.number)
    assert me.shown.status == "open"
    me.rest()


def test_a_wrong_sum_is_said_at_its_field_and_a_correction_replaces(me: Person) -> None:
    to_contacted(me)
    me.press("X")
    me.until(lambda: me.page.acting.panel is not None)
    me.press("3", "Ctrl+Return")
    at(me, "verify_receiver")
    me.press("S")
    write(
        me,
        "receiver_verification",
        **required(me, "receiver_verification", "wants_claim"),
        wants_claim="1",
    )
    me.press("S")
    at(me, "negotiate_sender")
    me.press("S")
    fill(me, whom="1", kind="1", amount_fen="lots")
    me.press("Ctrl+Return")
    shown = panel(me)
    assert "lots" in "".join(told.text() for told in shown.rows._problems.values())
    assert here(me, "amount_fen")
    me.press("Ctrl+A")
    me.type("200")
    me.press("Ctrl+Return")
    me.until(lambda: panel(me) is not shown)
    me.press("Escape")
    uid = me.page.current()
    me.press("B")
    me.until(lambda: me.page.acting.panel is not None)
    me.press("1", "Return")
    panel(me)
    fill(me, amount_fen="250")
    me.press("Ctrl+Return")
    me.until(lambda: len(offers(me, uid)) == 2)
    first, second = offers(me, uid)
    assert (first.values["amount_fen"], second.values["amount_fen"]) == ("20000", "25000")
    assert second.replaces == first.uid


def offers(me: Person, uid: str) -> list[Any]:
    """The offers that were written on a ticket."""
    return [one for one in me.desk.read.step_records(uid) if one.form == "offer"]


def test_the_way_taken_stands_in_the_picture(me: Person) -> None:
    to_contacted(me)
    uid, number = me.page.current(), me.shown.number
    me.press("O")
    flow = me.window.page("flow")
    me.until(lambda: flow.isVisible() and flow.canvas.step == "contacted")
    assert flow.header.title
    assert "●" in flow.details.stays.text()
    me.press("Up")
    assert flow.canvas.step == "routed"
    assert "✓" in flow.details.stays.text()
    before = flow.canvas.zoom
    me.press("Ctrl+-")
    assert flow.canvas.zoom < before
    me.press("Escape")
    me.until(lambda: me.page.isVisible())
    assert (me.page.current(), me.shown.number) == (uid, number)
