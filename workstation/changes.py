"""What a finished piece of work altered, announced to everybody who shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Origin = Literal["desk", "shared", "import"]
#: Announces "much changed": views read anew instead of row by row.
MANY: Final = 2_000


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts altered together.

    `tickets` maps a ticket's uid to the names of its changed fields ("+" for a new one,
    "entries", "claims", "attachments", "lease" for what hangs on it); `rows` gives the
    replica's row number of each. `kinds` names other kinds of record that changed (such as
    "agent", "view", "customer"). `origin` is "desk" (this agent), "shared" (from the hub) or
    "import"; `who` the name behind a shared change. `many` asks views to read anew.
    """

    tickets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    origin: Origin = "desk"
    who: str = ""
    operation: str = ""
    many: bool = False

    def joined(self, later: Changes) -> Changes:
        """Both as one announcement; the later one's origin and author stand."""
        tickets = dict(self.tickets)
        for uid, fields in later.tickets.items():
            tickets[uid] = tickets.get(uid, frozenset()) | fields
        return Changes(
            tickets=tickets,
            rows={**self.rows, **later.rows},
            kinds=self.kinds | later.kinds,
            origin=later.origin,
            who=later.who or self.who,
            operation=later.operation or self.operation,
            many=self.many or later.many or len(tickets) > MANY,
        )
