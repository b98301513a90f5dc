"""What is done for the customer beside answering: promises, calls back, diagnosis, articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.commands import Commands
from ui.ticket.articles import ArticlePanel
from ui.ticket.care import due_now, promise_chips
from ui.ticket.care_forms import CareForms
from ui.ticket.diagnosing import DiagnosePanel
from ui.ticket.panel import ActPanel
from workstation.actions.promises import KeepPromise
from workstation.domain.pages import TicketDetail
from workstation.domain.promise import Promise
from workstation.domain.refusal import Refusal
from workstation.domain.revisit import Revisit

if TYPE_CHECKING:
    from ui.ticket.page import TicketPage
    from workstation.answering import FirstAnswer


class Caring(QObject):
    """Binds the commands of these to a ticket page and shows what is owed.

    `called(uid)` after a ticket's call-back was dealt with: the next one may come.
    """

    called = Signal(str)

    def __init__(self, page: TicketPage, bridge: Bridge, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._bridge, self._commands = page, bridge, commands
        self._forms = CareForms(bridge, page.names, page.whole)
        self.promises: tuple[Promise, ...] = ()
        self.revisits: tuple[Revisit, ...] = ()
        page.care.wanted.connect(self.act)
        page.call_bar.wanted.connect(self.act)
        page.reply.answers.more.connect(self.show_articles)
        self._bind()

    def _bind(self) -> None:
        there = lambda: self._page.detail is not None  # noqa: E731
        runs: dict[str, tuple[Callable[[], None], Callable[[], bool]]] = {
            "ticket.promise": (lambda: self.act("promise", ""), there),
            "ticket.promise_kept": (self._keep_next, lambda: self._next_promise() is not None),
            "ticket.revisit": (lambda: self.act("revisit", ""), there),
            "ticket.revisit_done": (self._finish_next, lambda: self._next_revisit() is not None),
            "ticket.diagnose": (self.diagnose, there),
            "reply.articles": (self.show_articles, there),
            "reply.first_answer": (self._page.reply.answers.take, self._answered),
        }
        for id, (run, ready) in runs.items():
            self._commands.bind(self._page, id, run, ready)

    # what is owed

    def show_detail(self, detail: TicketDetail) -> None:
        """Read what is owed on a ticket and show it: some indexed rows."""
        read, uid = self._bridge.desk.read, detail.ticket.uid
        self.promises, self.revisits = read.promises(uid), read.revisits(uid)
        self._page.care.show_care(self.promises, self.revisits)
        self.tick()

    def tick(self) -> None:
        """Time has passed."""
        names = self._page.names
        self._page.header.show_promises(promise_chips(self.promises, names))
        self._page.call_bar.show_revisit(due_now(self.revisits, names.now))
        self._page.care.tick()

    def _next_promise(self) -> Promise | None:
        owed = (one for one in self.promises if one.state == "open")
        return min(owed, key=lambda one: one.until, default=None)

    def _next_revisit(self) -> Revisit | None:
        owed = (one for one in self.revisits if one.state == "due")
        return min(owed, key=lambda one: one.due_at, default=None)

    def _keep_next(self) -> None:
        found = self._next_promise()
        if found is not None:
            self.act("kept", found.uid)

    def _finish_next(self) -> None:
        found = self._next_revisit()
        if found is not None:
            self.act("done", found.uid)

    # acts

    def act(self, act: str, uid: str) -> None:
        """Do what a button or a key asks: see `CareCard.wanted`."""
        forms, ask = self._forms, self._page.acting.ask
        promise = next((one for one in self.promises if one.uid == uid), None)
        revisit = next((one for one in self.revisits if one.uid == uid), None)
        if act == "promise":
            ask(forms.promise)
        elif act == "revisit":
            ask(forms.revisit)
        elif promise is not None:
            made: dict[str, Any] = {"broken": forms.broken, "withdrawn": forms.withdrawn}
            if act == "kept":
                self._keep(promise)
            else:
                ask(lambda _detail: made[act](promise))
        elif revisit is not None:
            self._ask_call(act, revisit)

    def _keep(self, promise: Promise) -> None:
        def refused(refusal: Refusal) -> None:
            if refusal.code == "promise_late":
                self._page.acting.ask(lambda _detail: self._forms.late(promise))
            else:
                self._bridge.refused.emit(refusal)

        self._bridge.do(KeepPromise(promise.uid), None, refused)

    def _ask_call(self, act: str, revisit: Revisit) -> None:
        forms, ticket = self._forms, revisit.ticket

        def make(detail: TicketDetail) -> ActPanel:
            panels = {"tried": forms.tried, "moved": forms.moved, "cancelled": forms.cancelled}
            panel = forms.done(detail, revisit) if act == "done" else panels[act](revisit)
            panel.performed.connect(lambda: self._on_called(ticket))
            return panel

        self._page.acting.ask(make)

    def _on_called(self, ticket: str) -> None:
        self.called.emit(ticket)

    # diagnosis and articles

    def diagnose(self) -> None:
        """Ask the questions of a tree."""
        detail = self._page.detail
        if detail is None:
            return
        records = self._bridge.desk.read.step_records(detail.ticket.uid)
        page = self._page
        panel = DiagnosePanel(detail, records, self._bridge, page.names, page.whole)
        panel.scripts_wanted.connect(page.reply.open_scripts)
        panel.step_wanted.connect(page.acting.take_step)
        page.acting.open_panel(panel)

    def show_articles(self) -> None:
        """Show knowledge articles, those that answer the customer first."""
        page = self._page
        if page.detail is None:
            return
        proposed = page.reply.answers.answers
        panel = ArticlePanel(page.current(), proposed, self._bridge, page.names, page.whole)
        panel.taken.connect(self._insert)
        page.acting.open_panel(panel)

    def _insert(self, answer: FirstAnswer) -> None:
        self._page.reply.insert_answer(answer)

    def _answered(self) -> bool:
        return self._page.detail is not None and self._page.reply.answers.best() is not None
