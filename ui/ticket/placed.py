"""A script that stands in the editor: what it was filled with, and whether it is as it was put."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workstation.scripts.putting import AskedFor, Put, Told


@dataclass(slots=True)
class Placed:
    """A script as put into the editor.

    `text` is how it reads with the values so far; `why` the codes of reasons for which it was
    offered, `place` its rank among what was offered (0: it was looked for elsewhere).
    """

    put: Put
    text: str
    why: tuple[str, ...] = ()
    place: int = 0
    values: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)

    def question_at(self, gap: str) -> AskedFor | None:
        """What a gap of its text asks for."""
        for piece in self.put.pieces:
            if piece.kind == "gap" and piece.text == gap:
                return self.put.question(piece.name)
        return None

    def gap_of(self, name: str) -> str:
        """The gap that stands in the text for a value that is missing; "" where none does."""
        gaps = (one.text for one in self.put.pieces if one.kind == "gap" and one.name == name)
        return next(gaps, "")

    def take(self, name: str, typed: str, told: Told) -> None:
        """Note a value; its gaps are filled in the text as well."""
        gap = self.gap_of(name)
        if gap:
            self.text = self.text.replace(gap, told.text)
        self.values[name], self.typed[name] = told.text, typed
        self.moments.pop(name, None)
        if told.at is not None:
            self.moments[name] = told.at

    def refill(self, put: Put) -> None:
        """The same script, filled anew with the values so far."""
        self.put = put
        self.text = put.text

    def data(self, body: str) -> dict[str, Any]:
        """What is kept with the message of these words: the decisions are in docs/scripts.md."""
        known = {one.name: one.text for one in self.put.pieces if one.kind == "value"}
        known |= self.values
        said = {name: value for name, value in known.items() if value and value in body}
        return {
            "language": self.put.language,
            "values": said,
            "put": self.text,
            "why": list(self.why),
            "place": self.place,
        }

    def promised(self, body: str) -> int | None:
        """Until when it promises something, milliseconds UTC; None where nobody said or it went."""
        at = self.moments.get(self.put.promise)
        told = self.values.get(self.put.promise, "")
        return at if told and told in body else None

    @property
    def proposed(self) -> int | None:
        """Until when it would promise something, as the field that asks for it proposes."""
        question = self.put.question(self.put.promise)
        return question.proposed_at if question is not None else None
