"""The three-way merge, by its properties and by the cases that people will meet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.refusal import Refusal
from workstation.domain.ticket import STATUSES
from workstation.store.flat import compact, flat, whole
from workstation.store.kinds import CLASSES, codec_of
from workstation.sync import policy
from workstation.sync.merge import (
    lay_over,
    merge_field,
    merge_record,
    merge_status,
    same,
)

_NUMBERS = st.integers(-50, 50)
_MOMENTS = st.integers(1, 50)
_SETS = st.lists(st.sampled_from("abcdef"), unique=True)
_TABLES = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["1", "2", "3"]))
_VALUES = {
    policy.COUNT: _NUMBERS,
    policy.ELEMENTS: _SETS,
    policy.KEYS: _TABLES,
    policy.LATEST: st.none() | _MOMENTS,
    policy.EARLIEST: st.none() | _MOMENTS,
    policy.ASK: st.sampled_from("xyz"),
    policy.KEEP: st.sampled_from("xyz"),
    policy.LAST: st.sampled_from("xyz"),
    policy.REFUSE: st.sampled_from("xyz"),
    policy.OWNER: st.sampled_from("xyz"),
    policy.FIXED: st.sampled_from("xyz"),
}


@st.composite
def _triples(draw: Any) -> tuple[str, Any, Any, Any]:
    rule = draw(st.sampled_from(sorted(_VALUES)))
    value = _VALUES[rule]
    return rule, draw(value), draw(value), draw(value)


def _set(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


@given(_triples())
def test_over_an_unchanged_value_the_wanted_one_is_taken(told: Any) -> None:
    rule, base, mine, _ = told
    step = merge_field(rule, base, mine, base)
    if rule == policy.FIXED and mine != base:
        assert step is None
        return
    assert step is not None
    assert _set(step.value) == _set(mine)


@given(_triples())
def test_nothing_is_invented(told: Any) -> None:
    rule, base, mine, theirs = told
    step = merge_field(rule, base, mine, theirs)
    if step is not None and rule not in (policy.COUNT, policy.ELEMENTS, policy.KEYS):
        assert step.value in (mine, theirs)


@given(_triples())
def test_a_second_application_is_recognised(told: Any) -> None:
    rule, base, mine, theirs = told
    if rule in (policy.COUNT,):
        return  # a counter's step is protected by the operation's uid, not by its value
    step = merge_field(rule, base, mine, theirs)
    if step is None:
        return
    again = merge_field(rule, base, mine, step.value)
    assert again is not None
    assert _set(again.value) == _set(step.value)


@given(st.sampled_from([policy.COUNT, policy.ELEMENTS, policy.LATEST]), st.data())
def test_counters_sets_and_latest_moments_commute(rule: str, data: Any) -> None:
    value = _VALUES[rule]
    base, one, two = data.draw(value), data.draw(value), data.draw(value)
    assert _set(_both(rule, base, one, two)) == _set(_both(rule, base, two, one))


def test_an_earliest_moment_commutes_once_it_is_known() -> None:
    assert _both(policy.EARLIEST, None, 5, 3) == _both(policy.EARLIEST, None, 3, 5) == 3


def _both(rule: str, base: Any, one: Any, two: Any) -> Any:
    first = merge_field(rule, base, one, base)
    assert first is not None
    second = merge_field(rule, base, two, first.value)
    assert second is not None
    return second.value


@given(_NUMBERS, st.lists(_NUMBERS, max_size=6))
def test_every_step_of_a_counter_counts(start: int, steps: list[int]) -> None:
    stands = start
    for step in steps:
        merged = merge_field(policy.COUNT, start, start + step, stands)
        assert merged is not None
        stands = merged.value
    assert stands == start + sum(steps)


@pytest.mark.parametrize(
    ("procedure", "fields"),
    [
        ("seasonal@2026.1", {"cause": "压坏"}),
        ("claims@2026.1", None),
        ("unheard-of@1", None),
    ],
)
def test_the_procedure_says_what_ending_a_reopened_ticket_means(
    procedure: str, fields: dict[str, str] | None
) -> None:
    stands = {"status": "open", "reopened": 1, "procedure": procedure, "number": "7-1"}
    stands |= {"outcome": "", "cause": ""}
    change = {
        "base": {"status": "open", "outcome": "", "cause": ""},
        "set": {"status": "resolved", "outcome": "solved", "cause": "压坏"},
        "seen": {"reopened": 0},
    }
    if fields is None:
        with pytest.raises(Refusal, match="reopened_meanwhile"):
            merge_record("ticket", "t", stands, change)
    else:
        merged = merge_record("ticket", "t", stands, change)
        assert merged.fields == fields
        assert {(note.field, note.how) for note in merged.notes} == {
            ("status", "kept"),
            ("outcome", "kept"),
        }
    aware = {**change, "seen": {"reopened": 1}}
    assert merge_record("ticket", "t", stands, aware).fields == change["set"]


def test_a_text_that_somebody_wrote_first_stays_and_its_later_author_is_asked() -> None:
    merged = merge_record(
        "ticket",
        "t",
        {"subject": "破损", "tags": ["vip"]},
        {"base": {"subject": "", "tags": []}, "set": {"subject": "丢失", "tags": ["urgent"]}},
        authors={"subject": "amy"},
    )
    assert merged.fields == {"tags": ["vip", "urgent"]}
    conflict = next(note for note in merged.notes if note.how == "conflict")
    assert (conflict.field, conflict.mine, conflict.theirs) == ("subject", "丢失", "破损")
    assert conflict.author == "amy"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "stands"),
    [
        ("open", "resolved", "waiting", "resolved"),  # a permitted move from where it stands
        ("open", "waiting", "waiting", "waiting"),
        ("new", "open", "resolved", "resolved"),  # late work does not open it again
        ("open", "resolved", "closed", None),
        ("open", "waiting", "resolved", None),
        ("resolved", "open", "closed", "open"),  # a deliberate reopening
        ("resolved", "closed", "open", "closed"),
    ],
)
def test_a_ticket_moves_by_the_rules(base: str, mine: str, theirs: str, stands: str | None) -> None:
    if stands is None:
        with pytest.raises(Refusal, match="status_forbidden"):
            merge_status("ticket", base, mine, theirs)
    else:
        assert merge_status("ticket", base, mine, theirs).value == stands


@given(st.sampled_from(STATUSES), st.sampled_from(STATUSES), st.sampled_from(STATUSES))
def test_what_was_said_never_moves_a_ticket_that_somebody_moved(
    base: str, mine: str, theirs: str
) -> None:
    if base != theirs:
        assert merge_status("ticket", base, mine, theirs, "SendReply").value == theirs


def test_a_ticket_has_one_owner_and_the_later_taker_is_told() -> None:
    change = {"base": {"owner": ""}, "set": {"owner": "ben"}}
    with pytest.raises(Refusal) as caught:
        merge_record("ticket", "t", {"owner": "amy"}, change, action="TakeTicket")
    assert (caught.value.code, caught.value.facts) == ("ticket_owned", {"owner": "amy"})
    merged = merge_record("ticket", "t", {"owner": "amy"}, change, action="SendReply")
    assert merged.fields == {}


def test_a_paid_claim_is_over() -> None:
    paid = {"status": "paid", "payment_ref": "A1", "number": "C1-1"}
    change = {
        "base": {"status": "printed", "payment_ref": ""},
        "set": {"status": "paid", "payment_ref": "B2"},
    }
    with pytest.raises(Refusal) as caught:
        merge_record("claim", "c", paid, change, action="PayClaim")
    assert caught.value.code == "claim_paid"


def test_an_approved_amount_is_frozen_until_the_approval_is_taken_back() -> None:
    stands = {"status": "approved", "approved_fen": 500, "claimed_fen": 500}
    change = {"base": {"claimed_fen": 500}, "set": {"claimed_fen": 900}}
    with pytest.raises(Refusal, match="claim_frozen"):
        merge_record("claim", "c", stands, change)
    undone = {
        "base": {"status": "approved", "approved_fen": 500},
        "set": {"status": "submitted", "approved_fen": None},
    }
    merged = merge_record("claim", "c", stands, undone, action="Undo")
    assert merged.fields == {"status": "submitted", "approved_fen": None}


def test_amounts_changed_by_two_are_refused() -> None:
    change = {"base": {"claimed_fen": 100}, "set": {"claimed_fen": 300}}
    with pytest.raises(Refusal, match="changed_meanwhile"):
        merge_record("claim", "c", {"status": "draft", "claimed_fen": 200}, change)


def test_unsent_work_is_laid_over_what_came_in() -> None:
    shown = lay_over(
        "ticket",
        {"subject": "theirs", "urged": 3, "tags": ["a"], "priority": 4},
        [
            {"base": {"subject": "old", "urged": 1}, "set": {"subject": "mine", "urged": 2}},
            {"base": {"tags": []}, "set": {"tags": ["b"]}},
        ],
    )
    assert shown == {"subject": "mine", "urged": 4, "tags": ["a", "b"], "priority": 4}


@pytest.mark.parametrize("kind", CLASSES)
def test_a_record_survives_being_made_compact(kind: str) -> None:
    made = CLASSES[kind]
    needed = {
        name: 7 if item.type == "int" else "x"
        for name, item in made.__dataclass_fields__.items()
        if name not in flat(kind).defaults
    }
    record = made(**needed)
    facts = codec_of(kind).facts(record)
    small = compact(kind, facts)
    assert set(small) == {name for name in needed if name != "uid"}
    assert codec_of(kind).from_facts({"uid": facts["uid"], **whole(kind, small)}) == record
    row = codec_of(kind).row(record)
    assert flat(kind).facts(row) == {"uid": facts["uid"], **small}
    assert flat(kind).row(facts["uid"], small) == row
    assert flat(kind).row(facts["uid"], facts) == row


_SHARED = [policy.COUNT, policy.ELEMENTS, policy.KEYS, policy.LATEST]


@given(st.sampled_from(_SHARED), st.data())
def test_steps_may_be_told_one_by_one_or_at_once(rule: str, data: Any) -> None:
    """Two steps of one desk in two pushes come to the same as both in one: batches associate."""
    value = _VALUES[rule]
    base, middle, last, theirs = (data.draw(value) for _ in range(4))
    first = merge_field(rule, base, middle, theirs)
    assert first is not None
    second = merge_field(rule, middle, last, first.value)
    at_once = merge_field(rule, base, last, theirs)
    assert second is not None
    assert at_once is not None
    if rule == policy.COUNT:
        assert second.value == at_once.value
    known = None not in (base, middle, last, theirs)
    if rule == policy.LATEST and known and base <= middle <= last:  # a step back counts as told
        assert second.value >= at_once.value  # what was seen once is not forgotten
    if rule == policy.ELEMENTS:
        untouched = {item for item in theirs if item not in (*base, *middle, *last)}
        assert untouched <= set(second.value) & set(at_once.value)
        assert set(last) - set(base) <= set(second.value) & set(at_once.value)


@given(_TABLES, _TABLES, _TABLES)
def test_changes_of_different_keys_commute(base: Any, one: Any, two: Any) -> None:
    mine = {**{k: v for k, v in one.items() if k in "ab"}, **_only(base, "c")}
    theirs = {**_only(base, "ab"), **{k: v for k, v in two.items() if k == "c"}}
    assert _both(policy.KEYS, base, mine, theirs) == _both(policy.KEYS, base, theirs, mine)
    assert _both(policy.KEYS, base, mine, theirs) == {**_only(mine, "ab"), **_only(theirs, "c")}


def _only(table: Any, names: str) -> Any:
    return {name: value for name, value in table.items() if name in names}


@given(_triples())
def test_nothing_is_overwritten_silently(told: Any) -> None:
    """Either what stood is still in what stands, or the change was made knowing of it."""
    rule, base, mine, theirs = told
    step = merge_field(rule, base, mine, theirs)
    if step is None or rule == policy.LAST or base == theirs:
        return
    if rule == policy.COUNT:
        assert step.value - mine == theirs - base
    elif rule == policy.ELEMENTS:
        assert set(theirs) - set(step.value) <= set(base) - set(mine)
    elif rule == policy.KEYS:
        gone = {name for name in theirs if step.value.get(name) != theirs[name]}
        assert all(theirs.get(name) == base.get(name) for name in gone)
    elif step.value != theirs:
        assert theirs in (None, "") or rule in (policy.LATEST, policy.EARLIEST)


def test_true_is_not_one() -> None:
    change = {"base": {"vip": True}, "set": {"vip": 1}}
    with pytest.raises(Refusal, match="operation_malformed"):
        merge_record("customer", "c", {"vip": True}, change)
    assert not same({"a": [1, {"b": True}]}, {"a": [1, {"b": 1}]})
    assert same({"a": [1.0]}, {"a": (1,)})


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("claim", "claimed_fen", -1),
        ("claim", "claimed_fen", 1.5),
        ("claim", "claimed_fen", True),
        ("claim", "claimed_fen", None),
        ("ticket", "subject", 7),
        ("ticket", "tags", "vip"),
        ("ticket", "uid", "another"),
    ],
)
def test_a_value_that_its_field_cannot_have_is_refused(kind: str, field: str, value: Any) -> None:
    stands = whole(kind, {"number": "1", "created_at": 1, "ticket": "t"})
    change = {"base": {field: stands.get(field)}, "set": {field: value}}
    with pytest.raises(Refusal, match="operation_malformed"):
        merge_record(kind, "u", stands, change)


def test_what_was_said_is_never_altered_but_may_be_filled() -> None:
    change = {"base": {"body": "said", "subject": ""}, "set": {"body": "never said"}}
    with pytest.raises(Refusal, match="changed_meanwhile"):
        merge_record("entry", "e", {"body": "said", "subject": ""}, change)
    filled = {"base": {"subject": ""}, "set": {"subject": "known later"}}
    merged = merge_record("entry", "e", {"body": "said", "subject": ""}, filled)
    assert merged.fields == {"subject": "known later"}


def test_an_undo_goes_back_and_never_on() -> None:
    assert merge_status("claim", "rejected", "submitted", "rejected", "Undo").value == "submitted"
    for before, wanted in (("draft", "approved"), ("submitted", "paid"), ("paid", "printed")):
        with pytest.raises(Refusal, match="claim_status"):
            merge_status("claim", before, wanted, before, "Undo")
