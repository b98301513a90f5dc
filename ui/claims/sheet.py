"""One claim: its way, facts, amount, evidence, register, and the form as it will be printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims import turns
from ui.claims.amount_card import AmountCard
from ui.claims.ask_bar import AskBar
from ui.claims.evidence import EvidenceList
from ui.claims.facts_form import FactsForm
from ui.claims.limit_row import LimitRow
from ui.claims.money_tab import MONEY, MoneyTab
from ui.claims.needed import NeededCard
from ui.claims.offers_card import OffersCard
from ui.claims.paper_tab import PaperTab
from ui.claims.rows import LOOKS
from ui.claims.stage_line import StageLine
from ui.claims.standing import Standing
from ui.claims.stepper import Stepper
from ui.claims.taking import sources_in
from ui.text import times, words
from ui.widgets.boxes import divided, scrolled
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.header import PageHeader
from ui.widgets.labels import label
from ui.widgets.named_tabs import NamedTabs
from workstation.domain.claim import Claim
from workstation.domain.pages import TicketDetail

#: The names of the tabs that stand from the beginning.
FACTS: Final = "facts"
FORM: Final = "form"
_NARROW: Final = 760
#: Steps that are done by an act at the foot.
_STEPS: Final = {
    **{step: step for step in ("submit", "approve", "print", "redraft")},
    "confirm_payment": "pay",
}
#: Steps that are done in a place of the facts; the others by the button of the next step.
_PLACES: Final = ("receive_evidence", "decide_evidence", "assess", "make_offer", "answer_offer")


class ActButton(Button):
    """A button whose look changes with what is the usual thing to do now."""

    def restyle(self, look: str) -> None:
        """Give it another look: "" or "primary"."""
        if look != self._style_name:
            self._style_name = look
            theme.look(self, look)
            self._draw()


class ClaimSheet(QWidget):
    """Shows a claim. `act_wanted(act)`, `back_wanted()`, `ticket_wanted(uid)`, `edited(dict)`,
    `form_wanted()` when the form comes into sight, `copy_wanted(Print)`,
    `files_given(sources, evidence item's uid or "")` when files are dropped or pasted."""

    act_wanted = Signal(str)
    back_wanted = Signal()
    ticket_wanted = Signal(str)
    edited = Signal(object)
    form_wanted = Signal()
    copy_wanted = Signal(object)
    files_given = Signal(object, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.claim: Claim | None = None
        self.standing: Standing | None = None
        zone = bridge.desk.zone
        self.header = PageHeader()
        self.chip = Chip()
        self.ticket = Button("", "tag", "flat", self._to_ticket)
        self.stepper = Stepper()
        self.stage = StageLine(zone)
        self.limits = LimitRow(zone, self)
        self.linked = Button("", "link", "flat", lambda: self.tabs.turn(MONEY))
        self.needed = NeededCard(zone)
        self.offers = OffersCard(zone)
        self.told = label("", "warn")
        self.tabs = NamedTabs(theme.space("large"))
        self.facts = FactsForm(zone)
        self.amount = AmountCard()
        self.evidence = EvidenceList(bridge)
        self.paper = PaperTab(bridge)
        self.preview = self.paper.preview
        self.money = MoneyTab(bridge)
        self.ask = AskBar()
        self.buttons: dict[str, ActButton] = {}
        self._lay_out()
        self._connect()
        for part in self.findChildren(QWidget):
            part.setAcceptDrops(False)  # what is dropped anywhere on the page is evidence
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        back = IconButton("arrow-left", self.tr("Back to the list  Esc"), self.back_wanted.emit)
        self.header.layout().insertWidget(0, back)  # type: ignore[union-attr]
        for part in (self.limits, self.linked, self.chip, self.ticket):
            self.header.add(part)
        self.told.setWordWrap(True)
        top = QVBoxLayout()
        edge = theme.space("large")
        top.setContentsMargins(edge, theme.space("small"), edge, 0)
        top.addWidget(self.stepper)
        top.addWidget(self.told)
        self.tabs.add(FACTS, self.tr("Facts"), self._made_facts())
        self.tabs.add(MONEY, self.tr("Approval and payment"), self.money)
        self.tabs.add(FORM, self.tr("Paper"), self.paper)
        self.tabs.put_beside(self.stage)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(top)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.ask)
        column.addWidget(self._made_footer())

    def _made_facts(self) -> QWidget:
        beside = QWidget()
        column = QVBoxLayout(beside)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("medium"), edge, edge)
        column.setSpacing(theme.space("large"))
        for part in (self.amount, self.offers, self.needed, self.evidence):
            column.addWidget(part)
        column.addStretch(1)
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(edge, theme.space("medium"), edge, edge)
        row.addWidget(self.facts)
        row.addStretch(1)
        self._split = divided(scrolled(holder), scrolled(beside), (5, 4))
        return self._split

    def _made_footer(self) -> QWidget:
        line = QWidget()
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(line)
        edge = theme.space("large")
        self._row.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        self._row.setSpacing(theme.space("small"))
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self._row.addWidget(self.problem, 1)
        for act, (text, icon) in self._acts().items():
            made = ActButton(text, icon, run=self._wanting(act))
            self.buttons[act] = made
            self._row.addWidget(made)
        return line

    def _acts(self) -> dict[str, tuple[str, str]]:
        return {
            "withdraw": (self.tr("Withdraw…"), "arrow-back-up"),
            "redraft": (self.tr("Back to draft"), "pencil"),
            "reject": (self.tr("Reject…"), "x"),
            "save_as": (self.tr("Save as…"), "download"),
            "send_form": (self.tr("Send…"), "mail"),
            "print": (self.tr("Print…"), "printer"),
            "pay": (self.tr("Record the payment…"), "cash"),
            "approve": (self.tr("Approve…"), "shield-check"),
            "submit": (self.tr("Submit"), "send"),
        }

    def _wanting(self, act: str) -> Callable[[], None]:
        return lambda: self.act_wanted.emit(act)

    def _connect(self) -> None:
        self.tabs.turned.connect(self._on_tab)
        self.stage.next.clicked.connect(lambda _on: self.act_wanted.emit("next"))
        self.needed.dealt_with.connect(self.take_up)
        self.facts.edited.connect(self.edited)
        self.evidence.edited.connect(lambda uids: self.edited.emit({"evidence": uids}))
        self.paper.register.wanted.connect(self.copy_wanted)

    # showing

    def show_standing(self, standing: Standing) -> None:
        """Show a claim as it stands now, with what hangs on it."""
        self.standing = standing
        self._show_claim(standing.claim, standing.detail, standing.people)
        self.stage.show_stage(standing)
        if not standing.accepted and standing.claim.status in ("approved", "printed"):
            self.chip.show_word(self.tr("Not confirmed"), "warn")
        self.limits.show_limits(standing)
        self._show_linked(standing)
        self.needed.show_evidence(standing)
        self.offers.show_offers(standing)
        self.money.show_standing(standing)

    def _show_linked(self, standing: Standing) -> None:
        bundle = standing.bundle
        self.linked.setVisible(bundle is not None)
        if bundle is not None:
            self.linked.setText(self.tr("{n} settled together").format(n=len(bundle.claims)))

    def _show_claim(
        self, claim: Claim, detail: TicketDetail | None, people: dict[str, str]
    ) -> None:
        other = self.claim is None or self.claim.uid != claim.uid
        self.claim = claim
        number = (claim.serial and f"{claim.number} · {claim.serial}") or claim.number
        self.header.say(number, " · ".join(part for part in (claim.waybill, claim.goods) if part))
        self.chip.show_word(words.claim_status(claim.status), LOOKS[claim.status])
        ticket = detail.ticket if detail else None
        self.ticket.setText(ticket.number if ticket else "")
        self.ticket.setToolTip(ticket.subject if ticket else "")
        self._show_way(claim, people)
        self.facts.show_claim(claim)
        self.amount.show_claim(claim)
        self.evidence.show_evidence(claim, detail.attachments if detail else ())
        prints = tuple(one for one in detail.prints if one.claim == claim.uid) if detail else ()
        self.paper.show_prints(prints, people)
        self._show_buttons(claim)
        if other:
            self.complain("")
            self.ask.dismiss()
            self.tabs.turn(FACTS)
        elif self.tabs.shown == FORM:
            self.form_wanted.emit()

    def show_place(self, step: str) -> None:
        """Put the keyboard where a next step is done."""
        self.tabs.turn(FACTS)
        if step in ("receive_evidence", "decide_evidence"):
            self.needed.take_focus()
        elif step in ("make_offer", "answer_offer"):
            self.offers.take_focus()
        else:
            self.facts.money["loss_fen" if step == "assess" else "claimed_fen"].setFocus()

    def allows(self, act: str) -> bool:
        """Whether the claim shown may be acted on so."""
        return self.claim is not None and act in turns.acts_on(self.claim)

    def complain(self, sentence: str) -> None:
        """Say what is in the way; "" takes it back."""
        self.problem.setText(sentence)

    def _show_way(self, claim: Claim, people: dict[str, str]) -> None:
        zone = self._bridge.desk.zone
        stamps = {
            "draft": (claim.created_at, claim.created_by),
            "submitted": (claim.submitted_at, claim.submitted_by),
            "approved": (claim.approved_at, claim.approved_by),
            "printed": (None, ""),
            "paid": (claim.paid_at, claim.paid_by),
        }
        notes = []
        for code in turns.WAY:
            at, person = stamps[code]
            day = times.moment(at, zone, self._bridge.desk.clock()) if at else ""
            notes.append(" ".join(part for part in (day, people.get(person, "")) if part))
        if claim.approved_at and self.standing is not None and not self.standing.accepted:
            notes[turns.WAY.index("approved")] = self.tr("Not confirmed")
        ended = words.claim_status(claim.status) if claim.status in turns.ENDED else ""
        place = self._reached(claim)
        names = [words.claim_status(code) for code in turns.WAY]
        self.stepper.show_steps(names, notes, place, ended)
        reason = claim.rejected_reason if ended else ""
        told = self.tr("Reason: {reason}").format(reason=reason) if reason else ""
        if claim.status == "paid":
            told = self.tr("Paid, reference {reference}").format(reference=claim.payment_ref)
        theme.look(self.told, "good" if claim.status == "paid" else "warn")
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _reached(self, claim: Claim) -> int:
        if claim.status in turns.WAY:
            return turns.WAY.index(claim.status)
        if claim.approved_at is not None:
            return 3 if claim.prints else 2
        return 1 if claim.submitted_at is not None else 0

    def _show_buttons(self, claim: Claim) -> None:
        acts = turns.acts_on(claim)
        shown = {*acts, "print", "save_as", "send_form"}
        step = self.standing.stage.next if self.standing is not None else ""
        first = _STEPS.get(step, "")  # the one that Alt+N does
        for act, button in self.buttons.items():
            button.setVisible(act in shown)
            button.restyle("primary" if act == first else "")

    def _on_tab(self, tab: str) -> None:
        if tab == FORM:
            self.facts.flush()
            self.form_wanted.emit()
            self.preview.setFocus()

    def _to_ticket(self) -> None:
        if self.claim is not None:
            self.ticket_wanted.emit(self.claim.ticket)

    def take_up(self) -> None:
        """Put the keyboard where this claim goes on: a field to fill, what came, or the button."""
        step = self.standing.stage.next if self.standing is not None else ""
        if self.tabs.shown != FACTS or self.ask.isVisible():
            self.activate()
        elif step in _PLACES:
            self.show_place(step)
        elif step == "submit" and not self.facts.lines["payee_account"].text():
            self.facts.lines["payee_account"].setFocus()
        elif self.stage.next.isVisibleTo(self):
            self.stage.next.setFocus()
        else:
            self.activate()

    def write_items(self) -> None:
        """Go to the goods and begin to write the first one's name."""
        self.tabs.turn(FACTS)
        table = self.facts.items.table
        table.setFocus()
        table.write(table.model().index(0, 0))

    def activate(self) -> None:
        """Take the keyboard."""
        places = {FACTS: self.facts.lines["claimant"], FORM: self.preview}
        places.get(self.tabs.shown, self.tabs.page(self.tabs.shown)).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.claim is not None and sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        sources = sources_in(event.mimeData())
        if self.claim is not None and sources:
            event.acceptProposedAction()
            place = self.mapToGlobal(event.position().toPoint())
            self.files_given.emit(sources, self.needed.item_at(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sources = []
        if event.matches(QKeySequence.StandardKey.Paste):
            sources = sources_in(QGuiApplication.clipboard().mimeData())
        if self.claim is not None and sources:
            self.files_given.emit(sources, "")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != way:
            self._split.setOrientation(way)
