"""First answers beside the editor: offered quietly, inserted on demand, never sent by themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.keys import commit, compose
from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_acting import begin
from ui.ticket.articles import ArticlePanel
from workstation.actions.replies import RecordCall

ASKED = "我要寄快递，请问寄快递多少钱，运费怎么算？"


def asked(shown: Shown, words: str = ASKED) -> str:
    ticket = begin(shown, take=True)
    shown.seat.do(RecordCall(ticket.uid, "in", words))
    shown.page.refresh()
    shown.settle(0.4)
    return ticket.uid


def articles(shown: Shown) -> ArticlePanel:
    found = shown.page.acting.panel
    assert isinstance(found, ArticlePanel)
    return found


def test_an_answer_is_offered_with_its_reasons_and_the_keyboard_stays(shown: Shown) -> None:
    shown.page.timeline.setFocus()
    asked(shown)
    answers = shown.page.reply.answers
    assert answers.text.startswith("Answer: What it costs (")
    assert "运费" in answers.text
    assert not shown.page.reply.isAncestorOf(shown.window.focusWidget())
    assert shown.page.reply.edit.toPlainText() == ""


def test_one_key_puts_it_into_the_editor_and_nothing_is_sent(shown: Shown) -> None:
    uid = asked(shown)
    before = len(shown.seat.detail(uid).entries)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_J, control)
    shown.settle()
    best = shown.page.reply.answers.best()
    assert best is not None
    assert best.words is not None
    assert shown.page.reply.edit.toPlainText() == best.words.text
    assert len(shown.seat.detail(uid).entries) == before


def test_words_typed_before_stay_around_it(shown: Shown) -> None:
    asked(shown)
    shown.page.reply.edit.setPlainText("您好，")
    cursor = shown.page.reply.edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    shown.page.reply.edit.setTextCursor(cursor)
    shown.commands.run("reply.first_answer")
    assert shown.page.reply.edit.toPlainText().startswith("您好，")


def test_nothing_is_offered_for_words_that_no_article_answers(shown: Shown) -> None:
    asked(shown, "嗯嗯")
    assert shown.page.reply.answers.text == ""
    assert not shown.commands.ready("reply.first_answer")


def test_articles_are_found_by_words_read_and_inserted_by_enter(shown: Shown) -> None:
    asked(shown)
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    shown.settle(0.2)
    shelf = articles(shown)
    assert shelf.line.hasFocus()
    assert shelf.list.lines()[0].right == "fits"
    shelf.line.setText("改地址")
    shown.settle(0.3)
    assert shelf.list.lines()
    assert shelf.list.lines()[0].right == ""
    shown.until(lambda: shelf.answer.text() not in ("", "…"))
    told = shelf.answer.text()
    QTest.keyClick(shelf.line, Qt.Key.Key_Return)
    shown.settle()
    assert shown.page.acting.panel is None
    assert shown.page.reply.edit.toPlainText() == told
    assert shown.page.reply.edit.hasFocus()


def test_enter_before_the_answer_is_there_inserts_it_once_it_is(shown: Shown) -> None:
    asked(shown)
    shown.commands.run("reply.articles")
    shelf = articles(shown)
    shown.until(lambda: bool(shelf.list.lines()))
    QTest.keyClick(shelf.line, Qt.Key.Key_Return)
    shown.settle(0.2)
    assert shown.page.reply.edit.toPlainText() != ""
    assert shown.page.acting.panel is None


def test_a_gap_in_an_answer_stops_sending(shown: Shown) -> None:
    uid = asked(shown)
    pending = [one.code for one in shown.seat.desk.rules.knowledge if one.answer_zh]
    filled = (shown.seat.desk.fill_article(uid, code).result() for code in pending)
    gapped = next((one for one in filled if one.words is not None and one.words.gaps), None)
    assert gapped is not None
    before = len(shown.seat.detail(uid).entries)
    shown.page.reply.insert_answer(gapped)
    shown.page.reply.send()
    shown.settle()
    assert "Fill in" in shown.page.reply.warn.text
    assert len(shown.seat.detail(uid).entries) == before


def test_the_key_works_from_inside_the_editor_too(shown: Shown) -> None:
    asked(shown)
    shown.page.reply.edit.setFocus()
    QTest.keyClick(shown.page.reply.edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    best = shown.page.reply.answers.best()
    assert best is not None
    assert best.words is not None
    assert shown.page.reply.edit.toPlainText() == best.words.text


def test_enter_that_takes_a_candidate_inserts_nothing(shown: Shown) -> None:
    asked(shown)
    shown.commands.run("reply.articles")
    shelf = articles(shown)
    shown.until(lambda: bool(shelf.list.lines()))
    compose(shelf.line, "yunfei")
    QTest.keyClick(shelf.line, Qt.Key.Key_Return)
    shown.settle()
    assert shown.page.acting.panel is shelf
    commit(shelf.line, "运费")
    shown.settle(0.3)
    assert "What it costs" in {line.title for line in shelf.list.lines()}
