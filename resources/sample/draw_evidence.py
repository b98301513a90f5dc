"""Draw the sample's evidence pictures: simple sketches of damaged parcels, no photographs.

Run from the top of the checkout: `python -m resources.sample.draw_evidence`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

_SIZE = (960, 720)
_CARD = (196, 154, 108)
_DARK = (142, 106, 70)
_INK = (40, 36, 32)

Painter = Callable[[ImageDraw.ImageDraw, random.Random], None]


def main() -> None:
    """Write the pictures to the folder `evidence` beside this file."""
    folder = Path(__file__).parent / "evidence"
    folder.mkdir(exist_ok=True)
    for place, (name, paint) in enumerate(_PICTURES.items()):
        chance = random.Random(place)
        picture = _ground(chance)
        paint(ImageDraw.Draw(picture), chance)
        soft = picture.filter(ImageFilter.GaussianBlur(0.8))
        soft.save(folder / f"{name}.jpg", quality=72, optimize=True)


def _ground(chance: random.Random) -> Image.Image:
    """A table top with a soft light."""
    tint = chance.randint(150, 205)
    picture = Image.new("RGB", _SIZE)
    pen = ImageDraw.Draw(picture)
    for row in range(_SIZE[1]):
        light = tint + 30 - row * 60 // _SIZE[1]
        pen.line([(0, row), (_SIZE[0], row)], fill=(light, light - 6, light - 14))
    return picture


def _box(pen: ImageDraw.ImageDraw, dent: int = 0) -> None:
    """A carton seen from the corner; `dent` pushes its upper right corner in."""
    top = [(240, 240), (500, 170), (760 - dent, 240 + dent), (500, 320)]
    pen.polygon([(240, 240), (500, 320), (500, 600), (240, 510)], fill=_CARD, outline=_INK)
    right = [(500, 320), (760 - dent, 240 + dent), (760, 510), (500, 600)]
    pen.polygon(right, fill=_DARK, outline=_INK)
    pen.polygon(top, fill=(216, 176, 130), outline=_INK)
    pen.line([(370, 205), (630 - dent // 2, 280 + dent // 2)], fill=(230, 214, 170), width=34)
    pen.rectangle([280, 380, 400, 470], fill=(245, 245, 240), outline=_INK)
    for place in range(9):
        pen.line([(292 + place * 11, 395), (292 + place * 11, 440)], fill=_INK, width=2 + place % 3)


def _crack(pen: ImageDraw.ImageDraw, chance: random.Random, x: int, y: int, width: int) -> None:
    """A jagged line downwards with a few branches."""
    path = [(x, y)]
    for _ in range(7):
        last = path[-1]
        path.append((last[0] + chance.randint(-24, 24), last[1] + chance.randint(14, 30)))
    pen.line(path, fill=_INK, width=width)
    for place in (2, 4, 5):
        start = path[place]
        end = (start[0] + chance.choice((-1, 1)) * chance.randint(24, 54), start[1] + 22)
        pen.line([start, end], fill=_INK, width=width - 1)


def _corner(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    _box(pen, dent=95)
    _crack(pen, chance, 640, 330, 4)


def _torn(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    _box(pen)
    edge = [(560 + place * 24, 400 + chance.randint(-28, 28)) for place in range(7)]
    pen.polygon([*edge, (700, 520), (560, 540)], fill=(46, 38, 30), outline=(230, 200, 160))


def _wet(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    _box(pen)
    for _ in range(16):
        x, y, size = chance.randint(250, 470), chance.randint(430, 520), chance.randint(20, 60)
        pen.ellipse([x, y, x + size, y + size // 2], fill=(128, 94, 62))


def _vase(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    outline = [(430, 170), (530, 170), (505, 260), (600, 420), (540, 600), (420, 600), (360, 420)]
    pen.polygon([*outline, (455, 260)], fill=(168, 204, 214), outline=_INK)
    _crack(pen, chance, 470, 300, 5)
    pen.polygon([(500, 170), (560, 140), (530, 230)], fill=(210, 205, 190), outline=_INK)


def _screen(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    pen.rounded_rectangle([200, 150, 760, 510], 12, fill=(28, 30, 34), outline=_INK)
    pen.rectangle([222, 172, 738, 488], fill=(58, 66, 80))
    pen.polygon([(440, 510), (520, 510), (560, 610), (400, 610)], fill=(70, 72, 76))
    for _ in range(9):
        x, y = 560 + chance.randint(-180, 160), 300 + chance.randint(-120, 170)
        pen.line([(560, 300), (x, y)], fill=(220, 224, 230), width=3)


def _fruit(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    pen.rectangle([200, 220, 760, 600], fill=(232, 226, 214), outline=_INK)
    for row in range(5):
        for column in range(8):
            x, y = 225 + column * 66, 240 + row * 70
            bad = chance.random() < 0.35
            fill = (72, 52, 44) if bad else (164, 24, 44)
            pen.ellipse([x, y, x + 56, y + 56], fill=fill, outline=(60, 20, 24))


_PICTURES: dict[str, Painter] = {
    "box-corner": _corner,
    "box-torn": _torn,
    "box-wet": _wet,
    "fruit-spoiled": _fruit,
    "screen-cracked": _screen,
    "vase-broken": _vase,
}

if __name__ == "__main__":
    main()
