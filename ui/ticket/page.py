"""The ticket page: opens in place, keeps what is typed, shows what others do meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.commands import Commands
from ui.mending import settle_mended
from ui.pages import Prepared
from ui.text.refusals import refusal_sentence
from ui.ticket.acting import Acting
from ui.ticket.around import Around
from ui.ticket.bar import ActBar
from ui.ticket.body import Cards, TicketBody
from ui.ticket.calling import CallBar
from ui.ticket.care import CareCard
from ui.ticket.caring import Caring
from ui.ticket.header import TicketHeader
from ui.ticket.limiting import Limiting
from ui.ticket.money import ClaimsCard
from ui.ticket.names import Names
from ui.ticket.panel import ActPanel
from ui.ticket.parcel import ParcelCard
from ui.ticket.people import CustomerCard
from ui.ticket.reply import ReplyEditor
from ui.ticket.scripting import Scripting
from ui.ticket.standing import StandingBar
from ui.ticket.stepping import Stepping
from ui.ticket.steps import StepsCard
from ui.ticket.telling import Item, files_by_key, tell
from ui.ticket.thumbnails import Thumbnails
from ui.ticket.timeline import Timeline
from ui.ticket.viewer import Viewer
from ui.ticket.writing import local_files
from ui.timing import after_rest
from ui.widgets.labels import EmptyState
from workstation.actions.replies import RetryDelivery
from workstation.changes import Changes
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.pages import TicketDetail
from workstation.domain.parcel import Parcel
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules

#: Times shown as "5 min ago" are told anew this often.
_TICK_MS: Final = 30_000
#: How far files are that are being sent is asked this often.
_SENDING_MS: Final = 1_500
_LATER_MS: Final = 60
#: Changes that may concern the ticket (an import runs) are looked at this often at most.
_SOON_MS: Final = 300


class TicketPage(QWidget):
    """Everything about one ticket; the protocol is told in ui/pages.py."""

    noticed = Signal(str, str)
    closed = Signal()
    ticket_opened = Signal(str)
    claim_opened = Signal(str)
    next_wanted = Signal()
    called_back = Signal(str)
    flow_wanted = Signal(str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self._commands = bridge, commands
        self._uid = ""
        self._detail: TicketDetail | None = None
        self._older: tuple[Entry, ...] = ()
        self.names = Names(bridge)
        self.setAcceptDrops(True)
        self._lay_out()
        self.acting = Acting(self, bridge, commands)
        self.stepping = Stepping(self, bridge, commands)
        self.limiting = Limiting(self, bridge, commands)
        self.caring = Caring(self, bridge, commands)
        self.scripting = Scripting(self, bridge, commands)
        self.caring.called.connect(self.called_back)
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._sending = after_rest(self, _SENDING_MS, self._ask_unsent)
        self._soon = after_rest(self, _SOON_MS, self.refresh)
        QTimer.singleShot(_LATER_MS, self, self._read_names)

    def _read_names(self) -> None:
        """Read rules and carriers once the page has been painted."""
        desk = self.bridge.desk
        self.bridge.ask(lambda _reader: desk.rules, self._on_rules)
        self.bridge.await_(desk.carriers(), self._on_carriers)

    def _lay_out(self) -> None:
        self.header = TicketHeader(self.names)
        self.bar = ActBar(self._commands)
        self.standing = StandingBar(lambda: self.acting.write_note())
        self.call_bar = CallBar(self.names)
        self.around = Around(self.bridge, self.header, self.standing, self.names, self)
        self.customer = CustomerCard(self.names)
        self.parcel = ParcelCard(self.names)
        self.steps = StepsCard(self.names)
        self.claims = ClaimsCard()
        self.care = CareCard(self.names)
        self.cards = Cards((self.steps, self.care, self.customer, self.parcel, self.claims))
        self.cards.unfold(0)
        self.thumbnails = Thumbnails(self.bridge, self)
        self.timeline = Timeline(self.names, self.thumbnails)
        whole = QWidget()
        self.reply = ReplyEditor(self.bridge, whole, self.names)
        self.body = TicketBody(self.cards, self.timeline, self.reply)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.bar)
        column.addWidget(self.standing)
        column.addWidget(self.call_bar)
        column.addWidget(self.body, 1)
        self.empty = EmptyState("inbox", self.tr("No ticket is open"))
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(whole)
        self.whole = whole
        self.viewer = Viewer(self.bridge, whole)

    def _connect(self) -> None:
        self.bridge.changed.connect(self._on_changed)
        self.bridge.state_changed.connect(self._ask_unsent)
        self.header.copy_pressed.connect(self.copy_number)
        self.header.close_pressed.connect(self.closed)
        self.header.original_pressed.connect(self.ticket_opened)
        self.bar.finish_wanted.connect(self.acting.close_for_good)
        self.customer.ticket_wanted.connect(self.ticket_opened)
        self.customer.reveal_wanted.connect(self.acting.reveal)
        self.customer.correct_wanted.connect(self.acting.correct_customer)
        self.parcel.correct_wanted.connect(self.acting.correct_parcel)
        self.parcel.copy_wanted.connect(self._copy)
        self.claims.claim_wanted.connect(self.claim_opened)
        self.claims.make_wanted.connect(self.acting.make_claim)
        self.timeline.pressed.connect(self._on_pressed)
        self.timeline.older_wanted.connect(self._load_older)
        self.reply.sent.connect(self._on_sent)
        self.reply.show_newest.connect(self.timeline.show_end)
        self.reply.resolve_wanted.connect(self.acting.send_resolve)
        self.reply.held_back.connect(self.acting.say_anyway)
        self.reply.noticed.connect(self.noticed)
        self.reply.sent_bar.taken_back.connect(self._on_taken_back)
        self.reply.typed.connect(self.around.typed)
        self.viewer.missing.connect(self._on_missing)
        self.thumbnails.failed.connect(self._on_not_fetched)

    # the protocol

    def open(self, uid: str) -> None:
        """Show a ticket; the same one again only refreshes."""
        if uid == self._uid and self._detail is not None:
            self.refresh()
            return
        detail = self.bridge.desk.read.detail(uid)
        if detail is None:
            self.noticed.emit(self.tr("This ticket is not on this desk (any more)."), "warn")
            return
        self.acting.leave()
        self.limiting.leave()
        self.viewer.leave()
        self._uid, self._detail, self._older = uid, detail, ()
        self.around.open(uid)
        self.stack.setCurrentWidget(self.whole)
        self.reply.open(detail)
        self._show(detail)
        self.timeline.open_items(self._items(detail), detail.more_entries)
        self.body.fit()

    def current(self) -> str:
        """The uid of the ticket shown, or ""."""
        return self._uid

    def clear(self) -> None:
        """Show no ticket."""
        self.reply.clear()
        self.acting.leave()
        self._uid, self._detail = "", None
        self.around.open("")
        self.stack.setCurrentWidget(self.empty)

    def activate(self) -> None:
        """Take the keyboard: the editor when words wait there, else the timeline."""
        if self._detail is None:
            self.setFocus()
        elif self.reply.edit.toPlainText().strip():
            self.reply.edit.setFocus()
        else:
            self.timeline.setFocus()

    def prepare(self, prepared: Prepared) -> None:
        """Put what another page has prepared into the reply of the ticket shown."""
        if prepared.ticket == self._uid:
            self.reply.prepare(prepared)

    def flush(self) -> None:
        """Put every word typed on disk."""
        self.reply.flush()

    def state(self) -> dict[str, object]:
        """What to find again after a restart."""
        return {"card": self.cards.unfolded, "go_on": self.acting.go_on}

    def restore(self, state: dict[str, object]) -> None:
        """Be as it was left."""
        card = state.get("card", -1)
        self.cards.unfold(card if isinstance(card, int) else -1)
        self.acting.go_on = bool(state.get("go_on", False))

    def do_anew(
        self, operation: str, command: str, fields: tuple[str, ...], facts: Mapping[str, object]
    ) -> None:
        """Open the form of refused work with what was wanted; once done, that work is settled."""
        if fields:
            self.acting.correct(fields)
        else:
            self._commands.run(command)
        panel = self.acting.panel
        if isinstance(panel, ActPanel):
            panel.fill(facts)
            panel.performed.connect(lambda: self._on_done_anew(operation))

    def _on_done_anew(self, operation: str) -> None:
        self.reply.let_go(operation)
        settle_mended(self.bridge, operation)

    # showing

    @property
    def detail(self) -> TicketDetail | None:
        """The ticket shown, as last read."""
        return self._detail

    def refresh(self, *, follow: bool = False) -> None:
        """Read the ticket anew; nothing typed is touched and nothing read moves."""
        detail = self.bridge.desk.read.detail(self._uid) if self._uid else None
        if detail is None:
            return
        self._detail = detail
        follow = follow or (self.timeline.at_end and self._is_mine(detail))
        self._show(detail)
        self.reply.show_detail(detail)
        self.timeline.show_items(self._items(detail), self._more(detail), follow=follow)
        self.acting.show_detail(detail)

    def _is_mine(self, detail: TicketDetail) -> bool:
        """Whether the newest entry comes from who sits here."""
        return bool(detail.entries) and detail.entries[-1].author == self.bridge.desk.agent.uid

    def _show(self, detail: TicketDetail) -> None:
        agent = self.bridge.desk.agent
        self.header.show_detail(detail, agent.uid)
        self.bar.show_detail(detail, agent)
        self.around.show_detail(detail)
        for card in (self.customer, self.parcel, self.claims):
            card.show_detail(detail)
        self.stepping.show_detail(detail)
        self.caring.show_detail(detail)
        self._ask_unsent()

    def _ask_unsent(self, _state: object = None) -> None:
        """Mark the files of this ticket that are still on their way to the others."""
        if self._detail is not None and self._detail.attachments:
            self.bridge.await_(self.bridge.desk.unsent_files(), self._show_unsent)

    def _show_unsent(self, unsent: dict[str, int]) -> None:
        self.thumbnails.show_unsent(unsent)
        shown = self._detail.attachments if self._detail is not None and self.isVisible() else ()
        if any(one.sha256 in unsent for one in shown):
            self._sending.start()  # how far it is, until all is there

    def _items(self, detail: TicketDetail) -> list[Item]:
        known = {entry.uid for entry in detail.entries}
        older = [entry for entry in self._older if entry.uid not in known]
        entries = (*older, *detail.entries)
        attached = files_by_key(detail.attachments, entries)
        return [tell(entry, self.names, attached) for entry in entries]

    def _more(self, detail: TicketDetail) -> int:
        return max(0, detail.more_entries - len(self._older))

    def _load_older(self) -> None:
        detail = self._detail
        if detail is None:
            return
        first = self._older[0] if self._older else detail.entries[0]
        uid = self._uid
        self.bridge.ask(
            lambda reader: reader.entries(uid, first.at), lambda found: self._on_older(uid, found)
        )

    def _on_older(self, uid: str, found: tuple[Entry, ...]) -> None:
        if uid == self._uid and self._detail is not None and found:
            self._older = (*found, *self._older)
            items, more = self._items(self._detail), self._more(self._detail)
            self.timeline.show_items(items, more)

    def _tick(self) -> None:
        if self._detail is not None and self.isVisible():
            self.header.show_limits(self._detail.ticket)
            self.around.tick()
            self.caring.tick()
            self.stepping.tick()
            self.timeline.viewport().update()

    # what it hears

    def _on_rules(self, rules: Rules) -> None:
        self.names.rules = rules
        if self._detail is not None:
            self.refresh()

    def _on_carriers(self, names: dict[str, str]) -> None:
        self.parcel.carriers = names
        if self._detail is not None:
            self.parcel.show_detail(self._detail)

    def _on_changed(self, changes: Changes) -> None:
        if "agent" in changes.kinds:
            self.names.forget()
        if not self._uid:
            return
        detail = self._detail
        if self._uid in changes.tickets:
            self.refresh()
            return
        near = changes.many or (detail is not None and self._hangs_on(detail, changes))
        if near and not self._soon.isActive():
            self._soon.start()

    def _hangs_on(self, detail: TicketDetail, changes: Changes) -> bool:
        """Whether the change may be about this ticket's customer or parcel."""
        parcel: Parcel | None = detail.parcel
        wanted = {"customer": detail.customer is not None, "agent": True}
        wanted |= {"parcel": bool(detail.ticket.waybill), "trace": parcel is not None}
        return any(wanted.get(kind, False) for kind in changes.kinds)

    def _on_sent(self) -> None:
        self.refresh(follow=True)

    def _on_taken_back(self, ticket: str, draft: str) -> None:
        """A message did not leave: its words stand in the editor again."""
        if ticket != self._uid:
            self.ticket_opened.emit(ticket)
            return
        self.refresh()
        self.reply.put_back(draft)

    def _on_missing(self, name: str) -> None:
        text = self.tr("{name} has not reached this desk yet.")
        self.noticed.emit(text.format(name=name), "warn")

    def _on_pressed(self, uid: str, spot: str) -> None:
        detail = self._detail
        if detail is None:
            return
        if spot == "retry":
            self.bridge.do(RetryDelivery(uid))
        elif spot == "link":
            self._follow(next(i.link for i in self.timeline.items if i.uid == uid))
        elif spot.startswith("file:"):
            wanted = spot.removeprefix("file:")
            found = (one for one in detail.attachments if one.uid == wanted)
            attachment = next(found, None)
            if attachment is not None:
                self._show_file(attachment)

    def _show_file(self, attachment: Attachment) -> None:
        """Show a file, fetched from the shared database first when it is not here."""
        if self.bridge.desk.blob(attachment.sha256) is not None:
            self.viewer.show_file(attachment)
        else:
            uid = self._uid
            self.thumbnails.fetch(attachment, lambda file: self._on_fetched(uid, file))

    def _on_fetched(self, uid: str, attachment: Attachment) -> None:
        if uid == self._uid and self.isVisible():
            self.viewer.show_file(attachment)

    def _on_not_fetched(self, name: str, error: BaseException) -> None:
        if isinstance(error, Refusal):
            text = self.tr("{name} could not be fetched: {reason}")
            self.noticed.emit(text.format(name=name, reason=refusal_sentence(error)), "warn")
        else:
            self.bridge.failed.emit(error)

    def _follow(self, link: str) -> None:
        kind, _, uid = link.partition(":")
        (self.claim_opened if kind == "claim" else self.ticket_opened).emit(uid)

    # small acts

    def copy_number(self) -> None:
        """Put the ticket's number on the clipboard."""
        if self._detail is not None:
            self._copy(self._detail.ticket.number)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.noticed.emit(self.tr("Copied: {text}").format(text=text), "")

    def room(self) -> QRect:
        """Where panels may lie: below the acts."""
        above = (self.bar, self.standing, self.call_bar)
        below = next(one for one in reversed(above) if not one.isHidden())
        top = below.geometry().bottom() + 2
        return QRect(0, top, self.whole.width(), self.whole.height() - top)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._detail is not None and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.reply.attaching.take_paths(local_files(event.mimeData()))
        event.acceptProposedAction()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.around.shown(visible=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()
        self.around.shown(visible=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewer.isVisible():
            self.viewer.setGeometry(self.whole.rect())
        self.acting.fit()
