"""The generator: the same from the same seed, consistent in itself and with the rules."""

import gc
import tracemalloc
from collections import Counter
from itertools import islice

import pytest

from tests.workstation.sample.samples import HOUR, NOW, ZONE, cases
from workstation.domain.claim import CLAIM_KINDS, CLAIM_STATUSES
from workstation.domain.facts import outside_facts
from workstation.domain.identity import is_uid, made_at
from workstation.domain.limits import Planner
from workstation.domain.route import RouteFacts, decide
from workstation.domain.ticket import (
    CHANNELS,
    GROUPS,
    OUTCOMES,
    PARTIES,
    PRIORITIES,
    STATUSES,
    WAITING_REASONS,
)
from workstation.rules import loading
from workstation.sample.generate import SHORT_FROM, generate
from workstation.sample.people import team
from workstation.text.waybills import suggest_carriers

SEEDS = (1, 2, 7)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_same_seed_gives_the_same_cases(count):
    first = list(generate(count, 5, NOW, ZONE, loading.load()))
    assert first == list(generate(count, 5, NOW, ZONE, loading.load()))
    assert len(first) == count
    if count:
        assert first != list(generate(count, 6, NOW, ZONE, loading.load()))


def test_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        generate(-1, 1, NOW, ZONE, loading.load())


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_a_team_meets_is_there(seed):
    told = [case.ticket for case in cases(seed=seed)]
    assert {ticket.status for ticket in told} == set(STATUSES)
    assert {ticket.group_code for ticket in told} == set(GROUPS)
    assert {ticket.region for ticket in told} == {"south", "east"}
    assert {ticket.intensity for ticket in told} == {0, 1, 2}
    assert {ticket.priority for ticket in told} == set(PRIORITIES)
    assert {ticket.party for ticket in told} == set(PARTIES)
    assert {ticket.channel for ticket in told} == set(CHANNELS) - {"import"}
    classes = {"timeliness", "safety", "request", "service", "enquiry", "praise"}
    assert {ticket.class_code for ticket in told} == classes
    claims = [case.claim for case in cases(seed=seed) if case.claim]
    assert {claim.status for claim in claims} == set(CLAIM_STATUSES)
    assert {claim.kind for claim in claims} >= {"loss", "damage", "shortage", "spoilage", "cod"}
    assert any(not ticket.phone for ticket in told)
    assert any(ticket.duplicate_of for ticket in told)
    assert any(ticket.reopened for ticket in told)
    assert any(ticket.transfers for ticket in told)
    assert any(ticket.urged > 1 for ticket in told)
    areas = {case.parcel.area for case in cases(seed=seed)}
    assert areas == {"domestic", "hk_mo_tw", "overseas"}
    assert any(case.parcel.batch for case in cases(seed=seed))
    assert any(case.attachments for case in cases(seed=seed))
    assert any(case.known_customer for case in cases(seed=seed))


def test_open_tickets_are_due_around_now():
    dues = [case.ticket.due_at for case in cases() if case.ticket.due_at is not None]
    assert sum(due < NOW for due in dues) >= 10
    assert sum(NOW <= due < NOW + 48 * HOUR for due in dues) >= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_times_are_in_order(seed):
    for case in cases(seed=seed):
        ticket = case.ticket
        times = [entry.at for entry in case.entries]
        assert times == sorted(set(times)), ticket.number
        assert times[0] == ticket.created_at
        assert times[-1] <= ticket.last_activity_at <= NOW
        marks = [ticket.created_at, ticket.first_response_at, ticket.resolved_at, ticket.closed_at]
        known = [mark for mark in marks if mark is not None]
        assert known == sorted(known), ticket.number
        assert made_at(ticket.uid) == ticket.created_at
        way = [trace.at for trace in case.traces]
        assert way == sorted(way)
        before = case.parcel.posted_at
        assert before == way[0]
        assert before < ticket.created_at


