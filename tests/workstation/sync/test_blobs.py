"""Contents of files in the hub itself: pieces in any order, verified as a whole."""

from __future__ import annotations

import hashlib
import random

import pytest

from workstation.domain.refusal import Refusal
from workstation.store.blobs import LARGEST
from workstation.sync.protocol import CHUNK_BYTES, Hub


@pytest.fixture
def desk_no(hub: Hub) -> int:
    return hub.enrol("a", "A").desk_no


def _content(size: int) -> tuple[str, bytes]:
    content = random.Random(size).randbytes(size)
    return hashlib.sha256(content).hexdigest(), content


def _pieces(content: bytes) -> list[tuple[int, bytes]]:
    starts = range(0, len(content), CHUNK_BYTES)
    return [(number, content[at : at + CHUNK_BYTES]) for number, at in enumerate(starts)]


def test_pieces_come_in_any_order_and_more_than_once(hub: Hub, desk_no: int) -> None:
    name, content = _content(2 * CHUNK_BYTES + 5)
    pieces = _pieces(content)
    assert hub.blob_state(name) is None
    for number, piece in (pieces[2], pieces[0], pieces[2]):
        hub.blob_put(desk_no, name, len(content), number, piece)
    state = hub.blob_state(name)
    assert state is not None
    assert (state.size, state.chunks, state.complete) == (len(content), (0, 2), False)
    assert not hub.blob_finish(name)  # and what came is kept
    assert hub.blob_get(name, 0) is None  # not before it is whole
    hub.blob_put(desk_no, name, len(content), *pieces[1])
    assert hub.blob_finish(name)
    assert hub.blob_finish(name)  # the answer was lost
    assert [hub.blob_get(name, number) for number, _ in pieces] == [piece for _, piece in pieces]
    assert hub.blob_get(name, 3) is None
    hub.blob_put(desk_no, name, len(content), *pieces[0])  # late, and no harm
    assert hub.blob_get(name, 0) == pieces[0][1]
    assert hub.check() == ()


def test_what_is_not_what_its_name_says_is_forgotten(hub: Hub, desk_no: int) -> None:
    name, content = _content(100)
    hub.blob_put(desk_no, name, 100, 0, content[:-1] + b"!")
    assert not hub.blob_finish(name)
    assert hub.blob_state(name) is None
    hub.blob_put(desk_no, name, 100, 0, content)
    assert hub.blob_finish(name)


def test_begun_with_a_wrong_size_it_begins_anew(hub: Hub, desk_no: int) -> None:
    name, content = _content(100)
    hub.blob_put(desk_no, name, 99, 0, content[:99])
    hub.blob_put(desk_no, name, 100, 0, content)
    assert hub.blob_finish(name)
    assert hub.blob_get(name, 0) == content


def test_nonsense_is_refused(hub: Hub, desk_no: int) -> None:
    name, content = _content(100)
    two = CHUNK_BYTES + 1
    for sha256, size, number, piece in (
        ("a" * 63, 100, 0, content),
        (name.upper(), 100, 0, content),
        (name, 100, 1, content),
        (name, 100, -1, content),
        (name, 100, 0, content[1:]),
        (name, two, 0, content),
        (name, 0, 0, b""),
    ):
        with pytest.raises(Refusal, match="chunk_malformed"):
            hub.blob_put(desk_no, sha256, size, number, piece)
    with pytest.raises(Refusal, match="file_too_large"):
        hub.blob_put(desk_no, name, LARGEST + 1, 0, content)
    assert hub.blob_state(name) is None
    assert not hub.blob_finish(name)
    assert hub.blob_get(name, 0) is None


def test_the_largest_file_is_taken(hub: Hub, desk_no: int) -> None:
    name, _ = _content(CHUNK_BYTES)
    hub.blob_put(desk_no, name, LARGEST, 0, bytes(CHUNK_BYTES))
    state = hub.blob_state(name)
    assert state is not None
    assert state.size == LARGEST
