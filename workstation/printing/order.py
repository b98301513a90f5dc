"""What is wanted of a claim's form, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.form_template import Template
from workstation.domain.house import House
from workstation.domain.parcel import Parcel
from workstation.domain.picture import PictureFacts
from workstation.printing.printed_form import PrintedForm


def _nowhere(_attachment: Attachment, _page: int) -> Path | None:
    return None


def _unknown(_attachment: Attachment) -> PictureFacts | None:
    return None


def _unlimited(_claim: Claim, _parcel: Parcel | None) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """A form of a claim that is to be issued.

    `copy` is "customer" (masked) or "file" (whole); `kind` "print", "save" or "send"; `copies`
    the sheets of it; `job` the run it belongs to. With `substitute` 〓 stands for characters that
    no face has. `reason` is asked for when the same copy was issued before.
    """

    claim: str
    form: str = "claim_form"
    language: str = "zh"
    copy: str = "file"
    kind: str = "print"
    copies: int = 1
    reason: str = ""
    substitute: bool = False
    job: str = ""


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form needs besides the claim: the house's name, the zone, who prints, when.

    `templates` are those in force, `picture` gives the copy of an attached picture, or of a page of
    a PDF, that may leave the house, where this desk has it; `looked` is what is known of it.
    `house` is who pays, `pay_by` until when a claim is to be paid.
    """

    organisation: str
    zone: str
    printed_by: str
    printed_at: int
    templates: tuple[Template, ...] = ()
    picture: Callable[[Attachment, int], Path | None] = _nowhere
    looked: Callable[[Attachment], PictureFacts | None] = _unknown
    house: House = field(default_factory=House)
    pay_by: Callable[[Claim, Parcel | None], int | None] = _unlimited


@dataclass(frozen=True, slots=True)
class Standing:
    """How a form is to be drawn: its number, its place in the register, and whether it counts.

    `number` counts all copies of the serial from 0, `again` those of the same version (补打 n).
    `pending` says that the hub has not accepted the approval yet (待确认), `void` why the number
    stands for nothing (作废), "" where it does.
    """

    serial: str = ""
    number: int = 0
    again: int = 0
    pending: bool = False
    void: str = ""


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A form in the archive: the file, what was written, and which copy it is.

    A `provisional` one bears 待编号, because no number was in hand, or 待确认 with `pending`,
    because the hub has not accepted the approval yet; it is not registered, and the form is
    printed properly afterwards.
    """

    path: Path
    form: PrintedForm
    serial: str
    reprint: int
    registered: bool
    provisional: bool = False
    pending: bool = False
    copy: str = "file"
    name: str = "claim_form"
    line: str = ""
