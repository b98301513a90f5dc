"""Words about papers: forms, copies, what a copy will be, jobs, what a verification comes to."""

from __future__ import annotations

from typing import Final

from ui import language
from ui.text.words import word
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain import paper_words
from workstation.domain.wording import said

FORMS: Final = {
    "claim_form": _T("paper_form", "Claim form"),
    "damage_assessment": _T("paper_form", "Damage assessment"),
    "settlement_agreement": _T("paper_form", "Settlement agreement"),
    "payment_notice": _T("paper_form", "Payment notice"),
    "evidence_sheet": _T("paper_form", "Evidence sheet"),
}
#: The forms that there are in English too.
IN_ENGLISH: Final = ("claim_form", "settlement_agreement")
COPIES: Final = {
    "customer": _T("paper_copy", "Customer's copy"),
    "file": _T("paper_copy", "File copy"),
}
_SHORT_COPIES: Final = {
    "customer": _T("paper_copy", "customer's copy"),
    "file": _T("paper_copy", "file copy"),
}
LANGUAGES: Final = {"zh": "中文", "en": "English"}
KINDS: Final = {
    "print": _T("paper_kind", "printed"),
    "save": _T("paper_kind", "saved"),
    "send": _T("paper_kind", "sent"),
}
_STATES: Final = {
    "original": _T("paper_state", "The original"),
    "further": _T("paper_state", "Copy {number} of {serial}"),
    "reprint": _T("paper_state", "Reprint 补打 {again} of {serial}"),
    "void": _T("paper_state", "Void 作废: {serial} was voided"),
    "unnumbered": _T("paper_state", "待编号: no number is in hand"),
    "pending": _T("paper_state", "待确认: approval not confirmed yet"),
    "draft": _T("paper_state", "For looking only: not approved"),
}
STATE_LOOKS: Final = {
    "original": "good",
    "further": "good",
    "reprint": "warn",
    "void": "bad",
    "unnumbered": "warn",
    "pending": "warn",
    "draft": "neutral",
}
_TROUBLES: Final = {
    "media-empty": _T("printer_trouble", "no paper"),
    "media-needed": _T("printer_trouble", "no paper"),
    "media-jam": _T("printer_trouble", "paper jam"),
    "cover-open": _T("printer_trouble", "cover open"),
    "door-open": _T("printer_trouble", "door open"),
    "toner-empty": _T("printer_trouble", "no toner"),
    "marker-supply-empty": _T("printer_trouble", "no toner"),
    "offline": _T("printer_trouble", "not reachable"),
    "shutdown": _T("printer_trouble", "switched off"),
    "connecting-to-device": _T("printer_trouble", "being reached"),
    "paused": _T("printer_trouble", "paused"),
}
_JOBS: Final = {
    "waiting": _T("print_job", "waits at the printer"),
    "printing": _T("print_job", "being printed"),
    "held": _T("print_job", "held back by the printer"),
    "stopped": _T("print_job", "the printer has stopped"),
    "done": _T("print_job", "printed"),
    "cancelled": _T("print_job", "taken back"),
    "failed": _T("print_job", "not printed"),
}
_SERIES_LOOKS: Final = {
    "used": "good",
    "void": "bad",
    "returned": "neutral",
    "in_hand": "info",
    "open": "warn",
    "given_up": "neutral",
    "explained": "neutral",
    "missing": "bad",
}
OUTCOME_LOOKS: Final = {
    "genuine": "good",
    "added": "good",
    "listed": "info",
    "altered": "bad",
    "unregistered": "warn",
    "unknown": "neutral",
}
_OUTCOMES: Final = {
    "genuine": _T("verdict", "Genuine"),
    "added": _T("verdict", "Genuine, with something added"),
    "listed": _T("verdict", "In the register"),
    "altered": _T("verdict", "Not what was issued"),
    "unregistered": _T("verdict", "Not in the register"),
    "unknown": _T("verdict", "No form of this house"),
}


def form(code: str) -> str:
    """What a form is called."""
    return word("paper_form", FORMS, "claim_form" if code == "claim" else code)


def copy(code: str, *, short: bool = False) -> str:
    """Whose copy it is."""
    return word("paper_copy", _SHORT_COPIES if short else COPIES, code)


def tongue(code: str) -> str:
    """The language of a form, in its own words."""
    return LANGUAGES.get(code, code)


def kind(code: str) -> str:
    """What was done with a copy."""
    return word("paper_kind", KINDS, code)


def state(code: str, serial: str, number: int, again: int) -> str:
    """What the next copy will be; `number` counts from 0."""
    return word("paper_state", _STATES, code).format(serial=serial, number=number + 1, again=again)


def trouble(code: str) -> str:
    """What is amiss with a printer."""
    return word("printer_trouble", _TROUBLES, code)


def job(code: str) -> str:
    """How a job at a printer stands."""
    return word("print_job", _JOBS, code)


def outcome(code: str) -> str:
    """What a verification comes to, in a few words."""
    return word("verdict", _OUTCOMES, code)


def outcome_sentence(code: str) -> str:
    """What it means."""
    return _said(paper_words.OUTCOMES[code])


def superseded(code: str) -> str:
    """Why a copy counts no more."""
    return _said(paper_words.SUPERSEDED[code])


def archive(code: str) -> str:
    """What was found of archived bytes."""
    return _said(paper_words.ARCHIVE[code])


def serial_state(code: str) -> str:
    """What became of a number."""
    return _said(paper_words.SERIALS[code])


def serial_look(code: str) -> str:
    """The colours of what became of a number."""
    return _SERIES_LOOKS.get(code, "neutral")


def _said(pair: tuple[str, str]) -> str:
    told = said(pair, language.current())
    return told[:1].upper() + told[1:]
