"""A process that is killed while somebody types loses at most the last second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.workstation.seat import Seat

ROOT = Path(__file__).resolve().parents[3]
TYPING = """
import os, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from ui.bridge import Bridge
from ui.commands import Commands
from ui.ticket.page import TicketPage
from workstation.desk import open_desk

def until(so):
    end = time.monotonic() + 60  # a busy machine is slow, not wrong
    while not so():
        assert time.monotonic() < end
        app.processEvents()

app = QApplication(["aftercare"])
desk = open_desk(Path(sys.argv[1]), start=False)
window, bridge = QWidget(), Bridge(desk)
page = TicketPage(bridge, Commands(window), window)
page.open(sys.argv[2])
until(lambda: bridge.busy == 0)
page.reply.edit.insertPlainText("打到一半的话")
timers = page.reply.drafting._rest, page.reply.drafting._longest
assert all(timer.isActive() and timer.remainingTime() < 950 for timer in timers)
until(lambda: not all(timer.isActive() for timer in timers))
os._exit(9)
"""


def test_a_killed_process_leaves_the_draft(tmp_path: Path) -> None:
    seat = Seat(tmp_path / "profile")
    try:
        ticket = seat.ticket()
        command = [sys.executable, "-c", TYPING, str(seat.desk.profile), ticket.uid]
        assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
        draft = seat.desk.draft_of(ticket.uid, "reply")
        assert draft is not None
        assert draft.body == "打到一半的话"
    finally:
        seat.desk.close()
