"""What is wrong in a rule file and how to mend it, in English and in Chinese.

Every code that a builder or a check of rule files raises with a place has a sentence in both; a
test fails for one that has not. Facts of the refusal stand in braces.
"""

from __future__ import annotations

import re
from typing import Final

from workstation import form_sentences
from workstation.domain.refusal import Refusal

#: Code of a mistake -> its sentence in English, and in Chinese.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **form_sentences.SENTENCES,
    "rule_file_missing": (
        "the file is missing; put it back or start from the shipped one",
        "缺少此文件；请补回，或以随程序提供的文件为底稿",
    ),
    "rule_file_unknown": (
        "{file} is not a rule file that this program knows; correct its name",
        "本程序不认识规则文件 {file}；请更正文件名",
    ),
    "rule_encoding": (
        "the file is not UTF-8 (byte {byte}, in line {line}); save it as UTF-8",
        "文件不是 UTF-8 编码（第 {byte} 个字节，第 {line} 行）；请另存为 UTF-8",
    ),
    "rule_syntax": ("the file is not valid TOML: {detail}", "文件不是有效的 TOML：{detail}"),
    "rule_too_large": (
        "the file is too large ({size}, at most {most}); split it or take out what is not needed",
        "文件过大（{size}，上限 {most}）；请拆分或删去不需要的内容",
    ),
    "rule_too_deep": (
        "the values are nested too deeply; write them flatter",
        "数值嵌套过深；请改为较浅的结构",
    ),
    "rule_number_range": (
        "{value} is too large a number for any rule; write a smaller one",
        "数字 {value} 超出规则可用的范围；请改小",
    ),
    "rule_unusable": (
        "this file cannot be understood ({detail}); compare it with the shipped one",
        "无法理解此文件（{detail}）；请与随程序提供的文件对照",
    ),
    "rule_missing": ("a value is missing here; add it", "此处缺少一个值；请补上"),
    "rule_type": (
        "expected {expected}, found {found}",
        "此处应为{expected}，实际是{found}；请改正",
    ),
    "rule_unknown_key": (
        "this key is not known here; use one of {known}",
        "此处没有这个键；可用的有：{known}",
    ),
    "rule_duplicate": (
        "the code {value} stands twice; give each its own",
        "代码 {value} 重复；请各用各的代码",
    ),
    "rule_reference": (
        "{value} does not exist; correct the code or add what it names",
        "{value} 不存在；请更正代码，或补上它所指的内容",
    ),
    "rule_format_newer": (
        "made for a newer program (format {format}, this one reads {known}); update the program",
        "为更新版本的程序所写（格式 {format}，本程序只读到 {known}）；请升级程序",
    ),
    "rule_version_missing": (
        'the file does not say its version; add version = "…" at the top',
        '文件没有写明版本；请在开头加上 version = "…"',
    ),
    "rule_value": (
        "{value} does not fit here; expected: {expected}",
        "{value} 不适用于此处；应为：{expected}",
    ),
    "script_code_letters": (
        "{value} cannot be typed as a short code; use letters and figures",
        "{value} 不能作为短码输入；请只用字母和数字",
    ),
    "script_choice": (
        "{value} is not known here; use one of {known}",
        "此处没有 {value}；可用的有：{known}",
    ),
    "speech_pattern": (
        "the pattern {value} cannot be used: {why}; correct it",
        "句式 {value} 无法使用（{why}）；请更正",
    ),
    "speech_example": (
        "the rule {rule} does not catch its own example {value}; mend the pattern or the example",
        "规则 {rule} 查不出自己的例句“{value}”；请修改句式或例句",
    ),
    "speech_counter_example": (
        "the rule {rule} catches {value}, which it must let through; add an exception",
        "规则 {rule} 误判了应放行的“{value}”；请补充例外（unless）",
    ),
    "phrase_unusable": (
        "{value} is no phrase; write words, and a weight such as ^2 at the end",
        "{value} 不是可用的词语；请写词语，权重如 ^2 写在末尾",
    ),
    "condition_fact": (
        "{fact} is not a fact that rules may look at; use one of {known}",
        "规则不能看 {fact}；可用的有：{known}",
    ),
    "condition_test": (
        "{test} is not a comparison; use min, max, above, below, not_in, words or known",
        "{test} 不是比较方式；请用 min、max、above、below、not_in、words 或 known",
    ),
    "condition_value": (
        "{value} does not fit this comparison",
        "{value} 不适用于这种比较；请改正数值",
    ),
    "route_no_default": (
        "the last rule must have no conditions, so that every ticket has a group",
        "最后一条规则不得有条件，这样每张工单都有归属的组",
    ),
    "route_unreachable": (
        "no ticket gets here: rule {after} before it takes them all; move or remove one of them",
        "没有工单能到这里：前面的规则 {after} 会先全部命中；请移动或删去其中一条",
    ),
    "route_never": (
        "no ticket meets these conditions together; correct them",
        "没有工单能同时满足这些条件；请改正",
    ),
    "route_fact_unknown": (
        "the sentence names {fact}, which is not a fact of tickets; correct it",
        "句子里的 {fact} 不是工单的信息；请更正",
    ),
    "route_template": (
        "{value} has broken braces; write the bare name of a fact between them",
        "{value} 的花括号不完整；括号之间请只写信息的名称",
    ),
    "route_group_unreachable": (
        "no rule sends tickets to the group {value}; add one",
        "没有规则把工单分给 {value}；请加一条",
    ),
    "class_unreachable": (
        "nothing leads to {value}: it has no words, hints or examples; add some or take it out",
        "没有任何词语、来源词或例句指向 {value}；请补上，或删去这一项",
    ),
    "procedure_dead_end": (
        "no end can be reached from {steps}; add a way out",
        "从 {steps} 走不到结束；请加一条出口",
    ),
    "procedure_unreachable": (
        "no way leads to {steps}; add one or take the step out",
        "没有路通向 {steps}；请加一条，或删去这一步",
    ),
    "calendar_zone": (
        "{zone} is not a time zone; use a name such as Asia/Shanghai",
        "{zone} 不是时区；请用 Asia/Shanghai 这样的名称",
    ),
    "calendar_interval": (
        "{value} is not a stretch of time such as 09:00 to 12:00",
        "{value} 不是时间段；请写成 09:00 至 12:00 的样子",
    ),
    "calendar_overlap": (
        "{value} overlaps the stretch before it; make it begin later",
        "{value} 与前一段时间重叠；请把开始时间改晚",
    ),
    "calendar_never_open": (
        "the calendar {calendar} has no open hours; add some",
        "日历 {calendar} 没有任何工作时间；请补上",
    ),
    "calendar_day_both": (
        "{day} is a holiday and a working day; take one out",
        "{day} 既是假日又是工作日；请删去一个",
    ),
    "calendar_date": (
        "{value} is not a date; write it as 2026-02-17",
        "{value} 不是日期；请写成 2026-02-17 的样子",
    ),
    "calendar_weekday": (
        "{value} is not a day of the week; use mon, tue, wed, thu, fri, sat or sun",
        "{value} 不是星期几；请用 mon、tue、wed、thu、fri、sat 或 sun",
    ),
    "calendar_year": (
        "{day} does not belong to the year {year}; move it to its own year",
        "{day} 不属于 {year} 年；请移到它自己的年份",
    ),
    "condition_many": (
        "the ways out of {step} depend on too many things to be checked; use fewer conditions",
        "{step} 的出口牵涉的情况太多，无法逐一核对；请减少条件",
    ),
    "diagnosis_loop": (
        "the questions lead back to {value}; let this answer lead onwards",
        "问题会绕回 {value}；请让这个回答通向后面的问题或结论",
    ),
    "diagnosis_unreachable": (
        "no answer leads to {value}; add one or take it out",
        "没有回答通向 {value}；请加一个，或删去这一项",
    ),
    "exit_never": (
        "the way to {to} ({when}) never opens; correct its conditions or take it out",
        "通向 {to} 的出口（{when}）永远不会打开；请更正条件或删去",
    ),
    "exit_reason": (
        "the way to {to} has conditions: say in locked_zh and locked_en what is missing",
        "通向 {to} 的出口有条件：请在 locked_zh 和 locked_en 写明还缺什么",
    ),
    "form_choices": (
        "choices belong to a field of the type choice, and only there (here: {type})",
        "选项只属于 choice 类型的栏目，且必须有（此处为 {type}）",
    ),
    "form_effect": (
        "a form with the effect {effect} needs the field {field}; add it",
        "作用为 {effect} 的表单需要栏目 {field}；请补上",
    ),
    "step_no_exit": (
        "no way out of {step} is open when {example}; add one without conditions",
        "当 {example} 时，{step} 没有可走的出口；请加一条没有条件的",
    ),
    "automation_hand": (
        "{value} needs a person; a rule cannot do it",
        "{value} 须由人来做，自动规则不能做",
    ),
    "code_letters": (
        "{value} cannot be a code; use a-z, 0-9, dot, hyphen and underline, 40 characters at most",
        "{value} 不能作代码；请只用 a-z、0-9、点、连字符和下划线，最多 40 个字符",
    ),
    "version_letters": (
        "a version has at most {most} characters, all visible, and no @; write another one",
        "版本最多 {most} 个字符，须全部可见，且不含 @；请改写",
    ),
    "span_too_long": (
        "{value} is longer than five years; write {most} or less",
        "{value} 超过五年；请写 {most} 或更小的数",
    ),
    "span_beyond": (
        "the calendar {calendar} does not have that much open time ahead; write less",
        "日历 {calendar} 往后没有这么多工作时间；请写短些",
    ),
    "group_fixed": (
        "{value} is none of the groups, which are fixed: {known}; rename one of these instead",
        "{value} 不是可用的组；组是固定的：{known}；请改用其中一个（名称可以改）",
    ),
    "class_no_subtype": (
        "the class {value} has no sub-type; add one whose code begins with {value} and a dot",
        "类别 {value} 没有子类；请加一个代码以 {value} 和点开头的子类",
    ),
    "limits_none": (
        "no limit is left; keep at least one, or start from the shipped file",
        "一条时限也没有；请至少保留一条，或以随程序提供的文件为底稿",
    ),
    "limits_no_law": (
        "no limit of the law is left (kind and layer legal, with a length); put one back",
        "没有法定时限（kind 和 layer 为 legal，且有长度）；请补回",
    ),
    "limit_unreachable": (
        "it never applies: the limit {after} before it takes all its tickets; move or remove one of them",
        "这条时限永远用不上：前面的时限 {after} 会先全部命中；请移动或删去其中一条",
    ),
    "automation_circle": (
        "these may set each other off: {chain}; check their conditions, the chain stops after {most}",
        "这些自动规则可能互相触发：{chain}；请检查条件，连续 {most} 次后会停止",
    ),
    "limit_span": (
        "a limit cannot be negative; write 0 or more",
        "时限不能为负；请写 0 或更大的数",
    ),
}

