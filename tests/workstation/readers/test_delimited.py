from __future__ import annotations

import pytest

from workstation.readers.errors import ReadError
from workstation.readers.records import records
from workstation.readers.table import open_table


def rows_of(path, **options):
    return list(open_table(path, **options).rows())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(make, csv_text, delimiter):
    text = csv_text(
        ("id", "subject", "body"),
        (1, "late, very", "a;b|c\twith 'all' of them"),
        (2, "lost", 'line one\nline two, "quoted"'),
        (3, "", "x"),
        delimiter=delimiter,
    )
    table = open_table(make(text))
    assert table.delimiter == delimiter
    found = list(table.rows())
    assert [row.values["id"] for row in found] == ["1", "2", "3"]
    assert found[0].values["body"] == "a;b|c\twith 'all' of them"
    assert found[1].values["body"] == 'line one\nline two, "quoted"'
    assert [row.line for row in found] == [2, 3, 5]


def test_a_delimiter_can_be_named(make):
    assert open_table(make("a#b\n1#2\n"), delimiter="#").headers == ("a", "b")
    assert open_table(make("a\tb\n1\t2\n"), delimiter="tab").headers == ("a", "b")
    with pytest.raises(ReadError) as told:
        open_table(make("a,b\n"), delimiter="ab")
    assert told.value.code == "delimiter_unknown"


def test_the_hint_of_a_spreadsheet_is_understood(make):
    table = open_table(make("sep=;\nid;body\n1;a,b\n"))
    assert (table.headers, next(table.rows()).line) == (("id", "body"), 3)


def test_rows_can_be_walked_twice(make):
    table = open_table(make("id,body\n1,a\n2,b\n"))
    assert list(table.rows()) == list(table.rows())


def test_ragged_rows_are_padded_or_marked_but_never_lost(make):
    text = (
        "id,subject,body,status\n1,a,b,open\n2,a,b\n3,a,b,open,surplus\n4,a,b,open,,\n5,a,b,open\n"
    )
    found = rows_of(make(text))
    assert [row.values["id"] for row in found] == ["1", "2", "3", "4", "5"]
    assert found[1].notes == ("row_too_short",)
    assert found[1].values["status"] == ""
    assert found[2].problem == "too_many_cells"
    assert found[2].facts == {"cells": 5, "expected": 4}
    assert found[2].values["column_5"] == "surplus"
    assert found[3].problem is None


def test_duplicate_and_empty_headers_get_names_of_their_own(make):
    table = open_table(make("id,备注,备注,,status\n1,a,b,c,open\n2,a,b,c,open\n"))
    assert table.headers == ("id", "备注", "备注 (2)", "column_4", "status")
    assert next(table.rows()).values["备注 (2)"] == "b"


def test_a_file_without_header_keeps_its_first_row(make):
    text = "TK001,张先生,快递一直没有收到,已解决,2024-11-05\nTK002,王女士,包裹破损要求赔偿,处理中,2024-11-06\n"
    table = open_table(make(text))
    assert not table.has_header
    assert table.headers == tuple(f"column_{n}" for n in range(1, 6))
    assert len(list(table.rows())) == 2


def test_a_title_above_the_header_is_kept_apart(make):
    text = "工单导出报表,,\n导出时间：2024-11-05,,\n\n工单号,问题描述,状态\n1,迟到,已解决\n2,丢失,处理中\n"
    table = open_table(make(text))
    assert table.headers == ("工单号", "问题描述", "状态")
    assert table.header_line == 4
    assert table.preamble == ("工单导出报表", "导出时间：2024-11-05")
    assert [row.values["工单号"] for row in table.rows()] == ["1", "2"]


def test_unknown_names_are_still_a_header(make):
    table = open_table(
        make("foo,bar,baz\n1,2024-11-05,a long story about a parcel\n2,2024-11-06,b\n")
    )
    assert table.headers == ("foo", "bar", "baz")


def test_blank_rows_are_left_out(make):
    found = rows_of(make("id,body\n\n1,a\n,\n   \n2,b\n\n\n,,\n"))
    assert [row.values["id"] for row in found] == ["1", "2"]


