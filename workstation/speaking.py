"""Reply scripts for a ticket: which fit this moment, and their words with the facts filled in.

The first call loads the template engine and the pinyin dictionary (about half a second): run
these on the reading pool, as `Desk.scripts_for` and `Desk.fill_script` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.pages import TicketDetail
from workstation.domain.procedure import Procedure
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.domain.script_facts import labels
from workstation.domain.script_rank import Moment, Ranked
from workstation.rules import Rules
from workstation.text import waybills
from workstation.text.facts import Naming, Speaking, facts_for
from workstation.text.script_search import ScriptIndex
from workstation.text.spoken import Words
from workstation.text.templating import Rendered, render

if TYPE_CHECKING:
    from workstation.desk import Desk

#: What stands in a gap for the agent to fill in, by the name of the missing fact.
LABELS: Final = labels("zh")


@dataclass(frozen=True, slots=True)
class ScriptChoice:
    """A script that fits. `preview` are its words with the facts filled in for a channel.

    `reasons` are codes of `workstation.domain.script_rank.Ranked`; `gaps` the names of missing facts.
    """

    code: str
    title: str
    preview: str
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]
    version: str


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
) -> tuple[ScriptChoice, ...]:
    """The scripts that match what was typed, those that fit the ticket's moment first.

    `recent` are the codes used lately on this desk, the latest first. An unknown ticket gives
    none.
    """
    detail = desk.read.detail(ticket)
    if detail is None:
        return ()
    moment = moment_of(detail, desk.rules.procedures.get(detail.ticket.group_code), channel, recent)
    facts = facts_of(desk, detail)
    found = _index(desk.scripts).search(query, moment, limit)
    return tuple(_choice(ranked, facts, channel) for ranked in found)


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
    script = _index(desk.scripts).get(code)
    if detail is None or script is None:
        kind = "script" if detail else "ticket"
        raise Refusal("not_found", kind=kind, uid=code if detail else ticket)
    facts = facts_of(desk, detail)
    for name, value in (asked or {}).items():
        _put(facts, name, value)
    made = _rendered(script, facts, channel)
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
        said=tuple(entry.script for entry in detail.entries if entry.script),
    )


@lru_cache(maxsize=4)
def _index(scripts: tuple[Script, ...]) -> ScriptIndex:
    return ScriptIndex(scripts)


def _choice(ranked: Ranked, facts: Mapping[str, object], channel: str) -> ScriptChoice:
    script = ranked.script
    made = _rendered(script, facts, channel)
    gaps = tuple(dict.fromkeys(gap.name for gap in made.gaps))
    return ScriptChoice(script.code, script.title, made.text, ranked.reasons, gaps, script.version)


def _rendered(script: Script, facts: Mapping[str, object], channel: str) -> Rendered:
    return render(script.body_for(channel), facts, LABELS)


def naming_of(rules: Rules, group: str) -> Naming:
    """What the rules call the classes, the groups, and the steps of a group's procedure."""
    procedure = rules.procedures.get(group)
    return Naming(
        rules.catalogue,
        {one.code: Words(one.name_zh, one.name_en) for one in rules.groups},
        {one.code: Words(one.name_zh, one.name_en) for one in procedure.steps} if procedure else {},
    )


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


def _put(facts: dict[str, Any], name: str, value: str) -> None:
    """Set the fact of a dotted name."""
    *path, last = name.split(".")
    place = facts
    for part in path:
        inner = place.get(part)
        place[part] = dict(inner) if isinstance(inner, dict) else {}
        place = place[part]
    place[last] = value
