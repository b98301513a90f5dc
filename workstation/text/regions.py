"""Provinces, cities and districts at the head of a Chinese address.

Provinces and cities are known by name (``rules/regions.toml``); districts and townships, of which
there are tens of thousands, by their endings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import resources

_GAP: Final = r"[\s,，、/\-]*"
_NOT_A_STREET: Final = (
    r"(?![东西南北中]{0,2}[一二三四五]?(?:路|街|大道|道|巷|弄|大厦|饭店|酒店|宾馆)"
    r"|[区县旗镇乡村桥港])"
)
_DISTRICT: Final = (
    rf"{_GAP}("
    r"[\u4e00-\u9fff]{0,6}?(?:工业园区|高新区|高新技术产业开发区|经济技术开发区|经济开发区|新区)"
    r"|[\u4e00-\u9fff](?:(?![镇乡路街号巷弄村园厂厦])[\u4e00-\u9fff]){0,11}?"
    r"(?:自治县|自治旗|林区|特区|(?<![小社校景院库片])区|县|旗|(?<![超城门菜股])市)"
    r")(?![一-龥]?(?:路|街道?|大道|巷|弄))"
)
_STREET: Final = (
    rf"{_GAP}([\u4e00-\u9fff](?:(?![路街号巷弄])[\u4e00-\u9fff]){{0,8}}?"
    r"(?:街道|镇|乡|苏木))(?![一-龥]?[路街巷])"
)


@dataclass(frozen=True, slots=True)
class City:
    """A city or other division below a province; ``code`` is ``""`` where GB/T 2260 has none."""

    code: str
    name: str
    province: str
    shorts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province-level division. ``kind`` tells municipalities and special regions apart."""

    code: str
    name: str
    short: str
    kind: str
    cities: tuple[City, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The head of an address, official names; ``code`` is of the city, else of the province."""

    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    detail: str = ""
    code: str = ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when the first address is read: that takes a start several milliseconds."""
    return re.compile(pattern)


@cache
def provinces() -> tuple[Province, ...]:
    """Return the provinces of ``rules/regions.toml`` with their cities, read once."""
    table = tomllib.loads(resources.read_text("rules/regions.toml"))
    special: dict[str, list[str]] = table["city_short"]
    return tuple(
        Province(
            code=entry["code"],
            name=entry["name"],
            short=entry["short"],
            kind=entry["kind"],
            cities=tuple(_cities(entry["cities"], entry["name"], special)),
        )
        for entry in table["province"]
    )


def _cities(listed: str, province: str, special: dict[str, list[str]]) -> Iterator[City]:
    words = listed.split()
    for code, name in zip(words[::2], words[1::2], strict=True):
        plain = re.sub("(?:市|地区|盟|林区)$", "", name)
        shorts = special.get(name, [plain] if plain != name and len(plain) > 1 else [])
        yield City("" if code == "-" else code, name, province, tuple(shorts))


@cache
def _province_pattern() -> re.Pattern[str]:
    names = {province.name for province in provinces()}
    shorts = {province.short for province in provinces()} | {"内蒙"}
    full = "|".join(sorted(names, key=len, reverse=True))
    short = "|".join(sorted(shorts, key=len, reverse=True))
    return re.compile(rf"{_GAP}(?:中国{_GAP})?(?:({full})|({short})省?{_NOT_A_STREET})")


@cache
def _city_pattern(province: str) -> re.Pattern[str]:
    """Return the pattern of the cities of one province, or with ``""`` of all."""
    cities = [city for city in all_cities() if province in ("", city.province)]
    full = "|".join(sorted({city.name for city in cities}, key=len, reverse=True))
    short = "|".join(sorted({s for city in cities for s in city.shorts}, key=len, reverse=True))
    tail = rf"|({short}){_NOT_A_STREET}" if short else "|(?!)()"
    return re.compile(rf"{_GAP}(?:({full}){tail})")


@cache
def all_cities() -> tuple[City, ...]:
    """Return all cities of all provinces."""
    return tuple(city for province in provinces() for city in province.cities)


def find_start(text: str) -> int:
    """Return where the first province or city is named in ``text``, or -1."""
    for place in range(len(text)):
        if "\u4e00" <= text[place] <= "\u9fff" and starts_with_region(text[place:]):
            return place
    return -1


def starts_with_region(text: str) -> bool:
    """Tell whether ``text`` begins with a province or a city."""
    return bool(_province_pattern().match(text) or _city_pattern("").match(text))


def take_apart(address: str) -> Place:
    """Divide an address into its official parts; what is below the township is the detail.

    A province left out is supplied from its city; a municipality is its own city. An address
    without a known region keeps everything but a leading district in ``detail``.
    """
    province, place = _read_province(address)
    city, place = _read_city(address, place, province)
    if city and not province:
        province = next(entry for entry in provinces() if entry.name == city.province)
    district, place = _read(_compiled(_DISTRICT), address, place)
    if re.match(r"\s*市辖区", district):
        district, place = _read(_compiled(_DISTRICT), address, place)
    street, place = _read(_compiled(_STREET), address, place)
    return Place(
        province=province.name if province else "",
        city=city.name if city else "",
        district=district,
        street=street,
        detail=re.sub(r"^[\s,，、/;；\-]+", "", address[place:]).strip(),
        code=(city.code if city else "") or (province.code if province else ""),
    )


def _read_province(address: str) -> tuple[Province | None, int]:
    """Read the province; a city's full name (吉林市, 海南藏族自治州) is not one's short name."""
    found = _province_pattern().match(address)
    city = _city_pattern("").match(address)
    if not found or (not found[1] and city and city[1]):
        return None, 0
    name = found[1] or found[2].replace("内蒙古", "内蒙").replace("内蒙", "内蒙古")
    wanted = next(entry for entry in provinces() if name in (entry.name, entry.short))
    return wanted, found.end()


def _read_city(address: str, place: int, province: Province | None) -> tuple[City | None, int]:
    """Read the city after a province; a municipality's own name may be written again."""
    found = _city_pattern(province.name if province else "").match(address, place)
    if found:
        name = found[1] or found[2]
        known = province.cities if province else all_cities()
        return next(entry for entry in known if name in (entry.name, *entry.shorts)), found.end()
    if province and province.kind in ("municipality", "special_region"):
        return province.cities[0], place
    return None, place


def _read(pattern: re.Pattern[str], address: str, place: int) -> tuple[str, int]:
    found = pattern.match(address, place)
    return (found[1], found.end()) if found else ("", place)
