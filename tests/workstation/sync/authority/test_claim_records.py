"""What both hubs take in of the records that hang on a claim, one by one, whoever wrote them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from tests.workstation.sync.authority.batches import AT
from tests.workstation.sync.authority.test_push_equal import Pair, pair
from tests.workstation.sync.team import Add, Change
from workstation.domain.approval import Approval, approved_facts
from workstation.domain.claim import Claim, Print
from workstation.domain.delegation import Delegation
from workstation.domain.evidence import EvidenceItem
from workstation.domain.identity import new_uid
from workstation.domain.offer import Offer
from workstation.domain.parcel import Parcel
from workstation.domain.payment import Payment, PaymentFile, payment_of
from workstation.domain.people import Agent
from workstation.domain.recovery import Recovery
from workstation.domain.ticket import Ticket
from workstation.store.flat import whole
from workstation.store.kinds import codec, kind_of
from workstation.sync.protocol import Operation

__all__ = ["pair"]

PEOPLE: Final = {
    uid: Agent(uid, uid, role=role)
    for uid, role in (
        *(("amy", "claims"), ("pay", "claims"), ("lea", "leader"), ("boss", "admin")),
        *(("ann", "agent"), ("own", "agent")),
    )
}
UNAPPROVED: Final[dict[str, Any]] = {"approved_fen": None, "approved_by": "", "approved_at": None}
UNPAID: Final[dict[str, Any]] = {"paid_by": "", "paid_at": None, "payment_ref": ""}


class Case:
    """A claim at both hubs, with what is written about it and what they say to that."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.known: dict[str, Any] = {}
        self.n = 0
        self.action = "Any"
        self.ticket, self.other, self.uid = "t1", "t2", "c1"
        people = [Add(person) for person in PEOPLE.values()]
        tickets = [Ticket("t1", "1-1", AT, owner="own"), Ticket("t2", "1-2", AT)]
        assert self.says("boss", *people, *map(Add, tickets)) == ""
        claim = Claim(self.uid, "C-1", self.ticket, AT, created_by="amy", status="submitted")
        told = {"claimed_fen": 100, "proposed_fen": 100, "payee": "王芳", "payee_account": "62"}
        assert self.says("boss", Add(replace(claim, **told))) == ""

    @property
    def claim(self) -> Claim:
        found: Claim = self.known[self.uid]
        return found

    def says(self, who: str, *actions: Add | Change) -> str:
        """Why the hubs refuse this work, with what they name; "" where they take it in."""
        self.n += 1
        after = dict(self.known)
        changes = []
        for one in actions:
            if isinstance(one, Add):
                record = one.record
                kind = kind_of(record)
                change = {"kind": kind, "uid": record.uid, "new": whole(kind, told_of(record))}
            else:
                before = told_of(after[one.uid])
                base = {name: before[name] for name in one.fields}
                record = replace(after[one.uid], **one.fields)
                change = {"kind": one.kind, "uid": one.uid, "set": one.fields, "base": base}
            after[record.uid] = record
            changes.append(change)
        told = Operation(self.n, f"op{self.n:05}", AT + self.n, who, self.action, "", {}, changes)
        (outcome,) = self.pair.push(1, [told])
        if not outcome.code:
            self.known = after
        return f"{outcome.code} {outcome.facts.get('field') or outcome.facts.get('fact') or ''}".strip()

    def put(self, who: str, kind: str, uid: str, **fields: Any) -> str:
        return self.says(who, Change(uid, fields, kind))

    def approve(self, who: str = "lea", fen: int = 100) -> str:
        told = {"approved_fen": fen, "approved_by": who, "approved_at": AT}
        approved = replace(self.claim, status="approved", **told)
        change = Change(self.uid, {"status": "approved", **told}, "claim")
        return self.says(who, change, Add(self.line(approved, who)))

    def line(self, claim: Claim, who: str, **fields: Any) -> Approval:
        made = Approval(
            *(new_uid(), claim.uid, claim.ticket, claim.version, AT, who, "approved"),
            amount_fen=claim.approved_fen or 0,
            facts=approved_facts(claim),
        )
        return replace(made, **fields)

    def printed(self) -> None:
        assert self.put("lea", "claim", self.uid, status="printed") == ""

    def asked(self, who: str = "amy") -> Payment:
        made = payment_of(self.claim, who, AT)
        assert self.says(who, Add(made)) == ""
        return made

    def confirmed(self, who: str) -> dict[str, Any]:
        return {"state": "paid", "confirmed_by": who, "confirmed_at": AT, "paid_at": AT}

    def pay(self, payment: Payment, who: str) -> str:
        facts = {"status": "paid", "paid_by": who, "paid_at": AT, "payment_ref": "B"}
        return self.says(
            who,
            Change(payment.uid, self.confirmed(who), "payment"),
            Change(self.uid, facts, "claim"),
        )


