"""What rules did by themselves, as sentences of a timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui import language
from ui.text.words import listing, word
from ui.translating import QT_TRANSLATE_NOOP as _T

ACTS: Final = {
    "take": _T("automatic", "take it"),
    "note": _T("automatic", "note"),
    "urge": _T("automatic", "urge"),
    "wait": _T("automatic", "wait"),
    "resume": _T("automatic", "end the wait"),
    "priority": _T("automatic", "set the priority"),
    "raise": _T("automatic", "raise the priority"),
    "transfer": _T("automatic", "transfer"),
    "escalate": _T("automatic", "escalate"),
    "assign": _T("automatic", "assign"),
    "resolve": _T("automatic", "resolve"),
    "tag": _T("automatic", "tag"),
    "untag": _T("automatic", "take a tag off"),
    "lane": _T("automatic", "set the lane"),
    "notify": _T("automatic", "notify"),
    "propose": _T("automatic", "propose a message"),
    "send": _T("automatic", "send a message"),
    "task": _T("automatic", "ask a department"),
    "revisit": _T("automatic", "set a call-back"),
    "promise": _T("automatic", "promise"),
    "step": _T("automatic", "go to a step"),
}
_EVENTS: Final = {
    "automation": _T("automatic", "By rule “{name}” ({version}): {acts}"),
    "automation_stopped": _T("automatic", "Rules that set each other off were stopped: {chain}"),
    "notify": _T("automatic", "Notice to {people}: {words}"),
    "proposal": _T("automatic", "Proposed message, not sent"),
    "appealed": _T("automatic", "Appeal {appeal} at the regulator (12305)"),
    "appeal_answered": _T("automatic", "Appeal {appeal} answered to the regulator"),
}
_LACKING: Final = {
    "gaps": _T("automatic", "Message not sent, for it has gaps: {gaps}"),
    "recipient": _T("automatic", "Message not sent: there is nobody to send it to"),
    "channel": _T("automatic", "Message not sent: the channel is not set up"),
    "room": _T("automatic", "Message not sent: it is too long for its channel"),
    "speech": _T("automatic", "Message not sent, for it says “{held}”: {why}"),
}


def sentence(data: Mapping[str, Any], person: Callable[[str], str]) -> str | None:
    """What a line of a rule says; None for a line of another kind.

    `person` gives the name of somebody by uid.
    """
    event = str(data.get("event", ""))
    source = _LACKING.get(str(data.get("lacking", ""))) if event == "proposal" else None
    source = source or _EVENTS.get(event)
    if source is None:
        return None
    chinese = language.current().startswith("zh")
    names: Mapping[str, Any] = data.get("name") or {} if event == "automation" else {}
    told = {
        "name": str(names.get("zh" if chinese else "en", "")),
        "version": str(data.get("rule", "")).partition("@")[2],
        "acts": listing(act(str(code)) for code in data.get("acts") or ()),
        "chain": " → ".join(map(str, data.get("chain") or ())),
        "people": listing(person(str(uid)) for uid in (data.get("notify") or ())[:3]),
        "words": str(data.get("zh" if chinese else "en", "")),
        "appeal": str(data.get("appeal", "")),
        "gaps": listing(map(str, data.get("gaps") or ())),
        "held": str(data.get("words", "")),
        "why": _in_language(data.get("rule_said"), chinese=chinese),
    }
    text = QCoreApplication.translate("automatic", source).format(**told)
    left_out = [act(str(one.get("act", ""))) for one in data.get("skipped") or ()]
    if left_out:
        more = QCoreApplication.translate("automatic", "could not be done: {acts}")
        text = f"{text} · {more.format(acts=', '.join(left_out))}"
    return text


def _in_language(told: object, *, chinese: bool) -> str:
    return str(told.get("zh" if chinese else "en", "")) if isinstance(told, Mapping) else ""


def act(code: str) -> str:
    """The name of an act of macros and automations."""
    return word("automatic", ACTS, code)
