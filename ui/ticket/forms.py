"""What each act on a ticket asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.bridge import Bridge
from ui.text import times, words
from ui.ticket.assigning import fill_people
from ui.ticket.masks import MASKS
from ui.ticket.moments import MomentPick, ahead
from ui.ticket.names import Names, in_language
from ui.ticket.panel import ActPanel
from ui.ticket.unsafe import ask_why
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.buttons import Button
from ui.widgets.pick import PickBox
from workstation.actions import tickets as acts
from workstation.actions.claims import MakeClaim
from workstation.actions.merging import LinkDuplicate, MergeTicket
from workstation.actions.privacy import RevealFact
from workstation.actions.together import Bulk
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS, OUTCOMES, PRIORITIES, WAITING_REASONS

if TYPE_CHECKING:
    from workstation.desk import Done
    from workstation.rules.bundle import Rules

_RATING_CHOICES = (3, 2, 1)
_LIKELY = 5


def _tr(source: str) -> str:
    return QCoreApplication.translate("acts", source)


class Forms:
    """Makes the panels of a ticket page; `parent` is the page they lie over."""

    def __init__(self, bridge: Bridge, names: Names, parent: QWidget) -> None:
        self._bridge, self._names, self._parent = bridge, names, parent

    def _panel(self, title: str, accept: str) -> ActPanel:
        return ActPanel(_tr(title), _tr(accept), self._bridge, self._names, self._parent)

    def _rules(self) -> Rules:
        if self._names.rules is None:
            self._names.rules = self._bridge.desk.rules
        return self._names.rules

    def assign(self, detail: TicketDetail) -> ActPanel:
        """To whom: everybody with their load, the best first."""
        ticket = detail.ticket
        panel = self._panel(_T("acts", "Assign"), _T("acts", "Assign"))
        people = [one for one in self._bridge.desk.read.agents() if one.active]
        choices = [(one.uid, f"{one.name} {one.work_no}".strip()) for one in people]
        nobody = ("", _tr(_T("acts", "Nobody (back to the queue)")))
        box = panel.pick("owner", [*choices, nobody])
        fill_people(panel, box, self._bridge, ticket.uid)
        panel.watch(ticket, "owner", "group_code")
        panel.on_accept(lambda: acts.AssignTicket(ticket.uid, str(_wanted(box, "owner"))))
        return panel

    def transfer(self, detail: TicketDetail) -> ActPanel:
        """To which group, with a hand-over note; or a correction of what the rules chose."""
        ticket = detail.ticket
        panel = self._panel(_T("acts", "Transfer to a group"), _T("acts", "Transfer"))
        groups = [(code, words.group(code)) for code in GROUPS if code != ticket.group_code]
        box = panel.pick("group", groups)
        hint = _tr(_T("acts", "What was done, what is promised, what is next"))
        note = panel.text("note", _tr(_T("acts", "Hand-over")), hint)
        wrong = panel.check(_tr(_T("acts", "The rules chose the wrong group; the note says why")))
        panel.watch(ticket, "group_code", "owner")

        def make() -> Any:
            group, told = str(_wanted(box, "group")), note.toPlainText()
            if wrong.isChecked():
                if not told.strip():
                    raise Refusal("text_missing", field="note")
                return acts.CorrectGroup(ticket.uid, group, told)
            return acts.TransferTicket(ticket.uid, group, told)

        panel.on_accept(make)
        return panel

    def say_anyway(self, refusal: Refusal, again: Callable[..., None]) -> ActPanel:
        """Why words that the rules hold back are sent all the same."""
        panel = self._panel(_T("acts", "Send all the same"), _T("acts", "Send"))
        desk = self._bridge.desk
        return ask_why(panel, refusal, desk.read.agents(), desk.agent, again)

    def escalate(self, detail: TicketDetail) -> ActPanel:
        """Why."""
        panel = self._panel(_T("acts", "Escalate"), _T("acts", "Escalate"))
        reason = panel.text("reason")
        panel.watch(detail.ticket, "group_code", "priority")
        uid = detail.ticket.uid
        panel.on_accept(lambda: acts.EscalateTicket(uid, reason.toPlainText()))
        return panel

    def classify(self, detail: TicketDetail) -> ActPanel:
        """Class and sub-type in one list, cause, reason."""
        ticket, catalogue = detail.ticket, self._rules().catalogue
        panel = self._panel(_T("acts", "Change class"), _T("acts", "Change"))
        named = self._names.class_name
        choices = [
            (one.code, f"{named(one.class_code)} · {named(one.code)}") for one in catalogue.subtypes
        ]
        box = panel.pick("subtype", choices, ticket.subtype or None)
        cause = panel.pick("cause", self._causes(), ticket.cause or None)
        reason = panel.line("reason")
        panel.watch(ticket, "class_code", "subtype", "cause", "group_code")
        classes = {one.code: one.class_code for one in catalogue.subtypes}

        def make() -> Any:
            subtype = str(_wanted(box, "subtype"))
            why = str(cause.code() or "")
            return acts.ChangeClass(ticket.uid, classes[subtype], subtype, why, reason.text())

        panel.on_accept(make)
        return panel

    def _causes(self) -> list[tuple[object, str]]:
        causes = self._rules().catalogue.causes
        return [(one.code, in_language(one.name_zh, one.name_en)) for one in causes]

    def priority(self, detail: TicketDetail) -> ActPanel:
        """How urgent, how strong."""
        ticket = detail.ticket
        panel = self._panel(_T("acts", "Priority and mood"), _T("acts", "Change"))
        levels = [(level, f"{level} {words.priority(level)}") for level in reversed(PRIORITIES)]
        box = panel.pick("priority", levels, ticket.priority)
        moods = [(level, f"{level} {words.intensity(level)}") for level in (0, 1, 2)]
        mood = panel.pick("intensity", moods, ticket.intensity)
        panel.watch(ticket, "priority", "intensity")

        def make() -> Any:
            made: list[Any] = []
            level, strong = _wanted(box, "priority"), _wanted(mood, "intensity")
            if level != ticket.priority:
                made.append(acts.ChangePriority(ticket.uid, _whole(level)))
            if strong != ticket.intensity:
                made.append(acts.ChangeIntensity(ticket.uid, _whole(strong)))
            return (made[0] if len(made) == 1 else Bulk(tuple(made))) if made else None

        panel.on_accept(make)
        return panel

    def wait(self, detail: TicketDetail) -> ActPanel:
        """For whom, until when."""
        ticket = detail.ticket
        panel = self._panel(_T("acts", "Wait"), _T("acts", "Wait"))
        reasons = [(code, words.waiting_for(code)) for code in WAITING_REASONS]
        box = panel.pick("waiting_reason", reasons, ticket.waiting_reason or None)
        none = (None, _tr(_T("acts", "no time set")))
        moments = ahead(self._bridge)
        until = MomentPick(panel, self._bridge, "waiting_until", moments, times.HOUR * 2, (none,))
        note = panel.text("note")
        panel.watch(ticket, "status", "waiting_reason", "waiting_until")

        def make() -> Any:
            reason = str(_wanted(box, "waiting_reason"))
            return acts.SetWaiting(ticket.uid, reason, until.value(), note.toPlainText())

        panel.on_accept(make)
        return panel

    def urge(self, detail: TicketDetail) -> ActPanel:
        """What the customer said when asking again."""
        panel = self._panel(_T("acts", "The customer urges"), _T("acts", "Note it"))
        note = panel.text("note")
        uid, caller = detail.ticket.uid, detail.ticket.phone
        panel.on_accept(lambda: acts.UrgeTicket(uid, note.toPlainText(), caller))
        panel.watch(detail.ticket, "urged")
        return panel

    def duplicate(self, detail: TicketDetail) -> ActPanel:
        """Of which ticket this one is a duplicate."""
        panel = self._panel(_T("acts", "Link as a duplicate"), _T("acts", "Link and close"))
        line = self._ask_ticket(panel, detail)
        uid = detail.ticket.uid
        panel.on_accept(lambda: LinkDuplicate(uid, self._ticket_of(line)))
        panel.watch(detail.ticket, "status", "owner")
        return panel

    def merge(self, detail: TicketDetail) -> ActPanel:
        """Into which ticket this one goes."""
        panel = self._panel(_T("acts", "Merge into another ticket"), _T("acts", "Merge and close"))
        line = self._ask_ticket(panel, detail)
        uid = detail.ticket.uid
        panel.on_accept(lambda: MergeTicket(uid, self._ticket_of(line)))
        panel.watch(detail.ticket, "status", "owner")
        return panel

    def _ask_ticket(self, panel: ActPanel, detail: TicketDetail) -> QLineEdit:
        """A number; those of the same parcel and customer are one press away."""
        same = self._bridge.desk.read.open_tickets_of(detail.ticket.waybill)
        rows = {row.uid: row for row in (*same, *detail.earlier) if row.uid != detail.ticket.uid}
        line = panel.line("number", name=_tr(_T("acts", "Ticket")))
        for row in list(rows.values())[:_LIKELY]:
            about = f"{row.number} · {words.status(row.status)} · {row.subject[:24]}"
            button = Button(about, "", "link", partial(line.setText, row.number), panel)
            panel.rows.add_wide(button)
        return line

    def _ticket_of(self, line: QLineEdit) -> str:
        typed = line.text().strip()
        if not typed:
            raise Refusal("text_missing", field="number")
        found = self._bridge.desk.read.ticket_by_number(typed)
        if found is None:
            raise Refusal("not_found", kind="ticket", field="number")
        return found.uid

    def resolve(
        self,
        detail: TicketDetail,
        on: bool,
        begin: Callable[[Any, Callable[[], None]], None] | None = None,
        then: Callable[[bool], None] | None = None,
    ) -> ActPanel:
        """Outcome, cause, and what the customer thinks.

        `begin(action, then)` may take the action over (send first); `then(next)` is told
        whether the next ticket is wanted.
        """
        ticket = detail.ticket
        title = _T("acts", "Send and resolve") if begin else _T("acts", "Resolve")
        panel = self._panel(title, title)
        outcomes = [(code, words.outcome(code)) for code in OUTCOMES[:-2]]
        outcome = panel.pick("outcome", outcomes, "solved")
        cause = panel.pick("cause", self._causes(), ticket.cause or None)
        ratings = [(level, words.rating(level)) for level in _RATING_CHOICES]
        asked: list[tuple[object, str]] = [*ratings, (None, _tr(_T("acts", "not asked")))]
        boxes = {
            name: panel.pick(name, asked)
            for name in ("satisfaction", "promise_kept", "attitude", "speed")
        }
        note = panel.text("note")
        after = panel.check(_tr(_T("acts", "Then take the next ticket")), on=on)
        panel.watch(ticket, "status", "owner", "outcome")

        def make() -> Any:
            told: dict[str, Any] = {name: _rating(box) for name, box in boxes.items()}
            action = acts.ResolveTicket(
                ticket.uid,
                str(_wanted(outcome, "outcome")),
                cause=str(cause.code() or ""),
                note=note.toPlainText(),
                **told,
            )
            if begin is None:
                return action
            go_on = after.isChecked()
            begin(action, lambda: then(go_on) if then else None)
            return None

        panel.on_accept(make, lambda _done: then(after.isChecked()) if then else None)
        return panel

    def reopen(self, detail: TicketDetail) -> ActPanel:
        """Why."""
        panel = self._panel(_T("acts", "Reopen"), _T("acts", "Reopen"))
        reason = panel.text("reason")
        uid = detail.ticket.uid
        panel.on_accept(lambda: acts.ReopenTicket(uid, reason.toPlainText()))
        panel.watch(detail.ticket, "status")
        return panel

    def skip(self, detail: TicketDetail, then: Callable[[], None]) -> ActPanel:
        """Why somebody else should do it."""
        panel = self._panel(_T("acts", "Skip this ticket"), _T("acts", "Skip"))
        reason = panel.line("reason")
        uid = detail.ticket.uid
        panel.on_accept(lambda: acts.SkipTicket(uid, reason.text()), lambda _done: then())
        return panel

    def claim_again(self, detail: TicketDetail, then: Callable[[Done], None]) -> ActPanel:
        """Why a parcel that was paid for once gets another claim."""
        panel = self._panel(_T("acts", "Claim once more"), _T("acts", "Make a claim"))
        reason = panel.line("reason")
        uid = detail.ticket.uid
        panel.on_accept(lambda: MakeClaim(uid, reason=reason.text()), then)
        return panel

    def correct(self, detail: TicketDetail, fields: tuple[str, ...]) -> ActPanel:
        """Plain facts of the ticket; hidden ones are shown masked until they are retyped."""
        ticket = detail.ticket
        panel = self._panel(_T("acts", "Correct"), _T("acts", "Correct"))
        told = {name: str(getattr(ticket, name)) for name in fields}
        shown = {name: MASKS[name](text) if name in MASKS else text for name, text in told.items()}
        lines = {name: panel.line(name, shown[name]) for name in fields}
        panel.watch(ticket, *(name for name in fields if name not in MASKS))

        def make() -> Any:
            typed = {name: line.text().strip() for name, line in lines.items()}
            changed = {name: text for name, text in typed.items() if text != shown[name]}
            return acts.EditTicket(ticket.uid, changed) if changed else None

        panel.on_accept(make)
        return panel

    def reveal(
        self, detail: TicketDetail, hidden: list[tuple[str, str]], then: Callable[[str], None]
    ) -> ActPanel:
        """Which hidden fact is needed, and why; kept in the journal."""
        panel = self._panel(_T("acts", "Show a hidden fact"), _T("acts", "Show"))
        box = panel.pick("field", hidden, hidden[0][0] if hidden else None, _tr(_T("acts", "Show")))
        hint = _tr(_T("acts", "Kept with your name"))
        reason = panel.line("reason", hint=hint)
        uid = detail.ticket.uid

        def make() -> Any:
            return RevealFact(uid, str(_wanted(box, "field")), reason.text())

        panel.on_accept(make, lambda _done: then(str(box.code())))
        reason.setFocus()
        return panel


def _wanted(box: PickBox, field: str) -> object:
    """What was picked; raises `Refusal("text_missing")` when nothing was."""
    code = box.code()
    if code is None or box.currentText() != box.itemText(box.currentIndex()):
        raise Refusal("text_missing", field=field)
    return code


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _rating(box: PickBox) -> int | None:
    code = box.code()
    return code if isinstance(code, int) else None
