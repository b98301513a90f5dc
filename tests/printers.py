"""A print system that says what a test tells it to."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

_STANDIN = """#!{python}
import json, sys
from pathlib import Path
name, arguments = Path(sys.argv[0]).name, sys.argv[1:]
folder = Path(sys.argv[0]).parent
with (folder / "calls").open("a") as calls:
    calls.write(json.dumps([name, *arguments]) + "\\n")
told = json.loads((folder / "told.json").read_text())
said = told.get(" ".join([name, *arguments])) or told.get(name) or ["", "", 0]
sys.stdout.write(said[0]); sys.stderr.write(said[1]); sys.exit(said[2])
"""
TWO = (
    "printer Office is idle.  enabled since Sun Nov 22 10:00:00 2026\n"
    "\tForm mounted:\n\tAlerts: none\n"
    "printer Hall disabled since Sun Nov 22 10:00:00 2026 -\n"
    "\tout of order, call 8021\n\tAlerts: media-empty-error paused\n"
)
ACCEPT = (
    "Office accepting requests since Sun Nov 22 10:00:00 2026\n"
    "Hall not accepting requests since Sun Nov 22 10:00:00 2026 -\n\tRejecting Jobs\n"
)
OPTIONS = (
    "InputSlot/Media Source: *Auto Tray1 Tray2\nDuplex/2-Sided: *None DuplexNoTumble\n"
    "PageSize/Media Size: *A4 Letter\n"
)


class Standin:
    """Commands of a print system that say what a test tells them to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("lp", "lpstat", "lpoptions", "cancel"):
            file = folder / name
            file.write_text(_STANDIN.format(python=sys.executable))
            file.chmod(0o755)
        self.say(
            {
                "lpstat -l -p": [TWO, "", 0],
                "lpstat -a": [ACCEPT, "", 0],
                "lpstat -d": ["system default destination: Office\n", "", 0],
                "lpoptions": [OPTIONS, "", 0],
                "lp": ["request id is Office-12 (1 file(s))\n", "", 0],
            }
        )

    def say(self, told: dict[str, list[object]]) -> None:
        (self._folder / "told.json").write_text(json.dumps(told))

    def calls(self, name: str) -> list[list[str]]:
        lines = (self._folder / "calls").read_text().splitlines()
        return [call[1:] for call in map(json.loads, lines) if call[0] == name]


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Standin:
    """A print system with the printer "Office" on it, its commands before all others on the path."""
    folder = tmp_path / "commands"
    folder.mkdir()
    made = Standin(folder)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return made
