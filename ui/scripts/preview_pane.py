"""How a script reads: its words with the facts of an example or of a ticket, and their length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text import scripts as told
from ui.text import speech, words
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from workstation.domain.refusal import Refusal
from workstation.domain.script import FACTS

if TYPE_CHECKING:
    from workstation.desk import Reader
    from workstation.domain.speech_check import SpeechFinding
    from workstation.scripts.desk import Preview
    from workstation.scripts.length import ScriptLength

#: The keyboard rests so long before the preview is made anew.
REST_MS: Final = 250
#: The moment that is promised is asked for like what a script asks itself.
PROMISED: Final = "promise.time"
_GAPS: Final = ("【请填写", "[Please fill in")


class PreviewPane(QWidget):
    """Shows the words of a script's table. `made()` when they stand; `length` tells how long."""

    made = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._facts: Mapping[str, Any] = {}
        self._language, self._channel = "zh", ""
        self._asked = 0
        self._values: dict[str, QLineEdit] = {}
        self._named: tuple[tuple[str, str], ...] = ()
        self.preview: Preview | None = None
        self.length: ScriptLength | None = None
        self.findings: tuple[SpeechFinding, ...] = ()
        self.ticket = QLineEdit()
        self.ticket.setPlaceholderText(self.tr("Ticket number; empty: an example"))
        self.ticket.setClearButtonEnabled(True)
        self.about = label("", "faint")
        self.about.setWordWrap(True)
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName(self.tr("Preview"))
        self.measure = label("", "muted")
        self.measure.setWordWrap(True)
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self._rows = FormRows(label_width=70)
        self._asks = QWidget()
        self._soon = after_rest(self, REST_MS, self._make)
        self.ticket.textChanged.connect(lambda _text: self._soon.start())
        theme.notifier().changed.connect(self._mark)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("small"))
        column.addWidget(label(self.tr("How it reads"), "section"))
        column.addWidget(self.ticket)
        column.addWidget(self.about)
        column.addWidget(self.shown, 1)
        column.addWidget(self.measure)
        column.addWidget(self.problem)
        self._holder = QVBoxLayout()
        column.addLayout(self._holder)
        self._holder.addWidget(self._rows)
        self.problem.hide()
        self.setMinimumWidth(220)

    def sizeHint(self) -> QSize:
        return QSize(320, 420)

    # what is shown

    def show_facts(self, facts: Mapping[str, Any], language: str, channel: str) -> None:
        """Show a script's table in a language and for a channel, soon."""
        self._facts, self._language, self._channel = facts, language, channel
        self._offer_values()
        self._soon.start()

    def stop(self) -> None:
        """Make nothing anew any more: the window closes."""
        self._soon.stop()

    def _offer_values(self) -> None:
        """A line for every value that the script asks for, to try some."""
        asks = self._facts.get("asks")
        tongue = "zh" if told.is_chinese() else "en"
        found = [
            (f"ask.{one['name']}", str(one.get(tongue) or one.get("zh") or one["name"]))
            for one in (asks if isinstance(asks, list | tuple) else ())
            if isinstance(one, Mapping) and one.get("name")
        ]
        if PROMISED in str(self._facts):
            found.insert(0, (PROMISED, told.fact(PROMISED)))
        named = tuple(found)
        if named == self._named:
            return
        self._named = named
        before = {name: line.text() for name, line in self._values.items()}
        self._holder.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows, self._values = FormRows(label_width=70), {}
        for name, text in named[:6]:
            line = QLineEdit(before.get(name, ""))
            line.textChanged.connect(lambda _text: self._soon.start())
            self._rows.add(text, line)
            self._values[name] = line
        self._holder.addWidget(self._rows)

    def _make(self) -> None:
        desk, facts = self._bridge.desk, dict(self._facts)
        number, language, channel = self.ticket.text().strip(), self._language, self._channel
        typed = {name: line.text().strip() for name, line in self._values.items()}
        values = {name: text for name, text in typed.items() if text}
        self._asked += 1
        asked = self._asked
        if not str(facts.get("body", "")).strip():
            self._show_nothing()
            return
        facts.setdefault("title", "")
        facts["title"] = facts["title"] or "–"
        facts["code"] = facts.get("code") or "new"

        def made(read: Reader) -> tuple[Preview, ScriptLength, tuple[SpeechFinding, ...]]:
            from workstation.domain.speech_check import check
            from workstation.domain.speech_rules import Given
            from workstation.scripts.desk import preview
            from workstation.scripts.length import length_of

            ticket = ""
            if number:
                found = read.ticket_by_number(number)
                if found is None:
                    raise Refusal("not_found", kind="ticket", uid=number)
                ticket = found.uid
            shown = preview(desk, facts, ticket, channel, language, values)
            rules = desk.rules.speech
            findings = check(shown.text, rules, Given()) if rules is not None else ()
            return shown, length_of(shown.text, desk.settings.sms_signature), findings

        self._bridge.ask(
            made, lambda all: self._show(asked, *all), lambda error: self._fail(asked, error)
        )

    def _show(
        self,
        asked: int,
        made: Preview,
        length: ScriptLength,
        findings: tuple[SpeechFinding, ...],
    ) -> None:
        if asked != self._asked:
            return
        self.preview, self.length, self.findings = made, length, findings
        self.shown.setPlainText(made.text)
        self.problem.hide()
        self._mark()
        self.measure.setText(measure(length, self._channel))
        missing = [told.fact(one) for one in made.gaps if one in FACTS and one != PROMISED]
        text = self.tr("Known of the example; each agent sees the facts of the ticket.")
        if missing:
            text = self.tr("Not known here: {facts}").format(facts=words.listing(missing))
        elif self.ticket.text().strip():
            text = ""
        self.about.setText(text)
        self.about.setVisible(bool(text))
        self.made.emit()

    def _fail(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, Refusal):
            self._bridge.failed.emit(error)
            return
        self._show_nothing()
        self.problem.setText(refusal_sentence(error))
        self.problem.show()

    def _show_nothing(self) -> None:
        self.preview, self.length, self.findings = None, None, ()
        self.shown.setPlainText("")
        for part in (self.measure, self.about):
            part.setText("")
        self.problem.hide()
        self.made.emit()

    def _mark(self) -> None:
        """Emphasise the values, mark the gaps, underline what is better not said."""
        text, found = self.shown.toPlainText(), []
        for value in dict.fromkeys(self.preview.used.values() if self.preview else ()):
            at = text.find(value) if value else -1
            if at >= 0:
                found.append(_selection(self.shown, at, at + len(value), "accent", bold=True))
        for begin in _GAPS:
            at = text.find(begin)
            while at >= 0:
                end = text.find("】" if begin[0] == "【" else "]", at) + 1 or len(text)
                found.append(_selection(self.shown, at, end, "warn", ground="warn_soft"))
                at = text.find(begin, end)
        for one in self.findings:
            made = _selection(self.shown, one.start, one.end, speech.look(one.severity))
            made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            found.append(made)
        self.shown.setExtraSelections(found)


def measure(length: ScriptLength, channel: str) -> str:
    """How long words are, as far as it matters for a channel ("" for all)."""
    say = QCoreApplication.translate
    found = [say("scripts", _T("scripts", "{n} characters")).format(n=f"{length.characters:,}")]
    if channel in ("", "phone"):
        found.append(say("scripts", _T("scripts", "{n} s read aloud")).format(n=length.seconds))
    if channel in ("", "sms"):
        found.append(say("scripts", _T("scripts", "{n} text messages")).format(n=length.messages))
    return " · ".join(found)


def _selection(
    shown: QPlainTextEdit, start: int, end: int, ink: str, *, ground: str = "", bold: bool = False
) -> QTextEdit.ExtraSelection:
    one = QTextEdit.ExtraSelection()
    text = shown.toPlainText()
    cursor = QTextCursor(shown.document())
    cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2)
    cursor.setPosition(len(text[:end].encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    one.cursor = cursor
    one.format.setForeground(theme.colour(ink))
    if ground:
        one.format.setBackground(theme.colour(ground))
    if bold:
        one.format.setFontWeight(QFont.Weight.DemiBold)
    return one
