"""Why a reply seems meant for somebody else, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

SENTENCES: Final = {
    "other_customer": _T("doubt", "{words} belongs to another customer: {name}."),
    "unknown_recipient": _T("doubt", "{words} is none of the addresses of this ticket."),
    "quotes_other": _T("doubt", "“{words}” belongs to another customer: {name}."),
    "other_name": _T("doubt", "“{words}” is addressed, but this is the ticket of {name}."),
    "language": _T("doubt", "The customer writes Chinese and this reply is in English."),
}


def doubt_sentence(doubt: Mapping[str, Any]) -> str:
    """The sentence of one doubt as `Doubt.facts` tells it."""
    source = SENTENCES.get(str(doubt.get("code", "")))
    if source is None:
        return str(doubt.get("code", ""))
    number, name = str(doubt.get("number", "")), str(doubt.get("name", ""))
    whose = " ".join(part for part in (name, number) if part)
    text = QCoreApplication.translate("doubt", source)
    return text.format(words=doubt.get("words", ""), name=whose or "–")


def doubt_sentences(doubts: Sequence[Mapping[str, Any]]) -> str:
    """All of them, one after the other."""
    return " ".join(doubt_sentence(one) for one in doubts)
