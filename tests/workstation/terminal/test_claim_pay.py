"""`claim pay list|file|import` as a shell meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workstation.terminal.test_claim_papers import clerk, profile
from workstation.actions.claims import ApproveClaim, EditClaim
from workstation.actions.payments import RequestPayment
from workstation.desk import open_desk
from workstation.printing.order import PrintOrder

__all__ = ["profile"]
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def asked(profile: str) -> str:
    """The number of a printed claim whose payment a leader asked for."""
    desk = open_desk(Path(profile), start=False)
    try:
        claim = next(one for one in desk.read.claims(("printed",)) if one.approved_fen)
        people = {one.uid: one for one in desk.read.agents()}
        leader = next(
            one for one in people.values() if one.role == "leader" and one.uid != claim.approved_by
        )
        bank = {"payee": claim.claimant, "payee_account": "62170001", "payee_bank": "建行"}
        if not claim.payee_account:
            desk.do(EditClaim(claim.uid, bank), agent=people[claim.created_by]).result()
            fresh = desk.read.claim(claim.uid)
            assert fresh is not None
            desk.do(ApproveClaim(claim.uid, fresh.proposed_fen), agent=leader).result()
            desk.exchange().result()
            desk.agent = next(one for one in people.values() if one.role == "admin")
            desk.issue_form(PrintOrder(claim.uid, reason="新版")).result()
        desk.do(RequestPayment(claim.uid), agent=leader).result()
        desk.exchange().result()
        found = desk.read.claim(claim.uid)
        assert found is not None
        return found.number
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
