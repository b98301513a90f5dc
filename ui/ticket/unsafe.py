"""A reply that is held back for its words, and what it takes to send it all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, SignalInstance

from ui.ticket.panel import ActPanel
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.domain.people import Agent

_HELD: Final = ("speech_blocked", "speech_leader", "speech_leader_unknown", "speech_reason")
_UNFILLED: Final = ("placeholder_unfilled", "unfilled_reason")
_LEADERS: Final = ("leader", "admin")
#: Sends the reply with more facts of `SendReply`.
Again = Callable[..., None]


def speech_button(
    refusal: Refusal, held_back: SignalInstance, again: Again
) -> tuple[tuple[str, Callable[[], object]], ...]:
    """The button beside what was said amiss; none for a refusal of another kind."""
    if refusal.code not in (*_HELD, *_UNFILLED):
        return ()
    text = QCoreApplication.translate("unsafe", "Send with a reason…")
    return ((text, lambda: held_back.emit(refusal, again)),)


def ask_why(
    panel: ActPanel, refusal: Refusal, people: tuple[Agent, ...], me: Agent, again: Again
) -> ActPanel:
    """Ask why it is sent all the same, and who agreed where that takes a leader."""
    hint = QCoreApplication.translate("unsafe", "Kept with the message")
    reason = panel.line("reason", hint=hint)
    box = None
    unfilled = refusal.code in _UNFILLED
    if me.role not in _LEADERS and not unfilled:
        leaders = [one for one in people if one.active and one.role in _LEADERS]
        choices: list[tuple[object, str]] = [
            (one.uid, f"{one.name} {one.work_no}".strip()) for one in leaders
        ]
        name = QCoreApplication.translate("unsafe", "Leader who agreed")
        box = panel.pick("leader", choices, name=name)

    def make() -> Any:
        if not reason.text().strip():
            raise Refusal("text_missing", field="reason")
        leader = str(box.code() or "") if box is not None else ""
        if box is not None and refusal.code != "speech_blocked" and not leader:
            raise Refusal("text_missing", field="leader")
        if unfilled:
            again(even_if_unfilled=True, reason=reason.text().strip())
        else:
            again(even_if_unsafe=True, reason=reason.text().strip(), leader=leader)
        return None

    panel.on_accept(make)
    return panel
