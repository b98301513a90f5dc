"""The tables of each rule file, made of its text: for people who know the work and no TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.rules.form_sheets import form_sheets
from ui.rules.rows import Cell, Row, Sheet
from ui.text import amounts, automatic, words
from ui.text import rules as told
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
        self._calendars = (("group", _say("that of the group")), *calendars)
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
        if file.startswith("forms/"):
            return tuple(form_sheets(data))
        return tuple(made.get(file, partial(self._plain, file))(data))

    # one file each

    def _routing(self, data: Data) -> Iterable[Sheet]:
        thresholds: Data = data.get("threshold", {})
        rows = [
            Row(
                f"threshold.{name}",
                name,
                (Cell(fact(name)), _amount(f"threshold.{name}", name, value)),
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
                    _choice(f"{place}.group", row.get("group", ""), _groups()),
                    self._said(row, place),
                ),
            )
            for number, place, row in _rows(data, "rule")
        ]
        yield _sheet("rule", ("number", "name", "when", "to", "why"), rules, ordered=True)
        if rows:
            yield _sheet("threshold", ("name", "value"), rows, fixed=True)

    def _limits(self, data: Data) -> Iterable[Sheet]:
        columns = ("name", "layer", "kind", "length", "calendar", "pauses", "warn", "when")
        for key in ("limit", "claim"):
            rows = [self._limit(place, row) for _, place, row in _rows(data, key)]
            if rows:
                yield _sheet(key, columns, rows, ordered=True)

    def _limit(self, place: str, row: Data) -> Row:
        length = told.length(row.get("minutes", 0), row.get("days", 0))
        if row.get("as_step"):
            length_cell = Cell(_say("as the step"))
        else:
            length_cell = Cell(length, place, "length", length)
        warn = row.get("warn_minutes", "")
        layers = tuple((one, told.word(told.LAYERS, one)) for one in LAYERS)
        return Row(
            place,
            str(row.get("code", "")),
            (
                self._name(row, place),
                _choice(f"{place}.layer", row.get("layer", "outer"), layers),
                Cell(told.word(told.KINDS, str(row.get("kind", "")))),
                length_cell,
                _choice(f"{place}.calendar", row.get("calendar", ""), self._calendars),
                Cell(_pauses(row.get("pauses", False))),
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
                    _text(row, place, "name_zh"),
                    _text(row, place, "name_en"),
                    _list(row, place, "words"),
                    _list(row, place, "hints"),
                ),
            )
            for _, place, row in _rows(data, "subtype")
        ]
        kind = _say("Class")
        yield _sheet("subtype", (kind, "zh", "en", "phrases", "hints"), types)
        for key in ("class", "cause"):
            rows = [
                Row(
                    place,
                    str(row.get("code", "")),
                    (
                        Cell(str(row.get("code", ""))),
                        _text(row, place, "name_zh"),
                        _text(row, place, "name_en"),
                    ),
                )
                for _, place, row in _rows(data, key)
            ]
            yield _sheet(key, ("code", "zh", "en"), rows)

    def _automations(self, data: Data) -> Iterable[Sheet]:
        rows = [
            Row(
                place,
                str(row.get("code", "")),
                (
                    _flag(f"{place}.active", bool(row.get("active", True))),
                    self._name(row, place),
                    Cell(_listed(map(self._event, row.get("on", [])))),
                    Cell(in_words(row.get("when", {}), self._names, {})),
                    Cell(_listed(map(self._act, row.get("act", [])))),
                ),
                muted=not row.get("active", True),
            )
            for _, place, row in _rows(data, "automation")
        ]
        yield _sheet("automation", ("active", "name", "on", "when", "acts"), rows)

    def _groups(self, data: Data) -> Iterable[Sheet]:
        rows = [
            Row(
                place,
                str(row.get("code", "")),
                (
                    Cell(str(row.get("code", ""))),
                    _text(row, place, "name_zh"),
                    _text(row, place, "name_en"),
                    _choice(f"{place}.calendar", row.get("calendar", ""), self._calendars[1:]),
                ),
            )
            for _, place, row in _rows(data, "group")
        ]
        yield _sheet("group", ("code", "zh", "en", "calendar"), rows, fixed=True)

    def _hours(self, data: Data) -> Iterable[Sheet]:
        """A calendar's hours, day by day; one that is always open has none."""
        week: Data = data.get("hours", {})
        names = {f"hours.{day}": weekday(at) for at, day in enumerate(WEEKDAYS)} if week else {}
        if "daily" in week:
            names = {"hours.daily": _say("Every day")}
        names |= {key: fact(key) for key in ("holiday_hours", "workday_hours") if key in data}
        rows = []
        for place, name in names.items():
            part, _, day = place.partition(".")
            told_hours = _stretches(week.get(day) if day else data[part])
            cells = Cell(name), Cell(told_hours or "–", place, "hours", told_hours)
            rows.append(Row(place, place, cells))
        if rows:
            yield _sheet("hours", ("day", "value"), rows, fixed=True)

    def _plain(self, file: str, data: Data) -> Iterable[Sheet]:
        """Files without tables of their own: their lists, names to be written, the rest to be read."""
        for key, value in data.items():
            if isinstance(value, list) and value and isinstance(value[0], Mapping):
                rows = [self._plain_row(place, row) for _, place, row in _rows(data, key)]
                named = any(isinstance(row.get("name_zh", row.get("title_zh")), str)
                            for row in value)  # fmt: skip
                columns = ("code", "zh", "en", "text") if named else ("code", "text")
                if not named:
                    rows = [Row(r.place, r.code, (r.cells[0], r.cells[3])) for r in rows]
                hint = _say("What stands in a row beside its names is changed in the text.")
                yield _sheet(key, columns, rows, fixed=True, hint=hint)

    def _plain_row(self, place: str, row: Data) -> Row:
        stem = next((s for s in ("name", "title", "text") if f"{s}_zh" in row), "name")
        code = str(row.get("code", row.get("id", row.get("year", ""))))
        rest = [
            f"{key}: {_short(value)}"
            for key, value in row.items()
            if key not in ("code", "id", "year", f"{stem}_zh", f"{stem}_en")
        ]
        names = (
            _text(row, place, f"{stem}_{tongue}") if f"{stem}_{tongue}" in row else Cell("")
            for tongue in ("zh", "en")
        )
        return Row(place, code, (Cell(code), *names, Cell(" · ".join(rest))))

    # parts of rows

    def _name(self, row: Data, place: str) -> Cell:
        return _text(row, place, "name_zh" if self._chinese else "name_en")

    def _said(self, row: Data, place: str) -> Cell:
        return _text(row, place, "zh" if self._chinese else "en")

    def _event(self, on: Data) -> str:
        event = str(on.get("event", ""))
        limits = [told.word(told.KINDS, kind) for kind in on.get("kinds", [])]
        limits += [told.word(told.LAYERS, layer) for layer in on.get("layers", [])]
        limits += [str(code) for code in on.get("limits", [])]
        changed = (fact(name) for name in on.get("fields", []))
        if event == "message" and on.get("direction"):
            event = f"message_{on['direction']}"
        source = told.EVENTS.get(event, event)
        return told.said(
            source,
            fields=words.listing(changed),
            limits=words.listing(limits) or _say("any"),
            at=on.get("at", ""),
            minutes=on.get("minutes", ""),
        )

    def _act(self, act: Data) -> str:
        name = automatic.act(str(act.get("do", "")))
        about = [
            words.group(act["group"]) if act.get("group") else "",
            words.department(act["department"]) if act.get("department") else "",
            words.priority(act["priority"]) if isinstance(act.get("priority"), int) else "",
            words.priority(act["to"]) if isinstance(act.get("to"), int) else "",
            _whom(act["to"]) if isinstance(act.get("to"), str) else "",
            str(act.get("tag", "")),
            str(act.get("script", "")),
            told.said(_T("rules", "{n} h"), n=act["hours"]) if act.get("hours") else "",
            str(act.get("zh" if self._chinese else "en", act.get("note", ""))),
        ]
        detail = " ".join(part for part in about if part)
        return f"{name} ({detail})" if detail else name


