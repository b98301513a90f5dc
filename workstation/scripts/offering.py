"""What the list of scripts under the cursor offers: all that fits, favourites, own ones, recent ones.

Run on the reading pool.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from workstation.domain.channel_room import Size
from workstation.domain.refusal import Refusal
from workstation.scripts import speaking
from workstation.scripts.finding import finder_of
from workstation.scripts.putting import Filling, Put, filling, filling_of, language_of

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.script import Script
    from workstation.domain.script_version import ScriptMark
    from workstation.scripts.speaking import ScriptChoice

#: What may be shown: everything, favourites, the person's own, those said lately.
WHICH: Final = ("all", "favourites", "mine", "recent")
LONGEST: Final = 40
_RECENTS: Final = 20
#: So many are looked through where only some of them may be shown.
_WIDE: Final = 400
#: So many favourites and recent ones stand around the suggestions while nothing is typed.
_FAVOURITES: Final = 5
#: So many of the list are filled at once, as its preview shows them; the others when they are
#: looked at.
_FILLED: Final = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """A script that is offered; it is filled when it is first looked at.

    `place` is its rank among the suggestions, 0 where it is none of them; `ahead` tells on which
    sides it stands before the next one, whose title is `second` (`script_rank.ahead`).

    `reasons` are codes of `script_rank.Ranked`. `hotkey` is 1 to 10, 0 for none; `own` says that
    it is the person's own.
    """

    code: str
    title: str
    version: str
    filled: Callable[[], Put] = field(repr=False, compare=False)
    measured: Callable[[str], Size] = field(repr=False, compare=False)
    reasons: tuple[str, ...] = ()
    place: int = 0
    favourite: bool = False
    hotkey: int = 0
    own: bool = False
    ahead: tuple[str, ...] = ()
    second: str = ""

    @property
    def put(self) -> Put:
        """The script filled for its ticket; without a word where it is broken."""
        try:
            return self.filled()
        except Refusal:
            return Put(self.code, self.title, self.version, "", "", (), (), "", ())

    @property
    def preview(self) -> str:
        """How it reads."""
        return self.put.text

    @property
    def size(self) -> Size:
        """How long it is for its channel."""
        return self.measured(self.put.text)

    @property
    def gaps(self) -> tuple[str, ...]:
        """The names of what is still missing."""
        return tuple(dict.fromkeys(one.name for one in self.put.pieces if one.kind == "gap"))


def offers(
    desk: Desk,
    ticket: str,
    query: str = "",
    channel: str = "",
    language: str = "",
    which: str = "all",
    limit: int = LONGEST,
) -> tuple[Offer, ...]:
    """The scripts for what was typed, best first; favourites lead while nothing is typed.

    Without a `language` it is that of the conversation.
    """
    detail = desk.read.detail(ticket)
    if detail is None:
        return ()
    language = language or language_of(detail.entries)
    recent, gathered = desk.script_recents(_RECENTS), filling_of(desk, detail)
    favourites = [code for code, mark in _marks(desk).items() if mark.favourite]
    shown = {"favourites": favourites, "recent": list(recent), "mine": _own(desk)}.get(which)
    if shown is not None and not query.strip():
        return _of(gathered, shown[:limit], channel, language, {})
    wide = _WIDE if shown is not None else limit
    facts = gathered.facts
    found = speaking.suggest_on(desk, detail, facts, query, channel, recent, wide, language)
    ranked = {choice.code: choice for choice in found}
    codes = [choice.code for choice in found]
    if shown is not None:
        allowed = set(shown)
        codes = [code for code in codes if code in allowed]
    elif not query.strip():
        codes = [*favourites[:_FAVOURITES], *codes, *recent[:_FAVOURITES]]
    return _of(gathered, list(dict.fromkeys(codes))[:limit], channel, language, ranked)


def suggested(
    desk: Desk, ticket: str, channel: str = "", language: str = "", limit: int = 3
) -> tuple[Offer, ...]:
    """What fits best now, without anything typed."""
    detail = desk.read.detail(ticket)
    if detail is None:
        return ()
    language = language or language_of(detail.entries)
    recent, gathered = desk.script_recents(_RECENTS), filling_of(desk, detail)
    facts = gathered.facts
    found = speaking.suggest_on(desk, detail, facts, "", channel, recent, limit, language)
    ranked = {choice.code: choice for choice in found}
    return _of(gathered, list(ranked), channel, language, ranked)


def offer(desk: Desk, ticket: str, code: str, channel: str = "", language: str = "") -> Offer:
    """One script as the list shows it. Raises `Refusal` as `putting.put` does."""
    language = language or conversation_language(desk, ticket)
    gathered, script = filling(desk, ticket), desk.script(code)
    if script is None:
        raise Refusal("not_found", kind="script", uid=code)
    made = _offer(gathered, script, channel, language, None, _marks(desk).get(code))
    made.filled()
    return made


def warm(desk: Desk) -> None:
    """Make the index of scripts and load what finds and fills them (some tenths of a second)."""
    from workstation.text.blanks import raw_placeholders
    from workstation.text.liquid_engine import engine

    engine()
    raw_placeholders("")  # what finds them is loaded
    finder_of(desk)


def _marks(desk: Desk) -> dict[str, ScriptMark]:
    return {mark.code: mark for mark in desk.script_marks()}


def conversation_language(desk: Desk, ticket: str) -> str:
    """The language in which a ticket's customer is spoken to."""
    detail = desk.read.detail(ticket)
    return language_of(detail.entries) if detail else ""


def _own(desk: Desk) -> list[str]:
    return [one.code for one in desk.scripts if one.owner]


def _of(
    gathered: Filling,
    codes: Iterable[str],
    channel: str,
    language: str,
    ranked: Mapping[str, ScriptChoice],
) -> tuple[Offer, ...]:
    marks, known = _marks(gathered.desk), finder_of(gathered.desk).by_code
    made: list[Offer] = []
    for code in codes:
        script = known.get(code)
        if script is None:
            continue
        one = _offer(gathered, script, channel, language, ranked.get(code), marks.get(code))
        if len(made) < _FILLED or script.owner:
            try:
                one.filled()
            except Refusal:  # a broken own script: it is not offered
                continue
        made.append(one)
    return tuple(made)


def _offer(
    gathered: Filling,
    script: Script,
    channel: str,
    language: str,
    choice: ScriptChoice | None,
    mark: ScriptMark | None,
) -> Offer:
    @cache
    def filled() -> Put:
        return gathered.put(script, channel, language)

    return Offer(
        code=script.code,
        title=script.words_in(language).title,
        version=script.version,
        filled=filled,
        measured=partial(gathered.desk.message_size, channel),
        reasons=choice.reasons if choice else (),
        place=choice.place if choice else 0,
        favourite=bool(mark and mark.favourite),
        hotkey=mark.hotkey if mark else 0,
        own=bool(script.owner),
        ahead=choice.ahead if choice else (),
        second=choice.second if choice else "",
    )
