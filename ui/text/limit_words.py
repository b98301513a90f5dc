"""A limit's sum in words: from when, over how much, without what, until when, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QCoreApplication

from ui import language
from ui.text import automatic, times, words
from ui.translating import QT_TRANSLATE_NOOP as _T

if TYPE_CHECKING:
    from workstation.limit_lines import Following, LimitLine

LAYERS: Final = {
    "internal": _T("limits", "Within the team"),
    "outer": _T("limits", "Towards the customer"),
    "legal": _T("limits", "By law"),
}
CLAIM_KINDS: Final = {
    "answer": _T("limits", "Take on"),
    "decide": _T("limits", "Decide"),
    "pay": _T("limits", "Pay"),
    "appeal": _T("limits", "Objection"),
}
_STARTS: Final = {
    "created": _T("limits", "since the ticket was made"),
    "told": _T("limits", "since the customer was last told"),
    "step": _T("limits", "since the step was entered"),
    "urged": _T("limits", "since the customer urged"),
    "extra.appeal_at": _T("limits", "since the regulator told us of the appeal"),
    "": _T("limits", "since the claim got there"),
}
_STATES: Final = {
    "running": _T("limits", "{span} left"),
    "warned": _T("limits", "{span} left"),
    "late": _T("limits", "late by {span}"),
    "met": _T("limits", "met, {span} early"),
    "missed": _T("limits", "missed by {span}"),
    "paused": _T("limits", "paused"),
    "over": _T("limits", "not owed any more"),
}
_LOOKS: Final = {
    "running": "time_calm",
    "warned": "time_soon",
    "late": "time_overdue",
    "met": "good",
    "missed": "bad",
    "paused": "time_paused",
    "over": "neutral",
}


class Moments(Protocol):
    """Whoever writes moments in the desk's zone."""

    def moment(self, at: int | None) -> str: ...


#: A shorter source is but a mark of where the rule is from.
_MARK: Final = 3


def _tr(source: str) -> str:
    return QCoreApplication.translate("limits", source)


def layer(code: str) -> str:
    """Whom a limit binds."""
    return _tr(LAYERS[code]) if code in LAYERS else code


def state(line: LimitLine) -> tuple[str, str]:
    """How a limit stands, and its look."""
    source = _STATES.get(line.state, line.state)
    return _tr(source).format(span=times.span(abs(line.late_ms))), _LOOKS.get(line.state, "neutral")


def name(line: LimitLine) -> str:
    """The limit's name, with the claim's number where it is a claim's."""
    told = line.name(language.current())
    return f"{told} ({line.claim})" if line.claim else told


def short(line: LimitLine) -> str:
    """What a claim's limit is about, in a word for its chip."""
    return _tr(CLAIM_KINDS[line.kind]) if line.kind in CLAIM_KINDS else name(line)


def start(line: LimitLine, names: Moments) -> str:
    """From when it runs, and why from then."""
    source = _STARTS.get(line.starts)
    why = _tr(source) if source else ""
    return "\n".join(part for part in (names.moment(line.started_at), why) if part)


def length(line: LimitLine) -> str:
    """Over how much time of which calendar."""
    parts = []
    if line.span_days:
        parts.append(_tr(_T("limits", "{n} working days")).format(n=line.span_days))
    if line.span_ms:
        parts.append(times.span(line.span_ms))
    return f"{' + '.join(parts)}\n{line.calendar_name(language.current())}"


def pauses(line: LimitLine, names: Moments) -> str:
    """What was waited and is not counted, each wait with its moments."""
    told = []
    for since, until, _counted in line.pauses:
        text = _tr(_T("limits", "{since}–{until}"))
        told.append(text.format(since=names.moment(since), until=names.moment(until)))
    if line.paused_since is not None:
        text = _tr(_T("limits", "since {time}"))
        told.append(text.format(time=names.moment(line.paused_since)))
    if line.paused_ms:
        told.insert(0, f"+ {times.span(line.paused_ms)}")
    return "\n".join(told) or "–"


def due(line: LimitLine, names: Moments) -> str:
    """Until when, and when it was met."""
    told = [names.moment(line.due)]
    if line.met_at is not None:
        told.append(_tr(_T("limits", "met {time}")).format(time=names.moment(line.met_at)))
    return "\n".join(told)


def equation(line: LimitLine, names: Moments) -> str:
    """The whole sum in one line: start + length + waits = due."""
    parts = [start(line, names).replace("\n", " "), length(line).replace("\n", ", ")]
    told = " + ".join(part for part in parts if part)
    waits = pauses(line, names)
    if waits != "–":
        text = _tr(_T("limits", "{span} of waits"))
        told += " + " + text.format(span=waits.removeprefix("+ ").replace("\n", ", "))
    return f"{told} = {due(line, names)}".replace("\n", ", ")


def below(line: LimitLine, names: Moments) -> str:
    """Where it is from, what follows, and what is not known."""
    told = [_follow(one, names) for one in line.follows]
    if len(line.source) > _MARK:
        told.append(line.source)
    if line.unknown_years:
        text = _tr(_T("limits", "Holidays of {years} are not known yet."))
        told.append(text.format(years=words.listing(map(str, line.unknown_years))))
    return "\n".join(told)


def _follow(one: Following, names: Moments) -> str:
    acts = words.listing(automatic.act(code) for code in one.acts)
    text = _tr(_T("limits", "{time}: “{rule}” – {acts}"))
    rule = one.name_zh if language.current() == "zh_CN" else one.name_en
    return text.format(time=names.moment(one.at), rule=rule, acts=acts)
