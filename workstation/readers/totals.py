"""Rows that only add up the others: they are no tickets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import Final

from workstation.readers.facts import Plan
from workstation.readers.words import is_missing, plain, rule_words

_COUNT: Final = re.compile(r"[\s:：=（(共]*[\d,.]*\s*[条件单个筆笔rows]*[\s)）]*")
#: What a ticket tells and a sum does not.
_TOLD: Final = ("created_at", "phone", "email", "customer_name", "status_word", "resolved_at")


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(map(plain, rule_words("totals", "words")))


def is_total(values: Mapping[str, str], plan: Plan) -> bool:
    """Whether a row begins with "合计", "Total" and the like and tells nothing of a ticket."""
    first = next(islice((text for text in values.values() if text and not is_missing(text)), 1), "")
    if not first or len(first) > 24 or not _names_total(first):
        return False
    told = (plan.by_field.get(name) for name in _TOLD)
    return not any(values.get(choice.header, "") not in ("", first) for choice in told if choice)


def _names_total(text: str) -> bool:
    bare = plain(text)
    if bare in _words():
        return True
    known = next((word for word in _words() if bare.startswith(word)), None)
    return known is not None and _COUNT.fullmatch(bare[len(known) :]) is not None
