"""To know a content's SHA-256 opens it to nobody; to have sent it does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.workstation.sync.authority.office import Member, Office
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync import hub_admin
from workstation.sync.protocol import CHUNK_BYTES

_CONTENT = b"a" * (CHUNK_BYTES + 5)
_NAME = hashlib.sha256(_CONTENT).hexdigest()


@pytest.fixture
def office(postgres_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(postgres_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def amy(office: Office) -> Member:
    return office.add("Amy", "cod")


@pytest.fixture
def ben(office: Office) -> Member:
    return office.add("Ben", "customs")


def _named(who: Member, ticket: str) -> None:
    facts: dict[str, Any] = {
        "ticket": ticket,
        "sha256": _NAME,
        "name": "a.jpg",
        "media_type": "image/jpeg",
    }
    facts |= {"size": len(_CONTENT), "added_at": 6, "added_by": who.uid}
    assert who.push({"kind": "attachment", "uid": new_uid(), "new": facts}).state == "applied"


def _sent(who: Member, content: bytes = _CONTENT, pieces: tuple[int, ...] = (0, 1)) -> bool:
    for number in pieces:
        piece = content[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]
        who.hub.blob_put(who.desk.desk_no, _NAME, len(content), number, piece)
    return who.hub.blob_finish(_NAME)


def _gets(who: Member) -> bool:
    try:
        return who.hub.blob_get(_NAME, 1) == b"a" * 5
    except Refusal as refusal:
        return refusal.code != "not_allowed"


@pytest.mark.parametrize("named_first", [False, True])
def test_who_only_knows_the_name_gets_nothing(
    office: Office, amy: Member, ben: Member, named_first: bool
) -> None:
    if named_first:
        _named(amy, office.ticket("cod"))
    _named(ben, office.ticket("customs"))
    assert _sent(ben)
    assert _gets(ben)
    if not named_first:
        _named(amy, office.ticket("cod"))
    state = amy.hub.blob_state(_NAME)
    assert state is not None
    assert (state.chunks, state.complete) == ((), False)
    assert not _gets(amy)
    assert not amy.hub.blob_finish(_NAME)
    assert not _sent(amy, b"b" * len(_CONTENT))
    assert not _gets(amy)
    assert _gets(ben)


def test_who_has_the_same_file_sends_it_too(office: Office, amy: Member, ben: Member) -> None:
    _named(ben, office.ticket("customs"))
    assert _sent(ben)
    carl = office.add("Carl", "cod")
    _named(amy, office.ticket("cod"))
    assert not _gets(carl)
    assert not _sent(amy, pieces=(0,))
    state = amy.hub.blob_state(_NAME)
    assert state is not None
    assert state.chunks == (0,)
    assert _sent(amy, pieces=(1,))
    assert _gets(amy)
    assert _gets(carl)
    _named(amy, office.ticket("cod"))
    assert _gets(amy)


def test_who_sees_a_file_may_name_it_on_another_ticket(office: Office, amy: Member) -> None:
    _named(amy, office.ticket("cod"))
    assert _sent(amy)
    both = office.add("Dora", "cod", "customs")
    _named(both, office.ticket("customs"))
    assert _gets(office.add("Ben", "customs"))


def test_a_person_has_so_many_desks_and_no_more(office: Office, amy: Member) -> None:
    for _ in range(4):
        amy.hub.enrol(new_uid(), "another")
    known = new_uid()
    with pytest.raises(Refusal) as refused:
        amy.hub.enrol(known, "one too many")
    assert (refused.value.code, refused.value.facts) == ("desks_too_many", {"desks": 5, "most": 5})
    hub_admin.remove_desk(office.url, str(amy.desk.desk_no))
    with psycopg.connect(office.url) as connection:
        connection.execute("UPDATE hub_desk SET seen_at = 0 WHERE name = 'another'")
    again = office.add("Eve", "cod")
    hub_admin.allow_desks(office.url, 1)
    with pytest.raises(Refusal, match="desks_too_many"):
        again.hub.enrol(known, "a second")
    hub_admin.allow_desks(office.url, 0)
    assert again.hub.enrol(known, "a second").desk_no > 0
    assert again.hub.enrol(known, "").desk_no > 0
