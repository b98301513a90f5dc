"""Acts on a ticket: small panels that keep nothing, undo, what colleagues do meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.elsewhere import go_elsewhere, is_left_alone
from tests.ui.ticket.conftest import Shown
from tests.workstation.seat import WAYBILL
from ui.ticket.journal import JournalPanel
from ui.ticket.panel import ActPanel
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.pick import PickBox
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    MakeClaim,
    PayClaim,
    SubmitClaim,
)
from workstation.actions.steps import WriteStepRecord
from workstation.actions.tickets import ChangePriority, TakeTicket
from workstation.actions.undo import Undo
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket

CTRL = Qt.KeyboardModifier.ControlModifier


def begin(shown: Shown, *, take: bool = True, **facts: str) -> Ticket:
    told = {"phone": "13812345678", "customer_name": "董佳宁", "waybill": WAYBILL, **facts}
    ticket = shown.seat.ticket(**told)
    if take:
        shown.seat.do(TakeTicket(ticket.uid))
    shown.page.open(ticket.uid)
    shown.settle(0.1)
    return shown.seat.read(ticket.uid)


def panel(shown: Shown) -> ActPanel:
    found = shown.page.acting.panel
    assert isinstance(found, ActPanel)
    return found


def picks(shown: Shown) -> list[PickBox]:
    return panel(shown).findChildren(PickBox)


def test_resolving_keeps_outcome_cause_and_satisfaction_and_can_be_undone(shown: Shown) -> None:
    ticket = begin(shown)
    shown.commands.run("ticket.resolve")
    outcome, cause, overall, promise, *_ = picks(shown)
    outcome.choose("compensated")
    overall.choose(3)
    promise.choose(2)
    panel(shown).accept()
    shown.settle()
    done = shown.seat.read(ticket.uid)
    assert (done.status, done.outcome) == ("resolved", "compensated")
    assert (done.satisfaction, done.promise_kept, done.attitude) == (3, 2, None)
    assert cause is not None
    assert shown.page.acting.panel is None
    line = shown.seat.desk.read.last_undoable(shown.seat.agent.uid)
    assert line is not None
    shown.bridge.do(Undo(line.operation))
    shown.settle()
    assert shown.seat.read(ticket.uid).status == "open"
    assert shown.page.header.status.text == "Open"


def test_escape_leaves_a_panel_and_keeps_nothing(shown: Shown) -> None:
    ticket = begin(shown)
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_T)
    note = panel(shown).findChildren(ComposingTextEdit)[0]
    note.setPlainText("交接")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    shown.settle()
    assert shown.page.acting.panel is None
    assert shown.seat.read(ticket.uid) == ticket
    shown.commands.run("ticket.transfer")
    assert panel(shown).findChildren(ComposingTextEdit)[0].toPlainText() == ""


def test_a_transfer_by_keyboard_with_its_note(shown: Shown) -> None:
    ticket = begin(shown)
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_T)
    box = picks(shown)[0]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is box or box.isAncestorOf(focus)
    box.choose("customs")
    note = panel(shown).findChildren(ComposingTextEdit)[0]
    note.setFocus()
    QTest.keyClicks(note, "papers are missing")
    QTest.keyClick(note, Qt.Key.Key_Return, CTRL)
    shown.settle()
    now = shown.seat.read(ticket.uid)
    assert (now.group_code, now.owner, now.transfers) == ("customs", "", 1)
    told = [item.about for item in shown.page.timeline.items]
    assert any("Customs" in about and "Transferred" in about for about in told)


def test_what_is_missing_is_said_at_its_field(shown: Shown) -> None:
    begin(shown)
    shown.commands.run("ticket.transfer")
    panel(shown).accept()
    shown.settle()
    assert picks(shown)[0].property("look") == "wrong"
    picks(shown)[0].choose("customs")
    panel(shown).accept()
    shown.settle()
    note = panel(shown).findChildren(ComposingTextEdit)[0]
    assert note.property("look") == "wrong"


def test_a_colleagues_newer_value_stands_beside_the_form(shown: Shown) -> None:
    ticket = begin(shown)
    shown.commands.run("ticket.priority")
    shown.seat.do(ChangePriority(ticket.uid, 4), shown.seat.leader)
    shown.until(lambda: not panel(shown).newer.isHidden())
    assert "Urgent" in panel(shown).newer.text()
    assert "Leader" in panel(shown).newer.text()


def test_waiting_says_for_whom_and_until_when(shown: Shown) -> None:
    ticket = begin(shown)
    shown.commands.run("ticket.wait")
    reason, until = picks(shown)
    reason.choose("receiver")
    until.choose(3_600_000)
    panel(shown).accept()
    shown.settle()
    now = shown.seat.read(ticket.uid)
    assert (now.status, now.waiting_reason) == ("waiting", "receiver")
    assert now.waiting_until == shown.seat.desk.clock() + 3_600_000
    assert shown.commands.run("ticket.resume")
    shown.settle()
    assert shown.seat.read(ticket.uid).status == "open"


def test_a_hidden_number_is_shown_for_a_reason_that_is_kept(shown: Shown) -> None:
    ticket = begin(shown)
    assert "138****5678" in shown.page.customer.facts.text()
    shown.page.acting.reveal()
    reason = [e for e in panel(shown).findChildren(QLineEdit) if e.parent() is panel(shown).rows]
    panel(shown).accept()
    shown.settle()
    assert "13812345678" not in shown.page.customer.facts.text()
    reason[0].setText("回电")
    panel(shown).accept()
    shown.settle()
    assert "13812345678" in shown.page.customer.facts.text()
    entry = shown.seat.detail(ticket.uid).entries[-1]
    assert (entry.data["event"], entry.data["field"], entry.body) == ("revealed", "phone", "回电")
    other = shown.seat.ticket(phone="13812345678", customer_name="董佳宁", even_if_open=True)
    shown.page.open(other.uid)
    assert "13812345678" not in shown.page.customer.facts.text()


def test_a_claim_is_made_once_and_then_opened(shown: Shown) -> None:
    ticket = begin(shown)
    opened: list[str] = []
    shown.page.claim_opened.connect(opened.append)
    shown.commands.run("claim.make")
    shown.settle()
    shown.commands.run("claim.make")
    shown.settle()
    claim = shown.seat.detail(ticket.uid).claims[0]
    assert opened == [claim.uid, claim.uid]
    assert claim.number in shown.page.claims.head.summary.text()


def test_a_duplicate_is_found_by_its_typed_number(shown: Shown) -> None:
    first = begin(shown)
    second = begin(shown, take=False, waybill="SF7770000000001")
    shown.commands.run("ticket.duplicate")
    line = panel(shown).findChildren(QLineEdit)[0]
    line.setText("no such number")
    panel(shown).accept()
    shown.settle()
    assert panel(shown).isVisible()
    line.setText(first.number)
    panel(shown).accept()
    shown.settle()
    now = shown.seat.read(second.uid)
    assert (now.status, now.duplicate_of) == ("closed", first.uid)
    assert first.number in shown.page.header._original.text()


def test_the_procedure_goes_on_by_its_buttons(shown: Shown) -> None:
    ticket = begin(shown)
    assert shown.page.steps.texts()
    shown.seat.do(WriteStepRecord(ticket.uid, "facts_told", {"what": "花瓶碎了"}))
    procedure = shown.seat.desk.rules.procedures[ticket.group_code]
    to = procedure.step(ticket.step).exits[0].to
    shown.settle(0.05)
    line = shown.page.steps.next_line()
    assert line is not None
    line.press()
    shown.settle()
    assert shown.seat.read(ticket.uid).step == to


def test_send_and_resolve_sends_first(shown: Shown) -> None:
    ticket = begin(shown)
    page = shown.page
    page.reply.set_mode("sms")
    page.reply.edit.setPlainText("已为您补发，请留意")
    page.reply.edit.setFocus()
    wanted: list[bool] = []
    page.next_wanted.connect(lambda: wanted.append(True))
    QTest.keyClick(page.reply.edit, Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    picks(shown)[0].choose("solved")
    panel(shown).findChildren(type(panel(shown).check("x")))[0].setChecked(True)
    panel(shown).accept()
    shown.settle()
    kinds = [entry.kind for entry in shown.seat.detail(ticket.uid).entries]
    assert "message" in kinds
    assert shown.seat.read(ticket.uid).status == "resolved"
    assert wanted == [True]


def test_the_number_is_copied_and_limits_explain_themselves(shown: Shown) -> None:
    ticket = begin(shown, class_code="safety", subtype="safety.damaged")
    shown.commands.run("ticket.copy_number")
    assert QGuiApplication.clipboard().text() == ticket.number
    from ui.ticket.limits import limit_chips

    chips = limit_chips(shown.seat.read(ticket.uid), shown.page.names)
    assert chips
    assert all(chip.hint.count("→") >= len(chips) for chip in chips)


def test_the_journal_lists_who_did_what(shown: Shown) -> None:
    begin(shown)
    shown.commands.run("ticket.history")
    shown.settle()
    panel_ = shown.page.acting.panel
    assert isinstance(panel_, JournalPanel)
    assert any("Agent" in line.about for line in panel_.list.lines())
    QTest.keyClick(panel_.list, Qt.Key.Key_Escape)
    shown.settle()
    assert shown.page.acting.panel is None


def test_a_leader_says_why_a_paid_parcel_is_claimed_again(shown: Shown) -> None:
    seat = shown.seat
    ticket = begin(shown)
    first = str(seat.do(MakeClaim(ticket.uid)).result)
    items = ({"name": "花瓶", "quantity": 1, "value_fen": 9_000, "loss_fen": 9_000},)
    seat.do(EditClaim(first, {"items": items, "claimed_fen": 9_000}))
    seat.do(SubmitClaim(first))
    seat.do(ApproveClaim(first, 9_000, "照付"), seat.leader)
    seat.desk.agent = seat.clerk
    seat.desk.print_claim(first).result()
    seat.do(PayClaim(first, "BANK-1"), seat.clerk)
    seat.desk.agent = seat.leader
    opened: list[str] = []
    shown.page.claim_opened.connect(opened.append)
    shown.page.open(ticket.uid)
    shown.settle(0.1)
    shown.commands.run("claim.make")
    shown.settle(0.1)
    (reason,) = panel(shown).findChildren(QLineEdit)
    reason.setText("另一件物品")
    panel(shown).accept()
    shown.settle(0.1)
    assert len(opened) == 1
    assert opened[0] != first


def test_another_department_is_asked_by_a_task(shown: Shown) -> None:
    ticket = begin(shown)
    shown.commands.run("ticket.task")
    picks(shown)[0].choose("hub")
    panel(shown).findChildren(ComposingTextEdit)[0].setPlainText("请核实快件位置")
    panel(shown).accept()
    shown.settle()
    tasks = shown.seat.desk.read.tasks(ticket.uid)
    assert [(task.department, task.subject) for task in tasks] == [("hub", "请核实快件位置")]


def test_an_act_that_is_done_late_leaves_the_keyboard_where_the_person_went(shown: Shown) -> None:
    ticket = begin(shown)
    shown.commands.run("ticket.resolve")
    picks(shown)[0].choose("compensated")
    panel(shown).accept()
    line = go_elsewhere(shown.page)
    shown.settle()
    assert shown.seat.read(ticket.uid).status == "resolved"
    assert is_left_alone(line)


def test_an_act_that_is_refused_late_leaves_the_keyboard_too(shown: Shown) -> None:
    begin(shown)
    shown.commands.run("ticket.resolve")
    open_ = panel(shown)
    field = next(iter(open_._fields))
    line = go_elsewhere(shown.page)
    open_._on_refused(Refusal("text_missing", field=field))
    assert is_left_alone(line)
