"""What became of a message, in a sentence: the outcome codes of the channels."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

SENTENCES: Final = {
    "accepted": _T("delivery", "Taken by the other side."),
    "spoken": _T("delivery", "Noted as spoken."),
    "not_configured": _T("delivery", "Recorded, not sent: this channel is not set up."),
    "channel_misconfigured": _T(
        "delivery", "Not sent: this channel is set up wrongly. Mend the settings, then retry."
    ),
    "address_invalid": _T("delivery", "This is no usable address."),
    "recipient_refused": _T("delivery", "The mail server refused the recipient."),
    "sender_refused": _T("delivery", "The mail server refused the sender."),
    "message_refused": _T("delivery", "The mail server refused the message."),
    "login": _T("delivery", "The mail server refused user name or password."),
    "tls": _T("delivery", "No safe connection: the certificate is not trusted."),
    "not_supported": _T("delivery", "The mail server cannot do what the settings ask for."),
    "attachment": _T("delivery", "A file could not be read."),
    "unreachable": _T("delivery", "The server cannot be reached."),
    "server_busy": _T("delivery", "The mail server cannot take it now."),
    "refused": _T("delivery", "The gateway refused the message."),
    "redirected": _T("delivery", "The gateway points elsewhere; its address must be corrected."),
    "timeout": _T("delivery", "The server did not answer in time."),
    "desk_copied": _T(
        "delivery", "This desk is a copy. The other one may have sent it; if not, send it again."
    ),
    "busy": _T("delivery", "The gateway cannot take it now."),
}


def delivery_sentence(code: str, detail: str = "") -> str:
    """The sentence for an outcome, with what the other side said in brackets."""
    source = SENTENCES.get(code)
    text = QCoreApplication.translate("delivery", source) if source else code
    return f"{text} ({detail})" if detail else text
