from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from ui import language, theme
from ui.pages import Caller
from ui.program import Program
from ui.shell.arguments import Start
from workstation import logs
from workstation import settings as settings_file
from workstation.desk import Desk, open_desk
from workstation.scripts import finding, offering

ROOT = resources.path("icons").parents[1]
#: What the first paint needs nothing of; what stands below a name counts with it.
LATER = (
    *("sqlalchemy", "reportlab", "psycopg", "liquid", "pypinyin", "phonenumbers", "pydantic"),
    *("httpx2", "PIL", "structlog", "tomlkit", "xlsxwriter", "pypdfium2", "platformdirs"),
    *("ui.claims", "ui.flow", "ui.intake", "ui.people", "ui.preferences", "ui.rules", "ui.ticket"),
    *("ui.palette.sheet", "ui.queue.acts", "ui.start"),
    *("workstation.actions", "workstation.channels", "workstation.printing", "workstation.readers"),
    *("workstation.text", "workstation.learning"),
    *("workstation.rules.bundle", "workstation.rules.loading", "workstation.rules.shelf"),
    *("workstation.attending", "workstation.clockwork", "workstation.due_times"),
    *("workstation.ruling.previewing", "workstation.receiving", "workstation.sample"),
    *("workstation.store.dues", "workstation.store.journal", "workstation.store.operations"),
    *("workstation.store.search", "workstation.store.text_index", "workstation.store.work"),
    *("workstation.domain.assignment", "workstation.domain.automation"),
    *("workstation.domain.calendars", "workstation.domain.checklist"),
    *("workstation.domain.classify", "workstation.domain.condition"),
    *("workstation.domain.flow_layout", "workstation.domain.flow_scene"),
    *("workstation.domain.learning", "workstation.domain.limits", "workstation.domain.procedure"),
    *("workstation.domain.route", "workstation.domain.script", "workstation.domain.step_form"),
)


@pytest.fixture
def program(qapp: QApplication, profile: Path) -> Iterator[Program]:
    made = Program(qapp, Start(profile=profile, language="en", theme="light"))
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.apply(qapp, "light")
    language.install(qapp, "en")


