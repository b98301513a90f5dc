"""When a late answer may move the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.widgets.keyboard import is_at


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.page, made.other = QWidget(), QLineEdit()
    made.line = QLineEdit()
    QHBoxLayout(made.page).addWidget(made.line)
    row = QHBoxLayout(made)
    row.addWidget(made.page)
    row.addWidget(made.other)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_keyboard_is_at_the_part_that_holds_it(window):
    window.line.setFocus()
    assert is_at(window.page)
    assert is_at(window.line)
    assert not is_at(window.other)


def test_it_is_nowhere_else_where_nothing_that_is_seen_holds_it(window):
    window.other.setFocus()
    window.other.hide()
    assert is_at(window.page)


def test_it_is_never_at_what_is_not_seen(window):
    window.line.setFocus()
    window.page.hide()
    assert not is_at(window.page)