_PEOPLE: Final = {
    "owner": _T("sheet", "the owner"),
    "leaders": _T("sheet", "the leaders"),
    "group": _T("sheet", "the group"),
    "claims": _T("sheet", "claims staff"),
    "best": _T("sheet", "whoever has most room"),
    "nobody": _T("sheet", "nobody"),
}


def _whom(code: str) -> str:
    source = _PEOPLE.get(code)
    return QCoreApplication.translate("sheet", source) if source else code.removeprefix("person:")


def _sheet(key: str, columns: Iterable[str], rows: Iterable[Row], **more: Any) -> Sheet:
    title = QCoreApplication.translate("sheet", _TITLES[key]) if key in _TITLES else key
    shown = tuple(
        QCoreApplication.translate("sheet", _COLUMNS[one]) if one in _COLUMNS else one
        for one in columns
    )
    return Sheet(key, title, shown, tuple(rows)[:_MOST_SHOWN], **more)


def _rows(data: Data, key: str) -> list[tuple[int, str, Data]]:
    found = data.get(key)
    rows = found if isinstance(found, list) else []
    return [(no, f"{key}[{no}]", row) for no, row in enumerate(rows) if isinstance(row, Mapping)]


def _text(row: Data, place: str, key: str) -> Cell:
    value = str(row.get(key, ""))
    return Cell(value, f"{place}.{key}", "text", value)


