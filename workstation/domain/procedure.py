"""The way a group works a case through: steps, who owns them, until when, and what comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, root

#: `start` first, `work` usual, `choice` decides between ways, `record` must write something down,
#: `wait` owes the next move to someone else, `end` finishes the case.
KINDS: Final = ("start", "work", "choice", "record", "wait", "end")
OWNERS: Final = ("agent", "claims", "leader")
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
    "resolve",
    "reopen",
)


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a step: where it leads, the code of when, and how that is said.

    `subtypes` are the class or sub-type codes for which this way is the likely one.
    """

    to: str
    when: str
    name_zh: str
    name_en: str
    subtypes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step. `limit_ms` is open time of the group's calendar, None for no limit of its own.

    `required` are facts to be written down before leaving the step, `offers` the acts it puts
    before the agent, `scripts` the codes or tags of the replies it prefers.
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


@dataclass(frozen=True, slots=True)
class Procedure:
    """A group's procedure; the first step starts it.

    `late_resolve` says what a desk's "resolved" means that arrives after the case was reopened.
    """

    code: str
    group: str
    version: str
    name_zh: str
    name_en: str
    steps: tuple[Step, ...]
    facts: tuple[tuple[str, str, str], ...] = ()
    late_resolve: str = "refuse"

    def step(self, code: str) -> Step:
        """The step with a code; raises `Refusal("step_unknown")`."""
        for item in self.steps:
            if item.code == code:
                return item
        raise Refusal("step_unknown", step=code, procedure=self.code)

    def fact_name(self, code: str, language: str) -> str:
        """The name of a required fact; an unknown code is its own name."""
        for known, zh, en in self.facts:
            if known == code:
                return zh if language.startswith("zh") else en
        return code


def procedures_from(data: dict[str, object]) -> tuple[Procedure, ...]:
    """Build the procedures of one file's data (a `procedure` list, or one at the top).

    Raises `Refusal` with the place: `rule_*`, `procedure_dead_end` and `procedure_unreachable`.
    """
    top = root(data)
    rows = top.tables("procedure") or (top,)
    found = tuple(_procedure(row, top.text("version")) for row in rows)
    check_distinct([item.code for item in found], "procedure")
    return found


def first_step(proc: Procedure) -> str:
    """The code of the step in which a new case begins."""
    return proc.steps[0].code


def next_steps(proc: Procedure, step: str) -> tuple[Exit, ...]:
    """The ways out of a step. Raises `Refusal("step_unknown")`."""
    return proc.step(step).exits


def likely_exit(proc: Procedure, step: str, subtype: str) -> Exit | None:
    """The way out that fits a sub-type best, None where nothing favours one.

    A single way out is the likely one; the longer code wins ("safety.lost" before "safety").
    """
    exits = next_steps(proc, step)
    if len(exits) == 1:
        return exits[0]
    fits = [
        (len(code), way)
        for way in exits
        for code in way.subtypes
        if subtype == code or subtype.startswith(f"{code}.")
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def check_exit(
    proc: Procedure,
    step: str,
    to: str,
    facts: Collection[str] | None = None,
    when: str = "",
) -> Exit:
    """Return the way from `step` to `to`; `when` tells two ways to the same step apart.

    Raises `Refusal("step_forbidden")` if there is none, and, when the `facts` written down on the
    ticket are given, `Refusal("step_facts_missing")` while required ones are missing.
    """
    here = proc.step(step)
    ways = (way for way in here.exits if way.to == to and when in ("", way.when))
    way = next(ways, None)
    if way is None:
        allowed = tuple(item.to for item in here.exits)
        raise Refusal("step_forbidden", before=step, after=to, allowed=allowed, procedure=proc.code)
    if facts is not None:
        missing = tuple(fact for fact in here.required if fact not in facts)
        if missing:
            raise Refusal("step_facts_missing", step=step, missing=missing, procedure=proc.code)
    return way


def dead_ends(proc: Procedure) -> tuple[str, ...]:
    """Steps from which no end can be reached."""
    good = {step.code for step in proc.steps if step.kind == "end"}
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


def _procedure(row: Table, version: str) -> Procedure:
    row.only(
        "format",
        "version",
        "code",
        "group",
        "name_zh",
        "name_en",
        "late_resolve",
        "procedure",
        "fact",
        "step",
    )
    facts = tuple(
        (fact.text("code"), fact.text("name_zh"), fact.text("name_en"))
        for fact in row.tables("fact")
    )
    steps = tuple(_step(step) for step in row.tables("step"))
    if not steps:
        raise Refusal("rule_missing", place=row.at("step"))
    found = Procedure(
        code=row.text("code"),
        group=row.text("group"),
        version=version,
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        steps=steps,
        facts=facts,
        late_resolve=row.text("late_resolve", "refuse"),
    )
    check_known(found.late_resolve, LATE, row.at("late_resolve"))
    _check(found, row)
    return found


def _step(row: Table) -> Step:
    row.only(
        "code",
        "name_zh",
        "name_en",
        "owner",
        "limit_minutes",
        "required",
        "offers",
        "scripts",
        "exit",
        "kind",
        "department",
    )
    step = Step(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        owner_role=row.text("owner", "agent"),
        limit_ms=row.whole("limit_minutes", 0) * 60_000 or None,
        required=row.texts("required"),
        offers=row.texts("offers"),
        scripts=row.texts("scripts"),
        exits=tuple(_exit(item) for item in row.tables("exit")),
        kind=row.text("kind", "work"),
        department=row.text("department", ""),
    )
    check_known(step.kind, KINDS, row.at("kind"))
    check_known(step.owner_role, OWNERS, row.at("owner"))
    check_known(step.department, DEPARTMENTS, row.at("department"))
    for offer in step.offers:
        check_known(offer, OFFERS, row.at("offers"))
    return step


def _exit(row: Table) -> Exit:
    row.only("to", "when", "name_zh", "name_en", "subtypes")
    return Exit(
        to=row.text("to"),
        when=row.text("when"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        subtypes=row.texts("subtypes"),
    )


def _check(proc: Procedure, row: Table) -> None:
    codes = [step.code for step in proc.steps]
    check_distinct(codes, row.at("step"))
    facts = {fact[0] for fact in proc.facts}
    for number, step in enumerate(proc.steps):
        place = f"{row.at('step')}[{number}]"
        for way_number, way in enumerate(step.exits):
            check_known(way.to, codes, f"{place}.exit[{way_number}].to")
        for fact in step.required:
            check_known(fact, facts, f"{place}.required")
    for code, found in (
        ("procedure_dead_end", dead_ends(proc)),
        ("procedure_unreachable", unreachable(proc)),
    ):
        if found:
            place = f"{row.at('step')}[{codes.index(found[0])}]"
            raise Refusal(code, place=place, steps=found, procedure=proc.code)
