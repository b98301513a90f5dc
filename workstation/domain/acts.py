"""What macros and automations may do: one vocabulary of acts, read from rule files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.procedure import DEPARTMENTS
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table
from workstation.domain.ticket import (
    GROUPS,
    OUTCOMES,
    PARTIES,
    PRIORITIES,
    WAITING_REASONS,
)

#: Whom a notice may go to, besides a person by work number: "person:1024".
PEOPLE: Final = ("owner", "leaders", "group", "claims")
#: Ways by which a script may be sent.
SENDING: Final = ("sms", "email")
#: Acts that need a person who does them, and are none of a rule.
BY_HAND: Final = frozenset({"take", "urge", "step"})
_TOP_PRIORITY: Final = 4


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its code and the facts it needs (`hours` is a time from the moment it is done).

    `to` says whom ("owner", "leaders", "person:1024" …) or to which step, `script` the code of a reply script,
    `zh` and `en` are the words of a notice.
    """

    code: str
    note: str = ""
    reason: str = ""
    group: str = ""
    outcome: str = ""
    priority: int = 0
    hours: int = 0
    to: str = ""
    tag: str = ""
    script: str = ""
    channel: str = ""
    party: str = ""
    department: str = ""
    zh: str = ""
    en: str = ""


def acts_from(rows: tuple[Table, ...], place: str) -> tuple[Act, ...]:
    """Read acts in their order. Raises `Refusal` with the place: `rule_*`."""
    acts = tuple(_act(row) for row in rows)
    if not acts:
        raise Refusal("rule_missing", place=place)
    return acts


def changed_by(act: Act) -> frozenset[str]:
    """The facts of a ticket that an act changes: what may set another rule off."""
    return _CHANGES.get(act.code, frozenset())


def _act(row: Table) -> Act:
    code = row.text("do")
    read = _READ.get(code)
    if read is None:
        among(row, "do", code, tuple(_READ))
        raise AssertionError
    return read(row)


def _bare(code: str) -> Callable[[Table], Act]:
    def read(row: Table) -> Act:
        row.only("do")
        return Act(code)

    return read


def _note(row: Table) -> Act:
    row.only("do", "note")
    return Act("note", note=row.text("note"))


def _urge(row: Table) -> Act:
    row.only("do", "note")
    return Act("urge", note=row.text("note", ""))


def _wait(row: Table) -> Act:
    row.only("do", "reason", "hours", "note")
    reason = among(row, "reason", row.text("reason"), WAITING_REASONS)
    return Act("wait", reason=str(reason), hours=_hours(row), note=row.text("note", ""))


def _priority(row: Table) -> Act:
    row.only("do", "priority")
    level = row.whole("priority")
    among(row, "priority", level, PRIORITIES)
    return Act("priority", priority=level)


def _raise(row: Table) -> Act:
    row.only("do", "to")
    level = row.whole("to", _TOP_PRIORITY)
    among(row, "to", level, PRIORITIES)
    return Act("raise", priority=level)


def _transfer(row: Table) -> Act:
    row.only("do", "group", "note")
    group = among(row, "group", row.text("group"), GROUPS)
    return Act("transfer", group=str(group), note=row.text("note"))


def _escalate(row: Table) -> Act:
    row.only("do", "reason")
    return Act("escalate", reason=row.text("reason"))


def _resolve(row: Table) -> Act:
    row.only("do", "outcome", "note")
    outcome = among(row, "outcome", row.text("outcome"), OUTCOMES)
    return Act("resolve", outcome=str(outcome), note=row.text("note", ""))


def _assign(row: Table) -> Act:
    row.only("do", "to")
    return Act("assign", to=_whom(row, ("best", "leaders", "nobody")))


def _tag(code: str) -> Callable[[Table], Act]:
    def read(row: Table) -> Act:
        row.only("do", "tag")
        return Act(code, tag=row.text("tag"))

    return read


