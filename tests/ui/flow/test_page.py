"""The picture of a procedure: walked by keys, zoomed, told step by step, saved and shown on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.elsewhere import go_elsewhere, is_left_alone
from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.flow.page import FlowPage
from workstation.desk import Desk
from workstation.domain.view import Filter

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(bridge: Bridge, settle: Settle, qtbot: object) -> Iterator[FlowPage]:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    window = QWidget()
    made = FlowPage(bridge, Commands(window), window)
    column = QVBoxLayout(window)
    column.addWidget(made)
    window.resize(1100, 700)
    window.show()
    window.activateWindow()
    made.show_group("seasonal")
    settle()
    made.activate()
    yield made
    window.close()
    window.deleteLater()


def test_every_group_has_its_picture_to_learn_by(
    page: FlowPage, desk: Desk, settle: Settle
) -> None:
    for code, procedure in desk.rules.procedures.items():
        page.show_group(code)
        settle()
        assert page.header.title == procedure.name("en")
        assert page.groups.code() == code
        page.canvas.fit()
        inside = page.canvas.viewport().rect()
        assert all(inside.contains(page.canvas.centre_of(step.code)) for step in procedure.steps)


def test_arrows_walk_and_details_follow(page: FlowPage) -> None:
    canvas = page.canvas
    assert canvas.step == "received"
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.step == "classified"
    assert page.details.title.text() == "Classified"
    assert "locked when" in page.details.ways.text()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.step == "received"
    assert "What the customer says" in page.details.forms.text()


def test_zoom_by_keys_keeps_its_place_and_home_shows_all(page: FlowPage) -> None:
    canvas = page.canvas
    before = canvas.zoom
    QTest.keyClick(canvas, Qt.Key.Key_Plus, CTRL)
    assert canvas.zoom > before
    QTest.keyClick(canvas, Qt.Key.Key_0, CTRL)
    assert canvas.zoom == 100
    assert canvas.viewport().rect().contains(canvas.centre_of(canvas.step))
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.zoom < before
    assert page.percent.text() == f"{canvas.zoom} %"


def test_the_mouse_shows_a_step_while_it_rests_there(page: FlowPage) -> None:
    canvas = page.canvas
    canvas.fit()
    place = canvas.centre_of("routed")
    QTest.mouseMove(canvas.viewport(), place)
    QTest.mouseClick(
        canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert page.details.title.text() == "Routed to the group"
    QTest.mouseMove(canvas.viewport(), QPoint(2, 2))
    assert canvas.step == "routed"


def test_a_ticket_stands_on_its_step_and_is_come_back_to(
    page: FlowPage, desk: Desk, settle: Settle
) -> None:
    rows = desk.read.page(Filter(open=True), "due_at", 60)
    ticket = next(t for t in (desk.read.ticket(row.uid) for row in rows) if t and t.step)
    page.show_ticket(ticket.uid)
    settle()
    assert page.canvas.step == ticket.step
    assert page.canvas.zoom == 100
    opened: list[str] = []
    page.ticket_opened.connect(opened.append)
    page.leave()
    assert opened == [ticket.uid]


def test_it_is_drawn_anew_in_the_colours_of_another_theme(
    page: FlowPage, settle: Settle, qapp: object
) -> None:
    drawn = page._drawn
    assert drawn is not None
    light = drawn.scene.palette
    theme.apply(qapp, "dark")  # type: ignore[arg-type]
    settle()
    assert page._drawn is not None
    assert page._drawn.scene.palette.page != light.page
    assert page._drawn.scene.palette.ink != light.ink


def test_it_is_saved_by_its_ending_and_shown_as_on_paper(
    page: FlowPage, settle: Settle, tmp_path: Path, qtbot: object
) -> None:
    page.save_to(tmp_path / "a.svg")
    page.save_to(tmp_path / "b", "pdf")
    settle()
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<?xml")
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
    page.print()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 2)  # type: ignore[attr-defined]
    assert page.preview.pages.count == 1
    page.leave()
    assert page.stack.currentIndex() == 0
    settle()


def test_where_it_cannot_be_saved_is_said(
    page: FlowPage, settle: Settle, tmp_path: Path, bridge: Bridge
) -> None:
    refused: list[str] = []
    bridge.refused.connect(lambda refusal: refused.append(refusal.code))
    page.save_to(tmp_path / "nowhere" / "a.svg")
    settle()
    assert refused == ["file_unusable"]


def test_a_paper_that_is_drawn_late_leaves_the_keyboard_where_it_is(
    page: FlowPage, settle: Settle
) -> None:
    page.print()
    line = go_elsewhere(page)
    settle()
    assert page.stack.currentIndex() == 2
    assert is_left_alone(line)
