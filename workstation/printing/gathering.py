"""What any form of a claim says, gathered from the claim's records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.evidence import EvidenceItem
from workstation.domain.house import House
from workstation.printing.claim_form import ClaimForm
from workstation.printing.form_facts import FormFacts, FormPicture, facts_of
from workstation.printing.form_records import (
    evidence_rows,
    further_values,
    handled,
    house_values,
    paid_until,
    payment_values,
    read_field,
)

#: Columns of a form's rows, and the fields of a record that stand in them.
_OFFER: Final = {
    "at": "at",
    "party": "party",
    "kind": "kind",
    "amount": "amount_fen",
    "answer": "answer",
    "note": "note",
}
_APPROVAL: Final = {
    "at": "at",
    "person": "agent_name",
    "decision": "decision",
    "amount": "amount_fen",
    "reason": "reason",
}


def gather(
    form: ClaimForm,
    claim: Claim,
    *,
    house: House | None = None,
    ticket_number: str = "",
    evidence: Iterable[EvidenceItem] = (),
    offers: Iterable[object] = (),
    approvals: Iterable[object] = (),
    payment: object | None = None,
    pictures: Iterable[FormPicture] = (),
    names: Mapping[str, str] | None = None,
    void: str = "",
    pay_by: int | None = None,
    linked: Iterable[str] = (),
) -> FormFacts:
    """What any form of a claim says.

    `form` is the claim's form (`claim_copy.claim_form_of`). `evidence` are the things that the
    claim needs; what the form lists stands behind them. `pay_by` is the moment until which is paid,
    seven days after it was agreed or approved unless it is given (GB/T 27917, answer to a claim).
    `offers` and `approvals` are the claim's records in the order of time, `payment` the one in
    hand; `names` are those of agents by uid, `linked` the numbers of the claims that are settled
    together with this one. What no record says is taken from the claim's `extra`
    under the fact's name with "_" for the dot, such as ``assessment_place``
    (`domain/claim_extra.py`).
    """
    base = facts_of(form)
    shown = tuple(pictures)
    values = {
        **base.values,
        **house_values(house or House(form.organisation)),
        **further_values(claim, base.amount_fen),
        **payment_values(payment, base.amount_fen, names or {}),
        **paid_until(claim, pay_by),
        "ticket.number": ticket_number,
        "claim.linked": ", ".join(linked),
        "pictures.count": len(shown) or None,
    }
    wanted = sorted(evidence, key=lambda one: (one.position, one.made_at, one.uid))
    lists = {
        **base.lists,
        "evidence": evidence_rows(wanted, base.lists["evidence"]),
        "offers": _rows(offers, _OFFER),
        "approvals": _rows(approvals, _APPROVAL),
    }
    steps = (*base.steps, *handled(payment, names or {}))
    return replace(base, values=values, lists=lists, steps=steps, pictures=shown, void=void)


def _rows(records: Iterable[object], fields: Mapping[str, str]) -> tuple[Mapping[str, object], ...]:
    """Numbered rows of a form: column by column a field of each record."""
    return tuple(
        [
            {"number": number, **{name: read_field(one, of) for name, of in fields.items()}}
            for number, one in enumerate(records, 1)
        ]
    )
