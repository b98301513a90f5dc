"""The quiet part of the page of the shared database: facts for whoever wants to know."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ui import theme
from ui.text import paper, sync, times, words
from ui.text.refusals import refusal_sentence
from ui.text.rules import file_name, mistake
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.archive_watch import Watched
from workstation.desk import Desk
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal
from workstation.rules.shelf import Unused
from workstation.settings import Settings

_NAMES_WIDTH = 120
#: An address has no spaces: where it may go on in the next line, without a sign of it.
_MAY_BREAK = "\u200b"
_BREAKS = re.compile(r"[@/:.?&](?![@/:.?&])")


def without_password(url: str) -> str:
    """The address of a database as it may be shown."""
    start, at, rest = url.rpartition("@")
    scheme, mark, person = start.partition("://")
    return f"{scheme}{mark}{person.partition(':')[0]}@{rest}" if at else url


class SyncFacts(QFrame):
    """Names at the left, facts at the right; `settings_wanted` by the button at the end."""

    def __init__(
        self, settings_wanted: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._told: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        edge = theme.space("large")
        self._grid.setContentsMargins(edge, theme.space("medium"), edge, edge)
        self._grid.setHorizontalSpacing(theme.space("medium"))
        self._grid.setVerticalSpacing(theme.space("small"))
        self._grid.setColumnMinimumWidth(0, _NAMES_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(label(self.tr("How it stands"), "heading"), 0, 0, 1, 2)
        for code, name in self._names().items():
            self._add(code, name)
        change = Button(self.tr("Change what it keeps…"), "", "link", settings_wanted)
        row = self._grid.rowCount()
        self._grid.addWidget(change, row, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._grid.setRowStretch(row + 1, 1)

    def _names(self) -> dict[str, str]:
        return {
            "hub": self.tr("Shared database"),
            "kind": self.tr("Kind"),
            "rights": self.tr("Rights"),
            "last": self.tr("Last exchange"),
            "hears": self.tr("Hears of news by"),
            "lag": self.tr("Oldest waiting"),
            "clock": self.tr("This clock is"),
            "serials": self.tr("Form numbers left"),
            "uploads": self.tr("Files to send"),
            "compared": self.tr("Compared"),
            "push": self.tr("Sending takes"),
            "pull": self.tr("Fetching takes"),
            "keeps": self.tr("This desk keeps"),
            "rules": self.tr("Rules not used"),
            "forms": self.tr("Printed forms"),
        }

    def _add(self, code: str, name: str) -> None:
        row = self._grid.rowCount()
        told = label("")
        told.setWordWrap(True)
        told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        told.setAccessibleName(name)
        self._told[code] = told
        top = Qt.AlignmentFlag.AlignTop
        head = label(name, "muted")
        head.setWordWrap(True)
        self._grid.addWidget(head, row, 0, top)
        self._grid.addWidget(told, row, 1, top)

    def fact(self, code: str) -> str:
        """What is said of one of them."""
        return self._told[code].text().replace(_MAY_BREAK, "")

    def show_state(self, state: SyncState, desk: Desk) -> None:
        """Tell all of it."""
        now = desk.clock()
        told = {
            "hub": without_password(state.hub or desk.settings.hub) or "–",
            "kind": self._kind(state.hub or desk.settings.hub),
            "rights": self._rights(state),
            "last": times.ago(state.last_exchange_at, now) or self.tr("not yet"),
            "hears": self._hears(state, desk.settings),
            "lag": self._lag(state),
            "clock": sync.clock_words(state.clock_offset_ms),
            "serials": str(state.serials_left),
            "uploads": str(state.uploads),
            "compared": self._compared(state, desk, now),
            "push": sync.milliseconds(state.push_ms),
            "pull": sync.milliseconds(state.pull_ms),
            "keeps": scope_words(desk.settings),
        }
        for code, text in told.items():
            self._told[code].setText(text)
        self._told["hub"].setToolTip(told["hub"])
        self._told["hub"].setText(_BREAKS.sub(rf"\g<0>{_MAY_BREAK}", told["hub"]))

    def show_unused(self, unused: tuple[Unused, ...]) -> None:
        """Tell the versions of rules that should be in force here and cannot be used, and why."""
        text = self.tr("{file} {version}: {why}")
        lines = (
            text.format(file=file_name(one.file), version=one.version, why=mistake(one.finding))
            for one in unused
        )
        self._told["rules"].setText("\n".join(lines) or self.tr("none"))
        theme.look(self._told["rules"], "bad" if unused else "")

    def show_archive(self, told: Watched, desk: Desk) -> None:
        """Tell which forms of the archive are lost, and when it was last gone through."""
        lines = [
            self.tr("{serial}, copy {n}: {state}").format(
                serial=one.serial, n=one.copy, state=paper.archive(one.state)
            )
            for one in told.lost
        ]
        when = times.moment(told.whole_at, desk.zone, desk.clock()) if told.whole_at else ""
        sound = self.tr("sound, read through {time}").format(time=when) if when else "–"
        self._told["forms"].setText("\n".join(lines) or sound)
        theme.look(self._told["forms"], "bad" if lines else "")

    def complain_of_rules(self, error: BaseException) -> None:
        """Say why no rules can be read at all."""
        said = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self._told["rules"].setText(said)
        theme.look(self._told["rules"], "bad")

    def _lag(self, state: SyncState) -> str:
        if not state.waiting:
            return self.tr("nothing waits")
        if state.lag_ms < times.MINUTE:
            return self.tr("less than a minute")
        return times.span(state.lag_ms)

    def _kind(self, url: str) -> str:
        if url.startswith("sqlite"):
            return self.tr("SQLite, a file on this computer")
        return self.tr("PostgreSQL, a server") if url else "–"

    def _rights(self, state: SyncState) -> str:
        if state.authority:
            return self.tr("Enforced by the database itself")
        if state.advisory:
            return self.tr("Advisory: they hold off mistakes, not malice")
        return "–"

    def _hears(self, state: SyncState, settings: Settings) -> str:
        if state.listening:
            return self.tr("being called as soon as there is any")
        if settings.listen == "no":
            return self.tr("asking now and then (as set)")
        return self.tr("asking now and then")

    def _compared(self, state: SyncState, desk: Desk, now: int) -> str:
        if state.checked_at is None:
            return self.tr("not yet")
        when = times.moment(state.checked_at, desk.zone, now)
        text = self.tr("{time}; nothing differed")
        if state.repaired:
            text = self.tr("{time}; {n} records were put right")
        return text.format(time=when, n=state.repaired)


def scope_words(settings: Settings) -> str:
    """What part of the shared database a desk keeps, in words."""
    parts = []
    if settings.scope_groups:
        parts.append(words.listing(words.group(code) for code in settings.scope_groups))
    if settings.scope_regions:
        parts.append(words.listing(words.region(code) for code in settings.scope_regions))
    if settings.history_days:
        text = QCoreApplication.translate("sync", "finished tickets of {n} days")
        parts.append(text.format(n=settings.history_days))
    return " · ".join(parts) or QCoreApplication.translate("sync", "all that you may see")
