"""List the characters that both faces of Claim Sans SC have, in `coverage.toml` beside them.

Run it as ``python list_coverage.py`` after `build_claim_sans.py`. It needs ``fonttools``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent
FACES = ("ClaimSansSC-Regular.ttf", "ClaimSansSC-Bold.ttf")
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


def main() -> None:
    """Write the list."""
    shared = set.intersection(*(characters(FOLDER / face) for face in FACES))
    text = "\n".join(lines(ranges(shared)))
    head = "# Made by list_coverage.py: what both faces have, code points in hexadecimal."
    target = FOLDER / "coverage.toml"
    target.write_text(f'{head}\nranges = """\n{text}\n"""\n', encoding="utf-8")
    print(f"{target.name}: {len(shared)} characters")


if __name__ == "__main__":
    main()
