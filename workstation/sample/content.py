"""What the sample is put together from: the files in `resources/sample`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Final

from resources import path, read_text
from workstation.sample.draw import Wheel, wheel

_STORIES: Final = (
    "timeliness",
    "safety",
    "request",
    "service",
    "cod",
    "customs",
    "key_account",
)

#: The sentences of a story; `done` and `result` may be given once more for an outcome.
_PARTS: Final = ("subject", "call", "message", "check", "reply", "follow", "done", "result")

#: Pictures that show what was in the parcel, and the goods that they fit.
_SHOWN: Final = {
    "vase-broken": ("水晶花瓶", "紫砂壶", "鱼缸"),
    "screen-cracked": ("显示器", "手机", "笔记本电脑"),
}

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A place parcels come from or go to. `area` is as `workstation.domain.parcel.AREAS`."""

    name: str
    province: str
    region: str
    area: str
    areas: Texts
    hub: str
    outlets: Texts
    customs: str = ""
    phone: str = ""
    phone_digits: int = 0


@dataclass(frozen=True, slots=True)
class Good:
    """A kind of thing in a parcel; values in yuan, weights in grams, least and most."""

    name: str
    phrase: str
    category: str
    least_yuan: int
    most_yuan: int
    least_g: int
    most_g: int


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One event of a pattern; `least_h` to `most_h` hours after the one before."""

    status: str
    node: str
    place: str
    text: str
    least_h: int
    most_h: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parcel's way until the customer calls, which is `least_lag` to `most_lag` hours later."""

    steps: tuple[TraceStep, ...]
    least_lag: int
    most_lag: int


@dataclass(frozen=True, slots=True)
class Story:
    """A kind of trouble, with all the sentences told about it. See resources/sample/stories.

    `ends` are the outcomes without a claim; `claim` is the kind of claim that `claim_share` of
    a hundred such cases lead to. `intense` adds to the share of strong complaints; `how` is
    the kind of trouble with the goods that fills the slot of that name.
    """

    code: str
    subtype: str
    weight: float
    goods: Wheel[str]
    parties: Wheel[str]
    ends: Wheel[str]
    trace: str
    texts: Mapping[str, Texts]
    vary: Mapping[str, Texts]
    claim: str = ""
    abroad: bool = False
    cod: bool = False
    key: bool = False
    evidence: bool = False
    happy: bool = False
    intense: int = 0
    claim_share: int = 75
    how: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """An invented key account and what it sends."""

    name: str
    words: Texts
    region: str
    goods: Texts


@dataclass(frozen=True, slots=True)
class Content:
    """All of it. `talk` has a list of sentences per part and choice.

    `troubles` says by kind (harm, spoil) and name of the goods what may be wrong with them.
    """

    stories: Wheel[Story]
    talk: Mapping[str, Mapping[str, Texts]]
    patterns: Mapping[str, Pattern]
    ends: Mapping[str, tuple[TraceStep, ...]]
    cities: Wheel[City]
    abroad: Wheel[City]
    troubles: Mapping[str, Mapping[str, Texts]]
    goods: Mapping[str, tuple[Good, ...]]
    cod_goods: Mapping[str, tuple[Good, ...]]
    brands: tuple[Brand, ...]
    shops: Mapping[str, Texts]
    shop_tails: Texts
    surnames: Wheel[str]
    female: Texts
    male: Texts
    mail_words: Texts
    mail_hosts: Texts
    roads: Texts
    estates: Texts
    offices: Texts
    stations: Texts
    agents: tuple[Mapping[str, Any], ...]


