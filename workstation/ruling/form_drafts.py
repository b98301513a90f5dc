"""Drafts of forms as pages: with the facts of a sample or of a claim, and where each part stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.viewing import Document

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.form_template import Template
    from workstation.printing.form_facts import FormFacts
    from workstation.printing.template_sight import Spot

#: So many pages that were shown last stay on the disk.
_KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class FormSight:
    """A draft's pages, where its parts stand on them, and what looks odd (codes as of `payee`)."""

    document: Document
    spots: tuple[Spot, ...]
    odd: tuple[str, ...] = ()


def form_sight(
    desk: Desk, text: str, sample: str = "ordinary", copy: str = "file", claim: str = ""
) -> FormSight:
    """Draw a draft for looking, with a sample's facts or those of a claim (its uid).

    Raises `Refusal`: what is amiss with the text, not_found, paper_copy.
    """
    from workstation.domain.form_reading import template_from
    from workstation.printing.template_samples import sample_facts
    from workstation.printing.template_sight import sight
    from workstation.rules.files import parsed

    template = template_from(parsed(text))
    facts = claim_facts(desk, claim, template, copy) if claim else sample_facts(sample)
    drawn = sight(template, facts, copy)
    path = _kept(desk.profile / "previews", drawn.content)
    return FormSight(Document(path, drawn.pages), drawn.spots)


def house_sight(desk: Desk, text: str, sample: str = "ordinary", claim: str = "") -> FormSight:
    """Draw the agreement in force with the house that a draft of its file names.

    Raises `Refusal`: what is amiss with the text, not_found.
    """
    from workstation.domain.house import house_from
    from workstation.printing.form_records import house_values
    from workstation.printing.render import template_of
    from workstation.printing.template_samples import sample_facts
    from workstation.printing.template_sight import sight
    from workstation.rules.files import parsed

    house = house_from(parsed(text))
    template = template_of("settlement_agreement", "zh", desk.rules.forms)
    facts = claim_facts(desk, claim, template, "file") if claim else sample_facts(sample)
    name = house.name or desk.settings.organisation
    told = house_values(replace(house, name=name))
    facts = replace(facts, organisation=desk.settings.organisation, values={**facts.values, **told})
    drawn = sight(template, facts)
    path = _kept(desk.profile / "previews", drawn.content)
    return FormSight(Document(path, drawn.pages), (), tuple(_odd(house.id_no)))


def _odd(id_no: str) -> Iterator[str]:
    """What is odd about a credit code; an empty one is only missing."""
    from workstation.text.identity_numbers import check_uscc

    if id_no and not check_uscc(id_no).valid:
        right_form = check_uscc(id_no).problem == "check_digit"
        yield "uscc_check_digit" if right_form else "id_form"


def claim_facts(desk: Desk, claim: str, template: Template, copy: str) -> FormFacts:
    """What a form of a claim would say now. Raises `Refusal("not_found")`."""
    from workstation.domain.refusal import Refusal
    from workstation.printing.drawing import draw
    from workstation.printing.order import PrintOrder, Standing
    from workstation.viewing import context_of

    found = desk.read.claim(claim)
    if found is None:
        raise Refusal("not_found", kind="claim", uid=claim)
    order = PrintOrder(claim, template.form, template.language, copy, substitute=True)
    return draw(desk.read, found, order, context_of(desk), Standing(), looking=True).facts


def _kept(folder: Path, content: bytes) -> Path:
    """Write pages under a name of their own, and take away those shown long ago."""
    from workstation.printing.document import write_whole

    path = folder / f"draft-{hashlib.sha256(content).hexdigest()[:16]}.pdf"
    write_whole(path, content)
    for old in _old(folder):
        old.unlink(missing_ok=True)
    return path


def _old(folder: Path) -> Iterator[Path]:
    def age(path: Path) -> float:
        try:
            return path.stat().st_mtime
        except OSError:
            return 0.0

    yield from sorted(folder.glob("draft-*.pdf"), key=age, reverse=True)[_KEPT:]
