"""How large and how many evidence pictures may be, and what their copies look like: as data.

The file is `rules/pictures.toml`; docs/claims.md describes it. Where it is missing, the figures
below stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, root

MEGA: Final = 1_000_000
#: What each figure may be, least and most. More bytes than an attachment may have are never taken.
_RANGES: Final = {
    "megapixels": (1, 100),
    "megabytes": (1, 50),
    "pictures": (1, 500),
    "all_megabytes": (1, 2_000),
    "pages": (1, 500),
    "frames": (1, 10_000),
    "long_edge": (400, 4_000),
    "quality": (50, 95),
    "thumbnail": (64, 512),
    "alike": (0, 7),
    "alike_fine": (0, 96),
}


@dataclass(frozen=True, slots=True)
class PictureRules:
    """The figures in force.

    One picture has at most so many `megapixels` and `megabytes`, a claim at most so many `pictures`
    and `all_megabytes`, a PDF or TIFF so many `pages`, an animation so many `frames`. Copies have a
    `long_edge` in pixels and a JPEG `quality`, small ones the side `thumbnail`. Two looks are alike
    when they differ in at most `alike` of their 64 coarse points and `alike_fine` of all 255.
    """

    version: str = ""
    megapixels: int = 50
    megabytes: int = 50
    pictures: int = 60
    all_megabytes: int = 500
    pages: int = 200
    frames: int = 1_000
    long_edge: int = 1_600
    quality: int = 85
    thumbnail: int = 256
    alike: int = 7
    alike_fine: int = 56

    @property
    def most_bytes(self) -> int:
        """The largest file, in bytes."""
        return self.megabytes * 1_048_576

    @property
    def most_pixels(self) -> int:
        """The largest picture, in pixels."""
        return self.megapixels * MEGA

    def check_one(self, size: int, name: str) -> None:
        """Whether one file is small enough; raises `Refusal("picture_heavy")`."""
        if size > self.most_bytes:
            told = f"{size / 1_048_576:.1f}"
            raise Refusal("picture_heavy", name=name, megabytes=told, most=self.megabytes)

    def check_more(self, count: int, size: int, name: str) -> None:
        """Whether one more fits; `count` and `size` in bytes are with it.

        Raises `Refusal`: too_many_pictures, pictures_too_large.
        """
        if count > self.pictures:
            raise Refusal("too_many_pictures", name=name, most=self.pictures)
        if size > self.all_megabytes * 1_048_576:
            raise Refusal("pictures_too_large", name=name, most=self.all_megabytes)


def picture_rules_from(data: Mapping[str, object]) -> PictureRules:
    """Build the rules of a file's data; raises `Refusal` (`rule_*`) with the place."""
    top = root(data)
    top.only("format", "version", "limits", "copies", "alike")
    told: dict[str, int] = {}
    for name, known in (
        ("limits", ("megapixels", "megabytes", "pictures", "all_megabytes", "pages", "frames")),
        ("copies", ("long_edge", "quality", "thumbnail")),
        ("alike", ("coarse", "fine")),
    ):
        table = top.table(name)
        table.only(*known)
        for item in table.values:
            told[_FIELDS.get(item, item)] = _figure(table, item)
    return PictureRules(version=top.text("version"), **told)


_FIELDS: Final = {"coarse": "alike", "fine": "alike_fine"}
assert set(_RANGES) == {item.name for item in fields(PictureRules)} - {"version"}


def _figure(table: Table, name: str) -> int:
    value = table.whole(name)
    least, most = _RANGES[_FIELDS.get(name, name)]
    if not least <= value <= most:
        raise Refusal(
            "rule_value", place=table.at(name), value=value, expected=f"{least} to {most}"
        )
    return value
