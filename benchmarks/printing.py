"""How fast claim forms are made, beside the same content in other engines.

    python benchmarks/printing.py [--seconds 8] [--memory 1000] [--check]

Every engine runs in processes of its own with the same typeface and the same rows of text: a cold
process for one form, a warm one, two at once, and one that makes ``--memory`` forms while its peak
of memory is watched. Peers that are not installed are left out (`pip install typst fpdf2
weasyprint`); see ``printing_peers.py``. Ours also writes the file durably, with a QR code, as
PDF/A. The lines below the table say what a running desk takes, warmed up as at its start: its
first form with serial, archive, register and the page's picture. Compare ratios, not milliseconds.
``--check`` fails below the goals.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.printing_peers import NEEDS, PEERS, Rows
from workstation.domain.claim_amount import ClaimFacts, CompensationRule, Source, propose
from workstation.printing.claim_form import (
    ClaimForm,
    FormEvidence,
    FormItem,
    FormParty,
    render_claim_form,
)
from workstation.printing.form_facts import facts_of
from workstation.printing.render import shipped_template
from workstation.printing.template_rows import Regions

MOMENT = 1_790_000_000_000
#: PDFs a second against each peer, and the growth of memory after the first 20 in MB.
GOALS = {"typst": 1.5, "tutorial": 4.0, "qt": 6.0, "weasyprint": 50.0, "fpdf2": 50.0}
FIRST_MS = 150.0
STORY = "派件当日收件人当面开箱，发现瓶口碎裂（运单 SF1234567890123），要求赔付1,409.50元。" * 12


def claim(number: int) -> ClaimForm:
    """Return a form that differs from every other one."""
    source = Source("快递暂行条例", "第二十八条", "2025-06-01")
    rule = CompensationRule("express.insured", "2", "insured_share", source)
    loss = 150_000 + number
    proposal = propose(ClaimFacts("damage", 300_000, 200_000, 1_800, loss, MOMENT), [rule])
    sender = FormParty(
        "sender", "晨光瓷器商行", "13800138000", "91440300MA5XXXXX0X", "深圳市南山区科技园南路18号"
    )
    return ClaimForm(
        number=f"LP-{number:06d}",
        waybill=f"SF{1234567890000 + number}",
        created_at=MOMENT,
        organisation="华南区客户服务中心",
        applicant=sender,
        kind="damage",
        serial=f"2026-{number:06d}",
        approved=True,
        sender=sender,
        receiver=replace(sender, role="receiver", name="王小明"),
        carrier="顺丰速运",
        product="标快",
        goods="水晶花瓶（易碎）",
        posted_at=MOMENT,
        weight_g=3_250,
        freight_fen=1_800,
        value_fen=300_000,
        insured_fen=200_000,
        description=STORY,
        items=tuple(
            FormItem(f"手工水晶花瓶 {n}", n, 30_000, 30_000, f"HX-{n}") for n in range(1, 6)
        ),
        claimed_fen=loss,
        proposed_fen=proposal.total_fen,
        approved_fen=proposal.total_fen,
        basis=proposal.basis,
        evidence=tuple(FormEvidence(f"证明材料 {n}", n != 3) for n in range(6)),
        payee="晨光瓷器商行",
        payee_account="6222 0210 0111 6245 702",
        payee_bank="中国工商银行深圳科技园支行",
        printed_at=MOMENT,
    )


def ours(rows: Rows, form: ClaimForm, target: Path) -> None:
    """Print with the product's own code."""
    render_claim_form(form, target)


def content(form: ClaimForm) -> Rows:
    """Return the widths and texts of all rows of the form, for an engine that has to lay them out."""
    found: Rows = []
    for row in Regions(shipped_template("claim_form"), facts_of(form)).rows():
        texts = ["".join(line.text for line in cell.lines) for cell in row.cells]
        found.append((tuple(cell.width for cell in row.cells), texts))
    return found


ENGINES: dict[str, Callable[[Rows, ClaimForm, Path], None]] = {"ours": ours, **PEERS}


def make(engine: str, count: int, seconds: float) -> dict[str, Any]:
    """Make forms in this process; times in seconds, the last file's size, memory in MB."""
    drawn = ENGINES[engine]
    times: list[float] = []
    early = 0.0
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "form.pdf"
        end = time.perf_counter() + seconds
        while len(times) < count and (time.perf_counter() < end or len(times) < 3):
            form = claim(len(times))
            rows = content(form) if engine != "ours" else []
            start = time.perf_counter()
            drawn(rows, form, target)
            times.append(time.perf_counter() - start)
            if len(times) == 20:
                early = memory()
        size = target.stat().st_size
    return {"times": times, "size": size, "peak": memory(), "early": early}


