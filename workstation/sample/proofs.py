"""The evidence of the sample's claims: what the list asks for, what came, and the pictures of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.domain import settlement_rules
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.evidence import EvidenceItem
from workstation.domain.evidence_rules import EvidenceWant, due_of, facts_of, giver, wanted_for
from workstation.domain.identity import uid_of
from workstation.domain.settlement_rules import PARCEL, authorisation_for
from workstation.rules.bundle import Rules
from workstation.sample.case import SampleCase
from workstation.sample.content import Picture
from workstation.sample.draw import Draw
from workstation.sample.sketches import shot

_HOUR: Final = 3_600_000
_INSIDE: Final = ("courier", "hub")
#: What is shown by the pictures that the customer sent with the complaint.
_PHOTOS: Final = ("damage_photos", "contents_photos", "spoilage_record")
#: What is shown by a picture of its own: its subject and its name.
_PAPERS: Final = {
    "value_proof": ("receipt", "购买凭证.jpg"),
    "delivery_record": ("slip", "签收联.jpg"),
}
#: Of claims that are over, papers are not drawn.
_OVER: Final = ("paid", "rejected", "withdrawn")
_REFUSED: Final = "照片看不清运单号，请补拍"
_RIGHT: Final = "寄件人书面同意由其索赔"


@dataclass(frozen=True, slots=True)
class Shown:
    """What was asked for and what came; `authorisation` is by what right somebody else claims."""

    evidence: tuple[EvidenceItem, ...]
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    authorisation: str = ""


@dataclass(frozen=True, slots=True)
class Proofs:
    """Makes the evidence of claims by the list of the rules; `now` in milliseconds UTC."""

    rules: Rules
    now: int

    def of(self, case: SampleCase, state: str, draw: Draw) -> Shown:
        """The evidence of a case's claim; `state` is fresh, asked, late, received or complete."""
        claim = case.claim
        assert claim is not None
        facts = _facts(case, claim, self.rules)
        wants = wanted_for(facts, self.rules.evidence)
        items, files, pictures = [], [], []
        for place, want in enumerate(wants):
            item = self._item(claim, want, place)
            item = self._gone(item, want, claim, state, place, draw)
            if item.state in ("received", "accepted", "refused") and item.received_at is not None:
                item, more = self._with_files(item, case, draw)
                files += [attachment for attachment, _ in more]
                pictures += [picture for _, picture in more]
            items.append(item)
        entitled = facts["authorised"] and claim.status != "draft"
        return Shown(tuple(items), tuple(files), tuple(pictures), _RIGHT if entitled else "")

    def _item(self, claim: Claim, want: EvidenceWant, place: int) -> EvidenceItem:
        source = giver(want, claim.party)
        moments = {"made": claim.created_at, "discovered": claim.discovered_at}
        return EvidenceItem(
            uid_of("evidence", claim.uid, want.code),
            claim.uid,
            claim.ticket,
            want.item,
            want.name("zh"),
            claim.created_at + 60_000,
            made_by=claim.created_by,
            wanted_from="inside" if source in _INSIDE else source,
            why=want.why("zh"),
            due_at=due_of(want, self.rules.calendars, moments),
            lapse=want.lapses("zh"),
            position=place,
            rule=f"{want.code}@{self.rules.evidence.version}",
        )

    def _gone(
        self,
        item: EvidenceItem,
        want: EvidenceWant,
        claim: Claim,
        state: str,
        place: int,
        draw: Draw,
    ) -> EvidenceItem:
        """How far one thing is, the whole being in `state`."""
        if state == "fresh":
            return item
        end = claim.submitted_at or self.now
        room = max(end - claim.created_at, 10)
        asked_at = claim.created_at + min(10 * 60_000, room // 5)
        asked = replace(item, state="asked", asked_at=asked_at)
        if asked.due_at is None:
            due = due_of(want, self.rules.calendars, {"asked": asked_at})
            asked = replace(asked, due_at=due)
        if state == "asked":
            return asked
        if state == "late" and place != 1:
            late = max(asked_at + 1, min(self.now - draw.span(1, 9) * _HOUR, self.now - 1))
            due = late if want.required and place < 3 else asked.due_at
            return replace(asked, due_at=due)
        came_at = asked_at + room * draw.span(20, 50) // 100
        if not want.required and state == "complete":
            told: dict[str, Any] = {"reason": "客户未保留，以系统保价记录为准"}
            return self._decided(replace(asked, **told), "waived", came_at, claim)
        came = replace(asked, state="received", received_at=came_at)
        if state == "received" and place == 2:
            return self._decided(replace(came, reason=_REFUSED), "refused", came_at + 1, claim)
        if state == "received" and place % 2:
            return came
        return self._decided(came, "accepted", came_at + max(1, room // 10), claim)

    def _decided(self, item: EvidenceItem, state: str, at: int, claim: Claim) -> EvidenceItem:
        return replace(item, state=state, decided_at=min(at, self.now), decided_by=claim.created_by)

    def _with_files(
        self, item: EvidenceItem, case: SampleCase, draw: Draw
    ) -> tuple[EvidenceItem, list[tuple[Attachment, Picture]]]:
        """The thing with the files that show it, and those of them that are new."""
        if item.code in _PHOTOS:
            return replace(item, attachments=tuple(one.uid for one in case.attachments)), []
        claim = case.claim
        assert claim is not None
        if item.code not in _PAPERS or not case.pictures or claim.status in _OVER:
            return item, []
        subject, name = _PAPERS[item.code]
        picture = shot(subject, item.uid)
        at = item.received_at or self.now
        uid, size = uid_of("attachment", item.uid), len(picture.content)
        kept = (uid, item.ticket, picture.sha256, name, "image/jpeg", size, at, "", item.title)
        return replace(item, attachments=(uid,)), [(Attachment(*kept), picture)]


def _facts(case: SampleCase, claim: Claim, rules: Rules) -> dict[str, object]:
    parcel, customer_class = case.parcel, case.customer.kind
    told = {name: getattr(parcel, name) for name in PARCEL} if parcel else None
    settled = settlement_rules.facts_of(claim, told, customer_class)
    authorised = authorisation_for(rules.settlement, settled) is not None
    return facts_of(claim, parcel, customer_class, authorised=authorised)
