"""08:59 the desk starts; 17:30 it closes, and the next morning everything stands where it was."""

from __future__ import annotations

from pathlib import Path

from tests.stories.conftest import Sit


def test_my_queue_is_there_though_the_office_cannot_be_reached(
    second: Path, office: Path, sit: Sit
) -> None:
    (office / "hub.db").rename(office / "away.db")
    me = sit(second, "8102")
    assert me.numbers()
    assert me.window.focusWidget() is me.queue.view
    me.until(lambda: "Offline since" in me.window.status_line.sentence)
    (office / "away.db").rename(office / "hub.db")
    me.window.sync_now()
    me.until(lambda: me.window.status_line.sentence == "In step")


def test_the_next_morning_drafts_columns_widths_and_view_are_as_i_left_them(
    office: Path, sit: Sit
) -> None:
    me = sit(office, resized=False)
    me.window.side.choose("view:overdue")
    me.rest()
    number = me.numbers()[2]
    me.click_row(number, twice=True)
    me.press("R")
    me.say("写到一半，下班了")
    view = me.queue.view
    view.show_columns(("number", "subject", "due_at"))
    view.set_widths({"subject": 333})
    me.window.panes.setSizes([185, 330, 10_000])
    widths = me.window.panes.sizes()
    me.leave()
    again = sit(office, resized=False)
    assert again.window.side.list.current == "view:overdue"
    assert again.shown.number == number
    assert again.page.reply.edit.toPlainText() == "写到一半，下班了"
    assert again.queue.view.columns() == ("number", "subject", "due_at")
    assert again.queue.view.widths()["subject"] == 333
    assert again.window.panes.sizes() == widths
    again.until(lambda: again.queue.current() == again.page.current())


def test_switching_to_chinese_loses_no_word(office: Path, sit: Sit) -> None:
    me = sit(office)
    me.open(me.numbers()[0])
    me.press("R")
    me.say("您好，正在")
    me.window.commands.run("desk.language")
    me.come()
    me.rest()
    assert me.page.reply.edit.toPlainText() == "您好，正在"
    assert me.window.status_line.sentence in ("已同步", "未共享")
