"""The parts of a form's template as a tree: each with what is told of it and where that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ui.text import form_words as told
from ui.text.words import listing
from workstation.domain.form_names import FACTS, FORMATS, LISTS, PERSONAL, fact_of
from workstation.domain.form_template import ALIGNS

Data = Mapping[str, Any]
Choices = tuple[tuple[object, str], ...]
#: How a value is written: one line, several lines (of one text, or a list of them), a fact, a
#: length in millimetres, a whole number, yes or no, or one of its choices.
ENTRY_KINDS: Final = ("line", "text", "lines", "fact", "length", "whole", "flag", "choice")
#: The characters of a text that stand for it in the tree.
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a part: its place in the file, what it is called, how it is written."""

    place: str
    name: str
    kind: str
    value: object
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A part: its place, what it is, its words, its values, what is in it.

    `adds` are the kinds of parts that can be put into it or behind it.
    """

    place: str
    kind: str
    title: str
    about: str = ""
    entries: tuple[Entry, ...] = ()
    children: tuple[Node, ...] = ()
    adds: tuple[str, ...] = ()

    @property
    def movable(self) -> bool:
        """Whether it is one of several that have an order."""
        return self.place.endswith("]")


def form_nodes(data: Data) -> tuple[Node, ...]:
    """The tree of a template, in the order of the page."""
    return (_head(data), *_regions(data), *_words(data))


def house_nodes(data: Data) -> tuple[Node, ...]:
    """Who the house is, as papers name it: one part."""
    names = ("name", "id_no", "address", "phone", "seal", "name_en", "address_en")
    entries = tuple(
        Entry(name, told.entry(f"house_{name}"), "line", str(data.get(name, ""))) for name in names
    )
    return (Node("name", "house", told.part("house"), str(data.get("name", "")), entries),)


def find(nodes: Iterable[Node], place: str) -> Node | None:
    """The part at a place, or the smallest around it."""
    best: Node | None = None
    for node in walk(nodes):
        here = place == node.place or place.startswith((f"{node.place}.", f"{node.place}["))
        if here and (best is None or len(node.place) >= len(best.place)):
            best = node
    return best


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """All parts, each before what is in it."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def _head(data: Data) -> Node:
    entries = (
        Entry("title", told.entry("title"), "line", str(data.get("title", ""))),
        Entry("head", told.entry("head"), "lines", _texts(data.get("head"))),
        _flag(data, "", "seal_zone", True),
        Entry("capital_ending", told.entry("capital_ending"), "choice",
              str(data.get("capital_ending", "整")), (("整", "整"), ("正", "正"))),
    )  # fmt: skip
    return Node("title", "head", told.part("head"), str(data.get("title", "")), entries)


def _words(data: Data) -> Iterator[Node]:
    """The single words, those of codes, and the sentences of the arithmetic."""
    words = data.get("words", {})
    if isinstance(words, Mapping):
        yield Node("words", "words", told.part("words"), "", _lines(words, "words"))
    for name, table in _tables(data.get("choices")):
        place = f"choices.{name}"
        yield Node(place, "choices", told.part("choices"), name, _lines(table, place))
    sentences = data.get("sentences")
    if isinstance(sentences, Mapping) and sentences:
        yield Node("sentences", "sentences", told.part("sentences"), "",
                   _lines(sentences, "sentences"))  # fmt: skip


def _tables(value: object) -> Iterator[tuple[str, Data]]:
    if isinstance(value, Mapping):
        yield from ((name, one) for name, one in value.items() if isinstance(one, Mapping))


def _lines(table: Data, place: str) -> tuple[Entry, ...]:
    return tuple(Entry(f"{place}.{name}", name, "line", str(one)) for name, one in table.items())


def _regions(data: Data) -> Iterator[Node]:
    for number, region in enumerate(_rows(data, "region")):
        yield _region(region, f"region[{number}]", data)


def _region(region: Data, place: str, data: Data) -> Node:
    kind = str(region.get("kind", ""))
    made = {"grid": _grid, "table": _columns, "paragraphs": _paragraphs, "signatures": _blocks}
    children = tuple(made[kind](region, place, data)) if kind in made else ()
    adds = {"grid": "field", "table": "column", "paragraphs": "text", "signatures": "block"}
    entries = [
        Entry(f"{place}.heading", told.entry("heading"), "line", str(region.get("heading", ""))),
        *_own(region, place, kind, data),
        _when(region, place),
    ]
    title = str(region.get("heading", "")) or told.region_kind(kind)
    about = told.region_kind(kind) if region.get("heading") else ""
    return Node(place, "region", title, about, tuple(entries), children,
                (adds[kind],) if kind in adds else ())  # fmt: skip


