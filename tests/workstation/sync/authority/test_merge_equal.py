"""PostgreSQL's functions and the program's own decide alike, whatever they are told."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.workstation.sync.authority.triples import triples
from workstation.domain.refusal import Refusal
from workstation.store.kinds import CLASSES
from workstation.sync.merge import merge_record
from workstation.sync.policy import POLICIES, policy_of

_TRY = """
CREATE FUNCTION pg_temp.tried(t jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    code text;
    facts text;
BEGIN
    RETURN hub_merge(t ->> 'kind', t ->> 'uid', t -> 'stands', t -> 'change', t ->> 'action',
                     t -> 'authors');
EXCEPTION WHEN SQLSTATE 'AC000' THEN
    GET STACKED DIAGNOSTICS code = MESSAGE_TEXT, facts = PG_EXCEPTION_DETAIL;
    RETURN jsonb_build_object('code', code, 'facts', facts::jsonb);
END
$$
"""
_ALL = """
SELECT jsonb_agg(pg_temp.tried(t.value) ORDER BY t.place)
  FROM jsonb_array_elements(%s) WITH ORDINALITY t (value, place)
"""


def _here(told: dict[str, Any]) -> dict[str, Any]:
    try:
        merged = merge_record(
            told["kind"],
            told["uid"],
            told["stands"],
            told["change"],
            action=told["action"],
            authors=told["authors"],
        )
    except Refusal as refusal:
        return {"code": refusal.code, "facts": refusal.facts}
    return {"fields": merged.fields, "notes": [note.told() for note in merged.notes]}


def _there(url: str, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with psycopg.connect(url) as connection:
        connection.execute(_TRY)
        for start in range(0, len(told), 1_000):
            row = connection.execute(_ALL, [Jsonb(told[start : start + 1_000])]).fetchone()
            assert row is not None
            found += row[0]
    return found


def test_ten_thousand_merges_come_out_alike(postgres_url: str) -> None:
    told = triples(20_261_122, 10_000)
    here = [json.loads(json.dumps(_here(item))) for item in told]
    for item, ours, theirs in zip(told, here, _there(postgres_url, told), strict=True):
        assert _plain(theirs) == _plain(ours), item
    _covered(told, here)


def _plain(value: Any) -> Any:
    """A value in which true is not 1."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _covered(told: list[dict[str, Any]], outcomes: list[dict[str, Any]]) -> None:
    """All fields of all kinds were changed, and everything that can come out did."""
    changed = {(item["kind"], name) for item in told for name in item["change"]["set"]}
    assert changed >= {(kind, name) for kind in CLASSES for name in POLICIES[kind]}
    policies = Counter(policy_of(kind, name) for kind, name in changed)
    assert set(policies) == {rule for rules in POLICIES.values() for rule in rules.values()}
    hows = {note["how"] for outcome in outcomes for note in outcome.get("notes", ())}
    assert hows == {"counted", "joined", "kept", "conflict"}
    assert {outcome["code"] for outcome in outcomes if "code" in outcome} == {
        "changed_meanwhile",
        "claim_frozen",
        "claim_paid",
        "claim_status",
        "group_changed",
        "operation_malformed",
        "reopened_meanwhile",
        "status_forbidden",
        "status_unknown",
        "ticket_owned",
        "value_unknown",
    }


@pytest.mark.parametrize("field", ["subject", "urged", "tags", "extra", "status"])
def test_each_table_of_rules_counts(postgres_url: str, field: str) -> None:
    """The functions read the compiled rules: another rule gives another outcome."""
    told = [
        item
        for item in triples(7, 15_000)
        if item["kind"] == "ticket" and field in item["change"]["set"]
    ]
    before = _there(postgres_url, told)
    with psycopg.connect(postgres_url) as connection:
        connection.execute(
            "UPDATE hub_policy SET policy='refuse' WHERE kind='ticket' AND field=%s", [field]
        )
    assert _there(postgres_url, told) != before
