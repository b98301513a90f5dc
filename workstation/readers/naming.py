"""What the name of a column says that it holds."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import Final

from workstation.readers.fields import field_words, known_fields
from workstation.readers.words import plain, rule_words

#: Last parts of a dotted name that only carry what the part before them names (status.name) …
_CARRYING: Final = frozenset(
    ("name", "displayname", "display name", "display value", "value", "label", "text")
)
#: … and those that tell about it, not what it is (description.type).
_ABOUT: Final = frozenset(("type", "version", "self", "url", "href", "iconurl", "icon url"))


@lru_cache(maxsize=8)
def _names(kind: str) -> dict[str, dict[str, float]]:
    """Return plain name → the fields that it may mean; the first names of a field weigh most."""
    found: dict[str, dict[str, float]] = {}
    for field in known_fields(kind):
        words = field_words(kind, field)
        for place, word in enumerate(words):
            weight = 1.0 - 0.04 * place / len(words)
            fields = found.setdefault(plain(word), {})
            fields[field] = max(weight, fields.get(field, 0.0))
    return found


@lru_cache(maxsize=4096)
def header_scores(header: str, kind: str) -> dict[str, float]:
    """Return field → score (0 to 1) for a header: exact, contained, or nearly alike."""
    names, bare = _names(kind), plain(header)
    scores: dict[str, float] = {}
    for score, name in _readings(bare, header):
        for field, weight in names.get(name, {}).items():
            scores[field] = max(scores.get(field, 0.0), score * weight)
    if scores or not bare:
        return scores
    if "." in header and plain(header.split(".")[-1]) in _ABOUT:
        return scores
    deep = "." in header and len(bare.split()) > 3
    for name, fields in names.items():
        if deep and not bare.endswith(name):
            continue  # one word in the middle of a long path
        score = max(_contained(name, bare), _begun(name, bare))
        for field in fields if score > 0 else ():
            scores[field] = max(scores.get(field, 0.0), score)
    if scores or len(bare) < 4:
        return scores
    for name in difflib.get_close_matches(bare, names, n=2, cutoff=0.84):
        score = 0.85 * difflib.SequenceMatcher(None, name, bare).ratio()
        for field in names[name]:
            scores[field] = max(scores.get(field, 0.0), score)
    return scores


def _readings(bare: str, header: str) -> list[tuple[float, str]]:
    """Return ways to read a header: whole, without brackets, each half of a bilingual one."""
    found = [(1.0, bare)]
    outside = plain(header.split("(")[0].split("（")[0])
    inside = plain(header.replace("（", "(").replace("）", ")").partition("(")[2].rstrip(") "))
    found += [(0.95, outside), (0.85, inside)]
    latin = " ".join(part for part in bare.split() if part.isascii())
    other = " ".join(part for part in bare.split() if not part.isascii())
    if latin and other:
        found += [(0.9, other), (0.9, latin)]
    if "." in header:
        parts = [plain(part) for part in header.split(".")]
        found.append((0.9, " ".join(parts[-2:])))
        found.append((0.9, plain("".join(reversed(parts[-2:])))))  # 时间.完结 is 完结时间
        if parts[-1] in _CARRYING:
            found.append((0.85, parts[-2]))
        elif parts[-1] not in _ABOUT:
            found.append((0.75, parts[-1]))
    for part in header.replace("|", "/").split("/") if "/" in header or "|" in header else ():
        found.append((0.85, plain(part)))
    return [(score, name) for score, name in found if name]


def _contained(name: str, bare: str) -> float:
    """Return a score when the known `name` stands inside the header, more at its end.

    A name that speaks of something else at its end ("response status") holds that instead.
    """
    if name in _whole_only() or (name not in bare):
        return 0.0
    head = _head(bare)
    if head and not name.endswith(head):
        return 0.0
    if name.isascii():
        words, parts = name.split(), bare.split()
        size = len(words)
        places = [at for at in range(len(parts) - size + 1) if parts[at : at + size] == words]
        if not places or len(name) < 3:
            return 0.0
        at_end = places[-1] + size == len(parts)
        return 0.4 + 0.35 * size / len(parts) + (0.1 if at_end else 0.0)
    if len(name) < 2 or name not in bare:
        return 0.0
    at_end = bare.endswith(name)
    return (0.4 if at_end else 0.3) + 0.35 * len(name) / len(bare) + (0.1 if at_end else 0.0)


def _begun(name: str, bare: str) -> float:
    """Return a score when the header is a known name cut short ("创建" for "创建时间")."""
    if name.isascii() or len(bare) < 2 or not name.startswith(bare):
        return 0.0
    return 0.3 + 0.4 * len(bare) / len(name)


def tells_duration(header: str) -> bool:
    """Whether the name tells how long something took ("Time tracked", "处理时长")."""
    bare = plain(header)
    parts = frozenset(bare.split())
    return any(
        word in parts if word.isascii() else word in bare
        for word in rule_words("durations", "words")
    )


def tells_time(header: str) -> bool:
    """Whether the name tells when something was ("first_close_at", "回复时间")."""
    parts = plain(header).split()
    return bool(parts) and (
        parts[-1] in ("at", "on", "time", "date", "timestamp", "ts")
        or parts[-1].endswith(("时间", "日期", "時間", "日時"))
    )


def tells_number(header: str) -> bool:
    """Whether the name tells which one something is ("投诉ID", "record id", "服务编号")."""
    return plain(header).endswith((" id", "id", "编号", "编码", "單號", "单号", "番号"))


@lru_cache(maxsize=1)
def _whole_only() -> frozenset[str]:
    return frozenset(map(plain, rule_words("whole_only", "words")))


@lru_cache(maxsize=4096)
def _head(bare: str) -> str:
    """Return the last word of a header when it is one that says what the column holds."""
    last = bare.split()[-1] if bare.split() else ""
    for word in rule_words("heads", "words"):
        if last == word or (not word.isascii() and last.endswith(word)):
            return word
    return ""
