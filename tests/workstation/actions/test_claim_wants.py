"""The evidence list puts what a claim needs on record, once."""

from __future__ import annotations

from tests.workstation.actions.test_claims import vase
from tests.workstation.seat import Seat
from workstation.actions.claim_wants import WantByRules, asked_due
from workstation.actions.claims import EditClaim
from workstation.domain.evidence import EvidenceItem
from workstation.store.reading import Reader

__all__ = ["vase"]
HOUR = 3_600_000


def items(seat: Seat, claim: str) -> dict[str, EvidenceItem]:
    def read(reader: Reader) -> tuple[EvidenceItem, ...]:
        return reader._found(EvidenceItem, "claim=? ORDER BY position", claim)

    return {item.code: item for item in seat.desk.ask(read).result()}


def test_what_is_needed_is_noted_with_reason_giver_and_time(seat: Seat, vase: str) -> None:
    added = seat.do(WantByRules(vase), seat.clerk).result
    found = items(seat, vase)
    assert len(added) == len(found)
    assert list(found)[:3] == ["damage_photos", "value_proof", "insurance_slip"]
    assert found["damage_photos"].wanted_from == "receiver"
    assert found["delivery_record"].wanted_from == "inside"
    assert found["delivery_record"].due_at == seat.claim(vase).created_at + 24 * HOUR
    assert found["damage_photos"].due_at is None
    rules = seat.desk.rules
    assert asked_due(rules, found["damage_photos"], seat.now) == seat.now + 72 * HOUR
    assert asked_due(rules, found["delivery_record"], seat.now) == found["delivery_record"].due_at
    assert found["value_proof"].rule == f"value-high@{rules.evidence.version}"
    assert all(item.why and item.title for item in found.values())


def test_asking_again_adds_only_what_is_new(seat: Seat, vase: str) -> None:
    seat.do(WantByRules(vase, "en"), seat.clerk)
    assert seat.do(WantByRules(vase), seat.clerk).result == ()
    before = items(seat, vase)
    seat.do(EditClaim(vase, {"partial": "partial", "claimed_fen": 250_000}))
    added = seat.do(WantByRules(vase), seat.clerk).result
    after = items(seat, vase)
    assert [after[code].uid for code in after if code not in before] == list(added)
    assert "inspection_report" in after
    assert before["account"].title == "Account to be paid to"
