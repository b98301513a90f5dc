"""What a claim keeps beside its fields."""

from __future__ import annotations

import pytest

from workstation.domain.claim_extra import EXTRA, KINDS, check_extra, moment_in, printed
from workstation.domain.form_names import FACTS
from workstation.domain.refusal import Refusal

RIGHT = {
    "assessment_at": "1790000000000",
    "assessment_repair_fen": "12050",
    "assessment_ratio": "partial",
    "settlement_salvage_owner": "house",
    "payee_bank_no": "1025 8400 0012",
    "cost_centre": "华南理赔",
    "remarks": "第一行\n第二行",
}


def test_each_has_a_kind_and_those_of_papers_are_facts_of_forms():
    assert {one.kind for one in EXTRA.values()} <= set(KINDS)
    for name in EXTRA:
        group, _, rest = name.partition("_")
        if group in ("assessment", "settlement"):
            assert f"{group}.{rest.removesuffix('_fen')}" in FACTS, name


def test_what_is_right_passes_and_may_be_taken_away_again():
    check_extra({}, RIGHT)
    check_extra(RIGHT, dict.fromkeys(RIGHT, ""))


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("assessment_plaec", "仓库", "value_unknown"),
        ("assessment_ratio", "half", "value_unknown"),
        ("assessment_at", "昨天", "claim_extra"),
        ("assessment_at", "١٢", "claim_extra"),
        ("assessment_repair_fen", "-5", "claim_extra"),
        ("assessment_repair_fen", "12.5", "claim_extra"),
        ("payee_bank_no", "10x", "claim_extra"),
        ("payee_bank_no", "١٢", "claim_extra"),
        ("cost_centre", "a\nb", "claim_extra"),
        ("settlement_place", "深" * 201, "claim_extra"),
        ("remarks", 5, "claim_extra"),
    ],
)
def test_what_is_wrong_is_refused_by_name(name, value, code):
    with pytest.raises(Refusal) as caught:
        check_extra({}, {name: value})
    assert caught.value.code == code
    assert name in caught.value.facts.values()


def test_figures_of_a_bank_may_have_blanks_and_objections_are_known():
    check_extra({}, {"payee_bank_no": "1025 8400", "appeal_at": "5", "appeal_answered_at": ""})
    with pytest.raises(Refusal, match="claim_extra"):
        check_extra({}, {"appeal_at": "soon"})


def test_what_stood_before_stays():
    check_extra({"of_another_version": "x", "assessment_at": "?"}, {"assessment_at": "?"})


def test_moments_are_read_and_texts_are_listed():
    assert moment_in(RIGHT, "assessment_at") == 1_790_000_000_000
    for text in ("soon", "١٢", "-5", ""):
        assert moment_in({"assessment_at": text}, "assessment_at") is None
    assert dict(printed(RIGHT)).keys() == RIGHT.keys() - {"assessment_at", "assessment_repair_fen"}
