"""How reply scripts work: what became of the tickets they were said on, script by script and version.

A *use* is a message or call that left with a script's words. What it led to is judged once for a
ticket, at the first use there, and only when the window after it is over, so that nothing is
counted good because nobody has called back yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.script_worth import ScriptWorth
from workstation.domain.shares import Difference, Share, difference

DAY_MS: Final = 86_400_000
#: First contact resolution: whoever comes back within this time was not helped at first contact.
WINDOW_MS: Final = 7 * DAY_MS
#: What is said within this time belongs to one contact.
CONTACT_MS: Final = 2 * 3_600_000
#: A script that is in force so long and was never used stands out, …
UNUSED_MS: Final = 30 * DAY_MS
#: … as one that is changed in so many of its uses before it is sent.
EDITED_SHARE: Final = 0.8
EDITED_USES: Final = 5
#: The mark of a satisfied customer; 2 is fair, 1 dissatisfied.
SATISFIED: Final = 3
#: The share of nothing.
NOTHING: Final = Share(0, 0)
#: What two versions are compared by, and whether more of it is better.
MEASURES: Final[Mapping[str, bool]] = {
    "edited": False,
    "solved": True,
    "reopened": False,
    "satisfied": True,
    "kept": True,
}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a script: when, where, by whom, in which version, and how much it was edited.

    `edited` is the share of characters changed before sending in percent, None where nobody knows
    (said before that was kept); `author` is "" where a rule sent it. `place` is its rank among the
    suggestions, 0 for none.
    """

    code: str
    version: str
    at: int
    ticket: str
    entry: str = ""
    author: str = ""
    author_name: str = ""
    group: str = ""
    channel: str = ""
    language: str = "zh"
    edited: int | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """Something said about a ticket: at which moment, and whether by the customer."""

    at: int
    inward: bool


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What happened on a ticket: what was said, when it was resolved and reopened, how it was rated.

    `contacts` are in order of time, also those on other tickets about the same parcel. `rated` is
    the latest mark of the customer with its moment (0: unknown). Times are milliseconds UTC.
    """

    contacts: tuple[Contact, ...] = ()
    resolved: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    satisfaction: int | None = None
    rated: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise that a script made: in which version, until when, and what became of it."""

    code: str
    version: str
    until: int
    state: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a ticket after a script was first said there; None: not known (yet)."""

    solved: bool | None = None
    reopened: bool | None = None
    satisfied: bool | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of some uses. Shares are of what is known: `edited` of `edited_of`, and so on.

    `tickets` are those where it was said, `waiting` those whose window is not over. `by_rule` are
    uses by rules. `edit_mean` is the mean of characters changed, in percent, over edited uses.
    `suggested` counts uses taken from the suggestions.
    """

    used: int = 0
    by_rule: int = 0
    tickets: int = 0
    waiting: int = 0
    edited: Share = NOTHING
    solved: Share = NOTHING
    reopened: Share = NOTHING
    satisfied: Share = NOTHING
    kept: Share = NOTHING
    edit_mean: float = 0.0
    suggested: int = 0
    first_at: int | None = None
    last_at: int | None = None

    def share(self, measure: str) -> Share:
        """One of `MEASURES`."""
        found: Share = getattr(self, measure)
        return found

    @property
    def always_edited(self) -> bool:
        """Whether people nearly always change it before they send it."""
        share = self.edited.value
        return self.edited.of >= EDITED_USES and share is not None and share >= EDITED_SHARE


@dataclass(frozen=True, slots=True)
class VersionFigures:
    """The figures of one version of a script, "" for one that was not written down."""

    version: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, measure by measure. They were not assigned at random: see the docs."""

    before: str
    after: str
    differences: Mapping[str, Difference] = field(default_factory=dict)

    @property
    def tells(self) -> bool:
        """Whether any measure differs beyond doubt."""
        return any(one.verdict in ("higher", "lower") for one in self.differences.values())


def judged(use: Use, after: Aftermath, now: int, window: int = WINDOW_MS) -> Judged:
    """What a ticket tells of a script that was said there first at `use.at`.

    Solved at first contact: resolved within the window, not reopened, and the customer did not
    come back after the contact in which the script was said (domain facts, F: FCR).
    """
    end = use.at + window
    rated = after.rated == 0 or after.rated >= use.at
    satisfied = None
    if after.satisfaction is not None and rated:
        satisfied = after.satisfaction >= SATISFIED
    if now < end:
        return Judged(satisfied=satisfied)
    reopened = any(use.at < moment <= end for moment in after.reopened)
    resolved = any(moment <= end for moment in after.resolved)
    back = came_back(use.at, after.contacts, end)
    return Judged(resolved and not reopened and not back, reopened, satisfied)


def came_back(at: int, contacts: Iterable[Contact], until: int) -> bool:
    """Whether the customer spoke again until a moment, after the contact of `at` was over."""
    last = at
    for contact in contacts:
        if contact.at <= at:
            continue
        if contact.at > until:
            return False
        if contact.at - last > CONTACT_MS and contact.inward:
            return True
        last = contact.at
    return False


def figures_of(
    uses: Iterable[Use],
    afters: Mapping[str, Aftermath],
    promises: Iterable[Kept],
    now: int,
    window: int = WINDOW_MS,
) -> Figures:
    """The figures of uses, all of one script or version."""
    told = sorted(uses, key=lambda use: use.at)
    first: dict[str, Use] = {}
    for use in told:
        first.setdefault(use.ticket, use)
    results = [
        judged(use, afters.get(use.ticket, Aftermath()), now, window) for use in first.values()
    ]
    known = [use.edited for use in told if use.edited is not None and use.author]
    changed = [share for share in known if share]
    owed = [one for one in promises if one.state != "withdrawn" and one.until <= now]
    return Figures(
        used=len(told),
        by_rule=sum(not use.author for use in told),
        tickets=len(first),
        waiting=sum(use.at + window > now for use in first.values()),
        edited=Share(len(changed), len(known)),
        solved=_share([one.solved for one in results]),
        reopened=_share([one.reopened for one in results]),
        satisfied=_share([one.satisfied for one in results]),
        kept=Share(sum(one.state == "kept" for one in owed), len(owed)),
        edit_mean=sum(changed) / len(changed) if changed else 0.0,
        suggested=sum(use.place > 0 for use in told),
        first_at=told[0].at if told else None,
        last_at=told[-1].at if told else None,
    )


def worth_of(code: str, figures: Figures) -> ScriptWorth:
    """What the ranking of suggestions needs to know of a script."""
    return ScriptWorth(
        code,
        used=figures.solved.of,
        solved=figures.solved.good,
        asked=figures.satisfied.of,
        satisfied=figures.satisfied.good,
    )


def compared(before: VersionFigures, after: VersionFigures) -> Comparison:
    """Two versions side by side, with the uncertainty of each difference."""
    told = {
        measure: difference(before.figures.share(measure), after.figures.share(measure))
        for measure in MEASURES
    }
    return Comparison(before.version, after.version, told)


def is_unused(since: int | None, used: int, now: int) -> bool:
    """Whether a script is in force for long and nobody has said it."""
    return used == 0 and since is not None and now - since >= UNUSED_MS


def _share(told: Iterable[bool | None]) -> Share:
    known = [one for one in told if one is not None]
    return Share(sum(known), len(known))
