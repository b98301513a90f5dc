"""What a desk's records bring to its papers: house, evidence, pictures, pages, linked claims."""

from __future__ import annotations

from pathlib import Path

import pypdf

from resources import read_text
from tests.workstation.actions.test_claims import vase
from tests.workstation.picture_making import notes, pdf, photo, saved
from tests.workstation.seat import Seat
from tests.workstation.test_evidence_files import hang
from workstation.actions.bundles import BundleClaims
from workstation.actions.claim_evidence import ReceiveEvidence, WantEvidence
from workstation.actions.claims import EditClaim, MakeClaim
from workstation.actions.rules import ActivateRules, SaveRuleDraft
from workstation.printing.order import PrintOrder
from workstation.rules.editing import set_value

__all__ = ["vase"]
HOUSE = "rules/house.toml"


def shown(seat: Seat, claim: str, form: str, language: str = "zh") -> str:
    """What a form of the claim says, without blanks."""
    path: Path = seat.desk.preview_form(PrintOrder(claim, form, language)).result().path
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


def evidence(seat: Seat, claim: str, content: bytes, name: str) -> str:
    """Hang a file on the claim's ticket and count it in."""
    ticket = seat.read(seat.claim(claim).ticket)
    uid = hang(seat, ticket, seat.desk.take_in(content, name, ticket.uid).result())
    seat.do(EditClaim(claim, {"evidence": (*seat.claim(claim).evidence, uid)}))
    return uid


def test_the_house_is_that_of_the_rules_in_force_in_the_language_of_the_form(seat, vase):
    text = read_text(HOUSE)
    for name, told in (
        ("name", "深圳市顺达速运有限公司"),
        ("name_en", "Shunda Express Co"),
        ("id_no", "91440300MA5DB5678X"),
    ):
        text = set_value(text, name, told)
    before = shown(seat, vase, "settlement_agreement")
    assert seat.desk.settings.organisation in before
    saved_draft = seat.do(SaveRuleDraft(HOUSE, text), seat.leader).result
    seat.do(ActivateRules(saved_draft.uid), seat.leader)
    after = shown(seat, vase, "settlement_agreement")
    assert "名称深圳市顺达速运有限公司" in after
    assert "91440300MA5DB5678X" in after
    assert "ShundaExpressCo" in shown(seat, vase, "settlement_agreement", "en")


def test_pictures_tell_when_they_were_taken_who_sent_them_and_their_check_value(seat, vase):
    told = notes(taken="2026:06:19 14:30:05", offset="+08:00")
    evidence(seat, vase, saved(photo(), exif=told), "外箱.jpg")
    evidence(seat, vase, saved(photo(2)), "内件.jpg")
    page = shown(seat, vase, "evidence_sheet")
    assert "照片1外箱拍摄2026年6月19日14:30（时区按相机）收到2026年" in page
    assert page.count("拍摄20") == 1
    assert page.count("提供Agent") == 2
    for one in seat.detail(seat.claim(vase).ticket).attachments:
        assert f"原件SHA-256{one.sha256[:16]}" in page


def test_each_page_of_a_pdf_is_shown(seat, vase):
    evidence(seat, vase, pdf(3), "发票.pdf")
    page = shown(seat, vase, "evidence_sheet")
    assert [f"发票（{number}/3）" in page for number in (1, 2, 3)] == [True] * 3
    assert "照片张数3" in page


def test_what_the_claim_needs_is_on_the_list_once(seat, vase):
    needed = seat.do(WantEvidence(vase, "价值证明", "value_proof"), seat.clerk).result
    seat.do(WantEvidence(vase, "维修报价单", "repair"), seat.clerk)
    uid = evidence(seat, vase, saved(photo()), "收据照片.jpg")
    seat.do(ReceiveEvidence(str(needed), (uid,)), seat.clerk)
    page = shown(seat, vase, "claim_form")
    assert "☑价值证明" in page
    assert "☐维修报价单" in page
    assert "收据照片" not in page


def test_what_people_told_for_the_papers_and_linked_claims_are_on_them(seat, vase):
    other = seat.ticket(waybill="SF2", class_code="safety", subtype="safety.damaged")
    second = str(seat.do(MakeClaim(other.uid)).result)
    seat.do(EditClaim(second, {"claimant": seat.claim(vase).claimant}))
    seat.do(BundleClaims((vase, second)), seat.clerk)
    extra = {
        "assessment_place": "深圳分拨中心",
        "assessment_ratio": "partial",
        "cost_centre": "华南",
    }
    seat.do(EditClaim(vase, {"extra": {**seat.claim(vase).extra, **extra}}))
    assessment = shown(seat, vase, "damage_assessment")
    assert "深圳分拨中心" in assessment
    assert f"关联理赔单{seat.claim(second).number}" in assessment
    assert "成本中心华南" in shown(seat, vase, "payment_notice")
    assert "关联理赔单" not in shown(seat, second, "settlement_agreement")