def told_of(record: Any) -> dict[str, Any]:
    """A record as it travels."""
    told: dict[str, Any] = codec(type(record)).facts(record)
    return told


@pytest.fixture
def case(pair: Pair) -> Case:
    return Case(pair)


def test_evidence_is_signed_by_who_writes_it(case: Case) -> None:
    item = EvidenceItem(new_uid(), case.uid, case.ticket, "photo", "照片", 1, made_by="own")
    assert case.says("ann", Add(item)) == "not_allowed"
    assert case.says("own", Add(replace(item, ticket=case.other))) == "operation_malformed ticket"
    assert case.says("own", Add(replace(item, made_by="amy"))) == "not_you made_by"
    assert case.says("own", Add(replace(item, state="accepted"))) == "record_state"
    assert case.says("own", Add(item)) == ""
    told = case.put("own", "evidence", item.uid, reminded=1)
    assert told == "operation_malformed reminded_at"
    assert case.put("own", "evidence", item.uid, state="received") == ""
    done: dict[str, Any] = {"state": "accepted", "decided_by": "amy", "decided_at": 1}
    assert case.put("own", "evidence", item.uid, **done) == "not_you decided_by"
    unsure = {**done, "decided_at": None}
    assert case.put("amy", "evidence", item.uid, **unsure) == "operation_malformed decided_at"
    assert case.put("amy", "evidence", item.uid, **done) == ""
    assert case.put("amy", "evidence", item.uid, reason="x") == ""


def test_an_offer_is_made_open_and_answered_once(case: Case) -> None:
    offer = Offer(new_uid(), case.uid, case.ticket, 1, 50, made_by="own")
    assert case.says("ann", Add(offer)) == "not_allowed"
    assert case.says("amy", Add(offer)) == "not_you made_by"
    ready = (
        *({"answer": "accepted"}, {"answered_at": 1}, {"answered_by": "own"}),
        *({"counter_fen": 0}, {"note_answer": "x"}),
    )
    for told in ready:
        assert case.says("own", Add(replace(offer, **told))) == "operation_malformed answer", told
    assert case.says("own", Add(offer)) == ""
    answer: dict[str, Any] = {"answer": "refused", "answered_by": "own", "answered_at": 1}
    assert case.put("amy", "offer", offer.uid, **answer) == "not_you answered_by"
    for wrong, named in (
        ({"answered_at": None}, "answered_at"),
        ({"counter_fen": 5}, "counter_fen"),
        ({"answer": "countered"}, "counter_fen"),
    ):
        told = case.put("own", "offer", offer.uid, **{**answer, **wrong})
        assert told == f"operation_malformed {named}"
    assert case.put("own", "offer", offer.uid, **answer) == ""
    assert case.put("own", "offer", offer.uid, note_answer="x") == "offer_answered"


