"""Collections of reply scripts as others keep them: tables, numbered text, JSON, and broken files."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from workstation.readers.errors import ReadError
from workstation.readers.script_fields import field_of
from workstation.readers.script_file import open_scripts
from workstation.readers.script_source import ScriptFile


def written(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(folder: Path, name: str = "scripts.xlsx", **sheets: list[list[Any]]) -> Path:
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    for title, rows in sheets.items():
        page = book.add_worksheet(title)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    return path


def told(file: ScriptFile) -> list[tuple[str, str]]:
    return [(one.values.get("title", ""), one.values.get("body", "")) for one in file.entries]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("话术内容", "body"),
        ("标准话术", "body"),
        ("快捷短语", "body"),
        ("快捷编码", "code"),
        ("short_code", "code"),
        ("话术名称", "title"),
        ("sectionTitle", "title"),
        ("适用场景", "scene"),
        ("英文内容", "body_en"),
        ("Content_EN", "body_en"),
        ("短信（英文）", "body_en_sms"),
        ("电话话术", "body_phone"),
        ("一级分类", "category"),
        ("回复时间", ""),
        ("创建人", ""),
    ],
)
def test_headers_say_what_a_column_is(header: str, name: str) -> None:
    assert field_of(header)[0] == name


# tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_text_in_any_letters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["标题", "内容"], ["催派", '"您好，\n马上催"'], ["破损", "请您提供照片，谢谢您的配合"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    found = open_scripts(written(tmp_path, "a.csv", text, encoding))
    assert told(found) == [("催派", "您好，\n马上催"), ("破损", "请您提供照片，谢谢您的配合")]


def test_a_table_without_headers(tmp_path: Path) -> None:
    rows = "催派,您好，马上为您催派，请您耐心等待一下\n破损,请您提供照片以便我们核实情况\n"
    found = open_scripts(written(tmp_path, "a.csv", rows))
    assert told(found) == [
        ("催派", "您好，马上为您催派，请您耐心等待一下"),
        ("破损", "请您提供照片以便我们核实情况"),
    ]
    assert {use.field for use in found.columns} == {"title", "body"}


def test_a_mapping_is_obeyed_and_unknown_fields_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "甲,乙,丙\n催派,您好，马上催,备用的话\n")
    found = open_scripts(path, {"甲": "title", "丙": "body", "乙": ""})
    assert told(found) == [("催派", "备用的话")]
    assert found.entries[0].extra == {"乙": "您好，马上催"}
    with pytest.raises(ReadError, match="mapping_broken"):
        open_scripts(path, {"甲": "colour"})


def test_sheets_are_categories_and_a_page_of_contents_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        目录=[["序号", "Sheet名", "条数"], [1, "售后", 2]],
        售后=[
            ["序号", "标题", "话术内容", "来源"],
            [1, "催派", "您好，马上催派", "甲"],
            [2, "破损", "请提供照片", "乙"],
        ],
        售前=[["标题", "话术内容"], ["欢迎", "您好，欢迎光临"]],
    )
    found = open_scripts(path)
    assert told(found) == [
        ("催派", "您好，马上催派"),
        ("破损", "请提供照片"),
        ("欢迎", "您好，欢迎光临"),
    ]
    assert [one.categories for one in found.entries] == [("售后",), ("售后",), ("售前",)]
    assert found.entries[0].extra == {"来源": "甲"}
    assert [one.title for one in found.passed] == ["目录"]


def test_merged_cells_headings_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("a")
    page.merge_range(0, 0, 0, 2, "客服话术表")
    page.write_row(1, 0, ["分类", "编号", "回复内容"])
    page.merge_range(2, 0, 3, 0, "催派")
    page.write_row(2, 1, [101, "您好，第一条"])
    page.write_row(3, 1, [102, "您好，\n第二条"])
    page.merge_range(4, 0, 4, 2, "售后")
    page.write_row(5, 0, ["破损", 103, "您好，第三条"])
    book.close()
    found = open_scripts(path)
    assert [one.values["code"] for one in found.entries] == ["101", "102", "103"]
    assert [one.values["body"] for one in found.entries] == [
        "您好，第一条",
        "您好，\n第二条",
        "您好，第三条",
    ]
    assert [one.categories for one in found.entries] == [("催派",), ("催派",), ("售后", "破损")]


def test_a_category_in_the_first_row_of_its_group(tmp_path: Path) -> None:
    rows = "分类,话术\n催派,您好，甲的话\n,您好，乙的话\n,您好，丙的话\n破损,您好，丁的话\n"
    found = open_scripts(written(tmp_path, "a.csv", rows))
    assert [one.categories for one in found.entries] == [("催派",)] * 3 + [("破损",)]


def test_several_wordings_and_channels_in_columns(tmp_path: Path) -> None:
    rows = [
        ["场景", "话术1", "话术2", "短信", "英文"],
        ["催派", "您好，甲", "您好，乙", "催了", "On its way"],
    ]
    entry = open_scripts(workbook(tmp_path, a=rows)).entries[0]
    assert dict(entry.values) == {
        "title": "催派",
        "body": "您好，甲",
        "body#2": "您好，乙",
        "body_sms": "催了",
        "body_en": "On its way",
    }


def test_a_formula_that_was_never_worked_out_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("a")
    page.write_row(0, 0, ["标题", "内容"])
    page.write(1, 0, "催派")
    page.write_formula(1, 1, '="您好"&"！"', None, "")
    page.write(2, 0, "破损")
    page.write_formula(2, 1, '="请提供"&"照片"', None, "请提供照片")
    book.close()
    found = open_scripts(path)
    assert [one.problem for one in found.entries] == ["formula_without_value", ""]
    assert found.entries[1].values["body"] == "请提供照片"


def test_rows_that_cannot_be_read_are_told_with_their_place(tmp_path: Path) -> None:
    good = "标题,内容\n催派,您好，马上催\n".encode()
    bad = "破损,请提供".encode() + b"\xff\xfe\xff" + "照片\n".encode()
    wide = "拒收,您好,多一格,再多一格\n".encode()
    found = open_scripts(written(tmp_path, "a.csv", good + bad + wide), encoding="utf-8")
    assert [(one.line, one.problem) for one in found.entries] == [
        (2, ""),
        (3, "undecodable"),
        (4, "too_many_cells"),
    ]


# numbered text and Markdown

COLLECTION = """# 通用售后客服话术

