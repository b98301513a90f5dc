"""The page of the rules: read by everybody, written, tried and put in force by leaders."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.keys import commit
from ui.main_window import MainWindow
from ui.rules.page import RulesPage
from workstation.actions.rules import ActivateRules, SaveRuleDraft
from workstation.changes import Changes
from workstation.desk import Desk
from workstation.domain.identity import new_uid
from workstation.domain.rule_set import RuleSet
from workstation.store.bulk import insert

Settle = Callable[[], None]
ROUTING = "rules/routing.toml"
LIMITS = "rules/limits.toml"
AUTOMATIONS = "rules/automations.toml"
CLASSES = "rules/classes.toml"


@pytest.fixture
def leader(desk: Desk) -> str:
    """The leader sits at the desk."""
    found = next(one for one in desk.read.agents() if one.work_no == "8100")
    desk.sit_down(found.uid)
    return found.uid


def until(window: MainWindow, ready: Callable[[], bool]) -> None:
    """Wait for what is worked out beside the screen."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        QApplication.processEvents()
        if ready() and window.bridge.busy == 0:
            return
        time.sleep(0.005)
    raise AssertionError("it did not come")


def opened(window: MainWindow, file: str) -> RulesPage:
    window.open_rules(file)
    page = window.page("rules")
    assert isinstance(page, RulesPage)
    until(window, lambda: page.session.file == file and bool(page.editor.sound.text))
    return page


def write(page: RulesPage, code: str, column: int, value: object) -> None:
    """Type into a cell of the table, as its editor does."""
    table = page.editor.sheets.table
    table.choose(code, column)
    assert table.rows.setData(table.currentIndex(), value)


def threshold(page: RulesPage, window: MainWindow, yuan: str) -> None:
    page.editor.sheets.show_sheet("threshold")
    write(page, "high_value_fen", 1, yuan)
    until(window, lambda: page.session.changed)


