"""Finding the files that the product carries."""

from __future__ import annotations

import pytest

import resources


def test_a_resource_is_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert resources.path("forms/claim_form.zh.toml").is_absolute()
    assert "理赔申请书" in resources.read_text("forms/claim_form.zh.toml")
    assert resources.path("fonts").is_dir()


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"fonts/none\.ttf"):
        resources.path("fonts/none.ttf")


@pytest.mark.parametrize("name", ["../README.md", "/etc/hosts", "fonts/../../main.py"])
def test_names_cannot_lead_outside(name):
    with pytest.raises(ValueError, match="outside"):
        resources.path(name)
