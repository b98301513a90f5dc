"""The language of the screen: English source strings, Chinese through Qt's own translations."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources

LANGUAGES: Final = ("zh_CN", "en")
_NAME: Final = "aftercare_zh_CN"
_installed: list[QTranslator] = []


def choose(wanted: str = "") -> str:
    """The language to use: the wanted one, else the system's if it is Chinese, else English."""
    if wanted in LANGUAGES:
        return wanted
    if wanted:
        return "zh_CN" if wanted.lower().startswith("zh") else "en"
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def current() -> str:
    """The language that stands."""
    return "zh_CN" if _installed else "en"


def product_name() -> str:
    """What the product is called in the language that stands."""
    return QCoreApplication.translate("product", "Aftercare")


def install(app: QCoreApplication, language: str) -> None:
    """Let the program speak a language; texts already on the screen stay as they are."""
    while _installed:
        app.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(language))
    if language != "zh_CN":
        return
    ours = QTranslator(app)
    words = _words()
    if words and ours.load(words):
        _install(app, ours)
    qt = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt.load("qtbase_zh_CN", folder):
        _install(app, qt)


@cache
def _words() -> bytes:
    """Our translation, read whole: an update may write the file while a window shows it."""
    path = resources.path(f"i18n/{_NAME}.qm")
    return path.read_bytes() if path.is_file() else b""


def _install(app: QCoreApplication, translator: QTranslator) -> None:
    app.installTranslator(translator)
    _installed.append(translator)
