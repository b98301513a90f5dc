"""Both hubs judge a claim by the same facts, whatever stands there, and reckon alike with them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from random import Random
from typing import Any, Final

import pytest
import sqlalchemy
from sqlalchemy import Connection

from tests.workstation.sync.authority.batches import AT
from tests.workstation.sync.authority.test_push_equal import Pair, pair
from tests.workstation.sync.authority.test_settlement_equal import new
from workstation.domain import approval_words, settlement_words
from workstation.domain.approval_rules import FACTS as CASE_FACTS
from workstation.domain.claim import CLAIM_STATUSES, Claim, counted_fen
from workstation.domain.condition import Condition, holds
from workstation.domain.settlement_rules import (
    BLANKS,
    Proof,
    SettlementRules,
    agreement_for,
    authorisation_for,
    likeness,
)
from workstation.domain.settlement_words import words_of
from workstation.domain.ticket import PARTIES
from workstation.store.flat import whole
from workstation.store.kinds import codec
from workstation.sync.claim_guards import ClaimGuards
from workstation.sync.claim_tiers import hub_case, settled_by, shipped, shipped_settlement
from workstation.sync.protocol import Operation
from workstation.sync.standing import Standing

__all__ = ["pair"]

Facts = dict[str, Any]
_NAMES: Final = ("王小明", "王女士", "赵六", "Émile", "émile", " Zola", "ＺOLA", "王*", "先生", "")
_FEN: Final = (0, 1, 99, 100, 101, 150, 2_000)


@pytest.fixture
def local(sqlite_url: str) -> Iterator[Connection]:
    engine = sqlalchemy.create_engine(sqlite_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def server(postgres_url: str) -> Iterator[Connection]:
    url = postgres_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def asked(server: Connection, call: str, *given: Any) -> Any:
    """What a function of the database gives for JSON and numbers."""
    names = {f"a{place}": one for place, one in enumerate(given)}
    told = {
        name: json.dumps(one) if isinstance(one, (dict, list)) else one
        for name, one in names.items()
    }
    return server.scalar(sqlalchemy.text(f"SELECT {call}"), told)


class Drawn:
    """Parcels, customers and tickets that stand at both hubs, and claims that may be made of them."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.bundled: list[Facts] = []

    def records(self) -> list[Any]:
        chance = self.chance
        made = [new("agent", {"uid": "boss", "name": "boss", "role": "admin"})]
        for kind in ("cash", "contract"):
            made.append(
                new("customer", {"uid": f"k-{kind}", "kind": kind, "name": "x", "created_at": AT})
            )
        for n in range(12):
            people = {f"{who}_name": chance.choice(_NAMES) for who in ("sender", "receiver")}
            about = {name: chance.choice(("", f"{name}1")) for name in ("area", "category")}
            about |= {"merchant": chance.choice(_NAMES), "carrier": chance.choice(("", "sf"))}
            made.append(new("parcel", {"uid": f"p{n}", "waybill": f"SF{n}", **people, **about}))
        made.append(new("parcel", {"uid": "p-later", "waybill": "SF1", "area": "later"}))
        for n in range(30):
            ticket: Facts = {"uid": f"t{n}", "number": f"1-{n}", "created_at": AT}
            ticket |= {"customer": chance.choice(("", "k-cash", "k-contract", "gone"))}
            ticket |= {"parcel": chance.choice(("", "p0", "p1", "gone"))}
            ticket |= {"waybill": chance.choice(("", "SF1", "SF7", "SF99"))}
            made.append(new("ticket", ticket))
        for n in range(8):
            claim = self.claim(f"c{n}", "t0") | {"ticket": f"t{n}", "status": "draft"}
            claim |= {"bundle": chance.choice(("", "b1", "b1", "b2")), "approved_fen": None}
            self.bundled.append(claim)
            made.append(new("claim", claim))
        return made

    def claim(self, uid: str, ticket: str = "") -> Facts:
        chance = self.chance
        proposed = chance.choice(_FEN)
        told: Facts = {"uid": uid, "number": f"C1-{uid}", "created_at": AT, "created_by": "amy"}
        told |= {"ticket": ticket or f"t{chance.randint(0, 33)}", "proposed_fen": proposed}
        told |= {"party": chance.choice(PARTIES), "claimant": chance.choice(_NAMES)}
        told |= {"kind": chance.choice(("loss", "damage")), "claimed_fen": chance.choice(_FEN)}
        told |= {"partial": chance.choice(("", "total"))}
        told |= {"insured_fen": chance.choice((0, 1)), "status": chance.choice(CLAIM_STATUSES)}
        told |= {"approved_fen": chance.choice((None, 0, proposed, proposed + 1))}
        told |= {"extra": chance.choice(({}, {"paid_before": "x"}, {"paid_before": ""}))}
        told |= {"bundle": chance.choice(("", "b1", "b2", "b3"))}
        lines = ([], [{"code": "voidable"}], [{"code": "cap"}, {"code": "voidable"}])
        told["basis"] = chance.choice((*lines, [{"code": "cap"}]))
        return whole("claim", told)


