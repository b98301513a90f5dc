"""Two desks pay the same claim at the same moment on a real server: one of them wins."""

from __future__ import annotations

import threading
from typing import Any

from workstation.domain.payment import payment_uid
from workstation.store.flat import whole
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Operation, Outcome

AT = 1_700_000_000_000
_ROUNDS = 12


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


def _printed(desk: Desk, number: int) -> str:
    """A claim that may be paid, with its payment asked for."""
    claim, ticket = f"c{number}", f"t{number}"
    facts = {"number": f"C{number}", "ticket": ticket, "created_at": AT, "created_by": "amy"}
    steps: list[tuple[str, list[Any]]] = [
        ("amy", [_new("ticket", uid=ticket, number=f"1-{number}", created_at=AT)]),
        ("amy", [_new("claim", uid=claim, **facts)]),
        ("amy", [_move(claim, "draft", "submitted", submitted_by="amy")]),
        ("lea", [_move(claim, "submitted", "approved", approved_fen=500, approved_by="lea")]),
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
