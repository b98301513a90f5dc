from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.pages import Caller
from ui.shell.side import DRAFTS, NOTICES, SCRIPTS, SHARED
from workstation.actions.tickets import ChangePriority, ResolveTicket
from workstation.desk import Desk
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid
from workstation.domain.pages import QueueRow, SyncState
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter, built_in
from workstation.store import state

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def row(desk: Desk) -> QueueRow:
    return desk.read.page(Filter(open=True), "due_at", 1)[0]


def test_every_view_stands_at_the_side_with_its_count(
    window: MainWindow, desk: Desk, settle: Settle
) -> None:
    settle()
    keys = [entry.key for entry in window.side.list.entries if entry.key]
    wanted = [view.uid for view in built_in(desk.agent.uid, desk.agent.groups)]
    assert keys == [*wanted, DRAFTS, NOTICES, SCRIPTS, SHARED]
    counts = {entry.key: entry.count for entry in window.side.list.entries}
    assert counts["view:all"] == 60


def test_counts_follow_a_change(
    window: MainWindow, bridge: Bridge, row: QueueRow, settle: Settle, qtbot: QtBot
) -> None:
    settle()
    before = {e.key: e.count for e in window.side.list.entries}["view:closed"] or 0
    bridge.do(ResolveTicket(row.uid, "solved"))

    def counted() -> bool:
        return (({e.key: e.count for e in window.side.list.entries}["view:closed"]) or 0) >= before

    qtbot.waitUntil(counted)


def test_keys_go_to_views(window: MainWindow) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.side.list.current == "view:unassigned"
    assert "Unassigned" in window.windowTitle()


