"""The rows of the claim form, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workstation.domain.claim_amount import BasisLine
from workstation.domain.money import capital, format_fen
from workstation.printing.claim_form import ClaimForm, FormItem, FormParty, FormStep
from workstation.printing.claim_frame import LEFT, WIDTH
from workstation.printing.document import Page
from workstation.printing.moments import date_text, minute_text
from workstation.printing.sheet import (
    BAND,
    CENTRED,
    HEAD,
    LABEL,
    NUMBER,
    PAD_X,
    SMALL,
    STRONG,
    TEXT,
    Cell,
    Row,
    Style,
    cell,
    row_of,
)
from workstation.printing.wording import Wording

_LABEL = 62.0
_ITEM_COLUMNS = (
    ("serial", 30.0, CENTRED),
    ("item", 164.0, TEXT),
    ("model", 88.0, TEXT),
    ("quantity", 40.0, CENTRED),
    ("unit", 34.0, CENTRED),
    ("unit_value", 68.0, NUMBER),
    ("item_loss", 72.0, NUMBER),
)
_BLANK_ITEMS = 3
_EVIDENCE_TOGETHER = 6
_LONGEST_OPINION = 8
_SIGN_ROOM = 60.0


class Sections:
    """Makes the rows of one form."""

    def __init__(self, form: ClaimForm, wording: Wording) -> None:
        self._form = form
        self._wording = wording
        self._overlong: list[str] = []

    def rows(self) -> Iterator[Row]:
        """Yield all rows from the top of the form to its end."""
        yield from self._applicant()
        yield from self._parcel()
        yield from self._event()
        yield from self._items()
        yield from self._amounts()
        yield from self._evidence()
        yield from self._payee()
        yield from self._statement()
        yield from self._office()
        yield from self._remarks()

    def _applicant(self) -> Iterator[Row]:
        applicant = self._form.applicant
        yield self._band("applicant")
        role = self._wording.word("roles", applicant.role)
        yield self._pairs(("name", applicant.name), ("role", role))
        yield self._pairs(("id_no", applicant.id_no), ("phone", applicant.phone))
        yield self._pairs(("address", applicant.address))

    def _parcel(self) -> Iterator[Row]:
        form = self._form
        yield self._band("parcel")
        yield self._pairs(("waybill", form.waybill), ("carrier", form.carrier))
        yield self._pairs(("sender", _who(form.sender)), ("receiver", _who(form.receiver)))
        yield self._pairs(
            ("sender_address", form.sender.address if form.sender else ""),
            ("receiver_address", form.receiver.address if form.receiver else ""),
        )
        payment = self._wording.word("payment_methods", form.payment_method)
        yield self._pairs(
            ("posted_at", date_text(form.posted_at, form.zone)),
            ("product", form.product),
            ("payment_method", payment),
        )
        weight = "" if form.weight_g is None else f"{form.weight_g / 1000:g} kg"
        yield self._pairs(("goods", form.goods))
        yield self._pairs(
            ("weight", weight), ("freight", _yuan(form.freight_fen)), ("cod", _yuan(form.cod_fen))
        )
        insured = _yuan(form.insured_fen) if form.insured_fen else ""
        if form.insured_fen == 0:
            insured = self._wording.label("uninsured")
        yield self._pairs(
            ("value", _yuan(form.value_fen)),
            ("insured", insured),
            ("insurance_fee", _yuan(form.insurance_fee_fen)),
        )

    def _event(self) -> Iterator[Row]:
        form = self._form
        yield self._band("event")
        yield self._pairs(("kind", self._ticked_kinds()))
        yield self._pairs(
            ("occurred_at", minute_text(form.occurred_at, form.zone)),
            ("discovered_at", minute_text(form.discovered_at, form.zone)),
        )
        yield self._pairs(("packing", form.packing), ("signing", form.signing))
        yield self._flowing("description", form.description, least=52)

    def _ticked_kinds(self) -> str:
        known = self._wording.codes("kinds")
        chosen = self._form.kind
        if chosen and chosen not in known:
            chosen = "other"
        parts = []
        for code in known:
            word = self._wording.word("kinds", code)
            if code == chosen and self._form.kind not in known:
                word += f"：{self._form.kind}"
            parts.append(("☑" if code == chosen else "☐") + word)
        return "　".join(parts)

    def _items(self) -> Iterator[Row]:
        form, wording = self._form, self._wording
        heads = [(w, wording.text("columns", name), HEAD) for name, w, _ in _ITEM_COLUMNS]
        head = Row(row_of(LEFT, heads), with_next=True)
        yield self._band("items")
        yield head
        if form.items:
            for number, item in enumerate(form.items, 1):
                last = number == len(form.items)
                yield Row(_item_cells(number, item), head=head, with_next=last)
        else:
            for _ in range(_BLANK_ITEMS):
                blank = [(width, "", style) for _, width, style in _ITEM_COLUMNS]
                yield Row(row_of(LEFT, blank), with_next=True)
        loss = sum(item.loss_fen for item in form.items) if form.items else form.loss_fen
        width = _ITEM_COLUMNS[-1][1]
        figure = format_fen(loss) if loss else ""
        total = [(WIDTH - width, wording.label("total"), HEAD), (width, figure, NUMBER)]
        yield Row(row_of(LEFT, total), head=head)

    def _amounts(self) -> Iterator[Row]:
        form = self._form
        yield self._band("amount")
        items = sum(item.loss_fen for item in form.items)
        if form.items and form.loss_fen and form.loss_fen != items:
            yield self._amount("loss", form.loss_fen)
        yield self._amount("claimed", form.claimed_fen or None)
        approved = form.approved_fen if form.approved else None
        if form.proposed_fen is not None and form.proposed_fen != approved:
            yield self._amount("proposed_amount", form.proposed_fen)
        if approved is not None or form.proposed_fen is None:
            yield self._amount("approved_amount", approved)
        if form.basis:
            yield self._flowing("basis", "\n".join(self._basis(form.basis)), style=SMALL)
        if form.override_reason:
            yield self._flowing("override_reason", form.override_reason)

    def _basis(self, lines: tuple[BasisLine, ...]) -> Iterator[str]:
        """Yield the arithmetic, then the laws and terms that it rests on."""
        for place, line in enumerate(lines):
            sentence = self._wording.sentence(line.code, line.told)
            yield f"{place + 1}．{sentence}"
        for law in dict.fromkeys(line.source for line in lines):
            date = f"（{law.date}）" if law.date else ""
            if law.title:
                yield f"{self._wording.label('source')}《{law.title}》{law.article}{date}"

    def _evidence(self) -> Iterator[Row]:
        checks = []
        for evidence in self._form.evidence:
            note = f"（{evidence.note}）" if evidence.note else ""
            checks.append(f"{'☑' if evidence.present else '☐'} {evidence.title}{note}")
        yield self._band("evidence")
        starts = range(0, max(len(checks), 1), 2)
        for start in starts:
            pair = [*checks[start : start + 2], "", ""][:2]
            together = len(starts) <= _EVIDENCE_TOGETHER and start != starts[-1]
            yield Row(row_of(LEFT, [(WIDTH / 2, text, TEXT) for text in pair]), with_next=together)

    def _payee(self) -> Iterator[Row]:
        form = self._form
        yield self._band("payee")
        yield replace(
            self._pairs(("payee", form.payee), ("payee_account", form.payee_account)),
            with_next=True,
        )
        yield self._pairs(("payee_bank", form.payee_bank), ("payee_city", form.payee_city))

    def _statement(self) -> Iterator[Row]:
        wording = self._wording
        yield self._band("statement")
        text = "\n".join(wording.texts("statement", "paragraphs"))
        yield Row((cell(LEFT, WIDTH, text, SMALL),), with_next=True)
        date = wording.label("sign_date") + wording.text("blank_date")
        signature = [(306.0, wording.label("applicant_signature"), TEXT), (190.0, date, TEXT)]
        yield Row(row_of(LEFT, signature), least=58)

    def _office(self) -> Iterator[Row]:
        wording = self._wording
        codes = wording.codes("office_steps")
        width = WIDTH / len(codes)
        steps = {step.code: step for step in self._form.office}
        yield self._band("office")
        heads = [(width, wording.word("office_steps", code), HEAD) for code in codes]
        yield Row(row_of(LEFT, heads), with_next=True)
        style = replace(TEXT, size=8.5, leading=11.8, top=True)
        cells: list[Cell] = []
        for place, code in enumerate(codes):
            step = steps.get(code, FormStep(code))
            cells.append(self._opinion(LEFT + place * width, width, step, style))
        least = max(112.0, *(part.needed + _SIGN_ROOM for part in cells))

        def sign(page: Page, top: float, height: float) -> None:
            for place, code in enumerate(codes):
                step = steps.get(code, FormStep(code))
                self._sign(page, LEFT + place * width, top + height, step)

        yield Row(tuple(cells), least=least, paint=sign)

    def _opinion(self, left: float, width: float, step: FormStep, style: Style) -> Cell:
        """Return the cell of an opinion; an overlong one goes to the remarks."""
        label = self._wording.label("opinion")
        made = cell(left, width, label + step.opinion, style)
        if len(made.lines) <= _LONGEST_OPINION:
            return made
        word = self._wording.word("office_steps", step.code)
        self._overlong.append(f"{word}{label}{step.opinion}")
        return cell(left, width, label + self._wording.label("see_remarks"), style)

    def _sign(self, page: Page, left: float, bottom: float, step: FormStep) -> None:
        wording, zone = self._wording, self._form.zone
        date = date_text(step.at, zone) or wording.text("blank_date")[2:]
        style = replace(TEXT, size=8.5, leading=11.8)
        name = cell(left, 124, wording.label("signature") + step.person, style)
        for place, line in enumerate(reversed(name.lines)):
            page.text(left + PAD_X, bottom - 22 - place * style.leading, line, 8.5)
        page.text(left + PAD_X, bottom - 8, wording.label("sign_date") + date, 8.5)

    def _remarks(self) -> Iterator[Row]:
        parts = [part for part in (self._form.remarks, *self._overlong) if part]
        yield self._flowing("remarks", "\n".join(parts), least=30)

    def _band(self, name: str) -> Row:
        text = self._wording.text("sections", name)
        return Row((cell(LEFT, WIDTH, text, BAND),), with_next=True)

    def _pairs(self, *pairs: tuple[str, str]) -> Row:
        """Return a row of labelled values of equal width."""
        width = WIDTH / len(pairs) - _LABEL
        parts = []
        for label, text in pairs:
            parts += [(_LABEL, self._wording.label(label), LABEL), (width, text, TEXT)]
        return Row(row_of(LEFT, parts))

    def _flowing(self, label: str, text: str, *, least: float = 0, style: Style = TEXT) -> Row:
        """Return a labelled text that may go on overleaf."""
        shown = replace(style, top=bool(least))
        parts = [(_LABEL, self._wording.label(label), LABEL), (WIDTH - _LABEL, text, shown)]
        return Row(row_of(LEFT, parts), least=least, flowing=True)

    def _amount(self, label: str, fen: int | None) -> Row:
        figures = "" if fen is None else f"¥{format_fen(fen)}"
        words = "" if fen is None else capital(fen)
        capitals = self._wording.label("in_capitals")
        parts = [
            (_LABEL, self._wording.label(label), LABEL),
            (118.0, figures, STRONG),
            (40.0, capitals, LABEL),
            (WIDTH - _LABEL - 158, words, STRONG),
        ]
        return Row(row_of(LEFT, parts))


def _who(party: FormParty | None) -> str:
    return "" if party is None else "　".join(filter(None, (party.name, party.phone)))


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"¥{format_fen(fen)}"


def _item_cells(number: int, item: FormItem) -> tuple[Cell, ...]:
    texts = (
        str(number),
        item.name,
        item.model,
        f"{item.quantity:,}",
        item.unit,
        format_fen(item.value_fen),
        format_fen(item.loss_fen),
    )
    columns = zip(texts, _ITEM_COLUMNS, strict=True)
    return row_of(LEFT, [(width, text, style) for text, (_, width, style) in columns])
