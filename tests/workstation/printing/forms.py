"""Claim forms to print: an ordinary one, the longest, an empty one."""

from __future__ import annotations

from dataclasses import replace

from workstation.domain.claim_amount import ClaimFacts, CompensationRule, Source, propose
from workstation.printing.claim_form import ClaimForm, FormEvidence, FormItem, FormParty
from workstation.printing.form_facts import FormStep

DAY = 86_400_000
MOMENT = 1_790_000_000_000  # 2026-09-21 14:13:20 UTC
LONG_NAME = (
    "深圳市前海深港现代服务业合作区国际跨境电子商务供应链管理有限责任公司"
    "华南运营中心第二十三仓储配送事业部售后理赔科一二三"
)
LONG_TEXT = (
    "收件人反映：包裹外箱严重变形（SF1234567890123），内件“智能面板”破损；"
    "联系电话13800138000，金额1,409.50元。"
)


def _proposal():
    source = Source("快递暂行条例", "第二十八条", "2025-06-01")
    rule = CompensationRule("express.insured", "2", "insured_share", source)
    return propose(ClaimFacts("damage", 300_000, 200_000, 1_800, 150_000, MOMENT), [rule])


def ordinary() -> ClaimForm:
    """A form as most are: two goods, six proofs, insured below value."""
    proposal = _proposal()
    return ClaimForm(
        number="LP-2026-000123",
        waybill="SF1234567890123",
        created_at=MOMENT,
        organisation="华南区客户服务中心",
        applicant=FormParty(
            "sender",
            "晨光瓷器商行",
            "13800138000",
            "91440300MA5XXXXX0X",
            "深圳市南山区科技园南路18号",
        ),
        kind="damage",
        serial="2026-0001-000123",
        approved=True,
        sender=FormParty("sender", "晨光瓷器商行", "13800138000", "", "深圳市南山区科技园南路18号"),
        receiver=FormParty("receiver", "王小明", "13912345678", "", "上海市浦东新区世纪大道100号"),
        carrier="顺丰速运",
        product="标快",
        goods="水晶花瓶（易碎）2 件",
        posted_at=MOMENT - 6 * DAY,
        weight_g=3_250,
        freight_fen=1_800,
        value_fen=300_000,
        insured_fen=200_000,
        insurance_fee_fen=1_000,
        payment_method="monthly",
        occurred_at=MOMENT - 4 * DAY,
        discovered_at=MOMENT - 3 * DAY,
        packing="纸箱加泡沫，外箱右下角凹陷",
        signing="收件人本人签收，当面开箱验货",
        description="派件当日收件人当面开箱，发现花瓶瓶口碎裂，注明“外箱凹陷，内件破损”。",
        items=(
            FormItem("手工水晶花瓶", 1, 150_000, 150_000, "HX-30", "只"),
            FormItem("花瓶底座", 1, 150_000, 0, "Φ18", "个"),
        ),
        loss_fen=150_000,
        claimed_fen=150_000,
        proposed_fen=proposal.total_fen,
        approved_fen=proposal.total_fen,
        basis=proposal.basis,
        rule="express.insured@2",
        evidence=(
            FormEvidence("破损照片", True, "6 张"),
            FormEvidence("价值证明", True),
            FormEvidence("签收底单", True),
            FormEvidence("维修报价单", False),
        ),
        payee="晨光瓷器商行",
        payee_account="6222 0210 0111 6245 702",
        payee_bank="中国工商银行深圳科技园支行",
        payee_city="广东省深圳市",
        office=(FormStep("accepted", "李静", MOMENT, "材料齐全，受理。"),),
        printed_by="李静",
        printed_at=MOMENT + 2 * DAY,
    )


def longest() -> ClaimForm:
    """A form with more of everything than there is room for on a page."""
    long = FormParty(
        "merchant", LONG_NAME, "0755-12345678转8001", "91440300MA5ABCDE0X", LONG_NAME * 2
    )
    items = tuple(
        FormItem(
            f"第 {n} 号物品：多功能智能家居控制面板套装", n, 12_345_678 + n, 98_765 * n, f"ZX-{n}"
        )
        for n in range(1, 41)
    )
    return replace(
        ordinary(),
        organisation=LONG_NAME,
        applicant=long,
        sender=long,
        receiver=long,
        items=items,
        loss_fen=sum(item.loss_fen for item in items),
        claimed_fen=99_999_999_999,
        description=(LONG_TEXT * 80)[:5_000],
        evidence=tuple(
            FormEvidence(f"证据材料{n}：{LONG_NAME[:18]}", n % 2 == 0) for n in range(13)
        ),
        office=tuple(
            FormStep(code, "欧阳阿卜杜拉·买买提", MOMENT, "同意。" * times)
            for code, times in (("accepted", 3), ("assessed", 3), ("reviewed", 3), ("approved", 60))
        ),
        override_reason="按核定金额上浮。",
        remarks="第一次打印卡纸，已作废。",
        printed_by=LONG_NAME,
        reprint=12,
    )


def empty() -> ClaimForm:
    """A form to be filled in by hand."""
    return ClaimForm("LP-1", "", MOMENT, "客服中心", FormParty("receiver", ""), "")
