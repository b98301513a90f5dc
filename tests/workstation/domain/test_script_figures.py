"""What became of a ticket after a script was said there, case by case."""

from __future__ import annotations

import pytest

from workstation.domain.script_edits import Edit, common_edits, edits_between
from workstation.domain.script_figures import (
    DAY_MS,
    UNUSED_MS,
    WINDOW_MS,
    Aftermath,
    Contact,
    Figures,
    Judged,
    Kept,
    Use,
    VersionFigures,
    compared,
    figures_of,
    is_unused,
    judged,
    worth_of,
)
from workstation.domain.shares import Share

HOUR = 3_600_000
T = 1_000 * DAY_MS
LATER = T + 30 * DAY_MS
USE = Use("ap", "2026.1", T, "t1", author="a", edited=0)


def after(*contacts: tuple[int, bool], resolved: int | None = HOUR, **facts: object) -> Aftermath:
    told = tuple(Contact(T + at, inward) for at, inward in contacts)
    ends = () if resolved is None else (T + resolved,)
    return Aftermath(told, ends, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "solved", "reopened"),
    [
        (after(), True, False),
        (after(resolved=None), False, False),
        (after(resolved=8 * DAY_MS), False, False),
        (after((600_000, True), (900_000, False)), True, False),  # one contact goes on
        (after((DAY_MS, True)), False, False),  # came back
        (after((8 * DAY_MS, True)), True, False),  # came back after the window
        (after((DAY_MS, False), (DAY_MS + 600_000, True)), True, False),  # we called, they answered
        (after((DAY_MS, False), (3 * DAY_MS, True)), False, False),
        (after(reopened=(T + 2 * DAY_MS,)), False, True),
        (after(reopened=(T + 9 * DAY_MS,)), True, False),
        (after((-DAY_MS, True), (-HOUR, True)), True, False),  # before it was said
    ],
)
def test_solved_at_first_contact(told: Aftermath, solved: bool, reopened: bool) -> None:
    assert judged(USE, told, LATER) == Judged(solved, reopened, None)


def test_nothing_is_known_while_the_window_is_open() -> None:
    told = after(satisfaction=3)
    assert judged(USE, told, T + WINDOW_MS - 1) == Judged(None, None, True)
    assert judged(USE, told, T + WINDOW_MS).solved is True


def test_a_mark_given_before_it_was_said_is_of_something_else() -> None:
    assert judged(USE, after(satisfaction=1, rated=T - 1), LATER).satisfied is None
    assert judged(USE, after(satisfaction=2, rated=T + 1), LATER).satisfied is False


def test_figures_of_uses() -> None:
    uses = [
        Use("ap", "2026.1", T, "t1", author="a", edited=0, place=1),
        Use("ap", "2026.1", T + HOUR, "t1", author="a", edited=40),
        Use("ap", "2026.1", T, "t2", author="b", edited=20, place=3),
        Use("ap", "2026.1", T, "t3", author="", edited=None),
        Use("ap", "2026.1", LATER - DAY_MS, "t4", author="b"),
    ]
    afters = {
        "t1": after(satisfaction=3),
        "t2": after((DAY_MS, True), satisfaction=1),
        "t3": after(reopened=(T + DAY_MS,)),
    }
    promises = [
        Kept("ap", "2026.1", T + DAY_MS, "kept"),
        Kept("ap", "2026.1", T + DAY_MS, "broken"),
        Kept("ap", "2026.1", T + DAY_MS, "open"),
        Kept("ap", "2026.1", T + DAY_MS, "withdrawn"),
        Kept("ap", "2026.1", LATER + DAY_MS, "open"),
    ]
    found = figures_of(uses, afters, promises, LATER)
    assert (found.used, found.by_rule, found.tickets, found.waiting) == (5, 1, 4, 1)
    assert (found.edited, found.edit_mean, found.suggested) == (Share(2, 3), 30.0, 2)
    assert (found.solved, found.reopened) == (Share(1, 3), Share(1, 3))
    assert (found.satisfied, found.kept) == (Share(1, 2), Share(1, 3))
    assert (found.first_at, found.last_at) == (T, LATER - DAY_MS)
    told = worth_of("ap", found)
    assert (told.used, told.solved, told.asked, told.satisfied) == (3, 1, 2, 1)
    assert figures_of([], {}, [], LATER) == Figures()


def test_what_stands_out() -> None:
    assert is_unused(T, 0, T + UNUSED_MS)
    assert not is_unused(T, 0, T + UNUSED_MS - 1)
    assert not is_unused(T, 1, T + UNUSED_MS)
    assert not is_unused(None, 0, LATER)
    assert Figures(edited=Share(4, 5)).always_edited
    assert not Figures(edited=Share(4, 4)).always_edited
    assert not Figures(edited=Share(7, 10)).always_edited


def test_two_versions_are_compared_with_their_doubt() -> None:
    before = VersionFigures("2026.1", Figures(solved=Share(48, 80), edited=Share(1, 2)))
    better = VersionFigures("2026.2", Figures(solved=Share(56, 70), edited=Share(0, 2)))
    told = compared(before, better)
    assert told.differences["solved"].verdict == "higher"
    assert told.differences["edited"].verdict == "few"
    assert told.tells
    assert not compared(before, before).tells


def test_edits_are_told_in_words() -> None:
    assert edits_between("您好，我们会在今天18点前回复。", "您好，我会在明天18点前电话回复。") == (
        Edit("们", ""),
        Edit("今", "明"),
        Edit("", "电话"),
    )
    assert edits_between("We will call you.", "We shall call you back.") == (
        Edit("will", "shall"),
        Edit("", "back"),
    )
    assert edits_between("a", "a") == ()
    assert edits_between("", "x") == (Edit("", "x"),)
    assert edits_between("电话13800138000。", "电话13912345678。") == ()


def test_common_edits_are_counted_once_a_message() -> None:
    pairs = [
        ("请稍等。请稍等。", "麻烦稍等。麻烦稍等。"),
        ("请稍等。", "麻烦稍等。"),
        ("请稍等。", "请等。"),
    ]
    assert common_edits(pairs)[0] == Edit("请", "麻烦", 2)
    assert common_edits(pairs, most=1) == (Edit("请", "麻烦", 2),)
