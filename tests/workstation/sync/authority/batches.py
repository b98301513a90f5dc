"""Pushes made up at random: what several desks might send, sensible and not."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from tests.workstation.sync.authority.triples import ACTIONS, change, stands
from workstation.store.flat import whole
from workstation.store.kinds import CLASSES
from workstation.sync.protocol import Operation, RecordState

AT: Final = 1_750_000_000_000
_PEOPLE: Final = ("amy", "ben", "lea", "stranger")
_HANGING: Final = {"entry": "ticket", "attachment": "ticket", "claim": "ticket", "print": "claim"}


class Writer:
    """Makes operations over what desks may have seen of the hub, now or long ago."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.seen: dict[str, dict[str, list[dict[str, Any]]]] = {kind: {} for kind in CLASSES}
        self.made = 0
        self.places = {1: 0, 2: 0}

    def know(self, states: list[RecordState]) -> None:
        """Remember how records stand, beside how they stood."""
        for state in states:
            if state.body is not None and state.kind in CLASSES:
                facts = whole(state.kind, state.body)
                self.seen[state.kind].setdefault(state.uid, []).append(facts)

    def batch(self, desk_no: int) -> list[Operation]:
        """The next operations of a desk."""
        return [self._operation(desk_no) for _ in range(self.chance.randint(1, 8))]

    def start(self) -> Operation:
        """The people, told first."""
        people = {"amy": "agent", "ben": "claims", "lea": "admin"}
        changes = [
            {
                "kind": "agent",
                "uid": uid,
                "new": whole("agent", {"uid": uid, "name": uid, "role": role}),
            }
            for uid, role in people.items()
        ]
        return self._told(1, "lea", "SaveAgent", "", changes)

    def _operation(self, desk_no: int) -> Operation:
        chance = self.chance
        who = chance.choice(_PEOPLE)
        action = chance.choice((*ACTIONS, "ReleaseTicket", "SkipTicket"))
        changes: list[dict[str, Any]] = []
        for _ in range(chance.choice((1, 1, 2, 3))):
            told = self._change(changes)
            if all((told["kind"], told["uid"]) != (one["kind"], one["uid"]) for one in changes):
                changes.append(told)
        tickets = [one["uid"] for one in changes if one["kind"] == "ticket"]
        return self._told(desk_no, who, action, tickets[0] if tickets else "", changes)

    def _told(
        self, desk_no: int, who: str, action: str, ticket: str, changes: list[Any]
    ) -> Operation:
        self.made += 1
        self.places[desk_no] += 1
        n = self.places[desk_no]
        return Operation(n, f"op{self.made:05}", AT + n, who, action, ticket, {"n": n}, changes)

    def _change(self, earlier: list[dict[str, Any]]) -> dict[str, Any]:
        chance = self.chance
        kind = chance.choice((*CLASSES, "ticket", "ticket", "ticket", "entry", "claim", "claim"))
        known = self.seen[kind]
        if chance.random() < 0.02:
            return {"kind": kind, "uid": "never", "set": {}, "base": {}}
        if not known or chance.random() < (0.5 if kind == "entry" else 0.2):
            return self._new(kind, earlier)
        uid = chance.choice(sorted(known))
        if chance.random() < (0.2 if kind == "view" else 0.02):
            return {"kind": kind, "uid": uid, "gone": True}
        if chance.random() < 0.02:
            return {"kind": kind, "uid": uid, "new": {**known[uid][0], "uid": uid}}
        told = change(chance, kind, known[uid][-1], odd=0.01)
        old = chance.choice(known[uid])
        base = {name: old.get(name) for name in told["set"] if name in old}
        return {"kind": kind, "uid": uid, "base": base, "set": told["set"]}

    def _new(self, kind: str, earlier: list[dict[str, Any]]) -> dict[str, Any]:
        chance = self.chance
        self.made += 1
        uid = f"{kind}{self.made:05}"
        facts = {**stands(chance, kind), "uid": uid}
        facts.pop("newer", None)
        if "number" in facts:
            facts["number"] = chance.choice(("1-1", "1-2", "2-1", "2-2", f"1-{self.made}"))
        if kind in ("claim", "print"):
            facts["serial"] = chance.choice(("", "", f"LP2026-{self.made:06}", "LP2026-000001"))
        if kind == "claim":
            facts["waybill"] = chance.choice(("", "SF1", "SF2", f"SF{self.made}"))
        on = _HANGING.get(kind)
        if on:
            fresh = [one["uid"] for one in earlier if one["kind"] == on]
            facts[on] = chance.choice([*sorted(self.seen[on]), *fresh, "nowhere"])
        if kind == "entry":
            fields = chance.sample(("subject", "priority", "owner", "status", "cause"), 2)
            facts["data"] = {"fields": {name: ["a", "b"] for name in fields}}
        if chance.random() < 0.02:
            facts.pop(chance.choice(sorted(facts)))
        return {"kind": kind, "uid": uid, "new": facts}
