"""The money of a broken vase: lent limits, a second version, the bank's answer, a line that is down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.stories.conftest import Sit
from tests.stories.person import Person
from tests.stories.test_line_down import _back, cut_off, line
from workstation.actions.claims import EditClaim, MakeClaim, SubmitClaim
from workstation.domain.claim import Claim
from workstation.printing.order import PrintOrder
from workstation.profiles import create_profile, embedded_hub

__all__ = ["cut_off", "line"]

VASE = 300_000


def _claimed(person: Person, **facts: Any) -> str:
    """A claim about an insured vase, handed in by whoever noted the call."""
    number = person.noted_call(take=True, customer_name="")
    ticket = person.desk.read.ticket_by_number(number)
    assert ticket is not None
    claim = str(person.desk.do(MakeClaim(ticket.uid, "damage")).result().result)
    item = {"name": "水晶花瓶", "quantity": 1, "value_fen": VASE, "loss_fen": VASE}
    told = {
        "description": "花瓶碎了",
        "items": (item,),
        "insured_fen": VASE,
        "claimed_fen": VASE,
        "payee_account": "6222021234567890128",
        "payee_bank": "工商银行杭州西湖支行",
        **facts,
    }
    made = person.desk.read.claim(claim)
    assert made is not None
    person.desk.do(EditClaim(claim, {**told, "payee": made.claimant})).result()
    person.desk.do(SubmitClaim(claim)).result()
    person.desk.exchange().result()
    person.rest()
    return claim


def _claim(person: Person, uid: str) -> Claim:
    found = person.desk.read.claim(uid)
    assert found is not None
    return found


def _shown(person: Person, uid: str) -> Any:
    """The sheet of a claim, once its money can be seen."""
    person.come()
    person.window.open_claim(uid)
    person.rest()
    sheet = person.window.page("claims").sheet
    sheet.tabs.turn("money")
    person.until(lambda: sheet.money.look is not None and sheet.money.look.claim == uid)
    person.rest()
    return sheet


def _print(person: Person, uid: str) -> None:
    person.desk.exchange().result()
    person.desk.issue_form(PrintOrder(uid)).result()
    person.desk.exchange().result()
    person.rest()
    assert _claim(person, uid).status == "printed"


@pytest.fixture
def clerks(office: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Profiles of two claims specialists beside the first desk."""
    folders = (tmp_path / "clerk", tmp_path / "cashier")
    for folder, agent in zip(folders, ("8105", "8204"), strict=True):
        create_profile(folder, "join", hub=embedded_hub(office), agent=agent)
    return folders