@pytest.mark.parametrize("seed", SEEDS)
def test_facts_of_a_ticket_agree_with_its_status(seed):
    for case in cases(seed=seed):
        ticket = case.ticket
        done = ticket.status in ("resolved", "closed")
        assert (ticket.resolved_at is not None) == done
        assert (ticket.closed_at is not None) == (ticket.status == "closed")
        assert (ticket.status == "waiting") == bool(ticket.waiting_reason)
        assert (ticket.waiting_since is not None) == (ticket.status == "waiting")
        assert ticket.waiting_reason in ("", *WAITING_REASONS)
        assert (ticket.owner == "") == (ticket.status == "new")
        assert not done or ticket.outcome in OUTCOMES
        assert (ticket.outcome == "duplicate") == bool(ticket.duplicate_of)
        assert ticket.satisfaction is None or done or ticket.reopened
        assert ticket.urged == sum(entry.kind == "urge" for entry in case.entries)
        assert ticket.transfers == sum(entry.kind == "transfer" for entry in case.entries)
        first = [entry.at for entry in case.entries if entry.direction == "out"]
        if not ticket.duplicate_of:
            assert ticket.first_response_at == (first[0] if first else None)


def test_told_changes_lead_to_where_the_ticket_stands():
    for case in cases():
        status, owner = "new", ""
        for entry in case.entries:
            fields = entry.data.get("fields", {})
            if "status" in fields:
                assert fields["status"][0] == status
                status = fields["status"][1]
            owner = fields.get("owner", ("", owner))[1]
        assert status == case.ticket.status
        assert owner == case.ticket.owner or case.ticket.duplicate_of


@pytest.mark.parametrize("seed", SEEDS)
def test_group_and_limits_are_those_of_the_rules(seed):
    told = loading.load()
    accounts = {account.name for account in team(seed).key_accounts}
    for case in cases(seed=seed):
        ticket, parcel, customer = case.ticket, case.parcel, case.customer
        if ticket.duplicate_of:
            continue
        facts = RouteFacts(
            class_code=ticket.class_code,
            subtype=ticket.subtype,
            category=parcel.category,
            area=parcel.area,
            destination=parcel.destination,
            cod_fen=parcel.cod_fen,
            key_account=parcel.merchant if parcel.merchant in accounts else "",
            intensity=ticket.intensity,
            value_fen=parcel.declared_fen,
            customer_kind=customer.kind,
            offer_refused="offer_refused" in ticket.tags,
            text_words=f"{ticket.subject}\n{case.entries[0].body}"[:400],
        )
        decision = decide(facts, told.routing)
        assert (ticket.group_code, ticket.route_rule) == (
            decision.group,
            f"{decision.rule}@{decision.version}",
        )
        assert ticket.route_reason == decision.sentence("zh", told.routing)
        outside = outside_facts(case.customer, case.parcel)
        limits = Planner(told).plan(ticket, outside)
        assert (ticket.response_due, ticket.resolve_due, ticket.legal_due) == (
            limits.response_due,
            limits.resolve_due,
            limits.legal_due,
        )
        assert (ticket.due_at, ticket.due_kind) == (limits.due_at, limits.due_kind)
        procedure = told.procedures[ticket.group_code]
        assert ticket.procedure == f"{procedure.code}@{procedure.version}"
        assert procedure.step(ticket.step)


def test_limits_of_short_cases_are_those_of_the_rules():
    told = loading.load()
    stream = generate(SHORT_FROM, 3, NOW, ZONE, told)
    for case in islice(stream, 400):
        ticket = case.ticket
        outside = outside_facts(case.customer, case.parcel)
        limits = Planner(told).plan(ticket, outside)
        assert (ticket.response_due, ticket.resolve_due, ticket.legal_due, ticket.due_at) == (
            limits.response_due,
            limits.resolve_due,
            limits.legal_due,
            limits.due_at,
        )


