"""The head of the ticket page: number, status, owner, limits, class, group and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import language, theme
from ui.text import words
from ui.text.flags import flag_sentence
from ui.ticket.limits import LimitChip, limit_chips
from ui.ticket.names import Names
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.limit_chip import LimitChipButton
from workstation.domain.pages import TicketDetail
from workstation.domain.ticket import Ticket

_PRIORITY_LOOKS = {1: "neutral", 3: "warn", 4: "bad"}
_PRESENT = {False: "neutral", True: "info"}


class TicketHeader(QWidget):
    """Shows where a ticket stands; its chips say more when the mouse rests on them."""

    copy_pressed = Signal()
    close_pressed = Signal()
    original_pressed = Signal(str)
    limits_peeked = Signal(bool)
    limits_wanted = Signal()

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "header")
        self.number = label("", "heading")
        self.number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.number.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.status = Chip()
        self.priority = Chip()
        self.urged = Chip()
        self.unsent = Chip()
        self.owner = ElidedLabel("", "muted")
        self.subject = ElidedLabel("", "strong")
        self.kind = ElidedLabel("", "muted")
        self.flags = label("", "warn")
        self.flags.setWordWrap(True)
        self.lease = label("", "warn")
        self.lease.setWordWrap(True)
        self.present = Chip()
        self._original = Button("", "link", "link", self._open_original)
        self._duplicate_of = ""
        self._ticket: Ticket | None = None
        self._promised: tuple[LimitChip, ...] = ()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.space("small"))
        copy = IconButton("copy", self.tr("Copy the ticket's number"), self.copy_pressed.emit)
        close = IconButton("x", self.tr("Back to the list (Esc)"), self.close_pressed.emit)
        self.owner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left: tuple[QWidget, ...] = (self.number, copy, self.status, self.priority)
        for part in (*left, self.urged, self.unsent):
            first.addWidget(part)
        first.addWidget(self.owner, 1)
        first.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space("large"), 6, theme.space("small"), 6)
        column.setSpacing(theme.space("tight"))
        column.addLayout(first)
        second = QHBoxLayout()
        second.setContentsMargins(0, 0, theme.space("tight"), 0)
        second.setSpacing(theme.space("small"))
        second.addWidget(self.subject, 1)
        second.addWidget(self.present)
        column.addLayout(second)
        self.subject.setMinimumHeight(theme.size("chip"))  # nothing moves when somebody comes
        below = (self.kind, self._chips, self.lease, self._original, self.flags)
        for line in below:
            column.addWidget(line)
        for hidden in (self.lease, self._original, self.flags):
            hidden.hide()
        for chip in (self.status, self.priority, self.urged, self.unsent, self.present):
            chip.hide()

    def show_detail(self, detail: TicketDetail, me: str) -> None:
        """Show a ticket as it stands; `me` is the uid of who sits here."""
        ticket = detail.ticket
        self.number.setText(ticket.number)
        self.number.setToolTip(
            self.tr("In the other system: {number}").format(number=ticket.external_no)
            if ticket.external_no
            else ""
        )
        self.status.show_word(words.status(ticket.status), f"status_{ticket.status}")
        self.status.setToolTip(self._status_hint(ticket))
        look = _PRIORITY_LOOKS.get(ticket.priority, "")
        self.priority.show_word(words.priority(ticket.priority) if look else "", look)
        urged = self.tr("Urged ×{n}").format(n=ticket.urged) if ticket.urged else ""
        self.urged.show_word(urged, "warn")
        waiting = self.tr("waiting to sync") if detail.waiting_operations else ""
        self.unsent.show_word(waiting, "neutral")
        owner = self._names.person(ticket.owner)
        mine = ticket.owner == me and bool(me)
        told = self.tr("mine") if mine else owner or self.tr("no owner")
        self.owner.setText(told)
        self.subject.setText(" ".join(ticket.subject.split()) or self.tr("(no subject)"))
        self.subject.setToolTip(ticket.subject)
        self._show_kind(ticket)
        self.show_limits(ticket)
        self._show_original(ticket)
        self._show_flags(detail)

    def show_limits(self, ticket: Ticket) -> None:
        """Show how much time is left now."""
        self._ticket = ticket
        chips = (*limit_chips(ticket, self._names), *self._promised)
        shown = [self._flow.itemAt(n) for n in range(self._flow.count())]
        widgets = [item.widget() for item in shown if item is not None]
        if len(widgets) != len(chips):
            self._flow.clear()
            widgets = [self._limit_chip() for _ in chips]
            for made in widgets:
                if made is not None:
                    self._flow.addWidget(made)
        for widget, chip in zip(widgets, chips, strict=True):
            if isinstance(widget, Chip):
                widget.show_word(chip.text, chip.look)
                widget.setAccessibleDescription(chip.hint)
        self._chips.setVisible(bool(chips))

    def _limit_chip(self) -> LimitChipButton:
        made = LimitChipButton()
        made.peeked.connect(self.limits_peeked)
        made.pressed.connect(self.limits_wanted)
        return made

    def limits_rested_on(self) -> bool:
        """Whether the mouse or the keyboard rests on one of the limits' chips."""
        chips = self._chips.findChildren(LimitChipButton)
        return any(chip.underMouse() or chip.hasFocus() for chip in chips)

    def show_promises(self, chips: tuple[LimitChip, ...]) -> None:
        """Show, beside the limits, what was promised until when."""
        if chips != self._promised:
            self._promised = chips
            if self._ticket is not None:
                self.show_limits(self._ticket)

    def show_present(self, others: Sequence[tuple[str, str]]) -> None:
        """Say who else has the ticket open: (name, "viewing" or "typing"), quietly at the edge."""
        typing = [name for name, doing in others if doing == "typing"]
        names = typing or [name for name, _doing in others]
        text = self.tr("{name} is typing…") if typing else self.tr("{name} is looking at this")
        if len(names) > 1:
            more = self.tr("{n} are typing…") if typing else self.tr("{n} are looking at this")
            text = more.format(n=len(names))
        self.present.show_word(text.format(name=names[0]) if names else "", _PRESENT[bool(typing)])
        self.present.setToolTip("\n".join(_told_present(name, doing) for name, doing in others))

    def _status_hint(self, ticket: Ticket) -> str:
        if ticket.status == "waiting":
            text = self.tr("Waiting for {whom}").format(
                whom=words.waiting_for(ticket.waiting_reason)
            )
            if ticket.waiting_until is None:
                return text
            until = self.tr("{text} until {time}")
            return until.format(text=text, time=self._names.moment(ticket.waiting_until))
        return words.outcome(ticket.outcome) if ticket.outcome else ""

    def _show_kind(self, ticket: Ticket) -> None:
        parts = [self._names.class_name(code) for code in (ticket.class_code, ticket.subtype)]
        kind = " › ".join(part for part in parts if part) or self.tr("not classified")
        text = f"{words.group(ticket.group_code)} · {kind}"
        reason = self._reason(ticket)
        self.kind.setText(f"{text} — {reason}" if reason else text)
        self.kind.setToolTip(self.kind.text())

    def _reason(self, ticket: Ticket) -> str:
        if language.current() == "zh_CN" or self._names.rules is None:
            return ticket.route_reason
        code = ticket.route_rule.partition("@")[0]
        rules = self._names.rules.routing.rules
        rule = next((one for one in rules if one.code == code), None)
        return rule.name_en if rule else ticket.route_reason

    def show_lease(self, text: str, kind: str) -> None:
        """Say whose lease it is until when; "" when nobody's."""
        theme.look(self.lease, kind)
        self.lease.setText(text)
        self.lease.setVisible(bool(text))

    def _show_original(self, ticket: Ticket) -> None:
        self._duplicate_of = ticket.duplicate_of or ticket.parent
        if self._duplicate_of:
            text = self.tr("Belongs to ticket {number}")
            if ticket.parent:
                text = self.tr("Task for {department}, asked from ticket {number}")
            number = self._names.number(self._duplicate_of) or "?"
            department = words.department(ticket.department)
            self._original.setText(text.format(number=number, department=department))
        self._original.setVisible(bool(self._duplicate_of))

    def _open_original(self) -> None:
        self.original_pressed.emit(self._duplicate_of)

    def _show_flags(self, detail: TicketDetail) -> None:
        flags = dict.fromkeys(detail.ticket.flags)
        if detail.parcel:
            flags |= dict.fromkeys(detail.parcel.flags)
        told = [flag_sentence(flag) for flag in flags]
        self.flags.setText(self.tr("Check: {sentences}").format(sentences="; ".join(told[:3])))
        rest = "\n".join(told)
        self.flags.setToolTip(rest if len(told) > 3 else "")
        self.flags.setVisible(bool(told))


def _told_present(name: str, doing: str) -> str:
    text = QCoreApplication.translate("TicketHeader", "{name} is looking at this")
    if doing == "typing":
        text = QCoreApplication.translate("TicketHeader", "{name} is typing…")
    return text.format(name=name)
