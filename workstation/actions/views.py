"""Keeping and dropping saved views."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workstation.domain.refusal import Refusal
from workstation.domain.view import OWED, View
from workstation.store.conditions import ORDERS
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class SaveView:
    """Keep a view under its uid; a view without an owner is the whole team's."""

    view: View

    def perform(self, work: Work) -> str:
        """Codes: text_missing, order_unknown."""
        if not self.view.name.strip():
            raise Refusal("text_missing", field="name")
        if self.view.order not in (*ORDERS, OWED):
            raise Refusal("order_unknown", order=self.view.order)
        known = work.find(View, self.view.uid)
        made = replace(self.view, code="")
        if known is None:
            work.add(made)
        else:
            work.keep(known, made)
        return made.uid


@dataclass(frozen=True, slots=True)
class DropView:
    """Remove a saved view."""

    view: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed (somebody else's view)."""
        view = work.get(View, self.view)
        if view.owner not in ("", work.agent.uid) and work.agent.role not in ("leader", "admin"):
            raise Refusal("not_allowed", act="drop_view", role=work.agent.role)
        work.drop(view)
