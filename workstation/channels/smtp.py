"""E-mail over SMTP, with the standard library.

The Message-ID is made from the message's uid, so that a mail server or a person can tell a second
attempt of the same message from a second message. Codes of outcomes: ``accepted``;
``address_invalid``, ``recipient_refused``, ``sender_refused``, ``message_refused``, ``login``,
``tls``, ``not_supported``, ``attachment``; and, worth another attempt, ``unreachable``,
``server_busy``.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from workstation.channels.message import Delivery, OutgoingMessage, failed, failed_for_now
from workstation.channels.settings import SmtpSettings

_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f]{1,64}@[^\s@<>()\[\]\\,;:\"\x00-\x1f]{1,190}")


def send_mail(message: OutgoingMessage, settings: SmtpSettings, attempt: int = 1) -> Delivery:
    """Hand a message to the mail server; never raises for what the network or the server does."""
    if not _ADDRESS.fullmatch(message.to.strip()):
        return failed("address_invalid", message.to)
    try:
        mail = compose(message, settings)
    except OSError as problem:
        return failed("attachment", problem)
    except (ValueError, UnicodeError) as problem:
        return failed("address_invalid", problem)
    try:
        with _connected(settings) as server:
            refused = server.send_message(mail)
    except (smtplib.SMTPException, OSError, UnicodeError) as problem:
        return _outcome(problem, attempt)
    if refused:
        return failed("recipient_refused", refused)
    return Delivery("sent", "accepted", settings.host, provider_id=str(mail["Message-ID"]))


def message_id(uid: str, sender: str) -> str:
    """Return the Message-ID of the message with a uid: the same for every attempt."""
    domain = sender.rpartition("@")[2].encode("idna").decode("ascii") or "localhost"
    return f"<{uid}@{domain}>"


def compose(message: OutgoingMessage, settings: SmtpSettings) -> EmailMessage:
    """Build the mail: headers, text, attachments under their own names.

    Raises ``OSError`` when an attachment cannot be read, ``ValueError`` for a wrong address.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(settings.sender_name, addr_spec=settings.sender)
    mail["To"] = Address(addr_spec=_with_ascii_host(message.to.strip()))
    mail["Subject"] = " ".join(message.subject.split())
    mail["Date"] = formatdate(localtime=True)
    mail["Message-ID"] = message_id(message.uid, settings.sender)
    mail["X-Aftercare-Uid"] = message.uid
    if settings.reply_to:
        mail["Reply-To"] = Address(addr_spec=settings.reply_to)
    answered = re.fullmatch(r"<[^<>\s]{1,250}>", message.reply_to.strip())
    if answered:
        mail["In-Reply-To"] = answered[0]
        mail["References"] = answered[0]
    mail.set_content(message.body, charset="utf-8", cte="base64")
    for attached in message.attachments:
        main, _, sub = attached.media_type.partition("/")
        mail.add_attachment(
            attached.read(),
            maintype=main or "application",
            subtype=sub or "octet-stream",
            filename=re.sub(r"[\x00-\x1f/\\]", "_", attached.name),
        )
    return mail


def _with_ascii_host(address: str) -> str:
    user, _, host = address.rpartition("@")
    return f"{user}@{host.encode('idna').decode('ascii')}"


@contextmanager
def _connected(settings: SmtpSettings) -> Iterator[smtplib.SMTP]:
    """Open a connection, secured and logged in as the settings say."""
    context = ssl.create_default_context(cafile=settings.ca_file or None)
    server: smtplib.SMTP
    if settings.security == "tls":
        server = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=settings.timeout, context=context
        )
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
    try:
        if settings.security == "starttls":
            server.starttls(context=context)
        if settings.user:
            server.login(settings.user, settings.password)
        yield server
    finally:
        _leave(server)


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; what was accepted stays accepted even if the goodbye fails."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


def _outcome(problem: Exception, attempt: int) -> Delivery:
    """Tell a failure that may pass from one that will not, by the server's code."""
    match problem:
        case smtplib.SMTPRecipientsRefused():
            code, told = next(iter(problem.recipients.values()))
            return _by_code("recipient_refused", code, told, attempt)
        case smtplib.SMTPSenderRefused():
            return _by_code("sender_refused", problem.smtp_code, problem.smtp_error, attempt)
        case smtplib.SMTPAuthenticationError():
            return _by_code("login", problem.smtp_code, problem.smtp_error, attempt)
        case smtplib.SMTPResponseException():
            return _by_code("message_refused", problem.smtp_code, problem.smtp_error, attempt)
        case smtplib.SMTPNotSupportedError():
            return failed("not_supported", problem)
        case ssl.SSLError():
            return failed("tls", problem)
        case UnicodeError():
            return failed("address_invalid", problem)
        case _:
            return failed_for_now("unreachable", problem or type(problem).__name__, attempt)


def _by_code(code: str, number: int, told: bytes | str, attempt: int) -> Delivery:
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    if 400 <= number < 500:
        return failed_for_now("server_busy", f"{number} {text}", attempt)
    return failed(code, f"{number} {text}")
