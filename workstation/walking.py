"""A ticket's way through its procedure as a desk shows it: checklist, way taken, picture."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.checklist import Checklist
    from workstation.domain.flow_scene import Palette, Scene
    from workstation.domain.parcel import Parcel
    from workstation.domain.procedure import Procedure
    from workstation.domain.step_path import Passed
    from workstation.domain.ticket import Ticket

    _Told = tuple[str, tuple[Passed, ...], str]

T = TypeVar("T")
#: Kinds of file that a picture is written as.
KINDS: Final = ("svg", "pdf")


@dataclass(frozen=True, slots=True)
class PictureAsked:
    """Which picture of a procedure is asked for.

    `group` names the procedure in force, or `ticket` (a uid) the one that it keeps, with the way
    it has taken. `palette` is light, dark or grey; `paper` (of a PDF) a4, a3 or fitted.
    """

    group: str = ""
    ticket: str = ""
    kind: str = "svg"
    language: str = "zh"
    palette: str = "light"
    paper: str = "fitted"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A procedure with its picture, and the way that a ticket has taken through it."""

    procedure: Procedure
    path: tuple[Passed, ...]
    scene: Scene


class Walking:
    """The part of `Desk` that knows where tickets stand in their procedures."""

    if TYPE_CHECKING:

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    @property
    def _walker(self) -> Desk:
        return cast("Desk", self)

    def checklist(self, ticket: str) -> Checklist | None:
        """What a ticket's step asks of who sits here; None for a task or an unknown ticket.

        A bounded read: some indexed rows, on the thread that asks.
        """
        return checklist_of(self._walker, ticket)

    def path(self, ticket: str) -> tuple[Passed, ...]:
        """The steps that a ticket was in, in order; the last one is where it stands."""
        from workstation.domain.step_path import path_of

        desk = self._walker
        found = desk.read.ticket(ticket)
        return path_of(found, desk.read.step_changes(ticket)) if found is not None else ()

    def flow_picture(self, asked: PictureAsked) -> Future[bytes]:
        """The picture of a procedure as the content of an SVG or PDF file, on the reading pool.

        Raises `Refusal`: not_found, procedure_missing, value_unknown.
        """
        return self._on_pool(picture, self._walker, asked)

    def flow_scene(self, asked: PictureAsked, colours: Palette) -> Future[Drawn]:
        """The same picture as shapes and words in colours of one's own, on the reading pool.

        Raises `Refusal`: not_found, procedure_missing.
        """
        return self._on_pool(scene, self._walker, asked, colours)

    def save_flow_picture(self, asked: PictureAsked, to: Path) -> Future[Path]:
        """Write the picture of a procedure to a file.

        Raises `Refusal`: as `flow_picture`, and file_unusable.
        """

        def task() -> Path:
            return write_picture(picture(self._walker, asked), to)

        return self._on_pool(task)


def procedure_for(desk: Desk, ticket: Ticket) -> Procedure | None:
    """The procedure in the version that a ticket keeps, else the present one of its group."""
    if ticket.parent:
        return None
    kept = desk.rules.procedure(ticket.procedure) if ticket.procedure else None
    return kept or desk.rules.procedures.get(ticket.group_code)


def checklist_of(desk: Desk, uid: str) -> Checklist | None:
    """What a ticket's step asks of who sits at a desk."""
    from workstation.domain.checklist import checklist
    from workstation.domain.step_facts import ticket_facts

    read = desk.read
    ticket = read.ticket(uid)
    procedure = procedure_for(desk, ticket) if ticket is not None else None
    if ticket is None or procedure is None:
        return None
    parcel = read.parcel_about(ticket)
    customer = read.customer(ticket.customer) if ticket.customer else None
    now = desk.clock()
    tasks = read.tasks(uid)
    open_tasks = sum(task.is_open for task in tasks)
    told = ticket_facts(ticket, parcel, customer, read.claims_of(uid), open_tasks, now)
    return checklist(
        procedure,
        ticket,
        read.step_records(uid),
        told,
        desk.agent,
        tasks,
        _answers(desk, ticket),
        _defaults(ticket, parcel, now),
    )