def test_all_files_stand_in_plain_words_with_their_version(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    lines = {line.key: line for line in page.files.lines()}
    assert set(lines) == set(desk.rule_files())
    assert lines[ROUTING].title == "Routing to groups"
    assert lines["procedures/cod.toml"].title == "Procedure: Cash on delivery"
    assert "as shipped" in lines[LIMITS].about
    assert page.editor.sound.text == "No mistakes"


def test_routing_stands_as_rows_in_words_and_a_row_moves(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    table = page.editor.sheets.table
    first, second = table.rows.rows[0], table.rows.rows[1]
    assert first.cells[2].text == "Class: Safety; Value of the goods ≥ ¥2,000.00"
    assert first.cells[3].text == "Claims"
    table.choose(first.code)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    until(window, lambda: table.rows.rows[0].code == second.code)
    row = table.current_row()
    assert row is not None
    assert row.code == first.code
    assert page.editor.standing.text == "Not saved"
    window.commands.run("work.undo")
    until(window, lambda: table.rows.rows[0].code == first.code)
    assert not page.session.changed


def test_an_amount_is_written_in_place_and_comments_stay(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    before = page.editor.text()
    threshold(page, window, "3,500")
    after = page.editor.text()
    assert after == before.replace("high_value_fen = 200000", "high_value_fen = 350000")


def test_a_length_of_a_limit_is_written_as_people_say_it(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, LIMITS)
    write(page, "response-escalated", 3, "1.5 h")
    until(window, lambda: "minutes = 90" in page.editor.text())
    write(page, "response-escalated", 3, "2 d")
    until(window, lambda: 'code = "response-escalated"' in page.editor.text()
          and "days = 2" in page.editor.text())  # fmt: skip
    assert page.editor.sound.text == "No mistakes"
    told: list[str] = []
    page.noticed.connect(lambda text, _kind: told.append(text))
    write(page, "response-escalated", 3, "soon")
    assert "soon" in told[0]


def test_a_mistake_is_named_with_its_place_and_a_press_goes_there(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    page.editor.show_text()
    text = page.editor.text().replace('group = "claims"', 'group = "nowhere"', 1)
    page.editor.replace(text)
    until(window, lambda: bool(page.editor.findings))
    line = page.editor.list.lines()[0]
    assert "nowhere does not exist" in line.title
    assert "line" in line.about
    page.editor._open_finding(line.key)
    until(window, lambda: page.editor.code.textCursor().blockNumber() > 0)
    assert "nowhere" in page.editor.code.textCursor().block().text()
    assert list(page.editor.code.marked()) == [page.editor.findings[0].line]


def test_a_text_that_is_no_toml_leaves_the_text_alone_and_says_where(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    page.editor.replace("format = 1\nversion =\n")
    until(window, lambda: bool(page.editor.findings))
    assert page.editor.views.currentIndex() == 1
    assert not page.editor.head.as_table.isEnabled()
    assert page.editor.findings[0].line == 2


def test_what_is_typed_is_kept_over_a_crash_and_found_among_the_drafts(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    threshold(page, window, "4000")
    page.keeper.save()
    kept = next(one for one in desk.drafts() if one.editor == "rules")
    assert "400000" in kept.body
    window.page("drafts").load()
    line = next(one for one in window.page("drafts").list.lines() if "Routing" in one.title)
    opened(window, LIMITS)
    window.page("drafts")._on_opened(line.key)
    until(window, lambda: page.session.file == ROUTING and "400000" in page.editor.text())
    assert page.session.changed


def test_a_draft_is_saved_for_the_team_and_then_no_longer_kept_here(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    threshold(page, window, "4000")
    window.commands.run("rules.save")
    until(window, lambda: page.editor.standing.text == "Draft saved")
    [draft] = [one for one in desk.rule_versions(ROUTING) if one.state == "draft"]
    assert "400000" in desk.rule_text(draft.uid)
    assert not [one for one in desk.drafts() if one.editor == "rules"]
    line = next(one for one in page.files.lines() if one.key == ROUTING)
    assert line.right == "Draft"


def test_a_trial_shows_both_sides_and_counts(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    threshold(page, window, "100")
    page.trying.choice.choose("open")
    window.commands.run("rules.try")
    until(window, lambda: "tickets tried" in page.trying.summary.text())
    trial = page.trying._trial
    assert trial is not None
    assert trial.moved > 0
    assert "→ Claims" in page.trying.moves.text()
    row = trial.rows[0]
    assert "group" in row.differs
    assert page.trying.sides._told["group"][2].text() == "Claims"
    found: list[str] = []
    page.ticket_opened.connect(found.append)
    QTest.keyClick(page.trying.list, Qt.Key.Key_Return)
    assert found == [row.uid]


def test_a_pasted_text_is_tried(leader: str, window: MainWindow, settle: Settle) -> None:
    page = opened(window, ROUTING)
    page.trying.choice.choose("text")
    page.trying.try_now()
    assert page.trying.summary.text() == "Type what is to be tried."
    page.trying.choice.text.setPlainText("收到的花瓶碎了，我要找媒体曝光")
    page.trying.try_now()
    until(window, lambda: bool(page.trying.list.lines()))
    assert "Escalation" in page.trying.list.lines()[0].about


def test_without_a_note_nothing_comes_into_force(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    assert not page.force.button.isEnabled()
    threshold(page, window, "4000")
    window.commands.run("rules.activate")
    page.force.press()
    assert "Say why" in page.force.problem.text()
    page.force.when.now.setChecked(True)
    page.force.note.setText("Fewer small claims")
    page.force.press()
    until(window, lambda: any(one.state == "in_force" for one in desk.rule_versions(ROUTING)))
    until(window, lambda: "400000" in page.editor.text() and not page.session.differs)
    [made] = [one for one in desk.rule_versions(ROUTING) if one.state == "in_force"]
    assert made.note == "Fewer small claims"
    first = page.versions.list.lines()[0]
    assert first.right == "In force"
    assert "Fewer small claims" in first.about


_CIRCLE = """
[[automation]]
code = "90-a"
name_zh = "甲"
name_en = "A"
on = [{ event = "changed", fields = ["priority"] }]
act = [{ do = "tag", tag = "a" }]

[[automation]]
code = "91-b"
name_zh = "乙"
name_en = "B"
on = [{ event = "changed", fields = ["tags"] }]
act = [{ do = "priority", priority = 1 }]
"""


def test_automations_in_a_circle_come_into_force_with_a_warning(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, AUTOMATIONS)
    told: list[tuple[str, str]] = []
    page.noticed.connect(lambda text, kind: told.append((text, kind)))
    page.editor.replace(page.editor.text() + _CIRCLE)
    until(window, lambda: page.session.changed)
    page.put_in_force()
    page.force.when.now.setChecked(True)
    page.force.note.setText("A circle")
    page.force.press()
    until(window, lambda: any("90-a → 91-b → 90-a" in text for text, _ in told))
    assert told[-1][1] == "warn"
    assert any(one.state == "in_force" for one in desk.rule_versions(AUTOMATIONS))


def test_unsound_rules_are_refused_with_their_places(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    text = page.editor.text().replace('group = "claims"', 'group = "nowhere"', 1)
    page.editor.replace(text)
    until(window, lambda: bool(page.editor.findings))
    page.force.note.setText("why")
    page.put_in_force()
    page.force.press()
    until(window, lambda: bool(page.force.problem.text()))
    assert "nowhere" in page.force.problem.text()
    assert "Routing to groups:" in page.force.problem.text()
    assert not [one for one in desk.rule_versions(ROUTING) if one.state == "in_force"]
    assert "nowhere" in page.editor.text()


def test_two_leaders_see_what_both_changed_and_bring_it_together(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    threshold(page, window, "4000")
    theirs = page.session.opened.text.replace('name_en = "Claims-2"', 'name_en = "Refused"')  # type: ignore[union-attr]
    saved = desk.do(SaveRuleDraft(ROUTING, theirs)).result().result
    desk.do(ActivateRules(saved.uid, None, "theirs")).result()  # type: ignore[attr-defined]
    page.force.note.setText("mine")
    page.force.when.now.setChecked(True)
    page.put_in_force()
    page.force.press()
    until(window, lambda: bool(page.force.theirs.text()))
    assert "¥2,000.00 → ¥4,000.00" in page.force.mine.text()
    assert "Refused" in page.force.theirs.text()
    page.session.base = page.session.apart[1]  # as it is once the page was read anew
    page.force.merge.click()
    until(window, lambda: '"Refused"' in page.editor.text())
    assert "high_value_fen = 400000" in page.editor.text()
    page.force.press()
    until(window, lambda: desk.rules.routing.rules[1].name_en == "Refused"
          and "400000" in desk.rule_text_in_force(ROUTING))  # fmt: skip


def test_an_earlier_text_is_read_and_comes_back_as_a_new_version(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    threshold(page, window, "4000")
    page.force.note.setText("up")
    page.force.when.now.setChecked(True)
    page.put_in_force()
    page.force.press()
    until(
        window,
        lambda: not page.session.differs and page.versions.list.lines()[0].right == "In force",
    )
    rows = page.versions.list.lines()
    assert rows[-1].right == "As shipped"
    page.versions.list.setCurrentIndex(page.versions.list.model().index(len(rows) - 1, 0))
    until(window, lambda: "¥4,000.00" in page.versions.shown.toPlainText())
    page.versions.read.click()
    until(window, lambda: page.editor.standing.text == "An earlier text")
    assert page.editor.code.isReadOnly()
    page.force.note.setText("back")
    page.force.when.now.setChecked(True)
    page.versions.revive.click()
    until(window, lambda: "200000" in desk.rule_text_in_force(ROUTING))
    assert desk.rules.routing.version not in ("2026.2", "2026.3")


def test_an_agent_reads_and_changes_nothing(window: MainWindow, desk: Desk, settle: Settle) -> None:
    page = opened(window, ROUTING)
    assert page.editor.standing.text == "Only to be read"
    assert not page.save_button.isVisible()
    assert page.editor.code.isReadOnly()
    assert not page.editor.sheets.table.rows.writable
    assert not page.force.button.isEnabled()
    assert "team leaders" in page.force.about.text()


def test_automations_are_previewed_as_they_are_written(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, AUTOMATIONS)
    page.editor.sheets.table.choose("10-vip-priority")
    page.preview.choose("10-vip-priority")
    until(window, lambda: "Green lane" in page.preview.head.text())
    write(page, "10-vip-priority", 0, False)
    until(window, lambda: "active = false" in page.editor.text())
    page.preview.load()
    until(window, lambda: "switched off" in page.preview.about.text())


def test_a_sentence_is_tried_with_the_words_that_decide(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, CLASSES)
    page.tabs.learned.line.setText("收到的花瓶碎了")
    until(window, lambda: "Damaged" in page.tabs.learned.today.text())
    assert "%" in page.tabs.learned.today.text()
    until(window, lambda: "people classified" in page.tabs.learned.fits.text())


def test_a_calendar_shows_its_year_and_where_hours_fall(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, "calendars/office.toml")
    tab = page.tabs.calendar
    tab._year = 2026
    tab.load()
    until(window, lambda: tab._look is not None and tab._look.year == 2026)
    kinds = {one.day.isoformat(): one.kind for one in tab._look.days}  # type: ignore[union-attr]
    assert kinds["2026-10-01"] == "holiday"
    assert "National Day" in next(
        one.name_en
        for one in tab._look.days
        if one.day.isoformat() == "2026-10-01"  # type: ignore[union-attr]
    )
    tab._turn(1)
    until(window, lambda: tab._look is not None and tab._look.year == 2027)
    assert "not known" in tab.known.text
    until(window, lambda: "They end" in tab.falls.text())


def test_a_version_that_cannot_be_used_is_named_with_its_mistake(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    text = desk.rule_text_in_force(ROUTING).replace("format = 1", "format = 99")
    made = RuleSet(new_uid(), ROUTING, "2030.1", 1, text=text, state="in_force", from_at=1)
    desk.writer.submit(lambda connection: insert(connection, [made])).result()
    desk.announce(Changes(kinds=frozenset({"rule"}), origin="shared"))
    page = opened(window, ROUTING)
    line = next(one for one in page.files.lines() if one.key == ROUTING)
    assert line.right == "Fault"
    assert line.about.startswith("2030.1 not used: made for a newer program")
    window.commands.run("desk.shared")
    shared = window.page("shared")
    until(window, lambda: "2030.1" in shared.facts.fact("rules"))
    assert "update the program" in shared.facts.fact("rules")
    assert desk.rules.routing.version == "2026.2"


def test_who_sits_down_next_may_do_what_their_role_allows(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    assert page.session.writable
    agent = next(one for one in desk.read.agents() if one.role == "agent")
    desk.sit_down(agent.uid)
    window.show_queue()
    window.show_page("rules")
    until(window, lambda: page.editor.standing.text == "Only to be read")
    assert page.editor.code.isReadOnly()


def test_an_enter_that_confirms_a_candidate_does_not_end_the_writing(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, ROUTING)
    table = page.editor.sheets.table
    table.setFocus()
    table.choose("claims-1", 1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QApplication.sendEvent(editor, QInputMethodEvent("lipei", []))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert QApplication.focusWidget() is editor
    commit(editor, "理赔")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(window, lambda: 'name_en = "理赔"' in page.editor.text())
