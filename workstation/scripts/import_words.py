"""What the plan of an import says of its rows and parts, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workstation.domain.wording import filled, said
from workstation.scripts.made import Problem

ACTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "new": ("new", "新增"),
    "changed": ("another version", "新版本"),
    "same": ("there already", "已有"),
    "clash": ("new, under another code", "新增（换编号）"),
    "refused": ("not taken in", "不导入"),
}
#: Why a part of a file is no script.
PASSED: Final[Mapping[str, tuple[str, str]]] = {
    "about_the_collection": ("speaks of the collection", "是说明，不是话术"),
    "no_text_to_say": ("has no text to say", "没有可以说的内容"),
    "not_readable": ("cannot be read as scripts", "读不出话术"),
    "no_column_of_texts": ("has no column of texts", "没有话术内容的列"),
}
_PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "undecodable": (
        "{column} holds bytes that are no letters; save the file as UTF-8",
        "“{column}”里有无法识别的字节，请把文件另存为 UTF-8",
    ),
    "too_many_cells": (
        "has {cells} cells under {expected} headers; put quotes around texts with separators",
        "有{cells}格，表头只有{expected}列；内容里有分隔符时请加引号",
    ),
    "unclosed_quote": ("a quotation mark is not closed", "引号没有闭合"),
    "broken_json": ("is broken JSON: {detail}", "JSON 不完整：{detail}"),
    "not_an_object": ("is no object", "不是对象"),
    "formula_without_value": (
        "the formula in {column} was never worked out; open and save the file in the table program",
        "“{column}”里的公式没有结果，请用表格软件打开后保存",
    ),
    "script_body_missing": ("has no words to say", "没有话术内容"),
    "script_facts_broken": ("is not as this program writes it: {detail}", "格式不对：{detail}"),
    "script_not_in_use_there": (
        "is switched off where it comes from",
        "在原系统里是停用的",
    ),
    "script_two_languages": (
        "Chinese and English stood one after the other and were parted",
        "中英文放在一起，已分成两种语言",
    ),
    "script_subject_apart": (
        "begins with the subject of an e-mail, which is kept in the note: {subject}",
        "开头是邮件主题“{subject}”，已移到备注",
    ),
    "script_title_cut": ("the title was cut; it was: {title}", "标题过长，已截短；原文：{title}"),
    "script_twice_in_file": ("says the same as {place}", "与 {place} 内容相同"),
    "script_said_here": ("{code} ({title}) says the same here", "本台已有内容相同的 {code}（{title}）"),
    "script_code_tidied": (
        "the code {given} was written so that it can be typed",
        "编号“{given}”已改成能输入的写法",
    ),
    "script_code_twice": (
        "the code {code} stands at {place}, too; this one got another",
        "编号 {code} 与 {place} 重复，这条换了编号",
    ),
    "script_code_clash": (
        "the code {code} is another script here ({title}); this one becomes {free}",
        "编号 {code} 在本台是另一条话术（{title}），这条改用 {free}",
    ),
    "script_name_unknown": (
        "{value} is not known here and became a tag",
        "本台没有“{value}”，已改为标签",
    ),
    "script_joined": (
        "{place} is the same script for another channel or language",
        "{place} 是同一条话术的另一渠道或语言，已合并",
    ),
    "script_placeholder_left": ("{text} looks like a place to fill in", "“{text}”像是没有填的空"),
    "template_invalid": ("line {line}: {problem}", "第{line}行：{problem}"),
    "template_too_long": ("is longer than {longest:,} characters", "超过{longest:,}字"),
    "script_fact_unknown": ("nobody knows {fact}", "没有“{fact}”这项信息"),
    "snippet_unknown": ("there is no part {snippet}", "没有片段 {snippet}"),
    "rule_value": ("{place}: {value} is not possible; expected: {expected}", "{place}：不能是{value}；应为{expected}"),
    "rule_missing": ("{place} is missing", "缺少{place}"),
    "script_code_letters": ("{value} is no code that can be typed", "“{value}”不能作编号"),
}  # fmt: skip


def problem_words(problem: Problem, language: str = "en") -> str:
    """The sentence of a problem, in Chinese ("zh") or English; an unknown code tells its facts."""
    pair = _PROBLEMS.get(problem.code)
    if pair is None:
        facts = ", ".join(f"{name} {value}" for name, value in problem.facts.items())
        return f"{problem.code}: {facts}" if facts else problem.code
    sentence = said(pair, language)
    try:
        return filled(sentence, problem.facts, gap="")
    except (ValueError, TypeError):  # a number is missing where one is laid out
        return filled(sentence.replace(":,}", "}"), problem.facts, gap="")


def word(table: Mapping[str, tuple[str, str]], code: str, language: str = "en") -> str:
    """A code of one of the tables above as words."""
    pair = table.get(code)
    return code if pair is None else said(pair, language)
