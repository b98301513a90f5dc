"""What a claim keeps beside its own fields, in `extra`: the name, kind and limits of each text.

These are facts that only papers need. All are kept as texts; a moment is milliseconds UTC, a sum is
fen, both as whole numbers without sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal

KINDS: Final = ("text", "line", "moment", "money", "digits", "code")
#: The longest text of each kind, in characters; figures must fit into the columns of forms.
_LONGEST: Final = {"text": 5_000, "line": 200, "moment": 15, "money": 15, "digits": 32, "code": 40}


@dataclass(frozen=True, slots=True)
class ExtraField:
    """A fact: its kind, its names, and which codes it may be."""

    kind: str
    zh: str
    en: str
    choices: tuple[str, ...] = ()


_DEGREES: Final = ("total", "partial")
_OWNERS: Final = ("house", "customer")
_FREIGHT_PAID: Final = ("sender", "receiver", "monthly", "third_party")

#: What people tell, by its name, in the order of the papers.
EXTRA: Final[dict[str, ExtraField]] = {
    "applicant_address": ExtraField("line", "申请人地址", "claimant's address"),
    "packing": ExtraField("text", "包装情况", "packing"),
    "signing": ExtraField("text", "签收情况", "signed for"),
    "payment_method": ExtraField("code", "运费付款", "freight paid by", _FREIGHT_PAID),
    "payee_city": ExtraField("line", "开户地", "bank's city"),
    "payee_bank_no": ExtraField("digits", "联行号", "bank number"),
    "cost_centre": ExtraField("line", "成本中心", "cost centre"),
    "payment_purpose": ExtraField("line", "付款事由", "purpose"),
    "assessment_at": ExtraField("moment", "查勘时间", "looked at on"),
    "assessment_place": ExtraField("line", "查勘地点", "looked at in"),
    "assessment_inspector": ExtraField("line", "查勘人", "inspector"),
    "assessment_present": ExtraField("text", "到场人员", "who was present"),
    "assessment_packing": ExtraField("text", "所见包装", "packing found"),
    "assessment_cause": ExtraField("text", "损坏原因", "cause"),
    "assessment_liability": ExtraField("text", "责任认定", "liability"),
    "assessment_ratio": ExtraField("code", "损失程度", "degree of the loss", _DEGREES),
    "assessment_repair_fen": ExtraField("money", "修复费用", "cost of repair"),
    "assessment_note": ExtraField("text", "定损说明", "notes"),
    "settlement_pay_by": ExtraField("moment", "付款期限", "paid until"),
    "settlement_place": ExtraField("line", "签订地点", "signed in"),
    "settlement_salvage_owner": ExtraField("code", "残值归属", "salvage stays with", _OWNERS),
    "settlement_extra": ExtraField("text", "其他约定", "also agreed"),
    "remarks": ExtraField("text", "备注", "remarks"),
}
#: Those of a claimant's objection, which limits go by.
APPEAL: Final[dict[str, ExtraField]] = {
    "appeal_at": ExtraField("moment", "异议时间", "when it was objected to"),
    "appeal_answered_at": ExtraField("moment", "异议答复时间", "when the objection was answered"),
}


def check_extra(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Raise `Refusal` for what a correction of `extra` may not be.

    Only what is altered is looked at, so that what another version of the program keeps there
    stays. Codes: value_unknown (a name that nobody knows, a code that is none of its kind),
    claim_extra (name, value, kind: too long, or no figure).
    """
    for name, value in after.items():
        if before.get(name) != value:
            _check(name, value)


def corrected(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """A corrected `extra` with what the program keeps there: numbers, signing, when it was taken on."""
    kept = {name: text for name, text in before.items() if name not in EXTRA | APPEAL}
    return {**kept, **after}


def printed(extra: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The texts that papers show, with their names."""
    for name, known in EXTRA.items():
        if known.kind in ("text", "line", "digits", "code") and extra.get(name):
            yield name, extra[name]


def moment_in(extra: Mapping[str, str], name: str) -> int | None:
    """A moment or sum that is kept as a text; None where there is none that can be read."""
    text = extra.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None


def _check(name: str, value: object) -> None:
    known = EXTRA.get(name) or APPEAL.get(name)
    if known is None:
        raise Refusal("value_unknown", field="extra", value=name)
    fits = isinstance(value, str) and len(value) <= _LONGEST[known.kind] and _fits(known, value)
    if not fits:
        raise Refusal("claim_extra", name=name, value=str(value)[:40], kind=known.kind)
    if value and known.choices and value not in known.choices:
        raise Refusal("value_unknown", field=name, value=value)


def _fits(known: ExtraField, value: str) -> bool:
    if known.kind in ("moment", "money"):
        return not value or (value.isascii() and value.isdigit())
    if known.kind == "digits":
        return not value or (value.isascii() and value.replace(" ", "").isdigit())
    return known.kind == "text" or "\n" not in value
