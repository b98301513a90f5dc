from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget

from tests.ui.keys import commit, compose
from ui.commands import Commands
from ui.widgets.composing_edit import ComposingTextEdit


class Desk(QWidget):
    """A window with a ticket, and in the ticket a reply."""

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.commands = Commands(self)
        self.list = QWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.ticket = QWidget()
        self.reply = ComposingTextEdit()
        self.line = QLineEdit()
        inside = QVBoxLayout(self.ticket)
        inside.addWidget(self.reply)
        column = QVBoxLayout(self)
        for part in (self.list, self.ticket, self.line):
            column.addWidget(part)

    def bind(self, scope: QWidget, id: str, *, ready: bool = True) -> None:
        self.commands.bind(scope, id, lambda: self.ran.append(id), lambda: ready)


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Desk]:
    made = Desk()
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.list.setFocus()
    yield made
    made.close()
    made.deleteLater()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_key_runs_the_command_that_is_bound(shown: Desk) -> None:
    shown.bind(shown, "work.take_next")
    press(Qt.Key.Key_F8)
    assert shown.ran == ["work.take_next"]


def test_a_letter_is_a_command_in_the_list_and_a_letter_in_a_text(shown: Desk) -> None:
    shown.bind(shown.ticket, "ticket.assign")
    press(Qt.Key.Key_A)
    shown.line.setFocus()
    press(Qt.Key.Key_A)
    shown.reply.setFocus()
    press(Qt.Key.Key_A)
    assert shown.ran == ["ticket.assign"]
    assert (shown.line.text(), shown.reply.toPlainText()) == ("a", "a")


def test_the_binding_nearest_to_the_keyboard_gets_the_key(shown: Desk) -> None:
    shown.bind(shown.ticket, "ticket.resolve")
    shown.bind(shown.reply, "reply.send")
    press(Qt.Key.Key_Return, CTRL)
    assert shown.ran == ["ticket.resolve"]
    shown.reply.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert shown.ran == ["ticket.resolve", "reply.send"]


def test_an_inner_command_that_may_not_run_does_not_pass_its_key_outwards(shown: Desk) -> None:
    shown.bind(shown.ticket, "ticket.resolve")
    shown.bind(shown.reply, "reply.send", ready=False)
    shown.reply.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert shown.ran == [], "sending nothing must never resolve"


def test_what_goes_first_has_the_key_wherever_the_focus_is_while_it_may_run(shown: Desk) -> None:
    told: list[str] = []
    may = [True]
    bind = shown.commands.bind
    bind(shown, "work.undo", lambda: told.append("window"))
    bind(shown.ticket, "work.undo", lambda: told.append("first"), lambda: may[0], first=True)
    shown.list.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    may[0] = False
    press(Qt.Key.Key_Z, CTRL)
    may[0] = True
    shown.ticket.hide()
    press(Qt.Key.Key_Z, CTRL)
    assert told == ["first", "window", "window"]


def test_the_enter_of_the_number_block_is_enter(shown: Desk) -> None:
    shown.bind(shown.ticket, "ticket.resolve")
    press(Qt.Key.Key_Enter, CTRL)
    assert shown.ran == ["ticket.resolve"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F8, Qt.Key.Key_Z])
def test_nothing_fires_while_an_input_method_composes(shown: Desk, key: Qt.Key) -> None:
    for id in ("work.take_next", "work.undo"):
        shown.bind(shown, id)
    shown.bind(shown.reply, "reply.send")
    shown.reply.setFocus()
    compose(shown.reply, "nihao")
    press(key, CTRL)
    press(key)
    assert shown.ran == []
    commit(shown.reply, "你好")
    assert shown.reply.toPlainText().endswith("你好")
    press(Qt.Key.Key_Return, CTRL)
    assert shown.ran == ["reply.send"]


def test_undo_inside_a_text_is_the_texts_own(shown: Desk) -> None:
    shown.bind(shown, "work.undo")
    shown.line.setFocus()
    QTest.keyClicks(shown.line, "abc")
    press(Qt.Key.Key_Z, CTRL)
    assert (shown.line.text(), shown.ran) == ("", [])
    shown.list.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert shown.ran == ["work.undo"]


def test_a_closed_combo_box_keeps_its_letters(shown: Desk) -> None:
    box = QComboBox(shown)
    box.addItems(["alpha", "jupiter"])
    shown.layout().addWidget(box)  # type: ignore[union-attr]
    shown.bind(shown, "queue.next")
    box.show()
    box.setFocus()
    press(Qt.Key.Key_J)
    assert (shown.ran, box.currentText()) == ([], "jupiter")


def test_what_may_not_run_is_not_offered(shown: Desk) -> None:
    shown.bind(shown, "work.take_next", ready=False)
    shown.bind(shown, "work.import")
    assert [command.id for command in shown.commands.available()] == ["work.import"]
    assert not shown.commands.run("work.take_next")
    assert not shown.commands.run("work.export")


def test_an_action_for_buttons_runs_its_command(shown: Desk) -> None:
    told: list[str] = []
    shown.commands.ran.connect(told.append)
    shown.bind(shown, "work.import")
    action = shown.commands.action("work.import")
    action.trigger()
    assert (shown.ran, told) == (["work.import"], ["work.import"])
    assert "Ctrl+I" in action.toolTip()


def test_a_binding_ends_with_its_scope(shown: Desk) -> None:
    scope = QWidget(shown)
    shown.bind(scope, "work.export")
    scope.setParent(None)
    scope.deleteLater()
    QTest.qWait(1)
    assert not shown.commands.ready("work.export")


def test_an_unknown_command_cannot_be_bound(shown: Desk) -> None:
    with pytest.raises(KeyError):
        shown.bind(shown, "work.unknown")
