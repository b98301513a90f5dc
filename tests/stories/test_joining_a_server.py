"""A new colleague joins the team's PostgreSQL server with the secret the administrator gave."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.stories.conftest import Sit
from ui.start.window import StartWindow
from workstation.actions.intake import NewTicket
from workstation.sync import hub_admin
from workstation.sync.hub import open_hub
from workstation.sync.hub_people import Wanted

PATIENCE_MS = 20_000


@pytest.fixture
def invited(fresh_database: str) -> tuple[str, str]:
    """The address and the one-time secret that the administrator hands to somebody new."""
    hub = open_hub(fresh_database)
    hub.init()
    hub.close()
    wanted = Wanted("高远航", role="leader", groups=("cod", "damage_loss"))
    added = hub_admin.add_person(fresh_database, wanted, 7)
    return hub_admin.join_url(fresh_database, added.role_name), added.secret


def _fill(window: StartWindow, url: str, secret: str) -> None:
    window.show()
    window.page.cards[2].click()
    window.page.hub.setText(url)
    window.page.secret.setText(secret)
    QTest.keyClick(window.page.secret, Qt.Key.Key_Return)


def test_the_secret_opens_the_door_once_and_the_desk_is_known_from_then_on(
    invited: tuple[str, str], tmp_path: Path, sit: Sit, qtbot: QtBot
) -> None:
    url, secret = invited
    first = StartWindow(tmp_path / "desk", "中文")
    qtbot.addWidget(first)
    with qtbot.waitSignal(first.made, timeout=PATIENCE_MS):
        _fill(first, url, secret)
    me = sit(tmp_path / "desk", "")
    assert me.desk.agent.name == "高远航"
    me.until(lambda: me.window.status_line.sentence == "In step", "to be in step")
    assert me.window.status_line.hint == "", "rights are no advice here"
    me.desk.do(NewTicket("花瓶碎了", "花瓶碎了", phone="13900001111")).result()
    me.until(lambda: me.desk.outbox().result() == (), "for what waits")
    me.press("Shift+F5")
    page = me.window.page("shared")
    assert page.facts.fact("rights") == "Enforced by the database itself"
    me.click(page.head.compare)
    me.until(lambda: "nothing differs" in me.window.notice.text, "for the comparison")
    me.window.commands.run("desk.agent")
    assert "belongs to one person" in me.window.notice.text
    second = StartWindow(tmp_path / "other", "中文")
    qtbot.addWidget(second)
    _fill(second, url, secret)
    qtbot.waitUntil(lambda: second.page.problem != "", timeout=PATIENCE_MS)
    assert second.page.problem.startswith("This secret is wrong or has been used already")
    assert second.page.hub.text() == url, "what was typed stays"
