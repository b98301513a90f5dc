"""Many forms as one document: their pages one after the other, fonts and pictures once."""

from __future__ import annotations

from workstation.domain.form_template import Template
from workstation.printing.document import Document, Page
from workstation.printing.document_facts import Facts
from workstation.printing.form_facts import FormFacts
from workstation.printing.render import draw_into


class Sheaf:
    """A document to which forms are added; each keeps its own count of pages."""

    def __init__(self, title: str, author: str, made_at: int, language: str = "zh-CN") -> None:
        self._document = Document(Facts(title, author, made_at, language))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._document.pages)

    def add(
        self,
        template: Template,
        facts: FormFacts,
        copy: str,
        chapter: str = "",
        heading: str = "",
        sheets: int = 1,
    ) -> None:
        """Add a form `sheets` times, under a bookmark; `chapter` opens a new one above it."""
        number = facts.serial or facts.number
        for sheet in range(sheets):
            if chapter and not sheet:
                self._document.mark(chapter)
            self._document.mark(heading or template.title, 1, number)
            draw_into(_Part(self._document), template, facts, copy)
            self._document.settle()

    def content(self) -> bytes:
        """The finished file; nothing can be added any more."""
        return self._document.content()


class _Part(Document):
    """The pages of one form within a document."""

    def __init__(self, whole: Document) -> None:
        self.whole = whole
        self.facts = whole.facts
        self.regular, self.bold, self.pdf = whole.regular, whole.bold, whole.pdf
        self.pages: list[Page] = []

    def new_page(self) -> Page:
        page = self.whole.new_page()
        self.pages.append(page)
        return page
