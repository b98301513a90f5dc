"""What the launcher says, in English and in Chinese; one entry, one short sentence or two."""

from __future__ import annotations

import locale
import os
import sys

SENTENCES: dict[str, tuple[str, str]] = {
    "preparing": (
        "Aftercare prepares itself in {place} (once; some {megabytes} MB to fetch).",
        "售后工作台正在 {place} 中做首次准备（只需一次，约下载 {megabytes} MB）。",
    ),
    "adding_tests": (
        "Adding what the tests need to {place} (once; some {megabytes} MB to fetch).",
        "正在向 {place} 添加测试所需的组件（只需一次，约下载 {megabytes} MB）。",
    ),
    "elsewhere": (
        "{folder} cannot hold the environment; {place} is used instead.",
        "{folder} 不能存放运行环境，改用 {place}。",
    ),
    "waiting": (
        "Another start is preparing; waiting for it.",
        "另一个进程正在准备，请稍候。",
    ),
    "python_packages": ("Fetching packages …", "正在获取组件 …"),
    "fetching": ("  {name} ({size})", "  {name}（{size}）"),
    "installing": ("Installing packages …", "正在安装组件 …"),
    "system_libraries": (
        "Fetching {count} system libraries from Debian's archive, for Aftercare alone …",
        "正在从系统软件源获取 {count} 个系统库（仅供售后工作台使用）…",
    ),
    "package_lists": ("Reading the package lists …", "正在读取软件包列表 …"),
    "proof": ("Loading Qt for the first time …", "首次加载 Qt …"),
    "debian_pip": ("Fetching pip from Debian's archive …", "正在从系统软件源获取 pip …"),
    "ready": ("Ready after {seconds} s.", "准备完毕，用时 {seconds} 秒。"),
    "no_display": (
        "There is no display: the window opens off screen, where nobody sees it (Ctrl+C ends it).",
        "没有可用的显示器：窗口将在屏幕外打开，不可见（按 Ctrl+C 结束）。",
    ),
    "interrupted": (
        "Stopped; the next start takes up what was fetched.",
        "已停止；下次启动会继续使用已下载的内容。",
    ),
    "package_index": ("the package index", "软件包索引"),
    "debian_archive": ("Debian's archive", "Debian 软件源"),
    "details": ("Details: {log}", "详情见：{log}"),
    "libraries": (
        "System libraries are missing: {missing}. Install them and start again:\n  {command}",
        "缺少系统库：{missing}。请安装后重新启动：\n  {command}",
    ),
    "too_new": (
        "This Python ({found}) is newer than the packages; use Python 3.11 to {newest}.",
        "当前 Python（{found}）过新，组件尚不支持；请使用 Python 3.11 至 {newest}。",
    ),
    "old_system": (
        "This system is too old: it has glibc {found}, Qt needs {needed} or newer.",
        "当前系统过旧：glibc 版本为 {found}，Qt 需要 {needed} 或更新版本。",
    ),
    "no_build": (
        "{package} is not built for this system ({system}, Python {python}).",
        "{package} 没有适用于当前系统的版本（{system}，Python {python}）。",
    ),
    "no_network": (
        "The packages could not be fetched: there is no way to {source}. "
        "Connect (or set a mirror or proxy) and start again.",
        "无法下载组件：连接不上 {source}。请检查网络（或设置镜像、代理）后重新启动。",
    ),
    "no_trust": (
        "The certificate of {source} is not known here, so nothing was fetched. If your network "
        "has its own, name it in PIP_CERT and SSL_CERT_FILE and start again.",
        "无法信任{source}的证书，未下载任何内容。如网络使用自有证书，请在 PIP_CERT 和 "
        "SSL_CERT_FILE 中指定后重新启动。",
    ),
    "no_space": (
        "There is too little space in {place}: {needed} MB are needed, {free} MB are free.",
        "{place} 空间不足：需要 {needed} MB，剩余 {free} MB。",
    ),
    "disk_full": (
        "The disk ran full while preparing; make room and start again.",
        "准备过程中磁盘已满；请腾出空间后重新启动。",
    ),
    "no_place": (
        "Neither {first} nor {second} can be written; make one of them writable and start again.",
        "{first} 和 {second} 都无法写入；请放开其中之一的写权限后重新启动。",
    ),
    "no_pip": (
        "This Python has no pip and no ensurepip; install pip (or uv) and start again.",
        "当前 Python 没有 pip 和 ensurepip；请安装 pip（或 uv）后重新启动。",
    ),
    "broken_package": (
        "What arrived for {package} is not what was recorded; nothing of it was used. "
        "Start again, or check the mirror or proxy.",
        "{package} 的下载内容与记录的校验值不符，未予使用。请重试，或检查镜像、代理。",
    ),
    "failed": (
        "Preparing failed at: {step}. The last word was: {last}",
        "准备失败，步骤：{step}。最后的输出：{last}",
    ),
    "occupied": (
        "{place} could not be replaced; close running windows of Aftercare and start again.",
        "无法替换 {place}；请关闭正在运行的售后工作台后重新启动。",
    ),
}


def sentence(code: str, **facts: object) -> str:
    """The sentence `code` in the language of this session, filled with `facts`."""
    english, chinese = SENTENCES[code]
    return (chinese if speaks_chinese() else english).format(**facts)


def speaks_chinese() -> bool:
    """Whether the session's messages are in Chinese, by the usual variables, else the system."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    if sys.platform != "win32":
        return False
    return (locale.getlocale()[0] or "").startswith(("zh", "Chinese"))
