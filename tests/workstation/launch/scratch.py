"""A checkout in miniature: the launcher, one tiny package in its locks, and stand-ins to start."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from workstation.launch.place import CHECKOUT, Place

PACKAGE = "aftercare_probe"
_PROJECT = """\
[project]
name = "aftercare"
version = "0.1.0"
dependencies = ["aftercare-probe>=1"]
[dependency-groups]
test = []
[tool.pytest.ini_options]
"""
_TERMINAL = """\
import json, sys

def main(argv):
    import aftercare_probe
    print(json.dumps({"argv": argv, "probe": aftercare_probe.__file__, "prefix": sys.prefix}))
    return 2 if "badly" in argv else 0
"""
_WINDOW = """\
import json, os, sys

names = ("QT_QPA_PLATFORM", "PYTHONPATH")
print(json.dumps({"argv": sys.argv[1:], **{name: os.environ.get(name) for name in names}}))
"""


@dataclass(frozen=True)
class Scratch:
    """A small checkout in `folder` with a home and a shelf of wheels beside it."""

    folder: Path

    @property
    def place(self) -> Place:
        """The environment that the launcher makes in the checkout."""
        return Place(self.folder / ".venv")

    @property
    def home(self) -> Path:
        """The home of the person who starts it."""
        return self.folder.with_name(f"{self.folder.name}-home")

    @property
    def shelf(self) -> Path:
        """Where pip finds the wheel, instead of on a network."""
        return self.folder.with_name(f"{self.folder.name}-wheels")

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run ``main.py`` to its end, from another folder, without any network."""
        return subprocess.run(self.command(*arguments), **self.options(variables), check=False)

    def begin(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Run ``main.py`` beside us."""
        options = self.options(variables)
        del options["timeout"], options["capture_output"]
        pipe = subprocess.PIPE
        return subprocess.Popen(self.command(*arguments), stdout=pipe, stderr=pipe, **options)

    def command(self, *arguments: str) -> list[str]:
        """The command line of a start."""
        return [sys.executable, str(self.folder / "main.py"), *arguments]

    def options(self, variables: dict[str, str]) -> dict[str, object]:
        """How a start runs: its own home, an index that is a folder, English."""
        keep = ("LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
        environment = {
            **{name: os.environ[name] for name in keep if name in os.environ},
            "PATH": "/usr/bin:/bin" if os.name == "posix" else os.environ["PATH"],
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.shelf.as_uri(),
            "PIP_CONFIG_FILE": os.devnull,
            **variables,
        }
        return {
            "cwd": self.home,
            "env": {name: value for name, value in environment.items() if value},
            "capture_output": True,
            "encoding": "utf-8",
            "timeout": 90,
        }

    def lock(self, *, digest: str | None = None) -> None:
        """Write both locks so that they ask for the wheel on the shelf, or for another content."""
        wheel = next(self.shelf.glob("*.whl"))
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        for name in ("run", "test"):
            text = f"aftercare-probe==1.0 \\\n    --hash=sha256:{digest}\n"
            (self.folder / f"workstation/launch/{name}.lock").write_text(text, "utf-8")

    def copy(self, folder: Path) -> Scratch:
        """The same checkout in another place, environment and all."""
        other = Scratch(folder)
        for old, new in (
            (self.folder, other.folder),
            (self.home, other.home),
            (self.shelf, other.shelf),
        ):
            shutil.copytree(old, new, symlinks=True)
        return other


def make_scratch(folder: Path) -> Scratch:
    """Make a small checkout at `folder`."""
    scratch = Scratch(folder)
    scratch.home.mkdir(parents=True)
    scratch.shelf.mkdir()
    shutil.copytree(
        CHECKOUT / "workstation" / "launch",
        folder / "workstation" / "launch",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ("main.py", "workstation/__init__.py", "workstation/__main__.py"):
        shutil.copy(CHECKOUT / name, folder / name)
    files = {
        "pyproject.toml": _PROJECT,
        "ui/__init__.py": "",
        "ui/app.py": _WINDOW,
        "workstation/terminal/__init__.py": "",
        "workstation/terminal/main.py": _TERMINAL,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    _make_wheel(scratch.shelf)
    scratch.lock()
    return scratch


def _make_wheel(shelf: Path) -> None:
    files = {
        f"{PACKAGE}/__init__.py": "",
        f"{PACKAGE}-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: aftercare-probe\n"
        "Version: 1.0\n",
        f"{PACKAGE}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\n"
        "Root-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{PACKAGE}-1.0.dist-info/RECORD"
    lines = []
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        lines.append(f"{name},sha256={digest.decode()},{len(text.encode())}")
    files[record] = "\n".join([*lines, f"{record},,", ""])
    with zipfile.ZipFile(shelf / f"{PACKAGE}-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
