"""What a desk tells of how its scripts work, and the worth of scripts that it keeps for suggestions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from workstation.background import LateKeeper
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.script_figures import Comparison, Figures
    from workstation.scripts.figures import FiguresWanted, ScriptDetail, ScriptReport

T = TypeVar("T")
#: What figures are by.
BY: Final = ("script", "version", "group", "agent", "channel")
#: The period where none is named.
USUAL_MS: Final = 30 * 86_400_000
_FIRST: Final = 20.0
_AGAIN: Final = 900.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line of figures: `name` is a code, a version, a group, a person's uid or a channel.

    `edited` is how many of the uses were changed before sending, in their measure of those known
    (`figures.edited`). The pairs are (so many, of so many whose outcome is known).
    """

    name: str
    figures: Figures
    title: str = ""
    stands_out: tuple[str, ...] = ()

    @property
    def used(self) -> int:
        """How often it was said."""
        return self.figures.used

    @property
    def edited(self) -> int:
        """In how many uses its words were changed."""
        return self.figures.edited.good

    @property
    def solved(self) -> tuple[int, int]:
        """Tickets solved at first contact."""
        return self.figures.solved.good, self.figures.solved.of

    @property
    def reopened(self) -> tuple[int, int]:
        """Tickets reopened within the window."""
        return self.figures.reopened.good, self.figures.reopened.of

    @property
    def satisfied(self) -> tuple[int, int]:
        """Satisfied customers of those asked."""
        return self.figures.satisfied.good, self.figures.satisfied.of

    @property
    def promises(self) -> tuple[int, int]:
        """Promises kept of those that are due."""
        return self.figures.kept.good, self.figures.kept.of


class Measuring:
    """The part of `Desk` that tells how scripts work; figures are worked out on the reading pool."""

    if TYPE_CHECKING:

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _measured(self) -> Desk:
        return cast("Desk", self)

    def figures_wanted(self, since: int | None = None, until: int | None = None) -> FiguresWanted:
        """A period up to now, of 30 days where it is not named (milliseconds UTC)."""
        from workstation.scripts.figures import FiguresWanted

        end = self._measured.clock() + 1 if until is None else until
        return FiguresWanted(end - USUAL_MS if since is None else since, end)

    def script_report(self, wanted: FiguresWanted | None = None) -> Future[ScriptReport]:
        """The figures of all scripts, those that stand out marked: see `figures.report`."""
        from workstation.scripts.figures import report

        return self._on_pool(report, self._measured, wanted or self.figures_wanted())

    def script_detail(self, code: str, wanted: FiguresWanted | None = None) -> Future[ScriptDetail]:
        """The figures of one script by version, group and agent, its edits and comparisons.

        Raises `Refusal("not_found")`.
        """
        from workstation.scripts.figures import detail

        asked = replace(wanted or self.figures_wanted(), code=code)
        return self._on_pool(detail, self._measured, asked)

    def script_versus(
        self, code: str, before: str, after: str, wanted: FiguresWanted | None = None
    ) -> Future[Comparison]:
        """Two versions of a script side by side; raises `Refusal("not_found")`."""
        from workstation.scripts.figures import versus

        asked = replace(wanted or self.figures_wanted(), code=code)
        return self._on_pool(versus, self._measured, asked, before, after)

    def script_figures(
        self, code: str = "", by: str = "script", since: int | None = None, until: int | None = None
    ) -> Future[tuple[ScriptLine, ...]]:
        """Lines of figures: of all scripts (`by` "script"), or of one by one of `BY`.

        Raises `Refusal` script_choice, not_found.
        """
        if by not in BY:
            raise Refusal("script_choice", place="by", value=by, known=BY)
        wanted = replace(self.figures_wanted(since, until), code=code)
        return self._on_pool(self._lines, wanted, by)

    def _lines(self, wanted: FiguresWanted, by: str) -> tuple[ScriptLine, ...]:
        from workstation.scripts.figures import detail, report

        if by == "script":
            rows = report(self._measured, wanted).rows
            told = (row for row in rows if not wanted.code or row.code == wanted.code)
            return tuple(
                ScriptLine(row.code, row.figures, row.title, row.stands_out) for row in told
            )
        found = detail(self._measured, wanted)
        if by == "version":
            return tuple(ScriptLine(one.version, one.figures) for one in found.versions)
        if by == "agent":
            return tuple(ScriptLine(uid, figures, name) for uid, name, figures in found.agents)
        pairs = found.groups if by == "group" else found.channels
        return tuple(ScriptLine(name, figures) for name, figures in pairs)


class WorthKeeper(LateKeeper):
    """Keeps what is known of how scripts worked up to date for the suggestions of a desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("worth", _FIRST)
        self._desk = desk

    def _keep(self) -> float | None:
        from workstation.scripts.figures import worth
        from workstation.scripts.finding import finder_of

        found = worth(self._desk)
        if found and not self._stopping():
            finder_of(self._desk).worth = found
            _log.info("how %d scripts worked is known", len(found))
        return _AGAIN
