"""The tool that keeps the translations of the screen.

Source strings are English; `resources/i18n/aftercare_zh_CN.ts` holds the Chinese, and the `.qm`
beside it is what Qt reads. Developers run `python -m ui.translations update` after changing
strings; `missing > words.txt` lists what has no translation yet, as lines "source=" below
"## context"; with the Chinese written after the "=", `fill words.txt` brings them in. `check`
says what is wrong, as the tests do.
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
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
#: What is written otherwise in a list of words, so that a line stays a line.
_WRITTEN: Final = (("\n", "\\n"), ("=", "\\="))
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


def missing(file: Path) -> list[str]:
    """The strings without translation, in the form that `fill` takes."""
    lines = []
    context = ""
    for (name, source), text in messages(file).items():
        if not text:
            lines += [f"## {name}"] if name != context else []
            lines.append(f"{_guarded(source)}=")
            context = name
    return lines


def _guarded(text: str) -> str:
    for sign, written in _WRITTEN:
        text = text.replace(sign, written)
    return text


def _plain(text: str) -> str:
    for sign, written in _WRITTEN:
        text = text.replace(written, sign)
    return text


def fill(file: Path, words: str) -> int:
    """Bring translations into a .ts file; returns how many strings still have none."""
    told = {}
    context = ""
    for line in words.splitlines():
        if line.startswith("## "):
            context = line.removeprefix("## ")
        elif "=" in line:
            source, text = re.split(r"(?<!\\)=", line, maxsplit=1)
            told[context, _plain(source)] = _plain(text)
    tree = ET.parse(file)
    for part in tree.getroot().iter("context"):
        name = part.findtext("name", "")
        for message in part.iter("message"):
            target = message.find("translation")
            text = told.get((name, message.findtext("source", "")), "")
            if text and target is not None:
                target.text = text
                target.attrib.pop("type", None)
    body = ET.tostring(tree.getroot(), encoding="unicode")
    file.write_text(f"{_HEAD}{body}\n", encoding="utf-8")
    return len(missing(file))


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)", text))


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; returns 0, 1 when something is wrong, 2 when used wrongly."""
    match list(arguments):
        case ["update"]:
            return update() or compile_translations()
        case ["compile"]:
            return compile_translations()
        case ["missing"]:
            print("\n".join(missing(ts_file())))
            return 0
        case ["fill", words]:
            left = fill(ts_file(), Path(words).read_text("utf-8"))
            print(f"{left} strings have no translation.")
            return update() or compile_translations()
        case ["check"]:
            wrong = problems(ts_file())
            print("\n".join(wrong) or "All strings are translated.")
            return 1 if wrong else 0
    print(
        "usage: python -m ui.translations update | missing | fill FILE | compile | check",
        file=sys.stderr,
    )
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
