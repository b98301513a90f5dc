"""Messages that leave the desk by channels of which one is set up wrongly."""

from __future__ import annotations

import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.workstation.channels.servers import MailBehaviour, mail_server
from tests.workstation.picture_making import SERIAL, notes, pdf, photo, saved
from tests.workstation.seat import Seat
from workstation import settings as settings_file
from workstation.actions.replies import AddAttachment, SendReply
from workstation.channels.settings import channels_from, judge_channels
from workstation.domain.conversation import Entry
from workstation.domain.pages import SyncState
from workstation.domain.refusal import Refusal
from workstation.posting import Post
from workstation.store import queue


def settled(seat: Seat, ticket: str, uid: str) -> Entry:
    """The entry as it stands once it is no longer queued."""
    for _ in range(400):
        entry = next(entry for entry in seat.detail(ticket).entries if entry.uid == uid)
        if entry.delivery != "queued":
            return entry
        time.sleep(0.02)
    raise AssertionError("still queued")


def test_a_wrong_channel_fails_with_its_reason_and_leaves_the_others_be(seat: Seat) -> None:
    behaviour = MailBehaviour()
    ticket = seat.ticket(phone="13800138000").uid
    post = Post(seat.desk)
    with mail_server(behaviour) as port:
        smtp = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "a@example.com"}
        sms = {"url": "https://gateway.example/"}
        seat.desk.change_settings(channels={"smtp": smtp, "sms": sms})
        mail = seat.do(SendReply(ticket, "email", "b@example.com", "您好")).result
        text = seat.do(SendReply(ticket, "sms", "13800138000", "您好")).result
        chat = seat.do(SendReply(ticket, "chat", "wx-1", "您好")).result
        post.start()
        try:
            assert settled(seat, ticket, str(mail)).delivery == "sent"
            failed = settled(seat, ticket, str(text))
            recorded = settled(seat, ticket, str(chat))
        finally:
            post.stop()
    assert len(behaviour.mails) == 1
    assert failed.delivery == "failed"
    assert (
        failed.delivery_detail == "channel_misconfigured channels.sms.url: channel_host_not_allowed"
    )
    assert (recorded.delivery, recorded.delivery_detail) == ("recorded", "not_configured chat")


def test_pictures_leave_as_copies_that_tell_neither_place_nor_device(seat: Seat) -> None:
    heic = (Path(__file__).parent / "pictures" / "resources" / "phone.heic").read_bytes()
    ticket = seat.ticket().uid
    uids = []
    for content, name in (
        (heic, "IMG_1.HEIC"),
        (saved(photo(), exif=notes(6)), "箱子.jpg"),
        (saved(photo(), "TIFF", save_all=True, append_images=[photo(2)]), "scan.tif"),
        (pdf(2), "slip.pdf"),
    ):
        one = seat.desk.add_file(content, name, ticket).result()
        told = (one.sha256, one.name, one.media_type, one.size)
        uids.append(str(seat.do(AddAttachment(ticket, *told)).result))
    behaviour = MailBehaviour()
    post = Post(seat.desk)
    with mail_server(behaviour) as port:
        smtp = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "a@example.com"}
        seat.desk.change_settings(channels={"smtp": smtp})
        reply = SendReply(ticket, "email", "b@example.com", "您好", attachments=tuple(uids))
        sent = seat.do(reply).result
        post.start()
        try:
            assert settled(seat, ticket, str(sent)).delivery == "sent"
        finally:
            post.stop()
    message = message_from_bytes(behaviour.mails[0], policy=default)
    files = {one.get_filename(): one for one in message.iter_attachments()}
    names = ["IMG_1.jpg", "箱子.jpg", "scan-1.jpg", "scan-2.jpg", "slip.pdf"]
    assert list(files) == names
    for name in names[:4]:
        content = files[name].get_content()
        assert content.startswith(b"\xff\xd8\xff")
        assert files[name].get_content_type() == "image/jpeg"
        assert SERIAL.encode() not in content
        assert b"Exif" not in content
    assert files["slip.pdf"].get_content() == pdf(2)


def test_each_channel_is_judged_apart() -> None:
    smtp = {"host": "mail.example", "sender": "a@example.com"}
    told = judge_channels({"fax": {}, "allowed_hosts": "x", "smtp": smtp, "sms": {}, "chat": 3})
    assert told.smtp is not None
    assert {channel: refusal.code for channel, refusal in told.wrong.items()} == {
        "": "rule_unknown_key",
        "sms": "rule_type",
        "chat": "rule_type",
    }
    with pytest.raises(Refusal, match="rule_unknown_key"):
        channels_from({"fax": {}, "smtp": smtp})


def test_the_settings_page_names_the_mistake_and_good_channels_work(seat: Seat) -> None:
    behaviour = MailBehaviour()
    desk = seat.desk
    with mail_server(behaviour) as port:
        smtp = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "a@example.com"}
        told = settings_file.changed(desk.settings, channels={"smtp": smtp, "sms": {}})
        settings_file.write(desk.profile, told)
        places, mistakes = desk.channels()
        sent = desk.send_test("email", "b@example.com", "Test", "Test").result()
        wrong = desk.send_test("sms", "13800138000", "", "Test").result()
    assert places["email"].endswith(str(port))
    assert list(mistakes) == ["sms"]
    assert (sent.status, wrong.status, wrong.code) == ("sent", "failed", "channel_misconfigured")


class _Hub:
    """As much of a courier as the post asks."""

    proven = False

    def alone(self, within: float) -> bool:
        return self.proven

    def state(self) -> SyncState:
        return SyncState("alone")

    def wake(self) -> None:
        pass

    def stop(self) -> None:
        pass


def test_what_an_earlier_run_has_queued_waits_until_the_hub_was_heard(seat: Seat) -> None:
    """Only then is it known whether a copy of this desk has sent it."""
    ticket = seat.ticket(phone="13800138000").uid
    early = str(seat.do(SendReply(ticket, "chat", "wx-1", "早")).result)
    seat.desk.change_settings(hub="postgresql://nobody@127.0.0.1:1/none")
    seat.desk.courier, before = _Hub(), seat.desk.courier
    post = Post(seat.desk)
    try:
        post.start()
        late = str(seat.do(SendReply(ticket, "chat", "wx-1", "晚")).result)
        post.wake()
        assert settled(seat, ticket, late).delivery == "recorded"
        assert _delivery(seat, ticket, early) == "queued"
        seat.desk.courier.proven = True
        post.wake()
        assert settled(seat, ticket, early).delivery == "recorded"
    finally:
        post.stop()
        seat.desk.courier = before


def test_a_copy_hands_nothing_over_that_was_queued_before_it_was_made(seat: Seat) -> None:
    """It gives the other desk its time, then lets the agent decide."""
    ticket = seat.ticket(phone="13800138000").uid
    said = str(seat.do(SendReply(ticket, "chat", "wx-1", "早")).result)
    seat.desk.writer.submit(lambda c: queue.copied(c, seat.now)).result()
    post = Post(seat.desk)
    post.start()
    try:
        post.wake()
        assert _delivery(seat, ticket, said) == "queued"
        seat.now += 3_600_000
        post.wake()
        entry = settled(seat, ticket, said)
    finally:
        post.stop()
    assert (entry.delivery, entry.delivery_detail) == ("failed", "desk_copied")


def _delivery(seat: Seat, ticket: str, uid: str) -> str:
    return next(e.delivery for e in seat.detail(ticket).entries if e.uid == uid)
