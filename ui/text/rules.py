"""The words of the rules page: files, states of versions, what limits and automations are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui import language
from ui.text import words
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.ticket import GROUPS
from workstation.rules.files import Finding

#: The files with one of each, in the order of the page.
FILES: Final = {
    "rules/classes.toml": _T("rules", "Classes and types"),
    "rules/speech.toml": _T("rules", "Courteous wording"),
    "rules/suggest.toml": _T("rules", "Suggested scripts"),
    "rules/pictures.toml": _T("rules", "Evidence pictures"),
    "rules/house.toml": _T("rules", "The house on papers"),
    "rules/routing.toml": _T("rules", "Routing to groups"),
    "rules/limits.toml": _T("rules", "Time limits"),
    "rules/groups.toml": _T("rules", "Groups"),
    "rules/automations.toml": _T("rules", "Automations"),
    "rules/macros.toml": _T("rules", "Macros"),
    "rules/assignment.toml": _T("rules", "Assignment and skills"),
    "rules/revisits.toml": _T("rules", "Call-backs"),
    "rules/diagnosis.toml": _T("rules", "Guided diagnosis"),
    "rules/compensation.toml": _T("rules", "Compensation"),
    "rules/evidence.toml": _T("rules", "Evidence that claims need"),
    "rules/approval.toml": _T("rules", "Approval of claims"),
    "rules/settlement.toml": _T("rules", "Settlement of claims"),
}
_PARTS: Final = {
    "procedures": _T("rules", "Procedure: {name}"),
    "calendars": _T("rules", "Calendar: {name}"),
    "knowledge": _T("rules", "Knowledge: {name}"),
    "scripts": _T("rules", "Scripts: {name}"),
    "forms": _T("rules", "Form: {name}"),
}
_NAMES: Final = {
    "calendars/service": _T("rules", "service hours"),
    "calendars/extended": _T("rules", "six-day week"),
    "calendars/office": _T("rules", "working days"),
    "calendars/always": _T("rules", "round the clock"),
    "calendars/china_holidays": _T("rules", "public holidays"),
    "knowledge/common": _T("rules", "common questions"),
    "forms/claim_form.zh": _T("rules", "claim form"),
    "forms/claim_form.en": _T("rules", "claim form (English)"),
    "forms/damage_assessment.zh": _T("rules", "damage assessment"),
    "forms/settlement_agreement.zh": _T("rules", "settlement agreement"),
    "forms/settlement_agreement.en": _T("rules", "settlement agreement (English)"),
    "forms/payment_notice.zh": _T("rules", "payment notice"),
    "forms/evidence_sheet.zh": _T("rules", "evidence sheet"),
    "scripts/opening": _T("rules", "opening"),
    "scripts/connecting": _T("rules", "connecting"),
    "scripts/soothing": _T("rules", "soothing"),
    "scripts/timeliness": _T("rules", "delays"),
    "scripts/delivery": _T("rules", "delivery"),
    "scripts/requests": _T("rules", "requests"),
    "scripts/changes": _T("rules", "changes"),
    "scripts/safety": _T("rules", "damage and loss"),
    "scripts/evidence": _T("rules", "evidence"),
    "scripts/groups": _T("rules", "groups"),
    "scripts/service": _T("rules", "service"),
    "scripts/claims": _T("rules", "claims"),
    "scripts/negotiation": _T("rules", "negotiation"),
    "scripts/closing": _T("rules", "closing"),
    "scripts/care": _T("rules", "care"),
    "scripts/automatic": _T("rules", "automatic messages"),
    "scripts/notices": _T("rules", "notices"),
}
STATES: Final = {
    "draft": _T("rules", "Draft"),
    "coming": _T("rules", "To come"),
    "in_force": _T("rules", "In force"),
    "replaced": _T("rules", "Replaced"),
    "withdrawn": _T("rules", "Withdrawn"),
    "shipped": _T("rules", "As shipped"),
}
#: Colour tokens of the states' words.
STATE_LOOKS: Final = {
    "draft": "warn",
    "coming": "info",
    "in_force": "good",
    "replaced": "neutral",
    "withdrawn": "neutral",
    "shipped": "neutral",
}
KINDS: Final = {
    "response": _T("rules", "First answer"),
    "feedback": _T("rules", "First feedback"),
    "update": _T("rules", "Further word"),
    "step": _T("rules", "Step"),
    "resolve": _T("rules", "Solution"),
    "task": _T("rules", "Department's answer"),
    "legal": _T("rules", "Answer by law"),
    "appeal": _T("rules", "Answer to an appeal"),
    "answer": _T("rules", "Answer to a claim"),
    "decide": _T("rules", "Decision on a claim"),
    "pay": _T("rules", "Payment"),
}
LAYERS: Final = {
    "internal": _T("rules", "Own target"),
    "outer": _T("rules", "Promise"),
    "legal": _T("rules", "Law"),
}
EVENTS: Final = {
    "created": _T("rules", "a ticket is made"),
    "changed": _T("rules", "{fields} changes"),
    "message": _T("rules", "something is said"),
    "message_in": _T("rules", "the customer says something"),
    "message_out": _T("rules", "we say something"),
    "reminder": _T("rules", "a wait is over"),
    "limit_warned": _T("rules", "a limit is near ({limits})"),
    "limit_passed": _T("rules", "a limit has passed ({limits})"),
    "daily": _T("rules", "every day at {at}"),
    "every": _T("rules", "every {minutes} minutes"),
}
DIFFERS: Final = {
    "class": _T("rules", "class"),
    "group": _T("rules", "group"),
    "region": _T("rules", "region"),
    "rule": _T("rules", "rule"),
    "procedure": _T("rules", "procedure"),
    "limits": _T("rules", "time limits"),
}
_PLACE: Final = re.compile(r"^[0-9]+_")


def file_name(file: str) -> str:
    """What a rule file is called on the screen; one of the team's own by its bare name."""
    if file in FILES:
        return word(FILES, file)
    part, _, rest = file.partition("/")
    bare = _PLACE.sub("", rest.removesuffix(".toml"))
    if f"{part}/{bare}" in _NAMES:
        name = word(_NAMES, f"{part}/{bare}")
    else:
        name = words.group(bare) if bare in GROUPS else bare.replace("_", " ")
    pattern = _PARTS.get(part)
    return said(pattern, name=name) if pattern else file


