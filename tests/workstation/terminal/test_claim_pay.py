"""`claim pay list|file|import` as a shell meets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.workstation.sync.test_claims_on_desks import FACTS
from tests.workstation.terminal.test_claim_papers import clerk, profile
from workstation.actions.claims import ApproveClaim, EditClaim, MakeClaim, SubmitClaim
from workstation.actions.intake import NewTicket
from workstation.actions.payments import RequestPayment
from workstation.actions.tickets import TransferTicket
from workstation.desk import open_desk
from workstation.printing.order import PrintOrder

__all__ = ["profile"]
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def asked(profile: str) -> str:
    """The number of a claim that a leader approves and asks to be paid, once it is printed."""
    desk = open_desk(Path(profile), start=False)
    try:
        people = desk.read.agents()
        desk.agent = next(one for one in people if one.role == "admin")
        maker = next(one for one in people if one.role == "claims")
        leader = next(one for one in people if one.role == "leader")

        def done(action: Any) -> Any:
            return desk.do(action, agent=maker).result().result

        call = NewTicket("破损", body="瓶口碎裂", waybill="SF1234567890123", even_if_open=True)
        ticket = done(call)
        done(TransferTicket(ticket, "claims", "赔付"))
        made = str(done(MakeClaim(ticket, "damage")))
        done(EditClaim(made, {**FACTS, "payee_account": "62170001", "payee_bank": "建行"}))
        done(SubmitClaim(made))
        desk.exchange().result()
        claim = desk.read.claim(made)
        assert claim is not None
        approve = ApproveClaim(claim.uid, claim.claimed_fen, "协商")
        desk.do(approve, agent=leader).result()
        desk.exchange().result()
        desk.issue_form(PrintOrder(claim.uid)).result()
        desk.do(RequestPayment(claim.uid), agent=leader).result()
        desk.exchange().result()
        return claim.number
    finally:
        desk.close()


def test_a_payment_is_listed_filed_and_answered(
    capsys: Capsys, profile: str, asked: str, tmp_path: Path
) -> None:
    _, told = clerk(capsys, profile, "pay", "list")
    mine = next(one for one in told["payments"] if one["number"].startswith(asked))
    assert (mine["state"], mine["held"]) == ("requested", "")
    code, made = clerk(
        capsys, profile, "pay", "file", asked, "--to", str(tmp_path), "--format", "csv"
    )
    assert (code, made["count"]) == (0, 1)
    assert Path(made["path"]).is_file()
    answer = tmp_path / "answer.csv"
    answer.write_text(f"业务编号,处理结果,流水号\n{mine['number']},成功,R-9\n", "utf-8")
    code, told = clerk(capsys, profile, "pay", "import", str(answer))
    assert (code, told["lines"][0]["verdict"]) == (0, "pay")
    code, told = clerk(capsys, profile, "pay", "import", str(answer), "--record")
    assert (code, told["paid"], told["refused"]) == (0, 1, 0)
    code, told = clerk(capsys, profile, "pay", "import", str(answer), "--record")
    assert (code, told["paid"], told["lines"][0]["verdict"]) == (0, 0, "done")