def test_a_claim_s_facts_are_the_same_at_both_hubs(
    pair: Pair, local: Connection, server: Connection
) -> None:
    chance = Random(4)
    drawn = Drawn(chance)
    for n, change in enumerate(drawn.records(), start=1):
        told = Operation(n, f"op{n:05}", AT + n, "boss", "Any", "", {}, [change])
        assert [outcome.code for outcome in pair.push(1, [told])] == [""]
    around = ClaimGuards(local, {}, "boss", None, AT)
    beside = [_made(one["uid"], whole("claim", one)) for one in drawn.bundled]
    settled: list[Facts] = []
    cases: list[Facts] = []
    for n in range(300):
        facts = drawn.claim(f"c{n % 12}")
        claim, amount = _made(f"c{n % 12}", facts), chance.choice(_FEN)
        settled.append(settled_by(claim, around))
        assert asked(server, "hub_settled_by(CAST(:a0 AS jsonb))", facts) == settled[-1], facts
        mine = [one for one in beside if one.bundle and one.bundle == claim.bundle]
        case = hub_case(claim, amount, around, mine)
        cases.append(dict(case.facts))
        told = asked(server, "hub_claim_case(CAST(:a0 AS jsonb), :a1)", facts, amount)
        assert told == cases[-1], facts
        assert asked(server, "hub_counted(CAST(:a0 AS jsonb))", facts) == counted_fen(claim)
        others = asked(server, "hub_beside(:a0, :a1)", claim.bundle, claim.uid)
        assert others == case.beside_fen
    for name in (*settled[0], *cases[0]):  # each of them told more than one thing
        assert len({str(one.get(name)) for one in (*settled, *cases) if name in one}) > 1, name
    assert cases[0].keys() == set(CASE_FACTS)


def test_names_are_alike_for_both(server: Connection) -> None:
    chance = Random(6)
    parts = ("王", "小", "女士", "先生", "É", "é", "z", "Z", " ", "\u3000", "*", "ß", "İ")
    seen = set()
    for _ in range(500):
        one, other = ("".join(chance.choices(parts, k=chance.randint(0, 3))) for _ in range(2))
        seen.add(likeness(one, other))
        assert asked(server, "hub_likeness(:a0, :a1)", one, other) == likeness(one, other)
    assert seen == {"same", "other", "unknown"}
    assert asked(server, "hub_one_word('name_blank')") == BLANKS


#: What conditions look at, with what they may want.
_SEEN: Final[dict[str, tuple[Any, ...]]] = {
    "kind": ("damage", "loss", "damage.wet", ""),
    "insured": (True, False),
    "approved_fen": (None, 0, 1, 99, 100),
    "claimed_fen": (0, 1, 99, 100),
}


def _conditions(chance: Random) -> tuple[Condition, ...]:
    found = []
    for fact in chance.sample(sorted(_SEEN), chance.randint(0, 2)):
        values = tuple(one for one in _SEEN[fact] if one is not None and one != "")
        tests = ["in", "not_in", "known"]
        if fact.endswith("_fen"):
            tests += ["min", "max", "above", "below"]
        test = chance.choice(tests)
        some = tuple(chance.sample(values, chance.randint(1, len(values))))
        wanted = {"in": some, "not_in": some, "known": (chance.random() < 0.5,)}
        found.append(Condition(fact, test, wanted.get(test, some[:1])))
    return tuple(found)


