"""A claim is proved: asked for by one key, photographs come, one is known, marked, and accepted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from tests.stories.conftest import Sit
from tests.ui.claims.shots import hang, paper, photo


def drop(widget, paths: list[Path], at: QPoint) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, left, none)
    widget.dragEnterEvent(enter)
    assert enter.isAccepted()
    widget.dropEvent(QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, left, none))


def test_evidence_is_asked_for_comes_is_known_marked_and_accepted(
    office: Path, tmp_path: Path, sit: Sit
) -> None:
    clerk = sit(office, "8101")
    desk = clerk.desk
    clerk.open(clerk.noted_call(take=True))
    clerk.press("Ctrl+M")
    claims = clerk.window.page("claims")
    sheet = claims.sheet
    clerk.until(sheet.isVisible)
    claim = desk.read.claim(sheet.claim.uid)
    assert claim is not None
    claimant = next(one for one in desk.read.claims(("draft",)) if one.uid != claim.uid)
    known = photo(tmp_path / "known.jpg", 21)
    hang(desk, claimant, known)

    # what is needed is listed, and one key asks for it
    clerk.click(sheet.needed.list_button)
    clerk.until(lambda: desk.read.evidence_of(claim.uid))
    clerk.press("Alt+A")
    clerk.until(lambda: clerk.page.isVisible() and clerk.page.current() == claim.ticket)
    edit = clerk.page.reply.edit
    clerk.until(lambda: bool(edit.toPlainText().strip()), "for the prepared words")
    outside = [i for i in desk.read.evidence_of(claim.uid) if i.wanted_from != "inside"]
    mine = [one for one in outside if one.wanted_from == outside[0].wanted_from]
    language = clerk.page.reply.prompting.language
    for item in mine:
        assert desk.rules.evidence.want(item.rule).name(language) in edit.toPlainText()
    assert clerk.focus is edit
    clerk.press("Ctrl+Return")
    clerk.until(lambda: any(i.state == "asked" for i in desk.read.evidence_of(claim.uid)))
    asked = [one for one in desk.read.evidence_of(claim.uid) if one.state == "asked"]
    assert {one.uid for one in asked} == {one.uid for one in mine}
    clerk.press("Alt+B")
    clerk.until(sheet.isVisible)

    # photographs come: one is seen elsewhere, one cannot be read, the rest is taken
    files = [known, photo(tmp_path / "rim.jpg", 22), paper(tmp_path / "invoice.pdf", 2)]
    spoiled = tmp_path / "cut.jpg"
    spoiled.write_bytes(files[1].read_bytes()[:9_000])
    clerk.press("Alt+E")
    gallery = claims.pictures.gallery
    clerk.until(gallery.isVisible)
    before = len(gallery.rows.shots)
    drop(sheet, [*files, spoiled], QPoint(5, 5))
    clerk.until(lambda: len(gallery.rows.shots) == before + 3, "for the files")
    clerk.until(lambda: "cut.jpg" in sheet.problem.text())
    names = {one.file.name: one.uid for one in gallery.rows.shots}
    gallery.choose(names["known.jpg"])
    clerk.until(lambda: bool(gallery.rows.twins(gallery.shot)), "for the same photo")
    clerk.rest()
    assert gallery.rows.twins(gallery.shot)[0].claim_number == claimant.number
    button = next(b for key, b in gallery.detail.buttons.items() if key.startswith("compare"))
    clerk.click(button)
    side = claims.pictures.comparison
    clerk.until(lambda: side.right.canvas.source.whole is not None)
    clerk.press("Escape")

    # the broken rim is marked by keys alone, and the picture goes first
    gallery.choose(names["rim.jpg"])
    gallery.list.setFocus()
    clerk.press("Return")
    room = claims.pictures.room
    clerk.until(lambda: room.canvas.source.whole is not None)
    clerk.press("A", "Return", "Left", "Escape", "T", "Return")
    clerk.say("瓶口碎裂")
    clerk.press("Return", "Escape", "Escape", "Escape")
    clerk.until(lambda: not room.isVisible())
    clerk.until(lambda: len(gallery.shot.file.marks) == 2, "for the marks")
    place = place_of(clerk, claim.uid, names["rim.jpg"])
    clerk.press(*("Alt+Up",) * place)
    clerk.until(lambda: place_of(clerk, claim.uid, names["rim.jpg"]) == 0, "for the order")

    # it proves what was asked for, and that is accepted
    clerk.until(lambda: gallery.shot.uid == names["rim.jpg"])
    box = gallery.detail.item
    box.setCurrentIndex(box.findData(mine[0].uid))
    box.activated.emit(box.currentIndex())
    clerk.until(lambda: state(clerk, claim.uid, mine[0].uid) == "received")
    clerk.click(sheet.tabs.bar, sheet.tabs.bar.tabRect(0).center())
    clerk.until(lambda: ("accept", mine[0].uid) in sheet.needed.buttons)
    clerk.click(sheet.needed.buttons["accept", mine[0].uid])
    clerk.until(lambda: state(clerk, claim.uid, mine[0].uid) == "accepted")


def state(clerk, claim: str, uid: str) -> str:
    items = clerk.desk.read.evidence_of(claim)
    return next(one.state for one in items if one.uid == uid)


def place_of(clerk, claim: str, uid: str) -> int:
    return clerk.desk.read.claim(claim).evidence.index(uid)
