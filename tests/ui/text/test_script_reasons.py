"""Why a script is offered, in words: every code has some, and the sentence compares two."""

from itertools import pairwise

from ui.text.script_reasons import AGAINST, REASONS, reason_words, why_first
from workstation.domain.script_rank import FACETS, Moment, ScriptWorth, ahead, own_weights
from workstation.domain.suggest_rules import Weights
from workstation.rules import loading
from workstation.scripts.suggesting import Suggester
from workstation.text.script_search import ScriptIndex

MESSAGES = (
    "快递三天没动了，你们什么态度",
    "杯子碎了要赔",
    "不急，慢慢送",
    "东西都完好，谢谢",
    "where is my parcel",
)


def test_every_reason_has_words():
    scripts = loading.scripts()
    suggester = Suggester(loading.load(), ScriptIndex(scripts))
    moments = (
        Moment("chat", language="zh"),
        Moment(
            *("phone", "safety", "safety.damaged", "damage_loss", "evidence", "receiver", 2),
            language="en",
            wanted=("soothe", "pszm"),
            said=("pszm",),
            recent=("ap",),
            often={"ap": 30},
            favourites=("gdz",),
            facts=frozenset(),
            promised=True,
            worth={"ap": ScriptWorth("ap", 90, 80), "pszm": ScriptWorth("pszm", 90, 2)},
        ),
    )
    for message in MESSAGES:
        for moment in moments:
            found = suggester.choose(message, moment, 60)
            for one, after in pairwise(found):
                assert set(one.reasons) <= REASONS.keys()
                assert set(ahead(one, after)) <= REASONS.keys() | AGAINST.keys()
    sides = {facet[0] for facet in FACETS} | {
        reason for of in own_weights(moments[1], Weights()).values() for reason in of
    }
    assert sides <= REASONS.keys() | {code[1:] for code in AGAINST}


def test_the_sentence_names_the_second_and_what_decides():
    assert why_first(("step", "-said"), "安抚") == (
        "Before “安抚”: for this step, the other was said already."
    )
    assert why_first((), "安抚") == ""
    assert why_first(("step",), "") == ""
    assert reason_words(("unknown", "code", "title", "body")) == ["short code", "in the title"]
