"""Versions of rule files at both hubs: who may, what is frozen, and what they add to its words."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from resources import path
from tests.workstation.sync.team import START, Add, Seat, Team
from workstation.actions.rules import (
    ActivateRules,
    ReviveRules,
    SaveRuleDraft,
    TryRules,
    WithdrawRules,
)
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet
from workstation.rules.editing import add_row, set_value, value_at
from workstation.store.replica import now_ms
from workstation.store.work import Work
from workstation.sync import hub_steps
from workstation.sync.hub import open_hub

CLASSES = "rules/classes.toml"
LIMITS = "rules/limits.toml"
SEASONAL = "procedures/seasonal.toml"
FAR = START + 40 * 365 * 86_400_000
_REFUSED = "SELECT code, facts FROM operation WHERE state='refused' ORDER BY n"


def text(file: str) -> str:
    return (path("rules").parent / file).read_text(encoding="utf-8")


def with_subtype(code: str) -> str:
    row = {"code": code, "name_zh": "新", "name_en": "New", "words": ["崭新的情况"]}
    return add_row(text(CLASSES), "subtype", row)


@dataclass(frozen=True)
class Set:
    """Changes a version as it likes, as a desk that minds no rules would."""

    uid: str
    fields: dict[str, Any] = field(default_factory=dict)

    def perform(self, work: Work) -> None:
        known = work.get(RuleSet, self.uid)
        work.keep(known, replace(known, **self.fields))


def seat_of(team: Team, name: str) -> Seat:
    """A desk that did all this some minutes ago."""
    seat = team.seat(name)
    seat.now = now_ms() - 600_000
    return seat


def save(seat: Seat, file: str, told: str, **facts: Any) -> str:
    done = seat.do(SaveRuleDraft(file, told, **facts))
    return str(done.result.uid)  # type: ignore[attr-defined]


def activate(seat: Seat, file: str, told: str, from_at: int | None = None, base: str = "") -> str:
    uid = save(seat, file, told, base=base)
    seat.do(ActivateRules(uid, from_at))
    return uid


def refused(seat: Seat) -> list[str]:
    return [code for code, _ in seat.rows(_REFUSED)]


def test_a_version_reaches_everybody_and_is_the_same_everywhere(team: Team) -> None:
    lea, amy = seat_of(team, "lea"), seat_of(team, "amy")
    uid = save(lea, LIMITS, text(LIMITS), note="warn earlier")
    lea.do(TryRules(uid, {"tried": 3}))
    lea.do(ActivateRules(uid, FAR))
    team.settle()
    kept: RuleSet = amy.find("rule", uid)
    assert (kept.state, kept.from_at, kept.note) == ("in_force", FAR, "warn earlier")
    assert kept.version != "2026.1"
    assert kept.tried_by == lea.agent.uid
    assert f'version = "{kept.version}"' in kept.text
    lea.do(WithdrawRules(uid))
    team.settle()
    assert amy.find("rule", uid).state == "withdrawn"
    assert refused(lea) == []
    team.agree()


def test_only_leaders_make_versions_and_put_them_in_force(team: Team) -> None:
    lea, amy = seat_of(team, "lea"), seat_of(team, "amy")
    person = Agent("u-amy", "Amy", role="agent")
    lea.do(Add(person))
    lea.round()
    uid = save(lea, LIMITS, text(LIMITS))
    team.settle()
    amy.agent = replace(person, role="leader")  # as her own desk has it
    save(amy, LIMITS, text(LIMITS))
    amy.do(ActivateRules(uid))
    amy.do(Set(uid, {"note": "mine"}))
    amy.round()
    codes = [(code, json.loads(facts)["act"]) for code, facts in amy.rows(_REFUSED)]
    assert codes == [("not_allowed", "rules_change")] * 3
    assert amy.find("rule", uid).state == "draft"
    (stands,) = team.hub.fetch([("rule", uid)])
    assert stands.body is not None
    assert stands.body.get("state", "draft") == "draft"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": "version = 'other'"}, "rule_frozen"),
        ({"from_at": 5}, "rule_frozen"),
        ({"compiled": {"class": ["mine"]}}, "rule_frozen"),
        ({"state": "draft"}, "rule_frozen"),
        ({"state": "withdrawn"}, "rule_in_force"),
        ({"state": "odd"}, "operation_malformed"),
    ],
)
def test_what_is_in_force_is_never_altered(team: Team, fields: dict[str, Any], code: str) -> None:
    lea = seat_of(team, "lea")
    uid = activate(lea, LIMITS, text(LIMITS))
    lea.round()
    lea.do(Set(uid, fields))
    lea.round()
    assert refused(lea) == [code]
    assert lea.find("rule", uid).state == "in_force"
    assert lea.find("rule", uid).text != "version = 'other'"


@pytest.mark.parametrize(
    "fields",
    [
        {"compiled": {"giving_up": ["SendReply"]}},
        {"compiled": {"class": [1]}},
        {"compiled": {"class": "all"}},
        {"activated_at": None},
        {"from_at": None},
        {"text": ""},
    ],
)
def test_a_version_brings_only_what_it_may(team: Team, fields: dict[str, Any]) -> None:
    lea = seat_of(team, "lea")
    uid = save(lea, LIMITS, text(LIMITS))
    lea.round()
    usual = {"state": "in_force", "from_at": 5, "activated_at": START}
    lea.do(Set(uid, {**usual, **fields}))
    lea.round()
    assert refused(lea) == ["operation_malformed"]
    lea.do(Set(uid, {"compiled": {"class": ["sneaked"]}}))
    lea.round()
    assert refused(lea) == ["operation_malformed"] * 2


def test_of_two_versions_of_a_file_with_one_base_the_later_is_asked(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    first = activate(lea, LIMITS, set_value(text(LIMITS), "version", "a"))
    second = activate(max_, LIMITS, set_value(text(LIMITS), "version", "a"))
    team.settle()
    ((code, facts),) = max_.rows(_REFUSED)
    assert (code, json.loads(facts)["newest"], json.loads(facts)["version"]) == (
        "rule_base_old",
        first,
        "a",
    )
    assert max_.find("rule", second).state == "draft"  # the words are kept
    team.settle()
    max_.now = now_ms()
    again = save(max_, LIMITS, max_.find("rule", second).text, base=first, uid=second)
    max_.do(ActivateRules(again))
    team.settle()
    assert lea.find("rule", again).state == "in_force"
    assert lea.find("rule", second).state == "withdrawn"
    team.agree()


def test_a_version_may_not_come_before_its_base_nor_be_named_twice(team: Team) -> None:
    lea = seat_of(team, "lea")
    first = activate(lea, LIMITS, text(LIMITS), FAR)
    lea.round()
    uid = save(lea, LIMITS, text(LIMITS), base=first)
    with pytest.raises(Refusal, match="rule_from_early"):
        lea.do(ActivateRules(uid))
    made: RuleSet = lea.find("rule", first)
    told = {"state": "in_force", "activated_at": START, "text": "x"}
    lea.do(Set(uid, {**told, "from_at": FAR - 1}))
    lea.round()
    lea.do(Set(uid, {**told, "from_at": FAR, "version": made.version}))
    lea.round()
    assert refused(lea) == ["rule_from_early", "rule_version_taken"]


def test_codes_of_a_version_are_taken_in_from_its_activation_on(team: Team) -> None:
    lea, amy = seat_of(team, "lea"), seat_of(team, "amy")
    amy.ticket(subtype="timeliness.brand_new")
    amy.round()
    assert refused(amy) == ["value_unknown"]
    uid = activate(lea, CLASSES, with_subtype("timeliness.brand_new"), FAR)
    mine = lea.ticket(subtype="timeliness.brand_new")  # in the same exchange
    team.settle()
    assert refused(lea) == []
    theirs = amy.ticket(subtype="timeliness.brand_new")
    lea.do(WithdrawRules(uid))
    team.settle()
    amy.set(mine, subtype="timeliness.brand_new", subject="kept")
    again = amy.ticket(subtype="timeliness.brand_new")
    team.settle()
    assert refused(amy) == ["value_unknown"]
    assert len(team.hub.fetch([("ticket", key) for key in (mine, theirs, again)])) == 3
    assert lea.find("rule", uid).state == "withdrawn"
    team.agree()


def resolved_late(team: Team, lea: Seat, amy: Seat) -> str:
    """What becomes of a solution that arrives after somebody reopened the ticket."""
    uid = lea.ticket(procedure="seasonal@2026.1", status="open")
    lea.set(uid, status="resolved")
    team.settle()
    before = len(refused(amy))
    amy.set(uid, subject="away")
    lea.set(uid, status="open", reopened=1)
    lea.round()
    amy.set(uid, status="closed")
    team.settle()
    return refused(amy)[-1] if len(refused(amy)) > before else lea.read(uid).status


def test_what_late_work_means_follows_the_version_in_force(team: Team) -> None:
    lea, amy = seat_of(team, "lea"), seat_of(team, "amy")
    assert resolved_late(team, lea, amy) == "open"  # shipped: stay
    strict = set_value(text(SEASONAL), "late_resolve", "refuse")
    first = activate(lea, SEASONAL, strict)
    team.settle()
    assert resolved_late(team, lea, amy) == "reopened_meanwhile"
    lax = set_value(strict, "late_resolve", "end")
    activate(lea, SEASONAL, lax, FAR, base=first)
    team.settle()
    assert resolved_late(team, lea, amy) == "reopened_meanwhile"  # not in force yet


def test_an_earlier_text_comes_back_as_a_new_version(team: Team) -> None:
    lea, amy = seat_of(team, "lea"), seat_of(team, "amy")
    changed = set_value(text(LIMITS), "limit[0].name_en", "Other")
    activate(lea, LIMITS, changed)
    team.settle()
    lea.now = now_ms()
    uid = str(lea.do(ReviveRules(LIMITS)).result)
    team.settle()
    made: RuleSet = amy.find("rule", uid)
    assert made.state == "in_force"
    assert set_value(made.text, "version", value_at(text(LIMITS), "version")) == text(LIMITS)
    assert refused(lea) == []
    team.agree()


def test_words_of_a_refused_draft_are_kept(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    uid = save(lea, LIMITS, text(LIMITS))
    team.settle()
    seen = max_.find("rule", uid)
    mine = set_value(text(LIMITS), "limit[0].name_en", "Mine")
    save(lea, LIMITS, set_value(text(LIMITS), "limit[0].name_en", "Hers"), uid=uid)
    save(max_, LIMITS, mine, uid=uid, seen=seen.made_at)
    team.settle()
    assert refused(max_) == ["changed_meanwhile"]
    assert "Hers" in max_.find("rule", uid).text
    (kept,) = max_.drafts.values()
    assert (kept.editor, kept.data["file"]) == ("rules", LIMITS)
    assert "Mine" in kept.body


def test_words_stay_when_the_hub_is_brought_up_anew(hub_url: str, team: Team) -> None:
    lea = seat_of(team, "lea")
    activate(lea, CLASSES, with_subtype("service.brand_new"))
    lea.round()
    assert team.hub.check() == ()
    hub_steps.upgrade(hub_url)
    with closing(open_hub(hub_url)) as hub:
        assert hub.check() == ()
    lea.ticket(subtype="service.brand_new")
    lea.round()
    assert refused(lea) == []


def test_a_new_hub_that_is_given_rules_knows_their_words(team: Team) -> None:
    seat = seat_of(team, "one")
    who = seat.exchange.identity()
    made = RuleSet(
        "r1",
        CLASSES,
        "9",
        START,
        text="x",
        state="in_force",
        from_at=5,
        activated_at=START,
        compiled={"subtype": ["safety.brand_new"]},
    )
    facts = {
        "uid": "r1",
        "file": CLASSES,
        "version": "9",
        "made_at": START,
        "text": "x",
        "state": "in_force",
        "from_at": 5,
        "activated_at": START,
        "compiled": made.compiled,
    }
    team.hub.seed(who.desk_no, who.token, [("rule", facts)])
    seat.round()
    assert seat.find("rule", "r1") == made
    seat.ticket(subtype="safety.brand_new")
    seat.round()
    assert refused(seat) == []
    assert team.hub.check() == ()


def test_rules_come_before_any_ticket(team: Team) -> None:
    lea = seat_of(team, "lea")
    uid = activate(lea, LIMITS, text(LIMITS))
    tickets = [lea.ticket() for _ in range(5)]
    lea.round()
    new = seat_of(team, "new")
    who = new.exchange.identity()
    told = team.hub.pull(who.desk_no, "", 3)
    kinds = [item.kind for item in told.changes]
    assert "rule" in kinds
    assert told.stage == "open"
    new.round()
    assert new.find("rule", uid) == lea.find("rule", uid)
    assert all(new.read(one) for one in tickets)


def test_a_hub_of_a_program_that_knows_no_rules_is_refused_until_it_is_brought_up(
    postgres_url: str,
) -> None:
    import psycopg

    with psycopg.connect(postgres_url) as connection:
        connection.execute("DELETE FROM hub_kind WHERE kind='rule'")
    with closing(open_hub(postgres_url)) as hub, pytest.raises(Refusal, match="hub_older"):
        hub.epoch()
    assert hub_steps.upgrade(postgres_url).kind == "postgresql"
    with closing(open_hub(postgres_url)) as hub:
        assert hub.epoch()
        assert hub.check() == ()
