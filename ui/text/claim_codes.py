"""The codes of facts that only a claim's papers show."""

from __future__ import annotations

from typing import Final

from ui.text.words import word
from ui.translating import QT_TRANSLATE_NOOP as _T

_CODES: Final = {
    "total": _T("claim", "All of it"),
    "partial": _T("claim", "A part of it"),
    "house": _T("claim", "We"),
    "customer": _T("claim", "The customer"),
    "sender": _T("claim", "Sender"),
    "receiver": _T("claim", "Receiver"),
    "monthly": _T("claim", "Monthly account"),
    "third_party": _T("claim", "Somebody else"),
}


def code_name(code: str) -> str:
    """What a code is called; an unknown one by itself."""
    return word("claim", _CODES, code)
