"""The house on papers, as a rule file."""

from __future__ import annotations

import pytest

from workstation.domain.house import House, house_from
from workstation.domain.refusal import Refusal


def test_what_is_not_told_is_empty():
    assert house_from({"format": 1}) == House()


def test_names_and_addresses_come_in_the_language_of_the_form():
    house = house_from(
        {"format": 1, "name": "顺达速运", "name_en": "Shunda Express", "address": "深圳"}
    )
    assert (house.called("zh"), house.called("en")) == ("顺达速运", "Shunda Express")
    assert (house.located("zh"), house.located("en")) == ("深圳", "深圳")


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ({"nmae": "顺达"}, "rule_unknown_key", "nmae"),
        ({"name": 5}, "rule_type", "name"),
        ({"name": "顺" * 201}, "rule_value", "name"),
        ({"phone": "1\n2"}, "rule_value", "phone"),
    ],
)
def test_mistakes_have_their_place(data, code, place):
    with pytest.raises(Refusal) as caught:
        house_from({"format": 1, **data})
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)
