"""Faults that the simulator found once, each with the few steps that show it."""

from __future__ import annotations

import pytest

from tests.simulator import truth
from tests.simulator.hubs import make_sqlite
from tests.simulator.telling import MINUTE, Make, state, ticket, together
from tests.simulator.world import DAY
from workstation.actions import claims, replies, settling, tickets
from workstation.actions.intake import NewTicket
from workstation.store import operations


def test_a_desk_whose_push_arrives_late_is_no_copy(office: Make) -> None:
    """What a slow line delivers after a part of it was repeated turned the key once too often."""
    world = office(2)
    desk = world.desks[0]
    uid = ticket(world)
    world.exchange(0, {})
    for line in ("第一句", "第二句"):
        world.act(0, replies.AddNote(uid, line), "anna")
    world.exchange(0, {"push": "delayed"})
    world.exchange(0, {1: "lost"})  # the first line by itself is answered, the second is not
    assert state(world, 0).waiting == 1
    world.arrive(0)
    world.exchange(0, {})
    truth.healed(world)
    assert desk.state("hub_desk_no") == str(desk.number)


def test_a_copied_desk_forgets_leases_that_were_given_back(office: Make) -> None:
    """Being told everything anew, it is told of leases that are; of open tickets alone, that were."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    world.serve(1, 3, {})
    together(world)
    world.clone_desk(0)
    world.cut_off(2, True)
    world.act(0, replies.AddNote(uid, "在原来的工位"), "anna")
    world.act(2, replies.AddNote(uid, "在复制的工位"), "anna")
    world.exchange(0, {})
    world.act(1, tickets.ResolveTicket(uid, "solved", note="好了"), "anna")
    world.exchange(1, {})
    world.hold(1, 3, 0, give_back=True)
    world.cut_off(2, False)
    world.exchange(2, {})
    assert world.desks[2].rows("SELECT * FROM lease") == []  # it would be over by itself later
    truth.healed(world)
    assert world.desks[2].state("hub_desk_no") != world.desks[0].state("hub_desk_no")


def test_a_desk_is_renewed_again_when_the_hub_is_restored_again(office: Make) -> None:
    """It became another desk once, and was refused for good by the next life of the hub."""
    world = office(2)
    world.save_hub()
    uid = ticket(world)
    together(world)
    for number in range(3):
        world.act(0, replies.AddNote(uid, f"第 {number} 次"), "anna")
        world.exchange(0, {0: "lost"})
        world.restore_hub(0)
        world.exchange(0, {4: "lost", 5: "lost", 6: "lost", 7: "lost"})
        world.restore_hub(0)
    truth.healed(world)


def test_lines_that_a_restored_hub_lacks_do_not_stay_for_good(office: Make) -> None:
    """Unsent work about a ticket kept a colleague's lost line, at no revision."""
    world = office(3)
    uid = ticket(world)
    together(world)
    world.save_hub()
    world.act(0, replies.AddNote(uid, "备份之后"), "anna")
    together(world)
    world.cut_off(0, True)
    world.restore_hub(0)
    world.act(1, replies.AddNote(uid, "还没有发出"), "bert")
    world.exchange(1, {})
    world.exchange(2, {})
    truth.healed(world)


def test_a_desk_gives_new_tickets_free_numbers(office: Make) -> None:
    """A restored hub gave its number to it that another desk's tickets bear already."""
    world = office(2)
    uid, _ = ticket(world, 0), ticket(world, 1)
    together(world)
    world.save_hub()
    for number, copy in ((0, 2), (1, 3)):
        world.clone_desk(number)
        world.act(number, replies.AddNote(uid, "在原来的工位"), "anna")
        world.exchange(number, {})
        world.act(copy, replies.AddNote(uid, "在复制的工位"), "anna")
        world.exchange(copy, {})
        if copy == 2:
            ticket(world, copy)
            world.exchange(copy, {})
            world.restore_hub(0)
            world.exchange(1, {})
    world.exchange(2, {})
    world.exchange(3, {})
    assert world.desks[3].rows("SELECT count(*) FROM ticket WHERE number LIKE '4-%'") == [(1,)]
    assert world.desks[3].state("hub_desk_no") == "4"
    assert len(ticket(world, 3)) == 32
    truth.healed(world)