def _list(row: Data, place: str, key: str) -> Cell:
    value = [str(one) for one in row.get(key, [])]
    return Cell("、".join(value), f"{place}.{key}", "list", "\n".join(value))


def _flag(place: str, value: bool) -> Cell:
    return Cell(_say("On") if value else _say("Off"), place, "flag", value)


def _choice(place: str, value: object, choices: Iterable[tuple[object, str]]) -> Cell:
    known = tuple(choices)
    shown = next((text for code, text in known if code == value), str(value))
    return Cell(shown, place, "choice", value, known)


def _amount(place: str, name: str, value: object) -> Cell:
    if name.endswith("_fen") and isinstance(value, int):
        return Cell(amounts.money(value), place, "yuan", f"{value / 100:.2f}")
    return Cell(str(value), place, "whole", value)


def _groups() -> tuple[tuple[str, str], ...]:
    return tuple((code, words.group(code)) for code in GROUPS)


def _stretches(hours: object) -> str:
    """The stretches of a day: "09:00–12:00, 13:00–18:00"; "" for none."""
    found = hours if isinstance(hours, list) else []
    return ", ".join("–".join(map(str, one)) for one in found if isinstance(one, list))


def _pauses(value: object) -> str:
    if value is True:
        return _say("anybody outside")
    if isinstance(value, list) and value:
        return words.listing(words.waiting_for(str(one)) for one in value)
    return "–"


def _listed(parts: Iterable[str]) -> str:
    return QCoreApplication.translate("condition", "; ").join(part for part in parts if part)


def _short(value: object) -> str:
    if isinstance(value, list):
        return f"[{len(value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(map(str, value))}}}"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def _say(text: str) -> str:
    return QCoreApplication.translate("sheet", text)


#: Words that are said in passing, for the tool that collects them.
_SAID: Final = (
    _T("sheet", "that of the group"),
    _T("sheet", "as the step"),
    _T("sheet", "anybody outside"),
    _T("sheet", "any"),
    _T("sheet", "Class"),
    _T("sheet", "On"),
    _T("sheet", "Every day"),
    _T("sheet", "Off"),
    _T("sheet", "What stands in a row beside its names is changed in the text."),
)
