"""Sentences, masks and counts."""

from __future__ import annotations

import pytest

from tests.ui.ticket.conftest import Shown
from ui.text.flags import FLAGS, flag_sentence
from ui.ticket.counting import count_words
from ui.ticket.masks import masked_address, masked_email, masked_phone
from ui.ticket.steps import OFFERS
from ui.ticket.telling import tell
from workstation.domain.channel_room import Size
from workstation.domain.conversation import Entry
from workstation.domain.procedure import OFFERS as ALL_OFFERS
from workstation.readers.drafts import FLAG_CODES


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13812345678", "138****5678"),
        ("8613812345678", "86138****5678"),
        ("0755-12343210", "0755-****3210"),
        ("13812345678-1234", "138****5678-****"),
        ("95338", "95338"),
        ("", ""),
    ],
)
def test_a_number_is_masked_but_can_be_told_apart(text: str, masked: str) -> None:
    assert masked_phone(text) == masked


def test_address_and_mail_are_masked() -> None:
    assert masked_address("广东省深圳市南山区科技园路1号") == "广东省深圳市南山区****"
    assert masked_address("somewhere") == "****"
    assert masked_email("dong@example.com") == "d***@example.com"


def test_the_count_beside_the_text_says_what_is_too_much() -> None:
    assert count_words("sms", Size(71, 0, 8, 2)) == ("71 characters · SMS × 2", "faint")
    assert count_words("sms", Size(600, 64, 8, 9)) == (
        "600 characters · SMS × 9 · 64 too many",
        "bad",
    )
    assert count_words("chat", Size(100, 0, 2_000)) == ("", "faint")
    assert count_words("chat", Size(1_900, 0, 2_000)) == ("1900 of 2000 characters", "faint")
    assert count_words("email", Size(9_000), 3) == ("subject: 3 too many", "bad")
    assert count_words("sms", Size(0)) == ("", "faint")


def test_every_flag_of_the_readers_has_a_sentence() -> None:
    assert set(FLAG_CODES) <= set(FLAGS)
    assert flag_sentence("date_unreadable:created_at") == "A date could not be read (Created)"
    assert flag_sentence("of tomorrow") == "of tomorrow"


def test_every_act_that_a_step_may_offer_has_a_command() -> None:
    assert set(OFFERS) == set(ALL_OFFERS)


@pytest.mark.parametrize(
    ("entry", "about"),
    [
        (
            {"kind": "change", "data": {"fields": {"status": ["new", "open"], "owner": ["", ""]}}},
            "Status: New → Open",
        ),
        (
            {"kind": "transfer", "data": {"groups": {"from": "cod", "to": "customs"}}},
            "Transferred from Cash on delivery to Customs",
        ),
        ({"kind": "urge"}, "The customer urges"),
        (
            {"kind": "claim", "data": {"event": "approved", "number": "C7", "amount_fen": "98550"}},
            "Claim C7 approved: ¥985.50",
        ),
        ({"kind": "system", "data": {"event": "attached", "name": "a.png"}}, "Attached a.png"),
        ({"kind": "system", "data": {"event": "never heard of"}}, "never heard of"),
    ],
)
def test_entries_become_sentences(shown: Shown, entry: dict[str, object], about: str) -> None:
    facts: dict[str, object] = {"uid": "1", "ticket": "t", "at": 1, **entry}
    told = tell(Entry(**facts), shown.page.names, {})  # type: ignore[arg-type]
    assert told.about.startswith(about)
