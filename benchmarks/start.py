"""How long it takes from the start of the process to the first painted list.

`python benchmarks/start.py PROFILE …` opens the window of each profile seven times, each in a
fresh process, and beside each the floor: importing QtWidgets, an application, and a window with
what ours has (menus, a tree, a table of 40 rows and 10 columns, a form of 25 fields, in Chinese).
Times are milliseconds of the wall clock; both begin when the process is started and end when the
window has been painted. Byte code must be kept, or every start compiles everything anew.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
GOAL = 1.6
ROOT = Path(__file__).resolve().parent.parent

FLOOR = """
import time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (QApplication, QFormLayout, QLineEdit, QMainWindow, QSplitter,
    QTableWidget, QTableWidgetItem, QTreeWidget, QTreeWidgetItem, QWidget)
app = QApplication([])
window = QMainWindow()
for n in range(6):
    menu = window.menuBar().addMenu(f"菜单{n}")
    for m in range(10):
        menu.addAction(f"命令{m}")
split = QSplitter()
tree = QTreeWidget()
for n in range(12):
    tree.addTopLevelItem(QTreeWidgetItem([f"视图{n}"]))
table = QTableWidget(40, 10)
for row in range(40):
    for column in range(10):
        table.setItem(row, column, QTableWidgetItem(f"包裹破损{row}-{column}"))
form = QWidget()
rows = QFormLayout(form)
for n in range(25):
    rows.addRow(f"字段{n}", QLineEdit("内容"))
for part in (tree, table, form):
    split.addWidget(part)
window.setCentralWidget(split)
window.resize(1440, 900)
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Expose and watched.isExposed():
            QTimer.singleShot(0, done)
        return False
def done():
    print(time.monotonic())
    app.quit()
watch = Watch()
window.show()
window.windowHandle().installEventFilter(watch)
app.exec()
"""

OURS = """
import gc
gc.disable()  # as ui.app does
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from ui.app import application
from ui.program import Program
from ui.shell.arguments import Start
app = application()
program = Program(app, Start(profile=Path(sys.argv[2])))
program.open_first()
program.window.painted.disconnect(program._on_painted)
def done():
    print(time.monotonic(), program.window.page("queue").model.rowCount())
    app.quit()
program.window.painted.connect(done)
app.exec()
heavy = "sqlalchemy reportlab psycopg alembic pydantic jinja2 liquid".split()
print(*(name for name in heavy if name in sys.modules))
"""


def once(code: str, *given: str) -> tuple[float, list[str]]:
    """Milliseconds from start to paint of one process, and what else it printed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *given],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=True,
        cwd=ROOT,
    )
    told = done.stdout.split()
    return (float(told[0]) - began) * 1000, told[1:]


def main(profiles: list[str]) -> int:
    """Measure each profile beside the floor; 1 when the goal is missed."""
    missed = False
    for profile in profiles:
        once(FLOOR), once(OURS, str(ROOT), profile)  # byte code and disk cache
        floors, ours, told = [], [], list[str]()
        for _ in range(RUNS):
            floors.append(once(FLOOR)[0])
            took, told = once(OURS, str(ROOT), profile)
            ours.append(took)
        floor, own = statistics.median(floors), statistics.median(ours)
        missed |= own > GOAL * floor
        heavy = " ".join(told[1:]) or "none"
        print(
            f"{profile}: {own:.0f} ms, floor {floor:.0f} ms, ratio {own / floor:.2f}"
            f" (goal {GOAL}); rows painted {told[0]}; large libraries loaded: {heavy}"
        )
    return int(missed)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python benchmarks/start.py PROFILE …")
    sys.exit(main(sys.argv[1:]))
