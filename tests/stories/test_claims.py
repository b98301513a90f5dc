"""A vase arrived broken: from the ticket to the printed form, through three people's hands."""

from __future__ import annotations

from pathlib import Path

from tests.stories.conftest import Sit
from tests.stories.person import printed_words
from workstation.profiles import create_profile, embedded_hub


def test_a_claim_is_made_approved_by_another_printed_and_the_reprint_says_so(
    office: Path, second: Path, tmp_path: Path, sit: Sit
) -> None:
    agent = sit(office, "8101")
    agent.open(agent.noted_call(take=True, customer_name=""))
    agent.press("Ctrl+M")
    claims = agent.window.page("claims")
    agent.until(claims.sheet.isVisible)
    claim = agent.desk.read.claim(claims.sheet.claim.uid)
    assert claim is not None
    assert claim.proposed_fen > 0
    assert claims.sheet.amount.capitals.text().startswith("人民币")
    agent.press("Ctrl+Return")
    agent.until(lambda: agent.desk.read.claim(claim.uid).status == "submitted")
    agent.press("Ctrl+Shift+Return", "Return")
    assert agent.desk.read.claim(claim.uid).status == "submitted"
    assert "team leader" in claims.sheet.ask.problem.text()

    leader = sit(second, "8100")
    leader.until(lambda: leader.desk.read.claim(claim.uid) is not None)
    leader.until(lambda: leader.desk.read.claim(claim.uid).status == "submitted")
    leader.come()
    leader.window.open_claim(claim.uid)
    leader.rest()
    leader.press("Ctrl+Shift+Return")
    sheet = leader.window.page("claims").sheet
    leader.until(sheet.ask.isVisible)
    leader.press("Return")
    leader.until(lambda: leader.desk.read.claim(claim.uid).status == "approved")

    third = tmp_path / "third"
    create_profile(third, "join", hub=embedded_hub(office), agent="8204")
    clerk = sit(third, "8204")
    clerk.until(lambda: clerk.desk.read.claim(claim.uid).status == "approved")
    paper = tmp_path / "form.pdf"
    page = clerk.window.page("claims")
    clerk.window.open_claim(claim.uid)
    clerk.rest()
    page.paper.save_to(clerk.desk.read.claim(claim.uid), paper)
    clerk.until(lambda: clerk.desk.read.claim(claim.uid).status == "printed")
    clerk.until(lambda: paper.exists() and paper.read_bytes().rstrip().endswith(b"%%EOF"))
    printed = clerk.desk.read.claim(claim.uid)
    words = printed_words(paper)
    for told in (printed.serial, printed.waybill, "人民币", printed.number):
        assert told in words
    page.paper.save_to(printed, tmp_path / "again.pdf", "客户那份遗失")
    clerk.until(lambda: len(clerk.desk.read.prints(claim.uid)) == 2)
    again = tmp_path / "again.pdf"
    clerk.until(lambda: again.exists() and again.read_bytes().rstrip().endswith(b"%%EOF"))
    assert "补打" in printed_words(again)
    agent.until(lambda: agent.desk.read.claim(claim.uid).status == "printed")
