"""The locks are complete, exact, and know no address."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from workstation.launch.bounds import requirements
from workstation.launch.place import lock_path


def entries(lock: str) -> dict[str, str]:
    text = lock_path(lock).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", text, re.M))


@pytest.mark.parametrize("lock", ["run", "test"])
def test_every_package_is_pinned_and_hashed_and_no_registry_is_named(lock: str) -> None:
    text = lock_path(lock).read_text("utf-8")
    for block in re.split(r"\n(?=[^\s])", text.strip()):
        first, *rest = [line.strip().rstrip(" \\") for line in block.splitlines()]
        assert "==" in first
        assert rest
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in rest)
    assert not re.search(r"https?:|file:|--index|--extra|--find-links", text)


@pytest.mark.parametrize("lock", ["run", "test"])
def test_the_lock_satisfies_what_the_project_asks_for(lock: str) -> None:
    pinned = entries(lock)
    for text in requirements(lock):
        wanted = Requirement(text)
        assert Version(pinned[canonicalize_name(wanted.name)]) in wanted.specifier, text


def test_adding_the_tests_alters_no_version_of_the_product() -> None:
    assert entries("run").items() <= entries("test").items()