def file_order(file: str) -> tuple[int, str]:
    """Where a file stands in the list: the single ones first, then forms, procedures, calendars …"""
    if file in FILES:
        return list(FILES).index(file), ""
    part = file.partition("/")[0]
    places = ["forms", "procedures", "calendars", "knowledge", "scripts"]
    return len(FILES) + (places.index(part) if part in places else len(places)), file


def word(table: Mapping[str, str], code: str) -> str:
    """The word of a code in one of the tables here; an unknown code is shown as it is."""
    return words.word("rules", table, code)


def said(source: str, **facts: object) -> str:
    """A sentence of these with its facts."""
    return QCoreApplication.translate("rules", source).format(**facts)


def state(code: str) -> str:
    """The word of how a version stands."""
    return word(STATES, code)


def mistake(finding: Finding) -> str:
    """A mistake with its remedy in the language of the screen."""
    return finding.said(language.current())


def where(finding: Finding, file: str) -> str:
    """Where a mistake is: the line and column, and the file when it is another one."""
    at = ""
    if finding.line:
        at = said(_T("rules", "line {line}, column {column}"), **_at(finding))
    if finding.file == file:
        return at or finding.place
    return " · ".join(part for part in (file_name(finding.file), at) if part)


def _at(finding: Finding) -> dict[str, object]:
    return {"line": finding.line, "column": finding.column}


def length(minutes: int, days: int) -> str:
    """A limit's length: "15 min", "48 h", "3 working days"; "–" for none."""
    if days:
        return said(_T("rules", "{n} working days"), n=days)
    if not minutes:
        return "–"
    if minutes % 60:
        return said(_T("rules", "{n} min"), n=minutes)
    return said(_T("rules", "{n} h"), n=minutes // 60)


_LENGTH: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(d|day|days|working days?|天|日|个?工作日|h|hours?|小时|时|m|min|minutes?|分|分钟)?"
)


def read_length(told: str) -> tuple[int, int] | None:
    """Minutes and working days of what a person typed: "30 min", "1.5 h", "3 d"; None if unclear."""
    bare = told.strip().lower()
    if bare in ("", "-", "–", "—"):
        return 0, 0
    found = _LENGTH.fullmatch(bare)
    if found is None:
        return None
    number, unit = float(found[1].replace(",", ".")), found[2] or "m"
    if unit.startswith(("d", "w", "天", "日", "个", "工")):
        return (0, int(number)) if number == int(number) else None
    return round(number * (60 if unit.startswith(("h", "小", "时")) else 1)), 0
