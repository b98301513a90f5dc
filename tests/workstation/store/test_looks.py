from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from workstation.domain.picture import PictureFacts
from workstation.domain.refusal import Refusal
from workstation.pictures.look import turned
from workstation.store.looks import Looks, Made


@pytest.fixture
def looks(tmp_path: Path) -> Iterator[Looks]:
    made = Looks(tmp_path / "pictures.db")
    yield made
    made.close()


def facts(number: int, points: int | None) -> PictureFacts:
    look = "" if points is None else f"{points:064x}"
    return PictureFacts(f"{number:064x}", 1, "image/jpeg", 4, 3, look=look)


def test_what_was_found_out_is_kept(looks: Looks) -> None:
    one = facts(1, 5)
    looks.keep([one, one])
    assert looks.facts(one.sha256) == one
    assert looks.facts("f" * 64) is None
    assert looks.unknown([one.sha256, "f" * 64, "f" * 64]) == ["f" * 64]
    looks.refuse("f" * 64, Refusal("picture_broken", name="a", reason="cut"))
    with pytest.raises(Refusal, match="picture_broken"):
        looks.facts("f" * 64)


def test_all_within_seven_points_are_found_and_nothing_else(tmp_path: Path) -> None:
    looks = Looks(tmp_path / "pictures.db")
    dice = random.Random(3)
    asked = dice.getrandbits(255)
    near = []
    for count in range(12):
        for _ in range(25):
            flips = dice.sample(range(64), count)
            near.append((count, asked ^ sum(1 << place for place in flips)))
    looks.keep([facts(n, points) for n, (_, points) in enumerate(near)])
    looks.keep([facts(1_000 + n, dice.getrandbits(255)) for n in range(3_000)])
    for most in (0, 3, 7):
        found = {int(one.sha256, 16): one for one in looks.alike((asked,), most, 255)}
        assert set(found) == {n for n, (count, _) in enumerate(near) if count <= most}
    told = looks.alike((asked,), 7, 4)
    assert {one.distance for one in told} == {0, 1, 2, 3, 4}
    assert [one.distance for one in told] == sorted(one.distance for one in told)
    looks.close()


@pytest.mark.parametrize("place", range(8))
def test_a_turned_picture_is_found(looks: Looks, place: int) -> None:
    points = random.Random(place).getrandbits(255)
    looks.keep([facts(1, turned(points)[place])])
    (found,) = looks.alike(turned(points), 0, 0)
    assert (found.distance, found.turned) == (0, place > 0)


def test_a_picture_of_one_shade_is_like_none(looks: Looks) -> None:
    looks.keep([facts(1, None), facts(2, None), facts(3, 0)])
    assert [one.sha256 for one in looks.alike((0,), 7, 99)] == [facts(3, 0).sha256]


def test_very_many_alike_are_bounded(looks: Looks) -> None:
    looks.keep([facts(n, 77) for n in range(500)])
    assert len(looks.alike((77,), 7, 56)) == 200


def test_copies_are_remembered_until_they_are_forgotten(looks: Looks) -> None:
    one, other = Made("c1", 4, 3, 9), Made("c2", 2, 1, 5)
    looks.keep_copy("a", "out", one)
    looks.keep_copy("a", "small", other)
    looks.keep_copy("b", "out", one)
    assert looks.copy_of("a", "out") == one
    assert looks.copied() == ["a", "b"]
    assert looks.forget_copies("a") == ["c2"]  # the other still belongs to b
    assert looks.copy_of("a", "out") is None


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "pictures.db"
    path.write_bytes(b"no database at all" * 400)
    looks = Looks(path)
    looks.keep([facts(1, 5)])
    assert looks.facts(facts(1, 5).sha256) is not None
    looks.close()
    with pytest.raises(Refusal, match="desk_closed"):
        looks.copied()
