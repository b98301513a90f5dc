"""Scripts, sending, waiting, handing over, taking back: the middle of the day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.stories.conftest import Sit
from tests.stories.person import Person


@pytest.fixture
def me(office: Path, sit: Sit) -> Person:
    """At my desk with one of my tickets open."""
    person = sit(office)
    person.open(person.noted_call(take=True))
    return person


def waiting_call(me: Person) -> Person:
    """Let a call that a colleague noted wait for whoever takes the next ticket."""
    me.noted_call()
    me.window.sync_now()
    me.until(lambda: me.window.status_line.sentence == "In step")
    return me


def test_the_next_ticket_is_mine_with_one_key_and_the_cursor_is_on_it(
    office: Path, sit: Sit
) -> None:
    me = waiting_call(sit(office))
    me.press("F8")
    me.until(lambda: me.page.current() != "")
    assert me.shown.owner == me.desk.agent.uid
    me.until(lambda: me.queue.current() == me.page.current(), "for the cursor to follow")
    assert me.page.isAncestorOf(me.focus)


@pytest.mark.parametrize("opener", ["::", "：："])
def test_a_script_opened_at_the_cursor_fills_itself_and_is_sent_with_its_version(
    me: Person, opener: str
) -> None:
    reply = me.page.reply
    me.press("R")
    me.say(f"{opener}ap")
    me.until(reply.prompting.picker.isVisible)
    me.rest()
    me.press("Return")
    assert me.shown.customer_name[:1] in reply.edit.toPlainText()
    assert opener not in reply.edit.toPlainText()
    me.press("Ctrl+Return")
    me.until(lambda: reply.edit.toPlainText() == "")
    sent = me.desk.read.detail(me.page.current()).entries[-1]
    assert (sent.script, bool(sent.script_version)) == ("ap", True)
    assert sent.author == me.desk.agent.uid


def test_a_script_with_a_gap_is_not_sent_and_the_gap_is_named(me: Person) -> None:
    reply, uid = me.page.reply, me.page.current()
    before = len(me.desk.read.detail(uid).entries)
    me.press("R")
    me.say("：：ywjs")
    me.until(reply.prompting.picker.isVisible)
    me.rest()
    me.press("Return")
    assert reply.edit.gaps()
    name = reply.edit.gaps()[0][2]
    me.press("Ctrl+Return")
    assert name in " ".join(label.text() for label in reply.warn.findChildren(type(reply.count)))
    assert len(me.desk.read.detail(uid).entries) == before
    assert reply.edit.textCursor().selectedText().startswith("【")


def test_waiting_handing_over_and_taking_it_back(me: Person) -> None:
    first = me.shown
    me.press("W")
    me.say("Customer")
    me.press("Return", "Ctrl+Return")
    assert (me.shown.status, me.shown.waiting_reason) == ("waiting", "customer")
    assert me.shown.waiting_until > me.desk.clock()
    me.press("T")
    me.say("Customs")
    me.press("Return", "Tab")
    me.say("缺清关文件，请跟进")
    me.press("Ctrl+Return")
    assert (me.shown.group_code, me.shown.owner) == ("customs", "")
    me.press("Ctrl+Z")
    me.until(lambda: me.shown.group_code == first.group_code)
    assert (me.shown.owner, me.shown.status) == (first.owner, "waiting")
    me.press("Ctrl+Z")
    me.until(lambda: me.shown.status == "open")


def test_another_class_is_two_words_and_the_group_follows_with_its_reason(me: Person) -> None:
    me.press("C")
    me.say("Lost")
    me.press("Return", "Ctrl+Return")
    me.until(lambda: me.shown.subtype == "safety.lost")
    assert me.shown.route_reason
    me.until(lambda: "Lost" in me.page.header.kind.text())


def test_the_cursor_stays_on_the_ticket_that_a_reply_moves_down_the_list(
    office: Path, sit: Sit
) -> None:
    me = waiting_call(sit(office))
    me.press("F8")
    me.until(lambda: me.queue.current() == me.page.current() != "")
    uid = me.page.current()
    me.press("R")
    me.say("您好，马上为您处理")
    me.press("Ctrl+Return")
    me.press("F6")
    me.until(lambda: me.queue.current() == uid)
    assert me.page.current() == uid


def test_all_of_it_with_the_mouse_alone(office: Path, sit: Sit) -> None:
    me = waiting_call(sit(office))
    top = me.window.top_bar
    me.click(next(b for b in top.findChildren(QPushButton) if "Take" in b.text()))
    me.until(lambda: me.page.current() != "")
    reply, uid = me.page.reply, me.page.current()
    best = reply.scripts.findChildren(QPushButton)[0]
    me.until(lambda: best.isVisible() and best.text())
    me.click(best)
    me.until(lambda: reply.edit.toPlainText() != "")
    before = len(me.desk.read.detail(uid).entries)
    me.click(reply.send_button)
    me.until(lambda: len(me.desk.read.detail(uid).entries) == before + 1)
    assert reply.edit.hasFocus()
    me.click(me.page.bar.first)
    me.until(lambda: me.page.acting.panel is not None)
    other = next(n for n in me.numbers() if n != me.shown.number)
    me.click_row(other)
    me.until(lambda: me.shown.number == other)
