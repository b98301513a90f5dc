"""The lists of the page of the shared database: what needs a person, and what is on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.shell.sync_cards import Card, ReasonLine, quoted, sides
from ui.shell.sync_lines import Mending, mending, words_of
from ui.text import acts, fields, renewals, times, words
from ui.text.refusals import sentence
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.lines import Line, LineList
from workstation.desk import Desk, Reader
from workstation.domain.pages import OpenConflict, OutboxLine, Renewal
from workstation.domain.ticket import Ticket

#: Lines of waiting work that are shown; the heading counts all.
SHOWN: Final = 40
#: Fields set beside each other in one piece of refused work.
_SIDES: Final = 4
#: What actions call a fact, and the ticket's field it is for.
_ALSO: Final = {"owner": "owner", "group": "group_code", "until": "waiting_until"}


@dataclass(frozen=True, slots=True)
class Told:
    """All that the lists show, as read at one moment."""

    lines: tuple[OutboxLine, ...] = ()
    args: dict[str, dict[str, Any]] | None = None
    conflicts: tuple[OpenConflict, ...] = ()
    tickets: dict[str, Ticket] | None = None
    renewals: tuple[Renewal, ...] = ()

    def title(self, ticket: str, number: str = "") -> str:
        """A ticket's number and subject."""
        found = (self.tickets or {}).get(ticket)
        return f"{found.number}  {' '.join(found.subject.split())}" if found else number


def read_told(reader: Reader, lines: tuple[OutboxLine, ...]) -> Told:
    """Read what belongs to the lines: their facts, contested fields, tickets."""
    args = {one.operation: dict(one.args) for one in reader.refused()}
    conflicts = reader.conflicts()
    wanted = {one.ticket for one in lines if one.state == "refused"}
    wanted |= {one.ticket for one in conflicts}
    wanted |= {one.ticket for one in [one for one in lines if one.state != "refused"][:SHOWN]}
    found = ((uid, reader.ticket(uid)) for uid in sorted(wanted - {""}))
    tickets = {uid: ticket for uid, ticket in found if ticket is not None}
    return Told(lines, args, conflicts, tickets, reader.renewals())


