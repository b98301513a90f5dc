"""The line of one desk is cut while the other works on: what both see, and how they agree again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.stories.conftest import Sit
from tests.stories.person import Person
from ui.shell.sync_cards import Card
from workstation import company, holding
from workstation.actions.tickets import AssignTicket
from workstation.domain.view import Filter


class Line:
    """The way of the second desk to the shared database."""

    def __init__(self, folder: Path, office: Path) -> None:
        self._there, self._away = folder / "line", folder / "line.cut"
        self._there.symlink_to(office, target_is_directory=True)

    @property
    def folder(self) -> Path:
        return self._there

    def cut(self) -> None:
        self._there.rename(self._away)

    def mend(self) -> None:
        self._away.rename(self._there)


@pytest.fixture
def line(office: Path, second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """Have the second desk reach the hub over a line of its own that can be cut."""
    monkeypatch.setattr(holding, "OFFLINE_MS", -1)
    made = Line(tmp_path, office)
    settings = second / "settings.toml"
    told = settings.read_text("utf-8").replace(office.as_posix(), made.folder.as_posix())
    settings.write_text(told, "utf-8")
    return made


@pytest.fixture
def cut_off(line: Line, second: Path, sit: Sit) -> Callable[[Person], None]:
    """Cut somebody's line and wait until they see it."""

    def cut(person: Person) -> None:
        _sent(person)
        line.cut()

        def seen() -> bool:
            if person.desk.sync_state().offline_since is None:
                person.desk.sync_now().result()  # one that was under way may have come through
            return "Offline since" in person.window.status_line.sentence

        person.until(seen, "to see that the line is down")

    return cut


def _back(person: Person, line: Line) -> None:
    line.mend()
    person.desk.send_now()
    person.until(lambda: "Offline" not in person.window.status_line.sentence, "for the line")

    def answered() -> bool:
        return all(one.state == "refused" for one in person.desk.outbox().result())

    person.until(answered, "for what waited")
    person.until(lambda: person.desk.sync_state().waiting == 0, "for what waited")


def _sent(person: Person) -> None:
    """Wait until all that somebody did is in the shared database."""
    person.until(lambda: person.desk.outbox().result() == (), "for what waited")
    person.until(lambda: person.window.status_line.sentence == "In step", "to be in step")


def _give(leader: Person, work_no: str) -> str:
    """Hand the newest free ticket to somebody; its number."""
    people = {agent.work_no: agent.uid for agent in leader.desk.read.agents()}
    row = leader.desk.read.page(Filter(open=True, owner="-"), "-created_at")[0]
    leader.desk.do(AssignTicket(row.uid, people[work_no])).result()
    return row.number


def _arrived(person: Person, number: str) -> None:
    me = person.desk.agent.uid

    def mine() -> bool:
        found = person.desk.read.ticket_by_number(number)
        return found is not None and found.owner == me

    person.until(mine, "for the ticket that was handed over")


def _cards(person: Person) -> list[Card]:
    person.press("Shift+F5")
    page = person.window.page("shared")
    state = person.desk.sync_state
    person.until(lambda: len(page.needs.cards) == state().refused + state().conflicts, "for cards")
    cards: list[Card] = page.needs.cards
    return cards


def _told(card: Card) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def _button(card: Card, text: str) -> QPushButton:
    return next(one for one in card.findChildren(QPushButton) if one.text() == text)


def _set_priority(person: Person, number: str, word: str) -> None:
    person.come()
    person.open(number)
    person.press("P")
    person.say(word)
    person.press("Return", "Ctrl+Return")


def test_two_values_for_one_field_stand_side_by_side_and_one_is_chosen(
    office: Path, second: Path, sit: Sit, line: Line, cut_off: Callable[[Person], None]
) -> None:
    here, away = sit(office, "8100"), sit(second, "8102")
    number = _give(here, "8102")
    _arrived(away, number)
    cut_off(away)
    _set_priority(away, number, "Urgent")
    assert away.shown.priority == 4
    _set_priority(here, number, "Low")
    assert here.shown.priority == 1
    _sent(here)
    away.come()
    _back(away, line)
    (card,) = _cards(away)
    told = _told(card)
    assert "Two people changed “Priority”" in told
    assert f"Stands now, by {here.desk.agent.name}" in told
    assert "Urgent" in told
    assert "Low" in told
    away.click(_button(card, "Use mine"))
    away.until(lambda: away.window.status_line.sentence == "In step", "to be in step again")
    here.until(lambda: here.shown.priority == 4, "for the colleague's choice")


