"""Reading procedures from their rule files; every mistake is named with its place."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain.condition import Condition, conditions_from
from workstation.domain.procedure import (
    DEPARTMENTS,
    KINDS,
    LATE,
    OFFERS,
    OWNERS,
    Exit,
    Procedure,
    Step,
    dead_ends,
    unreachable,
)
from workstation.domain.procedure_check import check_conditions, check_open_exits
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, root
from workstation.domain.step_facts import TICKET_FACTS
from workstation.domain.step_form import Form, forms_from
from workstation.domain.ticket import GROUPS, OUTCOMES


def procedures_from(data: dict[str, object]) -> tuple[Procedure, ...]:
    """Build the procedures of one file's data (a `procedure` list, or one at the top).

    Raises `Refusal` with the place: `rule_*`, `condition_*`, `form_*`, `exit_reason`,
    `exit_never`, `step_no_exit`, `procedure_dead_end` and `procedure_unreachable`.
    """
    top = root(data)
    rows = top.tables("procedure") or (top,)
    found = tuple(_procedure(row, top.text("version")) for row in rows)
    check_distinct([item.code for item in found], "procedure")
    return found


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
        "threshold",
        "fact",
        "form",
        "step",
    )
    forms = forms_from(row)
    limits = {name: row.table("threshold").whole(name) for name in row.table("threshold").values}
    known = {*TICKET_FACTS, *(f"{form.code}.{item.code}" for form in forms for item in form.fields)}
    steps = tuple(_step(step, known, limits) for step in row.tables("step"))
    if not steps:
        raise Refusal("rule_missing", place=row.at("step"))
    found = Procedure(
        code=row.text("code"),
        group=row.text("group"),
        version=version,
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        steps=steps,
        forms=forms,
        late_resolve=row.text("late_resolve", "refuse"),
        thresholds=tuple(limits.items()),
    )
    check_known(found.late_resolve, LATE, row.at("late_resolve"))
    _check(found, row)
    return found


def _step(row: Table, known: set[str], limits: Mapping[str, object]) -> Step:
    row.only(
        "code",
        "name_zh",
        "name_en",
        "owner",
        "limit_minutes",
        "required",
        "forms",
        "offers",
        "scripts",
        "exit",
        "kind",
        "department",
        "makes",
        "group",
        "enters",
    )
    step = Step(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        owner_role=row.text("owner", "agent"),
        limit_ms=row.length("limit_minutes", 0) * 60_000 or None,
        required=row.texts("required"),
        offers=row.texts("offers"),
        scripts=row.texts("scripts"),
        exits=tuple(_exit(item, known, limits) for item in row.tables("exit")),
        kind=row.text("kind", "work"),
        department=row.text("department", ""),
        forms=row.texts("forms"),
        makes=row.text("makes", ""),
        group=row.text("group", ""),
        enters=row.text("enters", ""),
    )
    check_known(step.kind, KINDS, row.at("kind"))
    check_known(step.owner_role, OWNERS, row.at("owner"))
    check_known(step.department, DEPARTMENTS, row.at("department"))
    check_known(step.makes, ("", "claim"), row.at("makes"))
    if row.whole("limit_minutes", 0) < 0:
        raise Refusal("limit_span", place=row.at("limit_minutes"), rule=step.code)
    if step.kind == "hand_over":
        check_known(step.group, GROUPS, row.at("group"))
    elif step.group or step.enters:
        place = row.at("group" if step.group else "enters")
        raise Refusal("rule_value", place=place, value=step.kind, expected='kind = "hand_over"')
    for offer in step.offers:
        check_known(offer, OFFERS, row.at("offers"))
    return step


def _exit(row: Table, known: set[str], limits: Mapping[str, object]) -> Exit:
    row.only(
        "to",
        "when",
        "name_zh",
        "name_en",
        "subtypes",
        "condition",
        "unless",
        "locked_zh",
        "locked_en",
        "required",
        "outcome",
    )

    def conditions(key: str) -> tuple[Condition, ...]:
        return conditions_from(row.table(key), known, limits)

    way = Exit(
        to=row.text("to"),
        when=row.text("when"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        subtypes=row.texts("subtypes"),
        conditions=conditions("condition"),
        unless=conditions("unless"),
        locked_zh=row.text("locked_zh", ""),
        locked_en=row.text("locked_en", ""),
        required=row.texts("required") if "required" in row.values else None,
        outcome=row.text("outcome", ""),
    )
    if way.guarded and not (way.locked_zh and way.locked_en):
        key = "locked_en" if way.locked_zh else "locked_zh"
        raise Refusal("exit_reason", place=row.at(key), to=way.to)
    check_known(way.outcome, ("", *OUTCOMES), row.at("outcome"))
    return way


def _check(proc: Procedure, row: Table) -> None:
    codes = [step.code for step in proc.steps]
    check_distinct(codes, row.at("step"))
    forms = {form.code: form for form in proc.forms}
    for number, step in enumerate(proc.steps):
        place = f"{row.at('step')}[{number}]"
        _check_step(step, codes, forms, place)
        check_conditions(step, forms, place)
    for code, found in (
        ("procedure_dead_end", dead_ends(proc)),
        ("procedure_unreachable", unreachable(proc)),
    ):
        if found:
            place = f"{row.at('step')}[{codes.index(found[0])}]"
            raise Refusal(code, place=place, steps=found, procedure=proc.code)
    for number, step in enumerate(proc.steps):
        check_open_exits(step, forms, f"{row.at('step')}[{number}]")


def _check_step(step: Step, codes: list[str], forms: Mapping[str, Form], place: str) -> None:
    seen = set()
    for number, way in enumerate(step.exits):
        check_known(way.to, codes, f"{place}.exit[{number}].to")
        for form in way.required or ():
            check_known(form, forms, f"{place}.exit[{number}].required")
        if (way.to, way.when) in seen:
            raise Refusal("rule_duplicate", place=f"{place}.exit[{number}].when", value=way.when)
        seen.add((way.to, way.when))
    for form in step.required:
        check_known(form, forms, f"{place}.required")
    for form in step.forms:
        check_known(form, forms, f"{place}.forms")
    if step.kind == "hand_over" and step.exits:
        raise Refusal("rule_value", place=f"{place}.exit", value="exit", expected="no exit here")
