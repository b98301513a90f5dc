"""Pushing to a PostgreSQL hub: operations as JSON up, outcomes down, in one round trip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from json import JSONEncoder
from typing import Any, Final

from workstation.domain import whole_text
from workstation.domain.refusal import Refusal
from workstation.sync.batch import UNSTORABLE
from workstation.sync.postgres_calls import Calls
from workstation.sync.protocol import (
    Facts,
    Key,
    Note,
    Operation,
    Outcome,
    Pushed,
    RecordState,
    Refused,
)
from workstation.sync.standing import chunks
from workstation.sync.waking import Waking

_SEED_CHUNK: Final = 500
_PUSH: Final = "SELECT public.hub_push($1::integer, $2::text, $3::jsonb)"
#: Under this name an operation tells which field has half a character.
BROKEN: Final = "broken"
_NO_FUNCTION: Final = "42883"
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class PushPart(Calls):
    """The part of `PostgresHub` that takes work up."""

    _waking: Waking

    def push(self, desk_no: int, token: str, operations: Sequence[Operation]) -> Pushed:
        """Take operations in, each at most once."""
        sent = f"[{','.join(map(_told, operations))}]"
        ((told,),) = self._ask(_PUSH, str(desk_no), token, sent)
        answer = json.loads((told or b"").decode())
        outcomes = tuple(map(_outcome, answer["outcomes"]))
        if any(outcome.revs for outcome in outcomes):
            self._waking.tell()
        return Pushed(outcomes, answer["token"], answer["now"])

    def prove(self, desk_no: int, token: str, nonce: str) -> str:
        """Turn the key without any work."""
        try:
            ((key,),) = self._call("SELECT hub_prove(%s, %s, %s)", desk_no, token, nonce)
        except Refusal as refusal:
            if refusal.facts.get("sqlstate") != _NO_FUNCTION:
                raise
            return self.push(desk_no, token, ()).token  # an older hub: only asked, not turned
        return str(key)

    def recall(self, desk_no: int, token: str, refused: Sequence[Refused]) -> list[Outcome]:
        """Say what a former life of the hub refused; what this one knows otherwise."""
        sent = ",".join(map(_refused, refused))
        try:
            ((told,),) = self._call(
                "SELECT hub_recall(%s, %s, %s::jsonb)", desk_no, token, f"[{sent}]"
            )
        except Refusal as refusal:
            if refusal.facts.get("sqlstate") != _NO_FUNCTION:
                raise
            return []  # an older hub, which goes by what it remembers
        return [_outcome(one) for one in told]

    def seed(self, desk_no: int, token: str, records: Iterable[tuple[str, Facts]]) -> int:
        """Put whole records in that are not there yet."""
        total = 0
        for part in chunks(records, _SEED_CHUNK):
            sent = _encode(part)
            rows = self._call("SELECT hub_seed(%s, %s, %s::jsonb)", desk_no, token, sent)
            total += int(rows[0][0])
        self._waking.tell()
        return total

    def offer(self, desk_no: int, token: str, records: Sequence[RecordState]) -> list[Key]:
        """Put records aside that the hub lost by somebody's hand."""
        sent = _encode([[told.kind, told.uid, told.rev, told.body] for told in records])
        try:
            ((kept,),) = self._call("SELECT hub_offer(%s, %s, %s::jsonb)", desk_no, token, sent)
        except Refusal as refusal:
            if refusal.facts.get("sqlstate") != _NO_FUNCTION:
                raise
            return []
        return [(kind, uid) for kind, uid in kept]


def _told(operation: Operation) -> str:
    """An operation as JSON; one that PostgreSQL cannot keep is told without its words."""
    facts = {
        "n": operation.n,
        "uid": operation.uid,
        "at": operation.at,
        "agent": operation.agent,
        "action": operation.action,
        "ticket": operation.ticket,
        "digest": operation.digest(),
        "args": operation.args,
        "changes": operation.changes,
        **({"again": True} if operation.again else {}),
    }
    try:
        text = _encode(facts)
        text.encode()
    except UnicodeEncodeError as error:
        refusal = whole_text.refused([operation.args, operation.changes, operation], error)
        return _bare(facts, str(error), {BROKEN: refusal.facts})
    except (ValueError, TypeError) as error:
        return _bare(facts, str(error))
    if "\\u0000" in text and _has_nul(facts):
        return _bare(facts, "\\u0000 cannot be converted to text.")
    return text


def _refused(told: Refused) -> str:
    """An operation that was refused before, with why."""
    facts = {} if _has_nul(told.facts) else dict(told.facts)
    return (
        f'{{"code":{_encode(told.code)},"facts":{_encode(facts)},"told":{_told(told.operation)}}}'
    )


def _bare(facts: dict[str, Any], reason: str, why: Facts | None = None) -> str:
    """What is left of an operation whose words cannot be stored, with why in `why`."""
    changes: list[dict[str, Any]] = [
        {name: _clean(change[name]) for name in ("kind", "uid") if name in change}
        for change in facts["changes"]
        if isinstance(change, dict)
    ]
    for change, whole in zip(changes, facts["changes"], strict=False):
        if "new" in whole:
            change["new"] = {}
    kept = {name: _clean(facts[name]) for name in ("agent", "action", "ticket")}
    told = {"args": {}, "changes": changes, UNSTORABLE: _clean(reason), **(why or {})}
    return _encode({**facts, **kept, **told})


def _clean(text: Any) -> str:
    return str(text).replace("\x00", "").encode("utf-8", "replace").decode()


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(name) or _has_nul(item) for name, item in value.items())
    return isinstance(value, list | tuple) and any(map(_has_nul, value))


def _outcome(told: dict[str, Any]) -> Outcome:
    return Outcome(
        uid=told["uid"],
        state=told["state"],
        code=told.get("code", ""),
        facts=told.get("facts", {}),
        notes=tuple(Note(**note) for note in told.get("notes", ())),
        revs=tuple((kind, uid, before, after) for kind, uid, before, after in told["revs"]),
        records=tuple(RecordState(**state) for state in told.get("records", ())),
    )
