"""Lives of claims drawn at random come out alike at both hubs, and never break their laws."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any, Final

import pytest

from tests.workstation.sync.authority.batches import AT
from tests.workstation.sync.authority.test_push_equal import Pair, pair
from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.approval_rules import BUNDLES, Raise
from workstation.domain.approval_words import words_of
from workstation.domain.condition import Condition
from workstation.domain.evidence import EVIDENCE_STATES
from workstation.domain.offer import OFFER_ANSWERS
from workstation.domain.payment import PAYMENT_MOVES, payment_uid
from workstation.domain.recovery import RECOVERY_MOVES
from workstation.rules import loading
from workstation.store.flat import whole
from workstation.sync.claim_signed import SIGNED
from workstation.sync.protocol import Operation

__all__ = ["pair"]

_PEOPLE: Final = {
    **{"amy": "claims", "ben": "claims", "lea": "leader", "boss": "admin", "ann": "agent"},
}
_ROUNDS: Final = 110
_CLAIMS: Final = ("c1", "c2")
_FAR: Final = AT * 2

_RULES: Final = loading.load().approval
#: What the law can void is for a leader.
_VOIDABLE: Final = (
    Raise("v", "", "", _RULES.tiers[1].code, (Condition("voidable", "in", (True,)),)),
)

Facts = dict[str, Any]


class Lives:
    """Draws operations over claims and what hangs on them: mostly sensible, a share of them not."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.known: dict[tuple[str, str], Facts] = {}
        self.made = 0
        self.base = ""
        self.places = {1: 0, 2: 0}

    def start(self) -> list[Operation]:
        people = [
            _new("agent", {"uid": uid, "name": uid, "role": role}) for uid, role in _PEOPLE.items()
        ]
        told = [self._told(1, "boss", people)]
        for number, uid in enumerate(_CLAIMS):
            ticket = {"uid": f"t{number}", "number": f"1-{number}", "created_at": AT}
            claim = {"uid": uid, "number": f"C1-{number}", "ticket": f"t{number}"}
            facts = {"created_at": AT, "created_by": "amy", "claimed_fen": 50_000, "payee": "x"}
            told.append(self._told(1, "boss", [_new("ticket", {**ticket, "owner": "ann"})]))
            told.append(self._told(1, "amy", [_new("claim", {**claim, **facts})]))
        return told

    def batch(self, desk_no: int) -> list[Operation]:
        return [self._one(desk_no) for _ in range(self.chance.randint(1, 5))]

    def _one(self, desk_no: int) -> Operation:
        who = self.chance.choice(("amy", "ben", "lea", "lea", "boss", "ann"))
        draw = self.chance.choices(
            (self._claim, self._payment, self._approval, self._evidence, self._offer)
            + (self._delegation, self._recovery, self._print, self._file, self._tiers),
            (10, 9, 3, 3, 3, 2, 2, 2, 3, 1),
        )[0]
        changes = [change for change in draw(who) if change]
        return self._told(desk_no, who, changes)

    def _claim(self, who: str) -> list[Any]:
        """One step of a claim, or a correction of it."""
        chance = self.chance
        uid = chance.choice(_CLAIMS)
        now = self.known["claim", uid]
        status, version = now["status"], now["version"]
        if chance.random() < 0.15:
            return [self._set("claim", uid, {"bundle": chance.choice(("", "b1", "b2"))})]
        if chance.random() < 0.06:
            return [self._set("claim", uid, self._written(who))]
        if chance.random() < 0.1:
            lines = chance.choice(([], [{"code": "voidable"}]))
            return [self._set("claim", uid, {"basis": lines, "extra": _again(chance)})]
        if chance.random() < 0.3:
            told: Facts = {chance.choice(("payee", "payee_account")): f"p{chance.randint(0, 3)}"}
            if who != "amy" and chance.random() < 0.9:
                told["extra"] = {**now["extra"], "payee_by": who}
            if chance.random() < 0.3:
                told = {"claimed_fen": chance.choice((10_000, 20_000))}
            if status in ("approved", "printed", "paid") or chance.random() < 0.3:
                told |= {"version": version + 1, "status": "submitted", **_UNAPPROVED}
                told |= {"submitted_by": who if chance.random() < 0.8 else "amy"}
            return [self._set("claim", uid, told)]
        if status == "draft":
            return [self._set("claim", uid, {"status": "submitted", "submitted_by": who})]
        if status == "submitted":
            fen = chance.choice((10_000, 150_000, 150_000, 2_000_000))
            told = {"status": "approved", "approved_fen": fen, "approved_by": who}
            told["approved_at"] = AT
            return [self._set("claim", uid, told), self._line(who, uid, {**now, **told})]
        if status == "approved" and chance.random() < 0.7:
            signed = {"extra": {**now["extra"], "signed_version": str(version)}}
            return [self._set("claim", uid, {"status": "printed", **signed})]
        if status == "printed" and chance.random() < 0.85:
            return self._payment(who, uid)
        told = {"status": "submitted", "version": version + 1, **_UNAPPROVED}
        return [self._set("claim", uid, told), self._line(who, uid, {**now, **told}, "reversed")]

    def _written(self, who: str) -> Facts:
        """What no action writes by itself."""
        chance = self.chance
        self.made += 1
        told: Facts = {"status": chance.choice(("withdrawn", "paid", "printed"))}
        if chance.random() < 0.3:
            return told
        fields: Facts = {
            "approved_by": who,
            "approved_at": AT + 1,
            "payment_ref": "x",
            "paid_by": who,
        }
        fields |= {"goods": "x", "serial": f"X{self.made}", "extra": {"serial:f": f"X{self.made}"}}
        name = chance.choice(sorted(fields))
        return {name: fields[name]}

    def _line(self, who: str, uid: str, claim: Facts, decision: str = "approved") -> Any:
        self.made += 1
        facts = {"uid": f"a{self.made:05}", "claim": uid, "ticket": claim["ticket"], "at": AT}
        facts |= {"version": claim["version"], "agent": who, "decision": decision}
        facts |= {"amount_fen": claim["approved_fen"] or 0, "agent_name": who}
        facts["facts"] = {name: claim[name] for name in APPROVED_FACTS}
        return _new("approval", self._spoilt(facts))

    def _approval(self, who: str) -> list[Any]:
        lines = [uid for kind, uid in self.known if kind == "approval"]
        if lines and self.chance.random() < 0.4:
            return [self._set("approval", self.chance.choice(lines), {"reason": "anders"})]
        uid = self.chance.choice(_CLAIMS)
        decision = self.chance.choice(("requested", "approved", "rejected", "reversed"))
        return [self._line(who, uid, self.known["claim", uid], decision)]

    def _payment(self, who: str, of: str = "") -> list[Any]:
        chance = self.chance
        uid = of or chance.choice(_CLAIMS)
        claim = self.known["claim", uid]
        name = payment_uid(uid, claim["version"])
        now = self.known.get(("payment", name))
        if now is None or chance.random() < 0.1:
            facts = {"uid": name, "claim": uid, "ticket": claim["ticket"], "state": "requested"}
            facts |= {"version": claim["version"], "amount_fen": claim["approved_fen"] or 1}
            facts |= {"payee": claim["payee"], "account": claim["payee_account"]}
            facts |= {"requested_by": who, "requested_at": AT}
            if chance.random() < 0.2:
                facts |= {"state": "paid", **_confirmed(who), "requested_by": claim["approved_by"]}
                return [_new("payment", self._spoilt(facts)), self._paid(uid, who)]
            return [_new("payment", self._spoilt(facts))]
        state = chance.choice((*sorted(PAYMENT_MOVES[now["state"]]), "paid", now["state"]))
        told: Facts = {"state": state, "reason": f"r{chance.randint(0, 9)}"}
        if state == "paid":
            told |= _confirmed(who)
            return [self._set("payment", name, told), self._paid(uid, who)]
        if state == "reversed" and claim["status"] == "paid":
            back = {"status": "submitted", "version": claim["version"] + 1, **_UNAPPROVED}
            back |= {"paid_by": "", "paid_at": None, "payment_ref": ""}
            return [self._set("payment", name, told), self._set("claim", uid, back)]
        if state == "filed":
            told |= {"file": "loose", "filed_at": AT}
        return [self._set("payment", name, told)]

    def _paid(self, uid: str, who: str) -> Any:
        told = {"status": "paid", "paid_by": who, "paid_at": AT, "payment_ref": f"B-{who}"}
        return self._set("claim", uid, told)

    def _file(self, who: str) -> list[Any]:
        """All payments that are asked for, in a file; sometimes it says another sum."""
        chance = self.chance
        self.made += 1
        uid = f"f{self.made:05}"
        files = [name for kind, name in self.known if kind == "payment_file"]
        if files and chance.random() < 0.3:
            state = chance.choice(("answered", "void", "written"))
            return [self._set("payment_file", chance.choice(files), {"state": state})]
        wanted = [
            (name, one["amount_fen"])
            for (kind, name), one in self.known.items()
            if kind == "payment" and one["state"] == "requested"
        ]
        told = {"state": "filed", "file": uid, "filed_at": AT}
        facts = {"uid": uid, "number": uid, "made_at": AT, "made_by": who, "count": len(wanted)}
        facts["total_fen"] = sum(fen for _, fen in wanted) + chance.choice((0, 0, 0, 1))
        return [
            *(self._set("payment", name, told) for name, _ in wanted),
            _new("payment_file", facts),
        ]

    def _evidence(self, who: str) -> list[Any]:
        chance = self.chance
        items = [uid for kind, uid in self.known if kind == "evidence"]
        if not items or chance.random() < 0.3:
            facts = self._on("e") | {"code": "photo", "title": "x", "made_at": AT, "made_by": who}
            return [_new("evidence", self._spoilt(facts))]
        told: Facts = {"state": chance.choice(EVIDENCE_STATES), "reason": "r"}
        if chance.random() < 0.8:
            told |= {"decided_by": who, "decided_at": AT}
        return [self._set("evidence", chance.choice(items), told)]

    def _offer(self, who: str) -> list[Any]:
        chance = self.chance
        items = [uid for kind, uid in self.known if kind == "offer"]
        if not items or chance.random() < 0.4:
            facts = self._on("o") | {"at": AT, "amount_fen": 5, "made_by": who}
            return [_new("offer", self._spoilt(facts))]
        answer = chance.choice(OFFER_ANSWERS)
        told: Facts = {"answer": answer, "answered_by": who, "answered_at": AT}
        if answer == "countered" or chance.random() < 0.1:
            told["counter_fen"] = 7
        return [self._set("offer", chance.choice(items), told)]

    def _delegation(self, who: str) -> list[Any]:
        chance = self.chance
        known = [uid for kind, uid in self.known if kind == "delegation"]
        if known and chance.random() < 0.4:
            return [self._set("delegation", chance.choice(known), {"revoked_at": AT})]
        self.made += 1
        facts = {"uid": f"d{self.made:05}", "from_agent": who, "made_by": who, "made_at": AT}
        facts |= {"to_agent": chance.choice(("ben", "amy")), "act": "claim_approve"}
        facts |= {"limit_fen": chance.choice((200_000, 0)), "from_at": 1}
        facts["until_at"] = chance.choice((_FAR, _FAR, 2))
        return [_new("delegation", self._spoilt(facts))]

    def _tiers(self, who: str) -> list[Any]:
        """Another version of the approval rules, which not everybody may put in force."""
        chance = self.chance
        self.made += 1
        fen = chance.choice((20_000, 100_000, 160_000))
        told = replace(
            _RULES,
            tiers=(replace(_RULES.tiers[0], up_to_fen=fen), *_RULES.tiers[1:]),
            raises=_RULES.raises if chance.random() < 0.5 else _VOIDABLE,
            bundle=chance.choice(BUNDLES),
        )
        at = AT + self.made
        facts: Facts = {"uid": f"r{self.made:05}", "file": "rules/approval.toml", "base": self.base}
        facts |= {"version": f"v{self.made}", "text": "x", "state": "in_force", "made_by": who}
        facts |= {"made_at": AT, "from_at": at, "activated_at": at, "activated_by": who}
        facts["compiled"] = words_of(told)
        if chance.random() < 0.15:
            facts["compiled"] = {"approval_tier": ["{}"]}
        elif who in ("lea", "boss"):
            self.base = facts["uid"]
        return [_new("rule", facts)]

    def _recovery(self, who: str) -> list[Any]:
        chance = self.chance
        known = [uid for kind, uid in self.known if kind == "recovery"]
        if not known or chance.random() < 0.4:
            facts = self._on("r") | {"unit": "u", "amount_fen": 5, "at": AT, "by": who}
            return [_new("recovery", self._spoilt(facts))]
        told: Facts = {"state": chance.choice([one for one in RECOVERY_MOVES if one])}
        if chance.random() < 0.8:
            told["settled_at"] = AT
        return [self._set("recovery", chance.choice(known), told)]

    def _print(self, who: str) -> list[Any]:
        chance = self.chance
        known = [uid for kind, uid in self.known if kind == "print"]
        if not known or chance.random() < 0.5:
            self.made += 1
            facts = {"uid": f"p{self.made:05}", "claim": chance.choice(_CLAIMS), "at": AT}
            facts |= {"form": "claim_form", "serial": f"LP{self.made}", "reprint": 0}
            facts |= {"agent": who, "sha256": "ab", "pages": 1}
            return [_new("print", self._spoilt(facts))]
        told: Facts = {"voided_by": who, "voided_at": AT, "void_reason": "w"}
        if chance.random() < 0.2:
            told.pop(chance.choice(list(told)))
        return [self._set("print", chance.choice(known), told)]

    def _on(self, letter: str) -> Facts:
        self.made += 1
        claim = self.chance.choice(_CLAIMS)
        ticket = self.known["claim", claim]["ticket"]
        if self.chance.random() < 0.05:
            ticket = "t0"
        return {"uid": f"{letter}{self.made:05}", "claim": claim, "ticket": ticket}

    def _spoilt(self, facts: Facts) -> Facts:
        """Facts of which one is now and then what nobody would write."""
        if self.chance.random() < 0.12:
            name = self.chance.choice([one for one in facts if one not in ("uid", "claim")])
            return {**facts, name: self.chance.choice(("", "amy", "lea", None, 0, 5, AT, {}, []))}
        return facts

    def _set(self, kind: str, uid: str, told: Facts) -> Any:
        now = self.known.get((kind, uid))
        if now is None:
            return None
        told = {name: value for name, value in told.items() if value != now.get(name)}
        base = {name: now.get(name) for name in told}
        return {"kind": kind, "uid": uid, "set": told, "base": base}

    def _told(self, desk_no: int, who: str, changes: list[Any]) -> Operation:
        self.made += 1
        self.places[desk_no] += 1
        n = self.places[desk_no]
        return Operation(n, f"op{self.made:05}", AT + n, who, "Any", "", {"n": n}, changes)


