"""The menu from which conditions are added to a list, one or several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QMenu, QWidget, QWidgetAction

from ui import theme
from ui.queue import filtering
from ui.text import words
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.menu import StayingMenu
from workstation.domain.people import Agent
from workstation.domain.ticket import CHANNELS, GROUPS, PRIORITIES, STATUSES
from workstation.domain.view import Filter

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules

_HOUR: Final = 3_600_000
_DUE: Final = (0, 1 * _HOUR, 2 * _HOUR, 4 * _HOUR, 24 * _HOUR, 72 * _HOUR)
#: Promises and call-backs due now, within four hours, a day, a week.
_OWED: Final = (0, 4 * _HOUR, 24 * _HOUR, 7 * 24 * _HOUR)
_DAYS: Final = (1, 7, 30)


class FilterMenu(StayingMenu):
    """Offers every condition; `change` gets the new filter after each choice."""

    def __init__(
        self,
        chosen: Filter,
        change: Callable[[Filter], None],
        rules: Rules,
        team: Iterable[Agent],
        now: datetime,
        names: filtering.Names,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.chosen = chosen
        self._change = change
        self._rules = rules
        self._team = tuple(team)
        self._now = now
        self._names = names
        self._parts: dict[str, QMenu] = {}
        self._offer_state()
        self._offer_several("groups", [(g, words.group(g)) for g in GROUPS])
        self._offer_one("owner", self._owners())
        self._offer_classes()
        self._offer_several("priorities", [(p, words.priority(p)) for p in reversed(PRIORITIES)])
        self._offer_several("channels", [(c, words.channel(c)) for c in CHANNELS])
        self._offer_one("due_within_ms", [(d, filtering.due(d)) for d in _DUE])
        for facet in ("promise_within_ms", "revisit_within_ms"):
            self._offer_one(facet, [(d, filtering.owed(d)) for d in _OWED])
        self._offer_created()
        regions = sorted({agent.region for agent in self._team if agent.region})
        if regions:
            self._offer_one("region", [(r, words.region(r)) for r in regions])
        self.addSeparator()
        self._tick_box(self, filtering.title("lane"), "lane", "vip")
        for facet in ("urged", "flagged", "with_claim"):
            self._tick_box(self, filtering.title(facet), facet, True)

    def part(self, facet: str) -> QMenu:
        """The menu of one condition, the whole one for those without their own."""
        owner = {"open": "statuses", "subtypes": "class_codes"}.get(facet, facet)
        return self._parts.get(owner, self)

    def _sub(self, facet: str) -> StayingMenu:
        made = StayingMenu(filtering.title(facet), self)
        self.addMenu(made)
        self._parts[facet] = made
        return made

    def _offer_state(self) -> None:
        menu = self._sub("statuses")
        for value in (True, False):
            self._tick_box(menu, filtering.whether_open(value), "open", value)
        menu.addSeparator()
        for status in STATUSES:
            self._several_box(menu, words.status(status), "statuses", status)

    def _offer_several(self, facet: str, choices: Iterable[tuple[object, str]]) -> None:
        menu = self._sub(facet)
        for value, text in choices:
            self._several_box(menu, text, facet, value)

    def _offer_one(self, facet: str, choices: Iterable[tuple[object, str]]) -> None:
        menu = self._sub(facet)
        for value, text in choices:
            self._tick_box(menu, text, facet, value)

    def _offer_classes(self) -> None:
        menu = self._sub("class_codes")
        catalogue = self._rules.catalogue
        for found in catalogue.classes:
            inner = StayingMenu(self._names.of(found.code), menu)
            menu.addMenu(inner)
            text = self.tr("All of {name}").format(name=self._names.of(found.code))
            self._several_box(inner, text, "class_codes", found.code)
            inner.addSeparator()
            for item in catalogue.subtypes_of(found.code):
                self._several_box(inner, self._names.of(item.code), "subtypes", item.code)

    def _offer_created(self) -> None:
        menu = self._sub("created")
        for days in _DAYS:
            text = self.tr("Today") if days == 1 else self.tr("Last {n} days").format(n=days)
            menu.addAction(text, partial(self._since, days))
        menu.addSeparator()
        picker = QWidgetAction(menu)
        picker.setDefaultWidget(self._between(menu))
        menu.addAction(picker)

    def _between(self, menu: QMenu) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        edge = theme.space("small")
        row.setContentsMargins(edge, edge, edge, edge)
        today = self._now.date()
        first, last = _day_field(today - timedelta(days=7)), _day_field(today)
        dash: QLabel = label("–", "muted")

        def take() -> None:
            self._range(first.date(), last.date())
            menu.close()
            self.close()

        for widget in (first, dash, last, Button(self.tr("Show"), "", "primary", take)):
            row.addWidget(widget)
        return place

    def _owners(self) -> list[tuple[object, str]]:
        nobody: tuple[object, str] = ("-", filtering.nobody())
        return [nobody, *((agent.uid, agent.name) for agent in self._team if agent.active)]

    def _several_box(self, menu: QMenu, text: str, facet: str, value: object) -> None:
        box = menu.addAction(text)
        box.setCheckable(True)
        box.setChecked(value in getattr(self.chosen, facet))
        box.triggered.connect(lambda: self._take(filtering.toggled(self.chosen, facet, value)))

    def _tick_box(self, menu: QMenu, text: str, facet: str, value: object) -> None:
        box = menu.addAction(text)
        box.setCheckable(True)
        box.setChecked(getattr(self.chosen, facet) == value)

        def tick() -> None:
            facts: dict[str, Any] = {facet: value}
            on = replace(filtering.without(self.chosen, facet), **facts)
            self._take(on if box.isChecked() else filtering.without(self.chosen, facet))
            for other in menu.actions():
                if other is not box and other.data() == facet:
                    other.setChecked(False)

        box.setData(facet)
        box.triggered.connect(tick)

    def _since(self, days: int) -> None:
        midnight = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        start = midnight - timedelta(days=days - 1)
        self._take(replace(self.chosen, created_after=_ms(start), created_before=None))

    def _range(self, first: QDate, last: QDate) -> None:
        low, high = sorted((first.toPython(), last.toPython()))  # type: ignore[type-var]
        start = datetime(low.year, low.month, low.day, tzinfo=self._now.tzinfo)  # type: ignore[attr-defined]
        end = datetime(high.year, high.month, high.day, tzinfo=self._now.tzinfo)  # type: ignore[attr-defined]
        after, before = _ms(start), _ms(end + timedelta(days=1))
        self._take(replace(self.chosen, created_after=after, created_before=before))

    def _take(self, chosen: Filter) -> None:
        self.chosen = chosen
        self._change(chosen)


def _day_field(day: Any) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setMinimumWidth(116)
    return made


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
