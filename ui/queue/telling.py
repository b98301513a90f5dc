"""What the head of the list says, and what an empty list says instead."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.queue.model import QueueModel
from ui.text import words
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.view import View

#: What an empty view means, by its code: a sentence, and what to do.
_EMPTY: Final = {
    "mine": (
        _T("queue", "No ticket is yours"),
        _T("queue", "Take the next one with F8, or look at what is unassigned."),
    ),
    "unassigned": (
        _T("queue", "Nothing waits in your groups"),
        _T("queue", "New tickets appear here by themselves."),
    ),
    "overdue": (_T("queue", "Nothing is overdue"), _T("queue", "Every limit is still kept.")),
    "due_soon": (
        _T("queue", "Nothing is due soon"),
        _T("queue", "No limit ends within the next two hours."),
    ),
    "waiting": (_T("queue", "Nothing waits"), _T("queue", "No ticket waits for an answer.")),
    "promises": (
        _T("queue", "No promise is due"),
        _T("queue", "None ends within the next four hours. G on a ticket makes one."),
    ),
    "revisits": (
        _T("queue", "Nobody is to be called back now"),
        _T("queue", "Call-backs appear here when they are due."),
    ),
    "green_lane": (
        _T("queue", "The green lane is clear"),
        _T("queue", "Tickets of VIP customers appear here first."),
    ),
    "urged": (_T("queue", "Nobody urges"), _T("queue", "No open ticket was asked about again.")),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("queue", source)


def name(view: View | None, search: str) -> str:
    """What the list is called."""
    if search:
        return QCoreApplication.translate("queue", "Search: {text}").format(text=search)
    return words.view_name(view.code, view.name) if view else ""


def count(model: QueueModel) -> str:
    """How many there are: "1,234 tickets", "found 37", "more than 1,000"."""
    if model.fixed:
        if model.capped:
            text = QCoreApplication.translate("queue", "more than {n}, the newest {shown} shown")
            return text.format(n=f"{1_000:,}", shown=model.rowCount())
        text = QCoreApplication.translate("queue", "found {n}")
        if model.total > model.rowCount():
            text = QCoreApplication.translate("queue", "found {n}, the newest {shown} shown")
        return text.format(n=f"{model.total:,}", shown=model.rowCount())
    if not model.complete:
        return QCoreApplication.translate("queue", "counting…")
    if model.total == 1:
        return QCoreApplication.translate("queue", "1 ticket")
    return QCoreApplication.translate("queue", "{n} tickets").format(n=f"{model.total:,}")


def nothing(
    view: View | None, search: str, *, filtered: bool, filling: bool = False
) -> tuple[str, str]:
    """What stands where there is no ticket: a sentence and what to do about it.

    `filling` says that the first copy of the shared database is still coming in.
    """
    if filling:
        hint = QCoreApplication.translate(
            "queue", "Open ones come first and appear here by themselves; work with them at once."
        )
        return QCoreApplication.translate("queue", "Tickets are still coming in"), hint
    if search:
        text = QCoreApplication.translate("queue", "Nothing is found for “{text}”")
        hint = QCoreApplication.translate(
            "queue",
            "Try fewer characters, the last four digits of the waybill or phone, or the first"
            " letters of a name. Escape leads back to the list.",
        )
        return text.format(text=search), hint
    if filtered:
        hint = QCoreApplication.translate("queue", "Take a condition away, or clear them all.")
        return QCoreApplication.translate("queue", "No ticket fits these conditions"), hint
    sentence, hint = _EMPTY.get(view.code if view else "", (_T("queue", "No tickets here"), ""))
    return _say(sentence), _say(hint) if hint else ""
