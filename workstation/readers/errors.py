"""The error of a file that cannot be read at all."""

from __future__ import annotations

from typing import Final

from workstation.domain.refusal import Refusal

#: Every code that a `ReadError` may carry; each needs a sentence with the remedy.
READ_CODES: Final = (
    "file_missing",
    "file_not_readable",
    "file_empty",
    "file_binary",
    "file_encrypted",
    "file_damaged",
    "file_is_web_page",
    "file_is_archive",
    "encoding_unknown",
    "encoding_not_text",
    "delimiter_unknown",
    "sheet_unknown",
    "json_broken",
    "json_without_rows",
    "mapping_broken",
    "file_too_large",
    "bank_columns",
    "script_column_missing",
    "script_none_found",
    "script_toml_broken",
)


class ReadError(Refusal):
    """A whole file cannot be read; a single bad row never raises it.

    `code` is one of `READ_CODES`; `facts` name the file and what was found in it.
    """
