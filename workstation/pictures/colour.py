"""Any picture as an upright one in sRGB, made smaller on the way so that little is held at once."""

from __future__ import annotations

from io import BytesIO
from typing import Final, cast

from PIL import Image, ImageCms

_STRIP: Final = 1_048_576  # pixels that are converted at a time
_PROFILE: Final = 4 * 1_048_576  # bytes of a colour profile that are looked into
_SPACES: Final = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}
_WHITE: Final = (255, 255, 255)
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def plain(image: Image.Image, orientation: int, edge: int, *, true: bool = True) -> Image.Image:
    """An upright RGB picture whose longer side is at most `edge` pixels, with nothing beside it.

    What is seen through lies on white. With `true` colours, a profile is brought to sRGB; one that
    is broken or belongs to another colour mode is passed over, as browsers do.
    """
    profile = image.info.get("icc_profile") if true else None
    wanted = fitted(image.width, image.height, edge)
    image.draft(None, wanted)  # a JPEG is decoded no larger than needed
    image.load()
    small = image if _stays(image, edge) else _shrunk(image, edge)
    if small.mode in _SPACES and profile:
        small = _to_srgb(small, profile)
    if small.mode == "LAB":
        small = _from_lab(small)
    if small.mode != "RGB":
        small = small.convert("RGB")
    size = fitted(small.width, small.height, edge)
    if small.size != size:
        small = small.resize(size, Image.Resampling.LANCZOS)
    if orientation in _TURNS:
        clean = small.transpose(_TURNS[orientation])
    else:
        clean = small.copy() if small is image else small
    clean.info = {}
    return clean


def fitted(width: int, height: int, edge: int) -> tuple[int, int]:
    """The size that a picture has when its longer side is at most `edge`."""
    longer = max(width, height)
    if longer <= edge:
        return width, height
    return max(1, round(width * edge / longer)), max(1, round(height * edge / longer))


def _stays(image: Image.Image, edge: int) -> bool:
    """Whether the picture is plain and small enough already: a large one is not held twice."""
    return image.mode == "RGB" and "transparency" not in image.info and max(image.size) < 4 * edge


def _shrunk(image: Image.Image, edge: int) -> Image.Image:
    """The picture in a plain mode, at most four times as long as wanted, made strip by strip."""
    factor = max(1, max(image.size) // (2 * edge))
    factor = min(factor, *image.size)
    lightest = _lightest(image)
    height = max(factor, _STRIP // max(1, image.width) // factor * factor)
    made: Image.Image | None = None
    for top in range(0, image.height, height):
        box = (0, top, image.width, min(top + height, image.height))
        part = _simple(image.crop(box), lightest)
        if factor > 1:
            part = part.reduce(factor)
        if made is None:
            full = -(-image.height // factor)
            made = Image.new(part.mode, (part.width, full))
        made.paste(part, (0, top // factor))
    assert made is not None
    return made


def _lightest(image: Image.Image) -> float:
    """What counts as white in a mode that has no fixed white."""
    if image.mode.startswith("I;16"):
        return 65_535.0
    if image.mode not in ("I", "F"):
        return 255.0
    _, most = cast("tuple[float, float]", image.getextrema())
    if image.mode == "F" and 0 < most <= 1:
        return 1.0
    return 255.0 if most <= 255 else max(float(most), 65_535.0)


def _simple(part: Image.Image, lightest: float) -> Image.Image:
    """A strip as L, RGB, CMYK or LAB."""
    if part.mode.startswith("I;16"):
        part = part.convert("I")
    if part.mode in ("I", "F"):
        return part.convert("F").point(lambda value: value * (255.0 / lightest)).convert("L")
    if "transparency" in part.info or part.mode in ("LA", "La", "PA", "RGBA", "RGBa"):
        clear = part.convert("RGBA")
        ground = Image.new("RGB", part.size, _WHITE)
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    if part.mode in ("L", "RGB", "CMYK", "LAB"):
        return part
    return part.convert("L" if part.mode == "1" else "RGB")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if len(profile) > _PROFILE:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space != _SPACES[image.mode]:
            return image
        made = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except Exception:  # a broken profile may make the reader raise anything
        return image
    return made if made is not None else image


def _from_lab(image: Image.Image) -> Image.Image:
    made = ImageCms.profileToProfile(
        image, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert made is not None
    return made
