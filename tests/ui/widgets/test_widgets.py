from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import commit, compose
from ui import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip, chip_width
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormRows
from ui.widgets.header import PageHeader
from ui.widgets.labels import ElidedLabel, EmptyState, key_hint
from ui.widgets.lines import Line, LineList
from ui.widgets.notice import FOOT, NoticeBar
from ui.widgets.pick import PickBox
from ui.widgets.search_box import SearchBox
from ui.widgets.side_list import SideEntry, SideList

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    QTest.qWaitForWindowActive(widget)


class TestComposingTextEdit:
    def test_ctrl_enter_submits_and_enter_writes_a_line(self, qtbot: QtBot) -> None:
        edit = ComposingTextEdit()
        shown(qtbot, edit)
        told: list[bool] = []
        edit.submitted.connect(lambda: told.append(True))
        QTest.keyClicks(edit, "one")
        QTest.keyClick(edit, Qt.Key.Key_Return)
        QTest.keyClick(edit, Qt.Key.Key_Return, CTRL)
        assert (edit.toPlainText(), told) == ("one\n", [True])

    @pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CTRL])
    def test_enter_that_confirms_a_candidate_does_nothing_else(
        self, qtbot: QtBot, modifier: Qt.KeyboardModifier
    ) -> None:
        edit = ComposingTextEdit()
        shown(qtbot, edit)
        told: list[object] = []
        edit.submitted.connect(lambda: told.append("sent"))
        edit.composed.connect(told.append)
        compose(edit, "ni hao")
        assert (edit.is_composing, edit.preedit) == (True, "ni hao")
        QTest.keyClick(edit, Qt.Key.Key_Return, modifier)
        assert (edit.toPlainText(), told) == ("", [True])
        commit(edit, "你好")
        assert (edit.toPlainText(), edit.is_composing, told) == ("你好", False, [True, False])

    def test_it_grows_with_its_text_up_to_a_height(self, qtbot: QtBot) -> None:
        edit = ComposingTextEdit(lines=2, most_lines=5)
        qtbot.addWidget(edit)
        heights = []
        for lines in (1, 2, 4, 5, 50):
            edit.setPlainText("\n".join("x" * lines))
            heights.append(edit.sizeHint().height())
        assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


class TestSearchBox:
    def test_it_searches_when_typing_rests_and_at_once_on_enter(self, qtbot: QtBot) -> None:
        box = SearchBox("find")
        shown(qtbot, box)
        with qtbot.waitSignal(box.searched) as found:
            QTest.keyClicks(box, " 5678 ")
        assert found.args == ["5678"]
        with qtbot.waitSignal(box.entered) as entered:
            QTest.keyClick(box, Qt.Key.Key_Return)
        assert entered.args == ["5678"]

    def test_unfinished_pinyin_is_not_searched(self, qtbot: QtBot) -> None:
        box = SearchBox()
        shown(qtbot, box)
        box.setFocus()
        told: list[str] = []
        box.searched.connect(told.append)
        box.entered.connect(told.append)
        compose(box, "hua ping")
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert told == []
        with qtbot.waitSignal(box.searched):
            commit(box, "花瓶")
        assert told == ["花瓶"]

    def test_a_shown_text_is_not_searched(self, qtbot: QtBot) -> None:
        box = SearchBox()
        qtbot.addWidget(box)
        with qtbot.assertNotEmitted(box.searched, wait=200):
            box.show_text("old")
        assert box.text() == "old"


ENTRIES = [
    SideEntry("", "Views"),
    SideEntry("a", "Mine", "user", 3),
    SideEntry("b", "Overdue", "clock", 12, "bad"),
    SideEntry("c", "All", "inbox"),
]


class TestSideList:
    @pytest.fixture
    def side(self, qtbot: QtBot) -> SideList:
        made = SideList()
        made.show_entries(ENTRIES)
        shown(qtbot, made)
        return made

    def test_mouse_and_arrows_choose_entries_never_headings(self, side: SideList) -> None:
        told: list[str] = []
        side.chosen.connect(told.append)
        for index in (0, 2):
            where = side.rect_of(index).center()
            QTest.mouseClick(side, Qt.MouseButton.LeftButton, pos=where)
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
            QTest.keyClick(side, key)
        assert told == ["b", "a", "b"]
        assert side.current == "b"

    def test_counts_change_without_touching_the_choice(self, side: SideList) -> None:
        side.choose("a")
        side.show_counts({"b": 9, "c": 1})
        assert [entry.count for entry in side.entries] == [None, 3, 9, 1]
        assert side.current == "a"
        assert not side.grab().isNull()

    def test_the_right_button_asks_for_a_menu(self, side: SideList) -> None:
        told: list[str] = []
        side.menu_wanted.connect(lambda key, _where: told.append(key))
        QTest.mouseClick(side, Qt.MouseButton.RightButton, pos=side.rect_of(3).center())
        assert told == ["c"]


class TestNoticeBar:
    def test_a_notice_is_said_and_its_button_runs_once(self, qtbot: QtBot) -> None:
        bar = NoticeBar()
        qtbot.addWidget(bar)
        told: list[str] = []
        bar.say("Resolved", "", "Undo", lambda: told.append("undone"))
        assert bar.isVisible()
        bar.findChild(QPushButton).click()
        assert (told, bar.isVisible(), bar.text) == (["undone"], False, "Resolved")

    def test_a_notice_leaves_by_itself_a_bad_one_stays(self, qtbot: QtBot) -> None:
        bar = NoticeBar()
        qtbot.addWidget(bar)
        bar.say("Saved", "good", seconds=1)
        assert bar.leaves_in_ms() == 1000
        bar.say("Broken", "bad")
        assert bar.leaves_in_ms() is None
        bar.say("Undone")
        assert bar.leaves_in_ms() == 10_000
        bar.dismiss()
        assert not bar.isVisible()


