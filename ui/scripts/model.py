"""The library as a table model: rows in order, their words made when they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import QWidget

from ui.scripts.rows import ScriptRow
from ui.text import scripts as told
from ui.text import times, words
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.indexes import DISPLAY, Index

#: What a row is asked for by the one that paints it.
SHOWN: Final = Qt.ItemDataRole.UserRole
COLUMNS: Final = (
    ("code", _T("scripts", "Code")),
    ("title", _T("scripts", "Title")),
    ("languages", _T("scripts", "Languages")),
    ("channels", _T("scripts", "Channels")),
    ("class", _T("scripts", "For")),
    ("life", _T("scripts", "Stands")),
    ("notes", _T("scripts", "Notes")),
    ("used", _T("scripts", "Used")),
    ("edited", _T("scripts", "Edited")),
)
#: Columns of numbers.
FIGURES: Final = ("notes", "used", "edited")
PLACES: Final = {code: place for place, (code, _name) in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row in words: its cells, and (word, look) of the chips that say how it stands."""

    row: ScriptRow
    cells: tuple[str, ...]
    chips: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """What turns codes into words: names of classes and steps, the zone and the clock."""

    class_name: Callable[[str], str]
    step_name: Callable[[str], str]
    zone: ZoneInfo
    clock: Callable[[], int]


class LibraryModel(QAbstractTableModel):
    """Rows of the library; `show_rows` brings others."""

    def __init__(self, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[ScriptRow] = []
        self._speech = speech
        self._known: dict[str, Shown] = {}

    def show_rows(self, rows: Sequence[ScriptRow]) -> None:
        """Show these rows in this order."""
        self.beginResetModel()
        self.rows = list(rows)
        self._known.clear()
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == DISPLAY and way == Qt.Orientation.Horizontal:
            return QCoreApplication.translate("scripts", COLUMNS[section][1])
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section][0] in FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            return self.shown(index.row()).cells[index.column()]
        if role == SHOWN:
            return self.shown(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].script.body[:600]
        return None

    def place_of(self, key: str) -> int:
        """The number of the row with a key, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), -1)

    def shown(self, place: int) -> Shown:
        """A row in words."""
        row = self.rows[place]
        found = self._known.get(row.key)
        if found is None:
            found = self._known[row.key] = shown(row, self._speech)
        return found


def shown(row: ScriptRow, speech: Speech) -> Shown:
    """A row of the library in words."""
    script, use = row.script, row.use
    figures = ("", "")
    if use is not None:
        figures = (f"{use.used:,}", f"{use.edited} %" if use.used else "–")
    cells = (
        script.code,
        script.title,
        " ".join(told.short_language(one) for one in script.languages),
        words.listing(map(words.channel, script.channels)) or _all(),
        meant_for(row, speech),
        life_words(row, speech),
        str(row.notes) if row.notes else "",
        *figures,
    )
    return Shown(row, cells, chips(row))


def chips(row: ScriptRow) -> tuple[tuple[str, str], ...]:
    """How a script stands, as chips: what is on its way first."""
    ways = tuple((told.life(one), told.LIFE_LOOKS[one]) for one in row.pending)
    if row.own:
        return (*ways, (QCoreApplication.translate("scripts", "Mine"), "info"))
    return (*ways, (told.life(row.state), told.LIFE_LOOKS[row.state]))


def life_words(row: ScriptRow, speech: Speech) -> str:
    """How a script stands, with its moments."""
    zone, now = speech.zone, speech.clock()
    found = []
    if row.begins is not None:
        at = times.moment(row.begins, zone, now)
        found.append(QCoreApplication.translate("scripts", "begins {at}").format(at=at))
    if row.since is not None:
        at = times.moment(row.since, zone, now)
        found.append(QCoreApplication.translate("scripts", "since {at}").format(at=at))
    if row.until is not None:
        at = times.moment(row.until, zone, now)
        text = QCoreApplication.translate("scripts", "ends {at}")
        if row.until <= now:
            text = QCoreApplication.translate("scripts", "ended {at}")
        found.append(text.format(at=at))
    return " · ".join(found)


def meant_for(row: ScriptRow, speech: Speech) -> str:
    """Classes and steps of a script in words."""
    script = row.script
    names = [*map(speech.class_name, script.classes), *map(speech.step_name, script.steps)]
    return words.listing(dict.fromkeys(names))


def _all() -> str:
    return QCoreApplication.translate("scripts", "all")
