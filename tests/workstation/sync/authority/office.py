"""A PostgreSQL hub with people who have logins of their own, and tickets in two groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from workstation.domain.identity import new_uid
from workstation.sync import enrolling, hub_admin
from workstation.sync.dialling import dial
from workstation.sync.hub import open_hub
from workstation.sync.hub_people import Wanted
from workstation.sync.protocol import Enrolment, Facts, Hub, Operation


@dataclass
class Member:
    """A person at a desk that was enrolled with a secret."""

    uid: str
    login: str
    url: str
    hub: Hub
    desk: Enrolment
    n: int = 0

    def push(
        self,
        *changes: Facts,
        agent: str = "",
        desk_no: int = 0,
        token: str = "",
        action: str = "Act",
    ) -> Any:
        """One operation; what the hub says to it."""
        self.n += 1
        first = changes[0] if changes else {}
        ticket = first.get("uid", "") if first.get("kind") == "ticket" else ""
        who = agent or self.uid
        told = Operation(self.n, new_uid(), 1, who, action, ticket, {}, list(changes))
        pushed = self.hub.push(desk_no or self.desk.desk_no, token or self.desk.token, [told])
        self.desk = Enrolment(self.desk.desk_no, pushed.token, self.desk.epoch, self.uid)
        return pushed.outcomes[0]

    def raw(self) -> psycopg.Connection[Any]:
        """A bare connection of the person's login."""
        made: psycopg.Connection[Any] = dial(self.url, autocommit=True)
        return made


@dataclass
class Office:
    """The hub as its operator sees it, and its people."""

    url: str
    folder: Path
    people: dict[str, Member] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hub = open_hub(self.url)
        self.desk = self.hub.enrol("operator", "operator")

    def add(self, name: str, *groups: str, role: str = "agent", **more: Any) -> Member:
        """A person whose desk has joined."""
        added = hub_admin.add_person(self.url, Wanted(name, role=role, groups=groups, **more), 7)
        profile = self.folder / f"{name}{len(self.people)}"
        joined = hub_admin.join_url(self.url, added.role_name)
        url = enrolling.enrol_with_secret(joined, added.secret, profile)
        hub = open_hub(url)
        desk = hub.enrol(new_uid(), name)
        member = Member(added.agent.uid, added.role_name, url, hub, desk)
        self.people[added.role_name] = member
        return member

    def ticket(self, group: str, *, content: bytes = b"5", **facts: Any) -> str:
        """A ticket with a line on it and a file, put in by the operator."""
        uid, entry, file = new_uid(), new_uid(), new_uid()
        told = {"uid": uid, "number": f"9-{uid[-5:]}", "created_at": 5, "group_code": group}
        told |= {"subject": f"of {group}", "waybill": f"SF{uid[-8:].upper()}", **facts}
        line = {"uid": entry, "ticket": uid, "at": 6, "kind": "note", "body": f"said in {group}"}
        attached = {"uid": file, "ticket": uid, "sha256": sha256(content).hexdigest(), "name": "a"}
        attached |= {"media_type": "image/jpeg", "size": 5, "added_at": 6}
        given = [("ticket", told), ("entry", line), ("attachment", attached)]
        self.hub.seed(self.desk.desk_no, self.desk.token, given)
        return uid

    def close(self) -> None:
        """Close all connections."""
        for member in self.people.values():
            member.hub.close()
        self.hub.close()
