"""Versions of scripts at both hubs: four eyes, what is frozen, one base, and what is one's own."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from tests.workstation.sync.team import START, Add, Change, Seat, Team
from workstation.actions.script_notes import AnswerScriptNote, WriteScriptNote
from workstation.actions.script_own import MarkScript, SavePersonalScript
from workstation.actions.scripts import (
    ActivateScripts,
    DropScriptDraft,
    RetireScript,
    ReviewScript,
    SaveScriptDraft,
    SendScriptIn,
)
from workstation.actions.undo import Undo
from workstation.domain.identity import new_uid, uid_of
from workstation.domain.people import Agent
from workstation.domain.script_version import ScriptMark, ScriptNote, ScriptVersion
from workstation.rules import loading
from workstation.store.replica import Done, now_ms, perform
from workstation.sync import hub_steps
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Operation

FAR = START + 40 * 365 * 86_400_000
_REFUSED = "SELECT code, facts FROM operation WHERE state='refused' ORDER BY n"


def content(code: str = "zz1", body: str = "您好。") -> dict[str, object]:
    return {"code": code, "title": "核实", "body": body}


def seat_of(team: Team, name: str, role: str = "leader") -> Seat:
    """A desk that did all this some minutes ago, its person known to the hub."""
    seat = team.seat(name)
    seat.now = now_ms() - 600_000
    seat.agent = Agent(f"u-{name}", name, role=role)
    admin = Agent("u-boss", "Boss", role="admin")
    do(seat, Add(seat.agent), admin)
    team.settle()
    return seat


def do(seat: Seat, action: Any, who: Agent | None = None) -> Done:
    """Do an action that goes by the rules."""
    seat.now += 1_000
    given = (action, who or seat.agent, seat.now, loading.load())
    done: Done = seat.run(lambda connection: perform(connection, *given))
    return done


def save(seat: Seat, told: dict[str, object] | None = None, **facts: Any) -> str:
    return str(do(seat, SaveScriptDraft(told or content(), **facts)).result.uid)  # type: ignore[attr-defined]


def refused(seat: Seat) -> list[str]:
    return [code for code, _ in seat.rows(_REFUSED)]


def reviewed(team: Team, one: Seat, other: Seat, told: dict[str, object] | None = None) -> str:
    uid = save(one, told)
    do(one, SendScriptIn((uid,)))
    team.settle()
    do(other, ReviewScript(uid, accept=True))
    team.settle()
    return uid


def active(team: Team, one: Seat, other: Seat, **facts: Any) -> str:
    uid = reviewed(team, one, other)
    do(one, ActivateScripts((uid,), **facts))
    team.settle()
    return uid


def alter(seat: Seat, uid: str, kind: str = "script", **fields: Any) -> None:
    """Change a record as it likes, as a desk that minds no rules would."""
    seat.do(Change(uid, fields, kind))
    seat.round()


def test_a_script_goes_through_its_life_and_is_the_same_everywhere(team: Team) -> None:
    lea, max_, amy = seat_of(team, "lea"), seat_of(team, "max"), seat_of(team, "amy", "agent")
    uid = active(team, lea, max_)
    kept: ScriptVersion = amy.find("script", uid)
    assert (kept.state, kept.made_by, kept.reviewed_by) == ("in_force", "u-lea", "u-max")
    assert kept.content == content()
    following = save(lea, content(body="再见。"))
    assert lea.find("script", following).base == uid
    do(lea, RetireScript("zz1", reason="alt"))
    team.settle()
    assert (amy.find("script", uid).state, amy.find("script", uid).note) == ("retired", "alt")
    do(lea, DropScriptDraft(following))
    team.settle()
    assert [refused(seat) for seat in (lea, max_, amy)] == [[], [], []]
    team.agree()


def test_work_of_a_desk_whose_clock_is_ahead_goes_on(team: Team) -> None:
    lea = seat_of(team, "lea")
    lea.now = now_ms() + 3_600_000
    uid = save(lea)
    save(lea, content(body="二。"), uid=uid)
    save(lea, content(body="三。"), uid=uid)
    do(lea, SendScriptIn((uid,)))
    team.settle()
    assert refused(lea) == []
    assert lea.find("script", uid).state == "sent_in"
    team.agree()


def test_nobody_reviews_what_they_wrote_or_changed(team: Team) -> None:
    lea, max_, amy = seat_of(team, "lea"), seat_of(team, "max"), seat_of(team, "amy", "agent")
    uid = save(lea)
    do(lea, SendScriptIn((uid,)))
    team.settle()
    seen: dict[str, Any] = {"state": "reviewed", "reviewed_at": START, "changed_at": START}
    alter(lea, uid, **seen, reviewed_by="u-lea")
    alter(lea, uid, **seen, reviewed_by="u-max")
    alter(lea, uid, **seen)
    alter(amy, uid, **seen, reviewed_by="u-amy")
    codes = refused(lea)
    assert codes[0] == "script_own_review"
    assert codes[1:] == ["not_you", "not_you"]
    assert refused(amy) == ["not_allowed"]
    do(max_, SaveScriptDraft(content(body="改。"), uid=uid))
    do(max_, SendScriptIn((uid,)))
    team.settle()
    alter(max_, uid, **seen, reviewed_by="u-max")
    alter(max_, uid, changed_by="")
    alter(max_, uid, state="draft", title="x", changed_by="u-lea")
    assert refused(max_) == ["script_own_review", "script_frozen", "not_you"]
    assert lea.find("script", uid).state == "sent_in"


def test_what_was_altered_meanwhile_is_not_reviewed(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    uid = save(lea)
    do(lea, SendScriptIn((uid,)))
    team.settle()
    save(lea, content(body="赔您一万。"), uid=uid)
    do(lea, SendScriptIn((uid,)))
    do(max_, ReviewScript(uid, accept=True))  # of the words as they were
    lea.round()
    max_.round()
    assert refused(max_) == ["changed_meanwhile"]
    team.settle()
    assert lea.find("script", uid).state == "sent_in"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"content": content(body="x")}, "script_frozen"),
        ({"title": "x"}, "script_frozen"),
        ({"code": "zz2"}, "script_frozen"),
        ({"version": "9"}, "script_frozen"),
        ({"scope": ("cod",)}, "script_frozen"),
        ({"note": "x"}, "script_frozen"),
        ({"from_at": 5}, "script_frozen"),
        ({"owner": "u-lea"}, "script_frozen"),
        ({"state": "draft"}, "script_life"),
        ({"state": "sent_in"}, "script_life"),
        ({"state": "reviewed"}, "operation_malformed"),
        (
            {"state": "reviewed", "from_at": None, "activated_at": None, "activated_by": ""},
            "script_in_force",
        ),
        ({"state": "dropped"}, "script_in_force"),
        ({"state": "retired"}, "not_you"),
        ({"state": "retired", "retired_by": "u-lea"}, "operation_malformed"),
        ({"until_at": 3}, "operation_malformed"),
        ({"state": "odd"}, "operation_malformed"),
    ],
)
def test_what_is_in_force_is_never_altered(team: Team, fields: dict[str, Any], code: str) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    uid = active(team, lea, max_)
    alter(lea, uid, **fields)
    assert refused(lea) == [code]
    alter(lea, uid, until_at=FAR)
    assert refused(lea) == [code]
    assert max_.hub.fetch([("script", uid)])[0].body["until_at"] == FAR  # type: ignore[index]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state": "in_force"}, "script_life"),
        ({"state": "reviewed"}, "script_life"),
        ({"from_at": 5}, "operation_malformed"),
        ({"reviewed_by": "u-lea"}, "operation_malformed"),
        ({"content": content(body="x")}, "not_you"),
        ({"owner": "u-lea"}, "script_frozen"),
    ],
)
def test_nothing_is_passed_over(team: Team, fields: dict[str, Any], code: str) -> None:
    lea = seat_of(team, "lea")
    uid = save(lea)
    alter(lea, uid, **fields)
    assert refused(lea) == [code]


def test_only_leaders_write_for_the_team_and_everybody_for_themselves(team: Team) -> None:
    amy, ben = seat_of(team, "amy", "agent"), seat_of(team, "ben", "agent")
    pretended = replace(amy.agent, role="leader")  # as her own desk has it
    do(amy, SaveScriptDraft(content()), pretended)
    do(amy, RetireScript("kcb"), pretended)
    team.settle()
    assert refused(amy) == ["not_allowed", "not_allowed"]
    (draft, *_) = amy.drafts.values()
    assert (draft.editor, draft.body, draft.data["content"]) == ("scripts", "您好。", content())
    saved = do(amy, SavePersonalScript(content("amy1"))).result
    do(amy, MarkScript("kcb", favourite=True, hotkey=3))
    team.settle()
    uid = saved.uid  # type: ignore[attr-defined]
    mark = uid_of("script_mark", "u-amy", "kcb")
    assert ben.find("script", uid).owner == "u-amy"
    assert ben.find("script_mark", mark).hotkey == 3
    alter(ben, uid, state="retired", retired_at=START, retired_by="u-ben")
    alter(ben, mark, "script_mark", hotkey=0)
    ben.do(Add(ScriptMark(new_uid(), "u-amy", "fwjj", hotkey=4)))
    ben.do(Add(replace(ben.find("script", uid), uid=new_uid())))
    ben.round()
    assert refused(ben) == ["not_you"] * 4
    again = do(amy, SavePersonalScript(content("amy1", "二。")))
    do(amy, Undo(again.operation))
    team.settle()
    assert len(refused(amy)) == 2
    team.agree()


def test_of_two_versions_with_one_base_the_later_is_asked(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    one = reviewed(team, lea, max_)
    two = reviewed(team, max_, lea, content(body="两。"))
    do(lea, ActivateScripts((one,)))
    do(max_, ActivateScripts((two,)))
    lea.round()
    max_.round()
    ((code, facts),) = max_.rows(_REFUSED)
    assert (code, json.loads(facts)["newest"], json.loads(facts)["by"]) == (
        "script_base_old",
        one,
        "lea",
    )
    team.settle()
    assert max_.find("script", two).state == "reviewed"  # the words are kept
    save(max_, content(body="两。"), uid=two, base=one)
    do(max_, SendScriptIn((two,)))
    team.settle()
    do(lea, ReviewScript(two, accept=True))
    team.settle()
    do(max_, ActivateScripts((two,)))
    team.settle()
    assert (refused(lea), len(refused(max_))) == ([], 1)
    assert lea.find("script", two).state == "in_force"
    team.agree()


def test_a_version_may_not_come_before_its_base_nor_be_named_twice(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    one = active(team, lea, max_, from_at=FAR)
    two = reviewed(team, lea, max_, content(body="两。"))
    told: dict[str, Any] = {
        "state": "in_force",
        "activated_at": START,
        "activated_by": "u-lea",
    }
    alter(lea, two, **told, from_at=FAR - 1)
    alter(lea, two, **told, from_at=FAR + 5, until_at=FAR + 5)
    assert refused(lea) == ["script_from_early", "operation_malformed"]
    named = lea.find("script", one).version
    alter(
        lea, two, state="draft", version=named, changed_by="u-lea", reviewed_by="", reviewed_at=None
    )
    alter(lea, two, state="sent_in")
    team.settle()
    do(max_, ReviewScript(two, accept=True))
    team.settle()
    alter(lea, two, **told, from_at=FAR)
    assert refused(lea)[2:] == ["script_version_taken"]


def test_a_shipped_script_is_retired_once(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    done = do(lea, RetireScript("kcb"))
    do(max_, RetireScript("kcb"))
    lea.round()
    max_.round()
    assert (refused(lea), refused(max_)) == ([], ["script_base_old"])
    do(lea, Undo(done.operation))
    lea.round()
    assert refused(lea) == []
    assert lea.find("script", str(done.result)).state == "dropped"


def test_work_is_taken_back_at_the_hub_too(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    uid = save(lea)
    changed = do(lea, SaveScriptDraft(content(body="改。"), uid=uid))
    do(lea, Undo(changed.operation))
    sent = do(lea, SendScriptIn((uid,)))
    do(lea, Undo(sent.operation))
    do(lea, SendScriptIn((uid,)))
    team.settle()
    seen = do(max_, ReviewScript(uid, accept=True))
    do(max_, Undo(seen.operation))
    do(max_, ReviewScript(uid, accept=True))
    team.settle()
    begun = do(lea, ActivateScripts((uid,), FAR))
    do(lea, Undo(begun.operation))
    dropped = do(lea, DropScriptDraft(uid))
    do(lea, Undo(dropped.operation))
    do(lea, ActivateScripts((uid,)))
    retired = do(lea, RetireScript(uid=uid))
    do(lea, Undo(retired.operation))
    team.settle()
    assert [refused(lea), refused(max_)] == [[], []]
    assert max_.find("script", uid).state == "in_force"
    team.agree()


def test_notes_are_their_authors_and_answered_by_leaders(team: Team) -> None:
    lea, amy = seat_of(team, "lea"), seat_of(team, "amy", "agent")
    uid = str(do(amy, WriteScriptNote("kcb", body="太长")).result)
    team.settle()
    alter(lea, uid, "script_note", words="我说的")
    alter(amy, uid, "script_note", state="taken", answered_by="u-amy")
    alter(lea, uid, "script_note", answer="x")
    lea.do(Add(ScriptNote(new_uid(), "kcb", "1", START, author="u-amy")))
    lea.do(Add(ScriptNote(new_uid(), "kcb", "1", START, author="u-lea", state="taken")))
    lea.round()
    assert refused(amy) == ["not_allowed"]
    assert refused(lea) == [
        "script_frozen",
        "operation_malformed",
        "not_you",
        "operation_malformed",
    ]
    taken = do(lea, AnswerScriptNote(uid, take=True, answer="好"))
    team.settle()
    assert amy.find("script_note", uid).answer == "好"
    alter(amy, uid, "script_note", state="open")
    assert refused(amy)[1:] == ["script_note_answered"]
    do(lea, Undo(taken.operation))
    own = do(amy, WriteScriptNote("kcb", body="x"))
    do(amy, Undo(own.operation))
    team.settle()
    assert len(refused(lea)) == 4
    assert len(refused(amy)) == 2
    team.agree()


def test_scripts_come_before_any_ticket(team: Team) -> None:
    lea, max_ = seat_of(team, "lea"), seat_of(team, "max")
    uid = active(team, lea, max_)
    for _ in range(5):
        lea.ticket()
    do(lea, MarkScript("zz1", favourite=True))
    do(lea, WriteScriptNote("zz1", body="x"))
    lea.round()
    new = team.seat("new")
    who = new.exchange.identity()
    told = team.hub.pull(who.desk_no, "", 12)
    assert {"script", "script_note", "script_mark"} <= {item.kind for item in told.changes}
    assert told.stage == "open"
    new.round()
    assert new.find("script", uid) == lea.find("script", uid)
    team.settle()
    team.agree()


def test_a_hub_that_knows_no_scripts_is_brought_up(postgres_url: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url) as connection:
        connection.execute("DELETE FROM hub_kind WHERE kind LIKE 'script%'")
    with closing(open_hub(postgres_url)) as hub, pytest.raises(Exception, match="hub_older"):
        hub.epoch()
    hub_steps.upgrade(postgres_url)
    with closing(open_hub(postgres_url)) as hub:
        assert hub.check() == ()


def test_of_two_activations_at_once_one_is_refused(postgres_url: str) -> None:
    """Real connections that wait for each other at the server."""
    with closing(open_hub(postgres_url)) as hub:
        desks = [hub.enrol(f"d{n}", f"D{n}") for n in range(2)]
        facts: dict[str, Any] = {
            **{"code": "zz1", "title": "x", "made_at": START, "made_by": "u-a"},
            **{"content": content(), "state": "reviewed", "reviewed_by": "u-b"},
        }
        seeds = [
            ("script", {**facts, "uid": f"v{n}", "version": f"2026.{n}", "reviewed_at": START})
            for n in range(12)
        ]
        hub.seed(desks[0].desk_no, desks[0].token, seeds)
    barrier = Barrier(2)

    def race(which: int) -> list[str]:
        told = []
        with closing(open_hub(postgres_url)) as own:
            token = desks[which].token
            for turn in range(6):
                uid = f"v{turn * 2 + which}"
                wanted = {
                    **{"state": "in_force", "activated_at": START + turn, "from_at": START + turn},
                    "activated_by": f"u-{which}",
                }
                base = {"state": "reviewed", "activated_at": None, "from_at": None}
                changes = [
                    {
                        "kind": "script",
                        "uid": uid,
                        "set": wanted,
                        "base": {**base, "activated_by": ""},
                    }
                ]
                item = Operation(
                    turn + 1,
                    f"op{which}-{turn}",
                    START,
                    f"u-{which}",
                    "ActivateScripts",
                    "",
                    {},
                    changes,
                )
                barrier.wait(30)
                pushed = own.push(desks[which].desk_no, token, [item])
                token = pushed.token
                told += [one.code or one.state for one in pushed.outcomes]
        return told

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(race, range(2))
    assert sorted([*one, *other]) == ["applied", *["script_base_old"] * 11]
