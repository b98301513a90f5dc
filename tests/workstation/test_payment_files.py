"""Files for the bank and its answers at one desk: written, answered, never paid twice."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation.actions.claims import ApproveClaim, EditClaim, MakeClaim, SubmitClaim
from workstation.actions.payments import FailPayment, RequestPayment, VoidPaymentFile
from workstation.bank_answers import look_at_answer, record_answer
from workstation.domain.claim import Claim
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.payment_files import file_bytes, save_payment_file, write_payment_file
from workstation.readers.table import open_table
from workstation.store.work import Work


class Printed:
    """Mark a claim as printed, as its form's printing does."""

    def __init__(self, claim: str) -> None:
        self.claim = claim

    def perform(self, work: Work) -> None:
        from workstation.actions.claims import advance

        advance(work, work.get(Claim, self.claim), "printed")


@pytest.fixture
def payable(seat: Seat) -> tuple[str, ...]:
    """Three claims that were approved, printed and asked to be paid; the last one is unprinted."""
    made = []
    for n in range(3):
        ticket = seat.ticket(take=True)
        claim = str(seat.do(MakeClaim(ticket.uid, "damage")).result)
        facts: dict[str, Any] = {
            "claimant": "王芳",
            "description": "碎了",
            "claimed_fen": 20_000 + n,
            "extra": {"payee_bank_no": "102584000012"},
        }
        items = ({"name": "=碗", "quantity": 1, "value_fen": 20_000, "loss_fen": 20_000},)
        bank = {"payee": "王芳", "payee_account": f"621700{n}", "payee_bank": "建设银行西湖支行"}
        seat.do(EditClaim(claim, {**facts, "items": items, **bank}))
        seat.do(SubmitClaim(claim))
        seat.do(ApproveClaim(claim, 10_000 + n, "协商"), seat.leader)
        if n < 2:
            seat.do(Printed(claim), seat.clerk)
        made.append(str(seat.do(RequestPayment(claim), seat.leader).result))
    return tuple(made)


@pytest.fixture
def cashier(seat: Seat) -> Agent:
    """A second clerk, who sits at the desk."""
    seat.desk.agent = seat.person("Cashier", "claims")
    return seat.desk.agent


def answer(path: Path, *rows: str) -> Path:
    path.write_text(
        "业务编号,收款账号,金额,处理状态,失败原因,银行流水号\n" + "\n".join(rows), "utf-8"
    )
    return path


def number(seat: Seat, payment: str) -> str:
    found = seat.desk.read.payment(payment)
    assert found is not None
    return seat.claim(found.claim).number


def state(seat: Seat, payment: str) -> str:
    found = seat.desk.read.payment(payment)
    assert found is not None
    return found.state


def test_a_file_is_written_as_it_is_entered_and_can_be_saved_again(
    seat: Seat, payable: tuple[str, ...], cashier: Agent, tmp_path: Path
) -> None:
    made = write_payment_file(seat.desk, payable[:2], tmp_path, "csv")
    assert made.path is not None
    assert hashlib.sha256(made.path.read_bytes()).hexdigest() == made.sha256
    rows = list(csv.DictReader(made.path.read_text("utf-8-sig").splitlines()))
    assert [row["金额（元）"] for row in rows] == ["100.00", "100.01"]
    assert (made.count, made.total_fen) == (2, 20_001)
    assert rows[0]["业务编号"] == number(seat, payable[0])
    assert [row["序号"] for row in rows] == ["1", "2"]
    assert rows[0]["用途"] == f"快件理赔款 {number(seat, payable[0])}"
    assert rows[0]["联行号"] == "102584000012"
    made.path.unlink()
    assert save_payment_file(seat.desk, made.uid, tmp_path) == made.path
    seat.do(VoidPaymentFile(made.uid, "选错"), cashier)
    assert [state(seat, one) for one in payable[:2]] == ["requested", "requested"]
    with pytest.raises(Refusal) as caught:
        save_payment_file(seat.desk, made.uid, tmp_path)
    assert caught.value.code == "record_state"
    again = write_payment_file(seat.desk, payable[:1], tmp_path)
    assert again.number != made.number
    assert again.path is not None
    (row,) = open_table(again.path).rows()
    assert row.values["收款账号"] == "6217000"  # an account stays a text


