"""Knowledge articles, and the first answer to a common question that they hold.

An article speaks to the agent (`body`) and, if it has one, to the customer (`answer`). It is found
by the sub-type of the ticket, by its own phrases, and by the words that its questions share with
what the customer wrote. It is proposed; only where a rule says so is it sent without anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from workstation.domain.phrases import check_phrases, find_hits, plain
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, each, root

#: Below this score an article is not proposed, and below the next never sent alone.
LEAST: Final = 1.5
SURE: Final = 4.0
_EXACT: Final = 2.0
_CLASS: Final = 1.0
_SHARED: Final = 4.0
_STOP: Final = frozenset("的了吗呢啊吧我你您他她它们这那有是在不要会能可以请问怎么什么如何多少几")


@dataclass(frozen=True, slots=True)
class Article:
    """An article. `alone` says whether its answer may be sent without anybody reading it."""

    code: str
    version: str
    title_zh: str
    title_en: str
    questions: tuple[str, ...]
    words: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    body_zh: str = ""
    body_en: str = ""
    answer_zh: str = ""
    answer_en: str = ""
    alone: bool = False
    source: str = ""
    pairs: frozenset[str] = field(default_factory=frozenset, compare=False, repr=False)

    def title(self, language: str) -> str:
        """The title in Chinese for a language that begins with "zh", else in English."""
        return self.title_zh if language.startswith("zh") else self.title_en

    def body(self, language: str) -> str:
        """What the agent should know; the Chinese words where there are no English ones."""
        return self.body_zh if language.startswith("zh") or not self.body_en else self.body_en

    def answer(self, language: str) -> str:
        """What the customer may be told; "" for an article that is not for customers."""
        return self.answer_zh if language.startswith("zh") else self.answer_en


@dataclass(frozen=True, slots=True)
class Proposal:
    """An article for a question, how well it fits, and why (phrases and shared words)."""

    article: Article
    score: float
    reasons: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether it fits so well that a rule may send it."""
        return self.score >= SURE


def articles_from(data: dict[str, object]) -> tuple[Article, ...]:
    """Read the articles of a file; raises `Refusal` (`rule_*`, `phrase_unusable`) with the place."""
    top = root(data)
    top.only("format", "version", "article")
    version = top.text("version")
    found = each(top.tables("article"), lambda row: _article(row, version))
    check_distinct([item.code for item in found], "article")
    return found


def _article(row: Table, version: str) -> Article:
    row.only(
        *("code", "title_zh", "title_en", "questions", "words", "subtypes", "groups"),
        *("body_zh", "body_en", "answer_zh", "answer_en", "alone", "source"),
    )
    questions, words = row.texts("questions"), row.texts("words")
    check_phrases(words, row.at("words"))
    if not questions:
        raise Refusal("rule_missing", place=row.at("questions"))
    answer = row.text("answer_zh", "")
    if row.flag("alone") and not answer:
        raise Refusal("rule_missing", place=row.at("answer_zh"))
    return Article(
        code=row.text("code"),
        version=version,
        title_zh=row.text("title_zh"),
        title_en=row.text("title_en"),
        questions=questions,
        words=words,
        subtypes=row.texts("subtypes"),
        groups=row.texts("groups"),
        body_zh=row.text("body_zh"),
        body_en=row.text("body_en", ""),
        answer_zh=answer,
        answer_en=row.text("answer_en", ""),
        alone=row.flag("alone"),
        source=row.text("source", ""),
        pairs=frozenset(pair for question in questions for pair in _pairs(question)),
    )


def proposals(
    articles: Iterable[Article], text: str, subtype: str = "", group: str = "", limit: int = 5
) -> tuple[Proposal, ...]:
    """The articles that answer what a customer wrote, best first; at most `limit`."""
    told = plain(text)
    pairs = _pairs(told[:2_000])
    found = [_weigh(item, told, pairs, subtype, group) for item in articles]
    fitting = (item for item in found if item.score >= LEAST)
    return tuple(sorted(fitting, key=lambda item: (-item.score, item.article.code))[:limit])


def _weigh(
    article: Article, told: str, pairs: frozenset[str], subtype: str, group: str
) -> Proposal:
    score, reasons = 0.0, []
    if subtype and subtype in article.subtypes:
        score, reasons = _EXACT, [subtype]
    elif subtype and subtype.partition(".")[0] in article.subtypes:
        score, reasons = _CLASS, [subtype.partition(".")[0]]
    if group and article.groups and group not in article.groups:
        score -= _CLASS
    hits = find_hits(told, article.words, negatable=False)
    score += sum(sorted((hit.weight for hit in hits), reverse=True)[:3])
    reasons += [hit.word for hit in hits]
    best = max((_likeness(pairs, _pairs(question)) for question in article.questions), default=0.0)
    score += best * _SHARED
    if best >= 0.3:
        shared = sorted(pairs & article.pairs)
        reasons += shared[:4]
    if not hits and best < 0.3:  # the sub-type alone says nothing about the question
        score = min(score, LEAST - 0.1)
    return Proposal(article, round(score, 2), tuple(dict.fromkeys(reasons)))


def _likeness(told: frozenset[str], question: frozenset[str]) -> float:
    """The share of a question's pairs of letters that were told, from 0 to 1."""
    return len(told & question) / len(question) if question else 0.0


@lru_cache(maxsize=4_096)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Han letters, and the Latin words, without those that say nothing."""
    found: set[str] = set()
    word, before = "", ""
    for letter in plain(text):
        if letter.isascii() and letter.isalnum():
            word += letter
            before = ""
            continue
        if len(word) > 2:
            found.add(word)
        word = ""
        if before and letter.isalpha() and not (before in _STOP and letter in _STOP):
            found.add(before + letter)
        before = letter if letter.isalpha() else ""
    if len(word) > 2:
        found.add(word)
    return frozenset(found)
