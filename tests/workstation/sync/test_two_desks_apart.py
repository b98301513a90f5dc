"""Two desks that are away approve, print and pay the same claim: one of each stands afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.workstation.sync.test_claims_on_desks import (
    claim_of,
    codes,
    do,
    exchange,
    records,
    refused,
    submitted,
)
from tests.workstation.sync.test_rules_on_desks import Seats, seats
from workstation.actions.claims import ApproveClaim, PayClaim
from workstation.actions.payments import RequestPayment, WritePaymentFile
from workstation.actions.settling import SettleRefused
from workstation.desk import Desk
from workstation.domain.payment import payment_uid
from workstation.paper_register import RegisterWish, look_through
from workstation.printing.order import PrintedClaim, PrintOrder
from workstation.printing.preview import text_lines
from workstation.serial_account import serial_account

__all__ = ["seats"]


@contextmanager
def away(*desks: Desk) -> Iterator[None]:
    """Without the hub."""
    held = [desk.courier for desk in desks]
    for desk in desks:
        desk.courier = None
    try:
        yield
    finally:
        for desk, courier in zip(desks, held, strict=True):
            desk.courier = courier


def issue(desk: Desk, claim: str, **told: Any) -> PrintedClaim:
    return desk.issue_form(PrintOrder(claim, **told)).result()


def lines(path: Path) -> str:
    return "\n".join(text_lines(path))


def test_approved_printed_and_paid_apart_there_is_one_of_each(seats: Seats) -> None:
    amy, lea, max_ = seats("amy", "claims"), seats("lea", "leader"), seats("max", "admin")
    pay, pip = seats("pay", "claims"), seats("pip", "claims")
    everybody = (amy, lea, max_, pay, pip)
    claim = submitted(amy)
    exchange(*everybody)
    payment = payment_uid(claim, 1)
    with away(lea, max_):
        for desk, fen in ((lea, 150_000), (max_, 140_000)):
            do(desk, ApproveClaim(claim, fen, "协商"))
            made = issue(desk, claim)
            assert (made.pending, made.registered, made.serial) == (True, False, "")
            assert "待确认" in lines(made.path)
            do(desk, RequestPayment(claim))
            waits = "approval_waiting" if desk is max_ else "not_allowed"
            assert refused(desk, WritePaymentFile((payment,), "F", "csv", "0" * 64)) == waits
            assert records(desk, "print") == []
    exchange(lea, max_, *everybody)
    assert (codes(lea), codes(max_)) == ([], ["claim_frozen"])
    assert {claim_of(desk, claim).approved_fen for desk in everybody} == {150_000}
    assert [one.amount_fen for one in records(max_, "payment")] == [150_000]
    assert "待确认" not in lines(issue(lea, claim, kind="save", reason="存档").path)
    exchange(*everybody)
    with away(pay, pip):
        papers = [issue(desk, claim, reason="客户要") for desk in (pay, pip)]
        assert all(made.registered and not made.pending for made in papers)
        for desk, reference in ((pay, "B-1"), (pip, "B-2")):
            do(desk, PayClaim(claim, reference))
    exchange(pay, pip, *everybody)
    assert codes(pay) == []
    assert codes(pip)[-1] in ("claim_paid", "payment_paid")
    for desk in everybody:
        assert (claim_of(desk, claim).status, claim_of(desk, claim).payment_ref) == ("paid", "B-1")
        (stands,) = records(desk, "payment")
        assert (stands.state, stands.reference, stands.amount_fen) == ("paid", "B-1", 150_000)
        held = records(desk, "print")
        assert {one.serial for one in held} == {claim_of(desk, claim).serial}
        assert sorted(one.reprint for one in held) == [0, 1, 1]  # two apart, each its own line
        assert len({one.sha256 for one in held}) == 3
        assert serial_account(desk).whole, serial_account(desk)
    for told in pip.read.refused():
        do(pip, SettleRefused(told.operation, "以先付的为准"))
    assert pip.read.refused() == ()


def approved(seats: Seats) -> tuple[str, tuple[Desk, ...]]:
    """A claim that everybody knows as approved; they are who made it, its leader and two who pay."""
    everybody = (
        seats("amy", "claims"),
        seats("lea", "leader"),
        seats("pay", "claims"),
        seats("pip", "claims"),
    )
    amy, lea = everybody[:2]
    claim = submitted(amy)
    exchange(*everybody)
    do(lea, ApproveClaim(claim, 150_000, "协商"))
    exchange(lea, *everybody)
    return claim, everybody


def test_first_prints_apart_leave_one_number_and_an_account_of_the_other(seats: Seats) -> None:
    claim, everybody = approved(seats)
    pay, pip = everybody[2:]
    with away(pay, pip):
        first, second = (issue(desk, claim) for desk in (pay, pip))
        assert first.serial
        assert second.serial
        assert first.serial != second.serial
        for desk, reference in ((pay, "B-1"), (pip, "B-2")):
            do(desk, PayClaim(claim, reference))
    exchange(pay, pip, *everybody)
    assert codes(pay) == []
    assert codes(pip)
    for desk in everybody:
        assert claim_of(desk, claim).serial == first.serial
        assert [one.serial for one in records(desk, "print")] == [first.serial]
        assert [one.reference for one in records(desk, "payment")] == ["B-1"]
    assert serial_account(pay).whole
    account = serial_account(pip)
    (line,) = [one for one in account.lines if one.serial == second.serial]
    assert (line.state, line.claim) == ("void", claim_of(pip, claim).number)
    assert account.whole
    for told in pip.read.refused():
        do(pip, SettleRefused(told.operation, "以 pay 的付款为准"))
    assert pip.read.refused() == ()
    assert serial_account(pip).whole
    assert serial_account(pip).count("void") == 1


def test_a_paper_whose_form_another_desk_numbered_first_counts_no_more(seats: Seats) -> None:
    claim, everybody = approved(seats)
    pay, pip = everybody[2:]
    with away(pay, pip):
        first, second = (issue(desk, claim) for desk in (pay, pip))
        notices = [issue(desk, claim, form="payment_notice") for desk in (pay, pip)]
    exchange(pay, pip, *everybody)
    assert claim_of(pip, claim).serial == first.serial
    assert {one.serial for one in records(pip, "print")} >= {first.serial, second.serial}
    account = {one.serial: one for one in serial_account(pip).lines}
    for lost, stands in ((second, first), (notices[1], notices[0])):
        line = account[lost.serial]
        assert (line.state, line.claim) == ("void", claim_of(pip, claim).number)
        assert stands.serial in line.told
        told = pip.verify_pdf(lost.path).result()
        assert (told.outcome, told.superseded, told.stands) == ("genuine", "renumbered", False)
    for desk in (pay, pip):
        register = {one.line.serial: one for one in look_through(desk, RegisterWish())}
        for lost, stands in ((second, first), (notices[1], notices[0])):
            assert register[lost.serial].renumbered == stands.serial
            assert register[stands.serial].renumbered == ""
    assert serial_account(pip).whole
    assert {serial_account(pay).count(state) for state in ("void", "missing")} == {0}
