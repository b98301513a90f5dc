"""The goals of printing, what a run found of each, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Forms a second, as a multiple of each peer's that draws the same form.
TIMES: Final = {"typst": 1.5, "tutorial": 10.0, "qt": 6.0, "fpdf2": 50.0, "weasyprint": 50.0}


@dataclass(frozen=True)
class Findings:
    """What a run measured: the engines' rows, and figures in milliseconds, megabytes, forms."""

    rows: dict[str, dict[str, float]]
    floors: dict[str, dict[str, float]]
    bare: float
    growth: float
    made: int
    desk: dict[str, float]
    pages: dict[str, float]
    run: dict[str, float]


@dataclass(frozen=True)
class Goal:
    """A goal; `met` is None where what it is compared with is not installed."""

    name: str
    found: str
    wanted: str
    met: bool | None


def goals(found: Findings) -> list[Goal]:
    """All goals with what was found."""
    return [*_engines(found), *_desk(found), *_run(found.run)]


def told(lines: list[Goal]) -> str:
    """The goals as a table, and a last line that sums it up."""
    words = {True: "met", False: "MISSED", None: "open"}
    rows = ["", "| goal | found | wanted | |", "|---|--:|--:|---|"]
    rows += [f"| {one.name} | {one.found} | {one.wanted} | {words[one.met]} |" for one in lines]
    missed = [one.name for one in lines if one.met is False]
    rows += [
        "",
        f"goals missed: {'; '.join(missed)}" if missed else "all goals that were tried hold",
    ]
    return "\n".join(rows)


def _most(name: str, value: float | None, most: float, unit: str, digits: int = 0) -> Goal:
    if value is None:
        return Goal(name, "–", f"≤ {most:g} {unit}", None)
    return Goal(name, f"{value:.{digits}f} {unit}", f"≤ {most:g} {unit}", value <= most)


def _ratio(name: str, value: float | None, bound: float, *, least: bool = False) -> Goal:
    sign = "≥" if least else "≤"
    if value is None:
        return Goal(name, "–", f"{sign} {bound:g} ×", None)
    met = value >= bound if least else value <= bound
    return Goal(name, f"{value:.2f} ×", f"{sign} {bound:g} ×", met)


def _engines(found: Findings) -> list[Goal]:
    ours, rows = found.rows.get("ours"), found.rows
    if ours is None:
        return []
    typst, plain = rows.get("typst"), rows.get("typst_plain")
    lines = [
        _ratio(
            f"forms a second, of {name}'s{_by_processor(ours, rows.get(name))}",
            ours["rate"] / rows[name]["rate"] if name in rows else None,
            times,
            least=True,
        )
        for name, times in TIMES.items()
    ]
    lines += [
        _ratio("two processes, of one", ours["two"] / ours["rate"], 1.8, least=True),
        _of_processors(found, ours["two"] / ours["rate"]),
        _ratio("95th percentile, of the median", ours["p95"] / ours["p50"], 1.3),
        _ratio("fresh process, of ReportLab's for a bare line", ours["cold"] / found.bare, 1.5),
        _ratio("fresh process, of typst's", typst and ours["cold"] / typst["cold"], 1.15),
        _most("fresh process of the engine alone to its first form", ours["cold"], 150, "ms"),
        _most("fresh process of `claim print` on a profile", found.desk.get("terminal"), 150, "ms"),
        _ratio("peak of memory, of typst's", typst and ours["peak"] / typst["peak"], 0.5),
        _most(f"memory after the 20th of {found.made:,} forms", found.growth, 1, "MB", 1),
        _ratio("bytes, of typst's without tags", plain and ours["kb"] / plain["kb"], 1.03),
    ]
    return lines


def _by_processor(ours: dict[str, float], peer: dict[str, float] | None) -> str:
    """The same by what a form takes of a processor, which tells more on a busy machine."""
    return f" (of a processor {peer['cpu'] / ours['cpu']:.1f} ×)" if peer else ""


def _of_processors(found: Findings, twice: float) -> Goal:
    """How much of what its processors alone make of two the machine lets ours make."""
    floor = found.floors["processor"]
    more = floor["two"] / floor["rate"]
    return _ratio(
        f"  of what the processors give two ({more:.2f} ×)", twice / more, 0.9, least=True
    )


def _desk(found: Findings) -> list[Goal]:
    desk, pages = found.desk, found.pages
    return [
        _most("a desk's first form, from the key to the page shown", desk["first"], 150, "ms"),
        _ratio("  of its floor", desk["first"] / desk["floor"], 6),
        _ratio("a desk's later forms, of their floor", desk["later"] / desk["floor"], 1.5),
        _most("a page's picture at 96 dpi", pages["preview"], 20, "ms", 1),
        _most("signing with an EC key that is held", pages.get("sign"), 30, "ms", 1),
    ]


def _run(run: dict[str, float]) -> list[Goal]:
    merged = run.get("merge")
    time = merged and run["job"] / (run["singles"] + merged)
    size = merged and run["job_mb"] / run["merged_mb"]
    return [
        _ratio("one job, of single forms merged by pikepdf: time", time, 0.5),
        _ratio("one job, of single forms merged by pikepdf: bytes", size, 0.125),
    ]
