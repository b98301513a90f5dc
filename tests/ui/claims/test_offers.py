"""Offers to the claimant: noted, answered once, compared with settled claims."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.claims.offers_card import OffersCard
from workstation.domain.similar import Comparison, Spread


def offers(desk, claim):
    return desk.read.offers_of(claim.uid)


def make(page, desk, drafted, qtbot, settle):
    """Offer what the question proposes, by the keyboard."""
    page.sheet.offers.offer.click()
    form = page.sheet.offers.form
    assert form.sum.fen == drafted.proposed_fen
    form.sum.selectAll()
    QTest.keyClicks(form.sum, "80")
    QTest.keyClick(form.sum, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "accepted" in page.sheet.offers.buttons)
    settle()
    return offers(desk, drafted)[-1]


def test_an_offer_is_noted_and_waits_for_its_answer(claims_page, desk, drafted, qtbot, settle):
    made = make(claims_page, desk, drafted, qtbot, settle)
    assert made.amount_fen == 8000
    assert claims_page.sheet.offers.chips[made.uid].text == "No answer yet"
    assert not claims_page.sheet.offers.offer.isVisible()


def test_what_was_accepted_stands_and_is_not_answered_again(
    claims_page, desk, drafted, qtbot, settle
):
    made = make(claims_page, desk, drafted, qtbot, settle)
    claims_page.sheet.offers.buttons["accepted"].click()
    qtbot.waitUntil(lambda: claims_page.sheet.offers.chips[made.uid].text == "Accepted")
    assert desk.read.claim(drafted.uid).agreed_at is not None
    assert not claims_page.sheet.offers.buttons


def test_who_wants_more_says_how_much(claims_page, desk, drafted, qtbot, settle):
    made = make(claims_page, desk, drafted, qtbot, settle)
    claims_page.sheet.offers.buttons["countered"].click()
    ask = claims_page.sheet.ask
    ask.money.show_fen(9500)
    QTest.keyClicks(ask.line, "paid more for it")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: claims_page.sheet.offers.chips[made.uid].text == "Asked for more")
    one = offers(desk, drafted)[-1]
    assert (one.counter_fen, one.note_answer) == (9500, "paid more for it")
    assert claims_page.sheet.offers.offer.isVisible()


def test_settled_claims_are_told_with_middle_and_range(claims_page, drafted):
    card = claims_page.sheet.offers
    assert isinstance(card, OffersCard)
    spread = Spread(5000, 6000, 8000, 9000, 12000)
    told = card._likes(Comparison(7, spread, by=("carrier", "category")))
    assert told == (
        "7 settled claims like this: ¥80.00 in the middle, ¥50.00 to ¥120.00"
        " (same carrier, same kind of goods)"
    )
    assert card._likes(Comparison(0)) == "No settled claim like this one yet."


def test_what_is_asked_for_is_offered_in_one_step(claims_page, desk, drafted, qtbot, settle):
    make(claims_page, desk, drafted, qtbot, settle)
    card = claims_page.sheet.offers
    card.buttons["countered"].click()
    ask = claims_page.sheet.ask
    ask.money.show_fen(9500)
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "meet" in card.buttons)
    card.buttons["meet"].click()
    qtbot.waitUntil(lambda: "accepted" in card.buttons)
    assert [one.amount_fen for one in offers(desk, drafted)] == [8000, 9500]


def test_an_offer_has_kind_channel_and_end(claims_page, desk, drafted, qtbot, settle):
    claims_page.sheet.offers.offer.click()
    form = claims_page.sheet.offers.form
    form.kind.choose("repair")
    form.channel.choose("email")
    form.sum.selectAll()
    QTest.keyClicks(form.sum, "0")
    form.yes.click()
    qtbot.waitUntil(lambda: len(offers(desk, drafted)) == 1)
    (one,) = offers(desk, drafted)
    assert (one.kind, one.channel, one.amount_fen) == ("repair", "email", 0)
    assert one.valid_until is not None
    assert one.valid_until > one.at


def test_an_offer_of_nothing_is_refused_in_its_form(claims_page, drafted, qtbot, settle):
    claims_page.sheet.offers.offer.click()
    form = claims_page.sheet.offers.form
    form.sum.selectAll()
    QTest.keyClicks(form.sum, "0")
    form.yes.click()
    qtbot.waitUntil(lambda: form.problem.text() != "")
    QTest.keyClick(form.note, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert claims_page.sheet.offers.offer.isVisible()


def test_an_offer_whose_time_ran_out_says_so(claims_page, desk, drafted, qtbot, settle):
    made = make(claims_page, desk, drafted, qtbot, settle)
    standing = claims_page.sheet.standing
    late = replace(standing, now=made.valid_until + 1)
    card = claims_page.sheet.offers
    card.show_offers(late)
    assert card.chips[made.uid].text == "Ran out"
    card.buttons["lapsed"].click()
    qtbot.waitUntil(lambda: offers(desk, drafted)[-1].answer == "lapsed")


def test_the_line_tells_where_an_offer_lies(claims_page, drafted):
    line = claims_page.sheet.offers.range
    line.show_spread(Spread(5000, 6000, 8000, 9000, 12000), 8500)
    assert line.place(5000) == 0
    assert line.place(12000) == 1
    line.show_spread(Spread(5000, 6000, 8000, 9000, 12000), 19000)
    assert line.place(12000) == 0.5


def test_a_new_offer_is_seen_whole_where_its_column_scrolls(
    claims_page, claims_host, drafted, settle, qtbot
):
    claims_host.resize(1150, 620)
    settle()
    claims_page._offers.make()
    form = claims_page.sheet.offers.form

    def is_seen():
        return form.visibleRegion().boundingRect().height() == form.height()

    qtbot.waitUntil(is_seen)
    assert form.sum.hasFocus()


def test_one_like_claim_is_told_without_a_middle_and_a_range(claims_page, drafted):
    from workstation.domain.similar import Comparison, Spread

    card = claims_page.sheet.offers
    alone = Spread(10_250, 10_250, 10_250, 10_250, 10_250)
    one = Comparison(1, alone, by=("carrier",))
    assert card._likes(one) == "One settled claim like this: ¥102.50 (same carrier)"
