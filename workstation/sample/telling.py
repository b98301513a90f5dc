"""Writing a case's timeline: each thing said or done becomes an entry at its moment."""

from __future__ import annotations

from typing import Any, Final

from workstation.domain.conversation import Attachment, Entry
from workstation.domain.people import Agent
from workstation.sample.draw import Draw
from workstation.sample.facts import set_moments

_MOMENTS: Final = ("{eta}", "{callback}", "{hour}")


class Telling:
    """One ticket's timeline. Moments only go forward; texts are filled from `facts`.

    With `brief` only what was said is written down, not what was altered.
    """

    def __init__(
        self, draw: Draw, ticket: str, facts: dict[str, str], offset: int, *, brief: bool = False
    ) -> None:
        self.brief = brief
        self.draw = draw
        self.ticket = ticket
        self.facts = facts
        self.offset = offset
        self.at = 0
        self.entries: list[Entry] = []
        self.attachments: list[Attachment] = []

    def stand(self, at: int) -> None:
        """Go on to a moment."""
        self.at = max(at, self.at + 1)

    def say(
        self, kind: str, template: str = "", who: Agent | None = None, like: str = "", **rest: Any
    ) -> Entry:
        """Add an entry a few seconds after the last one.

        What is said in place of `like` draws what that would have drawn: the stream goes on alike.
        """
        if self.entries and self.entries[-1].at >= self.at:
            self.at = self.entries[-1].at + self.draw.span(1_000, 30_000)
        facts = self.facts
        if any(slot in (like or template) for slot in _MOMENTS):
            set_moments(self.draw, facts, self.at, self.offset)
        if who is not None:
            facts["agent"], facts["work_no"] = who.name, who.work_no
            rest["author"], rest["author_name"] = who.uid, who.name
        entry = Entry(
            uid=self.draw.uid(self.at),
            ticket=self.ticket,
            at=self.at,
            kind=kind,
            body=template.format_map(facts) if template else "",
            **rest,
        )
        self.entries.append(entry)
        return entry

    def tell(self, body: str, kind: str, who: Agent | None, **rest: Any) -> Entry:
        """Add a customer's words as they are: noted by an agent, or written by the customer."""
        if self.entries:
            self.at = max(self.at, self.entries[-1].at + 1_000)
        entry = Entry(
            uid=self.draw.uid(self.at),
            ticket=self.ticket,
            at=self.at,
            kind=kind,
            body=body,
            direction="in",
            channel=rest.get("channel", "phone"),
            author=who.uid if who else "",
            author_name=who.name if who else rest.get("name", ""),
            recipient=rest.get("recipient", ""),
        )
        self.entries.append(entry)
        return entry

    def change(self, who: Agent | None, **fields: list[object]) -> None:
        """Add the entry of changed fields, each with its value before and after."""
        if self.brief:
            return
        self.say("change", "", who, data={"fields": fields})

    def attach(self, sha256: str, name: str, size: int, label: str) -> str:
        """Hang a picture on the ticket; give the attachment's uid."""
        uid = self.draw.uid(self.at)
        self.attachments.append(
            Attachment(uid, self.ticket, sha256, name, "image/jpeg", size, self.at, "", label)
        )
        return uid
