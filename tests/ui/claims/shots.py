"""Photographs and papers for tests, made on the spot."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from workstation.actions.claims import EditClaim
from workstation.actions.replies import AddAttachment


def photo(path: Path, seed: int = 1, size: tuple[int, int] = (640, 480)) -> Path:
    """A picture that is like no other of another seed."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for place in range(40):
        left = place * (37 + 11 * seed) % size[0]
        top = place * (91 + 7 * seed) % size[1]
        shade = (place * 5, 40 * seed % 255, 255 - place * 6)
        draw.rectangle((left, top, left + size[0] // 9, top + size[1] // 12), fill=shade)
    image.save(path, quality=95)
    return path


def paper(path: Path, pages: int = 3) -> Path:
    """A PDF of several pages."""
    made = [Image.new("RGB", (300, 420), (250, 250 - 40 * n, 240)) for n in range(pages)]
    for number, page in enumerate(made):
        ImageDraw.Draw(page).rectangle((40, 40 + 60 * number, 200, 70 + 60 * number), fill="navy")
    stream = BytesIO()
    made[0].save(stream, "PDF", save_all=True, append_images=made[1:])
    path.write_bytes(stream.getvalue())
    return path


def hang(desk, claim, path: Path, *, counted: bool = True) -> str:
    """Take a file in, hang it on a claim's ticket and count it."""
    kept = desk.take_in(path).result().stored
    hung = AddAttachment(claim.ticket, kept.sha256, kept.name, kept.media_type, kept.size)
    uid = str(desk.do(hung).result().result)
    if counted:
        shown = (*desk.read.claim(claim.uid).evidence, uid)
        desk.do(EditClaim(claim.uid, {"evidence": shown})).result()
    return uid
