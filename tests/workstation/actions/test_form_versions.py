"""A form is drafted, tried on pages, put in force, and printed from then on."""

from __future__ import annotations

import pypdf
import pytest

from resources import read_text
from tests.workstation.seat import Seat
from workstation.actions.claims import ApproveClaim, EditClaim, MakeClaim, SubmitClaim
from workstation.actions.rules import ActivateRules, DraftSaved, SaveRuleDraft
from workstation.domain.refusal import Refusal
from workstation.rules.editing import set_value

FORM = "forms/claim_form.zh.toml"
TEXT = read_text(FORM)
DAY = 86_400_000


def save(seat: Seat, text: str) -> DraftSaved:
    saved = seat.do(SaveRuleDraft(FORM, text), seat.leader).result
    assert isinstance(saved, DraftSaved)
    return saved


def approved(seat: Seat) -> str:
    ticket = seat.ticket(class_code="safety", subtype="safety.damaged")
    claim = str(seat.do(MakeClaim(ticket.uid)).result)
    sums = {"value_fen": 90_000, "insured_fen": 90_000, "freight_fen": 1_200}
    told = {"claimant": "景德工坊", "description": "瓶口碎裂"}
    seat.do(EditClaim(claim, {**sums, **told, "loss_fen": 90_000, "claimed_fen": 90_000}))
    seat.do(SubmitClaim(claim))
    proposed = seat.claim(claim).proposed_fen
    seat.do(ApproveClaim(claim, proposed), seat.leader)
    return claim


def text_of(path: object) -> str:
    pages = pypdf.PdfReader(str(path)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("region[0].row[0].fields[0].fact", "applicant.nose"), "form_fact_unknown"),
        (("region[0].row[0].fields[0].label", "很长的标签" * 20), "form_text_wide"),
        (("words.page", "第 {page} 页"), "form_lacks_page"),
        (("region[8].least", 290.0), "form_too_tall"),
    ],
)
def test_a_broken_form_is_kept_as_a_draft_and_never_put_in_force(seat: Seat, change, code) -> None:
    saved = save(seat, set_value(TEXT, *change))
    with pytest.raises(Refusal) as caught:
        seat.do(ActivateRules(saved.uid), seat.leader)
    assert caught.value.code == "rules_unsound"
    assert caught.value.facts["mistake"] == code
    assert caught.value.facts["line"]
    assert seat.desk.rules.versions[FORM] == "2026.1"


def test_the_form_in_force_when_it_is_printed_is_used_and_registered(seat: Seat) -> None:
    claim = approved(seat)
    saved = save(seat, set_value(TEXT, "title", "快件索赔书"))
    seat.do(ActivateRules(saved.uid, seat.now + DAY), seat.leader)
    seat.desk.agent = seat.clerk
    before = seat.desk.print_claim(claim).result()
    assert "理赔申请书" in text_of(before.path)
    seat.now += 2 * DAY
    after = seat.desk.print_claim(claim, reason="换版").result()
    text = text_of(after.path)
    assert "快件索赔书" in text
    assert f"版本{saved.version}" in text
    assert "补打1" in text
    versions = [line.template_version for line in seat.desk.read.prints(claim)]
    assert versions == ["2026.1", saved.version]
