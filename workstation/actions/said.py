"""What is kept with words that were said from a script, and what follows when they are said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workstation.actions.promises import MakePromise
from workstation.domain.conversation import Entry
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.actions.acting import Around
    from workstation.domain.acts import Act

_VALUES: Final = 60  # so many values of a script are kept
_LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Promised:
    """What a reply promises: words for the ledger, and until when (milliseconds UTC).

    `script` is "CODE@VERSION" of the script that promises it, "" for one made by hand.
    """

    what: str
    until: int
    script: str = ""


def script_facts(told: Mapping[str, Any], body: str) -> dict[str, Any]:
    """The facts of a script's use that stay with the message, below "script".

    `told` has `language`, `values` by name, the text as it was `put` in, the codes of `why` it was
    offered, its `place` among the suggestions (0: none) and `also`, the code and version of each
    further script in the same message. The text is kept only when it was changed; `edited` says
    how much of it, in percent.
    """
    put = str(told.get("put") or "")
    edited = 0
    if put:
        from workstation.text.edited import edited_percent

        edited = edited_percent(put, body)
    values = told.get("values") or {}
    kept: dict[str, Any] = {
        "language": str(told.get("language") or "zh"),
        "values": {
            str(name): str(value)[:_LONGEST] for name, value in list(values.items())[:_VALUES]
        },
        "edited": edited,
        "why": [str(code) for code in told.get("why") or ()],
        "place": int(told.get("place") or 0),
    }
    if edited:
        kept["put"] = put
    also = [
        {"code": str(one.get("code", "")), "version": str(one.get("version", ""))}
        for one in told.get("also") or ()
    ]
    return {"script": {**kept, "also": also} if also else kept}


def keep_promises(work: Work, entry: Entry, promised: Iterable[Promised]) -> None:
    """Write the promises of a message down, in the same work. Codes: text_missing, promise_past."""
    for one in promised:
        source = f"script:{one.script}" if one.script else "hand"
        MakePromise(entry.ticket, one.what, one.until, "", source, entry.uid).perform(work)


def follow_up(work: Work, ticket: str, acts: Iterable[Act], around: Around | None) -> None:
    """Do what a script sets off. Codes: those of what each act stands for."""
    from workstation.actions.acting import Around, do_act

    for act in acts:
        do_act(work, ticket, act, around or Around())
