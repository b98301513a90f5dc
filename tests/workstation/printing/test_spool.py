"""Printing through the system: CUPS for real where it is installed, its words from a stand-in else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.printers import Standin
from tests.workstation.printing import print_server
from tests.workstation.printing.print_server import PrintServer
from tests.workstation.seat import Seat
from tests.workstation.test_batch_printing import SET, approved, run
from workstation.batch_plan import BatchPlan
from workstation.domain.refusal import Refusal
from workstation.printing import spool
from workstation.printing.document import Document
from workstation.printing.document_facts import Facts
from workstation.printing.order import PrintOrder
from workstation.printing.preview import page_count, render_page
from workstation.printing.spool import Choices, Job, PaperWish, Printer


@pytest.fixture
def standin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Standin:
    if sys.platform == "win32":
        pytest.skip("scripts are not programs there")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Standin(folder)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    document = Document(Facts("理赔申请书", "华南区", 1_790_000_000_000))
    document.new_page().text(60, 90, "核定赔付金额", 10)
    path = tmp_path / "form.pdf"
    path.write_bytes(document.content())
    return path


def test_printers_are_told_with_what_is_amiss(standin: Standin) -> None:
    assert spool.is_here()
    assert spool.printers() == (
        Printer("Office", "idle", True, True),
        Printer(
            *("Hall", "stopped", False, False, "out of order, call 8021"),
            ("media-empty", "paused"),
        ),
    )
    assert spool.choices("Office") == Choices(("Auto", "Tray1", "Tray2"), True)


def test_a_wish_becomes_arguments_and_never_a_shell_line(standin: Standin, paper: Path) -> None:
    wish = PaperWish(
        "Office", copies=2, tray="Tray2", sides="long", title="LP2026-000001; rm -rf /\n"
    )
    assert spool.submit(paper, wish) == "Office-12"
    (call,) = standin.calls("lp")
    assert call[:6] == ["-d", "Office", "-n", "2", "-t", "LP2026-000001; rm -rf /"]
    assert call[-2:] == ["--", str(paper)]
    assert {"media=A4", "sides=two-sided-long-edge", "InputSlot=Tray2"} <= set(call)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (PaperWish("Hall"), "printer_stopped"),
        (PaperWish("Nowhere"), "printer_missing"),
        (PaperWish("Office", tray="Tray9"), "printer_choice"),
        (PaperWish("Office", sides="both"), "printer_choice"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    standin: Standin, paper: Path, wish: PaperWish, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        spool.submit(paper, wish)
    assert caught.value.code == code
    assert not [call for call in standin.calls("lpstat") if "rm" in call]


def test_no_printer_no_system_and_an_error_are_told_apart(
    standin: Standin, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin.say({"lpstat": ["", "lpstat: No destinations added.\n", 1]})
    with pytest.raises(Refusal, match="printer_none"):
        spool.submit(paper, PaperWish())
    standin.say({"lpstat": ["", "lpstat: Scheduler is not running.\n", 1]})
    with pytest.raises(Refusal, match="Scheduler is not running") as caught:
        spool.printers()
    assert caught.value.code == "print_failed"
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refusal, match="printer_system_missing"):
        spool.printers()
    assert not spool.is_here()


def test_jobs_are_followed_to_their_end(standin: Standin) -> None:
    waiting = "Office-12 amy 1024 Sun Nov 22\n\tStatus: \n\tAlerts: job-printing\n"
    over = (
        "Office-11 amy 1024 Sun Nov 22\n\tStatus: Out of paper\n\tAlerts: aborted-by-system\n"
        "Office-10 amy 1024 Sun Nov 22\n\tAlerts: job-canceled-by-user\n"
        "Office-9 amy 1024 Sun Nov 22\n\tAlerts: job-completed-successfully\n"
    )
    standin.say(
        {
            "lpstat -l -W not-completed -o Office": [waiting, "", 0],
            "lpstat -l -W completed -o Office": [over, "", 0],
        }
    )
    states = [spool.job(f"Office-{number}") for number in (12, 11, 10, 9)]
    assert states == [
        Job("Office-12", "printing"),
        Job("Office-11", "failed", "Out of paper"),
        Job("Office-10", "cancelled"),
        Job("Office-9", "done"),
    ]
    with pytest.raises(Refusal, match="job_missing"):
        spool.job("Office-1")
    spool.cancel("Office-12")
    assert standin.calls("cancel") == [["Office-12"]]
    with pytest.raises(Refusal, match="job_missing"):
        spool.cancel("Office-9")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    if not print_server.is_here():
        pytest.skip("needs Debian's cups and printer-driver-cups-pdf, and root to start them")
    with print_server.print_server() as running:
        monkeypatch.setenv("CUPS_SERVER", running.address)
        yield running


def ended(number: str) -> Job:
    """A job once it is over."""
    deadline = time.monotonic() + 60
    while (found := spool.job(number)).state not in ("done", "failed", "cancelled", "stopped"):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return found


def looks(path: Path) -> list[Image.Image]:
    """All pages as grey pictures, so coarse that a printer's own way of drawing does not count."""
    made = []
    for index in range(page_count(path)):
        page = render_page(path, index, 96)
        size = (page.width, page.height)
        shown = Image.frombytes("RGBA", size, page.bgra, "raw", "BGRA", page.stride)
        made.append(shown.convert("L").resize((75, 106), Image.Resampling.BOX))
    return made


