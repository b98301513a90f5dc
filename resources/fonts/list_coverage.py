"""List the characters that the faces have, in `coverage.toml` beside them.

`ranges` is what both faces of Claim Sans SC have, `rare` what only Claim Rare Mincho has, and
`rare_sha256` the digest of that face as it is unpacked.

Run it as ``python list_coverage.py`` after `build_claim_sans.py` and `build_claim_rare.py`. It
needs ``fonttools``.
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent
FACES = ("ClaimSansSC-Regular.ttf", "ClaimSansSC-Bold.ttf")
RARE = "ClaimRareMincho-Regular.ttf.xz"
WIDTH = 98


def characters(face: Path) -> set[int]:
    """Return the code points of a face."""
    return set(TTFont(str(face), lazy=True).getBestCmap())


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """Yield runs of code points as hexadecimal `first-last`, or `first` alone."""
    run: list[int] = []
    for code in sorted(codes):
        if run and code == run[-1] + 1:
            run[1:] = [code]
            continue
        if run:
            yield "-".join(f"{end:X}" for end in run)
        run = [code]
    if run:
        yield "-".join(f"{end:X}" for end in run)


def lines(words: Iterable[str]) -> Iterator[str]:
    """Yield the words in lines of at most `WIDTH` characters."""
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def table(name: str, codes: Iterable[int]) -> str:
    """Return code points as a TOML text of ranges."""
    text = "\n".join(lines(ranges(codes)))
    return f'{name} = """\n{text}\n"""'


def main() -> None:
    """Write the list."""
    shared = set.intersection(*(characters(FOLDER / face) for face in FACES))
    unpacked = lzma.decompress((FOLDER / RARE).read_bytes())
    rare = set(TTFont(BytesIO(unpacked), lazy=True).getBestCmap()) - shared
    parts = (
        "# Made by list_coverage.py: what the faces have, code points in hexadecimal.",
        f'rare_sha256 = "{hashlib.sha256(unpacked).hexdigest()}"',
        table("ranges", shared),
        table("rare", rare),
    )
    target = FOLDER / "coverage.toml"
    target.write_text("\n".join(parts) + "\n", encoding="utf-8")
    print(f"{target.name}: {len(shared)} characters and {len(rare)} rare ones")


if __name__ == "__main__":
    main()
