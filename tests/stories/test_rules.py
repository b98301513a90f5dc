"""Rules change: a leader moves a threshold, tries it, dates it; from then on tickets go by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.stories.conftest import Sit
from tests.stories.person import Person
from workstation.actions.intake import NewTicket
from workstation.domain.ticket import Ticket

DAY = 86_400_000
ROUTING = "rules/routing.toml"
PROCEDURE = "procedures/damage_loss.toml"


@pytest.fixture
def me(at_noon: Path, sit: Sit) -> Person:
    """The leader, at the rules."""
    person = sit(at_noon, "8100")
    person.press("Ctrl+R")
    page = rules(person)
    person.until(lambda: page.session.file and page.editor.sound.text)
    return person


def rules(me: Person) -> Any:
    """The page of the rules."""
    return me.window.page("rules")


def open_file(me: Person, file: str) -> None:
    """Walk down the list of files to one."""
    page = rules(me)
    page.files.setFocus()
    for _ in page.files.lines():
        if page.files.current() == file:
            break
        me.press("Down")
    me.until(lambda: page.session.file == file and page.editor.sound.text)
    me.press("Return")
    assert me.focus is page.editor.sheets.table


def choose(me: Person, code: str, column: int) -> None:
    """Walk to a cell of the table."""
    table = rules(me).editor.sheets.table
    for _ in table.rows.rows:
        if table.current_row().code == code:
            break
        me.press("Down")
    while table.currentIndex().column() < column:
        me.press("Right")


def put_in_force_tomorrow(me: Person, why: str) -> None:
    """Say why, and put what stands in the editor in force from tomorrow."""
    page = rules(me)
    me.press("Ctrl+Return")
    assert me.focus is page.force.note
    assert page.force.when.tomorrow.isChecked()
    me.say(why)
    me.press("Return")
    file = page.session.file
    me.until(
        lambda: (
            any(one.state == "in_force" for one in me.desk.rule_versions(file))
            or page.force.problem.text()
        )
    )
    assert page.force.problem.text() == ""
    me.until(lambda: not page._busy and page.versions.list.lines()[0].right == "To come")


def damaged(me: Person, waybill: str) -> Ticket:
    """A call about a parcel that came broken; the rules say whose it is."""
    made = NewTicket(
        "快件破损",
        "快件外包装和内件都有破损",
        waybill=waybill,
        class_code="safety",
        subtype="safety.damaged",
    )
    done = me.desk.do(made).result()
    me.rest()
    found = me.desk.read.ticket(str(done.result))
    assert found is not None
    return found


def test_a_threshold_is_moved_tried_and_dated_and_tickets_go_by_it(me: Person) -> None:
    page, desk = rules(me), me.desk
    waybill, value = me.one(
        "SELECT waybill,declared_fen FROM parcel p WHERE declared_fen BETWEEN 20000 AND 190000"
        " AND area='domestic' AND batch='' AND coalesce(cod_fen,0)=0"
        " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.waybill=p.waybill AND t.is_open=1) ORDER BY id LIMIT 1"
    )
    old = damaged(me, waybill)
    assert old.group_code == "damage_loss"

    # the leader lowers the threshold in the table: 2,000 yuan is too much
    open_file(me, ROUTING)
    page.editor.sheets.tabs.setFocus()
    me.press("Right")
    assert page.editor.sheets.current_key() == "threshold"
    page.editor.sheets.table.setFocus()
    choose(me, "high_value_fen", 1)
    me.press("Return")
    me.type(f"{value / 100:.2f}")
    me.press("Return")
    me.until(lambda: page.editor.standing.text == "Not saved")

    # tried on today, it takes that ticket, and says so
    me.press("Ctrl+T")
    me.until(lambda: "tickets tried" in page.trying.summary.text())
    line = next(one for one in page.trying.list.lines() if one.key == old.uid)
    assert line.about.startswith("Damage and loss → Claims · The parcel was damaged or lost")
    put_in_force_tomorrow(me, "小额也归理赔")

    # the way of damaged parcels is told otherwise from tomorrow, too
    open_file(me, PROCEDURE)
    before = page.session.opened.text
    page.editor.sheets.show_sheet("step")
    choose(me, "received", 2)
    me.press("Return")
    me.type("Taken in")
    me.press("Return")
    me.until(lambda: page.session.changed)
    assert page.editor.text() != before
    put_in_force_tomorrow(me, "措辞")

    # today nothing is different
    assert desk.rules.routing.version == "2026.2"
    assert desk.read.ticket(old.uid) == old

    # the night passes
    me.pass_time(DAY)
    me.until(lambda: desk.rules.routing.version != "2026.2")
    new = damaged(me, waybill_like(me, value))
    assert new.group_code == "claims"
    assert new.route_rule.startswith("claims-1")
    kept = desk.read.ticket(old.uid)
    assert kept is not None
    assert (kept.group_code, kept.procedure) == ("damage_loss", old.procedure)
    mine, now = desk.rules.procedure(kept.procedure), desk.rules.procedures["damage_loss"]
    assert mine is not None
    assert mine.version != now.version
    assert (mine.steps[0].name_en, now.steps[0].name_en) == ("Received", "Taken in")


def waybill_like(me: Person, value: int) -> str:
    """Another parcel that is worth at least as much, and below the old threshold."""
    return str(
        me.one(
            "SELECT waybill FROM parcel p WHERE declared_fen BETWEEN ? AND 190000"
            " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.waybill=p.waybill AND t.is_open=1) LIMIT 1",
            value,
        )
    )


def test_an_agent_reads_the_rules_and_can_alter_nothing(office: Path, sit: Sit) -> None:
    person = sit(office, "8101")
    person.press("Ctrl+R")
    page = rules(person)
    person.until(lambda: page.session.file and page.editor.sound.text)
    before = page.editor.text()
    page.editor.sheets.table.setFocus()
    person.press("Right", "Return")
    person.type("something else")
    page.editor.show_text()
    page.editor.code.setFocus()
    person.type("nothing")
    assert page.editor.text() == before
    assert page.editor.standing.text == "Only to be read"
    assert not page.save_button.isVisible()
    person.press("Ctrl+Return")
    assert not page.force.button.isEnabled()
    assert page.editor.code.isReadOnly()
    assert Qt.ItemFlag.ItemIsEditable not in page.editor.sheets.table.rows.flags(
        page.editor.sheets.table.rows.index(0, 1)
    )
