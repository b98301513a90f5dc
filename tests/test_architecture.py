"""The rules that hold the house up, each as one sentence."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from workstation.launch.bounds import requirements

ROOT = Path(__file__).resolve().parents[1]
OURS = ("workstation", "ui", "resources")
LONGEST_MODULE = 500

BANNED = {"pymupdf", "pyside6-fluent-widgets", "zenpy", "workalendar", "lunardate", "grandalf"}
"""Distributions whose licences (AGPL, GPL) a desk of ours must never carry."""
GPL_ALONE = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public License)", re.IGNORECASE)
GIVES_A_CHOICE = re.compile(r"LGPL|Lesser|\bOR\b|MIT|BSD|Apache|MPL|exception", re.IGNORECASE)
QT_MODULES_UNDER_GPL = {
    "QtCharts",
    "QtDataVisualization",
    "QtGraphs",
    "QtHttpServer",
    "QtNetworkAuth",
    "QtQuick3DPhysics",
    "QtVirtualKeyboard",
}


def modules() -> Iterator[Path]:
    for package in OURS:
        yield from sorted((ROOT / package).rglob("*.py"))


def test_imports_keep_the_contracts() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_package_says_what_it_is_and_nothing_else_in_its_init() -> None:
    for path in modules():
        if path.name == "__init__.py" and path.parent != ROOT / "resources":
            body = ast.parse(path.read_text("utf-8")).body
            assert len(body) == 1, f"{path.relative_to(ROOT)} holds more than a docstring"
            assert isinstance(body[0], ast.Expr), f"{path.relative_to(ROOT)} has no docstring"


def test_no_module_is_longer_than_one_can_hold_in_mind() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in modules()
    }
    assert {str(name): n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"#.*\b(?:TO" r"DO|FIX" r"ME)\b|raise NotImplemented")
    left = [
        str(path.relative_to(ROOT)) for path in modules() if words.search(path.read_text("utf-8"))
    ]
    assert left == []


def test_nobody_imports_a_qt_module_under_the_gpl() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in QT_MODULES_UNDER_GPL
        if re.search(rf"PySide6[. ](?:import )?{name}\b", path.read_text("utf-8"))
    ]
    assert found == []


def test_every_package_we_need_has_a_licence_we_may_ship_or_use() -> None:
    installed = {normal(one.metadata["Name"]): one for one in distributions()}
    needed = reached({normal(re.split(r"[<>=!\[ ]", text)[0]) for text in requirements("test")})
    assert needed <= installed.keys()
    assert not BANNED & needed
    refused = {
        name: text
        for name, text in ((name, licence(installed[name])) for name in needed)
        if GPL_ALONE.search(text) and not GIVES_A_CHOICE.search(text)
    }
    assert refused == {}


def licence(distribution: Distribution) -> str:
    data = distribution.metadata
    named = data.get("License-Expression") or ""
    classified = [v for v in data.get_all("Classifier") or [] if v.startswith("License ::")]
    # The old free-text field sometimes holds the whole licence; its first line names it.
    return " | ".join([named, *classified, (data.get("License") or "").strip().split("\n")[0]])


def reached(names: set[str]) -> set[str]:
    """The distributions that `names` need, directly or through others."""
    known = {normal(one.metadata["Name"]): one for one in distributions()}
    found: set[str] = set()
    waiting = [normal(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [normal(text) for text in here(known[name].requires or [])]
    return found


def here(needs: list[str]) -> Iterator[str]:
    """The names among `needs` that this system and Python ask for, without extras."""
    for text in needs:
        wanted = Requirement(text)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield wanted.name


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_signals_lose_no_reference(request: pytest.FixtureRequest) -> None:
    """PySide6 6.12 on Python 3.11 dropped one reference to True at each emit, until the end."""
    if request.config.getoption("--no-gui"):
        pytest.skip("--no-gui")
    from PySide6.QtCore import QObject, Signal

    class Bell(QObject):
        rung = Signal(bool)

    bell, heard = Bell(), [0]

    def hear(loud: bool) -> None:
        heard[0] += loud

    bell.rung.connect(hear)
    bell.rung.emit(True)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(2000):
        bell.rung.emit(True)
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert heard == [2001]
    assert [abs(new - old) < 200 for new, old in zip(after, before, strict=True)] == [True, True]
