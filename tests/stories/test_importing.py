"""Tickets from elsewhere: a CSV in GB18030 and a workbook, the bad rows mended and taken in."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.stories.conftest import Sit
from tests.stories.person import Person

HEAD = ("工单号", "创建时间", "客户姓名", "联系电话", "运单号", "问题描述", "状态")
ROWS = (
    (
        "GD-1",
        "2026-06-01 10:00",
        "欧阳娜娜",
        "13800138001",
        "SF8880000000011",
        "花瓶碎了",
        "处理中",
    ),
    (
        "GD-2",
        "2026-06-02 11:00",
        "李强",
        "13800138002",
        "SF8880000000012",
        "三天没有更新",
        "已解决",
    ),
)
BAD = (
    "GD-3",
    "2026-06-03 12:00",
    "王芳",
    "13800138003",
    "SF8880000000013",
    "",
    "处理中",
    "多",
    "余",
)


def csv(path: Path, rows: tuple[tuple[str, ...], ...], encoding: str) -> Path:
    path.write_bytes("".join(",".join(row) + "\r\n" for row in (HEAD, *rows)).encode(encoding))
    return path


def workbook(path: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("工单")
        for place, row in enumerate((HEAD, *rows)):
            sheet.write_row(place, 0, row)
    return path


def look_at(me: Person, file: Path):
    me.press("Ctrl+I")
    page = me.window.page("import")
    page.open(file)
    me.until(lambda: not me.program.bridge.busy and page.import_button.isEnabled())
    return page


def take_in(me: Person, page) -> None:
    me.click(page.import_button)
    me.until(lambda: not page._running)
    me.rest()


def test_a_list_from_another_system_is_found_again_in_the_queue(
    office: Path, tmp_path: Path, sit: Sit
) -> None:
    me = sit(office)
    page = look_at(me, csv(tmp_path / "导出.csv", ROWS, "gb18030"))
    assert page.shape.encoding.code() == "gb18030"
    assert page.columns.boxes["客户姓名"].code() == "customer_name"
    assert page.preview.rows.rowCount() == 2
    take_in(me, page)
    me.press("Escape")
    me.until(lambda: me.queue.isVisible())
    number = me.desk.read.ticket_by_number("GD-1").number
    assert me.find("GD-1") == [number]
    me.until(lambda: me.desk.read.find("欧阳娜", 5).rows)
    assert number in me.find("8001 欧阳")
    before = me.one("SELECT count(*) FROM ticket")
    page = look_at(me, tmp_path / "导出.csv")
    take_in(me, page)
    assert me.one("SELECT count(*) FROM ticket") == before


def test_refused_rows_come_back_in_a_file_that_can_be_mended_and_taken_in(
    office: Path, tmp_path: Path, sit: Sit
) -> None:
    me = sit(office)
    page = look_at(me, csv(tmp_path / "t.csv", (*ROWS, BAD), "utf-8"))
    page.keep_good.setChecked(True)
    take_in(me, page)
    assert me.desk.read.ticket_by_number("GD-1") is not None
    assert me.desk.read.ticket_by_number("GD-3") is None
    assert page.report.refused.isVisible()
    refused = next(
        path for path in tmp_path.iterdir() if path.suffix == ".csv" and path.name != "t.csv"
    )
    mended = refused.read_text("utf-8-sig").replace('"","处理中"', '"少了一件","处理中"')
    mended = mended.replace('"多","余"', '"",""')
    assert "GD-3" in mended
    refused.write_text(mended, "utf-8-sig")
    take_in(me, look_at(me, refused))
    assert me.desk.read.ticket_by_number("GD-3") is not None


def test_a_workbook_is_taken_in_the_same_way(office: Path, tmp_path: Path, sit: Sit) -> None:
    me = sit(office)
    page = look_at(me, workbook(tmp_path / "工单.xlsx", ROWS))
    take_in(me, page)
    ticket = me.desk.read.ticket_by_number("GD-2")
    assert ticket is not None
    assert (ticket.customer_name, ticket.waybill) == ("李强", "SF8880000000012")
