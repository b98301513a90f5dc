"""Documents for the screen: a claim's form before it is printed, archived copies, their pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.claim import Claim, Print
from workstation.domain.limits import plan_claim
from workstation.domain.parcel import Parcel
from workstation.domain.refusal import Refusal
from workstation.evidence_files import known_facts, paper_copy
from workstation.printing.order import FormContext, PrintOrder
from workstation.printing.preview import RenderedPage, page_count, render_page
from workstation.printing.register import preview_claim

if TYPE_CHECKING:
    from workstation.desk import Desk

__all__ = [
    "Document",
    "RenderedPage",
    "archived_copy",
    "copy_document",
    "document_of",
    "page_of",
    "preview",
]


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF file that can be shown."""

    path: Path
    pages: int


def context_of(desk: Desk) -> FormContext:
    """What a form needs to know of the desk that prints it."""
    return FormContext(
        desk.settings.organisation,
        desk.settings.zone,
        desk.agent.name,
        desk.clock(),
        templates=tuple(getattr(desk.rules, "forms", ())),
        picture=partial(paper_copy, desk),
        looked=partial(known_facts, desk),
        house=desk.rules.house,
        pay_by=partial(_pay_by, desk),
    )


def _pay_by(desk: Desk, claim: Claim, parcel: Parcel | None) -> int | None:
    """Until when a claim is to be paid by law or contract; aims of the house are told nobody."""
    rules = desk.rules
    area = parcel.area if parcel is not None else "domestic"
    lines = plan_claim(claim, area, rules.limits, rules.calendars).lines
    due = [one.due for one in lines if one.kind == "pay" and one.layer != "internal"]
    return min(due, default=None)


def preview(desk: Desk, order: PrintOrder) -> Document:
    """A claim's form as it would be printed now; neither archived nor registered.

    〓 stands for characters that no face has. Raises `Refusal`: not_found, archive_failed.
    """
    folder = desk.profile / "previews"
    path, form = preview_claim(desk.read, order, folder, context_of(desk))
    return Document(path, form.pages)


def archived_copy(desk: Desk, line: Print) -> Document:
    """The copy that a line of the print register speaks of.

    It is verified, and restored from the hub where it is not here. Raises `Refusal`:
    copy_elsewhere (only another desk has it), archive_damaged.
    """
    from workstation.papers import archive_of

    return document_of(archive_of(desk).read(line))


def document_of(path: Path) -> Document:
    """A PDF file and its number of pages. Raises `Refusal("pdf_unreadable")`."""
    return Document(path, page_count(path))


def copy_document(source: Path, target: Path) -> Path:
    """Copy a file to where a person wants it. Raises `Refusal("file_unusable")`."""
    try:
        return Path(shutil.copyfile(source, target))
    except OSError as error:
        raise Refusal("file_unusable", path=str(target), reason=str(error)) from error


def page_of(path: Path, index: int, dpi: float) -> RenderedPage:
    """A page (from 0) as a picture. Raises `Refusal`: pdf_unreadable, pdf_page_missing."""
    return render_page(path, index, dpi)
