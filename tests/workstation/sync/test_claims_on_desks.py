"""Claims on real desks around both hubs: approved, paid and reversed by several people."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workstation.sync.test_rules_on_desks import DAY, Seats, seats
from workstation.actions.approvals import Delegate, ReverseApproval, RevokeDelegation
from workstation.actions.claim_evidence import (
    AskEvidence,
    DecideEvidence,
    ReceiveEvidence,
    WaiveEvidence,
    WantEvidence,
)
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    MakeClaim,
    NumberClaim,
    PayClaim,
    SubmitClaim,
)
from workstation.actions.intake import NewTicket
from workstation.actions.offers import AnswerOffer, MakeOffer
from workstation.actions.payments import (
    ConfirmPayment,
    FailPayment,
    RequestPayment,
    ReversePayment,
    VoidPaymentFile,
    WritePaymentFile,
)
from workstation.actions.prints import RecordPrint
from workstation.actions.recoveries import RecordRecovery, SettleRecovery
from workstation.actions.tickets import TransferTicket
from workstation.actions.undo import Undo
from workstation.desk import Desk
from workstation.domain.claim import Claim
from workstation.domain.refusal import Refusal
from workstation.store.acceptance import accepted
from workstation.store.kinds import codec_of

__all__ = ["seats"]

FACTS: dict[str, Any] = {
    "claimant": "收件人",
    "description": "瓶口碎裂",
    "items": ({"name": "花瓶", "quantity": 1, "value_fen": 300_000, "loss_fen": 200_000},),
    "claimed_fen": 200_000,
    "payee": "收件人",
    "payee_account": "6222021234567890128",
}


def do(desk: Desk, action: Any) -> Any:
    return desk.do(action).result().result


def exchange(*desks: Desk) -> None:
    for _ in range(2):
        for desk in desks:
            desk.exchange().result()


def refused(desk: Desk, action: Any) -> str:
    with pytest.raises(Refusal) as caught:
        do(desk, action)
    return caught.value.code


def codes(desk: Desk) -> list[str]:
    """Why the hub refused this desk's work."""
    rows = desk.read.connection.execute(
        "SELECT code FROM operation WHERE state='refused' ORDER BY n"
    )
    return [code for (code,) in rows]


def records(desk: Desk, kind: str) -> list[Any]:
    coder = codec_of(kind)
    rows = desk.read.connection.execute(f"{coder.select} ORDER BY uid").fetchall()
    return [coder.record(row) for row in rows]


def claim_of(desk: Desk, uid: str) -> Claim:
    found = desk.read.claim(uid)
    assert found is not None
    return found


def submitted(desk: Desk, waybill: str = "SF1234567890123") -> str:
    ticket = do(desk, NewTicket(subject="花瓶破损", body="碎了", waybill=waybill))
    do(desk, TransferTicket(ticket, "cod", "赔付"))  # which everybody sees
    claim = str(do(desk, MakeClaim(ticket, "damage")))
    do(desk, EditClaim(claim, FACTS))
    do(desk, SubmitClaim(claim))
    return claim


def printed(desk: Desk, claim: str) -> None:
    do(desk, NumberClaim(claim))
    do(desk, RecordPrint(claim, "claim_form", "ab" * 32, 1, claim_of(desk, claim).prints, "补打"))


def sound(*desks: Desk) -> None:
    """Nothing waits, nothing was refused, and all desks hold the same records of claims."""
    exchange(*desks)
    for desk in desks:
        assert (desk.sync_state().waiting, codes(desk)) == (0, [])
    for kind in ("claim", "print", "evidence", "offer", "approval", "payment", "payment_file"):
        held = [records(desk, kind) for desk in desks]
        assert all(one == held[0] for one in held), kind


