"""Reading the library: its rows, how scripts were used lately, and what may be chosen for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ui import language
from ui.bridge import Bridge
from ui.scripts import filters
from ui.scripts.filters import Choices
from ui.scripts.model import Speech
from ui.scripts.rows import ScriptRow, Use, rows_of

if TYPE_CHECKING:
    from workstation.desk import Reader

#: How often scripts were used is read anew after this time at the earliest.
USES_MS: Final = 300_000


class Collection(QObject):
    """Holds the rows; `read()` when they are there or others, all of it off the screen thread."""

    read = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = 0
        self._uses: dict[str, Use] | None = None
        self._uses_at = 0
        self._steps: dict[str, str] = {}
        self.rows: tuple[ScriptRow, ...] = ()
        desk = bridge.desk
        self.speech = Speech(self.class_name, self.step_name, desk.zone, desk.clock)

    def load(self) -> None:
        """Read the library anew."""
        self._asked += 1
        asked, desk, uses = self._asked, self._bridge.desk, self._uses

        def lines(_read: Reader) -> tuple[ScriptRow, ...]:
            from workstation.scripts.listing import rows_of as lines_of
            from workstation.scripts.needles import needle_of

            return rows_of(lines_of(desk), needle_of, uses)

        self._bridge.ask(lines, lambda rows: self._show(asked, rows))

    def _show(self, asked: int, rows: tuple[ScriptRow, ...]) -> None:
        if asked == self._asked:
            self.rows = rows
            self.read.emit()

    def load_uses(self) -> None:
        """Read how often scripts were used and edited, at most every few minutes."""
        desk = self._bridge.desk
        now = desk.clock()
        if self._uses is not None and now - self._uses_at < USES_MS:
            return
        self._uses_at = now

        def uses(_read: Reader) -> dict[str, Use]:
            from workstation.scripts.figures import WORTH_MS, FiguresWanted, report

            rows = report(desk, FiguresWanted(now - WORTH_MS, now)).rows
            return {
                one.code: Use(one.figures.used, round(100 * (one.figures.edited.value or 0)))
                for one in rows
            }

        self._bridge.ask(uses, self._show_uses)

    def _show_uses(self, uses: dict[str, Use]) -> None:
        self._uses = uses
        self.load()

    @property
    def knows_uses(self) -> bool:
        """Whether it is known how often scripts were used."""
        return self._uses is not None

    def choices(self) -> Choices:
        """What filters and fields offer: classes, steps, groups and so on, in words."""
        rules, tongue = self._bridge.desk.rules, language.current()
        steps: dict[str, str] = {}
        for procedure in rules.procedures.values():
            for step in procedure.steps:
                steps.setdefault(step.code, step.name(tongue))
        self._steps = steps
        codes: list[str] = []
        for one in rules.catalogue.classes:
            codes.append(one.code)
            codes += [sub.code for sub in rules.catalogue.subtypes_of(one.code)]
        return filters.choices(self.class_name, tuple(codes), tuple(steps.items()))

    def parts(self) -> dict[str, str]:
        """The scripts that are parts of others, with their titles."""
        return {row.key: row.script.title for row in self.rows if row.script.snippet}

    def class_name(self, code: str) -> str:
        """The name of a class or sub-type."""
        return self._bridge.desk.rules.catalogue.name(code, language.current())

    def step_name(self, code: str) -> str:
        """The name of a step, whatever procedure has it."""
        return self._steps.get(code, code)
