"""Evidence pictures on a desk, from the file to the copy and to the other claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workstation.picture_making import SERIAL, notes, pdf, photo, saved
from tests.workstation.seat import Seat
from workstation import evidence_files
from workstation.actions.claims import MakeClaim
from workstation.actions.pictures import MarkPicture
from workstation.actions.replies import AddAttachment
from workstation.actions.undo import Undo
from workstation.domain.conversation import Attachment
from workstation.domain.picture_marks import Mark, marks_from_data
from workstation.domain.picture_rules import PictureRules, picture_rules_from
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.evidence_files import Taken


def hang(seat: Seat, ticket: Ticket, taken: Taken) -> str:
    stored = taken.stored
    told = (stored.sha256, stored.name, stored.media_type, stored.size)
    return str(seat.do(AddAttachment(ticket.uid, *told)).result)


def attachment(seat: Seat, ticket: Ticket, uid: str) -> Attachment:
    detail = seat.desk.read.detail(ticket.uid)
    assert detail is not None
    return next(one for one in detail.attachments if one.uid == uid)


def test_a_picture_is_taken_in_with_its_right_name(seat: Seat, tmp_path: Path) -> None:
    file = tmp_path / "花瓶.jpg"
    file.write_bytes(saved(photo(), "PNG"))
    taken = seat.desk.take_in(file).result()
    assert (taken.stored.name, taken.stored.media_type) == ("花瓶.png", "image/png")
    assert taken.twins == ()
    path = seat.desk.blob(taken.stored.sha256)
    assert path is not None
    assert path.read_bytes() == file.read_bytes()
    assert seat.desk.picture_facts(taken.stored.sha256).result() == taken.facts


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "AVIF", "BMP", "GIF"])
def test_every_kind_may_hang_on_a_ticket(seat: Seat, kind: str) -> None:
    taken = seat.desk.take_in(saved(photo(), kind), "a.bin").result()
    assert taken.stored.media_type == taken.facts.media_type
    assert hang(seat, seat.ticket(), taken)


def test_a_phones_photo_keeps_its_bytes_and_leaves_as_jpeg(seat: Seat) -> None:
    content = (Path(__file__).parent / "pictures" / "resources" / "phone.heic").read_bytes()
    ticket = seat.ticket()
    taken = seat.desk.take_in(content, "IMG_0042.jpg", ticket.uid).result()
    told = (taken.stored.name, taken.stored.media_type)
    assert told == ("IMG_0042.heic", "image/heic")
    path = seat.desk.blob(taken.stored.sha256)
    assert path is not None
    assert path.read_bytes() == content
    one = attachment(seat, ticket, hang(seat, ticket, taken))
    paper = evidence_files.paper_copy(seat.desk, one)
    assert paper is not None
    made = paper.read_bytes()
    assert made.startswith(b"\xff\xd8\xff")
    assert SERIAL.encode() not in made
    small = seat.desk.thumbnail(taken.stored.sha256).result()
    assert (small.width, small.height) == (256, 192)
    assert seat.desk.picture_view(taken.stored.sha256, 200, 200).result().width == 200
    again = seat.desk.take_in(content, "IMG_0042.HEIC", seat.ticket(waybill="SF9").uid).result()
    assert [twin.how for twin in again.twins] == ["same"]
    assert seat.desk.add_file(content, "IMG.HEIC", ticket.uid).result().media_type == "image/heic"


def test_the_same_photo_in_two_claims_is_told(seat: Seat) -> None:
    first, second = seat.ticket(waybill="SF1"), seat.ticket(waybill="SF2")
    base = photo(9, 1_200, 900)
    taken = seat.desk.take_in(saved(base, quality=92), "a.jpg", first.uid).result()
    mine = hang(seat, first, taken)
    claim = str(seat.do(MakeClaim(first.uid), seat.clerk).result)

    again = seat.desk.take_in(saved(base, quality=92), "b.jpg", second.uid).result()
    (twin,) = again.twins
    assert (twin.how, twin.distance, twin.attachment) == ("same", 0, mine)
    assert (twin.claim, twin.counted, twin.ticket_number) == (claim, True, first.number)

    smaller = base.resize((640, 480)).rotate(90, expand=True)
    like = seat.desk.take_in(saved(smaller, quality=60), "c.jpg", second.uid).result()
    (twin,) = like.twins
    assert (twin.how, twin.turned, twin.claim) == ("alike", True, claim)
    assert twin.sha256 == taken.stored.sha256

    other = seat.desk.take_in(saved(photo(10)), "d.jpg", second.uid).result()
    assert other.twins == ()


def test_twins_on_one_ticket_are_told_too(seat: Seat) -> None:
    ticket = seat.ticket()
    base = photo(3, 800, 600)
    mine = hang(seat, ticket, seat.desk.take_in(saved(base), "a.jpg").result())
    like = seat.desk.take_in(saved(base, "PNG"), "b.png").result()
    hang(seat, ticket, like)
    found = seat.desk.same_pictures(like.stored.sha256).result()
    assert [(one.how, one.claim) for one in found] == [("same", ""), ("alike", "")]
    assert found[1].attachment == mine


def test_pictures_from_other_desks_and_a_lost_file_are_caught_up(seat: Seat) -> None:
    ticket = seat.ticket()
    base = photo(4, 800, 600)
    stored = seat.desk.blobs.add(saved(base), "a.jpg")
    told = (stored.sha256, stored.name, stored.media_type, stored.size)
    seat.do(AddAttachment(ticket.uid, *told))
    broken = seat.desk.blobs.add(saved(base)[:900], "cut.jpg")
    seat.do(AddAttachment(ticket.uid, broken.sha256, "cut.jpg", "image/jpeg", broken.size))
    seat.do(AddAttachment(ticket.uid, "0" * 64, "elsewhere.jpg", "image/jpeg", 5))
    assert seat.desk.ask(lambda _: evidence_files.catch_up(seat.desk)).result() == (2, 3)
    assert seat.desk.ask(lambda _: evidence_files.catch_up(seat.desk)).result() == (0, 3)
    like = seat.desk.take_in(saved(base, quality=30), "b.jpg").result()
    assert [one.how for one in like.twins] == ["alike"]
    with pytest.raises(Refusal, match="picture_broken"):
        seat.desk.picture_facts(broken.sha256).result()
    with pytest.raises(Refusal, match="content_missing"):
        seat.desk.picture_facts("0" * 64).result()


def test_copies_are_made_once_and_tell_nothing(seat: Seat) -> None:
    original = saved(photo(6, 3_000, 2_000), exif=notes(6))
    sha256 = seat.desk.take_in(original, "a.jpg").result().stored.sha256
    copy = seat.desk.outgoing_copy(sha256).result()
    assert (copy.width, copy.height) == (1_067, 1_600)
    assert SERIAL.encode() not in copy.path.read_bytes()
    assert seat.desk.outgoing_copy(sha256).result() == copy
    marked = seat.desk.outgoing_copy(sha256, marks=[Mark("box", 0, 0, 5_000, 5_000)]).result()
    assert marked.sha256 != copy.sha256
    assert seat.desk.thumbnail(sha256).result().height == 256
    assert seat.desk.thumbnail(sha256, square=True).result().width == 256
    assert seat.desk.picture_view(sha256, 500, 500).result().height == 500
    path = seat.desk.blob(sha256)
    assert path is not None
    assert path.read_bytes() == original
    assert copy.sha256 not in seat.desk.blobs.names()  # what is made never travels


def test_paper_gets_the_copy_with_its_marks(seat: Seat) -> None:
    ticket = seat.ticket()
    taken = seat.desk.take_in(saved(photo(6), exif=notes(1)), "a.jpg").result()
    uid = hang(seat, ticket, taken)
    plain = evidence_files.paper_copy(seat.desk, attachment(seat, ticket, uid))
    assert plain == seat.desk.outgoing_copy(taken.stored.sha256).result().path
    seat.do(MarkPicture(uid, (Mark("box", 0, 0, 5_000, 5_000),)))
    marked = evidence_files.paper_copy(seat.desk, attachment(seat, ticket, uid))
    assert marked != plain
    away = Attachment("x", ticket.uid, "0" * 64, "away.jpg", "image/jpeg", 1, 1)
    assert evidence_files.paper_copy(seat.desk, away) is None


def test_copies_go_with_their_original(seat: Seat) -> None:
    sha256 = seat.desk.take_in(saved(photo(6)), "a.jpg").result().stored.sha256
    copy = seat.desk.outgoing_copy(sha256).result()
    assert evidence_files.tidy(seat.desk) == 0
    seat.desk.blobs.path(sha256).unlink()
    assert evidence_files.tidy(seat.desk) == 1
    assert not copy.path.exists()


def test_copies_of_a_claims_pictures_are_made_beside_the_work(seat: Seat) -> None:
    ticket = seat.ticket()
    stored = seat.desk.blobs.add(saved(photo(8)), "a.jpg")
    broken = seat.desk.blobs.add(saved(photo(8))[:700], "b.jpg")
    for one in (stored, broken):
        seat.do(AddAttachment(ticket.uid, one.sha256, one.name, one.media_type, one.size))
    assert evidence_files.make_ready(seat.desk) == 0
    seat.do(MakeClaim(ticket.uid), seat.clerk)
    assert evidence_files.make_ready(seat.desk) == 1
    assert seat.desk.looks.copied() == [stored.sha256]
    assert evidence_files.make_ready(seat.desk) == 0


def test_a_page_of_a_pdf_becomes_a_picture(seat: Seat) -> None:
    taken = seat.desk.take_in(pdf(3), "账单.pdf").result()
    assert taken.facts.pages == 3
    copy = seat.desk.outgoing_copy(taken.stored.sha256, page=2).result()
    assert (copy.width, copy.height) == (1_600, 800)


def test_limits_are_told_by_name(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = seat.ticket()
    hang(seat, ticket, seat.desk.take_in(saved(photo(1)), "a.jpg", ticket.uid).result())
    for rules, code in (
        (PictureRules(pictures=1), "too_many_pictures"),
        (PictureRules(megapixels=1), "picture_too_large"),
    ):
        monkeypatch.setattr(evidence_files, "rules_of", lambda _desk, rules=rules: rules)
        large = saved(photo(2, 1_500, 1_000))
        with pytest.raises(Refusal, match=code) as caught:
            seat.desk.take_in(large, "b.jpg", ticket.uid).result()
        assert caught.value.facts["name"] == "b.jpg"
    assert len(seat.desk.blobs.names()) == 1  # what is refused is not kept
    same = seat.desk.take_in(saved(photo(1)), "again.jpg", ticket.uid)
    with pytest.raises(Refusal, match="pictures_too_large"):
        PictureRules(all_megabytes=1).check_more(2, 1_048_577, "c.jpg")
    assert same.result().twins  # the same content once more is none more


def test_a_pasted_picture_is_taken_in(seat: Seat) -> None:
    taken = seat.desk.paste_in(saved(photo(), "PNG")).result()
    assert taken.stored.name.startswith("pasted-2026")
    with pytest.raises(Refusal, match="picture_kind"):
        seat.desk.paste_in(b"words").result()


def test_marks_are_kept_beside_the_picture_and_taken_back(seat: Seat) -> None:
    ticket = seat.ticket()
    uid = hang(seat, ticket, seat.desk.take_in(saved(photo()), "a.jpg").result())
    marks = (Mark("arrow", 1, 2, 3_000, 4_000), Mark("text", 5, 6, text="瓶口碎裂"))
    done = seat.do(MarkPicture(uid, marks))
    assert marks_from_data(attachment(seat, ticket, uid).marks) == marks
    seat.do(Undo(done.operation))
    assert attachment(seat, ticket, uid).marks == ()
    with pytest.raises(Refusal, match="mark_broken"):
        seat.do(MarkPicture(uid, (Mark("box", -1, 0),)))


def test_marks_stand_once_the_claim_is_approved(seat: Seat) -> None:
    ticket = seat.ticket()
    uid = hang(seat, ticket, seat.desk.take_in(saved(photo()), "a.jpg").result())
    made = str(seat.do(MakeClaim(ticket.uid), seat.clerk).result)

    def approve(connection: object) -> None:
        connection.execute(  # type: ignore[attr-defined]
            "UPDATE claim SET status='approved' WHERE uid=?", (made,)
        )

    seat.desk.writer.submit(approve).result()
    with pytest.raises(Refusal, match="picture_frozen"):
        seat.do(MarkPicture(uid, (Mark("box", 0, 0, 5, 5),)))


def test_the_rule_file_holds_the_figures() -> None:
    import tomllib

    from resources import path

    shipped = picture_rules_from(
        tomllib.loads((path("rules") / "pictures.toml").read_text("utf-8"))
    )
    assert shipped == PictureRules(version="2026.1")
    with pytest.raises(Refusal, match="rule_value") as caught:
        picture_rules_from({"format": 1, "version": "1", "limits": {"megapixels": 1_000}})
    assert caught.value.facts["place"] == "limits.megapixels"
    assert picture_rules_from({"format": 1, "version": "1", "alike": {"coarse": 3}}).alike == 3


def test_whatever_hangs_on_a_ticket_came_through_the_same_door(seat: Seat) -> None:
    ticket = seat.ticket()
    text = seat.desk.add_file("签收记录".encode(), "记录.txt").result()
    assert text.media_type == "text/plain"
    kept = seat.desk.add_file(saved(photo(), "PNG"), "a.jpg").result()
    assert (kept.name, kept.media_type) == ("a.png", "image/png")
    assert seat.desk.picture_facts(kept.sha256).result().width == 400
    for content, name, code in (
        (saved(photo())[:900], "cut.jpg", "picture_broken"),
        (b"PK\x03\x04" + b"0" * 99, "a.jpg", "picture_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "picture_kind"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "IMG_1.HEIC", "picture_broken"),
        (b"", "a.jpg", "file_empty"),
    ):
        with pytest.raises(Refusal, match=code):
            seat.desk.add_file(content, name, ticket.uid).result()


def test_limits_hold_for_whoever_hangs_a_picture(seat: Seat) -> None:
    ticket = seat.ticket()
    most = seat.desk.rules.pictures
    told = ("a.jpg", "image/jpeg")
    with pytest.raises(Refusal, match="picture_heavy"):
        seat.do(AddAttachment(ticket.uid, "0" * 64, *told, most.most_bytes + 1))
    for number in range(most.pictures):
        seat.do(AddAttachment(ticket.uid, f"{number:064x}", *told, 5))
    with pytest.raises(Refusal, match="too_many_pictures"):
        seat.do(AddAttachment(ticket.uid, "f" * 64, *told, 5))
    assert seat.do(AddAttachment(ticket.uid, "0" * 64, *told, 5)).result, "it hangs there already"
    seat.do(AddAttachment(ticket.uid, "f" * 64, "a.txt", "text/plain", 5))
