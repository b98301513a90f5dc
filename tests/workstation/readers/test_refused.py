from __future__ import annotations

import pytest

from workstation.readers.drafts import RefusedRow
from workstation.readers.proposal import propose
from workstation.readers.refused import write_refused
from workstation.readers.summary import summary
from workstation.readers.table import open_table


def refuse(drafts, path, out, **options):
    refused = [item for item in drafts(path, **options) if isinstance(item, RefusedRow)]
    return write_refused(refused, open_table(path, **options).headers, out)


def test_refused_rows_are_mended_and_imported_again(drafts, make, tmp_path):
    good = "1,2024-11-05,快递一直没有收到\n"
    path = make(f"工单号,创建时间,问题描述\n{good}2,2024-11-06,包裹,破损,要求赔偿\n合计,,\n")
    out = tmp_path / "refused.csv"
    assert refuse(drafts, path, out) == 2
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    text = out.read_text(encoding="utf-8-sig")
    assert "too_many_cells (cells=5, expected=3)" in text
    assert "total_row" in text

    out.write_text(
        text.replace('"包裹","破损","要求赔偿"', '"包裹破损要求赔偿","",""'), encoding="utf-8-sig"
    )
    again = open_table(out)
    assert not {"refused_line", "refused_reason"} & set(again.headers)
    counted = summary(drafts(out))
    assert (counted.drafts, counted.refused) == (1, 1)
    assert next(item for item in drafts(out) if not isinstance(item, RefusedRow)).external_no == "2"


def test_a_mended_file_gives_the_same_keys(drafts, make, tmp_path):
    head, words = "ticket id,description,status", "the parcel is late again (包裹又晚了，请处理)"
    path = make(
        f"{head}\n1,{words},Open\n2,{words} \udcff,Open\n".encode("utf-8", "surrogateescape")
    )
    out = tmp_path / "refused.csv"
    assert refuse(drafts, path, out) == 1
    out.write_text(out.read_text("utf-8-sig").replace("\\xff", ""), encoding="utf-8-sig")
    (mended,) = drafts(out)
    first = drafts(path)[0]
    assert mended.source == first.source
    assert propose(open_table(out)).fingerprint == propose(open_table(path)).fingerprint


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_broken_json_row_is_kept_as_text(drafts, make, tmp_path, name):
    lines = [
        '{"id": 1, "description": "one is late"}',
        '{"id": 2, "description": oops}',
        '{"id": 3, "description": "three"}',
    ]
    text = "\n".join(lines) if name == "a.jsonl" else "[\n" + ",\n".join(lines) + "\n]"
    out = tmp_path / "refused.csv"
    assert refuse(drafts, make(text, name), out) == 1
    written = out.read_text("utf-8-sig")
    assert "oops" in written
    assert "broken_json" in written
    (again,) = drafts(out)
    assert again.reason == "broken_json"
    out.write_text(written.replace("oops", '""mended at last""'), encoding="utf-8-sig")
    (mended,) = drafts(out)
    assert (mended.external_no, mended.body) == ("2", "mended at last")
    assert mended.source == drafts(tmp_path / name)[0].source


def test_nothing_is_written_when_nothing_was_refused(tmp_path):
    assert write_refused([], ("a",), tmp_path / "none.csv") == 0
    assert not (tmp_path / "none.csv").exists()


def test_the_reason_can_be_a_sentence(tmp_path):
    row = RefusedRow(7, "no_text", {}, {"a": "1"})
    write_refused([row], ("a",), tmp_path / "r.csv", lambda refused: f"Row {refused.line} is empty")
    assert "Row 7 is empty" in (tmp_path / "r.csv").read_text("utf-8-sig")
