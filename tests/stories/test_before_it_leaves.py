"""A promise by text message: sent to a wrong number, seen in time, taken back, mended, sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.conftest import Sit
from tests.stories.person import Person
from workstation.domain.conversation import Entry

PHONE = "13812345678"
WRONG = "13812345679"


@pytest.fixture
def me(office: Path, sit: Sit) -> Person:
    """At my desk with a new ticket of my own open, ready to write a text message."""
    person = sit(office)
    person.open(person.noted_call(take=True, phone=PHONE, customer_name="董佳宁"))
    person.press("R")
    person.page.reply.set_mode("sms")
    return person


def messages(me: Person) -> list[Entry]:
    found = me.desk.read.detail(me.page.current())
    assert found is not None
    return [entry for entry in found.entries if entry.kind == "message"]


def fill_script(me: Person) -> None:
    """The script that explains a delay, with the time it asks for."""
    reply = me.page.reply
    me.say("::ywjs")
    me.until(reply.prompting.picker.isVisible)
    me.rest()
    me.press("Return")
    me.until(lambda: bool(reply.edit.gaps()))
    while reply.edit.gaps():
        start, end, _name = reply.edit.gaps()[0]
        reply.edit.select(start, end)
        me.say("明天12点")


def test_a_wrong_number_is_seen_taken_back_and_mended(me: Person) -> None:
    reply = me.page.reply
    before = me.shown
    fill_script(me)
    assert reply.following.box("ywjs.promise").isChecked()
    words = reply.edit.toPlainText()

    reply.recipient.setText(WRONG)
    me.press("Ctrl+Return")
    me.until(lambda: reply.warn.kind == "doubt", "for the number to be doubted")
    reply.warn.press(1)  # I am sure, and am wrong
    me.until(lambda: reply.sent_bar.text != "")
    me.rest()
    assert len(me.desk.read.promises(before.uid)) == 1
    assert reply.edit.toPlainText() == ""

    me.press("Ctrl+Z")
    me.until(lambda: reply.edit.toPlainText() == words, "for the words to come back")
    assert reply.recipient.text() == WRONG
    assert [one.delivery for one in messages(me)] == ["taken_back"]
    assert [one.state for one in me.desk.read.promises(before.uid)] == ["withdrawn"]
    assert me.shown.first_response_at == before.first_response_at

    reply.recipient.setText(PHONE)
    me.press("Ctrl+Return")
    me.until(lambda: len(messages(me)) == 2, "for the message to be sent")
    sent = messages(me)[-1]
    assert (sent.recipient, sent.body, sent.script) == (PHONE, words.strip(), "ywjs")
    kept = sent.data["script"]
    assert isinstance(kept, dict)
    assert kept["language"] == "zh"
    (promise,) = [one for one in me.desk.read.promises(before.uid) if one.state == "open"]
    assert promise.source == f"script:ywjs@{sent.script_version}"
    assert promise.entry == sent.uid
    assert me.shown.first_response_at is not None


def test_send_and_resolve_comes_back_from_the_next_ticket(me: Person) -> None:
    reply, first = me.page.reply, me.page.current()
    me.say("已为您补寄，请查收")
    me.press("Ctrl+Shift+Return")
    me.until(lambda: me.page.acting.panel is not None)
    me.press("Ctrl+Return")
    me.until(lambda: me.shown.status == "resolved")
    me.open(me.noted_call(take=True))
    assert "已为您补寄" not in reply.edit.toPlainText()
    me.until(lambda: reply.sent_bar.text != "")
    reply.take_back()
    me.until(lambda: me.page.current() == first, "for the ticket to come back")
    me.until(lambda: reply.edit.toPlainText() == "已为您补寄，请查收")
    assert me.shown.status in ("new", "open")
