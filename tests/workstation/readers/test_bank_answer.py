"""Answers of banks as their files are: headings, words for the outcome, rows that are none."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from workstation.readers.bank_answer import columns_of, outcome_of, read_answer
from workstation.readers.errors import ReadError

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("交易成功", "paid"),
        ("成功", "paid"),
        ("已支付", "paid"),
        ("支付不成功", "failed"),
        ("失败", "failed"),
        ("退票", "failed"),
        ("处理中", "waiting"),
        ("待银行处理", "waiting"),
        ("部分成功", "waiting"),
        ("", "waiting"),
        ("Paid", "paid"),
        ("unpaid", "waiting"),
        ("COMPLETED", "paid"),
        ("Rejected: account closed", "failed"),
    ],
)
def test_the_bank_s_words_for_an_outcome(word: str, outcome: str) -> None:
    assert outcome_of(word) == outcome


def test_headings_of_different_banks() -> None:
    found = columns_of(
        ["序号", "收款账号", "收款户名", "金额(元)", "用途", "交易结果", "失败原因", "银行流水号"]
    )
    assert found["account"] == ("收款账号",)
    assert found["payee"] == ("收款户名",)
    assert found["amount"] == ("金额(元)",)
    assert found["outcome"] == ("交易结果",)
    assert found["reason"] == ("失败原因",)
    assert found["number"] == ("用途",)
    assert found["reference"] == ("银行流水号",)
    english = columns_of(["Payment number", "Beneficiary name", "Amount (CNY)", "Status", "Date"])
    assert set(english) == {"number", "payee", "amount", "outcome", "moment"}


def test_a_description_tells_the_outcome_where_nothing_else_does() -> None:
    """Banks that have no column of states say in words what became of a payment."""
    found = columns_of(["收款方账号", "收款方名称", "金额", "客户流水号", "状态描述", "失败描述"])
    assert (found["outcome"], found["reason"]) == (("状态描述",), ("失败描述",))
    assert found["payee"] == ("收款方名称",)
    found = columns_of(["收款账号", "交易金额", "业务编号", "返回码", "返回信息"])
    assert found["outcome"] == ("返回信息",)
    both = columns_of(["收款账号", "金额", "处理状态", "状态描述"])
    assert (both["outcome"], both["reason"]) == (("处理状态",), ("状态描述",))


def test_a_csv_in_the_bank_s_own_encoding(tmp_path: Path) -> None:
    file = tmp_path / "回单.csv"
    rows = [
        "批量付款结果查询,,,,,,",
        "业务编号,收款人户名,收款账号,金额,处理状态,失败原因,交易日期",
        'C7-0001,王芳,6222021234567890,"1,000.50",成功,,2026-06-21',
        "C7-0002,李强,6222021234567891,20.00,失败,户名不符,2026-06-21",
        "合计,,,1020.50,,,",
    ]
    file.write_bytes("\r\n".join(rows).encode("gb18030"))
    first, second = read_answer(file, ZONE)
    assert (first.number, first.outcome, first.amount_fen) == ("C7-0001", "paid", 100_050)
    assert (second.outcome, second.reason, second.line) == ("failed", "户名不符", 4)
    assert first.paid_at == 1_781_971_200_000


def test_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "answer.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["附言", "收款账号", "交易金额", "交易状态", "交易流水号"])
    sheet.write_row(
        1, 0, ["快件理赔款 C7-0001-2", "6222021234567890", 100.5, "交易成功", "20260621001"]
    )
    book.close()
    (line,) = read_answer(file, ZONE)
    assert (line.number, line.reference) == ("快件理赔款 C7-0001-2", "20260621001")
    assert (line.amount_fen, line.outcome) == (10_050, "paid")


def test_the_surest_heading_is_chosen_and_a_number_may_stand_in_several() -> None:
    found = columns_of(["付款账号", "收款账号", "业务编号", "用途", "处理状态", "总金额", "金额"])
    assert found["account"] == ("收款账号",)
    assert found["amount"] == ("金额",)
    assert found["number"] == ("业务编号", "用途")


def test_what_is_no_payment_is_passed_over_and_which_one_it_is_must_be_told(
    tmp_path: Path,
) -> None:
    file = tmp_path / "answer.csv"
    rows = ["收款账号,金额,处理状态", "6222021234567890,1,成功", ",2,", "6222021234567891,2,"]
    file.write_text("\n".join((*rows, ",3,成功")), "utf-8")
    told = [(one.account[-1:], one.outcome) for one in read_answer(file, ZONE)]
    assert told == [("0", "paid"), ("1", "waiting"), ("", "paid")]
    file.write_text("户名,金额,处理状态\n王芳,1,成功\n", "utf-8")
    with pytest.raises(ReadError, match="bank_columns"):
        read_answer(file, ZONE)


def test_a_file_that_tells_no_outcome_is_refused_with_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("收款账号,金额\n6222021234567890,1\n", "utf-8")
    with pytest.raises(ReadError) as caught:
        read_answer(file, ZONE)
    assert caught.value.code == "bank_columns"
    assert "收款账号" in str(caught.value.facts["columns"])
