"""The form that is measured: two pages of A4 with a photo, as the product and as other engines get it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PIL import Image

from benchmarks.printing_first import printed, template
from workstation.domain.claim_amount import ClaimFacts, CompensationRule, Source, propose
from workstation.printing.claim_form import ClaimForm, FormEvidence, FormItem, FormParty
from workstation.printing.form_facts import facts_of

MOMENT: Final = 1_790_000_000_000
#: 530 characters.
STORY: Final = (
    "派件当日收件人当面开箱，发现瓶口碎裂（运单 SF1234567890123），要求赔付1,409.50元。"
) * 10


def claim(number: int) -> ClaimForm:
    """Return a form that differs from every other one."""
    source = Source("快递暂行条例", "第二十八条", "2025-06-01")
    rule = CompensationRule("express.insured", "2", "insured_share", source)
    loss = 150_000 + number
    proposal = propose(ClaimFacts("damage", 300_000, 200_000, 1_800, loss, MOMENT), [rule])
    sender = FormParty(
        "sender", "晨光瓷器商行", "13800138000", "91440300MA5XXXXX0X", "深圳市南山区科技园南路18号"
    )
    return ClaimForm(
        number=f"LP-{number:06d}",
        waybill=f"SF{1234567890000 + number}",
        created_at=MOMENT,
        organisation="华南区客户服务中心",
        applicant=sender,
        kind="damage",
        serial=f"2026-{number:06d}",
        approved=True,
        sender=sender,
        receiver=replace(sender, role="receiver", name="王小明"),
        carrier="顺丰速运",
        product="标快",
        goods="水晶花瓶（易碎）",
        posted_at=MOMENT,
        weight_g=3_250,
        freight_fen=1_800,
        value_fen=300_000,
        insured_fen=200_000,
        description=STORY,
        items=tuple(
            [FormItem(f"手工水晶花瓶 {n}", n, 30_000, 30_000, f"HX-{n}") for n in range(1, 6)]
        ),
        claimed_fen=loss,
        proposed_fen=proposal.total_fen,
        approved_fen=proposal.total_fen,
        basis=proposal.basis,
        evidence=tuple([FormEvidence(f"证明材料 {n}", n != 3) for n in range(6)]),
        payee="晨光瓷器商行",
        payee_account="6222 0210 0111 6245 702",
        payee_bank="中国工商银行深圳科技园支行",
        printed_at=MOMENT,
    )


def write_photo(target: Path) -> None:
    """Write a photo of 1,600 by 1,200 pixels and some 280 KB, the same each time."""
    wide, high = 320, 240
    grain = Image.frombytes("RGB", (wide, high), random.Random(7).randbytes(3 * wide * high))
    slope = Image.linear_gradient("L").resize((wide, high)).convert("RGB")
    picture = Image.blend(slope, grain, 0.3).resize((1600, 1200), Image.Resampling.BICUBIC)
    picture.save(target, "JPEG", quality=75)


def ours(form: ClaimForm, target: Path, photo: Path | None = None) -> None:
    """Print with the product's own code: one durable file."""
    printed(facts_of(form), target, photo)


def content(form: ClaimForm, photo: Path) -> list[Any]:
    """What other engines are told: rows (widths, texts, least height), and the rest of the form."""
    from workstation.printing.barcode import code128
    from workstation.printing.qr import qr_rows
    from workstation.printing.render import verification
    from workstation.printing.template_rows import Regions

    rows = []
    for row in Regions(template(photo=False), facts_of(form)).rows():
        texts = ["".join(line.text for line in cell.lines) for cell in row.cells]
        least = round(row.least, 1) if row.height == row.least else 0
        rows.append((tuple(cell.width for cell in row.cells), texts, least))
    told = verification(template(), facts_of(form))
    head = (form.waybill, form.serial, form.organisation, code128(form.waybill))
    return [rows, (*head, qr_rows(told), told, str(photo))]
