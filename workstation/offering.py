"""What the list of scripts under the cursor offers: all that fits, favourites, own ones, recent ones.

Run on the reading pool.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workstation import speaking
from workstation.domain.channel_room import Size
from workstation.domain.refusal import Refusal
from workstation.putting import Put, language_of, put

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workstation.desk import Desk
    from workstation.domain.script_version import ScriptMark

#: What may be shown: everything, favourites, the person's own, those said lately.
WHICH: Final = ("all", "favourites", "mine", "recent")
LONGEST: Final = 40
_RECENTS: Final = 20
#: So many are looked through where only some of them may be shown.
_WIDE: Final = 400
#: So many favourites and recent ones stand around the suggestions while nothing is typed.
_FAVOURITES: Final = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A script that is offered, filled; `size` is how long it is for its channel.

    `place` is its rank among the suggestions, 0 where it is none of them.

    `reasons` are codes of `script_rank.Ranked`. `hotkey` is 1 to 10, 0 for none; `own` says that
    it is the person's own.
    """

    put: Put
    reasons: tuple[str, ...] = ()
    place: int = 0
    favourite: bool = False
    hotkey: int = 0
    own: bool = False
    size: Size = field(default_factory=lambda: Size(0))

    @property
    def code(self) -> str:
        """The short code."""
        return self.put.code

    @property
    def version(self) -> str:
        """The version in use."""
        return self.put.version

    @property
    def title(self) -> str:
        """The title in the language spoken."""
        return self.put.title

    @property
    def preview(self) -> str:
        """How it reads."""
        return self.put.text

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
    language = language or conversation_language(desk, ticket)
    recent = desk.script_recents(_RECENTS)
    favourites = [code for code, mark in _marks(desk).items() if mark.favourite]
    shown = {"favourites": favourites, "recent": list(recent), "mine": _own(desk)}.get(which)
    if shown is not None and not query.strip():
        return _of(desk, ticket, shown[:limit], channel, language, {})
    wide = _WIDE if shown is not None else limit
    found = speaking.suggest(desk, ticket, query, channel, recent, wide)
    ranked = {choice.code: (place, choice.reasons) for place, choice in enumerate(found, 1)}
    codes = [choice.code for choice in found]
    if shown is not None:
        allowed = set(shown)
        codes = [code for code in codes if code in allowed]
    elif not query.strip():
        codes = [*favourites[:_FAVOURITES], *codes, *recent[:_FAVOURITES]]
    return _of(desk, ticket, list(dict.fromkeys(codes))[:limit], channel, language, ranked)


def suggested(
    desk: Desk, ticket: str, channel: str = "", language: str = "", limit: int = 3
) -> tuple[Offer, ...]:
    """What fits best now, without anything typed."""
    language = language or conversation_language(desk, ticket)
    found = speaking.suggest(desk, ticket, "", channel, desk.script_recents(_RECENTS), limit)
    ranked = {choice.code: (place, choice.reasons) for place, choice in enumerate(found, 1)}
    return _of(desk, ticket, list(ranked), channel, language, ranked)


def offer(desk: Desk, ticket: str, code: str, channel: str = "", language: str = "") -> Offer:
    """One script as the list shows it. Raises `Refusal` as `putting.put` does."""
    language = language or conversation_language(desk, ticket)
    made = put(desk, ticket, code, channel, language)
    size = desk.message_size(channel, made.text)
    return _offer(made, _marks(desk).get(code), set(_own(desk)), (), 0, size)


def hotkeys(desk: Desk) -> dict[int, str]:
    """The scripts behind the ten keys of the person at this desk, code by number."""
    return {mark.hotkey: mark.code for mark in desk.script_marks() if mark.hotkey}


def _marks(desk: Desk) -> dict[str, ScriptMark]:
    return {mark.code: mark for mark in desk.script_marks()}


def conversation_language(desk: Desk, ticket: str) -> str:
    """The language in which a ticket's customer is spoken to."""
    detail = desk.read.detail(ticket)
    return language_of(detail.entries) if detail else ""


def _own(desk: Desk) -> list[str]:
    return [one.code for one in desk.scripts if one.owner]


def _of(
    desk: Desk,
    ticket: str,
    codes: Iterable[str],
    channel: str,
    language: str,
    ranked: dict[str, tuple[int, tuple[str, ...]]],
) -> tuple[Offer, ...]:
    made: list[Offer] = []
    marks, own = _marks(desk), set(_own(desk))
    for code in codes:
        place, reasons = ranked.get(code, (0, ()))
        try:
            filled = put(desk, ticket, code, channel, language)
        except Refusal:  # out of use, or a broken own script: it is not offered
            continue
        size = desk.message_size(channel, filled.text)
        made.append(_offer(filled, marks.get(code), own, reasons, place, size))
    return tuple(made)


def _offer(
    made: Put,
    mark: ScriptMark | None,
    own: set[str],
    reasons: tuple[str, ...],
    place: int,
    size: Size,
) -> Offer:
    return Offer(
        put=made,
        reasons=reasons,
        place=place,
        favourite=bool(mark and mark.favourite),
        hotkey=mark.hotkey if mark else 0,
        own=made.code in own,
        size=size,
    )
