"""What a desk does beside keeping records: scripts, foreign files, exports, printed papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from workstation.paper_desk import PaperDesk
from workstation.payment_desk import PaymentDesk

if TYPE_CHECKING:
    from workstation.answering import FirstAnswer
    from workstation.channels.message import Delivery
    from workstation.desk import Desk
    from workstation.domain.assignment import Candidate
    from workstation.domain.knowledge import Article
    from workstation.domain.refusal import Refusal
    from workstation.domain.view import View
    from workstation.importing import ImportPlan, ImportReport
    from workstation.inspecting import FileLook
    from workstation.scripts.speaking import Filled, ScriptChoice
    from workstation.staffing import Staff

T = TypeVar("T")


class Services(PaperDesk, PaymentDesk):
    """The part of `Desk` that hands work to other modules, imported when it is first wanted."""

    if TYPE_CHECKING:
        _closed: bool

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _desk(self) -> Desk:
        return cast("Desk", self)

    def scripts_for(
        self,
        ticket: str,
        query: str = "",
        channel: str = "",
        recent: tuple[str, ...] = (),
        limit: int = 20,
        language: str = "",
    ) -> Future[tuple[ScriptChoice, ...]]:
        """The reply scripts that fit a ticket's moment and what was typed, best first.

        With nothing typed, those that answer the customer's latest words.
        """
        from workstation.scripts.speaking import suggest

        return self._on_pool(suggest, self._desk, ticket, query, channel, recent, limit, language)

    def warm_scripts(self) -> Future[None]:
        """Load what finds and fills scripts, so that the first list opens as quickly as others."""
        from workstation.scripts.offering import warm

        return self._on_pool(warm, self._desk)

    def carriers(self) -> Future[dict[str, str]]:
        """The names of carriers by their code."""
        from workstation.scripts.speaking import carriers

        return self._on_pool(carriers)

    def fill_script(
        self,
        ticket: str,
        code: str,
        channel: str = "",
        asked: Mapping[str, str] | None = None,
    ) -> Future[Filled]:
        """A script's words with the ticket's facts filled in and the gaps named."""
        from workstation.scripts.speaking import fill

        return self._on_pool(fill, self._desk, ticket, code, channel, asked)

    def first_answers(self, ticket: str, text: str = "") -> Future[tuple[FirstAnswer, ...]]:
        """The knowledge articles that answer what a ticket's customer asks, best first."""
        from workstation.answering import propose

        return self._on_pool(propose, self._desk, ticket, text)

    def find_articles(self, words: str) -> Future[tuple[Article, ...]]:
        """Knowledge articles by words; all where none are given."""
        from workstation.answering import find_articles

        return self._on_pool(find_articles, self._desk, words)

    def fill_article(self, ticket: str, code: str, language: str = "") -> Future[FirstAnswer]:
        """One knowledge article with its answer filled in for a ticket."""
        from workstation.answering import fill_article

        return self._on_pool(fill_article, self._desk, ticket, code, language)

    def staff(self) -> Future[tuple[Staff, ...]]:
        """Everybody who works here with their open tickets and their room, by work number."""
        from workstation.staffing import staff

        return self._on_pool(staff, self._desk)

    def people_for(self, ticket: str) -> Future[tuple[Candidate, ...]]:
        """Everybody who might work a ticket, the best first, with what speaks against them."""
        from workstation.staffing import people_for

        return self._on_pool(people_for, self._desk, ticket)

    def look_at_file(self, file: Path | ImportPlan, kind: str = "tickets") -> Future[FileLook]:
        """How a foreign file is understood, with its first rows, before it is taken in."""

        def task() -> FileLook:
            from workstation.importing import ImportPlan
            from workstation.inspecting import inspect

            plan = ImportPlan(file, kind) if isinstance(file, Path) else file
            return inspect(self._desk, plan)

        return self._on_pool(task)

    def import_file(
        self,
        plan: ImportPlan,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Future[ImportReport]:
        """Take a foreign file in, in the background; `progress(done, of)` comes from there."""
        from workstation.importing import run_import

        return self._on_pool(
            run_import, self._desk, plan, progress, lambda: self._closed or cancelled()
        )

    def export_view(
        self,
        view: View,
        path: Path,
        *,
        unmasked: str = "",
        progress: Callable[[int, int], None] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Future[int]:
        """Write a view's tickets to a file and give their number: see `exporting`."""

        def task() -> int:
            from workstation.exporting import export_tickets

            return export_tickets(
                self._desk,
                view,
                path,
                unmasked=unmasked,
                cancelled=lambda: self._closed or cancelled(),
                progress=progress,
            )

        return self._on_pool(task)

    # channels

    def channels(self) -> tuple[dict[str, str], dict[str, Refusal]]:
        """Where messages of each channel go ("": not set up), and which are set up wrongly.

        The settings file is read again, so that what was written there is in force at once.
        Raises `Refusal("settings_broken")` when the file itself cannot be read.
        """
        from workstation import settings as settings_file
        from workstation.channels.settings import judge_channels

        desk = self._desk
        told = settings_file.read(desk.profile).channels
        desk.settings = settings_file.changed(desk.settings, channels=told)
        found = judge_channels(told)
        smtp = found.smtp
        places = {"email": f"{smtp.host}:{smtp.port}" if smtp else ""}
        for channel in ("sms", "chat"):
            gateway = found.gateways.get(channel)
            places[channel] = gateway.url if gateway else ""
        return places, dict(found.wrong)

    def send_test(self, channel: str, to: str, subject: str, body: str) -> Future[Delivery]:
        """Really send a message that belongs to no ticket, once; what became of it."""

        def task() -> Delivery:
            from workstation.channels.message import OutgoingMessage
            from workstation.channels.registry import send
            from workstation.channels.settings import judge_channels
            from workstation.domain.identity import new_uid

            message = OutgoingMessage(new_uid(), channel, to, body, subject)
            return send(message, judge_channels(self._desk.settings.channels))

        return self._on_pool(task)
