"""The file of weights and intents."""

import pytest

from workstation.domain.refusal import Refusal
from workstation.domain.suggest_rules import Weights, suggest_rules_from
from workstation.rules import loading

INTENT = {"code": "urge", "words": ["催一下^3"], "offers": ["urge"]}


def made(**facts):
    return suggest_rules_from({"version": "1", **facts})


def test_what_is_not_written_is_as_usual():
    told = made(weights={"step": 99}, intent=[INTENT], kinds={"soothe": ["soothe"]})
    assert told.weights == Weights(step=99)
    assert [(one.code, round(sure, 2)) for one, sure in told.heard("帮我催一下")] == [("urge", 1.0)]
    assert told.heard("没什么") == []
    assert told.kind_of(("x", "soothe")) == "soothe"
    assert told.kind_of(("x",)) == ""


@pytest.mark.parametrize(
    ("facts", "code", "place"),
    [
        ({"weights": {"colour": 1}}, "rule_unknown_key", "weights.colour"),
        ({"weights": {"step": 501}}, "rule_value", "weights.step"),
        ({"weights": {"step": "60"}}, "rule_type", "weights.step"),
        ({"intent": [{**INTENT, "words": []}]}, "rule_missing", "intent[0].words"),
        ({"intent": [{**INTENT, "offers": []}]}, "rule_missing", "intent[0].offers"),
        ({"intent": [{**INTENT, "mood": 3}]}, "rule_value", "intent[0].mood"),
        ({"intent": [{**INTENT, "words": ["催^x"]}]}, "phrase_unusable", "intent[0].words[0]"),
        ({"intent": [INTENT, INTENT]}, "rule_duplicate", "intent"),
        ({"colour": 1}, "rule_unknown_key", "colour"),
    ],
)
def test_mistakes_name_their_place(facts, code, place):
    with pytest.raises(Refusal) as refused:
        made(**facts)
    assert refused.value.code == code
    assert str(refused.value.facts["place"]).startswith(place)


def test_the_shipped_file_names_what_is_there():
    told = loading.load().suggesting
    scripts = loading.scripts()
    known = {one.code for one in scripts} | {tag for one in scripts for tag in one.tags}
    for one in told.intents:
        assert set(one.offers) | set(one.against) <= known, one.code
    codes = {one.code for one in scripts}
    assert {code for answers in told.answers.values() for code in answers} <= codes
    subtypes = {one.code for one in loading.load().catalogue.subtypes}
    assert told.answers.keys() == subtypes
    assert {code for group in told.related for code in group} <= subtypes
    steps = {step.code for one in loading.load().procedures.values() for step in one.steps}
    assert set(told.first_steps) <= steps
