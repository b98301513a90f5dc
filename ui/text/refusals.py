"""A sentence with its remedy for every reason that a rule may refuse work."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui import language
from ui.text import amounts, away, claim_words, fields, payment_words, words
from ui.text.refusal_sentences import IN_FILES, SENTENCES
from workstation.domain.claim_words import meanwhile
from workstation.domain.refusal import Refusal
from workstation.domain.wording import said

#: What is left of a place that nobody named.
_EMPTY: Final = re.compile(r"\s*[(（]\s*[)）]|(?<=[(（])\s+|\s+(?=[)）])")


def refusal_sentence(refusal: Refusal) -> str:
    """The sentence for a refusal."""
    return sentence(refusal.code, refusal.facts)


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """The sentence for a code and its facts; an unknown code is named with its facts."""
    source = SENTENCES.get(code)
    if source is None:
        told = ", ".join(f"{name}={value}" for name, value in facts.items())
        return f"{code} ({told})" if told else code
    known = away.plain(str(facts.get("reason", ""))) if code == "hub_unreachable" else ""
    if known:
        return known
    first = meanwhile(code, facts)
    if first is not None:
        text = said(first, language.current())
    elif code in IN_FILES:
        text = f"{said(IN_FILES[code], language.current())} ({{file}} {{place}})"
    else:
        text = QCoreApplication.translate("refusal", source)
    told = _EMPTY.sub("", text.format_map(_Told(code, facts)))
    return re.sub(" {2,}", " ", told)  # a number that nobody named leaves two blanks


class _Told(dict[str, str]):
    """The facts as words; one that was not given is an empty word."""

    def __init__(self, code: str, facts: Mapping[str, object]) -> None:
        field = str(facts.get("field", ""))
        sums = ("theirs", "mine") if field.endswith("_fen") else ()
        super().__init__(
            {
                name: _fact(code, field if name in sums else name, value)
                for name, value in facts.items()
            }
        )
        tongue = "_zh" if language.current().startswith("zh") else "_en"
        for name in facts:
            if name.endswith(tongue):  # names out of the rules stand in both languages
                self[name.removesuffix(tongue)] = self[name]
            if name.endswith("_fen"):
                self[name.removesuffix("_fen")] = self[name]

    def __missing__(self, key: str) -> str:
        return ""


def _fact(code: str, name: str, value: object) -> str:
    if name.endswith("_fen"):
        return amounts.money(value) if isinstance(value, int) else str(value)
    if name in _WORDS:
        return _WORDS[name](code, str(value))
    if isinstance(value, (tuple, list, set, frozenset)):
        return words.listing(fields.field(str(one)) for one in value)
    return str(value)


#: How records that hang on a claim stand: the words of each kind.
_RECORDS: Final = (
    ("payment_state", payment_words.STATES),
    ("file_state", payment_words.FILES),
    ("recovery", payment_words.RECOVERIES),
    ("evidence_state", claim_words.EVIDENCE),
)


def _status(code: str, value: str) -> str:
    if code == "record_state":
        found = ((context, table) for context, table in _RECORDS if value in table)
        context, table = next(found, _RECORDS[0])
        return words.word(context, table, value)
    return (
        words.claim_status(value)
        if code.startswith(("claim_", "picture_"))
        else words.status(value)
    )


_WORDS: Final[dict[str, Callable[[str, str], str]]] = {
    "status": _status,
    "before": _status,
    "after": _status,
    "group": lambda _code, value: words.group(value),
    "wanted": lambda _code, value: words.group(value),
    "role": lambda _code, value: words.role(value),
    "channel": lambda _code, value: words.channel(value),
    "delivery": lambda _code, value: words.delivery(value),
    "field": lambda _code, value: fields.field(value),
    "kind": lambda code, value: fields.record(value) if code == "not_found" else value,
}
