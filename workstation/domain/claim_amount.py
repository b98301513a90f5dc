"""The proposed compensation of a claim, with the arithmetic and the law it rests on.

Which rule applies is data (``resources/rules/compensation.toml``): the first rule of the file
that fits the claim's facts is used, and its id and version are kept with the result. Amounts are
whole fen; shares are exact fractions until they are rounded, once, at the end.

The order is: the loss, at most the value; salvage; the rule's method; caps of items and of the
parcel; the minimum; deductions; rounding; the freight; what was paid on the parcel before.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from workstation.domain.claim_facts import (
    BEYOND_VALUE,
    BasisLine,
    ClaimFacts,
    Deduction,
    LossItem,
    Proposal,
    Source,
    basis_line_from,
    deductions_of,
    is_voidable,
    items_of,
)
from workstation.domain.claim_shares import item_parts, rounded
from workstation.domain.compensation_rules import (
    BY_LOSS,
    METHODS,
    CompensationRule,
    rules_from,
)
from workstation.domain.refusal import Refusal

__all__ = [
    "METHODS",
    "STEPS",
    "BasisLine",
    "ClaimFacts",
    "CompensationRule",
    "Deduction",
    "LossItem",
    "Proposal",
    "Source",
    "basis_line_from",
    "deductions_of",
    "is_voidable",
    "items_of",
    "propose",
    "rules_from",
]

#: The codes of all lines, beside the methods.
STEPS = (
    *("loss_is_value", "loss_capped", "items_capped", "salvage", "item_cap", "ceiling"),
    *("voidable", "minimum", "item", "salvage_amount", "deduction", "rounded"),
    *("freight_refund", "freight_share", "earlier", "total"),
)
_NOWHERE = Source("")


class _Account:
    """The lines of one proposal and what they come to."""

    def __init__(self, rule: CompensationRule) -> None:
        self.rule = rule
        self.lines: list[BasisLine] = []
        self.sum = 0

    def note(self, code: str, source: Source | None = None, /, **told: int | str) -> None:
        """Add a line that changes nothing."""
        self.set(self.sum, code, source, **told)

    def set(self, fen: int, code: str, source: Source | None = None, /, **told: int | str) -> None:
        """Add a line after which the sum is ``fen``."""
        numbers = tuple([(name, value) for name, value in told.items() if isinstance(value, int)])
        words = tuple([(name, value) for name, value in told.items() if isinstance(value, str)])
        law = self.rule.source if source is None else source
        self.lines.append(BasisLine(code, numbers, law, words, fen - self.sum))
        self.sum = fen

    def lower(self, most: int, code: str, **told: int | str) -> None:
        """Bring the sum down to ``most``; nothing is told where it is not above."""
        if self.sum > most:
            self.set(most, code, **told)


def propose(facts: ClaimFacts, rules: Iterable[CompensationRule]) -> Proposal:
    """Return the compensation that the first fitting rule gives.

    Raises ``Refusal('compensation_rule_missing')`` if none fits, ``Refusal('claim_fact_missing')``
    or ``Refusal('claim_fact_negative')`` with the ``field`` that needs a better value.
    """
    _check(facts)
    rule = next((rule for rule in rules if rule.fits(facts)), None)
    if rule is None:
        raise Refusal(
            "compensation_rule_missing",
            kind=facts.kind,
            carrier=facts.carrier,
            product=facts.product,
            customer_class=facts.customer_class,
            occurred_at=facts.occurred_at,
        )
    account = _Account(rule)
    losses = _losses(facts, rule, account)
    loss = sum(losses)
    parts = _compensate(facts, rule, losses, account)
    _take_off(facts, rule, loss, account)
    amount = account.sum
    _freight(facts, rule, loss, account)
    refund = account.sum - amount
    if facts.earlier_fen:
        left = max(0, account.sum - facts.earlier_fen)
        account.set(left, "earlier", _NOWHERE, earlier_fen=facts.earlier_fen, result_fen=left)
        refund = min(refund, left)
    total = account.sum
    told = {"amount_fen": total - refund, "freight_fen": refund, "result_fen": total}
    account.note("total", **told)
    voidable = any(line.code == "voidable" for line in account.lines)
    lines = tuple(account.lines)
    return Proposal(total - refund, refund, total, lines, rule.id, rule.version, voidable, parts)


def _check(facts: ClaimFacts) -> None:
    sums = ("value_fen", "insured_fen", "freight_fen", "loss_fen", "salvage_fen", "earlier_fen")
    for field in sums:
        if getattr(facts, field) < 0:
            raise Refusal("claim_fact_negative", field=field)
    if any(min(item.value_fen, item.loss_fen) < 0 for item in facts.items):
        raise Refusal("claim_fact_negative", field="items")
    if any(one.amount_fen < 0 for one in facts.deductions):
        raise Refusal("claim_fact_negative", field="deductions")


def _value(facts: ClaimFacts) -> int:
    """The worth of the parcel: what was stated, at least what its items are worth."""
    return max(facts.value_fen, sum(item.value_fen for item in facts.items))


def _losses(facts: ClaimFacts, rule: CompensationRule, account: _Account) -> list[int]:
    """The losses that count, one for each item, or a single one for the whole."""
    if not _by_item(facts, rule):
        return [_loss(facts, account)]
    stated = [item.loss_fen for item in facts.items]
    if not any(stated):
        value = sum(item.value_fen for item in facts.items)
        account.note("loss_is_value", value_fen=value)
        return [item.value_fen for item in facts.items]
    if facts.kind in BEYOND_VALUE:
        return stated
    counted = [min(item.loss_fen, item.value_fen) for item in facts.items]
    if counted != stated:
        account.note("items_capped", loss_fen=sum(stated), result_fen=sum(counted))
    return counted


def _by_item(facts: ClaimFacts, rule: CompensationRule) -> bool:
    """Whether the items decide: the rule goes by them, and they agree with the whole."""
    if not (rule.per_item and facts.items and rule.method in BY_LOSS):
        return False
    losses = sum(item.loss_fen for item in facts.items)
    if any(item.loss_fen and not item.value_fen for item in facts.items):
        return False
    if not losses:
        worth = sum(item.value_fen for item in facts.items)
        return facts.kind == "loss" and not facts.loss_fen and 0 < worth == _value(facts)
    return facts.loss_fen in (0, losses)


def _loss(facts: ClaimFacts, account: _Account) -> int:
    """Return the loss that counts: the value if all is lost, never more than the value."""
    value = _value(facts)
    if facts.kind == "loss" and not facts.loss_fen and value:
        account.note("loss_is_value", value_fen=value)
        return value
    if facts.kind not in BEYOND_VALUE and 0 < value < facts.loss_fen:
        account.note("loss_capped", loss_fen=facts.loss_fen, value_fen=value)
        return value
    return facts.loss_fen


def _compensate(
    facts: ClaimFacts, rule: CompensationRule, losses: list[int], account: _Account
) -> tuple[int, ...]:
    """Add the method, its caps and the minimum; return the parts of the items."""
    loss = sum(losses)
    net = loss
    if rule.salvage == "loss" and facts.salvage_fen and loss and rule.method in BY_LOSS:
        net = max(0, loss - facts.salvage_fen)
        account.note("salvage", salvage_fen=facts.salvage_fen, loss_fen=loss, result_fen=net)
    share = _share(facts, rule)
    exact = [Fraction(one * net, loss) * share if loss else Fraction(0) for one in losses]
    _method(facts, rule, net, sum(exact), account)
    capped = exact
    if rule.item_cap_fen is not None and rule.method in BY_LOSS:
        capped = [min(one, Fraction(rule.item_cap_fen)) for one in exact]
        most = rounded(sum(capped, Fraction(0)), rule.rounding)
        account.lower(most, "item_cap", cap_fen=rule.item_cap_fen, result_fen=most)
    if rule.ceiling_fen is not None:
        account.lower(rule.ceiling_fen, "ceiling", ceiling_fen=rule.ceiling_fen)
    if rule.voidable and account.sum < net:
        account.note("voidable", rule.void_source, loss_fen=net)
    if account.sum < rule.minimum_fen and loss:
        account.set(rule.minimum_fen, "minimum", minimum_fen=rule.minimum_fen)
    if len(losses) < 2 or len(losses) != len(facts.items):
        return ()
    return _tell_items(facts, losses, item_parts(account.sum, capped, facts.items), account)


def _tell_items(
    facts: ClaimFacts, losses: list[int], parts: tuple[int, ...], account: _Account
) -> tuple[int, ...]:
    for item, loss, part in zip(facts.items, losses, parts, strict=True):
        if loss:
            told = {"value_fen": item.value_fen, "loss_fen": loss, "result_fen": part}
            account.note("item", name=item.name, **told)
    return parts


def _share(facts: ClaimFacts, rule: CompensationRule) -> Fraction:
    """What share of the loss counts by the rule's method: the insured one, else all."""
    if rule.method != "insured_share":
        return Fraction(1)
    if not _value(facts):
        raise Refusal("claim_fact_missing", field="value_fen", kind=facts.kind)
    return min(Fraction(1), Fraction(facts.insured_fen, _value(facts)))


