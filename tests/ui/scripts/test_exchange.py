"""Scripts of others are looked at before they are taken in; ours are written out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.elsewhere import go_elsewhere, is_left_alone
from tests.ui.scripts.conftest import Until
from ui.main_window import MainWindow
from ui.scripts.page import ScriptsPage
from workstation.desk import Desk
from workstation.domain.script_version import ScriptVersion
from workstation.store import scripts as kept

Sit = Callable[[str], str]
FOREIGN = """编号,标题,内容,分类,渠道
1,破损登记,您好[客户姓名]，您的快件[运单号]我们已登记，[优惠券码]请查收。,破损,电话
2,延误说明,您的快件还在路上，%tracking_no% 我们会继续跟进。,延误,短信
"""


def versions(desk: Desk) -> tuple[ScriptVersion, ...]:
    """All versions of the desk's scripts, own ones too."""
    connection = desk.read.connection
    return tuple(kept.versions(connection, [one.uid for one in kept.heads(connection)]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "theirs.csv"
    made.write_text(FOREIGN, "utf-8")
    return made


def test_a_file_is_shown_with_its_placeholders_before_anything_is_written(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk, file: Path
) -> None:
    sit("8100")
    page.activate()
    page.take_in()
    panel = page.importing
    panel.look_at(file)
    until(lambda: panel.table.plan.rows)
    assert panel.summary.text().startswith("2 new")
    assert "[客户姓名] → customer.name" in panel.placeholders.text()
    assert "[优惠券码]" in panel.placeholders.text()
    assert not versions(desk)
    panel.run_button.click()
    until(lambda: page.stack.currentWidget() is page.split)
    until(lambda: sum("draft" in row.lives for row in page.collection.rows) == 2)
    made = versions(desk)
    assert {one.title for one in made} == {"破损登记", "延误说明"}
    assert {one.state for one in made} == {"draft"}


def test_an_agent_takes_them_in_as_own_scripts_only(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk, file: Path
) -> None:
    me = sit("8101")
    page.activate()
    page.take_in()
    assert not page.importing.as_drafts.isVisible()
    page.importing.look_at(file)
    until(lambda: page.importing.table.plan.rows)
    page.importing.run_button.click()
    until(lambda: sum(row.own for row in page.collection.rows) == 2)
    assert {one.owner for one in versions(desk)} == {me}


def test_a_file_that_is_none_is_refused_with_a_sentence(
    window: MainWindow, page: ScriptsPage, until: Until, tmp_path: Path
) -> None:
    empty = tmp_path / "nothing.csv"
    empty.write_bytes(b"")
    page.take_in()
    page.importing.look_at(empty)
    until(lambda: page.importing.problem.isVisible())
    assert page.importing.problem.text()


def test_what_the_list_shows_is_written_out(
    window: MainWindow, page: ScriptsPage, until: Until, tmp_path: Path
) -> None:
    page.left.look_for("安抚")
    shown = {row.key for row in page.list.collection.rows}
    page.write_out()
    panel = page.exporting
    assert panel.listed.isChecked()
    target = tmp_path / "ours.json"
    panel.target.line.setText(str(target))
    panel.run()
    until(lambda: target.exists() and not panel.running)
    told = json.loads(target.read_text("utf-8"))
    assert {one["code"] for one in told["scripts"]} == shown


def test_a_place_that_is_none_is_named(window: MainWindow, page: ScriptsPage) -> None:
    page.write_out()
    page.exporting.target.line.setText("/nowhere/at/all.docx")
    page.exporting.run()
    assert not page.exporting.running


def test_looking_at_a_file_can_be_stopped_where_the_keyboard_is(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, desk: Desk, tmp_path: Path
) -> None:
    sit("8100")
    page.activate()
    page.take_in()
    panel = page.importing
    large = tmp_path / "large.csv"
    rows = (f"g{n},标题{n},您好[客户姓名]，第{n}件,破损,电话" for n in range(3_000))
    large.write_text("编号,标题,内容,分类,渠道\n" + "\n".join(rows), "utf-8")
    until(panel.choose.hasFocus)
    panel.look_at(large)
    assert panel.halt.isVisible()
    assert panel.halt.hasFocus()
    assert not panel.choose.isVisible()
    panel.halt.click()
    until(lambda: not panel.running)
    assert panel.stack.currentIndex() == 0
    assert panel.choose.hasFocus()
    assert not panel.table.plan.rows


def test_a_plan_that_is_made_late_leaves_the_keyboard_where_the_person_went(
    sit: Sit, window: MainWindow, page: ScriptsPage, until: Until, file: Path
) -> None:
    sit("8100")
    page.activate()
    page.take_in()
    page.importing.look_at(file)
    line = go_elsewhere(page)
    until(lambda: page.importing.table.plan.rows)
    assert is_left_alone(line)
