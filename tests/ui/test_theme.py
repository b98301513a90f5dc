from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

import resources
from ui import icons, theme


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    ("text", "window"), ("text", "surface"), ("text", "side"), ("text", "hover"),
    ("text_muted", "surface"), ("text_muted", "window"), ("text_muted", "side"),
    ("text_faint", "surface"), ("text_faint", "sunken"), ("text_faint", "raised"),
    ("selected_text", "selected"), ("text_muted", "selected"), ("accent_text", "accent"),
    ("accent", "surface"), ("bad", "surface"), ("warn", "surface"), ("good", "surface"),
    ("bad", "side"), ("warn", "side"),
    *((f"{name}", f"{name}_soft") for name in (
        "good", "warn", "bad", "info", "neutral", "time_calm", "time_soon", "time_overdue",
        "time_paused", "status_new", "status_open", "status_waiting", "status_resolved",
        "status_closed",
    )),
    *((f"priority_{name}", "surface") for name in ("low", "normal", "high", "urgent")),
]  # fmt: skip


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_stand_out_from_their_ground(name: str, front: str, back: str) -> None:
    colours = theme.load(name).colours
    assert contrast(colours[front], colours[back]) >= 4.5


def test_both_themes_have_the_same_tokens() -> None:
    assert set(theme.load("light").colours) == set(theme.load("dark").colours)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_token_of_the_looks_is_filled_in(name: str) -> None:
    assert re.findall(r"@[\w.]+", theme.style_sheet(theme.load(name))) == []


def test_the_text_size_makes_controls_grow() -> None:
    small, large = theme.load("light"), theme.load("light", 150)
    assert "font-size: 18px" in theme.style_sheet(small)
    assert "font-size: 27px" in theme.style_sheet(large)


def test_a_change_of_theme_is_announced_and_stands(qapp: QApplication) -> None:
    heard: list[bool] = []
    theme.notifier().changed.connect(lambda: heard.append(theme.current().dark))
    theme.apply(qapp, "dark")
    assert qapp.palette().window().color() == theme.colour("window")
    theme.apply(qapp, "light")
    assert heard == [True, False]


def test_auto_follows_the_system(qapp: QApplication) -> None:
    theme.apply(qapp, "auto")
    assert theme.current().name in ("light", "dark")
    theme.apply(qapp, "light")


def test_a_look_is_given_by_name(qapp: QApplication) -> None:
    label = QLabel("x")
    theme.look(label, "title")
    assert label.property("look") == "title"


def test_chinese_can_be_written_without_a_chinese_font_on_the_system() -> None:
    assert theme.bundled_families(), "the bundled font is missing"


def test_an_icon_takes_its_colour_from_the_theme(qapp: QApplication) -> None:
    picture = icons.pixmap("phone", "bad", 16, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    image = picture.toImage()
    seen = {
        image.pixelColor(x, y).rgb() for x in range(32) for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }  # fmt: skip
    assert theme.colour("bad").rgb() in seen
    assert not icons.icon("phone").isNull()
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon-here")


def test_no_widget_holds_a_style_string() -> None:
    root = resources.path("icons").parents[1] / "ui"
    found = [p.name for p in root.rglob("*.py") if "setStyleSheet" in p.read_text("utf-8")]
    assert found == ["theme.py"]
