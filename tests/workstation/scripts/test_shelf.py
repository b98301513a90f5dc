"""Which scripts are in use, whatever versions there are; and the library over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workstation.seat import Seat
from workstation.actions.script_notes import WriteScriptNote
from workstation.actions.script_own import MarkScript, SavePersonalScript
from workstation.actions.scripts import RetireScript, SaveScriptDraft
from workstation.domain.people import Agent
from workstation.domain.script import Script, script_facts
from workstation.domain.script_version import ScriptVersion, in_force
from workstation.scripts.diff import pieces
from workstation.scripts.listing import LibraryRow, LibraryWanted
from workstation.scripts.shelf import ScriptShelf, Shelved
from workstation.store import scripts as kept

ME = Agent("me", "Me", groups=("cod",))
BASE = (Script("aa", "甲", "a", version="1"), Script("bb", "乙", "b", version="1"))


def version(uid: str, code: str, **facts: Any) -> ScriptVersion:
    told: dict[str, Any] = {"state": "in_force", "from_at": 10, "activated_at": 10, **facts}
    content = told.pop("content", {"code": code, "title": uid, "body": uid})
    return ScriptVersion(uid, code, uid, uid, 1, content=content, **told)


def look(
    versions: Iterable[ScriptVersion],
    at: int = 20,
    person: Agent = ME,
    shelf: ScriptShelf | None = None,
) -> Shelved:
    known = {one.uid: one for one in versions}
    heads = [replace(one, content={}) for one in known.values()]
    return (shelf or ScriptShelf()).look(
        BASE, heads, lambda uids: [known[uid] for uid in uids], at, person
    )


def told(shelved: Shelved) -> list[tuple[str, str]]:
    return [(one.code, one.version) for one in shelved.scripts]


@pytest.mark.parametrize(
    ("facts", "seen"),
    [
        ({}, [("aa", "v"), ("bb", "1")]),
        ({"from_at": 21}, [("aa", "1"), ("bb", "1")]),
        ({"until_at": 20}, [("bb", "1")]),
        ({"until_at": 21}, [("aa", "v"), ("bb", "1")]),
        ({"state": "retired", "retired_at": 15}, [("bb", "1")]),
        ({"state": "dropped"}, [("aa", "1"), ("bb", "1")]),
        ({"scope": ("claims",)}, [("bb", "1")]),
        ({"scope": ("claims", "cod")}, [("aa", "v"), ("bb", "1")]),
        ({"owner": "me"}, [("aa", "1"), ("bb", "1")]),
        ({"owner": "you"}, [("aa", "1"), ("bb", "1")]),
        ({"code": "cc"}, [("aa", "1"), ("bb", "1"), ("cc", "v")]),
        ({"code": "cc", "owner": "me"}, [("aa", "1"), ("bb", "1"), ("cc", "v")]),
        ({"code": "cc", "owner": "you"}, [("aa", "1"), ("bb", "1")]),
        ({"content": {"code": "aa", "colour": "red"}}, [("aa", "1"), ("bb", "1")]),
    ],
)
def test_a_version_stands_over_the_shipped_script(
    facts: dict[str, Any], seen: list[tuple[str, str]]
) -> None:
    code = facts.pop("code", "aa")
    assert told(look([version("v", code, **facts)])) == seen


def test_what_cannot_be_read_is_told_and_an_own_one_gives_way() -> None:
    found = look([version("v", "aa", content={}), version("w", "bb", owner="me")])
    assert [(one.code, one.version) for one in found.unused] == [("aa", "v")]
    assert found.hidden == ("bb",)
    assert "aa" not in found.chosen


def test_only_the_changed_version_is_read() -> None:
    shelf = ScriptShelf()
    one, two = version("v", "aa"), version("w", "bb")
    asked: list[str] = []

    def words(uids: Iterable[str]) -> list[ScriptVersion]:
        asked.extend(uids)
        return [{"v": one, "w": two}[uid] for uid in uids]

    first = shelf.look(BASE, [one], words, 20, ME)
    second = shelf.look(BASE, [one, two], words, 20, ME)
    assert asked == ["v", "w"]
    assert first.scripts[0] is second.scripts[0]


_MOMENTS = st.integers(0, 12)
_VERSIONS = st.lists(
    st.builds(
        lambda uid, code, state, owner, begins, ends, gone: version(
            f"v{uid}", code, state=state, owner=owner, from_at=begins, until_at=ends,
            retired_at=gone if state == "retired" else None,
        ),
        st.integers(0, 99),
        st.sampled_from(["aa", "bb", "cc"]),
        st.sampled_from(["in_force", "retired", "dropped"]),
        st.sampled_from(["", "", "me", "you"]),
        _MOMENTS,
        st.none() | _MOMENTS,
        _MOMENTS,
    ),
    max_size=8,
    unique_by=lambda one: one.uid,
)  # fmt: skip


@given(_VERSIONS, _MOMENTS)
def test_the_shelf_says_what_in_force_says(versions: list[ScriptVersion], at: int) -> None:
    versions = [one for one in versions if one.state != "dropped"]
    found = look(versions, at)
    team = [one for one in versions if not one.owner]
    for script in found.team:
        stands = in_force(team, script.code, at)
        assert script.version == (stands.version if stands else "1")
    codes = {one.code for one in found.team}
    for code in ("aa", "bb", "cc"):
        begun = any(one.code == code and (one.from_at or 0) <= at for one in team)
        there = in_force(team, code, at) is not None or (not begun and code != "cc")
        assert (code in codes) == there
    own = [one for one in versions if one.owner == "me"]
    mine = {one.code for one in found.scripts if one.owner}
    assert mine == {code for code in ("aa", "bb", "cc") if in_force(own, code, at)} - codes
    later = look(versions, found.until - 1) if found.until is not None else look(versions, 99)
    assert told(later) == told(found)


@given(st.text(), st.text())
def test_pieces_hold_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.how != "added") == before
    assert "".join(one.text for one in found if one.how != "removed") == after
    assert all(one.how != other.how for one, other in pairwise(found))


def test_a_placeholder_is_one_word() -> None:
    found = pieces("您好{{ customer.name }}，", "您好{{ customer.title }}，")
    assert [one.text for one in found if one.how != "same"] == [
        "{{ customer.name }}",
        "{{ customer.title }}",
    ]


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.desk.agent = made.leader
    yield made
    made.desk.close()


def rows(seat: Seat, **wanted: Any) -> dict[str, LibraryRow]:
    page = seat.desk.script_library(LibraryWanted(**wanted)).result()
    return {row.code: row for row in page.rows}


def test_the_library_lists_what_is_in_use_waits_or_is_over(seat: Seat) -> None:
    shipped = seat.desk.scripts[0]
    gone = seat.desk.scripts[1]
    seat.do(SaveScriptDraft({"code": "zz1", "title": "新的", "body": "您好。"}), seat.leader)
    seat.do(SaveScriptDraft({**script_facts(shipped), "title": "改"}), seat.leader)
    seat.do(RetireScript(gone.code), seat.leader)
    seat.do(MarkScript(shipped.code, favourite=True), seat.leader)
    seat.do(WriteScriptNote(shipped.code, body="好"), seat.agent)
    seat.do(SavePersonalScript({"code": "my1", "title": "我的", "body": "嗯。"}), seat.leader)
    found = rows(seat, limit=10_000)
    assert found[shipped.code].lives == ("shipped", "draft")
    assert found[shipped.code].next is not None
    assert (found[shipped.code].notes, found[shipped.code].favourite) == (1, True)
    assert found["zz1"].life == "draft"
    assert found[gone.code].life == "retired"
    assert found["my1"].life == "in_force"
    assert set(rows(seat, favourites=True)) == set(rows(seat, with_notes=True)) == {shipped.code}
    assert set(rows(seat, owner="me")) == {"my1"}
    assert set(rows(seat, lives=("draft",))) == {"zz1", shipped.code}
    assert next(iter(rows(seat, words="xinde"))) == "zz1"
    assert list(rows(seat, words="zz1")) == ["zz1"]
    seat.desk.agent = seat.agent
    assert "my1" not in rows(seat, limit=10_000)


def test_a_page_of_the_library_is_a_part_of_all(seat: Seat) -> None:
    all_of_it = list(rows(seat, limit=10_000, order="title"))
    assert list(rows(seat, offset=5, limit=7, order="title")) == all_of_it[5:12]
    assert list(rows(seat, limit=10_000, order="-title")) == all_of_it[::-1]
    english = rows(seat, language="en", limit=10_000)
    assert english
    assert all("en" in row.script.languages for row in english.values())
    steps = rows(seat, step="closed", limit=10_000).values()
    assert all(not row.script.steps or "closed" in row.script.steps for row in steps)


def test_what_was_said_lately_is_found_by_its_index(seat: Seat) -> None:
    connection = seat.desk.read.connection
    for query, index in (
        (
            "SELECT script FROM entry WHERE author='a' AND script<>'' ORDER BY at DESC",
            "script_author",
        ),
        ("SELECT at FROM entry WHERE script='a' AND script<>'' AND at>5", "entry_script"),
        ("SELECT uid FROM script WHERE code='a' AND from_at<5", "script_code"),
    ):
        plan = " ".join(str(row[-1]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert index in plan
        assert "TEMP B-TREE" not in plan
    assert kept.recents(connection, "nobody", 5) == []
