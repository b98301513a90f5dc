"""Read what a bank answered to payments out of its file: CSV or a workbook, any bank's columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Final

from workstation.domain.bank_answer import AnswerLine
from workstation.readers.amounts import parse_money
from workstation.readers.errors import ReadError
from workstation.readers.moments import parse_moment
from workstation.readers.table import SourceRow, open_table

#: Field -> words of the headings that tell it, the surest first.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "number": (
        *("业务编号", "客户业务编号", "客户流水号", "企业流水号", "商户订单号", "业务参考号"),
        *(
            "付款编号",
            "订单号",
            "指令编号",
            "对账码",
            "ourreference",
            "endtoendid",
            "paymentnumber",
        ),
        *("clientreference", "附言", "用途", "摘要", "备注", "remark", "purpose", "narrative"),
    ),
    "account": (
        *("收款账号", "收款人账号", "收款方账号", "收款帐号", "收款人帐号", "收款账户", "对方账号"),
        *("对方帐号", "收款卡号", "卡号", "账号", "帐号", "payeeaccount", "beneficiaryaccount"),
        *("creditoraccount", "accountnumber", "accountno", "account"),
    ),
    "payee": (
        *(
            "收款人户名",
            "收款户名",
            "收款人名称",
            "收款方户名",
            "收款方名称",
            "收款人姓名",
            "收款单位",
            "对方户名",
        ),
        *("收款账户名", "收款人", "户名", "姓名", "payeename", "beneficiaryname", "payee"),
        *("beneficiary", "creditorname"),
    ),
    "amount": (
        *("付款金额", "交易金额", "支付金额", "转账金额", "发生额", "借方发生额", "金额"),
        *("paidamount", "amount"),
    ),
    "outcome": (
        *("处理结果", "交易结果", "支付结果", "处理状态", "交易状态", "支付状态", "付款状态"),
        *("指令状态", "执行状态", "结果", "状态", "paymentstatus", "status", "result"),
    ),
    "reason": (
        *("失败原因", "退票原因", "退回原因", "错误信息", "错误描述", "返回信息", "处理信息"),
        *("失败描述", "失败信息", "银行反馈", "结果描述", "状态描述"),
        *("原因", "failurereason", "returnreason", "reason"),
        *("message",),
    ),
    "reference": (
        *("银行流水号", "交易流水号", "核心流水号", "主机流水号", "流水号", "回单编号", "回单号"),
        *("凭证号", "交易参考号", "bankreference", "transactionid", "reference"),
    ),
    "moment": (
        *("交易时间", "支付时间", "处理时间", "付款时间", "记账日期", "交易日期", "支付日期"),
        *("处理日期", "付款日期", "完成时间", "入账日期", "日期", "paidat", "bookingdate"),
        *("valuedate", "date"),
    ),
}
#: What tells the outcome where no column of `COLUMNS` does: descriptions, which else give reasons.
_DESCRIBED: Final = ("状态描述", "结果描述", "处理信息", "返回信息", "银行反馈")
#: Without these a file does not tell what became of which payment.
_NEEDED: Final = ("outcome",)
_FAILED: Final = re.compile(
    r"失败|失敗|退票|退回|退汇|拒绝|拒付|不成功|未成功|作废|已撤|撤销|冲正|fail|reject|return"
    r"|declin|cancel|unsuccess|not success|error|bounced",
    re.IGNORECASE,
)
_PAID: Final = re.compile(
    r"成功|已支付|已付|已入账|已到账|交易完成|支付完成|处理完成|已完成|^完成$|success|^paid$"
    r"|complete|settled|executed|^ok$|credited",
    re.IGNORECASE,
)
_UNSURE: Final = re.compile(
    r"处理中|未知|待|正在|部分|受理|审核|process|pending|partial|accepted|submitted|queued|unknown",
    re.IGNORECASE,
)


def read_answer(path: Path, zone: tzinfo) -> tuple[AnswerLine, ...]:
    """The lines of a bank's answer; rows of sums at the end are left out.

    Raises `ReadError`: those of `open_table`, and `bank_columns` when no column tells what became
    of the payments, or none says which payment it is.
    """
    table = open_table(path)
    columns = columns_of(table.headers)
    known = columns.keys() & {"number", "account"}
    if not known or any(name not in columns for name in _NEEDED):
        raise ReadError("bank_columns", file=path.name, columns="、".join(table.headers))
    return tuple(_lines(table.rows(), columns, zone))


def columns_of(headers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Field -> the headings that tell it, the surest first; a heading tells one field.

    A payment's number may stand in any of several columns, such as its purpose.
    """
    found = _told_by(headers, COLUMNS)
    if "outcome" in found:
        return found
    return _told_by(headers, {**COLUMNS, "outcome": _DESCRIBED})


def _told_by(
    headers: Sequence[str], columns: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """`columns_of` by the words of a table."""
    plain = {header: _plain(header) for header in headers}
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for exact in (True, False):
        for field, words in columns.items():
            if field in found and field != "number":
                continue
            fits = [
                header
                for word in words
                for header, told in plain.items()
                if header not in taken and (told == word if exact else word in told)
            ]
            chosen = tuple(dict.fromkeys(fits)) if field == "number" else tuple(fits[:1])
            if chosen:
                found[field] = (*found.get(field, ()), *chosen)
                taken.update(chosen)
    return found


def _plain(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_\-/.*:：]|[(（].*?[)）]", "", text)


def _lines(
    rows: Iterator[SourceRow], columns: Mapping[str, tuple[str, ...]], zone: tzinfo
) -> Iterator[AnswerLine]:
    for row in rows:
        told = {
            field: " ".join(filter(None, (row.values.get(name, "").strip() for name in names)))
            for field, names in columns.items()
        }
        if not (told.get("outcome") or told.get("account")):
            continue  # a sum, a signature or a remark below the list
        moment = parse_moment(told.get("moment", ""), "ymd", zone)
        amount = told.get("amount", "")
        yield AnswerLine(
            row.line,
            outcome_of(told["outcome"]) if row.problem is None else "waiting",
            number=told.get("number", ""),
            account=told.get("account", ""),
            payee=told.get("payee", ""),
            amount_fen=parse_money(amount) if amount else None,
            reference=told.get("reference", ""),
            reason=told.get("reason", "") or told["outcome"],
            paid_at=moment.at if moment else None,
        )


def outcome_of(word: str) -> str:
    """What a bank's word for the state of a payment means; what is not sure counts as waiting."""
    text = unicodedata.normalize("NFKC", word).strip()
    if _FAILED.search(text):
        return "failed"
    if _UNSURE.search(text):
        return "waiting"
    return "paid" if _PAID.search(text) else "waiting"
