"""Real starts of a checkout in miniature: environments are built, found again, shared, replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workstation.launch.scratch import Scratch, make_scratch
from workstation.launch.place import STAMP, read_stamp, write_stamp

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX scripts and links")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A checkout whose environment was made by its first start."""
    scratch = make_scratch(tmp_path_factory.mktemp("prepared") / "售后 checkout")
    first = scratch.start("list")
    assert first.returncode == 0, first.stderr
    return scratch


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A checkout that was never started."""
    return make_scratch(tmp_path / "checkout")


def test_the_first_start_prepares_and_leaves_standard_output_to_the_program(
    scratch: Scratch,
) -> None:
    done = scratch.start("--json", "list", "--view", "mine")
    answer = json.loads(done.stdout)
    assert answer["argv"] == ["--json", "list", "--view", "mine"]
    assert answer["prefix"] == str(scratch.place.folder)
    assert "prepares itself" in done.stderr
    assert "Ready after" in done.stderr
    left = {path.name for path in scratch.folder.iterdir() if path.name.startswith(".venv")}
    assert left == {".venv", ".venv.lock", ".venv.log"}


def test_a_later_start_says_nothing_and_hands_over_the_exit_code(prepared: Scratch) -> None:
    done = prepared.start("badly")
    assert (done.returncode, done.stderr) == (2, "")
    assert json.loads(done.stdout)["argv"] == ["badly"]


def test_scripts_in_the_environment_name_its_final_place(prepared: Scratch) -> None:
    activate = (prepared.place.folder / "bin" / "activate").read_text("utf-8")
    assert str(prepared.place.folder) in activate
    assert ".venv.new" not in activate


def test_the_module_uses_the_same_environment(prepared: Scratch) -> None:
    options = {**prepared.options({}), "cwd": prepared.folder}
    command = [sys.executable, "-m", "workstation", "show", "7"]
    done = subprocess.run(command, **options, check=False)  # type: ignore[call-overload]
    answer = json.loads(done.stdout)
    assert answer["argv"] == ["show", "7"]
    assert answer["prefix"] == str(prepared.place.folder)


def test_the_environments_own_interpreter_starts_at_once(prepared: Scratch) -> None:
    command = [str(prepared.place.python), str(prepared.folder / "main.py"), "list"]
    done = subprocess.run(command, **prepared.options({}), check=False)  # type: ignore[call-overload]
    assert done.stderr == ""
    assert json.loads(done.stdout)["prefix"] == str(prepared.place.folder)


@pytest.mark.parametrize("arguments", [[], ["--check"], ["call", "--number", "1"]])
def test_without_a_display_the_window_opens_off_screen_and_says_so(
    prepared: Scratch, arguments: list[str]
) -> None:
    stamp = read_stamp(prepared.place)
    write_stamp(prepared.place, replace(stamp, libraries=("base",)))
    done = prepared.start(*arguments)
    answer = json.loads(done.stdout)
    assert answer["argv"] == arguments
    assert answer["QT_QPA_PLATFORM"] == "offscreen"
    assert answer["PYTHONPATH"] == str(prepared.folder)
    assert ("no display" in done.stderr) == ("--check" not in arguments)


def test_two_first_starts_at_once_share_one_preparation(scratch: Scratch) -> None:
    starts = [scratch.begin("list"), scratch.begin("show", "2")]
    told = [start.communicate(timeout=90) for start in starts]
    assert [start.returncode for start in starts] == [0, 0], told
    assert sum("prepares itself" in stderr for _, stderr in told) == 1


def test_what_a_killed_start_left_is_cleared_away(scratch: Scratch) -> None:
    (scratch.folder / ".venv.new1").mkdir()
    (scratch.folder / ".venv.new1" / "half").touch()
    assert scratch.start("list").returncode == 0
    assert not (scratch.folder / ".venv.new1").exists()


def test_a_changed_lock_is_installed_anew_and_libraries_are_kept(
    prepared: Scratch, tmp_path: Path
) -> None:
    scratch = prepared.copy(tmp_path / "checkout")
    kept = scratch.place.libraries / "usr" / "lib"
    kept.mkdir(parents=True)
    (scratch.place.folder / "old").touch()
    lock = scratch.folder / "workstation/launch/run.lock"
    lock.write_text(lock.read_text("utf-8") + "\n", "utf-8")
    again = scratch.start("list")
    assert again.returncode == 0
    assert "prepares itself" in again.stderr
    assert kept.is_dir()
    assert not (scratch.place.folder / "old").exists()


def test_a_foreign_environment_is_left_alone(scratch: Scratch) -> None:
    scratch.place.folder.mkdir()
    (scratch.place.folder / "mine").write_text("keep", "utf-8")
    done = scratch.start("list")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in scratch.place.folder.iterdir()] == ["mine"]
    assert str(scratch.home / ".cache" / "aftercare") in done.stderr
    assert scratch.start("list").stderr == ""


def test_a_foreign_environment_with_the_packages_is_used_as_it_is(
    prepared: Scratch, tmp_path: Path
) -> None:
    scratch = prepared.copy(tmp_path / "checkout")
    (scratch.place.folder / STAMP).unlink()
    done = scratch.start("list")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["prefix"] == str(scratch.place.folder)


def test_a_moved_checkout_still_starts(prepared: Scratch, tmp_path: Path) -> None:
    done = prepared.copy(tmp_path / "elsewhere").start("list")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["prefix"] == str(tmp_path / "elsewhere" / ".venv")


def test_a_package_with_another_content_is_refused(scratch: Scratch) -> None:
    scratch.lock(digest="0" * 64)
    done = scratch.start("list")
    assert (done.returncode, done.stdout) == (8, "")
    assert "aftercare-probe" in done.stderr
    assert "Traceback" not in done.stderr
    assert not scratch.place.folder.exists()


def test_without_a_network_there_is_one_sentence(scratch: Scratch) -> None:
    nowhere = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}
    done = scratch.start("list", **nowhere, PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert (done.returncode, done.stdout) == (5, "")
    assert "no way to the package index" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_sentence_in_chinese(scratch: Scratch) -> None:
    nowhere = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}
    index = "http://127.0.0.1:9/simple"
    done = scratch.start("list", **nowhere, PIP_INDEX_URL=index, LC_ALL="zh_CN.UTF-8")
    assert "连接不上软件包索引" in done.stderr.replace(" ", "")


def test_nowhere_to_write_is_told(scratch: Scratch) -> None:
    scratch.place.folder.mkdir()  # not ours
    (scratch.home / ".cache").write_text("a file, not a folder", "utf-8")
    done = scratch.start("list")
    assert done.returncode == 7
    assert "can be written" in done.stderr


def test_help_needs_no_preparation(scratch: Scratch) -> None:
    done = scratch.start("--help")
    assert done.returncode == 0
    assert "usage:" in done.stdout
    assert not scratch.place.folder.exists()


def test_the_launcher_imports_the_standard_library_and_itself_alone(scratch: Scratch) -> None:
    code = (
        "import pkgutil, sys; sys.path.insert(0, sys.argv[1])\n"
        "import workstation.launch\n"
        "for found in pkgutil.iter_modules(workstation.launch.__path__, 'workstation.launch.'):\n"
        "    __import__(found.name)\n"
        "known = set(sys.stdlib_module_names) | {'__main__', 'workstation', '__mp_main__'}\n"
        "print(sorted(n for n in sys.modules if n.partition('.')[0] not in known))\n"
        "print(sorted({n.split('.')[1] for n in sys.modules if n.startswith('workstation.')}))"
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(scratch.folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == ["[]", "['launch']"]
