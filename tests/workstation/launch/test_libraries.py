"""Missing graphical libraries: found, named for the distribution, fetched where that is possible."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from workstation.launch import debian, display, libraries
from workstation.launch.sonames import LIBRARIES
from workstation.launch.step import Step
from workstation.launch.trouble import Trouble

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks them")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which no library of ours loads."""
    monkeypatch.setattr(libraries, "_loads", lambda soname: False)


def programs(folder: Path, **scripts: str) -> str:
    """Programs of our own in place of the system's; the PATH that finds them first."""
    folder.mkdir(exist_ok=True)
    for name, text in scripts.items():
        script = folder / name.replace("_", "-")
        script.write_text(f"#!/bin/sh\n{text}\n")
        script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.usefixtures("bare")
def test_all_of_the_asked_groups_are_missing_on_a_bare_system(tmp_path: Path) -> None:
    found = libraries.missing(("base", "x11"), tmp_path)
    assert {one.group for one in found} == {"base", "x11"}
    assert len(found) == sum(one.group != "wayland" for one in LIBRARIES)


@pytest.mark.usefixtures("bare")
def test_what_lies_in_the_private_folder_counts(tmp_path: Path) -> None:
    folder = tmp_path / "usr/lib/x86_64-linux-gnu"
    folder.mkdir(parents=True)
    (folder / "libEGL.so.1").touch()
    names = {one.soname for one in libraries.missing(("base",), tmp_path)}
    assert "libEGL.so.1" not in names
    assert "libGL.so.1" in names


@pytest.mark.parametrize(
    ("release", "command", "package"),
    [
        ("ID=fedora\n", "sudo dnf install", "libglvnd-egl"),
        ('ID="kylin"\nID_LIKE="fedora"\n', "sudo dnf install", "glib2"),
        ("ID=opensuse-leap\nID_LIKE='suse opensuse'\n", "sudo zypper install", "libglib-2_0-0"),
        ("ID=arch\n", "sudo pacman -S --needed", "libglvnd"),
        ("ID=ubuntu\nID_LIKE=debian\n", "sudo apt-get install", "libegl1"),
    ],
)
def test_the_command_is_that_of_the_distribution(
    release: str, command: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "os-release").write_text(release)
    monkeypatch.setattr(libraries, "OS_RELEASE", (tmp_path / "os-release",))
    trouble = libraries.lacking_trouble([one for one in LIBRARIES if one.group == "base"])
    assert str(trouble.facts["command"]).startswith(command)
    assert package in str(trouble.facts["command"]).split()
    assert trouble.exit_code == 3


@pytest.mark.usefixtures("bare")
def test_a_system_without_apt_is_told_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble) as trouble:
        libraries.demand_obtainable(libraries.missing(("base",), tmp_path))
    assert trouble.value.code == "libraries"


def test_packages_are_fetched_privately_and_the_lists_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = "'http://a/libegl1_1_amd64.deb' libegl1_1_amd64.deb 10 SHA256:x"
    waste = "'http://a/libllvm15_1_amd64.deb' libllvm15_1_amd64.deb 9 SHA256:y"
    apt = f"""echo "$@" >> {tmp_path}/calls
case "$*" in
  *print-uris*) echo "{answer}"; echo "{waste}";;
  *download*) shift 4; for name; do touch "$name.deb"; done;;
esac"""
    unpack = (
        'mkdir -p "$3/usr/lib/x86_64-linux-gnu"; touch "$3/usr/lib/x86_64-linux-gnu/libEGL.so.1"'
    )
    monkeypatch.setenv("PATH", programs(tmp_path / "bin", apt_get=apt, dpkg_deb=unpack))
    monkeypatch.setattr(debian, "SYSTEM_LISTS", tmp_path / "none")
    private, log = tmp_path / "libraries", tmp_path / "prepare.log"
    egl = [one for one in LIBRARIES if one.soname == "libEGL.so.1"]
    libraries.obtain(egl, private, Step("system_libraries", "debian_archive", log))
    debian.tidy(log)
    calls = (tmp_path / "calls").read_text()
    assert "update" in calls
    assert "download libegl1\n" in calls
    assert "libllvm15" not in calls
    assert [path.name for path in tmp_path.glob("*.apt")] == []
    assert libraries.variables(private)["LD_LIBRARY_PATH"].startswith(str(private))


def test_the_systems_own_lists_are_used_while_they_are_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "x_Packages").touch()
    monkeypatch.setattr(debian, "SYSTEM_LISTS", tmp_path / "lists")
    apt = f'echo "$@" >> {tmp_path}/calls; touch a.deb'
    monkeypatch.setenv("PATH", programs(tmp_path / "bin", apt_get=apt, dpkg_deb="true"))
    step = Step("debian_pip", "debian_archive", tmp_path / "log")
    debian.fetch(["python3-pip-whl"], tmp_path / "into", step)
    assert "update" not in (tmp_path / "calls").read_text()


def test_stale_system_lists_are_replaced_by_private_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "x_Packages").touch()
    monkeypatch.setattr(debian, "SYSTEM_LISTS", tmp_path / "lists")
    apt = f"""case "$*" in *update*) touch {tmp_path}/updated;; esac
[ -e {tmp_path}/updated ] || {{ echo "E: 404  Not Found"; exit 100; }}
touch a.deb"""
    monkeypatch.setenv("PATH", programs(tmp_path / "bin", apt_get=apt, dpkg_deb="true"))
    step = Step("debian_pip", "debian_archive", tmp_path / "log")
    debian.fetch(["python3-pip-whl"], tmp_path / "into", step)
    assert (tmp_path / "updated").exists()


def test_packages_that_do_not_bring_the_library_are_a_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = programs(tmp_path / "bin", apt_get="true", dpkg_deb="true")
    monkeypatch.setenv("PATH", path)
    monkeypatch.setattr(debian, "SYSTEM_LISTS", tmp_path / "none")
    step = Step("system_libraries", "debian_archive", tmp_path / "log")
    with pytest.raises(Trouble) as trouble:
        libraries.obtain(LIBRARIES[:1], tmp_path / "libraries", step)
    assert trouble.value.code == "libraries"


@pytest.mark.parametrize(
    ("session", "hidden", "groups"),
    [
        ({}, False, ("base",)),
        ({"DISPLAY": ":0"}, False, ("base", "x11")),
        ({"DISPLAY": ":0"}, True, ("base",)),
        ({"WAYLAND_DISPLAY": "wayland-0"}, False, ("base", "wayland")),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False, ("base",)),
    ],
)
def test_the_session_decides_which_groups_are_wanted(
    session: dict[str, str],
    hidden: bool,
    groups: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in session.items():
        monkeypatch.setenv(name, value)
    assert display.wanted_sets(hidden=hidden) == groups


def test_qt_is_told_of_a_missing_screen_and_of_a_good_input_method(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "machine-id").touch()
    monkeypatch.setattr(display, "_MACHINE_IDS", (tmp_path / "machine-id",))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    found = display.variables(hidden=False)
    assert found == {"QT_QPA_PLATFORM": "offscreen", "QT_IM_MODULE": "ibus"}
    monkeypatch.setenv("DISPLAY", ":0")
    assert "QT_QPA_PLATFORM" not in display.variables(hidden=False)
    assert "QT_QPA_PLATFORM" in display.variables(hidden=True)


def test_a_machine_without_identity_keeps_away_from_the_bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "_MACHINE_IDS", (tmp_path / "none",))
    assert display.variables(hidden=False)["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
