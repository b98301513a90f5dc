"""Questions as JSON Lines {id, text, …}, answered one by one as they come.

Another program may talk with a command so: each line is answered before the next one is read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from workstation.domain.refusal import Refusal
from workstation.terminal.answer import Answer

T = TypeVar("T")
Told = dict[str, Any]


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The lines of a file, or of standard input for "-"; raises `Refusal("file_missing")`."""
    if name == "-":
        yield sys.stdin.buffer
        return
    path = Path(name)
    if not path.is_file():
        raise Refusal("file_missing", path=name)
    with path.open("rb") as stream:
        yield stream


def answered(
    stream: Iterable[bytes], read: Callable[[Told], T], answering: Callable[[T], Told]
) -> Iterator[Told]:
    """The answer to each line that is not blank, in its place.

    `read` makes a question of the line's object, which has a text, and raises `ValueError` with
    what is amiss; such a line is answered with `error`, `line` and `message`.
    """
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            asked = read(_object(raw))
        except (ValueError, RecursionError) as error:
            told = f"line {number}: {error}"
            yield {"id": None, "line": number, "error": "line_broken", "message": told}
            continue
        yield answering(asked)


def tell(rows: Iterable[Told], answer: Answer) -> int:
    """Say each row as it comes, or all in the JSON object; 1 when a line was not understood."""
    told: list[Told] = []
    failed = 0
    for row in rows:
        failed += "error" in row
        if answer.json:
            told.append(row)
        else:
            print(json.dumps(row, ensure_ascii=False), flush=True)
    answer.tell(lines=told, failed=failed)
    return 1 if failed else 0


def _object(raw: bytes) -> Told:
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8") from error
    if not isinstance(told, dict):
        raise ValueError('it is not an object such as {"id": 1, "text": "…"}')
    if not isinstance(told.get("text"), str):
        raise ValueError('"text" is missing or is no text')
    return told