> 适用于所有平台。

## 使用说明

- 话术中的 `[变量]` 需要替换

---

## 售后（2条）

### 1. 退货政策说明

**适用场景：** 客户询问退货政策

```
Our return policy:
1) [Days] days
• **kept** [Exception 1]
```

---

### 2、态度投诉
**适用场景：** 客户不满

```
您好，抱歉。
```

## 使用技巧

1. **快速响应**：24 小时内响应

---

**更多：** [https://a.example/](https://a.example/)
"""


def test_numbered_headings_with_texts_in_fences(tmp_path: Path) -> None:
    found = open_scripts(written(tmp_path, "a.md", COLLECTION))
    assert told(found) == [
        ("退货政策说明", "Our return policy:\n1) [Days] days\n• **kept** [Exception 1]"),
        ("态度投诉", "您好，抱歉。"),
    ]
    assert [one.values["scene"] for one in found.entries] == ["客户询问退货政策", "客户不满"]
    assert [one.line for one in found.entries] == [13, 25]
    assert {one.title for one in found.passed} == {"使用说明", "使用技巧"}


def test_lists_dialogues_tables_and_chapters(tmp_path: Path) -> None:
    text = """# 话术库
## 一、开场白
1. 您好，我是客服[工号]，请问有什么可以帮您？
2. 亲，您好，很高兴为您服务！
## 二、催派
1. **首次催派**：您的快递[快递单号]正在派送。
2. **再次催派**
   您好，我已再次联系网点。
   - 没送到请找我
### （三）丢件
您好，您的包裹丢了。

请您提供：
1. 发票
2. 照片
## 问答
问：什么时候到？
答：您好，预计%date%送达。
## 表
| 场景 | 话术 |
|---|---|
| 破损 | 您好，<br>请提供照片 |
"""
    found = open_scripts(written(tmp_path, "a.md", text))
    assert told(found) == [
        ("", "您好，我是客服[工号]，请问有什么可以帮您？"),
        ("", "亲，您好，很高兴为您服务！"),
        ("首次催派", "您的快递[快递单号]正在派送。"),
        ("再次催派", "您好，我已再次联系网点。\n- 没送到请找我"),
        ("丢件", "您好，您的包裹丢了。\n\n请您提供：\n1. 发票\n2. 照片"),
        ("什么时候到？", "您好，预计%date%送达。"),
        ("破损", "您好，\n请提供照片"),
    ]
    assert [one.categories for one in found.entries][:3] == [("开场白",), ("开场白",), ("催派",)]


def test_several_texts_under_one_heading(tmp_path: Path) -> None:
    text = """## 1. 查询（id: `orders.query`）

**neutral**

> 订单 **{order_id}** 已发出。

**empathetic**

> 理解您着急。

## 2. 改址

**短信：**

> 改好了

**English:**

> Done.
"""
    found = open_scripts(written(tmp_path, "a.md", text)).entries
    assert [one.values["title"] for one in found] == [
        "查询（neutral）",
        "查询（empathetic）",
        "改址",
    ]
    assert [one.values.get("mood") for one in found] == ["calm", "upset", None]
    assert found[0].values["body"] == "订单 {order_id} 已发出。"
    assert found[0].values["code"] == "orders.query"
    assert (found[2].values["body_sms"], found[2].values["body_en"]) == ("改好了", "Done.")


def test_bold_words_inside_a_letter_are_no_headings(tmp_path: Path) -> None:
    text = """## Failures
### Template 1: Delayed Delivery

**Subject**: Sorry

Dear [Customer Name],

**What Happened**:
[Explanation]

### Template 2: Lost
It is lost.
"""
    found = open_scripts(written(tmp_path, "a.md", text))
    assert [title for title, _ in told(found)] == ["Delayed Delivery", "Lost"]
    assert "What Happened:\n[Explanation]" in found.entries[0].values["body"]


def test_numbered_plain_text(tmp_path: Path) -> None:
    text = "一、开场白\n1、您好，请问有什么可以帮您？\n2、亲，在的，请问需要什么？\n\n二、催派\n（一）首次催派\n您好，正在派送。\n给您添麻烦了。\n"
    found = open_scripts(written(tmp_path, "a.txt", text))
    assert told(found) == [
        ("", "您好，请问有什么可以帮您？"),
        ("", "亲，在的，请问需要什么？"),
        ("首次催派", "您好，正在派送。\n给您添麻烦了。"),
    ]


# JSON


def test_help_desks_json(tmp_path: Path) -> None:
    zendesk = {
        "macros": [
            {
                "title": "Shipping::Late",
                "actions": [
                    {"field": "status", "value": "solved"},
                    {"field": "comment_value", "value": ["channel:all", "Hi {{ticket.id}}"]},
                ],
            }
        ]
    }
    chatwoot = [{"id": 3, "short_code": "bye", "content": "Bye {{contact.name}}"}]
    zammad = [{"name": "greet", "keywords": "a, b", "content": "<div>Hi #{ticket.number}</div>"}]
    gorgias = {"data": [{"name": "Status", "actions": [
        {"name": "setResponseText", "arguments": {"body_text": "Hi there", "body_html": "<p>Hi</p>"}},
    ]}]}  # fmt: skip
    freshdesk = [{"title": "t", "content": "plain", "content_html": "<b>plain</b>"}]
    for number, (document, expected) in enumerate(
        [
            (zendesk, ("Late", "Hi {{ticket.id}}")),
            (chatwoot, ("", "Bye {{contact.name}}")),
            (zammad, ("greet", "<div>Hi #{ticket.number}</div>")),
            (gorgias, ("Status", "Hi there")),
            (freshdesk, ("t", "plain")),
        ]
    ):
        path = written(tmp_path, f"{number}.json", json.dumps(document))
        assert told(open_scripts(path)) == [expected]
    first = open_scripts(tmp_path / "0.json").entries[0]
    assert first.categories == ("Shipping",)
    assert first.extra == {"actions": 'status="solved"'}


def test_objects_of_objects_lists_of_wordings_and_bare_words(tmp_path: Path) -> None:
    document = {
        "售后": {"催派": "您好，马上帮您催派，请稍等", "破损": "您好，请您提供照片给我们"},
        "售前": {"a1": {"话术": "您好，欢迎光临", "标签": "开场"}},
    }
    found = open_scripts(written(tmp_path, "a.json", json.dumps(document)))
    assert [one.categories for one in found.entries] == [("售后",), ("售后",), ("售前",)]
    assert found.entries[2].values["code"] == "a1"
    document = {"replies": [{"intent": "问候", "templates": ["您好，甲", "您好，乙"]}]}
    found = open_scripts(written(tmp_path, "b.json", json.dumps(document)))
    assert told(found) == [("问候", "您好，甲"), ("问候（2）", "您好，乙")]


def test_json_entries_without_words_and_broken_ones_are_told(tmp_path: Path) -> None:
    found = open_scripts(written(tmp_path, "a.json", '[{"title": "a", "body": "b c d"}, {"x": 1}]'))
    assert [one.values.get("body", "") for one in found.entries] == ["b c d", ""]
    lines = (
        '{"title": "a", "body": "您好"}\n{"title": "b", "body": \n{"title": "c", "body": "再见"}\n'
    )
    found = open_scripts(written(tmp_path, "a.jsonl", lines))
    assert sorted(one.problem for one in found.entries) == ["", "", "broken_json"]


def test_a_folder_is_one_collection(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    (folder / "general").mkdir(parents=True)
    (folder / ".git").mkdir()
    written(folder, "README.md", "# 说明\n## 1. 甲\n您好，不是话术\n")
    written(folder / ".git", "a.md", "## 1. 甲\n您好\n")
    written(folder / "general", "aftersales.md", COLLECTION)
    written(folder, "b.csv", "标题,内容\n催派,您好，马上催\n")
    written(folder, "c.json", '{"version": 3}')
    found = open_scripts(folder)
    assert found.form == "folder"
    assert [one.place for one in found.entries] == [
        "b.csv:2",
        "general/aftersales.md:13",
        "general/aftersales.md:25",
    ]
    assert found.entries[1].categories == ("general", "aftersales", "售后（2条）")
    named = [(one.place, one.why) for one in found.passed]
    assert ("README.md", "about_the_collection") in named
    assert ("c.json", "not_readable") in named


# hostile and odd files


def test_wrong_extensions_do_not_matter(tmp_path: Path) -> None:
    book = workbook(tmp_path, "a.csv", a=[["标题", "内容"], ["催派", "您好，马上催"]])
    assert told(open_scripts(book)) == [("催派", "您好，马上催")]
    text = written(tmp_path, "b.xlsx", "标题,内容\n催派,您好，马上催\n")
    assert told(open_scripts(text)) == [("催派", "您好，马上催")]
    text = written(tmp_path, "c.csv", "# 甲\n## 1. 催派\n您好，马上催\n## 2. 破损\n请提供照片\n")
    assert told(open_scripts(text)) == [("催派", "您好，马上催"), ("破损", "请提供照片")]
    text = written(tmp_path, "d.md", "标题,内容\n催派,您好\n破损,请提供\n")
    assert told(open_scripts(text)) == [("催派", "您好"), ("破损", "请提供")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "file_empty"),
        ("a.csv", b"\xef\xbb\xbf \r\n\0\0", "file_empty"),
        ("a.xlsx", b"PK\x03\x04 no workbook", "file_is_archive"),
        ("a.pdf", b"%PDF-1.7 \0\0", "file_binary"),
        ("a.xls", b"<html><table><tr><td>a</td></tr></table>", "file_is_web_page"),
        ("a.json", b'{"a": [1, 2, 3]}', "json_without_rows"),
        ("a.json", b'{"a": ' * 100_000, "json_broken"),
        ("a.toml", b"[[script]]\ncode = ", "script_toml_broken"),
        ("a.md", "# 说明\n\n## 注意事项\n\n- 甲\n".encode(), "script_none_found"),
        ("a.csv", b"a,b\n1,2\n3,4\n", "script_column_missing"),
    ],
)
def test_files_that_cannot_be_read_say_why(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(ReadError, match=code):
        open_scripts(written(tmp_path, name, content))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="file_missing"):
        open_scripts(tmp_path / "none.csv")


def _swelling(path: Path, sheet: bytes, size: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(size):
                part.write(bytes(1 << 20))
    return path


def test_archives_that_swell_are_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="file_too_large"):
        open_scripts(_swelling(tmp_path / "a.xlsx", b"<sheetData/>", 300))
    wide = b'<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(ReadError, match="file_too_large"):
        open_scripts(_swelling(tmp_path / "b.xlsx", wide))


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A99999999"><v>1</v></c>',
        b"<c r='B9999999'><v>1</v></c>",
        b'<row r="4294967295"><c><v>1</v></c></row>',
        b'<c r="ZZZZ1"><v>1</v></c>',
        b'<c r="A&#57;9999999"><v>1</v></c>',
    ],
)
def test_cells_where_no_sheet_has_any_are_a_damage(tmp_path: Path, cell: bytes) -> None:
    path = _swelling(tmp_path / "a.xlsx", b'<sheetData><c r="A1"/>' + cell + b"</sheetData>")
    with pytest.raises(ReadError, match="file_damaged"):
        open_scripts(path)


def test_an_archive_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    path = _swelling(tmp_path / "a.xlsx", b"<sheetData/>", 2)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"xl/sharedStrings.xml") - 46  # its line in the table of contents
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ReadError, match="file_damaged"):
        open_scripts(path)


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 100_000 + "# a\n## 1. b\nhello\n",
        "# a\n## 1. b\n" + "**a " * 50_000,
        "# a\n## 1. b\n" + "![" * 50_000,
        "# a" + " " * 200_000 + "x\n## 1. b\nhello\n",
        "| a | b |\n|-" + " " * 200_000 + "x\n",
        "```\n" * 50_000,
        "> " * 50_000 + "a\n",
    ],
    ids=["comments", "bold", "images", "blanks", "table", "fences", "quotes"],
)
def test_texts_made_to_take_long_do_not(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, "a.md", text)
    with suppress(ReadError):  # script_none_found
        assert len(open_scripts(path).entries) < 10


def test_nuls_long_cells_and_ten_thousand_rows(tmp_path: Path) -> None:
    long = "很" * 1_700_000
    text = f"标题,内容\n催\0派,您\0好，马上催\n长,{long}\n"
    found = open_scripts(written(tmp_path, "a.csv", text))
    assert told(found)[0] == ("催派", "您好，马上催")
    assert len(found.entries[1].values["body"]) == len(long)
    rows = "标题,内容\n" + "".join(f"甲{n},您好，第{n}条话术\n" for n in range(10_000))
    assert len(open_scripts(written(tmp_path, "b.csv", rows)).entries) == 10_000
