"""Debian packages for ourselves alone: fetched by apt, signatures checked, nothing installed.

An ordinary user can do all of this. apt keeps its lists and downloads in a folder of ours, which
is removed afterwards; the lists of the system are only read.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from workstation.launch.progress import say
from workstation.launch.step import Step
from workstation.launch.trouble import Trouble

SYSTEM_LISTS = Path("/var/lib/apt/lists")
_QUIET = {"LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
_CONFIGURATION = """\
Dir::State "{work}/state";
Dir::State::lists "{lists}";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "{work}/cache";
Dir::Log "{work}/log";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "3";
Debug::NoLocking "true";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
"""


def available() -> bool:
    """Whether this system has Debian's tools (Debian itself, Ubuntu, UOS, deepin and others)."""
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))


def fetch(names: Sequence[str], into: Path, step: Step, *, closure: str | None = None) -> None:
    """Unpack the packages `names` below `into`.

    With `closure`, a pattern, whatever else they need and the system lacks comes too, except the
    packages whose names match it. Raises `Trouble` without network or if apt refuses. What apt
    leaves behind stays for the next call, until `tidy` removes it.
    """
    into.mkdir(parents=True, exist_ok=True)
    work = _work_folder(step)
    lists = work / "lists"
    if not lists.exists() and any(SYSTEM_LISTS.glob("*_Packages*")):
        with contextlib.suppress(Trouble):  # lists grown old name files that are gone
            return _fetch(names, into, step, work, SYSTEM_LISTS, closure)
    if not lists.exists():
        say("package_lists")
        _read_lists(step, work, lists)
    return _fetch(names, into, step, work, lists, closure)


def tidy(log: Path) -> None:
    """Remove the lists and downloads of steps with that log; they are larger than their use."""
    shutil.rmtree(_work_name(log), ignore_errors=True)


def _read_lists(step: Step, work: Path, lists: Path) -> None:
    (lists / "partial").mkdir(parents=True)
    try:
        step.run(["apt-get", *_with(work, lists), "update"], variables=_QUIET)
    except Trouble:
        shutil.rmtree(lists)
        raise


def _fetch(
    names: Sequence[str], into: Path, step: Step, work: Path, lists: Path, closure: str | None
) -> None:
    options = _with(work, lists)
    if closure is not None:
        plan = step.run(
            ["apt-get", *options, "--print-uris", "-qq", "-y", "install", *names], variables=_QUIET
        )
        names = [name for name in _planned(plan) if not re.match(closure, name)]
    if not names:
        return
    debs = work / "debs"
    shutil.rmtree(debs, ignore_errors=True)
    debs.mkdir()
    step.run(["apt-get", *options, "-q", "download", *names], folder=debs, variables=_QUIET)
    for deb in sorted(debs.glob("*.deb")):
        step.run(["dpkg-deb", "-x", deb, into])


def _planned(plan: str) -> list[str]:
    """The package names in the answer of ``--print-uris``: 'address' file size checksum."""
    files = re.findall(r"^'[^']+' (\S+\.deb) ", plan, re.M)
    return [str(name).split("_")[0] for name in files]


def _with(work: Path, lists: Path) -> list[str]:
    configuration = work / f"apt-{lists.name}.conf"
    configuration.write_text(_CONFIGURATION.format(work=work, lists=lists), "utf-8")
    return ["-c", str(configuration)]


def _work_name(log: Path) -> Path:
    return log.with_name(f"{log.name}.apt")


def _work_folder(step: Step) -> Path:
    work = _work_name(step.log)
    for name in ("state", "cache/archives/partial", "log"):
        (work / name).mkdir(parents=True, exist_ok=True)
    return work
