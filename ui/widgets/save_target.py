"""Where a file is to be written: its path, a dialog to choose it, and its ending by its kind."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ui.widgets.buttons import Button
from ui.widgets.pick import PickBox


class SaveTarget(QWidget):
    """A line for the path beside a button; its ending follows the kind that is picked.

    The codes of `kind` are the endings `endings`, with their dots.
    """

    def __init__(
        self, kind: PickBox, endings: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._endings = kind, endings
        self.line = QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(Button(self.tr("Choose…"), "", "", self._choose))
        kind.picked.connect(self._on_kind)

    def propose(self, path: Path) -> None:
        """Let a path stand."""
        self.line.setText(str(path))

    def file(self) -> Path | None:
        """The path where it can be written: whole, in a folder that is there, of a known kind."""
        path = Path(self.line.text().strip()).expanduser()
        known = path.suffix.lower() in self._endings
        return path if known and path.is_absolute() and path.parent.is_dir() else None

    def _choose(self) -> None:
        ending = str(self._kind.code())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), self.line.text(), f"*{ending}"
        )
        if chosen:
            path = Path(chosen)
            self.propose(path if path.suffix else path.with_suffix(ending))

    def _on_kind(self, ending: object) -> None:
        if self.line.text().strip():
            self.propose(Path(self.line.text().strip()).with_suffix(str(ending)))
