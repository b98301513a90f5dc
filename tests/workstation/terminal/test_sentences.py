"""What a terminal says when something is refused."""

from __future__ import annotations

import pytest

from workstation.domain.refusal import Refusal
from workstation.readers.errors import READ_CODES
from workstation.terminal.sentences import _SENTENCES, sentence


@pytest.mark.parametrize("code", READ_CODES)
def test_a_file_that_cannot_be_read_gets_a_sentence(code: str) -> None:
    assert code in _SENTENCES
    assert "a.csv" in sentence(Refusal("file_missing", file="a.csv"))


def test_an_unknown_code_is_told_with_its_facts() -> None:
    assert sentence(Refusal("never_heard", number="7-1")) == "never heard (number: 7-1)"
    assert sentence(Refusal("sheet_unknown")) == "sheet unknown"
