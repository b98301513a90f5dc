"""What the columns and keys of foreign script collections mean: fields, channels, languages, moods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from workstation.readers.words import plain

#: The fields that a column may become. `body` and `title` may carry a language and a channel
#: (`body_en_sms`, `title_en`); `index` counts rows, `variables` lists placeholders: both say nothing.
FIELDS: Final = (
    *("code", "title", "body", "category", "channel", "language", "tags", "scene", "note"),
    *("class", "audience", "mood", "group", "step", "subject", "active", "variables", "index"),
)
#: Columns of this program's own files besides title, body and code; the last four hold JSON.
OWN: Final = (
    *("language", "channels", "classes", "groups", "steps", "audience", "moods", "tags", "needs"),
    *("snippet", "asks", "promise", "acts"),
)

_WORDS: Final = {
    "code": (
        "code short_code shortcode shortcut short_cut hotkey trigger abbreviation slug key command "
        "编号 代码 编码 快捷码 快捷编码 快捷短语编码 快捷键 快捷词 快捷指令 话术编号 话术编码 短码 简码 "
        "触发词 缩写 模板编号 唤起词 標識 代碼 編號"
    ),
    "title": (
        "title name subject_line section_title label heading script_name template_name macro_name "
        "raw_title display_name intent intent_name topic question faq summary "
        "标题 名称 话术名称 话术标题 模板名称 模板标题 短语名称 快捷语名称 名字 主题 标准问题 标准问 "
        "问题 客户问题 用户问题 常见问题 意图 知识标题 回复名称 節點 標題 名稱 话术主题"
    ),
    "body": (
        "body content response reply text message answer template script body_text plain_text "
        "canned_response canned_text macro_text script_content template_content reply_text wording "
        "utterance message_text body_html content_html html_content rich_text html comment comment_value "
        "内容 话术 话术内容 回复 回复内容 正文 答案 答复 标准答案 标准话术 参考话术 推荐话术 回复话术 "
        "快捷短语 短语 短语内容 模板 模板内容 文案 应答 应答话术 客服话术 客服回复 回答 消息内容 话术正文 "
        "内文 內容 話術 回覆 参考回复 标准回复 建议回复 回复模板 话术模板 知识内容 话术示例 脚本"
    ),
    "category": (
        "category categories folder folder_name section group_name category_name page_title type "
        "stage topic_group department dept group platform industry "
        "分类 类别 目录 文件夹 分组 组别 类型 一级分类 二级分类 三级分类 话术分类 话术类型 话术分组 模块 "
        "快捷短语分组 页面标题 阶段 环节 大类 小类 章节 栏目 分類 類別 平台 行业"
    ),
    "channel": "channel channels medium media via 渠道 通道 适用渠道 使用渠道 发送渠道 渠道类型",
    "language": "language languages lang locale locale_id 语言 语种 語言",
    "tags": "tags tag labels keywords keyword 标签 关键词 关键字 标记 標籤 触发关键词",
    "scene": (
        "scene scenario use_case usage when_to_use situation when applies_to customer_says utterances "
        "场景 适用场景 使用场景 应用场景 业务场景 场景描述 适用情况 客户说 客户话术 触发条件 使用时机 節點"
    ),
    "note": (
        "note notes description remark remarks comments memo internal_note tips explanation "
        "备注 说明 描述 注意事项 使用说明 注释 要点 注意 使用建议 備註 说明备注 技巧"
    ),
    "class": "class subtype issue_type problem_type 问题类型 问题分类 问题类别 工单类型 投诉类型 业务类型",
    "audience": "audience party recipient to_whom 对象 适用对象 受众 客户类型 话术对象 适用人群",
    "mood": "mood emotion sentiment tone 情绪 客户情绪 语气 心情",
    "group": "team queue 处理组 适用小组 适用组 班组 团队",
    "step": "step procedure_step 步骤 流程步骤 流程环节",
    "subject": "email_subject mail_subject subject 邮件主题 邮件标题",
    "active": "active enabled isenabled is_enabled is_active status state 启用 是否启用 状态 有效",
    "variables": "variables variable placeholders params parameters 变量 占位符 参数 变量列表 变量说明",
    "index": "no number index row seq order position sort_order # id uuid 序号 行号 排序 顺序 次序 №",
}
_LANGUAGES: Final = {
    "zh": "zh zh_cn zh_hans cn chinese 中文 简体中文 中 汉语 普通话 国语 zh_tw zh_hant 繁体 繁體中文",
    "en": "en en_us en_gb english 英文 英语 英 英語",
    "ja": "ja jp japanese 日文 日语 日語 日本語",
    "ko": "ko kr korean 韩文 韩语 한국어",
    "de": "de de_de german deutsch 德语 德文",
    "fr": "fr fr_fr french français 法语 法文",
    "es": "es es_es spanish español 西班牙语",
    "ru": "ru ru_ru russian 俄语 русский",
}
_CHANNELS: Final = {
    "phone": "phone call voice telephone spoken hotline ivr 电话 语音 口头 通话 热线 来电 外呼 呼入 電話",
    "sms": "sms text_message short_message 短信 短讯 簡訊",
    "email": "email e_mail mail 邮件 电邮 电子邮件 邮箱 郵件",
    "chat": (
        "chat live_chat im wechat whatsapp messenger online webchat in_app social "
        "在线 聊天 微信 旺旺 千牛 即时消息 在线客服 网页 企业微信 公众号 私信 線上 app内"
    ),
}
_MOODS: Final = {
    "calm": "calm neutral normal ordinary regular 平静 普通 一般 正常 冷静 中性",
    "upset": "upset anxious worried empathetic empathy concerned 焦急 着急 焦虑 不满 担心 不安 急躁",
    "strong": "strong angry furious irate escalated 激动 愤怒 生气 强烈 暴怒 强硬",
}
_AUDIENCES: Final = {
    "sender": "sender shipper consignor 寄件人 寄方 发件人 寄件方 发货人 寄件客户",
    "receiver": "receiver consignee recipient buyer customer 收件人 收方 收件方 收货人 买家 消费者 收件客户",
    "merchant": "merchant seller shop store business 商家 卖家 店铺 企业客户 商户 月结客户 大客户",
}
#: What headings say, and the tags by which procedures and people look for such scripts.
_TAGS: Final = {
    "greeting": "greeting opening welcome 开场 开场白 问候 欢迎 欢迎语 首次响应 接待 进线",
    "verify": "verification verify identity 核实 核身 身份核验 核对信息 验证",
    "listen": "listening 倾听",
    "soothe": "soothing empathy reassurance 安抚 安慰 情绪安抚 共情",
    "apology": "apology apologies sorry 道歉 致歉 抱歉",
    "hold": "hold holding please_wait 等待 稍等 请稍等 等候",
    "refuse": "refusal decline 拒绝 婉拒",
    "evidence": "evidence proof 举证 凭证 取证 证据",
    "escalate": "escalation escalate 升级 转接 转主管",
    "survey": "survey rating review feedback 评价 满意度 邀评 好评 评价引导",
    "closing": "closing farewell ending goodbye 结束 结束语 结束话术 结语 收尾 送别",
    "promise": "promise commitment 承诺",
    "revisit": "follow_up revisit callback 回访 跟进",
}
_LONGEST_HEADER: Final = 100
_LISTED: Final = re.compile(r"[,，;；、|/\n]+")
_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_LATIN: Final = re.compile("[A-Za-z]{2,}")
_BRACKETED: Final = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")


def _table(words: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, text in words.items():
        for word in text.split():
            found.setdefault(plain(word), code)
    return found


_FIELD_OF: Final = _table(_WORDS)
_LANGUAGE_OF: Final = _table(_LANGUAGES)
_CHANNEL_OF: Final = _table(_CHANNELS)
_MOOD_OF: Final = _table(_MOODS)
_AUDIENCE_OF: Final = _table(_AUDIENCES)
_TAG_OF: Final = _table(_TAGS)
#: Chinese words of a field that tell it also inside a longer header, the longer ones first.
_INSIDE: Final = tuple(
    sorted(
        (
            (word, code)
            for word, code in _FIELD_OF.items()
            if not word.isascii()
            and len(word) > 1
            and code in ("body", "title", "category", "scene")
        ),
        key=lambda pair: -len(pair[0]),
    )
)


def field_of(header: str) -> tuple[str, float]:
    """The field of a header and how sure that is (0 to 1); ("", 0.0) where it says nothing.

    "英文内容" is `body_en`, "短信（英文）" `body_en_sms`, "Title" `title`.
    """
    bare = plain(header) if len(header) <= _LONGEST_HEADER else ""
    if not bare:
        return "", 0.0
    if bare in _FIELD_OF:
        return _FIELD_OF[bare], 1.0
    language, channel, rest = _split(header)
    base = _FIELD_OF.get(rest, "") if rest else "body"
    if base in ("title", "body") and (language or channel):
        return "_".join(filter(None, (base, language, channel))), 0.9 if rest else 0.7
    if base:
        return base, 0.9
    ending = bare.rstrip(" 0123456789一二三四五")
    for word, code in _INSIDE:
        if ending.endswith(word) and len(ending) <= len(word) + 6:
            return code, 0.6
    return "", 0.0


def is_field(name: str) -> bool:
    """Whether a column may be given this field."""
    base, language, channel = parted(name)
    known = base in FIELDS or base in OWN
    return known and (base in ("title", "body") or not (language or channel))


def parted(name: str) -> tuple[str, str, str]:
    """Take `body_en_sms` apart into base, language and channel ("" where none is named)."""
    base, *marks = name.split("_")
    language = channel = ""
    if base in ("title", "body"):
        for mark in marks:
            if mark in _CHANNELS:
                channel = mark
            elif mark:
                language = mark
        return base, language, channel
    return name, "", ""


def _split(header: str) -> tuple[str, str, str]:
    """The language and channel that a header names, and what is left of it, plain."""
    told = plain(_BRACKETED.sub(r" \1 ", header))
    language, told = _taken(told, _LANGUAGE_OF)
    channel, told = _taken(told, _CHANNEL_OF)
    return language, channel, " ".join(told.strip("的版 ").split())


def _taken(told: str, table: dict[str, str]) -> tuple[str, str]:
    for word in sorted(table, key=len, reverse=True):
        if word.isascii():
            if f" {word} " in f" {told} ":
                return table[word], f" {told} ".replace(f" {word} ", " ").strip()
        elif len(word) > 1 and word in told:
            return table[word], told.replace(word, " ").strip()
    return "", told


def listed(text: str) -> tuple[str, ...]:
    """The words of a cell that holds several, each once."""
    found = (part.strip().strip("[]\"'") for part in _LISTED.split(text))
    return tuple(dict.fromkeys(part for part in found if part))


def language_of(word: str) -> str:
    """The code of a language named by code or name; "" if it is not known."""
    bare = plain(word[:_LONGEST_HEADER])
    return _LANGUAGE_OF.get(bare) or _LANGUAGE_OF.get(bare.split(" ")[0], "")


def spoken_language(text: str) -> str:
    """The language that a text is written in by its letters; "" where there are none."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _HAN.search(text):
        return "zh"
    return "en" if _LATIN.search(text) else ""


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return bool(_HAN.search(text))


def channel_of(word: str) -> str:
    """The channel that a word names; "" if none."""
    bare = plain(word[:_LONGEST_HEADER])
    if bare in _CHANNEL_OF:
        return _CHANNEL_OF[bare]
    return _taken(bare, _CHANNEL_OF)[0] if len(bare) <= 12 else ""


def mood_of(word: str) -> str:
    """The mood that a word names; "" if none."""
    return _MOOD_OF.get(plain(word[:_LONGEST_HEADER]), "")


def audience_of(word: str) -> str:
    """The party that a word names; "" if none."""
    return _AUDIENCE_OF.get(plain(word[:_LONGEST_HEADER]), "")


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """The tags of this house that headings and titles speak for."""
    found: dict[str, None] = {}
    for text in words:
        bare = plain(text[:_LONGEST_HEADER])
        for word, tag in _TAG_OF.items():
            inside = word in bare if not word.isascii() else f" {word} " in f" {bare} "
            if bare == word or (len(word) > 1 and inside):
                found[tag] = None
    return tuple(found)
