"""Narrowing the library: words to look for, conditions as chips, and the order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ui import theme
from ui.scripts.rows import Wanted
from ui.text import scripts as told
from ui.text import words
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.condition import ConditionChip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.menu import StayingMenu
from ui.widgets.search_box import SearchBox
from workstation.domain.script import AUDIENCES, CHANNELS, MOODS
from workstation.domain.ticket import GROUPS

#: Facets in the order in which they are offered and shown.
FACETS: Final = {
    "lives": _T("scripts", "Stands"),
    "classes": _T("scripts", "Class"),
    "steps": _T("scripts", "Step"),
    "groups": _T("scripts", "Group"),
    "channels": _T("scripts", "Channel"),
    "audience": _T("scripts", "Said to"),
    "moods": _T("scripts", "Mood"),
    "languages": _T("scripts", "Language"),
}
SIGNS: Final = {
    "mine": _T("scripts", "Mine"),
    "with_notes": _T("scripts", "With open notes"),
    "unused": _T("scripts", "Not used"),
    "always_edited": _T("scripts", "Nearly always edited"),
}
_LIVES: Final = (
    *("sent_in", "reviewed", "draft", "coming", "in_force", "shipped", "ended", "retired"),
)
_NOTHING: Final = Wanted()
#: A facet's choices: code and words, or more of them below a heading.
Choices = Mapping[str, tuple[tuple[str, str], ...]]


def choices(
    class_name: Callable[[str], str],
    classes: tuple[str, ...],
    steps: tuple[tuple[str, str], ...],
) -> Choices:
    """What each facet offers. `classes` are codes of classes and sub-types, `steps` with names."""
    return {
        "lives": tuple((one, told.life(one)) for one in _LIVES),
        "classes": tuple((one, class_name(one)) for one in classes),
        "steps": steps,
        "groups": tuple((one, words.group(one)) for one in GROUPS),
        "channels": tuple((one, words.channel(one)) for one in CHANNELS),
        "audience": tuple((one, words.party(one)) for one in AUDIENCES),
        "moods": tuple((one, told.mood(one)) for one in MOODS),
        "languages": tuple((one, told.language(one)) for one in told.LANGUAGES),
    }


def toggled(wanted: Wanted, facet: str, code: str) -> Wanted:
    """With one more, or one less, of a facet's choices."""
    had: tuple[str, ...] = getattr(wanted, facet)
    now = tuple(one for one in had if one != code) if code in had else (*had, code)
    return _with(wanted, facet, now)


def without(wanted: Wanted, facet: str) -> Wanted:
    """Without that condition."""
    return _with(wanted, facet, getattr(_NOTHING, facet))


def told_of(wanted: Wanted) -> dict[str, object]:
    """The conditions as plain facts, to be remembered."""
    names = (one.name for one in fields(Wanted))
    return {name: value for name in names if (value := getattr(wanted, name))}


def read(facts: object) -> Wanted:
    """The conditions that were remembered; what is unknown is left out."""
    if not isinstance(facts, dict):
        return _NOTHING
    known: dict[str, Any] = {}
    for one in fields(Wanted):
        value = facts.get(one.name)
        if isinstance(value, list) and one.name in FACETS:
            known[one.name] = tuple(map(str, value))
        elif one.name in SIGNS and value is True:
            known[one.name] = True
    return Wanted(**known)


def _with(wanted: Wanted, facet: str, value: object) -> Wanted:
    facts: dict[str, Any] = {facet: value}
    return replace(wanted, **facts)


