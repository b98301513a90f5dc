"""Whether conditions follow from one another, as far as that can be told without any facts."""

from __future__ import annotations

from collections.abc import Iterable

from workstation.domain.condition import Condition

_FAR = 2**62


def covers(before: Iterable[Condition], after: Iterable[Condition]) -> bool:
    """Whether whatever meets all of `after` surely meets all of `before`, too."""
    stronger = tuple(after)
    return all(any(_implies(one, weaker) for one in stronger) for weaker in before)


def impossible(conditions: Iterable[Condition]) -> Condition | None:
    """A condition that nothing can meet together with the others; None where none is found."""
    told = tuple(conditions)
    for one in told:
        if one.test == "in" and not one.wanted:
            return one
        lowest = max((_bounds(it)[0] for it in told if it.fact == one.fact), default=-_FAR)
        highest = min((_bounds(it)[1] for it in told if it.fact == one.fact), default=_FAR)
        if lowest > highest:
            return one
    return None


def _implies(strong: Condition, weak: Condition) -> bool:
    """Whether `weak` holds wherever `strong` does."""
    if strong.fact != weak.fact:
        return False
    if strong == weak:
        return True
    if weak.test == "in":
        return strong.test == "in" and all(_within(one, weak.wanted) for one in strong.wanted)
    if weak.test == "not_in":
        return strong.test == "not_in" and all(_within(one, strong.wanted) for one in weak.wanted)
    if weak.test == "words":
        return strong.test == "words" and set(strong.wanted) <= set(weak.wanted)
    if weak.test == "known":
        return weak.wanted == (True,) and strong.test == "in" and all(strong.wanted)
    low, high = _bounds(weak)
    strong_low, strong_high = _bounds(strong)
    numbers = strong.test in ("min", "max", "above", "below") or _whole(strong)
    return numbers and strong_low >= low and strong_high <= high


def _within(value: object, wanted: tuple[object, ...]) -> bool:
    """Whether a code is among others, or below one of them."""
    return any(
        type(value) is type(one)
        and (value == one or (isinstance(value, str) and value.startswith(f"{one}.")))
        for one in wanted
    )


def _whole(condition: Condition) -> bool:
    return condition.test == "in" and all(type(one) is int for one in condition.wanted)


def _bounds(condition: Condition) -> tuple[int, int]:
    """The least and the greatest whole number that meets a condition on a number."""
    if _whole(condition) and condition.wanted:
        numbers = [one for one in condition.wanted if isinstance(one, int)]
        return min(numbers), max(numbers)
    number = condition.wanted[0] if condition.wanted else None
    if not isinstance(number, int):
        return -_FAR, _FAR
    spans = {
        "min": (number, _FAR),
        "above": (number + 1, _FAR),
        "max": (-_FAR, number),
        "below": (-_FAR, number - 1),
    }
    return spans.get(condition.test, (-_FAR, _FAR))
