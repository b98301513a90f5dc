"""How quick a type is proposed, and how quick the model is read and made.

`python benchmarks/classify.py [TEXTS]` (2,000) takes shipped examples, alone and as conversations of
twenty turns, and a hostile text of 100,000 characters. Times are milliseconds: the middle and the
slowest of a hundred for a text, one run for the model.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

# In place of this folder: its other files are named like modules of ours.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workstation import examples
from workstation.domain.classify import suggest
from workstation.rules import loading


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    _once("read the shipped counts", examples.shipped_counts)
    _once("make the model of them", examples.shipped)
    _once("count all examples anew", examples.train)
    catalogue = loading.load().catalogue
    texts = [text for text, _ in islice(examples.examples(), 0, None, 5)][:wanted]
    turns = [
        "\n".join(f"{who}：{text}" for text in texts[i : i + 10] for who in ("客服", "用户"))
        for i in range(0, len(texts) - 10, 10)
    ]
    for name, of in (
        ("text", texts),
        ("conversation", turns),
        ("hostile text", ["破损。" * 33_333]),
    ):
        spent = sorted(_spent(partial(suggest, text, catalogue)) for text in of)
        middle, slow = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
        print(f"{name:14} {len(of):6,}   middle {middle:7.2f}   slowest of a hundred {slow:7.2f}")


def _once(name: str, work: Callable[[], object]) -> None:
    print(f"{name:30} {_spent(work):9.1f}")


def _spent(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
