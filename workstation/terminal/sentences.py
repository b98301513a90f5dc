"""Sentences for refusals on a terminal, in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from workstation.domain.claim_words import meanwhile
from workstation.domain.money import format_fen
from workstation.domain.refusal import Refusal
from workstation.terminal.work_sentences import SENTENCES as _WORK

#: What is left of places that nobody named.
_LEFT: Final = re.compile(r"\s*[(]\s*[)]|\s+(?=[:;)])|(?<=[(])\s+")
SENTENCES: Final = {
    **_WORK,
    "not_found": "there is no {kind} {uid}",
    "file_unusable": "{path} cannot be used: {reason}",
    "file_missing": "there is no file {path}",
    "replica_newer": "this profile was written by a newer program (schema {found}, known {known});"
    " update this program",
    "settings_broken": "{path} cannot be read: {reason}; mend or remove it",
    "settings_value": "{path}: {name} cannot be {value!r}",
    "agent_unknown": "nobody here is called {agent!r}; see `list --agents`",
    "agent_unnamed": "say who you are with --as; on this team are: {known}",
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
    " again, or print 〓 in its place with --substitute",
    "claim_extra": "{value} cannot be kept as {name} of a claim: too long, or no whole number",
    "claim_unprintable": "no font has the character {character} ({code_point}) in {field};"
    " write it another way",
    "claim_items_disagree": "the items of claim {number} do not add up to its loss;"
    " correct the items or the loss",
    "claim_paid_before": "claim {number} about this parcel was paid already; a team leader can"
    " make another with a reason",
    "import_refused": "{refused} of {rows} rows cannot be taken in, so nothing was;"
    " they are in {path}. Mend them there, or keep the good rows with --keep-good",
    "import_stopped": "stopped; nothing was taken in",
    "used_wrongly": "{message}",
    "mapping_broken": "{path} is no mapping: {reason}{detail}",
    "text_broken": "{field} has half a character in it ({code_point}), which nothing can keep;"
    " type it again, in UTF-8",
    "not_saved": "it could not be saved: {reason}; nothing was changed. Free some space and repeat",
    "desk_closed": "the desk is closing; nothing was changed",
    "no_hub": "this desk has no shared database; see `join`",
    "claim_exists": "claim {number} about this parcel is still open",
    "open_ticket_exists": "ticket {number} about this parcel is still open",
    "export_format": "{path} names no format known here; known: {known}",
    "file_not_readable": "{file} cannot be read: {detail}; check the rights",
    "file_empty": "{file} is empty",
    "file_binary": "{file} holds no table; give a CSV, XLSX, JSON or JSON Lines file",
    "file_encrypted": "{file} is protected by a password; save it without one",
    "file_damaged": "{file} is damaged ({detail}); export it again",
    "file_is_web_page": "{file} is a web page under a workbook's name; open it in the spreadsheet"
    " program and save it as .xlsx",
    "file_is_archive": "{file} is an archive; unpack it and import the files in it",
    "encoding_unknown": "there is no encoding {encoding}; try utf-8, gb18030, big5 or utf-16",
    "encoding_not_text": "{encoding} is no encoding of text; try utf-8, gb18030, big5 or utf-16",
    "delimiter_unknown": "{delimiter!r} is no delimiter; give one character, such as ';'",
    "sheet_unknown": "there is no sheet {sheet}; there are: {sheets}",
    "json_broken": "{file} is broken JSON; export it again, or as JSON Lines",
    "learned_broken": "{file} holds no counts of types: {reason}; make it anew with `rules train`",
    "learned_newer": "the counts of types were made by a newer program (format {format}, known"
    " {known}); update this program",
    "example_homeless": "{file}: line {line} stands before the first [type]",
    "json_without_rows": "{file} holds no list of records",
    "file_too_large": "{file}{name} is too large (at most {most}); part it",
    "bank_columns": "{file} does not tell what became of which payment; it needs a column with the"
    " result and one with the number or the account; it has: {columns}",
    "script_column_missing": "{file} has no column of texts to say; name it with --map"
    " 'COLUMN=body'",
    "script_none_found": "no reply script was found in {file}; number the entries or put each under"
    " a heading",
    "script_toml_broken": "{file} is broken TOML: {detail}",
}


def sentence(refusal: Refusal) -> str:
    """The refusal as a sentence; an unknown code is told with its facts."""
    first = meanwhile(refusal.code, refusal.facts)
    template = first[0] if first is not None else SENTENCES.get(refusal.code)
    if template is not None and (refusal.facts or "{" not in template):
        return " ".join(_LEFT.sub("", template.format_map(_Told(refusal.facts))).split())
    told = ", ".join(f"{name}: {value}" for name, value in refusal.facts.items())
    return refusal.code.replace("_", " ") + (f" ({told})" if told else "")


class _Told(dict[str, object]):
    """The facts in words: money in yuan, lists with commas; what was not told is empty."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__({"path": facts.get("file", "")})
        for name, value in facts.items():
            if isinstance(value, (tuple, list, set, frozenset)):
                value = ", ".join(map(str, value))
            self[name] = value
            if name.endswith("_fen") and isinstance(value, int):
                self[name.removesuffix("_fen")] = format_fen(value)

    def __missing__(self, name: str) -> str:
        return _Gap()


class _Gap(str):
    """What nobody told: nothing is shown, whatever form was asked for."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return ""
