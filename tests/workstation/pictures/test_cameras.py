from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.workstation.picture_making import photo, saved
from workstation.domain.refusal import Refusal
from workstation.pictures.cameras import camera_folders, from_clipboard, watch_folder

ZONE = ZoneInfo("Asia/Shanghai")


def put(path: Path, seconds: int, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (seconds, seconds))
    return path


def test_new_pictures_are_listed_newest_first(tmp_path: Path) -> None:
    put(tmp_path / "100MEDIA" / "IMG_1.JPG", 1_000)
    put(tmp_path / "100MEDIA" / "IMG_2.JPG", 3_000)
    put(tmp_path / "101MEDIA" / "scan.pdf", 2_000)
    put(tmp_path / "101MEDIA" / "IMG_3.HEIC", 2_500)
    put(tmp_path / "100MEDIA" / "film.mp4", 3_000)
    put(tmp_path / "100MEDIA" / ".hidden.jpg", 3_000)
    put(tmp_path / "100MEDIA" / "empty.jpg", 3_000, b"")
    put(tmp_path / "a" / "b" / "c" / "d" / "e" / "deep.jpg", 3_000)
    found = watch_folder(tmp_path, 1_500_000)
    assert [one.name for one in found] == ["IMG_2.JPG", "IMG_3.HEIC", "scan.pdf"]
    assert found[0].changed_at == 3_000_000
    assert found[0].size == 1
    assert watch_folder(tmp_path, 3_000_000) == ()


def test_a_folder_that_is_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="file_unreadable") as caught:
        watch_folder(tmp_path / "gone")
    assert caught.value.facts["name"] == str(tmp_path / "gone")


def test_links_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "real" / "a.jpg", 1_000)
    camera = tmp_path / "camera"
    camera.mkdir()
    try:
        (camera / "round").symlink_to(tmp_path)
    except OSError:
        pytest.skip("links are not allowed here")
    assert watch_folder(camera) == ()


def test_cameras_and_phones_are_found(tmp_path: Path) -> None:
    (tmp_path / "EOS" / "DCIM").mkdir(parents=True)
    (tmp_path / "phone" / "Internal storage" / "DCIM").mkdir(parents=True)
    (tmp_path / "stick").mkdir()
    found = camera_folders([tmp_path, tmp_path / "none"])
    assert [one.parent.name for one in found] == ["EOS", "Internal storage"]


def test_what_is_pasted_is_named_by_its_moment() -> None:
    content = saved(photo(), "PNG")
    moment = 1_790_000_000_000
    assert from_clipboard(content, moment, ZONE) == (content, "pasted-20260921-221320.png")
    with pytest.raises(Refusal, match="picture_kind"):
        from_clipboard(b"some words", moment, ZONE)