def _method(
    facts: ClaimFacts, rule: CompensationRule, net: int, exact: Fraction | int, account: _Account
) -> None:
    """Add the line of the rule's method."""
    cap = rule.multiple * facts.freight_fen
    if rule.method in ("freight_multiple", "freight_fixed"):
        if not facts.freight_fen:
            raise Refusal("claim_fact_missing", field="freight_fen", kind=facts.kind)
        fixed = rule.method == "freight_fixed"
        amount = cap if fixed else min(net, cap)
        told = {"multiple": rule.multiple, "freight_fen": facts.freight_fen, "cap_fen": cap}
        account.set(amount, rule.method, **told, loss_fen=net, result_fen=amount)
    elif rule.method == "insured_share":
        amount = rounded(Fraction(exact), rule.rounding)
        told = {"insured_fen": facts.insured_fen, "value_fen": _value(facts)}
        account.set(amount, rule.method, **told, loss_fen=net, result_fen=amount)
    elif rule.method == "insured_sum":
        insured = facts.insured_fen
        account.set(insured, rule.method, insured_fen=insured, result_fen=insured)
    else:
        amount = net if rule.method == "full_loss" else 0
        account.set(amount, rule.method, loss_fen=net, result_fen=amount)


def _take_off(facts: ClaimFacts, rule: CompensationRule, loss: int, account: _Account) -> None:
    """Take salvage and deductions off the amount, then round it."""
    off_amount = rule.salvage == "amount" or (
        rule.salvage == "loss" and rule.method == "insured_sum"
    )
    if off_amount and facts.salvage_fen:
        left = max(0, account.sum - facts.salvage_fen)
        told = {"salvage_fen": facts.salvage_fen, "result_fen": left}
        account.lower(left, "salvage_amount", **told)
    for one in facts.deductions:
        left = max(0, account.sum - one.amount_fen)
        told = {"deduction_fen": one.amount_fen, "result_fen": left}
        account.set(left, "deduction", _NOWHERE, what=one.what, **told)
    unit = rule.round_to_fen
    if unit > 1:
        bound = max(loss, account.sum)
        if rule.ceiling_fen is not None:
            bound = min(bound, max(rule.ceiling_fen, account.sum))
        near = min(bound, unit * rounded(Fraction(account.sum, unit), rule.rounding))
        if near != account.sum:
            account.set(near, "rounded", unit_fen=unit, result_fen=near)


def _freight(facts: ClaimFacts, rule: CompensationRule, loss: int, account: _Account) -> None:
    """Add what of the freight is paid back."""
    freight, value = facts.freight_fen, _value(facts)
    if not freight or rule.freight == "none":
        return
    if rule.freight == "full" or loss >= value:
        account.set(account.sum + freight, "freight_refund", freight_fen=freight)
        return
    part = rounded(Fraction(freight * loss, value), rule.rounding)
    told = {"freight_fen": freight, "loss_fen": loss, "value_fen": value, "result_fen": part}
    account.set(account.sum + part, "freight_share", **told)
