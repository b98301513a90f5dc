"""Which of an SQLite hub's records a desk keeps, as conditions of its queries."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from workstation.sync.protocol import Scope


def in_order(scope: Scope) -> Scope:
    """The scope as it is compared and kept: its codes in order, each once."""
    return Scope(
        tuple(sorted(set(scope.groups))), tuple(sorted(set(scope.regions))), max(0, scope.days)
    )


def told(scope: Scope) -> str:
    """A scope as JSON, the same for scopes that give the same."""
    kept = in_order(scope)
    facts = {"groups": kept.groups, "regions": kept.regions, "days": kept.days}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def fingerprint(scope: Scope) -> str:
    """A short word for a scope in a cursor; "" for everything."""
    kept = in_order(scope)
    return "" if kept == Scope() else hashlib.sha256(told(kept).encode()).hexdigest()[:16]


def condition(scope: Scope, table: str = "r") -> tuple[str, list[Any]]:
    """SQL that holds for tickets of a scope and for what hangs on them, with its values."""
    parts: list[str] = ["1"]
    values: list[Any] = []
    for column, codes in (("grp", scope.groups), ("region", scope.regions)):
        if codes:
            parts.append(f"{table}.{column} IN ({','.join('?' * len(codes))})")
            values += codes
    return " AND ".join(parts), values


def holds(scope: Scope, group: str, region: str) -> bool:
    """Whether a ticket of this group and region is within the scope."""
    return (not scope.groups or group in scope.groups) and (
        not scope.regions or region in scope.regions
    )
