"""A new ticket from a call or by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.composing import is_composing
from ui.intake.caller_card import CallerCard
from ui.intake.existing import URGE_KEY
from ui.intake.facts import IntakeFacts, action_of
from ui.intake.footer import Footer
from ui.intake.form import IntakeForm
from ui.intake.keeping import DraftKeeper
from ui.mending import settle_mended
from ui.pages import Caller
from ui.text import classes, times
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from ui.widgets.boxes import scrolled
from ui.widgets.buttons import Button, IconButton
from ui.widgets.header import PageHeader
from ui.widgets.keyboard import is_at
from workstation.actions.tickets import UrgeTicket
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Done
    from workstation.domain.classify import Suggestion
    from workstation.domain.conversation import Draft
    from workstation.receiving import CallerFound, WaybillFound
    from workstation.rules.bundle import Rules

REST_MS: Final = 150
#: From this width on the caller's card stands beside the form.
_WIDE: Final = 860
#: The keys that choose which party of the parcel calls.
PARTY_KEYS: Final = {"Alt+S": "sender", "Alt+R": "receiver", "Alt+M": "merchant"}


class IntakePage(QWidget):
    """The intake: see `ui.pages.IntakePage`."""

    ticket_opened = Signal(str)
    closed = Signal()
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._started = False
        self._saving = False
        self._wide = False
        self._kept_number = ""
        self._given = ""
        self._asked: tuple[str, str] = ("", "")
        self.form = IntakeForm(bridge)
        self.card = CallerCard(bridge.desk)
        self.footer = Footer(self._save)
        self.keeper = DraftKeeper(bridge, self.facts, self)
        self._caller_timer = self._timer(self._ask_caller)
        self._type_timer = self._timer(self._ask_type)
        self._lay_out()
        self._connect()
        self._bind(commands)

    # what the window calls

    def start(self, caller: Caller) -> None:
        """Begin with what the telephone told; words of an unfinished intake stay."""
        if not self._started:
            self._started = True
            self._bridge.ask(lambda _read: self._bridge.desk.rules, self._on_rules)
            newest = next(iter(self.keeper.waiting()), None)
            self._show(IntakeFacts() if newest is None else self.keeper.take_up(newest))
        facts = self.facts()
        if (caller.number or caller.name) and caller.number != facts.number:
            self._leave(facts)
            self._given = caller.number
            self._show(IntakeFacts(number=caller.number, name=caller.name))
            self.keeper.touch()
        self._show_waiting()

    def _leave(self, facts: IntakeFacts) -> None:
        """Keep an unfinished intake for later; one that only the telephone filled is dropped."""
        touched = facts.words or facts.waybill or facts.paste or facts.by_hand
        if facts.empty or (facts.number == self._given and not touched):
            self.keeper.drop()
        else:
            self.keeper.save()
            self.keeper.begin()

    def activate(self) -> None:
        """Take the keyboard where the next word belongs."""
        facts = self.facts()
        if not facts.number and facts.empty:
            self.form.number.setFocus()
        elif not facts.waybill and not facts.words:
            self.form.waybill.setFocus()
        else:
            self.form.words.setFocus()

    def flush(self) -> None:
        """Keep what was typed."""
        if self._started:
            self.keeper.save()

    def state(self) -> dict[str, object]:
        """Nothing but the draft is carried over."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Nothing but the draft is carried over."""

    def facts(self) -> IntakeFacts:
        """What stands in the form."""
        return self.form.facts(self.footer.take.isChecked())

    # making

    def _timer(self, run: Callable[[], None]) -> QTimer:
        made = after_rest(self, REST_MS, run)
        return made

    def _lay_out(self) -> None:
        header = PageHeader(self.tr("New ticket"))
        self._header = header
        self._others = Button("", "writing", "flat")
        self._others_menu = QMenu(self._others)
        self._others.clicked.connect(self._show_menu)
        header.add(self._others)
        header.add(IconButton("trash", self.tr("Clear the form"), self._clear))
        header.add(IconButton("x", self.tr("Close; what you typed is kept  Esc"), self._close))
        body = QWidget()
        self._grid = QGridLayout(body)
        edge = theme.space("large")
        self._grid.setContentsMargins(edge, theme.space("medium"), edge, edge)
        self._grid.setSpacing(theme.space("medium"))
        self._arrange(wide=False)
        scroll = scrolled(body)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(scroll, 1)
        column.addWidget(self.footer)

    def _arrange(self, *, wide: bool) -> None:
        """The caller's card between the two parts of the form, or beside them."""
        self._wide = wide
        top = Qt.AlignmentFlag.AlignTop
        places = ((0, 0, 1), (1, 0, 1), (0, 1, 3)) if wide else ((0, 0, 1), (2, 0, 1), (1, 0, 1))
        for part, place in zip((self.form.caller, self.form, self.card), places, strict=True):
            self._grid.addWidget(part, place[0], place[1], place[2], 1, top)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2 if wide else 0)
        for row in range(4):
            self._grid.setRowStretch(row, 1 if row == (2 if wide else 3) else 0)

    def _connect(self) -> None:
        form, card = self.form, self.card
        form.changed.connect(self._on_changed)
        form.number_changed.connect(self._on_number)
        form.words_changed.connect(self._type_timer.start)
        form.number.returnPressed.connect(self._after_number)
        form.name.returnPressed.connect(form.waybill.setFocus)
        form.waybill.edit.returnPressed.connect(self._after_waybill)
        form.address.returnPressed.connect(form.words.setFocus)
        form.words.submitted.connect(self._save)
        form.waybill.changed.connect(self._make_room)
        form.waybill.found.connect(self._on_waybill)
        form.waybill.offer.urge_wanted.connect(self._urge)
        form.waybill.offer.open_wanted.connect(self.ticket_opened)
        form.waybill.offer.anyway_wanted.connect(partial(self._save, even_if_open=True))
        card.customer_chosen.connect(self._on_customer)
        card.ticket_chosen.connect(self.ticket_opened)
        card.parcel_chosen.connect(self._on_parcel)
        self.footer.take.toggled.connect(self._on_changed)

    def _bind(self, commands: Commands) -> None:
        commands.bind(self, "intake.save", self._save)
        for key, party in PARTY_KEYS.items():
            self._key(key, partial(self.form.party.pick, party))
        for digit in "123456789":
            self._key(f"Alt+{digit}", partial(self.card.take_digit, digit))
        self._key(URGE_KEY, self._urge_offered)

    def _key(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: None if is_composing() else run())

    # what happens in the form

    def _on_rules(self, rules: Rules) -> None:
        self.form.type.show_catalogue(rules.catalogue)

    def _on_changed(self) -> None:
        self.footer.complain("")
        self.keeper.touch()

    def _on_number(self) -> None:
        self.form.customer = ""
        self._caller_timer.start()

    def _ask_caller(self) -> None:
        number, name = self.form.number.text().strip(), self.form.name.text().strip()
        asked = self._asked = (number, name)
        if not number and not name:
            self.form.show_number(None)
            self.card.show_found(None)
            return
        pending = self._bridge.desk.find_caller(number, "" if _digits(number) else name)
        self._bridge.await_(pending, lambda found: self._on_caller(asked, found))

    def _on_caller(self, asked: tuple[str, str], found: CallerFound) -> None:
        if asked != self._asked:
            return
        self.form.show_number(found.number if _digits(asked[0]) or found.number.hidden else None)
        self._kept_number = found.number.kept
        people = found.card.customers
        known = [one.uid for one in people]
        if self.form.customer not in known:
            self.form.customer = known[0] if len(known) == 1 and not found.guessed else ""
        if self.form.customer:
            person = people[known.index(self.form.customer)]
            self.form.fill_person(person.name, person.address)
        self.card.show_found(found, self.form.customer)
        undecided = len(people) > 1 and not self.form.customer and not found.guessed
        if undecided and self.form.waybill.edit.hasFocus() and not self.form.waybill.text():
            self.card.list.setFocus()

    def _after_number(self) -> None:
        several = len(self.card.customers) > 1 and not self.form.customer
        (self.card.list if several else self.form.waybill).setFocus()

    def _after_waybill(self) -> None:
        tails = self.form.waybill.tails
        if tails.isVisible() and len(tails.rows) == 1:
            self.form.waybill.take(tails.rows[0].key)
        (tails if tails.isVisible() and len(tails.rows) > 1 else self.form.words).setFocus()

    def _on_customer(self, uid: str) -> None:
        self.form.customer = uid
        person = next((one for one in self.card.customers if one.uid == uid), None)
        if person is not None:
            self.form.fill_person(person.name, person.address)
            if not _digits(self.form.number.text()) and person.phone:
                self.form.number.setText(person.phone)
                self.form.customer = uid
        self.card.choose(uid)
        self.keeper.touch()
        self.form.waybill.setFocus()

    def _make_room(self) -> None:
        known = bool(self.form.waybill.text().strip())
        self.card.make_room(narrow=not self._wide, parcel_known=known)

    def _on_parcel(self, waybill: str) -> None:
        self.form.waybill.take(waybill)
        self.form.words.setFocus()

    def _on_waybill(self, found: WaybillFound) -> None:
        """The parcel tells which side the caller stands on, as long as nobody said so."""
        parcel, number = found.parcel, self._kept_number
        if parcel is None or not number or self.form.party_by_hand:
            return
        sides = {parcel.sender_phone: "sender", parcel.receiver_phone: "receiver"}
        if number in sides and parcel.sender_phone != parcel.receiver_phone:
            self.form.party.choose(sides[number])

    def _ask_type(self) -> None:
        words = self.form.words.toPlainText().strip()
        self._bridge.await_(
            self._bridge.desk.suggest_type(words), lambda told: self._on_type(words, told)
        )

    def _on_type(self, words: str, told: Suggestion) -> None:
        if words == self.form.words.toPlainText().strip():
            self.form.type.show_suggestion(told)

    # creating

    def _save(self, *, even_if_open: bool = False) -> None:
        """Create the ticket from what stands, with number and waybill in their kept forms."""
        if self._saving or self.form.words.is_composing:
            return
        self._saving = True
        self.keeper.save()
        facts, desk = self.facts(), self._bridge.desk
        self._bridge.await_(
            desk.find_caller(facts.number),
            lambda caller: self._bridge.await_(
                desk.find_waybill(facts.waybill),
                lambda parcel: self._create(facts, caller, parcel, even_if_open=even_if_open),
                self._on_failed,
            ),
            self._on_failed,
        )

    def _create(
        self, facts: IntakeFacts, caller: CallerFound, parcel: WaybillFound, *, even_if_open: bool
    ) -> None:
        phone = caller.number.kept if _digits(facts.number) else ""
        if facts.number and not _digits(facts.number) and not facts.name.strip():
            name = "" if caller.number.hidden else facts.number
            facts = replace(facts, name=name)
        subtype = self.form.type.code()
        title = classes.class_name(self._bridge.desk.rules.catalogue, subtype)
        action = action_of(facts, phone, parcel.number, subtype, title, even_if_open=even_if_open)
        self._bridge.do(action, self._on_created, self._on_refused)

    def _on_created(self, done: Done) -> None:
        ticket = self._bridge.desk.read.ticket(str(done.result))
        number = ticket.number if ticket else ""
        self._finish(str(done.result), self.tr("Ticket {number} is made.").format(number=number))

    def _on_refused(self, refusal: Refusal) -> None:
        self._saving = False
        sentence = refusal_sentence(refusal)
        if refusal.code == "open_ticket_exists":
            self.form.waybill.offer.offer(str(refusal.facts["ticket"]), sentence, refused=True)
            self._scroll.ensureWidgetVisible(self.form.waybill)
            if is_at(self):
                self.form.waybill.offer.urge.setFocus()
            return
        self.footer.complain(sentence)
        if is_at(self) and refusal.facts.get("field") in ("subject", "body"):
            self.form.words.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self.footer.complain(told)

    def _urge_offered(self) -> None:
        if self.form.waybill.offer.ticket:
            self._urge(self.form.waybill.offer.ticket)

    def _urge(self, ticket: str) -> None:
        facts = self.facts()
        action = UrgeTicket(ticket, facts.words.strip(), self._kept_number or facts.number.strip())
        told = self.tr("Noted: the customer urges.")
        self._bridge.do(action, lambda _done: self._finish(ticket, told), self._on_refused)

    def _finish(self, ticket: str, told: str) -> None:
        self._saving = False
        settle_mended(self._bridge, self.keeper.uid)
        self.keeper.drop()
        self._show(IntakeFacts())
        self._show_waiting()
        self.noticed.emit(told, "good")
        self.ticket_opened.emit(ticket)

    # drafts

    def _show(self, facts: IntakeFacts) -> None:
        self.form.show_facts(facts)
        self.footer.take.setChecked(facts.take)
        self.footer.complain("")
        self._asked = ("", "")
        self._ask_caller()
        self._ask_type()

    def _show_waiting(self) -> None:
        waiting = self.keeper.waiting()
        self._others.setText(self.tr("{n} more unfinished").format(n=len(waiting)))
        self._others.setVisible(bool(waiting))

    def _show_menu(self) -> None:
        menu = self._others_menu
        menu.clear()
        now = self._bridge.desk.clock()
        for draft in self.keeper.waiting():
            told = str(draft.data.get("number") or draft.data.get("name") or "")
            text = " · ".join(
                p for p in (told, draft.body[:40], times.ago(draft.saved_at, now)) if p
            )
            menu.addAction(text.replace("&", "&&"), partial(self._take_up, draft))
        menu.popup(self._others.mapToGlobal(self._others.rect().bottomLeft()))

    def take_up(self, uid: str) -> None:
        """Go on with one draft, such as a ticket that was refused."""
        draft = next((one for one in self.keeper.waiting() if one.uid == uid), None)
        if draft is not None:
            self._take_up(draft)

    def _take_up(self, draft: Draft) -> None:
        self.keeper.save()
        self._show(self.keeper.take_up(draft))
        self._show_waiting()
        self.activate()

    def _clear(self) -> None:
        self.keeper.drop()
        self._show(IntakeFacts())
        self._show_waiting()
        self.form.number.setFocus()

    def _close(self) -> None:
        self.flush()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        if wide != self._wide:
            self._arrange(wide=wide)
        self._make_room()


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
