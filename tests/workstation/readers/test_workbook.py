from __future__ import annotations

import datetime

import pytest
import xlsxwriter

from workstation.readers.errors import ReadError
from workstation.readers.table import open_table


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "tickets.xlsx"
    made = xlsxwriter.Workbook(str(path))
    made.add_worksheet("说明").write(0, 0, "只是说明")
    page = made.add_worksheet("工单")
    page.merge_range(0, 0, 0, 3, "十一月工单报表")
    page.write_row(2, 0, ["工单号", "创建时间", "问题描述", "运单号", "满意度"])
    moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(3, 0, [1001])
    page.write_datetime(3, 1, datetime.datetime(2024, 11, 5, 15, 20), moment)
    page.write_row(3, 2, ["没收到\n第二行", 773012345678901, 4.5])
    page.write_row(6, 0, [1002])
    page.write_datetime(6, 1, datetime.datetime(2024, 11, 6), day)
    page.write(6, 2, "破损")
    made.add_worksheet("空")
    made.close()
    return path


def test_the_fullest_sheet_is_read_with_its_row_numbers(book):
    table = open_table(book)
    assert (table.format, table.sheet, table.sheets) == ("xlsx", "工单", ("说明", "工单", "空"))
    assert table.headers == ("工单号", "创建时间", "问题描述", "运单号", "满意度")
    assert table.preamble == ("十一月工单报表",)
    first, second = table.rows()
    assert (first.line, second.line) == (4, 7)
    assert first.values == {
        "工单号": "1001",
        "创建时间": "2024-11-05 15:20:00",
        "问题描述": "没收到\n第二行",
        "运单号": "773012345678901",
        "满意度": "4.5",
    }
    assert second.values["创建时间"] == "2024-11-06"
    assert second.notes == ()


def test_another_sheet_can_be_asked_for(book):
    assert open_table(book, sheet="说明").sheet == "说明"
    for name, code in (("没有", "sheet_unknown"), ("空", "file_empty")):
        with pytest.raises(ReadError) as told:
            open_table(book, sheet=name)
        assert told.value.code == code


def test_the_name_of_the_file_does_not_matter(book):
    renamed = book.rename(book.with_name("tickets.csv"))
    assert open_table(renamed).format == "xlsx"


def test_text_named_like_a_workbook_is_read_as_text(make):
    assert open_table(make("id,body\n1,a\n", "tickets.xlsx")).format == "csv"


def test_an_encrypted_workbook_says_so(make):
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(ReadError) as told:
        open_table(make(content, "secret.xlsx"))
    assert told.value.code == "file_encrypted"


def test_a_hidden_sheet_is_not_read_unless_it_is_named(tmp_path):
    path = tmp_path / "tickets.xlsx"
    made = xlsxwriter.Workbook(str(path))
    shown = made.add_worksheet("工单")
    shown.write_row(0, 0, ["工单号", "问题描述"])
    shown.write_row(1, 0, ["A1", "快递破损"])
    hidden = made.add_worksheet("字典")
    for number in range(20):
        hidden.write_row(number, 0, ["编码", "名称", "备注"])
    hidden.hide()
    made.close()
    assert open_table(path).sheet == "工单"
    assert open_table(path, sheet="字典").sheet == "字典"


def test_a_sheet_of_billions_of_empty_cells_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "wide.xlsx"
    made = xlsxwriter.Workbook(str(path))
    page = made.add_worksheet("工单")
    page.write_row(0, 0, ["工单号", "问题描述"])
    page.write_row(1, 0, ["A1", "快递破损"])
    page.write(1_048_575, 16_383, "x")
    made.close()
    with pytest.raises(ReadError) as told:
        open_table(path)
    assert told.value.code == "file_too_large"
