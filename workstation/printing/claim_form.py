"""The claim form (理赔申请书): everything that is printed on it, and printing it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workstation.domain.claim_facts import BasisLine
    from workstation.printing.form_facts import FormStep
    from workstation.printing.printed_form import PrintedForm


@dataclass(frozen=True, slots=True)
class FormParty:
    """A person or company on the form; ``role`` is sender, receiver or merchant."""

    role: str
    name: str
    phone: str = ""
    id_no: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class FormItem:
    """One line of the goods table; ``value_fen`` is the value of one piece.

    ``part`` is what of it is damaged, ``proof`` what shows its value.
    """

    name: str
    quantity: int
    value_fen: int
    loss_fen: int
    model: str = ""
    unit: str = "件"
    part: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class FormEvidence:
    """One line of the evidence checklist; ``title`` is printed as it is."""

    title: str
    present: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """Everything on a claim form.

    Sums in fen, weights in grams, times in milliseconds UTC, shown in the time zone ``zone``.
    Texts are printed as given: a copy for a customer is masked by the caller. ``serial`` is None
    until the form has its number; ``reprint`` is 0 for the first copy; ``approved`` says that
    the amount stands. ``kind`` and ``payment_method`` are codes of the wording file or free text.
    With ``substitute_missing`` a character that no font has is printed as 〓 and its code point
    in the remarks; without it such a character stops printing.
    """

    number: str
    waybill: str
    created_at: int
    organisation: str
    applicant: FormParty
    kind: str
    zone: str = "Asia/Shanghai"
    serial: str | None = None
    reprint: int = 0
    approved: bool = False
    sender: FormParty | None = None
    receiver: FormParty | None = None
    carrier: str = ""
    product: str = ""
    goods: str = ""
    posted_at: int | None = None
    weight_g: int | None = None
    freight_fen: int | None = None
    value_fen: int | None = None
    insured_fen: int | None = None
    insurance_fee_fen: int | None = None
    cod_fen: int | None = None
    payment_method: str = ""
    occurred_at: int | None = None
    discovered_at: int | None = None
    packing: str = ""
    signing: str = ""
    description: str = ""
    items: tuple[FormItem, ...] = ()
    loss_fen: int = 0
    claimed_fen: int = 0
    proposed_fen: int | None = None
    approved_fen: int | None = None
    basis: tuple[BasisLine, ...] = ()
    override_reason: str = ""
    rule: str = ""
    evidence: tuple[FormEvidence, ...] = ()
    payee: str = ""
    payee_account: str = ""
    payee_bank: str = ""
    payee_city: str = ""
    office: tuple[FormStep, ...] = ()
    printed_by: str = ""
    printed_at: int | None = None
    remarks: str = ""
    substitute_missing: bool = False


def render_claim_form(form: ClaimForm, target: Path) -> PrintedForm:
    """Write ``form`` to the PDF file ``target``, all or nothing, and say what was written.

    The same form gives the same bytes. Raises ``Refusal('glyph_missing')`` with ``character``
    and ``code_point`` for a character that no font has, and ``OSError`` if the file cannot be
    written.
    """
    from workstation.printing.form_facts import facts_of
    from workstation.printing.render import (
        render_form,
    )  # ReportLab loads only when something prints

    return render_form("claim_form", "zh", facts_of(form), target)
