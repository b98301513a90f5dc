"""The examples that the shipped model is made from, and the model itself.

`resources/learning/*.txt` hold what customers say, one example to a line below the sub-type that
it speaks for; `model.json` beside them is what was counted in them. `python -m workstation rules
train` makes the one from the others, the same on every machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from resources import path
from workstation.domain.learning import Counts, Model, count, counts_from, model_of, to_data
from workstation.domain.refusal import Refusal
from workstation.domain.speech import said

_HEADER: Final = re.compile(r"\[([a-z_.]*|\*)\]")
#: The header of texts that stand for every sub-type alike.
_ALL: Final = "*"
_CHOICE: Final = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")


def folder() -> Path:
    """Where the shipped examples and the model are."""
    return path("learning")


def examples(of: Path | None = None) -> Iterator[tuple[str, str]]:
    """Give (text, sub-type) of all example files of a folder; "" for texts that say nothing.

    "*" stands for every sub-type: what people say whatever the matter is.

    `(one|other)` in a line stands for variants that are taken in turn, so that a line becomes as
    many examples as its longest choice has parts; `\\n` begins a new line of a conversation.
    Raises `Refusal("example_homeless")` for an example before the first header.
    """
    for file in sorted((of or folder()).glob("*.txt")):
        label: str | None = None
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            bare = line.strip()
            header = _HEADER.fullmatch(bare)
            if header:
                label = header[1]
            elif bare and not bare.startswith("#"):
                if label is None:
                    raise Refusal("example_homeless", file=file.name, line=number)
                for variant in _variants(bare):
                    yield variant.replace("\\n", "\n"), label


def _variants(line: str) -> Iterator[str]:
    choices = [choice.split("|") for choice in _CHOICE.findall(line)]
    for turn in range(max(map(len, choices), default=1)):
        parts = iter([choice[turn % len(choice)] for choice in choices])
        yield _CHOICE.sub(lambda _, parts=parts: next(parts), line)  # type: ignore[misc]


def train(of: Path | None = None) -> Counts:
    """Count the examples of a folder; `source` tells which texts and labels they were."""
    told = sorted(set(examples(of)))
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
    labels = sorted({label for _, label in told} - {_ALL})
    spread = (
        (said(text), each)
        for text, label in told
        for each in (labels if label == _ALL else (label,))
    )
    return count(spread, source=digest, spare=True)


def written(counts: Counts) -> str:
    """The counts as JSON text, one sign to a line."""
    data = to_data(counts)
    table = data.pop("signs")
    assert isinstance(table, dict)
    head = json.dumps(data, ensure_ascii=False, separators=(",", ":"))[:-1]
    rows = ",\n".join(
        f"{json.dumps(sign, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for sign, row in table.items()
    )
    return f'{head},"signs":{{\n{rows}\n}}}}\n'


def read(file: Path) -> Counts:
    """Read counts from a file; raises `Refusal` `learned_newer` or `learned_broken`, `OSError`."""
    try:
        return counts_from(json.loads(file.read_text("utf-8")))
    except ValueError as error:
        raise Refusal("learned_broken", file=str(file), reason=str(error)) from error


@cache
def shipped_counts() -> Counts:
    """What the shipped model has counted; read when first wanted."""
    return read(folder() / "model.json")


@cache
def shipped() -> Model:
    """The shipped model; made when first wanted, since that takes a tenth of a second."""
    return model_of(shipped_counts())
