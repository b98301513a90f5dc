"""Why a reply script is offered, and why it stands before the next one, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

#: What speaks for a script, by the codes of workstation.domain.script_rank.Ranked.
REASONS: Final = {
    "code": _T("script", "short code"),
    "title": _T("script", "in the title"),
    "tag": _T("script", "key word"),
    "body": _T("script", "in the text"),
    "pinyin": _T("script", "by its pinyin"),
    "sound": _T("script", "sounds alike"),
    "slip": _T("script", "one slip forgiven"),
    "heard": _T("script", "the customer asks for it"),
    "topic": _T("script", "the customer's matter"),
    "answer": _T("script", "the usual first answer"),
    "alike": _T("script", "like the customer's words"),
    "step": _T("script", "for this step"),
    "wanted": _T("script", "the procedure wants it"),
    "subtype": _T("script", "for this problem"),
    "class": _T("script", "for this class"),
    "group": _T("script", "for this group"),
    "channel": _T("script", "for this channel"),
    "party": _T("script", "for this party"),
    "mood": _T("script", "for this mood"),
    "recent": _T("script", "used lately"),
    "often": _T("script", "used often"),
    "favourite": _T("script", "favourite"),
    "worked": _T("script", "works well"),
}
#: What speaks against the next one only, by the codes of workstation.domain.script_rank.ahead.
AGAINST: Final = {
    "-step": _T("script", "the other is for another step"),
    "-class": _T("script", "the other is for another problem"),
    "-topic": _T("script", "the other is for another matter"),
    "-late": _T("script", "the other comes later in a case"),
    "-heard": _T("script", "the customer asks for something else"),
    "-group": _T("script", "the other is for another group"),
    "-channel": _T("script", "the other is for another channel"),
    "-party": _T("script", "the other is for another party"),
    "-mood": _T("script", "the other is for another mood"),
    "-language": _T("script", "the other is in another language"),
    "-lacking": _T("script", "the other lacks facts"),
    "-promised": _T("script", "the other promises once more"),
    "-said": _T("script", "the other was said already"),
    "-worked": _T("script", "the other works less well"),
}


def reason_words(reasons: Iterable[str], most: int = 2) -> list[str]:
    """The weightiest reasons, each in words."""
    every = {**REASONS, **AGAINST}
    told = [QCoreApplication.translate("script", every[code]) for code in reasons if code in every]
    return told[:most]


def why_first(ahead: Iterable[str], second: str) -> str:
    """One sentence: why the first script stands before the second; "" where nothing tells them apart.

    `ahead` are codes of `workstation.domain.script_rank.ahead`, `second` is the other's title.
    """
    told = reason_words(ahead)
    if not told or not second:
        return ""
    text = QCoreApplication.translate("script", "Before “{second}”: {reasons}.")
    return text.format(second=second, reasons=in_one(told))


def in_one(told: Iterable[str]) -> str:
    """Several reasons in one line."""
    return QCoreApplication.translate("script", ", ").join(told)