def test_the_first_row_that_fits_is_the_same(server: Connection) -> None:
    chance = Random(7)
    found = set()
    for _ in range(300):
        proofs = [
            Proof(f"r{n}", "", "", "为何", "why", conditions=_conditions(chance))
            for n in range(chance.randint(0, 12))
        ]
        cut = chance.randint(0, len(proofs))
        rules = SettlementRules("1", tuple(proofs[:cut]), tuple(proofs[cut:]))
        lists = {name: chance.sample(told, len(told)) for name, told in words_of(rules).items()}
        facts = {name: chance.choice(values) for name, values in _SEEN.items()}
        for part, first in (("authorisation", authorisation_for), ("agreement", agreement_for)):
            row = first(rules, facts)
            told = asked(
                server,
                "hub_first_row(hub_settlement_of(CAST(:a0 AS jsonb)) -> :a1,"
                " CAST(:a2 AS jsonb)) ->> 'code'",
                lists,
                part,
                facts,
            )
            assert told == (row and row.code), (rules, facts)
            found.add(told)
        one = Condition("approved_fen", chance.choice(("min", "max", "above", "below")), (99,))
        words = [[one.fact, one.test, list(one.wanted)]]
        told = asked(server, "hub_holds(CAST(:a0 AS jsonb), CAST(:a1 AS jsonb))", words, facts)
        assert told is holds(one, facts)
    assert len(found) > 4


_ROLES: Final = {"boss": "admin", "lea": "leader", "amy": "claims", "ben": "claims", "ann": "agent"}
_FAR: Final = 2**42


def _loans() -> Iterator[Facts]:
    """Who lends how much to whom, from when until when, and what was ended."""
    for n, (giver, taker, fen, until, revoked) in enumerate(
        (
            *(("lea", "amy", 450_000, _FAR, None), ("boss", "amy", 300_000, _FAR, None)),
            *(("boss", "ben", 700_000, 2, None), ("lea", "ben", 350_000, _FAR, 2)),
            *(("lea", "ann", 900_000, _FAR, None), ("boss", "lea", 2_000_000, _FAR, None)),
        )
    ):
        told: Facts = {"uid": f"d{n}", "from_agent": giver, "made_by": giver, "made_at": 1}
        told |= {"to_agent": taker, "act": "claim_approve", "limit_fen": fen, "from_at": 1}
        yield {**told, "until_at": until, "revoked_at": revoked}


