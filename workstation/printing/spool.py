"""The printers of a system that has CUPS: their list, their choices, jobs, and what is amiss.

All is asked of the system's own commands (`lp`, `lpstat`, `lpoptions`, `cancel`) with lists of
arguments; no shell is between. Where they are not installed the window prints by itself.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workstation.domain.refusal import Refusal

#: Seconds that a command of the print system may take.
_PATIENCE: Final = 30
_ID: Final = re.compile(r"request id is (\S+-\d+)")
_PRINTER: Final = re.compile(r"^printer (\S+) (.*)$")
_ACCEPTS: Final = re.compile(r"^(\S+) (not )?accepting requests")
_SIDES: Final = {
    "one": "one-sided",
    "long": "two-sided-long-edge",
    "short": "two-sided-short-edge",
}
#: How a job ends or stands, by the alerts that CUPS gives it.
_ALERTS: Final = (
    ("canceled", "cancelled"),
    ("aborted", "failed"),
    ("stopped", "stopped"),
    ("hold", "held"),
    ("completed", "done"),
    ("printing", "printing"),
)
#: What keeps a printer from printing, as CUPS names it.
TROUBLES: Final = (
    *("media-empty", "media-needed", "media-jam", "cover-open", "door-open", "toner-empty"),
    *("marker-supply-empty", "offline", "shutdown", "connecting-to-device", "paused"),
)


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer. `state` is "idle", "printing" or "stopped"; `troubles` are of `TROUBLES`.

    `told` is what the system says of it in its own words.
    """

    name: str
    state: str
    accepting: bool = True
    default: bool = False
    told: str = ""
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a printer lets one choose: trays (the first is its usual one) and two sides."""

    trays: tuple[str, ...] = ()
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A job: "waiting", "printing", "held", "stopped", "done", "cancelled" or "failed"."""

    number: str
    state: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class PaperWish:
    """How a file is to be printed. `sides` is "one", "long" (turned like a book) or "short"."""

    printer: str = ""
    copies: int = 1
    tray: str = ""
    sides: str = "one"
    title: str = ""


def is_here() -> bool:
    """Whether this system has the commands."""
    return all(shutil.which(name) for name in ("lp", "lpstat"))


def printers() -> tuple[Printer, ...]:
    """The printers in the order of the system; () when none is set up.

    Raises `Refusal`: printer_system_missing, print_failed.
    """
    told = _run("lpstat", "-l", "-p", quiet=True)
    accepting = _accepting(_run("lpstat", "-a", quiet=True))
    _, _, default = _run("lpstat", "-d", quiet=True).strip().rpartition(": ")
    found = []
    for name, first, rest in _parts(told):
        state = "stopped" if first.startswith("disabled") else "idle"
        if first.startswith("now printing"):
            state = "printing"
        words = " ".join(line.strip() for line in rest)
        troubles = tuple(one for one in TROUBLES if one in words)
        reason = _reason(first, rest)
        takes = accepting.get(name, True)
        found.append(Printer(name, state, takes, name == default, reason, troubles))
    return tuple(found)


def choices(printer: str) -> Choices:
    """The trays of a printer and whether it prints on both sides."""
    told = _run("lpoptions", "-p", printer, "-l", quiet=True)
    trays: tuple[str, ...] = ()
    duplex = False
    for line in told.splitlines():
        name, _, values = line.partition(":")
        options = [value.removeprefix("*") for value in values.split()]
        if name.split("/")[0] in ("InputSlot", "media-source"):
            usual = [value[1:] for value in values.split() if value.startswith("*")]
            trays = tuple(dict.fromkeys((*usual, *options)))
        elif name.split("/")[0] in ("Duplex", "sides", "EFDuplex", "KMDuplex"):
            duplex = len(options) > 1
    return Choices(trays, duplex)


def submit(path: Path, wish: PaperWish) -> str:
    """Hand a PDF file to the print system; the job's number, such as "Office-12".

    Raises `Refusal`: printer_system_missing, printer_none, printer_missing, printer_stopped,
    printer_choice, print_failed.
    """
    known = printers()
    if not known:
        raise Refusal("printer_none")
    printer = _chosen(known, wish.printer)
    if not printer.accepting:
        raise Refusal("printer_stopped", printer=printer.name, reason=printer.told)
    _check_wish(printer.name, wish)
    options = ["-o", "media=A4", "-o", "print-scaling=none", "-o", f"sides={_SIDES[wish.sides]}"]
    if wish.tray:
        options += ["-o", f"InputSlot={wish.tray}"]
    title = "".join(c for c in wish.title or path.stem if c.isprintable())[:120]
    told = _run(
        *("lp", "-d", printer.name, "-n", str(max(1, wish.copies)), "-t", title),
        *(*options, "--", str(path.resolve())),
    )
    found = _ID.search(told)
    if found is None:
        raise Refusal("print_failed", reason=told.strip()[:200])
    return found[1]


