"""Two desks pay the same claim at the same moment on a real server: one of them wins."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from workstation.domain import settlement_words
from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.approval_words import words_of
from workstation.domain.payment import payment_uid
from workstation.domain.settlement_rules import Proof, SettlementRules
from workstation.rules import loading
from workstation.rules.compiled import APPROVAL, SETTLEMENT_FILE
from workstation.store.flat import whole
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Operation, Outcome

AT = 1_700_000_000_000
_ROUNDS = 12
#: What putting a version of rules in force does in its transaction.
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended('hub_rule ' || :file, 0))")
_NARROW = text(
    "UPDATE hub_record SET body = jsonb_set(body, '{compiled}', CAST(:words AS jsonb))"
    " WHERE kind='rule' AND uid='r1'"
)
_WAITING = text("SELECT 1 FROM pg_locks WHERE locktype='advisory' AND NOT granted LIMIT 1")


def _new(kind: str, **facts: Any) -> Any:
    return {"kind": kind, "uid": facts["uid"], "new": whole(kind, facts)}


class Desk:
    """A desk of its own with a connection of its own."""

    def __init__(self, url: str, name: str) -> None:
        self.hub = open_hub(url)
        self.desk = self.hub.enrol(name, name)
        self.token = self.desk.token
        self.n = 0

    def push(self, who: str, *changes: Any) -> Outcome:
        self.n += 1
        told = Operation(
            self.n, f"{self.desk.desk_no}-{self.n}", AT, who, "Any", "", {}, list(changes)
        )
        pushed = self.hub.push(self.desk.desk_no, self.token, [told])
        self.token = pushed.token
        return pushed.outcomes[0]


def _approval(number: int, claim: dict[str, Any]) -> Any:
    """The line that freezes what was approved."""
    return _new(
        "approval",
        uid=f"a{number}",
        **{"claim": claim["uid"], "ticket": claim["ticket"], "version": 1, "at": AT},
        **{"agent": "lea", "decision": "approved", "amount_fen": claim["approved_fen"]},
        facts={name: claim[name] for name in APPROVED_FACTS},
    )


def _printed(desk: Desk, number: int) -> str:
    """A claim that may be paid, with its payment asked for."""
    claim, ticket = f"c{number}", f"t{number}"
    facts = {"number": f"C{number}", "ticket": ticket, "created_at": AT, "created_by": "amy"}
    steps: list[tuple[str, list[Any]]] = [
        ("amy", [_new("ticket", uid=ticket, number=f"1-{number}", created_at=AT)]),
        ("amy", [_new("claim", uid=claim, **facts)]),
        ("amy", [_move(claim, "draft", "submitted", submitted_by="amy")]),
        (
            "lea",
            [
                _move(claim, "submitted", "approved", approved_fen=500, approved_by="lea"),
                _approval(number, whole("claim", {**facts, "uid": claim, "approved_fen": 500})),
            ],
        ),
        ("lea", [_move(claim, "approved", "printed")]),
        (
            "amy",
            [
                _new(
                    "payment",
                    uid=payment_uid(claim, 1),
                    **{"claim": claim, "ticket": ticket, "version": 1, "amount_fen": 500},
                    **{"requested_by": "amy", "requested_at": AT},
                )
            ],
        ),
    ]
    for who, changes in steps:
        outcome = desk.push(who, *changes)
        assert outcome.state == "applied", (who, outcome)
    return claim


def _move(claim: str, was: str, status: str, **facts: Any) -> Any:
    empty = {name: None if name.endswith("_fen") else "" for name in facts}
    base, told = {"status": was, **empty}, {"status": status, **facts}
    return {"kind": "claim", "uid": claim, "base": base, "set": told}


def _confirm(claim: str, who: str) -> list[Any]:
    told = {"state": "paid", "confirmed_by": who, "reference": who, "paid_at": AT}
    told |= {"confirmed_at": AT}
    base = {"state": "requested", "confirmed_by": "", "reference": "", "paid_at": None}
    payment = {"kind": "payment", "uid": payment_uid(claim, 1), "set": told}
    paid = {"status": "paid", "paid_by": who, "paid_at": AT, "payment_ref": who}
    before = {"status": "printed", "paid_by": "", "paid_at": None, "payment_ref": ""}
    return [
        {**payment, "base": {**base, "confirmed_at": None}},
        {"kind": "claim", "uid": claim, "set": paid, "base": before},
    ]


def _pay(
    desk: Desk, who: str, claim: str, ready: threading.Barrier, answers: dict[str, Outcome]
) -> None:
    ready.wait()
    answers[who] = desk.push(who, *_confirm(claim, who))


def test_of_two_who_pay_at_once_one_wins(postgres_url: str) -> None:
    first, second = Desk(postgres_url, "one"), Desk(postgres_url, "two")
    roles = {"amy": "claims", "lea": "leader", "pay": "claims", "pip": "claims", "boss": "admin"}
    people = [_new("agent", uid=uid, name=uid, role=role) for uid, role in roles.items()]
    assert first.push("boss", *people).state == "applied"
    for number in range(_ROUNDS):
        claim = _printed(first, number)
        ready = threading.Barrier(2)
        answers: dict[str, Outcome] = {}

        threads = [
            threading.Thread(target=_pay, args=(desk, who, claim, ready, answers))
            for desk, who in ((first, "pay"), (second, "pip"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        states = sorted((outcome.state, outcome.code) for outcome in answers.values())
        assert states == [("applied", ""), ("refused", "payment_paid")]
        winner = next(who for who, outcome in answers.items() if outcome.state == "applied")
        for state in first.hub.fetch([("payment", payment_uid(claim, 1)), ("claim", claim)]):
            assert state.body is not None
            assert winner in (state.body.get("confirmed_by"), state.body.get("paid_by"))
    for desk in (first, second):
        desk.hub.close()


def _tiers(most_fen: int) -> dict[str, list[str]]:
    """The words of rules by which claims specialists approve so much."""
    rules = loading.load().approval
    tiers = (replace(rules.tiers[0], up_to_fen=most_fen), *rules.tiers[1:])
    return words_of(replace(rules, tiers=tiers))


def test_an_approval_waits_for_new_tiers_and_goes_by_them(postgres_url: str) -> None:
    first, second = Desk(postgres_url, "one"), Desk(postgres_url, "two")
    roles = {"amy": "claims", "ben": "claims", "boss": "admin"}
    people = [_new("agent", uid=uid, name=uid, role=role) for uid, role in roles.items()]
    rule = {"uid": "r1", "file": APPROVAL, "version": "v1", "text": "x", "made_at": AT}
    rule |= {"made_by": "boss", "state": "in_force", "from_at": AT, "activated_at": AT}
    facts = {"number": "C1", "ticket": "t1", "created_at": AT, "created_by": "amy"}
    for who, changes in (
        ("boss", people),
        ("boss", [_new("rule", **rule, compiled=_tiers(1_000))]),
        ("amy", [_new("ticket", uid="t1", number="1-1", created_at=AT)]),
        ("amy", [_new("claim", uid="c1", **facts, proposed_fen=500)]),
        ("amy", [_move("c1", "draft", "submitted", submitted_by="amy")]),
    ):
        outcome = first.push(who, *changes)
        assert outcome.state == "applied", outcome
    approve = _move("c1", "submitted", "approved", approved_fen=500, approved_by="ben")
    outcome = _while_activating(
        postgres_url, APPROVAL, _tiers(100), lambda: second.push("ben", approve)
    )
    assert (outcome.state, outcome.code) == ("refused", "claim_tier")
    assert outcome.facts["limit_fen"] == 100
    for desk in (first, second):
        desk.hub.close()


def _while_activating(
    postgres_url: str, file: str, words: dict[str, list[str]], push: Callable[[], Outcome]
) -> Outcome:
    """What a push is told that comes while rule r1 gets other words, and waits for that."""
    answers: list[Outcome] = []
    engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://", 1))
    pushing = threading.Thread(target=lambda: answers.append(push()))
    with engine.connect() as activating, engine.connect() as looking:
        activating.execute(_HOLD, {"file": file})
        activating.execute(_NARROW, {"words": json.dumps(words)})
        pushing.start()
        for _ in range(500):
            if looking.scalar(_WAITING):
                break
            looking.rollback()
            time.sleep(0.02)
        else:
            pytest.fail("nobody waits")
        assert not answers
        activating.commit()
        pushing.join()
    engine.dispose()
    (answer,) = answers
    return answer


#: A row that is for every claim.
_ALL = Proof("all", "", "", "为何", "why")


def test_paying_and_handing_in_wait_for_new_settlement_rules(postgres_url: str) -> None:
    first, second = Desk(postgres_url, "one"), Desk(postgres_url, "two")
    roles = {"amy": "claims", "lea": "leader", "pay": "claims", "boss": "admin"}
    people = [_new("agent", uid=uid, name=uid, role=role) for uid, role in roles.items()]
    rule = {"uid": "r1", "file": SETTLEMENT_FILE, "version": "v1", "text": "x", "made_at": AT}
    rule |= {"made_by": "boss", "state": "in_force", "from_at": AT, "activated_at": AT}
    none = settlement_words.words_of(SettlementRules("1"))
    assert first.push("boss", *people).state == "applied"
    assert first.push("boss", _new("rule", **rule, compiled=none)).state == "applied"
    claim = _printed(first, 1)
    facts = {"number": "C2", "ticket": "t2", "created_at": AT, "created_by": "amy"}
    ticket = _new("ticket", uid="t2", number="1-2", created_at=AT)
    assert first.push("amy", ticket, _new("claim", uid="c2", **facts)).state == "applied"
    handed_in = _move("c2", "draft", "submitted", submitted_by="amy")
    for rules, who, changes, code in (
        (SettlementRules("1", (_ALL,)), "amy", [handed_in], "claim_authorisation"),
        (SettlementRules("1", (), (_ALL,)), "pay", _confirm(claim, "pay"), "agreement_unsigned"),
    ):
        words = settlement_words.words_of(rules)
        push = partial(second.push, who, *changes)
        outcome = _while_activating(postgres_url, SETTLEMENT_FILE, words, push)
        assert (outcome.state, outcome.code) == ("refused", code)
    for desk in (first, second):
        desk.hub.close()
