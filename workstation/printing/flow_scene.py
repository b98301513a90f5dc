"""A procedure as a scene to be drawn: shapes and words with their places and colours.

The same scene becomes a vector picture for screens and a page for paper. Lengths are points, y
grows downwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain.flow_layout import Box, FlowLayout, FlowStep, FlowWay, lay_out
from workstation.domain.flow_scene import Palette, Scene, Shape, Words
from workstation.domain.procedure import Exit, Procedure, Step
from workstation.domain.step_path import Passed
from workstation.printing.flow_shapes import arrow, line_path, outline, tick, until_joined
from workstation.printing.flow_words import (
    Card,
    LegendEntry,
    Measure,
    Telling,
    card_lines,
    in_language,
    legend_entries,
    way_lines,
)

__all__ = ["PALETTES", "Palette", "Scene", "Shape", "Taken", "Words", "scene_of"]

NAME_SIZE: Final = 11.5
SMALL_SIZE: Final = 8.5
WORDS_SIZE: Final = 9.0
_TITLE_SIZE: Final = 16.0
_LEADING: Final = 1.28
_PAD_X: Final = 13.0
_PAD_Y: Final = 7.0
_LEAST_WIDTH: Final = 96.0
_MARGIN: Final = 28.0
_HEAD: Final = 54.0
_FOOT: Final = 46.0


PALETTES: Final = {
    "light": Palette(
        "#ffffff", "#1c2530", "#5c6875", "#8e9aa7", "#f7f9fb", "#b8c2cd",
        "#e4f3ea", "#2e8b57", "#e3eeff", "#1a63d8",
    ),
    "dark": Palette(
        "#15191f", "#e8edf2", "#a3aebb", "#6d7986", "#1f252d", "#46515d",
        "#16362a", "#4fbf87", "#16315c", "#6aa5ff",
    ),
    "grey": Palette(
        "#ffffff", "#000000", "#4a4a4a", "#8a8a8a", "#ffffff", "#8a8a8a",
        "#e2e2e2", "#3a3a3a", "#ffffff", "#000000",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """The way that a ticket has taken, to be shown in the picture of its procedure.

    `number` names the ticket, `owner_name` who has it now.
    """

    number: str
    path: tuple[Passed, ...]
    owner_name: str = ""


def scene_of(
    procedure: Procedure,
    measure: Measure,
    *,
    language: str = "zh",
    palette: str | Palette = "light",
    taken: Taken | None = None,
    moment: Callable[[int], str] | None = None,
) -> Scene:
    """The picture of a procedure, with the way that a ticket has taken where one is given.

    `palette` is one of `PALETTES` or colours of one's own.

    `moment` tells a moment (milliseconds UTC) in words, with a blank between day and time.
    """
    telling = Telling(language, moment)
    colours = PALETTES[palette] if isinstance(palette, str) else palette
    return _Painter(procedure, measure, telling, colours, taken).scene()


class _Painter:
    """One picture in the making."""

    def __init__(
        self,
        procedure: Procedure,
        measure: Measure,
        telling: Telling,
        palette: Palette,
        taken: Taken | None,
    ) -> None:
        self._procedure, self._measure = procedure, measure
        self._telling, self._palette, self._taken = telling, palette, taken
        self._stays = _stays(procedure, taken)
        self._ways: list[tuple[Step, Exit]] = [
            (step, way) for step in procedure.steps for way in step.exits
        ]
        self._went = _went(self._ways, procedure, taken)
        owner = taken.owner_name if taken is not None else ""
        self._cards = {
            step.code: card_lines(step, self._stays.get(step.code, ()), telling, measure, owner)
            for step in procedure.steps
        }
        self._words = [way_lines(way, telling.language, measure) for _, way in self._ways]
        self._items: list[Shape | Words] = []
        self._places: dict[str, Box] = {}
        self._drawn: dict[tuple[str, bool], list[list[tuple[float, float]]]] = {}

    def scene(self) -> Scene:
        """Everything in its order: lines first, then what stands on them."""
        layout = self._laid_out()
        entries = legend_entries(self._procedure, self._taken is not None, self._telling.language)
        legend = sum(self._measure(entry.text, SMALL_SIZE, False) + 40 for entry in entries)
        title, below = self._titles()
        head = max(
            self._measure(title, _TITLE_SIZE, True), self._measure(below, SMALL_SIZE + 1, False)
        )
        width = max(layout.width, head, min(legend, 520.0)) + 2 * _MARGIN
        left = (width - layout.width) / 2
        self._head(title, below)
        self._lines(layout, left, _HEAD + _MARGIN / 2)
        for step in self._procedure.steps:
            self._card(step, layout, left, _HEAD + _MARGIN / 2)
        foot = _HEAD + _MARGIN / 2 + layout.height + 24
        bottom = self._legend(entries, foot, width)
        return Scene(
            round(width, 1),
            round(bottom + _MARGIN - 8, 1),
            title,
            self._palette,
            tuple(self._items),
            self._places,
        )

    def _laid_out(self) -> FlowLayout:
        steps = [self._size(step) for step in self._procedure.steps]
        ways = []
        for (step, way), lines in zip(self._ways, self._words, strict=True):
            width = max((self._measure(text, WORDS_SIZE, False) for text in lines), default=0.0)
            height = len(lines) * WORDS_SIZE * _LEADING
            ways.append(FlowWay(step.code, way.to, round(width + 6, 1), round(height + 2, 1)))
        return lay_out(steps, ways)

    def _size(self, step: Step) -> FlowStep:
        card = self._cards[step.code]
        width = max(
            [self._measure(text, NAME_SIZE, True) for text in card.names]
            + [
                self._measure(text, SMALL_SIZE, False) + (26 if number == card.ticked else 0)
                for number, text in enumerate(card.small)
            ]
        )
        height = len(card.names) * NAME_SIZE * _LEADING + len(card.small) * SMALL_SIZE * _LEADING
        beside = _PAD_X + (5 if step.kind in ("choice", "hand_over", "record") else 0)
        return FlowStep(
            step.code,
            round(max(_LEAST_WIDTH, width + 2 * beside), 1),
            round(height + 2 * _PAD_Y, 1),
        )

    def _titles(self) -> tuple[str, str]:
        procedure, language = self._procedure, self._telling.language
        below = in_language(language, "版本 ", "Version ") + procedure.told
        if self._taken is not None:
            below += in_language(language, "　工单 ", "   Ticket ") + self._taken.number
        return procedure.name(language), below

    def _head(self, title: str, below: str) -> None:
        palette = self._palette
        self._items.append(Words(_MARGIN, 38, title, _TITLE_SIZE, palette.ink, bold=True))
        self._items.append(Words(_MARGIN, 54, below, SMALL_SIZE + 1, palette.muted))

    # the ways

    def _lines(self, layout: FlowLayout, left: float, top: float) -> None:
        order = sorted(range(len(layout.lines)), key=lambda number: number in self._went)
        for number in order:
            self._line(layout, number, left, top)
        for number in order:
            self._line_words(layout, number, left, top)

    def _line(self, layout: FlowLayout, number: int, left: float, top: float) -> None:
        line, gone = layout.lines[number], number in self._went
        colour = self._palette.done_edge if gone else self._palette.line
        points = [(x + left, y + top) for x, y in line.points]
        dash = (4.0, 3.0) if line.back and not gone else ()
        width = 2.0 if gone else 1.1
        drawn = self._drawn.setdefault((self._ways[number][1].to, line.back), [])
        shown = points if gone else until_joined(points, drawn)
        self._items.append(Shape(line_path(shown), edge=colour, width=width, dash=dash))
        if shown[-1] == points[-1]:
            self._items.append(Shape(arrow(points), fill=colour))
        if not gone:
            drawn.append(points)

    def _line_words(self, layout: FlowLayout, number: int, left: float, top: float) -> None:
        box, lines = layout.lines[number].words, self._words[number]
        gone = number in self._went
        middle = box.x + left + box.width / 2
        paper = outline("work", box.x + left, box.y + top, box.width, box.height, 2)
        self._items.append(Shape(paper, fill=self._palette.page))
        colour = self._palette.done_edge if gone else self._palette.muted
        for place, text in enumerate(lines):
            y = box.y + top + 1 + WORDS_SIZE * (0.98 + place * _LEADING)
            self._items.append(Words(middle, y, text, WORDS_SIZE, colour, middle=True))

    # the steps

    def _card(self, step: Step, layout: FlowLayout, left: float, top: float) -> None:
        box, card, palette = layout.steps[step.code], self._cards[step.code], self._palette
        x, y = box.x + left, box.y + top
        self._places[step.code] = Box(x, y, box.width, box.height)
        stays = self._stays.get(step.code, ())
        now = bool(stays) and stays[-1].until is None
        fill, edge = palette.box, palette.edge
        if now:
            fill, edge = palette.now, palette.now_edge
        elif stays:
            fill, edge = palette.done, palette.done_edge
        path = outline(step.kind, x, y, box.width, box.height)
        dash = (5.0, 3.0) if step.kind == "wait" else ()
        width = 2.2 if now else (1.6 if step.kind in ("start", "end") else 1.1)
        self._items.append(Shape(path, fill=fill, edge=edge, width=width, dash=dash))
        if step.kind == "record":
            inner = [(x + 6, y), (x + 6, y + box.height)]
            self._items.append(Shape(line_path(inner), edge=edge))
        self._card_words(card, x + box.width / 2, y, box.height)

    def _card_words(self, card: Card, middle: float, y: float, height: float) -> None:
        palette, names, small = self._palette, card.names, card.small
        inner = len(names) * NAME_SIZE * _LEADING + len(small) * SMALL_SIZE * _LEADING
        at = y + (height - inner) / 2
        for text in names:
            baseline = at + NAME_SIZE * 1.0
            self._items.append(
                Words(middle, baseline, text, NAME_SIZE, palette.ink, bold=True, middle=True)
            )
            at += NAME_SIZE * _LEADING
        for number, text in enumerate(small):
            baseline = at + SMALL_SIZE * 1.02
            if number == card.ticked:
                left = middle - self._measure(text, SMALL_SIZE, False) / 2 - 12
                self._items.append(
                    Shape(tick(left, baseline - 6.5), edge=palette.done_edge, width=1.6)
                )
            self._items.append(
                Words(middle, baseline, text, SMALL_SIZE, palette.muted, middle=True)
            )
            at += SMALL_SIZE * _LEADING

    # what the shapes mean

    def _legend(self, entries: Sequence[LegendEntry], top: float, width: float) -> float:
        """Draw the legend in rows; gives the y below it."""
        palette = self._palette
        x, y = _MARGIN, top
        for entry in entries:
            room = 34 + self._measure(entry.text, SMALL_SIZE, False)
            if x + room > width - _MARGIN and x > _MARGIN:
                x, y = _MARGIN, y + 20
            self._swatch(entry.code, x, y)
            self._items.append(Words(x + 26, y + 9, entry.text, SMALL_SIZE, palette.muted))
            x += room + 10
        return y + 14

    def _swatch(self, code: str, x: float, y: float) -> None:
        palette = self._palette
        if code == "back":
            points = [(x, y + 6), (x + 20, y + 6)]
            shape = Shape(line_path(points), edge=palette.line, width=1.1, dash=(4.0, 3.0))
            self._items.append(shape)
            return
        fill, edge, width = palette.box, palette.edge, 1.1
        if code == "done":
            fill, edge = palette.done, palette.done_edge
        elif code == "now":
            fill, edge, width = palette.now, palette.now_edge, 2.0
        kind = "work" if code in ("done", "now", "ahead") else code
        dash = (3.0, 2.0) if kind == "wait" else ()
        self._items.append(
            Shape(outline(kind, x, y, 20, 12, 3), fill=fill, edge=edge, width=width, dash=dash)
        )
        if kind == "record":
            self._items.append(Shape(line_path([(x + 4, y), (x + 4, y + 12)]), edge=edge))


def _stays(procedure: Procedure, taken: Taken | None) -> dict[str, tuple[Passed, ...]]:
    """Step -> the stays in it, of the ticket's time in this procedure's group."""
    found: dict[str, tuple[Passed, ...]] = {}
    for item in taken.path if taken is not None else ():
        if item.group == procedure.group and procedure.has(item.step):
            found[item.step] = (*found.get(item.step, ()), item)
    return found


def _went(
    ways: Sequence[tuple[Step, Exit]], procedure: Procedure, taken: Taken | None
) -> frozenset[int]:
    """The numbers of the ways that the ticket took."""
    path = taken.path if taken is not None else ()
    found = set()
    for one, other in itertools.pairwise(path):
        if one.group != procedure.group:
            continue
        fits = [
            number
            for number, (step, way) in enumerate(ways)
            if step.code == one.step and way.to == other.step
        ]
        exact = [number for number in fits if ways[number][1].when == one.when]
        found.update((exact or fits)[:1])
    return frozenset(found)
