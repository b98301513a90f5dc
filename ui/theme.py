"""Colours, measures and fonts as tokens read from files, and the palette made from them.

Widgets ask for tokens by name (`colour("text_muted")`, `space("small")`) when they paint, or say
which look they have (`look(button, "primary")`); no widget holds a style string of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources

#: Families asked for in this order; the first that the system has stands.
_FAMILIES: Final = (
    "Inter",
    "Segoe UI",
    "SF Pro Text",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
BUNDLED_FONTS: Final = ("fonts/ClaimSansSC-Regular.ttf", "fonts/ClaimSansSC-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of tokens; `scale` is the text size chosen by the person, in per cent."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    measures: Mapping[str, Mapping[str, int]]
    scale: int = 100


class _Notifier(QObject):
    changed = Signal()


_notifier = _Notifier()
_current: Theme | None = None


def notifier() -> _Notifier:
    """The object whose signal `changed` says that the tokens are others now."""
    return _notifier


def current() -> Theme:
    """The theme that stands; the light one before any was applied."""
    global _current
    if _current is None:
        _current = load("light")
    return _current


def load(name: str, scale: int = 100) -> Theme:
    """Read the theme "light" or "dark" from its file."""
    tokens = tomllib.loads(resources.read_text(f"themes/{name}.toml"))
    measures = tomllib.loads(resources.read_text("themes/measures.toml"))
    return Theme(tokens["name"], tokens["dark"], tokens["colour"], measures, scale)


def colour(name: str) -> QColor:
    """The colour of that name (do not alter it); raises KeyError for an unknown one."""
    return _colour(current().colours[name])


@lru_cache(maxsize=256)
def _colour(value: str) -> QColor:
    if len(value) == 9:  # the file writes transparency last, Qt first
        return QColor(f"#{value[7:]}{value[1:7]}")
    return QColor(value)


def space(name: str) -> int:
    """A distance in pixels: hair, tight, small, medium, large, wide."""
    return current().measures["space"][name]


def size(name: str) -> int:
    """A height or width in pixels, grown with the text size."""
    return current().measures["size"][name] * current().scale // 100


def radius(name: str) -> int:
    """A corner's radius in pixels: small, medium, large."""
    return current().measures["radius"][name]


def font(name: str = "base", *, bold: bool = False, tabular: bool = False) -> QFont:
    """The interface font at a size: tiny, small, base, large, title, display."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(current().measures["font"][name] * current().scale // 100)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def look(widget: QWidget, name: str) -> None:
    """Give the widget one of the looks that resources/themes/looks.qss describes."""
    widget.setProperty("look", name)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def apply(app: QApplication, choice: str = "auto", scale: int = 100) -> None:
    """Make the theme stand: "auto" follows the system's colour scheme."""
    global _current
    _current = load(_resolve(app, choice), scale)
    app.setStyle("Fusion")
    app.setPalette(palette(_current))
    app.setFont(base_font())
    app.setStyleSheet(style_sheet(_current))
    _notifier.changed.emit()


def _resolve(app: QApplication, choice: str) -> str:
    if choice in ("light", "dark"):
        return choice
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def base_font() -> QFont:
    """The interface font: the best family of the system, with a Chinese one behind it."""
    made = QFont()
    families = [f for f in _FAMILIES if QFontDatabase.hasFamily(f)]
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    if not has_chinese():
        families += [system[0] if system else "", *bundled_families()]
    made.setFamilies([f for f in families if f] or system)
    made.setPixelSize(current().measures["font"]["base"] * current().scale // 100)
    return made


def has_chinese() -> bool:
    """Whether the system itself has a font with simplified Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


@lru_cache(maxsize=1)
def bundled_families() -> tuple[str, ...]:
    """Families of the Chinese font that the product carries; empty when it is not there."""
    families: list[str] = []
    for name in BUNDLED_FONTS:
        try:
            found = resources.path(name)
        except FileNotFoundError:
            continue
        number = QFontDatabase.addApplicationFont(str(found))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(families))


_ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_faint",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "selected_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line_strong",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "shadow",
}


def palette(theme: Theme) -> QPalette:
    """Qt's palette made from the theme's tokens."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, _colour(theme.colours[name]))
    faint = _colour(theme.colours["text_faint"])
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made


def style_sheet(theme: Theme) -> str:
    """The looks of resources/themes/looks.qss with this theme's tokens filled in."""
    text = resources.read_text("themes/looks.qss")
    for picture in ("down", "up", "check"):
        file = resources.path(f"themes/{picture}-{theme.name}.svg").as_posix()
        text = text.replace(f"@picture.{picture};", f'url("{file}");')
    for group, values in theme.measures.items():
        for name, value in values.items():
            grown = value * theme.scale // 100 if group in ("size", "font") else value
            text = text.replace(f"@{group}.{name};", f"{grown}px;")
            text = text.replace(f"@{group}.{name} ", f"{grown}px ")
    for name, code in theme.colours.items():
        told = _colour(code).name(QColor.NameFormat.HexArgb)
        text = text.replace(f"@{name};", f"{told};").replace(f"@{name} ", f"{told} ")
    return text
