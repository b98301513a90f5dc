"""What the check of a reply says in words: kinds, severities, how many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

#: Kinds of what may be amiss, by the codes of workstation.domain.speech_rules.KINDS.
KINDS: Final = {
    "taboo": _T("speech", "Forbidden phrase"),
    "impatience": _T("speech", "Impatience"),
    "shirking": _T("speech", "Shirking"),
    "abuse": _T("speech", "Abuse"),
    "refusal": _T("speech", "Flat refusal"),
    "questioning": _T("speech", "Questioning the customer"),
    "command": _T("speech", "Command"),
    "mockery": _T("speech", "Mockery"),
    "promise": _T("speech", "Over-promising"),
    "liability": _T("speech", "Admits liability"),
    "privacy": _T("speech", "Privacy"),
    "politeness": _T("speech", "Polite form"),
    "emoji": _T("speech", "Emoji"),
    "repetition": _T("speech", "Repetition"),
    "negative": _T("speech", "Negative wording"),
}
#: What becomes of it, by the codes of workstation.domain.speech_rules.SEVERITIES.
SEVERITIES: Final = {
    "block": _T("speech", "Held back"),
    "leader": _T("speech", "Needs a leader"),
    "warn": _T("speech", "Better otherwise"),
}
#: The pair of colour tokens of a severity.
LOOKS: Final = {"block": "bad", "leader": "status_waiting", "warn": "warn"}


def kind(code: str) -> str:
    """The name of a kind; the code itself for an unknown one."""
    return QCoreApplication.translate("speech", KINDS[code]) if code in KINDS else code


def severity(code: str) -> str:
    """What becomes of a finding of this severity."""
    return QCoreApplication.translate("speech", SEVERITIES.get(code, SEVERITIES["warn"]))


def look(code: str) -> str:
    """The colour token of a severity; with "_soft" behind it that of its ground."""
    return LOOKS.get(code, "warn")


def summary(severities: Iterable[str]) -> str:
    """How many of each severity, the severest first; "" for none."""
    found = list(severities)
    counts = [(severity(code), found.count(code)) for code in ("block", "leader", "warn")]
    text = QCoreApplication.translate("speech", "{name} {n}")
    return " · ".join(text.format(name=name, n=n) for name, n in counts if n)