def test_a_recovery_is_of_a_sum_and_settled_at_a_time(case: Case) -> None:
    one = Recovery(new_uid(), case.uid, case.ticket, "sz01", 5, 1, by="lea")
    assert case.says("own", Add(replace(one, by="own"))) == "not_allowed"
    assert case.says("amy", Add(one)) == "not_you by"
    for fen in (0, -1):
        told = case.says("lea", Add(replace(one, amount_fen=fen)))
        assert told == "operation_malformed amount_fen"
    assert case.says("lea", Add(one)) == ""
    for state in ("received", "written_off"):
        told = case.put("amy", "recovery", one.uid, state=state)
        assert told == "operation_malformed settled_at"
    assert case.put("amy", "recovery", one.uid, state="agreed") == ""
    assert case.put("amy", "recovery", one.uid, state="received", settled_at=1) == ""
    assert case.put("amy", "recovery", one.uid, state="open") == "record_state"


def test_one_s_own_limit_alone_is_lent_and_by_oneself_ended(case: Case) -> None:
    told = (new_uid(), "lea", "amy", "claim_approve", 5, 10, 20, 1, "lea")
    loan = Delegation(*told)
    assert case.says("boss", Add(loan)) == "not_you from_agent"
    assert case.says("lea", Add(replace(loan, made_by="boss"))) == "not_you made_by"
    mine = replace(loan, from_agent="amy", made_by="amy", to_agent="pay")
    assert case.says("amy", Add(mine)) == "not_allowed"
    for wrong, named in (
        ({"to_agent": ""}, "to_agent"),
        ({"to_agent": "lea"}, "to_agent"),
        ({"limit_fen": 0}, "limit_fen"),
        ({"until_at": 10}, "until_at"),
        ({"until_at": 9}, "until_at"),
        ({"revoked_at": 1}, "until_at"),
    ):
        answer = case.says("lea", Add(replace(loan, **wrong)))
        assert answer == f"operation_malformed {named}", wrong
    assert case.says("lea", Add(loan)) == ""
    assert case.put("amy", "delegation", loan.uid, revoked_at=1) == "not_allowed"
    assert case.put("boss", "delegation", loan.uid, revoked_at=1) == ""
    assert case.put("lea", "delegation", loan.uid, revoked_at=None) == "delegation_ended"


def test_a_line_that_says_approved_says_what_the_claim_says(case: Case) -> None:
    waiting = case.line(case.claim, "lea")
    assert case.says("lea", Add(waiting)) == "approval_differs status"
    assert case.says("own", Add(replace(waiting, agent="own"))) == "not_allowed"
    assert case.says("amy", Add(waiting)) == "not_you agent"
    assert case.says("lea", Add(replace(waiting, version=2))) == "payment_version"
    requested = replace(waiting, decision="requested", agent="own", uid=new_uid())
    assert case.says("own", Add(requested)) == ""
    assert case.put("own", "approval", requested.uid, reason="x") == "approval_final"
    change = Change(
        case.uid,
        {"status": "approved", "approved_fen": 90, "approved_by": "lea", "approved_at": 1},
        "claim",
    )
    approved = replace(case.claim, status="approved", approved_fen=90, approved_by="lea")
    for wrong, named in (
        ({"amount_fen": 91}, "approval_differs amount_fen"),
        ({"facts": {**approved_facts(approved), "payee": "x"}}, "approval_differs payee"),
        ({"facts": {}}, "approval_differs claimed_fen"),
        ({"delegation": "nothing"}, "delegation_ended"),
    ):
        line = case.line(approved, "lea", **wrong)
        assert case.says("lea", change, Add(line)) == named, wrong
    assert case.says("lea", change, Add(case.line(approved, "lea"))) == ""
    mine = case.line(case.claim, "boss")
    assert case.says("boss", Add(mine)) == "approval_differs status"  # approved by another


