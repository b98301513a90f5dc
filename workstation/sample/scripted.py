"""Answers in the words of the shipped reply scripts, filled like a desk fills them."""

from __future__ import annotations

from functools import cache
from typing import Final

from workstation.domain.people import Agent
from workstation.domain.script import Script
from workstation.rules import loading
from workstation.sample.standing import Standing
from workstation.text import asking

#: How many answers of a hundred are taken from a script, where one fits.
SHARE: Final = 30


@cache
def _fitting(subtype: str, party: str, channel: str) -> tuple[Script, ...]:
    """The scripts written for a sub-type that this party may hear on this channel."""
    return tuple(
        script
        for script in loading.scripts()
        if not script.snippet
        and subtype in script.classes
        and (not script.audience or party in script.audience)
        and (not script.channels or channel in script.channels)
    )


@cache
def _parts() -> dict[str, Script]:
    """The scripts that are parts of others, by code."""
    return {script.code: script for script in loading.scripts() if script.snippet}


@cache
def _group_names() -> dict[str, str]:
    return {group.code: group.name_zh for group in loading.load().groups}


def scripts_for(ticket: Standing, channel: str) -> tuple[Script, ...]:
    """The scripts that fit a ticket's sub-type, group, party and the channel of an answer."""
    found = _fitting(ticket.subtype, ticket.party, channel)
    return tuple(one for one in found if not one.groups or ticket.group_code in one.groups)


def words_of(
    script: Script, channel: str, ticket: Standing, facts: dict[str, str], who: Agent
) -> str:
    """The script's words for a ticket; "" when a fact is missing that only a desk would know."""
    told: dict[str, object] = {
        "customer": {"name": ticket.customer_name},
        "agent": {"name": who.name, "work_no": who.work_no},
        "ticket": {"number": facts["number"]},
        "parcel": {"waybill": facts["waybill"], "goods": facts["goods"]},
        "promise": {"time": facts["eta"]},
        "team": {"name": _group_names().get(ticket.group_code, "")},
    }
    made = asking.fill(script, told, {}, channel, snippets=_parts())
    return made.text if made.ready else ""
