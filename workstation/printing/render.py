"""Forms from their templates: the one way from facts to a finished file."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from resources import path as resource
from workstation.domain.form_check import FormLine, can_be_coded, code_text
from workstation.domain.form_reading import template_from
from workstation.domain.form_template import Template
from workstation.domain.refusal import Refusal
from workstation.printing.characters import GETA, map_texts, texts_of
from workstation.printing.document import Document, write_whole
from workstation.printing.document_facts import Facts
from workstation.printing.flow import Flow, Seen
from workstation.printing.fonts import REGULAR, claim_font
from workstation.printing.form_facts import COPIES, FormFacts
from workstation.printing.printed_form import PrintedForm
from workstation.printing.template_frame import TemplateFrame
from workstation.printing.template_rows import Regions
from workstation.text.printable import clean

_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def render_form(
    form: str,
    language: str,
    facts: FormFacts,
    target: Path,
    copy: str = "file",
    templates: Iterable[Template] = (),
) -> PrintedForm:
    """Write a form to the PDF file `target`, all or nothing, and say what was written.

    `copy` is "file" (full) or "customer" (masked). `templates` are those in force
    (`Rules.forms`); without the form among them the shipped one is used. The same facts give the
    same bytes. Raises `Refusal`: paper_unknown, glyph_missing (character, code_point), zone_unknown;
    `OSError` if the file cannot be written.
    """
    template = template_of(form, language, templates)
    content, pages = compose(template, facts, copy)
    write_whole(target, content)
    digest = hashlib.sha256(content).hexdigest()
    return PrintedForm(pages, digest, len(content), template.version, verification(template, facts))


def template_of(form: str, language: str, templates: Iterable[Template] = ()) -> Template:
    """The template of a form in a language. Raises `Refusal("paper_unknown")`."""
    for template in templates:
        if (template.form, template.language) == (form, language):
            return template
    return shipped_template(form, language)


@lru_cache(maxsize=32)
def shipped_template(form: str, language: str = "zh") -> Template:
    """The template that the product carries. Raises `Refusal("paper_unknown")`."""
    file = resource("forms") / f"{form}.{language}.toml"
    if not form.replace("_", "").isalnum() or not file.is_file():
        raise Refusal("paper_unknown", form=form, language=language)
    return template_from(tomllib.loads(file.read_text("utf-8")))


def verification(template: Template, facts: FormFacts) -> str:
    """What the QR code of a copy holds; "" for one that is not approved, numbered and valid."""
    if not (facts.serial and facts.approved and can_be_coded(facts.serial)) or facts.void:
        return ""
    return code_text(line_of(template, facts))


def line_of(template: Template, facts: FormFacts) -> FormLine:
    """What the check of a copy covers."""
    return FormLine(
        template.form,
        facts.serial or "",
        facts.copy_number or facts.reprint + 1,
        facts.number,
        facts.amount_fen,
        facts.payee,
        template.version,
    )


def compose(
    template: Template, facts: FormFacts, copy: str = "file", seen: Seen | None = None
) -> tuple[bytes, int]:
    """Return the PDF file of a form and its number of pages; `seen` is told of each row."""
    title = f"{template.title} {facts.serial or facts.number}".strip()
    made_at = facts.printed_at if facts.printed_at is not None else facts.made_at
    language = _LANGUAGES[template.language]
    document = Document(Facts(clean(title), clean(facts.organisation), made_at, language))
    draw_into(document, template, facts, copy, seen)
    return document.content(), len(document.pages)


def draw_into(
    document: Document,
    template: Template,
    facts: FormFacts,
    copy: str = "file",
    seen: Seen | None = None,
) -> None:
    """Draw the pages of a form on a document that has none yet; `seen` is told of each row."""
    if copy not in COPIES:
        raise Refusal("paper_copy", value=copy, known=", ".join(COPIES))
    code = verification(template, facts)
    facts = _printable(map_texts(facts, clean), template)
    regions = Regions(template, facts, copy)
    frame = TemplateFrame(regions.writer, code)
    flow = Flow(document, frame.margins, frame.begin, seen)
    flow.add(regions.rows())
    flow.close()
    for index, page in enumerate(document.pages):
        frame.end(page, index + 1, len(document.pages))


def _printable(facts: FormFacts, template: Template) -> FormFacts:
    """Return `facts` with 〓 for characters without a glyph, if that is wished.

    Without that wish the first such character is refused as it is measured.
    """
    if not facts.substitute_missing:
        return facts
    missing = claim_font(REGULAR).missing("".join(texts_of(facts)).replace("\n", ""))
    if not missing:
        return facts
    table = {ord(character): GETA for character in missing}
    named = "、".join(f"U+{ord(character):04X}" for character in missing)
    changed = map_texts(facts, lambda text: text.translate(table))
    remark = template.words["missing_glyphs"] + named
    remarks = f"{changed.values.get('form.remarks') or ''}\n{remark}".strip()
    return replace(changed, values={**changed.values, "form.remarks": remarks})
