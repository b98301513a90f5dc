"""How long a reply is, beside the text: parts of a text message, and what is too much."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workstation.domain.channel_room import Size


def count_words(channel: str, size: Size, subject_over: int = 0) -> tuple[str, str]:
    """What stands beside the text and how it looks ("faint", or "bad" when it is too long)."""
    text = ""
    if channel == "sms" and size.length:
        text = QCoreApplication.translate("counting", "{n} characters · SMS × {parts}")
        text = text.format(n=size.length, parts=size.parts)
    elif channel == "chat" and size.most and size.length * 5 > size.most * 4:
        text = QCoreApplication.translate("counting", "{n} of {most} characters")
        text = text.format(n=size.length, most=size.most)
    told = [text] if text else []
    if size.over:
        over = QCoreApplication.translate("counting", "{over} too many")
        told.append(over.format(over=size.over))
    if subject_over:
        over = QCoreApplication.translate("counting", "subject: {over} too many")
        told.append(over.format(over=subject_over))
    return " · ".join(told), "bad" if size.over or subject_over else "faint"
