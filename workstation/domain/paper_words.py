"""What the desk says of papers: why printing, signing or verifying is refused, and what was found.

Each sentence in English and in Chinese; facts stand in braces.
"""

from __future__ import annotations

from typing import Final

#: Code of a refusal -> its sentence in English, and in Chinese.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "paper_unknown": (
        "there is no form {form} in the language {language}",
        "没有 {language} 语言的表单 {form}",
    ),
    "paper_copy": (
        "{value} is no copy of a form; known: {known}",
        "没有 {value} 这种联次；可用：{known}",
    ),
    "form_code_unreadable": (
        "{text} is not the code of one of our forms; scan the square code at the top left",
        "{text} 不是本单位表单的查验码；请扫描左上角的二维码",
    ),
    "form_serial_letters": (
        "the number {serial} cannot stand in a code; use capital letters, figures and hyphens",
        "编号 {serial} 无法写入二维码；请只用大写字母、数字和连字符",
    ),
    "archive_damaged": (
        "the archived form {serial} is damaged and no sound copy was found; its bytes were put"
        " aside at {path}",
        "存档表单 {serial} 已损坏，且未找到完好副本；损坏的文件已移至 {path}",
    ),
    "print_overtaken": (
        "somebody has printed copy {copy} of {serial} just now; print again to get the next one",
        "刚刚已有人打印了 {serial} 的第 {copy} 份；请重新打印以取得下一份",
    ),
    "serial_not_missing": (
        "the number {serial} is not missing: a form bears it, or this desk never had it",
        "编号 {serial} 并未缺失：已有表单使用该编号，或本机从未领到该编号",
    ),
    "print_void": (
        "copy {copy} of {serial} was voided before",
        "{serial} 的第 {copy} 份此前已作废",
    ),
    "form_copy": (
        "there is no copy {value} of a form; known: {known}",
        "表单没有“{value}”联；可用：{known}",
    ),
    "signing_missing": (
        "signing needs the package {package}; install it beside the program",
        "签名需要安装软件包 {package}",
    ),
    "signing_key": (
        "{name} gives no key: the password is wrong, or it holds none",
        "无法从 {name} 取得签名密钥：密码不对，或其中没有密钥",
    ),
    "signing_failed": ("the form could not be signed: {reason}", "表单签名失败：{reason}"),
    "printer_missing": (
        "there is no printer {printer}; known: {known}",
        "没有名为 {printer} 的打印机；可用：{known}",
    ),
    "printer_none": (
        "no printer is set up on this machine; add one in the system's settings",
        "本机没有设置打印机；请在系统设置中添加",
    ),
    "printer_system_missing": (
        "the system's print commands ({command}) are not installed; print from the window instead",
        "系统没有安装打印命令（{command}）；请在窗口中打印",
    ),
    "printer_stopped": (
        "the printer {printer} is stopped or takes no jobs: {reason}",
        "打印机 {printer} 已停用或不接收任务：{reason}",
    ),
    "printer_choice": (
        "the printer {printer} has no {option} {value}; it has: {known}",
        "打印机 {printer} 没有 {option} 选项 {value}；可选：{known}",
    ),
    "print_failed": ("the form was not printed: {reason}", "打印失败：{reason}"),
    "job_missing": ("there is no print job {job}", "没有编号为 {job} 的打印任务"),
    "claim_unapproved": (
        "claim {number} is not approved; only a preview of its forms can be made",
        "理赔单 {number} 尚未核定，只能生成预览",
    ),
    "batch_empty": ("no claim was chosen; name at least one", "没有选择理赔单；请至少选择一个"),
    "batch_broken": (
        "the record of the run {path} cannot be read: {reason}",
        "批次记录 {path} 无法读取：{reason}",
    ),
    "batch_other": (
        "the folder holds another run ({job}); resume that one or choose another folder",
        "该文件夹中有另一批次（{job}）；请继续该批次或另选文件夹",
    ),
    "batch_signed": (
        "signed forms stay files of their own; write one file each",
        "已签名的表单必须各自成文件；请选择每份一个文件",
    ),
    "batch_language": (
        "one file for all holds forms of one language alone; write one file each",
        "合并为一个文件时只能使用一种语言；请选择每份一个文件",
    ),
}
#: Outcome of a verification -> what it means.
OUTCOMES: Final[dict[str, tuple[str, str]]] = {
    "genuine": ("genuine: it is what was issued", "真实：与签发内容一致"),
    "added": (
        "genuine: it is what was issued, with something added behind it, such as a signature",
        "真实：与签发内容一致，其后有追加内容（如签名）",
    ),
    "listed": (
        "the register has this number; that says nothing of the paper: compare it with what stands"
        " here, or scan its code",
        "登记簿有此编号；但不能证明纸面文件真伪：请与此处内容核对，或扫描其二维码",
    ),
    "altered": (
        "not what was issued: altered, or another copy; compare with the register",
        "与签发内容不一致：已被改动，或是其他副本；请与登记簿核对",
    ),
    "unregistered": (
        "the register of this desk has no such number; exchange with the hub and try again",
        "本机登记簿没有该编号；请先同步再核验",
    ),
    "unknown": ("it bears no number of a form", "未发现表单编号"),
}
#: Why a copy counts no more though it was not voided.
SUPERSEDED: Final[dict[str, tuple[str, str]]] = {
    "renumbered": ("the form bears another number now", "该表单现已使用其他编号"),
    "revised": ("the claim was approved anew after it was issued", "签发后理赔单已重新核定"),
    "withdrawn": ("the claim was taken back or turned down", "理赔单已撤回或被驳回"),
    "reissued": ("a later copy took its place", "已有更新的副本"),
}
#: What a register says of a line whose form bears another number now.
BEARS: Final = ("{serial} counts instead", "以 {serial} 为准，此件无效")
VOID: Final = ("voided: {reason}", "已作废：{reason}")
#: State of the archived bytes -> what it means.
ARCHIVE: Final[dict[str, tuple[str, str]]] = {
    "sound": ("the archive has its bytes unharmed", "存档完好"),
    "restored": ("the archive's bytes were restored", "存档已从副本恢复"),
    "missing": ("its bytes are not on this desk", "本机没有存档"),
    "damaged": ("the archive's bytes are damaged", "存档已损坏"),
}
#: Why a number is void whose print the hub refused.
REFUSED: Final = "共享数据库未接受 refused by the shared database"
#: Why a number is void that stands on a paper: another desk had numbered the form first.
NUMBERED_FIRST: Final = "表单编号以 {serial} 为准，请收回此件 {serial} counts, take this paper back"
#: State of a serial number -> what it means.
SERIALS: Final[dict[str, tuple[str, str]]] = {
    "used": ("used", "已使用"),
    "void": ("void", "已作废"),
    "returned": ("returned to the hub", "已退回"),
    "in_hand": ("in hand", "未使用"),
    "open": ("given to a form that was not issued yet", "已分配，尚未签发"),
    "given_up": ("given up", "已放弃"),
    "explained": ("explained", "已说明"),
    "missing": ("not accounted for", "去向不明"),
}
