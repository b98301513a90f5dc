"""Papers: forty claims printed by keys, a run that was cut off, a form that comes back to be verified."""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from tests.printers import Standin
from tests.stories.conftest import Sit
from tests.stories.person import Person
from tests.ui.conftest import filled_profile
from ui.claims.paper_memory import PaperMemory
from workstation.batch_runs import cut_off_runs
from workstation.domain.form_wish import FormWish
from workstation.paper_terms import PrintOrder
from workstation.store import serials, state
from workstation.store.replica import now_ms

__all__ = ["filled_profile"]

FORTY = 40


@pytest.fixture
def counter(filled_profile: Path, tmp_path: Path) -> Path:
    """A desk that shares with nobody, with forty claims that wait for print and numbers in hand."""
    folder = Path(shutil.copytree(filled_profile, tmp_path / "counter"))
    connection = sqlite3.connect(folder / "replica.db")
    names = [row[1] for row in connection.execute("PRAGMA table_info(claim)") if row[1] != "id"]
    connection.execute(
        "UPDATE claim SET status='submitted' WHERE status='approved' AND uid NOT IN"
        " (SELECT uid FROM claim WHERE status='approved' LIMIT 1)"
    )
    for n in range(1, FORTY):
        own = {"uid": f"'{n:032x}'", "number": f"'C7-{n:04}'", "waybill": f"'SF8{n:012}'"}
        told = ",".join(own.get(name, f'"{name}"') for name in names)
        listed = ",".join(f'"{name}"' for name in names)
        connection.execute(
            f"INSERT INTO claim({listed}) SELECT {told} FROM claim WHERE status='approved' LIMIT 1"
        )
    state.write(connection, "desk_no", "7")
    serials.keep(connection, serials.series_at(now_ms()), 1, 400)
    connection.commit()
    connection.close()
    return folder


def remember(folder: Path, *parts: FormWish) -> int:
    """Let the desk have printed this set last; how many forms forty claims come to."""
    memory = PaperMemory(folder)
    memory.keep_set("我们的", parts)
    memory.keep_last({"set": "我们的", "files": "together"})
    return FORTY * len(parts)


def begin(clerk: Person) -> None:
    """Ctrl+B takes what waits for print, Enter prints it: two keys for forty claims."""
    clerk.press("Ctrl+B")
    batch = clerk.window.page("claims").batch
    clerk.until(lambda: len(batch.claims.uids) == FORTY and batch.chooser.printer.count() > 0)
    clerk.until(batch.begin.hasFocus)
    QTest.keyClick(clerk.focus, Qt.Key.Key_Return)


def finished(clerk: Person) -> None:
    """Wait until the run is over; it may take a while on a busy machine."""
    end = time.monotonic() + 120
    run = clerk.window.page("claims").batch.run
    while run.running:
        assert time.monotonic() < end
        QTest.qWait(20)


def test_forty_claims_are_printed_by_two_keys(counter: Path, printers: Standin, sit: Sit) -> None:
    wanted = remember(counter, FormWish(), FormWish("settlement_agreement", "customer"))
    clerk = sit(counter, "8105")
    begin(clerk)
    batch = clerk.window.page("claims").batch
    finished(clerk)
    assert f"{wanted} of {wanted}" in batch.report.told.text()
    clerk.until(lambda: printers.calls("lp") != [])
    assert Path(printers.calls("lp")[0][-1]).name == "forms.pdf"
    rows = clerk.desk.read.connection.execute("SELECT serial,reprint FROM print WHERE job<>''")
    made = rows.fetchall()
    assert len(made) == len(set(made)) == wanted
    assert clerk.one("SELECT count(*) FROM claim WHERE status='approved'") == 0
    clerk.until(lambda: cut_off_runs(counter) == ())


def test_a_run_that_was_cut_off_is_offered_and_goes_on(
    counter: Path, printers: Standin, sit: Sit
) -> None:
    wanted = remember(counter, FormWish())
    clerk = sit(counter, "8105")
    begin(clerk)
    steps = lambda: clerk.desk.read.connection.execute(  # noqa: E731
        "SELECT count(*) FROM print WHERE job<>''"
    ).fetchone()[0]
    clerk.until(lambda: steps() >= 5)
    clerk.leave()
    cut = cut_off_runs(counter)[0]
    assert 5 <= cut.done < wanted
    again = sit(counter, "8105")
    again.until(lambda: "cut off" in again.window.notice.text)
    again.window.notice._button.click()
    batch = again.window.page("claims").batch
    finished(again)
    assert f"{wanted} of {wanted}" in batch.report.told.text()
    rows = again.desk.read.connection.execute("SELECT serial,reprint FROM print WHERE job<>''")
    made = rows.fetchall()
    assert len(made) == len(set(made)) == wanted
    again.until(lambda: cut_off_runs(counter) == ())


def drop(person: Person, path: Path) -> None:
    """Drop a file on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, mime, left, none)
    QCoreApplication.sendEvent(person.window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, none)
    QCoreApplication.sendEvent(person.window, event)
    person.rest()


def test_a_form_comes_back_and_is_verified(counter: Path, tmp_path: Path, sit: Sit) -> None:
    clerk = sit(counter, "8105")
    claim = clerk.one("SELECT uid FROM claim WHERE status='approved' LIMIT 1")
    made = clerk.desk.issue_form(PrintOrder(claim)).result()
    returned = tmp_path / "returned.pdf"
    shutil.copyfile(made.path, returned)
    drop(clerk, returned)
    page = clerk.window.page("verify")
    clerk.until(page.view.isVisible)
    assert page.view.outcome.text() == f"Genuine · {made.serial}"
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(made.path.read_bytes().replace(b"/Producer", b"/Productr", 1))
    drop(clerk, altered)
    clerk.until(lambda: page.view.outcome.text().startswith("Not what was issued"))
    clerk.click(page.view.claim)
    clerk.until(lambda: clerk.window.page("claims").sheet.claim.uid == claim)

    clerk.window.show_queue()
    clerk.rest()
    QTest.keyClicks(clerk.focus, made.form.code, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(clerk.focus, Qt.Key.Key_Return)
    clerk.rest()
    clerk.until(page.view.isVisible)
    clerk.until(lambda: page.view.outcome.text() == f"Genuine · {made.serial}")
    clerk.press("Ctrl+F")
    clerk.say(made.form.code)
    clerk.press("Return")
    clerk.until(page.view.isVisible)
    assert clerk.window.top_bar.search.text() == ""
