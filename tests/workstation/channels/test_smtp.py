import email
import email.policy
import socket

import pytest

from workstation.channels.message import Attached, OutgoingMessage
from workstation.channels.settings import SmtpSettings
from workstation.channels.smtp import message_id, send_mail

from .servers import CERTIFICATE, MailBehaviour, mail_server

UID = "0193f2a1b2c37def8123456789abcdef"
MESSAGE = OutgoingMessage(
    UID,
    "email",
    "wang@example.com",
    "王女士，您好。\n您的理赔已受理。\n.\n完",
    subject="理赔受理通知（工单一）",
)


def settings(port, **facts):
    facts = {"security": "none", "sender": "service@example.com", "timeout": 5, **facts}
    return SmtpSettings("127.0.0.1", port, **facts)


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_a_chinese_mail_with_attachments_arrives_whole(tmp_path):
    picture = tmp_path / "x.png"
    picture.write_bytes(b"\x89PNG")
    message = OutgoingMessage(
        UID,
        "email",
        "wang@example.com",
        MESSAGE.body,
        subject=MESSAGE.subject,
        attachments=(
            Attached("破损照片 一.png", picture, "image/png"),
            Attached("理赔申请书.pdf", b"%PDF-1.7", "application/pdf"),
        ),
        reply_to="<before@example.com>",
    )
    behaviour = MailBehaviour()
    with mail_server(behaviour) as port:
        delivery = send_mail(
            message, settings(port, sender_name="售后服务中心", reply_to="re@example.com")
        )
    assert (delivery.status, delivery.code) == ("sent", "accepted")
    mail = read(behaviour.mails[0])
    assert mail["Subject"] == "理赔受理通知（工单一）"
    assert mail["From"] == "售后服务中心 <service@example.com>"
    assert mail["To"] == "wang@example.com"
    assert mail["Reply-To"] == "re@example.com"
    assert mail["In-Reply-To"] == "<before@example.com>"
    assert mail["Message-ID"] == f"<{UID}@example.com>" == delivery.provider_id
    assert mail.get_body().get_content().replace("\r\n", "\n").rstrip("\n") == MESSAGE.body
    first, second = mail.iter_attachments()
    assert (first.get_filename(), first.get_content()) == ("破损照片 一.png", b"\x89PNG")
    assert (second.get_filename(), second.get_content_type()) == (
        "理赔申请书.pdf",
        "application/pdf",
    )


def test_a_second_attempt_carries_the_same_id():
    behaviour = MailBehaviour()
    with mail_server(behaviour) as port:
        send_mail(MESSAGE, settings(port))
        send_mail(MESSAGE, settings(port), attempt=2)
    one, two = (read(raw)["Message-ID"] for raw in behaviour.mails)
    assert one == two == message_id(UID, "service@example.com")


def test_starttls_and_login():
    behaviour = MailBehaviour(starttls=True, users={"desk": "secret"})
    with mail_server(behaviour) as port:
        secure = settings(
            port, security="starttls", user="desk", password="secret", ca_file=str(CERTIFICATE)
        )
        assert send_mail(MESSAGE, secure).status == "sent"
    assert behaviour.secured == [True]
    assert behaviour.logins == ["desk"]
    assert "secret" not in repr(secure)


def test_an_unknown_certificate_is_not_trusted():
    behaviour = MailBehaviour(starttls=True)
    with mail_server(behaviour) as port:
        delivery = send_mail(MESSAGE, settings(port, security="starttls"))
    assert (delivery.status, delivery.code, delivery.retry_after_ms) == ("failed", "tls", None)
    assert behaviour.mails == []


def test_a_server_without_tls_gets_nothing():
    behaviour = MailBehaviour()
    with mail_server(behaviour) as port:
        delivery = send_mail(MESSAGE, settings(port, security="starttls"))
    assert (delivery.code, delivery.retry_after_ms) == ("not_supported", None)
    assert behaviour.mails == []


@pytest.mark.parametrize(
    ("replies", "code", "again"),
    [
        ({"RCPT": "550 no such user"}, "recipient_refused", False),
        ({"RCPT": "451 try later"}, "server_busy", True),
        ({"MAIL": "553 not your address"}, "sender_refused", False),
        ({"MAIL": "421 too busy"}, "server_busy", True),
        ({"DATA": "554 looks like spam"}, "message_refused", False),
        ({"DATA": "452 disk full"}, "server_busy", True),
    ],
)
def test_the_servers_code_decides_about_another_attempt(replies, code, again):
    with mail_server(MailBehaviour(replies=replies)) as port:
        delivery = send_mail(MESSAGE, settings(port))
    assert (delivery.status, delivery.code) == ("failed", code)
    assert (delivery.retry_after_ms is not None) is again
    assert delivery.detail.startswith(next(iter(replies.values()))[:3])


def test_a_wrong_password_is_final():
    with mail_server(MailBehaviour(users={"desk": "secret"})) as port:
        delivery = send_mail(MESSAGE, settings(port, user="desk", password="wrong"))
    assert (delivery.code, delivery.retry_after_ms) == ("login", None)


@pytest.mark.parametrize("word", ["EHLO", "MAIL", "DATA"])
def test_a_line_that_drops_is_worth_another_attempt(word):
    with mail_server(MailBehaviour(hang_up_at=word)) as port:
        delivery = send_mail(MESSAGE, settings(port))
    assert delivery.status == "failed"
    assert delivery.code == "unreachable"
    assert delivery.retry_after_ms is not None


def test_hanging_up_after_the_mail_was_taken_is_no_failure():
    behaviour = MailBehaviour(hang_up_at="QUIT")
    with mail_server(behaviour) as port:
        assert send_mail(MESSAGE, settings(port)).status == "sent"
    assert len(behaviour.mails) == 1


def test_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        delivery = send_mail(MESSAGE, settings(taken.getsockname()[1]))
    assert delivery.code == "unreachable"
    assert delivery.retry_after_ms is not None


@pytest.mark.parametrize(
    "address", ["", "nobody", "a b@c.d", "a@b\r\nBcc: x@y.z", "a@b, c@d", "a@" + "b" * 300]
)
def test_a_wrong_address_never_reaches_the_server(address):
    delivery = send_mail(OutgoingMessage(UID, "email", address, "x"), settings(1))
    assert (delivery.status, delivery.code, delivery.retry_after_ms) == (
        "failed",
        "address_invalid",
        None,
    )


def test_a_subject_cannot_add_headers():
    behaviour = MailBehaviour()
    message = OutgoingMessage(
        UID, "email", "a@example.com", "x", subject="甲\r\nBcc: b@example.com"
    )
    with mail_server(behaviour) as port:
        send_mail(message, settings(port))
    mail = read(behaviour.mails[0])
    assert mail["Bcc"] is None
    assert mail["Subject"] == "甲 Bcc: b@example.com"


def test_a_host_in_chinese_is_written_in_ascii():
    behaviour = MailBehaviour()
    with mail_server(behaviour) as port:
        send_mail(OutgoingMessage(UID, "email", "a@例子.中国", "x"), settings(port))
    assert read(behaviour.mails[0])["To"] == "a@xn--fsqu00a.xn--fiqs8s"


def test_a_lost_attachment_fails_before_sending(tmp_path):
    message = OutgoingMessage(
        UID, "email", "a@example.com", "x", attachments=(Attached("a.png", tmp_path / "gone"),)
    )
    assert send_mail(message, settings(1)).code == "attachment"
