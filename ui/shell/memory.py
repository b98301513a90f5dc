"""What the window remembers from day to day: its place, its columns, where people were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QSettings

FILE: Final = "window.ini"


class Memory:
    """Plain values kept in the profile, apart from the desk's settings; losing it hurts nobody."""

    def __init__(self, profile: Path) -> None:
        self._kept = QSettings(str(profile / FILE), QSettings.Format.IniFormat)

    def bytes_of(self, name: str) -> QByteArray:
        """Bytes kept under a name; empty when there are none."""
        value = self._kept.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        """Keep bytes, such as a window's geometry."""
        self._kept.setValue(name, value)

    def facts_of(self, name: str) -> dict[str, Any]:
        """A dictionary kept under a name; an unreadable one counts as none."""
        try:
            found = json.loads(str(self._kept.value(name, "{}")))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep_facts(self, name: str, facts: dict[str, Any]) -> None:
        """Keep a dictionary of plain values."""
        self._kept.setValue(name, json.dumps(facts, ensure_ascii=False))

    def number_of(self, name: str, default: int) -> int:
        """A number kept under a name."""
        try:
            return int(str(self._kept.value(name, default)))
        except ValueError:
            return default

    def keep_number(self, name: str, value: int) -> None:
        """Keep a number."""
        self._kept.setValue(name, value)

    def save(self) -> None:
        """Write to the disk now."""
        self._kept.sync()
