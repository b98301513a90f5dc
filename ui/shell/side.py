"""The side of the window: views with live counts, drafts, the shared database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text import words
from ui.timing import after_rest
from ui.widgets.side_list import SideEntry, SideList
from workstation.changes import Changes
from workstation.domain.pages import SyncState
from workstation.domain.view import View, built_in

DRAFTS: Final = "tray:drafts"
NOTICES: Final = "tray:notices"
SCRIPTS: Final = "tray:scripts"
SHARED: Final = "tray:shared"
_ICONS: Final = {
    "mine": "user",
    "unassigned": "inbox",
    "due_soon": "clock",
    "overdue": "alert-circle",
    "waiting": "hourglass",
    "urged": "bell-ringing",
    "escalated": "arrow-up-circle",
    "claims": "receipt",
    "green_lane": "bolt",
    "tasks": "arrows-exchange",
    "promises": "star",
    "revisits": "phone-incoming",
    "closed": "archive",
    "all": "layout-list",
}
_LOOKS: Final = {"overdue": "bad", "due_soon": "warn"}
#: Counting follows changes at this pace, and the clock at the other.
_PACE_MS: Final = 300
_CLOCK_MS: Final = 30_000


class Side(QScrollArea):
    """Knows the views; tells `view_chosen(View)`, `tray_chosen(key)`, `told(n)` notices unread."""

    view_chosen = Signal(object)
    tray_chosen = Signal(str)
    told = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._views: tuple[View, ...] = ()
        self._refused = 0
        self.list = SideList()
        self.list.setAccessibleName(self.tr("Views"))
        theme.look(self.list, "side")
        self.list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self.list)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.list)
        self.setMinimumWidth(150)
        self._soon = after_rest(self, _PACE_MS, self.count)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self.count)
        self.list.chosen.connect(self._on_chosen)
        bridge.changed.connect(self._on_changed)
        bridge.state_changed.connect(self.show_state)

    @property
    def views(self) -> tuple[View, ...]:
        """The views offered, in order."""
        return self._views

    def load(self) -> None:
        """Read the views and show them; what was chosen stays."""
        desk = self._bridge.desk
        saved = desk.read.views(desk.agent.uid)
        self._views = built_in(desk.agent.uid, desk.agent.groups) + saved
        entries = [SideEntry("", self.tr("Views"))]
        entries += [_entry(v) for v in self._views if v.code]
        if saved:
            entries += [SideEntry("", self.tr("Saved views")), *(_entry(v) for v in saved)]
        entries += [
            SideEntry("", self.tr("On this desk")),
            SideEntry(DRAFTS, self.tr("Drafts"), "writing"),
            SideEntry(NOTICES, self.tr("Notices"), "bell", look="warn"),
            SideEntry(SCRIPTS, self.tr("Scripts"), "notes"),
            SideEntry(SHARED, self.tr("Shared database"), "database", look="bad"),
        ]
        self.list.show_entries(entries)
        self._clock.start()
        self.count()

    def choose(self, key: str) -> None:
        """Show the view or tray of that key; the first view when it is not there."""
        known = [view.uid for view in self._views] + [DRAFTS, NOTICES, SCRIPTS, SHARED]
        self.list.choose(key if key in known else known[0])

    def choose_place(self, number: int) -> None:
        """Show the view at that place, counted from 1."""
        if number <= len(self._views):
            self.choose(self._views[number - 1].uid)

    def count(self) -> None:
        """Count anew what each view holds."""
        views = self._views
        desk = self._bridge.desk
        self._bridge.ask(
            lambda reader: {**reader.counts(views), SCRIPTS: desk.scripts_waiting()},
            self._show_counts,
        )

    def show_state(self, state: SyncState) -> None:
        """Note how many changes need a person: refused ones and contested fields."""
        self._refused = state.refused + state.conflicts + state.renewals
        self.list.show_counts({SHARED: self._refused})

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        desk = self._bridge.desk
        unread = desk.unread_notices()
        self.told.emit(unread)
        trays = {DRAFTS: len(desk.drafts()), NOTICES: unread, SHARED: self._refused}
        self.list.show_counts({**counts, **trays})

    def _on_changed(self, changes: Changes) -> None:
        if "view" in changes.kinds:
            self.load()
        elif not self._soon.isActive():
            self._soon.start()

    def _on_chosen(self, key: str) -> None:
        keys = [entry.key for entry in self.list.entries]
        if key in keys:
            middle = self.list.rect_of(keys.index(key)).center()
            self.ensureVisible(middle.x(), middle.y(), 0, theme.size("side_row"))
        view = next((view for view in self._views if view.uid == key), None)
        if view is not None:
            self.view_chosen.emit(view)
        elif key:
            self.tray_chosen.emit(key)


def _entry(view: View) -> SideEntry:
    icon = _ICONS.get(view.code, "users" if view.code else "bookmark")
    return SideEntry(
        view.uid, words.view_name(view.code, view.name), icon, look=_LOOKS.get(view.code, "")
    )
