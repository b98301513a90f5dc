"""The bookmarks of a document, and how a viewer numbers its pages (ISO 32000-1, 12.3.3, 12.4.2)."""

from __future__ import annotations

from dataclasses import dataclass, field

from workstation.printing.pdf_objects import PdfFile, string


@dataclass(slots=True)
class _Mark:
    """A bookmark: its title, the page it leads to, and those below it."""

    title: str
    page: str
    below: list[_Mark] = field(default_factory=list)


class Bookmarks:
    """Bookmarks as pages come: titles with their level, and labels from a page on."""

    def __init__(self) -> None:
        self._marks: dict[int, list[tuple[str, int]]] = {}
        self._labels: dict[int, str] = {}

    def mark(self, page: int, title: str, level: int, label: str) -> None:
        """Bookmark a page; from it on a viewer numbers pages as `label` 1, 2 …"""
        self._marks.setdefault(page, []).append((title, level))
        if label:
            self._labels[page] = f"{label} "

    def entries(self, file: PdfFile, pages: list[str]) -> str:
        """Write what there is; the entries for the file's catalog."""
        told = ""
        if self._labels:
            first = {} if 0 in self._labels else {0: ""}
            numbers = "".join(
                f"{page}<</S/D/P{string(label)}>>" for page, label in (first | self._labels).items()
            )
            told += f"/PageLabels<</Nums[{numbers}]>>"
        marks = self._tree(pages)
        if marks:
            root = file.reserve()
            first_mark, last_mark = _written(file, marks, root)
            outline = f"<</Type/Outlines/First {first_mark}/Last {last_mark}/Count {len(marks)}>>"
            told += f"/PageMode/UseOutlines/Outlines {file.put(root, outline)}"
        return told

    def _tree(self, pages: list[str]) -> list[_Mark]:
        """Bookmarks of level 0 with those of deeper levels that follow them."""
        top: list[_Mark] = []
        for page, marks in self._marks.items():
            for title, level in marks:
                below = top[-1].below if level and top else top
                below.append(_Mark(title, pages[page]))
        return top


def _written(file: PdfFile, marks: list[_Mark], parent: str) -> tuple[str, str]:
    """Write bookmarks beside each other, closed; the first's reference and the last's."""
    references = [file.reserve() for _ in marks]
    for place, (mark, reference) in enumerate(zip(marks, references, strict=True)):
        told = f"/Title{string(mark.title)}/Parent {parent}/Dest[{mark.page}/Fit]"
        if place:
            told += f"/Prev {references[place - 1]}"
        if place + 1 < len(marks):
            told += f"/Next {references[place + 1]}"
        if mark.below:
            first, last = _written(file, mark.below, reference)
            told += f"/First {first}/Last {last}/Count -{len(mark.below)}"
        file.put(reference, f"<<{told}>>")
    return references[0], references[-1]