def _lane(row: Table) -> Act:
    row.only("do", "lane")
    return Act("lane", tag=str(among(row, "lane", row.text("lane", ""), ("", "vip"))))


def _notify(row: Table) -> Act:
    row.only("do", "to", "zh", "en")
    return Act("notify", to=_whom(row, PEOPLE), zh=row.text("zh"), en=row.text("en"))


def _saying(code: str) -> Callable[[Table], Act]:
    def read(row: Table) -> Act:
        row.only("do", "script", "channel", "party")
        channel = among(row, "channel", row.text("channel", "sms"), SENDING)
        return Act(code, script=row.text("script"), channel=str(channel), party=_party(row))

    return read


def _task(row: Table) -> Act:
    row.only("do", "department", "note")
    known = tuple(one for one in DEPARTMENTS if one)
    department = among(row, "department", row.text("department"), known)
    return Act("task", department=str(department), note=row.text("note"))


def _revisit(row: Table) -> Act:
    row.only("do", "hours", "note")
    return Act("revisit", hours=_hours(row), note=row.text("note"))


def _promise(row: Table) -> Act:
    row.only("do", "hours", "note", "party")
    return Act("promise", hours=_hours(row), note=row.text("note"), party=_party(row))


def _step(row: Table) -> Act:
    row.only("do", "to", "note")
    return Act("step", to=row.text("to"), note=row.text("note", ""))


def _party(row: Table) -> str:
    return str(among(row, "party", row.text("party", ""), ("", *PARTIES)))


def _hours(row: Table) -> int:
    hours = row.length("hours", 0, "hours")
    if hours < 0:
        raise Refusal("rule_value", place=row.at("hours"), value=hours, expected="hours from 0")
    return hours


def _whom(row: Table, known: tuple[str, ...]) -> str:
    told = row.text("to")
    if not (told.startswith("person:") and len(told) > len("person:")):
        among(row, "to", told, (*known, "person:NUMBER"))
    return told


def among(row: Table, key: str, value: object, choices: tuple[object, ...]) -> object:
    """The value; raises `Refusal("rule_value")` with the place unless it is one of `choices`."""
    if value not in choices:
        expected = ", ".join(map(str, choices))
        raise Refusal("rule_value", place=row.at(key), value=value, expected=expected)
    return value


_READ: Final[dict[str, Callable[[Table], Act]]] = {
    "take": _bare("take"),
    "note": _note,
    "urge": _urge,
    "wait": _wait,
    "resume": _bare("resume"),
    "priority": _priority,
    "raise": _raise,
    "transfer": _transfer,
    "escalate": _escalate,
    "resolve": _resolve,
    "assign": _assign,
    "tag": _tag("tag"),
    "untag": _tag("untag"),
    "lane": _lane,
    "notify": _notify,
    "propose": _saying("propose"),
    "send": _saying("send"),
    "task": _task,
    "revisit": _revisit,
    "promise": _promise,
    "step": _step,
}
#: Codes of all acts.
ACTS: Final = tuple(_READ)
_GROUP: Final = frozenset({"group_code", "step", "owned", "transfers", "procedure"})
_CHANGES: Final[Mapping[str, frozenset[str]]] = {
    "take": frozenset({"owned", "status"}),
    "urge": frozenset({"urged", "priority"}),
    "wait": frozenset({"status", "waiting_reason"}),
    "resume": frozenset({"status", "waiting_reason"}),
    "priority": frozenset({"priority"}),
    "raise": frozenset({"priority"}),
    "transfer": _GROUP,
    "escalate": _GROUP | {"priority", "intensity"},
    "resolve": frozenset({"status", "outcome", "answered"}),
    "assign": frozenset({"owned", "status"}),
    "tag": frozenset({"tags"}),
    "untag": frozenset({"tags"}),
    "lane": frozenset({"lane"}),
    "send": frozenset({"answered"}),
    "step": frozenset({"step", "status"}),
}
