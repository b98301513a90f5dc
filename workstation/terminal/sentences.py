"""Sentences for refusals on a terminal, in English."""

from __future__ import annotations

from typing import Final

from workstation.domain.refusal import Refusal

_SENTENCES: Final = {
    "not_found": "there is no {kind} {uid}",
    "file_unusable": "{path} cannot be opened: {reason}",
    "file_missing": "there is no file {path}",
    "replica_newer": "this profile was written by a newer program (schema {found}, known {known});"
    " update this program",
    "settings_broken": "{path} cannot be read: {reason}; mend or remove it",
    "settings_value": "{path}: {name} cannot be {value!r}",
    "agent_unknown": "nobody here is called {agent!r}; see `list --agents`",
    "profile_made": "{path} already holds a desk; choose another folder with --profile",
    "profile_missing": "{path} holds no desk yet; make one with `sample` or `join`,"
    " or start the window",
    "profile_unusable": "{path} cannot be used: {reason}",
    "view_unknown": "there is no view {view!r}; known: {known}",
    "order_unknown": "tickets cannot be ordered by {order!r}",
    "not_allowed": "{agent} ({role}) may not do this: {act}",
    "text_missing": "{field} is missing",
    "value_unknown": "{value!r} is no {field}",
    "desk_unnumbered": "this desk has no number from a hub yet; run `sync` or `join`",
    "glyph_missing": "no font has the character {character} ({code_point}); replace it and print"
    " again",
    "import_refused": "{refused} of {rows} rows cannot be taken in, so nothing was;"
    " they are in {path}. Mend them there, or keep the good rows with --keep-good",
    "import_stopped": "stopped; nothing was taken in",
    "used_wrongly": "{message}",
    "mapping_broken": "{path} is no mapping: {reason}",
}


def sentence(refusal: Refusal) -> str:
    """The refusal as a sentence; an unknown code is told with its facts."""
    template = _SENTENCES.get(refusal.code)
    if template is not None:
        try:
            return template.format(**refusal.facts)
        except (KeyError, IndexError):
            pass
    told = ", ".join(f"{name}: {value}" for name, value in refusal.facts.items())
    return refusal.code.replace("_", " ") + (f" ({told})" if told else "")
