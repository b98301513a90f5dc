"""Files that prove a claim: dropped, pasted and refused by name; the same picture elsewhere is told."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from workstation.actions.claims import EditClaim
from workstation.actions.replies import AddAttachment


@pytest.fixture
def photo(tmp_path):
    """A picture that is like no other."""
    image = Image.new("RGB", (320, 240), "white")
    draw = ImageDraw.Draw(image)
    for place in range(40):
        left, top = place * 37 % 300, place * 91 % 220
        draw.rectangle((left, top, left + 30, top + 14), fill=(place * 5, 90, 255 - place * 6))
    path = tmp_path / "broken.jpg"
    image.save(path)
    return path


@pytest.fixture
def sheet(needed, claims_page):
    """The open draft with everything listed that it needs."""
    return claims_page.sheet


def drop(sheet, paths, place=None):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = place or QPoint(5, 5)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, left, none)
    sheet.dragEnterEvent(enter)
    assert enter.isAccepted()
    sheet.dropEvent(QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, left, none))


def names(desk, claim):
    held = {one.uid: one.name for one in desk.read.detail(claim.ticket).attachments}
    return [held[uid] for uid in desk.read.claim(claim.uid).evidence if uid in held]


def test_a_dropped_file_counts_as_evidence_and_has_its_picture(sheet, desk, drafted, photo, qtbot):
    before = len(sheet.evidence.boxes)
    drop(sheet, [photo])
    qtbot.waitUntil(lambda: len(sheet.evidence.boxes) == before + 1)
    qtbot.waitUntil(lambda: "broken.jpg" in names(desk, drafted))


def test_a_file_dropped_on_a_thing_is_what_came(sheet, desk, drafted, photo, qtbot, qapp):
    item = desk.read.evidence_of(drafted.uid)[0]
    line = sheet.needed.lines[item.uid]
    qapp.processEvents()
    drop(sheet, [photo], sheet.mapFromGlobal(line.mapToGlobal(QPoint(3, 3))))
    qtbot.waitUntil(lambda: desk.read.evidence_of(drafted.uid)[0].state == "received")
    item = desk.read.evidence_of(drafted.uid)[0]
    assert len(item.attachments) == 1


def test_what_is_no_picture_is_refused_by_name_and_the_rest_is_taken(
    sheet, desk, drafted, photo, tmp_path, qtbot
):
    wrong = tmp_path / "virus.exe.jpg"
    wrong.write_bytes(b"MZ" + b"\0" * 400)
    drop(sheet, [wrong, photo])
    qtbot.waitUntil(lambda: "broken.jpg" in names(desk, drafted))
    assert "virus.exe.jpg" in sheet.problem.text()
    assert "virus.exe.jpg" not in names(desk, drafted)


def test_many_refusals_are_named_and_take_no_page(sheet, desk, drafted, photo, tmp_path, qtbot):
    wrong = [tmp_path / f"IMG_{number}.heic" for number in range(6)]
    for one in wrong:
        one.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    drop(sheet, [*wrong, photo])
    qtbot.waitUntil(lambda: "broken.jpg" in names(desk, drafted))
    told = sheet.problem.text()
    assert all(one.name in told for one in wrong)
    assert len(told.splitlines()) == 4


def test_a_copied_picture_is_pasted(sheet, desk, drafted, photo, qtbot):
    before = len(names(desk, drafted))
    QGuiApplication.clipboard().setImage(QImage(str(photo)))
    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(names(desk, drafted)) == before + 1)


def test_the_same_file_on_another_claim_is_told_and_leads_there(
    sheet, desk, drafted, photo, claims_page, settle, qtbot
):
    other = next(one for one in desk.read.claims(("draft", "submitted")) if one.uid != drafted.uid)
    kept = desk.take_in(photo).result().stored
    hung = AddAttachment(other.ticket, kept.sha256, kept.name, kept.media_type, kept.size)
    uid = desk.do(hung).result().result
    desk.do(EditClaim(other.uid, {"evidence": (*other.evidence, uid)})).result()
    drop(sheet, [photo])
    qtbot.waitUntil(lambda: "broken.jpg" in names(desk, drafted))
    mine = next(
        one.uid for one in desk.read.detail(drafted.ticket).attachments if one.sha256 == kept.sha256
    )
    qtbot.waitUntil(lambda: mine in sheet.evidence.notices)
    settle()
    notice = sheet.evidence.notices[mine]
    assert other.number in notice.text()
    notice.click()
    qtbot.waitUntil(lambda: claims_page.sheet.claim.uid == other.uid)
