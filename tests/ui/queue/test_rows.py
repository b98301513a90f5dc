from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.queue.rows import masked, next_change
from ui.text.times import DAY, HOUR, time_left

NOW = 1_782_000_000_000


@given(st.integers(-20 * DAY, 20 * DAY), st.floats(0, 1))
def test_a_chip_reads_the_same_until_it_is_told_anew(rest: int, share: float) -> None:
    due = NOW + rest
    change = next_change(due, NOW)
    assert NOW < change <= NOW + HOUR + 1
    before = NOW + int((change - 1 - NOW) * share)
    assert time_left(due, before) == time_left(due, NOW)


def test_a_chip_turns_over_at_the_moment_told() -> None:
    due = NOW + 5 * 60_000
    change = next_change(due, NOW)
    assert time_left(due, change) != time_left(due, NOW)
    assert next_change(None, NOW) == 0
    assert next_change(due, NOW, paused=True) == 0


def test_a_phone_keeps_its_ends_only() -> None:
    assert masked("13812345678") == "138****5678"
    assert masked("076912345") == "***2345"
    assert masked("95338") == "95338"
    assert masked("") == ""
