"""Made-up parcels and what happened to them on their way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.parcel import Parcel, Trace
from workstation.sample.cast import Roles
from workstation.sample.content import Content, Good, Pattern, Story, TraceStep
from workstation.sample.draw import Draw

HOUR: Final = 3_600_000
_PRODUCT: Final = {"fresh": "生鲜速配", "food": "生鲜速配", "documents": "特快"}
#: Events at which a person is at somebody's door.
_BY_DAY: Final = ("collected", "ordered", "out_for_delivery", "delivery_failed", "signed")
#: Steps through ten digits without meeting one twice (it shares no factor with 10**10).
_STRIDE: Final = 7_236_067_977


@dataclass(frozen=True, slots=True)
class Way:
    """A pattern's events at their moments, the last of them before the customer called."""

    steps: tuple[TraceStep, ...]
    times: tuple[int, ...]

    @property
    def signed_at(self) -> int | None:
        """When the parcel was signed for, if it was."""
        done = self.steps[-1].status == "signed"
        return self.times[-1] if done else None


def waybill(number: int, carrier: str) -> str:
    """The waybill of the parcel with a running number: unique, and from a range not in use."""
    tail = f"{number * _STRIDE % 10**10:010d}"
    if carrier == "jd":
        return f"JDVA9{tail}"
    if carrier == "yto":
        return f"YT999{tail}"
    return f"SF999{tail}"


def way(draw: Draw, pattern: Pattern, called_at: int, offset: int) -> Way:
    """Lay a pattern's events out backwards from the customer's call.

    People collect and deliver by day, in the zone `offset` ms ahead of UTC; hubs never sleep.
    """
    at = called_at - int((pattern.least_lag + draw.chance() * _width(pattern)) * HOUR)
    times = []
    for step in reversed(pattern.steps):
        if step.status in _BY_DAY:
            at = _by_day(draw, at, offset)
        times.append(at)
        at -= int((step.least_h + draw.chance() * (step.most_h - step.least_h)) * HOUR) + 60_000
    return Way(pattern.steps, tuple(reversed(times)))


def _by_day(draw: Draw, at: int, offset: int) -> int:
    """The moment, or the evening before it if that is at night."""
    late = ((at + offset) // HOUR - 20) % 24
    if late >= 12:
        return at
    return at - (late + 1) * HOUR - int(draw.chance() * HOUR)


def _width(pattern: Pattern) -> int:
    return pattern.most_lag - pattern.least_lag


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent and for how much; money in fen."""

    good: Good
    value_fen: int
    insured_fen: int
    freight_fen: int
    cod_fen: int | None
    weight_g: int


def load(draw: Draw, told: Content, story: Story, only: tuple[str, ...] = ()) -> Load:
    """Choose the goods of a story, of the names in `only` if it is given."""
    good = _good(draw, told, story, only)
    yuan = draw.span(good.least_yuan, good.most_yuan)
    grams = draw.span(good.least_g, good.most_g)
    insured = 0
    if yuan >= 300 and draw.chance() < 0.35:
        insured = yuan if draw.chance() < 0.6 else max(300, yuan // 200 * 100)
    kilos = -(-grams // 1000)
    return Load(
        good=good,
        value_fen=yuan * 100,
        insured_fen=insured * 100,
        freight_fen=(1300 if grams <= 1000 else 1300 + (kilos - 1) * 250)
        * (4 if story.abroad else 1),
        cod_fen=yuan * 100 if story.cod else None,
        weight_g=grams,
    )


def _good(draw: Draw, told: Content, story: Story, only: tuple[str, ...]) -> Good:
    if only:
        named = [good for goods in told.goods.values() for good in goods if good.name in only]
        return draw.one(named)
    kind = draw.spin(story.goods)
    choices = told.cod_goods[kind] if story.cod else ()
    return draw.one(choices or told.goods[kind])


def parcel(
    draw: Draw,
    number: int,
    story: Story,
    carried: Load,
    roles: Roles,
    going: Way,
    batch: str,
) -> Parcel:
    """The parcel of a case, as it stood when the customer called."""
    sender, receiver = roles.sender, roles.receiver
    roll = draw.chance()
    carrier = "sf" if roll < 0.94 or story.abroad else "jd" if roll < 0.97 else "yto"
    category = carried.good.category
    product = "国际标快" if story.abroad else _PRODUCT.get(category, "标快")
    posted = going.times[0]
    promise = 24 if category in ("fresh", "food") else 120 if story.abroad else 48
    return Parcel(
        uid=draw.uid(posted),
        waybill=waybill(number, carrier),
        carrier=carrier,
        product=product,
        origin=sender.city.name,
        destination=receiver.city.name,
        area=receiver.city.area,
        goods=carried.good.name,
        category=category,
        weight_g=carried.weight_g,
        declared_fen=carried.value_fen or None,
        insured_fen=carried.insured_fen or None,
        freight_fen=carried.freight_fen,
        cod_fen=carried.cod_fen,
        status=going.steps[-1].status,
        batch=batch,
        sender_name=sender.name,
        sender_phone=sender.phone,
        sender_address=sender.address,
        receiver_name=receiver.name,
        receiver_phone=receiver.phone,
        receiver_address=receiver.address,
        merchant=sender.name if sender.shop else "",
        posted_at=posted,
        promised_at=posted + promise * HOUR,
        signed_at=going.signed_at,
    )


def traces(draw: Draw, uid: str, going: Way, facts: Mapping[str, str], full: bool) -> list[Trace]:
    """The events of a parcel until the call; only the first and last unless `full`."""
    told = list(zip(going.steps, going.times, strict=True))
    if not full and len(told) > 2:
        told = [told[0], told[-1]]
    return [trace(draw, uid, step, at, facts) for step, at in told]


def trace(draw: Draw, uid: str, step: TraceStep, at: int, facts: Mapping[str, str]) -> Trace:
    """One event of a parcel."""
    return Trace(
        uid=draw.uid(at),
        parcel=uid,
        at=at,
        text=step.text.format_map(facts),
        place=facts[step.place],
        node=step.node,
        status=step.status,
    )
