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
    " again",
    "import_refused": "{refused} of {rows} rows cannot be taken in, so nothing was;"
    " they are in {path}. Mend them there, or keep the good rows with --keep-good",
    "import_stopped": "stopped; nothing was taken in",
    "used_wrongly": "{message}",
    "mapping_broken": "{path} is no mapping: {reason}",
    "not_saved": "it could not be saved: {reason}; nothing was changed. Free some space and repeat",
    "desk_closed": "the desk is closing; nothing was changed",
    "no_hub": "this desk has no shared database; see `join`",
    "hub_unreachable": "the shared database is out of reach ({reason}); work goes on here and is"
    " sent by the next `sync`",
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
    "json_without_rows": "{file} holds no list of records",
}


def sentence(refusal: Refusal) -> str:
    """The refusal as a sentence; an unknown code is told with its facts."""
    template = _SENTENCES.get(refusal.code)
    if template is not None:
        try:
            return template.format(**{"path": refusal.facts.get("file", ""), **refusal.facts})
        except (KeyError, IndexError):
            pass
    told = ", ".join(f"{name}: {value}" for name, value in refusal.facts.items())
    return refusal.code.replace("_", " ") + (f" ({told})" if told else "")