def memory() -> float:
    """The largest memory of this process so far, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def apart(engine: str, count: int, seconds: float, processes: int = 1) -> list[dict[str, Any]]:
    """Make forms in processes of their own, all at once."""
    command = [sys.executable, __file__, "--engine", engine, "--count", str(count)]
    command += ["--seconds", str(seconds)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _ in range(processes)
    ]
    told = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise RuntimeError(f"{engine} failed; run it with --engine {engine} --count 1")
    return [json.loads(words.splitlines()[-1]) for words in told]


def cold(engine: str) -> float:
    """The milliseconds that a fresh process takes for one form, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        apart(engine, 1, 0)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def row(engine: str, seconds: float, forms: int) -> dict[str, float]:
    """All that is measured of an engine."""
    warm = apart(engine, 10**9, seconds)[0]
    times = sorted(warm["times"][1:]) or warm["times"]
    both = apart(engine, 10**9, seconds, 2)
    most = apart(engine, forms, seconds * 10)[0]
    return {
        "cold": cold(engine),
        "rate": len(times) / sum(times),
        "two": sum(len(one["times"]) / sum(one["times"]) for one in both),
        "p50": statistics.median(times) * 1000,
        "p95": times[int(len(times) * 0.95)] * 1000,
        "kb": warm["size"] / 1000,
        "peak": most["peak"],
        "growth": most["peak"] - most["early"] if most["early"] else 0.0,
        "made": len(most["times"]),
    }


def desk_times() -> tuple[float, float]:
    """Milliseconds of a desk's first and second registered form, imports included."""
    command = [sys.executable, __file__, "--desk"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()[-1].split()
    return float(first), float(second)


def at_desk() -> None:
    """Print two forms at a sample desk and say how long each took."""
    from workstation import papers, profiles
    from workstation.desk import open_desk
    from workstation.printing.order import PrintOrder

    with tempfile.TemporaryDirectory() as folder:
        command = "from workstation import profiles; from pathlib import Path; import sys;"
        command += "profiles.create_profile(Path(sys.argv[1]), 'sample', tickets=120)"
        root = str(Path(__file__).resolve().parent.parent)
        subprocess.run([sys.executable, "-c", command, folder], check=True, cwd=root)
        assert profiles.is_made(Path(folder))
        desk = open_desk(Path(folder), start=False)
        try:
            people = desk.read.agents()
            desk.agent = next(person for person in people if person.role == "admin")
            start = time.perf_counter()
            assert desk.rules is not None  # a running program has them since its start
            papers.warm()
            print(f"warmed in {(time.perf_counter() - start) * 1000:.0f} ms")
            found = desk.read.claims(("approved", "printed", "paid"))[:2]
            times = []
            for one in found:
                start = time.perf_counter()
                printed = desk.issue_form(PrintOrder(one.uid, reason="benchmark")).result()
                desk.page_picture(printed.path, 0, 96).result()
                times.append((time.perf_counter() - start) * 1000)
        finally:
            desk.close()
    print(*times)


def main(arguments: list[str]) -> int:
    """Measure and print a table; 1 if a goal is missed and ``--check`` was given."""
    parser = argparse.ArgumentParser(description="Claim forms a second.")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--memory", type=int, default=1000, help="forms while memory is watched")
    parser.add_argument("--only", action="append", choices=ENGINES, help="engines (all installed)")
    parser.add_argument("--check", action="store_true", help="fail below the goals")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--desk", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.desk:
        at_desk()
        return 0
    if chosen.engine:
        print(json.dumps(make(chosen.engine, chosen.count, chosen.seconds)))
        return 0
    wanted = chosen.only or [
        name for name in ENGINES if name == "ours" or importlib.util.find_spec(NEEDS[name])
    ]
    print("| engine | cold process ms | PDFs/s | 2 proc | p50 ms | p95 ms | KB | peak MB (n) |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    rows = {}
    for engine in wanted:
        told = rows[engine] = row(engine, chosen.seconds, chosen.memory)
        print(
            f"| {engine} | {told['cold']:.0f} | {told['rate']:.1f} | {told['two']:.1f}"
            f" | {told['p50']:.1f} | {told['p95']:.1f} | {told['kb']:.0f}"
            f" | {told['peak']:.0f} ({told['made']:.0f}) |",
            flush=True,
        )
    return int(bool(missed(rows)) and chosen.check)


def missed(rows: dict[str, dict[str, float]]) -> list[str]:
    """Say what the desk takes and which goals are missed."""
    found = []
    if "ours" in rows:
        ours_rate = rows["ours"]["rate"]
        for peer, goal in GOALS.items():
            if peer in rows and ours_rate / rows[peer]["rate"] < goal:
                ratio = ours_rate / rows[peer]["rate"]
                found.append(f"{ratio:.2f} times {peer}, not {goal:g}")
        print(f"memory after the first 20 forms: {rows['ours']['growth']:+.1f} MB")
    first, second = desk_times()
    print(f"a desk's first form, from the key to the page shown: {first:.0f} ms, then {second:.0f}")
    if first > FIRST_MS:
        found.append(f"first form {first:.0f} ms, not {FIRST_MS:g}")
    for line in found:
        print(f"goal missed: {line}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
