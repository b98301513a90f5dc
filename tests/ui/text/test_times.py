from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui import language
from ui.text import times
from ui.text.times import DAY, HOUR, MINUTE

NOW = 1_763_700_000_000  # 2025-11-21 12:40 in Shanghai
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("rest", "text", "look"),
    [
        (2 * HOUR + 5 * MINUTE, "2 h 05 left", "time_calm"),
        (HOUR + 59 * MINUTE, "1 h 59 left", "time_soon"),
        (9 * MINUTE, "9 min left", "time_soon"),
        (0, "0 min left", "time_soon"),
        (-30 * MINUTE, "overdue 30 min", "time_overdue"),
        (-DAY, "overdue 1 d", "time_overdue"),
        (3 * DAY + 4 * HOUR, "3 d 4 h left", "time_calm"),
        (12 * DAY + 4 * HOUR, "12 d left", "time_calm"),
    ],
)
def test_time_left_is_said_in_two_units_with_its_colour(rest: int, text: str, look: str) -> None:
    assert times.time_left(NOW + rest, NOW) == times.TimeLeft(text, look)


def test_without_a_limit_nothing_is_said_and_a_paused_one_stands_still() -> None:
    assert times.time_left(None, NOW).text == ""
    assert times.time_left(NOW - HOUR, NOW, paused=True) == times.TimeLeft("paused", "time_paused")


def test_time_left_in_chinese(qapp: QApplication) -> None:
    language.install(qapp, "zh_CN")
    assert times.time_left(NOW + 2 * HOUR + 5 * MINUTE, NOW).text == "剩 2 小时 05"
    assert times.time_left(NOW - DAY, NOW).text == "超时 1 天"
    language.install(qapp, "en")


@pytest.mark.parametrize(
    ("past", "text"),
    [(0, "just now"), (5 * MINUTE, "5 min ago"), (3 * HOUR, "3 h ago"), (8 * DAY, "8 d ago")],
)
def test_how_long_ago(past: int, text: str) -> None:
    assert times.ago(NOW - past, NOW) == text


def test_a_moment_leaves_out_what_goes_without_saying() -> None:
    assert times.moment(NOW, SHANGHAI, NOW) == "12:40"
    assert times.moment(NOW - 10 * DAY, SHANGHAI, NOW) == "11-11 12:40"
    assert times.moment(NOW - 400 * DAY, SHANGHAI, NOW) == "2024-10-17 12:40"
    assert times.moment(NOW, SHANGHAI) == "2025-11-21 12:40"
    assert times.full_moment(NOW, SHANGHAI) == "2025-11-21 12:40:00"
    assert (times.day(NOW, SHANGHAI), times.clock(NOW, SHANGHAI)) == ("2025-11-21", "12:40")
    assert [f(None, SHANGHAI) for f in (times.moment, times.full_moment, times.day)] == [""] * 3
    assert times.ago(None, NOW) == ""


@given(st.integers(-(10**12), 10**12))
def test_every_span_has_words(rest: int) -> None:
    said = times.time_left(NOW + rest, NOW)
    assert said.text
    assert "{" not in said.text
    assert (said.look == "time_overdue") == (rest < 0)
