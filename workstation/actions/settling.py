"""Dealing with what the hub did not take: putting it aside, doing it again, choosing a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any, Final

from workstation.actions import claims, tickets
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import check_choice
from workstation.store import operations
from workstation.store.kinds import CLASSES, codec_of
from workstation.store.replica import Action
from workstation.store.work import Work

#: Modules whose actions may be done again from what was kept of them.
_MODULES: Final = (
    "approvals",
    "claim_evidence",
    "claims",
    "intake",
    "merging",
    "offers",
    "payments",
    "prints",
    "recoveries",
    "replies",
    "steps",
    "tasks",
    "tickets",
    "together",
    "views",
)
#: What left the desk already, or belongs to a file: a person decides, with the words as a draft.
_BY_HAND: Final = frozenset(
    {
        *("MarkDelivery", "NumberClaim", "NumberForm", "RecordPrint", "RetryDelivery"),
        *("SendReply", "TakeBack", "VoidPrint"),
    }
)
#: Fields that make sense only together: who settles one settles the others of that work.
_TOGETHER: Final = (
    frozenset({"class_code", "subtype", "cause"}),
    frozenset({"waiting_reason", "waiting_until"}),
    frozenset({"waybill", "parcel"}),
    frozenset({"customer", "customer_name"}),
    frozenset({"outcome", "satisfaction", "promise_kept", "attitude", "speed"}),
)


@dataclass(frozen=True, slots=True)
class SettleRefused:
    """Put work aside that the hub refused; the journal keeps why."""

    operation: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: text_missing, not_found."""
        reason = tickets.require(self.reason, "reason")
        action, ticket, _args = _refused(work, self.operation)
        operations.settle(work.connection, self.operation, work.now)
        work.note("SettleRefused", ticket, operation=self.operation, action=action, reason=reason)


@dataclass(frozen=True, slots=True)
class SettleConflict:
    """Decide a field that somebody else wrote first: `choice` is "mine" or "theirs"."""

    conflict: str
    choice: str

    def perform(self, work: Work) -> None:
        """Codes: value_unknown, not_found, and those of editing the record."""
        check_choice("choice", self.choice, ("mine", "theirs"))
        open_now = operations.conflicts(work.connection)
        told = next((item for uid, item in open_now if uid == self.conflict), None)
        if told is None:
            raise Refusal("not_found", kind="operation", uid=self.conflict)
        names = next((group for group in _TOGETHER if told.field in group), {told.field})
        settled = {
            uid: item
            for uid, item in open_now
            if (item.operation, item.uid) == (told.operation, told.uid) and item.field in names
        }
        if self.choice == "mine":
            _use(work, told.kind, told.uid, {item.field: item.mine for item in settled.values()})
        for uid in settled:
            operations.settle_conflict(work.connection, uid, self.choice, work.now)
        if self.choice == "theirs":  # mine is told by what it changes
            kept = sorted(item.field for item in settled.values())
            work.note("SettleConflict", told.ticket, kept=kept)


def redo(work: Work, operation: str) -> Action:
    """Do refused work again as it was meant and put the refusal aside; gives the action.

    Codes: not_found, retry_by_hand (it cannot be repeated without a person), and the action's.
    """
    name, ticket, args = _refused(work, operation)
    action = action_from(name, args)
    if action is None:
        raise Refusal("retry_by_hand", ticket=ticket)
    action.perform(work)
    operations.settle(work.connection, operation, work.now)
    return action


def action_from(name: str, args: dict[str, Any]) -> Action | None:
    """The action of a name with its facts as the outgoing operation keeps them; None if that
    cannot be repeated."""
    made = _actions().get(name)
    if made is None or name in _BY_HAND:
        return None
    try:
        action: Action = made(**{key: _whole(value) for key, value in args.items()})
    except (TypeError, ValueError, KeyError):  # of an older or newer program
        return None
    return action


def _whole(value: Any) -> Any:
    """A fact as an action holds it: lists are tuples, what has a name is an action or record."""
    if isinstance(value, list):
        return tuple(_whole(item) for item in value)
    if isinstance(value, dict) and "action" in value:
        told = {key: item for key, item in value.items() if key != "action"}
        name = str(value["action"])
        kind = next((kind for kind, made in CLASSES.items() if made.__name__ == name), "")
        if kind:
            return codec_of(kind).from_facts(told)
        action = action_from(name, told)
        if action is None:
            raise ValueError(name)
        return action
    return value


@cache
def _actions() -> dict[str, type[Any]]:
    found: dict[str, type[Any]] = {}
    for part in _MODULES:
        module = import_module(f"workstation.actions.{part}")
        for name, made in vars(module).items():
            if isinstance(made, type) and hasattr(made, "perform"):
                found[name] = made
    return found


def _refused(work: Work, operation: str) -> tuple[str, str, dict[str, Any]]:
    found = operations.refused_one(work.connection, operation)
    if found is None:
        raise Refusal("not_found", kind="operation", uid=operation)
    return found


def _use(work: Work, kind: str, uid: str, wanted: dict[str, Any]) -> None:
    """Write values over what stands now, by the rules of correcting such a record."""
    coder = codec_of(kind)
    values = {name: coder.value(name, value) for name, value in wanted.items()}
    if kind == "claim":
        claims.EditClaim(uid, values).perform(work)
    elif kind == "ticket" and _all_in(values, tickets.EDITABLE):
        tickets.EditTicket(uid, values).perform(work)
    else:
        record = work.get(CLASSES[kind], uid)
        if kind == "ticket" and "step" in values:
            values["step_since"] = work.now
        changed = replace(record, **values)
        work.keep(record, tickets.active(work, changed) if kind == "ticket" else changed)


def _all_in(names: Iterable[str], known: frozenset[str]) -> bool:
    return known.issuperset(names)
