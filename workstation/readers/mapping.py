"""Which foreign column becomes which field: kept, edited, written to a file, found again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from workstation.readers.errors import ReadError
from workstation.readers.fields import FIELDS, ROW_INDEX, field_names
from workstation.readers.moments import ORDERS
from workstation.readers.source import OWN_COLUMNS
from workstation.readers.words import code_of, plain

_VERSION: Final = 1
_NAMELESS: Final = re.compile(r"column_\d+")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column: the field it becomes, or None when it is kept as an extra fact.

    `confidence` runs from 0 to 1. `date_order` is "ymd", "dmy", "mdy" or "" (no date column).
    `unit_ms` is the unit of bare numbers that are spans; `scale` the best mark of a rating.
    `index` marks a mere row count, which says nothing about the ticket.
    """

    header: str
    field: str | None = None
    confidence: float = 0.0
    date_order: str = ""
    unit_ms: int | None = None
    scale: int = 5
    index: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """The choices for all columns of one shape of file.

    `words` are the user's own translations of values: field → word → code, for example
    {"status": {"搞定": "resolved"}}; they win over the vocabulary.
    """

    columns: tuple[ColumnChoice, ...]
    kind: str = "tickets"
    words: AbstractMapping[str, AbstractMapping[str, str]] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """A short hash of the set of headers, by which a saved mapping is found again."""
        return fingerprint(choice.header for choice in self.columns)

    def choice(self, field_name: str) -> ColumnChoice | None:
        """Return the column that becomes `field_name`, or None."""
        return next((choice for choice in self.columns if choice.field == field_name), None)

    def header(self, field_name: str) -> str | None:
        """Return the header of the column that becomes `field_name`, or None."""
        found = self.choice(field_name)
        return found.header if found is not None else None

    def field_of(self, header: str) -> str | None:
        """Return the field that the column `header` becomes, or None when it is kept."""
        return next((choice.field for choice in self.columns if choice.header == header), None)

    def code(self, field_name: str, word: str) -> str | None:
        """Return the code of a value word: the user's own first, then the vocabulary's."""
        own = self.words.get(field_name, {})
        bare = plain(word)
        for known, code in own.items():
            if plain(known) == bare:
                return code
        return code_of(field_name, word)

    def with_column(self, header: str, field_name: str | None) -> Mapping:
        """Return a mapping in which `header` becomes `field_name`, and no other column does."""
        if field_name is not None and field_name not in field_names(self.kind):
            raise ReadError("mapping_broken", detail=f"unknown field {field_name}")
        changed = []
        for choice in self.columns:
            if choice.header == header:
                choice = replace(choice, field=field_name, confidence=1.0, index=False)
            elif choice.field == field_name:
                choice = replace(choice, field=None)
            changed.append(choice)
        return replace(self, columns=tuple(changed))

    def with_date_order(self, header: str, order: str) -> Mapping:
        """Return a mapping that reads the dates of `header` in `order`."""
        if order not in ORDERS:
            raise ReadError("mapping_broken", detail=f"unknown date order {order}")
        changed = (
            replace(choice, date_order=order) if choice.header == header else choice
            for choice in self.columns
        )
        return replace(self, columns=tuple(changed))

    def with_word(self, field_name: str, word: str, code: str) -> Mapping:
        """Return a mapping that reads the value `word` of `field_name` as `code`."""
        words = {name: dict(known) for name, known in self.words.items()}
        words.setdefault(field_name, {})[word] = code
        return replace(self, words=words)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; `from_dict` reads them back."""
        return {
            "version": _VERSION,
            "kind": self.kind,
            "fingerprint": self.fingerprint,
            "columns": [
                {
                    "header": choice.header,
                    "field": ROW_INDEX if choice.index else choice.field,
                    "confidence": choice.confidence,
                    "date_order": choice.date_order,
                    "unit_ms": choice.unit_ms,
                    "scale": choice.scale,
                }
                for choice in self.columns
            ],
            "words": {name: dict(known) for name, known in self.words.items()},
        }

    @staticmethod
    def from_dict(data: AbstractMapping[str, Any]) -> Mapping:
        """Read a mapping back; `ReadError("mapping_broken")` names what is wrong with it.

        Besides the full form, {"columns": {"header": "field"}} is understood.
        """
        try:
            return _from_dict(data)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ReadError("mapping_broken", detail=str(error)) from None


def _from_dict(data: AbstractMapping[str, Any]) -> Mapping:
    kind = str(data.get("kind", "tickets"))
    if kind not in FIELDS:
        raise ValueError(f"unknown kind {kind}")
    listed = data["columns"]
    if isinstance(listed, dict):
        listed = [{"header": header, "field": name} for header, name in listed.items()]
    columns = tuple(_column(entry, kind) for entry in listed)
    words = {
        str(name): {str(word): str(code) for word, code in known.items()}
        for name, known in data.get("words", {}).items()
    }
    return Mapping(columns, kind, words)


def _column(entry: AbstractMapping[str, Any], kind: str) -> ColumnChoice:
    name = entry.get("field") or None
    index = name == ROW_INDEX
    if name in (ROW_INDEX, "keep", "extra"):
        name = None
    if name is not None and name not in field_names(kind):
        raise ValueError(f"unknown field {name}")
    order = str(entry.get("date_order") or "")
    if order and order not in ORDERS:
        raise ValueError(f"unknown date order {order}")
    unit = entry.get("unit_ms")
    return ColumnChoice(
        header=str(entry["header"]),
        field=name,
        confidence=float(entry.get("confidence", 1.0)),
        date_order=order,
        unit_ms=None if unit is None else int(unit),
        scale=int(entry.get("scale") or 5),
        index=index,
    )


def fingerprint(headers: Iterable[str]) -> str:
    """Return 16 hex characters for a set of headers, whatever their order and spelling.

    Columns that the file leaves without a name count only when there are no others.
    """
    told = [header for header in headers if header not in OWN_COLUMNS]
    named = [header for header in told if not _NAMELESS.fullmatch(header)] or told
    names = sorted({plain(header) or header for header in named})
    return sha256("\n".join(names).encode("utf-8", "replace")).hexdigest()[:16]


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write the mapping as a JSON file."""
    text = json.dumps(mapping.to_dict(), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file; raises `ReadError` `file_missing` or `mapping_broken`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise ReadError("file_missing", file=str(path)) from None
    except ValueError as error:
        raise ReadError("mapping_broken", file=path.name, detail=str(error)) from None
    if not isinstance(data, dict):
        raise ReadError("mapping_broken", file=path.name, detail="not an object")
    return Mapping.from_dict(data)
