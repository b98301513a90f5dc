from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from ui.shell.memory import FILE, Memory


def test_what_is_kept_is_there_the_next_day(tmp_path: Path) -> None:
    first = Memory(tmp_path)
    first.keep_bytes("geometry", QByteArray(b"\x00\x01\xff"))
    first.keep_facts("pages", {"view": "view:mine", "宽": [1, 2]})
    first.keep_number("scale", 125)
    first.save()
    again = Memory(tmp_path)
    assert again.bytes_of("geometry") == QByteArray(b"\x00\x01\xff")
    assert again.facts_of("pages") == {"view": "view:mine", "宽": [1, 2]}
    assert again.number_of("scale", 100) == 125


def test_what_is_missing_or_broken_counts_as_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[General]\npages={broken\nscale=big\n", encoding="utf-8")
    memory = Memory(tmp_path)
    assert memory.facts_of("pages") == {}
    assert memory.number_of("scale", 100) == 100
    assert memory.bytes_of("geometry").isEmpty()
