"""The words of a form, read from its data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from resources import read_text
from workstation.domain.money import format_fen
from workstation.domain.refusal import Refusal


class Wording:
    """The texts of one form; a missing one is a :class:`Refusal` that names its place."""

    def __init__(self, name: str, tables: Mapping[str, object]) -> None:
        self._name = name
        self._tables = tables
        self.version = self.text("version")
        self.title = self.text("title")

    def text(self, *keys: str) -> str:
        """Return the text at ``keys``; raises ``Refusal('wording_missing')``."""
        found = self._at(keys)
        if not isinstance(found, str):
            raise Refusal("wording_missing", file=self._name, place=".".join(keys))
        return found

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return the list of texts at ``keys``; raises ``Refusal('wording_missing')``."""
        found = self._at(keys)
        if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
            raise Refusal("wording_missing", file=self._name, place=".".join(keys))
        return tuple(found)

    def label(self, name: str) -> str:
        """Return the label ``name``."""
        return self.text("labels", name)

    def codes(self, table: str) -> tuple[str, ...]:
        """Return the codes that ``table`` has words for, in the order of the file."""
        found = self._at((table,))
        return tuple(found) if isinstance(found, dict) else ()

    def word(self, table: str, code: str) -> str:
        """Return the word for ``code``, or ``code`` itself if the table has none."""
        return self.text(table, code) if code in self.codes(table) else code

    def sentence(self, code: str, facts: Mapping[str, int | str]) -> str:
        """Return the sentence for a step of the arithmetic; fen are written as yuan."""
        shown = {
            name: format_fen(int(value)) if name.endswith("_fen") else str(value)
            for name, value in facts.items()
        }
        try:
            return self.text("basis", code).format_map(shown)
        except (KeyError, ValueError, IndexError) as problem:
            raise Refusal(
                "wording_invalid", file=self._name, place=f"basis.{code}", problem=str(problem)
            ) from problem

    def _at(self, keys: tuple[str, ...]) -> object:
        found: object = self._tables
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found


@cache
def form_wording(form: str, language: str = "zh") -> Wording:
    """Return the words of ``form``, such as ``claim_form``.

    Raises ``Refusal('wording_invalid')`` if the file cannot be read as TOML.
    """
    name = f"forms/{form}.{language}.toml"
    try:
        return Wording(name, tomllib.loads(read_text(name)))
    except tomllib.TOMLDecodeError as problem:
        raise Refusal("wording_invalid", file=name, place="", problem=str(problem)) from problem
