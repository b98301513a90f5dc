"""What a drawn procedure consists of: shapes and words with their places and colours.

Lengths are points, y grows downwards. The same scene is drawn on screens, into vector files and
on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workstation.domain.flow_layout import Box

#: A path in the manner of SVG: "M" and "L" with a point, "C" with three, "Z" closes it.
Path = tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture, as "#rrggbb"."""

    page: str
    ink: str
    muted: str
    line: str
    box: str
    edge: str
    done: str
    done_edge: str
    now: str
    now_edge: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A path to be filled and outlined; an empty colour leaves that out."""

    path: Path
    fill: str = ""
    edge: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words: where its baseline begins (or its middle stands), size and colour."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn, in order, on a page of `width` × `height`.

    `steps` are the places of the steps' boxes by code, in the order of the procedure.
    """

    width: float
    height: float
    title: str
    palette: Palette
    items: tuple[Shape | Words, ...]
    steps: dict[str, Box] = field(default_factory=dict)
