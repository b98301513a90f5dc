"""How the channels of a desk are set up: the ``[channels]`` part of ``settings.toml``.

docs/channels.md shows every key. A channel that is not set up is not an error: its messages are
recorded instead of sent.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table

T = TypeVar("T")
SECURITIES: Final = ("starttls", "tls", "none")
_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_GATEWAY_CHANNELS: Final = ("sms", "chat")


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server. ``security`` is of ``SECURITIES``; ``timeout`` in seconds."""

    host: str
    port: int
    security: str
    sender: str
    sender_name: str = ""
    reply_to: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    timeout: int = 20


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """An HTTP gateway for one channel; its host must be among the allowed ones."""

    url: str
    token: str = field(default="", repr=False)
    ca_file: str = ""
    timeout: int = 15


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """All channels of a desk; ``gateways`` by channel code.

    ``wrong`` has what is amiss with a channel that is set up wrongly, by channel code, and under
    ``""`` what belongs to no channel.
    """

    smtp: SmtpSettings | None = None
    gateways: Mapping[str, GatewaySettings] = field(default_factory=dict)
    wrong: Mapping[str, Refusal] = field(default_factory=dict)

    def configured(self, channel: str) -> bool:
        """Whether messages of this channel can leave the desk."""
        return channel in self.gateways or (channel == "email" and self.smtp is not None)


def channels_from(data: Mapping[str, object]) -> ChannelSettings:
    """Read the ``[channels]`` table of the settings.

    Raises :class:`Refusal` with ``place`` (``channels.smtp.port``): ``rule_missing``,
    ``rule_type``, ``rule_unknown_key``, and ``channel_choice``, ``channel_plain_login``,
    ``channel_host_not_allowed``, ``channel_not_https``, ``channel_secret``.
    """
    told = judge_channels(data)
    for refusal in told.wrong.values():
        raise refusal
    return told


def judge_channels(data: Mapping[str, object]) -> ChannelSettings:
    """Read the ``[channels]`` table, each channel apart: a wrong one leaves the others be."""
    table = Table(data, "channels")
    wrong: dict[str, Refusal] = {}

    def judged(channel: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refusal as refusal:
            wrong[channel] = refusal
            return None

    judged("", lambda: table.only("smtp", "allowed_hosts", *_GATEWAY_CHANNELS))
    smtp = judged("email", lambda: _smtp(table.table("smtp"))) if "smtp" in data else None
    gateways: dict[str, GatewaySettings] = {}
    for channel in _GATEWAY_CHANNELS:
        if channel in data:
            found = judged(channel, partial(_gateway_of, table, channel))
            if found is not None:
                gateways[channel] = found
    return ChannelSettings(smtp, gateways, wrong)


def _gateway_of(table: Table, channel: str) -> GatewaySettings:
    return _gateway(table.table(channel), table.texts("allowed_hosts"))


def _smtp(table: Table) -> SmtpSettings:
    table.only(
        *("host", "port", "security", "sender", "sender_name", "reply_to", "user", "timeout"),
        *("password", "password_env", "password_file", "ca_file"),
    )
    security = table.text("security", "starttls")
    if security not in SECURITIES:
        raise Refusal(
            "channel_choice", place=table.at("security"), value=security, known=SECURITIES
        )
    host, user = table.text("host"), table.text("user", "")
    if user and security == "none" and host not in _OWN_MACHINE:
        raise Refusal("channel_plain_login", place=table.at("security"), host=host)
    return SmtpSettings(
        host=host,
        port=table.whole("port", _PORTS[security]),
        security=security,
        sender=table.text("sender"),
        sender_name=table.text("sender_name", ""),
        reply_to=table.text("reply_to", ""),
        user=user,
        password=_secret(table, "password"),
        ca_file=table.text("ca_file", ""),
        timeout=table.whole("timeout", 20),
    )


def _gateway(table: Table, hosts: tuple[str, ...]) -> GatewaySettings:
    table.only("url", "token", "token_env", "token_file", "ca_file", "timeout")
    url = table.text("url")
    _check_url(url, hosts, table.at("url"))
    return GatewaySettings(
        url=url,
        token=_secret(table, "token"),
        ca_file=table.text("ca_file", ""),
        timeout=table.whole("timeout", 15),
    )


def _check_url(url: str, hosts: tuple[str, ...], place: str) -> None:
    """Messages hold personal data: they go to named hosts only, and over TLS."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host not in {allowed.lower() for allowed in hosts}:
        raise Refusal("channel_host_not_allowed", place=place, host=host, allowed=hosts)
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _OWN_MACHINE):
        raise Refusal("channel_not_https", place=place, url=url)


def _secret(table: Table, name: str) -> str:
    """Read a secret from the settings, an environment variable or a file of its own."""
    variable, file = table.text(f"{name}_env", ""), table.text(f"{name}_file", "")
    try:
        if variable:
            return os.environ[variable]
        if file:
            return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (KeyError, OSError, UnicodeDecodeError) as problem:
        place = table.at(f"{name}_env" if variable else f"{name}_file")
        raise Refusal("channel_secret", place=place, source=variable or file) from problem
    return table.text(name, "")