def test_a_loan_that_is_named_holds_for_who_names_it(case: Case) -> None:
    loan = Delegation(new_uid(), "lea", "pay", "claim_approve", 500, 1, 2 * AT, 1, "lea")
    over = replace(loan, uid=new_uid(), until_at=2)
    ours = replace(loan, uid=new_uid(), from_agent="boss", made_by="boss", to_agent="amy")
    barred = replace(loan, uid=new_uid(), from_agent="boss", made_by="boss")
    for one in (loan, over, ours, barred):
        assert case.says(one.made_by, Add(one)) == ""
    wrote = {"payee": "x", "extra": {"payee_by": "boss"}}
    assert case.put("boss", "claim", case.uid, **wrote) == ""
    told = {"approved_fen": 90, "approved_by": "pay", "approved_at": 1}
    change = Change(case.uid, {"status": "approved", **told}, "claim")
    approved = replace(case.claim, status="approved", **told)
    for one, answer in (
        *((over, "delegation_ended"), (ours, "delegation_ended")),
        *((barred, "delegation_ended"), (loan, "")),
    ):
        line = case.line(approved, "pay", delegation=one.uid)
        assert case.says("pay", change, Add(line)) == answer


def test_a_payment_is_what_was_approved_and_made_by_a_second_person(case: Case) -> None:
    assert case.approve() == ""
    made = payment_of(case.claim, "amy", 1)
    assert case.says("own", Add(replace(made, requested_by="own"))) == "not_allowed"
    assert case.says("pay", Add(made)) == "not_you requested_by"
    assert case.says("amy", Add(replace(made, uid=new_uid()))) == "operation_malformed uid"
    for wrong, named in (
        ({"amount_fen": 101}, "payment_differs amount_fen"),
        ({"payee": "x"}, "payment_differs payee"),
        ({"account": "x"}, "payment_differs account"),
        ({"bank": "x"}, "payment_differs bank"),
        ({"ticket": case.other}, "operation_malformed ticket"),
    ):
        assert case.says("amy", Add(replace(made, **wrong))) == named, wrong
    assert case.says("amy", Add(made)) == ""
    file = {"state": "filed", "file": "f", "filed_at": 1}
    assert case.put("pay", "payment", made.uid, **file) == "claim_unprinted"
    assert case.put("pay", "payment", made.uid, **case.confirmed("pay")) == "payment_version"
    case.printed()
    for wrong in ({"file": ""}, {"filed_at": None}):
        told = case.put("pay", "payment", made.uid, **{**file, **wrong})
        assert told == "operation_malformed file"
    assert case.put("lea", "payment", made.uid, **file) == "not_allowed"
    done = case.confirmed("pay")
    assert case.put("boss", "payment", made.uid, **done) == "not_you confirmed_by"
    for name in ("confirmed_at", "paid_at"):
        told = case.put("pay", "payment", made.uid, **{**done, name: None})
        assert told == f"operation_malformed {name}"
    assert case.pay(made, "amy") == "claim_own_payment"
    assert case.pay(made, "pay") == ""
    assert case.put("pay", "payment", made.uid, reference="other") == "record_state"


def test_who_approved_does_not_pay(case: Case) -> None:
    assert case.approve("boss") == ""
    case.printed()
    made = case.asked()
    assert case.pay(made, "boss") == "claim_own_payment"
    assert case.pay(made, "pay") == ""


def test_a_file_says_how_many_payments_it_holds_and_how_much(case: Case) -> None:
    assert case.approve() == ""
    case.printed()
    made = case.asked()
    file = PaymentFile(new_uid(), "F-1", 1, "pay", count=1, total_fen=100)
    filed = Change(made.uid, {"state": "filed", "file": file.uid, "filed_at": 1}, "payment")
    assert case.says("pay", Add(replace(file, count=0, total_fen=0))) == "file_differs"
    for wrong in ({"count": 2}, {"total_fen": 99}):
        assert case.says("pay", filed, Add(replace(file, **wrong))) == "file_differs", wrong
    assert case.says("pay", filed, Add(replace(file, made_by="amy"))) == "not_you made_by"
    assert case.says("lea", Add(replace(file, made_by="lea"))) == "not_allowed"
    assert case.says("pay", filed, Add(file)) == ""
    assert case.put("pay", "payment_file", file.uid, state="void") == "record_state"
    back = Change(made.uid, {"state": "requested", "file": "", "filed_at": None}, "payment")
    void = Change(file.uid, {"state": "void"}, "payment_file")
    assert case.says("pay", back, void) == ""
    assert case.put("pay", "payment_file", file.uid, state="written") == "record_state"


