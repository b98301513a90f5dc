"""The way a group works a case through: steps, who owns them, until when, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.condition import Condition, holds
from workstation.domain.refusal import Refusal
from workstation.domain.step_form import Form

#: `start` first, `work` usual, `choice` decides between ways, `record` must write something down,
#: `wait` owes the next move to someone else, `end` finishes the case, `hand_over` gives it to
#: another group.
KINDS: Final = ("start", "work", "choice", "record", "wait", "end", "hand_over")
#: Kinds of steps in which this procedure is over.
LAST_KINDS: Final = ("end", "hand_over")
OWNERS: Final = ("agent", "claims", "leader")
#: Owner of a step -> the roles that may leave it.
WORKED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "agent": ("agent", "claims", "leader", "admin"),
    "claims": ("claims", "leader", "admin"),
    "leader": ("leader", "admin"),
}
#: Departments outside the desk that a step may hand a task to.
DEPARTMENTS: Final = ("", "dispatch", "hub", "outlet", "finance", "broker", "sales")
#: What becomes of work that ends a case after somebody has reopened it: it is refused to its
#: author, or all of it counts but the case stays open, or it ends the case after all.
LATE: Final = ("refuse", "stay", "end")
#: What a step may put before the agent; the screen has a command for each.
OFFERS: Final = (
    "take",
    "classify",
    "call",
    "reply",
    "note",
    "attach",
    "wait",
    "urge",
    "assign",
    "transfer",
    "escalate",
    "claim",
    "task",
    "resolve",
    "reopen",
)


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a step: where it leads, the code of when, and how that is said.

    It is open while all `conditions` hold and not all of `unless` do; `locked_zh` and `locked_en`
    say why else it is not. `subtypes` are the class or sub-type codes for which it is the likely
    one; `required` are the forms it asks for where they are not those of the step; `outcome` is
    what became of a case that ends with it.
    """

    to: str
    when: str
    name_zh: str
    name_en: str
    subtypes: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    locked_zh: str = ""
    locked_en: str = ""
    required: tuple[str, ...] | None = None
    outcome: str = ""

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def locked(self, language: str) -> str:
        """Why the way is not open, in that language."""
        return self.locked_zh if language.startswith("zh") else self.locked_en

    def is_open(self, facts: Mapping[str, object]) -> bool:
        """Whether the facts leave this way open; the forms it asks for are not looked at."""
        if not all(holds(one, facts) for one in self.conditions):
            return False
        return not self.unless or not all(holds(one, facts) for one in self.unless)

    @property
    def guarded(self) -> bool:
        """Whether it has conditions."""
        return bool(self.conditions or self.unless)


@dataclass(frozen=True, slots=True)
class Step:
    """A step. `limit_ms` is open time of the group's calendar, None for no limit of its own.

    `required` are the forms to be written before leaving the step, `forms` others that it puts
    before the agent, `offers` the acts it offers, `scripts` the codes or tags of the replies it
    prefers. `department` has a task to do. `makes` is made on entering: a "claim". A `hand_over`
    gives the case to `group`, whose procedure begins at `enters` (empty: at its first step).
    """

    code: str
    name_zh: str
    name_en: str
    owner_role: str
    limit_ms: int | None
    required: tuple[str, ...]
    offers: tuple[str, ...]
    scripts: tuple[str, ...]
    exits: tuple[Exit, ...]
    kind: str
    department: str = ""
    forms: tuple[str, ...] = ()
    makes: str = ""
    group: str = ""
    enters: str = ""

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    @property
    def is_last(self) -> bool:
        """Whether the procedure is over here."""
        return self.kind in LAST_KINDS

    def wanted(self, way: Exit) -> tuple[str, ...]:
        """The forms that must be written before leaving the step by a way."""
        return self.required if way.required is None else way.required

    def all_required(self) -> tuple[str, ...]:
        """The forms that this step or one of its ways asks for, in order."""
        more = (form for way in self.exits for form in way.required or ())
        return tuple(dict.fromkeys((*self.required, *more)))


@dataclass(frozen=True, slots=True)
class Procedure:
    """A group's procedure; the first step starts it.

    `late_resolve` says what a desk's "resolved" means that arrives after the case was reopened.
    `thresholds` are the limits that conditions name, in fen, milliseconds or counts.
    """

    code: str
    group: str
    version: str
    name_zh: str
    name_en: str
    steps: tuple[Step, ...]
    forms: tuple[Form, ...] = ()
    late_resolve: str = "refuse"
    thresholds: tuple[tuple[str, int], ...] = ()

    @property
    def told(self) -> str:
        """Code and version as a ticket keeps them: "code@version"."""
        return f"{self.code}@{self.version}"

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def has(self, code: str) -> bool:
        """Whether there is a step with a code."""
        return any(item.code == code for item in self.steps)

    def step(self, code: str) -> Step:
        """The step with a code; raises `Refusal("step_unknown")`."""
        for item in self.steps:
            if item.code == code:
                return item
        raise Refusal("step_unknown", step=code, procedure=self.code)

    def form(self, code: str) -> Form:
        """The form with a code; raises `Refusal("form_unknown")`."""
        for item in self.forms:
            if item.code == code:
                return item
        raise Refusal("form_unknown", form=code, procedure=self.code)

    def form_name(self, code: str, language: str) -> str:
        """The name of a form; an unknown code is its own name."""
        for item in self.forms:
            if item.code == code:
                return item.name(language)
        return code


