from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ui.shell import call_links

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the registry is not touched")
TYPE = "x-scheme-handler/aftercare"


@pytest.fixture(autouse=True)
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own settings, somewhere else."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_registering_tells_the_system_and_is_taken_back(homes: Path) -> None:
    assert not call_links.registered()
    call_links.register()
    assert call_links.registered()
    entry = (homes / "share/applications/aftercare-call.desktop").read_text("utf-8")
    assert f"MimeType={TYPE};" in entry
    assert 'main.py" %u' in entry
    call_links.unregister()
    assert not call_links.registered()
    assert list((homes / "share/applications").iterdir()) == []
    assert TYPE not in (homes / "config/mimeapps.list").read_text("utf-8")


def test_other_programs_keep_what_is_theirs(homes: Path) -> None:
    file = homes / "config/mimeapps.list"
    file.parent.mkdir()
    theirs = (
        "[Added Associations]\nx-scheme-handler/aftercare=other.desktop;\n"
        "[Default Applications]\ntext/html=browser.desktop;\n"
        "x-scheme-handler/aftercare=old.desktop;\n"
    )
    file.write_text(theirs, encoding="utf-8")
    call_links.register()
    call_links.register()
    told = file.read_text("utf-8").splitlines()
    assert told.count(f"{TYPE}=aftercare-call.desktop;") == 1
    assert f"{TYPE}=old.desktop;" not in told
    assert f"{TYPE}=other.desktop;" in told
    assert "text/html=browser.desktop;" in told
    assert told.index("[Default Applications]") < told.index(f"{TYPE}=aftercare-call.desktop;")


def test_odd_folders_are_quoted(homes: Path) -> None:
    call_links.register(Path('/desks/a "b" $c 50%'))
    entry = (homes / "share/applications/aftercare-call.desktop").read_text("utf-8")
    assert r'"--profile" "/desks/a \\"b\\" \\$c 50%%" %u' in entry


def test_the_command_line_is_one_that_the_program_takes() -> None:
    from ui.shell.arguments import read_arguments

    line = call_links.command(Path("/d"))
    start = read_arguments([*line[line.index("--profile") :], "call", "--number", "1"])
    assert start.call is not None
    assert start.profile == Path("/d")
