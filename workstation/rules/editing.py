"""Writing changes back into a rule file's text: everything else stays as it was, byte for byte.

A value is exchanged where it stands, a row is put in, taken out or moved with the comments right
above it; comments that stand by themselves stay where they are. Values are written by tomlkit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import tomlkit

from workstation.domain.refusal import Refusal
from workstation.rules.files import parsed
from workstation.rules.places import Header, layout

_LAST: Final = re.compile(r"^(?:(?P<above>.*?)\.)?(?P<key>[^.\[\]]+)$")
_ROW: Final = re.compile(r"^(?P<list>.*)\[(?P<number>\d+)\]$")
#: A stretch of a text: from and to.
_Span = tuple[int, int]


def value_at(text: str, place: str) -> object:
    """The value at a place; raises `Refusal("rule_edit_place")` where there is none."""
    value: object = parsed(text)
    for key, number in re.findall(r"([^.\[\]]+)|\[(\d+)\]", place):
        try:
            value = value[int(number)] if number else value[key]  # type: ignore[index]
        except (KeyError, IndexError, TypeError) as error:
            raise Refusal("rule_edit_place", place=place) from error
    return value


def set_value(text: str, place: str, value: object) -> str:
    """The text with another value at a place; a key that is missing is added to its table.

    Raises `Refusal`: rule_edit_place, and as `parsed` for a text that is not TOML.
    """
    parsed(text)
    found = layout(text).values.get(place)
    if found is not None:
        return _sound(text[: found[0]] + _told(value) + text[found[1] :], place)
    parts = _LAST.match(place)
    if parts is None or any(header.place == place for header in layout(text).headers):
        raise Refusal("rule_edit_place", place=place)
    return _sound(_added(text, parts["above"] or "", parts["key"], value), place)


def remove_value(text: str, place: str) -> str:
    """The text without a key; a comment behind it stays. Raises as `set_value`."""
    parsed(text)
    known = layout(text)
    found, parts = known.values.get(place), _LAST.match(place)
    if found is None or parts is None:
        raise Refusal("rule_edit_place", place=place)
    above = parts["above"] or ""
    if above in known.values:
        inner = value_at(text, above)
        assert isinstance(inner, Mapping)
        left = {key: item for key, item in inner.items() if key != parts["key"]}
        return set_value(text, above, left)
    begin, end = known.keys[place], found[1]
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    if rest.strip():
        return _sound(text[:begin] + rest.lstrip() + text[end + len(rest) :], place)
    begin = text.rfind("\n", 0, begin) + 1
    return _sound(text[:begin] + text[line_end + 1 if line_end >= 0 else len(text) :], place)


def add_row(text: str, rows: str, row: object, at: int | None = None) -> str:
    """The text with a row put into a list ("rule", "step[2].exit") before number `at`, or last.

    Raises `Refusal`: rule_edit_place.
    """
    parsed(text)
    if rows in layout(text).values:
        return _sound(_into_list(text, rows, row, at), rows)
    if not isinstance(row, Mapping):
        raise Refusal("rule_edit_place", place=rows)
    blocks = _blocks(text, rows)
    made = _block(rows, row, _indent(text, rows))
    number = len(blocks) if at is None else max(0, min(at, len(blocks)))
    if number < len(blocks):
        begin = blocks[number][0]
        return _sound(f"{text[:begin]}{made}\n{text[begin:]}", rows)
    end = _end(text, rows, blocks)
    head = text[:end] if text[:end].endswith("\n") or not end else f"{text[:end]}\n"
    return _sound(f"{head}\n{made}{text[end:]}", rows)


def remove_row(text: str, place: str) -> str:
    """The text without a row ("rule[3]") and the comments right above it; raises as `add_row`."""
    rows, number = _row(text, place)
    if rows in layout(text).values:
        items = value_at(text, rows)
        assert isinstance(items, Sequence)
        return _sound(_out_of_list(text, place, rows, number, len(items)), place)
    begin, end = _blocks(text, rows)[number]
    rest = text[end:].removeprefix("\n") if text[:begin].endswith("\n\n") else text[end:]
    return _sound(text[:begin] + rest, place)


def move_row(text: str, place: str, to: int) -> str:
    """The text with a row moved to number `to` of its list; raises as `add_row`."""
    rows, number = _row(text, place)
    known = layout(text)
    if rows in known.values:
        count = sum(1 for one in known.values if _is_item(one, rows))
        spans = [known.values[f"{rows}[{one}]"] for one in range(count)]
    else:
        spans = _blocks(text, rows)
    if not 0 <= to < len(spans):
        raise Refusal("rule_edit_place", place=f"{rows}[{to}]")
    told = [text[begin:end] for begin, end in spans]
    told.insert(to, told.pop(number))
    return _sound(_exchanged(text, spans, told), place)


def _exchanged(text: str, spans: Sequence[_Span], told: Sequence[str]) -> str:
    """The text with other words in each of some stretches."""
    made, at = "", 0
    for (begin, end), words in zip(spans, told, strict=True):
        if words and not words.endswith("\n") and text[begin:end].endswith("\n"):
            words += "\n"
        made += text[at:begin] + words
        at = end
    return made + text[at:]


def _row(text: str, place: str) -> tuple[str, int]:
    found = _ROW.match(place)
    if found is None:
        raise Refusal("rule_edit_place", place=place)
    value_at(text, place)
    return found["list"], int(found["number"])


def _is_item(place: str, rows: str) -> bool:
    found = _ROW.match(place)
    return found is not None and found["list"] == rows


def _added(text: str, above: str, key: str, value: object) -> str:
    """The text with a new key in the table `above`, which is made when it is missing."""
    known = layout(text)
    line = f"{tomlkit.key(key).as_string()} = {_told(value)}"
    if not above:
        begin = text.find("\n", known.top) + 1 if known.top else 0
        if known.top and not begin:
            return f"{text}\n{line}\n"
        return f"{text[:begin]}{line}\n{text[begin:]}"
    header = next((one for one in reversed(known.headers) if one.place == above), None)
    if header is not None:
        end = text.find("\n", header.last)
        indent = _indent_of(text, header)
        if end < 0:
            return f"{text}\n{indent}{line}\n"
        return f"{text[: end + 1]}{indent}{line}\n{text[end + 1 :]}"
    if above in known.values:
        inner = value_at(text, above)
        if not isinstance(inner, Mapping):
            raise Refusal("rule_edit_place", place=above)
        begin, end = known.values[above]
        told = text[begin : end - 1].rstrip()
        gap = " " if told == "{" else ", "
        return f"{text[:begin]}{told}{gap}{line} }}{text[end:]}"
    inner_header = next((one for one in known.headers if one.place.startswith(f"{above}.")), None)
    if inner_header is not None:
        return _with_header(text, above, inner_header, line)
    parts = _LAST.match(above)
    if parts is None or _exists(text, above):
        raise Refusal("rule_edit_place", place=above)
    return _added(text, parts["above"] or "", parts["key"], {key: value})


def _with_header(text: str, above: str, inner: Header, line: str) -> str:
    """The text with a line in a table of which only tables inside it have headers so far."""
    name = re.sub(r"\[\d+\]", "", above)
    told = text[inner.begin : inner.end].strip().lstrip("[").lstrip()
    if not told.startswith(f"{name}."):  # written another way, such as with quotes
        raise Refusal("rule_edit_place", place=above)
    begin = _with_comments(text, inner.begin)
    indent = _indent_of(text, inner)
    return f"{text[:begin]}{indent}[{name}]\n{indent}{line}\n\n{text[begin:]}"


def _exists(text: str, place: str) -> bool:
    try:
        value_at(text, place)
    except Refusal:
        return False
    return True


def _into_list(text: str, rows: str, item: object, at: int | None) -> str:
    """The text with an item in a list that is written as a value."""
    items = value_at(text, rows)
    if not isinstance(items, list):
        raise Refusal("rule_edit_place", place=rows)
    known = layout(text)
    begin, end = known.values[rows]
    told = _told(item)
    if not items:
        return f"{text[:begin]}[{told}]{text[end:]}"
    number = len(items) if at is None else max(0, min(at, len(items)))
    before = known.values[f"{rows}[{min(number, len(items) - 1)}]"]
    line = text[text.rfind("\n", 0, before[0]) + 1 : before[0]]
    gap = f"\n{line}" if not line.strip() and "\n" in text[begin:end] else " "
    if number < len(items):
        return f"{text[: before[0]]}{told},{gap}{text[before[0] :]}"
    return f"{text[: before[1]]},{gap}{told}{text[before[1] :]}"


def _out_of_list(text: str, place: str, rows: str, number: int, count: int) -> str:
    known = layout(text)
    begin, end = known.values[place]
    if number + 1 < count:
        return text[:begin] + text[known.values[f"{rows}[{number + 1}]"][0] :]
    if number:
        begin = known.values[f"{rows}[{number - 1}]"][1]
        return text[:begin] + text[end:]
    outer = known.values[rows]
    return f"{text[: outer[0]]}[]{text[outer[1] :]}"


def _blocks(text: str, rows: str) -> list[_Span]:
    """From-to of each row `[[rows]]`, with the comments right above it and all that is in it."""
    headers = layout(text).headers
    found: list[_Span] = []
    for number, header in enumerate(headers):
        if not _is_item(header.place, rows):
            continue
        last = header
        for inner in headers[number + 1 :]:
            if not inner.place.startswith((f"{header.place}.", f"{header.place}[")):
                break
            last = inner
        end = text.find("\n", last.last)
        found.append((_with_comments(text, header.begin), len(text) if end < 0 else end + 1))
    return found


def _with_comments(text: str, at: int) -> int:
    """Where the comment lines right above a line begin, or the line itself."""
    begin = text.rfind("\n", 0, at) + 1
    while begin:
        above = text.rfind("\n", 0, begin - 1) + 1
        if not text[above:begin].lstrip().startswith("#"):
            break
        begin = above
    return begin


def _end(text: str, rows: str, blocks: Sequence[_Span]) -> int:
    """Where a row is added at the end of its list."""
    if blocks:
        return blocks[-1][1]
    above = rows.rpartition(".")[0]
    found = _ROW.match(above)
    if found is None:
        return len(text)
    number = int(found["number"])
    around = _blocks(text, found["list"])
    if number >= len(around):
        raise Refusal("rule_edit_place", place=rows)
    return around[number][1]


def _indent(text: str, rows: str) -> str:
    """How far the rows of a list are indented."""
    header = next((one for one in layout(text).headers if _is_item(one.place, rows)), None)
    return _indent_of(text, header) if header else ""


def _indent_of(text: str, header: Header) -> str:
    line = text[text.rfind("\n", 0, header.begin) + 1 : header.begin]
    return line if not line.strip() else ""


def _block(rows: str, row: Mapping[object, object], indent: str) -> str:
    name = re.sub(r"\[\d+\]", "", rows)
    lines = [f"[[{name}]]"]
    lines += [f"{tomlkit.key(str(key)).as_string()} = {_told(item)}" for key, item in row.items()]
    return "".join(f"{indent}{line}\n" for line in lines)


def _told(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, Mapping):
        inner = (f"{tomlkit.key(str(key)).as_string()} = {_told(it)}" for key, it in value.items())
        told = ", ".join(inner)
        return f"{{ {told} }}" if told else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_told, value))}]"
    if isinstance(value, str):
        return tomlkit.string(value).as_string()
    return tomlkit.item(value).as_string()


def _sound(text: str, place: str) -> str:
    """The text, once it is certain that it can be read again."""
    try:
        parsed(text)
    except Refusal as refusal:
        raise Refusal("rule_edit_place", place=place, detail=str(refusal)) from refusal
    return text
