"""Somebody at a desk: presses keys, types, clicks, looks, and waits for what is to come."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.keys import commit
from tests.ui.resting import at_rest
from ui.main_window import MainWindow
from ui.program import Program
from ui.shell.arguments import Start
from workstation.actions.intake import NewTicket
from workstation.desk import Desk
from workstation.domain.ticket import Ticket

PATIENCE_S = 15


class Person:
    """One person before one window; everything goes through the keyboard, the mouse, the screen."""

    def __init__(self, app: QApplication, start: Start) -> None:
        self._app, self._gone = app, False
        self.program = Program(app, start)
        self.program._listen()
        self.program.open_first()
        self.come()
        self.until(lambda: self.queue.model.rowCount() >= 0 and self.window.first_paint.told)
        self.rest()

    # what there is

    @property
    def window(self) -> MainWindow:
        """The window on the screen."""
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> Desk:
        """The desk behind it."""
        assert self.program.desk is not None
        return self.program.desk

    @property
    def queue(self) -> Any:
        """The list of tickets."""
        return self.window.page("queue")

    @property
    def page(self) -> Any:
        """The ticket beside the list."""
        return self.window.page("ticket")

    @property
    def shown(self) -> Ticket:
        """The ticket on the screen, as the desk has it now."""
        found = self.desk.read.ticket(self.page.current())
        assert found is not None
        return found

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.window

    def numbers(self) -> list[str]:
        """The numbers of the tickets in the list."""
        rows = [self.queue.model.shown(n) for n in range(self.queue.model.rowCount())]
        return [row.row.number for row in rows if row is not None]

    def one(self, sql: str, *values: object) -> Any:
        """A fact of this desk's replica, for choosing what the story is about."""
        row = self.desk.read.connection.execute(sql, values).fetchone()
        assert row is not None, sql
        return row[0] if len(row) == 1 else row

    def noted_call(self, **facts: Any) -> str:
        """The number of a ticket about a broken vase in a parcel that the desk knows."""
        waybill = self.one(
            "SELECT waybill FROM parcel p WHERE freight_fen>0 AND declared_fen>0 AND NOT EXISTS"
            " (SELECT 1 FROM ticket t WHERE t.waybill=p.waybill AND t.is_open=1) LIMIT 1"
        )
        told = {
            "waybill": waybill,
            "phone": "13900004444",
            "customer_name": "高远航",
            "class_code": "safety",
            "subtype": "safety.damaged",
            "group_code": "damage_loss",
            "group_reason": "花瓶在国内破损",
            **facts,
        }
        done = self.desk.do(NewTicket("水晶花瓶碎了", "收到的水晶花瓶碎了", **told)).result()
        self.rest()
        found = self.desk.read.ticket(str(done.result))
        assert found is not None
        return found.number

    # what a person does

    def come(self) -> None:
        """Sit down before this window."""
        self.window.come_forward()
        self.until(self.window.isActiveWindow)

    def press(self, *keys: str) -> None:
        """Press keys one after another, as they are printed: "Ctrl+F", "Return", "J"."""
        for key in keys:
            both = QKeySequence(key)[0]
            popup = QApplication.activePopupWidget()  # a list or a menu has the keys for itself
            QTest.keyClick(popup or self.focus, both.key(), both.keyboardModifiers())
            self.rest()

    def type(self, text: str) -> None:
        """Type Latin letters and digits."""
        QTest.keyClicks(self.focus, text)
        self.rest()

    def say(self, text: str) -> None:
        """Enter Chinese words through an input method."""
        commit(self.focus, text)
        self.rest()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget that is on the screen."""
        assert widget.isVisible(), widget
        assert widget.isEnabled(), widget
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at or widget.rect().center(),
        )
        self.rest()

    def click_row(self, number: str, *, twice: bool = False) -> None:
        """Click a ticket in the list."""
        view = self.queue.view
        row = self.numbers().index(number)
        at = QPoint(200, view.rowViewportPosition(row) + view.row_height() // 2)
        self.click(view.viewport(), at)
        if twice:
            QTest.mouseDClick(
                view.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                at,
            )
            self.rest()

    def find(self, text: str) -> list[str]:
        """Look for something with the one search box; the numbers of what is found."""
        self.press("Ctrl+F")
        self.say(text)
        self.until(lambda: self.queue._search == text and at_rest(self.program.bridge))
        return self.numbers()

    def open(self, number: str) -> None:
        """Find a ticket by its number and open it."""
        assert self.find(number)[:1] == [number]
        self.press("Return", "Return")
        self.until(lambda: self.page.current() != "" and self.shown.number == number)
        self.press("F6")

    def leave(self) -> None:
        """Close the window and go home; once is enough."""
        if self._gone:
            return
        self._gone = True
        self.program.close()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # time

    def pass_time(self, length: int) -> None:
        """Let so many milliseconds have passed by the desk's clock."""
        steady: Any = self.desk.clock
        before = steady._clock
        steady._clock = lambda: before() + length

    # waiting

    def until(self, seen: Callable[[], object], what: str = "") -> None:
        """Wait until something can be seen."""
        end = time.monotonic() + PATIENCE_S
        while not seen():
            assert time.monotonic() < end, f"waited in vain {what}"
            QTest.qWait(5)

    def rest(self) -> None:
        """Wait until nothing is under way between the screen and the desk."""
        bridge = self.program.bridge
        self._app.processEvents()
        if bridge is not None:
            self.until(lambda: at_rest(bridge))
        self._app.processEvents()


def printed_words(path: Path) -> str:
    """The text of a PDF file, all pages, without blanks and breaks."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        words = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "".join("".join(words).split())
