"""What every model and delegate says to Qt: places in a model, and the role of what is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
#: The place above all rows.
ROOT: Final = QModelIndex()
DISPLAY: Final = Qt.ItemDataRole.DisplayRole
