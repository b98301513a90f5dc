"""What automations wait for and do, in words for the tables of rule files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.rules.cells import say
from ui.text import automatic, words
from ui.text import rules as told
from ui.text.conditions import fact
from ui.translating import QT_TRANSLATE_NOOP as _T

Data = Mapping[str, Any]
_PEOPLE: Final = {
    "owner": _T("sheet", "the owner"),
    "leaders": _T("sheet", "the leaders"),
    "group": _T("sheet", "the group"),
    "claims": _T("sheet", "claims staff"),
    "best": _T("sheet", "whoever has most room"),
    "nobody": _T("sheet", "nobody"),
}


def event_words(on: Data) -> str:
    """What sets an automation off."""
    event = str(on.get("event", ""))
    limits = [told.word(told.KINDS, kind) for kind in on.get("kinds", [])]
    limits += [told.word(told.LAYERS, layer) for layer in on.get("layers", [])]
    limits += [str(code) for code in on.get("limits", [])]
    changed = (fact(name) for name in on.get("fields", []))
    if event == "message" and on.get("direction"):
        event = f"message_{on['direction']}"
    source = told.EVENTS.get(event, event)
    return told.said(
        source,
        fields=words.listing(changed),
        limits=words.listing(limits) or say("any"),
        at=on.get("at", ""),
        minutes=on.get("minutes", ""),
    )


def act_words(act: Data, *, chinese: bool) -> str:
    """What an automation does, with its own words in Chinese or English."""
    name = automatic.act(str(act.get("do", "")))
    about = [
        words.group(act["group"]) if act.get("group") else "",
        words.department(act["department"]) if act.get("department") else "",
        words.priority(act["priority"]) if isinstance(act.get("priority"), int) else "",
        words.priority(act["to"]) if isinstance(act.get("to"), int) else "",
        _whom(act["to"]) if isinstance(act.get("to"), str) else "",
        str(act.get("tag", "")),
        str(act.get("script", "")),
        told.said(_T("rules", "{n} h"), n=act["hours"]) if act.get("hours") else "",
        str(act.get("zh" if chinese else "en", act.get("note", ""))),
    ]
    detail = " ".join(part for part in about if part)
    return f"{name} ({detail})" if detail else name


def listed(parts: Iterable[str]) -> str:
    """Several of them in one cell."""
    return QCoreApplication.translate("condition", "; ").join(part for part in parts if part)


def _whom(code: str) -> str:
    source = _PEOPLE.get(code)
    return QCoreApplication.translate("sheet", source) if source else code.removeprefix("person:")