@cache
def content() -> Content:
    """Return the sample's content."""
    people, places = _read("people"), _read("places")
    brands, traces, goods = _read("brands"), _read("traces"), _read("goods")
    words = places["words"]
    troubles = {kind: _texts(goods.pop(kind)) for kind in ("harm", "spoil")}
    return Content(
        stories=wheel((story, story.weight) for name in _STORIES for story in _stories(name)),
        talk={part: _texts(choices) for part, choices in _read("talk").items()},
        patterns={name: _pattern(found) for name, found in traces["patterns"].items()},
        ends={name: _steps(found) for name, found in traces["ends"].items()},
        cities=wheel((_city(row, "domestic"), row["weight"]) for row in places["cities"]),
        abroad=wheel((_city(row, row["area"]), row["weight"]) for row in places["abroad"]),
        troubles=troubles,
        goods={kind: _goods(kind, rows) for kind, rows in goods.items()},
        cod_goods={kind: _goods(kind, [r for r in rows if r[6]]) for kind, rows in goods.items()},
        brands=tuple(_brand(row) for row in brands["key_accounts"]),
        shop_tails=tuple(brands["shops"].pop("tails")),
        shops=_texts(brands["shops"]),
        surnames=_surnames(people["surnames"]),
        female=tuple(people["given"]["female"]),
        male=tuple(people["given"]["male"]),
        mail_words=tuple(people["mail"]["words"]),
        mail_hosts=tuple(people["mail"]["hosts"]),
        roads=tuple(words["roads"]),
        estates=tuple(words["estates"]),
        offices=tuple(words["offices"]),
        stations=tuple(words["stations"]),
        agents=tuple(_read("team")["agents"]),
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that customers of the sample send: a JPEG file and the name of its content."""

    name: str
    content: bytes
    sha256: str


@cache
def pictures() -> tuple[Picture, ...]:
    """Return the evidence pictures in the order of their names."""
    files = sorted(path("sample/evidence").glob("*.jpg"))
    told = [(file.name, file.read_bytes()) for file in files]
    return tuple(Picture(name, found, sha256(found).hexdigest()) for name, found in told)


@cache
def fitting_pictures(how: str, goods: str) -> tuple[Picture, ...]:
    """Return the pictures that can show goods of a name in the trouble `how`."""
    inside = next((name for name, told in _SHOWN.items() if goods in told), "")
    wanted = ("fruit-spoiled", "box-wet") if how == "spoil" else (inside, "box-corner", "box-torn")
    return tuple(found for name in wanted for found in pictures() if found.name == f"{name}.jpg")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(read_text(f"sample/{name}.toml"))


def _texts(choices: Mapping[str, list[str]]) -> dict[str, Texts]:
    return {name: tuple(found) for name, found in choices.items()}


def _surnames(rows: list[dict[str, Any]]) -> Wheel[str]:
    return wheel((name, row["weight"]) for row in rows for name in row["names"])


def _city(row: dict[str, Any], area: str) -> City:
    return City(
        name=row["name"],
        province=row.get("province", ""),
        region=row.get("region", ""),
        area=area,
        areas=tuple(row["areas"]),
        hub=row["hub"],
        outlets=tuple(row["outlets"]),
        customs=row.get("customs", ""),
        phone=row.get("phone", ""),
        phone_digits=row.get("digits", 0),
    )


def _goods(kind: str, rows: list[list[Any]]) -> tuple[Good, ...]:
    return tuple(Good(row[0], row[1], kind, *row[2:6]) for row in rows)


def _brand(row: dict[str, Any]) -> Brand:
    return Brand(row["name"], tuple(row["words"]), row["region"], tuple(row["goods"]))


def _steps(rows: list[list[Any]]) -> tuple[TraceStep, ...]:
    return tuple(TraceStep(*row) for row in rows)


def _pattern(found: dict[str, Any]) -> Pattern:
    return Pattern(_steps(found["before"]), *found["lag"])


def _stories(name: str) -> list[Story]:
    return [_story(row) for row in _read(f"stories/{name}")["stories"]]


def _story(row: dict[str, Any]) -> Story:
    return Story(
        code=row["id"],
        subtype=row["subtype"],
        weight=row["weight"],
        goods=wheel(row["goods"]),
        parties=wheel(row["parties"]),
        ends=wheel(row["ends"]),
        trace=row["trace"],
        texts={part: tuple(row[part]) for part in row if part.partition("_")[0] in _PARTS},
        vary=_texts(row.get("vary", {})),
        claim=row.get("claim", ""),
        abroad=row.get("area", "") == "abroad",
        cod=row.get("cod", False),
        key=row.get("key", False),
        evidence=row.get("evidence", False),
        happy=row.get("happy", False),
        intense=row.get("intense", 0),
        claim_share=row.get("claim_share", 75),
        how=row.get("how", ""),
    )
