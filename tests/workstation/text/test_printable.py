"""What the forms' faces can show, known without opening them."""

from __future__ import annotations

import sys

import pytest

from resources import path
from workstation.domain.refusal import Refusal
from workstation.printing.rare_face import unpacked
from workstation.printing.typeface import Typeface
from workstation.text.printable import check_printable, clean, unprintable


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_the_list_agrees_with_the_face(style):
    face = Typeface(path(f"fonts/ClaimSansSC-{style}.ttf")).glyph_of
    rare = Typeface(unpacked()).glyph_of
    for code in range(0x20, sys.maxunicode + 1):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or clean(character) != character:
            continue
        known = face(code) is not None or rare(code) is not None or character in "☐☑"
        assert known == (unprintable(character) == ""), f"U+{code:04X}"


@pytest.mark.parametrize("text", ["김민수", "محمد", "דוד", "สมชาย", "😀", "Łukasz"])
def test_other_writing_is_found_in_order(text):
    found = unprintable(f"王{text}{text}")
    assert found
    assert found[0] in text
    assert len(set(found)) == len(found)


def test_what_the_page_can_show_is_not_found():
    assert unprintable("王䶮 Zoë é\n№ Жук Ω カナ　，。☑\u200d\ufeff⽇") == ""


def test_the_refusal_names_field_and_character():
    check_printable("claimant", "陈𬸚")
    with pytest.raises(Refusal) as caught:
        check_printable("claimant", "陈😀")
    facts = {"field": "claimant", "character": "😀", "code_point": "U+1F600"}
    assert (caught.value.code, caught.value.facts) == ("claim_unprintable", facts)
