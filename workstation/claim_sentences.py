"""How an amount came about, in sentences that a customer can read, Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from workstation.domain.money import format_sum
from workstation.domain.wording import filled, said

if TYPE_CHECKING:
    from workstation.domain.claim_facts import BasisLine

#: Code of a line -> its sentence in Chinese and in English.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "loss_is_value": (
        "All is lost: the loss is the value, {value_fen}",
        "物品全部灭失，损失按物品价值 {value_fen} 计算",
    ),
    "loss_capped": (
        "The loss of {loss_fen} counts up to the value, {value_fen}",
        "损失 {loss_fen} 高于物品价值，按物品价值 {value_fen} 计算",
    ),
    "items_capped": (
        "Each item counts up to its own value: of {loss_fen}, {result_fen}",
        "各物品的损失以其自身价值为限：{loss_fen} 中按 {result_fen} 计算",
    ),
    "salvage": (
        "You keep what remains: its worth of {salvage_fen} comes off the loss, leaving {result_fen}",
        "残余物品归您所有，其价值 {salvage_fen} 自损失中扣除，损失按 {result_fen} 计算",
    ),
    "salvage_amount": (
        "You keep what remains: its worth of {salvage_fen} is taken off, leaving {result_fen}",
        "残余物品归您所有，其价值 {salvage_fen} 自赔付中扣除，余 {result_fen}",
    ),
    "insured_share": (
        "Insured: loss {loss_fen} × sum insured {insured_fen} ÷ value {value_fen}"
        " (a share of at most 1) = {result_fen}",
        "按保价赔付：损失 {loss_fen} × 保价金额 {insured_fen} ÷ 物品价值 {value_fen}"
        "（比例不超过 1）＝ {result_fen}",
    ),
    "insured_sum": (
        "Insured and all lost: the sum insured, {result_fen}",
        "已保价且全部灭失，按保价金额赔付 {result_fen}",
    ),
    "freight_multiple": (
        "Not insured: the loss of {loss_fen}, at most {multiple} × the freight of {freight_fen}"
        " = {cap_fen}, gives {result_fen}",
        "未保价：损失 {loss_fen}，最高为运费 {freight_fen} × {multiple} ＝ {cap_fen}，赔付 {result_fen}",
    ),
    "freight_fixed": (
        "Fixed by law: {multiple} × the freight of {freight_fen} = {result_fen}",
        "按法定标准赔付：运费 {freight_fen} × {multiple} ＝ {result_fen}",
    ),
    "full_loss": ("The whole loss: {result_fen}", "按实际损失赔付 {result_fen}"),
    "freight_waiver": (
        "Delay: the freight is waived, nothing beyond it is due",
        "延误：免收（退还）运费，不另计损失",
    ),
    "none": ("By law nothing is due", "依法律规定不予赔偿"),
    "item_cap": (
        "At most {cap_fen} for each item: {result_fen}",
        "每件物品最高赔付 {cap_fen}，赔付 {result_fen}",
    ),
    "ceiling": ("At most {ceiling_fen} for a parcel", "每票快件最高赔付 {ceiling_fen}"),
    "voidable": (
        "This limit is a standard term. It does not bind you if it was not pointed out when you"
        " sent the parcel, or if the loss was caused on purpose or by gross negligence; the whole"
        " loss is {loss_fen}",
        "上述限额为格式条款：寄件时未向您提示说明，或损失因故意、重大过失造成的，限额对您不生效；"
        "实际损失为 {loss_fen}",
    ),
    "minimum": ("At least {minimum_fen} is paid", "赔付不低于 {minimum_fen}"),
    "item": (
        "Of this for {name}: {result_fen} for a loss of {loss_fen}",
        "其中 {name}：损失 {loss_fen}，赔付 {result_fen}",
    ),
    "deduction": (
        "Taken off ({what}): {deduction_fen}, leaving {result_fen}",
        "扣减（{what}）{deduction_fen}，余 {result_fen}",
    ),
    "rounded": ("Rounded to whole {unit_fen}: {result_fen}", "取整到 {unit_fen}：{result_fen}"),
    "freight_refund": ("Freight paid back: {freight_fen}", "退还运费 {freight_fen}"),
    "freight_share": (
        "Freight paid back for the lost share: {freight_fen} × {loss_fen} ÷ {value_fen}"
        " = {result_fen}",
        "按损失比例退还运费：{freight_fen} × {loss_fen} ÷ {value_fen} ＝ {result_fen}",
    ),
    "earlier": (
        "Already paid on this parcel: {earlier_fen}, leaving {result_fen}",
        "本快件此前已赔付 {earlier_fen}，扣除后余 {result_fen}",
    ),
    "total": (
        "Together: {amount_fen} + freight {freight_fen} = {result_fen}",
        "合计：赔付 {amount_fen} ＋ 运费 {freight_fen} ＝ {result_fen}",
    ),
}


def explained(line: BasisLine, language: str = "zh") -> str:
    """One line as a sentence; its code for a line that a newer program made."""
    both = SENTENCES.get(line.code)
    if both is None:
        return line.code
    told = {
        name: format_sum(int(value), language) if name.endswith("_fen") else str(value)
        for name, value in line.told.items()
    }
    return filled(said(both, language), told)


def founded(line: BasisLine, language: str = "zh") -> str:
    """The law or term that a line rests on, with the date of its wording; "" for none."""
    law = line.source
    if not law.title:
        return ""
    if language.startswith("zh"):
        return f"《{law.title}》{law.article}" + (f"（{law.date}）" if law.date else "")
    return " ".join(part for part in (law.title, law.article) if part) + (
        f" ({law.date})" if law.date else ""
    )


def explanation(lines: Iterable[BasisLine], language: str = "zh") -> tuple[str, ...]:
    """All lines as numbered sentences, then each law and term that they rest on, once."""
    given = tuple(lines)
    zh = language.startswith("zh")
    told = [
        f"{place}．{explained(line, 'zh')}" if zh else f"{place}. {explained(line, language)}"
        for place, line in enumerate(given, start=1)
    ]
    laws = dict.fromkeys(law for line in given if (law := founded(line, language)))
    return (*told, *((f"依据：{law}" if zh else f"By: {law}") for law in laws))
