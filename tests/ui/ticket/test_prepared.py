"""A reply that another page has prepared comes into what is written already."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_replying import begin
from ui.pages import Prepared
from workstation.scripts.putting import close_of, put


def test_a_letter_keeps_one_salutation_and_one_close(shown: Shown) -> None:
    ticket = begin(shown, "email")
    reply, desk = shown.page.reply, shown.seat.desk
    values = {"zh": {"ask.missing": "破损照片"}}
    shown.page.prepare(Prepared(ticket.uid, "zmqd", values, channel="email"))
    shown.until(lambda: "破损照片" in reply.edit.toPlainText())
    first = put(desk, ticket.uid, "zmqd", "email", "zh", values["zh"])
    close = close_of(desk, ticket.uid, first, values["zh"])
    assert close
    more = {"zh": {"ask.missing": "购买发票"}}
    shown.page.prepare(Prepared(ticket.uid, "zmcb", more, channel="email"))
    shown.until(lambda: "购买发票" in reply.edit.toPlainText())
    text = reply.edit.toPlainText()
    salutation = first.text.split("\n")[0]
    assert (text.count(salutation), text.count(close)) == (1, 1)
    assert text.rstrip().endswith(close)
    assert text.index("破损照片") < text.index("购买发票") < text.index(close)


def test_what_a_message_asks_for_is_kept_with_its_draft(
    shown: Shown, again: Callable[[], Shown]
) -> None:
    ticket = begin(shown, "sms")
    asks = {"claim": "c", "number": "C7-1", "items": ["e1"], "script": "", "names": ["照片"]}
    shown.page.prepare(Prepared(ticket.uid, words="请补照片", channel="sms", asks=asks))
    shown.page.flush()
    other = again()
    told: list[tuple[str, object]] = []
    other.page.reply.asks_resumed.connect(lambda uid, kept: told.append((uid, dict(kept))))
    other.page.open(ticket.uid)
    assert told == [(ticket.uid, asks)]
    other.page.reply.edit.clear()
    other.page.reply.edit.insertPlainText("别的话")
    other.page.flush()
    (draft,) = other.seat.desk.drafts()
    assert draft.data["asks"] == {}