def test_work_that_a_copy_has_sent_counts_once_on_the_screen(office: Make) -> None:
    """It came in from the hub and was laid over itself: two urgings showed as four."""
    world = office(2)
    uid = ticket(world)
    together(world)
    for _ in range(2):
        world.act(0, tickets.UrgeTicket(uid, "又催"), "anna")
    world.clone_desk(0)
    world.exchange(2, {})
    world.act(0, tickets.EditTicket(uid, {"address": "新地址"}), "anna")
    truth.healed(world)
    assert world.desks[0].find("ticket", uid).urged == 2


def test_a_message_is_handed_over_before_its_ticket_leaves(office: Make) -> None:
    """Comparing a narrowed replica with the hub dropped the message, and nobody sent it."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    said = world.act(0, replies.SendReply(uid, "sms", "13800000001", "您好"), "anna")
    together(world)
    world.narrow(0, ("cod",))
    together(world)
    world.pass_time(DAY)
    together(world)
    assert world.desks[0].find("entry", said).body == "您好"
    truth.healed(world)
    assert world.desks[1].find("entry", said).delivery == "recorded"


def test_a_ticket_made_for_another_group_goes_once_it_is_accepted(office: Make) -> None:
    """Only the hourly comparison dropped it, as a difference."""
    world = office(2)
    world.narrow(0, ("cod",))
    together(world)
    uid = ticket(world, group_code="claims")
    assert world.desks[0].find("ticket", uid)
    together(world)
    assert world.desks[0].find("ticket", uid) is None
    truth.healed(world)


def test_a_limit_stays_though_another_on_the_same_minute_is_corrected(office: Make) -> None:
    """Moments of a wrong clock were corrected by their value, in whichever record it stood."""
    world = office(2)
    together(world)
    world.cut_off(0, True)
    ticket(world)
    world.restart(0)
    world.wrong_clock(0, 5 * MINUTE)
    ticket(world, waybill="SF1234567890123")
    for number in range(3):
        ticket(world, subtype="safety.damaged", phone=f"1380000000{number}")
    world.cut_off(0, False)
    truth.healed(world)


def test_an_answer_repeated_tells_what_stands_now(office: Make) -> None:
    """A desk was given a revision with the state of the one before, and kept it."""
    world = office(2)
    uid = ticket(world)
    together(world)
    world.act(1, tickets.ChangePriority(uid, 4), "bert")
    world.exchange(1, {})
    for rank in (3, 1):
        world.act(0, tickets.ChangePriority(uid, rank), "anna")
    world.exchange(0, {0: "unheard", 1: "unheard", 2: "unheard"})
    world.act(0, tickets.EditTicket(uid, {"region": "east"}), "anna")
    for place in range(4):
        world.exchange(0, {place: "unheard"})
    truth.healed(world)


def test_a_claim_that_was_refused_takes_the_work_on_it_along(office: Make) -> None:
    """Later work on it waits for its own refusal, and its words are kept."""
    world = office(2)
    uid = ticket(world, waybill="SF1234567890123")
    together(world)
    claim = world.act(0, claims.MakeClaim(uid), "anna")
    late = world.act(1, claims.MakeClaim(uid), "bert")
    world.act(1, claims.EditClaim(late, {"description": "箱子也破了"}), "bert")
    world.exchange(0, {})
    truth.healed(world)
    assert world.desks[1].find("claim", claim)
    assert world.desks[1].find("claim", late) is None
    assert state(world, 1).refused == 2


def test_contents_are_offered_again_by_a_restored_desk(office: Make) -> None:
    """Its list of contents to be sent had gone back with its files."""
    world = office(2)
    uid = ticket(world)
    together(world)
    world.save_desk(0)
    stored = world.desks[0].blobs.add(b"photo", "photo.txt")
    world.act(
        0,
        replies.AddAttachment(uid, stored.sha256, stored.name, stored.media_type, stored.size),
        "anna",
    )
    together(world)
    world.restore_desk(0, 0)
    world.act(0, replies.AddNote(uid, "恢复之后"), "anna")
    truth.healed(world)


def test_a_restored_desk_that_only_reads_learns_that_it_is_a_copy(office: Make) -> None:
    """Nothing to send, it never showed its key, and nobody else had the file it once added."""
    world = office(2)
    uid = ticket(world)
    together(world)
    world.save_desk(0)
    stored = world.desks[0].blobs.add(b"photo", "photo.txt")
    told = (stored.sha256, stored.name, stored.media_type, stored.size)
    world.act(0, replies.AddAttachment(uid, *told), "anna")
    world.exchange(0, {})
    number = world.desks[0].state("hub_desk_no")
    world.restore_desk(0, 0)
    world.exchange(0, {})
    assert world.desks[0].state("hub_desk_no") != number
    truth.healed(world)


def test_a_copied_desk_does_not_hand_a_message_over_again(office: Make) -> None:
    """Put back to before it was sent, a desk sent it to the customer once more."""
    world = office(2)
    uid = ticket(world)
    world.act(0, replies.SendReply(uid, "sms", "13800000001", "您好"), "anna")
    world.exchange(0, {})
    world.save_desk(0)
    world.post(0)
    world.exchange(0, {})
    world.pass_time(MINUTE)
    world.restore_desk(0, 0)
    world.post(0)
    truth.healed(world)


def test_a_ticket_that_leaves_waits_for_its_open_questions(office: Make) -> None:
    """The conflict went with it, and with the conflict the words that nobody else had."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    world.act(0, tickets.EditTicket(uid, {"address": "东门"}), "anna")
    world.act(1, tickets.EditTicket(uid, {"address": "西门"}), "bert")
    together(world)
    (asked,) = operations.conflicts(world.desks[1].connection)
    world.narrow(1, ("cod",))
    together(world)
    truth.healed(world)
    assert world.desks[1].find("ticket", uid)
    assert operations.conflicts(world.desks[1].connection) == [asked]
    world.act(1, settling.SettleConflict(asked[0], "mine"), "bert")
    together(world)
    truth.healed(world)
    assert world.desks[1].find("ticket", uid) is None
    assert world.desks[0].find("ticket", uid).address == "西门"


