"""Before a reply leaves: what is doubted and asked, what follows it, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.elsewhere import go_elsewhere, is_left_alone
from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_replying import begin, write
from ui.ticket.panel import ActPanel
from ui.ticket.placed import Placed
from ui.ticket.said_scripts import said_of
from workstation.actions.replies import SendReply
from workstation.actions.tickets import ChangePriority
from workstation.domain.acts import Act
from workstation.domain.conversation import Entry
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, ScriptPromise
from workstation.scripts.putting import Put

CTRL = Qt.KeyboardModifier.ControlModifier
PHONE = "13812345678"
HOUR = 3_600_000
SCRIPT = Script(
    "evidence",
    "请提供照片",
    "请您提供照片，收到后我们马上处理。",
    version="2026.1",
    promise=ScriptPromise("看过照片后答复", 4),
    acts=(Act("wait", reason="customer", hours=48), Act("tag", tag="照片")),
)


def said(shown: Shown, ticket: str) -> list[Entry]:
    return [one for one in shown.seat.detail(ticket).entries if one.kind == "message"]


def use(shown: Shown, monkeypatch: Any, script: Script = SCRIPT) -> None:
    """A script of our own stands in the editor."""
    desk = type(shown.seat.desk)
    monkeypatch.setattr(desk, "script", lambda _desk, code: script if code == script.code else None)
    write(shown, script.body)
    shown.page.reply.scripted.use(script.code, script.version)


# taking back


def test_what_was_sent_is_taken_back_into_the_editor_by_the_key(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    reply = shown.page.reply
    write(shown, "您好，已为您登记")
    reply.recipient.setText("13900000000")
    reply.sending.send(even_if_doubtful=True)
    shown.settle()
    assert reply.edit.toPlainText() == ""
    assert "139****0000 leaves in 15 s" in reply.sent_bar.text
    reply.edit.setFocus()
    QTest.keyClick(reply.edit, Qt.Key.Key_Z, CTRL)
    shown.settle()
    assert reply.sent_bar.text == ""
    assert (reply.edit.toPlainText(), reply.recipient.text()) == ("您好，已为您登记", "13900000000")
    assert [one.delivery for one in said(shown, ticket.uid)] == ["taken_back"]
    item = next(
        one for one in shown.page.timeline.items if one.uid == said(shown, ticket.uid)[0].uid
    )
    assert (item.undone, item.chip) == (True, "Taken back before it left")
    assert shown.seat.read(ticket.uid).first_response_at is None
    reply.recipient.setText("138****5678")
    reply.send()
    shown.settle()
    assert [one.delivery for one in said(shown, ticket.uid)] == ["taken_back", "queued"]
    assert said(shown, ticket.uid)[-1].recipient == PHONE


def test_the_key_undoes_typing_first(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    reply = shown.page.reply
    write(shown, "您好")
    reply.send()
    shown.settle()
    reply.edit.setFocus()
    QTest.keyClicks(reply.edit, "abc")
    QTest.keyClick(reply.edit, Qt.Key.Key_Z, CTRL)
    shown.settle()
    assert reply.edit.toPlainText() == ""
    assert [one.delivery for one in said(shown, ticket.uid)] == ["queued"]


def test_the_time_runs_out_and_other_words_stay(shown: Shown) -> None:
    begin(shown, "sms")
    reply = shown.page.reply
    write(shown, "第一条")
    reply.send()
    shown.settle()
    write(shown, "第二条")
    reply.take_back()
    shown.settle()
    assert reply.edit.toPlainText() == "第二条"
    assert reply.warn.kind == "taken"
    reply.warn.press(0)
    assert reply.edit.toPlainText() == "第一条"
    reply.send()
    shown.settle()
    shown.seat.now += 15_000
    shown.until(lambda: reply.sent_bar.isHidden())
    assert not reply.sent_bar.may_take_back


def test_the_bar_is_there_again_after_a_restart(shown: Shown, again: Callable[[], Shown]) -> None:
    ticket = begin(shown, "sms")
    write(shown, "您好")
    shown.page.reply.send()
    shown.settle()
    other = again()
    other.page.open(ticket.uid)
    assert other.page.reply.sent_bar.may_take_back
    other.page.reply.take_back()
    other.settle()
    assert other.page.reply.edit.toPlainText() == "您好"


def test_send_and_resolve_is_taken_back_as_one(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    write(shown, "已为您补发")
    shown.page.reply.send_resolve()
    panel = shown.page.acting.panel
    assert isinstance(panel, ActPanel)
    panel.accept()
    shown.settle()
    assert shown.seat.read(ticket.uid).status == "resolved"
    shown.page.reply.take_back()
    shown.settle()
    assert shown.seat.read(ticket.uid).status == "new"
    assert shown.page.reply.edit.toPlainText() == "已为您补发"


def test_a_spoken_reply_leaves_no_bar(shown: Shown) -> None:
    begin(shown, "phone")
    write(shown, "已电话告知")
    shown.page.reply.send()
    shown.settle()
    assert shown.page.reply.sent_bar.text == ""


# what follows


def test_promise_and_acts_of_a_script_are_offered_and_done(shown: Shown, monkeypatch: Any) -> None:
    ticket = begin(shown, "sms")
    use(shown, monkeypatch)
    following = shown.page.reply.following
    promise, wait, tag = (
        following.box(key) for key in ("evidence.promise", "evidence.act0", "evidence.act1")
    )
    assert promise is not None
    assert wait is not None
    assert tag is not None
    assert "看过照片后答复" in promise.text()
    assert "2 d" in wait.text()
    tag.setChecked(False)
    shown.page.reply.send()
    shown.settle()
    assert shown.page.reply.warn.text == ""
    (made,) = shown.seat.desk.read.promises(ticket.uid)
    assert made.source == "script:evidence@2026.1"
    assert abs(made.until - (shown.seat.now + 4 * HOUR)) <= 60_000
    after = shown.seat.read(ticket.uid)
    assert (after.status, after.waiting_reason, after.tags) == ("waiting", "customer", ())
    assert following.isHidden()


def test_the_chips_stay_as_they_were_left(
    shown: Shown, again: Callable[[], Shown], monkeypatch: Any
) -> None:
    ticket = begin(shown, "sms")
    use(shown, monkeypatch)
    following = shown.page.reply.following
    box = following.box("evidence.promise")
    assert box is not None
    box.setChecked(False)
    shown.page.flush()
    other = again()
    other.page.open(ticket.uid)
    kept = other.page.reply.following
    assert {key: on.isChecked() for key, on in kept._boxes.items()} == {
        "evidence.promise": False, "evidence.act0": True, "evidence.act1": True,
    }  # fmt: skip
    other.page.reply.send()
    other.settle()
    assert shown.seat.desk.read.promises(ticket.uid) == ()
    assert shown.seat.read(ticket.uid).status == "waiting"


def test_a_reply_of_several_scripts_names_the_main_one_and_the_others() -> None:
    def placed(code: str, text: str, **values: str) -> Placed:
        put = Put(code, code, "2", "sms", "zh", ("zh",), (), text, (), ())
        return Placed(put, text, ("step",), 1, dict(values))

    hello = placed("hello", "您好，我是客服小林。", name="小林")
    main = placed("late", "您的快件晚到了，很抱歉。我们今天18点前给您答复。", until="今天18点")
    gone = placed("bye", "感谢您的来电，祝您生活愉快。")
    body = f"{hello.text}{main.text}谢谢。"
    found = said_of([hello, main, gone], body)
    assert found is not None
    assert (found.code, found.data["also"]) == ("late", [{"code": "hello", "version": "2"}])
    assert found.data["values"] == {"name": "小林", "until": "今天18点"}
    assert found.data["put"] == f"{hello.text}\n{main.text}"
    alone = said_of([gone], "全部重写")
    assert alone is not None
    assert alone.code == "bye"
    assert said_of([], body) is None


def test_chips_of_all_scripts_in_the_reply_stand_together(shown: Shown, monkeypatch: Any) -> None:
    ticket = begin(shown, "sms")
    other = replace(SCRIPT, code="close", promise=None, acts=(Act("tag", tag="收尾"),))
    known = {one.code: one for one in (SCRIPT, other)}
    monkeypatch.setattr(type(shown.seat.desk), "script", lambda _desk, code: known.get(code))
    write(shown, SCRIPT.body)
    for code in known:
        shown.page.reply.scripted.use(code, "2026.1")
    shown.page.reply.send()
    shown.settle()
    assert shown.seat.read(ticket.uid).tags == ("照片", "收尾")
    assert len(shown.seat.desk.read.promises(ticket.uid)) == 1


def test_a_step_is_offered_by_its_name_where_the_procedure_has_it(
    shown: Shown, monkeypatch: Any
) -> None:
    begin(shown, "sms", class_code="safety", group_code="seasonal")
    acts = (Act("step", to="classified"), Act("step", to="of_another_group"))
    use(shown, monkeypatch, replace(SCRIPT, promise=None, acts=acts))
    following = shown.page.reply.following
    first, other = following.box("evidence.act0"), following.box("evidence.act1")
    assert first is not None
    assert first.text().startswith("next step: ")
    assert "classified" not in first.text()
    assert other is None


def test_a_note_promises_nothing(shown: Shown, monkeypatch: Any) -> None:
    begin(shown, "sms")
    use(shown, monkeypatch)
    shown.page.reply.set_mode("note")
    assert shown.page.reply.following.isHidden()
    shown.page.reply.set_mode("sms")
    assert not shown.page.reply.following.isHidden()


# what holds it back


def test_a_gap_is_sent_only_with_a_reason(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    write(shown, "预计【请填写：承诺时间】前答复您")
    shown.page.reply.send()
    shown.page.reply.warn.press(0)
    panel = shown.page.acting.panel
    assert isinstance(panel, ActPanel)
    panel.accept()
    assert said(shown, ticket.uid) == []
    panel.fill({"reason": "客户要原文"})
    panel.accept()
    shown.settle()
    (sent,) = said(shown, ticket.uid)
    assert sent.data["unfilled"] == {"reason": "客户要原文", "places": ["【请填写：承诺时间】"]}


def test_a_script_that_was_called_and_never_put_in_is_not_sent(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    code = shown.seat.desk.scripts[0].code
    write(shown, f"您好 ::{code}\n")
    shown.page.reply.send()
    shown.settle()
    assert f"::{code}" in shown.page.reply.warn.text
    assert shown.page.reply.edit.textCursor().selectedText() == f"::{code}"
    assert said(shown, ticket.uid) == []
    shown.page.reply.edit.setPlainText("网址是 std::map")
    shown.page.reply.send()
    shown.settle()
    assert len(said(shown, ticket.uid)) == 1


def test_a_number_of_somebody_else_is_asked_about(shown: Shown) -> None:
    other = shown.seat.ticket(phone="13911112222", customer_name="王小明", waybill="SF9")
    ticket = begin(shown, "sms")
    reply = shown.page.reply
    write(shown, "您好，已为您登记")
    reply.recipient.setText("13911112222")
    reply.send()
    shown.settle()
    assert reply.warn.kind == "doubt"
    assert "王小明" in reply.warn.text
    assert other.number in reply.warn.text
    reply.warn.press(0)
    assert reply.recipient.selectedText() == "13911112222"
    reply.recipient.setText(PHONE)
    write(shown, "，王先生")
    reply.edit.setPlainText("王先生，您好")
    reply.send()
    shown.settle()
    assert "董佳宁" in reply.warn.text
    reply.warn.press(1)
    shown.settle()
    (sent,) = said(shown, ticket.uid)
    assert sent.data["doubts"] == ["other_name"]


def test_too_long_is_counted_and_refused(shown: Shown) -> None:
    shown.seat.desk.change_settings(sms_parts=1, sms_signature="【售后】")
    ticket = begin(shown, "sms")
    write(shown, "您" * 70)
    count = shown.page.reply.count
    assert count.text() == "74 characters · SMS × 2 · 4 too many"
    shown.page.reply.send()
    shown.settle()
    assert shown.page.reply.warn.kind == "refused"
    assert "4" in shown.page.reply.warn.text
    assert said(shown, ticket.uid) == []


def test_a_colleagues_change_while_typing_is_shown_and_decided(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    write(shown, "我来处理")
    shown.seat.do(ChangePriority(ticket.uid, 4), shown.seat.leader)
    shown.until(lambda: bool(shown.page.reply.warn.text))
    assert "Leader" in shown.page.reply.warn.text
    shown.page.reply.send()
    shown.settle()
    assert shown.page.reply.warn.kind == "stale"
    shown.page.reply.warn.press(1)
    shown.settle()
    assert len(said(shown, ticket.uid)) == 1


def test_what_reached_this_desk_late_is_not_overlooked(shown: Shown) -> None:
    """A colleague's reply that was made before the ticket was opened here, and came after."""
    ticket = begin(shown, "sms")
    write(shown, "我来处理")
    shown.seat.now -= 30_000
    shown.seat.desk.do(
        SendReply(ticket.uid, "sms", PHONE, "同事已答复"), agent=shown.seat.leader
    ).result()
    shown.until(lambda: bool(shown.page.reply.warn.text))
    assert "同事已答复" in shown.page.reply.warn.text
    shown.page.reply.send()
    shown.settle()
    assert shown.page.reply.warn.kind == "stale"


def test_a_reply_that_is_refused_late_leaves_the_keyboard_where_the_person_went(
    shown: Shown,
) -> None:
    ticket = begin(shown, "sms")
    write(shown, "您好，已为您登记")
    line = go_elsewhere(shown.page)
    refused = Refusal("recipient_missing", channel="sms")
    shown.page.reply.sending._on_refused(refused, ticket.uid, None, {})
    assert is_left_alone(line)


def test_words_that_come_back_late_leave_the_keyboard_where_the_person_went(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    write(shown, "您好")
    desk = shown.seat.desk
    shown.until(lambda: desk.draft_of(ticket.uid, "reply") is not None)
    draft = desk.draft_of(ticket.uid, "reply")
    line = go_elsewhere(shown.page)
    shown.page.reply.take_up(draft.uid)
    assert is_left_alone(line)
