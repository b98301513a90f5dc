"""Every rule file as tables; what is written there stands in the file, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from ui.rules.rows import Cell, edit_of, free_code
from ui.rules.sheets import Makes
from ui.text import rules as told
from ui.text.conditions import in_words
from workstation.domain.refusal import Refusal
from workstation.rules.files import Folder
from workstation.rules.making import files_of

ROOT = Path(resources.path("rules")).parent
FILES = files_of(Folder(ROOT))


def text_of(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_every_shipped_file_has_a_name_and_its_cells_can_be_written(file: str) -> None:
    assert told.file_name(file) != file
    text = text_of(file)
    written = 0
    for sheet in Makes(str, [("office", "Working days")]).sheets(file, text):
        assert all(len(row.cells) == len(sheet.columns) for row in sheet.rows)
        kinds: set[str] = set()
        for row in sheet.rows:
            for cell in row.cells:
                if cell.kind in ("text", "yuan", "hours") and cell.kind not in kinds:
                    kinds.add(cell.kind)
                    made = edit_of(cell, cell.value if cell.kind != "text" else "另一个")(text)
                    assert (made == text) == (cell.kind != "text") or cell.kind == "hours"
                    written += 1
    others = ("scripts", "calendars", "rules", "forms")
    assert written or "\n[[" not in text or file.split("/")[0] in others


def test_hours_are_written_as_people_say_them() -> None:
    cell = Cell("", "hours.sat", "hours", "")
    text = text_of("calendars/office.toml")
    made = edit_of(cell, "9:00-12:00，13:30–18:00")(text)
    assert 'sat = [["09:00", "12:00"], ["13:30", "18:00"]]' in made
    with pytest.raises(Refusal) as caught:
        edit_of(cell, "in the morning")
    assert caught.value.code == "rule_value"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("30 min", (30, 0)),
        ("1.5 h", (90, 0)),
        ("2小时", (120, 0)),
        ("3 个工作日", (0, 3)),
        ("3 d", (0, 3)),
        ("45", (45, 0)),
        ("", (0, 0)),
        ("–", (0, 0)),
        ("1.5 d", None),
        ("soon", None),
    ],
)
def test_lengths_are_read_in_both_languages(typed: str, read: tuple[int, int] | None) -> None:
    assert told.read_length(typed) == read


def test_conditions_are_said_in_words() -> None:
    when = {
        "value_fen": {"min": "high"},
        "class_code": {"not_in": ["praise"]},
        "destination": {"known": True},
        "vip": True,
    }
    said = in_words(when, {"praise": "Praise"}.__getitem__, {"high": 200_000})
    assert said == (
        "Value of the goods ≥ ¥2,000.00; Class: not Praise; Destination: known;"
        " Important customer: yes"
    )
    assert in_words({}, str, {}) == "Every ticket"


def test_a_copied_row_gets_a_code_of_its_own() -> None:
    assert free_code("claims-1", {"claims-1", "claims-2"}) == "claims-3"
    assert free_code("late", {"late"}) == "late-2"
