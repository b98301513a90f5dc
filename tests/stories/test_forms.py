"""A leader words a form anew, sees it beside, dates it; tomorrow's paper bears it and today's not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.stories.conftest import Sit
from tests.stories.person import Person, printed_words
from tests.stories.test_rules import DAY, put_in_force_tomorrow, rules
from workstation.actions.claims import MakeClaim
from workstation.printing.order import PrintOrder

AGREEMENT = "forms/settlement_agreement.zh.toml"


@pytest.fixture
def me(at_noon: Path, sit: Sit) -> Person:
    """The leader, before the agreement."""
    person = sit(at_noon, "8100")
    person.window.resize(1366, 768)
    person.window.open_rules(AGREEMENT)
    page = rules(person)
    person.until(lambda: page.session.file == AGREEMENT and page.paper.shown is not None)
    return person


def write(me: Person, place: str, text: str) -> None:
    """Choose a part by clicking it on the page, and write its words anew."""
    page = rules(me)
    at = page.paper.pages.middle_of(place)
    assert at is not None
    QTest.mouseClick(
        page.paper.pages.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(int(at.x()), int(at.y())),
    )
    me.rest()
    assert page.editor.form.place() == place
    label = place if ".texts" in place else f"{place}.label"
    editor = page.editor.form.fields.editors[label]
    editor.setFocus()
    me.press("Ctrl+A")
    shown = page.paper.shown
    me.say(text)
    me.until(lambda: page.paper.shown is not shown)


def paper(me: Person, claim: str) -> str:
    """The words of the agreement of a claim, as it would be printed now."""
    order = PrintOrder(claim, "settlement_agreement", "zh")
    return printed_words(me.desk.preview_form(order).result().path)


def test_a_form_is_worded_anew_and_dated(me: Person) -> None:
    page, desk = rules(me), me.desk
    ticket = desk.read.ticket_by_number(me.noted_call(take=True))
    assert ticket is not None
    claim = str(desk.do(MakeClaim(ticket.uid)).result().result)
    assert "客服热线" not in paper(me, claim)
    write(me, "region[0].row[1].fields[1]", "客服热线")
    write(me, "region[2].texts[1]", "# 第一条　事情经过")
    me.until(lambda: page.editor.standing.text == "Not saved" and not page.editor.findings)
    assert page.editor.text().count("客服热线") == 1
    put_in_force_tomorrow(me, "称呼改得更明白")
    me.rest()

    # today the form is as it was
    assert "客服热线" not in paper(me, claim)

    # the night passes
    me.pass_time(DAY)
    me.until(lambda: any(one.version != "2026.1" for one in desk.rules.forms))
    tomorrow = paper(me, claim)
    assert "客服热线" in tomorrow
    assert "事情经过" in tomorrow


def test_a_broken_form_is_refused_by_its_place(me: Person) -> None:
    page, desk = rules(me), me.desk
    good = page.paper.shown
    write_broken(me, "region[2].texts[5]", "赔款付给{payee.nobody}。")
    me.until(lambda: bool(page.editor.findings) and not page.paper.problem.isHidden())
    assert page.paper.shown is good
    assert "payee.nobody" in page.paper.problem.text()
    assert page.editor.form.tree.currentItem().toolTip(0)
    me.press("Ctrl+Return")
    me.say("试试看")
    me.press("Return")
    me.until(lambda: page.force.problem.text() != "")
    assert "payee.nobody" in page.force.problem.text()
    assert not any(one.state == "in_force" for one in desk.rule_versions(AGREEMENT))


def write_broken(me: Person, place: str, text: str) -> None:
    """Write words that name what is not there."""
    page = rules(me)
    page.editor.form.choose(place)
    editor = page.editor.form.fields.editors[place]
    editor.setFocus()
    me.press("Ctrl+A")
    me.say(text)
