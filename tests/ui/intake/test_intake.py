"""A call becomes a ticket: by keyboard, with what the desk knows, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.keys import commit, compose
from ui.intake.facts import IntakeFacts, facts_of
from ui.pages import Caller
from workstation.actions.intake import SaveCustomer
from workstation.domain.classify import Suggestion
from workstation.domain.people import Customer


@pytest.fixture
def rested(page, settle):
    """Wait until what rests before it is looked up was looked up."""

    def wait():
        for _ in range(2):
            QTest.qWait(220)
            settle()

    return wait


def known_phone(desk):
    """A number with parcels and open tickets in the sample."""
    sql = (
        "SELECT t.phone FROM ticket t JOIN parcel p ON p.sender_phone=t.phone OR"
        " p.receiver_phone=t.phone WHERE t.is_open=1 AND t.phone<>'' LIMIT 1"
    )
    return desk.read.connection.execute(sql).fetchone()[0]


def created(page):
    opened = []
    page.ticket_opened.connect(opened.append)
    return opened


def test_a_known_caller_stands_there_at_once(page, desk, rested):
    number = known_phone(desk)
    page.start(Caller(f"+86 {number}"))
    rested()
    assert page.card.parcels
    assert page.form.name.text() == page.card.customers[0].name
    assert any(row.key.startswith("ticket:") for row in page.card.list.rows)


def test_a_call_is_taken_in_by_keyboard_alone(page, desk, rested, qtbot):
    opened = created(page)
    page.start(Caller())
    page.activate()
    QTest.keyClicks(page.form.number, "13700007777")
    QTest.keyClick(page.form.number, Qt.Key.Key_Return)
    QTest.keyClicks(page.form.waybill.edit, "sf 1999999999999")
    QTest.keyClick(page.form.waybill.edit, Qt.Key.Key_Return)
    QTest.keyClick(page.form.words, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    commit(page.form.words, "包裹破损，花瓶碎了")
    rested()
    assert page.form.type.code() == "safety.damaged"
    QTest.keyClick(page.form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(opened))
    ticket = desk.read.ticket(opened[0])
    assert (ticket.phone, ticket.waybill) == ("13700007777", "SF1999999999999")
    assert (ticket.party, ticket.subtype) == ("merchant", "safety.damaged")
    assert ticket.owner == desk.agent.uid
    assert page.facts().empty
    assert not [one for one in desk.drafts() if one.editor == "intake"]


def test_a_choice_by_hand_is_never_overridden(page, rested):
    page.start(Caller())
    page.form.type.box.choose("service.attitude")
    page.form.type.box.picked.emit("service.attitude")
    page.form.words.setPlainText("花瓶碎了")
    rested()
    assert page.form.type.code() == "service.attitude"
    page.form.type.follow.click()
    assert page.form.type.code() == "safety.damaged"


def test_words_that_leave_the_type_open_offer_the_likeliest(page, rested):
    page.start(Caller())
    told = Suggestion("", "", 0.5, (), ("safety.lost", "service.locker"))
    rested()
    page.form.type.show_suggestion(told)
    shown = [offer for offer in page.form.type.offers if offer.isVisibleTo(page)]
    assert len(shown) == 2
    shown[1].click()
    assert (page.form.type.code(), page.form.type.by_hand) == ("service.locker", True)
    assert not any(offer.isVisibleTo(page) for offer in page.form.type.offers)


def test_a_second_call_about_a_parcel_urges_the_open_ticket(page, desk, rested, qtbot, settle):
    row = desk.read.connection.execute(
        "SELECT uid,waybill,urged FROM ticket WHERE is_open=1 AND waybill<>'' LIMIT 1"
    ).fetchone()
    opened = created(page)
    page.start(Caller("13700007777"))
    page.form.waybill.take(row[1])
    rested()
    assert page.form.waybill.offer.isVisible()
    assert not page.form.waybill.offer.anyway.isVisible()
    page.form.words.setPlainText("还没到，再催一下")
    QTest.keyClick(page.form.words, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [row[0]]
    assert desk.read.ticket(row[0]).urged == row[2] + 1


def test_a_refused_second_ticket_can_be_made_all_the_same(page, desk, rested, qtbot):
    row = desk.read.connection.execute(
        "SELECT uid,waybill,subtype FROM ticket WHERE is_open=1 AND waybill<>'' LIMIT 1"
    ).fetchone()
    opened = created(page)
    page.start(Caller("13700007777"))
    page.form.waybill.take(row[1])
    rested()
    page.form.words.setPlainText("同一问题")
    page.form.type.choose(row[2], by_hand=True)
    page._save()
    qtbot.waitUntil(lambda: page.form.waybill.offer.anyway.isVisible())
    assert not opened
    page.form.waybill.offer.anyway.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0] != row[0]


def test_several_customers_of_one_number_are_chosen_by_arrows(page, desk, rested):
    for uid, name in (("a" * 32, "王芳"), ("b" * 32, "王明")):
        desk.do(SaveCustomer(Customer(uid, name, phone="13611112222"))).result()
    page.start(Caller("13611112222"))
    rested()
    assert page.form.customer == ""
    page.form.number.setFocus()
    QTest.keyClick(page.form.number, Qt.Key.Key_Return)
    assert page.card.list.hasFocus()
    QTest.keyClick(page.card.list, Qt.Key.Key_Down)
    QTest.keyClick(page.card.list, Qt.Key.Key_Return)
    assert page.form.customer in ("a" * 32, "b" * 32)
    assert page.form.name.text() in ("王芳", "王明")


def test_the_parcel_tells_the_callers_side_unless_a_person_did(page, desk, rested):
    sql = "SELECT sender_phone,waybill FROM parcel WHERE sender_phone<>'' LIMIT 1"
    number, waybill = desk.read.connection.execute(sql).fetchone()
    page.start(Caller(f"+86{number}"))
    rested()
    page.form.waybill.take(waybill)
    rested()
    assert page.facts().party == "sender"
    page.form.party.pick("merchant")
    page.form.waybill.take("")
    page.form.waybill.take(waybill)
    rested()
    assert page.facts().party == "merchant"


def test_a_hidden_number_says_so(page, rested):
    page.start(Caller("anonymous"))
    rested()
    assert page.form.number_told.text == "Hidden number"
    assert page.card.title.text() == "Hidden number"


def test_a_pasted_address_is_taken_apart(page, rested):
    page.start(Caller())
    page.form.address.setText("")
    page.form.paste.edit.setPlainText(
        "张三 13812345678 广东省深圳市南山区科技园1号 单号SF1234567890123"
    )
    rested()
    facts = page.facts()
    assert (facts.name, facts.number) == ("张三", "13812345678")
    assert facts.address.startswith("广东省深圳市南山区")
    assert facts.waybill == "SF1234567890123"


def test_what_was_typed_by_hand_stays_when_something_is_pasted(page, rested):
    page.start(Caller())
    QTest.keyClicks(page.form.name, "Li")
    page.form.paste.edit.setPlainText("张三 13812345678 广东省深圳市南山区科技园1号")
    rested()
    assert page.form.name.text() == "Li"


def test_words_survive_and_another_call_gets_its_own_form(page, desk, rested, qtbot):
    page.start(Caller("13700001111"))
    page.form.words.setPlainText("写到一半")
    qtbot.waitUntil(lambda: [one.body for one in desk.drafts()] == ["写到一半"])
    assert [one.editor for one in desk.drafts()] == ["intake"]
    page.start(Caller("13700002222"))
    rested()
    assert page.form.words.toPlainText() == ""
    assert len(page.keeper.waiting()) == 1
    page.flush()
    page._take_up(page.keeper.waiting()[0])
    assert page.form.words.toPlainText() == "写到一半"


def test_a_call_that_nobody_took_in_leaves_nothing_behind(page, desk, rested):
    page.start(Caller("13700001111"))
    rested()
    page.start(Caller("13700002222"))
    rested()
    assert not page.keeper.waiting()


def test_the_window_key_does_not_fire_while_composing(page, desk, rested):
    opened = created(page)
    page.start(Caller())
    page.form.words.setFocus()
    compose(page.form.words, "huaping")
    QTest.keyClick(page.form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rested()
    assert not opened
    commit(page.form.words, "花瓶")
    assert page.form.words.toPlainText() == "花瓶"


def test_an_empty_form_names_what_is_missing(page, rested):
    page.start(Caller())
    page._save()
    rested()
    assert page.footer.problem.isVisible()


def test_old_drafts_are_read_as_far_as_they_fit():
    facts = facts_of({"number": "1", "intensity": "strong", "unknown": 1, "take": False})
    assert facts == IntakeFacts(number="1", take=False)
