"""The tables of each rule file, made of its text: for people who know the work and no TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.rules.automation_words import act_words, event_words, listed
from ui.rules.cells import (
    amount,
    choice,
    flag,
    named,
    pauses,
    rows_of,
    say,
    short,
    stretches,
    text,
    texts,
)
from ui.rules.rows import Cell, Row, Sheet
from ui.text import rules as told
from ui.text import words
from ui.text.conditions import fact, in_words
from ui.text.times import weekday
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.limit_rules import LAYERS
from workstation.domain.opening_hours import WEEKDAYS
from workstation.domain.ticket import GROUPS
from workstation.rules.files import parsed

_MOST_SHOWN: Final = 400
_TITLES: Final = {
    "threshold": _T("sheet", "Thresholds"),
    "hours": _T("sheet", "Opening hours"),
    "rule": _T("sheet", "Rules"),
    "limit": _T("sheet", "Limits of tickets"),
    "claim": _T("sheet", "Limits of claims"),
    "class": _T("sheet", "Classes"),
    "subtype": _T("sheet", "Types"),
    "cause": _T("sheet", "Causes"),
    "automation": _T("sheet", "Automations"),
    "macro": _T("sheet", "Macros"),
    "group": _T("sheet", "Groups"),
    "step": _T("sheet", "Steps"),
    "script": _T("sheet", "Scripts"),
    "article": _T("sheet", "Articles"),
    "skill": _T("sheet", "Skills"),
    "tree": _T("sheet", "Diagnoses"),
    "year": _T("sheet", "Years"),
    "form": _T("sheet", "Forms"),
    "revisit": _T("sheet", "Call-backs"),
}
_COLUMNS: Final = {
    "name": _T("sheet", "Name"),
    "value": _T("sheet", "Value"),
    "day": _T("sheet", "Day"),
    "when": _T("sheet", "Conditions"),
    "to": _T("sheet", "To"),
    "layer": _T("sheet", "Layer"),
    "kind": _T("sheet", "Kind"),
    "length": _T("sheet", "Length"),
    "calendar": _T("sheet", "Calendar"),
    "pauses": _T("sheet", "Stops while waiting for"),
    "warn": _T("sheet", "Warns before (min)"),
    "zh": _T("sheet", "In Chinese"),
    "en": _T("sheet", "In English"),
    "phrases": _T("sheet", "Phrases"),
    "hints": _T("sheet", "Words of other systems"),
    "on": _T("sheet", "When"),
    "acts": _T("sheet", "Does"),
    "active": _T("sheet", "On"),
    "code": _T("sheet", "Code"),
    "text": _T("sheet", "Words"),
    "why": _T("sheet", "Reason told"),
    "number": _T("sheet", "No."),
    "holidays": _T("sheet", "Holidays"),
}
Data = Mapping[str, Any]


class Makes:
    """Makes the tables of a text; `names` gives the names of classes, `calendars` those there are."""

    def __init__(
        self,
        names: Callable[[str], str],
        calendars: Iterable[tuple[str, str]] = (),
        chinese: bool = False,
    ) -> None:
        self._names = names
        self._calendars = (("group", say("that of the group")), *calendars)
        self._chinese = chinese

    def sheets(self, file: str, text: str) -> tuple[Sheet, ...]:
        """The tables of a file; raises `Refusal` for a text that is no TOML."""
        data = parsed(text)
        made: dict[str, Callable[[Data], Iterable[Sheet]]] = {
            "rules/routing.toml": self._routing,
            "rules/limits.toml": self._limits,
            "rules/classes.toml": self._classes,
            "rules/automations.toml": self._automations,
            "rules/groups.toml": self._groups,
        }
        if file.startswith("calendars/") and "year" not in data:
            return tuple(self._hours(data))
        return tuple(made.get(file, partial(self._plain, file))(data))

    # one file each

    def _routing(self, data: Data) -> Iterable[Sheet]:
        thresholds: Data = data.get("threshold", {})
        rows = [
            Row(
                f"threshold.{name}",
                name,
                (Cell(fact(name)), amount(f"threshold.{name}", name, value)),
            )
            for name, value in thresholds.items()
        ]
        rules = [
            Row(
                place,
                str(row.get("code", "")),
                (
                    Cell(str(number + 1)),
                    self._name(row, place),
                    Cell(in_words(row.get("when", {}), self._names, thresholds)),
                    choice(f"{place}.group", row.get("group", ""), _groups()),
                    self._said(row, place),
                ),
            )
            for number, place, row in rows_of(data, "rule")
        ]
        yield _sheet("rule", ("number", "name", "when", "to", "why"), rules, ordered=True)
        if rows:
            yield _sheet("threshold", ("name", "value"), rows, fixed=True)

    def _limits(self, data: Data) -> Iterable[Sheet]:
        columns = ("name", "layer", "kind", "length", "calendar", "pauses", "warn", "when")
        for key in ("limit", "claim"):
            rows = [self._limit(place, row) for _, place, row in rows_of(data, key)]
            if rows:
                yield _sheet(key, columns, rows, ordered=True)

    def _limit(self, place: str, row: Data) -> Row:
        length = told.length(row.get("minutes", 0), row.get("days", 0))
        if row.get("as_step"):
            length_cell = Cell(say("as the step"))
        else:
            length_cell = Cell(length, place, "length", length)
        warn = row.get("warn_minutes", "")
        layers = tuple((one, told.word(told.LAYERS, one)) for one in LAYERS)
        return Row(
            place,
            str(row.get("code", "")),
            (
                self._name(row, place),
                choice(f"{place}.layer", row.get("layer", "outer"), layers),
                Cell(told.word(told.KINDS, str(row.get("kind", "")))),
                length_cell,
                choice(f"{place}.calendar", row.get("calendar", ""), self._calendars),
                Cell(pauses(row.get("pauses", False))),
                Cell(str(warn), f"{place}.warn_minutes", "whole", warn),
                Cell(in_words(row.get("when", {}), self._names, {})),
            ),
            muted=not (row.get("minutes") or row.get("days") or row.get("as_step")),
        )

    def _classes(self, data: Data) -> Iterable[Sheet]:
        types = [
            Row(
                place,
                str(row.get("code", "")),
                (
                    Cell(self._names(str(row.get("code", "")).partition(".")[0])),
                    text(row, place, "name_zh"),
                    text(row, place, "name_en"),
                    texts(row, place, "words"),
                    texts(row, place, "hints"),
                ),
            )
            for _, place, row in rows_of(data, "subtype")
        ]
        kind = say("Class")
        yield _sheet("subtype", (kind, "zh", "en", "phrases", "hints"), types)
        for key in ("class", "cause"):
            rows = [
                Row(
                    place,
                    str(row.get("code", "")),
                    named(row, place),
                )
                for _, place, row in rows_of(data, key)
            ]
            yield _sheet(key, ("code", "zh", "en"), rows)

    def _automations(self, data: Data) -> Iterable[Sheet]:
        rows = [
            Row(
                place,
                str(row.get("code", "")),
                (
                    flag(f"{place}.active", bool(row.get("active", True))),
                    self._name(row, place),
                    Cell(listed(map(event_words, row.get("on", [])))),
                    Cell(in_words(row.get("when", {}), self._names, {})),
                    Cell(
                        listed(map(partial(act_words, chinese=self._chinese), row.get("act", [])))
                    ),
                ),
                muted=not row.get("active", True),
            )
            for _, place, row in rows_of(data, "automation")
        ]
        yield _sheet("automation", ("active", "name", "on", "when", "acts"), rows)

    def _groups(self, data: Data) -> Iterable[Sheet]:
        rows = [
            Row(
                place,
                str(row.get("code", "")),
                (
                    *named(row, place),
                    choice(f"{place}.calendar", row.get("calendar", ""), self._calendars[1:]),
                ),
            )
            for _, place, row in rows_of(data, "group")
        ]
        yield _sheet("group", ("code", "zh", "en", "calendar"), rows, fixed=True)

    def _hours(self, data: Data) -> Iterable[Sheet]:
        """A calendar's hours, day by day; one that is always open has none."""
        week: Data = data.get("hours", {})
        names = {f"hours.{day}": weekday(at) for at, day in enumerate(WEEKDAYS)} if week else {}
        if "daily" in week:
            names = {"hours.daily": say("Every day")}
        names |= {key: fact(key) for key in ("holiday_hours", "workday_hours") if key in data}
        rows = []
        for place, name in names.items():
            part, _, day = place.partition(".")
            told_hours = stretches(week.get(day) if day else data[part])
            cells = Cell(name), Cell(told_hours or "–", place, "hours", told_hours)
            rows.append(Row(place, place, cells))
        if rows:
            yield _sheet("hours", ("day", "value"), rows, fixed=True)

    def _plain(self, file: str, data: Data) -> Iterable[Sheet]:
        """Files without tables of their own: their lists, names to be written, the rest to be read."""
        for key, value in data.items():
            if isinstance(value, list) and value and isinstance(value[0], Mapping):
                rows = [self._plain_row(place, row) for _, place, row in rows_of(data, key)]
                named = any(isinstance(row.get("name_zh", row.get("title_zh")), str)
                            for row in value)  # fmt: skip
                columns = ("code", "zh", "en", "text") if named else ("code", "text")
                if not named:
                    rows = [Row(r.place, r.code, (r.cells[0], r.cells[3])) for r in rows]
                hint = say("What stands in a row beside its names is changed in the text.")
                yield _sheet(key, columns, rows, fixed=True, hint=hint)

    def _plain_row(self, place: str, row: Data) -> Row:
        stem = next((s for s in ("name", "title", "text") if f"{s}_zh" in row), "name")
        code = str(row.get("code", row.get("id", row.get("year", ""))))
        rest = [
            f"{key}: {short(value)}"
            for key, value in row.items()
            if key not in ("code", "id", "year", f"{stem}_zh", f"{stem}_en")
        ]
        names = (
            text(row, place, f"{stem}_{tongue}") if f"{stem}_{tongue}" in row else Cell("")
            for tongue in ("zh", "en")
        )
        return Row(place, code, (Cell(code), *names, Cell(" · ".join(rest))))

    # parts of rows

    def _name(self, row: Data, place: str) -> Cell:
        return text(row, place, "name_zh" if self._chinese else "name_en")

    def _said(self, row: Data, place: str) -> Cell:
        return text(row, place, "zh" if self._chinese else "en")


def _sheet(key: str, columns: Iterable[str], rows: Iterable[Row], **more: Any) -> Sheet:
    title = QCoreApplication.translate("sheet", _TITLES[key]) if key in _TITLES else key
    shown = tuple(
        QCoreApplication.translate("sheet", _COLUMNS[one]) if one in _COLUMNS else one
        for one in columns
    )
    return Sheet(key, title, shown, tuple(rows)[:_MOST_SHOWN], **more)


def _groups() -> tuple[tuple[str, str], ...]:
    return tuple((code, words.group(code)) for code in GROUPS)
