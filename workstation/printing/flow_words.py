"""What stands in the picture of a procedure: names, owners, limits, times, broken into lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain.procedure import Exit, Procedure, Step
from workstation.domain.step_path import Passed

#: Width of a text at a size, bold or not, in points.
Measure = Callable[[str, float, bool], float]

_NAME_WIDTH: Final = 132.0
_NAME_SIZE: Final = 11.5
_WORDS_WIDTH: Final = 92.0
_WORDS_SIZE: Final = 9.0
#: Code -> how it is said in Chinese and in English.
_OWNERS: Final = {
    "agent": ("客服", "Agent"),
    "claims": ("理赔专员", "Claims"),
    "leader": ("组长", "Leader"),
}
_DEPARTMENTS: Final = {
    "dispatch": ("调度", "Dispatch"),
    "hub": ("中转场", "Hub"),
    "outlet": ("网点", "Outlet"),
    "finance": ("财务", "Finance"),
    "broker": ("报关行", "Broker"),
    "sales": ("销售", "Sales"),
}
_LEGEND: Final = {
    "done": ("已走过", "Done"),
    "now": ("当前步骤", "Current step"),
    "ahead": ("尚未走到", "Ahead"),
    "start": ("开始、结束", "Start, end"),
    "work": ("处理", "Work"),
    "choice": ("判断", "Decision"),
    "record": ("登记", "Record"),
    "wait": ("等待", "Wait"),
    "hand_over": ("移交他组", "Handed to another group"),
    "back": ("返回", "Way back"),
}
#: Characters that no line begins with.
_NOT_FIRST: Final = "、，。；：！？）》”’·,.;:!?)"


@dataclass(frozen=True, slots=True)
class Telling:
    """The language of a picture, and how it tells a moment (None: not at all)."""

    language: str
    moment: Callable[[int], str] | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in a step's box: its name in lines, and small lines below.

    `ticked` is the small line that a tick stands before, -1 for none: the step was gone through.
    """

    names: tuple[str, ...]
    small: tuple[str, ...]
    ticked: int = -1


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A shape or colour and what it means."""

    code: str
    text: str


def in_language(language: str, zh: str, en: str) -> str:
    """The Chinese words for a language that begins with "zh", else the English ones."""
    return zh if language.startswith("zh") else en


def card_lines(
    step: Step, stays: Sequence[Passed], telling: Telling, measure: Measure, owner: str = ""
) -> Card:
    """What stands in a step's box; `owner` has the ticket now."""
    language = telling.language

    def fits(text: str) -> bool:
        return measure(text, _NAME_SIZE, True) <= _NAME_WIDTH

    names = broken(step.name(language), fits)
    small = [_meta(step, language)]
    times = _times(stays, telling, owner) if stays else []
    done = bool(times) and stays[-1].until is not None
    return Card(names, (*small, *times), 1 if done else -1)


def way_lines(way: Exit, language: str, measure: Measure) -> tuple[str, ...]:
    """The words of a way, in lines."""
    return broken(
        way.name(language), lambda text: measure(text, _WORDS_SIZE, False) <= _WORDS_WIDTH
    )


def legend_entries(procedure: Procedure, taken: bool, language: str) -> tuple[LegendEntry, ...]:
    """What the picture's shapes mean, as far as they occur."""
    codes = ["done", "now", "ahead"] if taken else []
    kinds = {step.kind for step in procedure.steps}
    codes += ["start"]
    codes += [kind for kind in ("work", "choice", "record", "wait", "hand_over") if kind in kinds]
    codes += ["back"]
    return tuple(LegendEntry(code, in_language(language, *_LEGEND[code])) for code in codes)


def broken(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """A text in as few lines as fit, of nearly equal length; words of letters stay whole."""
    parts = _parts(text)
    greedy = _filled(parts, fits)
    if len(greedy) < 2:
        return greedy
    longest = len(max(greedy, key=len))
    best = greedy
    for most in range(longest - 1, 0, -1):
        tried = _filled(parts, lambda line, most=most: fits(line) and len(line) <= most)  # type: ignore[misc]
        if len(tried) > len(greedy):
            break
        best = tried
    return best


def _filled(parts: Sequence[str], fits: Callable[[str], bool]) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for part in parts:
        if line and not fits((line + part).strip()) and part[0] not in _NOT_FIRST:
            lines.append(line.strip())
            line = ""
        line += part
    return (*lines, line.strip()) if line.strip() else tuple(lines)


def _parts(text: str) -> list[str]:
    """The pieces between which a line may end: words with their blank, single Chinese characters."""
    parts: list[str] = []
    for letter in text:
        joins = parts and _is_plain(letter) and _is_plain(parts[-1][-1]) and parts[-1][-1] != " "
        if joins:
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


def _is_plain(letter: str) -> bool:
    return ord(letter) < 0x2E80


def _meta(step: Step, language: str) -> str:
    told = [in_language(language, *_OWNERS[step.owner_role])]
    if step.department:
        told.append(in_language(language, *_DEPARTMENTS[step.department]))
    if step.limit_ms:
        told.append(_span(step.limit_ms // 60_000, language))
    return " · ".join(told)


def _span(minutes: int, language: str) -> str:
    if minutes < 60:
        return f"{minutes} " + in_language(language, "分钟", "min")
    hours = f"{minutes / 60:g} "
    return hours + in_language(language, "小时", "h")


def _times(stays: Sequence[Passed], telling: Telling, owner: str) -> list[str]:
    """From when until when somebody was in a step, and who moved on; of several stays the last."""
    if telling.moment is None:
        return []
    last = stays[-1]
    lines = [telling.moment(last.since)]
    if last.until is None:
        lines[0] = in_language(telling.language, f"{lines[0]} 起", f"since {lines[0]}")
    else:
        until = telling.moment(last.until)
        same = until.partition(" ")[0] == lines[0].partition(" ")[0]
        lines[0] += "–" + (until.partition(" ")[2] if same else until)
    who = owner if last.until is None else last.by_name
    told = [who] if who else []
    if len(stays) > 1:
        told.append(in_language(telling.language, f"第 {len(stays)} 次", f"{len(stays)} times"))
    return [*lines, *([" · ".join(told)] if told else [])]
