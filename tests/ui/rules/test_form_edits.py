"""A form's template changed part by part: the words go where they belong, all else stays."""

from __future__ import annotations

import tomllib

import pytest

import resources
from ui.rules.form_edits import edit_of
from ui.rules.form_moves import add, add_region, move, moved_to, remove
from ui.rules.form_nodes import Node, find, form_nodes, walk
from workstation.domain.form_reading import template_from
from workstation.domain.form_template import FORMS

AGREEMENT, ASSESSMENT = "settlement_agreement.zh", "damage_assessment.zh"


def text_of(name: str) -> str:
    return resources.read_text(f"forms/{name}.toml")


def nodes(text: str) -> tuple[Node, ...]:
    return form_nodes(tomllib.loads(text))


def node(text: str, place: str) -> Node:
    found = find(nodes(text), place)
    assert found is not None
    return found


def written(text: str, place: str, value: object) -> str:
    """The text once a value was written in the entry at a place."""
    entry = next(one for part in walk(nodes(text)) for one in part.entries if one.place == place)
    return edit_of(entry, value)(text)


def changed_lines(before: str, after: str) -> set[str]:
    return set(after.splitlines()) ^ set(before.splitlines())


@pytest.mark.parametrize("form", FORMS)
def test_all_words_of_a_form_can_be_reached(form: str) -> None:
    text = text_of(f"{form}.zh")
    places = {entry.place for part in walk(nodes(text)) for entry in part.entries}
    template = template_from(tomllib.loads(text))
    assert "title" in places
    assert {f"words.{name}" for name in template.words} <= places
    for region in template.regions:
        assert f"{region.place}.heading" in places
        assert {f"{region.place}.texts[{n}]" for n in range(len(region.texts))} <= places
        for number, row in enumerate(region.rows):
            labels = {
                f"{region.place}.row[{number}].fields[{n}].label" for n in range(len(row.fields))
            }
            assert labels <= places


@pytest.mark.parametrize("form", FORMS)
def test_writing_what_stands_there_alters_nothing(form: str) -> None:
    text = text_of(f"{form}.zh")
    for part in walk(nodes(text)):
        for entry in part.entries:
            if entry.kind in ("line", "text", "fact") and entry.value:
                assert edit_of(entry, entry.value)(text) == text, entry.place


def test_a_wording_is_changed_in_its_place_and_comments_stay() -> None:
    text = text_of(AGREEMENT)
    made = written(text, "region[2].texts[3]", "# 第二条　赔款")
    assert changed_lines(text, made) == {'  "# 第二条　赔偿金额",', '  "# 第二条　赔款",'}
    assert "# “# ”开头的是条目标题" in made


def test_a_label_and_a_fact_are_changed() -> None:
    text = text_of(AGREEMENT)
    made = written(text, "region[0].row[1].fields[1].label", "客服热线")
    made = written(made, "region[0].row[1].fields[1].fact", "house.address")
    field = template_from(tomllib.loads(made)).regions[0].rows[1].fields[1]
    assert (field.label, field.facts) == ("客服热线", ("house.address",))


def test_another_fact_takes_a_format_along_that_does_not_suit_it() -> None:
    text = text_of(ASSESSMENT)
    made = written(text, "region[1].row[0].fields[0].fact", "assessment.place")
    assert template_from(tomllib.loads(made)).regions[1].rows[0].fields[0].format == ""


def test_an_empty_heading_is_taken_out() -> None:
    text = text_of(AGREEMENT)
    made = written(text, "region[0].heading", "")
    assert template_from(tomllib.loads(made)).regions[0].heading == ""
    assert 'heading = "甲方（赔偿方）"' not in made


def test_a_field_is_added_with_the_name_of_its_fact() -> None:
    text = text_of(AGREEMENT)
    part = node(text, "region[1].row[0].fields[0]")
    assert part.adds == ("field", "row")
    made = add(part, "field", "applicant.role", True)(text)
    rows = template_from(tomllib.loads(made)).regions[1].rows
    assert [one.label for one in rows[0].fields] == ["姓名／名称", "申请人身份"]
    below = add(part, "row", "claim.goods", True)(text)
    rows = template_from(tomllib.loads(below)).regions[1].rows
    assert [one.label for one in rows[1].fields] == ["托寄物"]
    last = add(node(text, "region[1]"), "field", "claim.goods", False)(text)
    assert template_from(tomllib.loads(last)).regions[1].rows[-1].fields[0].label == "goods"


