"""What forms may show: the name of every fact, its kind, and what it is called.

Templates name facts as in `claim.approved`; a name that is not here is a mistake of the template.
The kind says how a value is written unless a field says otherwise, and what a customer's copy hides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Kinds of facts. Those of `PERSONAL` are masked on a customer's copy.
KINDS: Final = (
    "text",
    "told",
    "name",
    "phone",
    "id_no",
    "address",
    "account",
    "money",
    "moment",
    "weight",
    "count",
    "code",
    "basis",
)
PERSONAL: Final = frozenset({"told", "name", "phone", "id_no", "address", "account"})
#: How a field may write a value, and the kinds of facts that can be written so.
FORMATS: Final[dict[str, frozenset[str]]] = {
    "text": frozenset(KINDS) - {"basis"},
    "money": frozenset({"money"}),
    "capital": frozenset({"money"}),
    "amount": frozenset({"money"}),
    "figures": frozenset({"money"}),
    "date": frozenset({"moment"}),
    "moment": frozenset({"moment"}),
    "weight": frozenset({"weight"}),
    "ticks": frozenset({"code"}),
    "lines": frozenset({"basis"}),
}


@dataclass(frozen=True, slots=True)
class FactName:
    """A fact's kind and its names. "told" is free text that may hold personal data."""

    kind: str
    zh: str
    en: str


def _facts(prefix: str, *rows: tuple[str, str, str, str]) -> dict[str, FactName]:
    return {f"{prefix}.{name}": FactName(kind, zh, en) for name, kind, zh, en in rows}


def _party(prefix: str, zh: str, en: str) -> dict[str, FactName]:
    return _facts(
        prefix,
        ("name", "name", f"{zh}姓名或名称", f"name of the {en}"),
        ("phone", "phone", f"{zh}电话", f"phone of the {en}"),
        ("id_no", "id_no", f"{zh}证件号码", f"identity number of the {en}"),
        ("address", "address", f"{zh}地址", f"address of the {en}"),
    )


