"""Parts of text messages, by the figures that networks and gateways publish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.channel_room import Room
from workstation.text.message_size import message_size, subject_size
from workstation.text.sms import signs_over, sms_size


@pytest.mark.parametrize(
    ("text", "encoding", "length", "parts"),
    [
        ("", "gsm7", 0, 0),
        ("a" * 160, "gsm7", 160, 1),
        ("a" * 161, "gsm7", 161, 2),
        ("a" * 306, "gsm7", 306, 2),
        ("a" * 307, "gsm7", 307, 3),
        ("€" * 80, "gsm7", 160, 1),
        ("€" * 81, "gsm7", 162, 2),
        ("{}[]~|\\^\f", "gsm7", 18, 1),
        ("您" * 70, "ucs2", 70, 1),
        ("您" * 71, "ucs2", 71, 2),
        ("您" * 134, "ucs2", 134, 2),
        ("您" * 135, "ucs2", 135, 3),
        ("a" * 70 + "您", "ucs2", 71, 2),
        ("`" + "a" * 69, "ucs2", 70, 1),  # a grave accent is not in the alphabet
        ("😀" * 35, "ucs2", 70, 1),
        ("😀" * 36, "ucs2", 72, 2),
    ],
)
def test_published_sizes(text: str, encoding: str, length: int, parts: int) -> None:
    size = sms_size(text)
    assert (size.encoding, size.length, size.parts) == (encoding, length, parts)


def test_a_sign_of_two_places_is_never_parted() -> None:
    """152 letters, then signs of two places: the last place of the first part stays empty."""
    assert sms_size("a" * 152 + "€" * 77).parts == 3
    assert sms_size("a" * 153 + "€" * 76).parts == 2
    assert sms_size("您" * 66 + "😀" * 34).parts == 3
    assert sms_size("您" * 67 + "😀" * 33).parts == 2


def test_the_carriers_sign_counts() -> None:
    assert sms_size("您" * 63, "【顺达售后】").parts == 1
    assert sms_size("您" * 65, "【顺达售后】").parts == 2
    assert sms_size("a" * 150, "[Aftercare]").length == 163
    assert sms_size("hello", "【A】").encoding == "ucs2"


@given(st.text(max_size=700), st.sampled_from(["", "【售后】"]), st.integers(1, 4))
def test_what_is_cut_off_by_the_told_number_fits(text: str, signature: str, most: int) -> None:
    over = signs_over(text, signature, most)
    kept = text[: len(text) - over]
    assert sms_size(kept, signature).parts <= most
    if over:
        assert sms_size(text[: len(kept) + 1], signature).parts > most


def test_room_of_the_channels() -> None:
    room = Room(sms_parts=2, signature="", chat=10, subject=5)
    assert message_size("sms", "您" * 134, room).fits
    assert message_size("sms", "您" * 140, room).over == 6
    assert message_size("chat", "a" * 12, room).over == 2
    assert message_size("email", "a" * 90_000, room).fits
    assert subject_size("subject", room).over == 2
    assert message_size("sms", "您" * 2_000, Room(sms_parts=0)).fits


@given(st.text(max_size=400))
def test_more_words_never_take_fewer_parts(text: str) -> None:
    assert sms_size(text).parts <= sms_size(text + "好").parts
