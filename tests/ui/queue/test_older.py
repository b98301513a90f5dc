"""Searching on in the shared database when this desk keeps only a part."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QLabel

from ui.main_window import MainWindow
from workstation.desk import Desk
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal

Settle = Callable[[], None]


@pytest.fixture
def partial(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that keeps the last ninety days only."""
    monkeypatch.setattr(desk, "sync_state", lambda: SyncState("in_step", "x"))
    desk.change_settings(history_days=90)
    return desk


def answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], Future[int]]:
    asked: list[str] = []
    coming: Future[int] = Future()

    def search(words: str) -> Future[int]:
        asked.append(words)
        return coming

    monkeypatch.setattr(desk, "search_history", search)
    return asked, coming


def test_few_hits_offer_to_look_further(
    window: MainWindow, partial: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, coming = answer(partial, monkeypatch)
    older = window.page("queue").older
    window._on_search_entered("nobody knows this")
    settle()
    assert older.bar.isVisible()
    assert "shared database has more" in older.bar.text
    older.bar.button.click()
    assert asked == ["nobody knows this"]
    assert older.bar.text.startswith("Looking")
    coming.set_result(3)
    settle()
    settle()
    assert older.bar.text.startswith("3 more")
    assert older.bar.button.isHidden()
    window._on_search_entered("something else")
    settle()
    assert older.bar.text.startswith("Only what this desk keeps"), "other words, another offer"
    window._on_searched("")
    assert older.bar.isHidden()


def test_a_desk_that_has_everything_offers_nothing(
    window: MainWindow, desk: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "sync_state", lambda: SyncState("in_step", "x"))
    window._on_search_entered("nobody knows this")
    settle()
    assert window.page("queue").older.bar.isHidden()
    monkeypatch.setattr(desk, "sync_state", lambda: SyncState("in_step", "x", stage="history"))
    window._on_search_entered("nor this")
    settle()
    assert "still coming in" in window.page("queue").older.bar.text


def test_offline_says_why_and_offers_it_again(
    window: MainWindow, partial: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    _asked, coming = answer(partial, monkeypatch)
    window._on_search_entered("nobody knows this")
    settle()
    window.commands.run("work.older")
    coming.set_exception(Refusal("hub_unreachable", reason="refused"))
    settle()
    older = window.page("queue").older
    assert "does not answer" in older.bar.text
    assert older.bar.button.isVisible()


def test_an_empty_list_says_that_tickets_are_still_coming_in(
    window: MainWindow, desk: Desk, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "sync_state", lambda: SyncState("waiting", "x", stage="open"))
    window._on_search_entered("nobody knows this")
    settle()
    told = [label.text() for label in window.page("queue").empty.findChildren(QLabel)]
    assert "Tickets are still coming in" in told


def test_nothing_to_look_for_is_said(window: MainWindow, partial: Desk) -> None:
    window.commands.run("work.older")
    assert window.notice.text.startswith("Search for something first")
