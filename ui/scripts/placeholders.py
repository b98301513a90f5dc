"""What may stand in the words of a script: facts, what it asks for, parts of other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui import theme
from ui.initials import fits
from ui.text import scripts as told
from workstation.domain.script import FACTS

#: Placeholders and tags as the templates have them.
MARKS: Final = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}")
_NAME: Final = re.compile(r"\{\{-?\s*([a-z_][\w.]*)")
_SNIPPET: Final = re.compile(r"\{%-?\s*snippet\s+[\"']([\w-]+)[\"']")
#: What is being typed before the cursor: "{{" and the beginning of a name.
TYPING: Final = re.compile(r"\{\{\s*([^{}\n]{0,24})$")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to put in: what it writes, what it is called, and of which kind it is."""

    writes: str
    name: str
    about: str


def offers(asks: Iterable[Mapping[str, object]], snippets: Mapping[str, str]) -> list[Offer]:
    """Everything that may be put in: what the script asks for, facts, parts of other scripts."""
    chinese = told.is_chinese()
    asked = QCoreApplication.translate("scripts", "asked for")
    part = QCoreApplication.translate("scripts", "part")
    found = []
    for one in asks:
        name = str(one.get("name", ""))
        label = str(one.get("zh" if chinese else "en", "") or one.get("zh", "") or name)
        found.append(Offer(f"{{{{ ask.{name} }}}}", label, f"ask.{name} · {asked}"))
    found += [Offer(f"{{{{ {name} }}}}", told.fact(name), name) for name in FACTS]
    for code, title in snippets.items():
        found.append(Offer(f'{{% snippet "{code}" %}}', title, f"{code} · {part}"))
    return found


def matching(found: Iterable[Offer], typed: str) -> list[Offer]:
    """Those that answer what was typed, the best first."""
    word = typed.strip().casefold()
    rated = []
    for one in found:
        weight = max(fits(word, one.name), fits(word, one.about)) if word else 1
        if weight:
            rated.append((weight, one))
    return [one for _weight, one in sorted(rated, key=lambda pair: -pair[0])]


def known(names: Iterable[str]) -> frozenset[str]:
    """The names of facts, and `ask.NAME` for each that is asked for."""
    return frozenset((*FACTS, *(f"ask.{name}" for name in names)))


class PlaceholderColours(QSyntaxHighlighter):
    """Colours placeholders: those that are known quietly, unknown ones as mistakes."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._known: frozenset[str] = known(())
        self._snippets: frozenset[str] = frozenset()
        theme.notifier().changed.connect(self.rehighlight)

    def show_known(self, names: Iterable[str], snippets: Iterable[str]) -> None:
        """The asks and the parts of other scripts that may be named."""
        now, parts = known(names), frozenset(snippets)
        if (now, parts) != (self._known, self._snippets):
            self._known, self._snippets = now, parts
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for mark in MARKS.finditer(text):
            self.setFormat(mark.start(), mark.end() - mark.start(), self._format(mark[0]))

    def _format(self, mark: str) -> QTextCharFormat:
        made = QTextCharFormat()
        name, part = _NAME.match(mark), _SNIPPET.match(mark)
        wrong = (name is not None and name[1] not in self._known) or (
            part is not None and part[1] not in self._snippets
        )
        made.setForeground(QColor(theme.colour("bad" if wrong else "accent")))
        if mark.startswith("{{"):
            made.setBackground(QColor(theme.colour("bad_soft" if wrong else "accent_soft")))
            made.setFontWeight(QFont.Weight.DemiBold)
        if wrong:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            made.setUnderlineColor(QColor(theme.colour("bad")))
        return made
