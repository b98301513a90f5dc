"""Scripts on real desks around both hubs, each person with a login of their own on PostgreSQL."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.workstation.sync.test_rules_on_desks import DAY, Seats, at, seats
from workstation.actions.rules import ActivateRules, DraftSaved, SaveRuleDraft
from workstation.actions.script_own import MarkScript, SavePersonalScript
from workstation.actions.scripts import (
    ActivateScripts,
    RetireScript,
    ReviewScript,
    SaveScriptDraft,
    ScriptSaved,
    SendScriptIn,
)
from workstation.changes import Changes
from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.rules.editing import add_row

__all__ = ["seats"]

FILE = "scripts/90_ours.toml"


def content(code: str = "zz1", body: str = "您好。") -> dict[str, object]:
    return {"code": code, "title": "核实", "body": body}


def do(desk: Desk, action: Any) -> Any:
    return desk.do(action).result().result


def exchange(*desks: Desk) -> None:
    for _ in range(2):
        for desk in desks:
            desk.exchange().result()


def save(desk: Desk, told: dict[str, object] | None = None, **facts: Any) -> str:
    saved = do(desk, SaveScriptDraft(told or content(), **facts))
    assert isinstance(saved, ScriptSaved)
    return saved.uid


def words(desk: Desk, code: str = "zz1") -> str:
    found = desk.script(code)
    return found.body if found else ""


def test_what_a_second_leader_has_seen_is_said_everywhere_from_its_moment(seats: Seats) -> None:
    lea, max_, amy = seats("lea", "leader"), seats("max", "leader"), seats("amy", "agent")
    assert words(amy) == ""
    told = threading.Event()

    def listen(changes: Changes) -> None:
        if "scripts" in changes.kinds:
            told.set()

    amy.subscribe(listen)
    uid = save(lea)
    do(lea, SendScriptIn((uid,)))
    exchange(lea, max_)
    do(max_, ReviewScript(uid, accept=True))
    do(max_, ActivateScripts((uid,), max_.clock() + DAY))
    exchange(max_, lea, amy)
    assert (words(amy), words(lea)) == ("", "")
    for desk in (lea, max_, amy):
        at(desk, desk.clock() + DAY + 1)
        assert words(desk) == "您好。"
    assert told.wait(10)
    for desk in (lea, max_, amy):
        state = desk.sync_state()
        assert (state.waiting, state.refused) == (0, 0)


def test_incoming_versions_are_in_use_at_once_and_announced(seats: Seats) -> None:
    lea, max_, amy = seats("lea", "leader"), seats("max", "leader"), seats("amy", "agent")
    before = amy.scripts
    told = threading.Event()
    amy.subscribe(lambda changes: told.set() if "scripts" in changes.kinds else None)
    uid = save(lea)
    do(lea, SendScriptIn((uid,)))
    exchange(lea, max_, amy)
    assert amy.scripts is before  # drafts concern nobody who speaks
    do(max_, ReviewScript(uid, accept=True))
    do(max_, ActivateScripts((uid,)))
    exchange(max_, amy)
    assert words(amy) == "您好。"
    assert told.wait(10)
    do(max_, RetireScript(before[0].code))
    exchange(max_, amy)
    assert before[0].code not in {one.code for one in amy.scripts}


def test_what_is_ones_own_goes_with_the_person(seats: Seats) -> None:
    lea, amy = seats("lea", "leader"), seats("amy", "agent")
    do(amy, SavePersonalScript(content("mine")))
    do(amy, MarkScript("mine", favourite=True, hotkey=2))
    with pytest.raises(Refusal, match="not_allowed"):
        do(amy, SaveScriptDraft(content()))
    exchange(amy, lea)
    assert words(amy, "mine") == "您好。"
    assert words(lea, "mine") == ""
    assert [one.hotkey for one in amy.script_marks()] == [2]
    assert lea.script_marks() == ()
    assert amy.sync_state().refused == 0


def test_the_teams_own_rule_files_lie_below_versions(seats: Seats) -> None:
    lea, max_ = seats("lea", "leader"), seats("max", "leader")
    text = add_row('format = 1\nversion = "2026.1"\n', "script", content(body="文件。"))
    saved = do(lea, SaveRuleDraft(FILE, text))
    assert isinstance(saved, DraftSaved)
    do(lea, ActivateRules(saved.uid))
    assert words(lea) == "文件。"
    uid = save(lea, content(body="版本。"))
    do(lea, SendScriptIn((uid,)))
    exchange(lea, max_)
    do(max_, ReviewScript(uid, accept=True))
    do(max_, ActivateScripts((uid,)))
    exchange(max_, lea)
    assert words(lea) == words(max_) == "版本。"
    old = max_.script_version("zz1", saved.version)
    assert old is not None
    assert old.body == "文件。"
    opened = max_.open_script("zz1").result()
    assert opened.shipped is not None
    assert (opened.shipped.body, opened.chosen) == ("文件。", uid)
