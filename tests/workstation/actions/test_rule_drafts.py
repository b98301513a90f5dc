"""Drafts of rule files at a desk: who may, what is kept, what is taken back."""

from __future__ import annotations

import pytest

from resources import path
from tests.workstation.seat import Seat
from workstation.actions.rules import (
    ActivateRules,
    DraftSaved,
    ReviveRules,
    SaveRuleDraft,
    TryRules,
    WithdrawRules,
)
from workstation.actions.undo import Undo
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet
from workstation.rules.editing import set_value, value_at
from workstation.rules.files import MOST_BYTES

LIMITS = "rules/limits.toml"
TEXT = (path("rules") / "limits.toml").read_text(encoding="utf-8")
DAY = 86_400_000


def save(seat: Seat, text: str = TEXT, **facts: object) -> DraftSaved:
    action = SaveRuleDraft(LIMITS, text, **facts)  # type: ignore[arg-type]
    saved = seat.do(action, seat.leader).result
    assert isinstance(saved, DraftSaved)
    return saved


def version(seat: Seat, uid: str) -> RuleSet:
    return next(one for one in seat.desk.rule_versions() if one.uid == uid)


def refused(seat: Seat, action: object) -> str:
    with pytest.raises(Refusal) as caught:
        seat.do(action, seat.leader)  # type: ignore[arg-type]
    return caught.value.code


def test_a_draft_bears_a_version_of_its_own_and_its_comments(seat: Seat) -> None:
    first, second = save(seat), save(seat)
    shipped = str(value_at(TEXT, "version"))
    assert len({shipped, first.version, second.version}) == 3
    text = seat.desk.rule_text(first.uid)
    assert set_value(text, "version", shipped) == TEXT
    made = version(seat, first.uid)
    assert (made.state, made.made_by_name, made.base) == ("draft", "Leader", "")
    named = save(seat, set_value(TEXT, "version", "winter"))
    assert named.version == "winter"
    broken = save(seat, "version = [broken")
    assert seat.desk.rule_text(broken.uid) == "version = [broken"
    assert broken.version not in (first.version, second.version, shipped)


def test_who_may_not_is_refused(seat: Seat) -> None:
    saved = save(seat)
    for action in (
        SaveRuleDraft(LIMITS, TEXT),
        TryRules(saved.uid),
        ActivateRules(saved.uid),
        WithdrawRules(saved.uid),
        ReviveRules(LIMITS),
    ):
        for who in (seat.agent, seat.clerk):
            with pytest.raises(Refusal, match="not_allowed"):
                seat.do(action, who)


def test_what_cannot_be_kept_is_refused(seat: Seat) -> None:
    assert refused(seat, SaveRuleDraft("rules/regions.toml", "x")) == "rule_file_unknown"
    assert refused(seat, SaveRuleDraft("settings.toml", "x")) == "rule_file_unknown"
    assert refused(seat, SaveRuleDraft(LIMITS, "码" * MOST_BYTES)) == "rule_too_large"
    assert refused(seat, SaveRuleDraft(LIMITS, "x", base="nobody")) == "not_found"
    assert refused(seat, ReviveRules("calendars/unheard.toml")) == "not_found"
    assert refused(seat, ActivateRules("nobody")) == "not_found"


def test_a_draft_goes_its_way(seat: Seat) -> None:
    saved = save(seat, note="warmer")
    seat.do(TryRules(saved.uid, {"tried": 12, "moved": 0}), seat.leader)
    tried = version(seat, saved.uid)
    assert (tried.tried_at, tried.tried_by) == (seat.now, seat.leader.uid)
    again = save(seat, set_value(TEXT, "limit[0].name_en", "Q"), uid=saved.uid)
    assert (again.uid, again.version, again.own) == (saved.uid, saved.version, False)
    seat.do(ActivateRules(saved.uid, seat.now + DAY, "for winter"), seat.leader)
    coming = version(seat, saved.uid)
    assert (coming.state, coming.note, coming.activated_by_name) == (
        "in_force",
        "for winter",
        "Leader",
    )
    for action in (
        SaveRuleDraft(LIMITS, TEXT, uid=saved.uid),
        TryRules(saved.uid),
        ActivateRules(saved.uid),
    ):
        assert refused(seat, action) == "rule_frozen"
    behind = save(seat)
    assert behind.base_old
    assert refused(seat, ActivateRules(behind.uid)) == "rule_base_old"
    seat.do(WithdrawRules(saved.uid), seat.leader)
    assert refused(seat, WithdrawRules(saved.uid)) == "rule_frozen"
    seat.do(ActivateRules(behind.uid), seat.leader)
    assert refused(seat, WithdrawRules(behind.uid)) == "rule_in_force"
    twin = save(seat, seat.desk.rule_text(behind.uid), base=behind.uid)
    assert twin.version != behind.version


def test_writing_on_a_draft_is_taken_back_and_activation_is_not(seat: Seat) -> None:
    saved = save(seat)
    before = seat.desk.rule_text(saved.uid)
    done = seat.do(SaveRuleDraft(LIMITS, "other = 1", uid=saved.uid), seat.leader)
    seat.do(Undo(done.operation), seat.leader)
    assert seat.desk.rule_text(saved.uid) == before
    begun = seat.do(SaveRuleDraft(LIMITS, TEXT), seat.leader)
    seat.do(Undo(begun.operation), seat.leader)
    assert isinstance(begun.result, DraftSaved)
    assert version(seat, begun.result.uid).state == "withdrawn"
    active = seat.do(ActivateRules(saved.uid), seat.leader)
    assert refused(seat, Undo(active.operation)) == "undo_impossible"


def test_an_operation_tells_what_was_done_without_the_text_twice(seat: Seat) -> None:
    done = seat.do(SaveRuleDraft(LIMITS, TEXT, "why"), seat.leader)
    rows = seat.desk.read.connection.execute(
        "SELECT action,args FROM operation WHERE uid=?", (done.operation,)
    ).fetchall()
    ((action, args),) = rows
    assert action == "SaveRuleDraft"
    assert "why" in args
    assert len(args) < 500


def test_two_files_may_have_a_version_of_the_same_name(seat: Seat) -> None:
    first = save(seat, set_value(TEXT, "version", "winter"))
    seat.do(ActivateRules(first.uid), seat.leader)
    other = (path("rules") / "groups.toml").read_text(encoding="utf-8")
    action = SaveRuleDraft("rules/groups.toml", set_value(other, "version", "winter"))
    second = seat.do(action, seat.leader).result
    assert isinstance(second, DraftSaved)
    assert seat.do(ActivateRules(second.uid), seat.leader).result == "winter"
