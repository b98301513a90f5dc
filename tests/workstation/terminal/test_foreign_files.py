"""Files of other systems, through the command: every row is a ticket or a refused row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from workstation.terminal.main import main

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def told(*argv: str) -> tuple[int, dict[str, Any]]:
        code = main(["--json", "--profile", str(tmp_path / "profile"), *argv])
        answer = json.loads(capsys.readouterr().out)
        assert isinstance(answer, dict)
        return code, answer

    return told


def table(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


ZENDESK = table(
    ("Id", "Subject", "Status", "Priority", "Requester", "Requester email", "Created at", "Via",
     "Description"),
    ("100123", "Where is my parcel?", "Open", "High", "Ana Lopez", "ana@example.com",
     "2024-03-01 10:22:11 UTC", "Mail", "Parcel 1Z999AA10123456784 is late\nsecond line"),
    ("100124", "Broken vase", "Solved", "Normal", "Bob", "bob@example.com",
     "2024-03-02 08:00:00 UTC", "Web", 'The vase "Ming" arrived broken'),
)  # fmt: skip
ZAMMAD = table(
    ("#", "Titel", "Kunde", "Status", "Priorität", "Erstellt am", "Geschlossen am", "Text"),
    ("10001", "Päckchen beschädigt", "Jürgen Groß", "geschlossen", "3 hoch", "05.11.2024 14:30",
     "06.11.2024 09:00", "Das Päckchen kam beschädigt an"),
    ("10002", "Lieferung zu spät", "Ömer", "neu", "2 normal", "07.11.2024 08:15", "",
     "Seit Tagen warte ich"),
    delimiter=";",
)  # fmt: skip
JIRA = table(
    ("Summary", "Issue key", "Issue Type", "Status", "Priority", "Assignee", "Reporter", "Created",
     "Description", "Comment", "Comment"),
    ("Label printer broken", "SUP-1", "Bug", "Done", "Highest", "ann", "rob", "05/Nov/24 2:30 PM",
     "The printer is broken", "05/Nov/24 3:00 PM;ann;Looking", "06/Nov/24 8:00 AM;rob;thanks"),
    ("Refund", "SUP-2", "Task", "To Do", "Medium", "", "rob", "07/Nov/24 2:30 PM",
     "I want my money back", "", ""),
)  # fmt: skip
JAPANESE = table(
    ("受付番号", "氏名", "電話番号", "問い合わせ内容", "状態", "受付日時"),
    ("R-001", "山田太郎", "090-1234-5678", "荷物がまだ届きません", "対応中", "2024年11月5日 14:30"),
    ("R-002", "鈴木花子", "080-1111-2222", "花瓶が割れていました", "完了", "令和6年11月6日 9:00"),
)
SPANISH = table(
    ("Número", "Asunto", "Descripción", "Estado", "Cliente", "Teléfono", "Fecha de creación"),
    ("77", "Paquete dañado", "El paquete llegó roto", "Abierto", "José Núñez", "+34 600 11 22 33",
     "25/11/2024 14:30"),
    delimiter=";",
)  # fmt: skip
CHINESE = table(
    ("工单编号", "客户姓名", "联系电话", "问题描述", "处理状态", "创建时间"),
    ("W1", "张三", "13800138000", "快件破损\n里面碎了", "处理中", "2024/11/5 9:03"),
    ("W2", "李四", "１３９００１３９０００", "一直不派送", "已完结", "2024/11/6 10:00"),
    delimiter="\t",
)
NO_HEADER = table(
    ("20241105001", "张三", "13800138000", "快件三天没动静", "处理中", "2024-11-05 09:03:00"),
    ("20241105002", "李四", "13900139000", "花瓶碎了要求赔偿", "已完结", "2024-11-05 10:03:00"),
)
NESTED = json.dumps(
    {
        "tickets": [
            {
                "id": 1,
                "subject": "Late",
                "description": "It is late",
                "status": "open",
                "created_at": "2024-01-05T10:00:00Z",
                "requester": {"name": "Kim", "phone": "010-1234-5678"},
                "comments": [
                    {
                        "author": {"name": "Zoe", "role": "agent"},
                        "body": "We look into it",
                        "created_at": "2024-01-05T12:00:00Z",
                    }
                ],
            },
            {"id": 2, "subject": "Lost", "description": "lost parcel", "tags": ["lost"]},
        ],
        "count": 2,
    }
)
LINES = "\n".join(
    json.dumps({"单号": f"L{n}", "内容": f"第{n}件还没到", "时间": "2024-11-05 10:00"},
               ensure_ascii=False)
    for n in range(3)
)  # fmt: skip

FILES = [
    ("zendesk.csv", ZENDESK, "utf-8", ["100123", "100124"], "arrived broken"),
    ("zammad.csv", ZAMMAD, "cp1252", ["10001", "10002"], "Päckchen"),
    ("jira.csv", JIRA, "utf-8", ["SUP-1", "SUP-2"], "thanks"),
    ("ja.csv", JAPANESE, "cp932", ["R-001", "R-002"], "花瓶が割れて"),
    ("es.csv", SPANISH, "cp1252", ["77"], "llegó roto"),
    ("utf16.txt", CHINESE, "utf-16", ["W1", "W2"], "13900139000"),
    ("裸.csv", NO_HEADER, "gb18030", ["20241105001", "20241105002"], "花瓶碎了"),
    ("nested.json", NESTED, "utf-8", ["1", "2"], "We look into it"),
    ("lines.jsonl", LINES, "utf-8-sig", ["L0", "L1", "L2"], "第1件还没到"),
]


@pytest.mark.parametrize(("name", "text", "encoding", "numbers", "words"), FILES)
def test_each_row_is_found_again(
    run: Run, tmp_path: Path, name: str, text: str, encoding: str, numbers: list[str], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    code, told = run("import", str(path))
    assert (code, told["created"], told["refused"]) == (0, len(numbers), 0)
    for number in numbers:
        code, shown = run("show", number)
        assert (code, shown["ticket"]["external_no"]) == (0, number)
        assert shown["ticket"]["status"] in ("new", "open", "resolved", "closed")
    _, found = run("find", words)
    assert found["total"] == 1
    code, told = run("import", str(path))
    assert (code, told["created"], told["updated"], told["unchanged"]) == (0, 0, 0, len(numbers))
    assert run("list")[1]["total"] == len(numbers)


def test_a_workbook_with_title_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "客服导出.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("说明").write(0, 0, "本表由客服系统导出")
    sheet = book.add_worksheet("工单明细")
    sheet.write(0, 0, "客服工单明细表")
    sheet.write(1, 3, "导出人：管理员")
    rows: tuple[tuple[Any, ...], ...] = (
        ("工单编号", "客户名称", "手机号", "运单号", "问题描述", "工单状态", "创建时间", "满意度"),
        ("GD1", "陈女士", 13800138000, 123456789012, "收到时玻璃碎了", "处理中",
         datetime(2024, 11, 5, 9, 3), None),
        ("GD2", "刘先生", "138****8001", "SF1234567890123", "三天没派送", "已办结",
         datetime(2024, 11, 5, 10, 3), "非常满意"),
    )  # fmt: skip
    dates = book.add_format({"num_format": "yyyy/m/d h:mm"})
    for place, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell, *([dates] if isinstance(cell, datetime) else []))
    book.close()
    code, told = run("import", str(path))
    assert (code, told["created"], told["flags"]) == (0, 2, {"phone_masked": 1})
    _, shown = run("show", "GD1")
    facts = shown["ticket"]
    assert (facts["phone"], facts["waybill"]) == ("13800138000", "123456789012")
    assert facts["created_at"] == "2024-11-05T01:03:00Z"
    assert run("show", "GD2")[1]["ticket"]["satisfaction"] == 3


def test_refused_rows_are_mended_and_imported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text(
        "工单号,描述,创建时间\nQ1,好的,2024-11-05 10:00\n"
        "Q2,多一列,2024-11-05 10:00,extra,more\nQ3\n\nQ5,后面,2024-11-06 10:00\n",
        "utf-8",
    )
    code, told = run("import", str(path), "--keep-good")
    assert (code, told["rows"], told["created"], told["refused"]) == (0, 4, 2, 2)
    refused = Path(told["refused_file"])
    lines = refused.read_text("utf-8-sig")
    assert "Q2" in lines
    assert "Q3" in lines
    with refused.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["描述"] = row["描述"] or "补上的描述"
        row["创建时间"] = row["创建时间"] or "2024-11-07 10:00"
    mended = tmp_path / "mended.csv"
    with mended.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, ("工单号", "描述", "创建时间"), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    code, told = run("import", str(mended))
    assert (code, told["created"], told["refused"]) == (0, 2, 0)
    assert run("show", "Q3")[1]["ticket"]["subject"] == "补上的描述"
    code, told = run("import", str(path), "--keep-good")
    assert (told["created"], told["refused"]) == (0, 2)


def test_rows_merged_and_totals_left_out_are_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_text(
        table(
            ("ticket_id", "subject", "message_id", "author", "author_role", "created_at", "message"),
            ("T-1", "Parcel", "1", "Ann", "customer", "2024-11-05T10:00:00Z", "Where is it?"),
            ("T-2", "Broken", "2", "Cy", "customer", "2024-11-05T11:00:00Z", "The cup is broken"),
            ("T-1", "Parcel", "3", "Bob", "agent", "2024-11-05T10:30:00Z", "I am looking into it"),
            ("Total", "", "", "", "", "", "3"),
        ),
        "utf-8",
    )  # fmt: skip
    code, told = run("import", str(path))
    assert (code, told["rows"], told["created"]) == (0, 4, 2)
    assert (told["merged"], told["refused"]) == (1, 1)
    assert told["refused_rows"] == [{"line": 5, "reason": "total_row"}]
    assert "Total" in Path(told["refused_file"]).read_text("utf-8-sig")
    assert run("find", "looking into it")[1]["total"] == 1
    code, told = run("import", str(path))
    assert (code, told["created"], told["unchanged"], told["merged"]) == (0, 0, 2, 1)


def test_the_matter_is_understood_in_other_languages(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ja.csv"
    path.write_bytes(JAPANESE.encode("cp932"))
    run("import", str(path))
    assert run("show", "R-001")[1]["ticket"]["class_code"] == "timeliness"
    assert run("show", "R-002")[1]["ticket"]["subtype"] == "safety.damaged"


def test_what_is_no_table_is_named(run: Run, tmp_path: Path) -> None:
    for name, content, code in (
        ("empty.csv", b"", "file_empty"),
        ("page.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>",
         "file_is_web_page"),
        ("broken.json", b"{", "json_broken"),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(content)
        exit_code, told = run("import", str(path))
        assert (exit_code, told["error"]) == (1, code)
        assert name in told["message"]
