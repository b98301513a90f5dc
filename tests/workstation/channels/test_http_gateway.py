import base64
import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from workstation.channels.http_gateway import send_through
from workstation.channels.message import Attached, OutgoingMessage
from workstation.channels.settings import GatewaySettings

from .servers import CERTIFICATE, Gateway, gateway_server

UID = "0193f2a1b2c37def8123456789abcdef"
MESSAGE = OutgoingMessage(UID, "sms", "13800138000", "您的快件正在派送。")


def ask(gateway, message=MESSAGE, attempt=1, **facts):
    with gateway_server(gateway) as port:
        url = f"http://127.0.0.1:{port}/v1/messages"
        return send_through(message, GatewaySettings(url, "token-1", **facts), attempt)


def test_the_contract():
    gateway = Gateway()
    message = OutgoingMessage(
        UID,
        "chat",
        "open-id-7",
        "您好，请看附件。",
        subject="理赔",
        reply_to="m-1",
        attachments=(Attached("照片.png", b"\x89PNG", "image/png"),),
    )
    delivery = ask(gateway, message)
    assert (delivery.status, delivery.code, delivery.provider_id) == ("sent", "accepted", "gw-1")
    path, headers, body = gateway.posts[0]
    assert path == "/v1/messages"
    assert headers["Authorization"] == "Bearer token-1"
    assert headers["Idempotency-Key"] == UID
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert body == {
        "id": UID,
        "channel": "chat",
        "to": "open-id-7",
        "text": "您好，请看附件。",
        "subject": "理赔",
        "reply_to": "m-1",
        "attachments": [
            {
                "name": "照片.png",
                "media_type": "image/png",
                "content": base64.b64encode(b"\x89PNG").decode(),
            }
        ],
    }


def test_a_plain_message_posts_no_empty_keys():
    gateway = Gateway(status=202, body=b"")
    assert ask(gateway).status == "sent"
    assert gateway.posts[0][2] == {
        "id": UID,
        "channel": "sms",
        "to": "13800138000",
        "text": "您的快件正在派送。",
    }


@pytest.mark.parametrize(
    ("status", "code", "again"),
    [
        (400, "refused", False),
        (401, "refused", False),
        (404, "refused", False),
        (422, "refused", False),
        (408, "busy", True),
        (409, "busy", True),
        (429, "busy", True),
        (500, "busy", True),
        (503, "busy", True),
    ],
)
def test_the_status_decides_about_another_attempt(status, code, again):
    delivery = ask(Gateway(status=status, body='{"reason": "号码不存在"}'.encode()))
    assert (delivery.status, delivery.code) == ("failed", code)
    assert delivery.detail == f"{status} 号码不存在"
    assert (delivery.retry_after_ms is not None) is again


def test_the_wait_that_is_asked_for_is_kept():
    assert ask(Gateway(status=429, headers={"Retry-After": "7"})).retry_after_ms == 7000
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True)
    wait = ask(Gateway(status=503, headers={"Retry-After": then})).retry_after_ms
    assert 500_000 < wait <= 600_000
    assert ask(Gateway(status=503, headers={"Retry-After": "soon"})).retry_after_ms > 0


def test_waits_grow_and_are_spread():
    first = {ask(Gateway(status=500)).retry_after_ms for _ in range(3)}
    later = ask(Gateway(status=500), attempt=6).retry_after_ms
    assert max(first) <= 20_000 < later <= 30 * 60_000
    assert len(first) > 1


def test_a_redirect_is_not_followed():
    gateway = Gateway(status=307, headers={"Location": "https://elsewhere.example/"})
    delivery = ask(gateway)
    assert (delivery.code, delivery.retry_after_ms) == ("redirected", None)
    assert len(gateway.posts) == 1


def test_a_gateway_that_does_not_answer_in_time():
    waiting = threading.Event()
    gateway = Gateway(delay=waiting)
    with gateway_server(gateway) as port:
        url = f"http://127.0.0.1:{port}/"
        delivery = send_through(MESSAGE, GatewaySettings(url, timeout=1))
        waiting.set()
    assert delivery.code == "timeout"
    assert delivery.retry_after_ms is not None


def test_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        delivery = send_through(MESSAGE, GatewaySettings(url))
    assert delivery.code == "unreachable"
    assert delivery.retry_after_ms is not None


def test_an_answer_without_sense_or_end_is_survived():
    assert ask(Gateway(body=b"[" * 200_000)).status == "sent"
    assert ask(Gateway(status=400, body=b"\xff\xfe")).code == "refused"


def test_tls_with_a_named_authority_only():
    gateway = Gateway()
    with gateway_server(gateway, tls=True) as port:
        url = f"https://127.0.0.1:{port}/"
        trusted = send_through(MESSAGE, GatewaySettings(url, ca_file=str(CERTIFICATE)))
        stranger = send_through(MESSAGE, GatewaySettings(url))
    assert trusted.status == "sent"
    assert (stranger.status, stranger.code) == ("failed", "tls")
    assert len(gateway.posts) == 1


def test_a_lost_attachment_fails_before_sending(tmp_path):
    message = OutgoingMessage(
        UID, "chat", "x", "x", attachments=(Attached("a", tmp_path / "gone"),)
    )
    assert send_through(message, GatewaySettings("http://127.0.0.1:1/")).code == "attachment"
