"""`hub snapshot` and `hub objects`, as a shell meets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workstation.sync.s3_server import S3Server
from tests.workstation.sync.test_scope_hub import Writer
from tests.workstation.terminal.test_commands import run
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Scope


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    hub = open_hub(url, make=True)
    hub.init()
    writer = Writer(hub)
    writer.ticket()
    writer.ticket(group_code="customs")
    hub.close()
    return url


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AMY")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "amys/secret")
    server = S3Server()
    server.start()
    yield server
    server.stop()


def test_a_snapshot_of_some_groups(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(capsys, "hub", "snapshot", url, "--group", "cod", "--folder", str(tmp_path))
    assert (code, told["records"]) == (0, 1)
    hub = open_hub(url)
    made = hub.snapshot(Scope(groups=("cod",)))
    assert made is not None
    assert made.sha256 == told["sha256"]
    assert hub.snapshot() is None
    hub.close()
    code, told = run(capsys, "hub", "snapshot", url)
    assert (code, told["records"]) == (0, 2)


def test_contents_are_kept_elsewhere_once_that_was_tried(
    url: str, storage: S3Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, "hub", "objects", url) == (0, {"objects": ""})
    code, told = run(capsys, "hub", "objects", url, storage.url())
    assert (code, told["objects"]) == (0, storage.url())
    assert "secret" not in str(told)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    code, told = run(capsys, "hub", "objects", url, storage.url("elsewhere"))
    assert (code, told["error"]) == (1, "objects_refused")
    assert run(capsys, "hub", "objects", url) == (0, {"objects": storage.url()})
    code, told = run(capsys, "hub", "objects", url, "ftp://team")
    assert (code, told["error"]) == (1, "objects_url")
    assert run(capsys, "hub", "objects", url, "hub") == (0, {"objects": ""})
