"""The list of rule files: which version counts since when, which drafts there are, what is amiss."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.text import rules as told
from ui.text import times
from ui.widgets.lines import Line, LineList

if TYPE_CHECKING:
    from workstation.ruling.desk import FileState


class FileList(LineList):
    """Shows the files in the order in which people know them."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName(self.tr("Rule files"))

    def show_files(
        self, states: Sequence[FileState], typed: Collection[str], wanted: str = ""
    ) -> bool:
        """Show these; `typed` are those with words that are not saved, `wanted` is chosen.

        Without it the chosen one stays chosen, else the first is. Gives whether one was chosen.
        """
        states = sorted(states, key=lambda one: told.file_order(one.file))
        self.show_lines([self._line(one, one.file in typed) for one in states])
        names = [one.file for one in states]
        if wanted not in names:
            wanted = "" if self.current() else next(iter(names), "")
        if wanted:
            self.setCurrentIndex(self.model().index(names.index(wanted), 0))
        return bool(wanted)

    def _line(self, one: FileState, typed: bool) -> Line:
        desk = self._bridge.desk
        right, look = "", "warn"
        if one.unused is not None:
            right, look = self.tr("Fault"), "bad"
        elif one.drafts or typed:
            right = self.tr("Draft")
        since = times.moment(one.since, desk.zone, desk.clock())
        parts = [
            one.version,
            self.tr("since {at}").format(at=since) if since else self.tr("as shipped"),
        ]
        if one.unused is not None:
            parts = [self.tr("{version} not used: {why}").format(
                version=one.unused.version, why=told.mistake(one.unused.finding))]  # fmt: skip
        elif one.coming is not None:
            at = times.moment(one.coming.from_at, desk.zone, desk.clock())
            parts.append(self.tr("{version} from {at}").format(version=one.coming.version, at=at))
        return Line(one.file, told.file_name(one.file), " · ".join(parts), right, look)
