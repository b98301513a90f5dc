"""What a script asks for, answered in its place: from gap to gap, each by a field of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.ticket.ask_field import AskField
from ui.ticket.placed import Placed
from ui.ticket.places import units
from ui.ticket.said_scripts import said_of, stands
from ui.ticket.writing import ReplyEdit

if TYPE_CHECKING:
    from workstation.scripts.putting import AskedFor, Put, Told


class Asking(QObject):
    """Follows the scripts that were put into an editor and asks for what they lack.

    `changed` when a value was taken. While the text of a script is as it was put, it is filled
    anew with each value, so that its conditions follow; once it was written on by hand only its
    gaps are filled.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, edit: ReplyEdit, overlay: QWidget) -> None:
        super().__init__(edit)
        self._bridge, self._edit, self._overlay = bridge, edit, overlay
        self._ticket = ""
        self._placed: list[Placed] = []
        self._gap = (0, 0)
        self._busy = False
        self.field = AskField(self._read, overlay)
        self.field.accepted.connect(self._on_accepted)
        self.field.moved.connect(self._on_moved)
        self.field.left.connect(self._on_left)
        self.field.lost.connect(self.close)
        edit.on_tab = self.on_tab
        edit.textChanged.connect(self._on_text)

    # scripts

    @property
    def placed(self) -> Placed | None:
        """The script put last; None where the text is all by hand."""
        return self._placed[-1] if self._placed else None

    @property
    def scripts(self) -> tuple[Placed, ...]:
        """All scripts that were put into the text, in their order."""
        return tuple(self._placed)

    def letters(self) -> tuple[Placed, ...]:
        """The scripts of the text that were put into it as whole letters."""
        body = self._edit.toPlainText()
        mails = (one for one in self._placed if one.put.channel == "email" and not one.put.part)
        return tuple(one for one in mails if stands(one.text, body))

    def begin(self, ticket: str, placed: Placed) -> None:
        """A script was put into the editor."""
        if ticket != self._ticket:
            self._placed = []
        self._ticket = ticket
        self._placed.append(placed)

    def resume(self, ticket: str, code: str, channel: str, data: Mapping[str, Any]) -> None:
        """Go on with a script that a draft left in the editor, with what was kept of it."""
        from workstation.scripts.putting import put

        desk, body = self._bridge.desk, self._edit.toPlainText()
        values = {str(name): str(value) for name, value in dict(data.get("values") or {}).items()}
        language, several = str(data.get("language") or ""), bool(data.get("also"))
        kept = "" if several else str(data.get("put") or "")

        def begin(made: Put) -> None:
            known = {one.put.code for one in self._placed}
            if code in known or self._edit.toPlainText() != body:
                return
            text = made.text if made.text in body else kept or made.text
            why = tuple(str(one) for one in data.get("why") or ())
            placed = Placed(made, text, why, int(data.get("place") or 0), values)
            self.begin(ticket, placed)

        def filled(_reader: object) -> Put:
            whole = put(desk, ticket, code, channel, language, values)
            if whole.channel != "email" or whole.text in body:
                return whole
            part = put(desk, ticket, code, channel, language, values, part=True)
            return part if part.text in body else whole

        self._bridge.ask(
            filled,
            begin,
            lambda _error: None,  # out of use meanwhile: its gaps are filled by hand
        )

    def _on_text(self) -> None:
        if self._placed and not self._edit.toPlainText().strip():
            self._placed = []  # all of it was deleted

    def forget(self) -> None:
        """Nothing in the editor comes from a script."""
        self._placed = []
        self.close()

    def data(self) -> dict[str, Any]:
        """What is kept with the message of the scripts in it; empty without one."""
        found = said_of(self._placed, self._edit.toPlainText())
        return found.data if found else {}

    # going from gap to gap

    def open(self) -> bool:
        """Ask for the value of the gap at the cursor, else of the next one."""
        return self._at_gap(self._edit.textCursor().selectionStart()) or self.on_tab(False)

    def on_tab(self, back: bool) -> bool:
        """Go to the next gap (or the one before) and ask for its value, if a script asks for it.

        A gap that is selected but not asked for yet is the next one.
        """
        if not self._placed or self._edit.is_composing:
            return False
        cursor = self._edit.textCursor()
        chosen = (cursor.selectionStart(), cursor.selectionEnd())
        here = any(gap[:2] == chosen for gap in self._edit.gaps())
        if here and not back and self._at_gap(chosen[0]):
            return True
        if not self._edit.next_gap(back=back):
            return False
        self._at_gap(self._edit.textCursor().selectionStart())
        return True

    def close(self) -> None:
        """Take the field away; the gap stays open."""
        self.field.hide()

    def _at_gap(self, start: int) -> bool:
        gap = next((one for one in self._edit.gaps() if one[0] == start), None)
        if gap is None:
            return False
        found = self._question(gap)
        if found is None:
            return False
        placed, question = found
        self._edit.select(gap[0], gap[1])
        self._gap = gap[:2]
        gaps = self._edit.gaps()
        place = (gaps.index(gap) + 1, len(gaps))
        self.field.ask(question, placed.typed.get(question.name, ""), place)
        self.field.open_at(self._rect(), QRect(self._overlay.rect()))
        return True

    def _question(self, gap: tuple[int, int, str]) -> tuple[Placed, AskedFor] | None:
        words = units(self._edit.toPlainText())[gap[0] : gap[1]]
        for placed in reversed(self._placed):
            question = placed.question_at(words)
            if question is not None:
                return placed, question
        return None

    def _rect(self) -> QRect:
        """Where the gap stands on the overlay."""
        cursor = self._edit.textCursor()
        cursor.setPosition(self._gap[0])
        rect = self._edit.cursorRect(cursor)
        at = self._edit.viewport().mapTo(self._overlay, rect.topLeft())
        return QRect(at, rect.size())

    # values

    def _read(self, question: AskedFor, typed: str) -> Told:
        from workstation.scripts.putting import read_value

        placed = self.placed
        language = placed.put.language if placed else "zh"
        return read_value(self._bridge.desk, question, typed, language)

    def _on_accepted(self, told: Told) -> None:
        question = self.field.question
        found = next(
            (p for p in reversed(self._placed) if question and p.gap_of(question.name)), None
        )
        if question is None or found is None or self._busy:
            return
        untouched = self._find(found) is not None
        gap, typed = found.gap_of(question.name), self.field.value()
        self._fill(gap, told.text)
        found.take(question.name, typed, told)
        self.changed.emit()
        if untouched:
            self._fill_anew(found)
        else:
            self._go_on()

    def _fill(self, gap: str, value: str) -> None:
        """Put a value into every gap of its name; one step of undo."""
        text, cursor = units(self._edit.toPlainText()), self._edit.textCursor()
        places = []
        at = text.find(gap)
        while at >= 0:
            places.append(at)
            at = text.find(gap, at + len(gap))
        cursor.beginEditBlock()
        for at in reversed(places):
            cursor.setPosition(at)
            cursor.setPosition(at + len(gap), cursor.MoveMode.KeepAnchor)
            cursor.insertText(value)
        cursor.endEditBlock()
        cursor.setPosition(self._gap[0] + len(units(value)))
        self._edit.setTextCursor(cursor)

    def _fill_anew(self, placed: Placed) -> None:
        """Fill the script anew: a choice may bring other sentences."""
        from workstation.scripts.putting import put

        self._busy = True
        was, values, desk, ticket = placed.put, dict(placed.values), self._bridge.desk, self._ticket
        self._bridge.ask(
            lambda _reader: put(
                desk, ticket, was.code, was.channel, was.language, values, part=was.part
            ),
            lambda made: self._on_filled(placed, made),
            lambda _error: self._on_filled(placed, None),
        )

    def _on_filled(self, placed: Placed, made: Put | None) -> None:
        self._busy = False
        if placed not in self._placed:
            return
        start = self._find(placed)
        if made is not None and start is not None and made.version == placed.put.version:
            before = placed.text
            placed.refill(made)
            if made.text != before:
                end = start + len(units(before))
                self._edit.replace(start, end, made.text)
                cursor = self._edit.textCursor()
                cursor.setPosition(min(self._gap[0], start + len(units(made.text))))
                self._edit.setTextCursor(cursor)
        self._go_on()

    def _find(self, placed: Placed) -> int | None:
        """Where the script stands in the text as it was put; None once it was written on."""
        at = units(self._edit.toPlainText()).find(units(placed.text))
        return at if at >= 0 and placed.text else None

    def _go_on(self) -> None:
        if self._edit.next_gap() and self._at_gap(self._edit.textCursor().selectionStart()):
            return
        self.close()
        if self._edit.isVisible():
            self._edit.setFocus()
        placed = self.placed
        start = self._find(placed) if placed and not self._edit.gaps() else None
        if placed is not None and start is not None:
            cursor = self._edit.textCursor()
            cursor.setPosition(start + len(units(placed.text)))
            self._edit.setTextCursor(cursor)

    def _on_moved(self, back: bool) -> None:
        """On without a value: the gap stays open."""
        cursor = self._edit.textCursor()
        cursor.setPosition(self._gap[0])
        cursor.setPosition(self._gap[1], cursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._edit.next_gap(back=back)
        if not self._at_gap(self._edit.textCursor().selectionStart()):
            self._on_left()

    def _on_left(self) -> None:
        self.close()
        self._edit.setFocus()
