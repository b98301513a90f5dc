"""A filled script in pieces, and its sentences: what a prompter shows and an editor walks through."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.script_ask import Ask
from workstation.domain.sentence_ends import ends

#: Stands for each character of a value while the ends of sentences are looked for.
_WHOLE: Final = "甲"
#: A sentence of this many characters or fewer is said together with the next one.
_SHORT: Final = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a filled script: `kind` is "plain", "value" or "gap".

    A value and a gap have the `name` of their placeholder, a gap also its `label` and what is
    asked for.
    """

    kind: str
    text: str
    name: str = ""
    label: str = ""
    ask: Ask | None = None


Sentence = tuple[Piece, ...]


def words(pieces: Iterable[Piece]) -> str:
    """The pieces as one text."""
    return "".join(piece.text for piece in pieces)


def filled(pieces: Iterable[Piece], values: Mapping[str, str]) -> tuple[Piece, ...]:
    """The pieces with values for gaps; a name's value stands at every place of it."""
    return tuple(
        replace(piece, kind="value", text=values[piece.name])
        if piece.name in values and piece.kind != "plain"
        else piece
        for piece in pieces
    )


def sentences(pieces: Iterable[Piece]) -> tuple[Sentence, ...]:
    """The pieces sentence by sentence; a value is never parted, blanks around go.

    Very short ones ("您好！") are said together with what follows.
    """
    told = tuple(pieces)
    shown = "".join(one.text if one.kind == "plain" else _WHOLE * len(one.text) for one in told)
    found: list[list[Piece]] = [[]]
    cuts = deque(ends(shown))
    start = 0
    for piece in told:
        at, end = start, start + len(piece.text)
        while cuts and cuts[0] <= end:
            cut = cuts.popleft()
            if cut > at:
                found[-1].append(replace(piece, text=piece.text[at - start : cut - start]))
            found.append([])
            at = cut
        if at < end:
            found[-1].append(replace(piece, text=piece.text[at - start :]))
        start = end
    return tuple(_joined([_trimmed(one) for one in found]))


def _trimmed(pieces: list[Piece]) -> Sentence:
    """A sentence without blanks at its ends."""
    if pieces and pieces[0].kind == "plain":
        pieces[0] = replace(pieces[0], text=pieces[0].text.lstrip())
    if pieces and pieces[-1].kind == "plain":
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
    return tuple(piece for piece in pieces if piece.text)


def _joined(found: list[Sentence]) -> Iterable[Sentence]:
    waiting: Sentence = ()
    kept = [one for one in found if one]
    for number, sentence in enumerate(kept):
        whole = (*waiting, *sentence)
        if len(words(whole)) <= _SHORT and number + 1 < len(kept):
            waiting = whole
        else:
            waiting = ()
            yield whole
