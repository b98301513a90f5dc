"""The tool that keeps the translations of the screen.

Source strings are English; `resources/i18n/aftercare_zh_CN.ts` holds the Chinese, and the `.qm`
beside it is what Qt reads. Developers run `python -m ui.translations update` after changing
strings (then translate what is unfinished), `compile`, and `check`, which the tests do too.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_NAME: Final = "aftercare_zh_CN"
_ROOT: Final = Path(__file__).resolve().parent.parent


def ts_file() -> Path:
    """The file of translations that people edit."""
    return _ROOT / "resources" / "i18n" / f"{_NAME}.ts"


def update(into: Path | None = None) -> int:
    """Bring the strings of the sources into the file; what vanished is dropped."""
    target = into or ts_file()
    sources = sorted(str(p.relative_to(_ROOT)) for p in (_ROOT / "ui").rglob("*.py"))
    options = ["-locations", "none", "-no-obsolete", "-sort-messages", "-silent"]
    options += ["-tr-function-alias", "QT_TRANSLATE_NOOP+=_T"]
    tongues = ["-source-language", "en", "-target-language", "zh_CN"]
    command = [tool("pyside6-lupdate"), *options, *tongues, *sources, "-ts", str(target)]
    return subprocess.run(command, cwd=_ROOT).returncode


def compile_translations() -> int:
    """Make the file that Qt reads."""
    target = ts_file().with_suffix(".qm")
    files = [str(ts_file()), "-qm", str(target)]
    command = [tool("pyside6-lrelease"), "-silent", "-nounfinished", *files]
    return subprocess.run(command, cwd=_ROOT).returncode


def tool(name: str) -> str:
    """Qt's tool beside this interpreter, else wherever the system finds it."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else name


def messages(file: Path) -> dict[tuple[str, str], str]:
    """(context, source) and finished translation ("" when there is none) of a .ts file."""
    found = {}
    for context in ET.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            told = message.find("translation")
            done = told is not None and told.get("type") is None
            text = (told.text or "") if told is not None and done else ""
            found[name, message.findtext("source", "")] = text
    return found


def problems(file: Path) -> list[str]:
    """What is wrong in a .ts file: unfinished strings, placeholders lost or invented."""
    found = []
    for (context, source), text in sorted(messages(file).items()):
        if not text:
            found.append(f"{context}: no translation of {source!r}")
        elif _places(source) != _places(text):
            found.append(f"{context}: placeholders differ in {source!r} and {text!r}")
    return found


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)", text))


def main(arguments: Sequence[str]) -> int:
    """Run `update`, `compile` or `check`; returns 0, or 1 when something is wrong."""
    if list(arguments) == ["update"]:
        return update() or compile_translations()
    if list(arguments) == ["compile"]:
        return compile_translations()
    if list(arguments) == ["check"]:
        wrong = problems(ts_file())
        print("\n".join(wrong) or "All strings are translated.")
        return 1 if wrong else 0
    print("usage: python -m ui.translations update | compile | check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
