"""Who signed a claim, and its numbers: what nobody alters but with the move that it belongs to.

`hub_check_held` in `authority/sql/38_claims.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

from typing import Any, Final

from workstation.domain.claim import PAYEE, PAYEE_BY
from workstation.domain.claim_paper import SERIAL_OF
from workstation.domain.refusal import Refusal
from workstation.sync.merge import same
from workstation.sync.protocol import Facts
from workstation.sync.standing import Standing

#: What approving and paying write down.
SIGNED: Final = (
    *("approved_at", "approved_by", "approved_fen", "override_reason"),
    *("paid_at", "paid_by", "payment_ref"),
)
#: Status -> the field that names who moved a claim there.
_SIGNER: Final = {"approved": "approved_by", "paid": "paid_by"}


def check_signed(item: Standing, before: Facts, who: str) -> None:
    """Raise `claim_frozen` where a signature changes by itself, `not_you` for another's name.

    Who writes the payee signs it, too: so they do not approve it.
    """
    facts, status = item.facts, item.facts["status"]
    told = (facts.get("extra") or {}).get(PAYEE_BY, "")
    if any(not same(before.get(name), facts[name]) for name in PAYEE):
        if told != ("" if who == facts["created_by"] else who):
            raise Refusal("not_you", agent="", field=PAYEE_BY)
    elif told != (before.get("extra") or {}).get(PAYEE_BY, ""):
        raise Refusal("claim_frozen", number=facts["number"], status=status)
    if status == before["status"]:
        if any(not same(before.get(name), facts[name]) for name in SIGNED):
            raise Refusal("claim_frozen", number=facts["number"], status=status)
    elif status in _SIGNER and facts[_SIGNER[status]] != who:
        raise Refusal("not_you", agent="", field=_SIGNER[status])


def numbered(facts: Facts) -> dict[str, Any]:
    """The numbers of a claim's forms."""
    extra = facts.get("extra") or {}
    further = {name: text for name, text in extra.items() if name.startswith(SERIAL_OF)}
    return {**further, "": facts.get("serial", "")}
