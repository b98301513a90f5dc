"""A template with a mistake is told by place, and never put in force."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from resources import path, read_text
from workstation.printing.template_check import check_template, preview_template
from workstation.rules import loading
from workstation.rules.files import Folder, Overlaid

SHIPPED = sorted(file.name for file in path("forms").glob("*.toml"))
Data = dict[str, Any]


def data_of(name: str = "claim_form.zh") -> Data:
    return tomllib.loads(read_text(f"forms/{name}.toml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_forms_have_no_mistake(name):
    assert check_template(tomllib.loads(read_text(f"forms/{name}"))) == ()


def first_field(data: Data) -> Data:
    return data["region"][0]["row"][0]["fields"][0]


def without(kind: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data["region"] = [one for one in data["region"] if one["kind"] != kind]

    return change


MISTAKES: list[tuple[Callable[[Data], object], str, str]] = [
    (lambda d: first_field(d).update(fact="claim.nonsense"), "form_fact_unknown",
     "region[0].row[0].fields[0].fact"),
    (lambda d: first_field(d).update(format="money"), "form_format",
     "region[0].row[0].fields[0].fact"),
    (lambda d: first_field(d).update(colour="red"), "rule_unknown_key",
     "region[0].row[0].fields[0].colour"),
    (lambda d: first_field(d).update(label="姓" * 40), "form_text_wide",
     "region[0].row[0].fields[0].label"),
    (lambda d: first_field(d).update(label="名字😀"), "form_glyph",
     "region[0].row[0].fields[0].label"),
    (lambda d: first_field(d).update(width=200), "form_widths", "region[0].row[0].fields"),
    (lambda d: d["region"][3]["column"][1].update(width=50.0), "form_widths", "region[3].column"),
    (lambda d: d["region"][3]["column"][1].update(fact="colour"), "form_fact_unknown",
     "region[3].column[1].fact"),
    (lambda d: d["region"][0].update(heading="一" * 80), "form_text_wide", "region[0].heading"),
    (lambda d: d["region"][0].update(when="weather"), "form_fact_unknown", "region[0].when"),
    (lambda d: d["region"][0].update(kind="poem"), "rule_value", "region[0].kind"),
    (lambda d: d.update(head=["{claim.number"]), "form_braces", "head[0]"),
    (lambda d: d.update(head=["{claim.number:money}"]), "form_format", "head[0]"),
    (lambda d: d.update(form="poem"), "rule_value", "form"),
    (lambda d: d.update(language="fr"), "rule_value", "language"),
    (lambda d: d.update(valid_from="gestern"), "rule_value", "valid_from"),
    (lambda d: d.update(title="表" * 60), "form_text_wide", "title"),
    (lambda d: d["paper"].update(left=2.0), "form_margin", "paper.left"),
    (lambda d: d["paper"].update(width=195.0), "form_margin", "paper.width"),
    (lambda d: d["paper"].update(first_top=10.0), "form_margin", "paper.first_top"),
    (lambda d: d["words"].update(page="第 {page} 页"), "form_lacks_page", "words.page"),
    (lambda d: d["words"].update(reprint="补打"), "form_lacks_page", "words.reprint"),
    (lambda d: d["words"].pop("void"), "rule_missing", "words.void"),
    (without("signatures"), "form_lacks_region", "region"),
    (without("office"), "form_lacks_region", "region"),
    (without("grid"), "form_lacks_fact", "region"),
    (lambda d: d["region"][4]["row"][3]["fields"][0].update(format="money"), "form_lacks_words",
     "region"),
    (lambda d: d["region"][8].update(least=280.0), "form_too_tall", "region[8]"),
    (lambda d: d["region"][9].update(least=300.0), "form_too_tall", "region[9]"),
    (lambda d: d["region"][9].update(words="nobody"), "rule_reference", "region[9].words"),
    (lambda d: d["sentences"].update(total="{nothing_fen}"), "form_unusable", "sentences.total"),
]  # fmt: skip


#: A case's name must not tell where its function lies in memory.
_NAMES = [f"{number}-{code}-{place}" for number, (_, code, place) in enumerate(MISTAKES)]


@pytest.mark.parametrize(("change", "code", "place"), MISTAKES, ids=_NAMES)
def test_a_mistake_is_told_with_its_place(change, code, place):
    data = data_of()
    change(data)
    found = {(one.code, one.facts["place"]) for one in check_template(data)}
    assert (code, place) in found, found


def test_several_mistakes_are_told_together():
    data = data_of()
    first_field(data)["fact"] = "x.y"
    data["form"] = "poem"
    del data["words"]["page"]
    assert len(check_template(data)) >= 3


@pytest.mark.parametrize("value", [7, "x", [], {}, [7], [[]], {"x": {}}, -1, 10**30, None])
@pytest.mark.parametrize(
    "key", ["region", "words", "paper", "choices", "head", "title", "sentences"]
)
def test_whatever_stands_in_a_file_is_refused_with_a_place(key, value):
    data = {**data_of(), key: value}
    assert all("place" in one.facts for one in check_template(data))


def test_broken_forms_are_found_among_the_rules_and_sound_ones_are_not():
    folder = Folder(path("rules").parent)
    text = read_text("forms/claim_form.zh.toml")
    wide = text.replace('label = "姓名／名称"', f'label = "{"姓" * 40}"')
    lost = text.replace('fact = "applicant.name"', 'fact = "applicant.nose"')
    file = "forms/claim_form.zh.toml"
    for changed, code in ((wide, "form_text_wide"), (lost, "form_fact_unknown")):
        (found,) = loading.check_source(Overlaid(folder, {file: changed}))
        assert (found.file, found.code) == (file, code)
        assert found.line == text[: text.index("姓名／名称")].count("\n") + 1
        assert found.message_zh
    sound = text.replace('version = "2026.1"', 'version = "2026.2"').replace("姓名／名称", "姓名")
    assert loading.check_source(Overlaid(folder, {file: sound})) == ()


def test_the_rules_in_force_carry_the_forms():
    assert {template.file.partition("/")[2] for template in loading.load().forms} == set(SHIPPED)


def test_a_draft_can_be_looked_at_before_it_is_sound(tmp_path):
    data = data_of()
    first_field(data)["label"] = "很长的标签" * 12
    assert check_template(data)
    for sample in ("empty", "ordinary", "longest", "rarest"):
        target = tmp_path / f"{sample}.pdf"
        assert preview_template(data, target, sample, "customer") >= 1
        assert target.read_bytes().startswith(b"%PDF")
