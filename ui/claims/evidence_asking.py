"""Asking for what a claim still needs: a reply is prepared, and what it asked for is noted once sent."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from ui import language
from ui.claims.acting import Acting
from ui.pages import Prepared
from workstation.actions.claim_evidence import AskEvidence, RemindEvidence
from workstation.actions.claim_wants import asked_due
from workstation.actions.replies import AddNote, SendReply
from workstation.actions.taking_back import TakeBack
from workstation.actions.together import Bulk
from workstation.domain.claim import Claim
from workstation.domain.evidence import EvidenceItem
from workstation.domain.pages import TicketDetail
from workstation.evidence_sentences import Missing, missing_words, recipient_of

if TYPE_CHECKING:
    from workstation.desk import Done

#: The scripts of the collection that list what is missing, and that remind of it.
ASKS: Final = "zmqd"
REMINDS: Final = "zmcb"
_OURS: Final = ("inside", "")


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a prepared message asks for."""

    ticket: str
    number: str
    items: tuple[EvidenceItem, ...]
    script: str
    names: tuple[str, ...]

    def told(self, claim: str) -> dict[str, object]:
        """As a draft keeps it."""
        uids = [one.uid for one in self.items]
        facts: dict[str, object] = {"claim": claim, "number": self.number, "items": uids}
        return facts | {"script": self.script, "names": list(self.names)}


