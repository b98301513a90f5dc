"""Writing reply scripts to a file: XLSX, CSV, Markdown or JSON, each of which can be read back whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, script_facts
from workstation.readers.script_file import OWN_MARK
from workstation.readers.script_json import OWN_FORMAT
from workstation.readers.script_own import columns_of_rows, guarded, row_of
from workstation.whole_file import whole_file

if TYPE_CHECKING:
    from workstation.desk import Desk

#: What the ends of file names stand for.
FORMATS: Final = {".xlsx": "xlsx", ".csv": "csv", ".md": "md", ".markdown": "md", ".json": "json"}
#: The most characters that a cell of a workbook holds.
LONGEST_CELL: Final = 32_767
_WIDE: Final = 60
_STEP: Final = 200


def export_scripts(
    desk: Desk,
    path: Path,
    form: str = "",
    codes: Sequence[str] = (),
    *,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the scripts in use on a desk (or those of `codes`) and give how many there were.

    `form` is "xlsx", "csv", "md" or "json"; "" goes by the name of the file. The file appears
    whole or not at all. Raises `Refusal`: export_format, not_found for a code, file_unusable,
    export_stopped, script_cell_long.
    """
    form = form or FORMATS.get(path.suffix.lower(), "")
    if form not in FORMATS.values():
        raise Refusal("export_format", path=str(path), known=", ".join(FORMATS))
    chosen = _chosen(desk.scripts, codes)
    write_scripts(chosen, path, form, progress, cancelled)
    return len(chosen)


def write_scripts(
    scripts: Sequence[Script],
    path: Path,
    form: str,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write scripts in a form; raises as `export_scripts`."""
    told = []
    for number, script in enumerate(scripts):
        if cancelled():
            raise Refusal("export_stopped")
        told.append(_facts(script))
        if number % _STEP == 0:
            progress(number, len(scripts))
    writers = {"xlsx": _write_xlsx, "csv": _write_csv, "md": _write_markdown, "json": _write_json}
    with whole_file(path) as partial:
        writers[form](partial, told)
    progress(len(scripts), len(scripts))


def _chosen(scripts: Sequence[Script], codes: Sequence[str]) -> tuple[Script, ...]:
    if not codes:
        return tuple(scripts)
    known = {script.code: script for script in scripts}
    for code in codes:
        if code not in known:
            raise Refusal("not_found", kind="script", uid=code)
    return tuple(known[code] for code in dict.fromkeys(codes))


def _facts(script: Script) -> dict[str, Any]:
    return dict(script_facts(script))


def _rows(told: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    rows = [row_of(facts) for facts in told]
    return columns_of_rows(rows), rows


def _write_csv(path: Path, told: Sequence[Mapping[str, Any]]) -> None:
    columns, rows = _rows(told)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([guarded(row.get(name, "")) for name in columns])


def _write_xlsx(path: Path, told: Sequence[Mapping[str, Any]]) -> None:
    """Texts are written as texts, never as formulas, links or numbers."""
    import xlsxwriter

    columns, rows = _rows(told)
    for row in rows:
        for name, text in row.items():
            if len(text) > LONGEST_CELL:
                facts = {"code": row["code"], "column": name, "most": LONGEST_CELL}
                raise Refusal("script_cell_long", **facts)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    try:
        sheet = book.add_worksheet("scripts")
        head = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for at, name in enumerate(columns):
            sheet.set_column(at, at, _WIDE if name.startswith("body") else 16)
            sheet.write_string(0, at, name, head)
        sheet.freeze_panes(1, 2)
        for number, row in enumerate(rows, start=1):
            for at, name in enumerate(columns):
                if row.get(name):
                    sheet.write_string(number, at, row[name], wrapped)
    finally:
        book.close()


def _write_json(path: Path, told: Sequence[Mapping[str, Any]]) -> None:
    document = {"format": OWN_FORMAT, "version": 1, "scripts": list(told)}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _write_markdown(path: Path, told: Sequence[Mapping[str, Any]]) -> None:
    """Numbered entries for people; what they are stands beside each for the reading back."""
    parts = [OWN_MARK, "", f"# 话术 Scripts ({len(told)})", ""]
    for number, facts in enumerate(told, start=1):
        parts += _entry(number, facts)
    path.write_text("\n".join(parts) + "\n", encoding="utf-8", newline="\n")


def _entry(number: int, facts: Mapping[str, Any]) -> list[str]:
    """One entry: heading, what it is for, its words in fences, one for each language and channel."""
    bare, texts = _parted(facts)
    title = " ".join(str(facts["title"]).split()).replace("<!--", "< !--")
    parts = [f"## {number}. {title} `{facts['code']}`", ""]
    for name in ("channels", "classes", "groups", "steps", "audience", "moods", "tags"):
        if facts.get(name):
            parts.append(f"- {name}: {', '.join(facts[name])}".replace("<!--", "< !--"))
    bare["texts"] = [list(place) for place, _ in texts]
    told = json.dumps(bare, ensure_ascii=False).replace("--", "\\u002d\\u002d")
    parts += ["", f"<!-- script {told} -->", ""]
    for place, text in texts:
        if place != ("body",):
            parts += [f"**{' '.join(name for name in place if name not in _FRAME)}**", ""]
        fence = _fence(text)
        parts += [fence, text, fence, ""]
    return parts


_FRAME: Final = ("translations", "variants", "body")


def _parted(facts: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[tuple[str, ...], str]]]:
    """The facts without their bodies, and the bodies with their places."""
    bare = {name: value for name, value in facts.items() if name not in _FRAME}
    texts: list[tuple[tuple[str, ...], str]] = [(("body",), str(facts["body"]))]
    for channel, body in facts.get("variants", {}).items():
        texts.append((("variants", channel), body))
    translations = {}
    for language, words in facts.get("translations", {}).items():
        translations[language] = {"title": words["title"]}
        texts.append((("translations", language, "body"), words["body"]))
        for channel, body in words.get("variants", {}).items():
            texts.append((("translations", language, "variants", channel), body))
    if translations:
        bare["translations"] = translations
    return bare, texts


def _fence(text: str) -> str:
    """A fence longer than any run of backticks that begins a line of the text."""
    runs = [len(line) - len(line.lstrip("`")) for line in text.split("\n")]
    return "`" * max(3, max(runs) + 1)