def test_work_told_again_brings_nothing_back_that_has_left(office: Make) -> None:
    """A desk told work again that was owed, and got the lines of a ticket it keeps no more.

    While everything is told anew the marks of all rows see to the same.
    """
    world = office(2)
    together(world)
    world.save_hub()
    uid = ticket(world, 1, group_code="individual")
    together(world)
    world.act(0, replies.AddAttachment(uid, "0" * 64, "a.txt", "text/plain", 1), "anna")
    together(world)
    world.narrow(0, ("cod",))
    together(world)
    world.restore_hub(0)
    for number in (0, 1):
        world.exchange(number, {})
    world.pass_time(11 * MINUTE)
    for _ in range(2):
        world.exchange(0, {})
    assert world.box.rows("SELECT * FROM hub_record WHERE kind='attachment'")
    assert world.desks[0].rows("SELECT * FROM attachment WHERE ticket=?", uid) == []


def test_work_that_a_copy_has_sent_with_another_clock_does_not_stop_a_desk(office: Make) -> None:
    """Corrected otherwise in each copy, one operation was refused for good, and all after it."""
    world = office(2)
    together(world)
    world.restart(0)
    world.wrong_clock(0, 47 * 60 * MINUTE)
    ticket(world)
    world.save_desk(0)
    world.exchange(0, {})
    world.wrong_clock(0, -700 * DAY)
    world.restore_desk(0, 0)
    world.act(0, NewTicket("第二件", body="又碎了", phone="13800000002"), "anna")
    truth.healed(world)
    assert not state(world, 0).problem