def first_step(proc: Procedure) -> str:
    """The code of the step in which a new case begins."""
    return proc.steps[0].code


def next_steps(proc: Procedure, step: str) -> tuple[Exit, ...]:
    """The ways out of a step. Raises `Refusal("step_unknown")`."""
    return proc.step(step).exits


def likely_exit(
    proc: Procedure, step: str, subtype: str, facts: Mapping[str, object] | None = None
) -> Exit | None:
    """The way out that fits best, None where nothing favours one.

    With `facts`, ways that they lock are out, and the first one whose conditions they meet is
    it. Else a single way is the likely one, and the longer code wins ("safety.lost" before
    "safety").
    """
    exits = next_steps(proc, step)
    if facts is not None:
        exits = tuple(way for way in exits if way.is_open(facts))
        met = next((way for way in exits if way.conditions), None)
        if met is not None:
            return met
    if len(exits) == 1:
        return exits[0]
    fits = [
        (len(code), -number)
        for number, way in enumerate(exits)
        for code in way.subtypes
        if subtype == code or subtype.startswith(f"{code}.")
    ]
    return exits[-max(fits)[1]] if fits else None


def find_exit(proc: Procedure, step: str, to: str, when: str = "") -> Exit:
    """The way from `step` to `to`; `when` tells two ways to the same step apart.

    Raises `Refusal("step_forbidden")` if there is none.
    """
    here = proc.step(step)
    for way in here.exits:
        if way.to == to and when in ("", way.when):
            return way
    allowed = tuple(item.to for item in here.exits)
    raise Refusal("step_forbidden", before=step, after=to, allowed=allowed, procedure=proc.code)


def check_exit(
    proc: Procedure,
    step: str,
    to: str,
    written: Collection[str] | None = None,
    when: str = "",
    facts: Mapping[str, object] | None = None,
) -> Exit:
    """The way from `step` to `to`, where it may be gone.

    Without `when`, of several ways to one step the first that is open is meant. Raises `Refusal`:
    step_forbidden; step_facts_missing while forms are not among those `written` since the step
    was entered; exit_locked where `facts` lock it (with `why_zh` and `why_en`). What is None is
    not looked at.
    """
    way = find_exit(proc, step, to, when)
    here = proc.step(step)
    if facts is not None and not when and not way.is_open(facts):
        others = (item for item in here.exits if item.to == to and item.is_open(facts))
        way = next(others, way)
    if written is not None:
        missing = tuple(form for form in here.wanted(way) if form not in written)
        if missing:
            raise Refusal(
                "step_facts_missing",
                step=step,
                missing=missing,
                names_zh="、".join(proc.form_name(form, "zh") for form in missing),
                names_en=", ".join(proc.form_name(form, "en") for form in missing),
                procedure=proc.code,
            )
    if facts is not None and not way.is_open(facts):
        raise Refusal(
            "exit_locked",
            step=step,
            to=to,
            when=way.when,
            why_zh=way.locked_zh,
            why_en=way.locked_en,
            procedure=proc.code,
        )
    return way


def dead_ends(proc: Procedure) -> tuple[str, ...]:
    """Steps from which no end can be reached."""
    good = {step.code for step in proc.steps if step.is_last}
    while True:
        more = {
            step.code
            for step in proc.steps
            if step.code not in good and any(way.to in good for way in step.exits)
        }
        if not more:
            return tuple(step.code for step in proc.steps if step.code not in good)
        good |= more


def unreachable(proc: Procedure) -> tuple[str, ...]:
    """Steps that no way leads to from the first one."""
    seen: set[str] = set()
    ahead = [first_step(proc)]
    while ahead:
        code = ahead.pop()
        if code not in seen:
            seen.add(code)
            ahead.extend(way.to for way in proc.step(code).exits)
    return tuple(step.code for step in proc.steps if step.code not in seen)


def after_reopening(proc: Procedure, step: str) -> str:
    """The step in which a case goes on that is reopened in `step`; "" where it stays as it is."""
    here = next((item for item in proc.steps if item.code == step), None)
    return here.exits[0].to if here is not None and here.kind == "end" and here.exits else ""
