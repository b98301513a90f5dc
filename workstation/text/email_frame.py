"""The frame of an e-mail: a salutation before a script's words and a close after them.

Scripts are written for the ear and for short messages. One that is sent as an e-mail without words
of its own for it is put between two snippets of the library, so that it begins and ends as a
letter does.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from workstation.domain.script import Words

#: The snippets before and after the words.
OPENING: Final = "yjkt"
CLOSE: Final = "yjlk"
#: How words begin that greet by themselves.
_GREETS: Final = (
    *("您好", "你好", "尊敬的", "亲爱的", "早上好", "上午好", "下午好", "晚上好"),
    *("Dear ", "Hello", "Hi ", "Hi,", "Good morning", "Good day", "Good afternoon"),
    *("{% snippet", "{%- snippet"),
)
_OPENED: Final = re.compile(rf'\A\s*\{{%-?\s*snippet "{OPENING}"\s*-?%\}}\s*')
_CLOSED: Final = re.compile(rf'\s*\{{%-?\s*snippet "{CLOSE}"\s*-?%\}}\s*\Z')


def body_of(words: Words, channel: str, snippets: Container[str], *, part: bool = False) -> str:
    """The template for a channel; for an e-mail between a salutation and a close.

    The channel's own words are the whole letter, and so are words that greet by themselves. Where
    the library lacks one of the two snippets the words stand alone. As a `part` of a letter that
    is there they have neither salutation nor close, also where they bring these snippets themselves.
    """
    body = words.body_for(channel)
    if part and channel == "email":
        return _CLOSED.sub("", _OPENED.sub("", body))
    whole = channel != "email" or "email" in dict(words.variants) or body.startswith(_GREETS)
    if whole or OPENING not in snippets or CLOSE not in snippets:
        return body
    return f'{{% snippet "{OPENING}" %}}\n\n{body}\n\n{{% snippet "{CLOSE}" %}}'
