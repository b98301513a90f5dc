from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui import language, translations
from ui.initials import fits, initials


def test_everything_is_translated() -> None:
    assert translations.problems(translations.ts_file()) == []


def test_the_file_of_translations_knows_every_string_of_the_sources(tmp_path: Path) -> None:
    if shutil.which(translations.tool("pyside6-lupdate")) is None:
        pytest.skip("Qt's tools are not installed here")
    fresh = tmp_path / "fresh.ts"
    assert translations.update(fresh) == 0
    known, wanted = (set(translations.messages(f)) for f in (translations.ts_file(), fresh))
    assert sorted(wanted - known) == []


def test_no_string_to_translate_hides_inside_another_one() -> None:
    """Qt's tool does not look into the braces of a string: what stands there stays English."""
    root = Path(translations.__file__).parent
    hidden = [
        f"{file.relative_to(root)}:{call.lineno}"
        for file in sorted(root.rglob("*.py"))
        for outer in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in ("tr", "translate")
        if any(isinstance(one, ast.Constant) for one in call.args)
    ]
    assert hidden == []


def test_what_qt_reads_is_made_from_the_newest_translations(qapp: QApplication) -> None:
    language.install(qapp, "zh_CN")
    wrong = [
        (context, source)
        for (context, source), text in translations.messages(translations.ts_file()).items()
        if text and qapp.translate(context, source) != text
    ]
    language.install(qapp, "en")
    assert wrong == []


def test_a_lost_placeholder_is_found(tmp_path: Path) -> None:
    file = tmp_path / "x.ts"
    file.write_text(
        "<TS><context><name>a</name>"
        "<message><source>Take {n}</source><translation>取</translation></message>"
        "<message><source>a = b</source><translation type='unfinished'></translation></message>"
        "</context></TS>",
        encoding="utf-8",
    )
    found = translations.problems(file)
    assert len(found) == 2
    assert translations.missing(file) == ["## a", "a \\= b="]
    assert translations.fill(file, "## a\na \\= b=甲 = 乙\nTake {n}=取 {n}") == 0
    assert translations.problems(file) == []
    assert translations.main(["nonsense"]) == 2


def test_the_language_is_the_wanted_one_else_the_systems() -> None:
    assert language.choose("zh_CN") == "zh_CN"
    assert language.choose("zh_TW") == "zh_CN"
    assert language.choose("de") == "en"
    assert language.choose() in language.LANGUAGES


def test_the_program_speaks_the_language_that_stands(qapp: QApplication) -> None:
    language.install(qapp, "zh_CN")
    assert (language.current(), language.product_name()) == ("zh_CN", "售后工作台")
    language.install(qapp, "en")
    assert (language.current(), language.product_name()) == ("en", "Aftercare")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("转派小组", "zpxz"),
        ("取下一单", "qxyd"),
        ("Take next", "tn"),
        ("导入 CSV…", "drc"),
        ("", ""),
    ],
)
def test_first_letters(text: str, letters: str) -> None:
    assert initials(text) == letters


def test_the_better_fit_comes_first() -> None:
    assert fits("导", "导入…") > fits("入", "导入…") > fits("dr", "导入…") > fits("r", "导入…") > 0
    assert fits("x", "导入…") == 0
    assert fits("", "导入…") == 1
    assert fits("next take", "Take next ticket") == 1
