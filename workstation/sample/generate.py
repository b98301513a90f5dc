"""Cases in any number from a seed: the same seed, count and moment give the same cases.

Nothing is kept but the last few hundred customers and the last cases, so that a million cases
need no more memory than a thousand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from workstation.domain.assignment import lane_of
from workstation.domain.claim import Claim
from workstation.domain.facts import outside_facts
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.route import Decision
from workstation.domain.ticket import Ticket
from workstation.rules.bundle import Rules
from workstation.sample.arranged import Arranged, arranged
from workstation.sample.backlog import Backlog
from workstation.sample.camera import Camera
from workstation.sample.care import lane_facts, promises_of, records_of, revisits_of
from workstation.sample.case import SampleCase
from workstation.sample.cast import Cast, Roles
from workstation.sample.claim_papers import PaperMaker, lent_limits
from workstation.sample.claims import ClaimDesk
from workstation.sample.clock import Arrivals
from workstation.sample.content import Story, content
from workstation.sample.desk_rules import DeskRules
from workstation.sample.draw import Draw
from workstation.sample.duplicates import duplicate_of
from workstation.sample.facts import facts_of, set_moments
from workstation.sample.life import Life
from workstation.sample.opening import Opening, opening
from workstation.sample.parcels import HOUR, load, parcel, trace, traces, way
from workstation.sample.paying import ClaimCourse
from workstation.sample.people import SampleTeam, team
from workstation.sample.standing import Standing
from workstation.sample.telling import Telling

#: From this many cases on, timelines are kept short.
SHORT_FROM: Final = 20_000
_DUPLICATES: Final = 0.05
_REFUSED: Final = 0.06
_MISROUTED: Final = 0.08


def generate(count: int, seed: int, now_ms: int, zone: str, rules: Rules) -> Iterator[SampleCase]:
    """Yield `count` cases in the order of their coming in, the last shortly before `now_ms`.

    `zone` is the time zone (IANA name) whose day people keep; groups, limits, steps and
    compensation follow from `rules`. From `SHORT_FROM` cases on the timelines are short.
    Raises `ValueError` for a negative count and `zoneinfo.ZoneInfoNotFoundError` for an
    unknown zone.
    """
    if count < 0:
        raise ValueError(f"count of cases is negative: {count}")
    return _Maker(count, seed, now_ms, zone, rules).cases() if count else iter(())


class _Maker:
    def __init__(self, count: int, seed: int, now_ms: int, zone: str, rules: Rules) -> None:
        self._count = count
        self._now = now_ms
        self._full = count < SHORT_FROM
        self._arrivals = Arrivals(count, now_ms, zone)
        self._draw = Draw(seed)
        self._told = content()
        self._rules = DeskRules(rules)
        self._team: SampleTeam = team(seed)
        self._staff = {
            (group.code, region): self._team.of(group.code, region)
            for group in rules.groups
            for region in ("south", "east")
        }
        self._cast = Cast(self._draw, self._told)
        lent = lent_limits(self._team, now_ms)
        self._claims = ClaimDesk(self._draw, self._told, rules, self._team, lent)
        self._papers = PaperMaker(rules, self._team, lent, now_ms)
        self._camera = Camera() if self._full else None
        self._arranged = arranged(count, seed, self._told) if self._full else {}
        self._claim_count = 0
        self._backlog = Backlog(self._draw, count)
        self._last: deque[SampleCase] = deque(maxlen=60)

    def cases(self) -> Iterator[SampleCase]:
        for place in range(self._count):
            at, offset = self._arrivals.at(place, self._draw.chance())
            earlier = None if place in self._arranged else self._earlier(at)
            if earlier is not None:
                yield self._twin(earlier, place, at, offset)
                continue
            case = self._papers.papers_of(self._case(place, at, offset))
            self._last.append(case)
            yield case

    def _twin(self, earlier: SampleCase, place: int, at: int, offset: int) -> SampleCase:
        draw, told, rules = self._draw, self._told, self._rules.rules
        staff = self._staff[earlier.ticket.group_code, earlier.ticket.region]
        number = _number(place)
        return duplicate_of(draw, told, earlier, number, at, offset, self._now, staff, rules)

    def _earlier(self, at: int) -> SampleCase | None:
        """A case that a customer may report a second time, now and then."""
        if self._draw.chance() >= _DUPLICATES or at > self._now - 6 * HOUR or not self._last:
            return None
        case = self._draw.one(self._last)
        told = case.ticket
        fresh = told.created_at > at - 72 * HOUR and told.created_at < at - HOUR
        return case if fresh and told.channel == "phone" and told.intensity < 2 else None

    def _case(self, place: int, at: int, offset: int) -> SampleCase:
        draw, told = self._draw, self._told
        known = self._arranged.get(place)
        story = known.story if known else draw.spin(told.stories)
        brand = known.brand if known else self._cast.brand(story)
        carried = load(draw, told, story, brand.goods if brand else ())
        roles = self._cast.roles(story, at, brand, carried.good.category)
        if place == self._count - 1 and not roles.known:  # somebody waits in the green lane
            roles = replace(roles, customer=replace(roles.customer, vip=True))
        going = way(draw, told.patterns[story.trace], at, offset)
        facts = facts_of(draw, told, story, roles, carried, going, at, offset)
        batch = _batch(draw, at, facts) if story.key else ""
        carriage = parcel(draw, place + 1, story, carried, roles, going, batch)
        carriage = known.carried(carriage) if known else carriage
        facts["batch"] = carriage.batch
        facts["waybill"], facts["tail"] = carriage.waybill, carriage.waybill[-4:]
        facts["number"] = _number(place)
        set_moments(draw, facts, at, offset)
        first = opening(draw, told, story, roles, facts)
        standing = self._standing(at, story, roles, first)
        if story.claim and draw.chance() < _REFUSED:
            standing.tags = ("offer_refused",)
        decision = self._rules.route(standing, carriage, roles, first)
        standing.group_code = decision.group
        near = roles.receiver if roles.party == "receiver" else roles.sender
        region = decision.region or near.city.region or roles.sender.city.region
        lane = lane_of(self._rules.rules.assignment, lane_facts(roles.customer, carriage))
        if lane is not None:
            standing.lane = lane.code
            standing.priority = max(standing.priority, lane.priority)
        telling = Telling(draw, standing.uid, facts, offset, brief=not self._full)
        staff = self._staff[decision.group, region]
        if known:  # whoever approves has not made it
            staff = tuple(one for one in staff if one.role != "claims") or staff
        life = Life(draw, told, story, standing, telling, staff, self._now, self._camera)
        course = self._claim_course(life, story, carriage, roles, first, always=known is not None)
        self._begin(life, first)
        if course and known:
            life.walk(known.plan(life, course))
        elif not self._backlog.keeps(place, decision.group):
            life.walk(life.plan(self._full))
        told_way = traces(draw, carriage.uid, going, facts, self._full)
        carriage, told_way = self._arrive(life, carriage, told_way)
        ticket = self._ticket(place, life, roles, carriage, first, decision, region)
        return SampleCase(
            ticket=ticket,
            entries=tuple(telling.entries),
            customer=roles.customer,
            parcel=carriage,
            traces=tuple(told_way),
            claim=_claim(course, known),
            attachments=tuple(telling.attachments),
            prints=course.prints if course else (),
            pictures=life.pictures,
            known_customer=roles.known,
            promises=promises_of(ticket, self._now),
            written=records_of(ticket, self._rules.rules),
            revisits=revisits_of(ticket, self._rules.rules, self._now),
        )

    def _standing(self, at: int, story: Story, roles: Roles, first: Opening) -> Standing:
        """The facts of the fresh ticket that the rules and the course look at."""
        return Standing(
            uid=self._draw.uid(at),
            created_at=at,
            channel=first.channel,
            party=roles.party,
            class_code=self._rules.classes[story.subtype],
            subtype=story.subtype,
            intensity=first.intensity,
            customer_name=roles.customer.name,
            phone=first.phone,
            email=first.email,
            priority=first.priority,
        )

    def _ticket(
        self,
        place: int,
        life: Life,
        roles: Roles,
        carriage: Parcel,
        first: Opening,
        decision: Decision,
        region: str,
    ) -> Ticket:
        """The ticket as its course left it, with its step and its limits."""
        draw, standing = self._draw, life.ticket
        if standing.status == "waiting":
            ahead = life.ahead_at or self._now
            standing.waiting_until = ahead - int(draw.chance() ** 3 * 20 * HOUR)
        causes = self._rules.causes[standing.subtype]
        outside = outside_facts(roles.customer, carriage)
        limits = self._rules.limits(standing, outside)
        ticket = Ticket(
            number=_number(place),
            subject=first.subject,
            source="sample",
            cause=draw.one(causes) if causes and standing.owner else "",
            region=region,
            route_rule=f"{decision.rule}@{decision.version}",
            route_reason=self._rules.reason(decision),
            product=carriage.product,
            waybill=carriage.waybill,
            order_no=f"E{draw.digits(14)}" if roles.sender.shop and draw.chance() < 0.7 else "",
            parcel=carriage.uid,
            customer=roles.customer.uid,
            address=roles.caller.address,
            step=self._step(standing),
            procedure=self._rules.procedure(standing.group_code),
            last_activity_at=max(life.telling.at, life.telling.entries[-1].at),
            response_due=limits.response_due,
            resolve_due=limits.resolve_due,
            legal_due=limits.legal_due,
            update_due=limits.update_due,
            limits_version=self._rules.rules.limits.version,
            due_at=limits.due_at,
            due_kind=limits.due_kind,
            **standing.facts(),
        )
        return self._rules.in_step(ticket, outside, self._now) if ticket.is_open else ticket

    def _claim_course(
        self,
        life: Life,
        story: Story,
        carriage: Parcel,
        roles: Roles,
        first: Opening,
        *,
        always: bool = False,
    ) -> ClaimCourse | None:
        wanted = bool(story.claim) and self._draw.chance() * 100 < story.claim_share
        if not wanted and not always:
            return None
        course = ClaimCourse(
            life, self._claims, story, carriage, roles.customer, first.subject, self._next_claim
        )
        life.claiming = course.plan
        return course

    def _next_claim(self) -> int:
        self._claim_count += 1
        return self._claim_count

    def _begin(self, life: Life, first: Opening) -> None:
        """Write the first words down; some tickets first came to another group."""
        telling, ticket = life.telling, life.ticket
        telling.stand(ticket.created_at)
        hotline = self._draw.one(self._team.agents)
        if first.channel == "phone":
            telling.tell(first.body, "call", hotline, recipient=ticket.phone)
        else:
            telling.tell(
                first.body, "message", None, channel=first.channel, name=ticket.customer_name
            )
        if self._full and self._draw.chance() < _MISROUTED:
            others = [code for code, _ in self._staff if code != ticket.group_code]
            life.transfer(self._draw.one(others))

    def _arrive(
        self, life: Life, carriage: Parcel, told_way: list[Trace]
    ) -> tuple[Parcel, list[Trace]]:
        """Add the end of the parcel's way to a solved case."""
        draw, ticket = self._draw, life.ticket
        usual = life.story.ends.items[0]
        steps = self._told.ends.get(life.end) or self._told.ends.get(usual, ())
        if life.settled:
            return carriage, told_way
        if ticket.resolved_at is None or carriage.signed_at is not None or not steps:
            return carriage, told_way
        first = max(ticket.created_at, told_way[-1].at or 0) + 600_000
        room = ticket.resolved_at - 300_000 - first
        shown = steps if self._full else steps[-1:]
        if room < len(shown):
            return carriage, told_way
        for number, step in enumerate(shown, 1):
            at = first + room * number // len(shown)
            told_way.append(trace(draw, carriage.uid, step, at, life.telling.facts))
        last = told_way[-1]
        signed = last.at if last.status == "signed" else None
        return replace(carriage, status=last.status, signed_at=signed), told_way

    def _step(self, standing: Standing) -> str:
        """The step at which the ticket may stand: first, some way on, or the end."""
        path = self._rules.path(standing.group_code, standing.subtype)
        if not path or standing.status == "new":
            return path[0] if path else ""
        if not standing.is_open:
            return path[-1]
        last = max(len(path) - 2, 0)
        return path[self._draw.span(min(3, last), last)]


def _claim(course: ClaimCourse | None, known: Arranged | None) -> Claim | None:
    claim = course.claim if course else None
    return known.linked(claim) if claim and known else claim


def _number(place: int) -> str:
    return f"0-{place + 1:05d}"


def _batch(draw: Draw, at: int, facts: dict[str, str]) -> str:
    """A batch number, also as the sentences tell it."""
    facts["batch"] = f"B{at // 86_400_000 % 10_000:04d}-{draw.span(1, 24):02d}"
    return facts["batch"]