def test_a_copys_own_copy_does_not_vouch_for_it(office: Make) -> None:
    """It had sent the work that both held, so the former key was taken for a repeated push."""
    world = office(2)
    uid = ticket(world)
    world.exchange(0, {})
    world.clone_desk(0)
    world.act(2, replies.AddNote(uid, "副本的第一句"), "anna")
    world.act(0, replies.AddNote(uid, "原来的第一句"), "anna")
    world.clone_desk(0)
    for number in (2, 3):
        world.exchange(number, {})
    world.act(0, replies.AddNote(uid, "原来的第二句"), "anna")
    world.exchange(0, {})
    truth.healed(world)
    numbers = {desk.state("hub_desk_no") for desk in world.desks}
    assert len(numbers) == len(world.desks)


def test_what_other_settings_would_drop_stays_until_the_hub_tells_all_anew(office: Make) -> None:
    """Sending by new settings dropped tickets; the settings went back, and they never came."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    world.act(0, tickets.EditTicket(uid, {"address": "东门"}), "anna")
    world.narrow(0, ("cod",))
    world.restart(0)
    world.exchange(0, {"pull": "lost"})
    world.narrow(0, ())
    world.restart(0)
    truth.healed(world)
    assert world.desks[0].find("ticket", uid)


@pytest.mark.parametrize("answer", ["unheard", "heard"])
def test_work_answered_while_all_is_told_anew_keeps_nothing(office: Make, answer: str) -> None:
    """Its ticket passed for told by the hub, which had moved it out of sight meanwhile."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    world.act(0, tickets.EditTicket(uid, {"address": "东门"}), "anna")
    if answer == "unheard":
        world.exchange(0, {"push": "unheard"})
    else:
        world.narrow(0, ("individual",))
        world.exchange(0, {"pull": "lost"})
    world.exchange(1, {})
    world.act(1, tickets.TransferTicket(uid, "cod", "转交"), "leader")
    world.exchange(1, {})
    world.narrow(0, ("individual",))
    world.exchange(0, {})
    assert world.desks[0].find("ticket", uid) is None
    truth.healed(world)


def test_a_content_is_offered_by_whoever_has_it(office: Make) -> None:
    """Put back to before it was attached, to a ticket that it keeps no more, nothing named it."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    world.save_desk(0)
    stored = world.desks[0].blobs.add(b"photo", "photo.txt")
    told = (stored.sha256, stored.name, stored.media_type, stored.size)
    world.act(0, replies.AddAttachment(uid, *told), "anna")
    world.desks[0].blobs.add(b"never sent", "draft.txt")
    world.exchange(0, {})
    world.narrow(0, ("cod",))
    world.restore_desk(0, 0)
    truth.healed(world)
    assert len(world.box.rows("SELECT * FROM hub_blob")) == 1


def test_work_refused_by_a_life_of_the_hub_is_asked_about_in_the_next(office: Make) -> None:
    """The wrong backup was put back first, then the right one: done work was shown as refused."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    together(world)
    world.save_hub()
    world.act(0, tickets.TakeTicket(uid), "anna")
    together(world)
    world.save_hub()
    world.cut_off(0, True)
    world.restore_hub(0)
    world.exchange(1, {})
    world.act(1, tickets.TakeTicket(uid), "bert")
    world.exchange(1, {})
    world.cut_off(0, False)
    world.exchange(0, {})
    assert state(world, 0).refused == 1
    world.restore_hub(1)
    truth.healed(world)
    assert state(world, 0).refused == 0
    assert world.desks[1].find("ticket", uid).owner == "person-anna"


