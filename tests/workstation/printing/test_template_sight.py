"""Where the parts of a form stand on its pages."""

from __future__ import annotations

import pytest

from workstation.domain.form_template import FORMS, Template
from workstation.printing.render import compose, shipped_template
from workstation.printing.template_samples import sample_facts
from workstation.printing.template_sight import Sight, sight


def drawn(form: str, sample: str = "ordinary") -> tuple[Template, Sight]:
    template = shipped_template(form)
    return template, sight(template, sample_facts(sample))


@pytest.mark.parametrize("form", FORMS)
def test_noting_the_places_alters_no_byte(form: str) -> None:
    template, made = drawn(form)
    assert (made.content, made.pages) == compose(template, sample_facts("ordinary"))


@pytest.mark.parametrize("form", FORMS)
def test_all_spots_are_on_the_paper(form: str) -> None:
    for spot in drawn(form, "longest")[1].spots:
        assert spot.left >= 0
        assert spot.left + spot.width <= 595.3
        assert 0 <= spot.top < spot.top + spot.height <= 841.9


def test_fields_columns_texts_and_blocks_are_found() -> None:
    places = {spot.place for spot in drawn("settlement_agreement")[1].spots}
    assert {"title", "words", "region[0].heading", "region[0].row[1].fields[1]"} <= places
    assert {"region[2].texts[0]", "region[4].block[1]"} <= places
    columns = {spot.place for spot in drawn("damage_assessment")[1].spots}
    assert "region[2].column[6]" in columns


def test_fields_of_a_row_stand_beside_each_other() -> None:
    spots = drawn("settlement_agreement")[1].spots
    left, right = (
        next(one for one in spots if one.place == f"region[0].row[1].fields[{number}]")
        for number in (0, 1)
    )
    assert left.top == right.top
    assert left.left + left.width == pytest.approx(right.left)


def test_what_goes_on_overleaf_has_a_spot_on_each_page() -> None:
    spots = drawn("claim_form", "longest")[1].spots
    for place in ("region[2].row[3].fields[0]", "region[3]", "region[3].column[0]"):
        pages = sorted({one.page for one in spots if one.place == place})
        assert len(pages) > 1, place
        assert pages == list(range(pages[0], pages[-1] + 1)), place