def job(number: str) -> Job:
    """What became of a job. Raises `Refusal("job_missing")`."""
    for which in ("not-completed", "completed"):
        told = _run("lpstat", "-l", "-W", which, "-o", number.rpartition("-")[0], quiet=True)
        for name, rest in _jobs(told):
            if name == number:
                words = " ".join(line.strip() for line in rest)
                usual = "waiting" if which == "not-completed" else "done"
                return Job(number, _state(words, usual), _status(rest))
    raise Refusal("job_missing", job=number)


def cancel(number: str) -> None:
    """Take a job back that is not printed yet. Raises `Refusal`: job_missing, print_failed."""
    if job(number).state in ("done", "cancelled", "failed"):
        raise Refusal("job_missing", job=number)
    _run("cancel", number)


def _chosen(known: tuple[Printer, ...], wanted: str) -> Printer:
    """The printer of a name, else the system's usual one, else the only one."""
    for printer in known:
        if printer.name == wanted or (not wanted and printer.default):
            return printer
    if not wanted and len(known) == 1:
        return known[0]
    raise Refusal("printer_missing", printer=wanted, known=", ".join(p.name for p in known))


def _check_wish(printer: str, wish: PaperWish) -> None:
    if wish.sides not in _SIDES:
        known = ", ".join(_SIDES)
        raise Refusal(
            "printer_choice", printer=printer, option="sides", value=wish.sides, known=known
        )
    if not wish.tray:
        return
    trays = choices(printer).trays
    if wish.tray not in trays:
        known = ", ".join(trays)
        raise Refusal(
            "printer_choice", printer=printer, option="tray", value=wish.tray, known=known
        )


def _run(command: str, *arguments: str, quiet: bool = False) -> str:
    """What a command says; with `quiet` a failing one that only has nothing to tell says ""."""
    place = shutil.which(command)
    if place is None:
        raise Refusal("printer_system_missing", command=command)
    try:
        done = subprocess.run(
            [place, *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C", "LANG": "C"},
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal("print_failed", reason=str(error)[:200]) from error
    if done.returncode and not (quiet and _is_nothing(done.stderr)):
        said = (done.stderr or done.stdout).strip().removeprefix(f"{command}: ")
        raise Refusal("print_failed", reason=said[:200] or f"{command}: {done.returncode}")
    return done.stdout


def _is_nothing(said: str) -> bool:
    """Whether a command fails only because there are no printers."""
    return not said.strip() or "No destinations" in said or "Unable to get PPD" in said


def _parts(told: str) -> list[tuple[str, str, list[str]]]:
    """Each printer's name, the rest of its line, and the lines under it."""
    found: list[tuple[str, str, list[str]]] = []
    for line in told.splitlines():
        match = _PRINTER.match(line)
        if match:
            found.append((match[1], match[2].removeprefix("is "), []))
        elif found and line.startswith(("\t", " ")):
            found[-1][2].append(line)
    return found


def _accepting(told: str) -> dict[str, bool]:
    found = {}
    for line in told.splitlines():
        match = _ACCEPTS.match(line)
        if match:
            found[match[1]] = match[2] is None
    return found


def _reason(first: str, rest: list[str]) -> str:
    """The system's own words for a stopped printer: the line under it."""
    if first.startswith("disabled") and rest:
        return rest[0].strip()
    alerts = [line.split(":", 1)[1].strip() for line in rest if line.strip().startswith("Alerts:")]
    return alerts[0] if alerts and alerts[0] != "none" else ""


def _jobs(told: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in told.splitlines():
        if line[:1] not in ("\t", " ", ""):
            found.append((line.split()[0], []))
        elif found:
            found[-1][1].append(line)
    return found


def _state(words: str, usual: str) -> str:
    """How a job stands. A job that is over and never had a status was cancelled in time."""
    if "processing-to-stop-point" in words and usual == "done" and "Status:" not in words:
        return "cancelled"
    return next((state for alert, state in _ALERTS if alert in words), usual)


def _status(rest: list[str]) -> str:
    for line in rest:
        name, _, words = line.strip().partition(":")
        if name == "Status" and words.strip():
            return words.strip()
    return ""