CHOICES = [("cod", "代收货款组"), ("claims", "理赔组"), ("customs", "关务组")]


class TestPickBox:
    @pytest.fixture
    def box(self, qtbot: QtBot) -> PickBox:
        made = PickBox()
        made.show_choices(CHOICES, "claims")
        shown(qtbot, made)
        return made

    def test_what_stands_is_a_code(self, box: PickBox) -> None:
        assert (box.code(), box.currentText()) == ("claims", "理赔组")
        box.choose("nothing")
        assert box.code() is None

    @pytest.mark.parametrize("typed", ["代收", "dshk", "DSHK"])
    def test_words_and_first_letters_find_a_choice(self, box: PickBox, typed: str) -> None:
        completer = box.completer()
        completer.setCompletionPrefix(typed)
        assert [completer.currentCompletion()] == ["代收货款组"]

    def test_a_chosen_completion_is_told_once(self, box: PickBox) -> None:
        told: list[object] = []
        box.picked.connect(told.append)
        box.completer().activated.emit("关务组")
        assert (told, box.code()) == (["customs"], "customs")

    def test_what_fits_nothing_is_taken_back(self, box: PickBox, qtbot: QtBot) -> None:
        other = QLineEdit()
        qtbot.addWidget(other)
        box.setFocus()
        box.setEditText("nonsense")
        box.clearFocus()
        assert (box.currentText(), box.code()) == ("理赔组", "claims")


def test_a_chip_is_as_wide_as_its_word_and_hides_without_one(qtbot: QtBot) -> None:
    chip = Chip("overdue 1 d", "time_overdue")
    shown(qtbot, chip)
    assert chip.sizeHint() == QSize(chip_width("overdue 1 d"), theme.size("chip"))
    assert chip.accessibleName() == "overdue 1 d"
    assert not chip.grab().isNull()
    chip.show_word("", "time_calm")
    assert not chip.isVisible()
    chip.show_word("2 h left", "time_calm")
    assert (chip.isVisible(), chip.text, chip.chip_look) == (True, "2 h left", "time_calm")


def test_a_long_line_is_cut_and_told_in_full(qtbot: QtBot) -> None:
    label = ElidedLabel("a rather long subject of a ticket")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""
    assert not label.grab().isNull()


def test_chips_flow_like_words(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, gap=4)
    for _ in range(6):
        part = QLabel()
        part.setFixedSize(50, 20)
        flow.addWidget(part)
    assert flow.heightForWidth(320) == 20
    assert flow.heightForWidth(160) == 44
    assert flow.heightForWidth(50) == 6 * 20 + 5 * 4
    flow.clear()
    assert flow.count() == 0


def test_a_form_says_what_is_wrong_below_the_field(qtbot: QtBot) -> None:
    form = FormRows()
    field = QLineEdit()
    other = QLineEdit()
    form.add("&Phone", field, "digits")
    form.add("&Name", other)
    shown(qtbot, form)
    form.complain(field, "Not a number.")
    form.complain(other, "")
    told = [one for one in form.findChildren(QLabel) if one.text() == "Not a number."]
    assert told[0].isVisible()
    assert field.property("look") == "wrong"
    form.complain(field, "")
    assert not told[0].isVisible()
    assert field.accessibleName() == "Phone"


def test_lines_open_by_enter_and_keep_their_choice(qtbot: QtBot) -> None:
    lines = LineList()
    shown(qtbot, lines)
    lines.show_lines([Line("a", "First", "about", "now"), Line("b", "Second")])
    lines.setCurrentIndex(lines.model().index(1, 0))
    told: list[str] = []
    lines.opened.connect(told.append)
    lines.removed.connect(lambda key: told.append(f"-{key}"))
    lines.show_lines([Line("c", "New"), Line("a", "First"), Line("b", "Second")])
    QTest.keyClick(lines, Qt.Key.Key_Return)
    QTest.keyClick(lines, Qt.Key.Key_Delete)
    assert told == ["b", "-b"]
    assert not lines.grab().isNull()


def test_buttons_run_and_follow_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    told: list[str] = []
    button = Button("Send", "send", "primary", lambda: told.append("sent"))
    small = IconButton("x", "Close", lambda: told.append("closed"))
    qtbot.addWidget(button)
    qtbot.addWidget(small)
    button.click()
    small.click()
    before = button.icon().cacheKey()
    theme.apply(qapp, "dark")
    assert button.icon().cacheKey() != before
    theme.apply(qapp, "light")
    small.show_icon("check")
    assert (told, small.toolTip(), small.accessibleName()) == (["sent", "closed"], "Close", "Close")


def test_an_empty_place_and_a_header_say_what_they_are(qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "Nothing", "here")
    empty.add_action(QPushButton("Do"))
    header = PageHeader("Claims")
    header.add(QPushButton("x"))
    for widget in (empty, header, key_hint("F8")):
        shown(qtbot, widget)
    empty.say("Still nothing")
    header.say("All claims", "12")
    assert header.title == "All claims"


def test_a_notice_leaves_the_question_at_the_foot_free(qtbot: QtBot) -> None:
    host, foot = QWidget(), QFrame()
    host.resize(800, 500)
    foot.setParent(host)
    foot.setProperty(FOOT, True)
    foot.setGeometry(0, 380, 800, 60)
    foot.hide()
    qtbot.addWidget(host)
    host.show()
    bar = NoticeBar(host)
    bar.say("Done")
    usual = bar.geometry().bottom()
    assert usual > 380
    foot.show()
    assert bar.geometry().bottom() < 380
    foot.hide()
    assert bar.geometry().bottom() == usual
    bar.dismiss()
