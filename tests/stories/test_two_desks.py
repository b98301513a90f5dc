"""The link drops for a while; two desks work on, and meet again."""

from __future__ import annotations

from pathlib import Path

from tests.stories.conftest import Sit

OPEN = "SELECT number FROM ticket WHERE is_open=1 AND status='open' ORDER BY number LIMIT 1"


def test_what_one_writes_the_other_sees_without_losing_the_line_they_type(
    office: Path, second: Path, sit: Sit
) -> None:
    here, there = sit(office, "8001"), sit(second, "8100")
    number = here.one(OPEN)
    there.come()
    there.open(number)
    there.press("R")
    there.say("我这边写到一半")
    here.come()
    here.open(number)
    here.press("N")
    here.say("已联系网点核实")
    here.press("Ctrl+Return")
    there.until(
        lambda: any("已联系网点核实" in item.body for item in there.page.timeline.items),
        "for the colleague's note",
    )
    assert there.page.reply.edit.toPlainText() == "我这边写到一半"
    there.until(lambda: there.window.status_line.sentence == "In step")


def test_work_goes_on_without_the_office_and_both_are_the_same_after(
    office: Path, second: Path, sit: Sit
) -> None:
    (office / "hub.db").rename(office / "away.db")
    away = sit(second, "8100")
    number = away.one(OPEN)
    away.until(lambda: "Offline since" in away.window.status_line.sentence)
    away.open(number)
    away.press("N")
    away.say("断网时写的")
    away.press("Ctrl+Return")
    away.until(lambda: "waiting" in away.window.status_line.sentence)
    (office / "away.db").rename(office / "hub.db")
    away.press("F5")
    away.until(lambda: away.window.status_line.sentence == "In step")
    home = sit(office, "8001")
    home.until(
        lambda: any(
            "断网时写的" in entry.body
            for entry in home.desk.read.detail(home.desk.read.ticket_by_number(number).uid).entries
        ),
        "for what was written offline",
    )


def test_a_form_that_is_open_shows_what_a_colleague_has_just_changed(
    office: Path, second: Path, sit: Sit
) -> None:
    here, there = sit(office, "8001"), sit(second, "8100")
    number = here.one(OPEN)
    there.come()
    there.open(number)
    there.press("P")
    panel = there.page.acting.panel
    assert panel is not None
    here.come()
    here.open(number)
    here.press("P")
    here.say("Urgent")
    here.press("Return", "Ctrl+Return")
    assert here.shown.priority == 4
    there.until(lambda: not panel.newer.isHidden(), "for the colleague's value in the form")
    assert "Urgent" in panel.newer.text()
