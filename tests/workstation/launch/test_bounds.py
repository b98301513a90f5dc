"""Whether an active environment may be used as it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement
from packaging.version import Version

from workstation.launch import bounds

numbers = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(tuple)


@given(numbers, numbers, st.sampled_from([">=", "<=", "<", ">", "==", "!="]))
def test_comparison_agrees_with_the_packaging_library(
    found: tuple[int, ...], bound: tuple[int, ...], relation: str
) -> None:
    text = f"thing{relation}{'.'.join(map(str, bound))}"
    expected = Version(".".join(map(str, found))) in Requirement(text).specifier
    assert bounds.fits(text, {"thing": found}) == expected


def test_extras_and_spelling_of_names_do_not_matter() -> None:
    assert bounds.fits("Psycopg_Pool[binary,pool] >=3.3, <4", {"psycopg-pool": (3, 4)})
    assert not bounds.fits("psycopg[binary]>=3.3", {})


def test_versions_are_read_from_metadata_folders(tmp_path: Path) -> None:
    for name in ("PySide6_Essentials-6.11.3", "tz.data-2026.6rc1", "notes"):
        (tmp_path / f"{name}.dist-info").mkdir()
    assert bounds.installed_versions([str(tmp_path), "", "/no/such/folder"]) == {
        "pyside6-essentials": (6, 11, 3),
        "tz-data": (2026, 6),
    }


def test_the_first_folder_on_the_path_wins(tmp_path: Path) -> None:
    for folder, version in (("near", "2.0"), ("far", "1.0")):
        (tmp_path / folder / f"thing-{version}.dist-info").mkdir(parents=True)
    found = bounds.installed_versions([str(tmp_path / "near"), str(tmp_path / "far")])
    assert found == {"thing": (2, 0)}


def test_this_environment_suffices_and_an_empty_one_does_not(tmp_path: Path) -> None:
    assert bounds.suffices("test", sys.path)
    assert not bounds.suffices("run", [str(tmp_path)])


def test_a_version_that_breaks_signals_is_refused() -> None:
    needed = next(text for text in bounds.requirements("run") if text.startswith("PySide6"))
    assert not bounds.fits(needed, {"pyside6-essentials": (6, 12)})
    assert bounds.fits(needed, {"pyside6-essentials": (6, 8)})


def test_nonsense_in_the_project_file_is_named() -> None:
    with pytest.raises(ValueError, match="pyproject"):
        bounds.fits("???", {})
