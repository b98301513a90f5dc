"""Money and quantities as people read them."""

from __future__ import annotations


def money(fen: int | None) -> str:
    """An amount of fen in yuan: "¥1,409.50"; "" for None."""
    if fen is None:
        return ""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}¥{yuan:,}.{rest:02d}"


def weight(grams: int | None) -> str:
    """A weight: "850 g", "2.35 kg"; "" for None."""
    if grams is None:
        return ""
    if grams < 1000:
        return f"{grams} g"
    return f"{grams / 1000:.2f}".rstrip("0").rstrip(".") + " kg"


def file_size(size: int) -> str:
    """A file's size: "12 kB", "3.4 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
