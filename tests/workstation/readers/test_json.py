from __future__ import annotations

import json

import pytest

from workstation.readers.errors import ReadError
from workstation.readers.table import open_table

ROWS = [
    {
        "id": 1,
        "subject": "迟到",
        "customer": {"name": "张三", "phone": "13812345678"},
        "tags": ["a", "b"],
    },
    {"id": 2, "subject": "Lost 📦", "customer": {"name": "O'Neil"}, "closed": None, "vip": True},
]


def values(path):
    return [dict(row.values) for row in open_table(path).rows()]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.txt", "a.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_an_array_is_read_under_any_name_and_encoding(make, name, encoding):
    path = make(json.dumps(ROWS, ensure_ascii=False, indent=2), name, encoding)
    table = open_table(path)
    assert table.format == "json"
    assert table.headers == (
        "id",
        "subject",
        "customer.name",
        "customer.phone",
        "tags",
        "closed",
        "vip",
    )
    first, second = table.rows()
    assert first.values["customer.phone"] == "13812345678"
    assert first.values["tags"] == "a, b"
    assert second.values["subject"] == "Lost 📦"
    assert (first.line, second.line) == (2, 14)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
def test_json_lines_are_read_under_any_name(make, name):
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n\n"
    table = open_table(make(text, name))
    assert table.format == "jsonl"
    assert [row.line for row in table.rows()] == [1, 2]


def test_a_broken_line_is_one_refused_row(make):
    lines = [json.dumps(ROWS[0]), '{"id": 7, "subject": oops}', json.dumps(ROWS[1])]
    found = list(open_table(make("\n".join(lines), "a.jsonl")).rows())
    assert [row.problem for row in found] == [None, "broken_json", None]
    assert (found[1].line, found[1].raw) == (2, lines[1])


@pytest.mark.parametrize("indent", [None, 2])
def test_a_broken_object_in_an_array_does_not_hide_the_others(make, indent):
    good = [{"id": n, "body": f"words {n}", "log": [{"at": 1}, {"at": 2}]} for n in range(5)]
    text = json.dumps(good, indent=indent).replace('"words 2"', '"words 2')
    found = list(open_table(make(text, "a.json")).rows())
    assert [row.problem for row in found] == [None, None, "broken_json", None, None]
    assert "words 2" in found[2].raw
    assert found[2].facts["line"] >= found[2].line


def test_a_file_cut_off_in_the_middle_keeps_what_was_whole(make):
    text = json.dumps([{"id": n, "body": "words"} for n in range(5)])[:-20]
    found = list(open_table(make(text, "a.json")).rows())
    assert [row.problem for row in found] == [None] * 4 + ["broken_json"]


@pytest.mark.parametrize(
    "document",
    [
        {"total": 2, "data": ROWS},
        {"code": 0, "result": {"page": {"records": ROWS}}},
        {"tickets": ROWS, "users": [{"id": 9}]},
        {"T1": ROWS[0], "T2": ROWS[1]},
    ],
)
def test_the_list_is_found_inside_an_object(make, document):
    found = values(make(json.dumps(document), "a.json"))
    assert [row["subject"] for row in found] == ["迟到", "Lost 📦"]


@pytest.mark.parametrize(
    "document",
    [
        [["id", "subject"], [1, "a"], [2, "b"]],
        {"columns": ["id", "subject"], "data": [[1, "a"], [2, "b"]]},
        {"id": [1, 2], "subject": ["a", "b"]},
        {"id": {"0": 1, "1": 2}, "subject": {"0": "a", "1": "b"}},
    ],
)
def test_tables_written_as_json(make, document):
    assert values(make(json.dumps(document), "a.json")) == [
        {"id": "1", "subject": "a"},
        {"id": "2", "subject": "b"},
    ]


def test_a_single_object_is_one_row(make):
    assert values(make(json.dumps(ROWS[0]), "a.json"))[0]["customer.name"] == "张三"


def test_lists_of_messages_are_kept(make):
    row = {"id": 1, "messages": [{"from": "customer", "text": "你好"}]}
    found = values(make(json.dumps([row]), "a.json"))
    assert json.loads(found[0]["messages"]) == row["messages"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "json_without_rows"),
        ('{"a": ', "json_broken"),
        ("[{]", "json_broken"),
        ("{}", "json_without_rows"),
    ],
)
def test_json_without_rows_says_so(make, text, code):
    with pytest.raises(ReadError) as told:
        open_table(make(text, "a.json"))
    assert told.value.code == code
