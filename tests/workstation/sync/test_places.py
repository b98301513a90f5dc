"""Where a hub may live, and what its address says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from workstation.domain.refusal import Refusal
from workstation.sync import hub_address, places
from workstation.sync.hub import open_hub
from workstation.sync.pace import Pace

_LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/team /mnt/team\\040share nfs4 rw,vers=4.2 0 0
//filer/x /mnt/x cifs rw 0 0
me@host: /home/amy/remote fuse.sshfs rw 0 0
/dev/sdb1 /mnt/x/local xfs rw 0 0
"""
_MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//amy@filer/team on /Volumes/team (smbfs, nodev, nosuid, mounted by amy)
"""


@pytest.mark.parametrize(
    ("path", "mounts", "kind"),
    [
        ("/home/amy/hub.db", _LINUX, "ext4"),
        ("/mnt/team share/hub.db", _LINUX, "nfs4"),
        ("/mnt/x/hub.db", _LINUX, "cifs"),
        ("/mnt/x/local/hub.db", _LINUX, "xfs"),
        ("/mnt/xy/hub.db", _LINUX, "ext4"),
        ("/home/amy/remote/a/hub.db", _LINUX, "fuse.sshfs"),
        ("/Volumes/team/hub.db", _MAC, "smbfs"),
        ("/Users/amy/hub.db", _MAC, "apfs"),
        ("/any", "", ""),
    ],
)
def test_the_file_system_under_a_path(path: str, mounts: str, kind: str) -> None:
    assert places.file_system(Path(path), mounts) == kind
    remote = kind in ("nfs4", "cifs", "fuse.sshfs", "smbfs")
    if remote:
        with pytest.raises(Refusal) as caught:
            places.check_local(Path(path), mounts)
        assert caught.value.code == "hub_on_network"
        assert "postgresql" in str(caught.value.facts["remedy"])
    else:
        places.check_local(Path(path), mounts)


def test_a_hub_on_a_network_drive_is_refused_and_postgresql_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "team share"
    table = f"server:/team {str(share).replace(' ', chr(92) + '040')} nfs4 rw 0 0\n/dev/x / ext4 rw 0 0\n"
    monkeypatch.setattr(places, "_mounts", lambda: table)
    for make in (True, False):
        share.mkdir(exist_ok=True)
        if not make:
            (share / "hub.db").touch()
        with pytest.raises(Refusal) as caught:
            open_hub(f"sqlite:///{share / 'hub.db'}", make=make)
        assert caught.value.code == "hub_on_network"
        assert caught.value.facts["file_system"] == "nfs4"
        assert "postgresql" in str(caught.value.facts["remedy"])
        assert [path.name for path in share.iterdir()] == ([] if make else ["hub.db"])
    open_hub(f"sqlite:///{tmp_path / 'hub.db'}", make=True).close()


def test_a_link_to_a_network_drive_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path / "share"
    share.mkdir()
    monkeypatch.setattr(places, "_mounts", lambda: f"//filer/x {share} cifs rw 0 0\n")
    (tmp_path / "here").symlink_to(share)
    with pytest.raises(Refusal, match="hub_on_network"):
        open_hub(f"sqlite:///{tmp_path / 'here' / 'hub.db'}", make=True)


def test_this_very_folder_is_local(tmp_path: Path) -> None:
    places.check_local(tmp_path / "hub.db")


def test_passwords_are_not_shown() -> None:
    url = "postgresql://amy:secret@db.example:5432/aftercare?sslmode=verify-full"
    assert hub_address.shown(url) == (
        "postgresql://amy@db.example:5432/aftercare?sslmode=verify-full"
    )
    assert hub_address.shown("sqlite:///x.db") == "sqlite:///x.db"


def test_an_address_is_kept_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert hub_address.whole("sqlite:///hub.db") == f"sqlite:///{tmp_path}/hub.db"
    assert hub_address.whole(f"sqlite:///{tmp_path}/a.db") == f"sqlite:///{tmp_path}/a.db"
    assert hub_address.whole("postgresql://h/n") == "postgresql://h/n"
    with pytest.raises(Refusal, match="hub_url"):
        hub_address.whole("ftp://h")


def test_pauses_grow_while_the_hub_is_away_and_end_with_it() -> None:
    pace = Pace(random.Random(1))
    pauses = [pace.failed() for _ in range(12)]
    assert all(pause <= 60 for pause in pauses)
    assert pauses[0] <= 1
    assert min(pauses[-3:]) >= 30
    pace.succeeded()
    assert pace.failed() <= 1
    assert all(24 <= pace.idle() <= 36 for _ in range(20))