_UNAPPROVED: Final[Facts] = {"approved_fen": None, "approved_by": "", "approved_at": None}


def _again(chance: Random) -> Facts:
    return {"paid_before": "again"} if chance.random() < 0.5 else {}


def _confirmed(who: str) -> Facts:
    return {"confirmed_by": who, "confirmed_at": AT, "paid_at": AT, "reference": f"B-{who}"}


def _new(kind: str, facts: Facts) -> Any:
    return {"kind": kind, "uid": facts["uid"], "new": whole(kind, facts)}


def _hold(before: dict[tuple[str, str], Facts], after: dict[tuple[str, str], Facts]) -> None:
    """The laws of money."""
    for key, was in before.items():
        now = after[key]
        if key[0] == "approval":
            assert now == was
        if key[0] == "payment" and was["state"] == "paid":
            assert now["state"] in ("paid", "reversed")
        if key[0] == "claim" and was["version"] == now["version"] and was["status"] != "draft":
            lines = [one for (kind, _), one in before.items() if kind == "approval"]
            if any(
                (one["claim"], one["version"], one["decision"])
                == (key[1], was["version"], "approved")
                for one in lines
            ):
                assert all(was[name] == now[name] for name in APPROVED_FACTS)
        if key[0] == "claim" and was["status"] == now["status"] == "approved":
            assert all(was[name] == now[name] for name in (*SIGNED, "goods", "waybill"))
    for (kind, uid), one in after.items():
        if kind == "claim" and one["status"] == "paid":
            assert after["payment", payment_uid(uid, one["version"])]["state"] in (
                "paid",
                "reversed",
            )
        if kind == "claim" and one["status"] in ("approved", "printed", "paid"):
            assert one["approved_by"] not in (one["created_by"], one["submitted_by"]), uid
        if kind == "payment" and one["state"] == "paid":
            assert one["confirmed_by"] != one["requested_by"], uid
    paid = [
        one["claim"]
        for (kind, _), one in after.items()
        if kind == "payment" and one["state"] == "paid"
    ]
    assert len(set(paid)) == len(paid)