def test_a_file_is_answered_whatever_the_bank_still_has(case: Case) -> None:
    assert case.approve() == ""
    case.printed()
    made = case.asked()
    file = PaymentFile(new_uid(), "F-1", 1, "pay", count=1, total_fen=100)
    filed = Change(made.uid, {"state": "filed", "file": file.uid, "filed_at": 1}, "payment")
    assert case.says("pay", filed, Add(file)) == ""
    assert case.put("lea", "payment_file", file.uid, state="answered") == "not_allowed"
    assert case.put("pay", "payment_file", file.uid, state="answered") == ""
    assert case.put("pay", "payment_file", file.uid, state="void") == "record_state"


def test_a_line_of_the_register_stands_as_it_was_made_or_is_voided_once(case: Case) -> None:
    line = Print(new_uid(), case.uid, 1, "claim_form", "L1", 0, "amy", "ab" * 32, 1)
    assert case.says("own", Add(replace(line, agent="own"))) == "not_allowed"
    assert case.says("lea", Add(line)) == "not_you agent"
    for told in ({"void_reason": "x"}, {"voided_at": 0}, {"voided_by": "amy"}):
        answer = case.says("amy", Add(replace(line, **told)))
        assert answer == "operation_malformed voided_at", told
    assert case.says("amy", Add(line)) == ""
    void: dict[str, Any] = {"void_reason": "污损", "voided_by": "lea", "voided_at": 1}
    assert case.put("amy", "print", line.uid, **void) == "not_you voided_by"
    assert case.put("own", "print", line.uid, **{**void, "voided_by": "own"}) == "not_allowed"
    for name, nothing in (("void_reason", ""), ("voided_at", None)):
        answer = case.put("lea", "print", line.uid, **{**void, name: nothing})
        assert answer == "operation_malformed void_reason", name
    assert case.put("lea", "print", line.uid, **void) == ""
    assert case.put("lea", "print", line.uid, void_reason="anders") == "print_void"


def test_a_claim_comes_back_as_its_next_version_alone(case: Case) -> None:
    assert case.approve() == ""
    again = {"status": "submitted", "version": 2, **UNAPPROVED}
    for wrong in ({"version": 3}, {"version": 0}, {"status": "approved"}):
        told = case.put("lea", "claim", case.uid, **{**again, **wrong})
        assert told.startswith(("operation_malformed", "value_unknown", "claim_")), (wrong, told)
        assert case.claim.version == 1
    altered = {**again, "claimed_fen": 90}
    assert case.put("lea", "claim", case.uid, **altered) == "not_you submitted_by"
    assert case.put("lea", "claim", case.uid, **altered, submitted_by="lea") == ""
    assert case.approve("boss") == ""
    case.printed()
    made = case.asked()
    third = {**again, "version": 3}
    assert case.put("pay", "payment", made.uid, state="filed", file="f", filed_at=1) == ""
    assert case.put("boss", "claim", case.uid, **third) == "payment_filed"


