"""Knowledge articles to read beside a ticket: found by words, put into the reply by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.composing import is_composing
from ui.ticket.names import Names
from ui.ticket.overlay import Overlay
from ui.timing import after_rest
from ui.widgets.boxes import scrolled
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.lines import Line, LineList

if TYPE_CHECKING:
    from workstation.answering import FirstAnswer
    from workstation.domain.knowledge import Article

_LOOK_MS: Final = 120
_STEPS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class ArticlePanel(Overlay):
    """Lists articles, those that answer the customer first; `taken(answer)` to be inserted."""

    taken = Signal(object)

    def __init__(
        self,
        ticket: str,
        proposed: tuple[FirstAnswer, ...],
        bridge: Bridge,
        names: Names,
        parent: QWidget,
    ) -> None:
        super().__init__("", parent, most=(760, 520))
        self.title.setText(self.tr("Knowledge articles"))
        self._ticket, self._proposed = ticket, proposed
        self._bridge, self._names = bridge, names
        self._articles: dict[str, Article] = {}
        self._filled: FirstAnswer | None = None
        self._asked = 0
        self._wanted = False
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Words of the question or the answer"))
        self.line.setAccessibleName(self.tr("Search"))
        self.line.installEventFilter(self)
        self.list = LineList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMinimumWidth(200)
        self.about = label("", "muted")
        self.body = label("", "")
        self.answer = label("", "")
        self.gaps = label("", "warn")
        for part in (self.about, self.body, self.answer, self.gaps):
            part.setWordWrap(True)
        self._lay_out()
        self._rest = after_rest(self, _LOOK_MS, self._look_up)
        self.line.textChanged.connect(lambda _text: self._rest.start())
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_chosen())
        self.list.opened.connect(lambda _key: self.accept())
        self._look_up()

    def _lay_out(self) -> None:
        inner = QWidget()
        theme.look(inner, "raised")
        page = QVBoxLayout(inner)
        page.setContentsMargins(12, 0, 4, 0)
        page.setSpacing(theme.space("small"))
        page.addWidget(self.about)
        page.addWidget(self.body)
        self._heading = label(self.tr("To the customer"), "section")
        page.addWidget(self._heading)
        page.addWidget(self.answer)
        page.addWidget(self.gaps)
        page.addStretch(1)
        scroll = scrolled(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.list, 4)
        both.addWidget(scroll, 5)
        self.insert_button = Button(self.tr("Insert the answer"), "check", "primary", self.accept)
        self.insert_button.setToolTip("Enter")
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("↑ ↓ choose · Enter insert · Esc close"), "faint"), 1)
        foot.addWidget(self.insert_button)
        self.column.addWidget(self.line)
        self.column.addLayout(both, 1)
        self.column.addLayout(foot)

    def first(self) -> QWidget:
        """The search line."""
        return self.line

    def accept(self) -> None:
        """Put the chosen article's answer into the reply; as soon as it is filled in."""
        if is_composing():
            return
        if self._filled is None:
            self._wanted = True
            return
        if self._filled.words is not None:
            answer = self._filled
            self.cancel()
            self.taken.emit(answer)

    # finding

    def _look_up(self) -> None:
        self._asked += 1
        asked, words = self._asked, self.line.text().strip()
        pending = self._bridge.desk.find_articles(words)
        self._bridge.await_(pending, lambda found: self._on_found(asked, words, found))

    def _on_found(self, asked: int, words: str, found: tuple[Article, ...]) -> None:
        if asked != self._asked:
            return
        first = [] if words else [one.article for one in self._proposed]
        codes = {one.code for one in first}
        shown = [*first, *(one for one in found if one.code not in codes)]
        self._articles = {one.code: one for one in shown}
        tongue = language.current()
        lines = []
        for one in shown:
            right = self.tr("fits") if one.code in codes else ""
            lines.append(
                Line(one.code, one.title(tongue), one.questions[0] if one.questions else "", right)
            )
        self.list.show_lines(lines)
        if lines:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._filled, self._wanted = None, False
        article = self._articles.get(self.list.current())
        self.insert_button.setEnabled(article is not None and bool(article.answer_zh))
        self._heading.setVisible(article is not None and bool(article.answer_zh))
        self.gaps.hide()
        if article is None:
            self.about.setText(self.tr("No article has these words."))
            self.body.setText("")
            self.answer.setText("")
            return
        self.about.setText(article.source)
        self.about.setVisible(bool(article.source))
        self.body.setText(article.body(language.current()).strip())
        self.answer.setText("…" if article.answer_zh else "")
        code = article.code
        pending = self._bridge.desk.fill_article(self._ticket, code)
        self._bridge.await_(pending, lambda filled: self._on_filled(code, filled))

    def _on_filled(self, code: str, filled: FirstAnswer) -> None:
        if code != self.list.current():
            return
        self._filled = filled
        words = filled.words
        self.answer.setText(words.text if words is not None else "")
        count = len(words.gaps) if words is not None else 0
        self.gaps.setText(self.tr("{n} to fill in").format(n=count))
        self.gaps.setVisible(bool(count))
        if self._wanted:
            self.accept()

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.line and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and not is_composing():
            if event.key() in _STEPS:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)
