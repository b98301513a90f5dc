"""Shares and differences of shares, by the examples that were published with the methods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.shares import Share, difference, newcombe, wilson


@pytest.mark.parametrize(
    ("good", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_as_newcombe_printed_it(
    good: int, of: int, low: float, high: float
) -> None:
    assert wilson(good, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_method_ten_as_he_printed_it(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    assert newcombe(*first, *second) == pytest.approx((low, high), abs=5e-5)
    back = newcombe(*second, *first)
    assert back == pytest.approx((-high, -low), abs=5e-5)


def test_what_is_too_little_says_so() -> None:
    assert difference(Share(3, 3), Share(0, 3)).verdict == "few"
    assert difference(Share(0, 0), Share(4, 9)).value is None
    assert difference(Share(5, 10), Share(7, 10)).verdict == "unclear"
    assert difference(Share(48, 80), Share(56, 70)).verdict == "higher"
    assert difference(Share(56, 70), Share(48, 80)).verdict == "lower"


def test_of_nothing_everything_is_possible() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).bounds == (0.0, 1.0)
    assert newcombe(0, 0, 5, 9) == (-1.0, 1.0)


@pytest.mark.parametrize("pair", [(3, 2), (-1, 2)])
def test_more_good_ones_than_there_are(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(*pair)
    with pytest.raises(ValueError, match="of"):
        newcombe(*pair, 0, 0)


_SHARES = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(first=_SHARES, second=_SHARES)
def test_intervals_hold_what_was_seen(first: tuple[int, int], second: tuple[int, int]) -> None:
    share = first[0] / first[1]
    low, high = wilson(*first)
    assert 0.0 <= low <= share <= high <= 1.0
    gap = share - second[0] / second[1]
    low, high = newcombe(*first, *second)
    assert -1.0 <= low <= gap <= high <= 1.0
