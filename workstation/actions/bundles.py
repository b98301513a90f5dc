"""Claims that are settled together: linked and unlinked, approved and paid in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from workstation.actions.claim_tiers import MOST_BUNDLED
from workstation.actions.claims import ApproveClaim
from workstation.actions.deciding import key_account_of, parcel_of
from workstation.actions.payments import RequestPayment
from workstation.actions.tickets import require
from workstation.domain.bundle import BUNDLED_IN, Bundle, bundle_from
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.payment import LIVE_PAYMENTS, Payment
from workstation.domain.people import Customer, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class BundleClaims:
    """Link claims of one customer, key account or claimant, so that they are settled together.

    With `bundle` they join one that is there.
    """

    claims: tuple[str, ...]
    bundle: str = ""

    def perform(self, work: Work) -> str:
        """Give the bundle's uid.

        Codes: not_found, not_allowed, bundle_few, bundle_full, claim_bundled (it is in another),
        bundle_mixed (they have neither customer, key account nor claimant in common),
        claim_frozen.
        """
        check_may(work.agent, "claim_bundle")
        there = list(_claims(work, self.bundle).claims) if self.bundle else []
        known = {one.uid for one in there}
        joining = [work.get(Claim, uid) for uid in dict.fromkeys(self.claims) if uid not in known]
        if len(there) + len(joining) < 2 or not joining:
            raise Refusal("bundle_few")
        if len(there) + len(joining) > MOST_BUNDLED:
            raise Refusal("bundle_full", most=MOST_BUNDLED)
        for claim in joining:
            _check_open(claim)
            if claim.bundle:
                raise Refusal("claim_bundled", number=claim.number)
        _check_related(work, [*there, *joining])
        uid = self.bundle or new_uid()
        for claim in joining:
            work.keep(claim, replace(claim, bundle=uid))
            _tell(work, claim, "bundled", len(there) + len(joining))
        return uid


@dataclass(frozen=True, slots=True)
class UnbundleClaims:
    """Take claims out of their bundle, with the reason."""

    claims: tuple[str, ...]
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, text_missing, claim_frozen."""
        check_may(work.agent, "claim_bundle")
        reason = require(self.reason, "reason")
        for uid in dict.fromkeys(self.claims):
            claim = work.get(Claim, uid)
            if claim.bundle:
                _check_open(claim)
                work.keep(claim, replace(claim, bundle=""))
                _tell(work, claim, "unbundled", 0, reason)


@dataclass(frozen=True, slots=True)
class ApproveBundle:
    """Approve what is proposed for every claim of a bundle that was handed in, or for none."""

    bundle: str
    reason: str = ""

    def perform(self, work: Work) -> tuple[str, ...]:
        """Give the uids of the claims. Codes: as `ApproveClaim`, and bundle_few (none waits)."""
        waiting = _claims(work, self.bundle).of("submitted")
        if not waiting:
            raise Refusal("bundle_few")
        for claim in waiting:
            ApproveClaim(claim.uid, claim.proposed_fen, self.reason).perform(work)
        return tuple(one.uid for one in waiting)


@dataclass(frozen=True, slots=True)
class RequestBundlePayment:
    """Ask for every approved claim of a bundle to be paid to the one payee that they have.

    Each keeps a payment of its own; in a file for the bank they are one transfer.
    """

    bundle: str

    def perform(self, work: Work) -> tuple[str, ...]:
        """Give the payments' uids. Codes: as `RequestPayment`, bundle_payees (they differ),
        bundle_few (there is nothing to pay).
        """
        approved = _claims(work, self.bundle).of("approved", "printed")
        owed = [one for one in approved if not _asked_for(work, one)]
        if not owed:
            raise Refusal("bundle_few")
        payees = bundle_from(self.bundle, owed).payees
        if len(payees) > 1:
            raise Refusal("bundle_payees", names=tuple(name for name, *_ in payees))
        return tuple(RequestPayment(one.uid).perform(work) for one in owed)


def _claims(work: Work, bundle: str) -> Bundle:
    """The bundle; raises `Refusal("not_found")`."""
    found = work.where(Claim, "bundle=? AND bundle<>''", bundle, limit=MOST_BUNDLED)
    if not found:
        raise Refusal("not_found", kind="bundle", uid=bundle)
    return bundle_from(bundle, found)


def _asked_for(work: Work, claim: Claim) -> bool:
    known = work.where(Payment, "claim=?", claim.uid)
    return any(one.version == claim.version and one.state in LIVE_PAYMENTS for one in known)


def _check_open(claim: Claim) -> None:
    if claim.status not in BUNDLED_IN:
        raise Refusal("claim_frozen", number=claim.number, status=claim.status)


def _check_related(work: Work, claims: Iterable[Claim]) -> None:
    """Raise unless all have a customer, a key account or the claimant in common."""
    known = list(claims)
    if not reduce(frozenset.intersection, (_belongings(work, one) for one in known)):
        raise Refusal("bundle_mixed", numbers=tuple(one.number for one in known))


def _belongings(work: Work, claim: Claim) -> frozenset[tuple[str, str]]:
    ticket = work.find(Ticket, claim.ticket)
    told = {("claimant", claim.claimant.strip())}
    if ticket is not None:
        customer = work.find(Customer, ticket.customer) if ticket.customer else None
        account = key_account_of(work, ticket, parcel_of(work, ticket), customer)
        told |= {("customer", ticket.customer), ("account", account)}
    return frozenset(one for one in told if one[1])


def _tell(work: Work, claim: Claim, event: str, count: int, reason: str = "") -> None:
    data = {"event": event, "claim": claim.uid, "number": claim.number, "count": str(count)}
    work.say(claim.ticket, "claim", reason, data=data)
