"""Where a ticket stands while its course is walked: the facts that change on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(slots=True)
class Standing:
    """A ticket's facts as `workstation.domain.ticket.Ticket` names them; only some may change."""

    uid: str
    created_at: int
    channel: str
    party: str
    class_code: str
    subtype: str
    intensity: int
    customer_name: str
    phone: str
    email: str
    group_code: str = "individual"
    status: str = "new"
    waiting_reason: str = ""
    waiting_until: int | None = None
    waiting_since: int | None = None
    waited_ms: int = 0
    waits: tuple[str, ...] = ()
    priority: int = 2
    owner: str = ""
    urged: int = 0
    urged_at: int | None = None
    transfers: int = 0
    reopened: int = 0
    outcome: str = ""
    duplicate_of: str = ""
    satisfaction: int | None = None
    promise_kept: int | None = None
    attitude: int | None = None
    speed: int | None = None
    first_response_at: int | None = None
    told_at: int | None = None
    resolved_at: int | None = None
    closed_at: int | None = None
    tags: tuple[str, ...] = ()
    lane: str = ""
    # what limits look at, too, and no sample ticket has
    cause: ClassVar[str] = ""
    region: ClassVar[str] = ""
    product: ClassVar[str] = ""
    bounced: ClassVar[int] = 0
    step: ClassVar[str] = ""
    step_since: ClassVar[int | None] = None
    procedure: ClassVar[str] = ""
    department: ClassVar[str] = ""
    parent: ClassVar[str] = ""
    source: ClassVar[str] = ""
    flags: ClassVar[tuple[str, ...]] = ()
    extra: ClassVar[dict[str, str]] = {}

    @property
    def is_open(self) -> bool:
        """Whether work is still owed."""
        return self.status in ("new", "open", "waiting")

    def facts(self) -> dict[str, Any]:
        """All of them, by name."""
        return {name: getattr(self, name) for name in self.__slots__}
