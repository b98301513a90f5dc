import pytest

from workstation.channels.message import OutgoingMessage
from workstation.channels.registry import send
from workstation.channels.settings import ChannelSettings, channels_from
from workstation.domain.refusal import Refusal

from .servers import Gateway, MailBehaviour, gateway_server, mail_server

UID = "0193f2a1b2c37def8123456789abcdef"


def message(channel, to="13800138000"):
    return OutgoingMessage(UID, channel, to, "您好")


def test_what_is_not_set_up_is_recorded_not_sent():
    for channel in ("sms", "chat", "email", "web"):
        delivery = send(message(channel), ChannelSettings())
        assert (delivery.status, delivery.code) == ("recorded", "not_configured")
        assert delivery.retry_after_ms is None
        assert not ChannelSettings().configured(channel)


def test_the_telephone_is_spoken():
    assert send(message("phone"), ChannelSettings()).status == "spoken"


def test_each_channel_goes_its_way():
    gateway, behaviour = Gateway(), MailBehaviour()
    with gateway_server(gateway) as http, mail_server(behaviour) as smtp:
        settings = channels_from(
            {
                "allowed_hosts": ["127.0.0.1"],
                "sms": {"url": f"http://127.0.0.1:{http}/sms"},
                "chat": {"url": f"http://127.0.0.1:{http}/chat"},
                "smtp": {
                    "host": "127.0.0.1",
                    "port": smtp,
                    "security": "none",
                    "sender": "a@example.com",
                },
            }
        )
        told = [send(message(c, t), settings).status for c, t in (("sms", "1"), ("chat", "2"))]
        told.append(send(message("email", "b@example.com"), settings).status)
    assert told == ["sent", "sent", "sent"]
    assert [post[0] for post in gateway.posts] == ["/sms", "/chat"]
    assert len(behaviour.mails) == 1
    assert settings.configured("email")


def test_secrets_may_stand_elsewhere(tmp_path, monkeypatch):
    (tmp_path / "token").write_text("from-file\n", "utf-8")
    monkeypatch.setenv("AFTERCARE_TEST_PASSWORD", "from-environment")
    settings = channels_from(
        {
            "allowed_hosts": ["gateway.example"],
            "sms": {"url": "https://gateway.example/", "token_file": str(tmp_path / "token")},
            "smtp": {
                "host": "mail.example",
                "sender": "a@example.com",
                "user": "a",
                "password_env": "AFTERCARE_TEST_PASSWORD",
            },
        }
    )
    assert settings.gateways["sms"].token == "from-file"
    assert settings.smtp.password == "from-environment"
    assert settings.smtp.port == 587
    assert "from-" not in repr(settings)


SMTP = {"host": "mail.example", "sender": "a@example.com"}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ({"fax": {}}, "rule_unknown_key", "channels.fax"),
        ({"smtp": {"sender": "a@b.c"}}, "rule_missing", "channels.smtp.host"),
        ({"smtp": {**SMTP, "port": "587"}}, "rule_type", "channels.smtp.port"),
        ({"smtp": {**SMTP, "security": "ssl"}}, "channel_choice", "channels.smtp.security"),
        (
            {"smtp": {**SMTP, "security": "none", "user": "a"}},
            "channel_plain_login",
            "channels.smtp.security",
        ),
        (
            {"smtp": {**SMTP, "password_env": "NO_SUCH_THING"}},
            "channel_secret",
            "channels.smtp.password_env",
        ),
        (
            {"sms": {"url": "https://gateway.example/"}},
            "channel_host_not_allowed",
            "channels.sms.url",
        ),
        (
            {"allowed_hosts": ["gateway.example"], "chat": {"url": "http://gateway.example/"}},
            "channel_not_https",
            "channels.chat.url",
        ),
        (
            {
                "allowed_hosts": ["gateway.example"],
                "sms": {"url": "https://gateway.example@evil.example/"},
            },
            "channel_host_not_allowed",
            "channels.sms.url",
        ),
    ],
)
def test_wrong_settings_name_their_place(data, code, place):
    with pytest.raises(Refusal) as refused:
        channels_from(data)
    assert (refused.value.code, refused.value.facts["place"]) == (code, place)
