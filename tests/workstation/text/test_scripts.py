"""The shipped scripts, and scripts of a folder."""

import pytest

from workstation.domain.refusal import Refusal
from workstation.domain.script import FACTS
from workstation.domain.script_rank import Moment
from workstation.rules.loading import load
from workstation.text.asking import fill
from workstation.text.blanks import raw_placeholders
from workstation.text.script_library import check_scripts, load_scripts
from workstation.text.script_search import ScriptIndex


def filled():
    facts = {}
    for name in FACTS:
        part, _, key = name.partition(".")
        if key:
            facts.setdefault(part, {})[key] = "事实"
        else:
            facts[part] = "今天"
    return facts


@pytest.fixture(scope="module")
def index():
    return ScriptIndex(load_scripts())


def test_the_shipped_scripts_are_whole():
    assert len(load_scripts()) >= 30
    assert check_scripts() == ()


def test_every_shipped_script_fills_without_a_blank():
    scripts = load_scripts()
    parts = {script.code: script for script in scripts if script.snippet}
    for script in scripts:
        values = {f"ask.{ask.name}": "所问的内容" for ask in script.asks}
        for channel in script.channels or ("phone",):
            done = fill(script, filled(), values, channel, snippets=parts)
            assert done.ready, script.code
            assert raw_placeholders(done.text) == (), script.code
            body = script.body_for(channel)
            bare = fill(script, {}, {}, channel, snippets=parts)
            assert not bare.ready or "{{" not in body or "{% if" in body, script.code


def test_classes_groups_and_steps_are_those_of_the_rules():
    rules = load()
    classes = {item.code for item in rules.catalogue.classes}
    classes |= {item.code for item in rules.catalogue.subtypes}
    groups = {group.code for group in rules.groups}
    steps = {step.code for procedure in rules.procedures.values() for step in procedure.steps}
    for script in load_scripts():
        assert set(script.classes) <= classes, script.code
        assert set(script.groups) <= groups, script.code
        assert set(script.steps) <= steps, script.code


def test_what_procedures_prefer_exists():
    known = {script.code for script in load_scripts()}
    known |= {tag for script in load_scripts() for tag in script.tags}
    for procedure in load().procedures.values():
        for step in procedure.steps:
            assert set(step.scripts) <= known, (procedure.code, step.code)


def test_found_by_code_title_body_and_initials(index):
    assert index.search("：：pszm")[0].script.code == "pszm"
    assert index.search("::PSZM")[0].script.code == "pszm"
    assert index.search("当面验货")[0].script.code == "dmyh"
    assert "sscs" in [ranked.script.code for ranked in index.search("12305")]
    assert index.search("rsgz")[0].reasons[0] == "pinyin"
    assert index.search("没有这样的话") == ()
    assert len(index.search("", limit=3)) == 3


@pytest.mark.parametrize(
    ("moment", "best"),
    [
        (
            Moment("phone", "safety", "safety.damaged", "damage_loss", "evidence", "receiver"),
            "pszm",
        ),
        (Moment("phone", "request", "request.forward", "seasonal", "ask_sender", "sender"), "zjty"),
        (Moment("phone", "service", "service.cod_amount", "cod", "amount_check"), "dsje"),
        (Moment("phone", "safety", "safety.lost", "claims", "documents_pending"), "lpcl"),
        (Moment("phone", "timeliness", "timeliness.customs_hold", "customs", "tax_due"), "gwsf"),
    ],
)
def test_the_right_words_for_the_moment_stand_first(index, moment, best):
    assert index.search("", moment)[0].script.code == best


def test_mistakes_in_a_folder_name_the_file(tmp_path):
    (tmp_path / "a.toml").write_text(
        'version = "1"\n[[script]]\ncode = "a"\ntitle = "t"\n', "utf-8"
    )
    with pytest.raises(Refusal) as refused:
        load_scripts(tmp_path)
    assert refused.value.facts["file"] == "a.toml"
    assert refused.value.facts["place"] == "script[0].body"
    (tmp_path / "a.toml").write_text("version = \n", "utf-8")
    assert check_scripts(tmp_path)[0].code == "rule_syntax"


def test_bad_templates_and_unknown_facts_are_found(tmp_path):
    (tmp_path / "a.toml").write_text(
        'version = "1"\n[[script]]\ncode = "a"\ntitle = "t"\nbody = "{{ nobody.name }}"\n'
        '[[script]]\ncode = "b"\ntitle = "t"\nbody = "{{ x"\n',
        "utf-8",
    )
    problems = check_scripts(tmp_path)
    assert [problem.code for problem in problems] == ["script_fact_unknown", "template_invalid"]
    assert problems[0].facts == {"script": "a", "fact": "nobody.name"}
