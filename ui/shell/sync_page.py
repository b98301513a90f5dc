"""The page of the shared database: how it stands, what needs a person, what waits, facts."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.mending import drop_drafts
from ui.shell.sync_facts import SyncFacts
from ui.shell.sync_head import SyncHead
from ui.shell.sync_lists import NeedsYou, Told, Waiting, read_told
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import scrolled
from ui.widgets.header import PageHeader
from workstation.actions.settling import SettleConflict
from workstation.changes import Changes
from workstation.domain.pages import OpenConflict, OutboxLine, SyncState, Verified
from workstation.domain.refusal import Refusal

#: From this width on the facts stand beside the rest.
_WIDE: Final = 1060
_FACTS_WIDTH: Final = 340
_LISTS_WIDTH: Final = 860
_KINDS: Final = frozenset({"operation", "conflict", "note", "rule", "rules"})
#: Changes and states that follow one another are shown together.
_SOON_MS: Final = 120
#: "5 min ago" is told anew this often.
_TICK_MS: Final = 20_000


class SyncPage(QWidget):
    """What is shared and what is not yet, with all that a person can do about it.

    `mend_wanted(Mending)` asks the window for the place where refused work is done anew.
    """

    ticket_opened = Signal(str)
    mend_wanted = Signal(object)
    settings_wanted = Signal()
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._asked = 0
        self._exchanging = self._comparing = False
        self._arriving = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header = PageHeader()
        self.header.say(
            self.tr("Shared database"),
            self.tr("What goes out from this desk, and what comes in"),
        )
        self.head = SyncHead(self.exchange, self.compare)
        self.needs = NeedsYou(bridge.desk)
        self.waiting = Waiting(bridge.desk)
        self.facts = SyncFacts(self.settings_wanted.emit)
        self._lay_out()
        self._connect()
        self._soon = self._timer(_SOON_MS, self.load, single=True)
        self._tick = self._timer(_TICK_MS, self._tell_state)
        self._tick.start()

    def _timer(self, length: int, run: Any, *, single: bool = False) -> QTimer:
        made = QTimer(self)
        made.setInterval(length)
        made.setSingleShot(single)
        made.timeout.connect(run)
        return made

    def _lay_out(self) -> None:
        lists = QWidget()
        self._lists = QVBoxLayout(lists)
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._lists.setSpacing(theme.space("large"))
        lists.setMaximumWidth(_LISTS_WIDTH)
        for part in (self.head, self.needs, self.waiting):
            self._lists.addWidget(part)
        self._lists.addStretch(1)
        body = QWidget()
        self._row = QHBoxLayout(body)
        edge = theme.space("large")
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(edge)
        self._row.addWidget(lists, 1000)
        self._row.addStretch(1)
        self._lists.insertWidget(3, self.facts)
        self._wide = False
        self.area = scrolled(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.bridge.changed.connect(self._on_changed)
        self.bridge.state_changed.connect(self._on_state)
        self.needs.retry_wanted.connect(self._try_again)
        self.needs.discard_wanted.connect(self._discard)
        self.needs.choice_made.connect(self._choose)
        self.needs.renewal_read.connect(self._read)
        self.needs.emptied.connect(self._rest)
        self.needs.mend_wanted.connect(self.mend_wanted)
        self.needs.focused.connect(self.area.ensureWidgetVisible)
        for part in (self.needs, self.waiting):
            part.ticket_opened.connect(self.ticket_opened)

    # what the window calls

    def load(self) -> None:
        """Read anew what waits, what was refused and what is contested."""
        self._tell_state()
        desk = self.bridge.desk
        unused = lambda _read: desk.rules_unused()  # noqa: E731
        self.bridge.ask(unused, self.facts.show_unused, self.facts.complain_of_rules)
        self.bridge.await_(
            desk.archive_state(),
            lambda told: self.facts.show_archive(told, desk),
            lambda _error: None,
        )
        self._asked += 1
        self.bridge.await_(
            self.bridge.desk.outbox(), partial(self._on_outbox, self._asked), self._on_failed
        )

    def activate(self) -> None:
        """Read anew and take the keyboard: what needs a person first."""
        self.load()
        self._arriving = not self.needs.take_focus()
        if self._arriving:
            self._rest()

    def _rest(self) -> None:
        """Keep the keyboard on this page when nothing on it needs a person."""
        button = self.head.exchange
        (button if button.isEnabled() else self).setFocus()

    def flush(self) -> None:
        """A reason not yet given is no work lost."""

    def state(self) -> dict[str, object]:
        """Nothing to find again."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Nothing to find again."""

    # showing

    def _on_outbox(self, asked: int, lines: tuple[OutboxLine, ...]) -> None:
        if asked == self._asked:
            self.bridge.ask(
                lambda reader: read_told(reader, lines), partial(self._show, asked), self._on_failed
            )

    def _show(self, asked: int, told: Told) -> None:
        if asked == self._asked:
            self.needs.show_told(told)
            self.waiting.show_told(told)
            if self._arriving and (self.head.exchange.hasFocus() or self.hasFocus()):
                self.needs.take_focus()
            self._arriving = False

    def _on_failed(self, error: BaseException) -> None:
        sentence = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self.needs.complain(self.tr("The list could not be read: {reason}").format(reason=sentence))

    def _tell_state(self) -> None:
        desk = self.bridge.desk
        self._show_state(desk.sync_state())

    def _show_state(self, state: SyncState) -> None:
        desk = self.bridge.desk
        self.head.show_state(state, desk.zone)
        self.head.busy(self._exchanging, self._comparing)
        self.facts.show_state(state, desk)

    def _on_state(self, state: SyncState) -> None:
        if self.isVisible():
            self._show_state(state)
            self._soon.start()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.many or changes.kinds & _KINDS):
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        if wide == self._wide:
            return
        self._wide = wide
        if wide:
            self.facts.setFixedWidth(_FACTS_WIDTH)
            self._row.insertWidget(1, self.facts, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.facts.setMinimumWidth(0)
            self.facts.setMaximumWidth(_LISTS_WIDTH)
            self._lists.insertWidget(3, self.facts)

    # what a person does here

    def exchange(self) -> None:
        """Exchange with the hub at once."""
        self._exchanging = True
        self.head.busy(True, self._comparing)
        self.bridge.await_(self.bridge.desk.sync_now(), self._on_exchanged, self._on_not_exchanged)

    def _on_exchanged(self, state: SyncState) -> None:
        self._exchanging = False
        self._show_state(state)
        self.load()

    def _on_not_exchanged(self, error: BaseException) -> None:
        self._exchanging = False
        self._tell_state()
        self._refused(error)

    def compare(self) -> None:
        """Compare the replica with the hub, and say what came of it."""
        self._comparing = True
        self.head.busy(self._exchanging, True)
        self.noticed.emit(self.tr("Comparing every record with the shared database…"), "")
        self.bridge.await_(
            self.bridge.desk.verify_replica(), self._on_compared, self._on_not_compared
        )

    def _on_compared(self, found: Verified) -> None:
        self._comparing = False
        self._tell_state()
        text = self.tr("{all} records compared; nothing differs.")
        if found.repaired or found.dropped:
            text = self.tr("{all} records compared; {n} were put right.")
        told = text.format(all=f"{found.records:,}", n=found.repaired + found.dropped)
        self.noticed.emit(told, "good")

    def _on_not_compared(self, error: BaseException) -> None:
        self._comparing = False
        self._tell_state()
        self._refused(error)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.noticed.emit(refusal_sentence(error), "warn")
        else:
            self.bridge.failed.emit(error)

    def _discard(self, operation: str, reason: str) -> None:
        def settled(_done: object) -> None:
            drop_drafts(self.bridge, operation)
            self.noticed.emit(self.tr("Discarded; the journal keeps why."), "")
            self.load()

        pending = self.bridge.desk.discard_refused(operation, reason)
        self.bridge.await_(pending, settled, self._refused, finish=True)

    def _try_again(self, line: OutboxLine) -> None:
        def done(_done: object) -> None:
            self.noticed.emit(self.tr("Done again"), "good")
            self.load()

        def failed(error: BaseException) -> None:
            self._refused(error)
            if isinstance(error, Refusal) and error.code == "retry_by_hand":
                self.needs.mend(line.uid)

        pending = self.bridge.desk.retry_refused(line.uid)
        self.bridge.await_(pending, done, failed, finish=True)

    def _choose(self, one: OpenConflict, choice: str) -> None:
        def settled(_done: object) -> None:
            text = self.tr("Your value stands now.")
            if choice == "theirs":
                text = self.tr("Your colleague's value stays.")
            self.noticed.emit(text, "good")
            self.load()

        self.bridge.do(SettleConflict(one.uid, choice), settled)

    def _read(self, uid: str) -> None:
        def settled(_done: object) -> None:
            self.load()

        self.bridge.await_(self.bridge.desk.read_renewal(uid), settled, self._refused)
