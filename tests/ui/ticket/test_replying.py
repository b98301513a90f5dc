"""Writing and sending: nothing typed is lost, nothing half filled is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.ticket.conftest import Shown
from tests.workstation.seat import WAYBILL
from ui.ticket.writing import png
from workstation.actions.replies import AddNote, RecordCall, SendReply
from workstation.actions.tickets import ChangePriority
from workstation.domain.ticket import Ticket

CTRL = Qt.KeyboardModifier.ControlModifier


def begin(shown: Shown, mode: str = "phone", **facts: str) -> Ticket:
    told = {"phone": "13812345678", "customer_name": "董佳宁", "waybill": WAYBILL, **facts}
    ticket = shown.seat.ticket(**told)
    shown.page.open(ticket.uid)
    shown.page.reply.set_mode(mode)
    shown.settle()
    return ticket


def write(shown: Shown, words: str) -> None:
    shown.page.reply.edit.insertPlainText(words)


def test_what_is_typed_is_on_disk_within_a_second_and_comes_back(
    shown: Shown, again: Callable[[], Shown]
) -> None:
    ticket = begin(shown, "sms")
    write(shown, "您好，正在为您查询")
    desk = shown.seat.desk
    shown.until(lambda: desk.draft_of(ticket.uid, "reply") is not None)
    other = again()
    other.page.open(ticket.uid)
    assert other.page.reply.edit.toPlainText() == "您好，正在为您查询"
    assert other.page.reply.mode == "sms"


def test_a_draft_is_kept_when_another_ticket_is_opened_and_dropped_when_emptied(
    shown: Shown,
) -> None:
    first = begin(shown)
    write(shown, "先记一笔")
    second = shown.seat.ticket(subject="另一件", waybill="SF9990000000001")
    shown.page.open(second.uid)
    assert shown.page.reply.edit.toPlainText() == ""
    shown.page.open(first.uid)
    assert shown.page.reply.edit.toPlainText() == "先记一笔"
    shown.page.reply.edit.clear()
    shown.page.flush()
    assert shown.seat.desk.drafts() == ()


def test_a_note_is_a_draft_of_its_own_kind(shown: Shown, again: Callable[[], Shown]) -> None:
    ticket = begin(shown, "note")
    write(shown, "仓库说没收到")
    shown.page.flush()
    other = again()
    other.page.open(ticket.uid)
    assert other.page.reply.mode == "note"
    other.page.reply.send()
    other.settle()
    entry = shown.seat.detail(ticket.uid).entries[-1]
    assert (entry.kind, entry.body) == ("note", "仓库说没收到")
    assert shown.seat.desk.drafts() == ()


def test_sending_by_keyboard_takes_the_full_number_and_drops_the_draft(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    assert shown.page.reply.recipient.text() == "138****5678"
    write(shown, "已为您登记")
    shown.page.reply.edit.setFocus()
    QTest.keyClick(shown.page.reply.edit, Qt.Key.Key_Return, CTRL)
    shown.settle()
    entry = shown.seat.detail(ticket.uid).entries[-2:]
    said = next(one for one in entry if one.kind == "message")
    assert (said.recipient, said.channel, said.delivery) == ("13812345678", "sms", "queued")
    assert shown.page.reply.edit.toPlainText() == ""
    assert shown.seat.desk.drafts() == ()


def test_a_gap_is_named_selected_and_not_sent(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    write(shown, "预计【请填写：承诺时间】前答复您")
    shown.page.reply.send()
    shown.settle()
    assert "承诺时间" in shown.page.reply.warn.text
    assert shown.page.reply.edit.textCursor().selectedText() == "【请填写：承诺时间】"
    assert all(one.kind != "message" for one in shown.seat.detail(ticket.uid).entries)


def test_a_placeholder_of_another_style_is_refused_and_selected(shown: Shown) -> None:
    begin(shown, "sms")
    write(shown, "尊敬的{{customer.name}}您好")
    shown.page.reply.send()
    shown.settle()
    assert shown.page.reply.edit.textCursor().selectedText() == "{{customer.name}}"
    assert "{{customer.name}}" in shown.page.reply.warn.text


def test_tab_goes_from_gap_to_gap(shown: Shown) -> None:
    begin(shown)
    write(shown, "【请填写：甲】和【请填写：乙】")
    edit = shown.page.reply.edit
    edit.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        seen.append(edit.textCursor().selectedText())
    assert seen == ["【请填写：甲】", "【请填写：乙】", "【请填写：甲】"]


def test_enter_that_confirms_a_candidate_sends_nothing(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    edit = shown.page.reply.edit
    edit.setFocus()
    write(shown, "好的")
    before = len(shown.seat.detail(ticket.uid).entries)
    QApplication.sendEvent(edit, QInputMethodEvent("ma shang", []))
    QTest.keyClick(edit, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    shown.page.reply.send()
    shown.settle()
    assert len(shown.seat.detail(ticket.uid).entries) == before
    done = QInputMethodEvent()
    done.setCommitString("马上")
    QApplication.sendEvent(edit, done)
    assert edit.toPlainText() == "好的马上"


def test_the_picker_inserts_a_filled_script_with_the_first_gap_selected(shown: Shown) -> None:
    begin(shown, "sms")
    edit, prompting = shown.page.reply.edit, shown.page.reply.prompting
    edit.setFocus()
    QTest.keyClicks(edit, "::lpcl")
    shown.until(prompting.picker.isVisible)
    shown.settle()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    text = edit.toPlainText()
    assert "::" not in text
    assert shown.seat.detail(shown.page.current()).ticket.number in text
    assert edit.textCursor().selectedText().startswith("【请填写：")
    assert not prompting.picker.isVisible()


def test_full_width_colons_open_the_picker_and_escape_leaves_the_text(shown: Shown) -> None:
    begin(shown)
    edit, picker = shown.page.reply.edit, shown.page.reply.prompting.picker
    edit.setFocus()
    done = QInputMethodEvent()
    done.setCommitString("：：")
    QApplication.sendEvent(edit, done)
    shown.until(picker.isVisible)
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    shown.settle()
    assert not picker.isVisible()
    assert edit.toPlainText() == "：："


def test_the_picker_never_takes_keys_while_a_candidate_is_open(shown: Shown) -> None:
    begin(shown)
    edit, picker = shown.page.reply.edit, shown.page.reply.prompting.picker
    edit.setFocus()
    QTest.keyClicks(edit, "::")
    shown.until(picker.isVisible)
    QApplication.sendEvent(edit, QInputMethodEvent("li pei", []))
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "::"


def test_three_scripts_stand_ready(shown: Shown) -> None:
    ticket = begin(shown)
    shown.settle(0.2)
    shown.until(lambda: shown.page.reply.scripts.choice(1) is not None)
    edit = shown.page.reply.edit
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert edit.toPlainText()
    for start, end, _ in reversed(edit.gaps()):
        edit.select(start, end)
        edit.insertPlainText("好")
    shown.page.reply.send()
    shown.settle()
    said = [one for one in shown.seat.detail(ticket.uid).entries if one.kind == "call"]
    assert said[-1].script
    assert said[-1].script_version


def test_a_colleague_never_overwrites_the_editor_and_stale_words_are_shown(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    write(shown, "我来处理")
    colleague = replace(shown.seat.leader)
    shown.seat.do(RecordCall(ticket.uid, "in", "不用了，我已经收到了"), colleague)
    shown.seat.do(ChangePriority(ticket.uid, 4), colleague)
    shown.until(lambda: bool(shown.page.reply.warn.text))
    assert shown.page.reply.edit.toPlainText() == "我来处理"
    assert "不用了" in shown.page.reply.warn.text
    shown.page.reply.send()
    shown.settle()
    warn = shown.page.reply.warn
    assert warn.kind == "stale"
    assert "不用了" in warn.text
    assert shown.page.reply.edit.toPlainText() == "我来处理"
    warn.press(1)
    shown.settle()
    assert [e.body for e in shown.seat.detail(ticket.uid).entries if e.kind == "message"] == [
        "我来处理"
    ]


def test_new_entries_do_not_move_what_is_read(shown: Shown) -> None:
    ticket = begin(shown)
    for number in range(30):
        shown.seat.do(AddNote(ticket.uid, f"第{number}条记录\n第二行\n第三行"))
    shown.settle()
    timeline = shown.page.timeline
    bar = timeline.verticalScrollBar()
    bar.setValue(200)
    shown.seat.do(AddNote(ticket.uid, "同事的新备注"), shown.seat.leader)
    shown.settle()
    assert bar.value() == 200
    assert timeline.unseen >= 1
    timeline.show_end()
    assert timeline.at_end
    assert timeline.unseen == 0


def test_a_pasted_picture_hangs_on_ticket_and_reply(shown: Shown) -> None:
    ticket = begin(shown, "email", email="dong@example.com")
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    shown.page.reply.attaching.take_picture(png(picture))
    shown.until(lambda: len(shown.page.reply.attaching.ready()) == 1)
    write(shown, "见附件")
    shown.page.reply.send()
    shown.settle()
    detail = shown.seat.detail(ticket.uid)
    said = next(one for one in detail.entries if one.kind == "message")
    assert said.attachments == (detail.attachments[0].uid,)
    assert said.subject.startswith(f"[{ticket.number}]")


def test_a_file_of_a_wrong_kind_is_refused_with_a_sentence(shown: Shown, tmp_path: object) -> None:
    begin(shown)
    path = shown.seat.desk.profile / "tool.exe"
    path.write_bytes(b"MZ\x00\x01")
    shown.page.reply.attaching.take_paths([str(path)])
    shown.settle()
    assert "tool.exe" in shown.page.reply.warn.text


def test_a_failed_message_can_be_tried_again(shown: Shown) -> None:
    from workstation.actions.replies import MarkDelivery

    ticket = begin(shown)
    done = shown.seat.do(SendReply(ticket.uid, "sms", "13812345678", "您好"))
    shown.seat.do(MarkDelivery(str(done.result), "failed", "网关拒绝"))
    shown.settle()
    item = next(i for i in shown.page.timeline.items if i.uid == done.result)
    assert item.retry
    assert item.detail == "网关拒绝"
    shown.page.timeline.pressed.emit(item.uid, "retry")
    shown.settle()
    entry = next(e for e in shown.seat.detail(ticket.uid).entries if e.uid == item.uid)
    assert entry.delivery == "queued"


def test_rude_words_are_held_back_and_go_out_only_with_a_reason_and_a_leader(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    write(shown, "您烦不烦，滚")
    shown.page.reply.send()
    shown.settle()
    assert shown.page.reply.warn.kind == "refused"
    assert shown.page.reply.edit.textCursor().selectedText() in "您烦不烦，滚"
    assert shown.page.reply.edit.textCursor().hasSelection()
    shown.page.reply.warn.press(0)
    panel = shown.page.acting.panel
    assert panel is not None
    panel.accept()  # without a reason nothing goes
    assert not [e for e in shown.seat.detail(ticket.uid).entries if e.direction == "out"]
    panel.fill({"reason": "客户要求逐字复述", "leader": shown.seat.leader.uid})
    panel.accept()
    shown.settle()
    (sent,) = [e for e in shown.seat.detail(ticket.uid).entries if e.direction == "out"]
    assert sent.data["speech"]["reason"] == "客户要求逐字复述"
    assert shown.page.reply.edit.toPlainText() == ""
