"""A script as it is spoken: its sentences, which were said, left out or said otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workstation.domain.script_pieces import Piece, Sentence, filled, words

if TYPE_CHECKING:
    from workstation.scripts.putting import Put

_BETWEEN_ZH: Final = ""
_BETWEEN: Final = " "


@dataclass(slots=True)
class SpokenLine:
    """A sentence: its pieces, the words said otherwise, whether it was said."""

    pieces: Sentence
    otherwise: str | None = None
    said: bool = False

    @property
    def words(self) -> str:
        """What is said."""
        return words(self.pieces) if self.otherwise is None else self.otherwise


@dataclass(slots=True)
class SpokenLines:
    """The sentences of a script, and `at` which of them one is."""

    english: bool = False
    lines: list[SpokenLine] = field(default_factory=list)
    at: int = 0
    _values: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(put: Put) -> SpokenLines:
        """Those of a script, from its first one on."""
        lines = [SpokenLine(sentence) for sentence in put.sentences]
        return SpokenLines(not put.language.startswith("zh"), lines)

    def fill_anew(self, put: Put) -> None:
        """The same script with more values: what was not said yet may read otherwise."""
        fresh = [SpokenLine(sentence) for sentence in put.sentences]
        now = self.now
        kept = self.lines[: self.at + (now is not None and now.otherwise is not None)]
        self.lines = kept + fresh[len(kept) :]
        self.at = min(self.at, len(self.lines))

    @property
    def over(self) -> bool:
        """Whether the last sentence was said."""
        return self.at >= len(self.lines)

    @property
    def now(self) -> SpokenLine | None:
        """The sentence that is said now."""
        return self.line(self.at)

    def line(self, number: int) -> SpokenLine | None:
        """A sentence by its place, None beside the script."""
        return self.lines[number] if 0 <= number < len(self.lines) else None

    def told(self) -> str:
        """The words said so far, sentences that were left out not among them."""
        said = [line.words.strip() for line in self.lines if line.said]
        return (_BETWEEN if self.english else _BETWEEN_ZH).join(said)

    def missing(self) -> Piece | None:
        """The first value that this sentence lacks."""
        now = self.now
        if now is None or now.otherwise is not None:
            return None
        return next((piece for piece in now.pieces if piece.kind == "gap"), None)

    def say(self, *, said: bool) -> None:
        """The sentence was said, or is left out; on to the next one."""
        if (now := self.now) is not None:
            now.said = said
            self.go(self.at + 1)

    def say_otherwise(self, told: str) -> None:
        """What is said instead of this sentence; its own words, when they are the same."""
        if (now := self.now) is not None:
            now.otherwise = None if told == words(now.pieces) else told

    def go(self, at: int) -> None:
        """To a sentence, or behind the last one; those between are not taken as said."""
        self.at = max(0, min(at, len(self.lines)))

    def take(self, name: str, value: str) -> None:
        """Put a value into all sentences."""
        self._values[name] = value
        for line in self.lines:
            line.pieces = filled(line.pieces, self._values)
