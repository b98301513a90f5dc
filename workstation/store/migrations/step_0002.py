"""The second schema: numbers with something behind a dash are found by the end before it.

A telephone number may be kept with its extension (17012345678-1234), a waybill with the number
of one of its pieces (JDVA01234567890-1-2). The indexes hold only such rows, by the last four
characters before the first dash.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = tuple(
    f"CREATE INDEX {table}_{column}_head ON {table}"
    f"(substr(substr({column},1,instr({column},'-')-1),-4)) WHERE instr({column},'-')>0"
    for table, column in (("ticket", "phone"), ("ticket", "waybill"), ("customer", "phone"))
)
