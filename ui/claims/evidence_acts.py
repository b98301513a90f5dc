"""What is done with the evidence that a claim needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui import language
from ui.claims.acting import Acting
from ui.claims.evidence_asking import EvidenceAsking
from ui.claims.standing import Standing
from ui.claims.taking import Source, Taking
from workstation.actions.claim_evidence import (
    DecideEvidence,
    LapseEvidence,
    ReceiveEvidence,
    WaiveEvidence,
)
from workstation.actions.claim_wants import WantByRules
from workstation.domain.evidence import MISSING, EvidenceItem
from workstation.evidence_sentences import is_soon


class EvidenceActs(QObject):
    """Answers the card of what is needed."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting
        self._bridge, self._sheet, self._do = acting.bridge, acting.sheet, acting.do
        sheet = acting.sheet
        sheet.needed.listed.connect(self.list_needed)
        sheet.needed.asked.connect(self.ask_all)
        sheet.needed.noted.connect(self.note_all)
        sheet.needed.soon = self._is_soon
        sheet.needed.acted.connect(self._act)
        self.asking = EvidenceAsking(acting)
        self.taking = Taking(acting.bridge, self)
        self.taking.refused.connect(sheet.complain)
        self.taking.taken.connect(self._on_taken)
        sheet.files_given.connect(self.take)
        sheet.evidence.add_wanted.connect(self.choose)

    def choose(self) -> None:
        """Ask for files that are evidence."""
        claim = self._sheet.claim
        if claim is not None:
            self.taking.choose(claim, "", self._sheet)

    def take(self, sources: list[Source], item: str) -> None:
        """Take files in as evidence; `item` is what they prove, "" for nothing yet."""
        claim = self._sheet.claim
        if claim is not None:
            self._sheet.complain("")
            self.taking.take(claim, sources, item)

    def _on_taken(self, _uid: str, count: int) -> None:
        self._acting.noticed.emit(self.tr("Taken in: {n} files.").format(n=count), "good")

    def _choose_for(self, item: EvidenceItem) -> None:
        claim = self._sheet.claim
        if claim is not None:
            self.taking.choose(claim, item.uid, self._sheet)

    def list_needed(self) -> None:
        """Note what the list of evidence asks of such a claim."""
        claim = self._sheet.claim
        if claim is not None:
            tongue = "zh" if language.current().startswith("zh") else "en"
            self._do(WantByRules(claim.uid, tongue), self.tr("Listed what is needed."))

    def ask_all(self) -> None:
        """Prepare a message that asks for what is missing, else one that reminds of it."""
        items = self._waiting()
        remind = not items
        self._begin(items or [one for one in self._items() if one.state == "asked"], remind)

    def note_all(self) -> None:
        """Note that everything still needed was asked for otherwise."""
        items = self._waiting()
        if items:
            self._sheet.complain("")
            self.asking.note(items)

    def can_ask(self) -> bool:
        """Whether anything is still to come."""
        return any(one.state in MISSING for one in self._items())

    def _waiting(self) -> list[EvidenceItem]:
        return [one for one in self._items() if one.state in ("wanted", "refused")]

    def _items(self) -> tuple[EvidenceItem, ...]:
        shown: Standing | None = self._sheet.standing
        return shown.evidence if shown is not None else ()

    def _begin(self, items: list[EvidenceItem], remind: bool = False) -> None:
        shown: Standing | None = self._sheet.standing
        if shown is not None and items:
            self._sheet.facts.flush()
            self.asking.ask(shown.claim, shown.detail, items, remind)

    def _is_soon(self, item: EvidenceItem) -> bool:
        return is_soon(self._bridge.desk.rules, item, self._bridge.desk.clock())

    def _act(self, act: str, item: EvidenceItem) -> None:
        runs: dict[str, Callable[[EvidenceItem], Any]] = {
            "receive": lambda one: self._do(ReceiveEvidence(one.uid), self.tr("Noted as come.")),
            "ask": lambda one: self._begin([one]),
            "remind": lambda one: self._begin([one], remind=True),
            "lapse": self._ask_lapse,
            "accept": lambda one: self._do(DecideEvidence(one.uid, True), self.tr("Accepted.")),
            "files": self._choose_for,
            "refuse": self._ask_refusal,
            "waive": self._ask_waiver,
        }
        self._sheet.complain("")
        runs[act](item)

    def _ask_lapse(self, item: EvidenceItem) -> None:
        lost = item.lapse or self.tr("nothing is lost by itself")
        text = self.tr("“{title}” did not come in time. What follows: {lost}")
        self._sheet.ask.confirm(
            text.format(title=item.title, lost=lost),
            self.tr("Note as too late"),
            lambda _reason, _fen: self._do(LapseEvidence(item.uid), self.tr("Noted as too late.")),
        )

    def _ask_refusal(self, item: EvidenceItem) -> None:
        self._sheet.ask.ask(
            self.tr("What is wrong with “{title}”?").format(title=item.title),
            self.tr("Not good enough"),
            lambda reason, _fen: self._do(
                DecideEvidence(item.uid, False, reason), self.tr("Noted as not good enough.")
            ),
            hint=self.tr("Reason, such as: the waybill number cannot be read"),
        )

    def _ask_waiver(self, item: EvidenceItem) -> None:
        self._sheet.ask.ask(
            self.tr("Why does the claim go on without “{title}”?").format(title=item.title),
            self.tr("Go without"),
            lambda reason, _fen: self._do(
                WaiveEvidence(item.uid, reason), self.tr("Gone on without it.")
            ),
            hint=self.tr("Reason"),
        )
