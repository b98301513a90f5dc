"""The course of one ticket: what happens to it, hour by hour, until it is closed or it is now.

A course is a plan of steps, each some hours after the one before. It is walked until a step would
lie in the future; where it stops is where the ticket stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from workstation.domain.people import Agent
from workstation.sample.camera import Camera
from workstation.sample.content import Content, Picture, Story, fitting_pictures
from workstation.sample.draw import Draw, wheel
from workstation.sample.facts import set_moments
from workstation.sample.scripted import SHARE, scripts_for, words_of
from workstation.sample.standing import Standing
from workstation.sample.telling import Telling

_HOUR: Final = 3_600_000
#: The hours of the day between which agents of the sample work.
_FIRST, _LAST = 8, 21
_REASONS: Final = wheel(
    {"customer": 34, "internal": 26, "sender": 16, "receiver": 12, "merchant": 10, "other": 7}
)
_REPLY: Final = {"phone": "sms", "web": "sms", "sms": "sms", "chat": "chat", "email": "email"}
#: Chances of an answer of 3, of at least 2 by intensity.
_PLEASED: Final = ((0.74, 0.93), (0.52, 0.84), (0.34, 0.68))

Step = tuple[float, Callable[[], None]]


class Life:
    """Walks one ticket through its course and keeps its facts as they change."""

    def __init__(
        self,
        draw: Draw,
        told: Content,
        story: Story,
        ticket: Standing,
        telling: Telling,
        staff: tuple[Agent, ...],
        now: int,
        camera: Camera | None = None,
    ) -> None:
        self.draw = draw
        self.told = told
        self.story = story
        self.ticket = ticket
        self.telling = telling
        self.staff = staff
        self.owner = draw.one(staff)
        self.now = now
        self._camera = camera
        self.pictures: tuple[Picture, ...] = ()
        self.end = draw.spin(story.ends)
        self.settled = False
        self.ahead_at: int | None = None
        self.claiming: Callable[[], Iterator[Step]] | None = None

    # walking

    def walk(self, plan: Iterator[Step]) -> None:
        """Take the steps of a plan that have happened by now."""
        at = self.ticket.created_at
        for hours, act in plan:
            at = self._awake(max(at, self.telling.at) + max(60_000, int(hours * _HOUR)))
            if at > self.now - 300_000:
                self.ahead_at = at
                return
            self.telling.stand(at)
            act()

    def _awake(self, at: int) -> int:
        """The moment, or the next morning if nobody works then."""
        clock = (at + self.telling.offset) // _HOUR % 24
        if _FIRST <= clock < _LAST:
            return at
        until = (_FIRST - clock) % 24
        return at - at % _HOUR + until * _HOUR + int(self.draw.chance() * _HOUR)

    # plans

    def plan(self, full: bool) -> Iterator[Step]:
        """The usual course; without `full` only its bones."""
        draw, happy = self.draw, self.story.happy
        yield self._delay(), self.take
        yield draw.chance() * 0.3, self.answer
        if full and not happy:
            yield from self._work()
        elif draw.chance() < 0.4:
            yield from self._rest()
        if self.claiming is not None:
            yield from self.claiming()
        yield self._solving(), self.resolve
        if full and not happy and draw.chance() < 0.06:
            yield 4 + draw.chance() * 30, self.reopen
            yield draw.chance() * 3, self.answer
            yield 2 + draw.chance() * 30, self.resolve
        yield 24 + draw.chance() * 40, self.close

    def _delay(self) -> float:
        """Hours until somebody takes the ticket."""
        roll = self.draw.chance()
        if roll < 0.78:
            return 0.05 + self.draw.chance() * 0.8
        if roll < 0.95:
            return 1 + self.draw.chance() * 5
        return 6 + self.draw.chance() ** 2 * 40

    def _solving(self) -> float:
        """Hours of work that still stand between the last step and the solution."""
        quick = self.ticket.class_code in ("enquiry", "praise")
        return self.draw.chance() * 2 if quick else 2 + self.draw.chance() ** 2 * 64

    def _work(self) -> Iterator[Step]:
        draw = self.draw
        if self.story.evidence:
            yield 0.2 + draw.chance() * 4, self.photos
        yield 0.2 + draw.chance() * 3, self.check
        if "offer_refused" in self.ticket.tags:
            yield 0.5 + draw.chance() * 2, self.refuse
        if draw.chance() < 0.12:
            yield 0.3 + draw.chance(), self.remind
        if draw.chance() < 0.6 + 0.1 * self.ticket.intensity:
            yield from self._rest()
        if draw.chance() < 0.1 + 0.14 * self.ticket.intensity:
            yield 2 + draw.chance() * 20, self.urge
            yield 0.2 + draw.chance() * 2, self.answer
        if draw.chance() < 0.45:
            yield 0.5 + draw.chance() * 6, self.call_back
        if draw.chance() < 0.08 + 0.12 * self.ticket.intensity:
            yield 1 + draw.chance() * 16, self.urge

    def _rest(self) -> Iterator[Step]:
        yield 0.1 + self.draw.chance() * 2, self.wait
        yield 5 + self.draw.chance() * 66, self.resume

    # steps

    def take(self) -> None:
        """An agent makes the ticket theirs."""
        fields: dict[str, list[object]] = {"owner": ["", self.owner.uid]}
        if self.ticket.status == "new":
            fields["status"] = ["new", "open"]
        self.telling.change(self.owner, **fields)
        self.ticket.owner = self.owner.uid
        self.ticket.status = "open"

    def answer(self) -> None:
        """The agent answers, in words of the story or of a script."""
        own = self.draw.deal(self.story.texts["reply"])
        recited = self.draw.chance() * 100 < SHARE
        if self.telling.brief or not recited or not self._recite(own):
            self._reply(own)

    def _recite(self, own: str) -> bool:
        """Answer with a script that fits and was not used here; False when there is none.

        It draws from a stream of its own, or another library would be another team.
        """
        channel = _REPLY[self.ticket.channel]
        said = {entry.script for entry in self.telling.entries}
        choices = [s for s in scripts_for(self.ticket, channel) if s.code not in said]
        if not choices:
            return False
        telling = self.telling
        draw = Draw(f"{self.ticket.uid}:{len(telling.entries)}")
        script = draw.one(choices)
        set_moments(draw, telling.facts, telling.at, telling.offset)
        words = words_of(script, channel, self.ticket, telling.facts, self.owner)
        if words:
            told = words.replace("{", "{{").replace("}", "}}")
            self._reply(told, like=own, script=script.code, script_version=script.version)
        return bool(words)

    def _reply(self, template: str, **rest: Any) -> None:
        channel = _REPLY[self.ticket.channel]
        recipient = self.ticket.email if channel == "email" else self.ticket.phone
        if channel == "chat":
            recipient = self.ticket.customer_name
        if not recipient:
            entry = self.telling.say(
                "call",
                template,
                self.owner,
                direction="out",
                channel="phone",
                delivery="spoken",
                **rest,
            )
        else:
            failed = self.draw.chance() < 0.015
            entry = self.telling.say(
                "message",
                template,
                self.owner,
                direction="out",
                channel=channel,
                recipient=recipient,
                delivery="failed" if failed else "sent",
                delivery_detail="对方号码暂时无法接收" if failed else "",
                **rest,
            )
        if self.ticket.first_response_at is None:
            self.ticket.first_response_at = entry.at
        self.ticket.told_at = entry.at

    def check(self) -> None:
        """What was found out inside the house."""
        self.telling.say("note", self.draw.deal(self.story.texts["check"]), self.owner)

    def remind(self) -> None:
        """A note for colleagues."""
        self.telling.say("note", self.draw.deal(self.told.talk["note"]["extra"]), self.owner)

    def refuse(self) -> None:
        """The customer does not take what was offered."""
        self.telling.say("note", self.draw.deal(self.told.talk["note"]["refused"]), self.owner)

    def photos(self) -> None:
        """The customer sends pictures of what is broken."""
        shown = fitting_pictures(self.story.how, self.telling.facts["goods"])
        shown = shown[: self.draw.span(1, len(shown))]
        if self._camera is not None and self.claiming is not None:
            shown = self.pictures = self._camera.shots(shown, self.ticket.uid)
        sent = []
        for number, picture in enumerate(shown, 1):
            name = f"照片{number}.jpg"
            sent.append(self.telling.attach(picture.sha256, name, len(picture.content), "破损照片"))
        self._hear(self.draw.deal(self.told.talk["photo"]["sent"]), tuple(sent))

    def call_back(self) -> None:
        """The agent calls the customer, who may not answer."""
        outcome = "reached" if self.draw.chance() < 0.75 or not self.ticket.phone else "missed"
        self.telling.say(
            "call",
            self.draw.deal(self.told.talk["call_out"][outcome]),
            self.owner,
            direction="out",
            channel="phone",
            recipient=self.ticket.phone,
            delivery="spoken",
        )

    def wait(self) -> None:
        """The agent writes down for whom the ticket waits."""
        reason = self.draw.spin(_REASONS)
        if reason == "merchant" and self.ticket.party == "merchant":
            reason = "customer"
        entry = self.telling.say(
            "note", self.draw.deal(self.told.talk["waiting"][reason]), self.owner
        )
        self.telling.change(self.owner, status=["open", "waiting"], waiting_reason=["", reason])
        self.ticket.status = "waiting"
        self.ticket.waiting_reason = reason
        self.ticket.waiting_since = entry.at

    def resume(self) -> None:
        """What was waited for comes in."""
        reason = self.ticket.waiting_reason
        if reason in ("customer", "receiver", "sender") and reason in (
            "customer",
            self.ticket.party,
        ):
            self._hear(self.draw.deal(self.story.texts["follow"]))
        else:
            self.check()
        self._end_wait("open")

    def _end_wait(self, status: str) -> None:
        ticket = self.ticket
        reason, since = ticket.waiting_reason, ticket.waiting_since
        waited = self.telling.at - since if since and reason == "customer" else 0
        self.telling.change(self.owner, status=["waiting", status], waiting_reason=[reason, ""])
        self.ticket.status = status
        self.ticket.waiting_reason = ""
        self.ticket.waiting_since = None
        self.ticket.waited_ms = ticket.waited_ms + waited

    def _hear(self, template: str, attachments: tuple[str, ...] = ()) -> None:
        channel = _REPLY[self.ticket.channel]
        self.telling.say(
            "message",
            template,
            direction="in",
            channel=channel,
            author_name=self.ticket.customer_name,
            attachments=attachments,
        )

    def urge(self) -> None:
        """The customer asks again."""
        ticket = self.ticket
        priority = max(ticket.priority, 3 if ticket.urged == 0 else 4)
        note = self.draw.deal(self.told.talk["urged"]["note"])
        entry = self.telling.say(
            "urge", note, self.draw.one(self.staff), direction="in", recipient=ticket.phone
        )
        self.ticket.urged = ticket.urged + 1
        self.ticket.urged_at = entry.at
        self.ticket.priority = priority

    def transfer(self, before: str) -> None:
        """The ticket had come to the group `before` and is handed over with a note."""
        group = self.ticket.group_code
        note = self.draw.deal(self.told.talk["transfer"][group])
        who = self.draw.one(self.staff)
        self.telling.change(who, group_code=[before, group])
        self.telling.say("transfer", note, who, data={"groups": {"from": before, "to": group}})
        self.ticket.transfers += 1

    def resolve(self) -> None:
        """The case is solved; some customers say how pleased they are."""
        draw, ticket = self.draw, self.ticket
        self._reply(draw.deal(self._closing("done")))
        if not self.telling.brief:
            self.telling.say("note", draw.deal(self._closing("result")), self.owner)
        self.telling.change(self.owner, status=[ticket.status, "resolved"], outcome=["", self.end])
        self.ticket.status = "resolved"
        self.ticket.outcome = self.end
        self.ticket.resolved_at = max(self.telling.at, self.telling.entries[-1].at)
        if draw.chance() < 0.65:
            self.ticket.satisfaction = self._mark()
            if draw.chance() < 0.6:
                self.ticket.promise_kept = self._mark()
                self.ticket.attitude = self._mark()
                self.ticket.speed = self._mark()

    def _closing(self, part: str) -> tuple[str, ...]:
        """The last words, by how the case ended."""
        told = f"{part}_{self.end}"
        if self.settled:
            return self.told.talk["closing"][told]
        return self.story.texts.get(told) or self.story.texts[part]

    def _mark(self) -> int:
        if self.story.happy:
            return 3
        good, fair = _PLEASED[self.ticket.intensity]
        roll = self.draw.chance() + 0.06 * self.ticket.urged
        return 3 if roll < good else 2 if roll < fair else 1

    def reopen(self) -> None:
        """The customer is not content and the case is taken up again."""
        self.telling.say("note", self.draw.deal(self.told.talk["reopened"]["reason"]), self.owner)
        self.telling.change(self.owner, status=["resolved", "open"])
        self.ticket.status = "open"
        self.ticket.reopened = self.ticket.reopened + 1
        self.ticket.resolved_at = None

    def close(self) -> None:
        """Nothing more was heard, and the case is closed."""
        self.telling.change(self.owner, status=["resolved", "closed"])
        self.ticket.status = "closed"
        self.ticket.closed_at = max(self.telling.at, self.telling.entries[-1].at)