def test_words_of_refused_work_come_back_into_their_form_and_go_out_again(
    office: Path, second: Path, sit: Sit, line: Line, cut_off: Callable[[Person], None]
) -> None:
    here, away = sit(office, "8100"), sit(second, "8102")
    number = _give(here, "8102")
    _arrived(away, number)
    cut_off(away)
    away.come()
    away.open(number)
    away.press("T")
    away.say("Damage")
    away.press("Return", "Tab")
    away.say("内件碎裂，请核实赔付")
    away.press("Ctrl+Return")
    here.come()
    here.open(number)
    here.press("T")
    here.say("Escal")
    here.press("Return", "Tab")
    here.say("客户已投诉，升级")
    here.press("Ctrl+Return")
    assert here.shown.group_code == "escalation"
    _sent(here)
    away.come()
    _back(away, line)
    (card,) = _cards(away)
    assert "gone to Escalation meanwhile" in _told(card)
    assert "内件碎裂，请核实赔付" in _told(card)
    assert any("内件碎裂" in draft.body for draft in away.desk.drafts())
    away.click(_button(card, "Do it anew…"))
    assert away.page.acting.panel is not None
    away.press("Ctrl+Return")
    away.until(lambda: away.desk.read.refused() == (), "for the refused work to be settled")
    assert away.desk.drafts() == ()
    away.until(lambda: away.window.status_line.sentence == "In step", "to be in step again")
    here.until(lambda: here.shown.group_code == "damage_loss", "for the transfer")


def test_offline_nobody_is_given_a_ticket_and_a_colleagues_one_may_only_be_noted_on(
    office: Path, second: Path, sit: Sit, line: Line, cut_off: Callable[[Person], None]
) -> None:
    away = sit(second, "8102")
    me = away.desk.agent.uid
    number = away.one(
        "SELECT number FROM ticket WHERE is_open=1 AND owner NOT IN ('',?) ORDER BY number", me
    )
    cut_off(away)
    away.press("F8")
    away.until(lambda: "No new ticket can be given out" in away.window.notice.text)
    away.open(number)
    assert away.page.standing.isVisible()
    away.press("R")
    away.say("您好，已在派送途中")
    away.press("Ctrl+Return")
    assert "a colleague may be working on this ticket" in away.page.reply.warn.text
    assert away.page.reply.edit.toPlainText() == "您好，已在派送途中", "no word is lost"
    away.page.reply.edit.clear()
    away.click(away.page.standing._note)
    away.say("客户来电催问")
    away.press("Ctrl+Return")
    away.until(lambda: any("客户来电催问" in i.body for i in away.page.timeline.items))
    away.press("Shift+F5")
    page = away.window.page("shared")
    away.until(lambda: any("客户来电催问" in one.about for one in page.waiting.list.lines()))
    assert "Go on working" in page.head.words
    _back(away, line)
    away.until(lambda: not away.page.standing.isVisible(), "for the notice to go")


def test_who_else_has_the_ticket_open_is_seen_while_it_is_so(
    office: Path, second: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company, "BEAT", 0.1)
    here, there = sit(office, "8001"), sit(second, "8100")
    number = here.one("SELECT number FROM ticket WHERE is_open=1 ORDER BY number LIMIT 1")
    there.come()
    there.open(number)
    here.come()
    here.open(number)
    chip = here.page.header.present
    name = there.desk.agent.name
    here.until(lambda: chip.text == f"{name} is looking at this", "for the colleague")
    there.come()
    there.press("R")
    there.say("您好")
    here.until(lambda: chip.text == f"{name} is typing…", "for the colleague's typing")
    there.page.reply.edit.clear()
    there.window.close_panel()
    here.until(lambda: chip.text == "", "for the colleague to leave")