class ScriptFilters(QWidget):
    """The line above the library.

    `typed(words)` while words are typed, `left()` when the keyboard goes on to the list,
    `changed(Wanted)` when a condition is added or taken away.
    """

    typed = Signal(str)
    left = Signal()
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = _NOTHING
        self.choices: Choices = {}
        self.figures_known = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "surface")
        self.words = SearchBox(self.tr("Search ( / )"), self)
        self.words.setToolTip(self.tr("Code, title, words or pinyin of a script"))
        self.words.setMinimumWidth(120)
        self.words.setMaximumWidth(340)
        self.words.searched.connect(self.typed)
        self.words.entered.connect(self._on_entered)
        self.add = Button(self.tr("Filter"), "filter", "flat", self.open_menu)
        self.count: QLabel = label("", "faint")
        self._clear = Button(self.tr("Clear all"), "", "link", self.clear)
        self._flow = FlowLayout(gap=theme.space("small"))
        row = QHBoxLayout()
        row.setSpacing(theme.space("small"))
        row.addWidget(self.words, 1)
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        column.setSpacing(theme.space("small"))
        column.addLayout(row)
        column.addLayout(self._flow)
        self._show_chips()

    def show_wanted(self, wanted: Wanted) -> None:
        """Show these conditions."""
        self.wanted = wanted
        self._show_chips()

    def show_count(self, shown: int, of: int) -> None:
        """Say how many scripts are shown."""
        text = f"{shown:,}" if shown == of else f"{shown:,} / {of:,}"
        self.count.setText(text)
        self.count.setToolTip(self.tr("{n} of {of} scripts").format(n=shown, of=of))

    def clear(self) -> None:
        """Take all conditions away."""
        self._take(_NOTHING)

    def open_menu(self, facet: str = "", at: QWidget | None = None) -> None:
        """Offer all conditions, or the choices of one."""
        menu = StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if facet in FACETS:
            self._fill(menu, facet)
        else:
            for one, name in FACETS.items():
                inner = StayingMenu(QCoreApplication.translate("scripts", name), menu)
                self._fill(inner, one)
                menu.addMenu(inner)
            menu.addSeparator()
            for one, name in SIGNS.items():
                self._tick(menu, one, QCoreApplication.translate("scripts", name))
        place = at or self.add
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def _fill(self, menu: QMenu, facet: str) -> None:
        chosen = getattr(self.wanted, facet)
        for code, name in self.choices.get(facet, ()):
            act = menu.addAction(name)
            act.setCheckable(True)
            act.setChecked(code in chosen)
            act.triggered.connect(
                lambda _on, code=code: self._take(toggled(self.wanted, facet, code))
            )

    def _tick(self, menu: QMenu, sign: str, name: str) -> None:
        act = menu.addAction(name)
        act.setCheckable(True)
        act.setChecked(getattr(self.wanted, sign))
        act.setEnabled(self.figures_known or sign not in ("unused", "always_edited"))
        act.triggered.connect(lambda on: self._take(_with(self.wanted, sign, on)))

    def _take(self, wanted: Wanted) -> None:
        self.show_wanted(wanted)
        self.changed.emit(wanted)

    def chips(self) -> tuple[ConditionChip, ...]:
        """The chips shown."""
        items = (self._flow.itemAt(n) for n in range(self._flow.count()))
        found = (item.widget() if item else None for item in items)
        return tuple(one for one in found if isinstance(one, ConditionChip))

    def _show_chips(self) -> None:
        empty(self._flow, self._clear)
        for facet in (*FACETS, *SIGNS):
            if getattr(self.wanted, facet):
                self._flow.addWidget(self._chip(facet))
        self._flow.addWidget(self._clear)
        self._clear.setFixedHeight(theme.size("small_control"))
        self._clear.setVisible(self.wanted != _NOTHING)

    def _chip(self, facet: str) -> ConditionChip:
        if facet in SIGNS:
            text = QCoreApplication.translate("scripts", SIGNS[facet])
        else:
            names = dict(self.choices.get(facet, ()))
            chosen = words.listing(names.get(one, one) for one in getattr(self.wanted, facet))
            title = QCoreApplication.translate("scripts", FACETS[facet])
            text = self.tr("{facet}: {choices}").format(facet=title, choices=chosen)
        made = ConditionChip(text, self)
        made.clicked.connect(lambda: self.open_menu(facet, made) if facet in FACETS else None)
        made.removed.connect(lambda: self._take(without(self.wanted, facet)))
        return made

    def _on_entered(self, text: str) -> None:
        self.typed.emit(text)
        self.left.emit()