def _own(region: Data, place: str, kind: str, data: Data) -> Iterator[Entry]:
    """What only some kinds of regions have."""
    if kind == "table":
        yield _list_name(region, place)
        yield Entry(f"{place}.total", told.entry("total"), "line", str(region.get("total", "")))
        yield _whole(region, place, "blank", 0)
    elif kind == "checklist":
        yield _list_name(region, place)
        yield _whole(region, place, "across", 2)
    elif kind == "pictures":
        yield Entry(
            f"{place}.caption", told.entry("caption"), "line", str(region.get("caption", ""))
        )
        yield _whole(region, place, "across", 2)
        yield _whole(region, place, "down", 3)
    elif kind == "paragraphs":
        yield _flag(region, place, "framed", True)
    elif kind == "signatures":
        yield Entry(f"{place}.least", told.entry("least"), "length", region.get("least", 0.0))
    elif kind == "office":
        yield Entry(
            f"{place}.opinion", told.entry("opinion"), "line", str(region.get("opinion", ""))
        )
        yield Entry(f"{place}.signs", told.entry("signs"), "lines", _texts(region.get("signs")))
        yield _code_words(region, place, data)


def _list_name(region: Data, place: str) -> Entry:
    choices = tuple((code, told.list_name(code)) for code in LISTS)
    return Entry(
        f"{place}.list", told.entry("list"), "choice", region.get("list", "items"), choices
    )


def _grid(region: Data, place: str, data: Data) -> Iterator[Node]:
    """A part for each row of several fields, with the fields in it; a lone field for its row."""
    for number, row in enumerate(_rows(region, "row")):
        at = f"{place}.row[{number}]"
        fields = _rows(row, "fields")
        nodes = tuple(_field(one, f"{at}.fields[{n}]", data, len(fields) > 1)
                      for n, one in enumerate(fields))  # fmt: skip
        own = (
            _flag(row, at, "flow", False),
            Entry(f"{at}.least", told.entry("least"), "length", row.get("least", 0.0)),
            _when(row, at),
        )
        if len(nodes) == 1:
            lone = nodes[0]
            yield Node(lone.place, "field", lone.title, lone.about, (*lone.entries, *own), (),
                       ("field", "row"))  # fmt: skip
            continue
        titles = "｜".join(one.title for one in nodes)
        yield Node(at, "row", titles, told.part("row"), own, nodes, ("field", "row"))


def _field(field: Data, place: str, data: Data, beside: bool) -> Node:
    facts = _shown(field, place)
    names = [str(name) for _, name in facts]
    fact = names[0] if names else ""
    kind = FACTS[fact].kind if fact in FACTS else ""
    entries = [
        Entry(f"{place}.label", told.entry("label"), "line", str(field.get("label", ""))),
        *(
            Entry(at, told.entry("more" if number else "fact"), "fact", name, fact_choices())
            for number, (at, name) in enumerate(facts)
        ),
        *_writing(field, place, kind, data),
    ]
    if field.get("text"):
        entries.append(Entry(f"{place}.text", told.entry("text"), "text", str(field["text"])))
    if kind == "money":
        entries.append(
            Entry(f"{place}.zero", told.entry("zero"), "line", str(field.get("zero", "")))
        )
    if beside:
        entries.append(
            Entry(f"{place}.width", told.entry("width"), "length", field.get("width", 0.0))
        )
    if any(name in FACTS and FACTS[name].kind in PERSONAL for name in names):
        entries.append(_flag(field, place, "open", False))
    about = listing(told.fact_name(name) for name in names)
    title = str(field.get("label", "")).replace("\n", "")
    return Node(place, "field", title, about, tuple(entries), (), ("field", "row"))


def _shown(field: Data, place: str) -> list[tuple[str, str]]:
    """The facts of a field, each with its place; one that has none yet may be given one."""
    one = str(field.get("fact", ""))
    more = [(f"{place}.facts[{n}]", name) for n, name in enumerate(_texts(field.get("facts")))]
    return [(f"{place}.fact", one), *more] if one or not more else more


