"""Guided diagnosis: one question at a time, answered by a digit, up to a conclusion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import language, theme
from ui.bridge import Bridge
from ui.text.refusals import refusal_sentence
from ui.ticket.names import Names
from ui.ticket.overlay import Overlay
from ui.widgets.boxes import scrolled
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.actions.diagnosis import AnswerDiagnosis
from workstation.domain.diagnosis import FORM, Conclusion, Standing, Tree, offered, standing
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal
from workstation.domain.step_record import StepRecord, latest

if TYPE_CHECKING:
    from workstation.scripts.speaking import ScriptChoice

_BACK: Final = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Left})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
#: So many choices have a digit.
_DIGITS: Final = 9
_PLAIN: Final = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})


class DiagnosePanel(Overlay):
    """Asks the questions of a tree about one ticket.

    `kept` after the answers were kept; `scripts_wanted(tag)` and `step_wanted(code)` for what the
    conclusion proposes. Leaving keeps nothing.
    """

    kept = Signal()
    scripts_wanted = Signal(str)
    step_wanted = Signal(str)

    def __init__(
        self,
        detail: TicketDetail,
        records: tuple[StepRecord, ...],
        bridge: Bridge,
        names: Names,
        parent: QWidget,
    ) -> None:
        super().__init__("", parent, most=(520, 440))
        self._ticket, self._records = detail.ticket, records
        self._bridge, self._names = bridge, names
        self._tongue = language.current()
        self._tree: Tree | None = None
        self._answers: dict[str, str] = {}
        self._runs: list[Callable[[], None]] = []
        self._busy = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.passed = label("", "muted")
        self.passed.setWordWrap(True)
        self.asked = label("", "strong")
        self.asked.setWordWrap(True)
        self.hint = label("", "faint")
        self.hint.setWordWrap(True)
        self._choices = QWidget()
        self._rows = QVBoxLayout(self._choices)
        self._rows.setContentsMargins(0, 4, 0, 4)
        self._rows.setSpacing(theme.space("tight"))
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        inner = QWidget()
        theme.look(inner, "raised")
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 4, 0)
        body.setSpacing(theme.space("small"))
        for part in (self.passed, self.asked, self.hint, self._choices):
            body.addWidget(part)
        body.addStretch(1)
        scroll = scrolled(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back_button = Button(self.tr("Back"), "arrow-left", "flat", self.back)
        self.back_button.setToolTip("Backspace")
        self.keep_button = Button(self.tr("Keep the answers"), "", "", self.keep)
        self.take_button = Button(self.tr("Take over"), "check", "primary", self.accept)
        self.take_button.setToolTip("Enter")
        keys = label(self.tr("1–9 answer · Backspace back · Esc leave"), "faint")
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.keep_button)
        foot.addWidget(self.take_button)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self.problem)
        self.column.addWidget(keys)
        self.column.addLayout(foot)

    # where it stands

    @property
    def told(self) -> Standing | None:
        """Where the questions stand; None while a tree is chosen."""
        return standing(self._tree, self._answers) if self._tree is not None else None

    def choices(self) -> list[str]:
        """The words that can be chosen now, in the order of their digits."""
        return [button.text() for button in self._choices.findChildren(Button)]

    def trees(self) -> list[tuple[Tree, bool]]:
        """All trees, those that fit the ticket first, with whether they fit."""
        known = self._bridge.desk.rules.diagnosis
        fitting = offered(known, self._ticket.subtype, self._ticket.step)
        rest = [tree for tree in known if tree not in fitting]
        return [(tree, True) for tree in fitting] + [(tree, False) for tree in rest]

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._runs = []
        told = self.told
        self.back_button.setVisible(self._tree is not None)
        self.keep_button.setVisible(told is not None and bool(told.answered))
        self.take_button.hide()
        self.hint.hide()
        if self._tree is None or told is None:
            self._show_trees()
        else:
            self.title.setText(self._tree.name(self._tongue))
            self.passed.setText(self._path(told))
            self.passed.setVisible(bool(told.answered))
            if told.asked is not None:
                self._show_question(told)
            elif told.conclusion is not None:
                self._show_conclusion(told.conclusion)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_trees(self) -> None:
        self.title.setText(self.tr("Guided diagnosis"))
        self.passed.hide()
        self.asked.setText(self.tr("What is it about?"))
        for tree, fits in self.trees():
            words = tree.name(self._tongue)
            if latest(self._records, f"{FORM}{tree.code}") is not None:
                words = self.tr("{name} (go on)").format(name=words)
            self._add(words, partial(self.begin, tree), "" if fits else "flat")
        if not self._runs:
            self.asked.setText(self.tr("There are no question trees in the rules."))

    def _path(self, told: Standing) -> str:
        said = (
            f"{question.text(self._tongue)}  {choice.name(self._tongue)}"
            for question, choice in told.answered
        )
        return "\n".join(f"✓ {line}" for line in said)

    def _show_question(self, told: Standing) -> None:
        question = told.asked
        assert question is not None
        self.asked.setText(question.text(self._tongue))
        hint = question.hint(self._tongue)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        for choice in question.choices:
            run = partial(self.answer, question.code, choice.code)
            self._add(choice.name(self._tongue), run, "")

    def _show_conclusion(self, end: Conclusion) -> None:
        self.asked.setText(end.text(self._tongue))
        name = self._names.class_name
        parts = [name(code) for code in (end.subtype, end.cause) if code]
        if parts:
            self.hint.setText(self.tr("Class and cause: {names}").format(names=" · ".join(parts)))
            self.hint.show()
        differs = (end.subtype and end.subtype != self._ticket.subtype) or (
            end.cause and end.cause != self._ticket.cause
        )
        self.take_button.setVisible(bool(differs) and self._ticket.is_open)
        for tag in end.scripts:
            text = self.tr("Reply scripts: {tag}")
            run = partial(self._then, self.scripts_wanted, tag)
            self._name(self._add(text.format(tag=tag), run, "flat"), text, tag)
        if end.step and self._leads_to(end.step):
            text = self.tr("Next step: {step}").format(step=self._names.step(end.step))
            self._add(text, partial(self._then, self.step_wanted, end.step), "flat")

    def _leads_to(self, step: str) -> bool:
        rules = self._bridge.desk.rules
        procedure = rules.procedures.get(self._ticket.group_code)
        steps = procedure.steps if procedure is not None else ()
        here = next((one for one in steps if one.code == self._ticket.step), None)
        return here is not None and any(way.to == step for way in here.exits)

    def _name(self, button: Button, text: str, tag: str) -> None:
        """Say which script comes first for a tag, as soon as it is known."""
        number = len(self._runs)

        def show(found: tuple[ScriptChoice, ...]) -> None:
            if found and isValid(button):
                button.setText(f"{number}  {text.format(tag=found[0].title)}")

        pending = self._bridge.desk.scripts_for(self._ticket.uid, tag, limit=1)
        self._bridge.await_(pending, show)

    def _add(self, words: str, run: Callable[[], None], style: str) -> Button:
        number = len(self._runs) + 1
        text = f"{number}  {words}" if number <= _DIGITS else words
        button = Button(text, "", "", run)
        theme.look(button, "choice_quiet" if style else "choice")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._rows.addWidget(button)
        self._runs.append(run)
        return button

    # what is done

    def begin(self, tree: Tree) -> None:
        """Ask the questions of a tree; answers that were kept before stand."""
        self._tree = tree
        record = latest(self._records, f"{FORM}{tree.code}")
        kept = dict(record.values) if record is not None else {}
        kept.pop("conclusion", None)
        self._answers = _usable(tree, kept)
        self._show()

    def answer(self, question: str, choice: str) -> None:
        """Answer a question and go on."""
        self._answers[question] = choice
        self._show()

    def back(self) -> None:
        """Take the last answer back; before the first one, choose another tree."""
        told = self.told
        if told is None or self._busy:
            return
        if told.answered:
            self._answers = {q.code: choice.code for q, choice in told.answered[:-1]}
        else:
            self._tree = None
        self._complain("")
        self._show()

    def keep(self) -> None:
        """Keep the answers given so far, finished or not, and leave."""
        self._perform(apply=False, then=self.cancel)

    def accept(self) -> None:
        """At the conclusion: keep the answers, take class and cause over, and leave."""
        told = self.told
        if told is None:
            self._press(0)
        elif told.conclusion is not None:
            self._perform(apply=not self.take_button.isHidden(), then=self.cancel)

    def _then(self, signal: Any, value: str) -> None:
        """Keep the answers, leave, and go on with what the conclusion proposes."""

        def go_on() -> None:
            self.cancel()
            signal.emit(value)

        self._perform(apply=False, then=go_on)

    def _perform(self, *, apply: bool, then: Callable[[], None]) -> None:
        told = self.told
        if self._busy or self._tree is None or told is None or not told.answered:
            return
        answers = {question.code: choice.code for question, choice in told.answered}
        record = latest(self._records, f"{FORM}{self._tree.code}")
        if record is not None and not apply and _same(record, answers):
            then()  # kept before
            return
        self._busy = True
        action = AnswerDiagnosis(self._ticket.uid, self._tree.code, answers, apply)
        self._bridge.do(action, lambda _done: self._on_kept(then), self._on_refused)

    def _on_kept(self, then: Callable[[], None]) -> None:
        self._busy = False
        self.kept.emit()
        then()

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy = False
        self._complain(refusal_sentence(refusal))

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _press(self, place: int) -> None:
        if 0 <= place < len(self._runs) and not self._busy:
            self._runs[place]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in _PLAIN
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            event.accept()
            self._press(key - int(Qt.Key.Key_1))
        elif key in _BACK:
            event.accept()
            self.back()
        elif key in _ENTER:
            event.accept()
            self.accept()
        else:
            super().keyPressEvent(event)


def _usable(tree: Tree, answers: dict[str, str]) -> dict[str, str]:
    """The answers that the tree still has: it may have changed since they were given."""
    try:
        return {question.code: choice.code for question, choice in standing(tree, answers).answered}
    except Refusal:
        return {}


def _same(record: StepRecord, answers: dict[str, str]) -> bool:
    return {name: code for name, code in record.values.items() if name != "conclusion"} == answers
