"""Trying a draft: where tickets would have gone under it, side by side with today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ui import language, theme
from ui.rules.choosing import TicketChoice
from ui.rules.session import Session
from ui.text import rules as told
from ui.text import times, words
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.lines import Line, LineList
from workstation.actions.rules import TryRules
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.ruling.comparing import Course, Trial, Tried

_FACTS: Final = ("class", "group", "region", "rule", "why", "procedure", "limits")
#: Told only where they differ.
_QUIET: Final = ("region", "procedure")
#: From this width on the two sides stand beside the list.
_SIDE_BY_SIDE: Final = 600
_MOST_MOVES: Final = 6


class TryTab(QWidget):
    """Tries the text in the editor; `ticket_opened(uid)` when a row is opened."""

    ticket_opened = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._run = 0
        self._stopped = False
        self._trial: Trial | None = None
        desk = session.bridge.desk
        self.choice = TicketChoice(times.local(desk.clock(), desk.zone))
        self.start = Button(self.tr("Try out"), "player-play", "primary", self.try_now)
        self.stop = Button(self.tr("Stop"), "x", "", self.cancel)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.summary = label("", "strong")
        self.summary.setWordWrap(True)
        self.moves = label("", "muted")
        self.moves.setWordWrap(True)
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Tickets that change"))
        self.list.opened.connect(self._open)
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._compare())
        self.sides = _Sides()
        self._lay_out()
        self.choice.entered.connect(self.try_now)
        self._tell_running(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.space("small"))
        top.addWidget(self.choice, 1)
        top.addWidget(self.start)
        top.addWidget(self.stop)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, theme.space("small"), edge, 0)
        column.setSpacing(theme.space("tight"))
        column.addLayout(top)
        for part in (self.progress, self.summary, self.moves):
            column.addWidget(part)
        self.both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.both.setSpacing(theme.space("medium"))
        self.both.addWidget(self.list, 1)
        self.both.addWidget(self.sides, 1)
        column.addLayout(self.both, 1)
        self.summary.setText(self.tr("See what your draft would change, before it counts."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        flat = self.width() > max(self.height(), _SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        self.both.setDirection(ways.LeftToRight if flat else ways.TopToBottom)
        self.both.setStretch(1, 1 if flat else 0)

    # trying

    def try_now(self) -> None:
        """Try what stands in the editor."""
        tickets = self.choice.tickets()
        if tickets is None:
            self.choice.take_focus()
            self._say(self.tr("Type what is to be tried."), "warn")
            return
        self._run += 1
        self._stopped, run, bridge = False, self._run, self._session.bridge
        draft = self._session.draft()
        kept = draft.uid if not tickets.text and not self._session.changed else ""
        self._tell_running(True)

        def progress(done: int, of: int) -> None:
            bridge.post_to(self, lambda: self._show_progress(run, done, of))

        def cancelled() -> bool:
            return self._stopped or run != self._run

        pending = bridge.desk.try_rules(draft, tickets, progress, cancelled)
        bridge.await_(
            pending,
            lambda trial: self._show(run, trial, kept),
            lambda error: self._failed(run, error),
        )

    def cancel(self) -> None:
        """Stop the trial that runs; what was tried by then is shown."""
        self._stopped = True

    def forget(self) -> None:
        """Another file is open: what was tried is of no interest."""
        self._run += 1
        self._trial = None
        self._tell_running(False)
        self.list.show_lines([])
        self.moves.setText("")
        self._compare()
        self._say(self.tr("See what your draft would change, before it counts."), "muted")

    def _tell_running(self, running: bool) -> None:
        self.start.setVisible(not running)
        self.stop.setVisible(running)
        self.progress.setVisible(running)
        self.progress.setRange(0, 0)

    def _show_progress(self, run: int, done: int, of: int) -> None:
        if run == self._run:
            self.progress.setRange(0, max(1, of))
            self.progress.setValue(done)
            self._say(self.tr("{done} of {of} tickets tried…").format(done=done, of=of), "muted")

    def _failed(self, run: int, error: BaseException) -> None:
        if run != self._run:
            return
        self._tell_running(False)
        if isinstance(error, Refusal):
            self._say(refusal_sentence(error), "bad")
        else:
            self._session.bridge.failed.emit(error)

    # showing

    def _show(self, run: int, trial: Trial, kept: str) -> None:
        if run != self._run:
            return
        self._trial = trial
        self._tell_running(False)
        changed = max(trial.differs.values(), default=0)
        if not trial.of:
            self._say(self.tr("There are no such tickets."), "muted")
        elif not changed:
            text = self.tr("{n} tickets tried; nothing would be different.")
            self._say(text.format(n=f"{trial.tried:,}"), "good")
        else:
            text = self.tr("{n} tickets tried, {moved} would be in another group.")
            self._say(text.format(n=f"{trial.tried:,}", moved=f"{trial.moved:,}"), "strong")
        if trial.cancelled:
            stopped = self.tr("Stopped before the end.")
            self._say(f"{self.summary.text()} {stopped}", "warn")
        self.moves.setText(self._counts(trial))
        self.list.show_lines([self._line(row) for row in trial.rows])
        if trial.rows:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._compare()
        if kept and not trial.cancelled:
            self._session.bridge.do(TryRules(kept, trial.figures()), None, self._not_kept)

    def _not_kept(self, refusal: Refusal) -> None:
        self.noticed.emit(refusal_sentence(refusal), "warn")

    def _counts(self, trial: Trial) -> str:
        moves = sorted(
            ((count, way) for way, count in trial.moves.items() if way[0] != way[1]), reverse=True
        )
        parts = [
            f"{words.group(today)} → {words.group(then)}: {count:,}"
            for count, (today, then) in moves[:_MOST_MOVES]
        ]
        others = [
            f"{told.word(told.DIFFERS, name)}: {count:,}" for name, count in trial.differs.items()
        ]
        if others:
            parts.append(self.tr("different: {what}").format(what=words.listing(others)))
        if trial.more:
            parts.append(self.tr("only the first {n} are shown").format(n=len(trial.rows)))
        return "   ".join(parts)

    def _line(self, row: Tried) -> Line:
        today, then = row.today, row.draft
        title = f"{row.number}  {row.subject}".strip()
        where = words.group(today.group)
        if today.group != then.group:
            where = f"{where} → {words.group(then.group)}"
        chinese = language.current().startswith("zh")
        about = f"{where} · {then.zh if chinese else then.en}"
        what = words.listing(told.word(told.DIFFERS, name) for name in row.differs)
        return Line(row.uid or row.number, title, about, what or self.tr("as today"), "accent")

    def _compare(self) -> None:
        rows = self._trial.rows if self._trial else ()
        key = self.list.current()
        row = next((one for one in rows if (one.uid or one.number) == key), None)
        self.sides.setVisible(row is not None)
        if row is not None:
            self.sides.show_row(row, self._session)

    def _open(self, key: str) -> None:
        if key:
            self.ticket_opened.emit(key)

    def _say(self, text: str, look: str) -> None:
        theme.look(self.summary, look)
        self.summary.setText(text)


class _Sides(QWidget):
    """One ticket under the rules of today, and under the draft."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.space("tight"), 0, theme.space("small"))
        grid.setHorizontalSpacing(theme.space("medium"))
        grid.setVerticalSpacing(theme.space("hair"))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(self.tr("Today"), "section"), 0, 1)
        grid.addWidget(label(self.tr("Under the draft"), "section"), 0, 2)
        names = (
            self.tr("Class"),
            self.tr("Group"),
            self.tr("Region"),
            self.tr("Rule"),
            self.tr("Why"),
            self.tr("Procedure"),
            self.tr("Time limits"),
        )
        self._told: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        for at, (code, name) in enumerate(zip(_FACTS, names, strict=True), 1):
            row = label(name, "muted"), ElidedLabel(""), ElidedLabel("")
            for column, one in enumerate(row):
                grid.addWidget(one, at, column)
            self._told[code] = row
        grid.setRowStretch(len(_FACTS) + 1, 1)

    def show_row(self, row: Tried, session: Session) -> None:
        """Show a ticket's two courses; what differs stands out."""
        today, then = self._facts(row.today, session), self._facts(row.draft, session)
        for code, (name, left, right) in self._told.items():
            differs = today[code] != then[code]
            for one, facts in ((left, today), (right, then)):
                one.setText(facts[code])
                one.setToolTip(facts[code])
            theme.look(right, "strong" if differs else "")
            for one in (name, left, right):
                one.setVisible(differs or code not in _QUIET)

    def _facts(self, course: Course, session: Session) -> dict[str, str]:
        desk = session.bridge.desk
        name = course.subtype or course.class_code
        kind = desk.class_name(name, language.current()) if name else "–"
        if course.confidence is not None:
            kind = f"{kind} ({course.confidence:.0%})"
        chinese = language.current().startswith("zh")
        way = desk.rules.procedure(course.procedure)
        version = course.procedure.partition("@")[2]
        limits = (
            f"{told.word(told.KINDS, one.kind)} {times.moment(one.due, desk.zone, desk.clock())}"
            for one in course.limits
        )
        return {
            "class": kind,
            "group": words.group(course.group),
            "region": words.region(course.region) if course.region else "–",
            "rule": f"{course.rule} ({course.version})",
            "why": course.zh if chinese else course.en,
            "procedure": f"{way.name(language.current())} {version}" if way else course.procedure,
            "limits": " · ".join(limits) or "–",
        }
