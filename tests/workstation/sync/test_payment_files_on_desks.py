"""Two desks that are away put the same payment into a file each: only one file ever leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workstation.sync.test_claims_on_desks import (
    claim_of,
    codes,
    do,
    exchange,
    printed,
    seats,
    submitted,
)
from tests.workstation.sync.test_rules_on_desks import Seats
from workstation import payment_files
from workstation.actions.claims import ApproveClaim
from workstation.actions.payments import RequestPayment
from workstation.domain.refusal import Refusal
from workstation.payment_files import save_payment_file, write_payment_file

__all__ = ["seats"]


def test_a_file_leaves_only_once_the_hub_took_it_in(
    seats: Seats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amy, lea = seats("amy", "claims"), seats("lea", "leader")
    pay, pip = seats("pay", "claims"), seats("pip", "claims")
    claim = submitted(amy)
    exchange(amy, lea)
    do(lea, ApproveClaim(claim, 150_000, "协商"))
    exchange(lea, pay, pip)
    printed(pay, claim)
    exchange(pay, lea)
    payment = do(lea, RequestPayment(claim))
    exchange(lea, pay, pip)
    assert claim_of(pip, claim).status == "printed"
    folders = [tmp_path / name for name in ("files of pay", "files of pip")]
    for folder in folders:
        folder.mkdir()
    monkeypatch.setattr(payment_files, "_share", lambda _desk: None)  # both are away
    first, second = (
        write_payment_file(desk, (payment,), folder)
        for desk, folder in zip((pay, pip), folders, strict=True)
    )
    assert (first.path, second.path) == (None, None)
    assert first.number != second.number
    with pytest.raises(Refusal) as caught:
        save_payment_file(pay, first.uid, folders[0])
    assert caught.value.code == "file_waiting"
    exchange(pay, pip, pay, pip)
    assert codes(pay) == []
    assert codes(pip) != []
    assert save_payment_file(pay, first.uid, folders[0]).is_file()
    with pytest.raises(Refusal):
        save_payment_file(pip, second.uid, folders[1])
    assert list(folders[1].iterdir()) == []
    (stands,) = [one for one in pip.read.payments_of(claim)]
    assert (stands.state, stands.file) == ("filed", first.uid)
