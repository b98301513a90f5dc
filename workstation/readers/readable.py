"""Text that a program wrote for a browser or escaped for a file, as people read it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_TAG: Final = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|a|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|html|head|body|"
    r"style|script|font|img|blockquote|pre|code|hr|meta|title|small|sup|sub|center)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ESCAPED: Final = re.compile(r"\\r\\n|\\n|\\r")
_PATH: Final = re.compile(r"[A-Za-z]:\\\w")
_BREAKING: Final = frozenset(
    ("p", "br", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
     "blockquote", "pre")
)  # fmt: skip
_SILENT: Final = frozenset(("style", "script", "head", "title"))
_BLANKS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r"\n{3,}")


class _Words(HTMLParser):
    """Collects the words between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BREAKING:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif not _TAG.match(self.get_starttag_text() or ""):
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKING and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def readable(text: str) -> str:
    """Return `text` without tags, entities and written-out line breaks; plain text is unchanged."""
    if "\\" in text and "\n" not in text and not _PATH.search(text):
        text = _ESCAPED.sub("\n", text)
    if ("<" in text and _TAG.search(text)) or ("&" in text and _ENTITY.search(text)):
        text = _without_tags(text)
    return text


def _without_tags(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    parser.close()
    joined = "".join(parser.parts).replace("\xa0", " ")
    lines = (_BLANKS.sub(" ", line).strip() for line in joined.split("\n"))
    found = _LINES.sub("\n\n", "\n".join(lines)).replace("\n\n- ", "\n- ").strip()
    return found or text.strip()
