"""Lives of scripts drawn at random come out alike at both hubs, and never break their laws."""

from __future__ import annotations

from random import Random
from typing import Any, Final

import pytest

from tests.workstation.sync.authority.batches import AT
from tests.workstation.sync.authority.test_push_equal import Pair, pair
from workstation.domain.script_life import LIFE, OWN_LIFE
from workstation.store.flat import whole
from workstation.sync.protocol import Operation

__all__ = ["pair"]

_PEOPLE: Final = {"amy": "agent", "lea": "leader", "max": "leader", "boss": "admin"}
_ROUNDS: Final = 110
_SAID: Final = ("in_force", "retired")
_REVIEWED: Final = ("reviewed", "in_force")


class Lives:
    """Draws operations over scripts, notes and marks: mostly sensible, a share of them not."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.known: dict[tuple[str, str], dict[str, Any]] = {}
        self.made = 0
        self.places = {1: 0, 2: 0}

    def start(self) -> Operation:
        changes = [
            {
                "kind": "agent",
                "uid": uid,
                "new": whole("agent", {"uid": uid, "name": uid, "role": role}),
            }
            for uid, role in _PEOPLE.items()
        ]
        return self._told(1, "boss", changes)

    def batch(self, desk_no: int) -> list[Operation]:
        told = []
        for _ in range(self.chance.randint(1, 6)):
            who = self.chance.choice(("amy", *("lea", "max", "boss") * 2))
            kind = self.chance.choice(("script",) * 6 + ("script_note", "script_mark"))
            draw = {"script": self._script, "script_note": self._note, "script_mark": self._mark}
            told.append(self._told(desk_no, who, [draw[kind](who)]))
        return told

    def _script(self, who: str) -> dict[str, Any]:
        chance = self.chance
        uids = [uid for kind, uid in self.known if kind == "script"]
        if not uids or chance.random() < 0.25:
            return self._new_script(who)
        uid = chance.choice(uids)
        now = self.known["script", uid]
        if chance.random() < 0.3:
            told: dict[str, Any] = {"until_at": chance.choice((None, AT + 9, AT * 2))}
            if chance.random() < 0.6:
                words = {"title": f"t{chance.randint(0, 9)}", "changed_by": who}
                told = {"state": "draft", **words, **_unreviewed()}
        else:
            life = OWN_LIFE if now["owner"] else LIFE
            state = chance.choice([*life.get(now["state"], ("draft",)), now["state"], "in_force"])
            told = {"state": state, "note": "n", **self._signed(who, now, state)}
        told["changed_at"] = AT + chance.randint(0, 1000)
        if chance.random() < 0.15:
            told[chance.choice(list(now))] = self._odd(who)
            told.pop("uid", None)
        base = {name: now.get(name) for name in told}
        return {"kind": "script", "uid": uid, "set": told, "base": base}

    def _signed(self, who: str, now: dict[str, Any], state: str) -> dict[str, Any]:
        """What a move to a state writes down."""
        at = AT + self.chance.randint(0, 5)
        if state == "reviewed":
            if now["state"] == "in_force":
                return {"from_at": None, "activated_at": None, "activated_by": "", "until_at": None}
            return {"reviewed_at": at, "reviewed_by": who} if now["state"] == "sent_in" else {}
        if state == "retired":
            return {"retired_at": at, "retired_by": who}
        if state == "in_force" and now["state"] == "retired":
            return {"retired_at": None, "retired_by": "", "retired_by_name": ""}
        if state == "in_force":
            begins = self.chance.choice((at, AT * 2, AT * 2 + self.chance.randint(0, 9)))
            told = {"from_at": begins, "activated_at": at, "activated_by": who}
            return {**told, "activated_by_name": who}
        return _unreviewed() if state in ("draft", "sent_in") else {}

    def _new_script(self, who: str) -> dict[str, Any]:
        chance = self.chance
        self.made += 1
        code = chance.choice(("aa", "bb", "cc"))
        said = [
            (one["from_at"] or 0, one["activated_at"] or 0, uid)
            for (kind, uid), one in self.known.items()
            if kind == "script"
            and one["code"] == code
            and one["state"] in _SAID
            and not one["owner"]
        ]
        own = chance.random() < 0.2
        facts = {
            **{"uid": f"s{self.made:05}", "code": code, "version": f"2026.{chance.randint(1, 40)}"},
            **{"title": "x", "made_at": AT, "made_by": who, "content": {"code": code}},
            **{"base": max(said)[2] if said and chance.random() < 0.8 else "", "state": "draft"},
        }
        if own:
            facts |= {
                "owner": who,
                **self._signed(who, {"state": ""}, "in_force"),
                "state": "in_force",
            }
        elif chance.random() < 0.2:
            facts |= {"state": "retired", "from_at": AT * 2, "retired_at": AT, "retired_by": who}
        elif chance.random() < 0.4:
            facts["state"] = "sent_in"
        if chance.random() < 0.1:
            facts[chance.choice(list(facts))] = self._odd(who)
            facts["uid"] = f"s{self.made:05}"
        return {"kind": "script", "uid": facts["uid"], "new": whole("script", facts)}

    def _note(self, who: str) -> dict[str, Any]:
        chance = self.chance
        uids = [uid for kind, uid in self.known if kind == "script_note"]
        if not uids or chance.random() < 0.4:
            self.made += 1
            uid = f"n{self.made:05}"
            facts = {"uid": uid, "code": "aa", "version": "1", "at": AT, "author": who, "body": "x"}
            if chance.random() < 0.2:
                facts[chance.choice(("author", "state", "kind", "answer"))] = self._odd(who)
            return {"kind": "script_note", "uid": uid, "new": whole("script_note", facts)}
        uid = chance.choice(uids)
        now = self.known["script_note", uid]
        told = {"state": chance.choice(("taken", "declined", "open")), "answered_by": who}
        told |= {"answered_by_name": who, "answer": chance.choice(("", "y"))}
        if chance.random() < 0.2:
            told[chance.choice(("words", "channel", "answered_by", "state"))] = self._odd(who)
        base = {name: now.get(name) for name in told}
        return {"kind": "script_note", "uid": uid, "set": told, "base": base}

    def _mark(self, who: str) -> dict[str, Any]:
        chance = self.chance
        owner = who if chance.random() < 0.8 else "lea"
        uid = f"m-{owner}"
        told = {"favourite": chance.random() < 0.5, "hotkey": chance.randint(-1, 11)}
        now = self.known.get(("script_mark", uid))
        if now is None:
            facts = {"uid": uid, "agent": owner, "code": "aa", **told}
            return {"kind": "script_mark", "uid": uid, "new": whole("script_mark", facts)}
        base = {name: now.get(name) for name in told}
        return {"kind": "script_mark", "uid": uid, "set": told, "base": base}

    def _odd(self, who: str) -> Any:
        return self.chance.choice(("", "amy", "lea", who, "aa", "open", None, 0, 5, AT, {}, []))

    def _told(self, desk_no: int, who: str, changes: list[Any]) -> Operation:
        self.made += 1
        self.places[desk_no] += 1
        n = self.places[desk_no]
        return Operation(n, f"op{self.made:05}", AT + n, who, "Any", "", {"n": n}, changes)


def _unreviewed() -> dict[str, Any]:
    return {"reviewed_at": None, "reviewed_by": "", "reviewed_by_name": ""}


def _hold(before: dict[tuple[str, str], Any], after: dict[tuple[str, str], Any]) -> None:
    """The laws of a life."""
    teams = {
        uid: one for (kind, uid), one in after.items() if kind == "script" and not one["owner"]
    }
    for uid, one in teams.items():
        if one["state"] in _REVIEWED or one["activated_at"] is not None:
            assert one["reviewed_by"] not in (one["made_by"], one["changed_by"]), uid
            assert _PEOPLE[one["reviewed_by"]] in ("leader", "admin")
        was = before.get(("script", uid))
        if was and was["state"] in _REVIEWED and one["state"] in _REVIEWED:
            assert (was["content"], was["title"], was["version"], was["code"]) == (
                one["content"],
                one["title"],
                one["version"],
                one["code"],
            )
    said = [one for one in teams.values() if one["state"] in _SAID]
    names = [(one["code"], one["version"]) for one in said]
    assert len(set(names)) == len(names)
    bases = [(one["code"], one["base"]) for one in said]
    assert len(set(bases)) == len(bases), bases


@pytest.mark.parametrize("seed", range(3))
def test_lives_of_scripts_come_out_alike(pair: Pair, seed: int) -> None:
    lives = Lives(seed)
    pair.push(1, [lives.start()])
    states: set[str] = set()
    seen: set[str] = set()
    for _ in range(_ROUNDS):
        desk_no = lives.chance.randint(1, 2)
        told = lives.batch(desk_no)
        states |= {outcome.code or outcome.state for outcome in pair.push(desk_no, told)}
        touched = {(one["kind"], one["uid"]) for item in told for one in item.changes}
        before = dict(lives.known)
        for state in pair.hubs[0].fetch(sorted(touched)):
            if state.body is not None:
                lives.known[state.kind, state.uid] = whole(state.kind, state.body)
        _hold(before, lives.known)
        seen |= {one["state"] for (kind, _), one in lives.known.items() if kind == "script"}
    pair.agree()
    assert {"in_force", "retired", "reviewed", "dropped"} <= seen
    assert {"applied", "script_life", "script_frozen", "not_you", "not_allowed"} <= states
