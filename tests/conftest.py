"""What every test stands on: no screen, a home of its own, no leftover threads, real PostgreSQL.

Options of ours: ``--no-pg`` skips what needs PostgreSQL (otherwise a missing server is a failure)
and ``--no-gui`` leaves out ``tests/ui`` and ``tests/stories``, so that no test imports Qt.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.given_back import give_back
from tests.leftovers import leftover_threads, running_threads
from tests.postgres import fresh_database, postgres_server, remove_server
from tests.rundir import abandoned_folders, claim_run_folder

__all__ = ["fresh_database", "postgres_server"]  # fixtures, found by pytest in this module

WITH_SCREEN = ("ui", "stories")
HERE = Path(__file__).resolve().parent
_QT_SETTINGS = ("qt_api", "qt_log_level_fail", "qt_log_ignore")

settings.register_profile(
    "desk", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    group = parser.getgroup("aftercare")
    group.addoption("--no-pg", action="store_true", help="skip tests that need PostgreSQL")
    group.addoption("--no-gui", action="store_true", help="leave out tests that need Qt")
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in _QT_SETTINGS:  # known in pyproject.toml, though nobody reads them here
            parser.addini(name, "pytest-qt is switched off", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # workers begin after this, with few heaps
    folder = claim_run_folder()
    _move_home(folder / f"home-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # the folder and the server belong to the run, not to one of its workers
    for folder in (*abandoned_folders(), claim_run_folder()):  # ours last: it takes the logs
        remove_server(folder)
        shutil.rmtree(folder, ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if config.getoption("--no-gui") and collection_path in {HERE / name for name in WITH_SCREEN}:
        return True
    return None


@pytest.fixture(autouse=True)
def _no_thread_is_left_behind() -> Iterator[None]:
    """A thread that outlives its test would haunt the next one; say which, and where it began."""
    before = running_threads()
    yield
    if left := leftover_threads(before):
        pytest.fail("threads left running:\n" + "\n".join(left), pytrace=False)


@pytest.fixture(autouse=True, scope="module")
def _memory_is_given_back() -> Iterator[None]:
    """What the tests of a module leave is not kept for the whole run."""
    yield
    give_back()


def _move_home(home: Path) -> None:
    """No test reads or writes the home of the person who runs it."""
    home.mkdir(parents=True, exist_ok=True)
    places = {
        "HOME": home,
        "XDG_DATA_HOME": home / "share",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "run",
    }
    if sys.platform == "win32":
        places |= {name: home / name for name in ("USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    for name, place in places.items():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(place)
