"""The words of the claim form come from its file, and mistakes in it are placed."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

import resources
from tests.workstation.printing.forms import ordinary
from workstation.claim_sentences import SENTENCES, explained
from workstation.domain.claim import CLAIM_KINDS
from workstation.domain.claim_amount import METHODS, STEPS, BasisLine, Source
from workstation.domain.form_reading import template_from
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import PARTIES
from workstation.printing.form_facts import facts_of
from workstation.printing.form_values import Writer
from workstation.printing.render import shipped_template


def writer(*lines: BasisLine) -> Writer:
    return Writer(shipped_template("claim_form"), facts_of(replace(ordinary(), basis=lines)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_of_the_product_has_words(language):
    template = shipped_template("claim_form", language)
    assert set(template.choices["kinds"]) == set(CLAIM_KINDS)
    assert set(PARTIES) <= set(template.choices["roles"])
    reasons = {"compensation_rule_missing", "claim_fact_missing", "claim_fact_negative"}
    assert reasons <= set(template.sentences)
    assert set(METHODS) | set(STEPS) <= set(template.sentences) | set(SENTENCES)


def test_amounts_in_sentences_are_yuan_and_counts_are_not():
    numbers = {"loss_fen": 1, "freight_fen": 2, "multiple": 7, "cap_fen": 14, "result_fen": 1}
    lines = [
        BasisLine("freight_refund", (("freight_fen", 123_456),), Source("")),
        BasisLine("freight_multiple", tuple(numbers.items()), Source("")),
    ]
    first, second = writer(*lines).basis()
    assert first == "1．退还运费 1,234.56 元"
    assert "× 7 ＝" in second


def test_a_mistake_in_the_file_is_placed():
    tables = tomllib.loads(resources.read_text("forms/claim_form.zh.toml"))
    del tables["words"]["waybill"]
    with pytest.raises(Refusal) as caught:
        template_from(tables)
    assert (caught.value.code, caught.value.facts["place"]) == ("rule_missing", "words.waybill")


def test_a_sentence_that_cannot_be_written_is_refused_by_place():
    with pytest.raises(Refusal) as caught:
        list(writer(BasisLine("total", (), Source(""))).basis())
    assert caught.value.code == "wording_invalid"
    assert caught.value.facts["place"] == "sentences.total"
    assert caught.value.facts["file"] == "forms/claim_form.zh.toml"


def test_steps_that_the_template_has_no_words_for_are_told_in_the_product_s():
    line = BasisLine("minimum", (("minimum_fen", 500),), Source("某条例", "第一条", "2025-01-01"))
    bare = replace(shipped_template("claim_form"), sentences={})
    facts = facts_of(replace(ordinary(), basis=(line,)))
    assert list(Writer(bare, facts).basis()) == [
        f"1．{explained(line, 'zh')}",
        "依据：《某条例》第一条（2025-01-01）",
    ]


def test_an_unknown_code_is_printed_as_it_is():
    assert shipped_template("claim_form").word("payment_methods", "微信支付") == "微信支付"
