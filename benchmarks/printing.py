"""How fast claim forms are made, beside the same content in other engines, and which goals hold.

    python benchmarks/printing.py [--seconds 8] [--memory 10000] [--peers] [--check]

Every engine runs in processes of its own with the same typeface and the same rows of text: a cold
process for one form, a warm one, two at once, and one that makes many forms while its memory is
watched. Ours also writes each file durably, with a QR code, as PDF/A; the peers read their rows
from a file and load nothing of ours. ``--peers`` installs those that are missing into a folder that
goes with the run (uv or pip); others are left out, and the goals that need them are told as open.
`printing_desk.py` measures what a running desk takes, `printing_floor.py` what the machine gives to
two processes. Each form is a file of its own, as a desk's are: where a file takes another's place, the
disk's work for the old one counts for the new one. All modules are compiled once, into the run's
folder, as they are on any desk. Compare ratios, not milliseconds: all of one run stand on the same
machine under the same load; what a form takes of a processor is told beside, as other programs'
work lengthens that least. ``--check`` fails below the goals.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.printing_floor import FLOORS
from benchmarks.printing_form import claim, content, ours, write_photo
from benchmarks.printing_peers import KEPT, NEEDS, memory
from workstation.printing.form_facts import facts_of


def make(count: int, seconds: float, photo: Path) -> dict[str, Any]:
    """Make our forms in this process; times in seconds, the last file's size, memory in MB."""
    times = array("d")  # what is noted of ten thousand forms should not be what grows
    early, used = 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        end = time.perf_counter() + seconds
        while len(times) < count and (time.perf_counter() < end or len(times) < min(count, 3)):
            form = claim(len(times))
            target = Path(folder) / f"form-{len(times) % KEPT:03d}.pdf"
            start, begun = time.perf_counter(), time.process_time()
            ours(form, target, photo)
            times.append(time.perf_counter() - start)
            used += (time.process_time() - begun) * (len(times) > 1)
            if len(times) == 20:
                early = memory()
        size = target.stat().st_size
    peak, cpu = memory(), used / max(len(times) - 1, 1)
    return {"times": list(times), "size": size, "peak": peak, "early": early, "cpu": cpu}


#: How often the engines are measured, one after the other.
_TURNS = 3


class Engines:
    """The engines that can be measured: ours, and the peers that are installed."""

    def __init__(self, forms: Path, peers: str) -> None:
        self._photo = forms.with_name("photo.jpg")
        write_photo(self._photo)
        told = [content(claim(number), self._photo) for number in range(20)]
        forms.write_text(json.dumps(told), "utf-8")
        self._facts = forms.with_name("facts.pickle")
        self._facts.write_bytes(pickle.dumps(facts_of(claim(3))))
        self._forms = forms
        self._path = peers

    def all(self) -> list[str]:
        """Their names."""
        known = [self._path] if self._path else []
        found = [
            name
            for name, need in NEEDS.items()
            if importlib.util.find_spec(need) or any((Path(p) / need).is_dir() for p in known)
        ]
        return ["ours", *found]

    def apart(
        self, engine: str, count: int, seconds: float, processes: int = 1
    ) -> list[dict[str, Any]]:
        """Make forms in processes of their own, all at once."""
        place = Path(__file__)
        command = [sys.executable, str(place), "--count", str(count), "--seconds", str(seconds)]
        command += ["--photo", str(self._photo)]
        environment = {**os.environ}
        if engine in FLOORS:
            place = place.with_name("printing_floor.py")
            command = [sys.executable, str(place), engine, str(count), str(seconds)]
        elif engine != "ours":
            peers = str(place.with_name("printing_peers.py"))
            command = [sys.executable, peers, engine, str(self._forms), str(count), str(seconds)]
            environment["PYTHONPATH"] = self._path
        running = [
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
            for _ in range(processes)
        ]
        told = [process.communicate()[0] for process in running]
        if any(process.returncode for process in running):
            raise RuntimeError(f"{engine} failed: {' '.join(command)}")
        return [json.loads(words.splitlines()[-1]) for words in told]

    def cold(self, engine: str) -> dict[str, float]:
        """The milliseconds of a fresh process for one form, and those of a processor; the best."""
        place = str(Path(__file__).with_name("printing_first.py"))
        told = (self._facts, self._photo, self._facts.with_name("first.pdf"))
        command = [sys.executable, place, *map(str, told)]
        used: list[float] = []

        def once() -> None:
            before = os.times()
            if engine == "ours":
                subprocess.run(command, check=True)
            else:
                self.apart(engine, 1, 0)
            after = os.times()
            used.append(after.children_user + after.children_system)
            used[-1] -= before.children_user + before.children_system

        return {"cold": _best(once), "cold_cpu": min(used) * 1000}

    def rows(self, names: list[str], seconds: float, forms: int) -> dict[str, dict[str, float]]:
        """All that is measured of engines: by turns, so that a busy minute falls on each alike."""
        rows: dict[str, dict[str, float]] = {name: {} for name in names}
        for _ in range(_TURNS):
            for name in names:
                _keep_best(rows[name], self._turn(name, seconds / _TURNS))
        for name in names:
            most = self.apart(name, min(forms, 1_000), seconds * 10)[0]
            rows[name] |= {"peak": most["peak"], "made": len(most["times"])}
        return rows

    def floors(self, seconds: float) -> dict[str, dict[str, float]]:
        """What one process makes a second of what the machine is measured by, and two."""
        rows: dict[str, dict[str, float]] = {name: {} for name in FLOORS}
        for _ in range(_TURNS):
            for name in FLOORS:
                alone = self.apart(name, 10**9, seconds / _TURNS / 2)[0]["times"]
                both = self.apart(name, 10**9, seconds / _TURNS / 2, 2)
                found = {"rate": len(alone) / sum(alone), "two": _together(both)}
                _keep_best(rows[name], found)
        return rows

    def _turn(self, engine: str, seconds: float) -> dict[str, float]:
        warm = self.apart(engine, 10**9, seconds)[0]
        times = sorted(warm["times"][1:]) or warm["times"]
        both = self.apart(engine, 10**9, seconds, 2)
        return {
            **self.cold(engine),
            "cpu": warm["cpu"] * 1000,
            "rate": len(times) / sum(times),
            "two": _together(both),
            "p50": statistics.median(times) * 1000,
            "p95": times[int(len(times) * 0.95)] * 1000,
            "kb": warm["size"] / 1000,
        }


