"""Reply scripts for a ticket: which fit this moment, and their words with the facts filled in.

The first call loads the template engine and the pinyin dictionary (about half a second): run
these on the reading pool, as `Desk.scripts_for` and `Desk.fill_script` do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.pages import TicketDetail
from workstation.domain.procedure import Procedure
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.domain.script_facts import labels
from workstation.domain.script_rank import Moment, Ranked, ahead, known_facts
from workstation.scripts.finding import (
    finder_of,
    is_promised,
    latest_words,
    said_by,
    spoken_language,
)
from workstation.text import asking, waybills
from workstation.text.facts import Speaking, facts_for, naming_of
from workstation.text.templating import Rendered, render

if TYPE_CHECKING:
    from workstation.desk import Desk

#: What stands in a gap for the agent to fill in, by the name of the missing fact.
LABELS: Final = labels("zh")
#: So many of the agent's latest scripts count as used lately.
_RECENT: Final = 6


def _nothing() -> Rendered:
    return Rendered("")


@dataclass(frozen=True, slots=True)
class ScriptChoice:
    """A script that fits, in the language in which it would be said.

    `reasons` are codes of `workstation.domain.script_rank.Ranked`, the weightiest first; `place` is
    its rank from 1. `ahead` tells on which sides it stands before the next one, whose title is
    `second` (empty for the last). Its words are filled in when they are first looked at.
    """

    code: str
    title: str
    reasons: tuple[str, ...]
    version: str
    language: str = "zh"
    place: int = 0
    ahead: tuple[str, ...] = ()
    second: str = ""
    rendered: Callable[[], Rendered] = field(default=_nothing, repr=False, compare=False)

    @property
    def preview(self) -> str:
        """Its words with the facts filled in for a channel."""
        return self.rendered().text

    @property
    def gaps(self) -> tuple[str, ...]:
        """The names of the missing facts."""
        return tuple(dict.fromkeys(gap.name for gap in self.rendered().gaps))


@dataclass(frozen=True, slots=True)
class Filled:
    """A script ready to be put into a reply; gaps stand in the text as 【请填写：…】."""

    code: str
    title: str
    text: str
    gaps: tuple[str, ...]
    version: str


def suggest(
    desk: Desk,
    ticket: str,
    query: str = "",
    channel: str = "",
    recent: tuple[str, ...] = (),
    limit: int = 20,
    language: str = "",
) -> tuple[ScriptChoice, ...]:
    """The scripts that match what was typed, those that fit the ticket's moment first.

    With nothing typed, those that answer the customer's latest words. `recent` are the codes used
    lately on this desk, the latest first; without a `language` it is that of the conversation. An
    unknown ticket gives none.
    """
    detail = desk.read.detail(ticket)
    if detail is None:
        return ()
    facts = facts_of(desk, detail)
    return suggest_on(desk, detail, facts, query, channel, recent, limit, language)


def suggest_on(
    desk: Desk,
    detail: TicketDetail,
    facts: Mapping[str, Any],
    query: str,
    channel: str,
    recent: tuple[str, ...],
    limit: int,
    language: str,
) -> tuple[ScriptChoice, ...]:
    """The same for a ticket that was read, with its facts, already."""
    moment = moment_on(desk, detail, facts, channel, recent, language)
    finder = finder_of(desk)
    words = "" if query.strip() else latest_words(detail.entries)
    if words:
        found = finder.choose(words, moment, limit)
    else:
        found = finder.search(query, moment, limit)
    return _choices(desk, found, facts, channel, moment.language)


def suggest_for_words(
    desk: Desk,
    text: str,
    channel: str = "chat",
    ticket: str = "",
    limit: int = 3,
    language: str = "",
) -> tuple[ScriptChoice, ...]:
    """The scripts that answer a customer's message, on a ticket or before there is one.

    Without a `language` it is that of the message.
    """
    tongue = language or spoken_language(text)
    detail = desk.read.detail(ticket) if ticket else None
    moment = Moment(channel, language=tongue)
    facts: dict[str, Any] = {}
    if detail is not None:
        facts = facts_of(desk, detail)
        moment = moment_on(desk, detail, facts, channel, (), tongue)
    found = finder_of(desk).choose(text, moment, limit)
    return _choices(desk, found, facts, channel, tongue)


def fill(
    desk: Desk,
    ticket: str,
    code: str,
    channel: str = "",
    asked: Mapping[str, str] | None = None,
) -> Filled:
    """The words of a script for a ticket; `asked` adds or replaces facts ("promise.time").

    Raises `Refusal`: not_found for the ticket or the script, template_invalid.
    """
    detail = desk.read.detail(ticket)
    script = desk.script(code)
    if detail is None or script is None:
        kind = "script" if detail else "ticket"
        raise Refusal("not_found", kind=kind, uid=code if detail else ticket)
    facts = facts_of(desk, detail)
    for name, value in (asked or {}).items():
        asking.put_fact(facts, name, value)
    made = _rendered(desk, script, facts, channel)
    gaps = tuple(dict.fromkeys(gap.name for gap in made.gaps))
    return Filled(code, script.title, made.text, gaps, script.version)


def fill_words(desk: Desk, ticket: str, body: str, code: str = "", version: str = "") -> Filled:
    """Any template's words for a ticket, such as an article's answer; raises as `fill`."""
    detail = desk.read.detail(ticket)
    if detail is None:
        raise Refusal("not_found", kind="ticket", uid=ticket)
    made = render(body, facts_of(desk, detail), LABELS)
    gaps = tuple(dict.fromkeys(gap.name for gap in made.gaps))
    return Filled(code, "", made.text, gaps, version)


def carriers() -> dict[str, str]:
    """The names of carriers by their code."""
    return {carrier.code: carrier.name for carrier in waybills.carriers()}


def moment_of(
    detail: TicketDetail,
    procedure: Procedure | None,
    channel: str = "",
    recent: tuple[str, ...] = (),
) -> Moment:
    """Where the conversation about a ticket stands."""
    ticket = detail.ticket
    steps = procedure.steps if procedure else ()
    step = next((one for one in steps if one.code == ticket.step), None)
    return Moment(
        channel=channel,
        class_code=ticket.class_code,
        subtype=ticket.subtype,
        group=ticket.group_code,
        step=ticket.step,
        party=ticket.party,
        intensity=ticket.intensity,
        wanted=step.scripts if step else (),
        recent=recent,
        said=tuple(
            entry.script
            for entry in detail.entries
            if entry.script and entry.delivery != "taken_back"
        ),
    )


def moment_on(
    desk: Desk,
    detail: TicketDetail,
    facts: Mapping[str, object],
    channel: str = "",
    recent: tuple[str, ...] = (),
    language: str = "",
) -> Moment:
    """The same with what the desk knows of its agent and of what worked."""
    from workstation.scripts.putting import language_of

    procedure = desk.rules.procedures.get(detail.ticket.group_code)
    used = said_by(desk.read.connection, desk.agent.uid)
    return replace(
        moment_of(detail, procedure, channel, recent or tuple(dict.fromkeys(used))[:_RECENT]),
        language=language or language_of(detail.entries),
        often=Counter(used),
        favourites=tuple(mark.code for mark in desk.script_marks() if mark.favourite),
        facts=known_facts(facts),
        promised=is_promised(desk.read.connection, detail.ticket.uid),
        worth=finder_of(desk).worth,
    )


def _choices(
    desk: Desk,
    found: tuple[Ranked, ...],
    facts: Mapping[str, object],
    channel: str,
    language: str,
) -> tuple[ScriptChoice, ...]:
    made = []
    for place, one in enumerate(found):
        words = one.script.words_in(language)
        after = found[place + 1] if place + 1 < len(found) else None
        made.append(
            ScriptChoice(
                code=one.script.code,
                title=words.title,
                reasons=one.reasons,
                version=one.script.version,
                language=words.language,
                place=place + 1,
                ahead=ahead(one, after) if after else (),
                second=after.script.words_in(language).title if after else "",
                rendered=_later(desk, one.script, facts, channel, words.language),
            )
        )
    return tuple(made)


def _later(
    desk: Desk, script: Script, facts: Mapping[str, object], channel: str, language: str
) -> Callable[[], Rendered]:
    """Fills a script when its words are first looked at."""

    @cache
    def made() -> Rendered:
        return _rendered(desk, script, facts, channel, language)

    return made


def _rendered(
    desk: Desk, script: Script, facts: Mapping[str, object], channel: str, language: str = ""
) -> Rendered:
    snippets = {one.code: one for one in desk.team_scripts if one.snippet}
    return asking.fill(script, facts, None, channel, language, snippets)


def facts_of(desk: Desk, detail: TicketDetail) -> dict[str, Any]:
    """The facts that scripts may speak of, as the desk knows them of a ticket."""
    speaking = Speaking(
        now=desk.clock(),
        zone=desk.zone,
        agent=desk.agent,
        team_name=desk.settings.organisation,
        team_phone=desk.settings.service_phone,
        team_name_en=desk.settings.organisation_en,
        naming=naming_of(desk.rules, detail.ticket.group_code),
    )
    claim = detail.claims[-1] if detail.claims else None
    return facts_for(detail.ticket, speaking, detail.customer, detail.parcel, detail.traces, claim)