class EvidenceAsking(QObject):
    """`reply_wanted(Prepared)` when the reply of a ticket is to be written, `back_wanted(claim)` to
    come back from it, `noted(count)` once what was sent is noted as asked for."""

    reply_wanted = Signal(object)
    back_wanted = Signal(str)
    noted = Signal(int)

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._bridge = acting.bridge
        self._acting = acting
        self._begun: dict[str, _Begun] = {}
        self._from = ""
        self._sent: dict[str, _Begun] = {}
        self._noted: dict[str, list[str]] = defaultdict(list)
        acting.bridge.done.connect(self._on_done)

    @property
    def came_from(self) -> str:
        """The claim from which a reply was last begun; "" before."""
        return self._from

    def go_back(self) -> None:
        """Back to that claim."""
        if self._from:
            self.back_wanted.emit(self._from)

    def ask(
        self, claim: Claim, detail: TicketDetail | None, items: Sequence[EvidenceItem], remind: bool
    ) -> None:
        """Prepare the reply to the first giver of these things; the others' come after it."""
        mine = first_givers(items)
        if not mine or detail is None:
            return
        party = mine[0].wanted_from
        told = {tongue: self._words(mine, tongue) for tongue in ("zh", "en")}
        script = REMINDS if remind else ASKS
        internal = party in _OURS
        recipient = "" if internal else recipient_of(detail, claim, party)
        names = (*told["zh"].short.split("、"), *told["en"].short.split(", "))
        begun = _Begun(claim.ticket, claim.number, mine, script, names)
        self._begun[claim.ticket] = begun
        self._from = claim.uid
        values = {tongue: {"ask.missing": one.told} for tongue, one in told.items()}
        values |= {f"{tongue} sms": {"ask.missing": one.brief} for tongue, one in told.items()}
        self.reply_wanted.emit(
            Prepared(
                ticket=claim.ticket,
                script="" if internal else script,
                values=values,
                words=self._plain(
                    claim, told["zh" if language.current().startswith("zh") else "en"]
                ),
                channel="sms" if recipient else "",
                recipient=recipient,
                internal=internal,
                asks=begun.told(claim.uid),
            )
        )

    def resume(self, ticket: str, asks: Mapping[str, Any]) -> None:
        """Go on with a message that was prepared before and lies in a draft of a ticket."""
        if ticket in self._begun:
            return
        wanted = set(map(str, asks.get("items", ())))
        names = tuple(map(str, asks.get("names", ())))
        number, script = str(asks.get("number", "")), str(asks.get("script", ""))

        def go_on(found: tuple[EvidenceItem, ...]) -> None:
            items = tuple(one for one in found if one.uid in wanted)
            if items:
                self._begun.setdefault(ticket, _Begun(ticket, number, items, script, names))
                self._from = self._from or items[0].claim

        claim = str(asks.get("claim", ""))
        self._bridge.ask(lambda read: read.evidence_of(claim), go_on)

    def _words(self, items: Sequence[EvidenceItem], tongue: str) -> Missing:
        desk = self._bridge.desk
        return missing_words(desk.rules, items, tongue, desk.clock(), desk.zone)

    def _plain(self, claim: Claim, told: Missing) -> str:
        text = self.tr("For claim {number} we still need:")
        return f"{text.format(number=claim.number)}\n{told.told}"

    # noting

    def _on_done(self, action: object, done: Done) -> None:
        parts: tuple[object, ...] = action.actions if isinstance(action, Bulk) else (action,)
        results = done.result if isinstance(done.result, tuple) else (done.result,)
        for part, result in zip(parts, results, strict=False):
            if isinstance(part, SendReply | AddNote):
                self._on_said(part, str(result))
            elif isinstance(part, TakeBack):
                self._on_taken_back(part.entry)

    def _on_said(self, said: SendReply | AddNote, entry: str) -> None:
        begun = self._begun.get(said.ticket)
        if begun is None or not _asks_for(said, begun):
            return
        del self._begun[said.ticket]
        self._sent[entry] = begun
        self.note(begun.items, entry, begun.number)

    def _on_taken_back(self, entry: str) -> None:
        """The message never left: what it asked for is still to be asked for."""
        from workstation.actions.undo import Undo  # with all rules about acts

        begun = self._sent.pop(entry, None)
        if begun is not None:
            self._begun.setdefault(begun.ticket, begun)
        for operation in self._noted.pop(entry, []):
            self._bridge.do(Undo(operation), None, self._acting.refuse)

    def note(self, items: Iterable[EvidenceItem], entry: str = "", number: str = "") -> None:
        """Note things as asked for, by a message or without one; their time begins."""
        desk, items = self._bridge.desk, tuple(items)
        open_ = [one for one in items if one.state != "asked"]
        again = tuple(one.uid for one in items if one.state == "asked")
        by_due: dict[int | None, list[str]] = defaultdict(list)
        for item in open_:
            by_due[asked_due(desk.rules, item, desk.clock())].append(item.uid)
        waiting: deque[AskEvidence | RemindEvidence] = deque(
            AskEvidence(tuple(uids), entry, due) for due, uids in by_due.items()
        )
        told = self.tr("Noted as asked for: {n}.").format(n=len(open_))
        if again:
            waiting.append(RemindEvidence(again))
            told = "" if not open_ else told
            told += self.tr("Reminded of {n} things.").format(n=len(again))

        def next_(done: Done | None = None) -> None:
            if done is not None and entry:
                self._noted[entry].append(done.operation)
            if waiting:
                self._bridge.do(waiting.popleft(), next_, self._acting.refuse)
                return
            self._tell(told, number)
            self._acting.done.emit()
            self.noted.emit(len(items))

        next_()

    def _tell(self, told: str, number: str) -> None:
        back = self.tr("Alt+B: back to claim {number}").format(number=number) if number else ""
        self._acting.noticed.emit(" ".join(part for part in (told, back) if part), "good")


def first_givers(items: Sequence[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    """The things that the first giver has, those of people outside before those of the house."""
    outside = [one for one in items if one.wanted_from not in _OURS]
    if not outside:
        return tuple(items)
    return tuple(one for one in outside if one.wanted_from == outside[0].wanted_from)


def _asks_for(said: SendReply | AddNote, begun: _Begun) -> bool:
    """Whether a message is the one that was prepared: by its script, else by what it names."""
    if isinstance(said, SendReply) and begun.script == said.script:
        return True
    return any(name and name in said.body for name in begun.names)
