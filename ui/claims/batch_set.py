"""Which forms of each claim a run makes: a set that can be given a name and found again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ui import theme
from ui.claims.paper_memory import PaperMemory
from ui.text import paper
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import label
from workstation.domain.form_wish import FormWish


class PartRow(QWidget):
    """One form of the set. `changed` when another is chosen, `removed` by its cross."""

    changed = Signal()
    removed = Signal()

    def __init__(self, wish: FormWish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form, self.copy, self.language = QComboBox(), QComboBox(), QComboBox()
        self.sheets = QSpinBox()
        self.sheets.setRange(1, 20)
        self.sheets.setPrefix("× ")
        for code in paper.FORMS:
            self.form.addItem(paper.form(code), code)
        for code in paper.COPIES:
            self.copy.addItem(paper.copy(code, short=True), code)
        for code, name in paper.LANGUAGES.items():
            self.language.addItem(name, code)
        for box in (self.form, self.copy, self.language):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(4)
        self.sheets.setFixedWidth(64)
        self.language.setFixedWidth(84)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.form, 1)
        first.addWidget(IconButton("x", self.tr("Take out of the set"), self.removed.emit))
        second.addWidget(self.copy, 1)
        second.addWidget(self.language)
        second.addWidget(self.sheets)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.space("small"))
        column.setSpacing(theme.space("tight"))
        column.addLayout(first)
        column.addLayout(second)
        self.show_wish(wish)
        for box in (self.form, self.copy, self.language):
            box.currentIndexChanged.connect(lambda _place: self._on_changed())
        self.sheets.valueChanged.connect(lambda _n: self.changed.emit())

    def show_wish(self, wish: FormWish) -> None:
        """Show a form."""
        self.form.setCurrentIndex(max(0, self.form.findData(wish.form)))
        self.copy.setCurrentIndex(max(0, self.copy.findData(wish.copy)))
        self.language.setCurrentIndex(max(0, self.language.findData(wish.language)))
        self.sheets.setValue(wish.sheets)
        self._fit()

    @property
    def wish(self) -> FormWish:
        """What is chosen."""
        form, copy, tongue = (
            str(box.currentData()) for box in (self.form, self.copy, self.language)
        )
        return FormWish(form, copy, tongue, self.sheets.value())

    def _on_changed(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        both = self.form.currentData() in paper.IN_ENGLISH
        if not both:
            self.language.setCurrentIndex(0)
        self.language.setEnabled(both)


class BatchSet(QWidget):
    """The named sets and the rows of the one that is chosen. `changed` when it is another one."""

    changed = Signal()

    def __init__(self, memory: PaperMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.names = QComboBox()
        self.names.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.add = Button(self.tr("Add a form"), "plus", "flat", self._on_added)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of this set"))
        self.keep = IconButton("bookmark-plus", self.tr("Keep the set"), self._on_kept)
        self.forget = IconButton("trash", self.tr("Forget this set"), self._on_forgotten)
        self._rows: list[PartRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.names, 1)
        head.addWidget(self.forget)
        foot.addWidget(self.name, 1)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addWidget(label(self.tr("Set of forms"), "section"))
        column.addLayout(head)
        column.addLayout(self._column)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)
        self._fill_names(str(memory.last().get("set", "")))
        self.names.currentIndexChanged.connect(lambda _place: self._on_named())
        self.name.returnPressed.connect(self._on_kept)

    @property
    def parts(self) -> tuple[FormWish, ...]:
        """The forms of the set, in their order."""
        return tuple(row.wish for row in self._rows)

    def show_parts(self, parts: tuple[FormWish, ...]) -> None:
        """Show these forms, such as those of a run that goes on."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for part in parts or (FormWish(),):
            self._add_row(part)
        self.changed.emit()

    def _usual(self) -> dict[str, tuple[FormWish, ...]]:
        """The sets that are there from the beginning."""
        form, agreement = FormWish(), FormWish("settlement_agreement")
        customers = FormWish("settlement_agreement", "customer")
        return {
            self.tr("Form, agreement and evidence"): (
                *(form, agreement, customers),
                FormWish("evidence_sheet"),
            ),
            self.tr("Claim form alone"): (form,),
            self.tr("Payment notice alone"): (FormWish("payment_notice"),),
        }

    def _fill_names(self, chosen: str) -> None:
        self._sets = {**self._usual(), **self._memory.sets()}
        self.names.blockSignals(True)
        self.names.clear()
        self.names.addItems(list(self._sets))
        self.names.setCurrentIndex(max(0, self.names.findText(chosen)))
        self.names.blockSignals(False)
        self._on_named()

    def _on_named(self) -> None:
        self.forget.setVisible(self.names.currentText() in self._memory.sets())
        self.show_parts(self._sets.get(self.names.currentText(), ()))

    def _add_row(self, wish: FormWish) -> None:
        row = PartRow(wish)
        row.changed.connect(self.changed)
        row.removed.connect(partial(self._on_removed, row))
        self._rows.append(row)
        self._column.addWidget(row)

    def _on_added(self) -> None:
        taken = {row.wish.form for row in self._rows}
        form = next((code for code in paper.FORMS if code not in taken), "claim_form")
        self._add_row(FormWish(form))
        self._rows[-1].form.setFocus()
        self.changed.emit()

    def _on_removed(self, row: PartRow) -> None:
        if len(self._rows) > 1:
            self._rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.changed.emit()

    def _on_kept(self) -> None:
        name = self.name.text().strip()
        if name:
            self._memory.keep_set(name, self.parts)
            self.name.clear()
            self._fill_names(name)

    def _on_forgotten(self) -> None:
        self._memory.keep_set(self.names.currentText(), ())
        self._fill_names("")
