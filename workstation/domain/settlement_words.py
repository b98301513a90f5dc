"""Settlement rules as lists of words: what a hub takes in of a version that is put in force.

Each row is JSON with its keys in order, as `approval_words` has it. A hub in a database reads the
same words (`sync/authority/sql/36_settlement.sql`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from workstation.domain.approval_words import conditions_of, read, told_of, word
from workstation.domain.settlement_rules import Proof, SettlementRules

#: The list that says that there are such rules: also a version without a row is one.
MARK: Final = "settlement"
AUTHORISATION: Final = "settlement_authorisation"
AGREEMENT: Final = "settlement_agreement"
#: The lists that settlement rules are made of.
LISTS: Final = (MARK, AUTHORISATION, AGREEMENT)
_TEXTS: Final = ("code", "evidence", "why_zh", "why_en")


def words_of(rules: SettlementRules) -> dict[str, list[str]]:
    """The lists of `LISTS`, without empty ones."""
    told = {
        MARK: [rules.version or MARK],
        AUTHORISATION: [_row(place, row) for place, row in enumerate(rules.authorisations)],
        AGREEMENT: [_row(place, row) for place, row in enumerate(rules.agreements)],
    }
    return {name: words for name, words in told.items() if words}


def rules_of(lists: Mapping[str, Iterable[str]]) -> SettlementRules:
    """The rules that lists of words tell, without the rows' names.

    Raises `ValueError`, `KeyError` or `TypeError` for words that are none.
    """
    version = next(iter(lists.get(MARK, ())), "")
    found = (tuple(map(_row_of, read(lists, name))) for name in (AUTHORISATION, AGREEMENT))
    return SettlementRules(version, *found)


def is_sound(lists: Mapping[str, Iterable[str]]) -> bool:
    """Whether words say what they should; having no list at all is no mistake."""
    try:
        rules_of(lists)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return False
    return bool(lists.get(MARK)) or not any(name in lists for name in LISTS)


def _row(place: int, row: Proof) -> str:
    texts = {name: getattr(row, name) for name in _TEXTS}
    return word({"n": place, **texts, "when": told_of(row.conditions)})


def _row_of(told: Mapping[str, Any]) -> Proof:
    texts = {name: told[name] for name in _TEXTS}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError(texts)
    return Proof(name_zh="", name_en="", conditions=conditions_of(told["when"]), **texts)
