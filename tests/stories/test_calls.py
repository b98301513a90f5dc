"""09:00 the telephone rings: who is it, is it about something known, a new ticket by keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import resources
from tests.stories.conftest import Sit
from ui.text import words

ROOT = resources.path("icons").parents[1]
OPEN_CASE = """SELECT t.phone, t.number, t.waybill, t.uid FROM ticket t JOIN parcel p
    ON p.waybill=t.waybill AND t.phone IN (p.sender_phone, p.receiver_phone)
    WHERE t.is_open=1 AND t.phone<>'' ORDER BY t.number LIMIT 1"""
QUIET_PARCEL = """SELECT p.waybill FROM parcel p WHERE p.waybill<>'' AND NOT EXISTS
    (SELECT 1 FROM ticket t WHERE t.waybill=p.waybill AND t.is_open=1) LIMIT 1"""


def test_the_softphone_runs_a_command_and_the_callers_card_is_there(office: Path, sit: Sit) -> None:
    me = sit(office)
    phone, number, _waybill, _uid = me.one(OPEN_CASE)
    asked = [sys.executable, "-m", "ui.app", "call", "--number", phone, "--profile", str(office)]
    softphone = subprocess.Popen(asked, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"})
    try:
        intake = me.window.page("intake")
        me.until(lambda: intake.card.customers, "for the caller's card")
        me.until(lambda: softphone.poll() is not None)
    finally:
        softphone.kill()
        softphone.wait()
    assert softphone.returncode == 0
    assert intake.form.number.text() == phone
    told = [f"{row.title} {row.about}" for row in intake.card.list.rows]
    assert any(number in text for text in told), told
    assert intake.form.waybill.edit.hasFocus()


def test_a_second_call_about_a_parcel_is_an_urge_and_no_second_ticket(
    office: Path, sit: Sit
) -> None:
    me = sit(office)
    phone, _number, waybill, uid = me.one(OPEN_CASE)
    before, all_before = me.desk.read.ticket(uid), me.one("SELECT count(*) FROM ticket")
    assert before is not None
    me.press("F2")
    me.type(phone)
    me.press("Return")
    me.type(waybill)
    me.press("Return")
    offer = me.window.page("intake").form.waybill.offer
    me.until(lambda: offer.isVisible(), "for the offer to urge")
    me.say("又来电催了")
    me.press("F12")
    me.until(lambda: me.page.current() == uid)
    assert me.shown.urged == before.urged + 1
    assert me.one("SELECT count(*) FROM ticket") == all_before
    me.until(lambda: any("又来电催了" in item.body for item in me.page.timeline.items))


def test_a_call_becomes_a_ticket_in_the_right_group_that_says_why(office: Path, sit: Sit) -> None:
    me = sit(office)
    waybill = me.one(QUIET_PARCEL)
    me.press("F2")
    me.type("13900007788")
    me.press("Return")
    me.type(waybill[-4:])
    intake = me.window.page("intake")
    me.until(lambda: intake.form.waybill.tails.isVisible(), "for the parcels that end so")
    me.press("Return")
    if not intake.form.words.hasFocus():
        me.press("1")
    me.until(lambda: intake.form.waybill.text() == waybill)
    me.press("Alt+W")
    me.say("收到的花瓶摔碎了")
    me.press("Alt+T")
    me.say("Damaged")
    me.press("Return")
    me.until(lambda: intake.form.type.code() == "safety.damaged")
    me.press("Ctrl+Return")
    me.until(lambda: me.page.current() != "")
    made = me.shown
    assert (made.waybill, made.phone, made.subtype) == (waybill, "13900007788", "safety.damaged")
    assert made.owner == me.desk.agent.uid
    assert made.route_reason
    assert words.group(made.group_code) in me.page.header.kind.text()
    me.until(lambda: me.queue.current() == made.uid, "for the cursor to come to it")
    assert me.page.isAncestorOf(me.focus)


def test_words_that_an_intake_holds_survive_another_call(office: Path, sit: Sit) -> None:
    from ui.pages import Caller

    me = sit(office)
    me.press("F2")
    me.type("13900001111")
    me.press("Alt+W")
    me.say("第一位还在线上")
    me.program._on_called(Caller("13900002222"))
    me.rest()
    intake = me.window.page("intake")
    assert intake.form.number.text() == "13900002222"
    assert [draft.body for draft in me.desk.drafts()] == ["第一位还在线上"]
