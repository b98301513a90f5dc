"""The list of claims, and one claim: see `ui.pages.ClaimsPage`."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.claims.acting import Acting, Run
from ui.claims.bundle_acts import BundleActs
from ui.claims.deciding_acts import DecidingActs
from ui.claims.evidence_acts import EvidenceActs
from ui.claims.gallery_acts import GalleryActs
from ui.claims.home import CLAIMS, ClaimsHome
from ui.claims.offer_acts import OfferActs
from ui.claims.paper_acts import PaperActs
from ui.claims.paper_line import PrintLine
from ui.claims.paper_ways import PaperWays
from ui.claims.payee_notes import PayeeWatch
from ui.claims.payment_acts import PaymentActs
from ui.claims.payments_page import PAYMENTS
from ui.claims.sheet import ClaimSheet
from ui.claims.standing import Standing, read_standing
from ui.claims.verify_offer import VerifyOffer
from ui.claims.walking import Walking
from ui.commands import Commands
from ui.text.refusals import refusal_sentence
from workstation.actions.claims import EditClaim
from workstation.changes import Changes
from workstation.domain.refusal import Refusal

#: Next steps that are acts of the page; the others have a place on it.
_NEXT_ACTS: Final = {
    "submit": "submit",
    "approve": "approve",
    "print": "print",
    "redraft": "redraft",
    "request_payment": "request_payment",
    "confirm_payment": "pay",
    "note_signed": "note_signed",
}


class ClaimsPage(QWidget):
    """The claims of this desk; acts are told by the buttons, commands and keys alike."""

    ticket_opened = Signal(str)
    closed = Signal()
    noticed = Signal(str, str)
    writing_wanted = Signal(object)
    claim_wanted = Signal(str)
    reply_wanted = Signal(str, str)
    verify_wanted = Signal(object)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._uid = ""
        self._taken_up = ""  # the claim whose next step had the keyboard
        self.ways = PaperWays(bridge, self)
        self.home = ClaimsHome(bridge, self.ways)
        self.list, self.payments = self.home.list, self.home.payments
        self.lending, self.papers = self.home.lending, self.home.papers
        self.payments_acts = self.home.payments_acts
        self.sheet = ClaimSheet(bridge)
        self._acting = Acting(bridge, self.sheet, self)
        self._evidence = EvidenceActs(self._acting)
        self.pictures = GalleryActs(self._acting, self._evidence)
        self._offers = OfferActs(self._acting)
        self._deciding = DecidingActs(self._acting)
        self._payments = PaymentActs(self._acting)
        self._payee = PayeeWatch(self._acting)
        self.paper = PaperActs(self._acting, self.ways)
        self._runs: dict[str, Run] = {**self._deciding.runs(), **self.paper.runs()}
        self._runs |= self._payments.runs()
        self._stack = QStackedWidget()
        self._verifying = VerifyOffer(self._acting)
        self.bundles = BundleActs(self._acting, self.list)
        self.walking = Walking(bridge, self.list, lambda: self._uid)
        self._stack.addWidget(self.home)
        self._stack.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        self.line = PrintLine(self.ways)
        column.addWidget(self.line)
        self._connect()
        self._bind(commands)

    def _connect(self) -> None:
        self.home.opened.connect(self.open)
        self.home.noticed.connect(self.noticed)
        self.walking.found.connect(self.open)
        self.walking.ended.connect(self._on_walked)
        self.sheet.back_wanted.connect(self.show_list)
        self.sheet.ticket_wanted.connect(self.ticket_opened)
        self.sheet.evidence.claim_wanted.connect(self.open)
        self.asking = self._evidence.asking
        self.asking.reply_wanted.connect(self.writing_wanted)
        self.asking.back_wanted.connect(self.claim_wanted)
        self._acting.noticed.connect(self.noticed)
        self.paper.reply_wanted.connect(self.reply_wanted)
        self._verifying.wanted.connect(self.verify_wanted)
        self.list.batch_wanted.connect(lambda: self.show_home("batch"))
        self._acting.done.connect(self._on_done)
        self._acting.claim_wanted.connect(self.open)
        self.sheet.act_wanted.connect(self._act)
        self.sheet.edited.connect(self._edit)
        self._bridge.changed.connect(self._on_changed)

    def _bind(self, commands: Commands) -> None:
        on_claim = lambda: self._stack.currentWidget() is self.sheet  # noqa: E731
        for act in ("save_as", "send_form"):
            commands.bind(self, f"claim.{act}", partial(self._act, act), on_claim)
        for act in ("submit", "approve", "reject", "withdraw", "pay"):
            commands.bind(self, f"claim.{act}", partial(self._act, act), partial(self._may, act))
        for act in ("xlsx", "request"):
            commands.bind(self.payments, f"payment.{act}", partial(self.payments.act, act))
        commands.bind(self.payments, "payment.answer", self.payments_acts.choose_answer)
        commands.bind(self, "claim.print", partial(self._act, "print"), on_claim)
        commands.bind(self, "claim.next", self._go_on, on_claim)
        commands.bind(self, "claim.following", self.walking.next)
        commands.bind(self, "claim.preceding", self.walking.previous)
        commands.bind(self, "claim.bundle", self.bundles.link, self.bundles.can_link)
        commands.bind(self, "claim.objection", self.bundles.object, on_claim)
        commands.bind(self, "claim.items", self.sheet.write_items, on_claim)
        commands.bind(self, "claim.offer", self._offers.make, on_claim)
        commands.bind(self, "claim.attach", self._evidence.choose, on_claim)
        commands.bind(self, "claim.ask", self._evidence.ask_all, self._evidence.can_ask)
        commands.bind(self, "claim.pictures", self.pictures.show_all, on_claim)
        commands.bind(self, "claim.camera", self.pictures.open_camera, on_claim)
        asking = self._evidence.asking
        away = lambda: bool(asking.came_from) and not self.isVisible()  # noqa: E731
        commands.bind(self.window(), "claim.back", asking.go_back, away)
        commands.bind(self.sheet, "ticket.close", self.show_list)

    def _may(self, act: str) -> bool:
        return self._stack.currentWidget() is self.sheet and self.sheet.allows(act)

    # what the window calls

    def open(self, claim_uid: str) -> None:
        """Show one claim."""
        self.sheet.facts.flush()
        self._uid, self._taken_up = claim_uid, ""
        self._stack.setCurrentWidget(self.sheet)
        self._load()

    def _on_walked(self) -> None:
        self.noticed.emit(self.tr("No other claim waits for you."), "good")

    def show_list(self) -> None:
        """Back to the list, or to what stood in its place before, such as the payments."""
        self.sheet.facts.flush()
        self._uid = self._taken_up = ""
        self._stack.setCurrentWidget(self.home)
        self.home.load()

    def show_claims(self) -> None:
        """Show the list of claims, whatever was shown before."""
        self.home.turn(CLAIMS, tell=False)
        self.show_list()

    def show_payments(self) -> None:
        """Show the payments."""
        self.home.turn(PAYMENTS, tell=False)
        self.show_list()

    def show_home(self, name: str) -> None:
        """Show a tab beside the list; claims that were chosen in the list come to the run."""
        self.home.turn(name, tell=False)
        if name == "batch":
            self.papers.choose(self.list.take_marked())
        self.show_list()

    @property
    def batch(self) -> Any:
        """The page of runs."""
        return self.papers.batch

    def activate(self) -> None:
        """Take the keyboard."""
        if self._uid:
            self.sheet.activate()
        else:
            self.home.load()

    def flush(self) -> None:
        """Keep what was typed."""
        self.sheet.facts.flush()

    def state(self) -> dict[str, object]:
        """The claim that is open, and the filter of the list."""
        return {"claim": self._uid, "filter": self.list.chosen_filter}

    def restore(self, state: dict[str, object]) -> None:
        """Go back to the claim and the filter of before."""
        self.list.choose_filter(str(state.get("filter", "")))
        if state.get("claim"):
            self.open(str(state["claim"]))

    # reading

    def _load(self) -> None:
        uid, now = self._uid, self._bridge.desk.clock()
        agreement, limits = self._bridge.desk.needed_agreement, self._bridge.desk.claim_limits
        self._bridge.ask(
            lambda read: read_standing(read, uid, now, agreement, limits),
            lambda shown: self._on_loaded(uid, shown),
        )

    def _on_done(self) -> None:
        """Read the claim anew after an act: once, by what the act altered."""
        if self._uid and not (self.isVisible() and self._bridge.announce()):
            self._load()

    def _on_loaded(self, uid: str, shown: Standing | None) -> None:
        if uid != self._uid:
            return
        if shown is None:
            refusal = Refusal("not_found", kind="claim", uid=uid)
            self.noticed.emit(refusal_sentence(refusal), "warn")
            self.show_list()
            return
        self.sheet.show_standing(shown)
        self.pictures.show_standing(shown)
        if self.isVisible() and (uid != self._taken_up or not self._holds_keyboard()):
            self._taken_up = uid
            self.sheet.take_up()

    def _holds_keyboard(self) -> bool:
        return self.sheet.isAncestorOf(self.window().focusWidget() or self)

    def _on_changed(self, changes: Changes) -> None:
        if not self.isVisible():
            return
        if self._uid:
            self._load()
        else:
            self.home.refresh(changes)

    # acts

    def _go_on(self) -> None:
        """Do the next thing, or put the keyboard where it is done."""
        standing = self.sheet.standing
        if standing is None:
            return
        step = standing.stage.next
        if step == "ask_evidence":
            self._evidence.ask_all()
        elif step in _NEXT_ACTS:
            self._act(_NEXT_ACTS[step])
        elif step:
            self.sheet.show_place(step)

    def _act(self, act: str) -> None:
        claim = self.sheet.claim
        if act == "next":
            self._go_on()
            return
        if claim is None:
            return
        self.sheet.facts.flush()
        self.sheet.complain("")
        self._runs[act](claim)

    def _edit(self, changed: dict[str, Any]) -> None:
        claim = self.sheet.claim
        if claim is not None:
            self._bridge.do(EditClaim(claim.uid, changed), None, self._acting.refuse)
