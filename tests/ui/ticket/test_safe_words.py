"""Safe speech while typing: underlined, told, said otherwise by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.keys import commit, compose
from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_replying import begin, write
from ui.ticket.marks import Underline, moved
from ui.ticket.places import Places, units


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def underlined(shown: Shown) -> list[str]:
    """The words below which a wavy line is drawn."""
    document, wave = shown.page.reply.edit.document(), QTextCharFormat.UnderlineStyle.WaveUnderline
    found = []
    block = document.begin()
    while block.isValid():
        for part in block.layout().formats():
            if part.format.underlineStyle() == wave:
                found.append(units(block.text())[part.start : part.start + part.length])
        block = block.next()
    return found


def test_words_are_underlined_as_they_are_typed_and_freed_when_mended(shown: Shown) -> None:
    begin(shown, "sms")
    write(shown, "您好，我不知道")
    shown.settle(0.02)
    assert underlined(shown) == ["我不知道"]
    speech = shown.page.reply.prompting.speech
    assert "1" in speech.summary.text()
    shown.page.reply.edit.selectAll()
    write(shown, "您好，我这就为您核实")
    shown.settle(0.02)
    assert underlined(shown) == []
    assert speech.summary.isHidden()


def test_a_note_is_not_judged_and_neither_is_what_the_customer_said(shown: Shown) -> None:
    begin(shown, "note")
    write(shown, "我不知道")
    shown.settle(0.02)
    assert underlined(shown) == []
    shown.page.reply.set_mode("sms")
    shown.settle(0.02)
    assert underlined(shown) == ["我不知道"]
    shown.page.reply.edit.selectAll()
    write(shown, "您说“我不知道”，我来帮您查询")
    shown.settle(0.02)
    assert underlined(shown) == []


def test_the_line_stays_with_its_words_while_others_are_typed(shown: Shown) -> None:
    begin(shown, "sms")
    write(shown, "😀\n我不知道")
    shown.settle(0.02)
    edit = shown.page.reply.edit
    cursor = edit.textCursor()
    cursor.setPosition(0)
    cursor.insertText("🙂您好，")
    assert "我不知道" in underlined(shown)  # before anything was judged anew
    shown.settle(0.02)
    assert "我不知道" in underlined(shown)


def test_judging_is_not_typing(shown: Shown) -> None:
    begin(shown, "sms")
    typed = []
    shown.page.reply.edit.textChanged.connect(lambda: typed.append(1))
    write(shown, "我不知道")
    count = len(typed)
    shown.settle(0.05)
    assert underlined(shown) == ["我不知道"]
    assert len(typed) == count


def test_an_open_candidate_is_left_alone(shown: Shown) -> None:
    begin(shown, "sms")
    edit = shown.page.reply.edit
    edit.setFocus()
    write(shown, "我不知道")
    compose(edit, "wo ma shang")
    shown.settle(0.02)
    assert edit.preedit == "wo ma shang"
    assert not shown.page.reply.prompting.speech.card.isVisible()
    commit(edit, "，我马上查")
    shown.settle(0.02)
    assert edit.toPlainText() == "我不知道，我马上查"


def test_one_key_says_it_otherwise_and_undo_takes_that_back(shown: Shown) -> None:
    begin(shown, "sms")
    edit, speech = shown.page.reply.edit, shown.page.reply.prompting.speech
    edit.setFocus()
    write(shown, "您好，我不知道，请等等。")
    shown.settle(0.02)
    shown.commands.run("reply.finding")
    assert speech.card.isVisible()
    assert edit.hasFocus()
    shown.commands.run("reply.finding_open")
    assert speech.card.has_keyboard()
    press(Qt.Key.Key_Return)
    assert edit.toPlainText().startswith("您好，这个情况我马上帮您核实")
    assert "。，" not in edit.toPlainText()
    assert edit.hasFocus()
    assert not speech.card.isVisible()
    edit.undo()
    assert edit.toPlainText() == "您好，我不知道，请等等。"


def test_escape_leaves_the_card_and_the_words(shown: Shown) -> None:
    begin(shown, "sms")
    edit = shown.page.reply.edit
    edit.setFocus()
    write(shown, "我不知道")
    shown.settle(0.02)
    shown.commands.run("reply.finding_open")
    press(Qt.Key.Key_Escape)
    assert edit.hasFocus()
    assert edit.toPlainText() == "我不知道"


def test_going_round_through_what_was_found(shown: Shown) -> None:
    begin(shown, "sms")
    edit = shown.page.reply.edit
    edit.setFocus()
    write(shown, "我不知道。您稍等。滚蛋！")
    shown.settle(0.02)
    places = []
    for _ in range(3):
        shown.commands.run("reply.finding")
        places.append(edit.textCursor().position())
    assert places[0] == places[2] != places[1]
    shown.commands.run("reply.finding_back")
    assert edit.textCursor().position() == places[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("请联系快递员13912345678。", "139****5678"),
        ("滚蛋，您稍等", "，您稍等"),
    ],
)
def test_numbers_are_masked_and_abuse_is_taken_out(shown: Shown, before: str, after: str) -> None:
    begin(shown, "sms")
    edit, speech = shown.page.reply.edit, shown.page.reply.prompting.speech
    write(shown, before)
    shown.settle(0.02)
    finding = next(f for f in speech.watch.findings if f.rule.instead in ("mask", "drop"))
    assert speech.watch.put_better(finding)
    assert after in edit.toPlainText()
    assert finding.words not in edit.toPlainText()


def test_what_a_person_must_add_to_better_words_is_a_gap(shown: Shown) -> None:
    begin(shown, "sms")
    edit, speech = shown.page.reply.edit, shown.page.reply.prompting.speech
    write(shown, "这个不行！")
    shown.settle(0.02)
    finding = next(f for f in speech.watch.findings if f.rule.code == "flat_no")
    speech.watch.put_better(finding)
    assert len(edit.gaps()) == 2
    assert edit.textCursor().selectedText().startswith("【请填写：")


def test_lines_move_with_their_words() -> None:
    lines = (Underline(2, 4, "warn"), Underline(6, 8, "block"))
    assert moved("01234567", "x01234567", lines) == (
        Underline(3, 5, "warn"),
        Underline(7, 9, "block"),
    )
    assert moved("01234567", "0123x4567", lines) == (
        Underline(2, 4, "warn"),
        Underline(7, 9, "block"),
    )
    assert moved("01234567", "012x34567", lines) == (Underline(7, 9, "block"),)
    assert moved("01234567", "", lines) == ()


def test_places_beyond_the_first_plane() -> None:
    text = "a😀b😀c"
    places = Places(text)
    assert [places.to_qt(n) for n in range(6)] == [0, 1, 3, 4, 6, 7]
    assert [places.from_qt(places.to_qt(n)) for n in range(6)] == list(range(6))
    assert len(units(text)) == 7
