"""What is looked at before words leave: places left to fill in, and the room of their channel."""

from __future__ import annotations

from typing import Any, Final

from workstation.domain.channel_room import Room
from workstation.domain.refusal import Refusal

_TOLD: Final = 20  # so many places are kept with a message that was sent all the same


def check_filled(body: str, subject: str = "", *, anyway: bool = False, reason: str = "") -> Any:
    """The facts to keep with a text that still has places to fill in; empty for one without.

    Raises `Refusal`: `placeholder_unfilled` names the first place with its `start` in the body
    (-1: in the subject), `unfilled_reason` when it is sent `anyway` without a reason.
    """
    from workstation.text.blanks import raw_placeholders  # its patterns take 10 ms to make

    in_body, in_subject = raw_placeholders(body), raw_placeholders(subject)
    found = [*in_subject, *in_body]
    if not found:
        return {}
    if not anyway:
        first = in_body[0] if in_body else in_subject[0]
        start = first.start if in_body else -1
        raise Refusal("placeholder_unfilled", name=first.text, count=len(found), start=start)
    if not reason.strip():
        raise Refusal("unfilled_reason", name=found[0].text, count=len(found))
    places = [blank.text for blank in found[:_TOLD]]
    return {"unfilled": {"reason": reason.strip(), "places": places}}


def check_room(channel: str, body: str, subject: str, room: Room) -> None:
    """Raise `Refusal` with `over`, by how many signs it is too long: `sms_too_long` (`parts`,
    `most`), `message_too_long` or `subject_too_long` (`length`, `most`)."""
    from workstation.text.message_size import message_size, subject_size

    size = message_size(channel, body, room)
    if not size.fits:
        if channel == "sms":
            raise Refusal("sms_too_long", over=size.over, parts=size.parts, most=size.most)
        raise Refusal("message_too_long", over=size.over, length=size.length, most=size.most)
    title = subject_size(subject, room)
    if not title.fits:
        raise Refusal("subject_too_long", over=title.over, length=title.length, most=title.most)
