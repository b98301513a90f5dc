"""What differs between two texts of a rule file, as people say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from ui.text import amounts, words
from ui.text.conditions import fact
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.ticket import GROUPS

if TYPE_CHECKING:
    from workstation.rules.diff import Difference

_HOW: Final = {
    "added": _T("difference", "{what}: added {after}"),
    "removed": _T("difference", "{what}: removed {before}"),
    "changed": _T("difference", "{what}: {before} → {after}"),
    "moved": _T("difference", "{what}: from place {before} to {after}"),
}
_KEYS: Final = {
    "version": _T("difference", "Version"),
    "threshold": _T("difference", "Threshold"),
    "rule": _T("difference", "Rule"),
    "limit": _T("difference", "Limit"),
    "claim": _T("difference", "Limit of claims"),
    "automation": _T("difference", "Automation"),
    "class": _T("difference", "Class"),
    "subtype": _T("difference", "Type"),
    "cause": _T("difference", "Cause"),
    "macro": _T("difference", "Macro"),
    "step": _T("difference", "Step"),
    "form": _T("difference", "Form"),
    "script": _T("difference", "Script"),
    "article": _T("difference", "Article"),
    "group": _T("difference", "Group"),
    "name_zh": _T("difference", "name in Chinese"),
    "name_en": _T("difference", "name in English"),
    "zh": _T("difference", "words in Chinese"),
    "en": _T("difference", "words in English"),
    "when": _T("difference", "condition"),
    "minutes": _T("difference", "minutes"),
    "days": _T("difference", "working days"),
    "warn_minutes": _T("difference", "warns before (min)"),
    "calendar": _T("difference", "calendar"),
    "layer": _T("difference", "layer"),
    "pauses": _T("difference", "pauses"),
    "active": _T("difference", "on"),
    "act": _T("difference", "acts"),
    "words": _T("difference", "phrases"),
    "hints": _T("difference", "words of other systems"),
    "hours": _T("difference", "opening hours"),
    "year": _T("difference", "Year"),
    "min": _T("difference", "at least"),
    "max": _T("difference", "at most"),
    "not_in": _T("difference", "not"),
}
_PART: Final = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?\.?")
_LONGEST: Final = 60


def difference(one: Difference) -> str:
    """One difference in the language of the screen."""
    keys = _PART.findall(one.place)
    what = " ".join(f"{_key(key)} {row}".strip() for key, row in keys)
    last = next((key for key, _ in reversed(keys) if key not in ("min", "max")), "")
    moved = one.how == "moved"
    before, after = (
        str(value) if moved else _told(last, value) for value in (one.before, one.after)
    )
    source = _HOW[one.how]
    return QCoreApplication.translate("difference", source).format(
        what=what, before=before, after=after
    )


def _key(name: str) -> str:
    source = _KEYS.get(name)
    return QCoreApplication.translate("difference", source) if source else fact(name)


def _told(key: str, value: Any) -> str:
    if isinstance(value, bool):
        shown = _T("difference", "yes") if value else _T("difference", "no")
        return QCoreApplication.translate("difference", shown)
    if key.endswith("_fen") and isinstance(value, int):
        return amounts.money(value)
    if isinstance(value, (int, float)):
        return str(value)
    if value is None:
        return "–"
    if isinstance(value, dict):
        name = value.get("name_zh", value.get("code", ""))
        return str(name) or ", ".join(
            f"{_key(str(k))} {_told(str(k), v)}" for k, v in value.items()
        )
    if isinstance(value, list):
        told = words.listing(_told(key, part) for part in value)
    else:
        told = words.group(value) if value in GROUPS else str(value)
    told = " ".join(told.split())
    return f"“{told[:_LONGEST]}{'…' if len(told) > _LONGEST else ''}”"
