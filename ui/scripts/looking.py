"""Looking a script through while it is written: mistakes of its table, words better not said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from ui.scripts.form import ScriptForm
from ui.scripts.session import Session
from ui.text import scripts as told
from ui.text import speech
from ui.text.refusals import sentence
from ui.timing import after_rest
from ui.widgets.lines import Line, LineList

if TYPE_CHECKING:
    from workstation.domain.speech_check import SpeechFinding
    from workstation.text.script_content import ScriptProblem

#: The keyboard rests so long before the words are looked through.
REST_MS: Final = 350
_SHOWN: Final = 3


class LookingThrough(QObject):
    """Works off the screen thread; mistakes come into a list below the form, which Enter goes to."""

    def __init__(self, session: Session, form: ScriptForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self._asked = 0
        self.problems: tuple[ScriptProblem, ...] = ()
        self.mistakes = LineList()
        self.mistakes.setAccessibleName(self.tr("Mistakes"))
        self.mistakes.hide()
        self.mistakes.opened.connect(lambda key: form.go_to(key.partition("|")[2]))
        self.mistakes.clicked.connect(
            lambda _index: self.mistakes.opened.emit(self.mistakes.current())
        )
        self._soon = after_rest(self, REST_MS, self.look)

    def soon(self) -> None:
        """Something was written."""
        self._soon.start()

    def stop(self) -> None:
        """Look nothing through any more: the window closes."""
        self._soon.stop()

    def look(self) -> None:
        """Look through what stands now."""
        self._soon.stop()
        self._asked += 1
        asked, bridge = self._asked, self._session.bridge
        desk, words = bridge.desk, self._form.words
        body, channel = words.body.toPlainText(), words.channel

        def amiss(_read: object) -> tuple[SpeechFinding, ...]:
            from workstation.domain.speech_check import check
            from workstation.domain.speech_rules import Given

            return check(body, desk.rules.speech, Given(channel=channel))

        bridge.ask(amiss, lambda found: self._show_amiss(asked, body, found))
        if self._session.writable:
            bridge.await_(
                desk.script_problems(self._form.facts()),
                lambda found: self._show_problems(asked, found),
            )
        else:
            self._show_problems(asked, ())

    def _show_amiss(self, asked: int, body: str, found: tuple[SpeechFinding, ...]) -> None:
        words = self._form.words
        if asked != self._asked or body != words.body.toPlainText():
            return
        tongue = "zh" if told.is_chinese() else "en"
        lines = []
        for one in found:
            why = f"{speech.kind(one.kind)}: {one.words} – {one.rule.reason(tongue)}"
            lines.append((one.start, one.end, one.severity, why))
        words.tell_findings(lines)

    def _show_problems(self, asked: int, found: tuple[ScriptProblem, ...]) -> None:
        if asked != self._asked:
            return
        untouched = self._session.fresh and not self._session.changed
        self.problems = () if untouched else found
        lines = []
        for number, one in enumerate(self.problems):
            place = told.place(one.place)
            text = sentence(one.code, {**one.facts, "place": place})
            lines.append(Line(f"{number}|{one.place}", text, place, "", "bad"))
        self.mistakes.show_lines(lines)
        self.mistakes.setVisible(bool(lines))
        each = self.mistakes.sizeHintForRow(0) if lines else 0
        self.mistakes.setFixedHeight(max(1, each * min(len(lines), _SHOWN) + 2))