def test_a_renewed_desk_that_is_copied_before_it_is_heard_is_renewed_again(office: Make) -> None:
    """It was refused for good: having become another desk once, it did not do so again."""
    world = office(2)
    uid = ticket(world)
    world.exchange(0, {})
    world.clone_desk(0)
    world.act(2, replies.AddNote(uid, "在第一份副本"), "anna")
    world.exchange(2, {})
    world.act(0, replies.AddNote(uid, "在原来的工位"), "anna")
    world.exchange(0, {2: "lost"})
    world.clone_desk(0)
    for number in range(2):
        world.act(3, replies.AddNote(uid, f"在第二份副本，第 {number} 句"), "anna")
        world.exchange(3, {})
    assert world.desks[0].state("hub_desk_no") == world.desks[3].state("hub_desk_no")
    world.exchange(0, {})
    world.pass_time(11 * MINUTE)
    truth.healed(world)
    numbers = {desk.state("hub_desk_no") for desk in world.desks}
    assert len(numbers) == len(world.desks)


def test_work_that_was_published_is_kept_by_the_hubs_time(office: Make) -> None:
    """A desk whose clock was years behind forgot it the next day, and could not send it again."""
    world = office(1)
    uid = ticket(world)
    world.exchange(0, {})
    world.act(0, replies.AddNote(uid, "还没有发出"), "anna")
    world.wrong_clock(0, -700 * DAY)
    world.box.restart()
    world.box.path.unlink()
    make_sqlite(world.box.path)
    world.restart(0)
    world.exchange(0, {})
    assert world.box.hub("operator").info().records
    world.pass_time(2 * DAY)
    world.act(0, NewTicket("第二件", body="又碎了", phone="13800000002"), "anna")
    for _ in range(2):
        world.exchange(0, {})
        world.pass_time(DAY)
    assert len(world.desks[0].operations()) == 3


def test_a_form_without_a_number_gets_one_later_and_once(office: Make) -> None:
    """Cut off, a desk ran out of numbers: the form bears 待编号 until it is on the line again."""
    world = office(2)
    made = []
    for waybill in ("SF1234567890123", "SF1234567890999"):
        uid = ticket(world, waybill=waybill)
        claim = world.act(0, claims.MakeClaim(uid), "anna")
        told = {"claimed_fen": 5_000, "loss_fen": 5_000, "claimant": "收件人"}
        world.act(0, claims.EditClaim(claim, told), "anna")
        world.act(0, claims.SubmitClaim(claim), "anna")
        world.act(0, claims.ApproveClaim(claim, 5_000, "照价"), "leader")
        made.append(claim)
    together(world)
    world.cut_off(0, True)
    assert str(world.act(0, claims.NumberClaim(made[0]), "clerk")).startswith("LP2026-")
    assert world.act(0, claims.NumberClaim(made[1]), "clerk") == "serial_waiting"
    assert world.provisional == {made[1]}
    truth.healed(world)
    assert len({world.desks[1].find("claim", claim).serial for claim in made} - {""}) == 2


def test_a_copy_whose_clock_is_years_ahead_does_not_wait_years_for_a_message(office: Make) -> None:
    """What it had queued was put off by an hour of that clock, and its ticket stayed as long."""
    world = office(2)
    uid = ticket(world, group_code="individual")
    world.act(0, replies.SendReply(uid, "sms", "13800000001", "您好"), "anna")
    together(world)
    world.clone_desk(0)
    world.act(0, replies.AddNote(uid, "在原来的工位"), "anna")
    world.exchange(0, {})
    world.post(0)
    world.narrow(2, ("cod",))
    world.wrong_clock(2, 1_000 * DAY)
    truth.healed(world)
    assert world.desks[2].state("hub_desk_no") != world.desks[0].state("hub_desk_no")
    assert world.desks[2].find("ticket", uid) is None
