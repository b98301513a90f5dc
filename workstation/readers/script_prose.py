"""The words of Markdown as a person reads them, and lines that name what they hold."""

from __future__ import annotations

import re
from typing import Final

from workstation.readers.readable import readable
from workstation.readers.script_fields import field_of
from workstation.readers.words import plain

#: Longer texts are no words to say; they are refused later.
LONGEST: Final = 60_000
_BOLD: Final = re.compile(r"(?<![*\d])\*\*(?![*\s])([^*\n]+?)(?<!\s)\*\*(?!\*)")
_UNDERLINED: Final = re.compile(r"(?<![\w_])__(?![_\s])([^_\n]+?)(?<!\s)__(?![\w_])")
_SLANTED: Final = re.compile(r"(?<![*\w])\*(?![*\s])([^*\n]+?)(?<![*\s])\*(?![*\w])")
_STRUCK: Final = re.compile(r"~~(?!\s)([^~\n]+?)~~")
_CODE: Final = re.compile(r"`([^`\n]+)`")
_IMAGE: Final = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK: Final = re.compile(r"\[([^\]\n]+)\]\(((?:https?|mailto|tel):[^)\s]*)[^)\n]*\)")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_LABELLED: Final = re.compile(
    r"\s*(?:[-*+•]\s+)?(?:\*\*|__|【|\[)?([^\s*_【】\[\]:：][^*_【】\[\]:：\n]{0,15}?)(?:\*\*|__|】|\])?"
    r"\s*[:：]\s*(?:\*\*|__)?\s*(.*)$"
)
_CODE_OF: Final = re.compile(
    r"[（(\[]\s*(?:id|code|编号|快捷码|代码)\s*[:：=]\s*`?([\w.\-/]+)`?\s*[)）\]]", re.IGNORECASE
)
#: Words before a colon that ask or answer in a dialogue, and what they are.
_TURNS: Final = {
    **dict.fromkeys(("问", "q", "客户", "客户问", "顾客", "买家", "用户", "customer"), "title"),
    **dict.fromkeys(
        ("答", "a", "客服", "坐席", "客服回答", "agent", "reply", "客服回复", "参考回复"), "body"
    ),
}
#: Titles of parts that speak of the collection and are no script.
_ADVICE: Final = (
    "使用说明 使用技巧 使用建议 使用方法 使用指南 注意事项 目录 前言 简介 说明 更新记录 更新日志 版本记录 "
    "变量说明 占位符说明 变量占位符 附录 关于 版权 贡献 参考资料 相关链接 快速开始 联系我们 总结 原则 "
    "话术原则 服务原则 禁用语 服务忌语 补充说明 技巧 要点 template_usage_guidelines usage guidelines "
    "usage_guidelines notes tips best_practices about license introduction table_of_contents contents "
    "changelog readme how_to_use contributing overview personalization tone_and_style placeholders "
    "variables quality_checks general_guidelines instructions"
)
_ADVICE_WORDS: Final = frozenset(plain(word) for word in _ADVICE.split())


def is_advice(title: str) -> bool:
    """Whether a part of this title is about the collection."""
    bare = plain(re.sub(r"[（(].*?[)）]", "", title))
    return bare in _ADVICE_WORDS or bare.endswith(("使用说明", "使用技巧", "注意事项", "使用指南"))


def spoken(text: str) -> str:
    """Markdown's marks taken out; placeholders, masks and lists stay as they are.

    What is too long to be said stays as it is.
    """
    if len(text) > LONGEST:
        return text.strip()
    told = _IMAGE.sub(r"\1", text)
    told = _LINK.sub(lambda found: _link(found[1], found[2]), told)
    for pattern in (_BOLD, _UNDERLINED, _SLANTED, _STRUCK, _CODE):
        told = pattern.sub(r"\1", told)
    told = _ESCAPED.sub(r"\1", told)
    told = "\n".join(line.rstrip().removesuffix("\\") for line in told.split("\n"))
    return readable(told).strip()


def _link(words: str, address: str) -> str:
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    return bare if words.strip() in (address, bare) else f"{words}（{bare}）"


def code_in(title: str) -> tuple[str, str]:
    """A title without the code it carries in brackets, and that code ("" if none)."""
    found = _CODE_OF.search(title)
    if found is None:
        return title, ""
    return (title[: found.start()] + title[found.end() :]).strip(), found[1]


def labelled(line: str) -> tuple[str, str, bool] | None:
    """The field that a line such as "**适用场景：** 催派" names, and what it says; else None.

    The third says whether the name stands out (bold, in brackets, a turn of a dialogue), so that
    it is one also below words that are said.
    """
    found = _LABELLED.match(line) if len(line) <= LONGEST else None
    if found is None:
        return None
    word, value = found[1].strip(), found[2].strip()
    turn = _TURNS.get(plain(word))
    if turn:
        return turn, value, True
    name, sure = field_of(word)
    if not name or sure < 0.7 or (sure < 1.0 and not name.startswith("body")):
        return None
    if name in ("index", "active", "subject"):
        return None
    before = line[: found.start(1)]
    return name, value, any(mark in before for mark in ("**", "__", "【", "["))