#: How Chinese says what a value should be, and what it is.
_WORDS: Final = {
    "text": "文字",
    "whole number": "整数",
    "true or false": "true 或 false",
    "list of texts": "文字列表",
    "list": "列表",
    "table": "表",
    "str": "文字",
    "int": "整数",
    "float": "小数",
    "bool": "true 或 false",
    "dict": "表",
    "date": "日期",
    "datetime": "日期时间",
    "time": "时间",
    "number": "数字",
}
#: What the reader of TOML says, in Chinese; `…` stands for what it quotes.
_SYNTAX: Final = (
    (r"Expected '=' after a key.*", "键的后面应有等号"),
    (r"Cannot overwrite a value", "同一个键写了两次"),
    (r"Cannot declare (.*) twice", "{0} 声明了两次"),
    (r"Invalid value", "等号后面的值无法识别（文字要加引号）"),
    (r"Invalid initial character for a key part", "键的写法无效（可用字母、数字、_ 和 -）"),
    (r"Invalid statement", "这一行不是有效的语句"),
    (r"Unterminated string", "文字缺少结尾的引号"),
    (r"Unclosed array", "列表缺少右方括号"),
    (r"Unclosed inline table", "表缺少右花括号"),
    (r"Expected newline or end of document after a statement", "一行只能写一个值"),
    (r"Expected '\]+' at the end of.*", "表头缺少右方括号"),
    (r"Unescaped '\\' in a string", "文字中的反斜杠要写成两个"),
    (r"Illegal character (.*)", "不允许的字符 {0}"),
    (r"Cannot mutate immutable namespace (.*)", "{0} 已经写定，不能再加"),
    (r"Duplicate inline table key (.*)", "键 {0} 写了两次"),
    (r"Found invalid character (.*)", "不允许的字符 {0}"),
    (r"Expected (.*)", "缺少 {0}"),
)
_AT: Final = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\s*$")