class NeedsYou(QWidget):
    """Refused work and contested fields, a card each, oldest first; hidden when there is none.

    A card that says the same as before stays as it is, with what is typed into it.
    """

    ticket_opened = Signal(str)
    mend_wanted = Signal(object)
    retry_wanted = Signal(object)
    discard_wanted = Signal(str, str)
    choice_made = Signal(object, str)
    renewal_read = Signal(str)
    focused = Signal(QWidget)
    emptied = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: dict[str, tuple[object, Card]] = {}
        self._mendings: dict[str, Mending] = {}
        self.cards: list[Card] = []
        self._heading = label("", "heading")
        self._problem = label("", "bad")
        self._problem.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("medium"))
        self._column.addWidget(self._heading)
        self._column.addWidget(self._problem)
        self._problem.hide()
        self.hide()

    @property
    def problem(self) -> str:
        """Why the list could not be read, or ""."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def complain(self, text: str) -> None:
        """Say that the list could not be read."""
        self._problem.setText(text)
        self._problem.show()
        self.show()

    def take_focus(self) -> bool:
        """Give the first card the keyboard; False when there is none."""
        if not self.cards:
            return False
        self.cards[0].setFocus()
        return True

    def show_told(self, told: Told) -> None:
        """Show what was refused and what is contested."""
        self._problem.hide()
        refused = [one for one in told.lines if one.state == "refused"]
        made: dict[str, tuple[object, Card]] = {}
        for line in refused:
            args = (told.args or {}).get(line.uid, {})
            title = told.title(line.ticket, line.number)
            stands = self._stands(line, args, (told.tickets or {}).get(line.ticket))
            self._mendings[line.uid] = mending(line.uid, line.action, line.ticket, args)
            self._keep(made, line.uid, (line, title, stands), self._refused_card)
        for one in told.conflicts:
            title = told.title(one.ticket)
            self._keep(made, one.uid, (one, title), self._contested_card)
        for renewal in told.renewals:
            self._keep(made, renewal.uid, (renewal,), self._renewal_card)
        self._arrange(made)
        text = self.tr("Needs you · {n}")
        if made and len(made) == len(told.renewals):
            text = self.tr("To read · {n}")
        self._heading.setText(text.format(n=len(made)))
        self.setVisible(bool(made))

    def _keep(
        self,
        made: dict[str, tuple[object, Card]],
        key: str,
        facts: tuple[Any, ...],
        make: Callable[..., Card],
    ) -> None:
        """Keep the card that says the same, or make another."""
        before = self._kept.get(key)
        made[key] = before if before and before[0] == facts else (facts, make(*facts))

    def _arrange(self, made: dict[str, tuple[object, Card]]) -> None:
        """Put the cards under one another; the keyboard stays where it was."""
        place = next((n for n, card in enumerate(self.cards) if _holds_focus(card)), -1)
        gone = [card for card in self.cards if all(card is not new for _, new in made.values())]
        self.cards = [card for _facts, card in made.values()]
        for number, card in enumerate(self.cards):
            self._column.insertWidget(number + 2, card)
            card.show()
        lost = any(_holds_focus(card) for card in gone)
        if lost and not self.cards:
            self.emptied.emit()  # before the card with the keyboard goes, which would hand it on
        for card in gone:
            card.hide()
            card.deleteLater()
        self._kept = made
        if lost and self.cards:
            self.cards[min(max(place, 0), len(self.cards) - 1)].setFocus()

    def _step(self, card: Card, by: int) -> None:
        place = self.cards.index(card) + by
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus()
            self.focused.emit(self.cards[place])

    def mend(self, operation: str) -> None:
        """Ask for the place where this work is done anew."""
        found = self._mendings.get(operation)
        if found is not None:
            self.mend_wanted.emit(found)

    # one card

    def _refused_card(
        self, line: OutboxLine, title: str, stands: tuple[tuple[str, str, str], ...]
    ) -> Card:
        now = self._desk.clock()
        heading = _joined(acts.act_name(line.action), title)
        card = Card(heading, times.ago(line.at, now), "alert-triangle", "bad")
        card.stepped.connect(lambda by: self._step(card, by))
        card.say(self._who(line), "faint")
        card.say(sentence(line.code, line.facts))
        typed = str(line.about.get("words") or "")
        if stands:
            pair = self.tr("{field}: {value}")
            mine = [pair.format(field=name, value=own) for name, own, _other in stands]
            other = [pair.format(field=name, value=theirs) for name, _own, theirs in stands]
            left = quoted(self.tr("Stands now"), "\n".join(other))
            card.column.addWidget(sides(left, quoted(self.tr("Yours"), "\n".join(mine))))
        if typed and not any(typed == own for _name, own, _other in stands):
            card.quote(self.tr("Your words, kept as a draft"), typed)
        reason = ReasonLine()
        reason.given.connect(lambda text: self.discard_wanted.emit(line.uid, text))
        self._buttons(card, line)
        card.add(self.tr("Discard…"), "trash", "flat", reason.ask)
        card.end()
        card.column.addWidget(reason)
        return card

    def _buttons(self, card: Card, line: OutboxLine) -> None:
        way = self._mendings[line.uid]
        run = lambda: self.mend(line.uid)  # noqa: E731
        if way.editor:
            card.add(self.tr("Mend the words"), "pencil", "primary", run)
        elif way.claim:
            card.add(self.tr("Open the claim"), "receipt", "primary", run)
        elif (way.command or way.fields) and line.ticket:
            card.add(self.tr("Do it anew…"), "pencil", "primary", run)
        if not line.after:
            card.add(
                self.tr("Try again"), "rotate", "", lambda: self.retry_wanted.emit(line)
            ).setToolTip(self.tr("Does the same once more, as it was meant"))
        if line.ticket:
            card.add(
                self.tr("Open ticket"),
                "external-link",
                "flat",
                lambda: self.ticket_opened.emit(line.ticket),
            )

    def _who(self, line: OutboxLine) -> str:
        when = times.moment(line.at, self._desk.zone, self._desk.clock())
        text = self.tr("{name}, {time}")
        return text.format(name=line.agent_name or self.tr("somebody"), time=when)

    def _contested_card(self, one: OpenConflict, title: str) -> Card:
        text = self.tr("Two people changed “{field}”")
        heading = _joined(text.format(field=fields.field(one.field)), title)
        card = Card(heading, times.ago(one.at, self._desk.clock()), "git-merge", "warn")
        card.stepped.connect(lambda by: self._step(card, by))
        author = one.their_author or self.tr("a colleague")
        text = self.tr("{name} was first, so theirs stands for now. Which one shall it be?")
        card.say(text.format(name=author))
        mine = acts.value_words(self._desk, one.field, one.mine)
        theirs = acts.value_words(self._desk, one.field, one.theirs)
        keep = Button(
            self.tr("Keep theirs"), "check", "", lambda: self.choice_made.emit(one, "theirs")
        )
        use = Button(
            self.tr("Use mine"), "user-check", "", lambda: self.choice_made.emit(one, "mine")
        )
        left = quoted(self.tr("Stands now, by {name}").format(name=author), theirs, keep)
        yours = self.tr("Yours")
        card.column.addWidget(sides(left, quoted(yours, mine, use)))
        card.setAccessibleDescription(f"{author}: {theirs}. {yours}: {mine}")
        if one.ticket:
            card.add(
                self.tr("Open ticket"),
                "external-link",
                "flat",
                lambda: self.ticket_opened.emit(one.ticket),
            )
        card.end()
        return card

    def _renewal_card(self, one: Renewal) -> Card:
        now = self._desk.clock()
        card = Card(renewals.title(one), times.ago(one.at, now), "history", "accent")
        card.stepped.connect(lambda by: self._step(card, by))
        card.say(times.moment(one.at, self._desk.zone, now), "faint")
        card.say(renewals.what(one))
        card.say(" ".join(renewals.done(one)), "muted")
        card.say(renewals.look(one))
        card.add(self.tr("Got it"), "check", "", lambda: self.renewal_read.emit(one.uid))
        card.end()
        return card

    def _stands(
        self, line: OutboxLine, args: dict[str, Any], ticket: Ticket | None
    ) -> tuple[tuple[str, str, str], ...]:
        """Fields with what was wanted here and what stands now: (name, mine, theirs)."""
        if ticket is None or (words_of(args) and line.action in ("SendReply", "AddNote")):
            return ()
        inner = args.get("fields")
        wanted = {_ALSO.get(name, name): value for name, value in args.items()}
        wanted |= inner if isinstance(inner, dict) else {}
        told = []
        changed = line.about.get("fields")
        for name in changed if isinstance(changed, (tuple, list)) else ():
            if name not in wanted or not hasattr(ticket, name):
                continue
            mine = acts.value_words(self._desk, name, wanted[name])
            theirs = acts.value_words(self._desk, name, getattr(ticket, name))
            if mine != theirs:
                told.append((fields.field(name), mine, theirs))
        return tuple(told[:_SIDES])


class Waiting(QFrame):
    """Work that is on its way or held back, as lines; hidden when there is none."""

    ticket_opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme.look(self, "card")
        self._heading = label("", "heading")
        self._about = label("", "muted")
        self._about.setWordWrap(True)
        self._rest = label("", "faint")
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Changes that wait to be sent"))
        self.list.opened.connect(self._on_opened)
        column = QVBoxLayout(self)
        edge, small = theme.space("large"), theme.space("small")
        column.setContentsMargins(1, theme.space("medium"), 1, small)
        column.setSpacing(small)
        for part in (self._heading, self._about, self._rest):
            part.setContentsMargins(edge, 0, edge, 0)
        for widget in (self._heading, self._about, self.list, self._rest):
            column.addWidget(widget)
        self.hide()

    def show_told(self, told: Told) -> None:
        """Show what waits and what is held."""
        lines = [one for one in told.lines if one.state != "refused"]
        held = [one for one in lines if one.state == "held"]
        heading = self.tr("On their way · {n}")
        if held:
            heading = self.tr("Held back · {n}")
        elif self._desk.sync_state().offline_since is not None:
            heading = self.tr("Kept until the line is back · {n}")
        self._heading.setText(heading.format(n=len(lines)))
        self._about.setText(self._why(held))
        self._about.setVisible(bool(held))
        self.list.show_lines([self._line(one, told) for one in lines[:SHOWN]])
        row = 2 * theme.size("row") - theme.space("large")
        self.list.setFixedHeight(row * min(len(lines), SHOWN))
        rest = len(lines) - SHOWN
        self._rest.setText(self.tr("… and {n} more").format(n=rest))
        self._rest.setVisible(rest > 0)
        self.setVisible(bool(lines))

    def _why(self, held: Sequence[OutboxLine]) -> str:
        if not held:
            return ""
        stopped = next((one for one in held if one.code != "record_awaited"), None)
        if stopped is None:
            return sentence(held[0].code, held[0].facts)
        text = self.tr("The shared database takes nothing from this desk now: {reason}")
        return text.format(reason=sentence(stopped.code, stopped.facts))

    def _line(self, one: OutboxLine, told: Told) -> Line:
        title = _joined(acts.act_name(one.action), told.title(one.ticket, one.number))
        names = one.about.get("fields")
        changed = [fields.field(str(name)) for name in names] if isinstance(names, tuple) else []
        about = str(
            one.about.get("words") or one.about.get("subject") or words.listing(changed[:3])
        )
        if one.tries > 1 and one.state == "held":
            text = self.tr("tried {n} times")
            about = _joined(about, text.format(n=one.tries))
        about = _joined(one.agent_name, about)
        return Line(f"{one.ticket}|{one.uid}", title, about, times.ago(one.at, self._desk.clock()))

    def _on_opened(self, key: str) -> None:
        ticket = key.partition("|")[0]
        if ticket:
            self.ticket_opened.emit(ticket)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _holds_focus(card: QWidget) -> bool:
    focus = card.window().focusWidget()
    return focus is not None and (focus is card or card.isAncestorOf(focus))