def test_references_exist_and_ids_are_unique():
    seen = Counter()
    customers, parcels, tickets = set(), set(), set()
    agents = {agent.uid for agent in team(1).agents}
    for case in cases():
        for record in case.records():
            seen[record.uid] += 1
            assert is_uid(record.uid)
        customers.add(case.customer.uid)
        parcels.add(case.parcel.uid)
        tickets.add(case.ticket.uid)
        ticket = case.ticket
        assert case.customer.uid == ticket.customer
        assert case.parcel.uid == ticket.parcel
        assert case.parcel.waybill == ticket.waybill
        assert ticket.owner in ("", *agents)
        assert not ticket.duplicate_of or ticket.duplicate_of in tickets
        pictures = {found.uid for found in case.attachments}
        for entry in case.entries:
            assert entry.ticket == ticket.uid
            assert entry.author in ("", *agents)
            assert set(entry.attachments) <= pictures
        if case.claim:
            assert set(case.claim.evidence) <= pictures
    assert max(seen.values()) == 1
    assert seen.keys() >= customers | parcels | tickets


def test_one_open_ticket_per_parcel_and_problem():
    seen = Counter(
        (case.ticket.waybill, case.ticket.subtype) for case in cases() if case.ticket.is_open
    )
    assert max(seen.values()) == 1


def test_waybills_are_unique_and_understood():
    waybills = [case.parcel.waybill for case in cases() if not case.known_parcel]
    assert len(set(waybills)) == len(waybills)
    for case in cases():
        assert case.parcel.carrier in suggest_carriers(case.parcel.waybill)


def test_parcel_stands_where_its_last_event_says():
    for case in cases():
        assert case.parcel.status == case.traces[-1].status
        assert (case.parcel.signed_at is not None) == (case.parcel.status == "signed")


@pytest.mark.parametrize("count", [400, SHORT_FROM])
def test_owner_works_in_the_group(count):
    groups = {agent.uid: agent.groups for agent in team(1).agents}
    for case in islice(generate(count, 1, NOW, ZONE, loading.load()), 400):
        if case.ticket.owner:
            assert case.ticket.group_code in groups[case.ticket.owner]


def test_memory_stays_bounded():
    stream = generate(1_000_000, 1, NOW, ZONE, loading.load())
    for _ in islice(stream, 600):
        pass
    gc.collect()
    tracemalloc.start()
    try:
        for _ in islice(stream, 400):
            pass
        gc.collect()
        early = tracemalloc.get_traced_memory()[0]
        for _ in islice(stream, 1_500):
            pass
        gc.collect()
        late = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert late - early < 600_000


def test_claim_kinds_are_known():
    assert {case.claim.kind for case in cases() if case.claim} <= set(CLAIM_KINDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_promises_and_call_backs_are_there_and_agree_with_their_tickets(seed):
    told = cases(seed=seed)
    promises = [(case.ticket, one) for case in told for one in case.promises]
    assert {one.state for _, one in promises} >= {"open", "kept", "broken"}
    for ticket, one in promises:
        assert one.made_at >= ticket.created_at
        assert one.until > one.made_at
        assert (one.state == "open") == ticket.is_open
        assert one.settled_at is None or one.made_at <= one.settled_at <= NOW
        if one.state == "kept":
            assert one.settled_at <= one.until
        if one.state == "broken":
            assert one.settled_at > one.until
            assert one.reason
    owed = [(case.ticket, one) for case in told for one in case.revisits]
    assert sum(one.state == "due" and one.due_at <= NOW for _, one in owed) >= 2
    assert any(one.state == "done" for _, one in owed)
    for ticket, one in owed:
        assert not ticket.is_open
        assert one.due_at > ticket.resolved_at
        assert one.purpose
    lanes = [case for case in told if case.ticket.lane == "vip"]
    assert any(case.ticket.is_open for case in lanes)
    assert all(case.customer.vip and case.ticket.priority >= 3 for case in lanes)
    assert any(agent.skills for agent in team(seed).agents)


def test_the_first_step_wrote_down_what_the_customer_said():
    told = [(case.ticket, one) for case in cases() for one in case.written]
    assert told
    for ticket, one in told:
        assert ticket.is_open
        assert (one.form, one.step) == ("facts_told", "received")
        assert ticket.step != one.step
        assert one.at > ticket.created_at
        assert one.values["what"]
