"""Changes of records made up at random: every kind, field and policy, usual and odd values."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from workstation.store.flat import flat
from workstation.store.kinds import CLASSES
from workstation.sync.shapes import STATUSES_OF, shapes
from workstation.sync.values import limits, lists

#: What an operation may be called.
ACTIONS: Final = (
    "EditTicket",
    "Undo",
    "SendReply",
    "AddNote",
    "TakeTicket",
    "AssignTicket",
    "UrgeTicket",
    "PayClaim",
)
_WORDS: Final = ("", "", "甲", "花瓶碎了", "x", "amy", "ben", "cod", 'a"b\\n\n😀', "ＡＢＣ")
_ITEMS: Final = (
    "甲",
    "乙",
    "丙",
    {"name": "花瓶", "loss_fen": 5},
    {"loss_fen": 5, "name": "花瓶"},
    {"name": "花瓶", "parts": [1, {"深": [None, True]}]},
    1,
    True,
)
_ODD: Final[tuple[Any, ...]] = (
    -5,
    10**12,
    None,
    True,
    1,
    1.5,
    -3,
    "7",
    "",
    [],
    {},
    [1],
    {"甲": 1},
    "spaceship",
)


def value(chance: Random, kind: str, field: str) -> Any:
    """A value that the field may have."""
    shape = shapes(kind)[field]
    if shape.endswith("?") and chance.random() < 0.3:
        return None
    shape = shape.rstrip("?")
    if shape.startswith("one:"):
        return chance.choice(sorted(lists()[shape[4:]]))
    if ".." in shape:
        low, high = limits(shape)
        return chance.randint(low, min(high, low + 4))
    match shape:
        case "text":
            return chance.choice(_WORDS)
        case "status":
            return chance.choice(STATUSES_OF[kind])
        case "whole":
            return chance.randint(-1, 4)
        case "amount":
            return chance.choice((0, 1, 500, 2**40))
        case "flag":
            return chance.random() < 0.5
        case "list":
            return chance.sample(_ITEMS, chance.randint(0, 3))
    return {
        name: chance.choice((*_ITEMS[:4], None, 0))
        for name in chance.sample(("甲", "b", "长长的名字", "_"), chance.randint(0, 3))
    }


def stands(chance: Random, kind: str) -> dict[str, Any]:
    """A record's whole facts as they may stand at the hub."""
    coder = flat(kind)
    told = dict(coder.defaults)
    for name in coder.names:
        if name not in told or chance.random() < 0.3:
            told[name] = value(chance, kind, name)
    told.pop("uid", None)
    if kind == "ticket" and chance.random() < 0.7:
        told["procedure"] = chance.choice(("claims@1", "seasonal@2026.1", "cod", "unheard@1"))
    if chance.random() < 0.1:
        told["newer"] = chance.choice(_ODD)
    return told


def change(
    chance: Random, kind: str, now: dict[str, Any], odd: float = 0.03
) -> dict[str, dict[str, Any]]:
    """What somebody saw and what they want, over what stands now; a share of it is odd."""
    names = [*flat(kind).names, "newer"]
    chosen = chance.sample(names, chance.choice((1, 1, 1, 2, 3, 6)))
    if kind in STATUSES_OF and chance.random() < 0.3:
        chosen = ["status", *(name for name in chosen[1:] if name != "status")]
    base: dict[str, Any] = {}
    wanted: dict[str, Any] = {}
    for name in chosen:
        was, mine = now.get(name), now.get(name)
        if chance.random() < 0.4:
            was = _some(chance, kind, name, odd)
        if chance.random() < 0.8:
            mine = _some(chance, kind, name, odd)
        if chance.random() < 0.1:
            mine = was
        if chance.random() > 0.02:
            base[name] = was
        wanted[name] = mine
    told = {"base": base, "set": wanted}
    if kind == "ticket" and chance.random() < 0.4:
        told["seen"] = {"reopened": chance.choice((0, 1, 2, *_ODD))}
        if chance.random() < 0.6:
            wanted["status"] = chance.choice(("resolved", "closed"))
    return told


def triples(seed: int, count: int) -> list[dict[str, Any]]:
    """So many merges to be tried, the same for the same seed."""
    chance = Random(seed)
    made = []
    for number in range(count):
        kind = chance.choice((*CLASSES, "ticket", "ticket", "claim", "claim"))
        now = stands(chance, kind)
        made.append(
            {
                "kind": kind,
                "uid": f"u{number}",
                "stands": now,
                "change": change(chance, kind, now),
                "action": chance.choice(ACTIONS),
                "authors": {name: "amy" for name in chance.sample(sorted(now), min(len(now), 5))},
            }
        )
    return made


def _some(chance: Random, kind: str, field: str, odd: float) -> Any:
    if field not in shapes(kind) or chance.random() < odd:
        return chance.choice(_ODD)
    return value(chance, kind, field)
