"""What people do with evidence, offers and payments of claims, and what is true of the money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from workstation.actions import (
    approvals,
    bundles,
    claim_evidence,
    claims,
    offers,
    payments,
    recoveries,
    settlement,
)
from workstation.store.flat import whole

if TYPE_CHECKING:
    from tests.simulator.doing import Doing
    from tests.simulator.world import World


def _some(do: Doing, kind: str, condition: str = "1") -> Any:
    found = do.desk.newest(kind, 6, condition)
    return found[do.pick % len(found)] if found else None


def _want(do: Doing) -> Any:
    claim = do.claim("status='draft'")
    return None if claim is None else claim_evidence.WantEvidence(claim.uid, f"照片 {do.word()}")


def _evidence(do: Doing) -> Any:
    item = _some(do, "evidence")
    if item is None:
        return None
    made = (
        claim_evidence.AskEvidence((item.uid,)),
        claim_evidence.ReceiveEvidence(item.uid),
        claim_evidence.DecideEvidence(item.uid, do.more % 3 > 0, do.word()),
        claim_evidence.WaiveEvidence(item.uid, do.word()),
    )
    return do.mine(do.more, made)


def _offer(do: Doing) -> Any:
    offer = _some(do, "offer", "answer=''")
    if offer is not None and do.more % 3:
        return offers.AnswerOffer(offer.uid, do.mine(do.more, ("accepted", "lapsed")))
    claim = do.claim("status='draft'")
    return None if claim is None else offers.MakeOffer(claim.uid, 100 * (1 + do.more % 50))


def _correct(do: Doing) -> Any:
    claim = do.claim("status IN ('approved','printed')")
    return None if claim is None else claims.EditClaim(claim.uid, {"payee_account": do.word()})


def _reverse(do: Doing) -> Any:
    claim = do.claim("status IN ('approved','printed')")
    return None if claim is None else approvals.ReverseApproval(claim.uid, do.word())


def _ask(do: Doing) -> Any:
    claim = do.claim("status IN ('approved','printed')")
    if claim is None:
        return None
    if not claim.payee_account:
        return claims.EditClaim(claim.uid, {"payee": do.word(), "payee_account": do.word()})
    return payments.RequestPayment(claim.uid)


def _pay(do: Doing) -> Any:
    payment = _some(do, "payment", "state IN ('requested','filed')")
    if payment is None:
        return None
    made = (
        payments.ConfirmPayment(payment.uid, f"付 {do.word()}"),
        payments.ConfirmPayment(payment.uid, f"付 {do.word()}"),
        payments.FailPayment(payment.uid, do.word()),
        payments.WritePaymentFile((payment.uid,), do.word(), "csv", "ab" * 32),
    )
    return do.mine(do.more, made)


def _back(do: Doing) -> Any:
    payment = _some(do, "payment", "state='paid'")
    return None if payment is None else payments.ReversePayment(payment.uid, do.word())


def _recover(do: Doing) -> Any:
    claim = do.claim("status='paid'")
    return None if claim is None else recoveries.RecordRecovery(claim.uid, "sz01", 100)


_BATCH: Final = "批量客户"


def _bundle(do: Doing) -> Any:
    """Claims of one claimant are linked, or join what is linked."""
    found = do.desk.newest("claim", 4, "status IN ('draft','submitted')")
    strange = next((one for one in found if one.claimant != _BATCH), None)
    if strange is not None:
        return claims.EditClaim(strange.uid, {"claimant": _BATCH})
    there = next((one.bundle for one in found if one.bundle), "")
    joining = tuple(one.uid for one in found if not one.bundle)
    return bundles.BundleClaims(joining, there) if joining else None


def _unbundle(do: Doing) -> Any:
    claim = do.claim("bundle<>''")
    return None if claim is None else bundles.UnbundleClaims((claim.uid,), do.word())


def _of_bundle(do: Doing) -> Any:
    claim = do.claim("bundle<>''")
    if claim is None:
        return None
    make = do.mine(do.more, (bundles.ApproveBundle, bundles.RequestBundlePayment))
    return make(claim.bundle)


def _sign(do: Doing) -> Any:
    claim = do.claim("status IN ('approved','printed')")
    return None if claim is None else settlement.NoteSigned(claim.uid)


#: Name -> (how often it is chosen, what it makes).
MONEY: Final[Mapping[str, tuple[int, Callable[[Doing], Any]]]] = {
    "money want": (3, _want),
    "money evidence": (4, _evidence),
    "money offer": (3, _offer),
    "money correct": (2, _correct),
    "money reverse": (2, _reverse),
    "money ask": (6, _ask),
    "money pay": (8, _pay),
    "money back": (2, _back),
    "money recover": (1, _recover),
    "money bundle": (4, _bundle),
    "money unbundle": (1, _unbundle),
    "money of bundle": (4, _of_bundle),
    "money sign": (1, _sign),
}


def money_is_right(world: World, records: Mapping[tuple[str, str], Any]) -> None:
    """Nothing is paid twice, nor by who asked for it; a claim's approval is a second person's."""
    paid: dict[str, str] = {}
    for (kind, uid), row in records.items():
        if row["gone"] or kind not in ("claim", "payment"):
            continue
        facts = whole(kind, row["body"])
        if kind == "payment" and facts["state"] == "paid":
            if facts["confirmed_by"] == facts["requested_by"]:
                raise world.broken("four eyes pay", f"{uid}: {facts}")
            if other := paid.get(facts["claim"]):
                raise world.broken("a claim is paid once", f"{facts['claim']}: {uid} {other}")
            paid[facts["claim"]] = uid
        makers = (facts.get("created_by"), facts.get("submitted_by"))
        if kind == "claim" and facts["approved_by"] and facts["approved_by"] in makers:
            raise world.broken("a second person approves", f"{uid}: {facts}")
