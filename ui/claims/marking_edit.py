"""The marks of one picture while they are drawn: chosen, changed, undone, merged with others'."""

from __future__ import annotations

from dataclasses import replace

from workstation.domain.picture_marks import MOST_MARKS, WHOLE, Mark, merged

Marks = tuple[Mark, ...]


class MarksEdit:
    """Holds the marks; `chosen` is the place of the one that keys act on, -1 for none."""

    def __init__(self) -> None:
        self.base: Marks = ()
        self.marks: Marks = ()
        self.chosen = -1
        self._undo: list[Marks] = []
        self._redo: list[Marks] = []

    def open(self, marks: Marks) -> None:
        """Begin with the marks of a picture."""
        self.base = self.marks = marks
        self.chosen = -1
        self._undo, self._redo = [], []

    def bring(self, theirs: Marks) -> None:
        """Somebody else drew meanwhile: what they did comes in, what was drawn here stays."""
        if theirs != self.base:
            self.base, self.marks = theirs, merged(self.base, self.marks, theirs)
            self.chosen = min(self.chosen, len(self.marks) - 1)

    def kept(self) -> None:
        """The marks as they are now stand on the desk."""
        self.base = self.marks

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to keep."""
        return self.marks != self.base

    @property
    def mark(self) -> Mark | None:
        """The chosen mark."""
        return self.marks[self.chosen] if 0 <= self.chosen < len(self.marks) else None

    @property
    def is_full(self) -> bool:
        """Whether no more marks are taken."""
        return len(self.marks) >= MOST_MARKS

    def next_number(self) -> str:
        """The number after the highest that stands there."""
        told = [int(m.text) for m in self.marks if m.kind == "number" and m.text.isdecimal()]
        return str(max(told, default=0) + 1)

    def begin(self) -> None:
        """What follows, until the next `begin`, is undone together."""
        if not self._undo or self._undo[-1] != self.marks:
            self._undo.append(self.marks)
        self._redo = []

    def add(self, mark: Mark) -> None:
        """Draw a mark and choose it."""
        self.begin()
        self.marks = (*self.marks, mark)
        self.chosen = len(self.marks) - 1

    def put(self, mark: Mark) -> None:
        """Have the chosen mark be another one, as part of what was begun."""
        if self.mark is not None:
            left, right = self.marks[: self.chosen], self.marks[self.chosen + 1 :]
            self.marks = (*left, mark, *right)

    def remove(self) -> None:
        """Take the chosen mark away."""
        if self.mark is not None:
            self.begin()
            self.marks = self.marks[: self.chosen] + self.marks[self.chosen + 1 :]
            self.chosen = -1

    def undo(self) -> bool:
        """Take the last step back; says whether there was one."""
        return self._step(self._undo, self._redo)

    def redo(self) -> bool:
        """Do again what was taken back."""
        return self._step(self._redo, self._undo)

    def _step(self, source: list[Marks], target: list[Marks]) -> bool:
        while source:
            marks = source.pop()
            if marks != self.marks:
                target.append(self.marks)
                self.marks = marks
                self.chosen = min(self.chosen, len(marks) - 1)
                return True
        return False

    def step(self, by: int, page: int = 0) -> bool:
        """Choose the next mark of a page, or the one before; says whether there was another."""
        places = [n for n, mark in enumerate(self.marks) if mark.page == page]
        if self.chosen not in places:
            self.chosen = (places[0] if by > 0 else places[-1]) if places else -1
            return bool(places)
        place = places.index(self.chosen) + by
        if 0 <= place < len(places):
            self.chosen = places[place]
            return True
        return False


def moved(mark: Mark, dx: int, dy: int) -> Mark:
    """The mark shifted as a whole, as far as the picture goes."""
    xs = (mark.x, mark.x2) if mark.kind in ("arrow", "box") else (mark.x,)
    ys = (mark.y, mark.y2) if mark.kind in ("arrow", "box") else (mark.y,)
    dx = max(-min(xs), min(WHOLE - max(xs), dx))
    dy = max(-min(ys), min(WHOLE - max(ys), dy))
    if mark.kind in ("arrow", "box"):
        return replace(mark, x=mark.x + dx, y=mark.y + dy, x2=mark.x2 + dx, y2=mark.y2 + dy)
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def grips(mark: Mark) -> dict[str, tuple[int, int]]:
    """The points of a mark that can be taken hold of, by the fields that they move."""
    if mark.kind == "arrow":
        return {"x y": (mark.x, mark.y), "x2 y2": (mark.x2, mark.y2)}
    if mark.kind == "box":
        corners = (("x", "y"), ("x2", "y"), ("x", "y2"), ("x2", "y2"))
        return {f"{a} {b}": (getattr(mark, a), getattr(mark, b)) for a, b in corners}
    return {}


def gripped(mark: Mark, grip: str, x: int, y: int) -> Mark:
    """The mark with one of its points at another place."""
    across, down = grip.split()
    x, y = max(0, min(WHOLE, x)), max(0, min(WHOLE, y))
    places = {"x": mark.x, "y": mark.y, "x2": mark.x2, "y2": mark.y2} | {across: x, down: y}
    return replace(mark, x=places["x"], y=places["y"], x2=places["x2"], y2=places["y2"])
