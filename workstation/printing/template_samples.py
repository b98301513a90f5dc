"""Facts to look at a form with, and to try it out on: none, ordinary ones, the longest, the rarest."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, Final

from workstation.domain.claim_amount import BasisLine, Source
from workstation.domain.form_names import FACTS
from workstation.printing.form_facts import FormFacts, FormPicture, FormStep
from workstation.printing.pictures import Jpeg, jpeg_of

SAMPLES: Final = ("empty", "ordinary", "longest", "rarest")
_AT: Final = 1_790_000_000_000
_DAY: Final = 86_400_000
#: A company's name of sixty characters, and names with characters that few faces have.
_LONG_NAME: Final = (
    "深圳市前海深港现代服务业合作区国际跨境电子商务供应链管理有限责任公司"
    "华南运营中心第二十三仓储配送事业部售后理赔科一二三"
)
_RARE: Final = "䶮鿏𬸚𬭎𫖮㛃䵖𬶩"
_LONG_TEXT: Final = (
    "收件人反映：包裹外箱严重变形（SF1234567890123），内件“智能面板”破损；"
    "联系电话13800138000，金额1,409.50元。"
)
_TEXTS: Final = {
    "name": "晨光瓷器商行",
    "phone": "13800138000",
    "id_no": "91440300MA5DA1234X",
    "address": "深圳市南山区科技园南路18号",
    "account": "6222 0210 0111 6245 702",
    "told": "纸箱加泡沫，外箱右下角凹陷",
    "text": "华南区客服",
}
_OWN: Final[dict[str, str | int]] = {
    "form.number": "2026-0001-000123",
    "form.remarks": "",
    "claim.number": "LP-2026-000123",
    "claim.kind": "damage",
    "claim.goods": "水晶花瓶（易碎）2 件",
    "claim.rule": "express.insured@2",
    "claim.payment_method": "monthly",
    "applicant.role": "sender",
    "receiver.name": "王小明",
    "receiver.address": "上海市浦东新区世纪大道100号",
    "parcel.waybill": "SF1234567890123",
    "parcel.carrier": "顺丰速运",
    "parcel.product": "标快",
    "parcel.weight": 3_250,
    "payee.bank": "中国工商银行深圳科技园支行",
    "payee.bank_no": "102584000012",
    "payee.city": "广东省深圳市",
    "house.name": "华南区客户服务中心",
    "house.id_no": "91440300MA5DB5678X",
    "assessment.ratio": "total",
    "settlement.salvage_owner": "house",
    "settlement.place": "深圳市",
    "settlement.extra": "",
    "payment.purpose": "",
    "payment.reference": "",
    "ticket.number": "20260921-000123",
    "claim.version": 1,
    "claim.linked": "LP-2026-000124, LP-2026-000125",
    "house.address": "深圳市福田区深南大道2001号",
    "house.phone": "0755-12345678",
    "house.seal": "理赔专用章",
    "pictures.count": 6,
}


@cache
def sample_facts(name: str) -> FormFacts:
    """The facts of a sample of `SAMPLES`."""
    if name == "empty":
        return FormFacts("LP-1", None, "客服中心", "Asia/Shanghai", _AT)
    if name == "ordinary":
        return _ordinary()
    return _longest() if name == "longest" else _rarest()


def _ordinary() -> FormFacts:
    return FormFacts(
        number="LP-2026-000123",
        serial="2026-0001-000123",
        organisation="华南区客户服务中心",
        zone="Asia/Shanghai",
        made_at=_AT,
        approved=True,
        printed_by="李静",
        printed_at=_AT + 2 * _DAY,
        rule="express.insured@2",
        amount_fen=101_800,
        payee="晨光瓷器商行",
        values={name: _value(name, fact.kind) for name, fact in FACTS.items()},
        lists={
            "items": tuple(_item(number, "手工水晶花瓶") for number in (1, 2)),
            "evidence": tuple(
                {"number": number, "title": title, "present": number != 4, "note": ""}
                for number, title in enumerate(
                    ("破损照片", "价值证明", "签收底单", "维修报价单"), 1
                )
            ),
            "offers": (_offer(),),
            "approvals": tuple(
                _approval(n, code) for n, code in enumerate(("requested", "approved"), 1)
            ),
        },
        basis=(BasisLine("total", _TOTAL, Source("快递暂行条例", "第二十八条", "2025-06-01")),),
        steps=(FormStep("accepted", "李静", _AT, "材料齐全，受理。"),),
        pictures=tuple(
            FormPicture(
                *(_picture(wide), "外箱凹陷", _AT, "收件人"),
                zone="told",
                received_at=_AT + _DAY,
                sha256="9f86d081884c7d65" * 4,
            )
            for wide in (4, 3) * 3
        ),
    )


_TOTAL: Final = (("amount_fen", 100_000), ("freight_fen", 1_800), ("result_fen", 101_800))


def _value(name: str, kind: str) -> str | int | None:
    if name in _OWN:
        return _OWN[name]
    if name in (
        "claim.loss_stated",
        "claim.proposed_open",
        "claim.override_reason",
        "claim.authorisation",
    ):
        return None
    return {"money": 101_800, "moment": _AT, "weight": 3_250, "count": 1}.get(
        kind, _TEXTS.get(kind)
    )


def _item(number: int, name: str) -> dict[str, Any]:
    return {
        "number": number,
        "name": name,
        "model": "HX-30",
        "part": "瓶口",
        "proof": "发票",
        "quantity": 1,
        "unit": "件",
        "value": 150_000,
        "loss": 75_000,
        "assessed": 75_000,
    }


def _offer() -> dict[str, Any]:
    return {
        "number": 1,
        "at": _AT,
        "party": "sender",
        "kind": "compensation",
        "amount": 101_800,
        "answer": "accepted",
        "note": "",
    }


def _approval(number: int, decision: str) -> dict[str, Any]:
    return {
        "number": number,
        "at": _AT,
        "person": "陈主管",
        "decision": decision,
        "amount": 101_800,
        "reason": "",
    }


def _longest() -> FormFacts:
    plain = _ordinary()
    long = {
        "name": _LONG_NAME,
        "address": _LONG_NAME * 2,
        "told": _LONG_TEXT * 4,
        "text": _LONG_NAME,
    }
    values = {
        name: 99_999_999_999_999
        if fact.kind == "money"
        else long.get(fact.kind, plain.values[name])
        for name, fact in FACTS.items()
        if name not in ("parcel.waybill", "claim.number", "form.number")
    }
    values["claim.description"] = (_LONG_TEXT * 80)[:5_000]
    items = tuple(
        {**_item(n, f"第 {n} 号物品：多功能智能家居控制面板套装"), "value": 12_345_678 + n}
        for n in range(1, 41)
    )
    proofs = tuple(
        {
            "number": n,
            "title": f"证据材料{n}：{_LONG_NAME[:18]}",
            "present": n % 2 == 0,
            "note": "原件",
        }
        for n in range(1, 14)
    )
    steps = ("accepted", "assessed", "reviewed", "approved", "handled", "paid")
    return replace(
        plain,
        organisation=_LONG_NAME,
        reprint=12,
        printed_by=_LONG_NAME,
        payee=_LONG_NAME,
        values={**plain.values, **values},
        lists={
            **plain.lists,
            "items": items,
            "evidence": proofs,
            "approvals": tuple(_approval(n, "approved") for n in range(1, 13)),
        },
        steps=tuple(FormStep(code, "欧阳阿卜杜拉·买买提", _AT, "同意。" * 60) for code in steps),
        pictures=tuple(
            FormPicture(
                *(_picture(2 + n % 4), _LONG_TEXT * (1 + n % 5), _AT, _LONG_NAME[:20]),
                zone="desk",
                received_at=_AT + _DAY,
                sha256="9f86d081884c7d65" * 4,
            )
            for n in range(30)
        ),
    )


def _rarest() -> FormFacts:
    plain = _ordinary()
    values = {
        name: f"{_RARE}{plain.values[name] or ''}"
        for name, fact in FACTS.items()
        if fact.kind in ("name", "told", "address")
    }
    return replace(plain, values={**plain.values, **values}, void="打印卡纸")


@cache
def _picture(wide: int) -> Jpeg:
    """A grey picture, `wide` by three."""
    from PIL import Image

    out = BytesIO()
    Image.new("L", (wide * 40, 120), 190).save(out, "JPEG")
    return jpeg_of(out.getvalue())
