"""What can be done on the ticket page: commands bound to acts, and the panel that asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.bridge import Bridge
from ui.commands import Commands
from ui.ticket.forms import Forms
from ui.ticket.journal import JournalPanel
from ui.ticket.overlay import Overlay
from ui.ticket.panel import ActPanel
from workstation.actions.assigning import AutoAssign
from workstation.actions.claims import MakeClaim
from workstation.actions.steps import TakeStep
from workstation.actions.tickets import CloseTicket, ResumeTicket, TakeTicket
from workstation.domain.pages import TicketDetail
from workstation.domain.people import may
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from ui.ticket.page import TicketPage
    from workstation.desk import Done


class Acting(QObject):
    """Binds the page's commands; one panel is open at a time.

    `go_on` says whether the next ticket is taken after one was resolved.
    """

    def __init__(self, page: TicketPage, bridge: Bridge, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._bridge, self._commands = page, bridge, commands
        self._forms = Forms(bridge, page.names, page.whole)
        self.panel: ActPanel | Overlay | None = None
        self._before: QWidget | None = None
        self.go_on = False
        self._bind()

    def _bind(self) -> None:
        forms, page = self._forms, self._page
        opened: dict[str, Callable[[], None]] = {
            "ticket.take": lambda: self._do(TakeTicket),
            "ticket.resume": lambda: self._do(ResumeTicket),
            "ticket.resolve": self.resolve,
            "ticket.skip": self.skip,
            "ticket.wait": lambda: self.ask(forms.wait),
            "ticket.assign": lambda: self.ask(forms.assign),
            "ticket.assign_best": self.assign_best,
            "ticket.transfer": lambda: self.ask(forms.transfer),
            "ticket.escalate": lambda: self.ask(forms.escalate),
            "ticket.classify": lambda: self.ask(forms.classify),
            "ticket.priority": lambda: self.ask(forms.priority),
            "ticket.urge": lambda: self.ask(forms.urge),
            "ticket.duplicate": lambda: self.ask(forms.duplicate),
            "ticket.merge": lambda: self.ask(forms.merge),
            "claim.make": self.make_claim,
        }
        for id, run in opened.items():
            self._commands.bind(page, id, run, self._open)
        self._commands.bind(page, "ticket.reopen", lambda: self.ask(forms.reopen), self._finished)
        always: dict[str, Callable[[], None]] = {
            "ticket.attach": page.reply.attaching.choose,
            "ticket.copy_number": page.copy_number,
            "ticket.history": self.show_journal,
            "reply.focus": page.reply.answer,
            "reply.note": self.write_note,
            "reply.scripts": page.reply.open_scripts,
        }
        for id, run in always.items():
            self._commands.bind(page, id, run, self._there)
        self._commands.bind(page, "claim.open", self.open_claim, self._has_claim)
        self._commands.bind(page.reply, "reply.send", page.reply.send, self._there)
        bar = page.reply.sent_bar
        self._commands.bind(bar, "work.undo", bar.take_back, lambda: bar.may_take_back, first=True)
        self._commands.bind(page.reply, "reply.send_resolve", page.reply.send_resolve, self._open)

    # whether

    def _there(self) -> bool:
        return self._page.detail is not None

    def _open(self) -> bool:
        detail = self._page.detail
        return detail is not None and detail.ticket.is_open

    def _finished(self) -> bool:
        detail = self._page.detail
        return detail is not None and not detail.ticket.is_open

    def _has_claim(self) -> bool:
        detail = self._page.detail
        return detail is not None and bool(detail.claims)

    # at once

    def _do(self, action: Callable[[str], Any], then: Callable[[Done], None] | None = None) -> None:
        if self._page.detail is not None:
            self._bridge.do(action(self._page.current()), then)

    def assign_best(self) -> None:
        """Give the ticket to the suitable person with most room; say who it is."""

        def tell(done: Done) -> None:
            name = self._page.names.person(str(done.result))
            self._page.noticed.emit(self.tr("Assigned to {name}").format(name=name), "")

        self._do(AutoAssign, tell)

    def take_step(self, to: str) -> None:
        """Go on to a step of the procedure."""
        self._do(lambda uid: TakeStep(uid, to))

    def close_for_good(self) -> None:
        """Close a resolved ticket."""
        self._do(CloseTicket)

    def make_claim(self) -> None:
        """Make a claim and show it; when there is one already, show that."""
        if self._page.detail is None:
            return
        self._bridge.do(
            MakeClaim(self._page.current()), self._on_claim_made, self._on_claim_refused
        )

    def _on_claim_made(self, done: Done) -> None:
        self._page.claim_opened.emit(str(done.result))

    def _on_claim_refused(self, refusal: Refusal) -> None:
        claim = refusal.facts.get("claim")
        if refusal.code == "claim_exists" and claim:
            self._page.claim_opened.emit(str(claim))
            return
        self._bridge.refused.emit(refusal)
        if refusal.code == "claim_paid_before" and may(self._bridge.desk.agent, "claim_again"):
            self.ask(lambda detail: self._forms.claim_again(detail, self._on_claim_made))

    def open_claim(self) -> None:
        """Show the ticket's newest claim."""
        detail = self._page.detail
        if detail is not None and detail.claims:
            self._page.claim_opened.emit(detail.claims[-1].uid)

    def write_note(self) -> None:
        """To the editor, for an internal note."""
        self._page.reply.set_mode("note")

    # with a panel

    def resolve(self) -> None:
        """Ask how the ticket ends."""
        self.ask(lambda detail: self._forms.resolve(detail, self.go_on, then=self._on_resolved))

    def send_resolve(self) -> None:
        """Ask how the ticket ends; sends first, then resolves."""
        self.ask(
            lambda detail: self._forms.resolve(
                detail, self.go_on, self._send_first, self._on_resolved
            )
        )

    def say_anyway(self, refusal: Refusal, again: Callable[..., None]) -> None:
        """Ask why a reply that is held back goes out all the same."""
        self.ask(lambda _detail: self._forms.say_anyway(refusal, again))

    def _send_first(self, action: Any, then: Callable[[], None]) -> None:
        self._page.reply.send_ending(action, then)

    def _on_resolved(self, go_on: bool) -> None:
        self.go_on = go_on
        if go_on:
            self._page.next_wanted.emit()

    def skip(self) -> None:
        """Pass over this ticket, then take the next one."""
        self.ask(lambda detail: self._forms.skip(detail, self._page.next_wanted.emit))

    def reveal(self) -> None:
        """Ask why a hidden fact is needed, then show it."""
        customer = self._page.customer
        hidden = customer.hidden_fields()
        if hidden:
            self.ask(
                lambda detail: self._forms.reveal(
                    detail, hidden, lambda field: customer.show_hidden([field])
                )
            )

    def correct_customer(self) -> None:
        """Ask for the customer's facts as they should be."""
        fields = ("customer_name", "phone", "email", "address")
        self.ask(lambda detail: self._forms.correct(detail, fields))

    def correct_parcel(self) -> None:
        """Ask for waybill, order and product as they should be."""
        self.ask(lambda detail: self._forms.correct(detail, ("waybill", "order_no", "product")))

    def correct(self, fields: tuple[str, ...]) -> None:
        """Ask for some facts of the ticket as they should be."""
        self.ask(lambda detail: self._forms.correct(detail, fields))

    def show_journal(self) -> None:
        """Show who did what to this ticket."""
        if self._page.detail is not None:
            uid = self._page.current()
            self.open_panel(JournalPanel(uid, self._bridge, self._page.names, self._page.whole))

    def ask(self, make: Callable[[TicketDetail], ActPanel]) -> None:
        """Open the form of an act on the ticket shown."""
        if self._page.detail is not None:
            self.open_panel(make(self._page.detail))

    def open_panel(self, panel: ActPanel | Overlay) -> None:
        """Lay a panel over the page and give it the keyboard; one that is open goes."""
        self._remember_focus()
        self.leave()
        self.panel = panel
        panel.closed.connect(lambda: self._on_closed(panel))
        self._commands.bind(panel, "ticket.close", panel.cancel)
        self._commands.bind(panel, "ticket.resolve", panel.accept)
        panel.open_in(self._page.room())

    def _remember_focus(self) -> None:
        """Note where the keyboard is, to give it back; a panel that is replaced is passed over."""
        before = QApplication.focusWidget()
        if before is None or not self._page.isAncestorOf(before):
            self._before = None
        elif self.panel is None or not self.panel.isAncestorOf(before):
            self._before = before

    def _on_closed(self, panel: ActPanel | Overlay) -> None:
        if self.panel is panel:
            self.panel = None
            before = self._before
            back = before is not None and isValid(before) and before.isVisible()
            if panel.held_keyboard:
                (before if back and before is not None else self._page.timeline).setFocus()
        panel.deleteLater()

    def leave(self) -> None:
        """Close the panel; it keeps nothing."""
        if self.panel is not None:
            self.panel.cancel()

    def show_detail(self, detail: TicketDetail) -> None:
        """The ticket changed: the open panel says what is newer."""
        if isinstance(self.panel, ActPanel):
            self.panel.show_detail(detail)

    def fit(self) -> None:
        """The page has another size."""
        if self.panel is not None:
            self.panel.fit_in(self._page.room())
