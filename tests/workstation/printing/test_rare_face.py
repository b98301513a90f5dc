"""The packed face of rare ideographs: unpacked once, unpacked anew when it is not what it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from workstation.printing import rare_face
from workstation.printing.typeface import Typeface


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rare_face, "_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def test_it_is_unpacked_once_and_kept(cache: Path) -> None:
    first = rare_face.unpacked()
    assert first.is_relative_to(cache)
    made = first.stat().st_mtime_ns
    assert rare_face.unpacked() == first
    assert first.stat().st_mtime_ns == made
    assert Typeface(first).name == "ClaimRareMincho-Regular"
    assert [file.name for file in first.parent.iterdir()] == [first.name]


@pytest.mark.parametrize("damage", [b"", b"not a font"])
def test_a_damaged_copy_is_replaced(cache: Path, damage: bytes) -> None:
    kept = rare_face.unpacked()
    kept.write_bytes(damage)
    assert Typeface(rare_face.unpacked()).name == "ClaimRareMincho-Regular"


def test_without_a_cache_folder_a_temporary_one_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder can be made here")
    monkeypatch.setattr(rare_face, "_folder", lambda: blocked)
    assert Typeface(rare_face.unpacked()).name == "ClaimRareMincho-Regular"
