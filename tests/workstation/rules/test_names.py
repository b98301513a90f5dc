"""Names of classes that are kept from one start to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workstation.rules import loading
from workstation.rules.names import class_names

KEPT = "class_names.json"


def test_names_are_those_of_the_rules(tmp_path: Path) -> None:
    catalogue = loading.load().catalogue
    for _ in range(2):  # read from the rules, then from what was kept
        name = class_names(tmp_path)
        for code in catalogue.codes:
            assert name(code, "zh_CN") == catalogue.name(code, "zh_CN")
            assert name(code, "en") == catalogue.name(code, "en")
        assert name("no.such", "en") == "no.such"
        assert (tmp_path / KEPT).is_file()


def test_kept_names_serve_without_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_names(tmp_path)
    monkeypatch.setattr(loading, "load", lambda: pytest.fail("the rules were read"))
    assert class_names(tmp_path)("timeliness", "en") != "timeliness"


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"of": 1}', '{"of": null, "names": 3}'])
def test_damaged_or_old_names_are_made_anew(tmp_path: Path, damaged: str) -> None:
    class_names(tmp_path)
    (tmp_path / KEPT).write_text(damaged, encoding="utf-8")
    assert class_names(tmp_path)("timeliness", "en") != "timeliness"
    assert json.loads((tmp_path / KEPT).read_text("utf-8"))["names"]


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    assert class_names(tmp_path / "missing")("timeliness", "en") != "timeliness"