@pytest.mark.parametrize("seed", [3, 12, 16])
def test_lives_of_claims_come_out_alike(pair: Pair, seed: int) -> None:
    lives = Lives(seed)
    codes: set[str] = set()
    seen: set[tuple[str, str]] = set()

    def push(desk_no: int, told: list[Operation]) -> None:
        codes.update(outcome.code or outcome.state for outcome in pair.push(desk_no, told))
        touched = {(one["kind"], one["uid"]) for item in told for one in item.changes}
        before = dict(lives.known)
        for state in pair.hubs[0].fetch(sorted(touched)):
            if state.body is not None:
                lives.known[state.kind, state.uid] = whole(state.kind, state.body)
        _hold(before, lives.known)

    push(1, lives.start())
    for _ in range(_ROUNDS):
        desk_no = lives.chance.randint(1, 2)
        push(desk_no, lives.batch(desk_no))
        seen |= {
            (kind, str(one.get("state", one.get("status"))))
            for (kind, _), one in lives.known.items()
        }
    pair.agree()
    assert {("claim", "paid"), ("payment", "paid"), ("payment", "filed")} <= seen
    assert ("rule", "in_force") in seen
    assert {"applied", "not_allowed", "record_state", "payment_version"} <= codes
    assert {"claim_tier", "claim_own", "approval_final"} <= codes
