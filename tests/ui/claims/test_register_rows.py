"""What the register says of its lines: which number counts, and why a line does not."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from ui.claims.register_rows import COLUMNS, RegisterRows
from workstation.domain.claim import Print
from workstation.store.reading_papers import RegisterLine

LINE = Print("p", "c", 0, "claim_form", "LP2026-000061", 0, "a", "0" * 64, 1, reason="客户要")


@pytest.mark.parametrize(
    ("bears", "void", "told"),
    [
        ("LP2026-000061", None, "客户要"),
        ("", None, "客户要"),
        ("LP2026-000021", None, "LP2026-000021 counts instead · 客户要"),
        ("LP2026-000021", 5, "Void: 打错 · 客户要"),
    ],
)
def test_a_line_says_why_it_counts_no_more(
    qapp: QApplication, bears: str, void: int | None, told: str
) -> None:
    line = replace(LINE, voided_at=void, void_reason="打错" if void else "")
    rows = RegisterRows(ZoneInfo("Asia/Shanghai"))
    rows.show_lines([RegisterLine(line, "C5-0001", "", "邓佩珊", bears=bears)])
    place = [name for name, _width in COLUMNS].index("reason")
    assert rows.data(rows.index(0, place)) == told
