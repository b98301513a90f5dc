from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui import language
from ui.text import amounts, fields, sync, words
from workstation.domain import claim, conversation, parcel, people, ticket, view
from workstation.domain.pages import SyncState

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("say", "codes"),
    [
        (words.status, ticket.STATUSES),
        (words.group, ticket.GROUPS),
        (words.channel, ticket.CHANNELS),
        (words.party, ticket.PARTIES),
        (words.priority, ticket.PRIORITIES),
        (words.waiting_for, ticket.WAITING_REASONS),
        (words.outcome, ticket.OUTCOMES),
        (words.intensity, (0, 1, 2)),
        (words.rating, (1, 2, 3)),
        (words.delivery, conversation.DELIVERIES[1:]),
        (words.entry_kind, conversation.ENTRY_KINDS),
        (words.role, people.ROLES),
        (words.customer_kind, people.CUSTOMER_KINDS),
        (words.claim_status, claim.CLAIM_STATUSES),
        (words.claim_kind, claim.CLAIM_KINDS),
        (words.category, parcel.CATEGORIES),
        (words.area, parcel.AREAS),
    ],
)
@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_every_code_has_a_word(qapp: QApplication, say, codes, tongue: str) -> None:
    language.install(qapp, tongue)
    said = [say(code) for code in codes]
    language.install(qapp, "en")
    assert not set(said) & {str(code) for code in codes}
    assert len(set(said)) == len(said), "two codes are called the same"
    if tongue == "zh_CN":
        assert all(any("一" <= sign <= "鿿" for sign in word) for word in said)


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert words.status("gone") == "gone"
    assert fields.field("unheard_of") == "unheard_of"


def test_every_built_in_view_has_a_name() -> None:
    for one in view.built_in("a", ticket.GROUPS):
        name = words.view_name(one.code, one.name)
        assert name
        assert ":" not in name
        assert name != one.code
    assert words.view_name("", "Mine own") == "Mine own"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "¥0.00"),
        (140950, "¥1,409.50"),
        (-5, "-¥0.05"),
        (None, ""),
        (100_000_000, "¥1,000,000.00"),
    ],
)
def test_money(fen: int | None, text: str) -> None:
    assert amounts.money(fen) == text


@given(st.integers(-(10**13), 10**13))
def test_money_can_be_read_back(fen: int) -> None:
    told = amounts.money(fen).replace("¥", "").replace(",", "")
    yuan, _, rest = told.lstrip("-").partition(".")
    assert int(yuan) * 100 + int(rest) == abs(fen)


def test_weights_and_sizes() -> None:
    assert [amounts.weight(g) for g in (None, 850, 2350, 12000)] == [
        "",
        "850 g",
        "2.35 kg",
        "12 kg",
    ]
    assert [amounts.file_size(n) for n in (1, 12_300, 3_400_000)] == ["1 kB", "12 kB", "3.4 MB"]


@pytest.mark.parametrize(
    ("state", "text", "icon"),
    [
        (SyncState("alone"), "Not shared", "database"),
        (SyncState("in_step", "x"), "In step", "cloud-check"),
        (SyncState("waiting", "x", waiting=3), "3 waiting", "cloud-upload"),
        (
            SyncState("offline", "x", waiting=2, offline_since=1_763_700_000_000),
            "Offline since 12:40 · 2 waiting",
            "cloud-off",
        ),
        (SyncState("refused", "x", refused=1), "1 refused", "alert-triangle"),
    ],
)
def test_where_the_desk_stands(state: SyncState, text: str, icon: str) -> None:
    assert sync.sync_sentence(state, SHANGHAI) == text
    assert sync.sync_look(state)[0] == icon
