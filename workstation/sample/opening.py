"""How a case begins: what the customer says, on which channel and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workstation.sample.cast import Roles
from workstation.sample.content import Content, Story
from workstation.sample.draw import Draw, wheel

TONES: Final = ("calm", "upset", "strong")
_CHANNELS: Final = wheel({"phone": 60, "chat": 20, "web": 9, "sms": 5, "email": 6})
_HIDDEN: Final = 0.05


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words of a case, filled in, and how they came. `phone` is "" when hidden."""

    subject: str
    body: str
    channel: str
    intensity: int
    priority: int
    phone: str
    email: str


def opening(
    draw: Draw, told: Content, story: Story, roles: Roles, facts: dict[str, str]
) -> Opening:
    """Make up the first words of a case."""
    channel = draw.spin(_CHANNELS)
    email = roles.customer.email
    if channel == "email" and not email:
        channel = "web"
    intensity = _intensity(draw, story)
    tone = TONES[intensity]
    if channel == "phone":
        spoken = draw.deal(story.texts["call"]) + draw.deal(told.talk["tone"][tone])
        template = f"{draw.deal(told.talk['who'][roles.party])}，{spoken}。"
        if story.happy:
            template = (
                f"{draw.deal(told.talk['who'][roles.party])}，{draw.deal(story.texts['call'])}。"
            )
    else:
        words = draw.deal(story.texts["message"])
        plea = "" if story.happy else draw.deal(told.talk["plea"][tone])
        end = "" if words.endswith(("？", "！", "?")) or not plea else "，"
        template = draw.deal(told.talk["hello"][channel]) + words + end + plea
    hidden = channel == "phone" and draw.chance() < _HIDDEN
    return Opening(
        subject=draw.deal(story.texts["subject"]).format_map(facts),
        body=template.format_map(facts),
        channel=channel,
        intensity=intensity,
        priority=_priority(draw, story, roles, intensity),
        phone="" if hidden else roles.caller.phone,
        email=email,
    )


def _intensity(draw: Draw, story: Story) -> int:
    if story.happy or story.subtype.startswith("enquiry."):
        return 0
    roll = draw.chance()
    strong = 0.09 + 0.03 * story.intense
    return 2 if roll < strong else 1 if roll < strong + 0.3 else 0


def _priority(draw: Draw, story: Story, roles: Roles, intensity: int) -> int:
    if story.subtype.startswith(("enquiry.", "praise.")) and draw.chance() < 0.6:
        return 1
    return min(4, 2 + intensity + (1 if roles.customer.vip else 0))
