"""What is wrong in a form's template and how to mend it, in English and in Chinese."""

from __future__ import annotations

from typing import Final

#: Code of a mistake -> its sentence in English, and in Chinese.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "form_fact_unknown": (
        "forms know no {value}; these there are: {known}",
        "表单没有 {value} 这一项；可用的有：{known}",
    ),
    "form_format": (
        "{fact} cannot be written as {value}; it can be: {known}",
        "{fact} 不能用格式 {value}；可用：{known}",
    ),
    "form_braces": (
        "{value} has broken braces; write the name of a fact between them, such as claim.number",
        "{value} 的花括号有误；括号之间请写事实名称，例如 claim.number",
    ),
    "form_lacks_fact": (
        "the form must show {value}; add a field for it",
        "表单必须列出 {value}；请补上这一项",
    ),
    "form_lacks_words": (
        "{value} must stand in words, too; use the format amount or capital",
        "{value} 还必须写明大写；请使用格式 amount 或 capital",
    ),
    "form_lacks_region": (
        "the form needs a region of the kind {value}; add it",
        "表单缺少 {value} 区域；请补上",
    ),
    "form_lacks_page": (
        "{value} must stand here, so that pages and copies can be told apart",
        "此处必须有 {value}，用来区分页和份",
    ),
    "form_margin": (
        "{value} mm is too little; at least {least} mm are needed for printers and codes",
        "{value} 毫米不够；打印机和条码至少需要 {least} 毫米",
    ),
    "form_widths": (
        "the widths come to {value} mm, but there are {room} mm; make them equal",
        "各栏宽度合计 {value} 毫米，版面为 {room} 毫米；请改为一致",
    ),
    "form_text_wide": (
        "{value} does not fit into {room} mm; shorten it or give it more room",
        "“{value}”放不进 {room} 毫米；请缩短文字或加宽",
    ),
    "form_too_tall": (
        "what must stay together here is {value} mm high, a page has {room} mm; make it less",
        "此处必须同页的内容高 {value} 毫米，一页只有 {room} 毫米；请减少",
    ),
    "form_glyph": (
        "no typeface of the forms has the character {character} ({code_point}); use another one",
        "表单字体没有字符 {character}（{code_point}）；请改用其他字",
    ),
    "form_unusable": (
        "the form cannot be drawn with {sample} data ({detail}); correct it",
        "用{sample}数据无法生成表单（{detail}）；请更正",
    ),
}
