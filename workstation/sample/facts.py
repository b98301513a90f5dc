"""The words that fill the slots of a case's sentences."""

from __future__ import annotations

import time
from typing import Final

from workstation.sample.cast import Roles
from workstation.sample.content import Content, Story
from workstation.sample.draw import Draw
from workstation.sample.parcels import Load, Way
from workstation.sample.people import address

_HOUR: Final = 3_600_000
_DAY: Final = 24 * _HOUR


def facts_of(
    draw: Draw,
    told: Content,
    story: Story,
    roles: Roles,
    carried: Load,
    way: Way,
    called_at: int,
    offset: int,
) -> dict[str, str]:
    """Return the slots of a case; moments are told in the zone `offset` ms ahead of UTC."""
    sender, receiver = roles.sender, roles.receiver
    value = carried.value_fen // 100
    cod = (carried.cod_fen or 0) // 100
    days = max(2, (called_at - way.times[0]) // _DAY)
    facts = {
        "goods": carried.good.name,
        "parcel": carried.good.phrase,
        "value": str(value),
        "insured": str(carried.insured_fen // 100 or 2000),
        "freight": str(carried.freight_fen // 100),
        "cod": str(cod),
        "cod_new": str(cod * draw.span(70, 95) // 100),
        "days": str(days),
        "posted": day(way.times[0], offset),
        "promised": day(way.times[0] + 2 * _DAY, offset),
        "title": roles.caller.title,
        "shop": sender.name,
        "brand": sender.name,
        "origin": sender.city.name,
        "dest": receiver.city.name,
        "hub": sender.city.hub,
        "dest_hub": receiver.city.hub,
        "from_outlet": draw.one(sender.city.outlets),
        "outlet": draw.one(receiver.city.outlets),
        "customs": receiver.city.customs or "口岸",
        "courier": draw.spin(told.surnames) + "师傅",
        "courier_a": draw.spin(told.surnames) + "师傅",
        "station": draw.one(told.stations),
        "new_place": address(draw, told, receiver.city),
        "n": str(draw.span(3, 9)),
        "grams": str(draw.span(9, 90) * 10),
        "number": "",
        "batch": "",
        "agent": "",
        "work_no": "",
    }
    if story.how:
        troubles = told.troubles[story.how]
        facts["how"] = draw.one(troubles.get(carried.good.name) or troubles["default"])
    for slot, choices in story.vary.items():
        facts[slot] = draw.one(choices)
    return facts


def set_moments(draw: Draw, facts: dict[str, str], at: int, offset: int) -> None:
    """Set what an agent can promise at a moment: `eta`, `callback` and `hour`."""
    clock = (at + offset) // _HOUR % 24
    if clock < 11:
        facts["eta"] = "今天18点"
    elif clock < 16:
        facts["eta"] = "今晚20点"
    else:
        facts["eta"] = f"明天{draw.span(10, 15)}点"
    facts["callback"] = f"今天{clock + 3}点前" if 7 <= clock < 16 else "明天上午10点前"
    facts["hour"] = f"下午{draw.span(2, 6)}点"


def day(at: int, offset: int) -> str:
    """A day as people say it, such as 11月3日."""
    local = time.gmtime((at + offset) // 1000)
    return f"{local.tm_mon}月{local.tm_mday}日"
