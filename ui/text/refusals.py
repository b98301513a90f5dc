"""A sentence with its remedy for every reason that a rule may refuse work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP
from workstation.domain.refusal import Refusal

_SENTENCES: Final = {
    "status_already": QT_TRANSLATE_NOOP("refusal", "Ticket {number} is already {status}."),
}


def refusal_sentence(refusal: Refusal) -> str:
    """The sentence for a refusal."""
    return sentence(refusal.code, refusal.facts)


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """The sentence for a code and its facts; an unknown code is named with its facts."""
    source = _SENTENCES.get(code)
    if source is None:
        told = ", ".join(f"{name}={value}" for name, value in facts.items())
        return f"{code} ({told})" if told else code
    return QCoreApplication.translate("refusal", source).format(**facts)
