"""Promises and call-backs on the ticket page: chips that warn, forms, the bar above the ticket."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_acting import begin, panel, picks
from ui.ticket.moments import OTHER
from ui.widgets.composing_edit import ComposingTextEdit
from workstation.actions.promises import MakePromise
from workstation.actions.revisits import SetRevisit
from workstation.actions.tickets import ResolveTicket
from workstation.domain.promise import Promise
from workstation.domain.revisit import Revisit

HOUR = 3_600_000


def promises(shown: Shown) -> tuple[Promise, ...]:
    return shown.seat.desk.read.promises(shown.page.current())


def revisits(shown: Shown) -> tuple[Revisit, ...]:
    return shown.seat.desk.read.revisits(shown.page.current())


def chips(shown: Shown) -> list[tuple[str, str]]:
    flow = shown.page.header._flow
    items = (flow.itemAt(n) for n in range(flow.count()))
    widgets = [item.widget() for item in items if item is not None]
    found = [(w.text, w.chip_look) for w in widgets]  # type: ignore[union-attr]
    return [one for one in found if one[0].startswith("Promise")]


def promised(shown: Shown, hours: int = 2) -> Promise:
    ticket = begin(shown)
    made = MakePromise(ticket.uid, "回电告知结果", shown.seat.now + 60_000 + hours * HOUR)
    shown.seat.do(made)
    shown.page.refresh()
    shown.settle()
    return promises(shown)[0]


def test_a_promise_is_made_by_one_key_and_stands_beside_the_limits(shown: Shown) -> None:
    begin(shown)
    assert shown.page.care.isHidden()
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_G)
    line = panel(shown).findChildren(QLineEdit)[0]
    line.setText("今天回电告知查件结果")
    until, party = picks(shown)
    assert until.code() == 2 * HOUR
    assert party.code() == "receiver"
    QTest.keyClick(line, Qt.Key.Key_Return)
    shown.settle()
    (made,) = promises(shown)
    assert (made.what, made.until) == ("今天回电告知查件结果", shown.seat.now + 2 * HOUR)
    assert not shown.page.care.isHidden()
    assert chips(shown) == [("Promise 2 h left", "time_calm")]
    assert "Promised: 今天回电告知查件结果" in shown.page.timeline.items[-1].about


def test_words_are_needed_and_a_past_time_is_refused_in_the_form(shown: Shown) -> None:
    begin(shown)
    shown.commands.run("ticket.promise")
    panel(shown).accept()
    shown.settle()
    assert panel(shown).isVisible()
    assert promises(shown) == ()
    panel(shown).findChildren(QLineEdit)[0].setText("回电")
    until = picks(shown)[0]
    until.choose(OTHER)
    until.picked.emit(OTHER)
    from PySide6.QtWidgets import QDateTimeEdit

    when = panel(shown).findChildren(QDateTimeEdit)[0]
    assert when.isVisible()
    when.setDateTime(when.dateTime().addDays(-2))
    panel(shown).accept()
    shown.settle()
    assert "has passed" in panel(shown).problem.text()
    assert promises(shown) == ()


def test_the_chip_warns_as_the_time_runs_out(shown: Shown) -> None:
    made = promised(shown, hours=3)
    assert chips(shown)[0][1] == "time_calm"
    shown.seat.now = made.until - HOUR
    shown.page._tick()
    assert chips(shown) == [("Promise 1 h left", "time_soon")]
    shown.seat.now = made.until + 5 * 60_000
    shown.page._tick()
    assert chips(shown) == [("Promise overdue 5 min", "time_overdue")]
    assert shown.page.care.lines() == ["overdue 5 min"]


def test_kept_in_time_is_one_key(shown: Shown) -> None:
    promised(shown)
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    shown.settle()
    assert promises(shown)[0].state == "kept"
    assert chips(shown) == []
    assert shown.page.care.head.summary.text() == "all settled"


def test_a_promise_whose_time_is_over_asks_when_it_was_kept(shown: Shown) -> None:
    made = promised(shown)
    shown.seat.now = made.until + HOUR
    shown.commands.run("ticket.promise_kept")
    shown.settle()
    when = picks(shown)[0]
    assert when.code() == "broken"
    panel(shown).accept()  # not kept needs a reason
    shown.settle()
    assert promises(shown)[0].state == "open"
    when.choose(("at", made.until - 10 * 60_000))
    panel(shown).accept()
    shown.settle()
    (kept,) = promises(shown)
    assert (kept.state, kept.settled_at) == ("kept", made.until - 10 * 60_000)


def test_not_kept_and_withdrawn_ask_for_the_reason(shown: Shown) -> None:
    promised(shown)
    shown.page.care.press(lambda button: button.text() == "Withdraw…")
    note = panel(shown).findChildren(ComposingTextEdit)[0]
    panel(shown).accept()
    shown.settle()
    assert promises(shown)[0].state == "open"
    note.setPlainText("客户说不用了")
    panel(shown).accept()
    shown.settle()
    (done,) = promises(shown)
    assert (done.state, done.reason) == ("withdrawn", "客户说不用了")


def owed_call(shown: Shown) -> Revisit:
    ticket = begin(shown)
    shown.seat.do(ResolveTicket(ticket.uid, "solved"))
    due_at = shown.seat.now + 60_000 + HOUR
    shown.seat.do(SetRevisit(ticket.uid, due_at, "赔款是否到账"))
    shown.page.refresh()
    shown.settle()
    made = next(one for one in revisits(shown) if one.purpose == "赔款是否到账")
    assert shown.page.call_bar.text == ""
    shown.seat.now = made.due_at + 60_000
    shown.page._tick()
    return made


def test_a_call_that_is_due_says_what_to_ask_and_takes_the_result_by_key(shown: Shown) -> None:
    made = owed_call(shown)
    assert "赔款是否到账" in shown.page.call_bar.text
    heard: list[str] = []
    shown.page.called_back.connect(heard.append)
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    note = panel(shown).findChildren(ComposingTextEdit)[0]
    note.setPlainText("已到账，满意")
    picks(shown)[0].choose(3)
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    done = next(one for one in revisits(shown) if one.uid == made.uid)
    assert (done.state, done.result, done.satisfaction) == ("done", "已到账，满意", 3)
    assert heard == [made.ticket]
    assert shown.page.call_bar.text == ""
    assert shown.seat.read(made.ticket).satisfaction == 3


def test_nobody_answered_moves_the_call_on(shown: Shown) -> None:
    made = owed_call(shown)
    shown.page.call_bar.wanted.emit("tried", made.uid)
    panel(shown).accept()
    shown.settle()
    later = next(one for one in revisits(shown) if one.uid == made.uid)
    assert (later.state, later.attempts) == ("due", 1)
    assert later.due_at > shown.seat.now
    assert shown.page.call_bar.text == ""
    assert "nobody answered" in shown.page.timeline.items[-1].about


def test_a_dissatisfied_customer_takes_the_case_up_again(shown: Shown) -> None:
    made = owed_call(shown)
    shown.commands.run("ticket.revisit_done")
    panel(shown).findChildren(ComposingTextEdit)[0].setPlainText("仍未到账")
    from PySide6.QtWidgets import QCheckBox

    panel(shown).findChildren(QCheckBox)[0].setChecked(True)
    panel(shown).accept()
    shown.settle()
    assert shown.seat.read(made.ticket).is_open


def test_a_call_back_is_set_moved_and_cancelled_from_the_card(shown: Shown) -> None:
    begin(shown)
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_V)
    panel(shown).findChildren(QLineEdit)[0].setText("确认改址是否成功")
    panel(shown).accept()
    shown.settle()
    (made,) = revisits(shown)
    assert made.due_at == shown.seat.now + 24 * HOUR
    shown.page.care.press(lambda button: button.text() == "Move…")
    picks(shown)[0].choose(HOUR)
    panel(shown).accept()
    shown.settle()
    assert revisits(shown)[0].due_at == shown.seat.now + HOUR
    shown.page.care.press(lambda button: button.text() == "Cancel…")
    panel(shown).findChildren(ComposingTextEdit)[0].setPlainText("客户已主动来电")
    panel(shown).accept()
    shown.settle()
    assert revisits(shown)[0].state == "cancelled"


def test_a_composing_enter_promises_nothing(shown: Shown) -> None:
    from tests.ui.keys import compose

    begin(shown)
    shown.commands.run("ticket.promise")
    line = panel(shown).findChildren(QLineEdit)[0]
    line.setText("回电")
    compose(line, "huidian")
    QTest.keyClick(line, Qt.Key.Key_Return)
    shown.settle()
    assert promises(shown) == ()
