"""Printed forms on the page of the rules: their parts in fields, and the page beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.rules.test_rules_page import leader, opened, until
from ui.main_window import MainWindow
from ui.rules.page import RulesPage
from ui.widgets.pick import PickBox
from workstation.desk import Desk
from workstation.domain.form_reading import template_from
from workstation.domain.form_template import Template

__all__ = ["leader"]

Settle = Callable[[], None]
AGREEMENT = "forms/settlement_agreement.zh.toml"
ASSESSMENT = "forms/damage_assessment.zh.toml"


@pytest.fixture
def page(leader: str, window: MainWindow) -> RulesPage:
    """The agreement, open before a leader, with its page beside."""
    window.resize(1366, 768)
    return shown(window, AGREEMENT)


def shown(window: MainWindow, file: str) -> RulesPage:
    made = opened(window, file)
    until(window, lambda: made.paper.shown is not None and bool(made.editor.form.nodes))
    return made


def template(page: RulesPage) -> Template:
    return template_from(tomllib.loads(page.editor.text()))


def retype(page: RulesPage, window: MainWindow, place: str, text: str) -> None:
    """Write another value in the field at a place."""
    editor = page.editor.form.fields.editors[place]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    before, drawn = page.editor.text(), page.paper.shown
    QTest.keyClicks(editor, text)
    until(window, lambda: page.editor.text() != before and page.paper.shown is not drawn)


def test_a_form_opens_by_its_parts_with_the_page_beside(page: RulesPage) -> None:
    assert page.editor.views.currentWidget() is page.editor.form
    assert page.tabs.currentWidget() is page.paper
    assert page.tabs.indexOf(page.trying) < 0
    assert page.split.orientation() == Qt.Orientation.Horizontal
    assert page.paper.shown.document.pages == 2
    titles = [node.title for node in page.editor.form.nodes]
    assert titles[:3] == ["Head and validity", "甲方（赔偿方）", "乙方（受偿方）"]


def test_the_version_in_force_is_read_whole_where_there_is_little_room(
    page: RulesPage, window: MainWindow
) -> None:
    window.resize(1366, 768)
    box = page.editor.version
    head = page.editor.head
    head.resize(430, head.height())
    assert not head.name.isVisible()
    assert box.minimumWidth() >= box.fontMetrics().horizontalAdvance(box.currentText()) + 36


def test_a_label_is_changed_in_its_field_and_stands_on_the_page(
    page: RulesPage, window: MainWindow
) -> None:
    page.editor.form.choose("region[0].row[1].fields[1]")
    before = page.paper.shown.document.path
    retype(page, window, "region[0].row[1].fields[1].label", "Hotline")
    assert template(page).regions[0].rows[1].fields[1].label == "Hotline"
    assert page.paper.shown.document.path != before
    assert page.editor.standing.text == "Not saved"
    assert page.editor.form.tree.currentItem().text(0) == "Hotline"
    page.editor.undo()
    page.editor.head.undo_button.click()
    until(window, lambda: page.session.text() == page.session.opened.text)
    page.editor.redo()
    until(window, lambda: "Hotline" in page.editor.text())


def test_a_click_on_the_page_leads_to_the_part(page: RulesPage, window: MainWindow) -> None:
    pages = page.paper.pages
    at = pages.middle_of("region[0].row[1].fields[1]")
    assert at is not None
    QTest.mouseClick(
        pages.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(at.x()), int(at.y()))
    )
    assert page.editor.form.place() == "region[0].row[1].fields[1]"
    page.editor.show_text()
    QTest.mouseClick(
        pages.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(at.x()), int(at.y()))
    )
    until(window, lambda: "house.phone" in page.editor.code.textCursor().block().text())


def test_a_field_is_added_by_the_name_of_its_fact(page: RulesPage, window: MainWindow) -> None:
    form = page.editor.form
    form.choose("region[1].row[0].fields[0]")
    form._add("row")
    assert form.fact.isVisible()
    QTest.keyClicks(form.fact.lineEdit(), "role of the applicant")
    QTest.keyClick(form.fact.lineEdit(), Qt.Key.Key_Return)
    until(window, lambda: len(template(page).regions[1].rows) == 4)
    assert template(page).regions[1].rows[1].fields[0].facts == ("applicant.role",)
    until(window, lambda: form.place() == "region[1].row[1].fields[0]")
    QTest.keyClick(form.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    until(window, lambda: template(page).regions[1].rows[0].fields[0].facts == ("applicant.role",))
    assert form.place() == "region[1].row[0].fields[0]"
    QTest.keyClick(form.tree, Qt.Key.Key_Delete)
    until(window, lambda: len(template(page).regions[1].rows) == 3)


def test_another_fact_is_chosen_and_shown_in_full_on_the_customers_copy(
    page: RulesPage, window: MainWindow
) -> None:
    form = page.editor.form
    form.choose("region[1].row[1].fields[1]")
    tick = form.fields.editors["region[1].row[1].fields[1].open"]
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(6, tick.height() // 2))
    until(window, lambda: template(page).regions[1].rows[1].fields[1].open)
    box = form.fields.editors["region[1].row[1].fields[1].fact"]
    assert isinstance(box, PickBox)
    box.picked.emit("claim.agreed_at")
    until(window, lambda: template(page).regions[1].rows[1].fields[1].facts == ("claim.agreed_at",))


def test_widths_add_up_while_they_are_changed(leader: str, window: MainWindow) -> None:
    window.resize(1366, 768)
    page = shown(window, ASSESSMENT)
    page.editor.form.choose("region[2].column[1]")
    editor = page.editor.form.fields.editors["region[2].column[1].width"]
    editor.setValue(40.0)
    until(window, lambda: template(page).regions[2].columns[1].width == 40)
    assert sum(one.width for one in template(page).regions[2].columns) == pytest.approx(175)
    until(window, lambda: page.editor.sound.text == "No mistakes")


def test_a_mistake_leaves_the_last_page_and_stands_by_its_part(
    page: RulesPage, window: MainWindow
) -> None:
    form = page.editor.form
    form.choose("region[2].texts[3]")
    good = page.paper.shown
    editor = form.fields.editors["region[2].texts[3]"]
    editor.setFocus()
    QTest.keyClicks(editor, "{nobody.knows}")
    until(window, lambda: not page.paper.problem.isHidden())
    assert page.paper.shown is good
    assert "nobody.knows" in page.paper.problem.text()
    until(window, lambda: bool(page.editor.findings))
    assert page.editor.findings[0].place == "region[2].texts[3]"
    assert form.tree.currentItem().toolTip(0)
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(window, lambda: page.paper.problem.isHidden() and not page.editor.findings)


def test_it_is_shown_with_samples_and_with_a_claim_of_this_desk(
    page: RulesPage, window: MainWindow, desk: Desk
) -> None:
    paths = {page.paper.shown.document.path}
    claim = desk.read.claims((), 1)[0]
    for code in ("empty", "longest", "rarest", claim.uid):
        drawn = page.paper.shown
        page.paper.facts.choose(code)
        assert page.paper.facts.code() == code
        page.paper.facts.picked.emit(code)
        until(window, lambda drawn=drawn: page.paper.shown is not drawn)
        paths.add(page.paper.shown.document.path)
    drawn = page.paper.shown
    page.paper.copy.choose("customer")
    page.paper.copy.picked.emit("customer")
    until(window, lambda: page.paper.shown is not drawn)
    assert len({*paths, page.paper.shown.document.path}) == 6
    assert len(list((desk.profile / "previews").glob("draft-*.pdf"))) <= 12


def test_what_is_typed_last_is_saved_too(page: RulesPage, window: MainWindow, desk: Desk) -> None:
    page.editor.form.choose("title")
    editor = page.editor.form.fields.editors["title"]
    editor.setFocus()
    editor.end(False)
    QTest.keyClicks(editor, "X")
    page.save()
    until(window, lambda: any(one.state == "draft" for one in desk.rule_versions(AGREEMENT)))
    draft = next(one for one in desk.rule_versions(AGREEMENT) if one.state == "draft")
    assert "赔偿和解协议书X" in desk.rule_text(draft.uid)


def test_an_agent_only_reads_a_form(window: MainWindow, desk: Desk) -> None:
    found = next(one for one in desk.read.agents() if one.work_no == "8101")
    desk.sit_down(found.uid)
    window.resize(1366, 768)
    page = shown(window, AGREEMENT)
    form = page.editor.form
    assert not form.add_button.isEnabled()
    form.choose("region[0].row[0].fields[0]")
    assert not form.gone.isEnabled()
    before = page.editor.text()
    QTest.keyClicks(form.fields.editors["region[0].row[0].fields[0].label"], "nothing")
    QTest.keyClick(form.tree, Qt.Key.Key_Delete)
    page.editor.flush()
    assert page.editor.text() == before
    until(window, lambda: True)


HOUSE = "rules/house.toml"


def test_the_house_is_written_in_fields_and_seen_on_a_paper(
    leader: str, window: MainWindow, desk: Desk
) -> None:
    window.resize(1366, 768)
    page = shown(window, HOUSE)
    assert not page.editor.form.add_button.isVisible()
    text = page.editor.text()
    retype(page, window, "name", "Southern Post Ltd")
    assert "单位全称" in page.editor.text()  # its comment stays
    retype(page, window, "id_no", "91440300MA5DA1234A")
    until(window, lambda: not page.paper.problem.isHidden())
    assert "credit code" in page.paper.problem.text()
    assert page.editor.sound.text == "No mistakes"  # it is told, not refused
    retype(page, window, "id_no", "91350100M000100Y43")
    until(window, lambda: page.paper.problem.isHidden())
    made = tomllib.loads(page.editor.text())
    assert (made["name"], made["id_no"]) == ("Southern Post Ltd", "91350100M000100Y43")
    assert len(page.editor.text().splitlines()) == len(text.splitlines())


def test_two_versions_stand_page_beside_page(page: RulesPage, window: MainWindow) -> None:
    page.editor.form.choose("region[0].row[1].fields[1]")
    retype(page, window, "region[0].row[1].fields[1].label", "Hotline")
    page.save()
    until(window, lambda: len(page.versions.list.lines()) == 2)
    page.tabs.setCurrentWidget(page.versions)
    page.versions.list.setCurrentIndex(page.versions.list.model().index(0, 0))
    assert page.versions.beside.isVisible()
    page.versions.beside.click()
    until(window, lambda: all(one.pages.count == 2 for one in page.compare.previews))
    assert not page.across.isVisible()
    assert page.compare.places == (["region[0].row[1].fields[1]"],) * 2
    assert page.compare.pages[1]._marked == {"region[0].row[1].fields[1]"}
    page._leave()
    assert page.across.isVisible()
    until(window, lambda: True)


def test_a_fact_is_put_into_a_text_once(page: RulesPage, window: MainWindow) -> None:
    form = page.editor.form
    form.choose("region[2].texts[0]")
    box = form.fields.slot_box
    box.choose("claim.number")
    before = page.editor.text().count("{claim.number}")
    for _ in range(2):  # as the popup and the field tell it
        box.picked.emit("claim.number")
    page.editor.flush()
    assert page.editor.text().count("{claim.number}") == before + 1
    form.choose("region[1].row[0].fields[0]")
    form._add("row")
    for _ in range(2):
        form.fact.picked.emit("claim.goods")
    until(window, lambda: len(template(page).regions[1].rows) == 4)
    page.editor.flush()
    assert len(template(page).regions[1].rows) == 4


def test_a_form_says_from_which_day_it_was_dated_in_force(
    page: RulesPage, window: MainWindow, desk: Desk
) -> None:
    page.editor.replace(page.editor.text() + "\n# another wording\n")
    until(window, lambda: page.session.changed)
    at = desk.clock() + 3 * 86_400_000
    page._activate(at, "wording")
    until(window, lambda: any(one.state == "in_force" for one in desk.rule_versions(AGREEMENT)))
    dated = next(one for one in desk.rule_versions(AGREEMENT) if one.state == "in_force")
    day = datetime.fromtimestamp(at / 1000, desk.zone).date().isoformat()
    assert template_from(tomllib.loads(desk.rule_text(dated.uid))).valid_from == day
