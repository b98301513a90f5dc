"""The words of the form come from its file, and mistakes in it are placed."""

from __future__ import annotations

import tomllib

import pytest

import resources
from workstation.domain.claim import CLAIM_KINDS
from workstation.domain.claim_amount import METHODS, STEPS
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import PARTIES
from workstation.printing.wording import Wording, form_wording


def test_every_code_of_the_product_has_words():
    wording = form_wording("claim_form")
    assert set(wording.codes("kinds")) == set(CLAIM_KINDS)
    assert set(PARTIES) <= set(wording.codes("roles"))
    reasons = {"compensation_rule_missing", "claim_fact_missing", "claim_fact_negative"}
    assert {*METHODS, *STEPS} | reasons == set(wording.codes("basis"))


def test_amounts_in_sentences_are_yuan_and_counts_are_not():
    wording = form_wording("claim_form")
    assert wording.sentence("freight_refund", {"freight_fen": 123_456}) == "退还运费 1,234.56 元"
    numbers = {"loss_fen": 1, "freight_fen": 2, "multiple": 7, "cap_fen": 14, "result_fen": 1}
    assert "× 7 ＝" in wording.sentence("freight_multiple", numbers)


def test_a_mistake_in_the_file_is_placed():
    tables = tomllib.loads(resources.read_text("forms/claim_form.zh.toml"))
    del tables["labels"]["waybill"]
    tables["basis"]["total"] = "{nothing}"
    wording = Wording("forms/claim_form.zh.toml", tables)
    with pytest.raises(Refusal) as caught:
        wording.label("waybill")
    assert caught.value.code == "wording_missing"
    assert caught.value.facts == {"file": "forms/claim_form.zh.toml", "place": "labels.waybill"}
    with pytest.raises(Refusal) as caught:
        wording.sentence("total", {"amount_fen": 1})
    assert (caught.value.code, caught.value.facts["place"]) == ("wording_invalid", "basis.total")
    with pytest.raises(Refusal) as caught:
        wording.texts("statement", "clauses")
    assert caught.value.facts["place"] == "statement.clauses"


def test_an_unknown_code_is_printed_as_it_is():
    assert form_wording("claim_form").word("payment_methods", "微信支付") == "微信支付"
