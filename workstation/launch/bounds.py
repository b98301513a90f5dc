"""Whether an environment that is not ours has the packages, in versions within our bounds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from workstation.launch.place import CHECKOUT

_REQUIREMENT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*([^;]*)")
_BOUND = re.compile(r"(>=|<=|==|!=|<|>)\s*([0-9][0-9.]*)")
_Version = tuple[int, ...]


def suffices(lock: str, folders: Iterable[str]) -> bool:
    """Whether the folders of an interpreter's path hold what `lock` needs, in suitable versions."""
    installed = installed_versions(folders)
    return all(fits(requirement, installed) for requirement in requirements(lock))


def requirements(lock: str) -> list[str]:
    """The direct requirements in pyproject.toml that belong to the lock ``run`` or ``test``."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    needed: list[str] = list(project["project"]["dependencies"])
    if lock == "test":
        needed += project["dependency-groups"]["test"]
    return needed


def fits(requirement: str, installed: Mapping[str, _Version]) -> bool:
    """Whether `installed` has the package of one requirement in a version it allows."""
    match = _REQUIREMENT.match(requirement)
    if match is None:
        raise ValueError(f"pyproject.toml: {requirement!r} is no requirement")
    found = installed.get(_normal(match[1]))
    return found is not None and all(
        _within(found, relation, _numbers(bound)) for relation, bound in _BOUND.findall(match[2])
    )


def installed_versions(folders: Iterable[str]) -> dict[str, _Version]:
    """Name and version of every distribution, read from the names of its metadata folders."""
    found: dict[str, _Version] = {}
    for folder in reversed([Path(name) for name in folders if name]):
        if folder.is_dir():
            for entry in folder.glob("*-*.dist-info"):
                name, _, version = entry.name.removesuffix(".dist-info").partition("-")
                found[_normal(name)] = _numbers(version)
    return found


def _within(found: _Version, relation: str, bound: _Version) -> bool:
    length = max(len(found), len(bound))
    left = found + (0,) * (length - len(found))
    right = bound + (0,) * (length - len(bound))
    return {
        ">=": left >= right,
        "<=": left <= right,
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        ">": left > right,
    }[relation]


def _numbers(version: str) -> _Version:
    release = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    return tuple(map(int, release[0].split("."))) if release else ()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
