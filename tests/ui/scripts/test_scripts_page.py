"""The page of scripts: found, read, written, reviewed, put in force, retired."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.keys import commit
from tests.ui.scripts.conftest import Until
from ui.main_window import MainWindow
from ui.scripts.page import ScriptsPage
from ui.scripts.rows import Wanted
from workstation.actions.script_notes import WriteScriptNote
from workstation.actions.scripts import ReviewScript, SaveScriptDraft, ScriptSaved, SendScriptIn
from workstation.changes import Changes
from workstation.desk import Desk
from workstation.domain.script import script_facts

Sit = Callable[[str], str]
#: A script that ships in Chinese and English.
CODE = "ap"


def opened(page: ScriptsPage, until: Until, code: str = CODE) -> None:
    page.open(code)
    until(lambda: page.sheet.session.opened is not None and page.sheet.session.code == code)
    until(lambda: page.sheet.preview.preview is not None)


def write(page: ScriptsPage, text: str) -> None:
    body = page.sheet.form.words.body
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.End)
    commit(body, text)


def press(page: ScriptsPage, act: str) -> None:
    page.sheet.head.buttons[act].click()


def state(page: ScriptsPage) -> str:
    return page.sheet.session.state


def drafted(page: ScriptsPage, until: Until) -> str:
    """A draft of the script by who sits here; gives its uid."""
    opened(page, until)
    write(page, "谢谢您的耐心。")
    press(page, "save")
    until(lambda: state(page) == "draft")
    assert page.sheet.session.version is not None
    return page.sheet.session.version.uid


def test_the_library_is_narrowed_by_code_words_and_pinyin(page: ScriptsPage) -> None:
    whole = len(page.list.collection.rows)
    for typed in ("安抚：体谅", "anfutiliang", "aftl", "AP"):
        page.filters.words.setText(typed)
        page.left.look_for(typed)
        assert page.list.collection.rows[0].key == CODE, typed
    assert len(page.list.collection.rows) < whole
    page.left.look_for("")
    assert len(page.list.collection.rows) == whole
    page.left.look_for("there is no such script")
    assert page.left.listed.currentWidget() is page.left.empty


def test_conditions_stand_as_chips_and_go_by_their_cross(page: ScriptsPage) -> None:
    whole = len(page.list.collection.rows)
    english = [row for row in page.collection.rows if "en" in row.script.languages]
    page.filters._take(Wanted(languages=("en",), channels=("phone",)))
    shown = page.list.collection.rows
    assert 0 < len(shown) <= len(english) < whole
    assert [chip.text() for chip in page.filters.chips()] == ["Channel: Phone", "Language: English"]
    page.filters.chips()[0].removed.emit()
    page.filters.chips()[0].removed.emit()
    assert len(page.list.collection.rows) == whole


def test_enter_opens_a_script_and_escape_closes_it(page: ScriptsPage, until: Until) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    key = page.list.current()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    until(lambda: page.sheet.session.opened is not None)
    assert page.sheet.session.code == key
    assert page.list.compact
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    until(lambda: page.sheet.session.code != key)
    page._leave()
    assert not page.sheet.isVisible()
    assert not page.list.compact


def test_an_agent_reads_and_cannot_write(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until
) -> None:
    sit("8101")
    page.activate()
    opened(page, until)
    assert page.sheet.form.words.body.isReadOnly()
    assert not page.sheet.head.buttons
    assert page.new_button.text() == "New script of my own"


def test_what_is_written_is_previewed_measured_and_saved_as_a_draft(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8100")
    page.activate()
    opened(page, until)
    write(page, "单号 ")
    QTest.keyClicks(page.sheet.form.words.body, "{{wayb")
    assert page.sheet.form.words.body.list.isVisible()
    QTest.keyClick(page.sheet.form.words.body, Qt.Key.Key_Return)
    assert page.sheet.form.words.body.toPlainText().endswith("单号 {{ parcel.waybill }}")
    until(lambda: page.sheet.preview.preview and "SF1234" in page.sheet.preview.shown.toPlainText())
    assert "text messages" in page.sheet.preview.measure.text()
    assert page.sheet.head.unsaved.text == "Not saved"
    page.sheet.keeper.save()
    assert any(one.editor == "scripts" for one in desk.drafts())
    press(page, "save")
    until(lambda: state(page) == "draft")
    assert not any(one.editor == "scripts" for one in desk.drafts())
    until(lambda: (row := page.list.row()) is not None and "draft" in row.lives)


def test_a_mistake_is_named_with_its_place(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until
) -> None:
    sit("8100")
    page.activate()
    opened(page, until)
    write(page, "{{ nobody.knows }}")
    until(lambda: page.sheet.looking.problems)
    assert page.sheet.looking.problems[0].place == "body"
    assert page.sheet.looking.mistakes.isVisible()
    press(page, "save")
    until(lambda: window.notice.text != "")
    assert state(page) == ""


def test_what_was_typed_can_be_discarded(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8100")
    page.activate()
    opened(page, until)
    before = page.sheet.form.words.body.toPlainText()
    write(page, "多余的话")
    page.sheet.keeper.save()
    press(page, "discard")
    assert page.sheet.form.words.body.toPlainText() == before
    assert not page.sheet.session.changed
    assert not desk.drafts()


def test_rude_words_are_underlined(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until
) -> None:
    sit("8100")
    page.activate()
    opened(page, until)
    write(page, "这是规定，我不知道，你去投诉吧。")
    until(lambda: page.sheet.form.words.body.extraSelections())
    assert page.sheet.form.words.amiss.isVisible()


def test_a_draft_is_reviewed_by_a_second_person_and_put_in_force(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8100")
    page.activate()
    uid = drafted(page, until)
    press(page, "send_in")
    until(lambda: state(page) == "sent_in")
    assert "accept" not in page.sheet.head.buttons  # nobody reviews what is their own
    assert page.sheet.form.words.body.isReadOnly()
    sit("8200")
    page.activate()
    page.open(CODE)
    until(lambda: "accept" in page.sheet.head.buttons)
    press(page, "accept")
    until(lambda: state(page) == "reviewed")
    press(page, "put_in_force")
    page.sheet.panel.when.now.setChecked(True)
    page.sheet.panel.press()
    until(lambda: state(page) == "in_force")
    script = desk.script(CODE)
    assert script is not None
    assert "谢谢您的耐心" in script.body
    assert page.sheet.session.version is not None
    assert page.sheet.session.version.uid == uid
    assert [one.stands for one in page.sheet.head.life.stages] == [
        "done", "done", "done", "now", "ahead",
    ]  # fmt: skip


def test_a_version_is_sent_back_with_a_comment_only(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8100")
    page.activate()
    drafted(page, until)
    press(page, "send_in")
    until(lambda: state(page) == "sent_in")
    sit("8200")
    page.activate()
    page.open(CODE)
    until(lambda: "send_back" in page.sheet.head.buttons)
    press(page, "send_back")
    page.sheet.panel.press()
    assert page.sheet.panel.problem.text() == "Say what should be otherwise."
    page.sheet.panel.words.setText("太长了")
    page.sheet.panel.press()
    until(lambda: state(page) == "draft")
    assert [one.body for one in desk.script_notes(CODE).result()] == ["太长了"]


def test_a_single_version_says_that_there_is_nothing_to_compare(
    sit: Sit, page: ScriptsPage, until: Until
) -> None:
    sit("8100")
    page.activate()
    opened(page, until)
    versions = page.sheet.versions
    page.sheet.tabs.setCurrentWidget(versions)
    until(lambda: len(versions.list.lines()) == 1)
    assert "only version" in versions.alone.text()
    assert versions.alone.isVisible()
    assert not versions.compared.isVisible()
    drafted(page, until)
    until(lambda: len(versions.list.lines()) == 2)
    page.sheet.tabs.setCurrentWidget(versions)
    assert versions.compared.isVisible()
    assert not versions.alone.isVisible()


def test_versions_differ_side_by_side_with_signs(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until
) -> None:
    sit("8100")
    page.activate()
    drafted(page, until)
    page.sheet.tabs.setCurrentWidget(page.sheet.versions)
    until(lambda: "⟦+ " in page.sheet.versions.diff.after.toPlainText())
    assert "谢谢您的耐心" in page.sheet.versions.diff.after.toPlainText()
    assert "谢谢您的耐心" not in page.sheet.versions.diff.before.toPlainText()
    lines = [line.right for line in page.sheet.versions.list.lines()]
    assert lines == ["Draft", "As shipped"]


def test_a_shipped_script_is_retired_with_a_reason(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8100")
    page.activate()
    opened(page, until)
    press(page, "retire")
    page.sheet.panel.press()
    assert "Say why" in page.sheet.panel.problem.text()
    page.sheet.panel.words.setText("没人用")
    page.sheet.panel.press()
    until(lambda: desk.script(CODE) is None)
    until(lambda: any(row.key == CODE and row.state == "retired" for row in page.collection.rows))


def test_a_suggestion_is_taken_as_a_draft_and_a_comment_declined_with_an_answer(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8101")
    desk.do(WriteScriptNote(CODE, kind="suggestion", words="换成这样说更好。")).result()
    desk.do(WriteScriptNote(CODE, body="太长")).result()
    sit("8100")
    page.activate()
    page.show_section("notes")
    until(lambda: len(page.notes.list.lines()) == 2)
    until(lambda: "(2)" in page.sections.tabText(1))
    window.side.count()
    until(lambda: {one.key: one.count for one in window.side.list.entries}["tray:scripts"] == 2)
    note = next(one for one in page.notes._notes.values() if one.kind == "comment")
    row = [line.key for line in page.notes.list.lines()].index(note.uid)
    page.notes.list.setCurrentIndex(page.notes.list.model().index(row, 0))
    page.notes.decline.click()
    assert "Say why" in window.notice.text
    page.notes.answer.setText("分两句说就好")
    page.notes.decline.click()
    until(lambda: len(page.notes.list.lines()) == 1)
    page.notes.list.setCurrentIndex(page.notes.list.model().index(0, 0))
    page.notes.take.click()
    until(lambda: state(page) == "draft")
    assert page.sheet.form.words.body.toPlainText() == "换成这样说更好。"
    answered = {one.kind: one for one in desk.script_notes(CODE).result()}
    assert answered["comment"].answer == "分两句说就好"
    assert answered["suggestion"].state == "taken"


def test_an_agent_writes_own_scripts_and_gives_them_keys(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8101")
    page.activate()
    page.new()
    form = page.sheet.form
    form.words.title.setText("我的问候")
    form.words.title.textEdited.emit("我的问候")
    form.code.setText("wodewh")
    form.code.textEdited.emit("wodewh")
    write(page, "您好，我是小林。")
    press(page, "save")
    until(lambda: any(row.key == "wodewh" and row.own for row in page.collection.rows))
    page.show_section("mine")
    until(lambda: [line.key for line in page.mine.own.lines()] == ["wodewh"])
    page.mine.own.setCurrentIndex(page.mine.own.model().index(0, 0))
    page.mine._assign(3)
    until(lambda: any(one.hotkey == 3 for one in desk.script_marks()))
    until(lambda: page.mine.keys.lines()[2].about == "我的问候")
    page.mine.delete.click()
    until(lambda: not page.mine.own.lines())


def test_ten_thousand_rows_are_narrowed_as_one_types(page: ScriptsPage) -> None:
    rows = page.collection.rows
    many = tuple(rows[n % len(rows)] for n in range(10_000))
    page.collection.rows = many
    page.left.look_for("安抚")
    assert len(page.list.collection.rows) > 100
    page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().maximum())
    assert len(page.list.collection._known) < 500  # words are made for what is in sight


def test_the_page_fits_a_small_screen_with_a_script_open(
    window: MainWindow, page: ScriptsPage, until: Until
) -> None:
    opened(page, until)
    least = page.minimumSize()
    assert least.width() <= 500  # what stands in the same place beside a ticket grows no wider
    assert page.minimumSizeHint().height() <= 600
    window.resize(900, 600)
    until(lambda: page.width() < 760)
    assert not page.left.isVisible()
    assert page.sheet.isVisible()
    page.close_sheet()
    assert page.left.isVisible()


def test_several_reviewed_scripts_are_put_in_force_together(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8100")
    uids = []
    for code in (CODE, "kcb"):
        script = desk.script(code)
        assert script is not None
        content = {**script_facts(script), "title": f"{script.title}（新）"}
        saved = desk.do(SaveScriptDraft(content)).result().result
        assert isinstance(saved, ScriptSaved)
        uids.append(saved.uid)
    desk.do(SendScriptIn(tuple(uids))).result()
    sit("8200")
    for uid in uids:
        desk.do(ReviewScript(uid, accept=True)).result()
    page.activate()
    until(lambda: page.left.reviewed.isVisible())
    assert page.left.reviewed.about.text().startswith("2 reviewed")
    page.left.reviewed.button.click()
    page.left.reviewed.panel.when.tomorrow.setChecked(True)
    page.left.reviewed.panel.button.click()
    until(lambda: not page.left.reviewed.isVisible())
    until(lambda: sum("coming" in row.lives for row in page.collection.rows) == 2)
    assert page.list.collection.rows


def test_what_is_typed_stays_while_somebody_else_saves_the_draft(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    me = sit("8100")
    page.activate()
    uid = drafted(page, until)
    write(page, "还有一句。")
    mine = page.sheet.form.words.body.toPlainText()
    other = next(one for one in desk.read.agents() if one.work_no == "8200")
    script = desk.script(CODE)
    assert script is not None
    theirs = {**script_facts(script), "body": "别人写的。"}
    desk.do(SaveScriptDraft(theirs, uid=uid), agent=other).result()
    page.sheet.reopen(uid)
    until(
        lambda: page.sheet.session.opened and page.sheet.session.opened.versions[0].changed_by != me
    )
    assert page.sheet.form.words.body.toPlainText() == mine
    press(page, "save")
    until(lambda: "draft of its own" in window.notice.text)
    until(lambda: page.sheet.session.version and page.sheet.session.version.uid != uid)
    kept = desk.script_text(uid).result()
    assert kept is not None
    assert kept.content["body"] == "别人写的。"


def test_a_colleagues_change_does_not_keep_words_on_their_way_from_coming(
    sit: Sit,
    page: ScriptsPage,
    until: Until,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sit("8100")
    page.activate()
    script = desk.script(CODE)
    assert script is not None
    better = {**script_facts(script), "body": "换一种说法。"}
    saved = desk.do(SaveScriptDraft(better)).result().result
    assert isinstance(saved, ScriptSaved)
    held: list[tuple[Future[object], str]] = []

    def later(uid: str) -> Future[object]:
        held.append((Future(), uid))
        return held[-1][0]

    read = desk.script_text
    monkeypatch.setattr(desk, "script_text", later)
    page.open(CODE, saved.uid)
    qtbot.waitUntil(lambda: len(held) == 1)
    desk.announce(Changes(kinds=frozenset({"script"}), origin="shared"))
    qtbot.waitUntil(lambda: len(held) == 2)
    for answer, uid in held:
        answer.set_result(read(uid).result())
    until(lambda: state(page) == "draft")
    assert page.sheet.form.words.body.toPlainText() == "换一种说法。"


def test_what_was_typed_comes_back_after_a_crash_and_from_the_drafts(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk
) -> None:
    sit("8100")
    page.activate()
    opened(page, until)
    write(page, "写到一半")
    page.sheet.keeper.save()
    opened(page, until, "kcb")
    assert "写到一半" not in page.sheet.form.words.body.toPlainText()
    tray = window.page("drafts")
    tray.load()
    line = next(one for one in tray.list.lines() if CODE in one.title)
    tray._on_opened(line.key)
    until(lambda: page.sheet.form.words.body.toPlainText().endswith("写到一半"))
    assert page.sheet.session.changed
