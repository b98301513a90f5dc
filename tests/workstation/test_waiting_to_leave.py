"""How long messages wait and may be, as a desk's settings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from workstation import settings
from workstation.domain.refusal import Refusal
from workstation.settings import Settings


def test_no_wait_at_all_is_kept_though_it_is_not_the_usual(tmp_path: Path) -> None:
    settings.write(tmp_path, Settings(undo_seconds=0, chat_longest=0))
    told = settings.read(tmp_path)
    assert (told.undo_seconds, told.chat_longest) == (0, 0)
    settings.write(tmp_path, Settings())
    assert settings.read(tmp_path).undo_seconds == 15


@pytest.mark.parametrize(
    "line", ["undo_seconds = 61", "undo_seconds = -1", "undo_seconds = true", "sms_parts = 256"]
)
def test_what_is_beyond_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(line, "utf-8")
    with pytest.raises(Refusal, match="settings_value") as caught:
        settings.read(tmp_path)
    assert caught.value.facts["name"] == line.partition(" ")[0]