def _together(both: list[dict[str, Any]]) -> float:
    """How much several processes make a second."""
    return sum(len(one["times"]) / sum(one["times"]) for one in both)


def _keep_best(kept: dict[str, float], found: dict[str, float]) -> None:
    """Keep what is better of two turns: more forms a second, less of all else."""
    for name, value in found.items():
        known = kept.get(name, value)
        kept[name] = max(known, value) if name in ("rate", "two") else min(known, value)


def bare() -> float:
    """The milliseconds of a fresh process in which ReportLab alone writes a line in the face."""
    words = "from reportlab.pdfgen.canvas import Canvas; from reportlab.pdfbase import pdfmetrics;"
    words += (
        "from reportlab.pdfbase.ttfonts import TTFont; import sys, io; c = Canvas(io.BytesIO());"
    )
    words += "pdfmetrics.registerFont(TTFont('F', sys.argv[1])); c.setFont('F', 9);"
    words += "c.drawString(9, 9, '理赔申请书'); c.save()"
    face = Path(__file__).resolve().parent.parent / "resources/fonts/ClaimSansSC-Regular.ttf"
    return _best(lambda: subprocess.run([sys.executable, "-c", words, str(face)], check=True))


def _compiled(folder: str) -> None:
    """Have this run's processes keep their compiled modules, wherever they are from."""
    os.environ["PYTHONPYCACHEPREFIX"] = folder
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _best(work: Callable[[], object], times: int = 5) -> float:
    """The least milliseconds of several."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found) * 1000


def _busy() -> str:
    """What to know of a machine that has other work: milliseconds are noise there."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load < cores / 2:
        return ""
    return f"{load:.1f} others run on {cores} cores: goals in milliseconds tell nothing now\n"


def install(folder: str) -> str:
    """Put the peers into a folder; "" when that cannot be."""
    packages = ["typst", "fpdf2", "weasyprint", "pikepdf"]
    command = [sys.executable, "-m", "pip", "install", "-q"]
    if shutil.which("uv"):
        command = ["uv", "pip", "install", "-q", "--python", sys.executable]
    done = subprocess.run([*command, "--target", folder, *packages], stdout=subprocess.DEVNULL)
    return "" if done.returncode else folder


def main(arguments: list[str]) -> int:
    """Measure and print the tables; 1 if a goal is missed and ``--check`` was given."""
    parser = argparse.ArgumentParser(description="Claim forms a second.")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--memory", type=int, default=10_000, help="forms while memory is watched")
    parser.add_argument("--run", type=int, default=1_000, help="forms of one job")
    parser.add_argument("--peers", action="store_true", help="install the peers that are missing")
    parser.add_argument("--only", action="append", help="engines (all that are installed)")
    parser.add_argument("--check", action="store_true", help="fail below the goals")
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--photo", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.count:
        print(json.dumps(make(chosen.count, chosen.seconds, chosen.photo)))
        return 0
    from benchmarks.printing_desk import measured
    from benchmarks.printing_goals import Findings, goals, told

    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        path = os.environ.get("PYTHONPATH", "")
        _compiled(f"{folder}/compiled")
        if chosen.peers:
            path = install(f"{folder}/peers") or path
        engines = Engines(Path(folder) / "forms.json", path)
        if busy := _busy():
            print(busy)
        print(
            "| engine | cold (CPU) ms | PDFs/s | 2 proc | CPU ms | p50 ms | p95 ms | KB | peak MB (n) |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        rows = engines.rows(chosen.only or engines.all(), chosen.seconds, chosen.memory)
        for engine, one in rows.items():
            print(
                f"| {engine} | {one['cold']:.0f} ({one['cold_cpu']:.0f}) | {one['rate']:.1f}"
                f" | {one['two']:.1f} | {one['cpu']:.1f} | {one['p50']:.1f} | {one['p95']:.1f} | {one['kb']:.0f}"
                f" | {one['peak']:.0f} ({one['made']:.0f}) |",
                flush=True,
            )
        floors = engines.floors(chosen.seconds)
        for name, one in floors.items():
            print(f"| floor: {name} alone | | {one['rate']:.1f} | {one['two']:.1f} | | | | | |")
        most = engines.apart("ours", chosen.memory, chosen.seconds * 100)[0]
        found = Findings(
            rows,
            floors,
            bare(),
            most["peak"] - most["early"],
            len(most["times"]),
            measured("desk", times=5) | measured("terminal"),
            measured("pages", times=2),
            measured("run", chosen.run, path=path),
        )
    lines = goals(found)
    print(told(lines))
    return int(chosen.check and any(line.met is False for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
