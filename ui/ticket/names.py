"""Names behind codes and uids, as the ticket page needs them: people, classes, steps, times."""

from __future__ import annotations

from typing import Final

from ui import language
from ui.bridge import Bridge
from ui.text import amounts, fields, times, words
from workstation.rules.bundle import Rules

_CLASSES: Final = frozenset({"class_code", "subtype", "cause"})
_MOMENTS: Final = frozenset({"waiting_until", "resolved_at", "closed_at", "created_at"})


class Names:
    """Looks names up; `rules` is None until the rules have been read."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._people: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self.rules: Rules | None = None

    @property
    def now(self) -> int:
        """The present by the desk's clock, milliseconds UTC."""
        return self._bridge.desk.clock()

    @property
    def me(self) -> str:
        """The uid of who sits here."""
        return self._bridge.desk.agent.uid

    def forget(self) -> None:
        """Look people up anew: the team changed."""
        self._people.clear()

    def person(self, uid: str) -> str:
        """An agent's name; "" for nobody, the uid's end for somebody unknown."""
        if not uid:
            return ""
        if uid not in self._people:
            self._people = {one.uid: one.name for one in self._bridge.desk.read.agents()}
        return self._people.setdefault(uid, uid[-6:])

    def number(self, uid: str) -> str:
        """A ticket's number by its uid; "" when it is not here."""
        if uid and not self._numbers.get(uid):
            found = self._bridge.desk.read.ticket(uid)
            self._numbers[uid] = found.number if found else ""
        return self._numbers.get(uid, "")

    def class_name(self, code: str) -> str:
        """The name of a class, sub-type or cause in the language of the screen."""
        if not code or self.rules is None:
            return code
        return self.rules.catalogue.name(code, language.current())

    def step(self, code: str) -> str:
        """The name of a procedure's step, whichever procedure has it."""
        procedures = self.rules.procedures.values() if self.rules else ()
        for procedure in procedures:
            for step in procedure.steps:
                if step.code == code:
                    return in_language(step.name_zh, step.name_en)
        return code

    def value(self, field: str, value: object) -> str:
        """A field's value as people read it; "" for nothing."""
        if value is None or value == "":
            return ""
        if field in words.CODED:
            return words.CODED[field](value)
        if field == "owner":
            return self.person(str(value))
        if field in _CLASSES:
            return self.class_name(str(value))
        if field == "step":
            return self.step(str(value))
        if field == "duplicate_of":
            return self.number(str(value)) or str(value)
        if field in _MOMENTS and isinstance(value, int):
            return self.moment(value)
        if field.endswith("_fen") and isinstance(value, int):
            return amounts.money(value)
        return str(value)

    def moment(self, at: int | None) -> str:
        """A moment in the desk's zone."""
        return times.moment(at, self._bridge.desk.zone, self.now)

    def full_moment(self, at: int | None) -> str:
        """A moment to the second."""
        return times.full_moment(at, self._bridge.desk.zone)

    def field(self, name: str) -> str:
        """The name of a field."""
        return fields.field(name)


def in_language(zh: str, en: str) -> str:
    """The one of two names that is of the screen's language."""
    return zh if language.current() == "zh_CN" else en
