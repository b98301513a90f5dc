"""`script figures [CODE]`: how scripts work, and what stands out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from workstation.domain.refusal import Refusal
from workstation.domain.script_figures import MEASURES
from workstation.terminal.answer import Answer
from workstation.terminal.script_known import check_codes
from workstation.terminal.sitting import desk_of, iso

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.script_figures import Comparison, Figures
    from workstation.domain.shares import Difference, Share
    from workstation.scripts.figures import FiguresWanted, ScriptDetail, ScriptReport, ScriptRow

_CAUTION = (
    "versions were not given out by chance; who used which, and when, may explain a difference"
)


def declare(parts: Any) -> None:
    """Declare the part of `script`."""
    one: argparse.ArgumentParser = parts.add_parser("figures", help="how scripts work")
    one.add_argument("code", nargs="?", default="", help="one script (default: all)")
    one.add_argument("--since", default="", metavar="ISO", help="default: 30 days ago")
    one.add_argument("--until", default="", metavar="ISO", help="default: now")
    one.add_argument("--group", default="", help="only tickets of this group")
    one.add_argument(
        "--agent", dest="person", default="", help="only what this person said: number, name or uid"
    )
    one.add_argument("--channel", default="")
    one.add_argument(
        "--window-days", type=int, default=7, help="first contact: nobody comes back so long"
    )
    one.add_argument("--versus", nargs=2, metavar=("BEFORE", "AFTER"), help="two versions compared")
    one.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Tell them."""
    with desk_of(given) as desk:
        wanted = _wanted(desk, given)
        answer.tell(since=iso(wanted.since), until=iso(wanted.until), window_days=given.window_days)
        if given.versus:
            if not given.code:
                raise Refusal("used_wrongly", message="--versus: give the CODE of a script")
            before, after = given.versus
            _versus(desk.script_versus(given.code, before, after, wanted).result(), answer)
        elif given.code:
            _detail(desk.script_detail(given.code, wanted).result(), answer)
        else:
            _report(desk.script_report(wanted).result(), answer)
    return 0


def _wanted(desk: Desk, given: argparse.Namespace) -> FiguresWanted:
    if given.window_days < 1:
        raise Refusal("used_wrongly", message="--window-days: give 1 or more")
    check_codes(desk.rules, group=given.group, channel=given.channel)
    wanted = desk.figures_wanted(
        _moment(desk, given.since, "--since"), _moment(desk, given.until, "--until")
    )
    return replace(
        wanted,
        group=given.group,
        agent=_agent(desk, given.person),
        channel=given.channel,
        window=int(timedelta(days=given.window_days).total_seconds() * 1000),
    )


def _moment(desk: Desk, text: str, name: str) -> int | None:
    """A moment as milliseconds UTC; without a zone it is one of the desk's."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("used_wrongly", message=f"{name} {text}: {error}") from error
    aware = found if found.tzinfo else found.replace(tzinfo=desk.zone)
    return int(aware.timestamp() * 1000)


def _agent(desk: Desk, wanted: str) -> str:
    if not wanted:
        return ""
    for agent in desk.read.agents():
        if wanted in (agent.uid, agent.work_no, agent.name):
            return agent.uid
    raise Refusal("agent_unknown", agent=wanted)


def _report(found: ScriptReport, answer: Answer) -> None:
    answer.tell(
        scripts=[_row(row) for row in found.rows],
        total=_figures(found.total),
        unused=[row.code for row in found.standing_out("unused")],
        always_edited=[row.code for row in found.standing_out("always_edited")],
        capped=found.capped,
    )
    used = [row for row in found.rows if row.figures.used]
    answer.table(
        [_HEAD, *((row.code, *_cells(row.figures), row.title) for row in used)] if used else []
    )
    answer.say(f"{len(used):,} of {len(found.rows):,} scripts were used")
    for what, words in (
        ("unused", "in force for 30 days and never used"),
        ("always_edited", "nearly always edited"),
    ):
        codes = [row.code for row in found.standing_out(what)]
        if codes:
            more = f" … and {len(codes) - 20:,} more" if len(codes) > 20 else ""
            answer.say(f"{words}: {', '.join(codes[:20])}{more}")


def _detail(found: ScriptDetail, answer: Answer) -> None:
    answer.tell(
        **_row(found.row),
        versions=[{"version": one.version, **_figures(one.figures)} for one in found.versions],
        groups=[{"group": name, **_figures(figures)} for name, figures in found.groups],
        agents=[
            {"agent": uid, "name": name, **_figures(figures)} for uid, name, figures in found.agents
        ],
        channels=[{"channel": name, **_figures(figures)} for name, figures in found.channels],
        edits=[
            {"before": one.before, "after": one.after, "times": one.times} for one in found.edits
        ],
        comparisons=[_compared(one) for one in found.comparisons],
        caution=_CAUTION,
        capped=found.capped,
    )
    lines = [(one.version or "?", one.figures) for one in found.versions]
    lines += [*found.groups, *((name, figures) for _, name, figures in found.agents)]
    answer.table([_HEAD, *((name, *_cells(figures), "") for name, figures in lines)])
    for one in found.edits:
        answer.say(f"edited {one.times:,} times: {one.before or '·'} -> {one.after or '·'}")
    for comparison in found.comparisons:
        _say_compared(comparison, answer)
    if found.comparisons:
        answer.say(_CAUTION)


def _versus(found: Comparison, answer: Answer) -> None:
    answer.tell(**_compared(found), caution=_CAUTION)
    _say_compared(found, answer)
    answer.say(_CAUTION)


_HEAD = ("", "used", "edited", "solved", "reopened", "satisfied", "promises kept", "")


def _cells(figures: Figures) -> tuple[str, ...]:
    return (f"{figures.used:,}", *(_percent(figures.share(name)) for name in MEASURES))


def _percent(share: Share) -> str:
    if share.value is None:
        return "–"
    return f"{share.value:.0%} ({share.good}/{share.of})"


def _say_compared(found: Comparison, answer: Answer) -> None:
    for name, one in found.differences.items():
        answer.say(f"{found.before} -> {found.after}, {name}: {_words(one)}")


def _words(one: Difference) -> str:
    sides = f"{_percent(one.before)} -> {_percent(one.after)}"
    if one.verdict == "few":
        return f"{sides}; not enough data to tell"
    bounds = f"{one.low * 100:+.0f} to {one.high * 100:+.0f} points"
    if one.verdict == "unclear":
        return f"{sides}; not enough data to tell ({bounds})"
    return f"{sides}; {one.verdict} by {bounds}"


def _row(row: ScriptRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "version": row.version,
        "in_force_since": iso(row.since),
        "stands_out": list(row.stands_out),
        **_figures(row.figures),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "used": figures.used,
        "by_rule": figures.by_rule,
        "tickets": figures.tickets,
        "waiting": figures.waiting,
        "suggested": figures.suggested,
        "edit_mean": round(figures.edit_mean, 1),
        "first_at": iso(figures.first_at),
        "last_at": iso(figures.last_at),
        **{name: _share(figures.share(name)) for name in MEASURES},
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.bounds
    value = None if share.value is None else round(share.value, 4)
    return {
        "good": share.good,
        "of": share.of,
        "share": value,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _compared(found: Comparison) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "tells": found.tells,
        "differences": {
            name: {
                "before": _share(one.before),
                "after": _share(one.after),
                "difference": None if one.value is None else round(one.value, 4),
                "low": round(one.low, 4),
                "high": round(one.high, 4),
                "verdict": one.verdict,
                "more_is_better": MEASURES[name],
            }
            for name, one in found.differences.items()
        },
    }