def sentence(refusal: Refusal, language: str = "en") -> str:
    """Say what is wrong and how to mend it; Chinese for a language that begins with "zh"."""
    zh = language.startswith("zh")
    facts = {name: _told(value, zh=zh) for name, value in refusal.facts.items()}
    if refusal.code == "rule_syntax":
        facts["detail"] = _syntax(str(refusal.facts.get("detail", "")), zh=zh)
    try:
        return SENTENCES[refusal.code][1 if zh else 0].format_map(facts)
    except (KeyError, IndexError, ValueError):
        return str(refusal)


def syntax_position(detail: str) -> tuple[int, int]:
    """Line and column in what the reader of TOML says; 0 and 0 where it names none."""
    found = _AT.search(detail)
    return (int(found[1]), int(found[2])) if found and found[1] else (0, 0)


def _syntax(detail: str, *, zh: bool) -> str:
    bare = _AT.sub("", detail)
    at_end = detail.endswith("(at end of document)")
    if not zh:
        return f"{bare} (at the end of the file)" if at_end else bare
    for pattern, said in _SYNTAX:
        if found := re.fullmatch(pattern, bare):
            bare = said.format(*found.groups())
            break
    return f"{bare}（在文件末尾）" if at_end else bare


def _told(value: object, *, zh: bool) -> str:
    if isinstance(value, (tuple, list, set, frozenset)):
        return ("、" if zh else ", ").join(_told(item, zh=zh) for item in value)
    told = "".join(sign if sign.isprintable() else "\ufffd" for sign in str(value))
    told = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
    return _WORDS.get(told, told) if zh else told


#: The most of a quoted value that a sentence repeats.
_LONGEST: Final = 300
