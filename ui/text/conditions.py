"""Conditions of rules in words: "value of the goods at least 2,000.00; class is Safety"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.text import amounts, fields, words
from ui.translating import QT_TRANSLATE_NOOP as _T

#: Facts that people see under no field of their own.
FACTS: Final = {
    "category": _T("fact", "Kind of goods"),
    "area": _T("fact", "Area"),
    "destination": _T("fact", "Destination"),
    "key_account": _T("fact", "Key account"),
    "customer_kind": _T("fact", "Kind of customer"),
    "vip": _T("fact", "Important customer"),
    "region_sender": _T("fact", "Sender's region"),
    "region_receiver": _T("fact", "Receiver's region"),
    "offer_refused": _T("fact", "Offer refused"),
    "batch": _T("fact", "Batch"),
    "reopened": _T("fact", "Reopened"),
    "text_words": _T("fact", "What was said"),
    "transfers": _T("fact", "Transfers"),
    "bounced": _T("fact", "Sent back"),
    "lane": _T("fact", "Lane"),
    "department": _T("fact", "Department"),
    "source": _T("fact", "Source"),
    "owned": _T("fact", "Has an owner"),
    "answered": _T("fact", "Answered"),
    "task": _T("fact", "Task of a department"),
    "procedure": _T("fact", "Procedure"),
    "reachable": _T("fact", "Can be reached"),
    "appealed": _T("fact", "Appeal at the regulator"),
    "age_minutes": _T("fact", "Minutes since it was made"),
    "quiet_minutes": _T("fact", "Minutes without work"),
    "untold_minutes": _T("fact", "Minutes without word to the customer"),
    "waited_minutes": _T("fact", "Minutes waited"),
    "said_channel": _T("fact", "Said by"),
    "said_direction": _T("fact", "Direction"),
    "holiday_hours": _T("fact", "Holidays"),
    "workday_hours": _T("fact", "Make-up working days"),
    "high_value_fen": _T("fact", "High value from"),
    "value_fen": _T("fact", "Value of the goods"),
    "cod_fen": _T("fact", "Cash on delivery"),
}
_TESTS: Final = {
    "is": _T("condition", "{fact}: {value}"),
    "not_in": _T("condition", "{fact}: not {value}"),
    "min": _T("condition", "{fact} ≥ {value}"),
    "max": _T("condition", "{fact} ≤ {value}"),
    "above": _T("condition", "{fact} > {value}"),
    "below": _T("condition", "{fact} < {value}"),
    "words": _T("condition", "{fact} has {value}"),
    "known": _T("condition", "{fact}: known"),
    "unknown": _T("condition", "{fact}: not known"),
    "yes": _T("condition", "{fact}: yes"),
    "no": _T("condition", "{fact}: no"),
    "every": _T("condition", "Every ticket"),
    "or": _T("condition", " or "),
    "and": _T("condition", "; "),
}
_CODES: Final[dict[str, Callable[[Any], str]]] = {
    "status": words.status,
    "waiting_reason": words.waiting_for,
    "group_code": words.group,
    "channel": words.channel,
    "said_channel": words.channel,
    "party": words.party,
    "priority": words.priority,
    "intensity": words.intensity,
    "outcome": words.outcome,
    "customer_kind": words.customer_kind,
    "category": words.category,
    "area": words.area,
    "region": words.region,
    "department": words.department,
    "claim_status": words.claim_status,
}
_MOST: Final = 4
#: Gives the name of a class, sub-type or cause by its code.
Names = Callable[[str], str]


def fact(name: str) -> str:
    """The name of a fact that rules look at."""
    source = FACTS.get(name)
    return QCoreApplication.translate("fact", source) if source else fields.field(name)


def in_words(when: Mapping[str, Any], names: Names, thresholds: Mapping[str, Any]) -> str:
    """All conditions of a rule; "Every ticket" where there are none."""
    told = [part for name, wanted in when.items() for part in _one(name, wanted, names, thresholds)]
    return _say("and").join(told) or _say("every")


def _one(name: str, wanted: Any, names: Names, thresholds: Mapping[str, Any]) -> list[str]:
    if not isinstance(wanted, Mapping):
        if isinstance(wanted, bool):
            return [_say("yes" if wanted else "no", fact=fact(name))]
        return [_say("is", fact=fact(name), value=_values(name, wanted, names))]
    told = []
    for test, value in wanted.items():
        if test == "known":
            told.append(_say("known" if value else "unknown", fact=fact(name)))
            continue
        if isinstance(value, str) and value in thresholds:
            value = thresholds[value]
        told.append(_say(test, fact=fact(name), value=_values(name, value, names)))
    return told


def _values(name: str, wanted: Any, names: Names) -> str:
    if not isinstance(wanted, (list, tuple)):
        return _value(name, wanted, names)
    told = [_value(name, one, names) for one in wanted[:_MOST]]
    if len(wanted) > _MOST:
        told.append(QCoreApplication.translate("condition", "… ({n})").format(n=len(wanted)))
    return _say("or").join(told)


def _value(name: str, value: Any, names: Names) -> str:
    if name.endswith("_fen") and isinstance(value, int):
        return amounts.money(value)
    if name in ("class_code", "subtype", "cause") and isinstance(value, str):
        return names(value)
    if name == "lane" and value == "vip":
        return QCoreApplication.translate("condition", "green lane")
    if name in _CODES:
        return _CODES[name](value) or str(value)
    return f"“{value}”" if name == "text_words" else str(value)


def _say(code: str, **facts: str) -> str:
    return QCoreApplication.translate("condition", _TESTS.get(code, "{fact} {value}")).format(
        **facts
    )
