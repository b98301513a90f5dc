"""What the stamp of an environment says, and when it is not believed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workstation.launch import place as places_module
from workstation.launch.place import Place, Stamp, base_interpreter, read_stamp, write_stamp


@pytest.fixture
def made(tmp_path: Path) -> Place:
    place = Place(tmp_path / ".venv")
    place.python.parent.mkdir(parents=True)
    place.python.symlink_to(sys.executable)
    return place


def test_a_stamp_is_read_back(made: Place) -> None:
    stamp = Stamp(base_interpreter(made), libraries=("base",)).with_lock("test")
    write_stamp(made, stamp)
    assert read_stamp(made) == stamp
    assert stamp.holds("run")
    assert stamp.holds("test")


def test_what_was_made_for_running_does_not_hold_the_tests(made: Place) -> None:
    stamp = Stamp(base_interpreter(made)).with_lock("run")
    assert stamp.holds("run")
    assert not stamp.holds("test")


def test_a_changed_lock_is_noticed(
    made: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = Stamp(base_interpreter(made)).with_lock("test")
    for name in ("run", "test"):
        (tmp_path / f"{name}.lock").write_text("other==1\n")
    monkeypatch.setattr(places_module, "LOCKS", tmp_path)
    assert not stamp.holds("run")
    assert not stamp.holds("test")


def test_a_replaced_interpreter_makes_the_stamp_worthless(made: Place, tmp_path: Path) -> None:
    write_stamp(made, Stamp(base_interpreter(made)).with_lock("run"))
    other = tmp_path / "python3.99"
    other.touch()
    made.python.unlink()
    made.python.symlink_to(other)
    assert read_stamp(made) == Stamp()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"libraries": 3}', '{"colour": "red"}'])
def test_a_damaged_stamp_counts_as_none(made: Place, text: str) -> None:
    (made.folder / places_module.STAMP).write_text(text)
    assert read_stamp(made) == Stamp()


def test_the_cache_folder_is_the_second_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere/cache")
    first, second = places_module.places()
    assert first.folder == places_module.CHECKOUT / ".venv"
    assert second.folder.parent == Path("/somewhere/cache/aftercare")
