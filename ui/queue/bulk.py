"""Acts on the ticked tickets (or the one under the cursor): choosing, checking, doing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.palette.finder import Finder, Offer
from ui.queue import filtering
from ui.queue.strip import Strip
from ui.text import care, words
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.pages import QueueRow
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS, OUTCOMES, PRIORITIES, WAITING_REASONS

if TYPE_CHECKING:
    from ui.queue.acts import Act

#: Tickets in the way that are named before the rest is counted.
_NAMED: Final = 3
#: Stands among the people for whoever has most room.
_BEST: Final = "best"
#: Outcomes that need another ticket; they have acts of their own.
_LINKING: Final = frozenset({"duplicate", "merged"})


class BulkBar(QFrame):
    """How many tickets are ticked, and what can be done to them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "notice")
        self.count = label("", "strong")
        self.row = QHBoxLayout(self)
        edge = theme.space("medium")
        self.row.setContentsMargins(edge, theme.space("tight"), edge, theme.space("tight"))
        self.row.setSpacing(theme.space("tight"))
        self.row.addWidget(self.count)
        self.row.addSpacing(theme.space("small"))
        self.hide()

    def add(self, text: str, icon: str, run: Callable[[], object], hint: str = "") -> Button:
        """Put a button at the right end."""
        made = Button(text, icon, "flat", run)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(hint)
        self.row.addWidget(made)
        return made

    def show_count(self, n: int) -> None:
        """Say how many are ticked; none hides the bar."""
        self.count.setText(self.tr("{n} ticked").format(n=n))
        self.setVisible(n > 0)


