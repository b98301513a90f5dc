"""What a form must have, whatever a team writes on it: by law, for control, and to fit its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workstation.domain.form_slots import Slot, slots
from workstation.domain.form_template import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, Region, Template
from workstation.domain.refusal import Refusal
from workstation.domain.shape import raise_all

#: So much may widths differ from the room there is, in millimetres.
_ROUNDING: Final = 0.15
#: Printers leave an edge of this width blank, in millimetres.
_EDGE: Final = 5.0
#: The room of the machine-readable head of the first page, and of the foot, in millimetres.
_HEAD: Final = 47.0
_SHORT_HEAD: Final = 17.0
_FOOT: Final = 16.0
#: Facts that each form must show. One of the alternatives between bars is enough.
SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "claim_form": (
        "applicant.name",
        "parcel.waybill",
        "claim.kind",
        "claim.claimed",
        "claim.approved",
        "payee.name",
        "payee.account",
    ),
    "damage_assessment": (
        "claim.number",
        "parcel.waybill",
        "assessment.amount",
        "assessment.inspector",
    ),
    "settlement_agreement": (
        "house.name",
        "applicant.name",
        "settlement.amount",
        "settlement.pay_by",
        "claim.number",
    ),
    "payment_notice": (
        "claim.number",
        "payee.name",
        "payee.account",
        "payee.bank",
        "payment.amount",
        "payment.due_at",
    ),
    "evidence_sheet": ("claim.number",),
}
#: The amount that must stand in words (大写), and the regions that must be there.
IN_WORDS: Final[dict[str, str]] = {
    "claim_form": "claim.approved",
    "damage_assessment": "assessment.amount",
    "settlement_agreement": "settlement.amount",
    "payment_notice": "payment.amount",
}
REGIONS_OF: Final[dict[str, tuple[str, ...]]] = {
    "claim_form": ("table", "signatures", "office"),
    "damage_assessment": ("table", "signatures"),
    "settlement_agreement": ("paragraphs", "signatures"),
    "payment_notice": ("office",),
    "evidence_sheet": ("pictures",),
}


def check_required(template: Template) -> None:
    """Raise `Refusal` (form_lacks_fact, form_lacks_words, form_lacks_region, form_lacks_page)."""
    raise_all(_lacking(template))


def check_widths(template: Template) -> None:
    """Raise `Refusal` where widths do not add up (form_widths) or a margin is too small (form_margin)."""
    raise_all((*_margins(template), *_sums(template)))


def shown(template: Template) -> Iterator[tuple[str, str]]:
    """Every fact on a form with the format that it is asked for in."""
    for region in template.regions:
        for row in region.rows:
            for one in row.fields:
                yield from ((name, one.format) for name in one.facts)
                yield from _slotted(one.text)
        for text in (*region.texts, *(line for block in region.blocks for line in block.lines)):
            yield from _slotted(text)
    for line in template.head:
        yield from _slotted(line)


def _slotted(text: str) -> Iterator[tuple[str, str]]:
    for piece in slots(text, ""):
        if isinstance(piece, Slot):
            yield piece.fact, piece.format


def _lacking(template: Template) -> Iterator[Refusal]:
    there = set(shown(template))
    names = {name for name, _ in there}
    for name in SHOWN.get(template.form, ()):
        if name not in names:
            yield Refusal("form_lacks_fact", place="region", value=name)
    money = IN_WORDS.get(template.form)
    if money and not there & {(money, "amount"), (money, "capital")}:
        yield Refusal("form_lacks_words", place="region", value=money)
    kinds = {region.kind for region in template.regions}
    for kind in REGIONS_OF.get(template.form, ()):
        if kind not in kinds:
            yield Refusal("form_lacks_region", place="region", value=kind)
    page = template.words.get("page", "")
    if "{page}" not in page or "{pages}" not in page:
        yield Refusal("form_lacks_page", place="words.page", value="{page} {pages}")
    if "{count}" not in template.words.get("reprint", ""):
        yield Refusal("form_lacks_page", place="words.reprint", value="{count}")


def _margins(template: Template) -> Iterator[Refusal]:
    paper = template.paper
    right = PAGE_WIDTH_MM - paper.left - paper.width
    for key, value, least in (
        ("left", paper.left, _EDGE),
        ("width", right, _EDGE),
        ("first_top", paper.first_top, _HEAD),
        ("top", paper.top, _SHORT_HEAD),
        ("bottom", paper.bottom, _FOOT),
    ):
        if value < least:
            yield Refusal(
                "form_margin", place=f"paper.{key}", value=f"{value:g}", least=f"{least:g}"
            )
    if paper.first_top + paper.bottom > PAGE_HEIGHT_MM - 100:
        least = PAGE_HEIGHT_MM - 100
        yield Refusal(
            "form_margin", place="paper", value=f"{paper.first_top:g}", least=f"{least:g}"
        )


def _sums(template: Template) -> Iterator[Refusal]:
    room = template.paper.width
    for region in template.regions:
        if region.columns:
            widths = [column.width for column in region.columns]
            yield from _sum(widths, room, f"{region.place}.column")
        if region.blocks and any(block.width for block in region.blocks):
            yield from _sum([block.width for block in region.blocks], room, f"{region.place}.block")
        yield from _grid_sums(region, template)


def _grid_sums(region: Region, template: Template) -> Iterator[Refusal]:
    room, label = template.paper.width, template.paper.label
    for number, row in enumerate(region.rows):
        place = f"{region.place}.row[{number}].fields"
        if any(one.width for one in row.fields):
            yield from _sum([one.width for one in row.fields], room, place)
        elif room / len(row.fields) < label + 12:
            yield Refusal(
                "form_widths",
                place=place,
                value=f"{len(row.fields) * (label + 12):g}",
                room=f"{room:g}",
            )


def _sum(widths: list[float], room: float, place: str) -> Iterator[Refusal]:
    if abs(sum(widths) - room) > _ROUNDING or min(widths) <= 0:
        yield Refusal("form_widths", place=place, value=f"{sum(widths):g}", room=f"{room:g}")
