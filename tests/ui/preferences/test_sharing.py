from __future__ import annotations

from ui.main_window import MainWindow
from ui.preferences.sharing import Sharing
from ui.shell.sync_facts import scope_words
from workstation import settings as settings_file
from workstation.desk import Desk


def _section(window: MainWindow, desk: Desk) -> Sharing:
    desk.change_settings(hub="sqlite:///x.db")
    window.commands.run("desk.preferences")
    made: Sharing = window.page("preferences").sharing
    return made


def test_what_the_desk_keeps_is_set_and_written_down(window: MainWindow, desk: Desk) -> None:
    section = _section(window, desk)
    assert section.isEnabled()
    section.groups["cod"].click()
    section.groups["claims"].click()
    section.groups["cod"].click()
    region = next(iter(section.regions))
    section.regions[region].click()
    section.days.setValue(90)
    kept = settings_file.read(desk.profile)
    assert (kept.scope_groups, kept.scope_regions, kept.history_days) == (
        ("claims",),
        (region,),
        90,
    )
    assert window.notice.text.startswith("Kept")
    told = scope_words(kept)
    assert "Claims" in told
    assert "90 days" in told


def test_how_it_hears_of_news_is_set(window: MainWindow, desk: Desk) -> None:
    section = _section(window, desk)
    section.listen.choose("no")
    section.listen.picked.emit("no")
    assert settings_file.read(desk.profile).listen == "no"
    assert "next start" in window.notice.text


def test_a_desk_that_shares_with_nobody_has_nothing_to_choose(
    window: MainWindow, desk: Desk
) -> None:
    window.commands.run("desk.preferences")
    assert not window.page("preferences").sharing.isEnabled()
    assert scope_words(desk.settings) == "all that you may see"
