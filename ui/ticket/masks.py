"""What is shown of a person's numbers and address before somebody says why they need more."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_DISTRICT: Final = re.compile(r"^.{0,14}?(?:[区县旗]|市(?!.{0,8}[市区县旗]))")


def masked_phone(text: str) -> str:
    """A number with its middle hidden: 138****5678; an extension is hidden too."""
    number, dash, extension = text.partition("-")
    if dash and len(number) <= 4:  # an area code
        return f"{number}-****{extension[-4:]}"
    tail = "-****" if extension else ""
    if len(number) >= 11:
        return f"{number[:-8]}****{number[-4:]}{tail}"
    return f"****{number[-4:]}{tail}" if len(number) > 6 else text


def masked_email(text: str) -> str:
    """An e-mail address with its name hidden but for the first character."""
    user, at, host = text.rpartition("@")
    return f"{user[:1]}***@{host}" if at and user else "***"


def masked_address(text: str) -> str:
    """An address down to its district: 广东省深圳市南山区****."""
    found = _DISTRICT.match(text)
    return f"{found[0]}****" if found else "****"


#: How a fact is masked, by the name of its field; an empty one stays empty.
MASKS: Final[dict[str, Callable[[str], str]]] = {
    "phone": masked_phone,
    "email": lambda text: masked_email(text) if text else "",
    "address": lambda text: masked_address(text) if text else "",
}