def test_a_person_s_limit_is_the_same_at_both_hubs(
    pair: Pair, local: Connection, server: Connection
) -> None:
    chance = Random(9)
    n = 0

    def push(who: str, change: Any) -> None:
        nonlocal n
        n += 1
        told = Operation(n, f"op{n:05}", AT + n, who, "Any", "", {}, [change])
        assert [outcome.code for outcome in pair.push(1, [told])] == [""]

    people = {uid: whole("agent", {"name": uid, "role": role}) for uid, role in _ROLES.items()}
    for uid, person in people.items():
        push("boss", new("agent", {"uid": uid, **person}))
    for loan in _loans():
        push(loan["from_agent"], new("delegation", {**loan, "revoked_at": None}))
        if loan["revoked_at"] is not None:
            base = {"revoked_at": None}
            told = {"kind": "delegation", "uid": loan["uid"], "base": base}
            push(loan["from_agent"], {**told, "set": {"revoked_at": loan["revoked_at"]}})
    push("boss", new("ticket", {"uid": "t0", "number": "1-0", "created_at": AT}))
    for place, (bundle, fen) in enumerate((("b1", 50_000), ("b2", 320_000), ("b2", 90_000))):
        ticket = {"uid": f"t{place + 1}", "number": f"1-{place + 1}", "created_at": AT}
        push("boss", new("ticket", ticket))
        facts: Facts = {"uid": f"c{place}", "number": f"C1-{place}", "ticket": f"t{place + 1}"}
        facts |= {"created_at": AT, "created_by": "boss", "claimed_fen": fen, "bundle": bundle}
        push("boss", new("claim", facts))
    found = []
    drawn = Drawn(chance)
    for _ in range(300):
        before = drawn.claim("c9", "t0") | {"bundle": chance.choice(("", "b1", "b2"))}
        before |= {"status": "submitted", "created_by": chance.choice(list(_ROLES))}
        before |= {"submitted_by": chance.choice(list(_ROLES))}
        amount = chance.choice((1, 40_000, 40_001, 100_000, 400_000, 450_000, 450_001, 2_000_000))
        before["proposed_fen"] = amount if chance.random() < 0.8 else before["proposed_fen"]
        after = {**before, "status": "approved", "approved_fen": amount}
        makers = (before["created_by"], before["submitted_by"])  # who are refused before that
        who = chance.choice([one for one in _ROLES if one not in makers])
        person = Standing("agent", who, 1, people[who])
        around = ClaimGuards(local, {}, who, person, time.time_ns() // 1_000_000)
        found.append(around.limit(Standing("claim", "c9", 1, after), before))
        told = asked(
            *(server, "hub_claim_limit(:a0, :a1, CAST(:a2 AS jsonb), CAST(:a3 AS jsonb), :a4)"),
            *(who, "c9", people[who], before, amount),
        )
        assert (told >= amount) == (found[-1] >= amount), (who, before, amount)
        if told < amount:  # the refusal tells it
            assert told == found[-1], (who, before, amount)
    assert {0, 40_000, 300_000, 450_000} <= set(found)
    assert len(set(found)) > 8


#: What may stand in place of a part of a row: most of it says nothing.
_PARTS: Final[tuple[Any, ...]] = (
    *(None, True, 0, 5, -1, 1.5, "x", {}, [], ["x"], [5], [[1, 2, 3]], [["kind"]]),
    *([["kind", "in"]], [["kind", "in", 5]], [["kind", "in", ["x"]]], [["kind", "in", []]]),
    *([["kind", "hum", [1]]], [["kind", "known", [1]]], [["kind", "known", [True]]]),
    *([["kind", "min", []]], [["kind", "min", [1]]], [["kind", "words", ["x"]]]),
)


def _broken(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    """Lists of words with a list, a row or a part of a row left out or put into its place."""
    for name, words in lists.items():
        yield {one: told for one, told in lists.items() if one != name}
        yield {name: words}
        for told in ([], ["x"], ["{}"], ["5"], ["null"], words * 2, words[::-1]):
            yield {**lists, name: told}
        for place, word in enumerate(words):
            if not word.startswith("{"):
                continue
            row = json.loads(word)
            for part in row:
                rest = {one: told for one, told in row.items() if one != part}
                for made in (rest, *({**row, part: value} for value in _PARTS)):
                    told = [*words[:place], json.dumps(made, ensure_ascii=False)]
                    yield {**lists, name: [*told, *words[place + 1 :]]}


@pytest.mark.parametrize(
    ("file", "words", "check", "shipped"),
    [
        ("rules/approval.toml", approval_words, "hub_tiers_sound", shipped()),
        ("rules/settlement.toml", settlement_words, "hub_settlement_sound", shipped_settlement()),
    ],
    ids=["approval", "settlement"],
)
def test_broken_words_are_broken_for_both(
    server: Connection, file: str, words: Any, check: str, shipped: Any
) -> None:
    told = words.words_of(shipped)
    assert asked(server, f"{check}(:a0, CAST(:a1 AS jsonb))", file, told) is True
    assert asked(server, f"{check}(:a0, CAST(:a1 AS jsonb))", "rules/x.toml", told) is False
    answers = []
    for lists in _broken(told):
        answers.append(words.is_sound(lists))
        found = asked(server, f"{check}(:a0, CAST(:a1 AS jsonb))", file, lists)
        assert found is answers[-1], lists
    assert 0 < answers.count(True) < len(answers) / 2


def _made(uid: str, facts: Facts) -> Claim:
    made: Claim = codec(Claim).from_facts({**facts, "uid": uid})
    return made
