"""A reply that another page has prepared comes into what is written already."""

from __future__ import annotations

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
