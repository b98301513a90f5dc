"""A person who goes to another page while an answer is on its way, for tests."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget


def go_elsewhere(page: QWidget) -> QLineEdit:
    """Another part of the window has the keyboard, and the page is seen no more."""
    line = QLineEdit(page.window())
    line.show()
    page.hide()
    line.setFocus()
    return line


def is_left_alone(line: QLineEdit) -> bool:
    """Whether the keyboard is where the person put it."""
    return line.window().focusWidget() is line
