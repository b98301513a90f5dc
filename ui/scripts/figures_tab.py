"""The figures of scripts: used, edited, solved, reopened, satisfied, promises kept; and how sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.scripts.figures_table import FigureLine, FiguresTable, points
from ui.text import words
from ui.text.refusals import refusal_sentence
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.labels import EmptyState, label
from ui.widgets.pick import PickBox
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.domain.script_figures import Comparison
    from workstation.scripts.figures import ScriptDetail, ScriptReport

_DAY: Final = 86_400_000
PERIODS: Final = {
    7: _T("scripts", "7 days"),
    30: _T("scripts", "30 days"),
    90: _T("scripts", "90 days"),
    365: _T("scripts", "a year"),
}
BY: Final = {
    "versions": _T("scripts", "By version"),
    "groups": _T("scripts", "By group"),
    "agents": _T("scripts", "By agent"),
    "channels": _T("scripts", "By channel"),
}
OUT: Final = {
    "": _T("scripts", "All scripts"),
    "unused": _T("scripts", "Not used"),
    "always_edited": _T("scripts", "Nearly always edited"),
}
MEASURES: Final = {
    "edited": _T("scripts", "Edited before sending"),
    "solved": _T("scripts", "Solved at first contact"),
    "reopened": _T("scripts", "Reopened"),
    "satisfied": _T("scripts", "Satisfied"),
    "kept": _T("scripts", "Promises kept"),
}
_VERDICTS: Final = {
    "higher": _T("scripts", "higher"),
    "lower": _T("scripts", "lower"),
    "unclear": _T("scripts", "no clear difference"),
    "few": _T("scripts", "too few cases"),
}


class FiguresTab(QWidget):
    """Shows the figures of one script, or of all; `opened(code)` when one of these is wanted."""

    opened = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._code, self._asked = "", 0
        self._detail: ScriptDetail | None = None
        self._report: ScriptReport | None = None
        self.period = _box(PERIODS, 90)
        self.by = _box(BY, "versions")
        self.out = _box(OUT, "")
        self.period.picked.connect(lambda _days: self._read())
        self.by.picked.connect(lambda _by: self._show())
        self.out.picked.connect(lambda _out: self._show())
        self.about = label("", "faint")
        self.about.setWordWrap(True)
        self.table = FiguresTable()
        self.table.opened.connect(self._on_opened)
        self.compared = label("", "muted")
        self.compared.setWordWrap(True)
        self.edits = label("", "muted")
        self.edits.setWordWrap(True)
        self.empty = EmptyState("chart-bar", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(theme.space("small"))
        for box in (self.period, self.by, self.out):
            row.addWidget(box)
        row.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        edge = theme.space("small")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("small"))
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        column.addWidget(self.compared)
        column.addWidget(self.edits)

    def show_script(self, code: str) -> None:
        """Show the figures of a script ("" for all of them)."""
        self._code = code
        self.by.setVisible(bool(code))
        self.out.setVisible(not code)
        self._read()

    def _read(self) -> None:
        self._asked += 1
        asked, desk, code = self._asked, self._bridge.desk, self._code
        days = int(str(self.period.code() or 90))

        def read(_read: object) -> ScriptReport | ScriptDetail:
            from workstation.scripts.figures import FiguresWanted, detail, report

            now = desk.clock()
            wanted = FiguresWanted(now - days * _DAY, now, code)
            return detail(desk, wanted) if code else report(desk, wanted)

        self._bridge.ask(
            read, lambda found: self._on_read(asked, found), lambda error: self._fail(asked, error)
        )

    def _on_read(self, asked: int, found: Any) -> None:
        if asked != self._asked:
            return
        self._detail = found if self._code else None
        self._report = None if self._code else found
        self._show()

    def _fail(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        self._detail = self._report = None
        if isinstance(error, Refusal):
            self._show_lines([])
            if error.code != "not_found":
                self.empty.say(refusal_sentence(error))
        else:
            self._bridge.failed.emit(error)

    # what is shown

    def _show(self) -> None:
        self.compared.setText("")
        self.edits.setText("")
        if self._detail is not None:
            self._show_detail(self._detail)
        elif self._report is not None:
            self._show_report(self._report)
        for told in (self.compared, self.edits):
            told.setVisible(bool(told.text()))

    def _show_report(self, found: ScriptReport) -> None:
        out = str(self.out.code() or "")
        rows = found.standing_out(out) if out else tuple(r for r in found.rows if r.figures.used)
        lines = [FigureLine(one.code, f"{one.code}  {one.title}", one.figures) for one in rows]
        self._show_lines(lines)
        self._tell_period(found.capped)

    def _show_detail(self, found: ScriptDetail) -> None:
        by = str(self.by.code() or "versions")
        if by == "versions":
            unknown = QCoreApplication.translate("scripts", "not written down")
            lines = [FigureLine(v.version, v.version or unknown, v.figures) for v in found.versions]
        elif by == "agents":
            lines = [FigureLine(uid, name or uid, figures) for uid, name, figures in found.agents]
        else:
            names: Callable[[str], str] = words.group if by == "groups" else words.channel
            pairs = found.groups if by == "groups" else found.channels
            lines = [FigureLine(code, names(code), figures) for code, figures in pairs]
        self._show_lines(lines)
        self._tell_period(found.capped)
        if found.comparisons and by == "versions":
            self.compared.setText(comparison_words(found.comparisons[-1]))
        told = [
            f"{one.before or '∅'} → {one.after or '∅'} ({one.times})" for one in found.edits[:6]
        ]
        if told:
            text = self.tr("Changed most often before sending: {edits}")
            self.edits.setText(text.format(edits="   ".join(told)))

    def _show_lines(self, lines: list[FigureLine]) -> None:
        self.stack.setCurrentIndex(1 if lines else 0)
        self.table.show_lines(lines, first=self.tr("Script") if not self._code else "")
        self.empty.say(
            self.tr("No figures for this period"),
            self.tr("They come from what was sent: how often, how often edited, and how it went."),
        )

    def _tell_period(self, capped: bool) -> None:
        text = self.tr("Shares are of cases that are over; hold the mouse over one for its bounds.")
        if capped:
            text = self.tr("There was more than this desk reads at once: the latest uses count.")
        self.about.setText(text)

    def _on_opened(self, name: str) -> None:
        if not self._code:
            self.opened.emit(name)


def comparison_words(found: Comparison) -> str:
    """Two versions in a sentence for each measure that tells something."""
    say = QCoreApplication.translate
    parts = []
    for measure, one in found.differences.items():
        if one.value is None or measure not in MEASURES:
            continue
        verdict = say("scripts", _VERDICTS.get(one.verdict, _VERDICTS["unclear"]))
        bounds = f"{points(one.value)} ({points(one.low)} … {points(one.high)})"
        parts.append(f"{say('scripts', MEASURES[measure])} {bounds}: {verdict}")
    if not parts:
        return ""
    head = say("scripts", "{after} against {before}, in points with their bounds (95 %):")
    return "\n".join([head.format(after=found.after, before=found.before), *parts])


def _box(table: Any, chosen: object) -> PickBox:
    made = PickBox()
    choices = [(code, QCoreApplication.translate("scripts", name)) for code, name in table.items()]
    made.show_choices(choices, chosen)
    made.setFixedWidth(150)
    return made