def test_a_lent_limit_a_second_version_and_the_bank_s_answer(
    office: Path, second: Path, clerks: tuple[Path, Path], tmp_path: Path, sit: Sit
) -> None:
    maker = sit(office, "8101")
    uid = _claimed(maker)
    maker.leave()

    # the leader lends the limit
    leader = sit(second, "8100")
    leader.come()
    page = leader.window.page("claims")
    leader.window.open_claims()
    page.home.turn("lending")
    leader.rest()
    clerk_uid = next(one.uid for one in leader.desk.read.agents() if one.work_no == "8105")
    lent = len(page.lending.list.lines())
    page.lending.to.choose(clerk_uid)
    leader.click(page.lending.lend)
    leader.until(lambda: len(page.lending.list.lines()) == lent + 1)
    leader.desk.exchange().result()

    # the clerk approves with it
    clerk = sit(clerks[0], "8105")
    clerk.until(lambda: clerk.desk.read.claim(uid) is not None)
    clerk.until(lambda: clerk.desk.read.delegations(clerk.desk.clock(), clerk_uid))
    sheet = _shown(clerk, uid)
    assert "罗志远" in sheet.money.approval.mine.text()
    clerk.press("Ctrl+Shift+Return")
    clerk.until(sheet.ask.isVisible)
    assert sheet.ask.problem.text() == ""
    clerk.press("Return")
    clerk.until(lambda: _claim(clerk, uid).status == "approved")
    clerk.until(lambda: any("with a lent limit" in one for one in sheet.money.approval.lines()))

    # the account was mistyped: the next version needs approval again
    clerk.desk.exchange().result()
    clerk.desk.do(EditClaim(uid, {"payee_account": "6222021234567890136"})).result()
    clerk.until(lambda: any("Version 2" in one for one in sheet.money.approval.lines()))
    assert (_claim(clerk, uid).version, _claim(clerk, uid).status) == (2, "submitted")
    clerk.press("Ctrl+Shift+Return")
    assert sheet.ask.problem.text() != ""
    clerk.press("Escape")
    clerk.desk.exchange().result()
    leader.until(lambda: _claim(leader, uid).version == 2)
    sheet = _shown(leader, uid)
    assert any("6222021234567890136" in one for one in sheet.money.approval.lines())
    leader.press("Ctrl+Shift+Return")
    leader.until(sheet.ask.isVisible)
    leader.press("Return")
    leader.until(lambda: _claim(leader, uid).status == "approved")
    leader.desk.exchange().result()

    # printed, asked for by the clerk, filed; the clerk cannot confirm it
    clerk.until(lambda: _claim(clerk, uid).status == "approved")
    _print(clerk, uid)
    sheet = _shown(clerk, uid)
    clerk.click(sheet.money.payment.buttons["request"])
    clerk.until(lambda: "confirm" in sheet.money.payment.buttons)
    assert not sheet.money.payment.buttons["confirm"].isEnabled()
    clerk.press("Ctrl+Shift+Y")
    page = clerk.window.page("claims")
    clerk.until(lambda: page.payments.table.rows.rowCount() > 0)
    row = page.payments.table.rows.place_of(clerk.desk.read.payments_of(uid)[-1].uid)
    page.payments.table.rows.tick(row)
    chosen = page.payments.table.chosen()
    assert [one.number for one in chosen] == [f"{_claim(clerk, uid).number}-2"]
    page.payments_acts.write(chosen, tmp_path, "csv")
    clerk.until(lambda: list(tmp_path.glob("FK*.csv")))
    clerk.desk.exchange().result()

    # the cashier takes in what the bank answered
    answer = tmp_path / "回单.csv"
    told = chosen[0]
    answer.write_text(
        "业务编号,收款账号,金额,处理结果,银行流水号\n"
        f"{told.number},6222****0136,{told.amount_fen / 100:.2f},交易成功,20261122-0042\n",
        "gb18030",
    )
    cashier = sit(clerks[1], "8204")
    cashier.until(lambda: cashier.desk.read.payments_of(uid))
    cashier.until(lambda: cashier.desk.read.payments_of(uid)[-1].state == "filed")
    cashier.come()
    cashier.press("Ctrl+Shift+Y")
    page = cashier.window.page("claims")
    page.payments_acts.look_at(answer)
    cashier.until(page.payments.answer.isVisible)
    assert page.payments.answer.record.text() == "Record 1 payments"
    cashier.press("Return")
    cashier.until(lambda: _claim(cashier, uid).status == "paid")
    assert _claim(cashier, uid).payment_ref == "20261122-0042"
    page.payments_acts.look_at(answer)
    cashier.until(lambda: "1 recorded before" in page.payments.answer.told.text())
    cashier.desk.exchange().result()
    leader.until(lambda: _claim(leader, uid).status == "paid")


def test_while_the_line_is_down_an_approval_waits_and_no_file_is_written(
    office: Path, second: Path, line: Any, cut_off: Any, tmp_path: Path, sit: Sit
) -> None:
    maker = sit(office, "8101")
    uid = _claimed(maker)
    maker.leave()
    leader = sit(second, "8100")
    leader.until(lambda: leader.desk.read.claim(uid) is not None)
    leader.until(lambda: _claim(leader, uid).status == "submitted")
    cut_off(leader)
    sheet = _shown(leader, uid)
    leader.press("Ctrl+Shift+Return")
    leader.until(sheet.ask.isVisible)
    leader.press("Return")
    leader.until(lambda: _claim(leader, uid).status == "approved")
    leader.until(lambda: sheet.chip.text == "Not confirmed")
    assert sheet.stage.chip.text == "Not confirmed yet"
    assert "Not confirmed" in sheet.stepper._notes
    leader.until(lambda: sheet.money.approval.chip.text == "Not confirmed yet")
    assert "Not confirmed yet" in sheet.money.payment.told.text()
    leader.click(sheet.money.payment.buttons["request"])
    leader.until(lambda: leader.desk.read.payments_of(uid))
    leader.press("Ctrl+Shift+Y")
    page = leader.window.page("claims")
    leader.until(lambda: page.payments.table.rows.rowCount() > 0)
    payment = leader.desk.read.payments_of(uid)[-1]
    found = next(one for one in page.payments.table.rows.lines() if one.uid == payment.uid)
    assert found.held == "waiting"
    page.payments_acts.write((found,), tmp_path, "xlsx")
    assert "not taken in the approval" in page.payments.problem.text()
    assert list(tmp_path.glob("FK*")) == []

    _back(leader, line)
    leader.until(lambda: leader.desk.read.hub_accepted(uid))
    _print(leader, uid)
    leader.until(
        lambda: any(
            one.uid == payment.uid and not one.held for one in page.payments.table.rows.lines()
        )
    )
    sheet = _shown(leader, uid)
    assert sheet.chip.text == "Printed"
    leader.desk.agent = next(one for one in leader.desk.read.agents() if one.work_no == "8105")
    pending = leader.desk.write_payment_file([payment.uid], tmp_path, "xlsx")
    assert pending.result().path is not None
    assert list(tmp_path.glob("FK*.xlsx"))