def test_an_act_is_said_and_can_be_undone(
    window: MainWindow, bridge: Bridge, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    other = 1 if row.priority != 1 else 4
    bridge.do(ChangePriority(row.uid, other))
    settle()
    assert window.notice.text == "Priority changed"
    window.commands.run("work.undo")
    settle()
    settle()
    ticket = desk.read.ticket(row.uid)
    assert ticket is not None
    assert (ticket.priority, window.notice.text) == (row.priority, "Undone")


def test_a_refusal_is_a_sentence_in_the_notice_bar(window: MainWindow, bridge: Bridge) -> None:
    bridge.refused.emit(Refusal("ticket_done", number="T-7"))
    assert window.notice.text == "Ticket T-7 is finished. Reopen it first."


def test_an_error_is_said_and_stays(window: MainWindow, bridge: Bridge) -> None:
    bridge.failed.emit(ValueError("odd"))
    assert "odd" in window.notice.text
    assert window.notice.leaves_in_ms() is None


def test_a_ticket_opens_beside_the_list_and_closes(window: MainWindow, row: QueueRow) -> None:
    assert not window.panes.panel_open
    window.open_ticket(row.uid)
    sizes = window.panes.sizes()
    assert window.panes.panel_open
    assert sizes[1] >= 320
    assert sizes[2] >= 400
    window.commands.run("window.wide")
    assert window.panes.centre.isHidden()
    window.commands.run("window.wide")
    window.commands.run("ticket.close")
    assert (window.panes.panel_open, window.panes.centre.isHidden()) == (False, False)


def test_a_wide_page_sets_the_ticket_aside_and_the_list_brings_it_back(
    window: MainWindow, row: QueueRow
) -> None:
    window.open_ticket(row.uid)
    window.commands.run("desk.preferences")
    assert not window.panes.panel_open
    window.page("preferences").closed.emit()
    assert window.panes.panel_open
    window.close_panel()
    window.commands.run("desk.preferences")
    window.show_queue()
    assert not window.panes.panel_open, "what was closed stays closed"


def test_the_window_fits_a_small_screen(window: MainWindow, row: QueueRow) -> None:
    window.open_ticket(row.uid)
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 720


def test_take_next_says_when_there_is_nothing(
    window: MainWindow, bridge: Bridge, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge.desk, "take_next", lambda: bridge.desk.ask(lambda _reader: None))
    window.commands.run("work.take_next")
    settle()
    assert window.notice.text == "No ticket is waiting in your groups."


def test_a_call_opens_a_new_ticket(window: MainWindow) -> None:
    window.new_ticket(Caller("13800138000", "王芳"))
    assert window.panes.panel.currentWidget() is window.page("intake")


def test_drafts_are_listed_and_open_their_ticket(
    window: MainWindow, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    desk.save_draft(Draft(new_uid(), row.uid, "reply", "half a sentence", saved_at=1))
    window.commands.run("work.drafts")
    tray = window.page("drafts")
    assert [line.about for line in tray.list.lines()] == ["half a sentence"]
    tray.list.opened.emit(tray.list.lines()[0].key)
    assert window.page("ticket").current() == row.uid


def test_the_shared_database_has_a_page_of_its_own(window: MainWindow, settle: Settle) -> None:
    for id in ("work.refused", "desk.shared"):
        window.show_queue()
        window.commands.run(id)
        settle()
        assert window.panes.centre.currentWidget() is window.page("shared")
        assert window.side.list.current == SHARED
    assert window.page("shared").needs.cards == []


def test_a_click_on_the_status_line_tells_all_of_it(window: MainWindow, settle: Settle) -> None:
    window.status_line.sync_pressed.emit()
    settle()
    assert window.panes.centre.currentWidget() is window.page("shared")


def test_the_status_line_says_where_the_desk_stands(window: MainWindow, bridge: Bridge) -> None:
    assert window.status_line.sentence == "Not shared"
    bridge.state_changed.emit(SyncState("waiting", "x", waiting=3, refused=2))
    assert window.status_line.sentence == "3 waiting · 2 refused"
    counts = {entry.key: entry.count for entry in window.side.list.entries}
    assert counts[SHARED] == 2


def test_another_agent_can_sit_down(window: MainWindow, desk: Desk) -> None:
    other = next(a for a in desk.read.agents() if a.uid != desk.agent.uid and a.active)
    window.commands.run("desk.agent")
    window.finder.line.setText(other.name)
    QTest.keyClick(window.finder.line, Qt.Key.Key_Return)
    assert desk.agent.uid == other.uid
    assert desk.settings.agent == other.uid
    assert other.name in window.notice.text


def test_the_palette_finds_and_runs_a_command(window: MainWindow) -> None:
    window.commands.run("desk.palette")
    assert window.finder.isVisible()
    QTest.keyClicks(window.finder.line, "draf")
    QTest.keyClick(window.finder.line, Qt.Key.Key_Return)
    assert not window.finder.isVisible()
    assert window.side.list.current == DRAFTS
    window.commands.run("desk.palette")
    QTest.keyClick(window.finder.line, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()


@pytest.mark.parametrize("id", ["desk.shortcuts", "desk.about"])
def test_sheets_open_and_close(window: MainWindow, id: str, qtbot: QtBot) -> None:
    window.commands.run(id)
    sheet = window.findChild(QDialog)
    assert sheet is not None
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_f6_walks_through_the_parts(window: MainWindow, row: QueueRow) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.side.list.setFocus()
    window.commands.run("window.next_pane")
    assert not window.side.list.hasFocus()


def test_place_and_view_are_there_the_next_time(
    window: MainWindow, bridge: Bridge, row: QueueRow
) -> None:
    window.side.choose("view:all")
    window.open_ticket(row.uid)
    window.flush()
    again = MainWindow(bridge, window.memory)
    again.begin()
    assert again.side.list.current == "view:all"
    assert again.page("ticket").current() == row.uid
    again.deleteLater()


def test_preferences_tell_what_is_wanted(window: MainWindow) -> None:
    told: list[tuple[str, str, int]] = []
    window.appearance_wanted.connect(lambda *facts: told.append(facts))
    window.commands.run("desk.preferences")
    page = window.page("preferences")
    page.theme.choose("dark")
    page.theme.picked.emit("dark")
    assert told == [("en", "dark", 100)]


def test_every_command_does_something_somewhere(window: MainWindow) -> None:
    for name in ("queue", "ticket", "intake", "import", "claims", "rules", "scripts"):
        window.page(name)
    assert window.commands.unbound() == []


def test_the_side_marks_what_is_shown(window: MainWindow, settle: Settle) -> None:
    window.side.choose("view:all")
    mark = window.side.list
    window.commands.run("work.drafts")
    assert mark.current == DRAFTS
    window.commands.run("desk.preferences")
    assert mark.current == ""
    window.flush()
    assert window.memory.facts_of("pages")["view"] == "view:all"
    window.show_queue()
    assert mark.current == "view:all"
    window._on_searched("1")
    assert mark.current == ""
    window._on_searched("")
    assert mark.current == "view:all"
    settle()


def test_a_tray_opened_by_its_key_takes_the_keyboard(window: MainWindow) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.commands.run("work.drafts")
    focus = window.focusWidget()
    assert focus is not None
    assert window.page("drafts").isAncestorOf(focus)


def test_the_status_line_hints_at_a_wrong_clock_and_at_rights_by_goodwill(
    window: MainWindow, bridge: Bridge
) -> None:
    line = window.status_line
    bridge.state_changed.emit(SyncState("in_step", "x", authority=True))
    assert line.hint == ""
    bridge.state_changed.emit(
        SyncState("in_step", "x", advisory=True, clock_offset_ms=3_600_000, last_exchange_at=1)
    )
    assert line.hint == "clock is wrong · rights advisory"
    assert "1 h slow" in line.tip
    assert "cannot tell people apart" in line.tip
    assert "Shift+F5" in line.tip


def test_the_status_line_tells_the_stages_of_a_first_copy(
    window: MainWindow, bridge: Bridge
) -> None:
    state = SyncState("waiting", "x", stage="open", done=10, total=40)
    bridge.state_changed.emit(state)
    assert window.status_line.sentence == "First copy: open tickets 25 %"
    bridge.state_changed.emit(SyncState("in_step", "x", stage="history", done=1_200))
    assert window.status_line.sentence == "Older tickets coming in 1,200"


def test_at_a_desk_with_a_login_nobody_else_sits_down(
    window: MainWindow, desk: Desk, settle: Settle
) -> None:
    desk.writer.submit(lambda c: state.write(c, "hub_agent", desk.agent.uid)).result()
    window.commands.run("desk.agent")
    assert not window.finder.isVisible()
    assert "belongs to one person" in window.notice.text


def test_offline_no_new_ticket_is_given_out_and_that_is_explained(
    window: MainWindow, desk: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: Future[None] = Future()
    broken.set_exception(Refusal("hub_unreachable", reason="refused"))
    monkeypatch.setattr(desk, "take_next", lambda: broken)
    window.commands.run("work.take_next")
    settle()
    assert window.notice.text.startswith("No new ticket can be given out while the line is down")
