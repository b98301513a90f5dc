"""The word for every stage of a claim, for what is to be done next, and for its evidence and offers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import words
from ui.translating import QT_TRANSLATE_NOOP as _T

STAGES: Final = {
    "draft": _T("claim_stage", "Begun"),
    "evidence_wanted": _T("claim_stage", "Evidence to ask for"),
    "evidence_asked": _T("claim_stage", "Waits for evidence"),
    "evidence_received": _T("claim_stage", "Evidence to check"),
    "complete": _T("claim_stage", "Evidence complete"),
    "assessed": _T("claim_stage", "Assessed"),
    "offered": _T("claim_stage", "Offer not answered"),
    "disputed": _T("claim_stage", "Offer not accepted"),
    "agreed": _T("claim_stage", "Agreed"),
    "submitted": _T("claim_stage", "Waits for approval"),
    "approved": _T("claim_stage", "Approved, to print"),
    "to_sign": _T("claim_stage", "Agreement to be signed"),
    "signed": _T("claim_stage", "Agreement signed"),
    "to_pay": _T("claim_stage", "To be paid"),
    "payment_requested": _T("claim_stage", "Payment requested"),
    "payment_filed": _T("claim_stage", "Payment with the bank"),
    "payment_failed": _T("claim_stage", "Payment came back"),
    "paid": _T("claim_stage", "Paid out"),
    "rejected": _T("claim_stage", "Turned down"),
    "withdrawn": _T("claim_stage", "Taken back"),
}
NEXT: Final = {
    "ask_evidence": _T("claim_next", "Ask for the evidence"),
    "receive_evidence": _T("claim_next", "Note what came"),
    "decide_evidence": _T("claim_next", "Look at what came"),
    "assess": _T("claim_next", "Assess the loss"),
    "make_offer": _T("claim_next", "Make an offer"),
    "answer_offer": _T("claim_next", "Note the answer"),
    "submit": _T("claim_next", "Submit"),
    "approve": _T("claim_next", "Approve…"),
    "print": _T("claim_next", "Print…"),
    "note_signed": _T("claim_next", "Note the signed agreement"),
    "request_payment": _T("claim_next", "Ask for the payment"),
    "confirm_payment": _T("claim_next", "Record the payment…"),
    "redraft": _T("claim_next", "Back to draft"),
}
EVIDENCE: Final = {
    "wanted": _T("evidence_state", "Needed"),
    "asked": _T("evidence_state", "Asked for"),
    "received": _T("evidence_state", "Came"),
    "accepted": _T("evidence_state", "Accepted"),
    "refused": _T("evidence_state", "Not good enough"),
    "waived": _T("evidence_state", "Gone without"),
    "lapsed": _T("evidence_state", "Too late"),
}
#: Colours of the evidence's chips.
EVIDENCE_LOOKS: Final = {
    "wanted": "warn",
    "asked": "status_waiting",
    "received": "info",
    "accepted": "good",
    "refused": "bad",
    "waived": "neutral",
    "lapsed": "neutral",
}
OFFERS: Final = {
    "compensation": _T("offer_kind", "Compensation"),
    "freight": _T("offer_kind", "Freight back"),
    "coupon": _T("offer_kind", "Coupon"),
    "replacement": _T("offer_kind", "Replacement"),
    "repair": _T("offer_kind", "Repair"),
}
ANSWERS: Final = {
    "": _T("offer_answer", "No answer yet"),
    "accepted": _T("offer_answer", "Accepted"),
    "refused": _T("offer_answer", "Refused"),
    "countered": _T("offer_answer", "Asked for more"),
    "lapsed": _T("offer_answer", "Ran out"),
}
#: Colours of the offers' chips.
ANSWER_LOOKS: Final = {
    "": "status_waiting",
    "accepted": "good",
    "refused": "bad",
    "countered": "warn",
    "lapsed": "neutral",
}
_LIKENESS: Final = {
    "carrier": _T("likeness", "same carrier"),
    "category": _T("likeness", "same kind of goods"),
    "value": _T("likeness", "similar value"),
}


def stage(code: str) -> str:
    """How far a claim is."""
    return words.word("claim_stage", STAGES, code)


def next_step(code: str) -> str:
    """What is to be done next, as a button says it."""
    return words.word("claim_next", NEXT, code)


def evidence_state(code: str) -> str:
    """What became of a thing that was needed."""
    return words.word("evidence_state", EVIDENCE, code)


def giver(code: str) -> str:
    """From whom evidence is wanted."""
    if code == "inside":
        return QCoreApplication.translate("evidence_state", "Our own house")
    return words.party(code) if code else ""


def offer_kind(code: str) -> str:
    """What is offered."""
    return words.word("offer_kind", OFFERS, code)


def offer_answer(code: str) -> str:
    """What was answered."""
    return words.word("offer_answer", ANSWERS, code)


def likeness(code: str) -> str:
    """By what claims are alike."""
    return words.word("likeness", _LIKENESS, code)