def test_a_claims_whole_life(seats: Seats) -> None:
    amy, lea = seats("amy", "claims"), seats("lea", "leader")
    pay, boss = seats("pay", "claims"), seats("boss", "admin")
    everybody = (amy, lea, pay, boss)
    claim = submitted(amy)
    wanted = [do(amy, WantEvidence(claim, title, why="定损")) for title in ("照片", "发票")]
    do(amy, AskEvidence(tuple(wanted), due_at=amy.clock() + DAY))
    do(amy, ReceiveEvidence(wanted[0]))
    do(amy, DecideEvidence(wanted[0], accepted=True))
    do(amy, WaiveEvidence(wanted[1], "无发票"))
    offer = do(amy, MakeOffer(claim, 50_000))
    do(amy, AnswerOffer(offer, "accepted"))
    assert refused(amy, AnswerOffer(offer, "refused")) == "offer_answered"
    sound(*everybody)
    do(lea, ApproveClaim(claim, 150_000, "协商"))
    assert not accepted(lea.read.connection, claim)
    sound(*everybody)
    assert all(accepted(desk.read.connection, claim) for desk in everybody)
    lines = records(boss, "approval")
    assert sorted(line.decision for line in lines) == ["approved", "requested"]
    assert {line.tier for line in lines if line.decision == "approved"} == {"leader"}
    payment = do(amy, RequestPayment(claim))
    assert refused(amy, RequestPayment(claim)) == "payment_twice"
    sound(*everybody)
    told = WritePaymentFile((payment,), "F-1", "csv", "cd" * 32)
    assert refused(pay, told) == "claim_unprinted"
    printed(lea, claim)
    sound(*everybody)
    file = do(pay, told)
    sound(*everybody)
    assert refused(lea, ReverseApproval(claim, "错")) == "payment_filed"
    do(pay, VoidPaymentFile(file, "格式"))
    file = do(pay, WritePaymentFile((payment,), "F-2", "csv", "cd" * 32))
    do(pay, FailPayment(payment, "账号不符"))
    sound(*everybody)
    do(amy, RequestPayment(claim))
    do(amy, EditClaim(claim, {"payee_account": "6222021234567890129"}))
    assert (claim_of(amy, claim).version, claim_of(amy, claim).status) == (2, "submitted")
    sound(*everybody)
    assert refused(amy, ApproveClaim(claim, 100, "自己")) == "claim_own"
    do(lea, ApproveClaim(claim, 150_000, "协商"))
    printed(lea, claim)
    sound(*everybody)
    second = do(amy, RequestPayment(claim))
    assert refused(amy, ConfirmPayment(second, "B-1")) == "claim_own_payment"
    sound(*everybody)
    do(pay, ConfirmPayment(second, "B-1"))
    sound(*everybody)
    assert claim_of(lea, claim).status == "paid"
    do(boss, ReversePayment(second, "退票"))
    again = claim_of(boss, claim)
    assert (again.version, again.status, again.paid_by) == (3, "submitted", "")
    sound(*everybody)
    do(lea, ApproveClaim(claim, 140_000, "复核"))
    printed(lea, claim)
    sound(*everybody)
    do(pay, PayClaim(claim, "B-2"))
    unit = do(amy, RecordRecovery(claim, "sz01", 140_000, "深圳网点"))
    do(amy, SettleRecovery(unit, "received"))
    sound(*everybody)
    states = sorted((one.version, one.state) for one in records(lea, "payment"))
    assert states == [(1, "cancelled"), (2, "reversed"), (3, "paid")]


def test_a_limit_is_lent_for_a_while(seats: Seats) -> None:
    amy, ben, lea = seats("amy", "claims"), seats("ben", "claims"), seats("lea", "leader")
    claim = submitted(amy)
    exchange(amy, ben, lea)
    assert refused(ben, ApproveClaim(claim, 150_000, "协商")) == "claim_tier"
    now = lea.clock()
    lent = do(lea, Delegate(ben.agent.uid, 500_000, now, now + DAY))
    assert refused(ben, Delegate(amy.agent.uid, 1, now, now + DAY)) == "not_allowed"
    exchange(lea, ben)
    done = ben.do(ApproveClaim(claim, 150_000, "协商")).result()
    sound(amy, ben, lea)
    line = next(one for one in records(lea, "approval") if one.decision == "approved")
    assert (line.delegation, line.tier) == (lent, "leader")
    do(ben, Undo(done.changes.operation))
    sound(amy, ben, lea)
    assert claim_of(lea, claim).status == "submitted"
    do(lea, RevokeDelegation(lent))
    do(ben, ApproveClaim(claim, 150_000, "协商"))  # has not heard of the end
    exchange(lea, ben, amy)
    assert codes(ben) == ["claim_tier"]
    assert claim_of(ben, claim).status == "submitted"


def test_two_desks_approve_print_and_pay_the_same_claim_apart(seats: Seats) -> None:
    amy, lea = seats("amy", "claims"), seats("lea", "leader")
    max_, pay, pip = seats("max", "leader"), seats("pay", "claims"), seats("pip", "claims")
    everybody = (amy, lea, max_, pay, pip)
    claim = submitted(amy)
    exchange(*everybody)
    for desk, fen in ((lea, 150_000), (max_, 140_000)):  # both away
        do(desk, ApproveClaim(claim, fen, "协商"))
        do(desk, RequestPayment(claim))
        assert not accepted(desk.read.connection, claim)
    exchange(lea, max_, *everybody)
    assert (codes(lea), codes(max_)) == ([], ["claim_frozen"])
    stands = [claim_of(desk, claim) for desk in everybody]
    assert all(one == stands[0] for one in stands)
    assert stands[0].approved_fen == 150_000
    assert [one.amount_fen for one in records(max_, "payment")] == [150_000]
    for desk in (pay, pip):
        printed(desk, claim)
        do(desk, PayClaim(claim, f"B-{desk.agent.name}"))
    exchange(pay, pip, *everybody)
    assert codes(pay) == []
    assert codes(pip)[-1] in ("claim_paid", "payment_paid")
    paid = [records(desk, "payment") for desk in everybody]
    assert all(one == paid[0] for one in paid)
    assert [(one.state, one.reference) for one in paid[0]] == [("paid", "B-pay")]
    serials = {one.serial for one in records(pip, "print")}
    assert claim_of(pip, claim).serial in serials
    account = {one.code for one in pip.read.refused()}
    assert account & {"claim_paid", "payment_paid"}
