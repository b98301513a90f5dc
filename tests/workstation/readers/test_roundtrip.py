"""Whatever is written into a file comes out again: as a draft or as a refused row."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workstation.readers.conftest import NOW, ZONE
from workstation.readers.drafts import RefusedRow
from workstation.readers.errors import READ_CODES, ReadError
from workstation.readers.proposal import propose
from workstation.readers.refused import write_refused
from workstation.readers.summary import Summary
from workstation.readers.table import open_table
from workstation.readers.tickets import read_tickets

HEADERS = ("ticket id", "created at", "description", "status", "备注信息x")
cell = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff")
    | st.sampled_from('\n,;|"'),
    max_size=30,
)
row = st.tuples(
    st.integers(1, 99).map(str),
    st.sampled_from(["2024-11-05", "", "2099-01-01", "soon"]),
    cell,
    cell,
    cell,
)


def read(path: Path, **options):
    table = open_table(path, **options)
    return table, list(read_tickets(table, propose(table), zone=ZONE, now=NOW))


def words(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@settings(max_examples=60)
@given(
    st.lists(row, min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8-sig", "utf-16", "gb18030"]),
)
def test_csv_rows_in_are_drafts_and_refused_rows_out(tmp_path, rows, delimiter, encoding):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEADERS, *rows])
    path = tmp_path / "t.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    table, items = read(path, encoding=None if "utf" in encoding else encoding, delimiter=delimiter)
    assert len(items) == len(rows)
    for made, found in zip(rows, table.rows(), strict=True):
        assert list(found.values.values()) == [words(text) for text in made]
    keys = [item.source_key for item in items if not isinstance(item, RefusedRow)]
    assert len(keys) == len(set(keys))
    assert len({item.line for item in items}) == len(items)


value = st.sampled_from(
    ["Email", "Phone", "状态", "客户", "Open", "7", "2024-11-05", "late parcel", "Chat", "x"]
)


@settings(max_examples=100)
@given(st.lists(st.lists(value, min_size=4, max_size=4), min_size=2, max_size=30))
def test_no_full_row_is_taken_for_a_title(tmp_path, rows):
    path = tmp_path / "t.csv"
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    table = open_table(path)
    assert table.preamble == ()
    assert table.header_line in (None, 1)
    assert len(list(table.rows())) == len(rows) - (table.header_line is not None)


@settings(max_examples=40)
@given(st.lists(row, min_size=1, max_size=12), st.booleans())
def test_json_rows_in_are_drafts_and_refused_rows_out(tmp_path, rows, by_line):
    objects = [dict(zip(HEADERS, made, strict=True)) for made in rows]
    text = "\n".join(map(json.dumps, objects)) if by_line else json.dumps(objects, indent=1)
    path = tmp_path / "t.json"
    path.write_text(text, encoding="utf-8")
    table, items = read(path)
    assert len(items) == len(rows)
    for made, found in zip(objects, table.rows(), strict=True):
        assert found.values == {name: value.strip() for name, value in made.items()}


@settings(max_examples=15)
@given(st.lists(row, min_size=1, max_size=8))
def test_workbook_rows_in_are_drafts_and_refused_rows_out(tmp_path, rows):
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    page = book.add_worksheet()
    for at, made in enumerate([HEADERS, *rows]):
        for column, text in enumerate(made):
            page.write_string(at, column, text)
    book.close()
    table, items = read(path)
    assert len(items) == len(rows)
    assert [found.line for found in table.rows()] == list(range(2, len(rows) + 2))


@settings(max_examples=60)
@given(
    st.binary(min_size=1, max_size=400), st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.xlsx"])
)
def test_any_bytes_are_read_or_refused_with_a_known_code(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    try:
        table, items = read(path)
    except ReadError as error:
        told = error.code
    else:
        told = ""
        assert len(items) == len(list(table.rows()))
    assert told in ("", *READ_CODES)


@settings(max_examples=60)
@given(st.text(st.sampled_from('ab1"",,\n\n;{}[]:\\é快'), max_size=200))
def test_broken_text_never_stops_a_reader(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(
        f"id,description,status\n{text}\n1,words of a customer,open\n", encoding="utf-8"
    )
    table, items = read(path)
    assert len(items) == len(list(table.rows()))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 50).map(str), cell.map(words)), min_size=1, max_size=8))
def test_refused_rows_come_back_whole(tmp_path, rows):
    refused = [
        RefusedRow(at, "no_text", {}, {"id": a, "text": b}) for at, (a, b) in enumerate(rows)
    ]
    path = tmp_path / "refused.csv"
    write_refused(refused, ("id", "text"), path)
    table = open_table(path)
    assert table.headers == ("id", "text")
    assert [found.values for found in table.rows()] == [item.values for item in refused]


@pytest.mark.parametrize("shape", ["csv", "json", "jsonl"])
def test_fifty_thousand_rows_stream_in_little_memory(tmp_path, shape):
    path, count = tmp_path / f"big.{shape}", 50_000 if shape == "csv" else 20_000
    body = "包裹一直没有收到，请尽快处理，谢谢你们的帮助。" * 4
    with path.open("w", encoding="utf-8") as file:
        if shape == "csv":
            file.write("工单号,创建时间,问题描述,状态\n")
            file.writelines(f'G{n},2024-11-05 10:00,"{body}\n{n}",处理中\n' for n in range(count))
        else:
            start, between, end = ("[\n", ",\n", "\n]") if shape == "json" else ("", "\n", "\n")
            file.write(start)
            for n in range(count):
                row_ = {"id": f"G{n}", "description": f"{body}{n}", "status": "处理中"}
                file.write((between if n else "") + json.dumps(row_, ensure_ascii=False))
            file.write(end)
    table = open_table(path)
    mapping = propose(table)
    counted = Summary()
    iterator = read_tickets(table, mapping, zone=ZONE, now=NOW)
    for _ in range(2_000):
        counted.count(next(iterator))
    tracemalloc.start()
    for at, item in enumerate(iterator):
        counted.count(item)
        if at == 4_000:
            break
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000
    for item in iterator:
        counted.count(item)
    assert (counted.drafts, counted.refused) == (count, 0)
    assert 0.5 * count < table.row_estimate < 2 * count
