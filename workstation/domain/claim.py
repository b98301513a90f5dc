"""The claim (理赔): a ticket's demand for money, as a record that only moves forward."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal

CLAIM_KINDS: Final = ("loss", "damage", "shortage", "spoilage", "delay", "cod", "other")
CLAIM_STATUSES: Final = (
    "draft",
    "submitted",
    "approved",
    "rejected",
    "printed",
    "paid",
    "withdrawn",
)
#: Claims in these statuses are live: a parcel may have only one of them.
LIVE_CLAIMS: Final = ("draft", "submitted", "approved", "printed")

_MOVES: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"submitted", "withdrawn"}),
    "submitted": frozenset({"approved", "rejected", "draft", "withdrawn"}),
    "approved": frozenset({"printed", "withdrawn"}),
    "printed": frozenset({"paid", "withdrawn"}),
    "rejected": frozenset({"draft"}),
    "paid": frozenset(),
    "withdrawn": frozenset(),
}
#: Under this name `extra` keeps why a claim was made although the parcel was paid for before.
PAID_BEFORE: Final = "paid_before"
#: Under this name `extra` keeps when a claim was taken on: handed in first, or reopened.
ACCEPTED_AT: Final = "accepted_at"
#: Under this name `extra` keeps who wrote the payee last, unless it was who made the claim.
PAYEE_BY: Final = "payee_by"
#: Fields that only serve payment; they may be corrected until the claim is paid, as a next version.
PAYEE: Final = frozenset({"payee", "payee_account", "payee_bank"})
#: How much of the goods is damaged; "" where it does not matter or is not known.
PARTIALS: Final = ("", "total", "partial")
#: What became of a form: printed on paper, saved as a file, or sent to somebody.
PRINT_KINDS: Final = ("print", "save", "send")
#: For whom a form is: the customer (masked), or the file (whole).
PRINT_COPIES: Final = ("customer", "file")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim. All sums are fen; `items` are {"name", "quantity", "value_fen", "loss_fen"}.

    In an item `value_fen` is the price of one piece and `loss_fen` the loss of all its pieces; it
    may also tell "model", "unit", "part" (what of it is damaged) and "proof" (of its value);
    the claim's own `loss_fen` is the sum of its items' losses once it is submitted.
    `proposed_fen` is what the rules compute, `basis` its lines, `approved_fen` what stands
    after approval; from then on the amounts are frozen.

    `version` begins at 1 and is raised when something that an approval froze is changed after
    it: each version is approved, and paid, for itself. `partial` says whether a damage is
    "total" or "partial", `authorisation` by what right somebody else claims for the owner,
    `deductions` are {"what", "amount_fen"}, `earlier_fen` what was paid before, `bundle` links
    claims that are settled together, `agreed_at` is when the claimant agreed.
    """

    uid: str
    number: str
    ticket: str
    created_at: int
    kind: str = "damage"
    status: str = "draft"
    waybill: str = ""
    party: str = "sender"
    claimant: str = ""
    claimant_phone: str = ""
    claimant_id_no: str = ""
    goods: str = ""
    items: tuple[dict[str, object], ...] = ()
    value_fen: int = 0
    insured_fen: int = 0
    freight_fen: int = 0
    loss_fen: int = 0
    claimed_fen: int = 0
    proposed_fen: int = 0
    basis: tuple[dict[str, object], ...] = ()
    rule: str = ""
    approved_fen: int | None = None
    override_reason: str = ""
    description: str = ""
    discovered_at: int | None = None
    evidence: tuple[str, ...] = ()
    payee: str = ""
    payee_account: str = ""
    payee_bank: str = ""
    created_by: str = ""
    submitted_by: str = ""
    submitted_at: int | None = None
    approved_by: str = ""
    approved_at: int | None = None
    rejected_reason: str = ""
    paid_by: str = ""
    paid_at: int | None = None
    payment_ref: str = ""
    serial: str = ""
    prints: int = 0
    extra: dict[str, str] = field(default_factory=dict)
    version: int = 1
    partial: str = ""
    authorisation: str = ""
    salvage_fen: int = 0
    deductions: tuple[dict[str, object], ...] = ()
    earlier_fen: int = 0
    responsible_unit: str = ""
    bundle: str = ""
    agreed_at: int | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """One line of the print register: what form, which copy, by whom, with which bytes.

    `kind` says whether it was printed, saved or sent, `copies` how many sheets of it, `job` in
    which run. A voided copy keeps its line, and its serial is not given again.
    """

    uid: str
    claim: str
    at: int
    form: str
    serial: str
    reprint: int
    agent: str
    sha256: str
    pages: int
    reason: str = ""
    template_version: str = ""
    kind: str = "print"
    copies: int = 1
    copy: str = "file"
    language: str = "zh"
    job: str = ""
    voided_at: int | None = None
    voided_by: str = ""
    void_reason: str = ""


def permitted_claim_moves() -> dict[str, frozenset[str]]:
    """Status -> the statuses that a claim may go to from there."""
    return dict(_MOVES)


def renewed(status: str, version: int, wanted: str, next_version: int) -> bool:
    """Whether an approved, printed or paid claim goes back for approval as its next version."""
    settled = status in ("approved", "printed", "paid")
    return settled and wanted == "submitted" and next_version == version + 1


def check_claim_move(claim: Claim, status: str) -> None:
    """Raise `Refusal` unless the claim may go to `status`."""
    if status not in _MOVES[claim.status]:
        raise Refusal("claim_status", before=claim.status, after=status, number=claim.number)


def counted_fen(claim: Claim) -> int:
    """What a claim comes to within its bundle, in fen: approved, else proposed, else claimed."""
    if claim.status in ("rejected", "withdrawn"):
        return 0
    wanted = claim.proposed_fen or claim.claimed_fen
    return wanted if claim.approved_fen is None else claim.approved_fen


def makers(claim: Claim) -> frozenset[str]:
    """Who may not approve a claim: who made it, handed it in, or wrote its payee last."""
    return frozenset({claim.created_by, claim.submitted_by, claim.extra.get(PAYEE_BY, "")} - {""})


def payee_told(before: Claim, after: Claim, who: str) -> Claim:
    """A corrected claim that knows who wrote its payee."""
    if all(getattr(before, name) == getattr(after, name) for name in PAYEE):
        return after
    extra = {name: text for name, text in after.extra.items() if name != PAYEE_BY}
    signed = {} if who == after.created_by else {PAYEE_BY: who}
    return replace(after, extra={**extra, **signed})


def check_approval(claim: Claim, agent: Agent, amount_fen: int, limit_fen: int) -> None:
    """Raise unless the agent may approve `amount_fen` for this claim (four eyes, tier).

    `limit_fen` is the most that the agent may approve of it, with what others have lent. Codes:
    `claim_amount` (not above zero: such a claim is rejected instead), `claim_own` (one of its
    `makers`), `claim_tier` (above the limit).
    """
    if amount_fen <= 0:
        raise Refusal("claim_amount", amount_fen=amount_fen)
    if agent.uid in makers(claim):
        raise Refusal("claim_own", number=claim.number)
    if amount_fen > limit_fen:
        raise Refusal("claim_tier", limit_fen=limit_fen, amount_fen=amount_fen, role=agent.role)
