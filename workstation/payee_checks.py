"""What looks odd about a claim's payee as it is typed, with what was paid before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from workstation.domain.payee import PaidBefore, Payee, PayeeWarning

if TYPE_CHECKING:
    from workstation.desk import Reader
    from workstation.domain.claim import Claim

_MOST: Final = 50


def payee_warnings(
    read: Reader, claim: Claim, typed: Mapping[str, str]
) -> tuple[PayeeWarning, ...]:
    """What looks odd; `typed` are payee, payee_account, payee_bank and payee_city as they stand.

    Nothing while no field of the payee is filled in: then it is only missing.
    """
    from workstation.text.payee import check_payee

    names = ("payee", "payee_account", "payee_bank", "payee_city")
    told = {name: typed.get(name, "").strip() for name in names}
    if not (told["payee"] or told["payee_account"]):
        return ()
    payee = Payee(
        told["payee"],
        told["payee_account"],
        told["payee_bank"],
        told["payee_city"],
        claimant=claim.claimant,
        authorised=bool(claim.authorisation),
        amount_fen=claim.approved_fen,
        claimed_fen=claim.claimed_fen,
        approved_fen=claim.approved_fen,
    )
    return check_payee(payee, _before(read, claim.uid, told["payee"], told["payee_account"]))


def _before(read: Reader, claim: str, payee: str, account: str) -> list[PaidBefore]:
    found = []
    for one in read.paid_to(payee, account, _MOST):
        other = read.claim(one.claim) if one.claim != claim else None
        if other is not None:
            found.append(PaidBefore(one.payee, one.account, other.number))
    return found