@pytest.mark.parametrize("payee", ["=1+1", "＝1+1", " \n=1+1", "@A1", "＋1"])
def test_no_payee_is_a_formula(seat: Seat, payable: tuple[str, ...], payee: str) -> None:
    payment = seat.desk.read.payment(payable[0])
    assert payment is not None
    pairs = [(replace(payment, payee=payee), seat.claim(payment.claim))]
    told = file_bytes(pairs, "csv").decode("utf-8-sig")
    assert [row["收款人户名"] for row in csv.DictReader(told.splitlines())] == [f"'{payee.strip()}"]


def test_an_unprinted_claim_is_not_filed(
    seat: Seat, payable: tuple[str, ...], cashier: Agent, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as caught:
        write_payment_file(seat.desk, payable, tmp_path)
    assert caught.value.code == "claim_unprinted"
    assert list(tmp_path.glob("*.xlsx")) == []
    assert state(seat, payable[0]) == "requested"


def test_an_answer_settles_each_payment_once(
    seat: Seat, payable: tuple[str, ...], cashier: Agent, tmp_path: Path
) -> None:
    made = write_payment_file(seat.desk, payable[:2], tmp_path, "csv")
    first, second = (number(seat, one) for one in payable[:2])
    file = answer(
        tmp_path / "answer.csv",
        f"{first},6217000,100.00,成功,,R-1",
        f"{second},6217001,100.01,失败,户名不符,",
        "C9-9999,1,5.00,成功,,R-3",
    )
    look = look_at_answer(seat.desk, file)
    assert (look.count("pay"), look.count("fail"), look.amiss) == (1, 1, 1)
    report = record_answer(seat.desk, look.lines)
    assert (report.paid, report.failed, report.refused) == (1, 1, ())
    assert [state(seat, one) for one in payable[:2]] == ["paid", "failed"]
    paid = seat.desk.read.payment(payable[0])
    assert paid is not None
    assert (paid.reference, paid.confirmed_by) == ("R-1", cashier.uid)
    failed = seat.desk.read.payment(payable[1])
    assert failed is not None
    assert failed.reason == "户名不符"
    entered = seat.desk.read.payment_file(made.uid)
    assert entered is not None
    assert entered.state == "answered"

    again = look_at_answer(seat.desk, file)
    assert (again.count("pay", "fail"), again.count("done")) == (0, 2)
    seat.do(RequestPayment(seat.desk.read.payment(payable[1]).claim), seat.leader)  # type: ignore[union-attr]
    write_payment_file(seat.desk, payable[1:2], tmp_path, "csv")
    assert look_at_answer(seat.desk, file).count("pay", "fail") == 0


def test_four_eyes_hold_for_an_answer_too(
    seat: Seat, payable: tuple[str, ...], cashier: Agent, tmp_path: Path
) -> None:
    write_payment_file(seat.desk, payable[:1], tmp_path, "csv")
    file = answer(tmp_path / "answer.csv", f"{number(seat, payable[0])},,,成功,,R-1")
    seat.desk.agent = seat.leader
    report = record_answer(seat.desk, look_at_answer(seat.desk, file).lines)
    assert report.paid == 0
    assert report.refused[0][1].code in ("not_allowed", "claim_own_payment")
    assert state(seat, payable[0]) == "filed"


def test_a_payment_that_came_back_by_hand_closes_its_file(
    seat: Seat, payable: tuple[str, ...], cashier: Agent, tmp_path: Path
) -> None:
    made = write_payment_file(seat.desk, payable[:1], tmp_path)
    seat.do(FailPayment(payable[0], "退票"), cashier)
    entered = seat.desk.read.payment_file(made.uid)
    assert entered is not None
    assert entered.state == "answered"
