"""A form's template by its parts: a tree of them, and the words and fields of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import language, theme
from ui.rules import form_edits, form_moves
from ui.rules.form_fields import FormFields
from ui.rules.form_nodes import Entry, Node, fact_choices, find, walk
from ui.rules.form_tree import PartTree
from ui.text import form_words as told
from ui.widgets.boxes import divided
from ui.widgets.buttons import Button, IconButton
from ui.widgets.pick import PickBox
from workstation.domain.form_template import REGIONS

if TYPE_CHECKING:
    from ui.rules.rows import Edit
    from workstation.rules.files import Finding

_PLACE = Qt.ItemDataRole.UserRole


class FormView(QWidget):
    """`edited(Edit)` asks for a change of the text, `chosen(place)` tells the part that stands.

    Insert puts a part in, Delete takes one out, Alt with the arrows moves it.
    """

    edited = Signal(object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nodes: tuple[Node, ...] = ()
        self._writable = False
        self._wanted = ""
        self._listed = ""
        self.tree = PartTree()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("Parts of the form"))
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        head = self.tree.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.menu = QMenu(self)
        self.add_button = Button(self.tr("Add"), "plus", "flat", self.ask_what)
        self.up = IconButton("chevron-up", self.tr("Up (Alt+Up)"), partial(self.move_part, -1))
        self.down = IconButton(
            "chevron-down", self.tr("Down (Alt+Down)"), partial(self.move_part, 1)
        )
        self.gone = IconButton("trash", self.tr("Take out (Delete)"), self.remove_part)
        self.fact = PickBox(hint=self.tr("What it is to show: type a name"))
        self.fact.setAccessibleName(self.tr("What the new part shows"))
        self.fact.hide()
        self.fields = FormFields()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.space("small"), 0, theme.space("small"), 0)
        bar.setSpacing(theme.space("tight"))
        bar.addWidget(self.add_button)
        bar.addWidget(self.fact, 1)
        bar.addStretch(0)
        for one in (self.up, self.down, self.gone):
            bar.addWidget(one)
        self.above = QWidget()
        column = QVBoxLayout(self.above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addLayout(bar)
        split = divided(self.above, self.fields, way=Qt.Orientation.Vertical)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(lambda _now, _was: self._on_chosen())
        self.fields.edited.connect(self._on_edited)
        self.fact.picked.connect(lambda code: self._add_field(str(code)))
        acts: dict[str, Callable[[], None]] = {
            "add": self.ask_what,
            "remove": self.remove_part,
            "up": partial(self.move_part, -1),
            "down": partial(self.move_part, 1),
        }
        self.tree.asked.connect(lambda act: acts[act]())

    # what the editor calls

    def show_nodes(self, nodes: Sequence[Node], *, writable: bool) -> None:
        """Show the parts of a text; the chosen one stays, and what is being typed in it."""
        place = self.place()
        if tuple(nodes) != self.nodes:  # what was asked for is there
            place, self._wanted = self._wanted or place, ""
        same = _outline(self.nodes) == _outline(nodes)
        self.nodes, self._writable = tuple(nodes), writable
        self.add_button.setEnabled(writable)
        self.above.setVisible(len(self.nodes) > 1)  # the house is one part alone
        if not same:
            self._fill()
        else:
            self._rename()
        if not same or place != self.place():
            self.choose(place)
        self._on_chosen(quietly=True)

    def show_findings(
        self, findings: Sequence[Finding], sentence: Callable[[Finding], str]
    ) -> None:
        """Mark the parts that have a mistake, and say it by the value."""
        wrong: dict[str, str] = {}
        for one in findings:
            node = find(self.nodes, one.place)
            if node is not None:
                wrong.setdefault(node.place, sentence(one))
        for item in self._items():
            mistake = wrong.get(item.data(0, _PLACE), "")
            colour = theme.colour("bad") if mistake else theme.colour("text")
            item.setForeground(0, colour)
            item.setToolTip(0, mistake)
        self.fields.complain([(one.place, sentence(one)) for one in findings])

    def place(self) -> str:
        """The place of the chosen part, or ""."""
        item = self.tree.currentItem()
        return str(item.data(0, _PLACE)) if item is not None else ""

    def choose(self, place: str) -> None:
        """Choose the part at a place, or the smallest around it; the first one where there is none."""
        node = find(self.nodes, place) if place else None
        wanted = node.place if node is not None else ""
        items = self._items()
        found = next((one for one in items if one.data(0, _PLACE) == wanted), None)
        if found is None and items:
            found = items[0]
        if found is not None:
            self.tree.setCurrentItem(found)
            self.tree.scrollToItem(found)

    def take_focus(self) -> None:
        """Take the keyboard."""
        first = next(iter(self.fields.editors.values()), self.fields)
        (self.tree if len(self.nodes) > 1 else first).setFocus()

    def flush(self) -> None:
        """Write what is being typed."""
        self.fields.flush()

    # the tree

    def _fill(self) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        for node in self.nodes:
            self._fill_in(self.tree.invisibleRootItem(), node)
        self.tree.expandAll()
        width = max(160, self.tree.viewport().width() * 6 // 10)
        self.tree.setColumnWidth(0, width)
        self.tree.blockSignals(False)

    def _fill_in(self, above: QTreeWidgetItem, node: Node) -> None:
        item = QTreeWidgetItem(above, [node.title or "–", node.about])
        item.setData(0, _PLACE, node.place)
        item.setForeground(1, theme.colour("text_muted"))
        for one in node.children:
            self._fill_in(item, one)

    def _rename(self) -> None:
        for item, node in zip(self._items(), walk(self.nodes), strict=True):
            item.setText(0, node.title or "–")
            item.setText(1, node.about)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []

        def gather(item: QTreeWidgetItem) -> None:
            for number in range(item.childCount()):
                inside = item.child(number)
                assert inside is not None
                found.append(inside)
                gather(inside)

        gather(self.tree.invisibleRootItem())
        return found

    def _node(self) -> Node | None:
        place = self.place()
        return next((one for one in walk(self.nodes) if one.place == place), None)

    def _on_chosen(self, *, quietly: bool = False) -> None:
        node = self._node()
        if node is None:
            return
        self.fact.hide()
        self.fields.show_node(node, writable=self._writable)
        movable = self._writable and node.movable
        place, number = form_moves.number_of(node)
        self.up.setEnabled(movable and number > 0)
        self.down.setEnabled(movable and number + 1 < form_moves.count_of(self.nodes, place))
        self.gone.setEnabled(movable)
        if not quietly:
            self.chosen.emit(node.place)

    # changing

    def _on_edited(self, entry: Entry, value: object) -> None:
        self.edited.emit(form_edits.edit_of(entry, value))

    def ask_what(self) -> None:
        """Offer what can be put in here."""
        node = self._node()
        if node is None or not self._writable:
            return
        self.menu.clear()
        for kind in node.adds:
            self.menu.addAction(told.part(kind), partial(self._add, kind))
        self.menu.addSeparator()
        for kind in REGIONS:
            self.menu.addAction(told.region_kind(kind), partial(self._add_region, kind))
        self.menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _add(self, kind: str) -> None:
        node = self._node()
        if node is None:
            return
        if kind not in ("field", "row", "column"):
            self._wants(form_moves.added_at(node, kind))
            self._edit(form_moves.add(node, kind, "", self._chinese()))
            return
        listed = self._list_of(node) if kind == "column" else ""
        self._listed = kind
        self.fact.show_choices(fact_choices(listed))
        self.fact.setEditText("")
        self.fact.show()
        self.fact.setFocus()

    def _add_field(self, fact: str) -> None:
        node, kind = self._node(), self._listed
        self.fact.hide()
        self._listed = ""  # a choice by Enter is told twice
        if node is not None and fact and kind:
            self._wants(form_moves.added_at(node, kind))
            self._edit(form_moves.add(node, kind, fact, self._chinese()))
            self.tree.setFocus()

    def _add_region(self, kind: str) -> None:
        self._wants(form_moves.region_at(self.nodes, self.place()))
        self._edit(form_moves.add_region(kind, self.place()))

    def move_part(self, step: int) -> None:
        """Move the chosen part up or down."""
        node, button = self._node(), self.up if step < 0 else self.down
        if node is not None and button.isEnabled():
            self._wants(form_moves.moved_to(node, step))
            self._edit(form_moves.move(node, step))

    def remove_part(self) -> None:
        """Take the chosen part out."""
        node = self._node()
        if node is not None and self.gone.isEnabled():
            self._edit(form_moves.remove(node))

    def _wants(self, place: str) -> None:
        """The part that is to be chosen once the change is made."""
        self.fields.flush()
        self._wanted = place

    def _edit(self, edit: Edit) -> None:
        self.edited.emit(edit)

    def _list_of(self, node: Node) -> str:
        region = find(self.nodes, node.place.partition("]")[0] + "]")
        entries = region.entries if region is not None else ()
        return next((str(one.value) for one in entries if one.place.endswith(".list")), "items")

    def _chinese(self) -> bool:
        """Whether the names of new fields are Chinese: as most words of the form are."""
        words = "".join(node.title for node in walk(self.nodes))
        han = sum("\u4e00" <= one <= "\u9fff" for one in words)
        return 2 * han > len(words) or (not words and language.current().startswith("zh"))


def _outline(nodes: Sequence[Node]) -> list[tuple[str, str]]:
    return [(one.place, one.kind) for one in walk(nodes)]
