"""Who opens `aftercare://` addresses: telling the system that this program does, and taking it back.

Linux and other freedesktop systems: an entry in the user's own applications folder and a line in
the user's `mimeapps.list`, the file that `xdg-mime default` writes. Windows: a key below
HKEY_CURRENT_USER. Nothing outside the user's own settings is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import resources

_TYPE: Final = "x-scheme-handler/aftercare"
_ENTRY: Final = "aftercare-call.desktop"
_DEFAULTS: Final = "[Default Applications]"
_KEY: Final = r"Software\Classes\aftercare"


def command(profile: Path | None = None) -> list[str]:
    """How this program is started, for a desk in a folder of its own with that folder."""
    start = [sys.executable]
    if not getattr(sys, "frozen", False):
        start.append(str(resources.path("icons").parents[1] / "main.py"))
    return [*start, "--profile", str(profile)] if profile else start


def call_line(profile: Path | None = None) -> str:
    """The command line that opens a caller here, for any telephone program."""
    told = [*command(profile), "call", "--number", "NUMBER", "--name", "NAME"]
    return subprocess.list2cmdline(told)


def possible() -> bool:
    """Whether this system's way of telling is known here."""
    return sys.platform == "win32" or (os.name == "posix" and sys.platform != "darwin")


def registered() -> bool:
    """Whether addresses open this program now."""
    if sys.platform == "win32":
        return _in_registry()
    return _entry().is_file() and f"{_TYPE}={_ENTRY};" in _lines(_defaults())


def register(profile: Path | None = None) -> None:
    """Have addresses open this program. Raises `OSError` when that cannot be written."""
    if sys.platform == "win32":
        _write_registry(profile)
        return
    parts = " ".join(_quoted(part) for part in command(profile))
    _entry().parent.mkdir(parents=True, exist_ok=True)
    _entry().write_text(
        "[Desktop Entry]\nType=Application\nName=Aftercare\nName[zh_CN]=售后工作台\n"
        f"Exec={parts} %u\nNoDisplay=true\nTerminal=false\nMimeType={_TYPE};\n",
        encoding="utf-8",
    )
    _change_defaults(f"{_TYPE}={_ENTRY};")
    _refresh()


def unregister() -> None:
    """Take back what `register` wrote. Raises `OSError` when that cannot be written."""
    if sys.platform == "win32":
        _drop_registry()
        return
    _entry().unlink(missing_ok=True)
    _change_defaults("")
    _refresh()


def _entry() -> Path:
    return _home("XDG_DATA_HOME", ".local/share") / "applications" / _ENTRY


def _defaults() -> Path:
    return _home("XDG_CONFIG_HOME", ".config") / "mimeapps.list"


def _home(variable: str, usual: str) -> Path:
    told = os.environ.get(variable, "")
    return Path(told) if told.startswith("/") else Path.home() / usual


def _quoted(part: str) -> str:
    """An argument of an Exec line, by the rules of the desktop entry specification 1.5."""
    for sign in ("\\", '"', "`", "$"):
        part = part.replace(sign, f"\\{sign}")
    return '"' + part.replace("\\", "\\\\").replace("%", "%%") + '"'


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []


def _change_defaults(line: str) -> None:
    """Put our line below the defaults' head in place of an older one; "" takes it away."""
    file = _defaults()
    before = _lines(file)
    lines = [told for told in before if told.strip() != f"{_TYPE}={_ENTRY};"]
    if line:
        lines = [told for told in lines if not _is_default(told, lines)]
        if _DEFAULTS not in lines:
            lines += [_DEFAULTS]
        lines.insert(lines.index(_DEFAULTS) + 1, line)
    if lines == before:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.aftercare")
    partial.write_text("".join(f"{told}\n" for told in lines), encoding="utf-8")
    partial.replace(file)


def _is_default(told: str, lines: list[str]) -> bool:
    """Whether a line names the present default, in its own part of the file."""
    if not told.startswith(f"{_TYPE}="):
        return False
    place = lines.index(told)
    heads = [head for head in lines[:place] if head.startswith("[")]
    return bool(heads) and heads[-1] == _DEFAULTS


def _refresh() -> None:
    """Have the desktop read the folder again; those that watch it need no telling."""
    tool = shutil.which("update-desktop-database")
    if tool:
        subprocess.run([tool, "-q", str(_entry().parent)], check=False, timeout=20)


def _in_registry() -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY))
    except FileNotFoundError:
        return False
    return True


def _write_registry(profile: Path | None) -> None:
    if sys.platform != "win32":
        return
    import winreg

    user = winreg.HKEY_CURRENT_USER
    line = f'{subprocess.list2cmdline(command(profile))} "%1"'
    with winreg.CreateKey(user, _KEY) as key:
        winreg.SetValueEx(key, "", 0, winreg.REG_SZ, "URL:Aftercare")
        winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
    with winreg.CreateKey(user, rf"{_KEY}\shell\open\command") as key:
        winreg.SetValueEx(key, "", 0, winreg.REG_SZ, line)


def _drop_registry() -> None:
    if sys.platform != "win32":
        return
    import winreg

    for part in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
        try:
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, _KEY + part)
        except FileNotFoundError:
            continue
