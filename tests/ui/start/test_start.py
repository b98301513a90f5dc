from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.shell import places
from ui.start.page import StartPage
from ui.start.trouble import show_trouble
from ui.start.window import StartWindow
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage("中文")
    qtbot.addWidget(made)
    made.show()
    return made


def chosen(page: StartPage) -> list[tuple[str, object]]:
    told: list[tuple[str, object]] = []
    page.chosen.connect(lambda kind, facts: told.append((kind, facts)))
    return told


def test_the_sample_team_is_one_click_away(page: StartPage) -> None:
    told = chosen(page)
    page.cards[0].click()
    assert told == [("sample", {})]


def test_a_desk_of_ones_own_asks_for_name_and_groups(page: StartPage) -> None:
    told = chosen(page)
    page.cards[1].click()
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert told == [], "without a name it does not begin"
    QTest.keyClicks(page.name, " Lin ")
    for code in GROUPS[2:]:
        page.groups[code].setChecked(False)
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert told == [("own", {"name": "Lin", "groups": GROUPS[:2]})]


def test_joining_asks_where_and_who(page: StartPage) -> None:
    told = chosen(page)
    page.cards[2].click()
    QTest.keyClicks(page.hub, "hub.db")
    QTest.keyClick(page.hub, Qt.Key.Key_Return)
    page.hub.setText("postgresql://team@db/aftercare")
    QTest.keyClick(page.hub, Qt.Key.Key_Return)
    assert told == [], "neither a wrong address nor nobody"
    page.who.setText("1007")
    QTest.keyClick(page.who, Qt.Key.Key_Return)
    assert told == [("join", {"hub": "postgresql://team@db/aftercare", "agent": "1007"})]


def test_a_refusal_is_said_and_what_was_typed_stays(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_facts: object) -> Path:
        raise Refusal("agent_unknown", agent="9999")

    monkeypatch.setattr(places, "make", refuse)
    window = StartWindow(tmp_path, "中文")
    qtbot.addWidget(window)
    window.page.cards[2].click()
    window.page.hub.setText("sqlite:////tmp/hub.db")
    window.page.who.setText("9999")
    QTest.keyClick(window.page.who, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.stack.isEnabled())
    assert "9999" in window.page.problem
    assert window.page.who.text() == "9999"


def test_what_was_made_is_told(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def make(folder: Path, kind: str, facts: dict[str, object], progress: object) -> Path:
        asked.append((folder, kind, facts))
        return folder

    monkeypatch.setattr(places, "make", make)
    window = StartWindow(tmp_path, "中文")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.made) as made:
        window.begin_sample()
    assert made.args == [tmp_path]
    assert asked == [(tmp_path, "sample", {})]


def test_a_desk_that_cannot_be_opened_says_why(qtbot: QtBot) -> None:
    told: list[str] = []
    window = show_trouble("The disk is full.", lambda: told.append("other"))
    qtbot.addWidget(window)
    assert window.isVisible()


def test_the_desk_used_last_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "default_profile", lambda: tmp_path / "aftercare")
    assert places.profile(sample=False) == tmp_path / "aftercare"
    assert places.profile(sample=True) == tmp_path / "aftercare" / "sample"
    places.remember(places.sample_profile())
    assert places.profile(sample=False) == places.sample_profile()
    places.remember(tmp_path / "elsewhere")
    assert places.profile(sample=False) == places.sample_profile()
    places.remember(places.own_profile())
    assert places.profile(sample=False) == places.own_profile()


def test_a_one_time_secret_says_who_one_is(page: StartPage) -> None:
    told = chosen(page)
    page.cards[2].click()
    page.hub.setText("postgresql://wangmin@db/aftercare")
    page.secret.setText(" abcd-efgh ")
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    facts = {"hub": "postgresql://wangmin@db/aftercare", "agent": "", "secret": "abcd-efgh"}
    assert told == [("join", facts)]


def test_a_file_asks_for_no_secret_and_says_what_that_means(page: StartPage) -> None:
    told = chosen(page)
    page.cards[2].click()
    assert "secret from your administrator" in page.join.needs.text()
    page.secret.setText("abcd")
    page.hub.setText("sqlite:////srv/hub.db")
    assert not page.secret.isEnabled()
    assert "advisory" in page.join.needs.text()
    page.who.setText("1007")
    QTest.keyClick(page.who, Qt.Key.Key_Return)
    assert told == [("join", {"hub": "sqlite:////srv/hub.db", "agent": "1007"})]


def test_the_secret_is_hidden_until_one_looks(page: StartPage) -> None:
    page.cards[2].click()
    assert page.secret.echoMode() == page.secret.EchoMode.Password
    page.join._eye.trigger()
    assert page.secret.echoMode() == page.secret.EchoMode.Normal


def test_joining_tells_how_far_it_is_and_what_comes_first(page: StartPage) -> None:
    page.cards[2].click()
    page.hub.setText("sqlite:////srv/hub.db")
    page.who.setText("1007")
    QTest.keyClick(page.who, Qt.Key.Key_Return)
    assert page.far.startswith("Meeting")
    page.show_progress(1_200, 5_000)
    assert page.far.startswith("24 % is here. Open tickets come first")
    page.complain("no")
    assert page.far == ""
