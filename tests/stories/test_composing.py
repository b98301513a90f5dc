"""An input method is open: Enter chooses a candidate, letters are letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.conftest import Sit
from tests.stories.person import Person
from tests.ui.keys import commit, compose


@pytest.fixture
def me(office: Path, sit: Sit) -> Person:
    person = sit(office)
    person.open(person.numbers()[0])
    return person


def test_enter_confirming_a_candidate_never_sends_a_reply(me: Person) -> None:
    uid, edit = me.page.current(), me.page.reply.edit
    before = len(me.desk.read.detail(uid).entries)
    me.press("R")
    me.say("您好，")
    compose(edit, "ma shang")
    me.press("Return", "Ctrl+Return", "Ctrl+Shift+Return", "Escape")
    assert me.page.acting.panel is None
    assert me.page.current() == uid
    commit(edit, "马上处理")
    assert edit.toPlainText() == "您好，马上处理"
    assert len(me.desk.read.detail(uid).entries) == before


def test_letters_of_a_composition_are_no_shortcuts(me: Person) -> None:
    number, view = me.shown.number, me.window.side.list.current
    me.press("R")
    compose(me.page.reply.edit, "w")
    me.press("W", "T", "C", "J", "F8", "Ctrl+1", "F2")
    assert me.page.acting.panel is None
    assert me.shown.number == number
    assert me.window.side.list.current == view
    assert me.window.panes.panel.currentWidget() is me.page
    commit(me.page.reply.edit, "完")


def test_a_search_waits_for_the_candidate(me: Person) -> None:
    box, shown = me.window.top_bar.search, me.numbers()
    me.press("Ctrl+F")
    box.clear()
    me.until(lambda: me.queue._search == "")
    before = me.numbers()
    compose(box, "hua ping")
    me.press("Return")
    assert me.numbers() == before
    assert box.hasFocus()
    commit(box, shown[0])
    me.until(lambda: me.numbers() == shown[:1])


def test_an_intake_is_not_created_by_the_enter_of_a_candidate(me: Person) -> None:
    count = me.one("SELECT count(*) FROM ticket")
    me.press("F2")
    me.type("13900009999")
    me.press("Alt+W")
    words = me.window.page("intake").form.words
    compose(words, "hua ping")
    me.press("Return", "Ctrl+Return", "F12")
    assert me.one("SELECT count(*) FROM ticket") == count
    commit(words, "花瓶")
    assert words.toPlainText() == "花瓶"
