"""Which letters the bytes of a text file stand for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from workstation.readers.errors import ReadError
from workstation.readers.letters import MULTIBYTE, plausibility, single_byte_candidates

#: The name under which undecodable bytes become lone surrogates U+DC00 + byte.
MARK_BYTES: Final = "aftercare.mark"
SAMPLE_BYTES: Final = 256 * 1024
_BLOCK: Final = 1 << 20
#: Bytes that are never the second half of a character in any encoding offered here.
_EDGE: Final = re.compile(rb"[\x00-\x2f\x3a-\x3f]")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: What to offer when a guess is wrong.
OFFERED: Final = (
    "utf-8",
    "gb18030",
    "utf-16-le",
    "utf-16-be",
    "big5hkscs",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp874",
)


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """A codec name that Python knows, how sure we are (0 to 1), and the other candidates."""

    name: str
    confidence: float
    others: tuple[str, ...] = ()


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in bad), error.end


codecs.register_error(MARK_BYTES, _mark)


def marked_place(text: str) -> int | None:
    """Return where in `text` the first undecodable byte stands, or None."""
    if text.isascii():
        return None
    return next((at for at, char in enumerate(text) if "\udc00" <= char <= "\udcff"), None)


def show_marked(text: str) -> str:
    """Write undecodable bytes as ``\\xNN``, so that the text can be stored and mended."""
    return "".join(
        f"\\x{ord(char) - 0xDC00:02x}"
        if "\udc00" <= char <= "\udcff"
        else (char if not "\ud800" <= char <= "\udfff" else "\ufffd")
        for char in text
    )


def named_encoding(name: str) -> EncodingGuess:
    """Take the encoding that a person chose; `ReadError` when there is none of that name."""
    try:
        found = codecs.lookup(name.strip())
    except LookupError:
        raise ReadError("encoding_unknown", encoding=name) from None
    if not getattr(found, "_is_text_encoding", True):
        raise ReadError("encoding_not_text", encoding=name)
    wider = {"gbk": "gb18030", "gb2312": "gb18030", "utf-8-sig": "utf-8", "shift_jis": "cp932"}
    return EncodingGuess(wider.get(found.name, found.name), 1.0, OFFERED)


def guess_encoding(path: Path) -> EncodingGuess:
    """Guess from the byte order mark, strict UTF-8, the pattern of NULs, then likely letters."""
    with path.open("rb") as file:
        head = file.read(_BLOCK)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return EncodingGuess(name, 1.0, OFFERED)
    wide = _guess_wide(head)
    if wide is not None:
        return wide
    sample = _speaking_lines(path)
    if not sample:
        return EncodingGuess("utf-8", 1.0, OFFERED)
    return guess_bytes(sample)


def guess_bytes(sample: bytes) -> EncodingGuess:
    """Guess the encoding of bytes that hold whole lines, without a byte order mark."""
    damage = _utf8_damage(sample)
    if damage == 0:
        return EncodingGuess("utf-8", 1.0, OFFERED)
    if damage < 0.1:
        return EncodingGuess("utf-8", round(0.95 - damage, 2), OFFERED)
    scores = {name: plausibility(sample, name) for name in (*MULTIBYTE, *single_byte_candidates())}
    ranked = sorted(scores, key=lambda name: -scores[name])
    best = ranked[0]
    if scores[best] >= 0.5 and scores[best] - scores[ranked[1]] > 0.02:
        return EncodingGuess(best, round(min(scores[best], 0.95), 2), _offer(ranked))
    match = from_bytes(sample[: 64 * 1024], cp_isolation=list(scores)).best()
    name = codecs.lookup(match.encoding).name if match is not None else best
    name = name if scores.get(name, 0.0) > scores[best] - 0.15 else best
    return EncodingGuess(name, round(max(0.2, min(0.6, scores.get(name, 0.2))), 2), _offer(ranked))


def _offer(ranked: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ranked[:4], *OFFERED)))


def _utf8_damage(sample: bytes) -> float:
    """Return the share of non-ASCII characters that are not UTF-8; 0 when it is strict."""
    text = sample.decode("utf-8", MARK_BYTES)
    foreign = [char for char in text if char > "\x7f"]
    bad = sum("\udc00" <= char <= "\udcff" for char in foreign)
    return bad / len(foreign) if foreign else 0.0


def _speaking_lines(path: Path) -> bytes:
    """Collect the lines that hold bytes beyond ASCII, from wherever they stand in the file."""
    found: list[bytes] = []
    size = 0
    for block in _blocks(path):
        lines = [line for line in block.split(b"\n") if not line.isascii()]
        found.extend(lines)
        size += sum(map(len, lines))
        if size > SAMPLE_BYTES:
            break
    return b"\n".join(found)


def _blocks(path: Path) -> Iterator[bytes]:
    """Read blocks that hold more than ASCII, cut where no encoding has half a character."""
    carry = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            block = carry + block
            edge = max((found.start() for found in _EDGE.finditer(block[-4096:])), default=None)
            cut = len(block) if edge is None else len(block) - len(block[-4096:]) + edge
            carry = block[cut:]
            if not block[:cut].isascii():
                yield block[:cut]
    if carry:
        yield carry


def _guess_wide(head: bytes) -> EncodingGuess | None:
    """Recognise UTF-16 without a mark: many NULs, and letters that make sense in one order."""
    sample = head[: 64 * 1024]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    sample = sample[: len(sample) // 2 * 2]
    by_parity = (sample[::2].count(0), sample[1::2].count(0))
    if sum(by_parity) < len(sample) * 0.01 or max(by_parity) < 0.8 * sum(by_parity):
        return None
    if sum(by_parity) < len(sample) * 0.25 and _utf8_damage(sample) == 0:
        return None  # stray NULs in a narrow file: wide text with so few is not strict UTF-8
    shares = {name: _wide_share(sample, name) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    other = min(shares.values())
    if shares[best] < 0.85 or shares[best] - other < 0.2:
        return None
    return EncodingGuess(best, round(min(0.97, shares[best]), 2), OFFERED)


def _wide_share(sample: bytes, name: str) -> float:
    text = sample.decode(name, "replace")
    likely = sum(
        char in "\r\n\t"
        or " " <= char <= "\u07ff"
        or "\u2010" <= char <= "\u2030"
        or "\u3000" <= char <= "\u30ff"
        or "\u4e00" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uff00" <= char <= "\uffef"
        for char in text
    )
    ends = "\n" in text or "\r" in text or len(text) < 40
    return likely / len(text) * (1.0 if ends else 0.9)
