"""What is asked about promises and call-backs."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.text import times, words
from ui.ticket.moments import MomentPick, ahead, passed
from ui.ticket.names import Names
from ui.ticket.panel import ActPanel
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.labels import label
from workstation.actions.promises import BreakPromise, KeepPromise, MakePromise, WithdrawPromise
from workstation.actions.revisits import (
    CancelRevisit,
    FinishRevisit,
    MoveRevisit,
    SetRevisit,
    TryRevisit,
)
from workstation.domain.pages import TicketDetail
from workstation.domain.promise import Promise
from workstation.domain.refusal import Refusal
from workstation.domain.revisit import Revisit
from workstation.domain.ticket import PARTIES

_RATINGS: Final = (3, 2, 1)
_BROKEN: Final = "broken"


def _tr(source: str) -> str:
    return QCoreApplication.translate("acts", source)


class CareForms:
    """Makes the panels; `parent` is the page they lie over."""

    def __init__(self, bridge: Bridge, names: Names, parent: QWidget) -> None:
        self._bridge, self._names, self._parent = bridge, names, parent

    def _panel(self, title: str, accept: str) -> ActPanel:
        return ActPanel(_tr(title), _tr(accept), self._bridge, self._names, self._parent)

    def _told(self, panel: ActPanel, text: str) -> None:
        line = label(text, "muted")
        line.setWordWrap(True)
        panel.rows.add_wide(line)

    # promises

    def promise(self, detail: TicketDetail) -> ActPanel:
        """What is promised to whom, until when."""
        ticket = detail.ticket
        panel = self._panel(_T("acts", "Promise to the customer"), _T("acts", "Promise"))
        hint = _tr(_T("acts", "Such as: call with the result of the search"))
        what = panel.line("what", hint=hint)
        until = MomentPick(panel, self._bridge, "until", ahead(self._bridge), times.HOUR * 2)
        parties = [(code, words.party(code)) for code in PARTIES]
        name = _tr(_T("acts", "Promised to"))
        party = panel.pick("party", parties, ticket.party, name)

        def make() -> Any:
            return MakePromise(
                ticket.uid, what.text(), _moment(until, "until"), str(party.code() or "")
            )

        panel.on_accept(make)
        return panel

    def broken(self, promise: Promise) -> ActPanel:
        """Why a promise was not kept."""
        panel = self._panel(_T("acts", "Promise not kept"), _T("acts", "Not kept"))
        self._told(panel, promise.what)
        reason = panel.text("reason")
        panel.on_accept(lambda: BreakPromise(promise.uid, reason.toPlainText()))
        return panel

    def withdrawn(self, promise: Promise) -> ActPanel:
        """Why a promise is taken back."""
        panel = self._panel(_T("acts", "Withdraw a promise"), _T("acts", "Withdraw"))
        self._told(panel, promise.what)
        reason = panel.text("reason")
        panel.on_accept(lambda: WithdrawPromise(promise.uid, reason.toPlainText()))
        return panel

    def late(self, promise: Promise) -> ActPanel:
        """A promise whose time is over: when it was kept in time, or that it was not."""
        panel = self._panel(_T("acts", "Was it kept in time?"), _T("acts", "Note it"))
        text = _tr(_T("acts", "{what} – its time was over at {time}."))
        told = text.format(what=promise.what, time=self._names.moment(promise.until))
        self._told(panel, told)
        kept = [
            (code, _tr(_T("acts", "Kept {when}")).format(when=name))
            for code, name in passed(self._bridge, promise.until)
        ]
        broken = (_BROKEN, _tr(_T("acts", "Not kept in time")))
        when = MomentPick(panel, self._bridge, "kept_at", [broken, *kept], _BROKEN)
        when.show(promise.until)
        reason = panel.text("reason")

        def make() -> Any:
            if when.box.code() == _BROKEN:
                return BreakPromise(promise.uid, reason.toPlainText())
            return KeepPromise(promise.uid, _moment(when, "kept_at"), reason.toPlainText())

        panel.on_accept(make)
        return panel

    # call-backs

    def revisit(self, detail: TicketDetail) -> ActPanel:
        """When to call back, to ask what, and who does it."""
        panel = self._panel(_T("acts", "Call the customer back"), _T("acts", "Set it"))
        hint = _tr(_T("acts", "Such as: whether the money arrived"))
        purpose = panel.line("purpose", hint=hint)
        due = MomentPick(panel, self._bridge, "call_at", self._days(), times.DAY)
        owner = panel.pick("owner", self._people(), "", _tr(_T("acts", "Called by")))
        uid = detail.ticket.uid

        def make() -> Any:
            at = _moment(due, "call_at")
            return SetRevisit(uid, at, purpose.text(), str(owner.code() or ""))

        panel.on_accept(make)
        return panel

    def _days(self) -> list[tuple[object, str]]:
        day = (times.DAY, _tr(_T("acts", "in {span}")).format(span=times.span(times.DAY)))
        return [*ahead(self._bridge), day]

    def _people(self) -> list[tuple[object, str]]:
        people = [one for one in self._bridge.desk.read.agents() if one.active]
        anybody = ("", _tr(_T("acts", "whoever has the ticket")))
        return [anybody, *((one.uid, f"{one.name} {one.work_no}".strip()) for one in people)]

    def done(self, detail: TicketDetail, revisit: Revisit) -> ActPanel:
        """What the customer said; a case may be taken up again with it."""
        panel = self._panel(_T("acts", "Result of the call-back"), _T("acts", "Note it"))
        self._told(panel, revisit.purpose)
        result = panel.text("result")
        ratings = [(level, words.rating(level)) for level in _RATINGS]
        none = (None, _tr(_T("acts", "not asked")))
        rating = panel.pick("satisfaction", [*ratings, none])
        again = None
        if not detail.ticket.is_open:
            again = panel.check(_tr(_T("acts", "Take the case up again")))

        def make() -> Any:
            level = rating.code()
            return FinishRevisit(
                revisit.uid,
                result.toPlainText(),
                level if isinstance(level, int) else None,
                reopen=again is not None and again.isChecked(),
            )

        panel.on_accept(make)
        return panel

    def tried(self, revisit: Revisit) -> ActPanel:
        """Nobody answered: when to try again."""
        panel = self._panel(_T("acts", "Nobody answered"), _T("acts", "Note it"))
        rule = (None, _tr(_T("acts", "when the rule says")))
        again = MomentPick(panel, self._bridge, "again_at", [rule, *ahead(self._bridge)], None)
        again.box.choose(None)
        note = panel.line("note")
        panel.on_accept(lambda: TryRevisit(revisit.uid, note.text(), again.value()))
        return panel

    def moved(self, revisit: Revisit) -> ActPanel:
        """Another moment, or somebody else."""
        panel = self._panel(_T("acts", "Move the call-back"), _T("acts", "Move"))
        self._told(panel, revisit.purpose)
        due = MomentPick(panel, self._bridge, "call_at", self._days(), times.HOUR * 2)
        owner = panel.pick("owner", self._people(), revisit.owner, _tr(_T("acts", "Called by")))

        def make() -> Any:
            return MoveRevisit(revisit.uid, _moment(due, "call_at"), str(owner.code() or ""))

        panel.on_accept(make)
        return panel

    def cancelled(self, revisit: Revisit) -> ActPanel:
        """Why nobody is called back."""
        panel = self._panel(_T("acts", "Cancel the call-back"), _T("acts", "Cancel it"))
        self._told(panel, revisit.purpose)
        reason = panel.text("reason")
        panel.on_accept(lambda: CancelRevisit(revisit.uid, reason.toPlainText()))
        return panel


def _moment(pick: MomentPick, field: str) -> int:
    """The moment chosen; raises `Refusal("text_missing")` when there is none."""
    value = pick.value()
    if value is None:
        raise Refusal("text_missing", field=field)
    return value
