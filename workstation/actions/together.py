"""Several actions as one piece of work."""

from __future__ import annotations

from dataclasses import dataclass

from workstation.store.replica import Action
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class Bulk:
    """Several actions as one: all or nothing, one undo."""

    actions: tuple[Action, ...]

    def perform(self, work: Work) -> tuple[object, ...]:
        """Codes: those of the actions."""
        return tuple(action.perform(work) for action in self.actions)
