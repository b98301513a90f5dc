"""Files whose contents are not on this desk: fetched by a press, with progress, again if need be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from tests.ui.ticket.conftest import Shown
from tests.workstation.seat import Seat
from workstation.actions.replies import AddAttachment
from workstation.domain.conversation import Attachment
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal

CONTENT = b"\x89PNG\r\n\x1a\n not really"
SHA = hashlib.sha256(CONTENT).hexdigest()


class Elsewhere:
    """A shared database that gives one content, when it is told to."""

    def __init__(self, seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
        self._seat = seat
        self.coming: list[Future[Path]] = []
        self.progress: Callable[[int, int], None] = lambda _done, _of: None
        monkeypatch.setattr(seat.desk, "fetch_blob", self._fetch)

    def _fetch(self, _sha256: str, progress: Any = None) -> Future[Path]:
        self.progress = progress
        self.coming.append(Future())
        return self.coming[-1]

    def arrive(self) -> None:
        stored = self._seat.desk.blobs.add(CONTENT, "photo.png")
        path = self._seat.desk.blob(stored.sha256)
        assert path is not None
        self.coming[-1].set_result(path)


@pytest.fixture
def elsewhere(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    return Elsewhere(seat, monkeypatch)


@pytest.fixture
def attachment(seat: Seat, shown: Shown) -> Attachment:
    ticket = seat.ticket()
    seat.do(AddAttachment(ticket.uid, SHA, "photo.png", "image/png", len(CONTENT)))
    shown.page.open(ticket.uid)
    shown.settle()
    shown.page.timeline.viewport().repaint()
    (found,) = seat.detail(ticket.uid).attachments
    return found


def _press(shown: Shown, attachment: Attachment) -> None:
    item = next(i for i in shown.page.timeline.items if i.attachments)
    shown.page.timeline.pressed.emit(item.uid, f"file:{attachment.uid}")


def test_a_press_fetches_it_and_shows_it(
    shown: Shown, elsewhere: Elsewhere, attachment: Attachment
) -> None:
    thumbnails = shown.page.thumbnails
    assert thumbnails.word_of(attachment) == "Fetch"
    _press(shown, attachment)
    _press(shown, attachment)
    assert len(elsewhere.coming) == 1, "once is enough"
    elsewhere.progress(1 << 20, 4 << 20)
    shown.until(lambda: thumbnails.word_of(attachment) == "25 %")
    shown.page.timeline.viewport().repaint()
    elsewhere.arrive()
    shown.until(lambda: shown.page.viewer.isVisible())
    assert thumbnails.word_of(attachment) == ""


def test_what_failed_is_said_and_tried_again(
    shown: Shown, elsewhere: Elsewhere, attachment: Attachment
) -> None:
    told: list[str] = []
    shown.page.noticed.connect(lambda text, _kind: told.append(text))
    _press(shown, attachment)
    elsewhere.coming[-1].set_exception(Refusal("content_missing", sha256=SHA))
    shown.until(lambda: told)
    assert told == [
        "photo.png could not be fetched: The colleague's desk has not sent this file yet."
        " Try again later."
    ]
    assert shown.page.thumbnails.word_of(attachment) == "Try again"
    shown.page.timeline.viewport().repaint()
    _press(shown, attachment)
    elsewhere.arrive()
    shown.until(lambda: shown.page.viewer.isVisible())


def test_a_file_on_its_way_to_the_others_says_so(
    shown: Shown, seat: Seat, elsewhere: Elsewhere, attachment: Attachment
) -> None:
    thumbnails = shown.page.thumbnails
    elsewhere.coming.append(Future())
    elsewhere.arrive()
    seat.desk.writer.submit(
        lambda c: c.execute("INSERT OR IGNORE INTO upload(sha256,added_at) VALUES (?,1)", (SHA,))
    ).result()
    shown.bridge.state_changed.emit(SyncState("waiting", "x", uploads=1))
    shown.until(lambda: "still being sent" in thumbnails.about(attachment))
    shown.page.timeline.viewport().repaint()
    seat.desk.writer.submit(lambda c: c.execute("DELETE FROM upload")).result()
    shown.bridge.state_changed.emit(SyncState("in_step", "x"))
    shown.until(lambda: thumbnails.about(attachment) == "photo.png")


def test_a_picture_that_came_by_itself_is_seen(
    shown: Shown, seat: Seat, elsewhere: Elsewhere, attachment: Attachment
) -> None:
    thumbnails = shown.page.thumbnails
    seat.desk.blobs.add(CONTENT, "photo.png")
    thumbnails._look.timeout.emit()
    assert thumbnails.word_of(attachment) == ""
    assert not thumbnails._look.isActive()


def test_whoever_went_on_to_another_ticket_is_not_disturbed(
    shown: Shown, seat: Seat, elsewhere: Elsewhere, attachment: Attachment
) -> None:
    other = seat.ticket()
    _press(shown, attachment)
    shown.page.open(other.uid)
    elsewhere.arrive()
    shown.settle()
    assert not shown.page.viewer.isVisible()