FACTS: Final[dict[str, FactName]] = {
    **_facts(
        "form",
        ("number", "text", "表单编号", "number of the form"),
        ("copy", "text", "联次", "which copy it is"),
        ("at", "moment", "制表时间", "when it was made"),
        ("by", "text", "制表人", "who made it"),
        ("remarks", "told", "备注", "remarks"),
    ),
    **_facts(
        "claim",
        ("number", "text", "理赔单号", "number of the claim"),
        ("version", "count", "版本", "version of the claim"),
        ("created_at", "moment", "申请日期", "when it was applied for"),
        ("kind", "code", "事故类型", "kind of the claim"),
        ("occurred_at", "moment", "发生时间", "when it happened"),
        ("discovered_at", "moment", "发现时间", "when it was found"),
        ("packing", "told", "包装情况", "packing"),
        ("signing", "told", "签收情况", "how it was signed for"),
        ("description", "told", "情况说明", "what happened"),
        ("goods", "told", "托寄物", "goods"),
        ("value", "money", "物品价值", "value of the goods"),
        ("insured", "money", "保价金额", "sum insured"),
        ("insurance_fee", "money", "保价费", "fee for the insurance"),
        ("freight", "money", "运费", "freight"),
        ("loss", "money", "损失金额", "loss"),
        (
            "loss_stated",
            "money",
            "申报损失（与明细不同时）",
            "loss, where the items add up to another",
        ),
        ("claimed", "money", "索赔金额", "amount claimed"),
        ("proposed", "money", "拟赔付金额", "amount proposed"),
        (
            "proposed_open",
            "money",
            "拟赔付金额（未按此核定时）",
            "amount proposed, unless it was approved",
        ),
        ("approved", "money", "核定赔付金额", "amount approved"),
        ("salvage", "money", "残值", "salvage"),
        ("deducted", "money", "扣减金额", "deductions"),
        ("earlier", "money", "已付金额", "paid earlier"),
        ("basis", "basis", "核算依据", "how the amount was worked out"),
        ("override_reason", "told", "调整理由", "reason for another amount"),
        ("rule", "text", "赔付规则", "rule of compensation"),
        ("payment_method", "code", "付款方式", "how the freight was paid"),
        ("responsible_unit", "told", "责任单位", "unit that is responsible"),
        ("authorisation", "told", "授权说明", "authorisation"),
        ("agreed_at", "moment", "达成一致日期", "when it was agreed"),
        ("linked", "text", "关联理赔单", "claims settled together with it"),
    ),
    **_party("applicant", "申请人", "applicant"),
    **_facts("applicant", ("role", "code", "申请人身份", "role of the applicant")),
    **_party("sender", "寄件人", "sender"),
    **_party("receiver", "收件人", "receiver"),
    **_facts(
        "parcel",
        ("waybill", "text", "运单号码", "waybill"),
        ("carrier", "text", "承运人", "carrier"),
        ("product", "text", "产品类型", "product"),
        ("posted_at", "moment", "寄件日期", "when it was posted"),
        ("signed_at", "moment", "签收时间", "when it was signed for"),
        ("weight", "weight", "重量", "weight"),
        ("cod", "money", "代收货款", "cash on delivery"),
    ),
    **_facts(
        "payee",
        ("name", "name", "收款人", "payee"),
        ("account", "account", "收款账号", "account"),
        ("bank", "told", "开户银行", "bank"),
        ("bank_no", "text", "联行号", "number of the bank"),
        ("city", "text", "开户地", "city of the bank"),
    ),
    **_facts(
        "house",
        ("name", "text", "本单位名称", "our name"),
        ("id_no", "text", "本单位统一社会信用代码", "our registration number"),
        ("address", "text", "本单位地址", "our address"),
        ("phone", "text", "本单位电话", "our phone"),
        ("seal", "text", "本单位印章", "what our seal says"),
    ),
    **_facts(
        "assessment",
        ("at", "moment", "查勘时间", "when it was looked at"),
        ("place", "told", "查勘地点", "where it was looked at"),
        ("inspector", "text", "查勘人", "inspector"),
        ("present", "told", "到场人员", "who was present"),
        ("packing", "told", "包装情况", "packing"),
        ("cause", "told", "损坏原因", "cause"),
        ("liability", "told", "责任认定", "liability"),
        ("ratio", "code", "损失程度", "degree of the loss"),
        ("repair", "money", "修复费用", "cost of repair"),
        ("salvage", "money", "残值", "salvage"),
        ("amount", "money", "定损金额", "assessed amount"),
        ("note", "told", "定损说明", "notes of the assessment"),
    ),
    **_facts(
        "settlement",
        ("amount", "money", "赔偿金额", "amount of the settlement"),
        ("pay_by", "moment", "付款期限", "paid until"),
        ("salvage_owner", "code", "残值归属", "who keeps the salvage"),
        ("place", "told", "签订地点", "where it was signed"),
        ("extra", "told", "其他约定", "what was agreed besides"),
    ),
    **_facts(
        "payment",
        ("amount", "money", "付款金额", "amount to pay"),
        ("due_at", "moment", "应付日期", "due"),
        ("purpose", "told", "付款事由", "purpose"),
        ("cost_centre", "told", "成本中心", "cost centre"),
        ("requested_at", "moment", "申请时间", "when it was asked for"),
        ("requested_by", "text", "申请人员", "who asked for it"),
        ("reference", "text", "付款凭证号", "reference of the payment"),
    ),
    **_facts("ticket", ("number", "text", "工单编号", "number of the ticket")),
    **_facts("pictures", ("count", "count", "照片张数", "number of pictures")),
}
#: What the rows of each list have.
LISTS: Final[dict[str, dict[str, FactName]]] = {
    "items": {
        "number": FactName("count", "序号", "number"),
        "name": FactName("told", "物品名称", "article"),
        "model": FactName("told", "规格型号", "model"),
        "part": FactName("told", "受损部位", "damaged part"),
        "proof": FactName("told", "价值证明", "proof of the value"),
        "quantity": FactName("count", "数量", "quantity"),
        "unit": FactName("text", "单位", "unit"),
        "value": FactName("money", "单价", "value of one"),
        "loss": FactName("money", "损失金额", "loss"),
        "assessed": FactName("money", "定损金额", "assessed loss"),
    },
    "evidence": {
        "number": FactName("count", "序号", "number"),
        "title": FactName("told", "材料名称", "document"),
        "present": FactName("code", "是否齐备", "whether it is there"),
        "note": FactName("told", "说明", "note"),
    },
    "offers": {
        "number": FactName("count", "序号", "number"),
        "at": FactName("moment", "时间", "time"),
        "party": FactName("code", "对象", "to whom"),
        "kind": FactName("code", "方式", "kind"),
        "amount": FactName("money", "金额", "amount"),
        "answer": FactName("code", "答复", "answer"),
        "note": FactName("told", "说明", "note"),
    },
    "approvals": {
        "number": FactName("count", "序号", "number"),
        "at": FactName("moment", "时间", "time"),
        "person": FactName("text", "人员", "person"),
        "decision": FactName("code", "决定", "decision"),
        "amount": FactName("money", "金额", "amount"),
        "reason": FactName("told", "理由", "reason"),
    },
    "pictures": {
        "number": FactName("count", "编号", "number"),
        "caption": FactName("told", "内容", "what it shows"),
        "taken_at": FactName("moment", "拍摄时间", "when it was taken"),
        "source": FactName("told", "来源", "where it is from"),
        "received_at": FactName("moment", "收到时间", "when it came"),
        "sha256": FactName("text", "原件校验值", "check value of the original"),
    },
}
#: Flags that conditions may ask for beside facts and lists.
FLAGS: Final = frozenset({"approved", "numbered", "void", "reprint", "customer_copy", "file_copy"})


def fact_of(name: str, listed: str = "") -> FactName | None:
    """The fact of a name, or of a column of a list; None where there is none."""
    return LISTS.get(listed, {}).get(name) if listed else FACTS.get(name)
