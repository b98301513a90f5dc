from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.queue.conftest import EVERYTHING
from ui.queue.columns import COLUMNS, DEFAULT, PLACES, column_of, next_order
from ui.queue.page import QueuePage
from workstation.domain.view import ORDERS


def test_only_indexed_orders_are_offered() -> None:
    offered = {order for column in COLUMNS for order in column.orders}
    assert offered == set(ORDERS)
    assert next_order("subject", "due_at") == ""
    assert next_order("created_at", "-created_at") == "created_at"
    assert next_order("created_at", "created_at") == "-created_at"
    assert next_order("due_at", "number") == "due_at"
    assert column_of("-last_activity_at") == ("last_activity_at", True)
    assert column_of("nothing") == ("", False)


def test_columns_are_chosen_moved_sized_and_stay_so(page: QueuePage) -> None:
    view = page.view
    view.show_columns(("subject", "number", "channel"))
    view.horizontalHeader().resizeSection(PLACES["number"], 222)
    view.set_compact(True)
    kept = page.state()
    assert kept["columns"] == ["subject", "number", "channel"]

    view.show_columns(DEFAULT)
    view.set_widths({})
    page.restore(kept)
    assert view.columns() == ("subject", "number", "channel")
    assert view.horizontalHeader().sectionSize(PLACES["number"]) == 222
    assert view.compact
    page.restore({"columns": ["no such"], "widths": {"number": "wide"}, "compact": 3})
    assert view.columns() == DEFAULT


def test_the_subject_takes_the_room_that_is_left(page: QueuePage) -> None:
    page.view.show_columns(("number", "subject"))
    header = page.view.horizontalHeader()
    assert header.length() == page.view.viewport().width()


def test_a_header_sorts_by_what_it_shows(page: QueuePage, settle) -> None:
    header = page.view.horizontalHeader()

    def press(code: str) -> None:
        x = header.sectionViewportPosition(PLACES[code]) + 20
        QTest.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2)
        )
        settle()

    press("number")
    assert page.model.order == "number"
    first = page.model.shown(0)
    assert first is not None
    assert first.row.number == "0-00001"
    press("subject")
    assert page.model.order == "number"
    assert header.sortIndicatorSection() == PLACES["number"]


def test_a_views_own_columns_do_not_touch_the_desks(page: QueuePage, settle) -> None:
    from dataclasses import replace

    own = page.view.columns()
    page.show_view(replace(EVERYTHING, uid="x", code="", columns=("number", "owner")))
    settle()
    assert page.view.columns() == ("number", "owner")
    page.show_view(EVERYTHING)
    assert page.view.columns() == own
    settle()
