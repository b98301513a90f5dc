"""Contents of files: in the hub, or in object storage when it says so."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workstation.sync.s3_server import S3Server
from workstation.domain.refusal import Refusal
from workstation.sync import objects
from workstation.sync.hub import open_hub
from workstation.sync.protocol import CHUNK_BYTES, Hub, HubUnreachable


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """An object storage, and the keys to it in the environment."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AMY")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "amys/secret")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    server = S3Server()
    server.start()
    yield server
    server.stop()


def _content(size: int) -> tuple[str, list[bytes]]:
    made = random.Random(size).randbytes(size)
    chunks = [made[start : start + CHUNK_BYTES] for start in range(0, size, CHUNK_BYTES)]
    return hashlib.sha256(made).hexdigest(), chunks


def _send(hub: Hub, sha256: str, chunks: list[bytes], numbers: list[int] | None = None) -> None:
    desk = hub.enrol("files", "Files")
    size = sum(map(len, chunks))
    for number in numbers if numbers is not None else range(len(chunks)):
        hub.blob_put(desk.desk_no, sha256, size, number, chunks[number])


def test_chunks_come_in_any_order_and_more_than_once(hub: Hub) -> None:
    sha256, chunks = _content(2 * CHUNK_BYTES + 17)
    assert hub.blob_state(sha256) is None
    _send(hub, sha256, chunks, [2, 0, 2])
    known = hub.blob_state(sha256)
    assert known is not None
    assert (known.size, known.chunks, known.complete) == (2 * CHUNK_BYTES + 17, (0, 2), False)
    assert hub.blob_get(sha256, 0) is None  # not before all of it is there and right
    assert not hub.blob_finish(sha256)
    _send(hub, sha256, chunks, [1])
    assert hub.blob_finish(sha256)
    assert hub.blob_finish(sha256)
    assert [hub.blob_get(sha256, number) for number in range(3)] == chunks
    assert hub.blob_get(sha256, 3) is None
    _send(hub, sha256, chunks, [0])
    known = hub.blob_state(sha256)
    assert known is not None
    assert known.complete


def test_what_is_not_what_it_says_is_forgotten(hub: Hub) -> None:
    sha256, chunks = _content(CHUNK_BYTES + 1)
    _send(hub, sha256, [chunks[0], b"?"])
    assert not hub.blob_finish(sha256)
    known = hub.blob_state(sha256)
    assert known is None or known.chunks == ()
    _send(hub, sha256, chunks)
    assert hub.blob_finish(sha256)


def test_too_much_and_nonsense_are_refused(hub: Hub) -> None:
    desk = hub.enrol("files", "Files")
    sha256, chunks = _content(10)
    with pytest.raises(Refusal) as caught:
        hub.blob_put(desk.desk_no, sha256, 51 * 1024 * 1024, 0, bytes(CHUNK_BYTES))
    assert caught.value.code == "file_too_large"
    for number, size, chunk in ((1, 10, chunks[0]), (0, 11, chunks[0]), (0, 10, b"short")):
        with pytest.raises(Refusal) as caught:
            hub.blob_put(desk.desk_no, sha256, size, number, chunk)
        assert caught.value.code == "chunk_malformed"


def test_a_wrong_size_does_not_stand_in_the_way(hub: Hub) -> None:
    sha256, chunks = _content(10)
    _send(hub, sha256, [chunks[0] + b"x"])
    _send(hub, sha256, chunks)
    assert hub.blob_finish(sha256)
    assert hub.blob_get(sha256, 0) == chunks[0]


def test_contents_go_to_object_storage(hub: Hub, storage: S3Server) -> None:
    before, first = _content(5)
    _send(hub, before, first)
    assert hub.blob_finish(before)
    hub.keep_contents_in(storage.url())
    sha256, chunks = _content(CHUNK_BYTES + 9)
    _send(hub, sha256, chunks, [1])
    known = hub.blob_state(sha256)
    assert known is not None
    assert (known.chunks, known.complete) == ((1,), False)
    assert not hub.blob_finish(sha256)
    _send(hub, sha256, chunks, [0])
    assert hub.blob_finish(sha256)
    assert hub.info().objects == storage.url()
    names = [f"files/{sha256[:2]}/{sha256}/{number:06d}" for number in (0, 1)]
    assert sorted(storage.objects) == names
    assert [hub.blob_get(sha256, number) for number in (0, 1, 2)] == [*chunks, None]
    assert hub.blob_get(before, 0) == first[0]  # what the hub itself had is still read
    storage.objects[names[0]] = b"x" * CHUNK_BYTES
    other, some = _content(7)
    _send(hub, other, [b"1234567"])
    assert not hub.blob_finish(other)
    _send(hub, other, some)
    assert hub.blob_finish(other)


def test_contents_that_another_desk_put_there_are_found(
    hub: Hub, hub_url: str, storage: S3Server
) -> None:
    sha256, chunks = _content(12)
    with_it = open_hub(hub_url)
    assert hub.blob_state(sha256) is None
    with_it.keep_contents_in(storage.url())
    _send(with_it, sha256, chunks)
    assert with_it.blob_finish(sha256)
    third = open_hub(hub_url)
    assert third.blob_get(sha256, 0) == chunks[0]
    with_it.close()
    third.close()


def test_a_storage_out_of_reach_is_tried_again_later(sqlite_url: str, storage: S3Server) -> None:
    hub = open_hub(sqlite_url)
    hub.keep_contents_in("s3://team/x?endpoint=http://127.0.0.1:9&region=cn-test-1")
    sha256, chunks = _content(12)
    with pytest.raises(HubUnreachable):
        _send(hub, sha256, chunks)
    hub.keep_contents_in(storage.url("x"))
    _send(hub, sha256, chunks)
    assert hub.blob_finish(sha256)
    hub.close()


def test_a_storage_that_does_not_let_us_says_so(
    sqlite_url: str, storage: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(Refusal) as caught:
        objects.Objects(storage.url()).check()
    assert caught.value.code == "objects_refused"
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "amys/secret")
    objects.Objects(storage.url()).check()
    assert storage.objects == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://team/files",
        "s3://",
        "s3://AMY:amys/secret@team/files",
        "s3://team/x?endpoint=ftp://h",
        "s3://team/x?access_key_id=AMY",
    ],
)
def test_addresses_that_are_none_are_refused(url: str) -> None:
    with pytest.raises(Refusal) as caught:
        objects.parsed(url)
    assert caught.value.code == "objects_url"
    assert "secret" not in str(caught.value.facts["url"])


def test_keys_come_from_the_environment_or_the_usual_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "keys"))
    with pytest.raises(Refusal) as caught:
        objects.credentials()
    assert caught.value.code == "objects_credentials"
    (tmp_path / "keys").write_text(
        "[default]\naws_access_key_id = ONE\naws_secret_access_key = a%b\n"
        "[team]\naws_access_key_id = TWO\naws_secret_access_key = c\naws_session_token = t\n"
    )
    assert objects.credentials() == {
        "aws_access_key_id": "ONE",
        "aws_secret_access_key": "a%b",
    }
    assert objects.credentials("team")["aws_session_token"] == "t"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "THREE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "d")
    assert objects.credentials()["aws_access_key_id"] == "THREE"
    assert objects.credentials("team")["aws_access_key_id"] == "TWO"