def test_who_claims_for_another_shows_by_what_right_when_handing_in(case: Case) -> None:
    names = {"sender_name": "赵六", "receiver_name": "王芳"}
    assert case.says("boss", Add(Parcel("p1", "SF1", **names))) == ""
    assert case.says("boss", Add(Ticket("t3", "1-3", AT, parcel="p1"))) == ""
    claim = Claim("c3", "C-3", "t3", AT, created_by="amy", party="receiver", claimant="李强")
    done = {"status": "submitted", "submitted_by": "amy", "submitted_at": AT}
    at_once = replace(claim, uid="c4", number="C-4", **done)
    assert case.says("amy", Add(at_once)) == "claim_authorisation authorisation"
    assert case.says("amy", Add(claim)) == ""
    assert case.put("amy", "claim", "c3", **done) == "claim_authorisation authorisation"
    blank = {"authorisation": " \u3000"}
    assert case.put("amy", "claim", "c3", **done, **blank) == "claim_authorisation authorisation"
    assert case.put("amy", "claim", "c3", authorisation="委托") == ""
    assert case.put("amy", "claim", "c3", **done) == "claim_authorisation_unproven"
    item = EvidenceItem(new_uid(), "c3", "t3", "photo", "照片", 1, made_by="amy")
    proof = replace(item, uid=new_uid(), code="authorisation")
    assert case.says("amy", Add(item), Add(proof)) == ""
    looked: dict[str, Any] = {"decided_by": "amy", "decided_at": 1}
    for one, state, answer in (
        *((item, "waived", "claim_authorisation_unproven"),),
        *((proof, "asked", "claim_authorisation_unproven"), (proof, "waived", "")),
    ):
        assert case.put("amy", "evidence", one.uid, state=state, **looked) == ""
        assert case.put("amy", "claim", "c3", **done) == answer
    assert case.put("amy", "claim", "c3", authorisation="") == ""  # it was handed in
    assert case.put("amy", "claim", "c3", status="draft") == ""
    assert case.put("amy", "claim", "c3", **done) == "claim_authorisation authorisation"


def test_a_claim_begins_at_its_first_version_and_is_paid_by_a_payment(case: Case) -> None:
    later = Claim("c9", "C-9", case.other, AT, created_by="amy", version=2)
    assert case.says("amy", Add(later)) == "operation_malformed version"
    assert case.approve() == ""
    case.printed()
    paid: dict[str, Any] = {"status": "paid", "paid_by": "pay", "paid_at": 1, "payment_ref": "B"}
    assert case.put("pay", "claim", case.uid, **paid) == "record_missing"
    case.asked()
    assert case.put("pay", "claim", case.uid, **paid) == "record_state"
    assert case.claim.status == "printed"


def test_what_was_approved_once_differs_in_another_version_alone(case: Case) -> None:
    assert case.put("amy", "claim", case.uid, claimed_fen=110) == ""
    assert case.approve() == ""
    case.action = "Undo"
    assert case.put("lea", "claim", case.uid, status="submitted", **UNAPPROVED) == ""
    case.action = "Any"
    assert case.put("amy", "claim", case.uid, goods="花瓶") == ""
    assert case.put("amy", "claim", case.uid, claimed_fen=90) == "claim_frozen"
    told = {"claimed_fen": 90, "version": 2, "submitted_by": "amy"}
    assert case.put("amy", "claim", case.uid, **told) == ""


def test_people_whom_the_hub_does_not_know_write_in_their_own_name(case: Case) -> None:
    item = EvidenceItem(new_uid(), case.uid, case.ticket, "photo", "照片", 1, made_by="x")
    assert case.says("y", Add(item)) == "not_you made_by"
    assert case.says("x", Add(item)) == ""
    offer = Offer(new_uid(), case.uid, case.ticket, 1, 50, made_by="x")
    assert case.says("x", Add(offer)) == ""


def test_what_was_paid_comes_back_once_its_own_payment_did(case: Case) -> None:
    assert case.approve() == ""
    case.printed()
    first = case.asked()
    assert case.pay(first, "pay") == ""
    again: dict[str, Any] = {"status": "submitted", **UNAPPROVED, **UNPAID}
    assert case.put("boss", "claim", case.uid, **again, version=2) == "claim_paid"
    back = Change(first.uid, {"state": "reversed", "reason": "退票"}, "payment")
    assert case.says("pay", back, Change(case.uid, {**again, "version": 2}, "claim")) == ""
    assert case.approve() == ""
    case.printed()
    second = case.asked()
    assert case.pay(second, "pay") == ""
    # the first one came back, the second did not
    assert case.put("boss", "claim", case.uid, **again, version=3) == "claim_paid"
    assert case.claim.status == "paid"
