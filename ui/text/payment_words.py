"""The words for payments, their files, approvals, recoveries, and for what a bank answered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import amounts
from ui.text.words import word
from ui.translating import QT_TRANSLATE_NOOP as _T

STATES: Final = {
    "": _T("payment_state", "Not asked for yet"),
    "requested": _T("payment_state", "To be paid"),
    "filed": _T("payment_state", "With the bank"),
    "paid": _T("payment_state", "Paid"),
    "failed": _T("payment_state", "Came back"),
    "cancelled": _T("payment_state", "Taken back"),
    "reversed": _T("payment_state", "Paid and come back"),
}
#: Colours of the chips of payments.
LOOKS: Final = {
    "": "neutral",
    "requested": "status_new",
    "filed": "status_waiting",
    "paid": "good",
    "failed": "bad",
    "cancelled": "neutral",
    "reversed": "warn",
}
FILES: Final = {
    "written": _T("file_state", "With the bank"),
    "answered": _T("file_state", "Answered"),
    "void": _T("file_state", "Void"),
}
DECISIONS: Final = {
    "requested": _T("approval", "Handed in"),
    "approved": _T("approval", "Approved"),
    "rejected": _T("approval", "Turned down"),
    "reversed": _T("approval", "Approval taken back"),
}
DECISION_LOOKS: Final = {
    "requested": "status_new",
    "approved": "good",
    "rejected": "bad",
    "reversed": "warn",
}
RECOVERIES: Final = {
    "open": _T("recovery", "Open"),
    "agreed": _T("recovery", "Agreed"),
    "received": _T("recovery", "Received"),
    "written_off": _T("recovery", "Written off"),
}
RECOVERY_LOOKS: Final = {
    "open": "status_new",
    "agreed": "status_waiting",
    "received": "good",
    "written_off": "neutral",
}
VERDICTS: Final = {
    "pay": _T("bank_answer", "Paid"),
    "fail": _T("bank_answer", "Came back"),
    "done": _T("bank_answer", "Recorded before"),
    "waiting": _T("bank_answer", "Not settled yet"),
    "differs": _T("bank_answer", "Differs"),
    "twice": _T("bank_answer", "Paid twice?"),
    "unclear": _T("bank_answer", "One of several"),
    "unknown": _T("bank_answer", "Not ours"),
}
VERDICT_LOOKS: Final = {
    "pay": "good",
    "fail": "warn",
    "done": "neutral",
    "waiting": "status_waiting",
    "differs": "bad",
    "twice": "bad",
    "unclear": "bad",
    "unknown": "bad",
}
_DIFFERS: Final = {
    "amount": _T("bank_answer", "the sum"),
    "account": _T("bank_answer", "the account"),
    "payee": _T("bank_answer", "the name"),
    "state": _T("bank_answer", "the state"),
}
_LAY: Final = _T("approval", "{n} items, {sum}")


def state(code: str) -> str:
    """How a payment stands."""
    return word("payment_state", STATES, code)


def file_state(code: str) -> str:
    """How a file for the bank stands."""
    return word("file_state", FILES, code)


def decision(code: str) -> str:
    """What was decided on a claim."""
    return word("approval", DECISIONS, code)


def recovery(code: str) -> str:
    """How a recovery stands."""
    return word("recovery", RECOVERIES, code)


def verdict(code: str) -> str:
    """What comes of a line of a bank's answer."""
    return word("bank_answer", VERDICTS, code)


def differs(code: str) -> str:
    """In what a line of a bank's answer differs."""
    return word("bank_answer", _DIFFERS, code)


def frozen(field: str, value: object) -> str:
    """A fact as an approval froze it, in words."""
    if isinstance(value, int) and field.endswith("_fen"):
        return amounts.money(value)
    if isinstance(value, (list, tuple)):
        sums = [one.get("loss_fen", one.get("amount_fen", 0)) for one in value]
        text = QCoreApplication.translate("approval", _LAY)
        return text.format(n=len(value), sum=amounts.money(sum(int(one) for one in sums)))
    return str(value) or "—"
