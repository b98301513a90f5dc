"""What people do with reply scripts at a desk, and what is true of scripts whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from workstation.actions import script_notes, script_own, scripts
from workstation.domain.script_version import ScriptVersion, in_force
from workstation.store.flat import whole

if TYPE_CHECKING:
    from tests.simulator.doing import Doing
    from tests.simulator.world import World

CODES: Final = ("aa", "bb", "kcb")
LEADERS: Final = ("leader", "admin")
_SAID: Final = ("in_force", "retired")


def _content(do: Doing, code: str) -> dict[str, object]:
    return {"code": code, "title": "核实", "body": f"您好，{do.word()}。"}


def _version(do: Doing, *states: str) -> ScriptVersion | None:
    marks = ",".join(f"'{state}'" for state in states)
    found = do.desk.newest("script", 6, f"state IN ({marks}) AND owner=''")
    return found[do.pick % len(found)] if found else None


def _draft(do: Doing) -> Any:
    known = _version(do, "draft", "sent_in", "reviewed") if do.more % 2 else None
    if known is None:
        return scripts.SaveScriptDraft(_content(do, do.mine(do.pick, CODES)))
    seen = known.changed_at or known.made_at
    return scripts.SaveScriptDraft(_content(do, known.code), uid=known.uid, seen=seen)


def _send_in(do: Doing) -> Any:
    known = _version(do, "draft")
    return None if known is None else scripts.SendScriptIn((known.uid,))


def _review(do: Doing) -> Any:
    known = _version(do, "sent_in")
    if known is None:
        return None
    return scripts.ReviewScript(known.uid, do.more % 5 > 0, f"意见 {do.word()}")


def _activate(do: Doing) -> Any:
    known = _version(do, "reviewed")
    if known is None:
        return None
    ahead = do.desk.clock() + 3_600_000 * (do.more % 30) if do.more % 3 == 0 else None
    return scripts.ActivateScripts((known.uid,), ahead)


def _retire(do: Doing) -> Any:
    return scripts.RetireScript(do.mine(do.pick, CODES), reason=f"停用 {do.word()}")


def _drop(do: Doing) -> Any:
    known = _version(do, "draft", "sent_in", "reviewed")
    return None if known is None else scripts.DropScriptDraft(known.uid)


def _own(do: Doing) -> Any:
    return script_own.SavePersonalScript(_content(do, f"my{do.pick % 2}"))


def _mark(do: Doing) -> Any:
    return script_own.MarkScript(do.mine(do.pick, CODES), do.more % 2 == 0, do.more % 11)


def _note(do: Doing) -> Any:
    return script_notes.WriteScriptNote(do.mine(do.pick, CODES), body=f"意见 {do.word()}")


def _answer(do: Doing) -> Any:
    found = do.desk.newest("script_note", 6, "state='open'")
    if not found:
        return None
    return script_notes.AnswerScriptNote(found[do.pick % len(found)].uid, do.more % 2 == 0)


#: Name -> (how often it is chosen, what it makes).
SPEECH: Final[Mapping[str, tuple[int, Callable[[Doing], Any]]]] = {
    "script draft": (9, _draft),
    "script sent in": (8, _send_in),
    "script review": (8, _review),
    "script activate": (8, _activate),
    "script retire": (2, _retire),
    "script drop": (1, _drop),
    "script own": (2, _own),
    "script mark": (2, _mark),
    "script note": (2, _note),
    "script answer": (2, _answer),
}
#: Things of which only some people may do most.
FOR_LEADERS: Final = ("draft", "sent in", "review", "activate", "retire", "drop", "answer")


def lives_are_right(world: World, records: Mapping[tuple[str, str], Any]) -> None:
    """Four eyes, one base, one name: whatever lines, clocks and backups did."""
    said: dict[tuple[str, str], str] = {}
    for (kind, uid), row in records.items():
        if kind != "script" or row["gone"]:
            continue
        facts = whole("script", row["body"])
        if facts["owner"]:
            continue
        eyes = (facts["made_by"], facts["changed_by"])
        if facts["activated_at"] is not None and facts["reviewed_by"] in (*eyes, ""):
            raise world.broken("a second person reviews", f"{uid}: {facts}")
        if facts["state"] not in _SAID:
            continue
        for name in ("version", "base"):
            key = (f"{name} of {facts['code']}", facts[name])
            if other := said.get(key):
                raise world.broken("one version follows another", f"{key}: {uid} {other}")
            said[key] = uid


def all_say_the_same(world: World, records: Mapping[tuple[str, str], Any]) -> None:
    """Every desk has the same version of a code in use as the hub."""
    now = world.laws.now
    stand = [_made(uid, row) for (kind, uid), row in records.items() if kind == "script"]
    for desk in world.desks:
        here = [replace(one, content={}) for one in desk.newest("script", 10_000)]
        for code in CODES:
            told, wanted = (
                in_force([one for one in found if not one.owner], code, now)
                for found in (here, stand)
            )
            if (told.uid if told else "") != (wanted.uid if wanted else ""):
                raise world.broken("all say the same", f"{desk.name} {code}: {told} {wanted}")


def _made(uid: str, row: Any) -> ScriptVersion:
    facts = whole("script", row["body"])
    return ScriptVersion(**{**facts, "uid": uid, "scope": tuple(facts["scope"]), "content": {}})
