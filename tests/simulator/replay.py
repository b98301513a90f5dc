"""The hub's journal replayed by other means than the hub's own: each operation counts once.

Revisions tell the order in which the hub changed a record. What each accepted operation wanted is
known from the desk that made it; the values that must stand are worked out here by a few plain
rules, independent of `workstation.sync.merge`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workstation.store.flat import whole
from workstation.sync import policy
from workstation.sync.policy import policy_of

if TYPE_CHECKING:
    from tests.simulator.world import World

_UNKNOWN = object()
_SKIPPED = {("ticket", "number"), ("claim", "number"), ("entry", "data")}


def _chains(hub: Any) -> dict[tuple[str, str], list[tuple[int, int, str]]]:
    """The steps of each record: revision before and after, and the operation."""
    chains: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for uid, row in hub.operations.items():
        if row["outcome"]["state"] != "refused":
            for kind, record, before, after in row["outcome"]["revs"]:
                chains.setdefault((kind, record), []).append((after, before, uid))
    return {key: sorted((b, a, uid) for a, b, uid in steps) for key, steps in chains.items()}


def once_each(world: World, hub: Any) -> None:
    """I2: a record's revisions are a chain of operations without a gap and without a fork."""
    chains = _chains(hub)
    for key, row in hub.records.items():
        steps = chains.get(key, [])
        at = 0 if steps and steps[0][0] == 0 else 1
        for before, after, uid in steps:
            if before != at or after <= before:
                raise world.broken("I2 each operation counts once", f"{key} {steps} at {uid}")
            at = after
        if at != row["rev"] or row["gone"] is None:
            detail = f"{key} is at {row['rev']}, its operations lead to {at}"
            raise world.broken("I2 each operation counts once", detail)


def in_order(world: World, hub: Any) -> None:
    """I9: what one desk did to one record arrives in the order in which it was done."""
    if world.restores:
        return
    for key, steps in _chains(hub).items():
        last: dict[str, int] = {}
        for _, _, uid in steps:
            kept = world.kept.get(uid)
            if kept is None or world.named(kept.desk).renewed:
                continue
            if kept.n < last.get(kept.desk, 0):
                raise world.broken("I9 order is kept", f"{key}: {kept} after {last[kept.desk]}")
            last[kept.desk] = kept.n


def one_desk_one_number(world: World, hub: Any) -> None:
    """What two copies of one desk do after the copying stands under two numbers.

    A restored hub may give a number again that it has forgotten.
    """
    if world.restores:
        return
    for one, other, before in world.copied:
        used: dict[str, set[int]] = {one: set(), other: set()}
        for uid, row in hub.operations.items():
            kept = world.kept.get(uid)
            if kept is not None and uid not in before and kept.desk in used:
                used[kept.desk].add(row["desk_no"])
        if both := used[one] & used[other]:
            raise world.broken("one desk, one number", f"{sorted(both)} of {one} and {other}")


def nothing_overwritten(world: World, hub: Any) -> None:
    """What was accepted is what stands; two people's words become a conflict, money a refusal."""
    for key, steps in _chains(hub).items():
        row = hub.records[key]
        values: dict[str, Any] = {}
        for before, _after, uid in steps:
            kept = world.kept.get(uid)
            if kept is None:
                values = {}
                break
            notes = {
                note["field"]: note["how"]
                for note in hub.operations[uid]["outcome"]["notes"]
                if note["uid"] == key[1]
            }
            for change in kept.changes:
                if (change["kind"], change["uid"]) == key:
                    received_at = -1 if kept.varied else hub.operations[uid]["received_at"]
                    told = _clamped(change, received_at)
                    _change(world, key, values, told, notes, fresh=before == 0)
        stands = _fact({**whole(key[0], row["body"]), "uid": key[1]})
        for name, value in values.items():
            if value is _UNKNOWN or (key[0], name) in _SKIPPED:
                continue
            if not _same(key[0], name, value, stands.get(name)):
                detail = f"{key} {name} is {stands.get(name)!r}, accepted was {value!r}"
                raise world.broken("what was accepted stands", detail)


def _clamped(change: dict[str, Any], received_at: int) -> dict[str, Any]:
    """The change with moments of a clock ahead of the hub's as unknown: the hub sets them right."""
    part = "new" if "new" in change else "set"
    told = change.get(part, {})
    return {
        **change,
        part: {
            name: _UNKNOWN if _is_moment(name) and _later(value, received_at) else value
            for name, value in told.items()
        },
    }


def _later(value: Any, moment: int) -> bool:
    return type(value) is int and value > moment


def _is_moment(name: str) -> bool:
    return name == "at" or name.endswith(("_at", "_since", "_until", "_due"))


def _change(
    world: World,
    key: tuple[str, str],
    values: dict[str, Any],
    change: dict[str, Any],
    notes: dict[str, str],
    *,
    fresh: bool,
) -> None:
    if "new" in change:
        if fresh:
            told = {n: v for n, v in change["new"].items() if v is not _UNKNOWN}
            values.update(_fact(whole(key[0], told)))
            values.update(dict.fromkeys(change["new"].keys() - told.keys(), _UNKNOWN))
        return
    if change.get("gone"):
        values.clear()
        return
    for name, mine in change["set"].items():
        base, stands = change["base"].get(name), values.get(name, _UNKNOWN)
        values[name] = _merged(world, key, name, (base, mine, stands), notes.get(name, ""))


def _merged(
    world: World, key: tuple[str, str], name: str, told: tuple[Any, Any, Any], how: str
) -> Any:
    base, mine, stands = told
    rule = policy_of(key[0], name)
    if stands is _UNKNOWN or mine is _UNKNOWN:
        return _UNKNOWN
    if rule == policy.COUNT:
        return (stands or 0) + (mine or 0) - (base or 0)
    if rule in (policy.ELEMENTS, policy.KEYS, policy.STATUS, policy.OWNER):
        return mine if stands == base and not how else _UNKNOWN
    if _same(key[0], name, mine, base) or _same(key[0], name, mine, stands):
        return stands
    if how == "kept":  # a late end of a reopened ticket: said to its author
        return stands
    if _same(key[0], name, stands, base):
        return mine
    if rule == policy.ASK:
        if how != "conflict":
            detail = f"{key} {name}: {mine!r} over {stands!r}, seen was {base!r}, note {how!r}"
            raise world.broken("nothing is overwritten silently", detail)
        return stands
    if rule == policy.REFUSE:
        detail = f"{key} {name}: {mine!r} over {stands!r}, seen was {base!r}"
        raise world.broken("money is never merged", detail)
    return _UNKNOWN


def _same(kind: str, name: str, one: Any, other: Any) -> bool:
    if policy_of(kind, name) == policy.ELEMENTS and one is not None and other is not None:
        return sorted(map(str, one)) == sorted(map(str, other))
    return bool(one == other)


def _fact(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))