def assert_same_look(paper: Path, issued: Path, times: int = 1) -> None:
    """Raise unless each page of a paper looks as the one that was issued."""
    shown, wanted = looks(paper), looks(issued) * times
    assert len(shown) == len(wanted)
    for one, other in zip(shown, wanted, strict=True):
        assert one.getextrema()[0] < 160, "an empty page"
        _, worst = ImageChops.difference(one, other).getextrema()
        assert worst < 48, f"a place differs by {worst} of 255"


def test_forms_come_out_of_a_printer_as_they_are_in_the_archive(
    server: PrintServer, seat: Seat
) -> None:
    (printer,) = spool.printers()
    assert (printer.name, printer.state, printer.accepting) == ("Paper", "idle", True)
    assert spool.choices("Paper") == Choices(("Upper", "Lower"), True)
    claims = approved(seat, 2)
    printed = seat.desk.issue_form(PrintOrder(claims[0])).result()
    wish = PaperWish("Paper", 2, "Lower", "long", f"理赔 {printed.serial}")
    number = seat.desk.print_file(printed.path, wish).result()
    assert ended(number).state == "done"
    told = server.options(number)
    for option in (b"two-sided-long-edge", b"Lower", b"A4", b"copies\x00\x04\x00\x00\x00\x02"):
        assert option in told
    (paper,) = server.papers()
    assert printed.serial in paper.name
    times = page_count(paper) // page_count(printed.path)
    assert times in (1, 2), "who makes the sheets, filter or printer, is the system's own"
    assert_same_look(paper, printed.path, times)
    report = run(seat, BatchPlan(claims[1:], SET), seat.desk.profile / "run")
    assert report.file is not None
    number = seat.desk.print_file(report.file, PaperWish(title="run")).result()
    assert ended(number).state == "done"
    assert_same_look(server.papers()[-1], report.file)


def test_a_stopped_printer_says_why_and_gives_a_job_back(server: PrintServer, paper: Path) -> None:
    stop = ["cupsdisable", "-r", "纸用完", "Paper"]
    subprocess.run(stop, check=True, env=os.environ, capture_output=True)
    (printer,) = spool.printers()
    assert (printer.state, printer.told) == ("stopped", "纸用完")
    held = spool.submit(paper, PaperWish("Paper"))
    assert spool.job(held).state in ("waiting", "stopped")
    spool.cancel(held)
    assert spool.job(held).state == "cancelled"
    assert not server.papers()
