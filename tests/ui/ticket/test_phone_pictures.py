"""A phone's HEIC on a ticket: small in the timeline and large over the page."""

from __future__ import annotations

from pathlib import Path

from tests.ui.ticket.conftest import Shown
from tests.workstation.seat import Seat
from workstation.actions.replies import AddAttachment

PHONE = Path(__file__).parents[2] / "workstation" / "pictures" / "resources" / "phone.heic"


def test_it_is_shown_small_and_large(seat: Seat, shown: Shown) -> None:
    ticket = seat.ticket()
    stored = seat.desk.add_file(PHONE, "IMG_1.HEIC", ticket.uid).result()
    told = (stored.sha256, stored.name, stored.media_type, stored.size)
    seat.do(AddAttachment(ticket.uid, *told))
    drawn: list[str] = []
    shown.page.thumbnails.ready.connect(drawn.append)
    shown.page.open(ticket.uid)
    shown.settle()
    shown.page.timeline.viewport().repaint()
    shown.until(lambda: stored.sha256 in drawn)
    (attachment,) = seat.detail(ticket.uid).attachments
    shown.page.viewer.show_file(attachment)
    shown.until(lambda: not shown.page.viewer._picture.isNull())
    size = shown.page.viewer._picture.size()
    assert (size.width(), size.height()) == (400, 300)
