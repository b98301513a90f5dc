"""The house as contracts and payment notices name it: a rule file, `rules/house.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import root

#: The longest text of each kind, in characters.
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class House:
    """Who pays. `id_no` is the unified social credit code, `seal` what the seal on a form says.

    Where `name` is empty, forms bear the organisation of the desk's settings.
    """

    name: str = ""
    name_en: str = ""
    id_no: str = ""
    address: str = ""
    address_en: str = ""
    phone: str = ""
    seal: str = ""
    version: str = ""

    def called(self, language: str) -> str:
        """Its name in a language; the Chinese one where there is no other."""
        return self.name if language == "zh" else self.name_en or self.name

    def located(self, language: str) -> str:
        """Its address in a language; the Chinese one where there is no other."""
        return self.address if language == "zh" else self.address_en or self.address


def house_from(data: Mapping[str, object]) -> House:
    """Build the house of a file's data; raises `Refusal` (`rule_*`) with the place."""
    top = root(data)
    names = [item.name for item in fields(House)]
    top.only("format", *names)
    told = {name: top.text(name, "").strip() for name in names}
    for name, text in told.items():
        if len(text) > _LONGEST or "\n" in text:
            expected = f"one line of at most {_LONGEST} characters"
            raise Refusal("rule_value", place=top.at(name), value=text, expected=expected)
    return House(**told)