class Bulk(QObject):
    """Asks what to do and does it to `rows()`; `done(afterwards)` when it has been done."""

    done = Signal(str)
    noticed = Signal(str, str)

    def __init__(
        self,
        bridge: Bridge,
        strip: Strip,
        rows: Callable[[], Sequence[QueueRow]],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._strip = strip
        self._rows = rows
        self._page = page
        self._finder: Finder | None = None

    # what a person asks for

    def take(self) -> None:
        """Make them one's own."""
        self.carry_out(_acts().take())

    def assign(self) -> None:
        """Choose who shall have them."""
        me = self._bridge.desk.agent
        team = [a for a in self._bridge.desk.read.agents() if a.active]
        team.sort(key=lambda agent: agent.uid != me.uid)
        offers = [
            Offer(a.uid, f"{a.name}  {a.work_no}", "user", self._there(a, me=a.uid == me.uid))
            for a in team
        ]
        offers.insert(1, Offer(_BEST, self.tr("Whoever has most room"), "user-check"))
        offers.append(Offer("", filtering.nobody(), "inbox"))
        self._offer(offers, self.tr("Assign to…"), self._assign_to)

    def _assign_to(self, uid: str) -> None:
        if uid == _BEST:
            self.assign_best()
        else:
            self.carry_out(_acts().assign(uid))

    def assign_best(self) -> None:
        """Give each to the suitable person with most room."""
        self.carry_out(_acts().assign_best())

    def _there(self, agent: Agent, *, me: bool) -> str:
        """Who it is, or that somebody is busy or away."""
        told = self.tr("me") if me else ""
        away = agent.availability != "available"
        there = care.availability(agent.availability) if away else ""
        return " · ".join(part for part in (told, there) if part)

    def status(self) -> None:
        """Choose what status they shall have."""
        choices = {
            "wait": (self.tr("Wait for…"), "clock-pause", self.wait),
            "resume": (self.tr("Resume work"), "player-play", self.resume),
            "resolve": (self.tr("Resolve as…"), "circle-check", self.resolve),
            "close": (self.tr("Close"), "archive", lambda: self.carry_out(_acts().close())),
            "reopen": (self.tr("Reopen…"), "rotate", self.reopen),
        }
        offers = [Offer(code, text, icon) for code, (text, icon, _run) in choices.items()]
        self._offer(offers, self.tr("Change the status"), lambda code: choices[code][2]())

    def wait(self) -> None:
        """Choose for whom they wait, then until when."""
        offers = [Offer(r, words.waiting_for(r), "hourglass") for r in WAITING_REASONS]
        self._offer(offers, self.tr("Wait for…"), self._wait_until)

    def _wait_until(self, reason: str) -> None:
        moments = self._moments()
        offers = [Offer(str(n), text, "clock") for n, (text, _until) in enumerate(moments)]
        self._offer(
            offers,
            self.tr("Until when?"),
            lambda n: self.carry_out(_acts().wait(reason, moments[int(n)][1])),
        )

    def _moments(self) -> list[tuple[str, int | None]]:
        now = datetime.fromtimestamp(self._bridge.desk.clock() / 1000, self._bridge.desk.zone)
        morning = now.replace(hour=9, minute=0, second=0, microsecond=0)
        told = [
            (self.tr("In 2 hours"), now + timedelta(hours=2)),
            (self.tr("In 4 hours"), now + timedelta(hours=4)),
            (self.tr("Tomorrow, 9:00"), morning + timedelta(days=1)),
            (self.tr("In 2 days, 9:00"), morning + timedelta(days=2)),
            (self.tr("In 7 days, 9:00"), morning + timedelta(days=7)),
        ]
        none = (self.tr("Without a date"), None)
        return [none, *((text, int(at.timestamp() * 1000)) for text, at in told)]

    def resume(self) -> None:
        """End their wait."""
        self.carry_out(_acts().resume())

    def resolve(self) -> None:
        """Choose the outcome that they are resolved with."""
        offers = [Offer(o, words.outcome(o), "circle-check") for o in OUTCOMES if o not in _LINKING]
        self._offer(offers, self.tr("Resolve as…"), lambda o: self.carry_out(_acts().resolve(o)))

    def reopen(self) -> None:
        """Take them up again, with a reason."""
        self._strip.ask(
            self.tr("Why reopen?"),
            self.tr("Reopen"),
            lambda reason: self.carry_out(_acts().reopen(reason)),
        )

    def priority(self) -> None:
        """Choose their priority."""
        offers = [Offer(str(p), words.priority(p), "flag") for p in reversed(PRIORITIES)]
        self._offer(offers, self.tr("Priority"), lambda p: self.carry_out(_acts().priority(int(p))))

    def transfer(self) -> None:
        """Choose the group that they go to, then say what it needs to know."""
        offers = [Offer(g, words.group(g), "users") for g in GROUPS]
        self._offer(offers, self.tr("Transfer to…"), self._ask_note)

    def _ask_note(self, group: str) -> None:
        text = self.tr("Hand-over note to {group}:").format(group=words.group(group))
        self._strip.ask(
            text, self.tr("Transfer"), lambda note: self.carry_out(_acts().transfer(group, note))
        )

    def macro(self) -> None:
        """Choose a macro."""
        desk = self._bridge.desk
        known = {macro.code: macro for macro in desk.macros}
        tongue = language.current()
        offers = [
            Offer(m.code, m.name(tongue), "bolt", also=f"{m.name_en} {m.name_zh}")
            for m in known.values()
        ]
        now = desk.clock
        self._offer(
            offers,
            self.tr("Macro"),
            lambda code: self.carry_out(_acts().macro(known[code], now(), desk.around())),
        )

    # doing

    def carry_out(self, act: Act, rows: Sequence[QueueRow] | None = None) -> None:
        """Do an act to the chosen tickets, or say which of them are in the way."""
        chosen = list(self._rows() if rows is None else rows)
        fit, unfit = _acts().split(act, chosen, self._bridge.desk.agent)
        if unfit and not fit:
            self.noticed.emit(self._in_the_way(unfit), "warn")
        elif unfit:
            self._strip.tell(
                self._in_the_way(unfit), self._others(len(fit)), partial(self._do, act, fit)
            )
        elif fit:
            self._do(act, fit)

    def _do(self, act: Act, rows: list[QueueRow]) -> None:
        self._bridge.do(
            _acts().action_for(act, rows),
            lambda _done: self.done.emit(act.afterwards),
            lambda refusal: self._on_refused(act, rows, refusal),
        )

    def _on_refused(self, act: Act, rows: list[QueueRow], refusal: Refusal) -> None:
        """Nothing has been done; offer to leave out the ticket that was in the way."""
        row = _acts().guilty(refusal, rows)
        rest = [other for other in rows if other is not row]
        if row is None or not rest:
            self.noticed.emit(refusal_sentence(refusal), "warn")
            return
        self._strip.tell(
            self._in_the_way([(row, refusal)]),
            self._others(len(rest)),
            partial(self._do, act, rest),
        )

    def _others(self, n: int) -> str:
        if n == 1:
            return self.tr("Do it to the other one")
        return self.tr("Do it to the other {n}").format(n=n)

    def _in_the_way(self, unfit: Sequence[tuple[QueueRow, Refusal]]) -> str:
        told = [
            QCoreApplication.translate("Bulk", "{number}: {reason}").format(
                number=row.number, reason=refusal_sentence(refusal)
            )
            for row, refusal in unfit[:_NAMED]
        ]
        more = len(unfit) - _NAMED
        if more > 0:
            told.append(self.tr("and {n} more.").format(n=more))
        return " ".join([self.tr("Not done to {n}.").format(n=len(unfit)), *told])

    def _offer(self, offers: list[Offer], hint: str, pick: Callable[[str], object]) -> None:
        if not self._rows():
            self.noticed.emit(self.tr("No ticket is chosen."), "")
            return
        if self._finder is None:
            self._finder = Finder(self._page.window())
        self._finder.open(offers, pick, hint)


def _acts() -> Any:
    """The acts with the rules behind them: imported when one is wanted, not for the first paint."""
    from ui.queue import acts

    return acts
