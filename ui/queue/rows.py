"""One ticket as the list shows it: every cell's words, made once per reading of the row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from ui.queue.columns import COLUMNS
from ui.text import times, words
from workstation.domain.pages import QueueRow
from workstation.domain.ticket import OPEN_STATUSES

_NO_LIMIT: Final = times.TimeLeft("", "time_calm")
#: What is owed to the customer whether the ticket is open or not, and never pauses.
_OWED: Final = frozenset({"promise", "revisit"})
_PRIORITY_LOOKS: Final = {3: "priority_high", 4: "priority_urgent"}


@dataclass(slots=True)
class Shown:
    """A row's words by column; `cut` keeps them cut to the width of the columns."""

    row: QueueRow
    words: tuple[str, ...]
    open: bool
    priority_look: str = ""
    left: times.TimeLeft = _NO_LIMIT
    changes_at: int = 0
    stamp: int = -1
    cut: list[str | None] = field(default_factory=lambda: [None] * len(COLUMNS))

    def tell_time(self, now: int) -> bool:
        """Say anew what depends on the clock; returns whether it reads otherwise than before."""
        before = self.left
        row = self.row
        owed = row.due_kind in _OWED
        due = row.due_at if self.open or owed else None
        paused = _paused(row) and not owed
        self.left = times.time_left(due, now, paused=paused)
        self.changes_at = next_change(due, now, paused=paused)
        return before != self.left


class Writer:
    """Makes rows ready to be shown; may be used on any thread.

    `names` are the words for class and sub-type codes, `clock` gives the present in
    milliseconds UTC.
    """

    def __init__(
        self, names: Callable[[str], str], zone: ZoneInfo, clock: Callable[[], int]
    ) -> None:
        self._names = names
        self._zone = zone
        self._clock = clock

    def shown(self, row: QueueRow) -> Shown:
        """The row with its words."""
        now = self._clock()
        told: Mapping[str, str] = {
            "mark": "",
            "number": row.number,
            "due_at": "",
            "type": self._type(row),
            "subject": " ".join(row.subject.split()),
            "customer_name": row.customer_name,
            "waybill": row.waybill,
            "group_code": words.group(row.group_code),
            "owner": row.owner_name,
            "status": words.status(row.status),
            "last_activity_at": times.moment(row.last_activity_at, self._zone, now),
            "priority": words.priority(row.priority),
            "channel": words.channel(row.channel),
            "region": words.region(row.region),
            "phone": masked(row.phone),
            "created_at": times.moment(row.created_at, self._zone, now),
        }
        made = Shown(
            row,
            tuple(told[column.code] for column in COLUMNS),
            row.status in OPEN_STATUSES,
            _PRIORITY_LOOKS.get(row.priority, "text_faint" if row.priority == 1 else ""),
        )
        made.tell_time(now)
        return made

    def hint(self, shown: Shown, place: int) -> str:
        """What a cell tells when one rests on it: all its words, when exactly, or what is odd."""
        row = shown.row
        code = COLUMNS[place].code
        if code == "due_at":
            kind = words.due_kind(row.due_kind) if row.due_kind else ""
            return f"{kind} {times.full_moment(row.due_at, self._zone)}".strip()
        if code in ("last_activity_at", "created_at"):
            return times.full_moment(getattr(row, code), self._zone)
        if code == "status" and row.status == "waiting":
            until = times.moment(row.waiting_until, self._zone, self._clock())
            text = QCoreApplication.translate("queue", "Waiting for {whom} {until}")
            whom = words.waiting_for(row.waiting_reason)
            return text.format(whom=whom, until=until).strip()
        told = shown.words[place]
        if code == "subject" and row.department:
            text = QCoreApplication.translate("queue", "Task for {department}: {subject}")
            return text.format(department=words.department(row.department), subject=told)
        return told if shown.cut[place] not in (None, told) else ""

    def _type(self, row: QueueRow) -> str:
        parts = [self._names(code) for code in (row.class_code, row.subtype) if code]
        return " · ".join(parts)


def _paused(row: QueueRow) -> bool:
    """Whether the limits stand still: while the customer owes an answer."""
    return row.status == "waiting" and row.waiting_reason == "customer"


def next_change(due_at: int | None, now: int, *, paused: bool = False) -> int:
    """When the chip of a limit will read otherwise, milliseconds UTC; 0 for never."""
    if due_at is None or paused:
        return 0
    rest = due_at - now
    unit = times.MINUTE if abs(rest) < times.DAY else times.HOUR
    if rest >= 0:
        return now + rest % unit + 1
    return now + unit - (-rest) % unit


def masked(phone: str) -> str:
    """A telephone number with its middle hidden; enough to tell two callers apart."""
    if len(phone) >= 11:
        return f"{phone[:3]}****{phone[7:]}"
    return f"***{phone[-4:]}" if len(phone) > 6 else phone
