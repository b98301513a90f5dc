"""The rules in force at a hub are those of the program, or it says so."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from workstation.domain.people import rights
from workstation.store.kinds import CLASSES
from workstation.sync.authority.compile import (
    compile_rules,
    compiled,
    compiled_differs,
    fingerprint,
)
from workstation.sync.hub import open_hub
from workstation.sync.policy import POLICIES


def test_every_field_and_right_is_compiled() -> None:
    rows = compiled()
    assert {row[0] for row in rows["hub_kind"]} == set(CLASSES)
    assert len(rows["hub_policy"]) == sum(map(len, POLICIES.values()))
    assert {row[0] for row in rows["hub_right"]} == set(rights())


def test_a_hub_tells_the_rules_that_it_judges_by(hub_url: str) -> None:
    hub = open_hub(hub_url)
    assert hub.info().rules == fingerprint()
    hub.close()


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE hub_policy SET policy='last' WHERE field='approved_fen'",
        "INSERT INTO hub_move VALUES ('claim','draft','paid')",
        "DELETE FROM hub_right WHERE act='claim_pay'",
        "UPDATE hub_word SET word=replace(word,'100000,','5,') WHERE list='approval_tier'",
        "DELETE FROM hub_word WHERE list='frozen' AND word='approved_fen'",
        "UPDATE hub_kind SET always=false WHERE kind='claim'",
    ],
)
def test_rules_that_somebody_altered_are_noticed_and_mended(
    postgres_url: str, altered: str
) -> None:
    hub = open_hub(postgres_url)
    with hub._engine.begin() as connection:  # type: ignore[attr-defined]
        assert not compiled_differs(connection)
        connection.execute(text(altered))
        assert compiled_differs(connection)
        compile_rules(connection)
        assert not compiled_differs(connection)
    hub.close()
