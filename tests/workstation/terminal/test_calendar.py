"""`calendar`: files and options it takes, what it tells, and what it refuses."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from workstation.terminal.main import build_parser, main

TOML = """
zone = "Asia/Kolkata"
breaks = [["13:00", "13:30"]]
holidays = ["2026-03-03"]

[hours]
mon = [["09:00", "18:00"]]
tue = [["09:00", "18:00"]]
fri = [["22:00", "06:00"]]

[shifts]
2026-03-04 = [["10:00", "12:00"]]

[workdays]
2026-03-05 = [["08:00", "09:00:30"]]
"""
JSON = {
    "zone": "Asia/Kolkata",
    "hours": {"mon": {"09:00": "18:00"}, "tue": "09:00-18:00", "fri": ["22:00", "06:00"]},
    "holidays": ["2026-03-03"],
    "breaks": {"daily": ["13:00", "13:30"]},
    "shifts": {"2026-03-04": "10:00-12:00"},
    "workdays": {"2026-03-05": "08:00-09:00:30"},
}
OPTIONS = (
    "--zone", "Asia/Kolkata", "--hours", "mon,tue 09:00-18:00; fri 22:00-06:00",
    "--holiday", "2026-03-03", "--break", "13:00-13:30", "--shift", "2026-03-04=10:00-12:00",
    "--workday", "2026-03-05=08:00-09:00:30",
)  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    code = main(["--json", "calendar", *argv])
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return code, told


@pytest.fixture(params=["toml", "json", "stdin", "options"])
def calendar(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, ...]:
    """The same calendar in each form that the command takes."""
    if request.param == "options":
        return OPTIONS
    file = tmp_path / f"kolkata.{request.param}"
    text = TOML if request.param == "toml" else json.dumps(JSON)
    if request.param == "stdin":
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return ("--calendar", "-")
    file.write_text(text, "utf-8")
    return ("--calendar", str(file))


def test_every_form_of_a_calendar(
    capsys: pytest.CaptureFixture[str], calendar: tuple[str, ...]
) -> None:
    code, told = run(capsys, "add", "2026-03-02T17:30", "4h30s", *calendar)
    assert (code, told["zone"]) == (0, "Asia/Kolkata")
    assert told["result"] == "2026-03-06T22:30:00+05:30"
    assert [(line["from"][5:16], line["working_ms"]) for line in told["arithmetic"]] == [
        ("03-02T17:30", 1_800_000),
        ("03-04T10:00", 7_200_000),
        ("03-05T08:00", 3_630_000),
        ("03-06T22:00", 1_800_000),
    ]
    assert told["unknown_years"] == []
    assert told["result_ms"] == 1_772_816_400_000


@pytest.mark.parametrize(("page", "kind"), [("rules.md", "toml"), ("terminal.md", "json")])
def test_the_documented_calendars_are_sound(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, page: str, kind: str
) -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / page).read_text("utf-8")
    part = next(one for one in text.split("\n## ") if one.lower().startswith("calendar"))
    file = tmp_path / f"documented.{kind}"
    file.write_text(part.split(f"```{kind}\n")[1].split("```")[0], "utf-8")
    code, told = run(capsys, "check", "--calendar", str(file))
    assert (code, told["ok"]) == (0, True)


def test_every_part_is_documented() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "terminal.md").read_text("utf-8")
    page = next(one for one in page.split("\n## ") if one.startswith("calendar"))
    parser: Any = next(
        dict(action.choices or {})["calendar"]
        for action in build_parser()._actions
        if "calendar" in (action.choices or ())
    )
    parts = next(action.choices for action in parser._actions if action.dest == "part")
    for part, sub in parts.items():
        assert f"`calendar {part}" in page
        for action in sub._actions:
            for option in set(action.option_strings) - {"-h", "--help"}:
                assert option in page or option in ("--json", "--profile", "--as"), option


def test_moments_of_the_calendars_clock_and_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    for text in (
        "2026-03-02T09:00",
        "2026-03-02 09:00:00",
        "2026-03-02T09:00+08:00",
        "2026-03-02T01:00Z",
        "2026-03-01T19:45-05:15",
    ):
        code, told = run(capsys, "add", text, "1h")
        assert (code, told["result"]) == (0, "2026-03-02T10:00:00+08:00")
    _, told = run(capsys, "add", "2026-03-01T24:00", "0s", "--to-open")
    assert told["result"] == "2026-03-02T09:00:00+08:00"
    _, told = run(capsys, "add", "2026-03-02T09:00:00.250", "1h")
    assert told["result"] == "2026-03-02T10:00:00.250+08:00"


@pytest.mark.parametrize(
    "span",
    ["90m", "1h30m", "1.5h", "PT1H30M", "PT90M", "1:30", "01:30:00", "5400s", "90 minutes",
     "1 hour, 30 min", "1小时30分钟", "1h 1800s"],
)  # fmt: skip
def test_spans_as_people_write_them(capsys: pytest.CaptureFixture[str], span: str) -> None:
    assert run(capsys, "add", "2026-03-02T09:00", span)[1]["span"]["ms"] == 5_400_000


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("add 2026-03-02T10:00 1d", "2026-03-03T10:00:00+08:00"),
        ("add 2026-03-02T10:00 P1DT2H", "2026-03-03T12:00:00+08:00"),
        ("add 2026-03-02T10:00 1d --day-hours 8", "2026-03-03T10:00:00+08:00"),
        ("add 2026-03-02T10:00 0.5d --day-hours 8", "2026-03-02T15:00:00+08:00"),
        ("add 2026-02-14T10:00 1d", "2026-02-24T10:00:00+08:00"),
        ("subtract 2026-02-24T10:00 1d", "2026-02-14T10:00:00+08:00"),
        ("days 2026-02-14T10:00 1", "2026-02-24T18:00:00+08:00"),
        ("days 2026-02-14T10:00 1 --at open", "2026-02-24T09:00:00+08:00"),
        ("add 2026-03-02T17:00 1h", "2026-03-02T18:00:00+08:00"),
        ("add 2026-03-02T17:00 1h --to-open", "2026-03-03T09:00:00+08:00"),
        ("next 2026-03-02T10:00", "2026-03-02T10:00:00+08:00"),
        ("next 2026-03-02T10:00 --strict", "2026-03-02T13:00:00+08:00"),
        ("previous 2026-03-02T18:00 --strict", "2026-03-02T12:00:00+08:00"),
        ("closing 2026-03-02T10:00", "2026-03-02T12:00:00+08:00"),
        ("add 2026-03-02T10:00 8h --calendar always", "2026-03-02T18:00:00+08:00"),
    ],
)
def test_results(capsys: pytest.CaptureFixture[str], line: str, result: str) -> None:
    code, told = run(capsys, *line.split())
    assert (code, told["result"]) == (0, result)


def test_where_the_next_working_hours_fall(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, "next", "2026-09-30T17:00", "12")
    assert (code, told["result"]) == (0, "2026-10-09T12:00:00+08:00")
    rows = [(row["date"], row["weekday"], row["total_ms"] // 3_600_000) for row in told["falls_on"]]
    assert rows == [
        ("2026-09-30", "Wed", 1),
        ("2026-10-08", "Thu", 4),
        ("2026-10-08", "Thu", 9),
        ("2026-10-09", "Fri", 12),
    ]
    code, told = run(capsys, "next", "3h")
    assert (code, told["working_ms"]) == (0, 3 * 3_600_000)


def test_an_unknown_year_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for line in (
        "add 2026-12-30T09:00 3d",
        "between 2026-12-30T09:00 2027-01-05",
        "days 2027-02-01 5",
        "next 2026-12-30T09:00 40",
        "open 2027-10-01T10:00",
        "subtract 2027-01-05T09:00 30h",
        "add 2026-12-30T09:00 8h --pause 2026-12-30T10:00/2027-02-01T10:00",
        "add 2026-12-30T09:00 8h --pause 2027-02-01T10:00/",
        "add 2026-12-01T09:00 80d --then 2026-12-02T00:00 office --day-hours 8",
    ):
        assert run(capsys, *line.split())[1]["unknown_years"] == [2027], line
    assert main(["calendar", "add", "2026-12-30T09:00", "3d"]) == 0
    assert "2027" in capsys.readouterr().out
    assert run(capsys, "add", "2026-03-02T09:00", "3d")[1]["unknown_years"] == []


def test_a_pause_that_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = run(capsys, "add", "2026-03-02T09:00", "4h", "--pause", "2026-03-02T10:00/")
    assert (told["result"], told["left_ms"]) == (None, 3 * 3_600_000)


def test_another_calendar_from_a_moment_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "short.json"
    file.write_text('{"zone": "Asia/Shanghai", "hours": {"tue": "09:00-10:00"}}')
    _, told = run(capsys, "add", "2026-03-02T16:00", "3h", "--then", "2026-03-03", str(file))
    assert told["result"] == "2026-03-03T10:00:00+08:00"
    _, told = run(capsys, "add", "2026-03-02T16:00", "1h", "--then", "2026-03-01", str(file))
    assert told["result"] == "2026-03-03T10:00:00+08:00"


def test_a_calendar_names_the_holidays_of_a_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "own.json"
    data = {"zone": "Asia/Shanghai", "hours": {"fri": "09:00-10:00"}, "holidays": "own"}
    file.write_text(json.dumps(data))
    code, told = run(capsys, "check", "--calendar", str(file))
    assert (code, told["error"]) == (1, "rule_reference")
    table = 'code = "own"\n[[year]]\nyear = 2026\nworkdays = [2026-03-07]\n'
    (tmp_path / "table.toml").write_text(table)
    code, told = run(capsys, "check", "--calendar", str(file))
    assert (code, told["ok"], told["known_years"]) == (0, True, [2026])
    _, told = run(capsys, "next", "2026-03-07", "--hours", "fri 09:00-10:00", "--holidays", "cn")
    assert told["result"] == "2026-03-13T09:00:00+08:00"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ('zone = "Asia/Kolkatta"\n[hours]\nmon = "9:00-10:00"', "calendar_zone", "c:1:1: zone"),
        ('zone = "UTC"\n[hours]\nmno = "9:00-10:00"', "calendar_weekday", "c:3:1: hours.mno"),
        (
            'zone = "UTC"\n[hours]\nmon = [\n  ["09:00", "12:00"],\n  ["11:00", "13:00"],\n]',
            "calendar_overlap",
            "c:5:3: hours.mon[1]",
        ),
        ('zone = "UTC"\n[hours]\n', "calendar_never_open", "hours"),
        ('[hours]\nmon = "9:00-10:00"', "rule_missing", "zone"),
        ('zone = "UTC"\nhours = ', "rule_syntax", ""),
        ('{"zone": "UTC", "hours": {"mon": "9:00-8"}}', "calendar_interval", "hours.mon"),
        ('{"zone": "UTC", ', "rule_syntax", ""),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, code: str, where: str
) -> None:
    file = tmp_path / "c"
    file.write_text(text)
    exit_code, told = run(capsys, "check", "--calendar", str(file))
    assert (exit_code, told["error"]) == (1, code)
    assert where in told["message"]
    assert "c" in told["message"]


@pytest.mark.parametrize(
    "line",
    [
        "add yesterday 8h",
        "add 2026-02-30T09:00 8h",
        "add 2026-03-02T09:00 8x",
        "add 2026-03-02T09:00 8",
        "add 2026-03-02T09:00 0.5d",
        "add 2026-03-02T09:00 8h --pause 2026-03-02T10:00",
        "next 2026-03-02T09:00 8h 9h",
        "next 3d",
        "check --calendar nowhere",
        "check --calendar office --hours mon",
        "add 2026-03-02T09:00 2d --then 2026-03-02 office",
    ],
)
def test_what_cannot_be_understood(capsys: pytest.CaptureFixture[str], line: str) -> None:
    code, told = run(capsys, *line.split())
    assert (code, told["error"]) == (2, "used_wrongly")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("add 2026-03-02T09:00 8h --pause 2026-03-02T10:00/2026-03-02T09:00", "pause_backwards"),
        ("check --hours fryday_09:00-10:00", "calendar_weekday"),
        ("check --hours mon_9-10", "calendar_interval"),
        ("check --holiday 2026-02-30", "calendar_date"),
        ("check --holiday 2026-03-02 --workday 2026-03-02", "calendar_day_both"),
        ("check --shift 2026-03-02", "calendar_interval"),
        ("add 2026-03-02T09:00 900000h", "calendar_out_of_range"),
    ],
)
def test_what_is_refused(capsys: pytest.CaptureFixture[str], line: str, error: str) -> None:
    code, told = run(capsys, *(word.replace("_", " ") for word in line.split()))
    assert (code, told["error"]) == (1, error)
