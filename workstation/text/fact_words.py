"""Facts in words of both languages: events on a parcel's way, claims, places, people's names."""

from __future__ import annotations

import re
from typing import Final

from workstation.text import masks, pinyin, regions
from workstation.text.phones import normalise_phone
from workstation.text.spoken import Words

_HAN: Final = re.compile("[\u3400-\u9fff]")
_EVENTS: Final = {
    "ordered": "the order has been received and is waiting for pickup",
    "collected": "the parcel has been picked up",
    "departed": "the parcel has left the facility and is on its way",
    "arrived": "the parcel has arrived at the facility",
    "customs": "the parcel is in customs clearance",
    "out_for_delivery": "the parcel is out for delivery",
    "delivery_failed": "a delivery was attempted without success",
    "exception": "there is an exception with the parcel",
    "redirected": "the parcel is being redirected",
    "returning": "the parcel is being returned to the sender",
    "returned": "the parcel has been returned to the sender",
    "signed": "the parcel has been delivered",
    "not_found": "the carrier has no record of the parcel yet",
}
CLAIM_KINDS: Final = {
    "loss": Words("丢失", "loss"),
    "damage": Words("破损", "damage"),
    "shortage": Words("内件短少", "missing contents"),
    "spoilage": Words("变质", "spoilage"),
    "delay": Words("延误", "delay"),
    "cod": Words("代收货款", "cash on delivery"),
    "other": Words("其他", ""),
}
#: What a customer is told of a claim; what happens inside the house is none of it.
CLAIM_STATES: Final = {
    "draft": Words("资料准备中", "being prepared"),
    "submitted": Words("审核中", "under review"),
    "approved": Words("已审核通过", "approved"),
    "rejected": Words("未通过审核", "not approved"),
    "printed": Words("待付款", "waiting for payment"),
    "paid": Words("已付款", "paid"),
    "withdrawn": Words("已撤销", "withdrawn"),
}
_REGIONS: Final = {
    "north": Words("华北", "North China"),
    "south": Words("华南", "South China"),
    "east": Words("华东", "East China"),
    "west": Words("西部", "West China"),
    "central": Words("华中", "Central China"),
}
TITLES: Final = {
    "先生": "Mr",
    "女士": "Ms",
    "小姐": "Ms",
    "太太": "Mrs",
    "老师": "",
    "经理": "",
}
_ADDRESSED: Final = re.compile(r"(.{1,2})(先生|女士|小姐|太太)")


def is_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


def as_written(text: str) -> Words:
    """Words that are the same in both languages, unless they are Chinese: those are not English."""
    return Words(text, "" if is_han(text) else text)


def event(text: str, status: str) -> Words:
    """What happened to a parcel; numbers of people are masked, and English says it by its kind."""
    told = masks.mask_text(text)
    return Words(told or "", told if told and not is_han(told) else _EVENTS.get(status, ""))


def person(name: str) -> Words:
    """A person's name; in English in pinyin, 王先生 as Mr Wang. A company's name stays Chinese."""
    if not is_han(name):
        return Words(name, name)
    addressed = _ADDRESSED.fullmatch(name.strip())
    if addressed:
        family = pinyin.spelled(addressed[1])
        return Words(name, f"{TITLES[addressed[2]]} {family}" if family else "")
    return Words(name, pinyin.spelled(name))


def place(text: str) -> Words:
    """A place on a parcel's way; in English only if it is a city that is known."""
    if not is_han(text):
        return Words(text, text)
    return Words(text, _city_names().get(text.removesuffix("市"), ""))


def region(address: str, code: str) -> Words:
    """Where a customer is: the city of the address, else the region; never a street."""
    found = regions.take_apart(address) if address.strip() else None
    if found is not None and (found.city or found.province):
        city = found.city or found.province
        return Words(city, _city_names().get(city.removesuffix("市"), ""))
    return _REGIONS.get(code, Words(code) if is_han(code) else Words())


def phone_tail(phone: str) -> str:
    """The last four digits of a telephone number, without its extension; "" for no number."""
    told = normalise_phone(phone).digits
    digits = re.sub(r"\D", "", told)
    return digits[-4:] if len(digits) >= 7 else ""


def _city_names() -> dict[str, str]:
    """Cities in pinyin by their names without 市."""
    if not _CITIES:
        for city in regions.all_cities():
            for name in (city.name, *city.shorts):
                bare = name.removesuffix("市")
                if read := pinyin.title_keys(bare)[0]:
                    _CITIES[bare] = read.capitalize()
        _CITIES.update(_SPECIAL)
    return _CITIES


_CITIES: Final[dict[str, str]] = {}
_SPECIAL: Final = {
    "香港": "Hong Kong",
    "澳门": "Macao",
    "台北": "Taipei",
    "西安": "Xi'an",
    "重庆": "Chongqing",
    "厦门": "Xiamen",
    "呼和浩特": "Hohhot",
    "哈尔滨": "Harbin",
    "乌鲁木齐": "Urumqi",
    "拉萨": "Lhasa",
    "六安": "Lu'an",
}
