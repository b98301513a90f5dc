"""Scripts where they are needed: found, filled in place, kept at hand, spoken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.keys import commit, compose
from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_replying import begin, write
from ui.ticket.panel import ActPanel
from ui.ticket.script_forms import own_content
from workstation.actions.script_own import MarkScript, SavePersonalScript

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
#: An own script that asks for values of several kinds, one of them twice, and has a condition.
ASKS: dict[str, Any] = {
    "code": "zzcs",
    "title": "自己的退费说明",
    "body": "您好，{{ ask.way }}退回{{ ask.amount }}，{{ ask.until }}前到账。"
    "{% if ask.way == '现金' %}请带上证件。{% endif %}{{ ask.amount }}请核对。",
    "translations": {"en": {"title": "My refund", "body": "We pay {{ ask.amount }} back."}},
    "asks": [
        {"name": "way", "kind": "choice", "zh": "方式", "choices": ["现金", "原路", "转账"]},
        {"name": "amount", "kind": "money", "zh": "金额"},
        {"name": "until", "kind": "time", "zh": "到账时间", "least": 0},
    ],
}


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def own(shown: Shown, **facts: Any) -> None:
    shown.seat.desk.do(SavePersonalScript({**ASKS, **facts})).result()


def look_for(shown: Shown, words: str) -> Any:
    """Type an opener and wait for the list."""
    edit, prompting = shown.page.reply.edit, shown.page.reply.prompting
    edit.setFocus()
    write(shown, f"::{words}")
    shown.until(prompting.picker.isVisible)
    shown.settle()
    return prompting


def field(shown: Shown) -> Any:
    return shown.page.reply.prompting.asking.field


def answer(shown: Shown, words: str) -> None:
    """Type a value into the field that asks, and Enter."""
    line = field(shown).line
    assert line.hasFocus()
    line.clear()
    enter(line, words)
    press(Qt.Key.Key_Return)
    shown.settle()


def enter(line: QWidget, words: str) -> None:
    """Type letters; Chinese words as an input method gives them."""
    if words.isascii():
        QTest.keyClicks(line, words)
    else:
        compose(line, "pin yin")
        commit(line, words)


def test_values_are_asked_for_in_their_place_and_stand_everywhere_at_once(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return, CTRL)
    shown.settle()
    assert field(shown).name.text() == "方式"
    answer(shown, "2")
    assert shown.page.reply.edit.toPlainText().startswith("您好，原路退回")
    assert field(shown).name.text() == "金额"
    answer(shown, "123.5")
    assert shown.page.reply.edit.toPlainText().count("123.50元") == 2
    answer(shown, "明天下午3点")
    edit = shown.page.reply.edit
    assert "明天15点前到账" in edit.toPlainText()
    assert edit.gaps() == []
    assert edit.hasFocus()
    assert not field(shown).isVisible()


def test_a_choice_brings_the_sentence_that_hangs_on_it_while_nothing_was_written(
    shown: Shown,
) -> None:
    begin(shown, "sms")
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return, CTRL)
    shown.settle()
    answer(shown, "xj")
    assert "请带上证件" in shown.page.reply.edit.toPlainText()


def test_words_written_by_hand_stay_when_a_value_is_given(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return)
    edit = shown.page.reply.edit
    cursor = edit.textCursor()
    cursor.setPosition(2)
    cursor.insertText("，张女士")
    edit.setTextCursor(cursor)
    press(Qt.Key.Key_Tab)
    answer(shown, "现金")
    assert edit.toPlainText().startswith("您好，张女士，现金退回")
    assert "请带上证件" not in edit.toPlainText()


def test_a_value_that_cannot_be_read_says_why_and_escape_leaves_the_gap(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    answer(shown, "2")
    answer(shown, "不少")
    assert field(shown).isVisible()
    assert field(shown).told.text()
    press(Qt.Key.Key_Escape)
    edit = shown.page.reply.edit
    assert edit.hasFocus()
    assert "【请填写：金额】" in edit.toPlainText()


def test_enter_of_a_candidate_is_no_value(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return, CTRL)
    shown.settle()
    line = field(shown).line
    compose(line, "yuan lu")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_2, Qt.Key.Key_Tab):
        press(key)
    assert "【请填写：方式】" in shown.page.reply.edit.toPlainText()
    line.clear()
    commit(line, "原路")
    press(Qt.Key.Key_Return)
    shown.settle()
    assert shown.page.reply.edit.toPlainText().startswith("您好，原路退回")


def test_what_is_kept_with_the_message(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    prompting = look_for(shown, "zzcs")
    press(Qt.Key.Key_Return, CTRL)
    shown.settle()
    for words in ("原路", "88", "明天下午3点"):
        answer(shown, words)
    told = prompting.script_data()
    assert told["language"] == "zh"
    assert told["values"] == {"ask.way": "原路", "ask.amount": "88.00元", "ask.until": "明天15点"}
    assert told["put"] == shown.page.reply.edit.toPlainText()
    assert "code" in told["why"]
    shown.page.reply.edit.clear()
    prompting.forget()
    assert prompting.script_data() == {}


@pytest.mark.parametrize("size", [(520, 700), (760, 420), (1000, 900)])
def test_the_list_never_covers_the_line_that_is_typed(shown: Shown, size: tuple[int, int]) -> None:
    shown.window.resize(*size)
    begin(shown, "email")
    prompting = look_for(shown, "lp")
    shown.settle(0.05)
    edit, overlay = shown.page.reply.edit, shown.page.whole
    line = edit.cursorRect()
    line.moveTopLeft(edit.viewport().mapTo(overlay, line.topLeft()))
    assert not prompting.picker.geometry().intersects(QRect(line))
    assert overlay.rect().adjusted(0, -100, 0, 100).contains(prompting.picker.geometry())


def test_no_key_is_taken_while_a_candidate_is_open(shown: Shown) -> None:
    begin(shown, "sms")
    prompting = look_for(shown, "")
    edit = shown.page.reply.edit
    compose(edit, "li pei")
    first = prompting.picker.current()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        press(key)
    press(Qt.Key.Key_2, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert edit.preedit == "li pei"
    assert edit.toPlainText() == "::"
    assert prompting.picker.current() == first
    commit(edit, "理赔")
    shown.settle()
    assert edit.toPlainText() == "::理赔"
    assert prompting.picker.isVisible()
    assert all("理赔" in f"{one.title}{one.preview}" for one in prompting.picker.choices()[:3])


def test_full_width_colons_of_an_input_method_open_it(shown: Shown) -> None:
    begin(shown, "sms")
    edit, prompting = shown.page.reply.edit, shown.page.reply.prompting
    edit.setFocus()
    for _ in range(2):
        compose(edit, "：")
        commit(edit, "：")
    shown.until(prompting.picker.isVisible)


def test_favourites_lead_and_one_key_makes_them(shown: Shown) -> None:
    begin(shown, "sms")
    prompting = look_for(shown, "")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    wanted = prompting.picker.current().code
    press(Qt.Key.Key_D, CTRL)
    shown.settle()
    shown.until(lambda: prompting.picker.choices()[0].code == wanted)
    assert prompting.picker.choices()[0].favourite
    press(Qt.Key.Key_2, CTRL)
    shown.settle()
    assert [one.code for one in prompting.picker.choices()] == [wanted]
    press(Qt.Key.Key_3, CTRL)
    shown.settle()
    assert prompting.picker.choices() == ()
    press(Qt.Key.Key_1, CTRL)
    shown.settle()
    assert len(prompting.picker.choices()) > 3


def test_a_key_of_ones_own_puts_a_script_and_the_list_shows_it(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    prompting = look_for(shown, "zzcs")
    shown.commands.run("reply.hotkey.3")
    shown.settle()
    marks = {one.code: one.hotkey for one in shown.seat.desk.script_marks()}
    assert marks == {"zzcs": 3}
    press(Qt.Key.Key_Escape)
    shown.page.reply.edit.clear()
    shown.commands.run("reply.hotkey.3")
    shown.settle()
    assert shown.page.reply.edit.toPlainText().startswith("您好，【请填写：方式】")
    assert not prompting.picker.isVisible()


def test_the_ten_keys_are_given_and_freed_in_a_panel(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    desk = shown.seat.desk
    desk.do(MarkScript("zzcs", hotkey=4)).result()
    shown.settle()
    shown.commands.run("reply.hotkeys")
    panel = shown.page.acting.panel
    assert isinstance(panel, ActPanel)
    panel.fill({"script": "zzcs", "hotkey": 7})
    panel.accept()
    shown.settle()
    assert [one.hotkey for one in desk.script_marks()] == [7]


def test_the_other_language(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    prompting = look_for(shown, "zzcs")
    press(Qt.Key.Key_L, ALT)
    shown.settle()
    assert prompting.picker.current().preview.startswith("We pay [Please fill in:")
    press(Qt.Key.Key_Return)
    edit = shown.page.reply.edit
    assert edit.textCursor().selectedText().startswith("[Please fill in:")


def test_words_of_the_editor_become_a_script_of_ones_own(shown: Shown) -> None:
    begin(shown, "sms")
    write(shown, "董佳宁您好，【请填写：时间】前给您回电。")
    shown.commands.run("reply.save_script")
    panel = shown.page.acting.panel
    assert isinstance(panel, ActPanel)
    panel.fill({"title": "回电约定", "code": "hdyd"})
    panel.accept()
    shown.settle()
    assert shown.page.acting.panel is None, panel.problem.text()
    script = shown.seat.desk.script("hdyd")
    assert script is not None
    assert script.owner == shown.seat.desk.agent.uid
    assert script.body == "{{ customer.name }}您好，{{ ask.value1 }}前给您回电。"
    assert script.asks[0].label("zh") == "时间"


def test_a_word_about_a_script_reaches_its_keepers(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_K, CTRL)
    shown.settle()
    panel = shown.page.acting.panel
    assert isinstance(panel, ActPanel)
    panel.fill({"body": "太长", "words": "您好，已退费。"})
    panel.accept()
    shown.settle()
    note = shown.seat.desk.script_notes("zzcs").result()[0]
    assert (note.kind, note.body, note.words) == ("suggestion", "太长", "您好，已退费。")
    assert (note.ticket, note.channel) == (ticket.uid, "sms")


def speak(shown: Shown) -> Any:
    """Open the prompter with an own script of four sentences."""
    begin(shown, "phone")
    body = "您好，这里是售后。您的快件在{{ ask.place }}。明天就能送到。请您放心。"
    asks = [{"name": "place", "kind": "text", "zh": "地点"}]
    content = {"code": "zzdh", "title": "电话里说", "body": body, "asks": asks}
    shown.seat.desk.do(SavePersonalScript(content)).result()
    look_for(shown, "zzdh")
    press(Qt.Key.Key_Return, SHIFT)
    prompter = shown.page.scripting.prompter
    shown.until(prompter.isVisible)
    shown.settle()
    return prompter


def test_a_spoken_script_is_logged_as_it_was_said(shown: Shown) -> None:
    prompter = speak(shown)
    assert shown.page.reply.edit.toPlainText() == ""
    press(Qt.Key.Key_Space)
    assert prompter.script.at == 1
    press(Qt.Key.Key_Space)  # it lacks a value: that is asked for first
    enter(prompter.field.line, "上海")
    press(Qt.Key.Key_Return)
    shown.settle()
    assert prompter.script.lines[1].words == "您的快件在上海。"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_E)
    prompter.otherwise.setPlainText("您尽管放心。")
    press(Qt.Key.Key_Return)
    assert prompter.script.over
    press(Qt.Key.Key_Return)
    shown.settle()
    assert not prompter.isVisible()
    edit = shown.page.reply.edit
    assert edit.toPlainText() == "您好，这里是售后。您的快件在上海。您尽管放心。"
    assert edit.hasFocus()
    told = shown.page.reply.prompting.script_data()
    assert told["values"] == {"ask.place": "上海"}
    assert told["put"] == "您好，这里是售后。您的快件在上海。明天就能送到。请您放心。"
    assert shown.page.reply.script == "zzdh"


def test_going_back_and_jumping_in_the_prompter(shown: Shown) -> None:
    prompter = speak(shown)
    press(Qt.Key.Key_4)
    assert prompter.script.at == 3
    press(Qt.Key.Key_Left)
    assert prompter.script.at == 2
    press(Qt.Key.Key_Home)
    assert prompter.script.at == 0
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Space)
    assert prompter.script.told() == "请您放心。"
    press(Qt.Key.Key_Escape)
    assert not prompter.isVisible()
    assert shown.page.current()
    assert shown.page.reply.edit.toPlainText() == ""


def test_no_key_of_the_page_means_anything_while_a_script_is_spoken(shown: Shown) -> None:
    prompter = speak(shown)
    press(Qt.Key.Key_W)
    press(Qt.Key.Key_Return, CTRL)
    assert shown.page.acting.panel is None
    assert prompter.isVisible()


def test_three_stand_ready_with_a_card_that_shows_them(shown: Shown) -> None:
    begin(shown, "sms")
    shown.settle(0.3)
    buttons = shown.page.reply.scripts
    assert buttons.choice(3) is not None
    buttons._buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    shown.until(lambda: buttons.card is not None)
    shown.page.reply.edit.setFocus()
    assert buttons.card is None


def test_own_words_hide_the_customer_and_ask_for_gaps(shown: Shown) -> None:
    ticket = begin(shown, "sms")
    told = own_content(f"{ticket.number}：【请填写：金额】和【请填写：金额】", ticket)
    assert told["body"] == "{{ ticket.number }}：{{ ask.value1 }}和{{ ask.value1 }}"
    assert len(told["asks"]) == 1


def test_a_draft_goes_on_where_its_script_was_left(
    shown: Shown, again: Callable[[], Shown]
) -> None:
    ticket = begin(shown, "sms")
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return, CTRL)
    shown.settle()
    answer(shown, "2")
    shown.page.flush()
    other = again()
    other.page.open(ticket.uid)
    other.settle()
    edit = other.page.reply.edit
    assert edit.toPlainText().startswith("您好，原路退回【请填写：金额】")
    edit.setFocus()
    press(Qt.Key.Key_Tab)
    answer(other, "66")
    assert edit.toPlainText().count("66.00元") == 2
    assert other.page.reply.prompting.script_data()["values"]["ask.way"] == "原路"


def test_two_scripts_in_one_message_are_both_told_and_deleted_ones_are_not(shown: Shown) -> None:
    begin(shown, "sms")
    own(shown)
    own(shown, code="zzyi", title="第一条", body="您好，这是第一条。", asks=[], translations={})
    prompting = look_for(shown, "zzyi")
    press(Qt.Key.Key_Return)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return)
    told = prompting.script_data()
    assert [one["code"] for one in told["also"]] == ["zzyi"]
    assert told["put"].replace("\n", "") == shown.page.reply.edit.toPlainText()
    shown.page.reply.edit.selectAll()
    press(Qt.Key.Key_Delete)
    write(shown, "改成自己的话")
    assert prompting.script_data() == {}


def test_a_second_script_comes_into_the_letter_that_is_there(shown: Shown) -> None:
    begin(shown, "email")
    own(shown, code="zzyi", title="第一条", body="运单已经找到。", asks=[], translations={})
    own(shown, code="zzer", title="第二条", body="明天派送。", asks=[], translations={})
    prompting, edit = look_for(shown, "zzyi"), shown.page.reply.edit
    press(Qt.Key.Key_Return)
    letter = edit.toPlainText()
    opening, found, close = letter.partition("\n\n运单已经找到。\n\n")
    assert opening
    assert found
    assert close
    write(shown, "\n")
    look_for(shown, "zzer")
    press(Qt.Key.Key_Return)
    shown.settle()
    assert edit.toPlainText() == f"{opening}\n\n运单已经找到。\n\n明天派送。\n\n{close}"
    assert {one.put.code for one in prompting.asking.scripts} == {"zzyi", "zzer"}
    cursor = edit.textCursor()
    cursor.setPosition(len(opening) + 2)
    edit.setTextCursor(cursor)
    own(shown, code="zzsa", title="第三条", body="久等了。", asks=[], translations={})
    look_for(shown, "zzsa")
    press(Qt.Key.Key_Return)
    shown.settle()
    assert edit.toPlainText().startswith(f"{opening}\n\n久等了。运单已经找到。")
    assert edit.toPlainText().endswith(close)


def test_every_key_looks_for_scripts_once(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.scripts import offering

    begin(shown)
    looked: list[str] = []
    real = offering.offers

    def offers(desk: Any, ticket: str, query: str, *rest: Any) -> Any:
        looked.append(query)
        return real(desk, ticket, query, *rest)

    monkeypatch.setattr(offering, "offers", offers)
    edit, picker = shown.page.reply.edit, shown.page.reply.prompting.picker
    edit.setFocus()
    QTest.keyClicks(edit, "::aw")
    shown.until(picker.isVisible)
    shown.settle()
    assert sorted(looked) == ["", "a", "aw"]  # they are looked for side by side
    press(Qt.Key.Key_Escape)
    assert not picker.isVisible()
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert sorted(looked) == [
        "",
        "a",
        "aw",
    ]  # they are looked for side by side  # it was put away until another one is begun
    edit.clear()
    QTest.keyClicks(edit, "::aw")
    shown.until(picker.isVisible)
    shown.settle()
    assert looked[3:] == ["", "a", "aw"]


def test_a_gap_that_waits_is_never_written_over_by_another_script(shown: Shown) -> None:
    begin(shown)
    own(shown)
    own(shown, code="zzbc", title="补充", body="稍后给您回电。", asks=[], translations={})
    prompting = look_for(shown, "zzcs")
    press(Qt.Key.Key_Return)
    edit = shown.page.reply.edit
    before = edit.toPlainText()
    assert edit.textCursor().selectedText() == edit.gaps()[0][2].join(("【请填写：", "】"))
    prompting.put_code("zzbc")
    shown.settle()
    assert edit.toPlainText() == f"{before}\n稍后给您回电。"
    assert edit.gaps()  # what the first one asks for is still asked for


def test_the_chip_of_a_promise_says_what_the_field_proposes(shown: Shown) -> None:
    begin(shown)
    promise = {"what": "回电告知结果", "hours": 20}
    body = "{{ promise.time }}前给您回电。"
    own(shown, code="zzcn", title="承诺", body=body, asks=[], translations={}, promise=promise)
    prompting = look_for(shown, "zzcn")
    press(Qt.Key.Key_Return)
    shown.settle()
    placed = prompting.asking.placed
    assert placed.proposed is not None
    until = shown.page.reply.following.until("zzcn")
    assert until is not None
    assert abs(until - placed.proposed) < 60_000
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    shown.settle()
    assert shown.page.reply.following.until("zzcn") == until


def test_the_buttons_of_a_warning_have_keys(shown: Shown) -> None:
    begin(shown)
    own(shown)
    look_for(shown, "zzcs")
    press(Qt.Key.Key_Return)
    shown.page.reply.send()
    warn = shown.page.reply.warn
    assert warn.kind == "gap"
    assert warn.has(0)
    assert not warn.has(1)
    press(Qt.Key.Key_Y, ALT)
    shown.settle()
    assert isinstance(shown.page.acting.panel, ActPanel)
    warn.clear()
    assert not warn.has(0)


def test_the_key_brings_a_list_back_that_was_put_away(shown: Shown) -> None:
    begin(shown)
    prompting = look_for(shown, "aw")
    press(Qt.Key.Key_Escape)
    assert not prompting.picker.isVisible()
    shown.page.reply.open_scripts()
    shown.until(prompting.picker.isVisible)
    assert shown.page.reply.edit.toPlainText() == "::aw"
    press(Qt.Key.Key_Escape)
    assert shown.page.reply.edit.toPlainText() == "::aw"  # what a person typed stays
