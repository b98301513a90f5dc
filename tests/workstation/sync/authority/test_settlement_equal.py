"""Authorisations and signed agreements are judged alike at both hubs, by what stands there."""

from __future__ import annotations

from random import Random
from typing import Any, Final

import pytest

from tests.workstation.sync.authority.batches import AT
from tests.workstation.sync.authority.test_push_equal import Pair, pair
from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.payment import payment_uid
from workstation.domain.settlement_words import words_of
from workstation.rules import loading
from workstation.store.flat import whole
from workstation.sync.protocol import Operation

__all__ = ["pair"]

Facts = dict[str, Any]
_FEN: Final = (100_000, 499_999, 500_000, 1_500_000)
_NAMES: Final = (
    "王小明",
    "王女士",
    "赵六",
    "ÉMILE Zola",
    "émile zola",
    "ZOLA",
    "Ｚola ",
    "王*明",
    "",
)


class Hands:
    """Makes operations over claims of several parcels."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.n = 0

    def told(self, who: str, *changes: Any) -> Operation:
        self.n += 1
        return Operation(self.n, f"op{self.n:05}", AT + self.n, who, "Any", "", {}, changes)

    def start(self) -> list[Operation]:
        people = {"amy": "claims", "lea": "leader", "boss": "admin"}
        made = [new("agent", {"uid": uid, "name": uid, "role": r}) for uid, r in people.items()]
        kinds = [
            new("customer", {"uid": f"k-{kind}", "kind": kind, "name": kind, "created_at": AT})
            for kind in ("cash", "contract")
        ]
        return [self.told("boss", *made), self.told("boss", *kinds)]

    def case(self, number: int) -> list[Operation]:
        """A parcel, its ticket and a claim that is handed in, proved and paid, or not."""
        chance = self.chance
        named = {f"{who}_name": chance.choice(_NAMES) for who in ("sender", "receiver")}
        parcel = {"uid": f"p{number}", "waybill": f"SF{number}", **named}
        parcel |= {"merchant": chance.choice(_NAMES), "area": chance.choice(("", "remote"))}
        ticket: Facts = {"uid": f"t{number}", "number": f"1-{number}", "created_at": AT}
        ticket |= {"customer": chance.choice(("", "k-cash", "k-contract"))}
        ticket |= chance.choice(({"parcel": f"p{number}"}, {"waybill": f"SF{number}"}, {}))
        claim: Facts = {"uid": f"c{number}", "number": f"C1-{number}", "ticket": f"t{number}"}
        claim |= {"created_at": AT, "created_by": "amy", "claimed_fen": chance.choice(_FEN)}
        claim |= {"party": chance.choice(("sender", "receiver", "merchant"))}
        claim |= {"claimant": chance.choice(_NAMES), "payee": "x", "payee_account": "1"}
        claim |= {"authorisation": chance.choice(("", "\u3000", "委托", "委托", "委托"))}
        claim |= {"proposed_fen": 100_000, "insured_fen": chance.choice((0, 5))}
        told = [
            self.told("boss", new("parcel", parcel)),
            self.told("amy", new("ticket", ticket)),
            self.told("amy", new("claim", claim)),
        ]
        if chance.random() < 0.7:
            proof = {"uid": f"e{number}", "claim": f"c{number}", "ticket": f"t{number}"}
            proof |= {"code": chance.choice(("authorisation", "authorisation", "photo"))}
            proof |= {"title": "x", "made_at": AT, "made_by": "lea", "state": "wanted"}
            state = chance.choice(("asked", "waived", "waived", "waived"))
            change = {"state": state, "reason": "r", "decided_by": "lea", "decided_at": AT}
            told.append(self.told("lea", new("evidence", proof)))
            told.append(self.told("lea", put("evidence", f"e{number}", proof, change)))
        done = {"status": "submitted", "submitted_by": "amy", "submitted_at": AT}
        told.append(self.told("amy", put("claim", f"c{number}", claim, done)))
        return [*told, *self.paid(number, {**claim, **done})]

    def paid(self, number: int, claim: Facts) -> list[Operation]:
        chance = self.chance
        fen = chance.choice(_FEN)
        done: Facts = {"status": "approved", "approved_fen": fen, "approved_by": "boss"}
        done["approved_at"] = AT
        frozen = whole("claim", {**claim, **done})
        line: Facts = {"uid": f"a{number}", "claim": f"c{number}", "ticket": f"t{number}", "at": AT}
        line |= {"version": 1, "agent": "boss", "decision": "approved", "amount_fen": fen}
        line["facts"] = {name: frozen[name] for name in APPROVED_FACTS}
        change = put("claim", f"c{number}", claim, done)
        told = [self.told("boss", change, new("approval", line))]
        if chance.random() < 0.5:
            extra = {"extra": {"signed_at": str(AT), "signed_version": chance.choice("12")}}
            told.append(self.told("lea", put("claim", f"c{number}", claim, extra)))
        facts: Facts = {"uid": payment_uid(f"c{number}", 1), "claim": f"c{number}"}
        facts |= {"ticket": f"t{number}", "version": 1, "amount_fen": fen, "payee": "x"}
        facts |= {"account": "1", "requested_by": "lea", "requested_at": AT}
        return [*told, self.told("lea", new("payment", {**facts, "state": "requested"}))]

    def version(self, number: int, base: str) -> Operation:
        """Another version of the rules in force, of which the conditions are others."""
        chance = self.chance
        rules = loading.load().settlement
        compiled = words_of(rules)
        compiled["settlement_agreement"] = [
            '{"code":"x","evidence":"","n":0,"when":'
            + chance.choice(
                (
                    '[["approved_fen","above",[100000]],["customer_class","in",["contract"]]]',
                    '[["area","known",[true]]]',
                    '[["party_sends","in",[false]],["insured","in",[true]]]',
                    '[["claimant","not_in",["same"]]]',
                )
            )
            + ',"why_en":"y","why_zh":"z"}'
        ]
        if number % 3 == 0:
            compiled = {"settlement": ["none"]}
        facts: Facts = {"uid": f"r{number:05}", "file": "rules/settlement.toml", "base": base}
        facts |= {"version": f"v{number}", "text": "x", "state": "in_force", "made_by": "lea"}
        at = AT + number
        facts |= {"made_at": AT, "from_at": at, "activated_at": at, "activated_by": "lea"}
        return self.told("lea", new("rule", {**facts, "compiled": compiled}))


def new(kind: str, facts: Facts) -> Any:
    return {"kind": kind, "uid": facts["uid"], "new": whole(kind, facts)}


def put(kind: str, uid: str, was: Facts, told: Facts) -> Any:
    before = whole(kind, was)
    return {"kind": kind, "uid": uid, "set": told, "base": {name: before[name] for name in told}}


@pytest.mark.parametrize("seed", range(3))
def test_both_hubs_hold_claims_to_the_rules_in_force(pair: Pair, seed: int) -> None:
    hands, base = Hands(seed), ""
    codes: list[str] = []

    def push(told: list[Operation]) -> None:
        codes.extend(outcome.code for outcome in pair.push(1, told))

    push(hands.start())
    for number in range(60):
        push(hands.case(number))
        if number % 12 == 11:
            told = hands.version(number, base)
            base = f"r{number:05}"
            push([told])
            assert codes[-1] == ""
    pair.agree()
    assert {"claim_authorisation", "claim_authorisation_unproven", "agreement_unsigned"} <= set(
        codes
    )
    assert codes.count("") > len(codes) / 2


@pytest.mark.parametrize(
    ("file", "compiled"),
    [
        ("rules/settlement.toml", {"settlement_agreement": []}),
        ("rules/settlement.toml", {"settlement": ["1"], "settlement_agreement": ["{}"]}),
        ("rules/settlement.toml", {"settlement": ["1"], "settlement_agreement": ["no"]}),
        ("rules/approval.toml", {"settlement": ["1"]}),
        ("rules/settlement.toml", {"settlement": ["1"]}),
        ("rules/settlement.toml", {}),
    ],
)
def test_words_that_say_nothing_never_come_into_force(
    pair: Pair, file: str, compiled: Facts
) -> None:
    hands = Hands(0)
    pair.push(1, hands.start())
    told = hands.version(1, "")
    change: Any = told.changes[0]
    change["new"] |= {"file": file, "compiled": compiled}
    (outcome,) = pair.push(1, [told])
    sound = file == "rules/settlement.toml" and set(compiled) <= {"settlement"}
    assert outcome.code == ("" if sound else "operation_malformed")
