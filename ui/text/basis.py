"""How a claim's amount came about, step by step, as arithmetic that can be read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import amounts
from ui.text.refusals import sentence
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.claim_amount import BasisLine
from workstation.domain.wording import filled

STEPS: Final = {
    "loss_is_value": _T("basis", "All is lost: the loss is the value, {value}"),
    "loss_capped": _T("basis", "The loss of {loss} counts up to the value, {value}"),
    "insured_share": _T("basis", "Insured: {loss} × {insured} ÷ {value} = {result}"),
    "insured_full": _T("basis", "Fully insured ({insured} of {value}): the loss, {result}"),
    "freight_multiple": _T(
        "basis", "Not insured: {loss}, at most {multiple} × {freight} = {cap}, gives {result}"
    ),
    "full_loss": _T("basis", "The whole loss: {result}"),
    "freight_waiver": _T("basis", "Delay: nothing beyond the freight"),
    "none": _T("basis", "By law and terms nothing is due"),
    "insured_sum": _T("basis", "Insured, all is lost: the insured sum, {result}"),
    "freight_fixed": _T("basis", "Fixed by law: {multiple} × {freight} = {result}"),
    "items_capped": _T(
        "basis", "Each item counts up to its own value: of the loss of {loss}, {result}"
    ),
    "salvage": _T(
        "basis", "Worth of what remains with you, {salvage}, taken off the loss: {result}"
    ),
    "salvage_amount": _T("basis", "Worth of what remains with you, {salvage}, taken off: {result}"),
    "item_cap": _T("basis", "At most {cap} for each item: {result}"),
    "item": _T("basis", "{name}: {result} for a loss of {loss}"),
    "voidable": _T(
        "basis",
        "A limit of standard terms: it does not hold if it was not pointed out to the sender,"
        " or on intent or gross negligence. The whole loss is {loss}",
    ),
    "minimum": _T("basis", "At least {minimum}"),
    "deduction": _T("basis", "Taken off, {what}: {deduction}; leaves {result}"),
    "rounded": _T("basis", "Rounded to whole {unit}: {result}"),
    "freight_share": _T(
        "basis", "Freight for the lost share: {freight} × {loss} ÷ {value} = {result}"
    ),
    "earlier": _T("basis", "Paid on this parcel before: {earlier}; leaves {result}"),
    "ceiling": _T("basis", "At most {ceiling}"),
    "freight_refund": _T("basis", "Freight paid back: {freight}"),
    "total": _T("basis", "Together: {amount} + {freight} = {result}"),
}


def step(line: BasisLine) -> str:
    """The sentence for one step; the reason when no amount could be computed."""
    facts = line.told
    code = line.code
    if code == "insured_share" and int(facts["insured_fen"]) >= int(facts["value_fen"]):
        code = "insured_full"
    source = STEPS.get(code)
    if source is None:
        return sentence(code, facts)
    told = {
        name.removesuffix("_fen"): amounts.money(int(value))
        if name.endswith("_fen")
        else str(value)
        for name, value in facts.items()
    }
    return filled(QCoreApplication.translate("basis", source), told)


def source(line: BasisLine) -> str:
    """Where a step is from: "中华人民共和国民法典 第九百二十七条 (2021-01-01)", or ""."""
    told = " ".join(part for part in (line.source.title, line.source.article) if part)
    return f"{told} ({line.source.date})" if told and line.source.date else told
