"""Sentences in two languages, with places for facts, also where a fact is missing."""

from __future__ import annotations

from collections.abc import Mapping


def said(both: tuple[str, str], language: str = "en") -> str:
    """Of words in English and in Chinese those in a language; Chinese where it begins with "zh"."""
    return both[language.startswith("zh")]


def filled(sentence: str, facts: Mapping[str, object], gap: str = "?") -> str:
    """A sentence with its facts in their places; `gap` stands where there is none of the name.

    Raises `ValueError` or `TypeError` where a fact cannot be laid out as the place asks.
    """
    return sentence.format_map(_Facts(facts, gap))


class _Facts(dict[str, object]):
    def __init__(self, facts: Mapping[str, object], gap: str) -> None:
        super().__init__(facts)
        self._gap = gap

    def __missing__(self, key: str) -> str:
        return self._gap
