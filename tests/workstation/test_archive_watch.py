"""The archive gone through while nobody waits: what is lost is told by name, and mended where it can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workstation.seat import Seat
from tests.workstation.test_batch_printing import approved
from workstation.archive_watch import PAUSE, ArchiveWatch, LostForm, Watched
from workstation.printing.order import PrintedClaim, PrintOrder

DAY = 86_400_000


@pytest.fixture
def printed(seat: Seat) -> list[PrintedClaim]:
    return [seat.desk.issue_form(PrintOrder(claim)).result() for claim in approved(seat, 7)]


def through(seat: Seat) -> Watched:
    """Go through all of it once."""
    seat.now += DAY
    watch = ArchiveWatch(seat.desk)
    for _ in range(10):
        if watch.turn() > PAUSE:
            break
    return seat.desk.archive_state().result()


def blob(seat: Seat, one: PrintedClaim) -> Path:
    return seat.desk.blobs.path(one.form.sha256)


def test_a_sound_archive_is_said_to_be_sound(seat: Seat, printed: list[PrintedClaim]) -> None:
    assert seat.desk.archive_state().result() == Watched()
    told = through(seat)
    assert (told.lost, told.whole_at) == ((), seat.now)
    assert ArchiveWatch(seat.desk).turn() == DAY / 1000, "once a day is enough"


def test_what_is_damaged_is_told_by_name_until_it_is_sound(
    seat: Seat, printed: list[PrintedClaim]
) -> None:
    whole = blob(seat, printed[2]).read_bytes()
    blob(seat, printed[2]).write_bytes(whole[:-9])
    blob(seat, printed[6]).unlink()
    printed[6].path.unlink()
    told = through(seat)
    assert told.lost == (
        LostForm(printed[2].serial, 1, "damaged"),
        LostForm(printed[6].serial, 1, "missing"),
    )
    found = {(place, code) for place, code, _ in seat.desk.check().result()}
    assert {(printed[2].serial, "form_damaged"), (printed[6].serial, "form_missing")} <= found
    printed[2].path.unlink()
    printed[2].path.write_bytes(whole)
    assert through(seat).lost == (LostForm(printed[6].serial, 1, "missing"),)
    assert blob(seat, printed[2]).read_bytes() == whole, "restored from its second name"


def test_a_few_forms_at_a_time_and_on_from_there(seat: Seat, printed: list[PrintedClaim]) -> None:
    seat.now += DAY
    watch = ArchiveWatch(seat.desk)
    blob(seat, printed[0]).write_bytes(b"")
    assert watch.turn() == PAUSE
    told = seat.desk.archive_state().result()
    assert told.place
    assert not told.whole_at
    blob(seat, printed[1]).write_bytes(b"")  # behind the place: found the next time through
    later = ArchiveWatch(seat.desk)
    while later.turn() == PAUSE and not seat.desk.archive_state().result().whole_at:
        pass
    assert [one.serial for one in seat.desk.archive_state().result().lost] == [printed[0].serial]
    assert {one.serial for one in through(seat).lost} == {one.serial for one in printed[:2]}
