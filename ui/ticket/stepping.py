"""Going through a procedure on the ticket page: one key does the next thing of the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.commands import Commands
from ui.ticket.panel import ActPanel
from ui.ticket.step_forms import StepForms
from ui.ticket.step_panel import dealings
from ui.ticket.step_words import OFFERS
from workstation.actions.steps import TakeStep
from workstation.domain.checklist import Checklist, WayLine
from workstation.domain.pages import TicketDetail
from workstation.domain.procedure import LAST_KINDS
from workstation.domain.ticket import Ticket

if TYPE_CHECKING:
    from ui.ticket.page import TicketPage


class Stepping(QObject):
    """Binds the commands of the procedure to a ticket page and keeps its card right."""

    def __init__(self, page: TicketPage, bridge: Bridge, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._bridge, self._commands = page, bridge, commands
        self._forms = StepForms(bridge, page.names, page.whole)
        self.told: Checklist | None = None
        page.steps.wanted.connect(self.act)
        self._bind()

    def _bind(self) -> None:
        runs: dict[str, tuple[Callable[[], None], Callable[[], bool]]] = {
            "ticket.step": (self.next, self._there),
            "ticket.way": (lambda: self.choose(None), self._has_ways),
            "ticket.step_back": (lambda: self._ask(self._forms.back), self._open),
            "ticket.form": (self.choose_form, self._has_forms),
            "ticket.seat": (lambda: self._ask(self._forms.seat), self._open),
            "ticket.task": (lambda: self._ask(self._task), self._open),
            "ticket.flow": (self.show_flow, self._there),
        }
        for id, (run, ready) in runs.items():
            self._commands.bind(self._page, id, run, ready)

    def _there(self) -> bool:
        return self._page.detail is not None

    def _open(self) -> bool:
        detail = self._page.detail
        return detail is not None and detail.ticket.is_open

    def _has_ways(self) -> bool:
        return self._there() and self.told is not None and bool(self.told.ways)

    def _has_forms(self) -> bool:
        return self._open() and self.told is not None and bool(self.told.forms)

    # showing

    def show_detail(self, detail: TicketDetail) -> None:
        """Read what the step asks for and show it: some indexed rows."""
        desk, ticket = self._bridge.desk, detail.ticket
        self.told = told = desk.checklist(ticket.uid) if self._page.names.rules else None
        parent = desk.read.ticket(ticket.parent) if ticket.parent else None
        if told is None and not ticket.parent and self._page.names.rules is None:
            return
        records = desk.read.step_records(ticket.uid) if told is not None else ()
        said = dealings(told.procedure, records, self._page.names) if told is not None else []
        self._page.steps.show_checklist(detail, told, parent, tuple(said))
        self._page.body.fit()

    def tick(self) -> None:
        """Time has passed."""
        self._page.steps.tick()

    # acts

    def act(self, act: str, what: str, more: str) -> None:
        """Do what a line of the card asks: see `StepsCard.wanted`."""
        plain: dict[str, Callable[[], None]] = {
            "next": self.next,
            "choose": lambda: self.choose(None),
            "flow": self.show_flow,
            "seat": lambda: self._ask(self._forms.seat),
            "back": lambda: self._ask(self._forms.back),
            "ask": lambda: self._ask(self._task),
            "form": lambda: self.write(what),
            "way": lambda: self.take(what, more),
            "offer": lambda: self._offer(what),
            "ticket": lambda: self._page.ticket_opened.emit(what),
            "answer": lambda: self._ask(self._forms.answer),
            "cancel": lambda: self._cancel(what),
        }
        plain[act]()

    def next(self) -> None:
        """Do the next thing of the step: a form, a task, a way, an offered act."""
        detail = self._page.detail
        if detail is None:
            return
        if self._page.names.rules is not None:  # a quick hand is ahead of what is shown
            self.told = self._bridge.desk.checklist(detail.ticket.uid)
        told = self.told
        if detail.ticket.parent:
            if detail.ticket.is_open:
                self._ask(self._forms.answer)
            return
        if told is None and self._page.names.rules is None:  # the page is younger than the key
            self._page.names.rules = self._bridge.desk.rules
            self._page.refresh()
            told = self.told
        if told is None:
            self._page.noticed.emit(self.tr("This group has no procedure."), "")
        elif told.step is None:
            self._ask(self._forms.seat)
        elif not detail.ticket.is_open:
            self.choose(None)
        elif told.next is None:
            self._page.noticed.emit(self.tr("There is nothing to do in this step."), "")
        elif told.next.kind == "form":
            self.write(told.next.code)
        elif told.next.kind == "task":
            self._ask(self._task)
        elif told.next.kind == "offer":
            self._offer(told.next.code)
        elif told.next.code:
            self.take(told.next.code, told.next.when)
        else:
            self.choose(None)

    def write(self, code: str) -> None:
        """Open a form of the step; when it was written, the next one follows."""
        told = self.told
        line = next((one for one in told.forms if one.form.code == code), None) if told else None
        if told is None or line is None:
            return
        again = line.record is not None

        def make(detail: TicketDetail) -> ActPanel:
            assert told is not None
            assert line is not None
            panel = self._forms.form(detail, told, line)
            if not again:
                # the checklist, not the page, says which step this is: a quick hand is ahead of it
                step = told.step.code if told.step is not None else ""
                panel.performed.connect(lambda: self._go_on(detail.ticket.uid, step, code))
            return panel

        self._ask(make)

    def _go_on(self, ticket: str, step: str, written: str) -> None:
        """A form was written: open the next one that is missing, once this one is gone."""
        self._bridge.post_to(self, lambda: self._open_next(ticket, step, written))

    def _open_next(self, ticket: str, step: str, written: str) -> None:
        if self._page.current() != ticket or self._page.acting.panel is not None:
            return
        self._page.refresh()
        detail = self._page.detail
        if detail is None or detail.ticket.step != step:
            return
        then = self.told.next if self.told is not None else None
        if self.told is None or then is None or then.kind not in ("form", "task"):
            return
        missing = (one for one in self.told.forms if one.required and one.record is None)
        line = next(missing, None)
        if line is not None and line.form.code != written:
            self.write(line.form.code)

    def choose_form(self) -> None:
        """Choose one of the step's forms and open it."""
        told = self.told
        if told is None:
            return
        if len(told.forms) == 1:
            self.write(told.forms[0].form.code)
            return
        self._ask(lambda _detail: self._form_chooser(told))

    def _form_chooser(self, told: Checklist) -> ActPanel:
        panel, choice = self._forms.choose_form(told)

        def make() -> Any:
            code = choice.value()
            if code:
                self._bridge.post_to(self, lambda: self.write(code))

        panel.on_accept(make)
        return panel

    def take(self, to: str, when: str) -> None:
        """Go a way; one that ends the case or gives it away asks first."""
        told, detail = self.told, self._page.detail
        way = self._way(to, when)
        if told is None or detail is None or way is None:
            return
        if way.to.kind in LAST_KINDS or not detail.ticket.is_open:
            self.choose(way)
        else:
            self._bridge.do(TakeStep(detail.ticket.uid, to, when))

    def _way(self, to: str, when: str) -> WayLine | None:
        ways = self.told.ways if self.told is not None else ()
        return next((one for one in ways if (one.way.to, one.way.when) == (to, when)), None)

    def choose(self, way: WayLine | None) -> None:
        """Ask which way it goes on, with a note."""
        told = self.told
        if told is not None and told.step is not None:
            self._ask(lambda detail: self._forms.way(detail, told, way))

    def show_flow(self) -> None:
        """Show the whole procedure with the way taken so far."""
        if self._page.detail is not None:
            ticket = self._page.detail.ticket
            self._page.flow_wanted.emit(ticket.parent or ticket.uid)

    def _offer(self, code: str) -> None:
        if code in OFFERS:
            self._commands.run(OFFERS[code])

    def _task(self, detail: TicketDetail) -> ActPanel:
        return self._forms.task(detail, self.told)

    def _cancel(self, uid: str) -> None:
        task: Ticket | None = self._bridge.desk.read.ticket(uid)
        if task is not None:
            self._ask(lambda _detail: self._forms.cancel(task))

    def _ask(self, make: Callable[[TicketDetail], ActPanel]) -> None:
        self._page.acting.ask(make)
