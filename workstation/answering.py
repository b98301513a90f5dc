"""First answers to what a customer asks, from the knowledge articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.domain.knowledge import Article, Proposal, proposals
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.scripts.speaking import Filled

#: So much of what a customer wrote is looked at.
_LOOKED_AT: Final = 2_000


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A proposed article; `words` is its answer filled in, with the gaps named."""

    proposal: Proposal
    language: str
    words: Filled | None

    @property
    def article(self) -> Article:
        """The article."""
        return self.proposal.article


def propose(desk: Desk, ticket: str, text: str = "", limit: int = 3) -> tuple[FirstAnswer, ...]:
    """The articles that answer a ticket's last message from the customer (or `text`), best first.

    Raises `Refusal("not_found")`.
    """
    from workstation.scripts.speaking import fill_words

    found = desk.read.ticket(ticket)
    if found is None:
        raise Refusal("not_found", kind="ticket", uid=ticket)
    told = text or _last_words(desk, ticket) or found.subject
    chosen = proposals(
        desk.rules.knowledge, told[:_LOOKED_AT], found.subtype, found.group_code, limit
    )
    language = language_of(told)
    made = []
    for item in chosen:
        article, words = item.article, item.article.answer(language)
        filled = None
        if words:
            code = f"article:{article.code}"
            filled = fill_words(desk, ticket, words, code, article.version)
        made.append(FirstAnswer(item, language, filled))
    return tuple(made)


def fill_article(desk: Desk, ticket: str, code: str, language: str = "") -> FirstAnswer:
    """One article with its answer filled in for a ticket; `language` "" takes the customer's.

    Raises `Refusal("not_found")`.
    """
    from workstation.scripts.speaking import fill_words

    article = next((item for item in desk.rules.knowledge if item.code == code), None)
    found = desk.read.ticket(ticket)
    if article is None or found is None:
        kind = "article" if article is None else "ticket"
        raise Refusal("not_found", kind=kind, uid=code if article is None else ticket)
    tongue = language or language_of(_last_words(desk, ticket) or found.subject)
    words = article.answer(tongue) or article.answer_zh
    filled = fill_words(desk, ticket, words, f"article:{code}", article.version) if words else None
    return FirstAnswer(Proposal(article, 0.0, ()), tongue, filled)


def language_of(text: str) -> str:
    """ "en" for words with hardly any Han letter, else "zh"."""
    han = sum("\u3400" <= letter <= "\u9fff" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return "en" if latin > 8 * max(han, 1) else "zh"


def _last_words(desk: Desk, ticket: str) -> str:
    """What the customer said last."""
    rows = desk.read.connection.execute(
        "SELECT body FROM entry WHERE ticket=? AND direction='in' AND body<>''"
        " ORDER BY at DESC, id DESC LIMIT 1",
        (ticket,),
    )
    row = rows.fetchone()
    return "" if row is None else str(row[0])


def find_articles(desk: Desk, words: str, limit: int = 20) -> tuple[Article, ...]:
    """Articles whose title, questions or body hold the words; all where none are given."""
    told = words.strip().casefold()
    found = [
        item
        for item in desk.rules.knowledge
        if told in f"{item.title_zh}\n{item.title_en}\n{' '.join(item.questions)}".casefold()
    ]
    more = [
        item
        for item in desk.rules.knowledge
        if item not in found and told in f"{item.body_zh}\n{item.answer_zh}".casefold()
    ]
    return tuple((found + more)[:limit])
