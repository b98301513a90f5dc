"""A scanner's burst is heard anywhere but in texts; a person's keys go where they always went."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.scanning import Scanning

CODE = "AC1:LP2026-000123:1:ABCDEFGHIJKLMNOP"


@pytest.fixture
def host(qapp):
    made = QMainWindow()
    middle = QWidget()
    column = QVBoxLayout(middle)
    made.rows, made.line = QListWidget(), QLineEdit()
    column.addWidget(made.rows)
    column.addWidget(made.line)
    made.setCentralWidget(middle)
    made.pressed = []
    made.scanning = Scanning(made, lambda key: key == "Shift+A" and not made.pressed.append(key))
    made.heard = []
    made.scanning.scanned.connect(made.heard.append)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()
    made.deleteLater()


def scan(widget: QWidget, text: str) -> None:
    for letter in text:
        shift = Qt.KeyboardModifier.ShiftModifier if letter.isupper() or letter == ":" else None
        QTest.keyClick(widget, letter, shift or Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def test_a_burst_is_heard_where_no_text_is(host) -> None:
    host.rows.setFocus()
    scan(host.rows, CODE)
    assert host.heard == [CODE]


def test_a_text_keeps_what_is_scanned_into_it(host) -> None:
    host.line.setFocus()
    scan(host.line, CODE)
    assert host.heard == []
    assert host.line.text() == CODE


def test_a_key_that_was_held_back_does_what_it_does(host, qtbot: QtBot) -> None:
    host.rows.setFocus()
    QTest.keyClick(host.rows, "A", Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: host.pressed == ["Shift+A"])
    assert host.heard == []


def test_what_only_begins_like_a_code_goes_on_to_the_focus(host, qtbot: QtBot) -> None:
    host.rows.addItems(["Abc", "ACx"])
    host.rows.setFocus()
    host.scanning._press = lambda _key: False
    scan(host.rows, "ACx")
    qtbot.waitUntil(lambda: host.rows.currentRow() == 1)
    assert host.heard == []
