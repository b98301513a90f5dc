"""A file from elsewhere: seen, corrected, tried, taken in."""

from __future__ import annotations

import time

import pytest
from PySide6.QtTest import QTest

from tests.ui.elsewhere import go_elsewhere, is_left_alone

TICKETS = """工单号,创建时间,客户,电话,问题描述,状态,备用
A-1,2026-06-01 10:00,王芳,13800138001,收到的花瓶碎了,处理中,甲
A-2,2026-06-02 11:00,李强,13800138002,三天没有物流更新,已解决,乙
"""


@pytest.fixture
def rested(importing, bridge):
    def wait():
        deadline = time.monotonic() + 20
        while bridge.busy or importing._running:
            QTest.qWait(10)
            assert time.monotonic() < deadline

    return wait


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_a_file_is_understood_shown_and_taken_in(importing, desk, tmp_path, rested):
    told = []
    importing.imported.connect(lambda: told.append(1))
    importing.start(str(written(tmp_path / "t.csv", TICKETS, "gb18030")))
    rested()
    assert importing.shape.encoding.code() == "gb18030"
    assert importing.columns.boxes["问题描述"].code() in ("body", "subject")
    assert importing.columns.boxes["备用"].code() == "-"
    assert importing.preview.rows.rowCount() == 2
    importing.check_button.click()
    rested()
    assert importing.report.isVisible()
    assert not told
    importing.import_button.click()
    rested()
    assert told
    assert desk.read.ticket_by_number("A-1").customer_name == "王芳"


def test_a_column_is_given_another_field(importing, tmp_path, rested):
    importing.open(written(tmp_path / "t.csv", TICKETS))
    rested()
    importing.columns.boxes["备用"].picked.emit("note")
    rested()
    assert importing.columns.boxes["备用"].code() == "note"
    assert importing._look.plan.mapping.header("note") == "备用"


def test_refused_rows_are_named_and_the_good_ones_can_be_kept(importing, desk, tmp_path, rested):
    file = written(tmp_path / "t.csv", TICKETS + "A-3,2026-06-03,x,1,y,z,a,too,many\n")
    importing.open(file)
    rested()
    importing.import_button.click()
    rested()
    assert "Nothing was taken in" in importing.report.title.text()
    assert "Line 4" in importing.report.lines.text()
    assert importing.report.refused.isVisible()
    assert desk.read.ticket_by_number("A-1") is None
    importing.keep_good.setChecked(True)
    importing.import_button.click()
    rested()
    assert desk.read.ticket_by_number("A-1") is not None


def test_customers_are_taken_in_by_the_same_page(importing, desk, tmp_path, rested):
    file = written(tmp_path / "c.csv", "客户编号,姓名,手机\nK9,赵六,13500135000\n")
    importing.start(str(file), "customers")
    rested()
    importing.import_button.click()
    rested()
    assert desk.read.caller("13500135000").customers[0].name == "赵六"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4", "no table"),
        (b"", "is empty"),
        (b"<html><body>x</body></html>", "web page"),
        (b"PK\x03\x04 something", "archive"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(importing, tmp_path, rested, content, told):
    file = tmp_path / "t.csv"
    file.write_bytes(content)
    importing.open(file)
    rested()
    assert told in importing.problem.text()


def test_a_mapping_is_remembered(importing, tmp_path, rested):
    importing.open(written(tmp_path / "t.csv", TICKETS))
    rested()
    importing.columns.boxes["备用"].picked.emit("note")
    rested()
    importing.run()
    rested()
    importing.open(written(tmp_path / "more.csv", TICKETS.replace("A-", "B-")))
    rested()
    assert importing.columns.boxes["备用"].code() == "note"
    assert importing.shape.remembered.text()


def test_an_import_that_ends_leaves_the_keyboard_to_whoever_went_elsewhere(
    importing, tmp_path, rested
):
    importing.start(str(written(tmp_path / "t.csv", TICKETS)))
    rested()
    importing.import_button.setFocus()
    importing.import_button.click()
    line = go_elsewhere(importing)
    rested()
    assert importing.report.isVisibleTo(importing)
    assert is_left_alone(line)


def test_a_run_keeps_the_keyboard_on_its_page(importing, tmp_path, rested):
    importing.start(str(written(tmp_path / "t.csv", TICKETS)))
    rested()
    importing.check_button.setFocus()
    importing.check_button.click()
    assert importing.cancel_button.hasFocus()
    rested()
    assert importing.import_button.hasFocus()
