"""What printing remembers on this desk: printer, tray, sides, and the sets of forms that have names."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSettings

from workstation.domain.form_wish import FormWish

_FILE: Final = "printing.ini"
SIDES: Final = ("one", "long", "short")


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """How paper is to come out of which printer; "" stands for the system's usual one."""

    printer: str = ""
    tray: str = ""
    sides: str = "one"
    copies: int = 1


class PaperMemory:
    """Plain values in the profile; losing them hurts nobody."""

    def __init__(self, profile: Path) -> None:
        self._kept = QSettings(str(profile / _FILE), QSettings.Format.IniFormat)

    def choice(self) -> PaperChoice:
        """The printer that was used last, one copy."""
        told = self._facts("paper")
        try:
            found = PaperChoice(str(told["printer"]), str(told["tray"]), str(told["sides"]))
        except KeyError:
            return PaperChoice()
        return found if found.sides in SIDES else replace(found, sides="one")

    def keep_choice(self, choice: PaperChoice) -> None:
        """Remember a printer, and its tray and sides."""
        told = asdict(choice)
        del told["copies"]
        self._keep("paper", told)

    def sets(self) -> dict[str, tuple[FormWish, ...]]:
        """The sets that have names."""
        found = {}
        for name, parts in self._facts("sets").items():
            try:
                found[name] = tuple(FormWish(*part) for part in parts)
            except TypeError:
                continue
        return found

    def keep_set(self, name: str, parts: tuple[FormWish, ...]) -> None:
        """Remember a set under a name; without parts the name is forgotten."""
        told = self._facts("sets")
        told[name] = [list(asdict(part).values()) for part in parts]
        if not parts:
            del told[name]
        self._keep("sets", told)

    def last(self) -> dict[str, Any]:
        """What was chosen for the last run: the set, one file or each, the order."""
        return self._facts("run")

    def keep_last(self, told: dict[str, Any]) -> None:
        """Remember what was chosen for a run."""
        self._keep("run", told)

    def _facts(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads(str(self._kept.value(name, "{}")))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, name: str, told: dict[str, Any]) -> None:
        self._kept.setValue(name, json.dumps(told, ensure_ascii=False))
        self._kept.sync()
