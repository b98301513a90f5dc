from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.queue import marks
from ui.queue.page import QueuePage

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def press(page: QueuePage) -> Callable[..., None]:
    """Press a key in the list."""
    none = Qt.KeyboardModifier.NoModifier
    return lambda key, with_=none: QTest.keyClick(page.view, key, with_)


def click(page: QueuePage, row: int, x: int = 120, with_=Qt.KeyboardModifier.NoModifier) -> None:
    at = QPoint(x, page.view.rowViewportPosition(row) + 5)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, with_, at)


def test_keys_move_the_cursor_and_tell_the_ticket(page, press) -> None:
    chosen: list[str] = []
    page.ticket_chosen.connect(chosen.append)
    press(KEY.Key_Down)
    page.step(1)
    assert page.view.currentIndex().row() == 2
    press(KEY.Key_End)
    assert page.view.currentIndex().row() == 59
    press(KEY.Key_Down)
    press(KEY.Key_PageUp)
    page.step(-1)
    press(KEY.Key_Home)
    press(KEY.Key_Up)
    assert page.view.currentIndex().row() == 0
    assert chosen[0] == page.model.uid_at(1)
    assert chosen[-1] == page.model.uid_at(0)
    assert all(a != b for a, b in pairwise(chosen))


def test_enter_and_double_click_open(page, press, qtbot) -> None:
    opened: list[str] = []
    page.ticket_opened.connect(opened.append)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    at = QPoint(120, page.view.rowViewportPosition(4) + 5)
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [page.model.uid_at(1), page.model.uid_at(4)]


def test_space_ticks_and_moving_keeps_the_ticks(page, press) -> None:
    press(KEY.Key_Space)
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Space)
    assert page.view.marks.ids == {page.model.id_at(0), page.model.id_at(2)}
    assert page.bulk_bar.isVisible()
    press(KEY.Key_Space)
    assert page.view.marks.ids == {page.model.id_at(0)}
    press(KEY.Key_Escape)
    assert page.view.marks.ids == set()
    assert not page.bulk_bar.isVisible()


def test_shift_ticks_a_range_that_can_shrink(page, press) -> None:
    press(KEY.Key_Down)
    for _n in range(3):
        press(KEY.Key_Down, SHIFT)
    assert page.view.marks.ids == set(page.model.ids_between(1, 4))
    press(KEY.Key_Up, SHIFT)
    assert page.view.marks.ids == set(page.model.ids_between(1, 3))


def test_the_mouse_ticks_too(page) -> None:
    click(page, 1, x=15)
    click(page, 3, with_=CONTROL)
    assert page.view.marks.ids == {page.model.id_at(1), page.model.id_at(3)}
    click(page, 5, with_=SHIFT)
    assert page.view.marks.ids == {page.model.id_at(1), *page.model.ids_between(3, 5)}
    click(page, 8)
    assert page.view.currentIndex().row() == 8
    assert len(page.view.marks.ids) == 4


def test_ticking_all_is_bounded_and_said(page, press, monkeypatch) -> None:
    monkeypatch.setattr(marks, "MOST", 40)
    said: list[str] = []
    page.noticed.connect(lambda text, _kind: said.append(text))
    press(KEY.Key_A, CONTROL)
    assert len(page.view.marks.ids) == 40
    assert said


def test_rows_are_copied_as_a_table(page, press) -> None:
    press(KEY.Key_Space)
    press(KEY.Key_Down)
    press(KEY.Key_Space)
    press(KEY.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 2
    cells = dict(zip(page.view.columns(), lines[0].split("\t"), strict=True))
    shown = next(s for n in (0, 1) if (s := page.model.shown(n)).row.number == cells["number"])
    assert cells["waybill"] == shown.row.waybill
    assert cells["subject"] == shown.row.subject


def test_a_ticket_is_selected_by_its_uid(page) -> None:
    uid = page.model.uid_at(44)
    chosen: list[str] = []
    page.ticket_chosen.connect(chosen.append)
    page.select(uid)
    assert page.current() == uid
    assert chosen == []
    page.select("no such ticket")
    assert page.current() == uid


def test_all_is_painted_in_both_densities(page) -> None:
    page.view.marks.toggle(2)
    wide = page.grab()
    assert not wide.isNull()
    page.view.set_compact(True)
    assert page.view.row_height() < 30
    assert page.grab().toImage() != wide.toImage()
