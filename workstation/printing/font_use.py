"""What a document uses of a face: its characters in the order of first use, and how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workstation.printing.fonts import ClaimFont

_BATCH = 100  # entries that one section of a ToUnicode map may have


class ElsewhereError(Exception):
    """A character is not one of the face itself."""


class FontUse(dict[str, str]):
    """Which glyphs one document uses: character to its code's digits, in the order of first use."""

    def __init__(self, font: ClaimFont) -> None:
        super().__init__()
        self._font = font
        self.glyphs: list[int] = [0]
        self.internal_name = ""
        #: What chooses the font in a size.
        self.chosen: dict[float, str] = {}

    def __missing__(self, character: str) -> str:
        if not self._font.is_own(character):
            raise ElsewhereError(character)
        self.glyphs.append(self._font.glyph(character))
        code = self[character] = f"{len(self.glyphs) - 1:04X}"
        return code


class Widths(dict[str, int]):
    """The advance widths of the characters that were asked for."""

    def __init__(self, found: Callable[[str], int]) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, character: str) -> int:
        width = self[character] = self._found(character)
        return width


def array_of(digits: str, start: int, moves: Iterable[tuple[int, int]]) -> str:
    """Return the operator that shows a run, whose first character is number ``start``."""
    if not moves:
        return f"<{digits}> Tj"
    items: list[str] = []
    begun = 0
    for place, units in moves:
        end = 4 * (place + 1 - start)
        if begun < end <= len(digits):
            items.append(f"<{digits[begun:end]}>{-units}")
            begun = end
    if begun < len(digits):
        items.append(f"<{digits[begun:]}>")
    return f"[{''.join(items)}] TJ"


def unicode_map(codes: dict[str, str]) -> bytes:
    """Return the map from codes back to characters (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code}> <{_utf_16(character)}>" for character, code in codes.items()]
    sections = []
    for start in range(0, len(entries), _BATCH):
        part = entries[start : start + _BATCH]
        sections.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "\n".join(sections)
        + "\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode("ascii")


@lru_cache(maxsize=4096)
def _utf_16(character: str) -> str:
    return character.encode("utf-16-be").hex().upper()
