"""The pictures of a claim: their order, what they prove, what is known of them, a closer look."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.claims.shots import hang, paper, photo
from tests.ui.test_theme import contrast
from ui import language, theme
from ui.claims.gallery_row import paint_small
from ui.claims.gallery_shot import Shot, name_words
from ui.claims.marking_tools import Swatch
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.evidence import EvidenceItem
from workstation.domain.picture_marks import Mark, marks_from_data

_NONE = Qt.KeyboardModifier.NoModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hung(desk, drafted, tmp_path):
    """Three pictures and a PDF on the draft, in this order."""
    made = [photo(tmp_path / f"shot{n}.jpg", n) for n in (1, 2, 3)]
    made.append(paper(tmp_path / "invoice.pdf"))
    return [hang(desk, drafted, one) for one in made]


@pytest.fixture
def gallery(claims_page, claims_host, hung, desk, drafted, settle):
    """The open gallery with those files alone counted."""
    from workstation.actions.claims import EditClaim

    desk.do(EditClaim(drafted.uid, {"evidence": tuple(hung)})).result()
    settle()
    QTest.keyClick(claims_host, Qt.Key.Key_E, _ALT)
    settle()
    made = claims_page.pictures.gallery
    assert made.isVisible()
    return made


@pytest.fixture
def room(claims_page, gallery, hung, settle, qtbot):
    """The first picture, as large as there is room."""
    gallery.choose(hung[0])
    gallery.list.setFocus()
    QTest.keyClick(gallery.list, Qt.Key.Key_Return)
    made = claims_page.pictures.room
    qtbot.waitUntil(lambda: made.canvas.source.whole is not None)
    settle()
    return made


def order(desk, drafted):
    return desk.read.claim(drafted.uid).evidence


def kept_marks(desk, drafted, uid):
    held = desk.read.detail(drafted.ticket).attachments
    return marks_from_data(next(one for one in held if one.uid == uid).marks)


def test_the_tab_is_made_when_it_is_first_looked_at(claims_page, hung, settle):
    settle()
    assert claims_page.pictures.gallery is None
    assert claims_page.sheet.tabs.bar.tabText(1).startswith("Pictures and papers")


def test_files_stand_in_the_clerks_order_with_what_is_known(gallery, hung, qtbot):
    assert [one.uid for one in gallery.rows.shots[:4]] == hung
    gallery.choose(hung[0])
    qtbot.waitUntil(lambda: "640 × 480" in gallery.detail.about.text())
    assert "The camera told no time" in gallery.detail.about.text()
    qtbot.waitUntil(lambda: gallery.rows.small(gallery.rows.shots[0]) is not None)


def test_a_papers_pages_stand_there_and_each_can_be_opened(gallery, hung, claims_page, qtbot):
    from ui.claims.gallery_detail import PageButton

    gallery.choose(hung[3])
    qtbot.waitUntil(lambda: len(gallery.detail.findChildren(PageButton)) == 3)
    gallery.detail.findChildren(PageButton)[2].click()
    room = claims_page.pictures.room
    qtbot.waitUntil(lambda: room.canvas.source.whole is not None)
    assert room.paper.text() == "Page 3 of 3"
    QTest.keyClick(room.canvas, Qt.Key.Key_PageUp)
    assert room.paper.text() == "Page 2 of 3"


def test_alt_and_arrows_move_a_picture(gallery, hung, desk, drafted, settle, qtbot):
    gallery.choose(hung[0])
    gallery.list.setFocus()
    QTest.keyClick(gallery.list, Qt.Key.Key_Down, _ALT)
    qtbot.waitUntil(lambda: gallery.rows.shots[1].uid == hung[0])
    assert order(desk, drafted)[:2] == (hung[1], hung[0])
    assert gallery.shot.uid == hung[0]
    QTest.keyClick(gallery.list, Qt.Key.Key_Up, _ALT)
    settle()
    assert order(desk, drafted) == tuple(hung)


def test_a_picture_is_dragged_to_another_place(gallery, hung, desk, drafted, settle):
    rows = gallery.rows
    mime = rows.mimeData([rows.index(0)])
    rows.dropMimeData(mime, Qt.DropAction.MoveAction, 3, 0, rows.index(-1))
    settle()
    assert order(desk, drafted) == (hung[1], hung[2], hung[0], hung[3])


def test_space_counts_a_picture_out_and_in_again(gallery, hung, desk, drafted, settle, qtbot):
    gallery.choose(hung[1])
    gallery.list.setFocus()
    QTest.keyClick(gallery.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: gallery.rows.counted() == 3)
    assert hung[1] not in order(desk, drafted)
    assert gallery.shot.uid == hung[1]
    QTest.keyClick(gallery.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: gallery.rows.counted() == 4)
    assert order(desk, drafted)[-1] == hung[1]


def test_a_picture_is_put_to_what_it_proves_and_taken_out_with_undo(
    gallery, hung, desk, drafted, claims_page, settle
):
    from workstation.actions.undo import Undo

    claims_page.sheet.needed.list_button.click()
    settle()
    item = desk.read.evidence_of(drafted.uid)[0]
    gallery.choose(hung[0])
    box = gallery.detail.item
    box.setCurrentIndex(box.findData(item.uid))
    box.activated.emit(box.currentIndex())
    settle()
    item = desk.read.evidence_of(drafted.uid)[0]
    assert item.attachments == (hung[0],)
    assert item.state == "received"
    done = []
    claims_page._bridge.done.connect(lambda action, told: done.append(told))
    gallery.list.setFocus()
    QTest.keyClick(gallery.list, Qt.Key.Key_Delete)
    settle()
    assert hung[0] not in order(desk, drafted)
    assert desk.read.evidence_of(drafted.uid)[0].state == "wanted"
    desk.do(Undo(done[-1].operation)).result()
    settle()
    assert set(hung) == set(order(desk, drafted))
    assert desk.read.evidence_of(drafted.uid)[0].attachments == (hung[0],)


def test_the_same_photo_elsewhere_is_compared_side_by_side(
    gallery, hung, desk, drafted, claims_page, tmp_path, settle, qtbot
):
    other: Claim = next(
        one for one in desk.read.claims(("draft", "submitted")) if one.uid != drafted.uid
    )
    gallery.choose(hung[1])
    gallery.choose(hung[0])
    settle()
    assert not gallery.rows.twins(gallery.shot)
    hang(desk, other, tmp_path / "shot1.jpg")  # while its twin is looked at
    qtbot.waitUntil(lambda: bool(gallery.rows.twins(gallery.shot)))
    settle()
    compare = next(b for key, b in gallery.detail.buttons.items() if key.startswith("compare"))
    compare.click()
    side = claims_page.pictures.comparison
    for one in (side.left, side.right):
        qtbot.waitUntil(lambda one=one: one.canvas.source.whole is not None)
    assert other.number in side.title.text()
    assert drafted.number in side.left.name.text()
    QTest.keyClick(side.left.canvas, Qt.Key.Key_Escape)
    assert not side.isVisible()
    compare.click()
    QTest.keyClick(side.left.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: claims_page.sheet.claim.uid == other.uid)


def test_the_copy_for_outside_is_written_with_its_marks(
    gallery, hung, claims_page, tmp_path, settle, qtbot, desk
):
    from workstation.actions.pictures import MarkPicture

    desk.do(MarkPicture(hung[0], (Mark("box", 0, 0, 9_000, 9_000, "green"),))).result()
    qtbot.waitUntil(lambda: gallery.rows.marks(gallery.rows.shots[0]) != ())
    target = tmp_path / "out.jpg"
    claims_page.pictures.save_copy(gallery.rows.shots[0], 0, target)
    qtbot.waitUntil(lambda: target.exists() and target.stat().st_size > 0)
    settle()
    with Image.open(target) as image:
        edge = image.convert("RGB").getpixel((round(image.width * 0.9) - 1, image.height // 2))
    assert edge[1] > edge[0]


def test_the_next_picture_is_an_arrow_key_away_and_escape_leads_back(room, gallery, hung, qtbot):
    QTest.keyClick(room.canvas, Qt.Key.Key_Right)
    assert room.shot.uid == hung[1]
    qtbot.waitUntil(lambda: room.canvas.source.whole is not None)
    QTest.keyClick(room.canvas, Qt.Key.Key_Left)
    QTest.keyClick(room.canvas, Qt.Key.Key_Left)
    assert room.shot.uid == hung[0]
    QTest.keyClick(room.canvas, Qt.Key.Key_Right)
    QTest.keyClick(room.canvas, Qt.Key.Key_Escape)
    assert not room.isVisible()
    assert gallery.shot.uid == hung[1]
    assert QApplication.focusWidget() is gallery.list


def test_zoom_holds_what_lies_under_the_mouse_and_gets_sharp(
    gallery, claims_page, desk, drafted, tmp_path, settle, qtbot
):
    uid = hang(desk, drafted, photo(tmp_path / "large.jpg", 5, (4_000, 3_000)))
    qtbot.waitUntil(lambda: gallery.rows.place_of(uid) >= 0)
    gallery.choose(uid)
    gallery.list.opened.emit()
    canvas = claims_page.pictures.room.canvas
    qtbot.waitUntil(lambda: canvas.source.whole is not None)
    at = QPointF(canvas.width() * 0.3, canvas.height() * 0.4)
    before = canvas.frame.place(at)
    for _ in range(6):
        spin = QWheelEvent(
            *(at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120)),
            *(Qt.MouseButton.NoButton, _NONE, Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(canvas, spin)
    after = canvas.frame.place(at)
    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 2
    qtbot.waitUntil(lambda: canvas.source.sharp is not None)
    assert canvas.source.sharp.image.width() < 4_000
    QTest.keyClick(canvas, Qt.Key.Key_H)
    assert canvas.per_cent == 100
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.frame.zoom == 0


def test_turning_the_view_turns_what_is_seen_alone(room):
    before = room.canvas.frame.point(0, 0)
    QTest.keyClick(room.canvas, Qt.Key.Key_R)
    after = room.canvas.frame.point(0, 0)
    assert after.x() > before.x()
    assert room.shot.file.marks == ()


def test_a_box_is_drawn_moved_resized_and_undone_with_the_mouse(
    room, desk, drafted, hung, settle, qtbot
):
    canvas, left = room.canvas, Qt.MouseButton.LeftButton
    room.tools.tools["box"].click()
    begin, end = canvas.frame.point(2_000, 2_000), canvas.frame.point(5_000, 5_000)
    drag(canvas, begin, end)
    room.tools.tools[""].click()
    drawn = canvas.edit.marks[0]
    assert (drawn.kind, drawn.colour) == ("box", "red")
    assert abs(drawn.x - 2_000) < 60
    drag(canvas, canvas.frame.point(2_000, 3_500), canvas.frame.point(3_000, 3_500))
    assert abs(canvas.edit.marks[0].x - 3_000) < 80
    drag(canvas, canvas.frame.point(6_000, 5_000), canvas.frame.point(8_000, 8_000))
    assert abs(canvas.edit.marks[0].x2 - 8_000) < 80
    QTest.keyClick(canvas, Qt.Key.Key_Z, _CONTROL)
    assert abs(canvas.edit.marks[0].x2 - 6_000) < 80
    QTest.keyClick(canvas, Qt.Key.Key_Y, _CONTROL)
    assert abs(canvas.edit.marks[0].x2 - 8_000) < 80
    QTest.mouseClick(canvas, left, _NONE, canvas.rect().bottomLeft() + QPoint(3, -3))
    room.leave()
    settle()
    assert len(kept_marks(desk, drafted, hung[0])) == 1


def test_a_text_is_put_where_it_was_clicked(room):
    canvas = room.canvas
    room.tools.tools["text"].click()
    at = canvas.frame.point(3_000, 6_000).toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, _NONE, at)
    assert QApplication.focusWidget() is room.tools.words
    QTest.keyClicks(room.tools.words, "no. 7 bent")
    QTest.keyClick(room.tools.words, Qt.Key.Key_Return)
    mark = canvas.edit.marks[0]
    assert (mark.kind, mark.text) == ("text", "no. 7 bent")
    assert abs(mark.x - 3_000) < 60
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, _NONE, canvas.frame.point(1, 1).toPoint())
    QTest.keyClick(room.tools.words, Qt.Key.Key_Escape)
    assert not room.tools.words.isVisible()
    assert len(canvas.edit.marks) == 1


def test_marks_are_drawn_by_keys_alone(room, desk, drafted, hung, settle):
    canvas = room.canvas
    QTest.keyClick(canvas, Qt.Key.Key_4)
    QTest.keyClick(canvas, Qt.Key.Key_A)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    first = canvas.edit.marks[0]
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    moved = canvas.edit.marks[0]
    assert (moved.kind, moved.colour) == ("arrow", "blue")
    assert (moved.x, moved.y2) == (first.x + 100, first.y2 + 100)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_T)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    QTest.keyClicks(room.tools.words, "rim broken")
    QTest.keyClick(room.tools.words, Qt.Key.Key_Return)
    QTest.keyClick(canvas, Qt.Key.Key_N)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert [one.kind for one in canvas.edit.marks] == ["arrow", "text", "number"]
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not room.isVisible()
    settle()
    assert [one.text for one in kept_marks(desk, drafted, hung[0])] == ["", "rim broken"]


def test_a_mark_is_on_its_page_alone(claims_page, gallery, hung, desk, drafted, settle, qtbot):
    gallery.choose(hung[3])
    gallery.list.opened.emit()
    room = claims_page.pictures.room
    canvas = room.canvas
    qtbot.waitUntil(lambda: room.paper.text() == "Page 1 of 3")
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    QTest.keyClick(canvas, Qt.Key.Key_B)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    room.keep()
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert not canvas.edit.step(1, canvas.source.page)
    room.leave()
    settle()
    assert [one.page for one in kept_marks(desk, drafted, hung[3])] == [1]
    plain = desk.outgoing_copy(gallery.shot.file.sha256, 0).result()
    marks = kept_marks(desk, drafted, hung[3])
    assert desk.outgoing_copy(gallery.shot.file.sha256, 0, marks).result().sha256 == plain.sha256
    second = desk.outgoing_copy(gallery.shot.file.sha256, 1).result()
    assert desk.outgoing_copy(gallery.shot.file.sha256, 1, marks).result().sha256 != second.sha256


def test_what_a_colleague_draws_meanwhile_comes_in(room, desk, drafted, hung, settle, qtbot):
    from workstation.actions.pictures import MarkPicture

    canvas = room.canvas
    QTest.keyClick(canvas, Qt.Key.Key_B)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    mine = canvas.edit.marks
    theirs = Mark("number", 9_000, 9_000, colour="blue", text="1")
    desk.do(MarkPicture(hung[0], (theirs,))).result()
    qtbot.waitUntil(lambda: canvas.edit.marks == (theirs, *mine))
    room.leave()
    settle()
    assert kept_marks(desk, drafted, hung[0]) == (theirs, *mine)


def test_an_approved_claims_pictures_take_no_marks(
    room, gallery, desk, drafted, hung, claims_page, settle
):
    from dataclasses import replace

    room.leave()
    shown = claims_page.sheet.standing
    frozen = replace(shown.claim, status="approved")
    room.open(frozen, gallery.seen, hung[0])
    QTest.keyClick(room.canvas, Qt.Key.Key_B)
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    assert room.canvas.edit.marks == ()
    assert drafted.number in room.tools.told.text()


def test_pictures_of_a_folder_are_chosen_and_taken_in(
    gallery, claims_page, desk, drafted, tmp_path, settle, qtbot
):
    folder = tmp_path / "DCIM"
    folder.mkdir()
    before = len(order(desk, drafted))
    for number in (7, 8, 9):
        photo(folder / f"IMG_{number}.jpg", number)
    (folder / "IMG_10.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    camera = claims_page.pictures.camera
    camera.enter()
    camera.since.setCurrentIndex(3)
    camera.show_folder(str(folder))
    qtbot.waitUntil(lambda: camera.pictures.count() == 4)
    camera.pictures.selectAll()
    assert camera.take.text() == "Take in 4"
    QTest.keyClick(camera.pictures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(order(desk, drafted)) == before + 3)
    settle()
    assert "IMG_10.heic" in claims_page.sheet.problem.text()
    assert not camera.isVisible()


def test_a_watched_folder_tells_what_came(gallery, claims_page, desk, tmp_path, settle, qtbot):
    folder = tmp_path / "shared"
    folder.mkdir()
    camera = claims_page.pictures.camera
    camera.enter()
    camera.since.setCurrentIndex(3)
    camera.show_folder(str(folder))
    settle()
    camera.watch.click()
    camera._watch_since = 0
    camera.leave()
    photo(folder / "late.jpg", 11)
    camera._look_at_watched()
    settle()
    assert gallery.watched.text() == "1 new in the watched folder"


def drag(canvas, begin, end):
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, _NONE, begin.toPoint())
    QTest.mouseMove(canvas, ((begin + end) / 2).toPoint())
    move(canvas, end)
    QTest.mouseRelease(canvas, left, _NONE, end.toPoint())


def move(canvas, at):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), Qt.MouseButton.NoButton, left, _NONE
    )
    QApplication.sendEvent(canvas, event)


def test_a_row_names_what_it_proves_without_saying_its_name_twice():
    file = Attachment("a", "t", "0" * 64, "photo 1.jpg", "image/jpeg", 1, 0, "", "Photo of damage")
    damage = EvidenceItem("e", "c", "t", "photo", "Photo of damage", 0)
    worth = EvidenceItem("f", "c", "t", "worth", "Proof of value", 0)
    assert name_words(Shot(file, True, (damage,))) == ("Photo of damage", "photo 1.jpg")
    assert name_words(Shot(file, True, (damage, worth)))[1] == "Photo of damage, Proof of value"
    assert name_words(Shot(file, True)) == ("Photo of damage", "")
    language.install(QApplication.instance(), "zh_CN")
    assert name_words(Shot(file, True, (damage, worth)))[1] == "Photo of damage、Proof of value"


def test_marks_are_seen_on_small_pictures_of_their_page():
    def reds(page):
        image = QImage(80, 80, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        shot = Shot(Attachment("a", "t", "0" * 64, "a.png", "image/png", 1, 0), True)
        white = QPixmap(64, 48)
        white.fill(Qt.GlobalColor.white)
        box = Mark("box", 2_000, 2_000, 8_000, 8_000)
        paint_small(painter, QRect(4, 4, 72, 72), shot, white, (box,), page)
        painter.end()
        points = [image.pixelColor(x, y) for x in range(80) for y in range(80)]
        return sum(one.red() > 180 and one.green() < 90 for one in points)

    assert reds(0) > 40
    assert reds(1) == 0


def test_every_colour_to_draw_in_stands_out_from_the_bar(qapp):
    for name in ("light", "dark"):
        theme.apply(qapp, name)
        ground = theme.colour("surface")
        for colour in ("white", "black"):
            swatch = Swatch(colour, colour)
            swatch.resize(swatch.sizeHint())
            image = QImage(swatch.size(), QImage.Format.Format_RGB32)
            image.fill(ground)
            swatch.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
            row = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]
            best = max(contrast(one.name(), ground.name()) for one in row)
            assert best >= 3, (name, colour)
            swatch.deleteLater()
    theme.apply(qapp, "light")