def test_nul_bytes_are_removed_and_noted(make):
    found = rows_of(make(b"id,body\n1,a\x00b\n2,c\n"))
    assert (found[0].values["body"], found[0].notes) == ("ab", ("nul_removed",))
    assert found[1].notes == ()


def test_line_ends_may_be_mixed(make):
    found = rows_of(make(b'id,body\r\n1,a\n2,"b\r\nc"\r3,d\r\n'))
    assert [(row.values["id"], row.values["body"]) for row in found] == [
        ("1", "a"),
        ("2", "b\nc"),
        ("3", "d"),
    ]


def test_a_huge_cell_is_read(make):
    story = "x" * 3_000_000
    assert rows_of(make(f'id,body\n1,"{story}"\n'))[0].values["body"] == story


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('1,"a ""b"" c",d', [("1", 'a "b" c', "d")]),
        ('1,"a \\"b\\" c",d', [("1", 'a \\"b\\" c', "d")]),
        ('1,5" pipe,d', [("1", '5" pipe', "d")]),
        ('1, "a,b" ,d', [("1", "a,b", "d")]),
        ('1,"",d', [("1", "", "d")]),
        ('1,"abc"def,d', [("1", "abcdef", "d")]),
        ('1,"never closed,d\n2,e,f', [("1", '"never closed', "d"), ("2", "e", "f")]),
        ('1,"open,d\n2,"good, text",f', [("1", '"open', "d"), ("2", "good, text", "f")]),
        ('1,"a\n\nb",d\n2,e,f', [("1", "a\n\nb", "d"), ("2", "e", "f")]),
    ],
)
def test_quotes(text, cells):
    lines = text.splitlines(keepends=True)
    assert [record.cells for record in records(lines, ",")] == cells


def test_an_unclosed_quote_is_noted_and_swallows_nothing(make):
    found = rows_of(make('id,body,status\n1,"oh no,open\n2,b,open\n3,c,open\n'))
    assert [row.values["id"] for row in found] == ["1", "2", "3"]
    assert found[0].notes == ("quote_unclosed",)


def test_the_refusals_own_columns_are_not_columns(make):
    table = open_table(make("id,body,refused_line,refused_reason\n1,a,7,too_many_cells\n"))
    assert table.headers == ("id", "body")
    assert next(table.rows()).values == {"id": "1", "body": "a"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"\n\n  \n", "file_empty"),
        (b",,,\n,,\n", "file_empty"),
        (b"%PDF-1.7 ...", "file_binary"),
        (b"\x89PNG\r\n", "file_binary"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file_is_web_page"),
        (b"PK\x03\x04 not a workbook", "file_is_archive"),
        (b"PK\x03\x04 xl/ broken", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "file_damaged"),
    ],
)
def test_files_that_cannot_be_read_say_why(make, content, code):
    with pytest.raises(ReadError) as told:
        open_table(make(content, "some.csv"))
    assert told.value.code == code


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    with pytest.raises(ReadError) as told:
        open_table(tmp_path / "none.csv")
    assert told.value.code == "file_missing"
    with pytest.raises(ReadError) as told:
        open_table(tmp_path)
    assert told.value.code == "file_not_readable"


def test_a_single_column_is_not_cut(make):
    table = open_table(make("description\nlate, and rude\nlost; again\n"))
    assert table.headers == ("description",)
    assert [row.values["description"] for row in table.rows()] == ["late, and rude", "lost; again"]


def test_lines_above_the_header_may_have_some_cells(make):
    table = open_table(
        make(
            "客服部工单导出\n导出时间,2025-03-01\n\n工单号,客户,描述\nT1,甲,内容一\nT2,乙,内容二\n"
        )
    )
    assert table.headers == ("工单号", "客户", "描述")
    assert [row.values["工单号"] for row in table.rows()] == ["T1", "T2"]


def test_names_of_groups_of_columns_stand_above_the_header(make):
    table = open_table(
        make(
            "客户信息,,工单信息,\n姓名,电话,编号,描述\n甲,13800000001,Q1,内容一\n乙,13800000002,Q2,内容二\n"
        )
    )
    assert table.headers == ("姓名", "电话", "编号", "描述")
    assert [row.values["编号"] for row in table.rows()] == ["Q1", "Q2"]
