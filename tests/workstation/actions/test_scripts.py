"""The life of a script on one desk: drafts, review by a second person, in force, retired."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation.actions.intake import SaveAgent
from workstation.actions.script_imports import ImportScripts, ScriptsImported
from workstation.actions.script_notes import AnswerScriptNote, WriteScriptNote
from workstation.actions.script_own import DropPersonalScript, MarkScript, SavePersonalScript
from workstation.actions.scripts import (
    ActivateScripts,
    DropScriptDraft,
    RetireScript,
    ReviewScript,
    SaveScriptDraft,
    ScriptSaved,
    SendScriptIn,
)
from workstation.actions.undo import Undo
from workstation.desk import Desk
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, ScriptPromise, script_facts
from workstation.domain.script_version import ScriptVersion
from workstation.scripts.desk import preview
from workstation.store import scripts as kept

HOUR = 3_600_000
BODY = "您好，{{ customer.name }}，我们这就为您核实。"


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.second = made.person("Second", "leader")  # type: ignore[attr-defined]
    made.desk.agent = made.leader
    yield made
    made.desk.close()


def content(code: str = "zz1", **facts: Any) -> dict[str, object]:
    return {"code": code, "title": "核实", "body": BODY, **facts}


def save(seat: Seat, told: dict[str, object] | None = None, **facts: Any) -> ScriptSaved:
    done = seat.do(SaveScriptDraft(told or content(), **facts), seat.leader)
    assert isinstance(done.result, ScriptSaved)
    return done.result


def second(seat: Seat) -> Agent:
    found: Agent = seat.second  # type: ignore[attr-defined]
    return found


def reviewed(seat: Seat, told: dict[str, object] | None = None, **facts: Any) -> str:
    uid = save(seat, told, **facts).uid
    seat.do(SendScriptIn((uid,)), seat.leader)
    seat.do(ReviewScript(uid, accept=True), second(seat))
    return uid


def active(seat: Seat, told: dict[str, object] | None = None, **facts: Any) -> str:
    uid = reviewed(seat, told)
    seat.do(ActivateScripts((uid,), **facts), seat.leader)
    return uid


def version(seat: Seat, uid: str) -> ScriptVersion:
    found = kept.version(seat.desk.read.connection, uid)
    assert found is not None
    return found


def words(seat: Seat, code: str = "zz1") -> str:
    """The words in use, "" where there are none."""
    found = seat.desk.script(code)
    return found.body if found else ""


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}")


def test_a_script_is_said_once_a_second_person_has_seen_it(seat: Seat) -> None:
    saved = save(seat, note="new")
    assert (version(seat, saved.uid).state, words(seat)) == ("draft", "")
    seat.do(SendScriptIn((saved.uid,)), seat.leader)
    with refused("script_own_review"):
        seat.do(ReviewScript(saved.uid, accept=True), seat.leader)
    with refused("not_allowed"):
        seat.do(ReviewScript(saved.uid, accept=True), seat.agent)
    with refused("script_life"):
        seat.do(ActivateScripts((saved.uid,)), seat.leader)
    seat.do(ReviewScript(saved.uid, accept=True), second(seat))
    assert words(seat) == ""
    seat.do(ActivateScripts((saved.uid,)), seat.leader)
    made = seat.desk.script("zz1")
    assert made is not None
    assert (made.body, made.version, made.owner) == (BODY, saved.version, "")


def test_who_last_changed_the_words_does_not_review_them(seat: Seat) -> None:
    uid = save(seat).uid
    seat.do(SaveScriptDraft(content(title="别的"), uid=uid), second(seat))
    seat.do(SendScriptIn((uid,)), seat.leader)
    for person in (seat.leader, second(seat)):
        with refused("script_own_review"):
            seat.do(ReviewScript(uid, accept=True), person)
    third = seat.person("Third", "admin")
    seat.do(ReviewScript(uid, accept=True), third)
    assert version(seat, uid).reviewed_by_name == "Third"


def test_a_change_of_reviewed_words_is_a_draft_again(seat: Seat) -> None:
    uid = reviewed(seat)
    save(seat, content(body="您好。"), uid=uid)
    after = version(seat, uid)
    assert (after.state, after.reviewed_by, after.reviewed_at) == ("draft", "", None)
    active_uid = active(seat, content("zz2"))
    with refused("script_frozen"):
        save(seat, content("zz2", body="您好。"), uid=active_uid)


def test_saving_the_same_words_is_no_change(seat: Seat) -> None:
    uid = reviewed(seat)
    seat.do(SaveScriptDraft(content(), uid=uid), second(seat))
    assert (version(seat, uid).state, version(seat, uid).changed_by) == ("reviewed", "")
    seat.do(SaveScriptDraft(content(), uid=uid, scope=("cod",)), second(seat))
    assert (version(seat, uid).state, version(seat, uid).scope) == ("draft", ("cod",))


def test_sent_back_with_a_comment(seat: Seat) -> None:
    uid = save(seat).uid
    seat.do(SendScriptIn((uid,)), seat.leader)
    with refused("script_comment_missing"):
        seat.do(ReviewScript(uid, accept=False), second(seat))
    seat.do(ReviewScript(uid, accept=False, comment="太长"), second(seat))
    assert version(seat, uid).state == "draft"
    (note,) = seat.desk.script_notes("zz1").result()
    assert (note.body, note.author_name, note.version) == ("太长", "Second", "2026.1")


@pytest.mark.parametrize(
    ("facts", "code", "place"),
    [
        ({"body": "{{ customer.nmae }}"}, "script_fact_unknown", "body"),
        ({"body": "{% if %}"}, "template_invalid", "body"),
        ({"body": "{{ ask.when }}"}, "script_fact_unknown", "body"),
        ({"variants": {"sms": "{{ x }}"}}, "script_fact_unknown", "variants.sms"),
        (
            {"translations": {"en": {"title": "x", "body": "{{ y }}"}}},
            "script_fact_unknown",
            "translations.en.body",
        ),
        ({"classes": ["nowhere"]}, "rule_reference", "classes"),
        ({"channels": ["pigeon"]}, "script_choice", "channels"),
        ({"title": ""}, "rule_missing", "title"),
        ({"code": "开场"}, "script_code_letters", "code"),
        ({"asks": [{"name": "A", "zh": "x"}]}, "rule_value", "asks[0].name"),
        ({"body": '{% snippet "nowhere" %}'}, "snippet_unknown", "body"),
        ({"promise": {"what": "x", "ask": "when"}}, "rule_reference", "promise.ask"),
        ({"colour": "red"}, "rule_unknown_key", "colour"),
    ],
)
def test_a_draft_with_a_mistake_is_refused_at_its_place(
    seat: Seat, facts: dict[str, Any], code: str, place: str
) -> None:
    with refused(code) as caught:
        save(seat, {**content(), **facts})
    assert str(caught.value.facts["place"]).removeprefix("script.") == place
    found = seat.desk.script_problems({**content(), **facts}).result()
    assert (found[0].code, found[0].place) == (code, place)


def test_what_a_script_asks_and_its_parts_are_known(seat: Seat) -> None:
    part = active(seat, content("part", snippet=True, body="工号{{ agent.work_no }}。"))
    told = content(
        body='{% snippet "part" %}{{ ask.when }}见，{{ promise.time }}',
        asks=[{"name": "when", "kind": "time", "zh": "时间"}],
        promise={"what": "回电", "ask": "when"},
    )
    assert active(seat, told)
    shown = preview(seat.desk, told, asked={"ask.when": "今天18点"})
    assert shown.text.startswith("工号leader。今天18点见")
    assert version(seat, part).state == "in_force"
    with refused("snippet_cycle"):
        save(seat, content("part", snippet=True, body='{% snippet "part" %}'))


def test_a_version_begins_and_ends_at_its_moments(seat: Seat) -> None:
    assert words(seat) == ""
    uid = reviewed(seat)
    begins, ends = seat.now + 10 * HOUR, seat.now + 20 * HOUR
    seat.do(ActivateScripts((uid,), begins, ends), seat.leader)
    assert words(seat) == ""
    seat.now = begins
    assert words(seat) == BODY
    seat.now = ends
    assert words(seat) == ""


def test_everybody_hears_when_a_version_begins(tmp_path: Path) -> None:
    with closing(Desk(tmp_path)) as desk:
        people = [Agent(new_uid(), name, role="admin") for name in ("One", "Two")]
        desk.agent = people[0]
        for person in people:
            desk.do(SaveAgent(person)).result()
        desk.start()
        heard = Event()
        desk.subscribe(lambda changes: heard.set() if "scripts" in changes.kinds else None)
        before = desk.scripts
        saved = desk.do(SaveScriptDraft(content())).result().result
        assert isinstance(saved, ScriptSaved)
        desk.do(SendScriptIn((saved.uid,))).result()
        desk.do(ReviewScript(saved.uid, accept=True), agent=people[1]).result()
        desk.do(ActivateScripts((saved.uid,), desk.clock() + 400)).result()
        assert desk.scripts == before
        assert heard.wait(20)
        assert desk.script("zz1") is not None


def test_the_next_version_takes_over_and_the_first_is_found_by_name(seat: Seat) -> None:
    first = version(seat, active(seat))
    saved = save(seat, content(body="再见。"))
    assert (saved.version, saved.base_old) == ("2026.2", False)
    assert version(seat, saved.uid).base == first.uid
    seat.do(SendScriptIn((saved.uid,)), seat.leader)
    seat.do(ReviewScript(saved.uid, accept=True), second(seat))
    seat.do(ActivateScripts((saved.uid,)), seat.leader)
    assert words(seat) == "再见。"
    old = seat.desk.script_version("zz1", first.version)
    assert old is not None
    assert (old.body, old.version) == (BODY, first.version)
    assert seat.desk.script_version("zz1", "1999.1") is None
    (told,) = seat.desk.script_diff(first.uid, saved.uid).result()
    assert told.place == "body"
    assert "".join(one.text for one in told.pieces if one.how != "added") == BODY
    assert "".join(one.text for one in told.pieces if one.how != "removed") == "再见。"


def test_of_two_with_one_base_the_later_is_refused(seat: Seat) -> None:
    one, other = reviewed(seat), reviewed(seat, content(body="两。"))
    seat.do(ActivateScripts((one,)), seat.leader)
    with refused("script_base_old") as caught:
        seat.do(ActivateScripts((other,)), seat.leader)
    assert caught.value.facts["newest"] == one
    saved = save(seat, content(body="两。"), uid=other, base=one)
    assert not saved.base_old
    assert version(seat, other).version == "2026.2"


def test_many_are_put_in_force_at_once_or_none(seat: Seat) -> None:
    good, draft = reviewed(seat, content("aa1")), save(seat, content("aa2")).uid
    with refused("script_life"):
        seat.do(ActivateScripts((good, draft)), seat.leader)
    assert version(seat, good).state == "reviewed"


def test_a_shipped_script_is_overlaid_and_retired(seat: Seat) -> None:
    shipped = seat.desk.scripts[0]
    place = [one.code for one in seat.desk.scripts].index(shipped.code)
    uid = active(seat, {**script_facts(shipped), "title": "我们的"})
    assert [one.title for one in seat.desk.scripts][place] == "我们的"
    assert version(seat, uid).version != shipped.version
    seat.do(RetireScript(shipped.code, reason="旧"), seat.leader)
    assert seat.desk.script(shipped.code) is None
    with refused("script_retired"):
        seat.do(RetireScript(shipped.code), seat.leader)
    other = seat.desk.scripts[1]
    done = seat.do(RetireScript(other.code), seat.leader)
    assert seat.desk.script(other.code) is None
    assert seat.desk.script_version(other.code, other.version) is not None
    seat.do(Undo(done.operation), seat.leader)
    assert seat.desk.script(other.code) == other


def test_what_is_to_come_is_taken_back(seat: Seat) -> None:
    uid = reviewed(seat)
    done = seat.do(ActivateScripts((uid,), seat.now + HOUR), seat.leader)
    seat.do(Undo(done.operation), seat.leader)
    assert version(seat, uid).state == "reviewed"
    done = seat.do(ActivateScripts((uid,)), seat.leader)
    with refused("script_in_force"):
        seat.do(Undo(done.operation), seat.leader)
    done = seat.do(RetireScript(uid=uid), seat.leader)
    assert words(seat) == ""
    seat.do(Undo(done.operation), seat.leader)
    assert words(seat) == BODY


def test_undo_of_drafts_reviews_and_drops(seat: Seat) -> None:
    done = seat.do(SaveScriptDraft(content()), seat.leader)
    assert isinstance(done.result, ScriptSaved)
    uid = done.result.uid
    changed = seat.do(SaveScriptDraft(content(title="二"), uid=uid), second(seat))
    with refused("undo_overtaken"):
        seat.do(Undo(done.operation), seat.leader)
    seat.do(Undo(changed.operation), second(seat))
    after = version(seat, uid)
    assert (after.title, after.changed_by_name) == ("核实", "Second")
    dropped = seat.do(DropScriptDraft(uid), seat.leader)
    seat.do(Undo(dropped.operation), seat.leader)
    seat.do(SendScriptIn((uid,)), seat.leader)
    third = seat.person("Third", "leader")
    seen = seat.do(ReviewScript(uid, accept=True), third)
    seat.do(Undo(seen.operation), third)
    assert (version(seat, uid).state, version(seat, uid).reviewed_by) == ("sent_in", "")


def test_two_editors_of_one_draft_both_keep_their_words(seat: Seat) -> None:
    uid = save(seat).uid
    seen = version(seat, uid).made_at
    save(seat, content(title="一"), uid=uid, seen=seen)
    later = save(seat, content(title="二"), uid=uid, seen=seen)
    assert later.own
    assert {version(seat, one).title for one in (uid, later.uid)} == {"一", "二"}


def test_own_scripts_need_nobody(seat: Seat) -> None:
    seat.desk.agent = seat.agent
    with refused("not_allowed"):
        seat.do(SaveScriptDraft(content()), seat.agent)
    with refused("script_code_taken"):
        seat.do(SavePersonalScript(script_facts(seat.desk.scripts[0])), seat.agent)
    seat.do(SavePersonalScript(content()), seat.agent)
    again = seat.do(SavePersonalScript(content(body="我的。")), seat.agent)
    assert words(seat) == "我的。"
    assert seat.desk.scripts[-1].owner == seat.agent.uid
    assert all(not one.owner for one in seat.desk.team_scripts)
    seat.do(Undo(again.operation), seat.agent)
    assert words(seat) == BODY
    seat.desk.agent = seat.clerk
    assert words(seat) == ""
    seat.desk.agent = seat.agent
    done = seat.do(DropPersonalScript("zz1"), seat.agent)
    assert words(seat) == ""
    seat.do(Undo(done.operation), seat.agent)
    assert words(seat) == BODY
    active(seat)  # the team has one of that code now
    assert not seat.desk.scripts[-1].owner


def test_scripts_of_a_group_are_seen_by_the_group_and_leaders(seat: Seat) -> None:
    uid = save(seat, scope=("claims",)).uid
    seat.do(SendScriptIn((uid,)), seat.leader)
    seat.do(ReviewScript(uid, accept=True), second(seat))
    seat.do(ActivateScripts((uid,)), seat.leader)
    for groups, sees in ((("claims", "cod"), True), (("cod",), False)):
        seat.desk.agent = Agent("u", "U", groups=groups)
        assert ("zz1" in {one.code for one in seat.desk.scripts}) == sees
        assert words(seat) == BODY  # rules and what was sent find it
    seat.desk.agent = Agent("l", "L", role="leader")
    assert "zz1" in {one.code for one in seat.desk.scripts}


def test_a_hotkey_is_one_scripts(seat: Seat) -> None:
    seat.desk.agent = seat.agent
    seat.do(MarkScript("kcb", favourite=True, hotkey=1), seat.agent)
    done = seat.do(MarkScript("fwjj", hotkey=1), seat.agent)
    marks = {one.code: (one.favourite, one.hotkey) for one in seat.desk.script_marks()}
    assert marks == {"kcb": (True, 0), "fwjj": (False, 1)}
    seat.do(Undo(done.operation), seat.agent)
    keys = {one.code: one.hotkey for one in seat.desk.script_marks()}
    assert keys == {"kcb": 1, "fwjj": 0}
    with refused("script_hotkey"):
        seat.do(MarkScript("kcb", hotkey=11), seat.agent)


def test_a_suggestion_that_is_taken_becomes_a_draft(seat: Seat) -> None:
    active(
        seat,
        content(
            variants={"sms": "短。"}, translations={"en": {"title": "Check", "body": "One moment."}}
        ),
    )
    ask = WriteScriptNote("zz1", kind="suggestion", body="更短", words="更短。", channel="sms")
    uid = str(seat.do(ask, seat.agent).result)
    with refused("not_allowed"):
        seat.do(AnswerScriptNote(uid, take=True), seat.agent)
    saved = seat.do(AnswerScriptNote(uid, take=True, answer="好"), seat.leader).result
    assert isinstance(saved, ScriptSaved)
    draft = version(seat, saved.uid)
    assert (draft.content["variants"], draft.content["body"]) == ({"sms": "更短。"}, BODY)
    with refused("script_note_answered"):
        seat.do(AnswerScriptNote(uid, take=False), seat.leader)
    english = WriteScriptNote("zz1", kind="suggestion", words="A moment, please.", language="en")
    uid = str(seat.do(english, seat.agent).result)
    saved = seat.do(AnswerScriptNote(uid, take=True), seat.leader).result
    assert isinstance(saved, ScriptSaved)
    told = version(seat, saved.uid).content["translations"]
    assert told == {"en": {"title": "Check", "body": "A moment, please."}}
    mine = str(seat.do(WriteScriptNote("zz1", body="嗯"), seat.agent).result)
    seat.do(AnswerScriptNote(mine, take=False), seat.agent)
    assert [one.state for one in seat.desk.script_notes("zz1").result()] == [
        "declined",
        "taken",
        "taken",
    ]
    with refused("script_note_empty"):
        seat.do(WriteScriptNote("zz1", kind="suggestion", body="x"), seat.agent)


def test_scripts_are_taken_in_together_and_again_without_doubling(seat: Seat) -> None:
    many = tuple(
        Script(f"im{n}", f"导入{n}", f"您好{n}。", promise=ScriptPromise("回电", 2))
        for n in range(3)
    )
    done = seat.do(ImportScripts(many), seat.leader)
    told = done.result
    assert isinstance(told, ScriptsImported)
    assert (len(told.created), told.changed, told.unchanged) == (3, (), ())
    again = seat.do(ImportScripts((*many[:2], Script("im2", "导入", "改。"))), seat.leader).result
    assert isinstance(again, ScriptsImported)
    assert (again.created, again.changed, again.unchanged) == ((), ("im2",), ("im0", "im1"))
    bad = (Script("im7", "x", "好"), Script("im8", "x", "{{ no.such }}"))
    with refused("script_fact_unknown") as caught:
        seat.do(ImportScripts(bad), seat.leader)
    assert caught.value.facts["script"] == "im8"
    assert kept.heads(seat.desk.read.connection, "im7") == ()
    sent = seat.do(ImportScripts(bad[:1], into="sent_in"), seat.leader)
    (head,) = kept.heads(seat.desk.read.connection, "im7")
    assert head.state == "sent_in"
    seat.do(Undo(sent.operation), seat.leader)
    seat.desk.agent = seat.agent
    seat.do(ImportScripts(bad[:1], into="personal"), seat.agent)
    assert words(seat, "im7") == "好"
    own = seat.do(ImportScripts(bad[:1], into="personal"), seat.agent).result
    assert isinstance(own, ScriptsImported)
    assert own.unchanged == ("im7",)
