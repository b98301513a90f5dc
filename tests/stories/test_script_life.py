"""A script's life: an agent has better words, one leader writes, another reviews, all say them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.stories.conftest import Sit
from tests.stories.person import Person
from workstation.actions.script_notes import WriteScriptNote
from workstation.domain.script import Script

CODE = "ap"
BETTER = "您的心情我特别理解，换了我也着急。这件事从现在起由我跟到底。"


def scripts(me: Person) -> Any:
    """The page of scripts with the library in it."""
    me.press("Ctrl+H")
    page = me.window.page("scripts")
    me.until(lambda: page.list.collection.rows)
    return page


def known(me: Person) -> Script:
    """The script as it is in use at this desk."""
    found = me.desk.script(CODE)
    assert found is not None
    return found


def in_step(me: Person) -> None:
    """Exchange with the shared database, and wait for it."""
    me.window.sync_now()
    me.rest()
    me.until(lambda: me.window.status_line.sentence == "In step")


def ticket_with_a_wish(me: Person) -> str:
    """The agent's call, and what the agent says of the script while on it."""
    me.open(me.noted_call(take=True))
    uid = str(me.page.current())
    version = known(me).version
    note = WriteScriptNote(CODE, version, "suggestion", "原来的太长", BETTER, ticket=uid)
    me.desk.do(note).result()
    return uid


def open_script(me: Person, page: Any) -> None:
    """Find the script by its code and open it."""
    me.press("/")
    me.type(CODE)
    me.until(lambda: page.list.collection.rows and page.list.collection.rows[0].key == CODE)
    me.press("Return", "Return")
    me.until(lambda: page.sheet.session.code == CODE and page.sheet.session.version is not None)
    me.rest()


def test_better_words_of_an_agent_become_what_everybody_says(
    office: Path, second: Path, sit: Sit
) -> None:
    agent = sit(office, "8101")
    ticket = ticket_with_a_wish(agent)
    in_step(agent)
    agent.leave()

    # a leader takes the suggestion: the words are a draft, and the draft is sent in
    leader = sit(office, "8100")
    page = scripts(leader)
    page.show_section("notes")
    leader.until(lambda: page.notes.list.lines())
    leader.click(page.notes.take)
    leader.until(lambda: page.sheet.session.state == "draft")
    assert page.sheet.form.words.body.toPlainText() == BETTER
    leader.press("Ctrl+Return")
    leader.until(lambda: page.sheet.session.state == "sent_in")
    assert "accept" not in page.sheet.head.buttons
    in_step(leader)
    leader.leave()

    # at another desk a second leader looks at the differences, accepts, and puts it in force
    other = sit(second, "8200")
    in_step(other)
    page = scripts(other)
    other.until(lambda: any("sent_in" in row.lives for row in page.collection.rows))
    open_script(other, page)
    page.sheet.tabs.setCurrentWidget(page.sheet.versions)
    other.until(lambda: BETTER in page.sheet.versions.diff.after.toPlainText().replace("⟦+ ", "")
                .replace("⟧", ""))  # fmt: skip
    page.sheet.tabs.setCurrentIndex(0)
    other.click(page.sheet.head.buttons["accept"])
    other.until(lambda: page.sheet.session.state == "reviewed")
    other.click(page.sheet.head.buttons["put_in_force"])
    page.sheet.panel.when.now.setChecked(True)
    other.click(page.sheet.panel.button)
    other.until(lambda: page.sheet.session.state == "in_force")
    version = page.sheet.session.version.version
    in_step(other)
    other.leave()

    # the agent's picker has the new words; what is sent keeps the version; the author was told
    agent = sit(office, "8101")
    in_step(agent)
    agent.until(lambda: known(agent).version == version)
    agent.window.open_ticket(ticket)
    agent.rest()
    agent.press("F6")
    reply = agent.page.reply
    agent.page.activate()
    agent.press("R")
    agent.say(f"::{CODE}")
    agent.until(reply.prompting.picker.isVisible)
    agent.rest()
    agent.press("Return")
    agent.until(lambda: "由我跟到底" in reply.edit.toPlainText())
    agent.press("Ctrl+Return")
    agent.until(lambda: reply.edit.toPlainText() == "")
    detail = agent.desk.read.detail(ticket)
    assert detail is not None
    entries = detail.entries
    sent = next(one for one in reversed(entries) if one.script)
    assert (sent.script, sent.script_version) == (CODE, version)
    told = [one.data["notify"] for one in entries if one.data.get("event") == "notify"]
    assert [agent.desk.agent.uid] in told
