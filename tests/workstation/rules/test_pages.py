"""docs/rules.md names every fact, event, act and kind of limit there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from workstation.domain.acts import ACTS, PEOPLE
from workstation.domain.automation import EVENTS
from workstation.domain.facts import FACTS
from workstation.domain.limit_rules import CLAIM_KINDS, KINDS, LAYERS, STARTS, STOPS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "rules.md").read_text("utf-8")
WORDS = frozenset(
    PAGE.replace("`", " ").replace(",", " ").replace(".", " ").replace(";", " ").split()
)


@pytest.mark.parametrize(
    "codes",
    [FACTS, EVENTS, ACTS, PEOPLE, KINDS, CLAIM_KINDS, LAYERS, STARTS, STOPS],
    ids=["facts", "events", "acts", "people", "kinds", "claims", "layers", "starts", "stops"],
)
def test_every_code_is_described(codes: tuple[str, ...]) -> None:
    assert [code for code in codes if code not in WORDS] == []