def _answers(desk: Desk, ticket: Ticket) -> dict[str, dict[str, str]]:
    """What departments answered since the step was entered, by the form it was asked for."""
    found: dict[str, dict[str, str]] = {}
    for entry in desk.read.task_answers(ticket.uid):
        form, values = str(entry.data.get("form", "")), entry.data.get("values")
        if not form or entry.at < (ticket.step_since or 0):
            continue
        told = dict(values) if isinstance(values, dict) else {}
        found[form] = {"answer": entry.body, "note": entry.body, **told}
    return found


def _defaults(ticket: Ticket, parcel: Parcel | None, now: int) -> dict[str, Any]:
    """The facts that forms are filled in with at first."""
    from workstation.domain.step_facts import delayed

    of_parcel = ("cod_fen", "declared_fen", "destination", "freight_fen", "insured_fen")
    found: dict[str, Any] = {
        name: getattr(parcel, name) for name in (*of_parcel, "promised_at", "signed_at") if parcel
    }
    named = ("address", "customer_name", "party", "phone", "product", "waybill")
    found |= {name: getattr(ticket, name) for name in named}
    return found | {"now": now, "delayed": delayed(parcel, now)}


def picture(desk: Desk, asked: PictureAsked) -> bytes:
    """The content of a picture's file. Raises as `Walking.flow_picture`."""
    procedure, told = _subject(desk, asked)
    return drawn(procedure, asked, told, _moments(desk) if told is not None else None)


def scene(desk: Desk, asked: PictureAsked, colours: Palette) -> Drawn:
    """A picture as shapes and words. Raises as `Walking.flow_scene`."""
    from workstation.printing.flow_picture import Taken, measured
    from workstation.printing.flow_scene import scene_of

    procedure, told = _subject(desk, asked)
    if procedure is None:
        raise Refusal("procedure_missing", group=asked.group)
    made = scene_of(
        procedure,
        measured,
        language=asked.language,
        palette=colours,
        taken=Taken(*told) if told is not None else None,
        moment=_moments(desk),
    )
    return Drawn(procedure, told[1] if told is not None else (), made)


def _subject(desk: Desk, asked: PictureAsked) -> tuple[Procedure | None, _Told | None]:
    """The procedure, and the ticket's number, way and owner's name where one is asked for."""
    from workstation.domain.step_path import path_of

    ticket = desk.read.ticket(asked.ticket) if asked.ticket else None
    if ticket is None:
        if asked.ticket:
            raise Refusal("not_found", kind="ticket", uid=asked.ticket)
        return desk.rules.procedures.get(asked.group), None
    owner = desk.read.agent(ticket.owner) if ticket.owner else None
    way = path_of(ticket, desk.read.step_changes(ticket.uid))
    return procedure_for(desk, ticket), (ticket.number, way, owner.name if owner else "")


def _moments(desk: Desk) -> Callable[[int], str]:
    return lambda at: datetime.fromtimestamp(at / 1000, desk.zone).strftime("%m-%d %H:%M")


def drawn(
    procedure: Procedure | None,
    asked: PictureAsked,
    told: _Told | None = None,
    moment: Callable[[int], str] | None = None,
) -> bytes:
    """The content of a picture's file; `told` is a ticket's number, its way and its owner's name.

    Raises `Refusal`: procedure_missing, value_unknown.
    """
    from workstation.printing.flow_picture import Taken, flow_pdf, flow_svg

    if asked.kind not in KINDS:
        raise Refusal("value_unknown", field="kind", value=asked.kind)
    if procedure is None:
        raise Refusal("procedure_missing", group=asked.group)
    facts: dict[str, Any] = {
        "language": asked.language,
        "palette": asked.palette,
        "taken": Taken(*told) if told is not None else None,
        "moment": moment,
    }
    if asked.kind == "pdf":
        return flow_pdf(procedure, paper=asked.paper, **facts)
    return flow_svg(procedure, **facts).encode("utf-8")


def write_picture(content: bytes, to: Path) -> Path:
    """Write a picture's file. Raises `Refusal("file_unusable")`."""
    try:
        to.write_bytes(content)
    except OSError as error:
        raise Refusal("file_unusable", path=str(to), reason=str(error)) from error
    return to
