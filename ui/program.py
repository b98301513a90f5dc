"""One run of the window: which desk, which language, first start, calls handed over, the end."""

from __future__ import annotations

import gc
import logging
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

import resources
from ui import composing, language, theme
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.pages import Caller
from ui.shell import diagnostics, places
from ui.shell.arguments import Start
from ui.shell.memory import Memory
from ui.shell.single import Listener, hand_over
from ui.text.refusals import refusal_sentence
from workstation import logs
from workstation import settings as settings_file
from workstation.desk import Desk, open_desk
from workstation.domain.refusal import Refusal

_log = logging.getLogger(__name__)
_WARM_MS: Final = 400
_SCRIPTS_MS: Final = 1_200
_CLAIMS_MS: Final = 2_000
_CHECK_MS: Final = 60_000


class Program(QObject):
    """Holds the desk, its bridge and the one window, from the first paint to the last write."""

    def __init__(self, app: QApplication, start: Start, spare: Path | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._start = start
        self._spare = spare
        self._call = start.call
        self._language = language.choose(start.language)
        self._theme, self._scale = start.theme or "auto", 100
        self._listener: Listener | None = None
        self._first: QMainWindow | None = None
        self._trouble = ""
        self.desk: Desk | None = None
        self.bridge: Bridge | None = None
        self.window: MainWindow | None = None
        self.profile = start.profile or spare or places.profile(sample=start.sample)
        app.setWindowIcon(QIcon(str(resources.path("icons/aftercare.svg"))))
        composing.watch(app)

    def run(self) -> int:
        """Run until the window is closed; returns the exit code."""
        if hand_over(self.profile, self._call):
            return 0
        logs.start(self.profile / "logs")
        end_watch = diagnostics.watch(self._on_uncaught)
        try:
            self._listen()
            self.open_first()
            return self._app.exec()
        finally:
            self.close()
            end_watch()
            logs.stop()

    def check(self) -> int:
        """Open the window, let the first list be painted, say so; returns 0, or 1 if it was not."""
        if self._spare is not None and self._start.profile is None:
            places.make(self.profile, "sample", {"tickets": 40})
            self._begin_with_all()
        elif self._start.sample:
            places.make(self.profile, "sample", {})
        self.open_first()
        window, painted = self.window, list[int]()
        if window is None:
            print(f"Aftercare: {self._why_closed()}")
            self.close()
            return 1
        window.painted.connect(lambda: painted.append(window.page("queue").model.rowCount()))
        window.painted.connect(self._app.quit)
        QTimer.singleShot(_CHECK_MS, self._app.quit)
        self._app.exec()
        view = window.page("queue").shown_view()
        count = window.bridge.desk.read.count(view.filter)
        self.close()
        if not painted or (count and not painted[0]):
            print("Aftercare: the window opens, but its list was not painted.")
            return 1
        print(f"Aftercare: the window opens and paints its list ({count}).")
        return 0

    def _begin_with_all(self) -> None:
        """Have a sample's window begin with all its tickets: one's own may be none at this hour."""
        memory = Memory(self.profile)
        memory.keep_facts("pages", {"view": "view:all"})
        memory.save()

    def _why_closed(self) -> str:
        """Why no window came, as a sentence."""
        if not settings_file.read(self.profile).kind:
            return "the profile has no desk yet; start it once without --check."
        return f"the desk does not open: {self._trouble}"

    def open_first(self) -> None:
        """Open the desk of the profile, or the start page when there is none yet."""
        kept = settings_file.Settings()
        try:
            kept = settings_file.read(self.profile)
        except Refusal as refusal:
            _log.error("settings: %s", refusal)
        if not self._start.language and kept.language:
            self._language = kept.language
        if not self._start.theme:
            self._theme = kept.theme
        self._scale = Memory(self.profile).number_of("scale", 100)
        self._dress()
        if kept.kind:
            self.open_desk()
        elif self._start.sample:
            self.show_start_page().begin_sample()
        else:
            self.show_start_page()

    def open_desk(self) -> None:
        """Open the desk and its window; what does not work is said in a small window."""
        try:
            self.desk = open_desk(self.profile, agent=self._start.agent, start=False)
        except Refusal as refusal:
            from ui.start.trouble import show_trouble

            _log.error("desk: %s", refusal)
            self._trouble = refusal_sentence(refusal)
            self._first = show_trouble(self._trouble, self.show_start_page)
            return
        self.bridge = Bridge(self.desk, self)
        self.show_window()

    def show_window(self) -> None:
        """Make the window and show it; heavy work begins once its list is painted."""
        assert self.bridge is not None
        memory = Memory(self.profile)
        window = MainWindow(self.bridge, memory)
        window.closing.connect(self._on_closing)
        window.painted.connect(self._on_painted)
        window.language_wanted.connect(self._on_language_wanted)
        window.theme_wanted.connect(self._on_theme_wanted)
        window.appearance_wanted.connect(self._on_appearance_wanted)
        window.start_page_wanted.connect(self._on_start_page_wanted)
        self.window = window
        window.begin()
        window.show()
        if self._call is not None:
            window.new_ticket(self._call)
            self._call = None

    def show_start_page(self) -> Any:
        """Show the page of a new desk."""
        from ui.start.window import StartWindow

        gc.enable()
        self._first = StartWindow(self.profile, "English" if self._chinese else "中文")
        self._first.made.connect(self._on_made)
        self._first.language_wanted.connect(self._on_language_wanted)
        self._first.show()
        return self._first

    def close(self) -> None:
        """Close the desk: what was begun is finished, what came meanwhile is delivered."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        window, self.window = self.window, None
        if window is not None and window.isVisible():
            window.closing.disconnect(self._on_closing)
            window.close()  # pages keep their words while there is a desk to keep them
        if self.bridge is not None:
            self.bridge.close()
            self.bridge = self.desk = None
        if window is not None:
            window.deleteLater()

    @property
    def _chinese(self) -> bool:
        return self._language == "zh_CN"

    def _dress(self) -> None:
        language.install(self._app, self._language)
        self._app.setApplicationDisplayName(language.product_name())
        theme.apply(self._app, self._theme, self._scale)

    def _listen(self) -> None:
        """Be the one window of the profile from now on."""
        if self._listener is not None:
            self._listener.close()
        self._listener = Listener(self.profile, self)
        self._listener.called.connect(self._on_called)
        self._listener.raised.connect(self._on_raised)
        if not self._listener.listen():
            _log.warning("no later start can reach this window")

    @Slot()
    def _on_painted(self) -> None:
        """The first list stands: now the large libraries may load, on a desk thread."""
        gc.enable()
        if self.desk is not None and self.bridge is not None:
            places.remember(self.profile)
            desk = self.desk
            self.bridge.await_(desk.ask(lambda _reader: desk.start()), finish=True)
        if self.window is not None:
            # the first ticket that is opened shall not wait for its page to be made
            QTimer.singleShot(_WARM_MS, self.window, partial(self.window.page, "ticket"))
            QTimer.singleShot(_SCRIPTS_MS, self.window, self._warm_scripts)
            QTimer.singleShot(_CLAIMS_MS, self.window, _load_claims)

    def _warm_scripts(self) -> None:
        """The first list of scripts shall not wait for its index to be made."""
        if self.desk is not None and self.bridge is not None:
            self.bridge.await_(self.desk.warm_scripts())

    @Slot()
    def _on_closing(self) -> None:
        self._app.quit()

    def _on_made(self, profile: Path) -> None:
        first, self._first = self._first, None
        if profile != self.profile:
            self.profile = profile
            if hand_over(profile, self._call):  # that desk has its window already
                self._app.quit()
                return
            self._listen()
        self.open_desk()
        if first is not None:
            first.close()
            first.deleteLater()

    def _on_called(self, caller: Caller) -> None:
        if self.window is not None:
            self.window.come_forward()
            self.window.new_ticket(caller)
        else:
            self._call = caller

    @Slot()
    def _on_raised(self) -> None:
        if self.window is not None:
            self.window.come_forward()
        elif self._first is not None:
            self._first.raise_()
            self._first.activateWindow()

    @Slot()
    def _on_language_wanted(self) -> None:
        self._language = "en" if self._chinese else "zh_CN"
        self._rebuild()

    @Slot()
    def _on_theme_wanted(self) -> None:
        self._theme = "light" if theme.current().dark else "dark"
        self._keep_appearance()
        theme.apply(self._app, self._theme, self._scale)

    def _on_appearance_wanted(self, tongue: str, colours: str, scale: int) -> None:
        rebuild = tongue != self._language or scale != self._scale
        self._language, self._theme, self._scale = tongue, colours, scale
        if rebuild:
            QTimer.singleShot(0, self._rebuild)
        else:
            self._keep_appearance()
            theme.apply(self._app, colours, scale)

    def _keep_appearance(self) -> None:
        if self.desk is not None:
            self.desk.change_settings(language=self._language, theme=self._theme)
        Memory(self.profile).keep_number("scale", self._scale)

    def _rebuild(self) -> None:
        """Make the window anew in another language or size; drafts carry every word over."""
        self._keep_appearance()
        old: QMainWindow | None = self.window or self._first
        if self.window is not None:
            self.window.flush()
            self.window.closing.disconnect(self._on_closing)
        self._dress()
        if self.bridge is not None:
            self.show_window()
        else:
            self.show_start_page()
        if old is not None:
            old.hide()
            old.deleteLater()

    @Slot()
    def _on_start_page_wanted(self) -> None:
        """Leave this desk for another; it is closed, nothing of it is lost."""
        self.close()
        self.profile = places.own_profile()
        self._listen()
        self.show_start_page()

    def _on_uncaught(self, error: BaseException) -> None:
        bridge = self.bridge
        if bridge is not None:
            bridge.post(lambda: bridge.failed.emit(error))


def _load_claims() -> None:
    """Load what the page of claims is made of beside the screen: it is the largest one."""
    QThreadPool.globalInstance().start(partial(import_module, "ui.claims.page"))
