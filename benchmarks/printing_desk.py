"""What a running desk takes for a form: its first one, signing, a page's picture, a run of many.

Each measurement runs in a process of its own, called by ``printing.py``; it prints one line of JSON.
Times are the best of several, as a machine with other work on it tells nothing by its mean. Beside
a desk's form stands a floor measured in the same process: the form drawn, its file and a row of a
database made durable, and the page drawn for the screen, without any desk around it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if TYPE_CHECKING:
    from workstation.desk import Desk

_ROOT = Path(__file__).resolve().parent.parent
_DPI = 96


def ms(work: Callable[[], object]) -> float:
    """The milliseconds that some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def best(work: Callable[[], object], times: int = 9) -> float:
    """The least milliseconds of several."""
    return min(ms(work) for _ in range(times))


def at_desk() -> dict[str, float]:
    """A desk's first form and its later ones, from the order to the page's picture."""
    from workstation import papers
    from workstation.desk import open_desk
    from workstation.printing.order import PrintOrder

    with tempfile.TemporaryDirectory() as folder:
        made = "from workstation import profiles; from pathlib import Path; import sys;"
        made += "profiles.create_profile(Path(sys.argv[1]), 'sample', tickets=240)"
        subprocess.run([sys.executable, "-c", made, folder], check=True, cwd=_ROOT)
        desk = open_desk(Path(folder), start=False)
        try:
            people = desk.read.agents()
            desk.agent = next(person for person in people if person.role == "admin")
            assert desk.rules is not None  # a running program has them since its start
            warmed = ms(papers.warm)
            claims = desk.read.claims(("approved", "printed", "paid"))
            times = []
            for number in range(12):
                order = PrintOrder(claims[number % len(claims)].uid, reason="benchmark")
                times.append(ms(lambda order=order: _issued(desk, order)))
            return {
                "first": times[0],
                "later": min(times[1:]),
                "floor": floor(Path(folder)),
                "warm": warmed,
            }
        finally:
            desk.close()


def at_terminal() -> dict[str, float]:
    """The command that prints a claim on a profile, each time in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        made = "from workstation import profiles; from pathlib import Path; import sys;"
        made += "profiles.create_profile(Path(sys.argv[1]), 'sample', tickets=240)"
        subprocess.run([sys.executable, "-c", made, folder], check=True, cwd=_ROOT)
        with sqlite3.connect(Path(folder) / "replica.db") as connection:
            wanted = "SELECT number FROM claim WHERE status IN ('approved','printed','paid')"
            number = connection.execute(wanted).fetchone()[0]
        command = [sys.executable, "-m", "workstation", "--profile", folder, "--as", "8100"]
        command += ["claim", "print", number, "--reason", "benchmark"]

        def once() -> None:
            subprocess.run(command, check=True, cwd=_ROOT, stdout=subprocess.DEVNULL)

        return {"terminal": best(once)}


def _issued(desk: Desk, order: Any) -> None:
    printed = desk.issue_form(order).result()
    desk.page_picture(printed.path, 0, _DPI).result()


def floor(folder: Path) -> float:
    """What no program goes below: drawing, one durable file, one durable row, one picture."""
    from benchmarks.printing_form import claim, ours
    from workstation.printing.preview import render_page

    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE line(uid TEXT, told TEXT)")
    form, targets = claim(1), (folder / f"floor-{number}.pdf" for number in count())

    def once() -> None:
        target = next(targets)
        ours(form, target)
        connection.execute("INSERT INTO line VALUES ('1', ?)", ("x" * 500,))
        render_page(target, 0, _DPI)

    found = best(once)
    connection.close()
    return found


def pages() -> dict[str, float]:
    """A page as a picture for the screen, and a form signed with an EC key that is held."""
    from benchmarks.printing_form import claim, ours
    from workstation.printing.preview import render_page

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "form.pdf"
        ours(claim(1), target)
        told = {"preview": best(lambda: render_page(target, 0, _DPI))}
        try:
            from tests.workstation.printing.authority import Authority
            from workstation.printing.signing import Signer
        except ImportError:
            return told
        key = Authority().key_file(Path(folder) / "key.p12", "Seal", "word")
        signer, content = Signer.of_pkcs12(key, "word"), target.read_bytes()
        return told | {"sign": best(lambda: signer.sign(content, house="Aftercare"))}


def run(count: int) -> dict[str, float]:
    """So many forms as one document, and each by itself, in seconds and megabytes."""
    from benchmarks.printing_form import claim, ours
    from benchmarks.printing_peers import memory
    from workstation.printing.form_facts import facts_of
    from workstation.printing.render import shipped_template
    from workstation.printing.sheaf import Sheaf

    template = shipped_template("claim_form")
    begun = time.perf_counter()
    sheaf = Sheaf("Run", "Aftercare", 1_790_000_000_000)
    for number in range(count):
        form = claim(number)
        sheaf.add(template, facts_of(form), "file", form.number)
    content = sheaf.content()
    told = {"job": time.perf_counter() - begun, "job_mb": len(content) / 1e6, "peak": memory()}
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        for number in range(count):
            ours(claim(number), Path(folder) / f"{number:06d}.pdf")
        told["singles"] = time.perf_counter() - begun
        return told | merged(Path(folder))


def merged(folder: Path) -> dict[str, float]:
    """The finished files merged by pikepdf, where it is installed."""
    try:
        import pikepdf
    except ImportError:
        return {}
    begun = time.perf_counter()
    target = folder / "merged"
    with pikepdf.new() as whole:
        sources = []
        for file in sorted(folder.glob("*.pdf")):
            sources.append(pikepdf.open(file))
            whole.pages.extend(sources[-1].pages)
        whole.save(target)
    return {"merge": time.perf_counter() - begun, "merged_mb": os.path.getsize(target) / 1e6}


PARTS: dict[str, Callable[..., dict[str, float]]] = {
    **{"desk": at_desk, "terminal": at_terminal, "pages": pages, "run": run}
}


def measured(part: str, *given: int, times: int = 1, path: str = "") -> dict[str, float]:
    """A part measured in processes of its own, the best of each figure."""
    environment = {**os.environ, "PYTHONPATH": path} if path else None
    found: dict[str, float] = {}
    for _ in range(times):
        command = [sys.executable, __file__, part, *map(str, given)]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, text=True, check=True, env=environment
        )
        told = json.loads(done.stdout.splitlines()[-1])
        found = {name: min(value, found.get(name, value)) for name, value in told.items()}
    return found


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](*map(int, sys.argv[2:]))))
