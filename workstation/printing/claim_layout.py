"""The claim form on A4, from its facts to the finished file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from workstation.printing.characters import GETA, map_texts, texts_of
from workstation.printing.claim_form import ClaimForm, PrintedForm
from workstation.printing.claim_frame import MARGINS, ClaimFrame
from workstation.printing.claim_sections import Sections
from workstation.printing.document import Document, Facts, write_whole
from workstation.printing.flow import Flow
from workstation.printing.fonts import REGULAR, claim_font
from workstation.printing.wording import Wording, form_wording
from workstation.text.printable import clean


def render(form: ClaimForm, target: Path) -> PrintedForm:
    """Write the form to ``target``; see ``claim_form.render_claim_form``."""
    content, pages = compose(form)
    write_whole(target, content)
    digest = hashlib.sha256(content).hexdigest()
    return PrintedForm(pages, digest, len(content), form_wording("claim_form").version)


def compose(form: ClaimForm) -> tuple[bytes, int]:
    """Return the PDF file of ``form`` and its number of pages."""
    wording = form_wording("claim_form")
    form = _printable(map_texts(form, clean), wording)
    title = f"{wording.title} {form.serial or form.number}".strip()
    made_at = form.printed_at if form.printed_at is not None else form.created_at
    document = Document(Facts(title, form.organisation, made_at))
    frame = ClaimFrame(form, wording)
    flow = Flow(document, MARGINS, frame.begin)
    flow.add(Sections(form, wording).rows())
    flow.close()
    for index, page in enumerate(document.pages):
        frame.end(page, index + 1, len(document.pages))
    return document.content(), len(document.pages)


def _printable(form: ClaimForm, wording: Wording) -> ClaimForm:
    """Return ``form`` with 〓 for characters without a glyph, if that is wished.

    Without that wish the first such character is refused as it is measured.
    """
    missing = claim_font(REGULAR).missing("".join(texts_of(form)).replace("\n", ""))
    if not missing or not form.substitute_missing:
        return form
    table = {ord(character): GETA for character in missing}
    named = "、".join(f"U+{ord(character):04X}" for character in missing)
    changed = map_texts(form, lambda text: text.translate(table))
    remark = wording.label("missing_glyphs") + named
    return replace(changed, remarks=f"{changed.remarks}\n{remark}".strip())
