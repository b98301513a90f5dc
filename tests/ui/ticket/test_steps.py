"""The checklist of a step: what is next, forms and their fields, ways, tasks, limits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.keys import commit, compose
from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_acting import begin
from ui.ticket.limit_panel import LimitPanel
from ui.ticket.moment_words import read_moment
from ui.ticket.step_panel import FormPanel
from ui.ticket.telling import tell
from ui.widgets.limit_chip import LimitChipButton
from ui.widgets.options import Options
from workstation.actions.steps import SeatTicket, TakeStep, WriteStepRecord
from workstation.actions.tasks import OpenTask
from workstation.actions.tickets import SetWaiting
from workstation.domain.ticket import Ticket

CTRL = Qt.KeyboardModifier.ControlModifier
ZONE = ZoneInfo("Asia/Shanghai")
NOON = int(datetime(2026, 11, 22, 4, tzinfo=UTC).timestamp() * 1000)
HOUR = 3_600_000


def key(shown: Shown, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or shown.page.timeline, key, modifier)
    shown.settle(0.05)


def form(shown: Shown) -> FormPanel:
    shown.until(lambda: isinstance(shown.page.acting.panel, FormPanel))
    found = shown.page.acting.panel
    assert isinstance(found, FormPanel)
    return found


def at_contacted(shown: Shown) -> Ticket:
    ticket = begin(shown, class_code="safety", subtype="safety.damaged")
    do = shown.seat.do
    do(WriteStepRecord(ticket.uid, "facts_told", {"what": "花瓶碎了"}))
    do(TakeStep(ticket.uid, "classified"))
    do(TakeStep(ticket.uid, "routed"))
    told = shown.seat.desk.checklist(ticket.uid)
    assert told is not None
    line = next(one for one in told.forms if one.form.code == "contact_attempt")
    values = {item.code: (item.codes() or ("x",))[0] for item in line.form.fields if item.required}
    values |= {"result": "reached"} | {
        item.code: str(shown.seat.now) for item in line.form.fields if item.kind == "moment"
    }
    do(WriteStepRecord(ticket.uid, "contact_attempt", values))
    do(TakeStep(ticket.uid, "contacted"))
    shown.settle(0.05)
    return shown.seat.read(ticket.uid)


def test_one_key_writes_the_next_form_and_goes_on(shown: Shown) -> None:
    ticket = begin(shown)
    line = shown.page.steps.next_line()
    assert line is not None
    assert (line.title.text(), line.key.text()) == ("What the customer says", "S")
    shown.page.timeline.setFocus()
    key(shown, Qt.Key.Key_S)
    focus = QApplication.focusWidget()
    assert focus is form(shown).editors["what"].widget
    commit(focus, "花瓶碎了")
    key(shown, Qt.Key.Key_Return, CTRL)
    shown.until(lambda: shown.page.acting.panel is None)
    assert "What the customer says, 花瓶碎了" in shown.page.steps.texts()
    key(shown, Qt.Key.Key_S)
    shown.until(lambda: shown.seat.read(ticket.uid).step == "classified")


def test_the_next_form_opens_though_the_hand_was_ahead_of_the_page(shown: Shown) -> None:
    ticket = at_contacted(shown)
    shown.seat.do(SeatTicket(ticket.uid, "offer", "both are on the line"), shown.seat.leader)
    assert shown.page.detail is not None
    assert shown.page.detail.ticket.step == "contacted"  # the page has not heard of it yet
    shown.page.stepping.next()
    first = form(shown)
    first.editors["whom"].show("receiver")
    first.editors["kind"].show("compensation")
    first.editors["amount_fen"].show("12850")
    first.accept()
    shown.until(lambda: shown.page.acting.panel is not first)
    assert "counter_fen" in form(shown).editors


def test_a_candidate_that_is_confirmed_writes_nothing(shown: Shown) -> None:
    begin(shown)
    shown.page.timeline.setFocus()
    key(shown, Qt.Key.Key_S)
    focus = QApplication.focusWidget()
    assert focus is not None
    compose(focus, "hua ping")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    QTest.keyClick(focus, Qt.Key.Key_Return, CTRL)
    shown.settle(0.05)
    assert isinstance(shown.page.acting.panel, FormPanel)
    assert not shown.seat.desk.read.step_records(shown.page.current())


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(shown: Shown) -> None:
    begin(shown)
    shown.page.stepping.write("facts_told")
    panel = form(shown)
    panel.accept()
    shown.settle(0.05)
    assert shown.page.acting.panel is panel
    told = panel.rows._problems[panel.editors["what"].widget]
    assert "is empty. Fill it in." in told.text()


def test_a_way_says_why_it_is_locked(shown: Shown) -> None:
    begin(shown)
    texts = shown.page.steps.texts()
    assert any("still to write: What the customer says" in text for text in texts)


def test_a_corrected_form_replaces_and_shows_what_stood(shown: Shown) -> None:
    ticket = begin(shown)
    shown.seat.do(WriteStepRecord(ticket.uid, "facts_told", {"what": "花瓶碎了"}))
    shown.settle(0.05)
    shown.page.stepping.write("facts_told")
    panel = form(shown)
    panel.editors["what"].show("两只花瓶碎了")
    panel.accept()
    shown.until(lambda: len(shown.seat.desk.read.step_records(ticket.uid)) == 2)
    first, second = shown.seat.desk.read.step_records(ticket.uid)
    assert (second.replaces, second.values["what"]) == (first.uid, "两只花瓶碎了")
    shown.settle(0.05)
    shown.page.stepping.write("facts_told")
    labels = [one.text() for one in form(shown).rows.findChildren(QWidget) if hasattr(one, "text")]
    assert any("花瓶碎了 (corrected)" in text for text in labels)


def test_a_task_is_listed_opened_and_answered(shown: Shown) -> None:
    ticket = at_contacted(shown)
    done = shown.seat.do(OpenTask(ticket.uid, "hub", "请查件"))
    task = shown.seat.read(str(done.result))
    shown.settle(0.05)
    assert any(task.number in text for text in shown.page.steps.texts())
    shown.page.open(task.uid)
    shown.settle(0.05)
    assert ticket.number in shown.page.header._original.text()
    shown.page.stepping.next()
    panel = form(shown)
    answer: Any = panel._fields["answer"]
    answer.setPlainText("快件在中转场")
    panel.accept()
    shown.until(lambda: not shown.seat.read(task.uid).is_open)
    assert shown.seat.read(ticket.uid).status == "open"


def test_a_department_is_asked_by_a_panel(shown: Shown) -> None:
    ticket = at_contacted(shown)
    shown.commands.run("ticket.task")
    panel: Any = shown.page.acting.panel
    panel.accept()
    assert panel.rows._problems
    panel._fields["department"].choose("outlet")
    panel._fields["question"].setPlainText("请核实签收")
    panel.accept()
    shown.until(lambda: len(shown.seat.desk.read.tasks(ticket.uid)) == 1)
    assert shown.seat.desk.read.tasks(ticket.uid)[0].department == "outlet"
    assert shown.seat.read(ticket.uid).status == "waiting"


def test_the_step_before_is_gone_back_to_with_a_reason(shown: Shown) -> None:
    ticket = at_contacted(shown)
    shown.commands.run("ticket.step_back")
    panel: Any = shown.page.acting.panel
    panel._fields["reason"].setPlainText("联系记录有误")
    panel.accept()
    shown.until(lambda: shown.seat.read(ticket.uid).step == "routed")
    shown.settle(0.05)
    items = [item.about for item in shown.page.timeline.items]
    assert any("(back a step)" in text for text in items)
    assert any("(The customer was contacted)" in text for text in items)


def test_all_limits_stand_in_a_table_by_layer(shown: Shown) -> None:
    ticket = begin(shown, class_code="safety", subtype="safety.damaged")
    shown.seat.do(SetWaiting(ticket.uid, "customer", None, ""))
    shown.settle(0.05)
    shown.page.timeline.setFocus()
    key(shown, Qt.Key.Key_I)
    shown.until(lambda: isinstance(shown.page.acting.panel, LimitPanel))
    panel = shown.page.acting.panel
    assert isinstance(panel, LimitPanel)
    text = panel.table.text()
    for word in ("Within the team", "Towards the customer", "By law", "since the ticket was made"):
        assert word in text
    lines = shown.seat.desk.limit_lines(ticket.uid)
    assert all(line.name_en in text for line in lines)
    key(shown, Qt.Key.Key_Escape)
    assert shown.page.acting.panel is None


def test_a_chip_that_the_keyboard_reaches_shows_the_sums_and_leaves_with_it(shown: Shown) -> None:
    begin(shown, class_code="safety", subtype="safety.damaged")
    chip = shown.page.header.findChildren(LimitChipButton)[0]
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    shown.until(lambda: shown.page.limiting.peek is not None)
    assert QApplication.focusWidget() is chip
    shown.page.timeline.setFocus()
    shown.until(lambda: shown.page.limiting.peek is None)


def test_digits_choose_and_delete_takes_back(qtbot: Any) -> None:
    options = Options((("a", "First"), ("b", "Second")))
    qtbot.addWidget(options)
    options.show()
    options.setFocus()
    told: list[str] = []
    options.picked.connect(told.append)
    QTest.keyClick(options.focusProxy(), Qt.Key.Key_2)
    assert options.code() == "b"
    QTest.keyClick(options.focusProxy(), Qt.Key.Key_Delete)
    assert options.code() == ""
    assert told == ["b", ""]
    QTest.keyClick(options, Qt.Key.Key_7)
    assert options.code() == ""


def _at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=ZONE).timestamp() * 1000)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("now", NOON),
        ("现在", NOON),
        ("14:05", _at(2026, 11, 22, 14, 5)),
        ("14：05", _at(2026, 11, 22, 14, 5)),
        ("9点", _at(2026, 11, 22, 9)),
        ("tomorrow 9:00", _at(2026, 11, 23, 9)),
        ("昨天 18:30", _at(2026, 11, 21, 18, 30)),
        ("11-03 14:05", _at(2026, 11, 3, 14, 5)),
        ("01-05", _at(2027, 1, 5)),
        ("2026-02-28 08:00", _at(2026, 2, 28, 8)),
        ("2月28日 08:00", _at(2027, 2, 28, 8)),
        ("25:00", None),
        ("02-30", None),
        ("soon", None),
        ("", None),
        ("14:05 14:06", None),
    ],
)
def test_a_moment_as_people_type_it(text: str, wanted: int | None) -> None:
    assert read_moment(text, ZONE, NOON) == wanted


@given(st.text(max_size=24))
def test_no_text_breaks_the_reading_of_a_moment(text: str) -> None:
    found = read_moment(text, ZONE, NOON)
    assert found is None or isinstance(found, int)


def test_what_a_rule_did_names_its_version(shown: Shown) -> None:
    from workstation.domain.conversation import Entry

    data = {
        "event": "automation",
        "rule": "late@2026.1",
        "name": {"zh": "超时", "en": "Late"},
        "acts": ["raise"],
    }
    entry = Entry("e", "t", NOON, "system", data=data)
    assert tell(entry, shown.page.names, {}).about == "By rule “Late” (2026.1): raise the priority"
