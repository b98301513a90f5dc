"""Automations on a desk: what follows work at once, what would be done now, and notices to people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from workstation.domain.pages import Notice
from workstation.store import notices

if TYPE_CHECKING:
    from workstation.actions.acting import Around
    from workstation.desk import Desk
    from workstation.domain.automation import Automation
    from workstation.domain.rule_set import RuleSet
    from workstation.limit_lines import LimitLine
    from workstation.store.work import Work

T = TypeVar("T")
#: So many open tickets are looked at for a preview, those due next first.
LOOKED_AT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Would:
    """A ticket that matches an automation now, and the acts that would change anything on it."""

    ticket: str
    number: str
    subject: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an automation would do now: `matched` tickets of the `looked_at`, the first of them.

    With `capped` there are more open tickets than were looked at. `loops` are the circles of
    automations that it is part of.
    """

    automation: Automation
    matched: int
    looked_at: int
    capped: bool
    tickets: tuple[Would, ...]
    loops: tuple[tuple[str, ...], ...]


class Automating:
    """The part of `Desk` that lets rules act by themselves."""

    if TYPE_CHECKING:

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _here(self) -> Desk:
        return cast("Desk", self)

    def around(self) -> Around:
        """What acts of macros and automations need besides the records."""
        from workstation.actions.acting import Around
        from workstation.channels.settings import judge_channels

        desk = self._here
        channels = judge_channels(desk.settings.channels)
        return Around(
            zone=desk.zone,
            team_name=desk.settings.organisation,
            team_name_en=desk.settings.organisation_en,
            team_phone=desk.settings.service_phone,
            scripts=lambda: desk.team_scripts,
            channels=frozenset(one for one in ("sms", "email") if channels.configured(one)),
            shared=desk.courier is not None,
            room=desk.room,
        )

    def follow(self, work: Work, action: str) -> None:
        """Do what automations do about work that was just done, as part of it."""
        if not work.rules.automations:
            return
        from workstation.actions.automations import follow

        follow(work, action, self.around)

    def limit_lines(self, ticket: str) -> tuple[LimitLine, ...]:
        """All limits of a ticket and its claims with their arithmetic; a bounded, indexed read.

        Raises `Refusal`: not_found, limit_calendar.
        """
        from workstation.limit_lines import limit_lines

        return limit_lines(self._here, ticket)

    def preview_automation(
        self, code: str, shown: int = 50, draft: RuleSet | None = None
    ) -> Future[Preview]:
        """Which tickets an automation matches now and what it would do, without doing it.

        With a draft (and its text) as it is written there. On the reading pool. Raises `Refusal`:
        not_found, rules_unsound.
        """
        return self._on_pool(self._preview, code, shown, draft)

    def _preview(self, code: str, shown: int, draft: RuleSet | None) -> Preview:
        from workstation.ruling.previewing import preview

        return preview(self._here, code, shown, draft)

    def notices(self, limit: int = 50) -> tuple[Notice, ...]:
        """What rules tell the person at this desk and was not read yet, newest first."""
        desk = self._here
        return notices.unread(desk.read.connection, desk.agent.uid, desk.clock(), limit)

    def unread_notices(self) -> int:
        """How many there are, counted up to 100."""
        desk = self._here
        return notices.count(desk.read.connection, desk.agent.uid, desk.clock())

    def read_notices(self, entries: Iterable[str]) -> Future[None]:
        """The person has seen these; they are told on this desk no more."""
        desk, told = self._here, tuple(entries)
        agent, now = desk.agent.uid, desk.clock()
        return desk.writer.submit(
            lambda connection: notices.mark_read(connection, agent, told, now)
        )