def test_a_lone_field_is_moved_and_removed_with_its_row() -> None:
    text = text_of(AGREEMENT)
    part = node(text, "region[0].row[0].fields[0]")
    made = move(part, 1)(text)
    assert template_from(tomllib.loads(made)).regions[0].rows[1].fields[0].label == "名称"
    assert moved_to(part, 1) == "region[0].row[1].fields[0]"
    gone = remove(part)(text)
    assert len(template_from(tomllib.loads(gone)).regions[0].rows) == 2


def test_a_field_among_others_moves_within_its_row() -> None:
    text = text_of(AGREEMENT)
    part = node(text, "region[0].row[1].fields[0]")
    made = move(part, 1)(text)
    labels = [one.label for one in template_from(tomllib.loads(made)).regions[0].rows[1].fields]
    assert labels == ["联系电话", "信用代码"]
    gone = template_from(tomllib.loads(remove(part)(text))).regions[0].rows[1].fields
    assert [one.label for one in gone] == ["联系电话"]


def widths(text: str) -> list[float]:
    return [one.width for one in template_from(tomllib.loads(text)).regions[2].columns]


def test_widths_of_columns_always_add_up() -> None:
    text = text_of(ASSESSMENT)
    made = written(text, "region[2].column[1].width", 40.0)
    assert widths(made)[1:3] == [40.0, 48.5]
    added = add(node(made, "region[2].column[3]"), "column", "loss", True)(made)
    assert len(widths(added)) == 8
    assert sum(widths(added)) == pytest.approx(175)
    assert template_from(tomllib.loads(added)).regions[2].columns[4].label == "损失金额"
    fewer = remove(node(added, "region[2].column[0]"))(added)
    assert len(widths(fewer)) == 7
    assert sum(widths(fewer)) == pytest.approx(175)
    most = written(text, "region[2].column[6].width", 500.0)
    assert min(widths(most)) >= 6
    assert sum(widths(most)) == pytest.approx(175)


def test_widths_of_fields_are_shared_or_even() -> None:
    text = text_of(AGREEMENT)
    place = "region[0].row[1].fields[0].width"
    made = written(text, place, 100.0)
    row = template_from(tomllib.loads(made)).regions[0].rows[1]
    assert [one.width for one in row.fields] == [100.0, 75.0]
    even = written(made, place, 0.0)
    assert even == text


def test_what_a_customers_copy_shows_in_full_is_a_tick() -> None:
    text = text_of(AGREEMENT)
    place = "region[1].row[1].fields[1].open"
    made = written(text, place, True)
    assert template_from(tomllib.loads(made)).regions[1].rows[1].fields[1].open
    assert written(made, place, False) == text


def test_a_region_stands_only_on_one_copy() -> None:
    text = text_of(AGREEMENT)
    made = written(text, "region[0].when", "customer_copy")
    assert template_from(tomllib.loads(made)).regions[0].when == ("customer_copy",)
    assert written(made, "region[0].when", "") == text


@pytest.mark.parametrize("kind", ["grid", "table", "checklist", "paragraphs", "signatures"])
def test_a_new_region_can_be_read_and_goes_where_it_is_wanted(kind: str) -> None:
    text = text_of(AGREEMENT)
    made = add_region(kind, "region[1].row[0]")(text)
    template = template_from(tomllib.loads(made))
    assert template.regions[2].kind == kind
    assert remove(node(made, "region[2]"))(made).count("[[region]]") == text.count("[[region]]")


def test_texts_are_added_moved_and_removed() -> None:
    text = text_of(AGREEMENT)
    part = node(text, "region[2].texts[0]")
    made = add(part, "text", "", True)(text)
    assert template_from(tomllib.loads(made)).regions[2].texts[1] == "…"
    assert remove(node(made, "region[2].texts[1]"))(made) == text