def test_what_the_first_list_does_not_need_waits_for_its_paint(profile: Path) -> None:
    desk = open_desk(profile, start=False)
    desk.class_name("", "zh")  # keeps the names; the very first start reads the rules for them
    desk.close()
    code = """
import json, sys
from ui.app import application
from ui.program import Program
from ui.shell.arguments import Start
from pathlib import Path
app = application()
program = Program(app, Start(profile=Path(sys.argv[1])))
program.open_first()
window = program.window
window.painted.disconnect(program._on_painted)
def painted():
    print(json.dumps([window.page("queue").model.rowCount(), *sys.modules]))
    app.quit()
window.painted.connect(painted)
app.exec()
program.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(profile)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    rows, *loaded = json.loads(done.stdout)
    assert rows > 0
    assert [
        name for name in loaded if f"{name}.".startswith(tuple(f"{one}." for one in LATER))
    ] == []


def test_check_proves_the_window_and_leaves(profile: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.app", "--check", "--profile", str(profile)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_desk_opens_with_its_window_and_its_call(program: Program) -> None:
    program._call = Caller("13800138000")
    program.open_first()
    window = program.window
    assert window is not None
    assert window.isVisible()
    assert window.panes.panel.currentWidget() is window.page("intake")


def test_an_empty_profile_begins_with_the_start_page(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    program = Program(qapp, Start(profile=tmp_path / "new", language="en", theme="light"))
    program.open_first()
    first = program._first
    assert program.window is None
    assert first is not None
    assert first.isVisible()
    first.close()
    program.close()
    program.deleteLater()


def test_a_broken_desk_says_why(qapp: QApplication, tmp_path: Path) -> None:
    settings_file.write(tmp_path, settings_file.Settings(kind="own", agent="x"))
    (tmp_path / "replica.db").write_bytes(b"this is no database, and it is long enough" * 40)
    program = Program(qapp, Start(profile=tmp_path, language="en", theme="light"))
    program.open_first()
    assert program.window is None
    assert program._first is not None
    program._first.close()
    program.close()
    program.deleteLater()


def test_another_language_keeps_view_and_ticket(program: Program, qapp: QApplication) -> None:
    program.open_first()
    before = program.window
    assert before is not None
    before.side.choose("view:all")
    before.language_wanted.emit()
    after = program.window
    assert after is not None
    assert after is not before
    assert after.side.list.current == "view:all"
    assert after.windowTitle().startswith("全部工单")
    assert program.desk is not None
    assert program.desk.settings.language == "zh_CN"


def test_light_and_dark_change_places_at_once(program: Program) -> None:
    program.open_first()
    window = program.window
    assert window is not None
    window.commands.run("desk.theme")
    assert theme.current().dark
    assert program.window is window
    window.commands.run("desk.theme")
    assert not theme.current().dark


def test_a_call_handed_over_comes_to_the_window(program: Program) -> None:
    program.open_first()
    window = program.window
    assert window is not None
    program._on_called(Caller("10086"))
    assert window.panes.panel.currentWidget() is window.page("intake")


def test_an_error_that_nobody_caught_is_said_and_logged(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    from ui.shell import diagnostics

    logs.start(tmp_path / "logs")
    end = diagnostics.watch(program._on_uncaught)
    program.open_first()
    try:
        sys.excepthook(ValueError, ValueError("odd"), None)
        window = program.window
        assert window is not None
        qtbot.waitUntil(lambda: "odd" in window.notice.text)
    finally:
        end()
        logs.stop()
    lines = (tmp_path / "logs" / logs.FILE).read_text("utf-8").splitlines()
    told = [line for line in map(json.loads, lines) if "odd" in line["said"]]
    assert [(line["level"], "ValueError" in line["traceback"]) for line in told] == [
        ("error", True)
    ]


def test_the_first_rows_stand_in_the_first_paint(program: Program, qtbot: QtBot) -> None:
    program.open_first()
    window = program.window
    assert window is not None
    rows: list[int] = []
    window.painted.connect(lambda: rows.append(window.page("queue").model.rowCount()))
    assert rows == [], "not before the window is on the screen"
    qtbot.waitUntil(lambda: bool(rows))
    assert rows[0] > 0


def test_check_counts_the_list_and_not_what_came_in_time(profile: Path) -> None:
    from workstation.domain.view import built_in

    desk = open_desk(profile, start=False)
    expected = desk.read.count(built_in(desk.agent.uid, desk.agent.groups)[0].filter)
    desk.close()
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "ui.app", "--check", "--profile", str(profile)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        )
        assert f"({expected})" in done.stdout


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`--check` in a process of its own, offscreen."""
    return subprocess.run(
        [sys.executable, "-m", "ui.app", "--check", "--language", "en", *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_check_makes_the_sample_that_was_asked_for(tmp_path: Path) -> None:
    done = check("--sample", "--profile", str(tmp_path / "fresh"))
    assert done.returncode == 0, done.stderr
    assert "paints its list" in done.stdout


def test_a_check_of_no_profile_paints_the_tickets_of_a_sample() -> None:
    done = check()
    assert done.returncode == 0, done.stderr
    assert "paints its list (40)" in done.stdout


def test_a_check_says_why_no_window_comes(tmp_path: Path, profile: Path) -> None:
    assert "no desk yet" in check("--profile", str(tmp_path / "none")).stdout
    stranger = check("--profile", str(profile), "--as", "nobody")
    assert stranger.returncode == 1
    assert "nobody" in stranger.stdout


def test_the_ticket_page_is_made_before_it_is_asked_for(program: Program, qtbot: QtBot) -> None:
    program.open_first()
    window = program.window
    assert window is not None
    assert "ticket" not in window._pages
    qtbot.waitUntil(lambda: "ticket" in window._pages, timeout=10_000)
    assert not window.page("ticket").isVisible()


def test_the_first_list_of_scripts_does_not_wait_for_its_index(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def warm(desk: Desk) -> None:
        offering_warm(desk)
        made.append(len(finding.finder_of(desk).follow(desk.scripts, desk.rules)))

    offering_warm = offering.warm
    monkeypatch.setattr(offering, "warm", warm)
    program.open_first()
    assert made == []  # the first list of tickets comes before it
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    assert program.desk is not None
    assert made[0] == sum(not one.snippet for one in program.desk.scripts)