def _writing(one: Data, place: str, kind: str, data: Data) -> Iterator[Entry]:
    """How a value of a kind is written, and in which words."""
    formats = [code for code, kinds in FORMATS.items() if kind in kinds]
    if len(formats) > 1:
        choices = tuple((code, told.format_name(code)) for code in ("", *formats))
        yield Entry(f"{place}.format", told.entry("format"), "choice", str(one.get("format", "")),
                    choices)  # fmt: skip
    if kind == "code":
        yield _code_words(one, place, data)


def _code_words(one: Data, place: str, data: Data) -> Entry:
    names = tuple((name, f"{name}: {'、'.join(map(str, table.values()))}"[:_SHOWN])
                  for name, table in _tables(data.get("choices")))  # fmt: skip
    chosen = str(one.get("words", ""))
    return Entry(f"{place}.words", told.entry("words"), "choice", chosen, (("", "–"), *names))


def _columns(region: Data, place: str, data: Data) -> Iterator[Node]:
    listed = str(region.get("list", "items"))
    for number, column in enumerate(_rows(region, "column")):
        at, fact = f"{place}.column[{number}]", str(column.get("fact", ""))
        found = fact_of(fact, listed)
        aligns = tuple((code, told.align(code)) for code in ALIGNS)
        entries = (
            Entry(f"{at}.label", told.entry("label"), "line", str(column.get("label", ""))),
            Entry(f"{at}.fact", told.entry("fact"), "fact", fact, fact_choices(listed)),
            Entry(f"{at}.width", told.entry("width"), "length", column.get("width", 0.0)),
            Entry(
                f"{at}.align", told.entry("align"), "choice", column.get("align", "left"), aligns
            ),
            *_writing(column, at, found.kind if found else "", data),
            *([_total(column, at)] if found and found.kind in ("money", "count") else []),
        )
        title = str(column.get("label", "")).replace("\n", "")
        yield Node(at, "column", title, told.fact_name(fact, listed), entries, (), ("column",))


def _total(column: Data, place: str) -> Entry:
    return Entry(f"{place}.total", told.entry("sum"), "flag", bool(column.get("total")))


def _paragraphs(region: Data, place: str, _data: Data) -> Iterator[Node]:
    for number, text in enumerate(_texts(region.get("texts"))):
        at = f"{place}.texts[{number}]"
        entry = Entry(at, told.entry("text"), "text", text)
        yield Node(at, "text", _short(text), "", (entry,), (), ("text",))


def _blocks(region: Data, place: str, _data: Data) -> Iterator[Node]:
    for number, block in enumerate(_rows(region, "block")):
        at = f"{place}.block[{number}]"
        entries = (
            Entry(f"{at}.title", told.entry("title"), "line", str(block.get("title", ""))),
            Entry(f"{at}.lines", told.entry("lines"), "lines", _texts(block.get("lines"))),
            Entry(f"{at}.signs", told.entry("signs"), "lines", _texts(block.get("signs"))),
            Entry(f"{at}.width", told.entry("width"), "length", block.get("width", 0.0)),
        )
        yield Node(at, "block", _short(str(block.get("title", ""))), "", entries, (), ("block",))


def fact_choices(listed: str = "") -> Choices:
    """All facts that a field, or a column of a list, may show."""
    names = LISTS.get(listed, {}) if listed else FACTS
    return tuple((code, told.fact_choice(code, listed)) for code in names)


def _when(one: Data, place: str) -> Entry:
    value = one.get("when", "")
    stands = value if isinstance(value, str) else ", ".join(map(str, value))
    known = [(code, told.condition(code)) for code in told.CONDITIONS]
    if stands not in told.CONDITIONS:
        known.append((stands, stands))
    return Entry(f"{place}.when", told.entry("when"), "choice", stands, tuple(known))


def _flag(one: Data, place: str, key: str, otherwise: bool) -> Entry:
    at = f"{place}.{key}" if place else key
    return Entry(at, told.entry(key), "flag", bool(one.get(key, otherwise)))


def _whole(one: Data, place: str, key: str, otherwise: int) -> Entry:
    return Entry(f"{place}.{key}", told.entry(key), "whole", one.get(key, otherwise))


def _rows(data: Data, key: str) -> list[Data]:
    found = data.get(key, ())
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()


def _short(text: str) -> str:
    line = text.strip().removeprefix("# ").replace("\n", " ")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
