"""Made-up people: names, numbers, addresses, and the team of twelve."""

from __future__ import annotations

from dataclasses import dataclass

from workstation.domain.people import Agent, Customer, KeyAccount
from workstation.sample.content import Brand, City, Content, content
from workstation.sample.draw import Draw

#: When the team joined (2024-01-01 in UTC, milliseconds), so that its ids follow from the seed.
JOINED_AT = 1_704_067_200_000


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """Who works here: agents in all groups and two regions, and the accounts they look after."""

    agents: tuple[Agent, ...]
    key_accounts: tuple[KeyAccount, ...]

    def of(self, group: str, region: str) -> tuple[Agent, ...]:
        """Agents of a group, those of the region if there are any; leaders and admin last."""
        inside = [agent for agent in self.agents if group in agent.groups]
        near = [agent for agent in inside if agent.region == region and agent.role != "admin"]
        plain = [agent for agent in near if agent.role in ("agent", "claims")]
        return tuple(plain or near or inside)


@dataclass(frozen=True, slots=True)
class Person:
    """A party to a parcel; `title` is how an agent speaks of them. `shop`: a seller."""

    name: str
    title: str
    phone: str
    city: City
    address: str
    shop: bool = False


def team(seed: int, now_ms: int = JOINED_AT) -> SampleTeam:
    """Return the team of a seed. Ids follow from the seed alone, so desks agree on them.

    `now_ms` only matters when it is before the team joined.
    """
    draw = Draw(f"team {seed}")
    at = min(now_ms, JOINED_AT)
    agents = tuple(
        Agent(
            uid=draw.uid(at + place),
            name=row["name"],
            work_no=row["work_no"],
            role=row["role"],
            groups=tuple(row["groups"]),
            region=row["region"],
            login=row["login"],
            skills=tuple(row.get("skills", ())),
            load_limit=row.get("load_limit", 0),
            availability=row.get("availability", "available"),
        )
        for place, row in enumerate(content().agents)
    )
    accounts = tuple(
        KeyAccount(
            uid=draw.uid(at + 100 + place),
            name=brand.name,
            words=brand.words,
            region=brand.region,
            manager=_manager(agents, brand),
        )
        for place, brand in enumerate(content().brands)
    )
    return SampleTeam(agents, accounts)


def _manager(agents: tuple[Agent, ...], brand: Brand) -> str:
    return next(
        agent.uid
        for agent in agents
        if "key_account" in agent.groups and agent.region == brand.region
    )


def person(draw: Draw, told: Content, city: City) -> Person:
    """Make up someone who lives in a city."""
    surname = draw.spin(told.surnames)
    woman = draw.chance() < 0.55
    given = draw.one(told.female if woman else told.male)
    title = surname + ("女士" if woman else "先生")
    return Person(surname + given, title, phone(draw, city), city, address(draw, told, city))


def seller(draw: Draw, told: Content, city: City, name: str) -> Person:
    """Make up the desk of a shop or brand in a city."""
    return Person(name, name, phone(draw, city), city, office(draw, told, city), shop=True)


def phone(draw: Draw, city: City) -> str:
    """A telephone number in the shape of the place; now and then a privacy number."""
    if city.phone:
        return f"+{city.phone.replace('-', '')}{draw.digits(city.phone_digits)}"
    number = f"1{draw.span(3, 9)}{draw.digits(9)}"
    return f"{number}-{draw.digits(4)}" if draw.chance() < 0.03 else number


def address(draw: Draw, told: Content, city: City) -> str:
    """Where someone lives."""
    home = f"{draw.one(told.estates)}{draw.span(1, 28)}栋{draw.span(1, 32)}0{draw.span(1, 6)}室"
    return _place(draw, told, city) + home


def office(draw: Draw, told: Content, city: City) -> str:
    """Where someone works."""
    room = f"{draw.one(told.offices)}{draw.one('ABCDE')}座{draw.span(2, 30)}层"
    return _place(draw, told, city) + room


def _place(draw: Draw, told: Content, city: City) -> str:
    road = f"{draw.one(city.areas)}{draw.one(told.roads)}{draw.span(1, 680)}号"
    if not city.province:
        return city.name + road
    own = city.province == f"{city.name}市"
    return (city.province if own else f"{city.province}{city.name}市") + road


def mail(draw: Draw, told: Content) -> str:
    """An invented mail address below the reserved example domains (RFC 2606)."""
    return f"{draw.one(told.mail_words)}{draw.span(10, 9999)}@{draw.one(told.mail_hosts)}"


def customer(draw: Draw, told: Content, who: Person, at: int, kind: str) -> Customer:
    """The customer record of a person who calls at `at`."""
    known_for = draw.span(0, 700) * 86_400_000
    return Customer(
        uid=draw.uid(at),
        name=who.name,
        phone=who.phone,
        email=mail(draw, told) if draw.chance() < 0.45 else "",
        kind=kind,
        company=who.name if who.shop else "",
        address=who.address,
        region=who.city.region,
        vip=draw.chance() < 0.05,
        created_at=at - known_for,
    )
